use proptest::collection::vec;
use proptest::prelude::*;

use crate::encode::{Unknown, encode};

/// A module with these functions (each without its size), and a section after the code. The sizes of functions have
/// three bytes.
fn module(functions: &[Vec<u8>]) -> Vec<u8> {
    let mut code = leb(functions.len() as u64);
    for function in functions {
        let size = function.len();
        code.extend([size as u8 | 0x80, (size >> 7) as u8 | 0x80, (size >> 14) as u8]);
        code.extend(function);
    }
    let types = section(1, &[1, 0x60, 0, 0]);
    let data = section(11, b"\x01\x00\x41\x00\x0b\x05\"\\!# ");
    [b"\0asm\x01\0\0\0".to_vec(), types, section(10, &code), data].concat()
}

fn section(id: u8, body: &[u8]) -> Vec<u8> {
    [vec![id], leb(body.len() as u64), body.to_vec()].concat()
}

fn leb(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

fn there_and_back(module: &[u8]) -> Vec<u8> {
    encode(module).unwrap().decode()
}

fn with(operation: u8, operands: &[u64]) -> Vec<u8> {
    [vec![operation], operands.iter().copied().flat_map(leb).collect()].concat()
}

/// One instruction that the client's module may contain, or a block of several.
fn instruction() -> impl Strategy<Value = Vec<u8>> {
    let plain = prop_oneof![Just(0x00), Just(0x01), Just(0x0f), Just(0x1a), Just(0x1b), 0x45..=0xc4_u8]
        .prop_map(|operation| vec![operation]);
    let one =
        (prop_oneof![Just(0x0c), Just(0x0d), Just(0x10), 0x20..=0x26_u8, 0x3f..=0x42_u8, Just(0xd0)], any::<u32>());
    let memory = (0_usize..23, any::<u32>());
    let simple = prop_oneof![
        plain,
        one.prop_map(|(operation, number)| with(operation, &[number.into()])),
        memory.prop_map(|(which, offset)| with(0x28 + which as u8, &[ALIGNMENTS[which], offset.into()])),
        vec(any::<u32>(), 1..140).prop_map(|labels| {
            let numbers: Vec<u64> =
                std::iter::once(labels.len() as u64 - 1).chain(labels.into_iter().map(u64::from)).collect();
            with(0x0e, &numbers)
        }),
        (any::<u32>(), any::<u8>()).prop_map(|(kind, table)| with(0x11, &[kind.into(), table.into()])),
        any::<[u8; 4]>().prop_map(|bytes| [vec![0x43], bytes.to_vec()].concat()),
        any::<[u8; 8]>().prop_map(|bytes| [vec![0x44], bytes.to_vec()].concat()),
        Just(with(0xfc, &[10, 0, 0])),
        Just(with(0xfc, &[11, 0])),
        (15_u64..=17).prop_map(|which| with(0xfc, &[which, 0])),
        (0_u64..=7).prop_map(|which| with(0xfc, &[which])),
    ];
    simple.prop_recursive(3, 20, 5, |inner| {
        (0x02..=0x04_u8, vec(inner, 0..5))
            .prop_map(|(operation, inner)| [vec![operation, 0x40], inner.concat(), vec![0x0b]].concat())
    })
}

/// The number of bytes that each instruction from `i32.load` to `i64.store32` moves, as the specification lists them.
const ALIGNMENTS: [u64; 23] = [2, 3, 2, 3, 0, 0, 1, 1, 0, 0, 1, 1, 2, 2, 2, 3, 2, 3, 0, 1, 0, 1, 2];

fn function() -> impl Strategy<Value = Vec<u8>> {
    let locals = vec((0_u64..1000, 0x7c_u64..=0x7f), 0..4);
    (locals, vec(instruction(), 0..20)).prop_map(|(groups, instructions)| {
        let locals = groups.iter().flat_map(|(count, kind)| [leb(*count), leb(*kind)].concat());
        [leb(groups.len() as u64), locals.collect(), instructions.concat(), vec![0x0b]].concat()
    })
}

proptest! {
    #[test]
    fn a_module_comes_back(functions in vec(function(), 0..5)) {
        let module = module(&functions);
        prop_assert_eq!(there_and_back(&module), module);
    }

    #[test]
    fn the_text_is_printable_and_needs_no_escapes(functions in vec(function(), 1..3)) {
        let text = encode(&module(&functions)).unwrap().text;
        prop_assert!(text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && byte != b'"' && byte != b'\\'));
    }

    #[test]
    fn a_module_that_is_cut_has_no_text(functions in vec(function(), 1..3), part in 0.0..1.0) {
        let module = module(&functions);
        let length = (module.len() as f64 * part) as usize;
        // Between two sections, a truncated module is a module as well.
        let is_whole = section_ends(&module).contains(&length);
        prop_assert_eq!(encode(&module[..length]).is_ok(), is_whole);
    }
}

