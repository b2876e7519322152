//! Writes JSON bodies: exactly what the caller passed, as `JSON.stringify` writes it. A value that JSON cannot
//! represent is refused, with its path, because otherwise it would be lost silently.

use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::{JsCast, JsValue};

use super::arguments::{MISPLACED_OPTION, Read, is_call_option, wrong};
use super::fault::Refusal;
use super::foreign::{call_method, get, is_list, name_and_value, own_entries, stringify, tag, try_get};
use super::own::Own;
use crate::text::{concat, decimal};

/// The maximum depth of data. Deeper data would exhaust the stack.
const DEEPEST: usize = 200;

/// The refusal of data whose getters or `toJSON` throw.
const UNREADABLE: &str = "cannot be written as JSON";

/// Wrapper objects, which JSON writes as their primitive value.
const BOXES: [&str; 2] = ["String", "Boolean"];

/// `JSON.stringify(data)`, as a JavaScript string.
pub fn encode_json(data: &JsValue, field: &str) -> Read<JsValue> {
    encode(data, Path { names: Vec::new(), field, holders: Vec::new() })
}

/// The same for a field of a form. Paths in refusals begin with its name.
pub fn encode_json_at(value: &JsValue, field: &str) -> Read<JsValue> {
    encode(value, Path { names: vec![field.to_owned()], field, holders: Vec::new() })
}

fn encode(data: &JsValue, mut path: Path) -> Read<JsValue> {
    check(data, &mut path)?;
    let text = stringify(data).map_err(|thrown| path.unreadable(thrown))?;
    if text.is_string() { Ok(text) } else { Err(Refusal::new(path.field, "has no JSON form")) }
}

/// A copy of an item of a list, or of single data, as JSON represents it.
pub fn copy_json(data: &JsValue, index: Option<usize>) -> Read<JsValue> {
    let text = match index {
        Some(index) => encode_json_at(data, &decimal(index as u64))?,
        None => encode_json(data, "data")?,
    };
    Ok(parse(&text).unwrap_or_default())
}

/// What JSON represents instead of this value: the result of its `toJSON`, if it has one.
pub fn written(value: &JsValue, key: &str) -> Read<JsValue> {
    let written = to_json(value, key).map_err(|thrown| Refusal::because("data", UNREADABLE, thrown))?;
    Ok(written.unwrap_or_else(|| value.clone()))
}

/// Calls `toJSON`, if there is one. That of Node's `Buffer` would write a list of numbers.
fn to_json(value: &JsValue, key: &str) -> Result<Option<JsValue>, JsValue> {
    let is_written = value.is_object() && try_get(value, "toJSON")?.is_function() && !ArrayBuffer::is_view(value);
    is_written.then(|| call_method(value, "toJSON", &Array::of1(&key.into()))).transpose()
}

/// The JSON of an object that has each of these fields.
pub fn encode_object(data: &JsValue, required: &[&str]) -> Read<JsValue> {
    require(data, required)?;
    encode_json(data, "data")
}

/// The own properties of data, which must have each of these fields.
pub fn require(data: &JsValue, required: &[&str]) -> Read<Own> {
    let own = Own::new(data, "data")?;
    match required.iter().find(|field| own.get(field).is_undefined()) {
        Some(missing) => Err(Refusal::new(missing, "is required")),
        None => Ok(own),
    }
}

/// The JSON of a job's changes. A null progress clears it.
pub fn encode_job_update(data: &JsValue) -> Read<JsValue> {
    let progress = Own::new(data, "data")?.get("progress");
    let is_percent = progress.as_f64().is_some_and(|number| (0.0..=100.0).contains(&number));
    if !is_percent && !progress.is_undefined() && !progress.is_null() {
        return Err(Refusal::new("progress", "must be a number from 0 to 100"));
    }
    encode_json(data, "data")
}

/// The position of a value in the data.
struct Path<'a> {
    names: Vec<String>,
    field: &'a str,
    holders: Vec<JsValue>,
}

