//! All opcodes.
use crate::instruction::{CALL, END, I32_CONST, I32_CONST_LONG, IF, Operands, VOID};

// These opcodes are not WebAssembly's.
const I32_CONST_0: u8 = 0xc6;
const I32_CONST_1: u8 = 0xc7;
const IF_VOID: u8 = 0x12;
pub const LAST_END: u8 = 0xcf;

/// What the text has for an instruction: an opcode, and the operands that the opcode does not have.
pub fn in_text(operation: u8, operands: &[u8], is_last: bool) -> (u8, &[u8]) {
    match (operation, operands) {
        (I32_CONST, [0]) => (I32_CONST_0, &[]),
        (I32_CONST, [1]) => (I32_CONST_1, &[]),
        (IF, [VOID]) => (IF_VOID, &[]),
        (I32_CONST, [_, _, _, ..]) => (I32_CONST_LONG, operands),
        (END, _) if is_last => (LAST_END, &[]),
        _ => (operation, operands),
    }
}

pub fn operands(operation: u8) -> Operands {
    match operation {
        0x2c | 0x2d | 0x30 | 0x31 | 0x3a | 0x3c => Operands::Memory1,
        0x2e | 0x2f | 0x32 | 0x33 | 0x3b | 0x3d => Operands::Memory2,
        0x28 | 0x2a | 0x34 | 0x35 | 0x36 | 0x38 | 0x3e => Operands::Memory4,
        0x29 | 0x2b | 0x37 | 0x39 => Operands::Memory8,
        0x11 => Operands::TwoNumbers,
        0x0e => Operands::Labels,
        0xfc => Operands::Extended,
        0x43 => Operands::FourBytes,
        0x44 => Operands::EightBytes,
        I32_CONST_0 => Operands::Const0,
        I32_CONST_1 => Operands::Const1,
        IF_VOID => Operands::IfVoid,
        I32_CONST_LONG => Operands::ConstLong,
        LAST_END => Operands::LastEnd,
        // Blocks, branches, calls, variables, tables, the memory's size, constants, null references.
        0x02..=0x04 | 0x0c | 0x0d | CALL | 0x20..=0x26 | 0x3f..=0x42 | 0xd0 => Operands::OneNumber,
        _ => Operands::None,
    }
}

/// Whether the format supports this instruction. Others have operands of other kinds.
pub fn is_known(operation: u8) -> bool {
    matches!(operation, 0x00..=0x05 | 0x0b..=0x11 | 0x1a | 0x1b | 0x20..=0x26 | 0x28..=0xc4 | 0xd0 | 0xfc)
}

pub fn is_known_extended(which: u32) -> bool {
    matches!(which, 0..=7 | 10 | 11 | 15..=17)
}
