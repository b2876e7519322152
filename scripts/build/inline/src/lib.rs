//! How the client's module stands in a JavaScript file: as printable ASCII that brotli makes small.
//!
//! A module is taken apart by what its bytes mean ("split streams"): the operation codes of all instructions one after the other, and
//! the operands of each operation code in a stream of their own. Like stands beside like, and a compressor finds more that repeats.
//! What can be told from the rest is left out: sizes of functions, and alignments (they are hints; the natural ones come back).
//!
//! In the text, a byte is its rank in an alphabet that the text begins with: the 91 most frequent bytes are one character, the
//! others two.
//!
//! `encode` runs in the build, `decode` in the package, as a small module of its own.
#![cfg_attr(target_arch = "wasm32", no_std)]

pub mod decode;
#[cfg(not(target_arch = "wasm32"))]
pub mod encode;
mod instruction;

/// How many bytes are one character: from `#` on, without the backslash.
const SINGLE: u8 = 91;
const FIRST: u8 = b'#';
/// A space says that the next character is one of the next so many ranks, a `!` that it is one of the last.
const PREFIX: u8 = b' ' - 1;

/// The streams that are not operands, by numbers that no operation code with operands has. They stand in the text in that order.
mod stream {
    pub const OPERATIONS: u8 = 0x00;
    pub const LOCALS: u8 = 0x01;
    /// The sections besides the code, and how many functions there are.
    pub const REST: u8 = 0xf0;
    /// The last of all: the alphabet, the names and lengths of the others, and how much of [`REST`] stands before the code and behind it.
    pub const HEADER: u8 = 0xff;
}

/// How many bytes a function's size has, whatever it is.
const SIZE_BYTES: usize = 3;

/// What the package calls.
#[cfg(target_arch = "wasm32")]
mod exports {
    /// Writes the module of the text there to `module`, which has room for `size` bytes, and answers its length.
    ///
    /// # Safety
    /// Both places are in the memory, one behind the other.
    #[unsafe(no_mangle)]
    pub unsafe extern "C" fn decode(
        text: *const u8,
        length: usize,
        header: usize,
        module: *mut u8,
        size: usize,
    ) -> usize {
        // SAFETY: see above.
        let (text, module) =
            unsafe { (core::slice::from_raw_parts(text, length), core::slice::from_raw_parts_mut(module, size)) };
        crate::decode::decode(text, header, module)
    }

    #[panic_handler]
    fn trap(_: &core::panic::PanicInfo<'_>) -> ! {
        core::arch::wasm32::unreachable()
    }
}

#[cfg(test)]
mod tests;
