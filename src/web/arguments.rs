//! Reads the arguments of methods: ids, query parameters, records. Each function returns the value, or a refusal that
//! names the argument.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::fault::Refusal;
use super::foreign::{call_method, has_method, is_list, is_record, tag, text_of, try_list_items};
use super::own::{Own, read_pairs};
use crate::text::{concat, decimal};

/// The result of reading an argument.
pub type Read<T> = Result<T, Refusal>;

/// Names of a call's options. As query parameters or data, they are in the wrong argument.
const CALL_OPTIONS: [&str; 6] = ["signal", "timeout", "retry", "headers", "onUpdate", "onUploadProgress"];

/// The refusal of an option among query parameters or data.
pub const MISPLACED_OPTION: &str = "is an option of the call: it goes in the last argument";

/// Whether an option of a call has this name.
pub fn is_call_option(name: &str) -> bool {
    CALL_OPTIONS.contains(&name)
}

/// Refuses a value of the wrong type; `words` say what it must be. The words for a promise are different, because a
/// missing `await` is a common mistake.
#[inline(never)]
pub fn wrong(value: &JsValue, field: &str, words: &str) -> Refusal {
    Refusal::new(field, if tag(value) == "Promise" { "is a Promise: is an await missing?" } else { words })
}

/// A text that can be encoded as UTF-8, so without lone surrogates.
pub fn read_text(value: &JsValue, field: &str) -> Read<String> {
    let text = value.as_string().ok_or_else(|| wrong(value, field, "must be a string"))?;
    if text.chars().any(|char| char == char::REPLACEMENT_CHARACTER) && JsValue::from_str(&text) != *value {
        return Err(Refusal::new(field, "must not contain lone surrogates"));
    }
    Ok(text)
}

/// An id as text: a string, a whole number from 0, or a bigint.
pub fn read_id(value: &JsValue, field: &str) -> Read<String> {
    if let Some(number) = value.as_f64() {
        return Ok(decimal(read_whole_number(number, field)?));
    }
    read_other_id(value, field)
}

#[inline(never)]
fn read_other_id(value: &JsValue, field: &str) -> Read<String> {
    if value.is_bigint() {
        let text = text_of(value);
        let is_negative = text.starts_with("-");
        return if is_negative { Err(Refusal::new(field, "must not be negative")) } else { Ok(text) };
    }
    if value.is_string() {
        return read_text(value, field);
    }
    let words = other_kind(value, "must be a whole number or a string");
    let more = if is_record(value) { ": pass its id" } else { "" };
    Err(wrong(value, field, &concat(&[&words, more])))
}

/// Says what a value must be, and what it is instead.
pub fn other_kind(value: &JsValue, it_must: &str) -> String {
    if value.is_undefined() || value.is_null() {
        concat(&["is ", &text_of(value), ": it ", it_must])
    } else {
        concat(&[it_must, ", not ", &tag(value)])
    }
}

/// A whole number from 0 that is a safe integer.
pub fn read_whole_number(number: f64, field: &str) -> Read<u64> {
    let is_whole = (0.0..=9_007_199_254_740_991.0).contains(&number) && number.trunc() == number;
    if is_whole { Ok(number as u64) } else { Err(Refusal::new(field, "must be a whole number from 0 to 2^53 - 1")) }
}

/// The names and values of a query, in the caller's order.
pub type Parameters = Vec<(String, String)>;

/// Reads query parameters from a record or a `URLSearchParams`. A list repeats its name. A value replaces those that
/// are already there under its name; null only removes them. Undefined counts as not passed.
pub fn read_params(params: &JsValue, parameters: &mut Parameters) -> Read<()> {
    let is_record = !params.is_object() || tag(params) != "URLSearchParams";
    let pairs = if is_record { Own::optional(params, "params")?.entries()? } else { read_pairs(params, "params")? };
    for (known, value) in std::mem::take(parameters) {
        if !pairs.iter().any(|(name, _)| *name == known) {
            parameters.push((known, value));
        }
    }
    for (name, value) in pairs {
        let field = concat(&["params.", &name]);
        if is_record && is_call_option(&name) {
            return Err(Refusal::new(&field, MISPLACED_OPTION));
        }
        for item in items_of(&value, &field)?.iter() {
            if let Some(text) = read_scalar(&item, &field, ", or a list of these")? {
                parameters.push((name.clone(), text));
            }
        }
    }
    Ok(())
}

/// The items of a list, or a single value.
pub fn items_of(value: &JsValue, field: &str) -> Read<Array> {
    if !is_list(value) {
        return Ok(Array::of1(value));
    }
    read_items(value, field)
}

/// The items of a list, or of another iterable.
pub fn read_items(value: &JsValue, field: &str) -> Read<Array> {
    try_list_items(value).map_err(|thrown| Refusal::because(field, "cannot be read", thrown))
}

/// A value as text, for a query or a form. `None` for null and undefined, which are left out. `or` says what else it may be.
pub fn read_scalar(value: &JsValue, field: &str, or: &str) -> Read<Option<String>> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    if value.is_string() {
        return read_text(value, field).map(Some);
    }
    let is_plain = value.as_bool().is_some() || value.is_bigint() || value.as_f64().is_some_and(f64::is_finite);
    if is_plain {
        return Ok(Some(text_of(value)));
    }
    // Recognized by its method, not its class: a Date may come from another realm (an iframe, a test runner).
    if !value.is_object() || !has_method(value, "toISOString") {
        if is_call_option(field) {
            return Err(Refusal::new(field, MISPLACED_OPTION));
        }
        return Err(wrong(value, field, &concat(&["must be a string, a finite number, a boolean or a Date", or])));
    }
    let iso = call_method(value, "toISOString", &Array::new());
    let iso = iso.map_err(|thrown| Refusal::because(field, "must be a valid date", thrown))?;
    match read_text(&iso, field) {
        Ok(text) => Ok(Some(text)),
        Err(_) => Err(Refusal::new(field, "must be a valid date")),
    }
}
