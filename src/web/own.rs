//! Copies the own properties of a record that the caller passed. Inherited properties are ignored, so a polluted
//! `Object.prototype` adds nothing. An exception during the copy becomes a refusal.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::arguments::{Read, other_kind, read_items, read_text, wrong};
use super::fault::Refusal;
use super::foreign::{assign, get, is_list, is_record, set};
use crate::text::concat;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Object, js_name = create)]
    fn create(prototype: &JsValue) -> Object;
}

/// A copy of a record's own properties.
#[derive(Clone, Debug)]
pub struct Own(JsValue);

impl Own {
    /// Reads the own properties of an optional argument.
    pub fn optional(value: &JsValue, field: &str) -> Read<Own> {
        if value.is_undefined() || value.is_null() {
            Ok(Own(create(&JsValue::NULL).into()))
        } else {
            Own::new(value, field)
        }
    }

    /// Reads the own properties of a record.
    pub fn new(value: &JsValue, field: &str) -> Read<Own> {
        if !is_record(value) {
            return Err(not_a_record(value, field));
        }
        let copy = create(&JsValue::NULL);
        assign(&copy, value).map_err(|thrown| Refusal::because(field, "cannot be read", thrown))?;
        Ok(Own(copy.into()))
    }

    /// A property; undefined if there is none.
    pub fn get(&self, name: &str) -> JsValue {
        get(&self.0, name)
    }

    /// Whether the property exists, even if it is undefined.
    pub fn has(&self, name: &str) -> bool {
        js_sys::Reflect::has(&self.0, &name.into()).unwrap_or_default()
    }

    /// These properties, overridden by those of another record.
    pub fn with(&self, other: &Own) -> Own {
        let both = create(&JsValue::NULL);
        let _ = assign(&both, &self.0);
        let _ = assign(&both, &other.0);
        Own(both.into())
    }

    /// The properties that are not undefined.
    pub fn entries(&self) -> Read<Vec<(String, JsValue)>> {
        let mut entries = Vec::new();
        for key in Object::keys(self.0.unchecked_ref::<Object>()).iter() {
            let name = read_text(&key, "name")?;
            let value = self.get(&name);
            if !value.is_undefined() {
                entries.push((name, value));
            }
        }
        Ok(entries)
    }

    /// The copy as a JavaScript value.
    pub fn as_value(&self) -> &JsValue {
        &self.0
    }

    /// Sets a property. With undefined, JSON leaves it out.
    pub fn set(&self, name: &str, value: &JsValue) {
        set(&self.0, name, value);
    }
}

#[inline(never)]
fn not_a_record(value: &JsValue, field: &str) -> Refusal {
    let hint = if value.is_function() && field != "hooks" { ": calls answer with promises, not callbacks" } else { "" };
    wrong(value, field, &concat(&[&other_kind(value, "must be a plain object"), hint]))
}

/// Reads a list of pairs, from an iterable of the platform (`Headers`, `URLSearchParams`) or from a list of the caller.
pub fn read_pairs(value: &JsValue, field: &str) -> Read<Vec<(String, JsValue)>> {
    let mut pairs = Vec::new();
    for item in read_items(value, field)?.iter() {
        if !is_list(&item) {
            return Err(Refusal::new(field, "must be a list of pairs"));
        }
        pairs.push((read_text(&get(&item, "0"), field)?, get(&item, "1")));
    }
    Ok(pairs)
}
