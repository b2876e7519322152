//! Converts a WebAssembly module to printable ASCII that brotli compresses well, and back.
//!
//! The bytes of a module are sorted by their meaning into streams ("split streams"): the operation codes of all instructions in one,
//! and the operands of each operation code in one of their own. Similar bytes are then next to each other, and a compressor finds more
//! repetitions. The text leaves out what the decoder can derive: the sizes of functions, and alignments. Alignments are hints; the
//! decoder writes the natural ones. Frequent pairs of operations are one byte of their stream: a shorter text is loaded and decoded in
//! less time, and compresses no worse.
//!
//! In the text, 91 bytes of a stream are one character, the others two: in data the printable ones, elsewhere the most frequent ones.
//! Streams of different kinds have alphabets of their own, which are in the text's header.
//!
//! `encode` runs in the build. `decode` is in the package, as a small module of its own.
#![cfg_attr(target_arch = "wasm32", no_std)]

mod alphabet;
pub mod decode;
#[cfg(not(target_arch = "wasm32"))]
pub mod encode;
mod instruction;

/// The number of bytes that are one character: printable ASCII without the quotation mark, the backslash and the two prefixes.
#[cfg(not(target_arch = "wasm32"))]
const SINGLE: usize = 91;
const FIRST: usize = b' ' as usize;
/// The characters above it are prefixes.
const LAST: usize = b'|' as usize;

/// Whether the text may have this one of the characters from the first to the last.
fn is_character(character: u8) -> bool {
    !matches!(character, b'"' | b'\\')
}

/// The number of bits that are one character in an alphabet of the header, which has a bit for each byte: whether it is one character.
const BITS: usize = 4;

/// The streams that are not the operands of an operation code. Their numbers are operation codes without operands, or none.
mod stream {
    use crate::instruction;

    /// The sections after the code: data. The text has the streams in the order of their numbers, and this one compresses best at
    /// the beginning.
    pub const DATA: u8 = 0x00;
    pub const OPERATIONS: u8 = 0x01;
    pub const LOCALS: u8 = 0x05;
    /// The sections before the code, and the number of functions.
    pub const SECTIONS: u8 = 0xf0;
    /// The last one: the pairs of operations, the numbers and lengths of the others, and the sizes of [`SECTIONS`] (without the number of
    /// functions) and [`DATA`] in bytes. Before it are the operands of each opcode, and the alphabets.
    pub const HEADER: u8 = 0xff;

    pub const ALPHABETS: usize = 6;

    /// The alphabet of a stream. Bytes that are frequent in one kind are rare in the others.
    /// The numbers are the order of the alphabets in the header. Of the orders that were tried, brotli compresses this one best.
    pub fn alphabet(name: u8) -> usize {
        match name {
            DATA => 3,
            OPERATIONS => 1,
            instruction::CALL => 5,
            instruction::I32_CONST_LONG => 4,
            SECTIONS => 2,
            _ => 0,
        }
    }
}

/// The number of bytes of a function's size, whatever its value.
const SIZE_BYTES: usize = 3;

/// The function that the package calls.
#[cfg(target_arch = "wasm32")]
mod exports {
    /// Decodes the text in memory, and returns where the module begins.
    ///
    /// # Safety
    /// See [`decode`](crate::decode::decode).
    #[unsafe(no_mangle)]
    pub unsafe extern "C" fn decode(text: *mut u8, length: usize, header: usize) -> *const u8 {
        // SAFETY: see above.
        unsafe { crate::decode::decode(text, length, header) }.start
    }

    #[panic_handler]
    fn trap(_: &core::panic::PanicInfo<'_>) -> ! {
        core::arch::wasm32::unreachable()
    }
}

#[cfg(test)]
mod tests;
