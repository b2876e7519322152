//! Failures: their codes, and the words that a person reads.

use crate::retry::Fault;
use crate::value::Value;

mod fields;
pub use fields::{FieldErrors, field_errors};

/// What kind of failure it was; each is one error class of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// Refused before anything was sent.
    InvalidRequest,
    /// No connection, or one that broke.
    Connection,
    /// No whole answer to a call that may have been applied.
    ResponseIncomplete,
    /// An answer that is not what the endpoint answers, or a redirect.
    InvalidResponse,
    /// No answer in time.
    Timeout,
    /// The live log broke off.
    Stream,
    /// Another status that is no success.
    Http,
    /// 400 and 422.
    Validation,
    /// 401.
    Authentication,
    /// 403.
    Authorization,
    /// 404.
    NotFound,
    /// 429.
    RateLimit,
    /// 5xx.
    Server,
    /// 503, because no GPU is free.
    GpuUnavailable,
}

impl Code {
    /// The `code` of the JavaScript error.
    pub const fn as_str(self) -> &'static str {
        match self {
            Code::InvalidRequest => "invalid_request",
            Code::Connection => "connection",
            Code::ResponseIncomplete => "response_incomplete",
            Code::InvalidResponse => "invalid_response",
            Code::Timeout => "timeout",
            Code::Stream => "stream",
            Code::Http => "http",
            Code::Validation => "validation",
            Code::Authentication => "authentication",
            Code::Authorization => "authorization",
            Code::NotFound => "not_found",
            Code::RateLimit => "rate_limit",
            Code::Server => "server",
            Code::GpuUnavailable => "gpu_unavailable",
        }
    }

    /// The code of an answer that is no success.
    pub fn of_status(status: u16, body: &Value) -> Self {
        let error_type = body.get("error_type").and_then(Value::text);
        match status {
            400 | 422 => Code::Validation,
            401 => Code::Authentication,
            403 => Code::Authorization,
            404 => Code::NotFound,
            429 => Code::RateLimit,
            503 if error_type == Some("gpu_unavailable") => Code::GpuUnavailable,
            500.. => Code::Server,
            _ => Code::Http,
        }
    }

    /// The code of an attempt that brought no whole answer. `repeat_safe`: of the endpoint; `answering`: the
    /// answer's headers had come.
    pub fn of_broken(fault: Fault, repeat_safe: bool, answering: bool) -> Self {
        match fault {
            Fault::NotSent => Code::Connection,
            Fault::Timeout if repeat_safe || !answering => Code::Timeout,
            Fault::Broken if repeat_safe => Code::Connection,
            _ => Code::ResponseIncomplete,
        }
    }
}

/// `subject: METHOD /path/: words`. It is cut to length where tokens have been masked in it: a cut token is one too.
pub fn message(subject: &str, method: &str, path: &str, words: &str) -> String {
    let mut out = [subject, ": ", method, " ", path].concat();
    if !words.is_empty() {
        out.push_str(": ");
        out.push_str(words.trim());
    }
    out
}

/// `404 Not Found`, by the registered reason phrases: HTTP/2 sends none.
pub fn status_line(status: u16) -> String {
    let reason = match status {
        400 => " Bad Request",
        401 => " Unauthorized",
        402 => " Payment Required",
        403 => " Forbidden",
        404 => " Not Found",
        405 => " Method Not Allowed",
        406 => " Not Acceptable",
        408 => " Request Timeout",
        409 => " Conflict",
        410 => " Gone",
        411 => " Length Required",
        412 => " Precondition Failed",
        413 => " Content Too Large",
        414 => " URI Too Long",
        415 => " Unsupported Media Type",
        422 => " Unprocessable Content",
        423 => " Locked",
        424 => " Failed Dependency",
        429 => " Too Many Requests",
        500 => " Internal Server Error",
        501 => " Not Implemented",
        502 => " Bad Gateway",
        503 => " Service Unavailable",
        504 => " Gateway Timeout",
        507 => " Insufficient Storage",
        _ => "",
    };
    [&decimal(status.into()), reason].concat()
}

/// A number in decimal digits. The standard library's formatting would be a tenth of the package.
pub fn decimal(mut number: u64) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.is_empty() {
        digits.push((b'0' + (number % 10) as u8) as char);
        number /= 10;
    }
    digits.iter().rev().collect()
}

/// The server's own words for what went wrong: `detail`, `message`, `error.message`, `non_field_errors`, or the
/// first field error.
pub fn server_words(body: &Value, fields: &FieldErrors) -> String {
    let error = body.get("error");
    let said = [body.get("detail"), body.get("message"), error.and_then(|e| e.get("message")), error, Some(body)];
    if let Some(words) = said.into_iter().flatten().find_map(Value::text) {
        return words.to_owned();
    }
    let whole = fields.iter().find(|(path, _)| path.is_empty());
    match whole.or(fields.first()) {
        Some((path, words)) if path.is_empty() => words.join(" "),
        Some((path, words)) => [path, ": ", &words.join(" ")].concat(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
