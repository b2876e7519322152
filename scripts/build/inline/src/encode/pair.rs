//! Replaces frequent pairs of operations by one byte (byte pair encoding).
use std::collections::BTreeMap;

use crate::alphabet::LONGEST;
use crate::instruction::{FIRST_PAIR, PAIRS};

/// Replaces the most frequent pair, once for each byte that may stand for a pair. The parts of a pair may be pairs. Returns the pair of
/// each byte.
pub fn replace(operations: &mut Vec<u8>) -> [[u8; 2]; PAIRS as usize] {
    let mut pairs = [[0; 2]; PAIRS as usize];
    let mut lengths = [1; 256];
    for (pair, byte) in pairs.iter_mut().zip(FIRST_PAIR..) {
        let Some(found) = most_frequent(operations, &lengths) else { break };
        *pair = found;
        lengths[usize::from(byte)] = length(found, &lengths);
        *operations = replaced(operations, found, byte);
    }
    pairs
}

fn length(pair: [u8; 2], lengths: &[usize; 256]) -> usize {
    pair.iter().map(|operation| lengths[usize::from(*operation)]).sum()
}

fn most_frequent(operations: &[u8], lengths: &[usize; 256]) -> Option<[u8; 2]> {
    let mut counts = BTreeMap::new();
    for (first, second) in operations.iter().zip(operations.iter().skip(1)) {
        *counts.entry([*first, *second]).or_default() += 1;
    }
    let all = counts.into_iter().filter(|(pair, count)| *count > 1 && length(*pair, lengths) <= LONGEST);
    all.max_by_key(|(_, count): &(_, usize)| *count).map(|(pair, _)| pair)
}

fn replaced(operations: &[u8], pair: [u8; 2], byte: u8) -> Vec<u8> {
    let mut rest = operations;
    let mut all = Vec::with_capacity(operations.len());
    while let Some(first) = rest.first() {
        let is_pair = rest.starts_with(&pair);
        all.push(if is_pair { byte } else { *first });
        rest = &rest[if is_pair { 2 } else { 1 }..];
    }
    all
}