impl Path<'_> {
    fn refuse(&self, value: &JsValue, words: &str) -> Refusal {
        let mut path = String::new();
        for name in &self.names {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(name);
        }
        let words = if is_call_option(&path) { MISPLACED_OPTION } else { words };
        wrong(value, if path.is_empty() { self.field } else { &path }, words)
    }

    fn unreadable(&self, thrown: JsValue) -> Refusal {
        Refusal::because(self.field, UNREADABLE, thrown)
    }

    fn check_item(&mut self, name: String, item: &JsValue) -> Read<()> {
        self.names.push(name);
        check(item, self)?;
        self.names.pop();
        Ok(())
    }
}

fn check(value: &JsValue, path: &mut Path) -> Read<()> {
    if let Some(number) = value.as_f64() {
        return if number.is_finite() { Ok(()) } else { Err(path.refuse(value, "must be a finite number")) };
    }
    if value.is_object() {
        return check_object(value, path);
    }
    if value.is_function() || value.is_symbol() || value.is_bigint() {
        let kind = value.js_typeof().as_string().unwrap_or_default();
        return Err(path.refuse(value, &concat(&["must not be a ", &kind, ": JSON has none"])));
    }
    Ok(())
}

fn check_object(value: &JsValue, path: &mut Path) -> Read<()> {
    if path.holders.iter().any(|holder| holder == value) {
        return Err(path.refuse(value, "must not contain itself"));
    }
    if path.holders.len() > DEEPEST {
        return Err(path.refuse(value, "nests too deep"));
    }
    let key = path.names.last().map(String::as_str).unwrap_or_default();
    let Some(written) = to_json(value, key).map_err(|thrown| path.unreadable(thrown))? else {
        return check_items(value, path);
    };
    if written.is_null() && tag(value) == "Date" {
        return Err(path.refuse(value, "must be a valid date"));
    }
    // If `toJSON` returned the object itself, it is not called again.
    if written == *value { check_items(value, path) } else { check_plain(&written, path) }
}

/// The result of a `toJSON`. Its own `toJSON` is not called.
fn check_plain(value: &JsValue, path: &mut Path) -> Read<()> {
    if value.is_object() { check_items(value, path) } else { check(value, path) }
}

fn check_items(value: &JsValue, path: &mut Path) -> Read<()> {
    path.holders.push(value.clone());
    if is_list(value) {
        let length = get(value, "length").as_f64().unwrap_or_default() as u32;
        for at in 0..length {
            let item = js_sys::Reflect::get_u32(value, at).map_err(|thrown| path.unreadable(thrown))?;
            path.check_item(decimal(at.into()), &item)?;
        }
    } else {
        let kind = tag(value);
        if kind == "Object" {
            for entry in own_entries(value).map_err(|thrown| path.unreadable(thrown))?.iter() {
                let (name, item) = name_and_value(entry);
                path.check_item(name.as_string().unwrap_or_default(), &item)?;
            }
        } else if kind == "Number" {
            check(&unboxed(value), path)?;
        } else if !BOXES.contains(&kind.as_str()) {
            return Err(path.refuse(value, &concat(&["must be JSON data, not ", &kind])));
        }
    }
    path.holders.pop();
    Ok(())
}

/// The number in a `Number` object.
fn unboxed(value: &JsValue) -> JsValue {
    call_method(value, "valueOf", &Array::new()).ok().filter(|number| !number.is_object()).unwrap_or_default()
}

/// Whether the posted JSON has a list at that path.
pub fn has_list_at(posted: &JsValue, path: &[&str]) -> bool {
    let mut value = posted.clone();
    for step in path {
        value = get(&value, step);
    }
    is_list(&value)
}

/// Parses a JSON text; `None` if it is not valid.
pub fn parse(text: &JsValue) -> Option<JsValue> {
    // Anything else, such as undefined or an object, would first be converted to a text.
    let text = text.dyn_ref::<js_sys::JsString>()?;
    parse_text(text).ok()
}

#[wasm_bindgen::prelude::wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_text(text: &js_sys::JsString) -> Result<JsValue, JsValue>;
}