/// The end of the code, and the part after it.
fn section_ends(module: &[u8]) -> [usize; 2] {
    [module.len() - section(11, &[0; 11]).len(), module.len()]
}

#[test]
fn an_alignment_comes_back_as_the_natural_one() {
    let function = |alignment| [leb(0), with(0x28, &[alignment, 4]), vec![0x1a, 0x0b]].concat();
    assert_eq!(there_and_back(&module(&[function(0)])), module(&[function(2)]));
}

#[test]
fn frequent_operations_take_less_than_a_character_each() {
    let instructions = [with(0x20, &[0]), vec![0x1a, 0x01, 0x01, 0x45]].concat().repeat(50);
    let function = [leb(0), instructions, vec![0x0b]].concat();
    let module = module(&vec![function; 20]);
    let encoded = encode(&module).unwrap();
    assert_eq!(encoded.decode(), module);
    // 5,000 operations and 1,000 operands, in which nothing is frequent but zero.
    assert!(encoded.header < 3000, "{}", encoded.header);
}

#[test]
fn an_instruction_that_the_format_does_not_have_is_an_error() {
    // A vector instruction, an atomic one, and `table.init`.
    for body in [&[0xfd, 0x0c][..], &[0xfe, 0x03], &[0xfc, 0x0c, 0x00, 0x00]] {
        let function = [&[0], body, &[0x0b]].concat();
        let Unknown(reason) = encode(&module(&[function])).unwrap_err();
        assert_eq!(reason, "it has an instruction that is not in operation.rs");
    }
}

#[test]
fn a_module_without_functions_and_data_comes_back() {
    let module = [b"\0asm\x01\0\0\0".to_vec(), section(10, &[0])].concat();
    assert_eq!(there_and_back(&module), module);
}

/// The decoder would read or write beyond its memory.
#[test]
fn a_module_that_the_decoder_cannot_restore_is_an_error() {
    let code = |body: &[u8]| [b"\0asm\x01\0\0\0".to_vec(), section(10, body)].concat();
    let function = |body: &[u8]| code(&[vec![1], leb(body.len() as u64), body.to_vec()].concat());
    let large = [vec![0], vec![0x01; 1 << 21], vec![0x0b]].concat();
    for (module, reason) in [
        (function(&[0]), "it has a function that does not end in `end`"),
        (function(&[0, 0x01]), "it has a function that does not end in `end`"),
        (function(&large), "it has a function that is too large"),
        (function(&[0, 0x0e, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f, 0x0b]), "it has a number of more than five bytes"),
        (function(&[0, 0x0e, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x0b]), "it ends too early"),
        (function(&[0xff, 0xff, 0xff, 0xff, 0x0f, 0x0b]), "it ends too early"),
        (code(&[1, 2, 0, 0x0b, 0]), "its code section is longer than its functions"),
        ([code(&[0]), section(10, &[0])].concat(), "it has two code sections"),
    ] {
        assert_eq!(encode(&module), Err(Unknown(reason)));
    }
}

proptest! {
    #[test]
    fn a_changed_module_is_an_error_or_comes_back(functions in vec(function(), 0..4), changes in vec((any::<usize>(), any::<u8>()), 1..4)) {
        let mut module = module(&functions);
        let length = module.len();
        changes.into_iter().for_each(|(at, byte)| module[at % length] = byte);
        if let Ok(encoded) = encode(&module) {
            prop_assert_eq!(encode(&there_and_back(&module)).ok(), Some(encoded));
        }
    }
}
