//! Why a call failed: the record from which the JavaScript side makes the error.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::js;
use super::record::{Field, Record, pair};
use crate::call::{Failed, Failure};
use crate::error::{ErrorKind, limited};
use crate::retry::Fault;
use crate::text::concat;

/// The fields of an error. `errors.js` has the classes, and the defaults of fields that are not set.
#[derive(Debug)]
pub struct ErrorRecord {
    /// The kind of failure, which decides the class.
    pub kind: ErrorKind,
    /// The status of the answer.
    pub status_code: Option<u16>,
    /// The message.
    pub message: String,
    more: Record,
}

impl ErrorRecord {
    /// Makes a record of this kind.
    pub fn new(kind: ErrorKind, status_code: Option<u16>, message: String) -> Self {
        let mut more = Record::default();
        more.add("class", Field::Text(kind.class().to_owned()));
        more.add("message", Field::Text(message.clone()));
        more.add("statusCode", Field::number_or_null(status_code.map(f64::from)));
        ErrorRecord { kind, status_code, message, more }
    }

    /// Adds a field.
    pub fn add(&mut self, name: &'static str, field: Field) {
        self.more.add(name, field);
    }

    /// Sets the exception that caused the failure, if there was one.
    pub fn add_cause(&mut self, cause: JsValue) {
        if !cause.is_undefined() {
            self.add("cause", Field::Value(cause));
        }
    }

    /// Sets the messages of a field.
    pub fn add_field_errors(&mut self, errors: &[(String, Vec<String>)]) {
        let pairs = Array::new();
        for (name, texts) in errors {
            let list = Array::new();
            for text in texts {
                list.push(&text.into());
            }
            pairs.push(&pair(name, &list));
        }
        self.add("fieldErrors", Field::Value(pairs.into()));
    }

    /// The error itself.
    pub fn to_error(&self) -> JsValue {
        js::create_error(&self.more.to_value())
    }
}

/// The refusal of an argument before anything is sent: the argument's name, the words after it, and the exception that
/// caused it.
#[derive(Debug)]
pub struct Refusal(Box<Refused>);

/// Boxed, because most functions that read arguments may return one, but few do.
#[derive(Debug)]
struct Refused {
    field: String,
    words: String,
    cause: JsValue,
    /// The method that was called.
    method: Option<&'static str>,
}

impl Refusal {
    /// Refuses `field`; `words` say why.
    #[inline(never)]
    pub fn new(field: &str, words: &str) -> Self {
        Refusal::because(field, words, JsValue::UNDEFINED)
    }

    /// The same, with the exception that was thrown while the argument was read.
    #[inline(never)]
    pub fn because(field: &str, words: &str, cause: JsValue) -> Self {
        Refusal(Box::new(Refused { field: field.to_owned(), words: words.to_owned(), cause, method: None }))
    }

    /// Its record.
    pub fn into_record(self) -> ErrorRecord {
        self.into_record_after(0)
    }

    /// The record, after this number of requests.
    #[inline(never)]
    pub fn into_record_after(self, attempts: u32) -> ErrorRecord {
        let Refused { field, words, cause, method } = *self.0;
        // An id is named by its meaning and the method, because callers do not know the name `pk`. Any other argument
        // has a name or a path that the caller wrote.
        let (method, colon, argument) = match method {
            Some(method) if field == "pk" => (method, ": ", "the id"),
            _ => ("", "", field.as_str()),
        };
        let message = concat(&[method, colon, argument, " ", &words]);
        let mut record = ErrorRecord::new(ErrorKind::InvalidRequest, None, limited(message.trim_ascii().to_owned()));
        record.add_cause(cause);
        record.add("attempts", Field::Number(attempts.into()));
        record.add_field_errors(&[(field.clone(), vec![words])]);
        record.add("field", Field::Text(field));
        record
    }

    /// The same, for a call of this method.
    pub fn of_method(mut self, method: &'static str) -> Self {
        self.0.method = Some(method);
        self
    }

    /// Sets the exception that was thrown while the argument was read.
    pub fn cause_mut(&mut self) -> &mut JsValue {
        &mut self.0.cause
    }

    /// Its error.
    pub fn into_error(self) -> JsValue {
        self.into_record().to_error()
    }
}

/// Why a call ended without a result.
#[derive(Debug)]
pub enum Reason {
    /// The caller's signal was aborted: its own reason.
    Aborted(JsValue),
    /// Anything else: an error of the package.
    Error(Box<ErrorRecord>),
}

impl Reason {
    /// Rejects a promise with this failure.
    pub fn reject(&self, deferred: &js::Deferred) {
        match self {
            Reason::Aborted(reason) => deferred.abort(reason),
            Reason::Error(record) => deferred.fail(&record.more.to_value()),
        }
    }

    /// The record of the error, if there is one.
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

/// A failed attempt of a call in JavaScript.
pub type FailedCall = Failure<Reason>;

/// A failure that a retry would not fix.
pub fn final_failure(reason: impl Into<Reason>) -> FailedCall {
    Box::new(Failed { fault: Fault::Final, reason: reason.into() })
}
