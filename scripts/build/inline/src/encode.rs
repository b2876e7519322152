//! Encodes a module as text.
use crate::instruction::{self, Operands};
use crate::{BITS, FIRST, LAST, SINGLE, SIZE_BYTES, is_character, stream};

/// The error for a module that has something the format does not support.
#[derive(Debug, PartialEq, Eq)]
pub struct Unknown(pub(crate) &'static str);

impl std::fmt::Display for Unknown {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.0)
    }
}

const UNKNOWN_INSTRUCTION: Unknown = Unknown("it has an instruction that is not in instruction.rs");

/// The id of the code section.
const CODE: u8 = 10;

type Streams = std::collections::BTreeMap<u8, Vec<u8>>;

/// Encodes a module. `decode` restores it, except for alignments and the encoding of sizes.
#[derive(Debug, PartialEq, Eq)]
pub struct Encoded {
    pub text: String,
    /// The position of the header.
    pub header: usize,
}

pub fn encode(module: &[u8]) -> Result<Encoded, Unknown> {
    let Parts { streams, before, behind } = Parts::of(module)?;
    let alphabets: Vec<Alphabet> = (0..stream::ALPHABETS).map(|which| Alphabet::of(which, &streams)).collect();
    let text_of = |name: u8, stream: &[u8]| alphabets[stream::alphabet(name)].text_of(stream);
    let mut text = String::new();
    let mut header = Vec::new();
    push_number(&mut header, streams.len());
    for (name, stream) in &streams {
        let characters = text_of(*name, stream);
        header.push(*name);
        push_number(&mut header, characters.len());
        text += &characters;
    }
    push_number(&mut header, before);
    push_number(&mut header, behind);
    let start = text.len();
    text.extend(alphabets.iter().map(Alphabet::text));
    Ok(Encoded { text: text + &text_of(stream::HEADER, &header), header: start })
}

struct Alphabet {
    is_single: [bool; 256],
    /// The characters of each byte.
    characters: [String; 256],
}

impl Alphabet {
    fn of(which: usize, streams: &Streams) -> Self {
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

    fn text(&self) -> String {
        let bits = |singles: &[bool]| singles.iter().rev().fold(0, |bits, is_single| bits << 1 | u8::from(*is_single));
        self.is_single.chunks(BITS).map(|singles| char::from(b'@' | bits(singles))).collect()
    }

    fn text_of(&self, bytes: &[u8]) -> String {
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

struct Parts {
    streams: Streams,
    /// The numbers of bytes of the sections before and after the code.
    before: usize,
    behind: usize,
}

impl Parts {
    fn of(module: &[u8]) -> Result<Self, Unknown> {
        let mut reader = Reader { bytes: module };
        let mut sections = reader.take(8)?.to_vec();
        let mut streams = Streams::new();
        let mut before = None;
        let mut data = Vec::new();
        while !reader.bytes.is_empty() {
            let id = reader.byte()?;
            let length = reader.number()? as usize;
            let body = reader.take(length)?;
            if id == CODE {
                if before.is_some() {
                    return Err(Unknown("it has two code sections"));
                }
                let count = Reader { bytes: body }.numbers(1)?;
                sections.push(id);
                push_number(&mut sections, count.len() + functions(body, &mut streams)?);
                before = Some(sections.len());
                sections.extend(count);
            } else {
                let part = if before.is_none() { &mut sections } else { &mut data };
                part.push(id);
                push_number(part, length);
                part.extend(body);
            }
        }
        let before = before.ok_or(Unknown("it has no functions"))?;
        let behind = data.len();
        streams.insert(stream::SECTIONS, sections);
        streams.insert(stream::DATA, data);
        Ok(Self { streams, before, behind })
    }
}

/// Distributes the functions of a code section over their streams, and returns the number of bytes that `decode` writes
/// for them.
fn functions(section: &[u8], streams: &mut Streams) -> Result<usize, Unknown> {
    let mut reader = Reader { bytes: section };
    let mut size = 0;
    for _ in 0..reader.number()? {
        let length = reader.number()? as usize;
        if length >= 1 << (7 * SIZE_BYTES) {
            return Err(Unknown("it has a function that is too large"));
        }
        function(reader.take(length)?, streams)?;
        size += SIZE_BYTES + length;
    }
    if reader.bytes.is_empty() { Ok(size) } else { Err(Unknown("its code section is longer than its functions")) }
}

fn function(body: &[u8], streams: &mut Streams) -> Result<(), Unknown> {
    let mut reader = Reader { bytes: body };
    let mut put = |name: u8, bytes: &[u8]| streams.entry(name).or_default().extend(bytes);
    let locals = reader.numbers(1)?;
    put(stream::LOCALS, locals);
    let groups = Reader { bytes: locals }.number()?;
    put(stream::LOCALS, reader.numbers(groups.saturating_mul(2))?);
    let mut last = None;
    while !reader.bytes.is_empty() {
        let operation = reader.byte()?;
        if !instruction::is_known(operation) {
            return Err(UNKNOWN_INSTRUCTION);
        }
        let operands = reader.operands(operation)?;
        let name = match operation {
            instruction::I32_CONST if operands.len() >= 3 => instruction::I32_CONST_LONG,
            instruction::END if reader.bytes.is_empty() => instruction::LAST_END,
            _ => operation,
        };
        put(stream::OPERATIONS, &[name]);
        if !operands.is_empty() {
            put(name, operands);
        }
        last = Some(name);
    }
    // `decode` reads a function up to its last `end`, without checks of bounds.
    if last == Some(instruction::LAST_END) {
        Ok(())
    } else {
        Err(Unknown("it has a function that does not end in `end`"))
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], Unknown> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Unknown("it ends too early"))?;
        self.bytes = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Unknown> {
        Ok(self.take(1)?[0])
    }

    fn number(&mut self) -> Result<u32, Unknown> {
        let bytes = self.numbers(1)?;
        // The limit of WebAssembly, on which `decode` relies.
        if bytes.len() > 5 {
            return Err(Unknown("it has a number of more than five bytes"));
        }
        Ok(bytes.iter().rev().fold(0, |number, byte| number << 7 | u32::from(byte & 0x7f)))
    }

    /// Copies this many numbers as they are encoded.
    fn numbers(&mut self, count: u32) -> Result<&'a [u8], Unknown> {
        let all = self.bytes;
        for _ in 0..count {
            while self.byte()? >= 0x80 {}
        }
        Ok(&all[..all.len() - self.bytes.len()])
    }

    /// Encodes the operands of an opcode, without an alignment.
    fn operands(&mut self, operation: u8) -> Result<&'a [u8], Unknown> {
        let mut all = self.bytes;
        match instruction::operands(operation) {
            Operands::Numbers(count) => return self.numbers(count),
            Operands::Bytes(count) => return self.take(count as usize),
            Operands::Other(_) => return Err(UNKNOWN_INSTRUCTION),
            Operands::Memory { .. } => {
                if self.byte()? >= 0x40 {
                    return Err(Unknown("it has several memories"));
                }
                all = self.bytes;
                self.numbers(1)?;
            }
            Operands::Labels => {
                let count = self.number()?;
                self.numbers(count.saturating_add(1))?;
            }
            Operands::Extended => {
                let which = self.number()?;
                if !instruction::is_known_extended(which) {
                    return Err(UNKNOWN_INSTRUCTION);
                }
                self.numbers(instruction::extended(which))?;
            }
        }
        Ok(&all[..all.len() - self.bytes.len()])
    }
}

fn push_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
