//! The operands of instructions.

pub const END: u8 = 0x0b;
pub const CALL: u8 = 0x10;
pub const I32_CONST: u8 = 0x41;
/// `i32.const` with an address of three bytes or more. There are many, and they are similar. This opcode is not one of
/// WebAssembly's.
pub const I32_CONST_LONG: u8 = 0x06;

/// The `end` of a function, as opposed to that of a block. This opcode is not one of WebAssembly's.
pub const LAST_END: u8 = 0x18;

/// The operands of an opcode.
pub enum Operands {
    /// This many LEB128 numbers.
    Numbers(u32),
    /// An alignment and an offset.
    Memory { alignment: u8 },
    /// A count, and then one number more than the count.
    Labels,
    /// A number that selects the instruction.
    Extended,
    /// This many bytes.
    Bytes(u32),
    /// The opcode is not one of WebAssembly's: it stands for this one.
    Other(u8),
}

pub fn operands(operation: u8) -> Operands {
    match operation {
        0x28..=0x3e => Operands::Memory { alignment: alignment(operation) },
        0x0e => Operands::Labels,
        0xfc => Operands::Extended,
        0x43 => Operands::Bytes(4),
        0x44 => Operands::Bytes(8),
        0x11 => Operands::Numbers(2),
        I32_CONST_LONG => Operands::Other(I32_CONST),
        LAST_END => Operands::Other(END),
        // Blocks, branches, calls, variables, tables, the memory's size, constants, null references.
        0x02..=0x04 | 0x0c | 0x0d | CALL | 0x20..=0x26 | 0x3f..=0x42 | 0xd0 => Operands::Numbers(1),
        _ => Operands::Numbers(0),
    }
}

/// Whether the format supports this instruction. Others have operands of other kinds.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_known(operation: u8) -> bool {
    matches!(operation, 0x00..=0x05 | 0x0b..=0x11 | 0x1a | 0x1b | 0x20..=0x26 | 0x28..=0xc4 | 0xd0 | 0xfc)
}

#[cfg(not(target_arch = "wasm32"))]
pub fn is_known_extended(which: u32) -> bool {
    matches!(which, 0..=7 | 10 | 11 | 15..=17)
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

/// The logarithm of the number of bytes that an instruction loads or stores, two bits each, starting with `i32.load`.
fn alignment(operation: u8) -> u8 {
    (0x244e_ea50_50ee_u64 >> ((operation - 0x28) * 2)) as u8 & 3
}
