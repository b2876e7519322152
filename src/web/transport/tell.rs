//! What a client's hooks and its logger are told. The lines are made of what the hooks are told: no token, no body and no
//! header is in them.

use js_sys::{Array, Date, Object};
use wasm_bindgen::JsValue;

use super::Call;
use super::failure::REQUEST_ID;
use super::response::Fetched;
use crate::web::arguments::decimal;
use crate::web::fault::{ErrorRecord, pair_list};
use crate::web::foreign::{call_method, text_of};
use crate::web::observe::{HookEvent, call_hook};
use crate::web::options::LogLevel;

impl Call {
    /// Whether anybody is told anything.
    fn has_observer(&self) -> bool {
        self.settings.hooks.is_object() || self.settings.logger.is_object()
    }

    /// A request is about to be sent. Answers when.
    pub(super) fn tell_request(&self, attempt: u32) -> f64 {
        if !self.has_observer() {
            return 0.0;
        }
        self.tell("onRequest", LogLevel::Debug, &["attempt ", &decimal(attempt.into())].concat(), self.event(attempt));
        Date::now()
    }

    /// The headers of an answer have come.
    pub(super) fn tell_response(&self, attempt: u32, fetched: &Fetched, started: f64) {
        if !self.has_observer() {
            return;
        }
        let duration = Date::now() - started;
        let redactor = self.redactor();
        let head = fetched.head();
        let pairs = head.entries().into_iter().map(|(name, value)| (redactor.text(&name), redactor.text(&value)));
        let headers = Object::from_entries(&pair_list(pairs)).map_or(JsValue::NULL, JsValue::from);
        let line = [&decimal(fetched.status.into()), " in ", &text_of(&duration.into()), " ms"].concat();
        let event = HookEvent {
            status: Some(fetched.status),
            duration_ms: Some(duration),
            request_id: head.get(REQUEST_ID).map(|id| redactor.text(&id)),
            headers,
            ..self.event(attempt)
        };
        self.tell("onResponse", LogLevel::Info, &line, event);
    }

    /// Another attempt follows.
    pub(super) fn tell_retry(&self, delay: f64, record: &ErrorRecord) {
        if !self.has_observer() {
            return;
        }
        let line = ["retried in ", &text_of(&delay.into()), " ms: ", &record.message].concat();
        let event = HookEvent { delay_ms: Some(delay), reason: record.to_error(), ..self.event(self.attempts.get()) };
        self.tell("onRetry", LogLevel::Warn, &line, event);
    }

    /// The call has failed.
    pub(super) fn tell_failure(&self, record: &ErrorRecord) {
        self.log(LogLevel::Error, &record.message);
    }

    fn event(&self, attempt: u32) -> HookEvent {
        HookEvent::new(self.method.as_str(), self.redactor().text(&self.shown_url()), attempt)
    }

    fn tell(&self, name: &str, level: LogLevel, line: &str, event: HookEvent) {
        self.log(level, &[event.method, " ", &event.url, ": ", line].concat());
        call_hook(&self.settings.hooks, name, &event);
    }

    fn log(&self, level: LogLevel, line: &str) {
        let logger = &self.settings.logger;
        if logger.is_object() && level >= self.settings.log_level {
            let line = ["synapse-backend-client: ", line].concat();
            // A logger that throws must not end the call.
            let _ = call_method(logger, level.method(), &Array::of1(&line.into()));
        }
    }
}
