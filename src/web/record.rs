//! Turns Rust records into JavaScript objects: details of errors, events of hooks, upload progress.

use js_sys::Array;
use serde::{Serialize, Serializer};
use serde_wasm_bindgen::preserve;
use wasm_bindgen::JsValue;

/// The value of a property.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Field {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A JavaScript value, passed on as it is.
    Value(#[serde(with = "preserve")] JsValue),
}

impl Field {
    /// A text, or null.
    pub fn text_or_null(text: Option<String>) -> Field {
        text.map_or(Field::Value(JsValue::NULL), Field::Text)
    }

    /// A number, or null.
    pub fn number_or_null(number: Option<f64>) -> Field {
        number.map_or(Field::Value(JsValue::NULL), Field::Number)
    }
}

/// A name and its value. Objects with names from a server are lists of these, because a name may be `__proto__`.
pub fn pair(name: &str, value: &JsValue) -> Array {
    Array::of2(&name.into(), value)
}

/// A record of names and values. A map instead of structs, so that the same code serializes all records.
#[derive(Clone, Debug, Default)]
pub struct Record(Vec<(&'static str, Field)>);

impl Record {
    /// Adds a property.
    #[inline(never)]
    pub fn add(&mut self, name: &'static str, field: Field) {
        self.0.push((name, field));
    }

    /// Converts the record to a JavaScript object.
    pub fn to_value(&self) -> JsValue {
        self.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, field)| (name, field)))
    }
}
