//! Suggests the name that a misspelt name was meant to be.

use crate::text::has;

/// The minimum number of letters that two names must share.
const FEWEST: usize = 3;

/// The value of the name that is most similar to `given`, if one is similar: both names must share at least half of the
/// longer one, at the beginning and at the end. Case, underscores and hyphens are ignored. Among equally similar names,
/// the first one wins.
pub fn suggestion<'a>(given: &str, names: impl Iterator<Item = (&'a str, &'a str)>) -> Option<&'a str> {
    let given = letters(given);
    let mut nearest = None;
    let mut most = 49;
    for (name, meaning) in names {
        let name = letters(name);
        let shared = shared(&given, &name);
        let percent = shared * 100 / given.len().max(name.len()).max(1);
        if shared >= FEWEST && percent > most {
            nearest = Some(meaning);
            most = percent;
        }
    }
    nearest
}

fn letters(name: &str) -> Vec<u8> {
    let bytes = name.bytes().filter(|byte| !has(b"_-", *byte));
    bytes.map(|byte| byte.to_ascii_lowercase()).collect()
}

/// The number of letters that two names share at the beginning and, after that, at the end.
fn shared(a: &[u8], b: &[u8]) -> usize {
    let shorter = a.len().min(b.len());
    let begin = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    begin + end.min(shorter - begin)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NAMES: &[(&str, &str)] = &[
        ("host", "baseUrl"),
        ("token", "apiToken"),
        ("baseUrl", "baseUrl"),
        ("apiToken", "apiToken"),
        ("accessToken", "accessToken"),
        ("authorizationToken", "authorizationToken"),
        ("tenant", "tenant"),
        ("urlHost", "urlHost"),
        ("timeout", "timeout"),
        ("retry", "retry"),
        ("headers", "headers"),
        ("interval", "interval"),
        ("throwOnFailure", "throwOnFailure"),
        ("onUploadProgress", "onUploadProgress"),
    ];

    fn text(alphabet: &str, longest: usize) -> impl Strategy<Value = String> + use<> {
        let letters: Vec<char> = alphabet.chars().collect();
        prop::collection::vec(prop::sample::select(letters), 0..=longest).prop_map(String::from_iter)
    }

    fn suggested(given: &str) -> Option<&'static str> {
        suggestion(given, NAMES.iter().copied())
    }

    #[test]
    fn a_near_name_is_suggested() {
        for (given, expected) in [
            ("baseURL", "baseUrl"),
            ("base_url", "baseUrl"),
            ("base-url", "baseUrl"),
            ("base", "baseUrl"),
            ("host", "baseUrl"),
            ("apiHost", "baseUrl"),
            ("timout", "timeout"),
            ("tiemout", "timeout"),
            ("timeout_in_ms", "timeout"),
            ("requestTimeout", "timeout"),
            ("pollInterval", "interval"),
            ("poll_interval", "interval"),
            ("header", "headers"),
            ("APITOKEN", "apiToken"),
            ("authToken", "apiToken"),
            ("authorization", "authorizationToken"),
            ("throwOnFail", "throwOnFailure"),
            ("throwOnFailed", "throwOnFailure"),
            ("throwOnError", "throwOnFailure"),
            ("onProgress", "onUploadProgress"),
        ] {
            assert_eq!(suggested(given), Some(expected), "{given}");
        }
    }

    #[test]
    fn a_far_one_is_not() {
        for given in
            ["", "x", "cache", "credentials", "expand", "body", "debug", "proxy", "url", "throw", "auth", "te", "é"]
        {
            assert_eq!(suggested(given), None, "{given}");
        }
        assert_eq!(suggested(&"timeout".repeat(100_000)), None);
        assert_eq!(suggestion("timeout", [].into_iter()), None);
    }

    #[test]
    fn the_nearest_is_suggested_and_the_first_of_equals() {
        let names = [("limits1", "a"), ("limits", "b"), ("limite", "c")];
        assert_eq!(suggestion("limit", names.into_iter()), Some("b"));
    }

    proptest! {
        #[test]
        fn what_is_shared_is_in_both(a in text("aB_é", 8), b in text("Ab-É", 8)) {
            let (a, b) = (letters(&a), letters(&b));
            prop_assert_eq!(shared(&a, &b), shared(&b, &a));
            prop_assert_eq!(shared(&a, &b) == a.len().max(b.len()), a == b);
            prop_assert!(shared(&a, &b) <= a.len().min(b.len()));
        }
    }
}
