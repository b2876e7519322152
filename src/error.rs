//! Kinds of failures, and the messages of errors.

pub mod fields;

use crate::retry::Fault;

/// The kind of a failure. Each kind is a `code` of the package's errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// An argument is wrong. Nothing was sent.
    InvalidRequest,
    /// There was no connection, or it broke.
    Connection,
    /// No complete answer arrived to a call that may have been applied.
    ResponseIncomplete,
    /// An answer that the endpoint does not return, or a redirect.
    InvalidResponse,
    /// No answer in time.
    Timeout,
    /// The live log broke off.
    Stream,
    /// The job of `waitForJob` did not succeed.
    JobFailed,
    /// A bug in the package.
    Internal,
    /// Any other status that is not 2xx.
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
    /// 500 and above.
    Server,
    /// 503, because no GPU is free.
    GpuUnavailable,
}

impl ErrorKind {
    /// The kind of an answer with an error status. The body may say that no GPU is free.
    pub fn of_status(status: u16, is_gpu_unavailable: bool) -> Self {
        match status {
            400 | 422 => ErrorKind::Validation,
            401 => ErrorKind::Authentication,
            403 => ErrorKind::Authorization,
            404 => ErrorKind::NotFound,
            429 => ErrorKind::RateLimit,
            503 if is_gpu_unavailable => ErrorKind::GpuUnavailable,
            // RFC 9110, section 15: a status above 599 is treated as a 5xx.
            500.. => ErrorKind::Server,
            _ => ErrorKind::Http,
        }
    }

    /// The kind of an attempt without a complete answer. `repeat_safe`: whether the endpoint is. `answering`: whether
    /// the headers of the answer had arrived.
    pub fn of_broken(fault: Fault, repeat_safe: bool, answering: bool) -> Self {
        match fault {
            Fault::NotSent => ErrorKind::Connection,
            Fault::Timeout if repeat_safe || !answering => ErrorKind::Timeout,
            Fault::Broken if repeat_safe => ErrorKind::Connection,
            _ => ErrorKind::ResponseIncomplete,
        }
    }

    /// The name of the error's class, which has its `code` and defaults (`src/js/errors.js`).
    pub fn class(self) -> &'static str {
        match self {
            ErrorKind::InvalidRequest => "InvalidRequestError",
            ErrorKind::Connection => "ClientConnectionError",
            ErrorKind::ResponseIncomplete => "ClientResponseIncompleteError",
            ErrorKind::InvalidResponse => "InvalidResponseError",
            ErrorKind::Timeout => "ClientTimeoutError",
            ErrorKind::Stream => "StreamError",
            ErrorKind::JobFailed => "JobFailedError",
            ErrorKind::Internal => "InternalError",
            ErrorKind::Http => "HTTPError",
            ErrorKind::Validation => "ValidationError",
            ErrorKind::Authentication => "AuthenticationError",
            ErrorKind::Authorization => "AuthorizationError",
            ErrorKind::NotFound => "NotFoundError",
            ErrorKind::RateLimit => "RateLimitError",
            ErrorKind::Server => "ServerError",
            ErrorKind::GpuUnavailable => "GpuUnavailableError",
        }
    }

    /// The beginning of the message. `None` if it is the status, or if the message has no beginning.
    pub fn subject(self) -> Option<&'static str> {
        match self {
            ErrorKind::Connection => Some("Connection failed"),
            ErrorKind::ResponseIncomplete => Some("No complete answer"),
            ErrorKind::InvalidResponse => Some("Unusable answer"),
            ErrorKind::Timeout => Some("Timed out"),
            ErrorKind::Stream => Some("The log ended early"),
            ErrorKind::JobFailed => Some("The job did not succeed"),
            _ => None,
        }
    }
}

/// The registered reason phrase of an error status, because HTTP/2 sends none.
pub fn reason_phrase(status: u16) -> Option<&'static str> {
    Some(match status {
        400 => "Bad Request",
        401 => "Unauthorized",
        402 => "Payment Required",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        408 => "Request Timeout",
        409 => "Conflict",
        410 => "Gone",
        411 => "Length Required",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        414 => "URI Too Long",
        415 => "Unsupported Media Type",
        422 => "Unprocessable Content",
        423 => "Locked",
        424 => "Failed Dependency",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        507 => "Insufficient Storage",
        _ => return None,
    })
}

/// The longest message, in UTF-16 units.
const MESSAGE_LIMIT: usize = 300;

/// The message of an error: `subject: METHOD /path/: words`. Empty parts are left out. A long message is truncated, so
/// redact secrets before.
pub fn message(subject: &str, call: &str, words: &str) -> String {
    let mut message = String::new();
    push_part(&mut message, subject);
    push_part(&mut message, call);
    push_part(&mut message, trim(words));
    limited(message)
}

/// A message of at most 300 units: a longer one is truncated.
pub fn limited(mut message: String) -> String {
    let mut units = 0;
    // The end of the longest text that leaves room for the ellipsis.
    let mut end = 0;
    for (at, char) in message.char_indices() {
        if units < MESSAGE_LIMIT {
            end = at;
        }
        units += char.len_utf16();
        if units > MESSAGE_LIMIT {
            message.truncate(end);
            message.push('…');
            break;
        }
    }
    message
}

/// Appends a part that is not empty, after `: ` if there is something before it.
pub(crate) fn push_part(text: &mut String, part: &str) {
    if !part.is_empty() {
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(part);
    }
}

/// The text without white space at its ends, like JavaScript's `trim`.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// Whether JavaScript treats it as white space: U+FEFF is, U+0085 is not.
fn is_space(char: char) -> bool {
    char == '\u{feff}' || (char != '\u{85}' && char.is_whitespace())
}

#[cfg(test)]
mod tests;
