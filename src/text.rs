//! Splits texts at ASCII bytes, joins them, and writes numbers. The standard library's functions are more general, and
//! larger: those that split and join take 1.5 kB more.

/// Splits `text` at the first `separator`. `None` if there is none.
pub fn split_once(text: &str, separator: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == separator)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// Joins all parts.
pub fn concat(parts: &[&str]) -> String {
    join(parts, "")
}

/// Joins all parts, with `separator` between them.
pub fn join(parts: &[&str], separator: &str) -> String {
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            text.push_str(separator);
        }
        text.push_str(part);
    }
    text
}

/// A number in decimal digits. `to_string` would pull in all of Rust's formatting code.
pub fn decimal(number: u64) -> String {
    let mut digits = if number < 10 { String::new() } else { decimal(number / 10) };
    digits.push(char::from(b'0' + (number % 10) as u8));
    digits
}

/// Whether `bytes` contains `byte`.
pub fn has(bytes: &[u8], byte: u8) -> bool {
    !bytes.iter().all(|other| *other != byte)
}

/// Whether `text` contains a pattern. The standard library's search is faster with long patterns.
pub fn contains(text: &str, pattern: &str) -> bool {
    (0..text.len()).any(|start| text.as_bytes().get(start..).is_some_and(|rest| rest.starts_with(pattern.as_bytes())))
}

/// Splits `text` before the first of these ASCII bytes.
pub fn split_before<'a>(text: &'a str, ends: &[u8]) -> (&'a str, &'a str) {
    let end = text.bytes().position(|byte| has(ends, byte)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// The part of `text` before the first of these ASCII bytes.
pub fn before<'a>(text: &'a str, ends: &[u8]) -> &'a str {
    split_before(text, ends).0
}

/// Splits `text` at each `separator`. Empty parts are kept.
pub fn split(text: &str, separator: u8) -> Split<'_> {
    Split { rest: Some(text), separator }
}

/// The iterator that [`split`] returns.
#[derive(Clone, Debug)]
pub struct Split<'a> {
    rest: Option<&'a str>,
    separator: u8,
}

impl<'a> Iterator for Split<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        let (part, rest) = split_once(text, self.separator).map_or((text, None), |(part, rest)| (part, Some(rest)));
        self.rest = rest;
        Some(part)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn parts_are_those_of_the_standard_library(chars in prop::collection::vec(prop::sample::select(vec!['a', '/', 'é']), 0..8)) {
            let text = String::from_iter(chars);
            prop_assert_eq!(split_once(&text, b'/'), text.split_once('/'));
            prop_assert!(split(&text, b'/').eq(text.split('/')));
            prop_assert_eq!(Some(before(&text, b"/?")), text.split('/').next());
            prop_assert_eq!(join(&[&text, "", &text], ", "), [&text, "", &text].join(", "));
            prop_assert_eq!(has(text.as_bytes(), b'/'), text.contains('/'));
        }

        #[test]
        fn digits_are_those_of_the_standard_library(number: u64, shift in 0_u32..64) {
            let number = number >> shift;
            prop_assert_eq!(decimal(number), number.to_string());
        }
    }
}
