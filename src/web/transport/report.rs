//! Calls the client's hooks and its logger. Log lines are made from the events of the hooks, so they contain no token,
//! no body and no header.

use js_sys::{Date, Object};
use wasm_bindgen::JsCast;

use super::Call;
use super::failure::REQUEST_ID;
use super::response::Fetched;
use crate::text::{concat, decimal};
use crate::web::fault::{ErrorRecord, FailedCall};
use crate::web::foreign::{get, set, text_of};
use crate::web::observe::{call_hook, observe};
use crate::web::options::LogLevel;
use crate::web::record::{Field, Record};

impl Call {
    /// Whether there are hooks or a logger.
    fn has_observer(&self) -> bool {
        self.settings.hooks.is_some() || self.settings.logger.is_some()
    }

    /// Reports that a request is about to be sent. Returns the time, or 0 if nobody observes.
    pub(super) fn report_request(&self, attempt: u32) -> f64 {
        if self.has_observer() { self.report_attempt(attempt) } else { 0.0 }
    }

    #[inline(never)]
    fn report_attempt(&self, attempt: u32) -> f64 {
        self.report("onRequest", LogLevel::Debug, attempt, &concat(&["attempt ", &decimal(attempt.into())]), |_| {});
        Date::now()
    }

    /// Reports that the headers of an answer have arrived.
    pub(super) fn report_response(&self, attempt: u32, fetched: &Fetched, started: f64) {
        if self.has_observer() {
            // If the clock was set back, the duration is 0 instead of negative.
            self.report_answer(attempt, fetched, (Date::now() - started).max(0.0));
        }
    }

    #[inline(never)]
    fn report_answer(&self, attempt: u32, fetched: &Fetched, duration: f64) {
        let redactor = self.redactor();
        let head = fetched.head();
        let headers = Object::new();
        for (name, value) in head.entries() {
            set(&headers, &redactor.text(&name), &redactor.text(&value).into());
        }
        let line = concat(&[&decimal(fetched.status.into()), " in ", &text_of(&duration.into()), " ms"]);
        self.report("onResponse", LogLevel::Info, attempt, &line, |event| {
            event.add("status", Field::Number(fetched.status.into()));
            event.add("durationMs", Field::Number(duration));
            event.add("headers", Field::Value(headers.into()));
            if let Some(id) = head.get(REQUEST_ID) {
                event.add("requestId", Field::Text(redactor.text(&id)));
            }
        });
    }

    /// Reports that another attempt follows.
    #[inline(never)]
    pub(super) fn report_retry(&self, delay: f64, record: &ErrorRecord) {
        if !self.has_observer() {
            return;
        }
        let line = concat(&["retried in ", &text_of(&delay.into()), " ms: ", &record.message]);
        self.report("onRetry", LogLevel::Warn, self.attempts.get(), &line, |event| {
            event.add("delayMs", Field::Number(delay));
            event.add("reason", Field::Value(record.to_error()));
        });
    }

    /// Reports that the call has failed, with an error that the caller gets. An abort is not a failure.
    #[inline(never)]
    pub fn report_failure(&self, failed: &FailedCall) {
        if let Some(record) = failed.reason.record() {
            self.log(LogLevel::Error, &record.message);
        }
    }

    fn report(&self, name: &str, level: LogLevel, attempt: u32, line: &str, more: impl FnOnce(&mut Record)) {
        let method = self.method.as_str();
        let url = self.redactor().text(&self.shown_url());
        self.log(level, &concat(&[method, " ", &url, ": ", line]));
        let mut event = Record::default();
        event.add("method", Field::Text(method.to_owned()));
        event.add("url", Field::Text(url));
        event.add("attempt", Field::Number(attempt.into()));
        more(&mut event);
        if let Some(hooks) = &self.settings.hooks {
            call_hook(hooks, name, &event);
        }
    }

    fn log(&self, level: LogLevel, line: &str) {
        let Some(logger) = &self.settings.logger else { return };
        if level >= self.settings.log_level {
            let line = concat(&["synapse-backend-client: ", line]);
            if let Ok(method) = get(logger, level.method()).dyn_into() {
                observe("logger", logger, &method, &line.into());
            }
        }
    }
}
