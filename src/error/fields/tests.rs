use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::*;
use crate::samples::{bodies, texts};

fn flat(body: Json) -> Json {
    of(body, false)
}

fn of(body: Json, posted_list: bool) -> Json {
    let map = field_errors(&body.into(), posted_list).into_iter();
    Json::Object(map.map(|(path, words)| (path, json!(words))).collect())
}

#[test]
fn django_rest_framework_nests_objects_and_lists() {
    assert_eq!(
        flat(json!({
            "name": ["This field is required.", "Second."],
            "configuration": {"parameters": [{}, {}, {"name": ["Blank."]}], "non_field_errors": ["Nested."]},
            "non_field_errors": ["Unique set."],
            "tags": {"0": ["Not a string."]},
        })),
        json!({
            "name": ["This field is required.", "Second."],
            "configuration.parameters[2].name": ["Blank."],
            "configuration": ["Nested."],
            "": ["Unique set."],
            "tags.0": ["Not a string."],
        })
    );
}

#[test]
fn items_of_a_posted_list_are_indexed_in_either_form() {
    let expected = json!({"[1].message": ["Required."]});
    assert_eq!(of(json!([{}, {"message": ["Required."]}]), true), expected);
    assert_eq!(of(json!({"1": {"message": ["Required."]}}), true), expected);
    assert_eq!(of(json!({"1": {"a": ["b"]}}), false), json!({"1.a": ["b"]}));
}

#[test]
fn texts_without_a_field_stand_under_the_empty_path() {
    assert_eq!(flat(json!("Bad.")), json!({"": ["Bad."]}));
    assert_eq!(flat(json!(["One.", "Two."])), json!({"": ["One.", "Two."]}));
    assert_eq!(flat(json!({"detail": "Bad.", "code": "bad"})), json!({"": ["Bad."]}));
    assert_eq!(flat(json!({"message": ["Required."]})), json!({"message": ["Required."]}));
    assert_eq!(flat(json!({"name": "Required."})), json!({"name": ["Required."]}));
    assert_eq!(flat(json!({"error": {"code": 1, "message": "Bad."}})), json!({"": ["Bad."]}));
    assert_eq!(flat(json!(null)), json!({}));
}

#[test]
fn fast_api_says_where_by_loc() {
    assert_eq!(
        flat(json!({"detail": [
            {"loc": ["body", "configuration", "parameters", 2, "name"], "msg": "field required", "type": "missing"},
            {"loc": ["body", 1, "message"], "msg": "no"},
            {"loc": ["query", "page"], "msg": "no integer"},
            {"loc": ["body"], "msg": "empty"},
            {"msg": "nowhere"},
            "text",
        ]})),
        json!({
            "configuration.parameters[2].name": ["field required"],
            "[1].message": ["no"],
            "page": ["no integer"],
            "": ["empty", "nowhere", "text"],
        })
    );
}

#[test]
fn details_name_their_field() {
    assert_eq!(
        flat(json!({"error": {"code": "invalid", "message": "Invalid.", "details": [
            {"field": "configuration.name", "message": "Required."},
            {"field": null, "message": "Whole."},
        ]}})),
        json!({"configuration.name": ["Required."], "": ["Whole."]})
    );
}

proptest! {
    #[test]
    fn any_body_is_flattened(body in bodies(), posted_list: bool) {
        let fields = field_errors(&body, posted_list);
        let mut paths: Vec<_> = fields.iter().map(|(path, _)| path).collect();
        paths.sort_unstable();
        paths.dedup();
        prop_assert_eq!(paths.len(), fields.len(), "each path once");
        prop_assert!(fields.iter().all(|(_, messages)| !messages.is_empty()), "none without a message");
    }

    #[test]
    fn a_field_of_any_name_is_found(name in texts("a_.[0]"), text in texts("no.")) {
        let of_the_whole = ["", "detail", "message", "error", "non_field_errors"];
        prop_assume!(!of_the_whole.contains(&name.as_str()) && !text.trim().is_empty());
        let fields = field_errors(&Value::from(json!({&name: [&text]})), false);
        prop_assert_eq!(fields, [(name, vec![text])]);
    }
}
