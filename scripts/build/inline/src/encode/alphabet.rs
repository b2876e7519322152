//! From bytes to characters.
use super::Streams;
use crate::{BITS, FIRST, LAST, SINGLE, is_character, stream};

pub struct Alphabet {
    is_single: [bool; 256],
    /// The characters of each byte.
    characters: [String; 256],
}

impl Alphabet {
    pub fn of(which: usize, streams: &Streams) -> Self {
        let own = streams.iter().filter(|(name, _)| stream::alphabet(**name) == which);
        let is_data = which == stream::alphabet(stream::DATA);
        Self::new(if is_data { printable() } else { by_frequency(own.flat_map(|(_, stream)| stream)) })
    }

    /// The first bytes are one character. Both they and the others are in the order of the bytes, so the header has a bit for each.
    fn new(mut bytes: Vec<u8>) -> Self {
        let (singles, others) = bytes.split_at_mut(SINGLE);
        singles.sort_unstable();
        others.sort_unstable();
        let mut is_single = [false; 256];
        singles.iter().for_each(|byte| is_single[usize::from(*byte)] = true);
        let mut characters = [const { String::new() }; 256];
        bytes.iter().zip(all_characters()).for_each(|(byte, own)| characters[usize::from(*byte)] = own);
        Self { is_single, characters }
    }

    pub fn text(&self) -> String {
        let bits = |singles: &[bool]| singles.iter().rev().fold(0, |bits, is_single| bits << 1 | u8::from(*is_single));
        self.is_single.chunks(BITS).map(|singles| char::from(b'@' | bits(singles))).collect()
    }

    pub fn text_of(&self, bytes: &[u8]) -> String {
        bytes.iter().map(|byte| self.characters[usize::from(*byte)].as_str()).collect()
    }
}

/// All bytes, the most frequent first.
fn by_frequency<'a>(all: impl Iterator<Item = &'a u8>) -> Vec<u8> {
    let mut counts = [0_usize; 256];
    all.for_each(|byte| counts[usize::from(*byte)] += 1);
    let mut bytes: Vec<u8> = (0..=u8::MAX).collect();
    bytes.sort_by_key(|byte| std::cmp::Reverse(counts[usize::from(*byte)]));
    bytes
}

/// All bytes, those first that are a character of the text. In this alphabet, their character is the same, so words stay as they are,
/// and brotli knows many of them.
fn printable() -> Vec<u8> {
    let mut bytes: Vec<u8> = (0..=u8::MAX).collect();
    bytes.sort_by_key(|byte| !(FIRST..=LAST).contains(&usize::from(*byte)) || !is_character(*byte));
    bytes
}

/// Single characters, and then those with a prefix.
fn all_characters() -> impl Iterator<Item = String> {
    let prefixes = ["", "}", "~"];
    let last = || (FIRST as u8..=LAST as u8).filter(|character| is_character(*character)).map(char::from);
    prefixes.into_iter().flat_map(move |prefix| last().map(move |last| format!("{prefix}{last}")))
}
