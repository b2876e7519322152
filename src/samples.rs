//! Inputs of property tests.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::retry::Policy;

/// How calls are retried where nothing else is said.
pub const POLICY: Policy =
    Policy { limit: 3, base_delay: 500.0, max_delay: 8_000.0, max_retry_after: 60_000.0, repeat_unsafe: false };

/// Texts of these characters, and of any others.
pub fn texts(alphabet: &'static str) -> impl Strategy<Value = String> {
    let known: Vec<char> = alphabet.chars().collect();
    prop_oneof![texts_of(known), vec(any::<char>(), 0..24).prop_map(String::from_iter)]
}

/// Texts of these characters only.
pub fn texts_of(alphabet: impl Into<Vec<char>>) -> impl Strategy<Value = String> {
    vec(select(alphabet.into()), 0..24).prop_map(String::from_iter)
}
