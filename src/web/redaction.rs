//! Redacts secrets in the data of errors: in what servers repeat, and in what the errors of `fetch` say about the
//! request.

use js_sys::{Array, Error, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::foreign::{
    get, has_method, is_list, list_items, map_list, name_and_value, own_descriptor, own_entries, set, stringify, tag,
    text_of, try_get,
};
use crate::redact::{MASK, Redactor};

/// The maximum depth that is shown. Deeper data could only exhaust the stack.
const DEEPEST: u32 = 100;

/// The maximum number of nested causes that are shown.
const DEEPEST_CAUSE: u32 = 8;

/// The fields of a foreign error that help a person. Other fields may contain the request.
const SHOWN_FIELDS: [&str; 5] = ["code", "errno", "syscall", "address", "port"];

/// Parsed JSON with the secrets in its texts and keys redacted. Without secrets, it is the same value.
pub fn redact_json(redactor: &Redactor, value: &JsValue) -> JsValue {
    if redactor.is_empty() || is_clean_json(redactor, value) { value.clone() } else { redact(redactor, value, 0) }
}

fn is_clean_json(redactor: &Redactor, value: &JsValue) -> bool {
    // JSON escapes these characters, so each text is checked instead.
    if redactor.forms().iter().any(|form| form.contains(['"', '\\'])) {
        return false;
    }
    let Ok(json) = stringify(value) else { return false };
    let Some(json) = json.dyn_ref::<JsString>() else { return false };
    !redactor.forms().iter().any(|form| json.includes(form, 0))
}

fn redact(redactor: &Redactor, value: &JsValue, depth: u32) -> JsValue {
    if let Some(text) = value.as_string() {
        return if redactor.is_clean(&text) { value.clone() } else { redactor.text(&text).into() };
    }
    if !value.is_object() {
        return value.clone();
    }
    if depth > DEEPEST {
        return MASK.into();
    }
    if is_list(value) {
        return map_list(value.unchecked_ref(), &mut |item| redact(redactor, &item, depth + 1)).into();
    }
    let pairs = map_list(&own_entries(value).unwrap_or_default(), &mut |entry| {
        let (key, item) = name_and_value(entry);
        Array::of2(&redact(redactor, &key, depth), &redact(redactor, &item, depth + 1)).into()
    });
    Object::from_entries(&pairs).map_or(JsValue::NULL, JsValue::from)
}

/// The cause itself, if it contains only texts without secrets; otherwise a redacted copy.
pub fn safe_cause(redactor: &Redactor, cause: &JsValue) -> JsValue {
    copy_cause(redactor, cause, 0)
}

fn copy_cause(redactor: &Redactor, cause: &JsValue, depth: u32) -> JsValue {
    if is_primitive(cause) {
        return if is_clean(redactor, cause) { cause.clone() } else { redactor.text(&text_of(cause)).into() };
    }
    if is_harmless(redactor, cause, depth) {
        return cause.clone();
    }
    if depth > DEEPEST_CAUSE {
        return JsValue::UNDEFINED;
    }
    let copy = Error::new(&redactor.text(&text_or_nothing(cause, "message")));
    let define = |name: &str, value: &JsValue| {
        let descriptor = Object::new();
        let yes = JsValue::TRUE;
        for (key, item) in [("value", value), ("configurable", &yes), ("writable", &yes)] {
            set(&descriptor, key, item);
        }
        let _ = Reflect::define_property(&copy, &name.into(), &descriptor);
    };
    for name in ["name", "message", "stack"] {
        define(name, &redactor.text(&text_or_nothing(cause, name)).into());
    }
    for name in SHOWN_FIELDS {
        let value = get(cause, name);
        if is_primitive(&value) && !value.is_undefined() {
            define(name, &copy_cause(redactor, &value, 0));
        }
    }
    let inner = get(cause, "cause");
    if !inner.is_undefined() {
        set(&copy, "cause", &copy_cause(redactor, &inner, depth + 1));
    }
    let parts = get(cause, "errors");
    if is_list(&parts) {
        let copies: Array = map_list(&list_items(&parts), &mut |part| copy_cause(redactor, &part, depth + 1));
        set(&copy, "errors", &copies);
    }
    copy.into()
}

fn text_or_nothing(value: &JsValue, name: &str) -> String {
    let item = get(value, name);
    if item.is_undefined() || item.is_null() { String::new() } else { text_of(&item) }
}

fn is_primitive(value: &JsValue) -> bool {
    !value.is_object() && !value.is_function()
}

/// Whether a primitive value contains no secret. A symbol shows its description.
fn is_clean(redactor: &Redactor, value: &JsValue) -> bool {
    redactor.is_clean(&text_of(value))
}

/// Whether everything visible of an error is free of secrets, including its causes and fields.
fn is_harmless(redactor: &Redactor, error: &JsValue, depth: u32) -> bool {
    let is_error = error.is_instance_of::<Error>() || matches!(tag(error).as_str(), "Error" | "DOMException");
    // The result of a `toJSON` cannot be checked in advance.
    if depth > DEEPEST_CAUSE || !is_error || has_method(error, "toJSON") {
        return false;
    }
    let is_text_clean = |name| try_get(error, name).is_ok_and(|value| is_clean(redactor, &value));
    if !["name", "message", "stack"].into_iter().all(is_text_clean) {
        return false;
    }
    let Ok(keys) = Reflect::own_keys(error) else { return false };
    keys.iter().all(|key| {
        let name = text_of(&key);
        if name == "stack" {
            return true;
        }
        let descriptor = own_descriptor(error, &key);
        let value = get(&descriptor, "value");
        if !redactor.is_clean(&name) || !get(&descriptor, "get").is_undefined() {
            return false;
        }
        if name == "errors" && is_list(&value) {
            return list_items(&value).iter().all(|part| is_harmless(redactor, &part, depth + 1));
        }
        if is_primitive(&value) {
            return is_clean(redactor, &value);
        }
        name == "cause" && is_harmless(redactor, &value, depth + 1)
    })
}
