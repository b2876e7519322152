//! A call: its request, its options, and one attempt of it. The loop over attempts is [`crate::call::run`].

mod attempt;
mod body;
mod credentials;
mod failure;
mod fetch;
mod report;
mod response;
mod signal;
mod timer;
mod upload;
mod watch;
mod xhr;

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;

pub use self::attempt::AnswerDetails;
pub use self::body::{Body, PostedLogs};
use self::credentials::TokenHeaders;
pub use self::response::{Answered, AttemptGuard, Fetched, Head, Reader};
use self::signal::Listening;
pub use self::upload::Form;
pub use self::watch::{End, Watch};
use super::fault::{FailedCall, Reason, Refusal, final_failure};
use super::js::Deferred;
use super::options::{BaseUrl, CallOptions, Settings};
use super::task::{rare, spawn};
use crate::call::{self, Clock, Transport};
use crate::endpoint::{Answer, Method};
use crate::retry::{Retries, RetryPolicy};
use crate::text::concat;
use crate::url::{push_url_host, redact_agent_token};

/// The request, and what its answer must be.
#[derive(Debug)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// The path and the query, relative to the base URL.
    pub path: String,
    /// What a 2xx answer must be.
    pub answer: Answer,
    /// Whether it may be sent again if it may already have been applied.
    pub repeat_safe: bool,
    /// The body.
    pub body: Body,
    /// The secret part of the path: an agent's token.
    pub secret: Option<String>,
    /// Whether a cached answer would be useless.
    pub is_fresh: bool,
}

/// A request, the client that sends it, and the options of the call. It may be sent several times, for attempts, pages
/// and polls.
#[derive(Debug)]
pub struct Call {
    pub(super) settings: Rc<Settings>,
    pub(super) options: CallOptions,
    /// Ends the call early.
    pub watch: Rc<Watch>,
    method: Method,
    pub(super) answer: Answer,
    repeat_safe: bool,
    is_fresh: bool,
    secret: Option<String>,
    url: RefCell<String>,
    body: RefCell<Body>,
    timeout: f64,
    /// The requests that were sent for the current one.
    attempts: Cell<u32>,
    /// Whether the headers of an answer have arrived.
    is_answering: Cell<bool>,
    tokens: RefCell<TokenHeaders>,
    last_event_id: RefCell<Option<JsValue>>,
}

impl Call {
    /// Makes a call. Apart from functions, nothing that the caller passed is read after this.
    pub fn new(settings: &Rc<Settings>, request: Request, options: CallOptions) -> Call {
        let timeout = match (options.timeout, &request.body) {
            (Some(timeout), _) => timeout,
            (None, Body::Form(_)) => 0.0,
            (None, _) => settings.timeout,
        };
        let call = Call {
            settings: Rc::clone(settings),
            options,
            watch: Rc::default(),
            method: request.method,
            answer: request.answer,
            repeat_safe: request.repeat_safe,
            is_fresh: request.is_fresh,
            secret: request.secret,
            url: RefCell::default(),
            body: RefCell::new(request.body),
            timeout,
            attempts: Cell::default(),
            is_answering: Cell::default(),
            tokens: RefCell::default(),
            last_event_id: RefCell::default(),
        };
        call.go_to_path(&request.path);
        call
    }

    /// Sets the path, relative to the base URL, for the next requests.
    pub fn go_to_path(&self, path: &str) {
        self.go_to(concat(&[self.settings.base_url.as_str(), "/", path]));
    }

    /// Sets an absolute URL for the next requests.
    pub fn go_to(&self, url: String) {
        self.url.replace(self.with_url_host(url));
        self.forget_attempts();
    }

    /// Counts the attempts of the next request from the beginning.
    pub fn forget_attempts(&self) {
        self.attempts.set(0);
    }

    /// A URL with the client's `url_host`, unless it has one.
    pub fn with_url_host(&self, mut url: String) -> String {
        if let Some(host) = &self.settings.url_host {
            push_url_host(&mut url, host);
        }
        url
    }

    /// The URL of the next request.
    pub fn url(&self) -> String {
        self.url.borrow().clone()
    }

    /// Resumes a live log after this event.
    pub fn resume_after(&self, id: Option<JsValue>) {
        self.last_event_id.replace(id);
    }

