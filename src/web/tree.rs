//! Converts the body of an error to a tree for Rust.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::foreign::{is_list, name_and_value, own_entries};
use crate::json::Json;

/// The maximum depth. Deeper errors are not useful to a person.
const DEEPEST: u32 = 40;

/// Makes a tree of parsed JSON. Values below the maximum depth become null.
pub fn tree_of(value: &JsValue) -> Json {
    grow(value, 0)
}

fn grow(value: &JsValue, depth: u32) -> Json {
    if let Some(text) = value.as_string() {
        return Json::Text(text);
    }
    if let Some(number) = value.as_f64() {
        return Json::Number(number);
    }
    if let Some(flag) = value.as_bool() {
        return Json::Bool(flag);
    }
    if !value.is_object() || depth > DEEPEST {
        return Json::Null;
    }
    if is_list(value) {
        let mut items = Vec::new();
        for item in value.unchecked_ref::<Array>().iter() {
            items.push(grow(&item, depth + 1));
        }
        return Json::List(items);
    }
    let mut members = Vec::new();
    for entry in own_entries(value).unwrap_or_default().iter() {
        let (name, item) = name_and_value(entry);
        members.push((name.as_string().unwrap_or_default(), grow(&item, depth + 1)));
    }
    Json::Object(members)
}
