use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::{HeadersSource, RetryOptions, check_names, duration, function, read_headers};
use crate::web::arguments::Read;
use crate::web::fault::Refusal;
use crate::web::foreign::{get, has_method};
use crate::web::own::Own;

/// What a method does, which decides what further options it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One request, or several pages.
    Plain,
    /// `request()`, which has its parameters and its data among its options.
    Request,
    /// An upload.
    Upload,
    /// A live log.
    Tail,
    /// A wait for a job.
    Wait,
}

impl Kind {
    /// The names of its options.
    fn names(self) -> &'static [&'static str] {
        match self {
            Kind::Plain => &["signal", "timeout", "retry", "headers"],
            Kind::Request => &["signal", "timeout", "retry", "headers", "params", "data"],
            Kind::Upload => &["signal", "timeout", "retry", "headers", "onUploadProgress"],
            Kind::Tail => &["signal", "timeout", "retry", "headers", "idleTimeout"],
            Kind::Wait => {
                &["signal", "timeout", "retry", "headers", "interval", "deadline", "onUpdate", "throwOnFailure"]
            }
        }
    }
}

/// The options of one call, which go before the client's.
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    /// An AbortSignal, or undefined.
    pub signal: JsValue,
    /// Milliseconds for one attempt.
    pub timeout: Option<f64>,
    /// What differs from the client's retry policy.
    pub retry: RetryOptions,
    /// Further headers.
    pub headers: HeadersSource,
    /// Of an upload.
    pub on_upload_progress: Option<Function>,
    /// Of a live log: milliseconds without any byte.
    pub idle_timeout: Option<f64>,
    /// Of a wait: milliseconds between polls.
    pub interval: Option<f64>,
    /// Of a wait: milliseconds in all.
    pub deadline: Option<f64>,
    /// Of a wait.
    pub on_update: Option<Function>,
    /// Of a wait: whether a job that did not succeed is an error.
    pub throw_on_failure: bool,
}

/// Reads the options of a call of that kind.
pub fn read_call_options(given: &JsValue, kind: Kind) -> Read<CallOptions> {
    if given.is_undefined() {
        Ok(CallOptions::default())
    } else {
        read_options(&Own::optional(given, "options")?, kind)
    }
}

/// The same, of properties that were read before.
pub fn read_options(own: &Own, kind: Kind) -> Read<CallOptions> {
    check_names(own, "", kind.names())?;
    let mut options = CallOptions::default();
    options.fill(own, kind)?;
    Ok(options)
}

impl CallOptions {
    fn fill(&mut self, own: &Own, kind: Kind) -> Read<()> {
        self.signal = read_signal(&own.get("signal"))?;
        self.timeout = duration(own, "", "timeout")?;
        self.retry = RetryOptions::read(&own.get("retry"))?;
        self.headers = read_headers(&own.get("headers"))?;
        match kind {
            Kind::Plain | Kind::Request => {}
            Kind::Upload => self.on_upload_progress = function(own, "", "onUploadProgress")?,
            Kind::Tail => self.idle_timeout = duration(own, "", "idleTimeout")?,
            Kind::Wait => {
                self.interval = duration(own, "", "interval")?;
                self.deadline = duration(own, "", "deadline")?;
                self.on_update = function(own, "", "onUpdate")?;
                self.throw_on_failure = super::flag(own, "", "throwOnFailure")?.unwrap_or_default();
                if self.deadline == Some(0.0) {
                    return Err(Refusal::new("deadline", "must be more than 0"));
                }
            }
        }
        Ok(())
    }
}

fn read_signal(value: &JsValue) -> Read<JsValue> {
    if value.is_undefined() || value.is_null() {
        return Ok(JsValue::UNDEFINED);
    }
    let is_signal =
        value.is_object() && get(value, "aborted").as_bool().is_some() && has_method(value, "addEventListener");
    if is_signal {
        Ok(value.clone())
    } else {
        Err(Refusal::new("signal", "must be an AbortSignal, such as controller.signal"))
    }
}
