//! An attempt: `fetch`, bound so that whatever it does, a promise settles.

use std::cell::Cell;

use js_sys::{Date, Function, Math, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCredentials, RequestInit, RequestRedirect};

use super::answer;
use super::convert::has_method;
use super::exchange::{Body, Credentials, Exchange, Reading, record};
use super::failure::{Details, Refused};
use super::guard::Ended;
use super::host::{fetch_by_xhr, is_readable, observe, patient_dispatcher, stream_parts};
use super::options::{TokenSource, token_header};
use super::upload::Route;
use crate::call::{Failed, Transport};
use crate::error::decimal;
use crate::retry::Fault;

impl Transport for Exchange {
    type Answer = JsValue;
    type Error = JsValue;

    async fn send(&self, attempt: u32) -> Result<JsValue, Failed<JsValue>> {
        let credentials = self.credentials(attempt).await.map_err(last)?;
        self.credentials.replace(credentials);
        self.attempts.set(attempt);
        let answering = Cell::new(false);
        let limit = self.timeout();
        match self.guard.within(limit, self.attempt(attempt, &answering)).await {
            Ok(outcome) => {
                if self.request.reading != Reading::Stream {
                    self.guard.settle();
                }
                outcome
            }
            Err(Ended::Aborted(reason)) => Err(last(reason)),
            Err(Ended::TimedOut) => {
                let words = ["no whole answer within ", &decimal(limit as u64), " ms"].concat();
                Err(self.broken(attempt, Fault::Timeout, answering.get(), &words, &JsValue::UNDEFINED))
            }
        }
    }

    async fn renew(&self) -> Result<bool, JsValue> {
        let is_asked = |source: &TokenSource| matches!(source, TokenSource::Asked(_));
        if !self.client.tokens.iter().any(|token| is_asked(&token.source)) {
            return Ok(false);
        }
        match self.ask().await {
            Ok(fresh) => {
                let is_new = fresh != *self.credentials.borrow();
                self.renewed.replace(is_new.then_some(fresh));
                Ok(is_new)
            }
            Err(NoToken::Aborted(reason)) => Err(reason),
            // The 401 says more.
            Err(NoToken::Refused(_)) => Ok(false),
        }
    }

    async fn wait(&self, attempt: u32, delay: f64, error: &JsValue) -> Result<(), JsValue> {
        self.tell("onRetry", || {
            let event = self.event(attempt).number("delayMs", Some(delay));
            event.value("reason", error)
        });
        self.guard.sleep(delay).await
    }

    fn random(&self) -> f64 {
        Math::random()
    }
}

/// Why there is no token to send.
enum NoToken {
    Aborted(JsValue),
    Refused(Refused),
}

/// A failure that ends the call.
fn last(error: JsValue) -> Failed<JsValue> {
    Failed { fault: Fault::Final, error }
}

impl Exchange {
    async fn attempt(&self, attempt: u32, answering: &Cell<bool>) -> Result<JsValue, Failed<JsValue>> {
        let fetch = self.fetch().map_err(last)?;
        self.tell("onRequest", || self.event(attempt));
        if self.guard.is_aborted() {
            return Err(last(JsValue::UNDEFINED));
        }
        let started = Date::now();
        let meter = self.meter(attempt);
        let sent = match self.dispatch(&fetch, meter.as_ref()) {
            Ok(promise) => JsFuture::from(Promise::resolve(&promise)).await,
            Err(thrown) => Err(thrown),
        };
        let response = match sent {
            Ok(value) => answer::head(value).ok_or_else(|| self.no_response(attempt))?,
            Err(rejection) => return Err(self.rejected(attempt, &rejection).await),
        };
        answering.set(true);
        if let (Body::Form(form), Some(meter)) = (&self.request.body, &meter)
            && form.route == Route::Blob
        {
            tell_bytes(meter, form.size);
        }
        self.tell("onResponse", || {
            let event = self.event(attempt).number("status", Some(response.status().into()));
            event.number("durationMs", Some(Date::now() - started))
        });
        answer::read(self, attempt, response).await
    }

    /// Begins an attempt: what `fetch` answers, or throws.
    fn dispatch(&self, fetch: &Function, meter: Option<&Function>) -> Result<JsValue, JsValue> {
        let (url, init) = (&self.request.url, self.init());
        if self.is_patient() {
            Reflect::set(&init, &"dispatcher".into(), &patient_dispatcher())?;
        }
        if let (Body::Form(form), Some(meter)) = (&self.request.body, meter) {
            // With any other mode, Node keeps the whole body in memory, to send it again after a redirect.
            init.set_redirect(RequestRedirect::Error);
            tell_bytes(meter, 0.0);
            match form.route {
                Route::Blob => init.set_body(&form.blob().into()),
                Route::Xhr => {
                    init.set_body(&form.blob().into());
                    return fetch_by_xhr(url, &init, meter);
                }
                Route::Stream => {
                    init.set_body(&stream_parts(&form.parts, meter));
                    Reflect::set(&init, &"duplex".into(), &"half".into())?;
                }
            }
        }
        fetch.call2(&JsValue::UNDEFINED, &url.as_str().into(), &init)
    }

    /// Whether an attempt may take longer than Node's `fetch` waits on its own (300 s).
    fn is_patient(&self) -> bool {
        let limit = self.timeout();
        let is_long = limit == 0.0 || limit > 300_000.0 || self.request.reading == Reading::Stream;
        is_long && self.client.fetch.is_none()
    }

    /// What is told the bytes of an upload's attempt.
    fn meter(&self, attempt: u32) -> Option<Function> {
        match &self.request.body {
            Body::Form(form) => Some(form.meter(attempt, &self.guard)),
            _ => None,
        }
    }

