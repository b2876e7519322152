use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::{HeadersSource, PassedOptions, RetryOptions, read_headers};
use crate::web::arguments::Read;
use crate::web::fault::Refusal;
use crate::web::foreign::{get, has_method};
use crate::web::own::Own;

/// The kind of a method, which decides which additional options it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One request, or several pages.
    Plain,
    /// `request()`, whose options contain its parameters and its data.
    Request,
    /// An upload.
    Upload,
    /// A live log.
    Tail,
    /// A wait for a job.
    Wait,
}

impl Kind {
    /// The names of the options of this kind.
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

/// The options of one call, which override the client's.
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    /// An `AbortSignal`, or undefined.
    pub signal: JsValue,
    /// Timeout of one attempt, in milliseconds.
    pub timeout: Option<f64>,
    /// Changes to the client's retry policy.
    pub retry: RetryOptions,
    /// Additional headers.
    pub headers: HeadersSource,
    /// `onUploadProgress`, of an upload.
    pub on_upload_progress: Option<Function>,
    /// `idleTimeout` of a live log, in milliseconds.
    pub idle_timeout: Option<f64>,
    /// `interval` of a wait, in milliseconds.
    pub interval: Option<f64>,
    /// `deadline` of a wait, in milliseconds.
    pub deadline: Option<f64>,
    /// `onUpdate`, of a wait.
    pub on_update: Option<Function>,
    /// `throwOnFailure`, of a wait.
    pub throw_on_failure: bool,
}

/// Reads the options of a call of this kind.
pub fn read_call_options(given: &JsValue, kind: Kind) -> Read<CallOptions> {
    if given.is_undefined() {
        Ok(CallOptions::default())
    } else {
        read_options(&Own::optional(given, "options")?, kind)
    }
}

/// The same, from properties that have already been read.
pub fn read_options(own: &Own, kind: Kind) -> Read<CallOptions> {
    let passed = PassedOptions::new(own, "", kind.names())?;
    let mut options = CallOptions::default();
    options.fill(&passed, kind)?;
    Ok(options)
}

impl CallOptions {
    fn fill(&mut self, passed: &PassedOptions, kind: Kind) -> Read<()> {
        if let Some(signal) = passed.some("signal") {
            self.signal = read_signal(signal)?;
        }
        self.timeout = passed.duration("timeout")?;
        if let Some(retry) = passed.some("retry") {
            self.retry = RetryOptions::read(retry)?;
        }
        if let Some(headers) = passed.some("headers") {
            self.headers = read_headers(headers)?;
        }
        match kind {
            Kind::Plain | Kind::Request => {}
            Kind::Upload => self.on_upload_progress = passed.function("onUploadProgress")?,
            Kind::Tail => self.idle_timeout = passed.duration("idleTimeout")?,
            Kind::Wait => {
                self.interval = passed.duration("interval")?;
                self.deadline = passed.duration("deadline")?;
                self.on_update = passed.function("onUpdate")?;
                self.throw_on_failure = passed.flag("throwOnFailure")?.unwrap_or_default();
                if self.deadline == Some(0.0) {
                    return Err(Refusal::new("deadline", "must be more than 0"));
                }
            }
        }
        Ok(())
    }
}

fn read_signal(value: &JsValue) -> Read<JsValue> {
    let is_signal =
        value.is_object() && get(value, "aborted").as_bool().is_some() && has_method(value, "addEventListener");
    if is_signal {
        Ok(value.clone())
    } else {
        Err(Refusal::new("signal", "must be an AbortSignal, such as controller.signal"))
    }
}
