//! Builds the headers of an attempt: constant tokens, tokens and headers from functions, and the rest.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::JsValue;

use super::{Body, Call, End};
use crate::endpoint::Answer;
use crate::web::fault::{FailedCall, Refusal, final_failure};
use crate::web::foreign::{set, settled, shallow_copy};
use crate::web::options::{HeadersSource, TokenFunction, read_fixed_headers, secrets_of, token_header};

/// The results of token functions.
#[derive(Debug, Default)]
pub struct TokenHeaders {
    /// The tokens that were sent last, or will be sent next.
    current: Vec<(&'static str, String)>,
    /// Whether the current tokens were renewed and have not been sent yet.
    is_renewed: bool,
    /// All tokens that the functions have returned, so that all of them are redacted.
    seen: Vec<String>,
    /// The additional headers that the functions of the client and of the call have returned.
    additional: [Vec<(String, String)>; 2],
}

impl Call {
    /// Whether there are functions to call before each attempt.
    pub(super) fn has_header_functions(&self) -> bool {
        let is_function = |source: &HeadersSource| matches!(source, HeadersSource::Function(_));
        !self.settings.token_functions.is_empty()
            || is_function(&self.settings.headers)
            || is_function(&self.options.headers)
    }

    /// Calls them.
    pub(super) async fn call_header_functions(&self) -> Result<(), FailedCall> {
        let is_renewed = std::mem::take(&mut self.tokens.borrow_mut().is_renewed);
        if !self.settings.token_functions.is_empty() && !is_renewed {
            self.call_token_functions().await?;
        }
        for (place, source) in [&self.settings.headers, &self.options.headers].into_iter().enumerate() {
            if let HeadersSource::Function(function) = source {
                let headers = self.call_function(function, "headers").await?;
                let headers = read_fixed_headers(&headers).map_err(|refusal| self.refused(refusal))?;
                for secret in secrets_of(&headers) {
                    self.keep_secret(secret);
                }
                if let Some(returned) = self.tokens.borrow_mut().additional.get_mut(place) {
                    *returned = headers;
                }
            }
        }
        Ok(())
    }

    /// Builds the headers of the next attempt. Those that are the same for most calls of a client are made once, and
    /// copied.
    pub(super) fn headers(&self) -> Object {
        let has_own = !matches!(self.options.headers, HeadersSource::None) || self.answer == Answer::Events;
        let template = match &*self.body.borrow() {
            Body::None => self.settings.templates.headers.first(),
            Body::Json(_) | Body::Logs(_) => self.settings.templates.headers.last(),
            Body::Form(_) => None,
        };
        match template {
            Some(template) if !has_own && !self.has_header_functions() => {
                shallow_copy(template.get_or_init(|| self.new_headers()))
            }
            _ => self.new_headers(),
        }
    }

    #[inline(never)]
    fn new_headers(&self) -> Object {
        let headers = Object::new();
        let tokens = self.tokens.borrow();
        let mut has_additional = false;
        for (source, returned) in [&self.settings.headers, &self.options.headers].into_iter().zip(&tokens.additional) {
            for (name, value) in if let HeadersSource::Fixed(fixed) = source { fixed } else { returned } {
                set(&headers, name, &value.as_str().into());
                has_additional = true;
            }
        }
        // The client's own headers take precedence over additional ones, which are in lower case.
        let set_own = |name: &str, value: &JsValue| {
            if has_additional {
                let _ = Reflect::delete_property(&headers, &name.to_ascii_lowercase().into());
            }
            set(&headers, name, value);
        };
        let accept = if self.answer == Answer::Events { "text/event-stream" } else { "application/json" };
        set_own("Accept", &accept.into());
        match &*self.body.borrow() {
            Body::None => {}
            Body::Form(form) => set_own("Content-Type", &form.content_type().into()),
            Body::Json(_) | Body::Logs(_) => set_own("Content-Type", &"application/json".into()),
        }
        if let Some(id) = self.last_event_id.borrow().as_ref() {
            set_own("Last-Event-ID", id);
        }
        for (header, value) in self.settings.tokens.iter().chain(&tokens.current) {
            set_own(header, &value.as_str().into());
        }
        headers
    }

