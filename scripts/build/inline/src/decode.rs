//! From text to module. This runs once, before the engine has optimized it, so each byte passes through two short loops: one translates
//! the characters of a stream to bytes, in place, and the other merges the bytes of all streams.
use crate::instruction::{self, Operands};
use crate::{BITS, FIRST, LAST, SIZE_BYTES, is_character, stream};

/// Writes the module that `text` stands for, and returns its length. What does not fit into `module` is left out. The text is
/// overwritten.
pub fn decode(text: &mut [u8], header: usize, module: &mut [u8]) -> usize {
    let mut decoder = Decoder { text, tables: [[0; PLACES]; stream::ALPHABETS], at: [0; 256], module, length: 0 };
    decoder.header(header);
    decoder.sections(stream::SECTIONS);
    for _ in 0..decoder.number(stream::SECTIONS) {
        decoder.function();
    }
    decoder.sections(stream::DATA);
    decoder.length
}

/// A byte by its character; behind a prefix, from 128 or 256 on.
const PLACES: usize = 3 * 128;

struct Decoder<'a> {
    text: &'a mut [u8],
    tables: [[u8; PLACES]; stream::ALPHABETS],
    /// Where the next byte of each stream is.
    at: [usize; 256],
    module: &'a mut [u8],
    length: usize,
}

impl Decoder<'_> {
    fn header(&mut self, mut at: usize) {
        for table in &mut self.tables {
            let (mut single, mut other) = (first(0), first(1));
            for byte in 0..=u8::MAX {
                let is_single = self.text[at + usize::from(byte) / BITS] >> (usize::from(byte) % BITS) & 1 == 1;
                let place = if is_single { &mut single } else { &mut other };
                table[*place] = byte;
                *place = next(*place);
            }
            at += 256 / BITS;
        }
        self.translate(stream::HEADER, at, self.text.len());
        let mut start = 0;
        for _ in 0..self.number(stream::HEADER) {
            let name = self.byte(stream::HEADER);
            let end = start + self.number(stream::HEADER) as usize;
            self.translate(name, start, end);
            start = end;
        }
    }

    /// Translates the characters of a stream to bytes, in place.
    fn translate(&mut self, name: u8, start: usize, end: usize) {
        self.at[usize::from(name)] = start;
        let table = &self.tables[stream::alphabet(name)];
        let (mut from, mut to) = (start, start);
        while from < end {
            let (place, next) = place(self.text, from);
            self.text[to] = table[place];
            from = next;
            to += 1;
        }
    }

    /// Copies sections that have no instructions.
    fn sections(&mut self, name: u8) {
        let length = self.number(stream::HEADER);
        self.bytes(name, length);
    }

    fn function(&mut self) {
        let start = self.length;
        self.length += SIZE_BYTES;
        let groups = self.number(stream::LOCALS);
        self.numbers(stream::LOCALS, groups * 2);
        let mut depth = 1;
        while depth > 0 {
            let operation = self.byte(stream::OPERATIONS);
            depth += instruction::depth(operation);
            self.write(if operation == instruction::I32_CONST_LONG { instruction::I32_CONST } else { operation });
            self.operands(operation);
        }
        let end = core::mem::replace(&mut self.length, start);
        let mut size = end - start - SIZE_BYTES;
        for _ in 1..SIZE_BYTES {
            self.write(size as u8 | 0x80);
            size >>= 7;
        }
        self.write(size as u8);
        self.length = end;
    }

    fn operands(&mut self, operation: u8) {
        let count = match instruction::operands(operation) {
            Operands::Numbers(count) => count,
            Operands::Memory { alignment } => {
                self.write(alignment);
                1
            }
            Operands::Labels => self.number(operation) + 1,
            Operands::Extended => instruction::extended(self.number(operation)),
            Operands::Bytes(count) => return self.bytes(operation, count),
        };
        self.numbers(operation, count);
    }

    fn numbers(&mut self, name: u8, mut count: u32) {
        while count > 0 {
            let byte = self.byte(name);
            self.write(byte);
            count -= u32::from(byte < 0x80);
        }
    }

    /// Copies a number in LEB128 to the module (the header's not), and returns it.
    fn number(&mut self, name: u8) -> u32 {
        let (mut number, mut shift) = (0, 0_u32);
        loop {
            let byte = self.byte(name);
            if name != stream::HEADER {
                self.write(byte);
            }
            number |= u32::from(byte & 0x7f).wrapping_shl(shift);
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    fn bytes(&mut self, name: u8, count: u32) {
        for _ in 0..count {
            let byte = self.byte(name);
            self.write(byte);
        }
    }

    fn byte(&mut self, name: u8) -> u8 {
        let at = &mut self.at[usize::from(name)];
        let byte = self.text.get(*at).copied().unwrap_or_default();
        *at += 1;
        byte
    }

    fn write(&mut self, byte: u8) {
        if let Some(place) = self.module.get_mut(self.length) {
            *place = byte;
        }
        self.length += 1;
    }
}

/// The place in a table of the character there, and where the next one is.
fn place(text: &[u8], at: usize) -> (usize, usize) {
    let character = usize::from(text[at]);
    if character <= LAST { (character, at + 1) } else { ((character - LAST) * 128 + usize::from(text[at + 1]), at + 2) }
}

/// The first place of those without a prefix, or with the first or second.
fn first(prefix: usize) -> usize {
    prefix * 128 + FIRST
}

fn next(place: usize) -> usize {
    let next = place + 1;
    match next % 128 {
        character if character > LAST => first(next / 128 + 1),
        character if !is_character(character as u8) => next + 1,
        _ => next,
    }
}
