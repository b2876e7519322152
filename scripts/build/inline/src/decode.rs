//! Decodes a module from text.
use crate::instruction::{self, Operands};
use crate::{FIRST, LAST, SINGLE, SIZE_BYTES, stream};

/// Writes the module that `text` encodes, and returns its length. Bytes that do not fit into `module` are dropped.
pub fn decode(text: &[u8], header: usize, module: &mut [u8]) -> usize {
    let mut decoder = Decoder { text, alphabets: [[0; 256]; stream::ALPHABETS], at: [0; 256], module, length: 0 };
    decoder.header(header);
    decoder.sections(stream::SECTIONS);
    for _ in 0..decoder.number(stream::SECTIONS) {
        decoder.function();
    }
    decoder.sections(stream::DATA);
    decoder.length
}

struct Decoder<'a> {
    text: &'a [u8],
    /// The bytes by rank.
    alphabets: [[u8; 256]; stream::ALPHABETS],
    /// The position of the next byte of each stream.
    at: [usize; 256],
    module: &'a mut [u8],
    length: usize,
}

impl Decoder<'_> {
    fn header(&mut self, at: usize) {
        self.at[usize::from(stream::HEADER)] = at;
        for alphabet in 0..stream::ALPHABETS {
            let mut byte = 0_u8;
            for rank in 0..=u8::MAX {
                byte = byte.wrapping_add(self.rank(stream::HEADER));
                self.alphabets[alphabet][usize::from(rank)] = byte;
            }
        }
        let mut at = 0;
        for _ in 0..self.number(stream::HEADER) {
            let name = self.byte(stream::HEADER);
            self.at[usize::from(name)] = at;
            at += self.number(stream::HEADER) as usize;
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

    fn numbers(&mut self, name: u8, count: u32) {
        for _ in 0..count {
            self.number(name);
        }
    }

    /// Copies a LEB128 number to the module (but not one of the header), and returns it.
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
        let rank = self.rank(name);
        self.alphabets[stream::alphabet(name)][usize::from(rank)]
    }

    fn rank(&mut self, name: u8) -> u8 {
        let mut character = self.character(name);
        let mut above = 0;
        if character > LAST {
            above = (character - LAST) * SINGLE;
            character = self.character(name);
        }
        character - FIRST - u8::from(character > b'"') - u8::from(character > b'\\') + above
    }

    fn character(&mut self, name: u8) -> u8 {
        let at = &mut self.at[usize::from(name)];
        let character = self.text.get(*at).copied().unwrap_or(FIRST);
        *at += 1;
        character
    }

    #[inline(never)]
    fn write(&mut self, byte: u8) {
        if let Some(place) = self.module.get_mut(self.length) {
            *place = byte;
        }
        self.length += 1;
    }
}
