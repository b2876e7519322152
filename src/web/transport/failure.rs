//! Makes the failures of a call: the class of each error, its message and its fields. Tokens are redacted in all
//! foreign texts.

use js_sys::{Array, JsString};
use wasm_bindgen::JsValue;

use super::attempt::AnswerDetails;
use super::{Body, Call};
use crate::call::Failed;
use crate::endpoint::Method;
use crate::error::fields::{FieldErrors, field_errors, server_message};
use crate::error::{ErrorKind, message, reason_phrase};
use crate::json::Json;
use crate::redact::Redactor;
use crate::retry::Fault;
use crate::retry_after;
use crate::text::{concat, contains, decimal};
use crate::url::{path_of, without_query};
use crate::web::fault::{ErrorRecord, FailedCall, Reason};
use crate::web::foreign::{get, get_text, text_of};
use crate::web::json_body::{has_list_at, parse};
use crate::web::record::{Field, pair};
use crate::web::redaction::{redact_json, safe_cause};
use crate::web::tree::tree_of;

/// The header with the id of a request.
pub const REQUEST_ID: &str = "x-request-id";

/// The maximum length of a text that should have been JSON, in UTF-16 units.
const TEXT_LIMIT: u32 = 512;

/// What an error of the runtime says about the request.
pub enum Proof {
    /// Nothing was sent.
    Unsent,
    /// Nothing was sent, and a retry will not help until somebody fixes the cause: a certificate, a scheme.
    Hopeless,
    /// Unknown.
    None,
}

/// Classifies an error of Node's `fetch` by its code or message.
pub fn proof_of(words: &str) -> Proof {
    match words {
        _ if is_of_tls(words) => Proof::Hopeless,
        "ECONNREFUSED" | "ENOTFOUND" | "bad port" => Proof::Unsent,
        _ => Proof::None,
    }
}

/// Whether it is a code for a certificate that was refused (<https://nodejs.org/api/tls.html#x509-certificate-error-codes>), or for a
/// TLS handshake that failed.
fn is_of_tls(words: &str) -> bool {
    const CODES: [&str; 10] = [
        "CERT_",
        "CRL_",
        "ERROR_IN_C",
        "ERR_SSL_",
        "ERR_TLS_",
        "HOSTNAME_",
        "INVALID_",
        "PATH_",
        "UNABLE_TO_",
        "UNSPECIFIED",
    ];
    CODES.iter().any(|code| words.starts_with(code)) || contains(words, "SELF_SIGNED")
}

/// A hint for one of these codes, if there is one.
pub fn tls_hint(words: &str) -> &'static str {
    let has = |part| contains(words, part);
    if has("WRONG_VERSION") || has("PACKET_LENGTH") {
        "the port does not speak TLS (plain http?): "
    } else if has("SELF_SIGNED") || has("UNABLE_TO") {
        "the certificate was refused (NODE_EXTRA_CA_CERTS adds authorities): "
    } else if has("ERR_SSL_") {
        ""
    } else {
        "the certificate was refused: "
    }
}

/// Whether the error says that a body is not compressed as its headers claim, by a code of zlib or Brotli.
pub fn is_of_compression(words: &str) -> bool {
    words.starts_with("Z_") || words.starts_with("ERR__ERROR_") || words.starts_with("ZSTD_")
}

/// Whether the code is more useful than the message. Codes of the system, of TLS and of compression are; Node's own are
/// not.
fn is_informative(code: &str) -> bool {
    let is_own = code.is_empty() || code.starts_with("ERR_") || code.starts_with("UND_ERR_");
    !is_own || matches!(proof_of(code), Proof::Hopeless) || is_of_compression(code)
}

/// The reason of a failure in the words of its source: a code or message of the error, or of its cause.
pub fn message_of(cause: &JsValue) -> String {
    let inner = get(cause, "cause");
    let code = |error: &JsValue| get_text(error, "code").filter(|code| is_informative(code));
    let said = |error: &JsValue| get_text(error, "message").filter(|words| !words.is_empty());
    let found = code(&inner).or_else(|| code(cause)).or_else(|| said(&inner)).or_else(|| said(cause));
    found.unwrap_or_else(|| text_of(cause))
}

impl Call {
    #[inline(never)]
    pub(super) fn redactor(&self) -> Redactor {
        Redactor::new(&self.secrets())
    }

