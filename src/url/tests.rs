#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use proptest::prelude::*;

use super::*;

/// Characters with a meaning for URL parsers.
const SYNTAX: &str = "az./\\%2eE?#&=:@ \r\n\t+~-é!'()*";

fn text(alphabet: &str, longest: usize) -> impl Strategy<Value = String> + use<> {
    let letters: Vec<char> = alphabet.chars().collect();
    prop::collection::vec(prop::sample::select(letters), 0..=longest).prop_map(String::from_iter)
}

fn any_text() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..8).prop_map(String::from_iter)
}

fn encoded(text: &str) -> String {
    let mut out = String::new();
    encode_component(text, &mut out);
    out
}

fn decoded(text: &str) -> String {
    let mut bytes = text.bytes();
    let decoded = core::iter::from_fn(|| next_decoded(&mut bytes)).map(|byte| u8::try_from(byte).unwrap());
    String::from_utf8(decoded.collect()).unwrap()
}

/// The pairs of a query, as `URLSearchParams` reads them.
fn pairs(url: &str) -> Vec<(String, String)> {
    let Some((_, query)) = url.split_once('?') else { return Vec::new() };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(|(n, v)| (decoded(n), decoded(v))).collect()
}

/// The path of a URL, as `new URL()` reads it: <https://url.spec.whatwg.org/#path-state>.
fn parsed_path(url: &str) -> String {
    let url = url.trim_matches(|c: char| c <= ' ').replace(['\t', '\r', '\n'], "");
    let url = before(&url, b"?#").replace('\\', "/");
    let segments: Vec<&str> = path_of(&url)[1..].split('/').collect();
    let mut kept = Vec::new();
    for (index, segment) in segments.iter().enumerate() {
        let is_last = index + 1 == segments.len();
        match segment.to_ascii_lowercase().replace("%2e", ".").as_str() {
            "." if is_last => kept.push(""),
            "." => {}
            ".." => {
                kept.pop();
                if is_last {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    format!("/{}", kept.join("/"))
}

#[test]
fn all_but_the_unreserved_characters_are_encoded() {
    for (given, expected) in [
        ("azAZ09-._~", "azAZ09-._~"),
        ("!'()*", "%21%27%28%29%2A"),
        ("a b+c/é😀\u{7f}", "a%20b%2Bc%2F%C3%A9%F0%9F%98%80%7F"),
        ("", ""),
    ] {
        assert_eq!(encoded(given), expected);
    }
}

#[test]
fn an_id_is_one_segment() {
    for (id, expected) in [
        ("a/b c?x#é%2e", "a%2Fb%20c%3Fx%23%C3%A9%252e"),
        ("foo@1@+b", "foo@1@%2Bb"),
        ("!'()*", "%21%27%28%29%2A"),
        ("...", "..."),
        (".. ", "..%20"),
        ("%2e%2e", "%252e%252e"),
        ("9007199254740991", "9007199254740991"),
        ("\u{2028}\u{feff}", "%E2%80%A8%EF%BB%BF"),
    ] {
        assert_eq!(path_segment(id).as_deref(), Ok(expected));
    }
    for id in ["", ".", ".."] {
        assert_eq!(path_segment(id), Err("must not be empty, nor a dot segment"), "{id}");
    }
    for id in ["a\nb", "\u{7f}", "\u{85}", "\0", "1\r\nX-Injected: 1", "a\tb"] {
        assert_eq!(path_segment(id), Err("must not contain control characters"), "{id:?}");
    }
}

#[test]
fn parameters_are_added_to_those_of_a_path() {
    let mut path = String::from("a/");
    for (name, value) in [("x", "1"), ("k y", "é"), ("a&b", "c=d&e"), ("n", "")] {
        push_parameter(&mut path, name, value);
    }
    assert_eq!(path, "a/?x=1&k%20y=%C3%A9&a%26b=c%3Dd%26e&n=");
}

#[test]
fn a_parameter_is_found_in_any_encoding() {
    for query in ["url_host=x", "a=1&url_host=", "url_host", "url%5Fhost=x", "&%75rl_host=y", "%75%72%6C%5f%68ost=#x"] {
        assert!(has_parameter(&["https://h/?", query].concat(), "url_host"), "{query}");
    }
    for query in
        ["", "my_url_host=1", "url_hosts=1", "url_hos=t", "x=url_host", "url_host%=1", "url%5host", "a#url_host=1"]
    {
        assert!(!has_parameter(&["https://h/?", query].concat(), "url_host"), "{query}");
    }
    assert!(!has_parameter("https://h/url_host=1/", "url_host"));
    assert!(!has_parameter("https://h/#?url_host=1", "url_host"));
    assert!(has_parameter("https://h/?a+b=1", "a b") && has_parameter("https://h/?%C3%a9", "é"));
    assert!(has_parameter("https://h/?100%=1", "100%") && !has_parameter("https://h/?100%25%=1", "100%"));
}

#[test]
fn url_host_is_the_last_parameter_unless_the_query_has_one() {
    let with_host = |url: &str, host| {
        let mut url = String::from(url);
        push_url_host(&mut url, host);
        url
    };
    let host = "a b&c=d#e";
    for (url, expected) in [
        ("https://h/a/", "https://h/a/?url_host=a%20b%26c%3Dd%23e"),
        ("https://h/a/?x=1", "https://h/a/?x=1&url_host=a%20b%26c%3Dd%23e"),
        ("https://h/a/?my_url_host=1", "https://h/a/?my_url_host=1&url_host=a%20b%26c%3Dd%23e"),
        ("https://h/url_host=1/", "https://h/url_host=1/?url_host=a%20b%26c%3Dd%23e"),
        ("https://h/?url_host=x", "https://h/?url_host=x"),
        ("https://h/?a=1&url_host=", "https://h/?a=1&url_host="),
        ("https://h/?url%5Fhost=x", "https://h/?url%5Fhost=x"),
    ] {
        assert_eq!(with_host(url, host), expected);
    }
    assert_eq!(with_host("https://h/a/", ""), "https://h/a/?url_host=");
}

#[test]
fn a_path_of_request_stays_under_the_base() {
    for (path, expected) in [
        ("/jobs/?a=1", "jobs/?a=1"),
        ("jobs/?next=https://h/../x", "jobs/?next=https://h/../x"),
        ("...", "..."),
        ("a/b:c", "a/b:c"),
        ("", ""),
        ("/", ""),
        ("@evil.example/", "@evil.example/"),
        (":8080/", ":8080/"),
        ("a//b", "a//b"),
        ("a/..b/", "a/..b/"),
        ("a/http://x", "a/http://x"),
        ("1a:b", "1a:b"),
        ("é:b", "é:b"),
        ("%2E%2E%2E/..%2", "%2E%2E%2E/..%2"),
    ] {
        assert_eq!(relative_path(path), Ok(expected));
    }
    for (words, paths) in [
        (
            "must not contain dot segments",
            [
                "..",
                "../",
                "../x",
                "a/../..",
                "a/..",
                "./x",
                ".",
                "/..",
                "a/./b",
                "%2e%2e/x",
                "%2E./x",
                ".%2e/",
                "a/%2E%2e/b",
                "a/.%2e/b",
                "a/ .. /b",
                "..?x",
                ".. /x",
            ]
            .as_slice(),
        ),
        (
            "must be relative to baseUrl",
            &[
                "//evil.example/",
                "///evil",
                " /evil",
                " //evil",
                " ../x",
                "https://evil/",
                "HTTP:evil",
                "javascript:x",
                "h2+x.y-z:x",
                "data:,x",
            ],
        ),
        (
            "must not contain control characters, backslashes or a fragment",
            &["a\\b", "/\\evil", "\\\\evil", "a\\..\\b", "a\tb", "a\nb", "\t//evil", "x#y", "\0", "a\u{85}b", "a?b#c"],
        ),
    ] {
        for path in paths {
            assert_eq!(relative_path(path), Err(words), "{path:?}");
        }
    }
}

#[test]
fn the_agent_token_is_masked() {
    for (url, expected) in [
        ("https://h/agents/s3cret/connect/", "https://h/agents/***/connect/"),
        ("https://h/agents/s3cret/connect", "https://h/agents/***/connect"),
        ("https://h/agents/s3cret/connect#x", "https://h/agents/***/connect#x"),
        ("/agents/s3cret/connect/", "/agents/***/connect/"),
        ("https://h/agents/agents/s3cret/connect/?x", "https://h/agents/agents/***/connect/?x"),
        ("https://h/agents/a/connect/agents/b/connect/", "https://h/agents/a/connect/agents/***/connect/"),
        ("https://h/agents/agents/connect/connect/", "https://h/agents/agents/***/connect/"),
    ] {
        assert_eq!(redact_agent_token(url), expected);
    }
    for url in [
        "https://h/agents/?x=/agents/y/connect/",
        "https://h/agents/1/connection/",
        "https://h/agents//connect/",
        "https://h/myagents/1/connect/",
        "agents/1/connect/",
        "https://h",
        "",
    ] {
        assert_eq!(redact_agent_token(url), url);
    }
}

#[test]
fn a_url_has_an_origin_and_a_path() {
    for (url, origin, path, address) in [
        ("https://h:1/a/b/?x=/y", "https://h:1", "/a/b/", "https://h:1/a/b/"),
        ("https://h", "https://h", "/", "https://h"),
        ("https://h?a=/b", "https://h", "/", "https://h"),
        ("https://h/#/x", "https://h", "/", "https://h/"),
        ("https://h#/x?y", "https://h", "/", "https://h"),
        ("http://[::1]:8/a", "http://[::1]:8", "/a", "http://[::1]:8/a"),
        ("https://h/h", "https://h", "/h", "https://h/h"),
        ("https://é/é//x", "https://é", "/é//x", "https://é/é//x"),
    ] {
        assert_eq!((origin_of(url), path_of(url), without_query(url)), (origin, path, address));
    }
    for odd in ["", "/", "//", "?", "a", "a?b/c//d"] {
        assert!(url_parts_are_consistent(odd), "{odd}");
    }
}

fn url_parts_are_consistent(url: &str) -> bool {
    url.starts_with(origin_of(url)) && url.starts_with(without_query(url)) && !path_of(url).contains(['?', '#'])
}

#[test]
fn only_plain_http_to_another_machine_can_be_read() {
    for url in [
        "https://h",
        "http://localhost:1/x",
        "http://localhost",
        "http://a.localhost",
        "http://a.localhost:1/",
        "http://127.9.0.1:80",
        "http://[::1]:8",
        "http://[::1]",
        "http://[::1]/x",
    ] {
        assert!(!is_plaintext_remote(url), "{url}");
    }
    for url in [
        "http://h",
        "http://10.0.0.1:8000/api",
        "http://127.0.0.1.evil.com",
        "http://[::2]",
        "http://localhost.evil",
        "http://evillocalhost",
        "http://h/localhost",
        "http://[::1:2]",
        "http://h:1/x.localhost",
        "http://a:b.localhost",
    ] {
        assert!(is_plaintext_remote(url), "{url}");
    }
}

mod properties;
