//! From text to module. This runs once, in the code of the engine's baseline compiler, so each byte takes few instructions, without checks
//! of bounds.
//!
//! V8 optimizes a function that has used up its budget (`--wasm-tiering-budget`), on a thread that competes with the loading page, and
//! too late to be of use. The budget is spent by the size of the code that runs. So each loop over bytes or instructions is a short function of its own.
use core::ops::Range;
use core::ptr::null;

use crate::alphabet;
use crate::instruction::{self, END, FIRST_PAIR, I32_CONST, IF, Operands, PAIRS, VOID};
use crate::{BITS, SIZE_BYTES, stream};

/// Writes the module that `text` stands for, and returns where it is.
///
/// # Safety
/// `length` and `header` are those of a text from `encode`. Behind the text is room for its streams and the module, which has more than
/// seven bytes: [`expand`](alphabet::expand) may write as many behind the last stream.
pub unsafe fn decode(text: *mut u8, length: usize, header: usize) -> Range<*const u8> {
    // SAFETY: The pointers of an encoded text stay within it and the room behind it.
    unsafe {
        let mut decoder = Decoder { at: [null(); 256], operands: text.add(header).cast() };
        let start = decoder.streams(text, text.add(length));
        let mut to = decoder.section(stream::SECTIONS, start);
        let count = decoder.next(stream::SECTIONS);
        to = decoder.copy(stream::SECTIONS, to);
        for _ in 0..count {
            to = decoder.function(to);
        }
        start..decoder.section(stream::DATA, to)
    }
}

struct Decoder {
    /// Where the next byte of each stream is.
    at: [*const u8; 256],
    operands: *const Operands,
}

/// `to` is where the next byte is written. Functions that write return it.
#[allow(unsafe_op_in_unsafe_fn, reason = "all of it is unsafe for the same reason, see `decode`")]
impl Decoder {
    /// Translates the streams.
    unsafe fn streams(&mut self, text: *const u8, mut to: *mut u8) -> *mut u8 {
        let mut alphabets = [alphabet::EMPTY; stream::ALPHABETS];
        let mut at = self.operands.add(256).cast::<u8>();
        for each in &mut alphabets {
            alphabet::read(at, each);
            at = at.add(256 / BITS);
        }
        self.at[usize::from(stream::HEADER)] = to;
        to = alphabet::translate(at, to, to, &alphabets[stream::alphabet(stream::HEADER)]);
        let mut meanings = core::array::from_fn(|byte| alphabet::single(byte as u8));
        for pair in FIRST_PAIR..FIRST_PAIR + PAIRS {
            let [first, second] = [(); 2].map(|()| meanings[usize::from(self.byte(stream::HEADER))]);
            meanings[usize::from(pair)] = alphabet::pair(first, second);
        }
        let mut start = text;
        for _ in 0..self.header_number() {
            let name = self.byte(stream::HEADER);
            let end = start.add(self.header_number() as usize);
            self.at[usize::from(name)] = to;
            let alphabet = &alphabets[stream::alphabet(name)];
            to = if name == stream::OPERATIONS {
                alphabet::expand(start, end, to, alphabet, &meanings)
            } else {
                alphabet::translate(start, end, to, alphabet)
            };
            start = end;
        }
        to
    }

    /// Copies sections that have no instructions.
    unsafe fn section(&mut self, name: u8, to: *mut u8) -> *mut u8 {
        let count = self.header_number();
        self.bytes(name, count, to)
    }

    unsafe fn function(&mut self, start: *mut u8) -> *mut u8 {
        let mut to = start.add(SIZE_BYTES);
        let groups = self.next(stream::LOCALS);
        to = self.numbers(stream::LOCALS, 1 + groups * 2, to);
        to = self.instructions(to);
        let mut size = to.offset_from(start) as usize - SIZE_BYTES;
        for place in 0..SIZE_BYTES {
            let more = if place < SIZE_BYTES - 1 { 0x80 } else { 0 };
            *start.add(place) = size as u8 & 0x7f | more;
            size >>= 7;
        }
        to
    }

