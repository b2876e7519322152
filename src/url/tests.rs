use proptest::prelude::*;

use super::*;
use crate::samples::texts;

#[test]
fn a_segment_stays_one_segment() {
    assert_eq!(segment("a/b c?x#é%2e").unwrap(), "a%2Fb%20c%3Fx%23%C3%A9%252e");
    assert_eq!(segment("foo@1.0.0+build").unwrap(), "foo@1.0.0%2Bbuild");
    assert_eq!(segment("...").unwrap(), "...");
    for bad in ["", ".", "..", "a\nb", "\u{7f}", "\u{85}"] {
        assert!(segment(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn a_path_stays_under_the_base() {
    assert_eq!(relative_path("/jobs/?a=1").unwrap(), "jobs/?a=1");
    assert_eq!(relative_path("a:b/../c".get(4..).unwrap()), Err("must not contain dot segments"));
    for bad in [
        "../x",
        "a/..",
        "a/%2E%2e/b",
        "a/.%2e/b",
        ".",
        "//evil",
        "///evil",
        "https://evil/",
        "a\\b",
        "a\tb",
        "x#y",
        "javascript:x",
        "/..",
    ] {
        assert!(relative_path(bad).is_err(), "{bad:?}");
    }
    assert!(relative_path("jobs/?next=https://h/../x").is_ok());
}

#[test]
fn a_query_is_appended() {
    let mut url = "https://h/jobs/".to_owned();
    push_query(&mut url, "status", "running & more");
    push_query(&mut url, "k y", "é");
    assert_eq!(url, "https://h/jobs/?status=running%20%26%20more&k%20y=%C3%A9");
}

/// What URL parsers give a meaning to.
const SYNTAX: &str = "az./\\%2eE?#&=:@ \r\n\t+~-";

/// What percent-encoding hides.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::new();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let hex = [bytes.next()?, bytes.next()?];
                u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?
            }
            other => other,
        });
    }
    String::from_utf8(out).ok()
}

proptest! {
    #[test]
    fn any_segment_is_itself_or_refused(text in texts(SYNTAX)) {
        match segment(&text) {
            Ok(encoded) => {
                prop_assert!(encoded.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~@%".contains(&b)), "{encoded}");
                prop_assert!(!text.chars().any(char::is_control));
                prop_assert!(!encoded.is_empty() && !is_dot_segment(encoded.as_bytes()), "{encoded}");
                prop_assert_eq!(decoded(&encoded), Some(text));
            }
            Err(_) => prop_assert!(matches!(&*text, "" | "." | "..") || text.chars().any(char::is_control)),
        }
    }

    #[test]
    fn any_path_stays_below_the_base_or_is_refused(text in texts(SYNTAX)) {
        if let Ok(path) = relative_path(&text) {
            prop_assert!(!path.starts_with(['/', '\\', ' ']) && !path.contains(['\\', '#', '\r', '\n', '\t']), "{path:?}");
            let before_query = path.split('?').next().unwrap_or_default();
            for segment in before_query.split('/') {
                let plain = decoded(segment).unwrap_or_default();
                prop_assert!(!matches!(plain.trim(), "." | ".."), "{path:?}");
            }
        }
    }

    #[test]
    fn decimal_is_how_numbers_are_written(number: u64) {
        prop_assert_eq!(decimal(number), number.to_string());
    }

    #[test]
    fn any_query_is_read_back(pairs in proptest::collection::vec((texts(SYNTAX), texts(SYNTAX)), 0..6)) {
        let mut url = "https://h/a/".to_owned();
        pairs.iter().for_each(|(name, value)| push_query(&mut url, name, value));
        prop_assert!(url.is_ascii() && !url.contains([' ', '#', '\r', '\n']), "{url}");
        let read = url.split_once('?').map_or("", |(_, query)| query).split('&').filter(|pair| !pair.is_empty());
        let read: Vec<_> = read.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or_default();
            (decoded(name).unwrap_or_default(), decoded(value).unwrap_or_default())
        }).collect();
        prop_assert_eq!(read, pairs);
    }
}