    fn fetch(&self) -> Result<Function, JsValue> {
        if let Some(fetch) = &self.client.fetch {
            return Ok(fetch.clone());
        }
        Reflect::get(&js_sys::global(), &"fetch".into())
            .ok()
            .and_then(|fetch| fetch.dyn_into().ok())
            .ok_or_else(|| Refused::new("fetch", "is not on the global object: give one as an option").into_error())
    }

    fn init(&self) -> RequestInit {
        let init = RequestInit::new();
        init.set_method(self.request.method.as_str());
        init.set_credentials(RequestCredentials::Omit);
        init.set_redirect(RequestRedirect::Manual);
        if let Some(signal) = self.guard.attempt_signal() {
            init.set_signal(Some(&signal));
        }
        let length;
        let mut own = vec![("Accept", "application/json")];
        if self.request.reading == Reading::Stream {
            own = vec![("Accept", "text/event-stream")];
        }
        match &self.request.body {
            Body::None => {}
            Body::Json(text) => {
                own.push(("Content-Type", "application/json"));
                init.set_body(text);
            }
            Body::Form(form) => {
                own.push(("Content-Type", &form.content_type));
                if form.route == Route::Stream {
                    length = decimal(form.size as u64);
                    own.push(("Content-Length", &length));
                }
            }
        }
        let credentials = self.credentials.borrow();
        own.extend(credentials.iter().map(|(name, value)| (*name, value.as_str())));
        own.extend(self.request.headers.iter().map(|(name, value)| (*name, value.as_str())));
        let further = self.client.headers.iter().chain(&self.options.headers);
        let further = further
            .filter(|(name, _)| !own.iter().any(|(taken, _)| taken.eq_ignore_ascii_case(name)))
            .map(|(name, value)| (name.as_str(), value.as_str()));
        init.set_headers(&record(further.chain(own.iter().copied())));
        init
    }

    /// The token headers of an attempt: those that a 401 made new, or what each source says now.
    async fn credentials(&self, attempt: u32) -> Result<Credentials, JsValue> {
        if let Some(fresh) = self.renewed.take() {
            return Ok(fresh);
        }
        self.ask().await.map_err(|failed| match failed {
            NoToken::Aborted(reason) => reason,
            NoToken::Refused(refused) => refused.into_error_after(attempt - 1),
        })
    }

    async fn ask(&self) -> Result<Credentials, NoToken> {
        let mut credentials = Credentials::new();
        for token in &self.client.tokens {
            let value = match &token.source {
                TokenSource::Fixed(header) => Some(header.clone()),
                TokenSource::Asked(function) => self.ask_one(function, token.option).await?,
            };
            credentials.extend(value.map(|value| (token.header, value)));
        }
        Ok(credentials)
    }

    async fn ask_one(&self, function: &Function, option: &str) -> Result<Option<String>, NoToken> {
        let answered = match function.call0(&JsValue::UNDEFINED) {
            Ok(value) => {
                let promise = JsFuture::from(Promise::resolve(&value));
                self.guard.within(self.timeout(), promise).await
            }
            Err(thrown) => Ok(Err(thrown)),
        };
        match answered {
            Ok(Ok(value)) => token_header(&value, option).map_err(NoToken::Refused),
            Ok(Err(cause)) => {
                let refused = Refused::new(option, "could not be had: its function failed");
                Err(NoToken::Refused(refused.with_cause(&cause)))
            }
            Err(Ended::TimedOut) => {
                let words = "could not be had: its function did not answer in time";
                Err(NoToken::Refused(Refused::new(option, words)))
            }
            Err(Ended::Aborted(reason)) => Err(NoToken::Aborted(reason)),
        }
    }

    /// Calls the client's hook of that name, where there is one.
    fn tell(&self, name: &str, event: impl FnOnce() -> Details) {
        if let Some(hooks) = &self.client.hooks
            && has_method(hooks, name)
        {
            observe(hooks, name, &event().into_value());
        }
    }

    fn no_response(&self, attempt: u32) -> Failed<JsValue> {
        let words = "fetch answered with something that is no Response";
        self.unusable(attempt, words, Details::default())
    }

    /// The failure of a `fetch` that rejected, with whatever it did.
    async fn rejected(&self, attempt: u32, rejection: &JsValue) -> Failed<JsValue> {
        if let Body::Form(form) = &self.request.body
            && !JsFuture::from(is_readable(&form.file)).await.is_ok_and(|answer| answer.is_truthy())
        {
            let words = "cannot be read any more: it changed or vanished since it was chosen";
            return last(Refused::new("file", words).with_cause(rejection).into_error_after(attempt));
        }
        let cause = property(rejection, "cause");
        let code = [&cause, rejection].into_iter().find_map(|e| property(e, "code").as_string());
        let says = [&cause, rejection].into_iter().find_map(|e| property(e, "message").as_string());
        let words = code.as_deref().or(says.as_deref()).unwrap_or_default();
        if says.as_deref() == Some("unexpected redirect") {
            return self.unusable(attempt, "redirected; uploads follow no redirect", Details::default());
        }
        let fault = match words {
            "ECONNREFUSED" | "ENOTFOUND" => Fault::NotSent,
            _ => Fault::Broken,
        };
        self.broken(attempt, fault, false, words, rejection)
    }
}

fn tell_bytes(meter: &Function, bytes: f64) {
    // It catches what the observer throws.
    let _ = meter.call1(&JsValue::UNDEFINED, &bytes.into());
}

fn property(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or_default()
}
