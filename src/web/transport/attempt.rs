//! One attempt: sends the request, and reads the whole answer, or the headers of a stream.

use js_sys::{JsString, Object};
use wasm_bindgen::{JsCast, JsValue};

use super::failure::{Proof, is_of_compression, message_of, proof_of, tls_hint};
use super::response::{AttemptGuard, Fetched, Head, capped_text};
use super::{Answered, Body, Call};
use crate::endpoint::{Answer, Method};
use crate::retry::Fault;
use crate::text::concat;
use crate::url::{origin_of, redirect_message};
use crate::web::answer::{is_plain_text, mismatch_of};
use crate::web::fault::{FailedCall, Refusal};
use crate::web::foreign::{global, page_origin};
use crate::web::json_body;
use crate::web::task::rare;
use crate::web::{files, js};

/// The answer that an error shows.
#[derive(Debug, Default)]
pub struct AnswerDetails {
    /// Its status and headers.
    pub head: Head,
    /// Its text, if it is not JSON.
    pub text: JsValue,
    /// Whether the text was truncated.
    pub is_cut: bool,
    /// Its JSON; undefined if it has none.
    pub json: JsValue,
}

impl Call {
    pub(super) async fn send(&self, headers: Object) -> Result<Answered, FailedCall> {
        let fetch = self.fetch_function()?;
        self.is_answering.set(false);
        let attempt = self.attempts.get() + 1;
        let started = self.report_request(attempt);
        if let Some(end) = self.watch.end() {
            return Err(self.ended(end));
        }
        self.attempts.set(attempt);
        let guard = match AttemptGuard::new(&self.watch) {
            Ok(guard) => guard,
            Err(cause) => return Err(rare(self.rejected(cause)).await),
        };
        let response = match self.dispatch(&fetch, &headers, &guard).await {
            Ok(response) => response,
            Err(cause) => return Err(rare(self.rejected(cause)).await),
        };
        let Some(fetched) = Fetched::new(response) else {
            return Err(self.unusable("fetch returned something that is not a Response", None));
        };
        if fetched.status == 0 && fetched.is_of_type("error") {
            return Err(self.broken("fetch returned a network error", JsValue::UNDEFINED));
        }
        self.is_answering.set(true);
        self.report_response(attempt, &fetched, started);
        if fetched.is_redirect() {
            return Err(self.redirected(&fetched));
        }
        if !fetched.is_success() {
            return Err(rare(self.refused_by_server(&fetched)).await);
        }
        if self.answer == Answer::Events && fetched.status != 204 {
            return Ok(Answered { json: JsValue::NULL, fetched, guard: Some(guard) });
        }
        let json = self.read_answer(&fetched).await?;
        guard.finish();
        Ok(Answered { json, fetched, guard: None })
    }

    /// Checks the JSON of a successful answer against what the endpoint returns.
    async fn read_answer(&self, fetched: &Fetched) -> Result<JsValue, FailedCall> {
        if self.method == Method::Head {
            return Ok(JsValue::NULL);
        }
        let text = if fetched.status == 204 { JsValue::from_str("") } else { self.read_text(fetched).await? };
        let Some(json) = json_body::parse(&text) else { return self.read_other(fetched, text) };
        if let Some(mismatch) = mismatch_of(self.answer, &json) {
            let details = AnswerDetails { head: fetched.head(), text: JsValue::NULL, json, is_cut: false };
            return Err(self.unusable(mismatch, Some(details)));
        }
        Ok(json)
    }

    /// Checks a successful answer that is not JSON.
    #[inline(never)]
    fn read_other(&self, fetched: &Fetched, text: JsValue) -> Result<JsValue, FailedCall> {
        let is_empty = text.dyn_ref::<JsString>().is_some_and(|text| text.length() == 0);
        if is_empty && self.answer.allows_empty(fetched.status) {
            return Ok(JsValue::NULL);
        }
        let head = fetched.head();
        if self.answer == Answer::Health && is_plain_text(&head) {
            return Ok(text);
        }
        let words = match head.content_type() {
            _ if is_empty => "the answer is empty".to_owned(),
            Some(media_type) if text.is_string() => {
                let hint = if media_type.ends_with("html") { ": check baseUrl" } else { "" };
                concat(&["the answer is not JSON but ", &media_type, hint])
            }
            _ => "the answer is not JSON".to_owned(),
        };
        Err(self.unusable(&words, Some(AnswerDetails { head, text, json: JsValue::UNDEFINED, is_cut: false })))
    }

