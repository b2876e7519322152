//! From JavaScript's values to Rust's, refusing what is not what its name says.

use js_sys::{Array, BigInt, Function, JsString, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::failure::Refused;
use super::host::DateLike;
use crate::error::decimal;
use crate::url;
use crate::value::Value;

/// An own property of an object: its name and value.
pub type Entry = (String, JsValue);

/// The own enumerable properties of a plain value, in order, without those that are undefined.
/// Nothing inherited is read: a polluted `Object.prototype` changes nothing.
pub fn entries(value: &JsValue) -> Vec<Entry> {
    let pair = |pair: JsValue| {
        let pair: Array = pair.unchecked_into();
        (pair.get(0).as_string().unwrap_or_default(), pair.get(1))
    };
    Object::entries(value.unchecked_ref()).iter().map(pair).filter(|(_, value)| !value.is_undefined()).collect()
}

/// Whether a value is an object that is neither null nor a list.
pub fn is_record(value: &JsValue) -> bool {
    value.is_object() && !Array::is_array(value)
}

/// The entries of an argument that may be left out.
pub fn optional_record(value: &JsValue, field: &str) -> Result<Vec<Entry>, Refused> {
    if value.is_undefined() || value.is_null() {
        Ok(Vec::new())
    } else if is_record(value) {
        Ok(entries(value))
    } else {
        Err(Refused::new(field, "must be an object"))
    }
}

/// A JavaScript string, refused where a lone surrogate in it has no UTF-8.
pub fn text(value: &JsValue, field: &str) -> Result<String, Refused> {
    let string: &JsString = value.dyn_ref().ok_or_else(|| Refused::new(field, "must be a string"))?;
    let text = String::from(string);
    if text.contains('\u{fffd}') && !string.is_valid_utf16() {
        return Err(Refused::new(field, "must not contain lone surrogates"));
    }
    Ok(text)
}

/// A finite number of at least `min`.
pub fn number(value: &JsValue, field: &str, min: f64) -> Result<f64, Refused> {
    let number = value.as_f64().filter(|n| n.is_finite() && *n >= min);
    let words = if min > 0.0 { "must be a positive number" } else { "must be a finite number, 0 or more" };
    number.ok_or_else(|| Refused::new(field, words))
}

/// A whole number of at least 0 that JavaScript holds exactly.
pub fn whole_number(value: &JsValue, field: &str) -> Result<f64, Refused> {
    value
        .as_f64()
        .filter(|n| n.fract() == 0.0 && (0.0..=js_sys::Number::MAX_SAFE_INTEGER).contains(n))
        .ok_or_else(|| Refused::new(field, "must be a whole number, 0 or more"))
}

pub fn boolean(value: &JsValue, field: &str) -> Result<bool, Refused> {
    value.as_bool().ok_or_else(|| Refused::new(field, "must be true or false"))
}

/// A function; null is none.
pub fn function(value: &JsValue, field: &str) -> Result<Option<Function>, Refused> {
    match value.dyn_ref::<Function>() {
        None if value.is_null() => Ok(None),
        None => Err(Refused::new(field, "must be a function")),
        function => Ok(function.cloned()),
    }
}

/// An id: a string, or a whole number of at least 0.
pub fn id(value: &JsValue, field: &str) -> Result<String, Refused> {
    if value.is_string() {
        return text(value, field);
    }
    if value.as_f64().is_none() {
        return Err(Refused::new(field, "must be a whole number or a string"));
    }
    Ok(decimal(whole_number(value, field)? as u64))
}

/// An id, as one path segment.
pub fn segment(value: &JsValue, field: &str) -> Result<String, Refused> {
    url::segment(&id(value, field)?).map_err(|words| Refused::new(field, words))
}

/// A value that stands in a query or a form field as text: a string, number, bigint, boolean or `Date`;
/// `None` for null and undefined, which are dropped.
pub fn scalar(value: &JsValue, field: &str) -> Result<Option<String>, Refused> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    if value.is_string() {
        return text(value, field).map(Some);
    }
    if let Some(flag) = value.as_bool() {
        return Ok(Some(if flag { "true" } else { "false" }.to_owned()));
    }
    if value.as_f64().is_some_and(f64::is_finite) || value.is_bigint() {
        return Ok(plain_text(value));
    }
    // By its method, not its class: a date of another realm (an iframe, a test runner) is one too.
    if value.is_object() && has_method(value, "toISOString") {
        let iso = value.unchecked_ref::<DateLike>().to_iso_string();
        return match iso.map(|text| text.as_string()) {
            Ok(Some(text)) => Ok(Some(text)),
            _ => Err(Refused::new(field, "must be a valid date")),
        };
    }
    Err(Refused::new(field, "must be a string, a finite number, a boolean, a Date, or a list of these"))
}

/// Whether a value has a function of that name, be it its own or inherited.
pub fn has_method(value: &JsValue, name: &str) -> bool {
    Reflect::get(value, &name.into()).is_ok_and(|method| method.is_function())
}

/// A number or bigint as JavaScript writes it.
fn plain_text(value: &JsValue) -> Option<String> {
    match value.dyn_ref::<BigInt>() {
        Some(big) => big.to_string(10).ok()?.as_string(),
        None => value.unchecked_ref::<js_sys::Number>().to_string_with_radix(10).ok()?.as_string(),
    }
}

/// Parsed JSON as the pure modules read it, to a depth that a person could make sense of.
pub fn value(json: &JsValue, depth: u32) -> Value {
    if let Some(text) = json.as_string() {
        Value::Text(text)
    } else if let Some(number) = json.as_f64() {
        let is_index = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
        if is_index { Value::Index(number as u32) } else { Value::Other }
    } else if !json.is_object() || depth == Value::MAX_DEPTH {
        Value::Other
    } else if let Some(items) = json.dyn_ref::<Array>() {
        Value::List(items.iter().map(|item| value(&item, depth + 1)).collect())
    } else {
        let entries = entries(json).into_iter();
        Value::Object(entries.map(|(key, item)| (key, value(&item, depth + 1))).collect())
    }
}
