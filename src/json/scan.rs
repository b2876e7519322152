//! Whether a text is JSON, told as `JSON.parse` tells it, without a tree.

use super::text::{literal_is, plain_len};

/// How deep arrays and objects may nest. No event that is meant to be read nests so deep.
const DEEPEST: usize = 10_000;

/// What is known of a text that is JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scan<'a> {
    /// The member `type` of an object, where it is a string: the literal, with its quotes. Of several the last counts.
    pub type_member: Option<&'a str>,
}

/// Reads a text as JSON. None for what `JSON.parse` rejects, and for what nests deeper than some 10,000 levels.
pub fn scan(text: &str) -> Option<Scan<'_>> {
    let mut cursor = Cursor { text, rest: text.as_bytes() };
    let mut open = Open::default();
    let mut type_member = None;
    let mut is_type = false;
    loop {
        cursor.skip_space();
        let start = cursor.rest;
        let first = cursor.next();
        let found = if first == b'"' { Some(cursor.string(start)?) } else { None };
        if std::mem::take(&mut is_type) {
            type_member = found;
        }
        match first {
            b'"' => {}
            b'{' | b'[' => {
                cursor.skip_space();
                // Their ends follow them by 2 in ASCII.
                if !cursor.skip(first + 2) {
                    let is_object = first == b'{';
                    open.push(is_object)?;
                    if is_object {
                        is_type = cursor.key(open.depth)?;
                    }
                    continue;
                }
            }
            b'-' | b'0'..=b'9' => cursor.number(first)?,
            b't' => cursor.word(b"rue")?,
            b'f' => cursor.word(b"alse")?,
            b'n' => cursor.word(b"ull")?,
            _ => return None,
        }
        // A value has ended: so may what holds it.
        loop {
            cursor.skip_space();
            if open.depth == 0 {
                return cursor.rest.is_empty().then_some(Scan { type_member });
            }
            let is_object = open.is_object();
            match cursor.next() {
                b',' if is_object => is_type = cursor.key(open.depth)?,
                b',' => {}
                b'}' if is_object => {
                    open.pop();
                    continue;
                }
                b']' if !is_object => {
                    open.pop();
                    continue;
                }
                _ => return None,
            }
            break;
        }
    }
}

/// The arrays and objects that are open: a stack of bits, which needs no memory of its own for 64 levels.
#[derive(Default)]
struct Open {
    depth: usize,
    /// The innermost: a set bit is an object. The lowest bit is the innermost of all.
    bits: u64,
    outer: Vec<u64>,
}

impl Open {
    fn push(&mut self, is_object: bool) -> Option<()> {
        if self.depth == DEEPEST {
            return None;
        }
        if self.depth > 0 && self.depth % 64 == 0 {
            self.outer.push(self.bits);
        }
        self.bits = self.bits << 1 | u64::from(is_object);
        self.depth += 1;
        Some(())
    }

    fn pop(&mut self) {
        self.depth -= 1;
        self.bits >>= 1;
        if self.depth % 64 == 0 {
            self.bits = self.outer.pop().unwrap_or(0);
        }
    }

    fn is_object(&self) -> bool {
        self.bits & 1 == 1
    }
}

/// A text that is read from its start.
struct Cursor<'a> {
    text: &'a str,
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// The next byte, or 0 at the end: JSON has no 0 anywhere.
    fn peek(&self) -> u8 {
        self.rest.first().copied().unwrap_or(0)
    }

    /// Takes the next byte, or 0 at the end.
    fn next(&mut self) -> u8 {
        match self.rest {
            [first, rest @ ..] => {
                self.rest = rest;
                *first
            }
            [] => 0,
        }
    }

    /// Takes the next byte where it is that one.
    fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == byte;
        if is_next {
            self.next();
        }
        is_next
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.next();
        }
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.rest = self.rest.strip_prefix(word)?;
        Some(())
    }

    /// Takes a number whose first byte is taken.
    fn number(&mut self, first: u8) -> Option<()> {
        let digit = if first == b'-' { self.next() } else { first };
        match digit {
            b'0' => {}
            b'1'..=b'9' => self.skip_digits(),
            _ => return None,
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            if !self.skip(b'+') {
                self.skip(b'-');
            }
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        self.next().is_ascii_digit().then(|| self.skip_digits())
    }

    fn skip_digits(&mut self) {
        while self.peek().is_ascii_digit() {
            self.next();
        }
    }

    /// Takes a string whose quote is taken, and answers its literal. `start`: what was the rest before the quote.
    fn string(&mut self, start: &[u8]) -> Option<&'a str> {
        loop {
            self.rest = self.rest.get(plain_len(self.rest)..)?;
            match self.next() {
                b'"' => break,
                b'\\' => match self.next() {
                    b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                    b'u' => {
                        for _ in 0..4 {
                            self.next().is_ascii_hexdigit().then_some(())?;
                        }
                    }
                    _ => return None,
                },
                _ => return None,
            }
        }
        let len = self.text.len();
        self.text.get(len - start.len()..len - self.rest.len())
    }

    /// Takes a key and its colon, and answers whether it is the outermost object's `type`.
    fn key(&mut self, depth: usize) -> Option<bool> {
        self.skip_space();
        let start = self.rest;
        if !self.skip(b'"') {
            return None;
        }
        let key = self.string(start)?;
        self.skip_space();
        self.skip(b':').then(|| depth == 1 && literal_is(key, "type"))
    }
}

#[cfg(test)]
mod tests;
