//! Records of Rust's that become objects of JavaScript: what an error tells, the events of hooks, progress.

use js_sys::Array;
use serde::{Serialize, Serializer};
use serde_wasm_bindgen::preserve;
use wasm_bindgen::JsValue;

/// What a property of a record is.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Field {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A value of JavaScript, as it is.
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

/// A name and its value. What has names of a server's is a list of these, since a name may be `__proto__`.
pub fn pair(name: &str, value: &JsValue) -> Array {
    Array::of2(&name.into(), value)
}

/// A record: names and their values. A map and no struct, so that one piece of code serializes all records.
#[derive(Clone, Debug, Default)]
pub struct Record(Vec<(&'static str, Field)>);

impl Record {
    /// Adds a property.
    #[inline(never)]
    pub fn add(&mut self, name: &'static str, field: Field) {
        self.0.push((name, field));
    }

    /// The record as an object of JavaScript.
    pub fn to_value(&self) -> JsValue {
        self.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or_default()
    }
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, field)| (name, field)))
    }
}
