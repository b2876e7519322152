#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use proptest::prelude::*;

#[test]
fn status_and_phase_decide_the_kind() {
    for (status, expected) in [
        (400, ErrorKind::Validation),
        (422, ErrorKind::Validation),
        (401, ErrorKind::Authentication),
        (403, ErrorKind::Authorization),
        (404, ErrorKind::NotFound),
        (429, ErrorKind::RateLimit),
        (500, ErrorKind::Server),
        (503, ErrorKind::Server),
        (599, ErrorKind::Server),
        (600, ErrorKind::Server),
        (999, ErrorKind::Server),
        (300, ErrorKind::Http),
        (418, ErrorKind::Http),
    ] {
        assert_eq!(ErrorKind::of_status(status, false), expected, "{status}");
    }
    assert_eq!(ErrorKind::of_status(503, true), ErrorKind::GpuUnavailable);
    assert_eq!(ErrorKind::of_status(500, true), ErrorKind::Server);
    assert_eq!(ErrorKind::of_broken(Fault::Timeout, false, true), ErrorKind::ResponseIncomplete);
    assert_eq!(ErrorKind::of_broken(Fault::Timeout, false, false), ErrorKind::Timeout);
    assert_eq!(ErrorKind::of_broken(Fault::Broken, true, true), ErrorKind::Connection);
    assert_eq!(ErrorKind::of_broken(Fault::Broken, false, false), ErrorKind::ResponseIncomplete);
    assert_eq!(ErrorKind::of_broken(Fault::NotSent, false, false), ErrorKind::Connection);
}

#[test]
fn kinds_have_classes_and_subjects() {
    for (kind, class, subject) in [
        (ErrorKind::InvalidRequest, "InvalidRequestError", None),
        (ErrorKind::Connection, "ClientConnectionError", Some("Connection failed")),
        (ErrorKind::ResponseIncomplete, "ClientResponseIncompleteError", Some("No complete answer")),
        (ErrorKind::InvalidResponse, "InvalidResponseError", Some("Unusable answer")),
        (ErrorKind::Timeout, "ClientTimeoutError", Some("Timed out")),
        (ErrorKind::Stream, "StreamError", Some("The log ended early")),
        (ErrorKind::JobFailed, "JobFailedError", Some("The job did not succeed")),
        (ErrorKind::Internal, "InternalError", None),
        (ErrorKind::Http, "HTTPError", None),
        (ErrorKind::Validation, "ValidationError", None),
        (ErrorKind::Authentication, "AuthenticationError", None),
        (ErrorKind::Authorization, "AuthorizationError", None),
        (ErrorKind::NotFound, "NotFoundError", None),
        (ErrorKind::RateLimit, "RateLimitError", None),
        (ErrorKind::Server, "ServerError", None),
        (ErrorKind::GpuUnavailable, "GpuUnavailableError", None),
    ] {
        assert_eq!((kind.class(), kind.subject()), (class, subject));
    }
    assert_eq!((reason_phrase(404), reason_phrase(418)), (Some("Not Found"), None));
}

#[test]
fn a_message_is_its_parts_that_say_something() {
    for (parts, expected) in [
        (["404 Not Found", "GET /jobs/1/", " \u{feff}No.\n"], "404 Not Found: GET /jobs/1/: No."),
        (["Timed out", "GET /", ""], "Timed out: GET /"),
        (["", "", "\u{a0}words "], "words"),
        (["", "GET /", " "], "GET /"),
        (["", "", ""], ""),
    ] {
        assert_eq!(message(parts[0], parts[1], parts[2]), expected);
    }
    assert_eq!(trim("\u{feff}\u{2028}\u{b}\u{3000}\u{85} \u{200b}"), "\u{85} \u{200b}");
}

#[test]
fn a_long_message_is_cut() {
    let cut = |words: &str| message("", "", words);
    assert_eq!(cut(&"x".repeat(300)), "x".repeat(300));
    assert_eq!(cut(&"x".repeat(301)), ["x".repeat(299), "…".into()].concat());
    assert_eq!(cut(&"한".repeat(400)), ["한".repeat(299), "…".into()].concat());
    assert_eq!(cut(&"😀".repeat(150)), "😀".repeat(150));
    // A cut at 299 units would split a character.
    assert_eq!(cut(&"😀".repeat(151)), ["😀".repeat(149), "…".into()].concat());
}

proptest! {
    #[test]
    fn no_message_is_longer_than_its_limit(chars in prop::collection::vec(any::<char>(), 0..400)) {
        let words = String::from_iter(chars);
        let message = message("a", "b", &words);
        prop_assert!(message.encode_utf16().count() <= 300);
        let whole = ["a: b: ", trim(&words)].concat();
        prop_assert!(message.trim_end_matches('…').len() <= whole.len() && whole.starts_with(message.trim_end_matches('…')) || trim(&words).is_empty());
    }
}
