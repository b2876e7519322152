//! Failures: what kind each is of.

use crate::retry::Fault;

/// What kind of failure it was; each is one error class of the package, in the order of `errors.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
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
    /// The code of an answer that is no success, which may say that no GPU is free.
    pub fn of_status(status: u16, is_gpu_unavailable: bool) -> Self {
        match status {
            400 | 422 => Code::Validation,
            401 => Code::Authentication,
            403 => Code::Authorization,
            404 => Code::NotFound,
            429 => Code::RateLimit,
            503 if is_gpu_unavailable => Code::GpuUnavailable,
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

#[cfg(test)]
mod tests;
