//! Polls a job until it has ended.

use wasm_bindgen::JsValue;

use super::fault::{FailedCall, Reason};
use super::foreign::{get_text, stringify};
use super::observe::observe;
use super::transport::Call;
use crate::call::{Clock, Failed};
use crate::error::ErrorKind;
use crate::job_state::state_of;
use crate::retry::Fault;

/// The default interval, in milliseconds.
const INTERVAL: f64 = 5_000.0;

/// Polls until the job has ended, or the deadline of the wait has passed.
pub async fn until_ended(call: &Call) -> Result<JsValue, FailedCall> {
    let _deadline = call.options.deadline.map(|limit| call.watch.deadline(limit));
    let interval = call.options.interval.unwrap_or(INTERVAL);
    let mut last = JsValue::UNDEFINED;
    loop {
        call.forget_attempts();
        match call.run().await {
            Ok(answered) => {
                let job = answered.json;
                report_update(call, &job, &mut last);
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
            // The deadline is not the failure of a single poll.
            Err(failed) if call.watch.end().is_none() && passes(&failed) => {}
            Err(failed) => return Err(failed),
        }
        // A jitter of a tenth keeps clients that started together from polling together.
        let jitter = 0.9 + 0.2 * call.random();
        call.sleep((interval * jitter).floor()).await?;
    }
}

/// Whether a poll failed for a temporary reason that is not about the job.
fn passes(failed: &Failed<Reason>) -> bool {
    let Some(record) = failed.reason.record() else { return false };
    // A certificate that was refused, for example, is final.
    let is_passing = matches!(record.kind, ErrorKind::Connection | ErrorKind::Timeout | ErrorKind::RateLimit)
        && !matches!(failed.fault, Fault::Final);
    is_passing || matches!(record.status_code, Some(502..=504))
}

/// Calls `onUpdate` if the job has changed.
fn report_update(call: &Call, job: &JsValue, last: &mut JsValue) {
    let Some(on_update) = &call.options.on_update else { return };
    let text = stringify(job).unwrap_or_default();
    if text.is_undefined() || text != *last {
        *last = text;
        observe("onUpdate", &JsValue::UNDEFINED, on_update, job);
    }
}
