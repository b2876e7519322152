//! Why a call failed: the record that an error of the package is made of.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::js;
use super::record::{Field, Record, pair};
use crate::call::{Failed, Failure};
use crate::error::ErrorKind;
use crate::retry::Fault;
use crate::text::concat;

/// Everything that an error of the package tells. `errors.js` has the class, and what it tells unless it is told otherwise.
#[derive(Debug)]
pub struct ErrorRecord {
    /// What kind of failure it is, which is its class.
    pub kind: ErrorKind,
    /// The status of the answer.
    pub status_code: Option<u16>,
    /// What it says.
    pub message: String,
    more: Record,
}

impl ErrorRecord {
    /// A record of that kind.
    pub fn new(kind: ErrorKind, status_code: Option<u16>, message: String) -> Self {
        let mut more = Record::default();
        more.add("class", Field::Text(kind.class().to_owned()));
        more.add("message", Field::Text(message.clone()));
        more.add("statusCode", Field::number_or_null(status_code.map(f64::from)));
        ErrorRecord { kind, status_code, message, more }
    }

    /// Adds something that it tells.
    pub fn add(&mut self, name: &'static str, field: Field) {
        self.more.add(name, field);
    }

    /// What was thrown, if anything was.
    pub fn add_cause(&mut self, cause: JsValue) {
        if !cause.is_undefined() {
            self.add("cause", Field::Value(cause));
        }
    }

    /// What is wrong with which field.
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

/// The refusal of an argument, before anything is sent: its name, words that follow it, and what it was refused for.
#[derive(Debug)]
pub struct Refusal(Box<Refused>);

/// Boxed, since most of what is read may be refused, and little of it is.
#[derive(Debug)]
struct Refused {
    field: String,
    words: String,
    cause: JsValue,
    /// The method that was called.
    method: Option<&'static str>,
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
        Refusal(Box::new(Refused { field: field.to_owned(), words: words.to_owned(), cause, method: None }))
    }

    /// Its record.
    pub fn into_record(self) -> ErrorRecord {
        self.into_record_after(0)
    }

    /// Its record, after so many requests.
    #[inline(never)]
    pub fn into_record_after(self, attempts: u32) -> ErrorRecord {
        let Refused { field, words, cause, method } = *self.0;
        // An id is named by its meaning, and by the method: no caller has seen the word `pk`. Any other argument has a name, or
        // a path, that the caller wrote.
        let (method, colon, argument) = match method {
            Some(method) if field == "pk" => (method, ": ", "the id"),
            _ => ("", "", field.as_str()),
        };
        let message = concat(&[method, colon, argument, " ", &words]);
        let mut record = ErrorRecord::new(ErrorKind::InvalidRequest, None, message.trim_ascii().to_owned());
        record.add_cause(cause);
        record.add("attempts", Field::Number(attempts.into()));
        record.add_field_errors(&[(field.clone(), vec![words])]);
        record.add("field", Field::Text(field));
        record
    }

    /// The same, of a call of that method.
    pub fn of_method(mut self, method: &'static str) -> Self {
        self.0.method = Some(method);
        self
    }

    /// What was thrown while it was read.
    pub fn cause_mut(&mut self) -> &mut JsValue {
        &mut self.0.cause
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
            Reason::Error(record) => deferred.fail(&record.more.to_value()),
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
pub type FailedCall = Failure<Reason>;

/// A failure that no retry would mend.
pub fn final_failure(reason: impl Into<Reason>) -> FailedCall {
    Box::new(Failed { fault: Fault::Final, reason: reason.into() })
}
