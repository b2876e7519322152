//! One call under the attempt loop: what is done about a fault, and what is said of it.

use std::rc::Rc;

use js_sys::Math;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::answer;
use super::host;
use crate::call::{Failed, Transport, call};
use crate::error::{Code, decimal, message};
use crate::request::Shape;
use crate::retry::{Budget, Fault, Policy};
use crate::url;

/// A request on its way. Dropped, it leaves nothing behind: no timer, no listener, no connection.
pub struct Exchange {
    /// What sends, waits and listens.
    pub io: host::Exchange,
    pub shape: Shape,
    pub repeat_safe: bool,
    /// The body is a list: errors of its items come under their indexes.
    pub posted_list: bool,
    pub policy: Rc<Policy>,
    pub budget: Rc<Budget>,
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.io.close();
    }
}

impl Transport for Exchange {
    type Answer = JsValue;
    type Error = JsValue;

    async fn send(&self, attempt: u32) -> Result<JsValue, Failed<JsValue>> {
        match JsFuture::from(self.io.send(attempt)).await {
            Ok(answer) => answer::check(self, answer),
            Err(fault) => Err(self.failed(fault.unchecked_into())),
        }
    }

    async fn renew(&self) -> Result<bool, JsValue> {
        let renewed = JsFuture::from(self.io.renew()).await;
        renewed.map(|is_new| is_new.is_truthy()).map_err(|fault| self.ended(fault))
    }

    async fn wait(&self, _attempt: u32, delay: f64, error: &JsValue) -> Result<(), JsValue> {
        self.settled(self.io.wait(delay, error)).await
    }

    fn random(&self) -> f64 {
        Math::random()
    }
}

impl Exchange {
    /// Sends the request, again where that is safe and useful: the answer's JSON, whole.
    pub async fn run(&self) -> Result<JsValue, JsValue> {
        call(self, &self.policy, &self.budget, self.repeat_safe).await
    }

    /// Awaits what answers nothing.
    pub async fn settled(&self, promise: js_sys::Promise) -> Result<(), JsValue> {
        JsFuture::from(promise).await.map(drop).map_err(|fault| self.ended(fault))
    }

    /// The error of a call that something ended between its attempts.
    fn ended(&self, fault: JsValue) -> JsValue {
        self.failed(fault.unchecked_into()).error
    }

    /// What a fault is to the loop, and to the caller.
    pub fn failed(&self, fault: host::Fault) -> Failed<JsValue> {
        let kind = fault.kind().unwrap_or_default();
        let words = fault.words().unwrap_or_default();
        let told = match kind.as_str() {
            "aborted" | "refused" | "stopped" => return last(fault.cause()),
            "deadline" => return last(self.error(Code::Timeout, "Timed out", &words, &fault)),
            "status" => return answer::refused(self, &fault),
            "redirect" => return answer::redirected(self, &fault),
            "unusable" => return answer::unusable(self, "the answer is not JSON", &fault),
            "strange" => return answer::unusable(self, "fetch answered with something that is no Response", &fault),
            "timeout" => Fault::Timeout,
            "unsent" => Fault::NotSent,
            _ => Fault::Broken,
        };
        let limit = ["no whole answer within ", &decimal(self.io.timeout() as u64), " ms"];
        let words = if told == Fault::Timeout { limit.concat() } else { words };
        Failed { fault: told, error: self.broken(told, &words, &fault) }
    }

    /// The error of an attempt that brought no whole answer.
    pub fn broken(&self, fault: Fault, words: &str, told: &JsValue) -> JsValue {
        let code = Code::of_broken(fault, self.repeat_safe, self.io.is_answering());
        let subject = match code {
            Code::ResponseIncomplete => "No complete answer",
            Code::Timeout => "Timed out",
            _ => "Connection failed",
        };
        let may_have_been_applied = !self.repeat_safe && fault.may_have_been_applied();
        self.error_with(code, subject, words, told, may_have_been_applied, &JsValue::UNDEFINED)
    }

    /// An error that says nothing but words.
    pub fn error(&self, code: Code, subject: &str, words: &str, told: &JsValue) -> JsValue {
        self.error_with(code, subject, words, told, false, &JsValue::UNDEFINED)
    }

    /// The caller's error. `extra`: the entries of its field errors, or its Retry-After.
    pub fn error_with(
        &self,
        code: Code,
        subject: &str,
        words: &str,
        told: &JsValue,
        may_have_been_applied: bool,
        extra: &JsValue,
    ) -> JsValue {
        let shown = self.io.shown_url();
        let message = message(subject, &self.io.method(), url::path_of(&shown), words);
        self.io.error(code.as_str(), &message, told, may_have_been_applied, extra)
    }
}

/// A failure that ends the call.
pub fn last(error: JsValue) -> Failed<JsValue> {
    Failed { fault: Fault::Final, error }
}
