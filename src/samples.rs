//! Inputs of property tests.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::value::Value;

/// Texts of these characters, and of any others.
pub fn texts(alphabet: &'static str) -> impl Strategy<Value = String> {
    let known: Vec<char> = alphabet.chars().collect();
    prop_oneof![texts_of(known), vec(any::<char>(), 0..24).prop_map(String::from_iter)]
}

/// Texts of these characters only.
pub fn texts_of(alphabet: impl Into<Vec<char>>) -> impl Strategy<Value = String> {
    vec(select(alphabet.into()), 0..24).prop_map(String::from_iter)
}

/// Keys that mean something in the body of an error.
const MEANT: &[&str] = &[
    "",
    "0",
    "1",
    "detail",
    "message",
    "error",
    "details",
    "field",
    "loc",
    "msg",
    "body",
    "non_field_errors",
    "error_type",
    "__proto__",
];

/// Any body that a server could answer, rich in the keys that have a meaning.
pub fn bodies() -> impl Strategy<Value = Value> {
    let keys = prop_oneof![select(MEANT).prop_map(str::to_owned).boxed(), texts("a.[]").boxed()].boxed();
    let leaf = prop_oneof![
        Just(Value::Other),
        any::<u32>().prop_map(Value::Index),
        texts(" a").prop_map(Value::Text),
        keys.clone().prop_map(Value::Text),
    ];
    leaf.prop_recursive(6, 48, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::List),
            vec((keys.clone(), inner), 0..6).prop_map(Value::Object),
        ]
    })
}
