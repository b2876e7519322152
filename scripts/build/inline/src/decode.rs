//! From text to module. This runs once, in the code of the engine's baseline compiler, so each byte takes few instructions, without checks
//! of bounds. Each loop is a function of its own: V8 tiers up a function that has used up its budget (`--wasm-tiering-budget`), and to
//! optimize a large one takes longer, on a thread that competes with the loading page.
use core::ptr::null;

use crate::alphabet;
use crate::instruction::{self, Operands};
use crate::{BITS, SIZE_BYTES, stream};

/// Writes the module that `text` stands for, and returns its length. The text is overwritten.
///
/// # Safety
/// `text` and `header` are from one `encode`, and nothing has changed the text since. `module` has room for the decoded module.
pub unsafe fn decode(text: &mut [u8], header: usize, module: &mut [u8]) -> usize {
    let kinds = core::array::from_fn(|operation| kind(operation as u8));
    let mut decoder = Decoder { at: [null(); 256], kinds, end: module.as_mut_ptr() };
    // SAFETY: The pointers of an encoded text stay within it.
    unsafe {
        decoder.streams(text.as_mut_ptr(), header, text.len());
        decoder.sections(stream::SECTIONS);
        for _ in 0..decoder.number(stream::SECTIONS) {
            decoder.function();
        }
        decoder.sections(stream::DATA);
        decoder.end.offset_from(module.as_ptr()) as usize
    }
}

/// What follows an operation: nothing, [`ONE_NUMBER`], [`MEMORY`] plus an alignment, which the text leaves out, or [`OTHER`].
fn kind(operation: u8) -> u8 {
    match instruction::operands(operation) {
        Operands::Numbers(0) => 0,
        Operands::Numbers(1) => ONE_NUMBER,
        Operands::Memory { alignment } => MEMORY + alignment,
        _ => OTHER,
    }
}

const ONE_NUMBER: u8 = 1;
const MEMORY: u8 = 2;
/// After the four alignments.
const OTHER: u8 = MEMORY + 4;

struct Decoder {
    /// Where the next byte of each stream is.
    at: [*const u8; 256],
    kinds: [u8; 256],
    /// Where the next byte of the module is written.
    end: *mut u8,
}

#[allow(unsafe_op_in_unsafe_fn, reason = "all of it is unsafe for the same reason, see `decode`")]
impl Decoder {
    /// Finds the streams, and translates them.
    unsafe fn streams(&mut self, text: *mut u8, header: usize, length: usize) {
        let mut alphabets = [alphabet::EMPTY; stream::ALPHABETS];
        let mut at = text.add(header);
        for each in &mut alphabets {
            alphabet::read(at, each);
            at = at.add(256 / BITS);
        }
        alphabet::translate(at, text.add(length), &alphabets[stream::alphabet(stream::HEADER)]);
        self.at[usize::from(stream::HEADER)] = at;
        let mut start = text;
        for _ in 0..self.header_number() {
            let name = self.byte(stream::HEADER);
            let end = start.add(self.header_number() as usize);
            alphabet::translate(start, end, &alphabets[stream::alphabet(name)]);
            self.at[usize::from(name)] = start;
            start = end;
        }
    }

    /// Copies sections that have no instructions.
    unsafe fn sections(&mut self, name: u8) {
        let count = self.header_number();
        self.bytes(name, count);
    }

    unsafe fn function(&mut self) {
        let start = self.end;
        self.end = start.add(SIZE_BYTES);
        let groups = self.number(stream::LOCALS);
        self.numbers(stream::LOCALS, groups * 2);
        self.instructions();
        let end = core::mem::replace(&mut self.end, start);
        let mut size = end.offset_from(start) as usize - SIZE_BYTES;
        for _ in 1..SIZE_BYTES {
            self.write(size as u8 | 0x80);
            size >>= 7;
        }
        self.write(size as u8);
        self.end = end;
    }

    /// Copies the instructions of a function.
    #[inline(never)]
    unsafe fn instructions(&mut self) {
        let mut at = self.at[usize::from(stream::OPERATIONS)];
        loop {
            let operation = *at;
            at = at.add(1);
            self.write(operation);
            let kind = self.kinds[usize::from(operation)];
            if kind == ONE_NUMBER {
                self.copy(operation);
            } else if kind > ONE_NUMBER && self.others(operation, kind) {
                break;
            }
        }
        self.at[usize::from(stream::OPERATIONS)] = at;
    }

    /// Copies the operands of an operation that has not just one number. Returns whether the function ends here.
    #[inline(never)]
    unsafe fn others(&mut self, operation: u8, kind: u8) -> bool {
        if kind < OTHER {
            self.write(kind - MEMORY);
            self.copy(operation);
            return false;
        }
        self.uncommon(operation)
    }

    /// The same, for operations that are not frequent.
    #[inline(never)]
    unsafe fn uncommon(&mut self, operation: u8) -> bool {
        let count = match instruction::operands(operation) {
            Operands::Numbers(count) => count,
            Operands::Memory { .. } => 0,
            Operands::Labels => self.number(operation) + 1,
            Operands::Extended => instruction::extended(self.number(operation)),
            Operands::Bytes(count) => {
                self.bytes(operation, count);
                0
            }
            Operands::Other(instead) => {
                *self.end.sub(1) = instead;
                if operation == instruction::LAST_END {
                    return true;
                }
                // `i32.const` has one number.
                1
            }
        };
        self.numbers(operation, count);
        false
    }

    #[inline(never)]
    unsafe fn numbers(&mut self, name: u8, count: u32) {
        for _ in 0..count {
            self.copy(name);
        }
    }

    /// Copies a number in LEB128.
    #[inline(never)]
    unsafe fn copy(&mut self, name: u8) {
        let mut at = self.at[usize::from(name)];
        loop {
            let byte = *at;
            at = at.add(1);
            self.write(byte);
            if byte < 0x80 {
                break;
            }
        }
        self.at[usize::from(name)] = at;
    }

    unsafe fn bytes(&mut self, name: u8, count: u32) {
        let at = &mut self.at[usize::from(name)];
        core::ptr::copy_nonoverlapping(*at, self.end, count as usize);
        *at = at.add(count as usize);
        self.end = self.end.add(count as usize);
    }

    /// Copies a number in LEB128, and returns it.
    unsafe fn number(&mut self, name: u8) -> u32 {
        let number = number(self.at[usize::from(name)]);
        self.copy(name);
        number
    }

    /// Reads a number of the header.
    unsafe fn header_number(&mut self) -> u32 {
        let number = number(self.at[usize::from(stream::HEADER)]);
        while self.byte(stream::HEADER) >= 0x80 {}
        number
    }

    unsafe fn byte(&mut self, name: u8) -> u8 {
        let at = &mut self.at[usize::from(name)];
        let byte = **at;
        *at = at.add(1);
        byte
    }

    unsafe fn write(&mut self, byte: u8) {
        *self.end = byte;
        self.end = self.end.add(1);
    }
}

/// The number in LEB128 at this place.
#[inline(never)]
unsafe fn number(mut at: *const u8) -> u32 {
    let (mut number, mut shift) = (0, 0_u32);
    loop {
        let byte = unsafe { *at };
        number |= u32::from(byte & 0x7f).wrapping_shl(shift);
        if byte < 0x80 {
            return number;
        }
        at = unsafe { at.add(1) };
        shift += 7;
    }
}