    async fn read_text(&self, fetched: &Fetched) -> Result<JsValue, FailedCall> {
        match fetched.text().await {
            Ok(text) => Ok(text),
            Err(cause) => Err(self.body_broke(&cause, fetched)),
        }
    }

    /// The failure of an answer with an error status.
    async fn refused_by_server(&self, fetched: &Fetched) -> FailedCall {
        let (text, is_cut) = match capped_text(fetched).await {
            Ok(read) => read,
            Err(cause) => return self.body_broke(&cause, fetched),
        };
        let json = json_body::parse(&text).unwrap_or_default();
        self.status_failure(AnswerDetails { head: fetched.head(), text, is_cut, json })
    }

    /// The failure of a redirect.
    #[inline(never)]
    fn redirected(&self, fetched: &Fetched) -> FailedCall {
        let head = fetched.head();
        let location = head.get("location");
        let words = redirect_message(location.as_deref(), &self.url(), self.settings.base_url.as_str());
        let details = (fetched.status > 0).then(|| AnswerDetails { head, ..AnswerDetails::default() });
        self.unusable(&words, details)
    }

    /// The failure of a `fetch` that rejected, with any value.
    async fn rejected(&self, cause: JsValue) -> FailedCall {
        let file = match &*self.body.borrow() {
            Body::Form(form) => Some(form.file().clone()),
            _ => None,
        };
        if let Some(file) = file {
            if !files::is_readable(&file).await {
                let words = "cannot be read any more: it was changed or removed";
                return self.refused(Refusal::because("file", words, cause));
            }
        }
        let words = message_of(&cause);
        if words == "unexpected redirect" {
            let words = "redirected, which an upload does not follow: check baseUrl, and whether a proxy adds or drops the last slash";
            return self.unusable_because(words, None, cause);
        }
        match proof_of(&words) {
            Proof::Unsent => self.connection_failure(Fault::NotSent, &words, cause),
            Proof::Hopeless => self.connection_failure(Fault::Final, &concat(&[tls_hint(&words), &words]), cause),
            Proof::None => self.broken(&concat(&[&words, self.cors_hint()]), cause),
        }
    }

    /// A hint for a failed connection from a page to another origin.
    fn cors_hint(&self) -> &'static str {
        let page = js::is_browser().then(page_origin).flatten();
        if page.is_some_and(|page| page != origin_of(&self.url())) {
            return " (does the backend allow this page by CORS?)";
        }
        ""
    }

    /// The failure of a body that broke off, or that does not match its headers.
    #[inline(never)]
    pub fn body_broke(&self, cause: &JsValue, fetched: &Fetched) -> FailedCall {
        let words = message_of(cause);
        if is_of_compression(&words) {
            let details = AnswerDetails { head: fetched.head(), ..AnswerDetails::default() };
            let words = concat(&["the answer is not compressed as it says: ", &words]);
            return self.unusable_because(&words, Some(details), cause.clone());
        }
        self.broken(&words, cause.clone())
    }

    /// Looks up the global `fetch` at each attempt, because a test may have replaced it.
    #[inline(never)]
    fn fetch_function(&self) -> Result<js_sys::Function, FailedCall> {
        if let Some(fetch) = &self.settings.fetch {
            return Ok(fetch.clone());
        }
        global("fetch")
            .dyn_into()
            .map_err(|_| self.refused(Refusal::new("fetch", "is not on the global object: give one as an option")))
    }

    /// Whether this is Node's own `fetch`, which takes more options than others.
    pub(super) fn is_node_fetch(&self) -> bool {
        self.settings.fetch.is_none() && js::is_node()
    }
}
