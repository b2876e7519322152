//! One call on its way: what is sent, on whose behalf, and what is said of it when it fails.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::*;

use super::failure::Details;
use super::guard::Guard;
use super::options::{CallOptions, ClientOptions};
use super::upload::Form;
use crate::call::Failed;
use crate::error::{Code, message};
use crate::request::{Method, Shape};
use crate::retry::{Fault, Policy};
use crate::url;

/// What is sent with a request.
pub enum Body {
    None,
    Json(JsString),
    Form(Form),
}

/// How an answer is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Read whole, as JSON of that shape.
    Whole(Shape),
    /// Handed on unread: the live log.
    Stream,
}

/// A request with all its values filled in.
pub struct Request {
    pub method: Method,
    pub url: String,
    pub body: Body,
    pub reading: Reading,
    pub repeat_safe: bool,
    /// The body is a list: errors of its items come under their indexes.
    pub posted_list: bool,
    /// A secret in the path.
    pub secret: Option<String>,
    /// Sent besides those of the client and the call.
    pub headers: Vec<(&'static str, String)>,
}

/// The token headers of an attempt.
pub type Credentials = Vec<(&'static str, String)>;

/// A request, and all that it is sent with.
pub struct Exchange {
    pub client: Rc<ClientOptions>,
    pub request: Request,
    pub options: CallOptions,
    pub guard: Guard,
    /// Requests that were sent, since the last answer that was used.
    pub attempts: Cell<u32>,
    /// Those of the last attempt.
    pub credentials: RefCell<Credentials>,
    /// Those that a 401 made new, until they are sent.
    pub renewed: RefCell<Option<Credentials>>,
}

impl Exchange {
    pub fn new(client: &Rc<ClientOptions>, request: Request, mut options: CallOptions) -> Self {
        let guard = Guard::new(options.signal.take());
        Exchange {
            client: Rc::clone(client),
            request,
            options,
            guard,
            attempts: Cell::default(),
            credentials: RefCell::default(),
            renewed: RefCell::default(),
        }
    }

    pub fn policy(&self) -> &Policy {
        self.options.retry.as_ref().unwrap_or(&self.client.retry)
    }

    /// Milliseconds for one attempt; 0: any number. The client's timeout does not apply to uploads.
    pub fn timeout(&self) -> f64 {
        let default = match self.request.body {
            Body::Form(_) => 0.0,
            _ => self.client.timeout,
        };
        self.options.timeout.unwrap_or(default)
    }

    /// What a hook is told of an attempt.
    pub fn event(&self, attempt: u32) -> Details {
        Details::default()
            .text("method", Some(self.request.method.as_str()))
            .text("url", Some(&url::mask(&self.request.url)))
            .number("attempt", Some(attempt.into()))
    }

    /// An error of this call after so many attempts.
    pub fn error(&self, attempts: u32, code: Code, subject: &str, words: &str, details: Details) -> JsValue {
        let method = self.request.method.as_str();
        let shown = url::mask(&self.request.url);
        details.text("method", Some(method)).text("url", Some(&shown)).number("attempts", Some(attempts.into())).create(
            code,
            &message(subject, method, url::path_of(&shown), words),
            &self.secrets(),
        )
    }

    /// The failure of an attempt that brought no whole answer. `answering`: its headers had come.
    pub fn broken(
        &self,
        attempts: u32,
        fault: Fault,
        answering: bool,
        words: &str,
        cause: &JsValue,
    ) -> Failed<JsValue> {
        let repeat_safe = self.request.repeat_safe;
        let code = Code::of_broken(fault, repeat_safe, answering);
        let may_have_been_applied = !repeat_safe && fault.may_have_been_applied();
        let subject = match code {
            Code::ResponseIncomplete => "No complete answer",
            Code::Timeout => "Timed out",
            _ => "Connection failed",
        };
        let details =
            Details::default().value("mayHaveBeenApplied", &may_have_been_applied.into()).value("cause", cause);
        Failed { fault, error: self.error(attempts, code, subject, words, details) }
    }

    /// What must not be seen in anything that others say. Short ones are no secrets, but syllables.
    fn secrets(&self) -> Array {
        let tokens = self.credentials.borrow();
        let tokens = tokens.iter().map(|(_, header)| header.trim_start_matches("Token "));
        let secrets = tokens.chain(self.request.secret.as_deref());
        secrets.filter(|secret| secret.len() >= 4).map(JsValue::from).collect()
    }
}

/// A plain object with these properties.
pub fn record<'a>(properties: impl IntoIterator<Item = (&'a str, &'a str)>) -> Object {
    let record = Object::new();
    for (name, value) in properties {
        // Setting a property of a plain object of our own cannot fail.
        let _ = js_sys::Reflect::set(&record, &name.into(), &value.into());
    }
    record
}