    /// Copies the instructions of a function.
    #[inline(never)]
    unsafe fn instructions(&mut self, mut to: *mut u8) -> *mut u8 {
        let mut at = self.at[usize::from(stream::OPERATIONS)];
        loop {
            let operation = *at;
            at = at.add(1);
            *to = operation;
            to = to.add(1);
            let operands = *self.operands.add(usize::from(operation));
            if operands > Operands::Memory8 {
                if operands == Operands::LastEnd {
                    *to.sub(1) = END;
                    self.at[usize::from(stream::OPERATIONS)] = at;
                    return to;
                }
                to = self.uncommon(operation, operands, to);
            } else if operands > Operands::None {
                if operands >= Operands::Memory1 {
                    *to = operands as u8 - Operands::Memory1 as u8;
                    to = to.add(1);
                }
                let byte = self.byte(operation);
                *to = byte;
                to = to.add(1);
                if byte >= 0x80 {
                    to = self.copy(operation, to);
                }
            }
        }
    }

    /// Copies the operands of an operation that is not frequent.
    #[inline(never)]
    unsafe fn uncommon(&mut self, operation: u8, operands: Operands, to: *mut u8) -> *mut u8 {
        let count = match operands {
            Operands::TwoNumbers => 2,
            Operands::Labels => self.next(operation) + 2,
            Operands::Extended => 1 + instruction::extended(self.next(operation)),
            Operands::FourBytes => return self.bytes(operation, 4, to),
            Operands::EightBytes => return self.bytes(operation, 8, to),
            Operands::Const0 => return fixed(I32_CONST, 0, to),
            Operands::Const1 => return fixed(I32_CONST, 1, to),
            Operands::IfVoid => return fixed(IF, VOID, to),
            _ => {
                *to.sub(1) = I32_CONST;
                1
            }
        };
        self.numbers(operation, count, to)
    }

    #[inline(never)]
    unsafe fn numbers(&mut self, name: u8, count: u32, mut to: *mut u8) -> *mut u8 {
        for _ in 0..count {
            to = self.copy(name, to);
        }
        to
    }

    /// Copies a number in LEB128.
    #[inline(never)]
    unsafe fn copy(&mut self, name: u8, mut to: *mut u8) -> *mut u8 {
        let mut at = self.at[usize::from(name)];
        loop {
            let byte = *at;
            at = at.add(1);
            *to = byte;
            to = to.add(1);
            if byte < 0x80 {
                break;
            }
        }
        self.at[usize::from(name)] = at;
        to
    }

    unsafe fn bytes(&mut self, name: u8, count: u32, to: *mut u8) -> *mut u8 {
        let at = &mut self.at[usize::from(name)];
        core::ptr::copy_nonoverlapping(*at, to, count as usize);
        *at = at.add(count as usize);
        to.add(count as usize)
    }

    /// Reads a number of the header.
    unsafe fn header_number(&mut self) -> u32 {
        let number = self.next(stream::HEADER);
        while self.byte(stream::HEADER) >= 0x80 {}
        number
    }

    unsafe fn byte(&mut self, name: u8) -> u8 {
        let at = &mut self.at[usize::from(name)];
        let byte = **at;
        *at = at.add(1);
        byte
    }

    /// The next number of a stream.
    #[inline(never)]
    unsafe fn next(&self, name: u8) -> u32 {
        let mut at = self.at[usize::from(name)];
        let (mut number, mut shift) = (0, 0_u32);
        loop {
            let byte = *at;
            number |= u32::from(byte & 0x7f).wrapping_shl(shift);
            if byte < 0x80 {
                return number;
            }
            at = at.add(1);
            shift += 7;
        }
    }
}

/// Replaces the operation.
unsafe fn fixed(operation: u8, operand: u8, to: *mut u8) -> *mut u8 {
    unsafe {
        *to.sub(1) = operation;
        *to = operand;
        to.add(1)
    }
}
