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
mod tests;
