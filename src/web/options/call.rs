use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use super::{HeadersSource, RetryOptions, read_headers, read_retry, unknown};
use crate::web::arguments::{Read, read_duration, read_function, read_record};
use crate::web::fault::Refusal;
use crate::web::foreign::{get, has_method};

/// What a method does, which decides what further options it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One request, or several pages.
    Plain,
    /// An upload.
    Upload,
    /// A live log.
    Tail,
    /// A wait for a job.
    Wait,
}

impl Kind {
    fn names(self) -> &'static [&'static str] {
        match self {
            Kind::Plain => &["signal", "timeout", "retry", "headers"],
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
    read_entries(if given.is_undefined() { Vec::new() } else { read_record(given, "options")? }, kind)
}

/// The same, of properties that were read before.
pub fn read_entries(entries: Vec<(String, JsValue)>, kind: Kind) -> Read<CallOptions> {
    let mut options = CallOptions::default();
    for (name, value) in entries {
        if !kind.names().contains(&name.as_str()) {
            return Err(unknown("", &name, kind.names()));
        }
        match name.as_str() {
            "signal" => options.signal = read_signal(&value)?,
            "timeout" => options.timeout = Some(read_duration(&value, &name)?),
            "retry" => options.retry = read_retry(&value)?,
            "headers" => options.headers = read_headers(&value)?,
            "onUploadProgress" => options.on_upload_progress = read_function(&value, &name)?.dyn_into().ok(),
            "idleTimeout" => options.idle_timeout = Some(read_duration(&value, &name)?),
            "interval" => options.interval = Some(read_duration(&value, &name)?),
            "deadline" => options.deadline = Some(read_deadline(&value)?),
            "onUpdate" => options.on_update = read_function(&value, &name)?.dyn_into().ok(),
            _ => {
                let is_set = value.as_bool().ok_or_else(|| Refusal::new(&name, "must be true or false"))?;
                options.throw_on_failure = is_set;
            }
        }
    }
    Ok(options)
}

fn read_deadline(value: &JsValue) -> Read<f64> {
    match read_duration(value, "deadline")? {
        0.0 => Err(Refusal::new("deadline", "must be more than 0")),
        deadline => Ok(deadline),
    }
}

fn read_signal(value: &JsValue) -> Read<JsValue> {
    if value.is_null() {
        return Ok(JsValue::UNDEFINED);
    }
    let is_signal =
        value.is_object() && get(value, "aborted").as_bool().is_some() && has_method(value, "addEventListener");
    if is_signal { Ok(value.clone()) } else { Err(Refusal::new("signal", "must be an AbortSignal")) }
}
