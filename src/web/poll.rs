//! Polling: a job until it has ended.

use wasm_bindgen::JsValue;

use super::fault::{FailedCall, Reason};
use super::foreign::{get_text, stringify};
use super::observe::observe;
use super::transport::Call;
use crate::call::Clock;
use crate::error::ErrorKind;
use crate::job_state::state_of;

/// Milliseconds between polls, where the caller says nothing.
const INTERVAL: f64 = 5_000.0;

/// Polls until the job has ended, or the wait's own deadline has passed.
pub async fn until_ended(call: &Call) -> Result<JsValue, FailedCall> {
    let _deadline = call.options.deadline.map(|limit| call.watch.deadline(limit));
    let interval = call.options.interval.unwrap_or(INTERVAL);
    let mut last = JsValue::UNDEFINED;
    loop {
        match call.run().await {
            Ok(answered) => {
                let job = answered.json;
                tell_update(call, &job, &mut last);
                if let Some(end) = call.watch.end() {
                    return Err(call.ended(end));
                }
                let status = get_text(&job, "status").unwrap_or_default();
                let state = state_of(&status);
                if state.is_failure() && call.options.throw_on_failure {
                    return Err(call.job_failed(&job, &status));
                }
                if state.has_ended() {
                    return Ok(job);
                }
            }
            // A deadline is no failure of one poll.
            Err(failed) if call.watch.end().is_none() && passes(&failed.reason) => {}
            Err(failed) => return Err(failed),
        }
        // A tenth of jitter: clients that began together do not stay together.
        let jitter = 0.9 + 0.2 * call.random();
        call.sleep((interval * jitter).floor()).await?;
    }
}

/// Whether a poll failed for a reason that does not speak of the job, and that may be gone at the next.
fn passes(reason: &Reason) -> bool {
    let Some(record) = reason.record() else { return false };
    let is_passing = matches!(record.kind, ErrorKind::Connection | ErrorKind::Timeout | ErrorKind::RateLimit);
    is_passing || matches!(record.status_code, Some(502..=504))
}

/// Tells `onUpdate` of a job that is not as it was.
fn tell_update(call: &Call, job: &JsValue, last: &mut JsValue) {
    let Some(on_update) = &call.options.on_update else { return };
    let text = stringify(job).unwrap_or_default();
    if text.is_undefined() || text != *last {
        *last = text;
        observe("onUpdate", &JsValue::UNDEFINED, on_update, job);
    }
}