    pub(super) fn safe_cause(&self, cause: &JsValue) -> JsValue {
        safe_cause(&self.redactor(), cause)
    }

    /// The failure of a connection that broke.
    #[inline(never)]
    pub(super) fn broken(&self, words: &str, cause: JsValue) -> FailedCall {
        let kind = ErrorKind::of_broken(Fault::Broken, self.repeat_safe, self.is_answering.get());
        self.failure(kind, Fault::Broken, words, None, cause)
    }

    /// The failure of a connection that could not be opened.
    pub(super) fn connection_failure(&self, fault: Fault, words: &str, cause: JsValue) -> FailedCall {
        self.failure(ErrorKind::Connection, fault, words, None, cause)
    }

    /// The failure of an answer that did not arrive completely in time.
    #[inline(never)]
    pub(super) fn timed_out(&self) -> FailedCall {
        let kind = ErrorKind::of_broken(Fault::Timeout, self.repeat_safe, self.is_answering.get());
        let words = concat(&["no complete answer within ", &text_of(&self.timeout.into()), " ms"]);
        self.failure(kind, Fault::Timeout, &words, None, JsValue::UNDEFINED)
    }

    /// The failure of a wait whose deadline has passed.
    pub(super) fn deadline_passed(&self) -> FailedCall {
        let deadline = text_of(&self.options.deadline.unwrap_or_default().into());
        let words = concat(&["the job has not ended within ", &deadline, " ms"]);
        self.failure(ErrorKind::Timeout, Fault::Final, &words, None, JsValue::UNDEFINED)
    }

    /// The failure of a live log that ended early. `fault` says whether it may be resumed.
    pub fn stream_ended(&self, fault: Fault, words: &str, cause: JsValue) -> FailedCall {
        self.failure(ErrorKind::Stream, fault, words, None, cause)
    }

    /// The failure of an answer that the endpoint does not return.
    pub fn unusable(&self, words: &str, details: Option<AnswerDetails>) -> FailedCall {
        self.unusable_because(words, details, JsValue::UNDEFINED)
    }

    #[inline(never)]
    pub(super) fn unusable_because(&self, words: &str, details: Option<AnswerDetails>, cause: JsValue) -> FailedCall {
        self.failure(ErrorKind::InvalidResponse, Fault::Final, words, details, cause)
    }

    /// The failure of a job that ended without success.
    pub fn job_failed(&self, job: &JsValue, status: &str) -> FailedCall {
        let words = concat(&["its status is ", status]);
        let mut failed = self.failure(ErrorKind::JobFailed, Fault::Final, &words, None, JsValue::UNDEFINED);
        if let Reason::Error(record) = &mut failed.reason {
            record.add("job", Field::Value(redact_json(&self.redactor(), job)));
        }
        failed
    }

    /// The failure of an answer with an error status.
    #[inline(never)]
    pub(super) fn status_failure(&self, details: AnswerDetails) -> FailedCall {
        let status = details.head.status;
        let parse_date = |text: &str| js_sys::Date::parse(text);
        // A date is compared with the server's own clock, if the answer has one.
        let now = details.head.get("date").and_then(|date| retry_after::date(&date, &parse_date));
        let now = now.unwrap_or_else(js_sys::Date::now);
        let header = details.head.get("retry-after");
        let retry_after = header.and_then(|text| retry_after::parse(&text, &parse_date, now));
        let is_gpu_unavailable = get_text(&details.json, "error_type").is_some_and(|text| text == "gpu_unavailable");
        let kind = ErrorKind::of_status(status, is_gpu_unavailable);
        let tree = tree_of(&details.json);
        let fields = self.field_errors(&tree);
        let mut words = server_message(&tree, &fields);
        if status == 401 && !self.has_token() {
            words.push_str(" (this client has no token)");
        } else if status == 404 && details.json.is_undefined() && self.method != Method::Head {
            words.push_str(" (the answer is not JSON: does baseUrl lack a path?)");
        }
        let mut failed =
            self.failure(kind, Fault::Status { status, retry_after }, &words, Some(details), JsValue::UNDEFINED);
        if let Reason::Error(record) = &mut failed.reason {
            match kind {
                ErrorKind::Validation => record.add_field_errors(&self.redacted(fields)),
                ErrorKind::RateLimit | ErrorKind::Server | ErrorKind::GpuUnavailable => {
                    record.add("retryAfter", Field::number_or_null(retry_after.map(|delay| delay / 1000.0)));
                }
                _ => {}
            }
        }
        failed
    }

