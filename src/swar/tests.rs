#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use proptest::prelude::*;

proptest! {
    #[test]
    fn the_first_match_is_found(bytes in prop::collection::vec(prop::sample::select(b"\n\r\x00\x1f !\"#\\]\x7f\x80\x8a\xff".to_vec()), 0..40)) {
        let expected = |is_match: fn(&u8) -> bool| bytes.iter().position(is_match).unwrap_or(bytes.len());
        prop_assert_eq!(find(&bytes, |w| equal(w, b'\n')), expected(|b| *b == b'\n'));
        prop_assert_eq!(find(&bytes, |w| equal(w, b'"') | equal(w, b'\\')), expected(|b| matches!(b, b'"' | b'\\')));
        prop_assert_eq!(find(&bytes, |w| less(w, 0x20)), expected(|b| *b < 0x20));
    }
}