    /// Calls the token functions.
    async fn call_token_functions(&self) -> Result<(), FailedCall> {
        let mut current = Vec::new();
        for TokenFunction { name, header, function } in &self.settings.token_functions {
            let token = self.call_function(function, name).await?;
            if let Some(value) = token_header(&token, name).map_err(|refusal| self.refused(refusal))? {
                self.keep_secret(value.clone());
                current.push((*header, value));
            }
        }
        self.tokens.borrow_mut().current = current;
        Ok(())
    }

    /// Redacted from now on, also in an error of the next function.
    fn keep_secret(&self, value: String) {
        let seen = &mut self.tokens.borrow_mut().seen;
        if !seen.contains(&value) {
            seen.push(value);
        }
    }

    /// The result of one function of the caller.
    async fn call_function(&self, function: &Function, name: &str) -> Result<JsValue, FailedCall> {
        let work = async { settled(function.call0(&JsValue::UNDEFINED)).await };
        let (words, cause) = match self.watch.within(self.options.timeout.unwrap_or(self.settings.timeout), work).await
        {
            Ok(Ok(value)) => return Ok(value),
            Ok(Err(thrown)) => ("is not available: its function failed", thrown),
            Err(End::Timeout) => ("is not available: its function did not return in time", JsValue::UNDEFINED),
            Err(end) => return Err(self.ended(end)),
        };
        Err(self.refused(Refusal::because(name, words, cause)))
    }

    /// The failure of an argument that turned out to be invalid during the call.
    pub(super) fn refused(&self, mut refusal: Refusal) -> FailedCall {
        let cause = refusal.cause_mut();
        *cause = self.safe_cause(cause);
        final_failure(refusal.into_record_after(self.attempts.get()))
    }

    /// Calls the token functions again. Returns whether the tokens differ from those just sent.
    pub(super) async fn renew_tokens(&self) -> Result<bool, FailedCall> {
        if self.settings.token_functions.is_empty() {
            return Ok(false);
        }
        let before = std::mem::take(&mut self.tokens.borrow_mut().current);
        // Unless the call was aborted, which ends it anyway, the 401 says more than this error.
        if self.call_token_functions().await.is_err() {
            return self.watch.end().map_or(Ok(false), |end| Err(self.ended(end)));
        }
        let mut tokens = self.tokens.borrow_mut();
        tokens.is_renewed = tokens.current != before;
        Ok(tokens.is_renewed)
    }

    /// Whether any credential was sent. A tenant does not count, nor does the agent token in a path.
    pub(super) fn has_token(&self) -> bool {
        let others = self.settings.tokens.iter().filter(|(header, value)| *header == TENANT && !is_word(value)).count();
        self.secrets().len() > others + usize::from(self.secret.is_some())
    }

    /// The secrets of the call, which are redacted wherever others could see them.
    pub(super) fn secrets(&self) -> Vec<String> {
        let mut secrets: Vec<String> = self.secret.iter().cloned().collect();
        let mut add = |header: &str| secrets.push(header.strip_prefix("Token ").unwrap_or(header).to_owned());
        for (header, value) in &self.settings.tokens {
            if *header != TENANT || !is_word(value) {
                add(value);
            }
        }
        for value in &self.tokens.borrow().seen {
            add(value);
        }
        for source in [&self.settings.headers, &self.options.headers] {
            if let HeadersSource::Fixed(headers) = source {
                secrets.extend(secrets_of(headers));
            }
        }
        secrets
    }
}

/// The header of a tenant, which is no credential.
const TENANT: &str = "Synapse-Tenant";

/// Whether the tenant is so short that it may be a word in any text.
fn is_word(tenant: &str) -> bool {
    tenant.len() < "Token 12345678".len()
}
