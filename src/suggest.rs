//! Finds what a misspelt name was meant to be.

/// The most edits that a misspelling may be away.
const FARTHEST: usize = 2;

/// The known name that is nearest to `given`, where one is near: at most two edits away, and fewer than half of the longer
/// name. Of equally near ones the first.
pub fn suggestion<'a>(given: &str, known: &[&'a str]) -> Option<&'a str> {
    let given_length = given.chars().count();
    let mut nearest = None;
    let mut least = FARTHEST + 1;
    for &name in known {
        let length = name.chars().count();
        // A long text would take long, and cannot be near.
        if length.abs_diff(given_length) >= least {
            continue;
        }
        let edits = distance(given, name);
        if edits < least && edits * 2 < length.max(given_length) {
            nearest = Some(name);
            least = edits;
        }
    }
    nearest
}

/// The Levenshtein distance, without regard to ASCII case.
fn distance(a: &str, b: &str) -> usize {
    // One row of the table, without its first column.
    let mut row: Vec<usize> = (1..=b.chars().count()).collect();
    let mut last = row.len();
    for (index, x) in a.chars().enumerate() {
        let mut diagonal = index;
        last = index + 1;
        for (cell, y) in row.iter_mut().zip(b.chars()) {
            let replaced = diagonal + usize::from(!x.eq_ignore_ascii_case(&y));
            diagonal = *cell;
            last = replaced.min(diagonal + 1).min(last + 1);
            *cell = last;
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OPTIONS: &[&str] = &[
        "baseUrl",
        "apiToken",
        "accessToken",
        "agentToken",
        "tenant",
        "timeout",
        "retry",
        "headers",
        "fetch",
        "signal",
    ];

    fn text(alphabet: &str, longest: usize) -> impl Strategy<Value = String> + use<> {
        let letters: Vec<char> = alphabet.chars().collect();
        prop::collection::vec(prop::sample::select(letters), 0..=longest).prop_map(String::from_iter)
    }

    #[test]
    fn a_near_name_is_suggested() {
        for (given, expected) in [
            ("baseURL", Some("baseUrl")),
            ("base_url", Some("baseUrl")),
            ("timout", Some("timeout")),
            ("tiemout", Some("timeout")),
            ("header", Some("headers")),
            ("APITOKEN", Some("apiToken")),
            ("retry", Some("retry")),
            ("retries", None),
            ("", None),
            ("x", None),
            ("cache", None),
            ("étch", Some("fetch")),
        ] {
            assert_eq!(suggestion(given, OPTIONS), expected, "{given}");
        }
    }

    #[test]
    fn short_names_are_near_only_if_most_of_them_is_the_same() {
        assert_eq!(suggestion("pg", &["pk"]), None);
        assert_eq!(suggestion("pks", &["pk"]), Some("pk"));
        assert_eq!(suggestion("abxy", &["abcd"]), None);
        assert_eq!(suggestion("abcxy", &["abcde"]), Some("abcde"));
        assert_eq!(suggestion("", &[""]), None);
    }

    #[test]
    fn the_nearest_is_suggested_and_the_first_of_equals() {
        assert_eq!(suggestion("limit", &["limits1", "limits", "limite"]), Some("limits"));
        assert_eq!(suggestion("limit", &[]), None);
    }

    #[test]
    fn a_long_text_is_near_nothing() {
        assert_eq!(suggestion(&"timeout".repeat(100_000), OPTIONS), None);
    }

    proptest! {
        #[test]
        fn the_distance_is_a_metric(a in text("aBé", 8), b in text("abÉ", 8), c in text("Abx", 8)) {
            prop_assert_eq!(distance(&a, &b), distance(&b, &a));
            prop_assert_eq!(distance(&a, &b) == 0, a.eq_ignore_ascii_case(&b));
            prop_assert!(distance(&a, &c) <= distance(&a, &b) + distance(&b, &c));
            prop_assert!(distance(&a, &b) >= a.chars().count().abs_diff(b.chars().count()));
            prop_assert!(distance(&a, &b) <= a.chars().count().max(b.chars().count()));
        }
    }
}
