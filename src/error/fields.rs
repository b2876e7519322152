//! Field errors of Django REST framework, FastAPI and `{error: {details}}` bodies, as one flat list.

use super::decimal;
use crate::value::Value;

/// Each field's path (`configuration.parameters[2].name`; `''` for what belongs to no field) with its messages.
pub type FieldErrors = Vec<(String, Vec<String>)>;

/// The field errors in a body. `posted_list`: the request was a list, so numeric keys are its indexes.
pub fn field_errors(body: &Value, posted_list: bool) -> FieldErrors {
    let mut errors = Flat(Vec::new());
    if let Some(Value::List(items)) = body.get("detail") {
        items.iter().for_each(|item| errors.fast_api(item));
    } else if let Some(Value::List(details)) = body.get("error").and_then(|e| e.get("details")) {
        details.iter().for_each(|detail| errors.detail(detail));
    } else if let Value::Object(entries) = body {
        errors.top_level(body, entries, posted_list);
    } else {
        errors.walk(String::new(), body);
    }
    errors.0
}

/// Keys whose text speaks of the whole request. Beside one of them, other bare texts are codes, not messages.
const WHOLE: [&str; 3] = ["detail", "message", "error"];

struct Flat(FieldErrors);

impl Flat {
    fn push(&mut self, path: &str, text: &str) {
        match self.0.iter_mut().find(|(known, _)| known == path) {
            Some((_, messages)) => messages.push(text.to_owned()),
            None => self.0.push((path.to_owned(), vec![text.to_owned()])),
        }
    }

    fn top_level(&mut self, body: &Value, entries: &[(String, Value)], posted_list: bool) {
        let is_summary = |key: &str| body.get(key).is_some_and(|v| v.text().is_some());
        let has_summary = WHOLE.into_iter().any(is_summary);
        for (key, value) in entries {
            match value {
                Value::Text(text) if has_summary => {
                    if WHOLE.contains(&key.as_str()) {
                        self.push("", text);
                    }
                }
                _ if key == "error" && value.get("message").is_some() => {
                    if let Some(text) = value.get("message").and_then(Value::text) {
                        self.push("", text);
                    }
                }
                _ if posted_list && key.parse::<u32>().is_ok() => {
                    self.walk(["[", key, "]"].concat(), value);
                }
                _ => self.walk(child("", key), value),
            }
        }
    }

    /// Django REST framework: nested objects and lists, with texts at the leaves.
    fn walk(&mut self, path: String, value: &Value) {
        match value {
            Value::Text(text) => self.push(&path, text),
            Value::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    match item {
                        Value::Text(text) => self.push(&path, text),
                        _ => self.walk([&path, "[", &decimal(i as u64), "]"].concat(), item),
                    }
                }
            }
            Value::Object(entries) => {
                for (key, value) in entries {
                    self.walk(child(&path, key), value);
                }
            }
            Value::Index(_) | Value::Other => {}
        }
    }

    /// FastAPI: `{loc: ["body", "configuration", 2, "name"], msg}`.
    fn fast_api(&mut self, item: &Value) {
        let Some(text) = item.get("msg").and_then(Value::text) else {
            return self.walk(String::new(), item);
        };
        let loc = match item.get("loc") {
            Some(Value::List(loc)) => loc.as_slice(),
            _ => &[],
        };
        let in_request = ["body", "query", "path", "header", "cookie"];
        let path = match loc {
            [Value::Text(part), rest @ ..] if in_request.contains(&part.as_str()) => rest,
            whole => whole,
        };
        let path = path.iter().fold(String::new(), |path, step| match step {
            Value::Text(key) => child(&path, key),
            Value::Index(i) => [&path, "[", &decimal((*i).into()), "]"].concat(),
            _ => path,
        });
        self.push(&path, text);
    }

    /// `{error: {details: [{field, message}]}}`.
    fn detail(&mut self, detail: &Value) {
        let field = detail.get("field").and_then(Value::text).unwrap_or("");
        match detail.get("message").and_then(Value::text) {
            Some(text) => self.push(field, text),
            None => self.walk(field.to_owned(), detail),
        }
    }
}

/// The path of a key; what `non_field_errors` says is said of the whole that it stands in.
fn child(path: &str, key: &str) -> String {
    match (path, key) {
        (_, "non_field_errors") => path.to_owned(),
        ("", _) => key.to_owned(),
        _ => [path, ".", key].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value as Json, json};

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
}