    #[inline(never)]
    fn field_errors(&self, body: &Json) -> FieldErrors {
        let posted = match &*self.body.borrow() {
            Body::Json(text) => parse(text).unwrap_or_default(),
            Body::Form(form) => form.posted().clone(),
            Body::None | Body::Logs(_) => JsValue::UNDEFINED,
        };
        field_errors(body, &|path| has_list_at(&posted, path))
    }

    fn redacted(&self, fields: FieldErrors) -> Vec<(String, Vec<String>)> {
        let redactor = self.redactor();
        let mut redacted = Vec::new();
        for (path, texts) in &fields.0 {
            let mut shown = Vec::new();
            for text in texts {
                shown.push(redactor.text(text));
            }
            redacted.push((redactor.text(path), shown));
        }
        redacted
    }

    #[inline(never)]
    fn failure(
        &self,
        kind: ErrorKind,
        fault: Fault,
        words: &str,
        details: Option<AnswerDetails>,
        cause: JsValue,
    ) -> FailedCall {
        let redactor = self.redactor();
        let url = self.shown_url();
        let status = details.as_ref().map(|details| details.head.status);
        let subject = kind.subject().map_or_else(|| status_line(status.unwrap_or_default()), str::to_owned);
        // The origin is useful only if the request may not have reached the endpoint.
        let shows_origin = status.is_none() || kind == ErrorKind::InvalidResponse;
        let place = if shows_origin { without_query(&url) } else { path_of(&url) };
        let call = concat(&[self.method.as_str(), " ", place]);
        let [subject, call, words] = [&subject, &call, words].map(|text| redactor.text(text));
        // The call was applied, but its answer is not usable.
        let is_done = kind == ErrorKind::InvalidResponse && status.is_some_and(|status| (200..300).contains(&status));
        let is_known = self.repeat_safe || matches!(kind, ErrorKind::GpuUnavailable | ErrorKind::Connection);
        let mut record = ErrorRecord::new(kind, status, message(&subject, &call, &words));
        record.add("method", Field::Text(self.method.as_str().to_owned()));
        record.add("url", Field::Text(redactor.text(&url)));
        record.add("attempts", Field::Number(self.attempts.get().into()));
        let may_have_been_applied = !is_known && (is_done || fault.may_have_been_applied());
        record.add("mayHaveBeenApplied", Field::Value(may_have_been_applied.into()));
        record.add_cause(safe_cause(&redactor, &cause));
        if let Some(details) = details {
            show(&mut record, &details, &redactor);
        }
        Box::new(Failed { fault, reason: record.into() })
    }
}

/// Adds the fields of an answer.
#[inline(never)]
fn show(record: &mut ErrorRecord, details: &AnswerDetails, redactor: &Redactor) {
    record.add("requestId", Field::text_or_null(details.head.get(REQUEST_ID).map(|id| redactor.text(&id))));
    let mut headers = details.head.entries();
    for (name, value) in &mut headers {
        *name = redactor.text(name);
        *value = redactor.text(value);
    }
    let pairs = Array::new();
    for (name, value) in &headers {
        pairs.push(&pair(name, &value.into()));
    }
    record.add("headers", Field::Value(pairs.into()));
    if !details.json.is_undefined() {
        record.add("response", Field::Value(redact_json(redactor, &details.json)));
        return;
    }
    let text = details.text.as_string().unwrap_or_default();
    if text.is_empty() {
        return;
    }
    let text = if details.is_cut { redactor.without_cut_secret(&text) } else { &text };
    let shown = JsString::from(redactor.text(text));
    // Truncated only after redaction, which would not find a part of a secret.
    let length = if record.kind == ErrorKind::InvalidResponse { TEXT_LIMIT } else { shown.length() };
    record.add("response", Field::Value(shown.slice(0, length).into()));
}

/// `404 Not Found`. HTTP/2 sends no reason phrase.
fn status_line(status: u16) -> String {
    let number = decimal(status.into());
    match reason_phrase(status) {
        Some(phrase) => concat(&[number.as_str(), " ", phrase]),
        None => number,
    }
}
