#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use crate::error::trim;
use crate::json::samples::parse;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// The field errors as JSON, if an object was posted.
fn fields(body: &Json) -> Json {
    fields_where(body, &|_| false)
}

fn fields_where(body: &Json, is_posted_list: &dyn Fn(&[&str]) -> bool) -> Json {
    as_json(field_errors(body, is_posted_list))
}

fn as_json(fields: FieldErrors) -> Json {
    let list = |messages: Vec<String>| Json::List(messages.into_iter().map(Json::Text).collect());
    Json::Object(fields.0.into_iter().map(|(path, messages)| (path, list(messages))).collect())
}

#[test]
fn bodies_of_every_framework_are_read() {
    for (title, body, expected) in [
        (
            "Django REST framework nests objects and lists",
            r#"{"name": ["This field is required.", "Second."],
                "configuration": {"parameters": [{}, {}, {"name": ["Blank."]}], "non_field_errors": ["Nested."]},
                "non_field_errors": ["Unique set."], "tags": {"0": ["Not a string."]}}"#,
            r#"{"name": ["This field is required.", "Second."], "configuration.parameters[2].name": ["Blank."],
                "configuration": ["Nested."], "": ["Unique set."], "tags.0": ["Not a string."]}"#,
        ),
        (
            "FastAPI says where by loc",
            r#"{"detail": [
                {"loc": ["body", "configuration", "parameters", 2, "name"], "msg": "field required", "type": "missing"},
                {"loc": ["body", 1, "message"], "msg": "no"}, {"loc": ["query", "page"], "msg": "no integer"},
                {"loc": ["body"], "msg": "empty"}, {"msg": "nowhere"}, "text", {"odd": ["walked"]}]}"#,
            r#"{"configuration.parameters[2].name": ["field required"], "[1].message": ["no"], "page": ["no integer"],
                "": ["empty", "nowhere", "text"], "odd": ["walked"]}"#,
        ),
        (
            "steps of a loc that are neither names nor indexes are none",
            r#"{"detail": [{"loc": [null, {"toString": 1}, [], true, "a", {}, "b"], "msg": "no"},
                {"loc": {"toString": 1}, "msg": "whole"}, {"loc": [1.5, -1, 1e20, "c"], "msg": "numbers"}]}"#,
            r#"{"a.b": ["no"], "": ["whole"], "c": ["numbers"]}"#,
        ),
        (
            "only the first step of a loc is a part of the request",
            r#"{"detail": [{"loc": [null, "body", "body"], "msg": "a"}, {"loc": ["x", "query"], "msg": "b"}]}"#,
            r#"{"body": ["a"], "x.query": ["b"]}"#,
        ),
        (
            "details name their field",
            r#"{"error": {"code": "invalid", "message": "Invalid.", "details": [
                {"field": "configuration.name", "message": "Required."}, {"field": null, "message": "Whole."}, "Bare.", null]}}"#,
            r#"{"configuration.name": ["Required."], "": ["Whole.", "Bare."]}"#,
        ),
        (
            "drf-standardized-errors names attributes",
            r#"{"type": "validation_error", "errors": [
                {"code": "required", "detail": "Required.", "attr": "configuration.parameters.2.name"},
                {"code": "invalid", "detail": "Whole.", "attr": null}, {"code": "invalid", "detail": "Set.", "attr": "non_field_errors"},
                {"code": "invalid", "detail": "Nested.", "attr": "configuration.non_field_errors"},
                {"code": "blank", "detail": " ", "attr": "b"}, "text"]}"#,
            r#"{"configuration.parameters.2.name": ["Required."], "": ["Whole.", "Set.", "text"], "configuration": ["Nested."],
                "code": ["blank"], "attr": ["b"]}"#,
        ),
        (
            "fields that are called type and errors",
            r#"{"type": ["Required."], "errors": ["No list."]}"#,
            r#"{"type": ["Required."], "errors": ["No list."]}"#,
        ),
        ("a bare text", r#""Bad.""#, r#"{"": ["Bad."]}"#),
        ("a list of texts", r#"["One.", "Two."]"#, r#"{"": ["One.", "Two."]}"#),
        (
            "beside a text for the whole, other bare texts are codes",
            r#"{"detail": "Bad.", "code": "bad", "a": ["b"]}"#,
            r#"{"": ["Bad."], "a": ["b"]}"#,
        ),
        ("a field that is called message", r#"{"message": ["Required."]}"#, r#"{"message": ["Required."]}"#),
        ("a text without a list", r#"{"name": "Required."}"#, r#"{"name": ["Required."]}"#),
        ("an error with a message", r#"{"error": {"code": 1, "message": "Bad."}}"#, r#"{"": ["Bad."]}"#),
        (
            "white space says nothing",
            r#"{"a": [" ", "\n"], "b": "", "c": ["\u00a0", "Bad."], "d": ["\ufeff"]}"#,
            r#"{"c": ["Bad."]}"#,
        ),
        ("what is no text says nothing", r#"{"a": [1, null, true], "b": null, "error": {"message": 5}}"#, "{}"),
        ("null", "null", "{}"),
        (
            "names of Object.prototype",
            r#"{"__proto__": ["a"], "constructor": {"__proto__": ["b"]}}"#,
            r#"{"__proto__": ["a"], "constructor.__proto__": ["b"]}"#,
        ),
    ] {
        assert_eq!(fields(&parse(body)), parse(expected), "{title}");
    }
}

#[test]
fn what_nests_too_deep_to_be_of_use_says_nothing() {
    let nested = |depth| (0..depth).fold(Json::Text("x".into()), |inner, _| Json::List(vec![Json::Null, inner]));
    let text = |depth| {
        fields(&nested(depth))
            == Json::Object(vec![("[1]".repeat(depth - 1), Json::List(vec![Json::Text("x".into())]))])
    };
    assert!(text(1) && text(33));
    for depth in [34, 35, 100, 1_000] {
        assert_eq!(fields(&nested(depth)), Json::Object(vec![]), "{depth}");
    }
}

#[test]
fn items_of_a_posted_list_are_indexed_in_either_form() {
    let root: &dyn Fn(&[&str]) -> bool = &|path| path.is_empty();
    let indexed = parse(r#"{"[1].message": ["Required."]}"#);
    assert_eq!(fields_where(&parse(r#"[{}, {"message": ["Required."]}]"#), root), indexed);
    assert_eq!(fields_where(&parse(r#"{"1": {"message": ["Required."]}}"#), root), indexed);
    assert_eq!(fields(&parse(r#"{"1": {"message": ["Required."]}}"#)), parse(r#"{"1.message": ["Required."]}"#));
    let odd = r#"{"+1": ["a"], "1x": ["b"], "": ["c"], "١": ["d"]}"#;
    assert_eq!(fields_where(&parse(odd), root), parse(odd));
}

#[test]
fn numeric_keys_are_indexes_wherever_a_list_was_posted() {
    let is_posted_list: &dyn Fn(&[&str]) -> bool = &|path| {
        matches!(path, ["configuration", "parameters"] | ["configuration", "parameters", "2", "choices"] | ["tags"])
    };
    for (body, expected) in [
        (
            r#"{"configuration": {"parameters": {"2": {"name": ["a"], "choices": {"0": ["b"], "non_field_errors": ["c"]}, "map": {"0": ["d"]}}}}}"#,
            r#"{"configuration.parameters[2].name": ["a"], "configuration.parameters[2].choices[0]": ["b"],
                "configuration.parameters[2].choices": ["c"], "configuration.parameters[2].map.0": ["d"]}"#,
        ),
        // A path in the body is compared with the same path in the posted data.
        (
            r#"{"configuration": {"parameters": [null, {}, {"choices": {"10": ["b"]}}, {"choices": {"10": ["c"]}}]}}"#,
            r#"{"configuration.parameters[2].choices[10]": ["b"], "configuration.parameters[3].choices.10": ["c"]}"#,
        ),
        (
            r#"{"tags": {"0": ["a"], "12": ["b"]}, "other": {"0": ["c"]}}"#,
            r#"{"tags[0]": ["a"], "tags[12]": ["b"], "other.0": ["c"]}"#,
        ),
        (
            r#"{"type": "validation_error", "errors": [{"detail": "a", "attr": "configuration.parameters.2.name"},
                {"detail": "b", "attr": "configuration.parameters.2.choices.0"}, {"detail": "c", "attr": "tags.1.2"}, {"detail": "d", "attr": "0"}]}"#,
            r#"{"configuration.parameters[2].name": ["a"], "configuration.parameters[2].choices[0]": ["b"], "tags[1].2": ["c"], "0": ["d"]}"#,
        ),
        (
            r#"{"error": {"details": [{"field": "tags.1", "message": "a"}, {"field": "configuration", "message": {"parameters": {"0": ["b"]}}}]}}"#,
            r#"{"tags[1]": ["a"], "configuration.parameters[0]": ["b"]}"#,
        ),
        (r#"{"detail": [{"tags": {"3": ["a"]}}]}"#, r#"{"tags[3]": ["a"]}"#),
    ] {
        assert_eq!(fields_where(&parse(body), is_posted_list), parse(expected), "{body}");
    }
}

#[test]
fn the_servers_words_are_found() {
    for (body, expected) in [
        (r#"{"message": "m", "detail": "d"}"#, "d"),
        (r#"{"detail": " ", "message": "m"}"#, "m"),
        (r#"{"error": {"code": 1, "message": "e"}}"#, "e"),
        (r#"{"error": "plain"}"#, "plain"),
        (r#"{"b": ["x", "y"], "non_field_errors": ["n"]}"#, "n (and 1 more)"),
        (r#"{"name": ["Required.", "Blank."]}"#, "name: Required. Blank."),
        (r#""bare""#, "bare"),
        (r#"["one", "two"]"#, "one two"),
        (r#"[{"a": ["x"]}]"#, "[0].a: x"),
        ("null", ""),
        ("{}", ""),
        ("7", ""),
        (r#"{"type": "validation_error", "errors": [{"code": "c", "detail": "d", "attr": "a.b"}]}"#, "a.b: d"),
        (r#"{"type": "client_error", "errors": [{"code": "c", "detail": "d", "attr": null}]}"#, "d"),
    ] {
        let body = parse(body);
        assert_eq!(server_message(&body, &field_errors(&body, &|_| false)), expected, "{body:?}");
    }
}

fn bodies() -> impl Strategy<Value = Json> {
    let texts = ["", " ", "Bad.", "body", "😀"].map(|text| Json::Text(text.into()));
    let leaves = [Json::Null, Json::Bool(true), Json::Number(5.0), Json::Number(-1.5)].into_iter().chain(texts);
    let names = [
        "name",
        "detail",
        "message",
        "error",
        "details",
        "loc",
        "msg",
        "field",
        "non_field_errors",
        "__proto__",
        "0",
        "",
        "type",
        "errors",
        "attr",
    ];
    prop::sample::select(Vec::from_iter(leaves)).prop_recursive(5, 60, 4, move |inner| {
        let member = (prop::sample::select(names.to_vec()), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(Json::List),
            prop::collection::btree_map(member.0.prop_map(String::from), member.1, 0..4)
                .prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn each_path_has_messages_and_there_are_words_where_there_is_a_path(body in bodies(), is_list in any::<bool>()) {
        let fields = field_errors(&body, &|_| is_list);
        for (index, (path, messages)) in fields.0.iter().enumerate() {
            prop_assert!(!messages.is_empty() && messages.iter().all(|text| !trim(text).is_empty()));
            prop_assert!(fields.0[..index].iter().all(|(other, _)| other != path));
        }
        prop_assert!(fields.0.is_empty() || !trim(&server_message(&body, &fields)).is_empty());
    }

    #[test]
    fn a_field_of_any_name_is_found(name in prop::collection::vec(prop::sample::select("a_.[0]é\n \"".chars().collect::<Vec<_>>()), 1..9), words in prop::collection::vec(any::<char>(), 0..9)) {
        let name = String::from_iter(name);
        let words = [&String::from_iter(words), "!"].concat();
        let body = Json::Object(vec![(name.clone(), Json::List(vec![Json::Text(words.clone())]))]);
        prop_assert_eq!(field_errors(&body, &|_| false).0, vec![(name, vec![words])]);
    }
}

#[test]
fn many_texts_take_no_longer_than_they_are() {
    let start = Instant::now();
    let one_path = Json::List(vec![Json::Text("no.".into()); 200_000]);
    assert_eq!(field_errors(&one_path, &|_| false).get("").unwrap().len(), 200_000);
    let item = |n: usize| Json::Object(vec![("a".into(), Json::Text(n.to_string()))]);
    let many_paths = Json::List((0..20_000).map(item).collect());
    let fields = field_errors(&many_paths, &|_| false);
    assert_eq!((fields.0.len(), fields.get("[19999].a").unwrap()), (20_000, &["19999".to_owned()][..]));
    // With quadratic time, this would take minutes.
    assert!(start.elapsed() < Duration::from_secs(10));
}