    /// The retries of one run.
    pub fn retries(&self) -> Retries {
        Retries::new(self.retry_policy(), Rc::clone(&self.settings.budget), self.repeat_safe)
    }

    /// Sends the request, with retries if that is safe and useful.
    pub async fn run(&self) -> Result<Answered, FailedCall> {
        let mut retries = self.retries();
        let answered = self.run_with(&mut retries).await?;
        retries.succeeded();
        Ok(answered)
    }

    /// The same, with retries that the caller counts.
    pub async fn run_with(&self, retries: &mut Retries) -> Result<Answered, FailedCall> {
        if let BaseUrl::Relative(_) = self.settings.base_url {
            let words = "is relative: outside of a page, pass the whole URL";
            return Err(final_failure(Refusal::new("baseUrl", words)));
        }
        call::run(self, self, retries).await
    }

    /// The promise of the part of the answer that the caller gets, or of the result of other work.
    pub fn spawn(self, work: impl AsyncFnOnce(&Call) -> Result<JsValue, FailedCall> + 'static) -> Promise {
        settle(Box::pin(async move {
            let _listening = self.listen();
            let outcome = work(&self).await;
            if let Err(failed) = &outcome {
                self.report_failure(failed);
            }
            outcome
        }))
    }

    /// Listens to the caller's signal while the returned value exists.
    pub fn listen(&self) -> Option<Listening> {
        self.watch.listen(&self.options.signal)
    }

    /// Listens to the signal until the call ends.
    pub fn keep_listening(&self) {
        self.watch.keep_listening(&self.options.signal);
    }

    /// The retry policy of the call.
    pub fn retry_policy(&self) -> RetryPolicy {
        self.options.retry.over(&self.settings.retry)
    }

    fn shown_url(&self) -> String {
        redact_agent_token(&self.url.borrow())
    }

    /// The failure of work that was ended early.
    #[inline(never)]
    pub fn ended(&self, end: End) -> FailedCall {
        match end {
            End::Aborted(reason) => final_failure(Reason::Aborted(reason)),
            End::Timeout => self.timed_out(),
            End::Deadline => self.deadline_passed(),
            End::Stopped => final_failure(Reason::Aborted(JsValue::UNDEFINED)),
            End::NoTimer(thrown) => self.refused(Refusal::because("setTimeout", "cannot be used here", thrown)),
        }
    }
}

/// The future of a call, or of other work that the caller awaits.
pub type CallFuture = Pin<Box<dyn Future<Output = Result<JsValue, FailedCall>>>>;

/// Makes the caller's promise from a future. This is the only place that does so.
pub fn settle(work: CallFuture) -> Promise {
    let deferred = Deferred::new();
    let promise = deferred.promise();
    spawn(async move {
        match work.await {
            Ok(value) => deferred.resolve(&value),
            Err(failed) => failed.reason.reject(&deferred),
        }
    });
    promise
}

/// The promise of a call with a refused argument.
pub fn reject(refusal: Refusal) -> Promise {
    let deferred = Deferred::new();
    let promise = deferred.promise();
    Reason::from(refusal).reject(&deferred);
    promise
}

impl Transport for Call {
    type Answer = Answered;
    type Reason = Reason;

    async fn attempt(&self) -> Result<Answered, FailedCall> {
        if self.has_unread_body() {
            rare(self.read_body()).await?;
        }
        if self.has_header_functions() {
            rare(self.call_header_functions()).await?;
        }
        match self.watch.within(self.timeout, self.send(self.headers())).await {
            Ok(outcome) => outcome,
            Err(end) => Err(self.ended(end)),
        }
    }

    async fn renew_credentials(&self) -> Result<bool, FailedCall> {
        rare(self.renew_tokens()).await
    }

    fn will_retry(&self, delay: f64, reason: &Reason) {
        if let Reason::Error(record) = reason {
            self.report_retry(delay, record);
        }
    }
}

impl Clock<Reason> for Call {
    fn random(&self) -> f64 {
        js_sys::Math::random()
    }

    async fn sleep(&self, delay: f64) -> Result<(), FailedCall> {
        rare(self.watch.sleep(delay)).await.map_err(|end| self.ended(end))
    }
}
