//! What is done about a fault, and what is said of it.

use std::rc::Rc;

use gloo_net::http::Headers;
use js_sys::{Date, Math};
use wasm_bindgen::prelude::*;

use super::host::{Exchange, get, get_flag, get_number, get_text, set_number};
use crate::call::{Course, Terms};
use crate::error::Code;
use crate::retry::{Budget, Fault, Policy, parse_retry_after};

/// How the calls of a client are retried. Held by JavaScript, which asks it only when something went wrong.
#[wasm_bindgen(skip_typescript)]
#[derive(Clone, Default)]
pub struct RetryStrategy {
    budget: Rc<Budget>,
}

#[wasm_bindgen]
impl RetryStrategy {
    /// The milliseconds after which an exchange is sent again. Throws the caller's error where it is not.
    /// `told` is a fault; `is_renewed`: it was a 401, and there are other credentials now.
    #[wasm_bindgen(skip_typescript)]
    pub fn after(&self, exchange: &Exchange, told: &JsValue, is_renewed: bool) -> Result<f64, JsValue> {
        let repeat_safe = get_flag(exchange, "isRepeatSafe");
        let Failed { fault, error } = failed(exchange, told, repeat_safe);
        let policy = policy(&get(exchange, "policy"));
        let terms = Terms { policy: &policy, budget: &self.budget, repeat_safe };
        let count = |name| get_number(exchange, name) as u32;
        let mut course = Course { retries: count("retries"), paid: count("paid") };
        let delay = course.after(fault, is_renewed, terms, Math::random()).ok_or(error)?;
        set_number(exchange, "retries", course.retries);
        set_number(exchange, "paid", course.paid);
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

fn failed(exchange: &Exchange, told: &JsValue, repeat_safe: bool) -> Failed {
    let (fault, code) = match get_text(told, "kind").as_str() {
        "aborted" | "refused" | "stopped" => return Failed { fault: Fault::Final, error: get(told, "cause") },
        "status" => {
            let status = get_number(told, "status") as u16;
            let code = Code::of_status(status, &get_text(&get(told, "json"), "error_type"));
            (Fault::Status { status, retry_after: retry_after(told) }, Some(code))
        }
        "deadline" => (Fault::Final, Some(Code::Timeout)),
        "ended" => (Fault::Final, Some(Code::Stream)),
        "cut" => (Fault::Broken, Some(Code::Stream)),
        "redirect" | "unusable" => (Fault::Final, Some(Code::InvalidResponse)),
        "timeout" => (Fault::Timeout, None),
        "unsent" => (Fault::NotSent, None),
        _ => (Fault::Broken, None),
    };
    let code = code.unwrap_or_else(|| Code::of_broken(fault, repeat_safe, get_flag(exchange, "isAnswering")));
    // An answer of no use to a call that was done all the same.
    let is_done = code == Code::InvalidResponse && (200.0..300.0).contains(&get_number(told, "status"));
    let is_known = repeat_safe || code == Code::GpuUnavailable;
    let may_have_been_applied = !is_known && (is_done || fault.may_have_been_applied());
    let error = exchange.error(code as u8, told, may_have_been_applied, fault.retry_after());
    Failed { fault, error }
}

/// The milliseconds that an answer's Retry-After asks for.
fn retry_after(told: &JsValue) -> Option<f64> {
    let headers = Headers::from_raw(get(told, "headers").unchecked_into());
    parse_retry_after(&headers.get("retry-after")?, Date::now(), Date::parse)
}
