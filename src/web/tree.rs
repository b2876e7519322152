//! The body of an error, as a tree that Rust walks.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::foreign::own_entries;
use crate::json::Json;

/// What nests deeper says nothing that a person could use.
const DEEPEST: u32 = 40;

/// A tree of parsed JSON. What nests too deep in it is null.
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
    if Array::is_array(value) {
        return Json::List(value.unchecked_ref::<Array>().iter().map(|item| grow(&item, depth + 1)).collect());
    }
    let entries = own_entries(value).unwrap_or_default();
    let member = |(name, item): (JsValue, JsValue)| (name.as_string().unwrap_or_default(), grow(&item, depth + 1));
    Json::Object(entries.into_iter().map(member).collect())
}
