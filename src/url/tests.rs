use proptest::prelude::*;

use super::*;
use crate::samples::{texts, texts_of};

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
fn a_query_is_appended_and_found() {
    let mut url = "https://h/jobs/".to_owned();
    push_query(&mut url, "status", "running & more");
    push_query(&mut url, "k y", "é");
    assert_eq!(url, "https://h/jobs/?status=running%20%26%20more&k%20y=%C3%A9");
    assert!(has_query(&url, "status") && !has_query(&url, "stat") && !has_query("https://h/", "h"));
}

#[test]
fn the_agent_token_is_masked() {
    assert_eq!(mask("https://h/agents/s3cret/connect/"), "https://h/agents/***/connect/");
    assert_eq!(mask("https://h/agents/agents/s3cret/connect/?x"), "https://h/agents/agents/***/connect/?x");
    assert_eq!(mask("https://h/agents/?x=/agents/y/connect/"), "https://h/agents/?x=/agents/y/connect/");
    assert_eq!(path_of("https://h:1/a/b/?x=/y"), "/a/b/");
    assert_eq!(path_of("https://h"), "/");
}

#[test]
fn a_redirect_tells_the_new_base() {
    let base = behind_redirect("https://b/api/jobs/1/?x=1", "/v1/jobs/1/", "http://a/v1");
    assert_eq!(base.as_deref(), Some("https://b/api"));
    assert_eq!(behind_redirect("https://b/login/", "/jobs/", "http://a"), None);
    assert_eq!(behind_redirect("/jobs/", "/jobs/", "http://a"), None);
}

#[test]
fn only_plain_http_to_another_machine_is_exposed() {
    for safe in ["https://h", "http://localhost:1/x", "http://a.localhost", "http://127.9.0.1:80", "http://[::1]:8"] {
        assert!(!is_exposed(safe), "{safe}");
    }
    for exposed in
        ["http://h", "http://10.0.0.1:8000/api", "http://127.0.0.1.evil.com", "http://[::2]", "http://localhost.evil"]
    {
        assert!(is_exposed(exposed), "{exposed}");
    }
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
                prop_assert!(!encoded.is_empty() && !is_dot_segment(&encoded), "{encoded}");
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

    #[test]
    fn no_url_makes_any_of_these_panic(url in texts(SYNTAX), base in texts(SYNTAX), path in texts(SYNTAX)) {
        let _ = (has_query(&url, &base), mask(&url), path_of(&url).len(), is_exposed(&url), fill(&path, &url));
        let _ = behind_redirect(&url, &path, &base);
    }

    #[test]
    fn the_agent_token_is_masked_wherever_the_backend_is(
        token in texts(SYNTAX),
        folders in proptest::collection::vec(prop_oneof![Just("agents".to_owned()), texts_of(['a', 'b'])], 0..4),
    ) {
        if let Ok(segment) = segment(&token) {
            let prefix: String = folders.iter().map(|folder| ["/", folder].concat()).collect();
            let url = ["https://h", &prefix, "/agents/", &segment, "/connect/?url_host=x"].concat();
            prop_assert_eq!(mask(&url), ["https://h", &prefix, "/agents/***/connect/?url_host=x"].concat());
        }
    }
}
