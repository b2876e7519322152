//! From characters to bytes.
use crate::{BITS, FIRST, LAST, is_character};

/// The byte of each character: of those without a prefix, and from 128 and 256 on, of those with a prefix.
pub type Alphabet = [u8; 3 * 128];

pub const EMPTY: Alphabet = [0; 3 * 128];

/// Reads an alphabet, in which each byte has a bit: whether it is a single character.
///
/// # Safety
/// `at` points to the `256 / BITS` characters of an alphabet.
#[inline(never)]
pub unsafe fn read(at: *const u8, alphabet: &mut Alphabet) {
    let (mut single, mut other) = (FIRST, 128 + FIRST);
    for byte in 0..=u8::MAX {
        let bits = unsafe { *at.add(usize::from(byte) / BITS) };
        let is_single = bits >> (usize::from(byte) % BITS) & 1 == 1;
        let place = if is_single { &mut single } else { &mut other };
        alphabet[*place] = byte;
        *place = next(*place);
    }
}

/// Translates the characters from `start` to `end` to bytes, in place.
///
/// # Safety
/// They are writable, and `encode` made them with this alphabet, so none of the prefixes is the last one.
#[inline(never)]
pub unsafe fn translate(start: *mut u8, end: *const u8, alphabet: &Alphabet) {
    let (mut from, mut to) = (start.cast_const(), start);
    while from < end {
        unsafe {
            let mut place = usize::from(*from);
            from = from.add(1);
            if place > LAST {
                place = (place - LAST) * 128 + usize::from(*from);
                from = from.add(1);
            }
            *to = *alphabet.get_unchecked(place);
            to = to.add(1);
        }
    }
}

fn next(place: usize) -> usize {
    let next = place + 1;
    match next % 128 {
        character if character > LAST => next / 128 * 128 + 128 + FIRST,
        character if !is_character(character as u8) => next + 1,
        _ => next,
    }
}
