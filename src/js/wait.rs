//! Waiting for a job to end.

use js_sys::{JSON, JsString, Math, Reflect};
use wasm_bindgen::prelude::*;

use super::client::BackendClient;
use super::convert;
use super::exchange::Exchange;
use super::failure::{Details, Refused};
use super::guard::{Ended, Guard};
use super::host::observe;
use super::prepare::Call;
use crate::endpoints::jobs::has_ended;
use crate::error::{Code, decimal};

/// The options of `waitForJob`, beyond those of every call.
struct WaitOptions {
    interval: f64,
    deadline: f64,
    /// Whether there is an `onUpdate` in what was given.
    is_observed: bool,
    given: JsValue,
}

/// A wait that is ready to begin.
pub struct Wait {
    exchange: Exchange,
    options: WaitOptions,
}

impl Wait {
    pub fn prepare(client: &BackendClient, call: Call, given: JsValue) -> Result<Self, Refused> {
        let mut options = WaitOptions { interval: 5_000.0, deadline: 0.0, is_observed: false, given: given.clone() };
        let names = ["interval", "deadline", "onUpdate"];
        let exchange = call.options(given).prepare_with(client.options(), &names, &mut |name, value| {
            match name {
                "interval" => options.interval = convert::number(value, name, 0.0)?,
                "deadline" => options.deadline = convert::number(value, name, f64::MIN_POSITIVE)?,
                _ => options.is_observed = convert::function(value, name)?.is_some(),
            }
            Ok(())
        })?;
        Ok(Wait { exchange, options })
    }

    /// Polls until the job has ended.
    pub async fn run(self) -> Result<JsValue, JsValue> {
        let deadline = self.options.deadline;
        match Guard::new(None).within(deadline, self.poll()).await {
            Ok(outcome) => outcome,
            Err(Ended::Aborted(reason)) => Err(reason),
            Err(Ended::TimedOut) => {
                let words = ["the job has not ended within ", &decimal(deadline as u64), " ms"].concat();
                let attempts = self.exchange.attempts.get();
                Err(self.exchange.error(attempts, Code::Timeout, "Timed out", &words, Details::default()))
            }
        }
    }

    async fn poll(&self) -> Result<JsValue, JsValue> {
        let mut last = JsString::from("");
        loop {
            match self.exchange.run().await {
                Ok(job) => {
                    self.tell(&job, &mut last);
                    let status = Reflect::get(&job, &"status".into()).unwrap_or_default();
                    if status.as_string().is_some_and(|status| has_ended(&status)) {
                        return Ok(job);
                    }
                }
                Err(error) if passes(&error) => {}
                Err(error) => return Err(error),
            }
            // A tenth of jitter: clients that began together do not stay together.
            let jitter = 0.9 + 0.2 * Math::random();
            self.exchange.guard.sleep((self.options.interval * jitter).floor()).await?;
        }
    }

    /// Tells `onUpdate` of a job that is not as it was.
    fn tell(&self, job: &JsValue, last: &mut JsString) {
        if !self.options.is_observed {
            return;
        }
        let text = JSON::stringify(job).unwrap_or_default();
        if text != *last {
            *last = text;
            observe(&self.options.given, "onUpdate", job);
        }
    }
}

/// Whether a poll failed for a reason that does not speak of the job, and that may be gone at the next.
fn passes(error: &JsValue) -> bool {
    let property = |name: &str| Reflect::get(error, &name.into()).unwrap_or_default();
    let code = property("code").as_string().unwrap_or_default();
    let status = property("statusCode").as_f64().unwrap_or_default();
    matches!(code.as_str(), "connection" | "timeout" | "rate_limit") || matches!(status as u16, 502..=504)
}
