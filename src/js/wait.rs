//! Waiting for a job to end.

use js_sys::Math;
use wasm_bindgen::prelude::*;

use super::answer::get;
use super::exchange::Exchange;
use crate::endpoints::jobs::has_ended;

/// Polls until the job has ended, or the wait's own deadline has passed.
pub async fn wait(exchange: Exchange) -> Result<JsValue, JsValue> {
    let options = exchange.io.options();
    let interval = get(&options, "interval").as_f64().unwrap_or(5_000.0);
    if let Some(deadline) = get(&options, "deadline").as_f64() {
        exchange.io.end_after(deadline);
    }
    loop {
        match exchange.run().await {
            Ok(job) => {
                exchange.io.update(&job);
                if get(&job, "status").as_string().is_some_and(|status| has_ended(&status)) {
                    return Ok(job);
                }
            }
            Err(error) if passes(&error) => {}
            Err(error) => return Err(error),
        }
        // A tenth of jitter: clients that began together do not stay together.
        let jitter = 0.9 + 0.2 * Math::random();
        exchange.settled(exchange.io.sleep((interval * jitter).floor())).await?;
    }
}

/// Whether a poll failed for a reason that does not speak of the job, and that may be gone at the next.
fn passes(error: &JsValue) -> bool {
    if !error.is_object() {
        return false; // an abort's own reason
    }
    let code = get(error, "code").as_string().unwrap_or_default();
    let status = get(error, "statusCode").as_f64().unwrap_or_default();
    matches!(code.as_str(), "connection" | "timeout" | "rate_limit") || matches!(status as u16, 502..=504)
}
