//! The way of an error into JavaScript.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::host::create_error;
use crate::error::{Code, FieldErrors, nearest};

/// An argument that is refused before anything is sent: which one, and words that follow its name.
#[derive(Debug)]
pub struct Refused {
    pub field: String,
    pub words: String,
    pub cause: JsValue,
}

impl Refused {
    pub fn new(field: &str, words: &str) -> Self {
        Refused { field: field.to_owned(), words: words.to_owned(), cause: JsValue::UNDEFINED }
    }

    pub fn with_cause(self, cause: &JsValue) -> Self {
        Refused { cause: cause.clone(), ..self }
    }

    /// For a name that is none of the known ones.
    pub fn unknown(field: &str, name: &str, known: &[&str]) -> Self {
        let meant = nearest(name, known);
        Refused::new(field, &["is unknown; is ", meant, " meant?"].concat())
    }

    /// For what `encodeJson` threw: `{ key, words, cause? }`.
    pub fn by_json(refusal: &JsValue, field: &str) -> Self {
        let get = |name: &str| Reflect::get(refusal, &name.into()).unwrap_or_default();
        let key = get("key").as_string().filter(|key| !key.is_empty());
        Refused {
            field: key.unwrap_or_else(|| field.to_owned()),
            words: get("words").as_string().unwrap_or_default(),
            cause: get("cause"),
        }
    }

    /// The `InvalidRequestError` of a call of which nothing was sent.
    pub fn into_error(self) -> JsValue {
        self.into_error_after(0)
    }

    /// The `InvalidRequestError` of a call that was already sent so many times.
    pub fn into_error_after(self, attempts: u32) -> JsValue {
        let message = [&self.field, " ", &self.words].concat();
        Details::default()
            .text("field", Some(self.field.trim()))
            .value("cause", &self.cause)
            .number("attempts", Some(attempts.into()))
            .create(Code::InvalidRequest, message.trim(), &Array::new())
    }
}

/// Properties of an error, as an object under construction.
#[derive(Default)]
pub struct Details(Object);

impl Details {
    pub fn value(self, name: &str, value: &JsValue) -> Self {
        // Setting a property of a plain object of our own cannot fail.
        let _ = Reflect::set(&self.0, &name.into(), value);
        self
    }

    pub fn text(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(text) => self.value(name, &text.into()),
            None => self.value(name, &JsValue::NULL),
        }
    }

    pub fn number(self, name: &str, value: Option<f64>) -> Self {
        match value {
            Some(number) => self.value(name, &number.into()),
            None => self.value(name, &JsValue::NULL),
        }
    }

    pub fn field_errors(self, fields: &FieldErrors) -> Self {
        let entries: Array = fields
            .iter()
            .map(|(path, messages)| {
                let messages: Array = messages.iter().map(JsValue::from).collect();
                Array::of2(&path.into(), &messages)
            })
            .collect();
        // `fromEntries` makes own properties, whatever their names: a field named `__proto__` is only a field.
        let flat = Object::from_entries(&entries).unwrap_or_default();
        self.value("fieldErrors", &flat)
    }

    pub fn into_value(self) -> JsValue {
        self.0.into()
    }

    pub fn create(self, code: Code, message: &str, secrets: &Array) -> JsValue {
        create_error(code.as_str(), message, &self.0, secrets)
    }
}
