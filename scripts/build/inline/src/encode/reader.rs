//! Reads a module.
use super::{UNKNOWN_INSTRUCTION, Unknown, operation};
use crate::instruction::{Operands, extended};

pub struct Reader<'a> {
    pub bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Unknown> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Unknown("it ends too early"))?;
        self.bytes = rest;
        Ok(taken)
    }

    pub fn byte(&mut self) -> Result<u8, Unknown> {
        Ok(self.take(1)?[0])
    }

    pub fn number(&mut self) -> Result<u32, Unknown> {
        let bytes = self.numbers(1)?;
        // The limit of WebAssembly, on which `decode` relies.
        if bytes.len() > 5 {
            return Err(Unknown("it has a number of more than five bytes"));
        }
        Ok(bytes.iter().rev().fold(0, |number, byte| number << 7 | u32::from(byte & 0x7f)))
    }

    /// Copies this many numbers as they are encoded.
    pub fn numbers(&mut self, count: u32) -> Result<&'a [u8], Unknown> {
        let all = self.bytes;
        for _ in 0..count {
            while self.byte()? >= 0x80 {}
        }
        Ok(&all[..all.len() - self.bytes.len()])
    }

    /// Encodes the operands of an opcode, without an alignment.
    pub fn operands(&mut self, operation: u8) -> Result<&'a [u8], Unknown> {
        let mut all = self.bytes;
        match operation::operands(operation) {
            Operands::None => {}
            Operands::OneNumber => return self.numbers(1),
            Operands::TwoNumbers => return self.numbers(2),
            Operands::FourBytes => return self.take(4),
            Operands::EightBytes => return self.take(8),
            Operands::Memory1 | Operands::Memory2 | Operands::Memory4 | Operands::Memory8 => {
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
                if !operation::is_known_extended(which) {
                    return Err(UNKNOWN_INSTRUCTION);
                }
                self.numbers(extended(which))?;
            }
            Operands::Const0 | Operands::Const1 | Operands::IfVoid | Operands::ConstLong | Operands::LastEnd => {
                return Err(UNKNOWN_INSTRUCTION);
            }
        }
        Ok(&all[..all.len() - self.bytes.len()])
    }
}
