#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use proptest::prelude::*;

#[test]
fn words_are_recognised_however_they_are_escaped() {
    for (literal, expected) in [
        (r#""type""#, true),
        (r#""typ\u0065""#, true),
        (r#""\u0074\u0079\u0070e""#, true),
        (r#""type "#, false),
        (r#""types""#, false),
        (r#""typ""#, false),
        (r#""""#, false),
        (r#""typ\u0165""#, false),
        (r#""typ\u00g5""#, false),
        (r#"\u0022type""#, false),
        ("", false),
    ] {
        // An escaped quote never begins a literal that the scanner gives.
        if !literal.starts_with('\\') {
            assert_eq!(literal_is(literal, "type"), expected, "{literal}");
        }
    }
    assert!(literal_is(r#""c\u006F\u006dplete""#, "complete"));
}

proptest! {
    #[test]
    fn a_literal_reads_back_as_the_text(chars in prop::collection::vec(prop_oneof![any::<char>(), prop::char::range('\0', '\u{7f}')], 0..40)) {
        let text = String::from_iter(chars);
        let mut literal = String::new();
        push_literal(&mut literal, &text);
        prop_assert_eq!(serde_json::from_str::<String>(&literal).unwrap(), text);
    }
}
