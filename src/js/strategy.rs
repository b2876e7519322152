//! What is done about a fault, and what is said of it.

use js_sys::Math;
use wasm_bindgen::prelude::*;

use super::host::{Exchange, get, get_flag, get_number};
use crate::call::{Course, Terms};
use crate::error::Code;
use crate::retry::{Budget, Fault, Policy};

/// What an attempt met with, or a call.
#[wasm_bindgen(skip_typescript)]
#[derive(Clone, Copy)]
pub enum Kind {
    /// The caller's signal aborted.
    Aborted = "aborted",
    /// An argument turned out wrong on the way.
    Refused = "refused",
    /// Nobody reads further; or the attempt was given up long ago.
    Stopped = "stopped",
    /// An answer that is no success.
    Status = "status",
    /// The deadline of a wait has passed.
    Deadline = "deadline",
    /// The live log broke off, and cannot be resumed.
    Ended = "ended",
    /// The live log broke off, and can be resumed.
    Cut = "cut",
    /// An answer that leads elsewhere.
    Redirect = "redirect",
    /// An answer that is not what the endpoint answers.
    Unusable = "unusable",
    /// No answer in time.
    Timeout = "timeout",
    /// The connection was refused.
    Unsent = "unsent",
    /// The connection broke.
    Broken = "broken",
}

/// How the calls of a client, and of those made of it by `withOptions`, are retried. Held by JavaScript, which asks it only
/// when something went wrong.
#[wasm_bindgen(skip_typescript)]
#[derive(Default)]
pub struct RetryStrategy {
    budget: Budget,
}

#[wasm_bindgen]
impl RetryStrategy {
    /// The milliseconds after which an exchange is sent again. Throws the caller's error where it is not.
    /// `told` is a fault of that kind; `is_renewed`: it was a 401, and there are other credentials now.
    #[wasm_bindgen(skip_typescript)]
    pub fn after(&self, exchange: &Exchange, kind: Kind, told: &JsValue, is_renewed: bool) -> Result<f64, JsValue> {
        let repeat_safe = get_flag(exchange, "isRepeatSafe");
        let Failed { fault, error } = failed(exchange, kind, told, repeat_safe);
        let policy = policy(&get(exchange, "policy"));
        let terms = Terms { policy: &policy, budget: &self.budget, repeat_safe };
        let count = |name| get_number(exchange, name) as u32;
        let mut course = Course { retries: count("retries"), paid: count("paid") };
        let delay = course.after(fault, is_renewed, terms, Math::random()).ok_or(error)?;
        exchange.pay(course.retries, course.paid);
        Ok(delay)
    }

    /// A call succeeded, whose last retry took `paid` tokens. Answers whether the budget is still short of some: where it is
    /// full, a success changes nothing.
    #[wasm_bindgen(skip_typescript)]
    pub fn succeeded(&self, paid: u32) -> bool {
        self.budget.succeeded(paid);
        self.budget.tokens() < Budget::CAPACITY
    }
}

/// The `retry` options, with their defaults filled in.
fn policy(given: &JsValue) -> Policy {
    Policy {
        limit: get_number(given, "limit") as u32,
        base_delay: get_number(given, "baseDelay"),
        max_delay: get_number(given, "maxDelay"),
        max_retry_after: get_number(given, "maxRetryAfter"),
        repeat_unsafe: get_flag(given, "unsafe"),
    }
}

/// An attempt that failed: why, as far as retrying is concerned, and the error that the caller would get.
struct Failed {
    fault: Fault,
    error: JsValue,
}

fn failed(exchange: &Exchange, kind: Kind, told: &JsValue, repeat_safe: bool) -> Failed {
    let status = get_number(told, "status") as u16;
    let (fault, code) = match kind {
        Kind::Aborted | Kind::Refused | Kind::Stopped => {
            return Failed { fault: Fault::Final, error: get(told, "cause") };
        }
        Kind::Status => {
            let retry_after = get(told, "retryAfterMs").as_f64();
            (Fault::Status { status, retry_after }, Some(Code::of_status(status, get_flag(told, "isGpuUnavailable"))))
        }
        Kind::Deadline => (Fault::Final, Some(Code::Timeout)),
        Kind::Ended => (Fault::Final, Some(Code::Stream)),
        Kind::Cut => (Fault::Broken, Some(Code::Stream)),
        Kind::Redirect | Kind::Unusable => (Fault::Final, Some(Code::InvalidResponse)),
        Kind::Timeout => (Fault::Timeout, None),
        Kind::Unsent => (Fault::NotSent, None),
        // And whatever was thrown by something that is not ours.
        _ => (Fault::Broken, None),
    };
    let code = code.unwrap_or_else(|| Code::of_broken(fault, repeat_safe, get_flag(exchange, "isAnswering")));
    // An answer of no use to a call that was done all the same.
    let is_done = code == Code::InvalidResponse && (200..300).contains(&status);
    let is_known = repeat_safe || code == Code::GpuUnavailable;
    let may_have_been_applied = !is_known && (is_done || fault.may_have_been_applied());
    let error = exchange.error(code as u8, told, may_have_been_applied);
    Failed { fault, error }
}
