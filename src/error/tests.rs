use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::samples::{bodies, texts};

fn words(body: serde_json::Value) -> String {
    let body = Value::from(body);
    server_words(&body, &field_errors(&body, false))
}

#[test]
fn a_message_says_status_call_and_the_servers_words() {
    let body = json!({"detail": "No Plugin matches the given query."});
    assert_eq!(
        message(&status_line(404), "GET", "/plugins/999/", &words(body)),
        "404 Not Found: GET /plugins/999/: No Plugin matches the given query."
    );
    assert_eq!(message(&status_line(418), "PUT", "/", ""), "418: PUT /");
}

#[test]
fn the_servers_words_come_from_wherever_it_puts_them() {
    assert_eq!(words(json!({"message": "m", "detail": "d"})), "d");
    assert_eq!(words(json!({"error": {"code": 1, "message": "e"}})), "e");
    assert_eq!(words(json!({"error": "plain"})), "plain");
    assert_eq!(words(json!({"b": ["x", "y"], "non_field_errors": ["n"]})), "n");
    assert_eq!(words(json!({"name": ["Required.", "Blank."]})), "name: Required. Blank.");
    assert_eq!(words(json!("bare")), "bare");
    assert_eq!(words(json!(["one", "two"])), "one two");
    assert_eq!(words(json!(null)), "");
    assert_eq!(words(json!({})), "");
}

#[test]
fn status_and_phase_decide_the_code() {
    let gpu = Value::from(json!({"error_type": "gpu_unavailable"}));
    assert_eq!(Code::of_status(503, &gpu), Code::GpuUnavailable);
    assert_eq!(Code::of_status(500, &gpu), Code::Server);
    assert_eq!(Code::of_status(418, &Value::Other), Code::Http);
    assert_eq!(Code::of_broken(Fault::Timeout, false, true), Code::ResponseIncomplete);
    assert_eq!(Code::of_broken(Fault::Timeout, false, false), Code::Timeout);
    assert_eq!(Code::of_broken(Fault::Broken, true, true), Code::Connection);
    assert_eq!(Code::of_broken(Fault::Broken, false, false), Code::ResponseIncomplete);
    assert_eq!(Code::of_broken(Fault::NotSent, false, false), Code::Connection);
}

proptest! {
    #[test]
    fn any_failure_has_a_message(status: u16, path in texts("/a"), body in bodies(), posted_list: bool) {
        let fields = field_errors(&body, posted_list);
        let words = server_words(&body, &fields);
        let text = message(&status_line(status), "GET", &path, &words);
        prop_assert!(text.starts_with(&decimal(status.into())));
        prop_assert!(text.contains(": GET ") && text.contains(words.trim()));
        let _ = Code::of_status(status, &body).as_str();
    }

    #[test]
    fn decimal_is_how_numbers_are_written(number: u64) {
        prop_assert_eq!(decimal(number), number.to_string());
    }
}
