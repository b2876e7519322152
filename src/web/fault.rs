//! Why a call failed: the record that an error of the package is made of.

use js_sys::Array;
use serde::Serialize;
use serde_wasm_bindgen::{Serializer, preserve};
use wasm_bindgen::JsValue;

use super::js;
use crate::call::Failed;
use crate::error::ErrorKind;
use crate::retry::Fault;

/// Everything that an error of the package tells. `errors.js` has the class.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ErrorRecord {
    #[serde(skip)]
    pub kind: ErrorKind,
    pub class: &'static str,
    pub message: String,
    pub status_code: Option<u16>,
    #[serde(with = "preserve")]
    pub response: JsValue,
    /// `[name, value]` pairs, as are the field errors: a name may be `__proto__`.
    pub headers: Vec<(String, String)>,
    pub method: Option<&'static str>,
    pub url: Option<String>,
    pub attempts: u32,
    pub request_id: Option<String>,
    pub may_have_been_applied: bool,
    #[serde(with = "preserve")]
    pub cause: JsValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field_errors: Option<Vec<(String, Vec<String>)>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<Option<f64>>,
    #[serde(with = "preserve", skip_serializing_if = "JsValue::is_undefined")]
    pub job: JsValue,
}

impl ErrorRecord {
    /// A record of that kind, which tells nothing else yet.
    pub fn new(kind: ErrorKind, message: String) -> Self {
        ErrorRecord {
            kind,
            class: kind.class(),
            message,
            status_code: None,
            response: JsValue::NULL,
            headers: Vec::new(),
            method: None,
            url: None,
            attempts: 0,
            request_id: None,
            may_have_been_applied: false,
            cause: JsValue::UNDEFINED,
            field: None,
            field_errors: None,
            retry_after: None,
            job: JsValue::UNDEFINED,
        }
    }

    /// The record as an object of JavaScript.
    fn to_value(&self) -> JsValue {
        self.serialize(&Serializer::json_compatible()).unwrap_or_default()
    }

    /// The error itself.
    pub fn to_error(&self) -> JsValue {
        js::create_error(&self.to_value())
    }
}

/// The refusal of an argument, before anything is sent: its name, words that follow it, and what it was refused for.
#[derive(Debug)]
pub struct Refusal(Box<Refused>);

/// Boxed, since most of what is read may be refused, and little of it is.
#[derive(Debug)]
struct Refused {
    field: String,
    words: String,
    cause: JsValue,
}

impl Refusal {
    /// `field` is what is refused; `words` say why.
    #[inline(never)]
    pub fn new(field: &str, words: &str) -> Self {
        Refusal::because(field, words, JsValue::UNDEFINED)
    }

    /// The same, for what was thrown while the argument was read.
    #[inline(never)]
    pub fn because(field: &str, words: &str, cause: JsValue) -> Self {
        Refusal(Box::new(Refused { field: field.to_owned(), words: words.to_owned(), cause }))
    }

    /// Its record.
    #[inline(never)]
    pub fn into_record(self) -> ErrorRecord {
        let Refused { field, words, cause } = *self.0;
        let message = [field.as_str(), words.as_str()].join(" ");
        let mut record = ErrorRecord::new(ErrorKind::InvalidRequest, message.trim_ascii().to_owned());
        record.cause = cause;
        record.field_errors = Some(vec![(field.clone(), vec![words])]);
        record.field = Some(field);
        record
    }

    /// Its error.
    pub fn into_error(self) -> JsValue {
        self.into_record().to_error()
    }
}

/// Why a call ended without an answer.
#[derive(Debug)]
pub enum Reason {
    /// The caller's signal aborted: its own reason.
    Aborted(JsValue),
    /// Anything else: an error of the package.
    Error(Box<ErrorRecord>),
}

impl Reason {
    /// Rejects a promise with it.
    pub fn reject(&self, deferred: &js::Deferred) {
        match self {
            Reason::Aborted(reason) => deferred.abort(reason),
            Reason::Error(record) => deferred.fail(&record.to_value()),
        }
    }

    /// The error's record, where there is one.
    pub fn record(&self) -> Option<&ErrorRecord> {
        match self {
            Reason::Aborted(_) => None,
            Reason::Error(record) => Some(record),
        }
    }
}

impl From<Refusal> for Reason {
    fn from(refusal: Refusal) -> Self {
        Reason::Error(Box::new(refusal.into_record()))
    }
}

impl From<ErrorRecord> for Reason {
    fn from(record: ErrorRecord) -> Self {
        Reason::Error(Box::new(record))
    }
}

/// A failed attempt, of a call in a browser.
pub type FailedCall = Failed<Reason>;

/// A failure that no retry would mend.
pub fn final_failure(reason: impl Into<Reason>) -> FailedCall {
    Failed { fault: Fault::Final, reason: reason.into() }
}

/// `[name, value]` pairs as a JavaScript list.
pub fn pair_list(pairs: impl Iterator<Item = (String, String)>) -> Array {
    pairs.map(|(name, value)| Array::of2(&name.into(), &value.into())).collect()
}
