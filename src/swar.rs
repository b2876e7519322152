//! SIMD within a register: searches bytes eight at a time. This is the fastest way in WebAssembly without SIMD.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = ONES << 7;

/// Sets the high bit of each byte in `word` that equals `byte`. Bits above the lowest one may be wrong.
#[inline]
pub fn equal(word: u64, byte: u8) -> u64 {
    less(word ^ (ONES * u64::from(byte)), 1)
}

/// Sets the high bit of each byte in `word` that is below `limit` (at most 128). Bits above the lowest one may be
/// wrong.
#[inline]
pub fn less(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(ONES * u64::from(limit)) & !word & HIGH_BITS
}

/// The index of the first byte for which `matches` sets a bit, or the length. `matches` gets eight bytes at a time. It
/// must not match 0x80, which fills the last word.
#[inline]
pub fn find(bytes: &[u8], matches: impl Fn(u64) -> u64) -> usize {
    let mut rest = bytes;
    let mut at = 0;
    while let Some((word, after)) = rest.split_first_chunk() {
        let found = matches(u64::from_le_bytes(*word));
        if found != 0 {
            return at + index(found);
        }
        rest = after;
        at += 8;
    }
    let mut last = [0x80; 8];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    at + rest.len().min(index(matches(u64::from_le_bytes(last))))
}

/// The index of the lowest byte that has a bit, or 8.
fn index(found: u64) -> usize {
    found.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests;
