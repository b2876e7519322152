//! Reads field errors and messages from error bodies: those of Django REST framework, drf-standardized-errors, FastAPI,
//! and `{error: {details}}`.

mod path;

use super::{is_space, push_part};
use crate::json::Json;
use crate::text::split;
use path::Path;

/// Keys whose text is about the whole request. Beside such a key, other plain texts are codes, not messages.
const WHOLE_REQUEST_KEYS: [&str; 3] = ["detail", "message", "error"];

/// The maximum depth that is read. Errors that are nested deeper are not useful to a person.
const DEEPEST: u32 = 32;

/// The path of each field with its messages (`configuration.parameters[2].name`; `""` for messages that belong to no
/// field), in the order of the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldErrors(pub Vec<(String, Vec<String>)>);

impl FieldErrors {
    /// The messages of a path.
    #[cfg(test)]
    pub fn get(&self, path: &str) -> Option<&[String]> {
        self.0.iter().find(|(name, _)| name == path).map(|(_, messages)| messages.as_slice())
    }
}

/// Reads the field errors from a body. `is_posted_list` returns whether the posted value at a path (keys and indexes;
/// empty for the whole value) is a list. In a list, a numeric key is an index.
pub fn field_errors(body: &Json, is_posted_list: &dyn Fn(&[&str]) -> bool) -> FieldErrors {
    let mut walk = Walk { path: Path::new(is_posted_list), found: FieldErrors::default(), sorted: Vec::new() };
    walk.body(body);
    walk.found
}

/// The server's message: `detail`, `message`, `error.message`, `non_field_errors`, or the first field error.
pub fn server_message(body: &Json, fields: &FieldErrors) -> String {
    let error = body.get("error");
    let said =
        [body.get("detail"), body.get("message"), error.and_then(|error| error.get("message")), error, Some(body)];
    if let Some(words) = said.into_iter().find_map(message_of) {
        return words.into();
    }
    let mut words = String::new();
    if let Some((path, messages)) = fields.0.iter().find(|(path, _)| path.is_empty()).or(fields.0.first()) {
        push_part(&mut words, path);
        let mut joint = ": ";
        for message in messages {
            if !words.is_empty() {
                words.push_str(joint);
            }
            words.push_str(message);
            joint = " ";
        }
        push_rest(&mut words, fields.0.len() - 1);
    }
    words
}

/// Adds how many more fields have errors.
fn push_rest(words: &mut String, count: usize) {
    if count == 0 {
        return;
    }
    words.push_str(" (and ");
    if let Some(digit) = u32::try_from(count).ok().and_then(|count| char::from_digit(count, 10)) {
        words.push(digit);
        words.push_str(" more)");
    } else {
        words.push_str("others)");
    }
}

/// A text that is not empty.
fn message_of(value: Option<&Json>) -> Option<&str> {
    value?.as_text().filter(|text| !text.chars().all(is_space))
}

/// A walk through a body, and the messages found so far.
struct Walk<'a> {
    path: Path<'a>,
    found: FieldErrors,
    /// The positions in `found`, ordered by path. A linear search for each message would take too long.
    sorted: Vec<usize>,
}

impl<'a> Walk<'a> {
    fn body(&mut self, body: &'a Json) {
        let list = |value: Option<&'a Json>, key| value?.get(key)?.as_list();
        if let Some(items) = list(Some(body), "detail") {
            items.iter().for_each(|item| self.fastapi(item));
        } else if let Some(items) = list(body.get("error"), "details") {
            items.iter().for_each(|item| {
                let message = item.get("message").filter(|it| **it != Json::Null);
                self.named(item.get("field"), message.unwrap_or(item));
            });
        } else if let Some(items) = standardized(body) {
            items.iter().for_each(|item| match item.get("detail") {
                detail @ Some(said) if message_of(detail).is_some() => self.named(item.get("attr"), said),
                _ => self.value(item, 0),
            });
        } else if let Json::Object(members) = body {
            let has_summary = WHOLE_REQUEST_KEYS.iter().any(|key| message_of(body.get(key)).is_some());
            let mut is_list = None;
            for (key, value) in members {
                let words = message_of(Some(value));
                if has_summary && words.is_some() {
                    if WHOLE_REQUEST_KEYS.contains(&key.as_str()) {
                        self.push(words);
                    }
                } else if key == "error" && message_of(value.get("message")).is_some() {
                    self.push(message_of(value.get("message")));
                } else {
                    let mark = self.path.enter(key, &mut is_list);
                    self.value(value, 0);
                    self.path.leave(mark);
                }
            }
        } else {
            self.value(body, 0);
        }
    }

    /// An item of FastAPI: `{loc: ["body", "configuration", 2, "name"], msg: "…"}`.
    fn fastapi(&mut self, item: &'a Json) {
        let words = message_of(item.get("msg"));
        if words.is_none() {
            return self.value(item, 0);
        }
        let loc = item.get("loc").and_then(Json::as_list).unwrap_or(&[]);
        let mut is_first = true;
        for step in loc {
            match step {
                Json::Text(part)
                    if is_first && matches!(part.as_str(), "body" | "query" | "path" | "header" | "cookie") => {}
                Json::Text(key) => {
                    self.path.enter(key, &mut None);
                }
                Json::Number(number) if f64::from(*number as u32) == *number => {
                    self.path.enter_index(*number as usize);
                }
                _ => continue,
            }
            is_first = false;
        }
        self.push(words);
        self.path.leave((0, 0));
    }

    /// A message about the field at a path, or about no field.
    fn named(&mut self, field: Option<&'a Json>, said: &'a Json) {
        // A text of only white space names no field.
        if let Some(field) = message_of(field) {
            for key in split(field, b'.') {
                self.path.enter(key, &mut None);
            }
        }
        self.value(said, 0);
        self.path.leave((0, 0));
    }

    fn value(&mut self, value: &'a Json, depth: u32) {
        let words = message_of(Some(value));
        match value {
            _ if words.is_some() => self.push(words),
            Json::List(items) if depth <= DEEPEST => {
                for (index, item) in items.iter().enumerate() {
                    // All texts of a list belong to one path.
                    let mark = if item.as_text().is_some() { self.path.mark() } else { self.path.enter_index(index) };
                    self.value(item, depth + 1);
                    self.path.leave(mark);
                }
            }
            Json::Object(members) if depth <= DEEPEST => {
                let mut is_list = None;
                for (key, value) in members {
                    let mark = self.path.enter(key, &mut is_list);
                    self.value(value, depth + 1);
                    self.path.leave(mark);
                }
            }
            _ => {}
        }
    }

    /// Adds a message to the path.
    fn push(&mut self, words: Option<&str>) {
        let Some(words) = words else { return };
        let entries = &mut self.found.0;
        let index =
            self.sorted.binary_search_by(|at| entries.get(*at).map(|(path, _)| path).cmp(&Some(&self.path.text)));
        match index {
            Ok(index) => {
                if let Some((_, messages)) = self.sorted.get(index).and_then(|at| entries.get_mut(*at)) {
                    messages.push(words.into());
                }
            }
            Err(index) => {
                self.sorted.insert(index, entries.len());
                entries.push((self.path.text.clone(), vec![words.into()]));
            }
        }
    }
}

/// The errors of drf-standardized-errors: `{type: "…", errors: [{code, detail, attr}]}`.
fn standardized(body: &Json) -> Option<&[Json]> {
    body.get("type")?.as_text()?;
    let errors = body.get("errors")?.as_list()?;
    errors.first()?.get("attr")?;
    Some(errors)
}

#[cfg(test)]
mod tests;
