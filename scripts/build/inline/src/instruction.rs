//! What the encoder and the decoder know of instructions. The rest is in `encode/operation.rs`, and in the text.

pub const END: u8 = 0x0b;
pub const IF: u8 = 0x04;
pub const CALL: u8 = 0x10;
pub const I32_CONST: u8 = 0x41;
/// The type of a block without parameters and results.
pub const VOID: u8 = 0x40;

/// `i32.const` with an address of three bytes or more. There are many, and they are similar. This opcode is not one of
/// WebAssembly's.
pub const I32_CONST_LONG: u8 = 0x06;
/// The first of the opcodes that stand for two others. They are not WebAssembly's.
pub const FIRST_PAIR: u8 = 0xd1;
/// How many there are. Of the numbers that were tried, brotli compresses this one best.
pub const PAIRS: u8 = 31;

/// What follows an opcode. In the text's header, each opcode has a character for it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
#[cfg_attr(target_arch = "wasm32", allow(dead_code, reason = "the decoder reads them from the header"))]
#[repr(u8)]
pub enum Operands {
    None = b'0',
    OneNumber,
    /// An offset, after an alignment, which is the natural one: 1 byte, 2, 4 or 8. The text has no alignments.
    Memory1,
    Memory2,
    Memory4,
    Memory8,
    TwoNumbers,
    /// A count, and then one number more than the count.
    Labels,
    /// A number that selects the instruction.
    Extended,
    FourBytes,
    EightBytes,
    /// The opcode is not one of WebAssembly's, and stands for one with this operand: `i32.const 0`, `i32.const 1`, an `if` that has no
    /// parameters and results.
    Const0,
    Const1,
    IfVoid,
    /// The opcode is [`I32_CONST_LONG`].
    ConstLong,
    /// The opcode stands for the `end` of a function, as opposed to that of a block.
    LastEnd,
}

/// The number of operands after the number that selects an extended instruction: `memory.copy` and `memory.fill` name
/// memories; `table.grow`, `table.size` and `table.fill` name a table.
pub fn extended(which: u32) -> u32 {
    match which {
        10 => 2,
        11 | 15..=17 => 1,
        _ => 0,
    }
}
