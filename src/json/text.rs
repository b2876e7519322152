//! JSON string literals.

use crate::swar::{equal, find, less};

/// The number of bytes before the first that a JSON string escapes: a quote, a backslash or a control character.
#[inline]
pub(crate) fn plain_len(bytes: &[u8]) -> usize {
    find(bytes, |word| equal(word, b'"') | equal(word, b'\\') | less(word, 0x20))
}

/// Appends a text as a JSON string literal.
pub fn push_literal(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some((plain, special)) = rest.split_at_checked(plain_len(rest.as_bytes())) {
        out.push_str(plain);
        // All that is escaped is ASCII.
        let (Some((char, after)), [byte, ..]) = (special.split_at_checked(1), special.as_bytes()) else { break };
        if *byte < 0x20 {
            let digit = usize::from(byte & 15);
            out.push_str(if *byte < 0x10 { "\\u000" } else { "\\u001" });
            out.push_str("0123456789abcdef".get(digit..=digit).unwrap_or_default());
        } else {
            out.push('\\');
            out.push_str(char);
        }
        rest = after;
    }
    out.push('"');
}

/// Whether a JSON string literal, with its quotes, spells an ASCII word. A letter may be an escape (`\u0074`).
pub fn literal_is(literal: &str, word: &str) -> bool {
    let mut rest = literal.as_bytes();
    for expected in [b"\"", word.as_bytes(), b"\""].into_iter().flatten() {
        rest = match rest {
            [first, after @ ..] if first == expected => after,
            [b'\\', b'u', b'0', b'0', high, low, after @ ..] if hex(*high) << 4 | hex(*low) == u32::from(*expected) => {
                after
            }
            _ => return false,
        };
    }
    rest.is_empty()
}

/// The value of a hexadecimal digit; of anything else a number that is no byte.
fn hex(digit: u8) -> u32 {
    char::from(digit).to_digit(16).unwrap_or(0x1000)
}

#[cfg(test)]
mod tests;
