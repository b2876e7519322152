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

fn next(place: usize) -> usize {
    let next = place + 1;
    match next % 128 {
        character if character > LAST => next / 128 * 128 + 128 + FIRST,
        character if !is_character(character as u8) => next + 1,
        _ => next,
    }
}

/// Writes the bytes for the characters from `at` to `end`, and returns where the next byte is written.
///
/// # Safety
/// `encode` made the characters with this alphabet, so none of the prefixes is the last one. At `to` is room for the bytes.
#[inline(never)]
pub unsafe fn translate(mut at: *const u8, end: *const u8, mut to: *mut u8, alphabet: &Alphabet) -> *mut u8 {
    while at < end {
        unsafe {
            *to = byte(&mut at, alphabet);
            to = to.add(1);
        }
    }
    to
}

/// Translates, and replaces each byte by what it stands for.
///
/// # Safety
/// See [`translate`]. At `to` is room for seven more bytes.
#[inline(never)]
pub unsafe fn expand(
    mut at: *const u8,
    end: *const u8,
    mut to: *mut u8,
    alphabet: &Alphabet,
    meanings: &[Meaning; 256],
) -> *mut u8 {
    while at < end {
        unsafe {
            let meaning = meanings[usize::from(byte(&mut at, alphabet))];
            to.cast::<Meaning>().write_unaligned(meaning.to_le());
            to = to.add((meaning >> LENGTH) as usize);
        }
    }
    to
}

#[inline(always)]
unsafe fn byte(at: &mut *const u8, alphabet: &Alphabet) -> u8 {
    unsafe {
        let mut place = usize::from(**at);
        *at = at.add(1);
        if place > LAST {
            place = (place - LAST) * 128 + usize::from(**at);
            *at = at.add(1);
        }
        *alphabet.get_unchecked(place)
    }
}

/// What a byte stands for: up to seven bytes, and their number in the last byte.
pub type Meaning = u64;

pub const LONGEST: usize = 7;
const LENGTH: u32 = 8 * LONGEST as u32;

pub fn single(byte: u8) -> Meaning {
    Meaning::from(byte) | 1 << LENGTH
}

/// Both together, if they have at most seven bytes.
pub fn pair(first: Meaning, second: Meaning) -> Meaning {
    // The length of the second is shifted out, and added to that of the first.
    first + (second << (8 * (first >> LENGTH))) + (second >> LENGTH << LENGTH)
}
