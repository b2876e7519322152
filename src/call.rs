//! The attempt loop: sends a request, and sends it again where that is safe and useful. It is generic over the
//! transport and the clock, so that it runs with `fetch` and timers in a browser, and with fakes in tests on the host.

use crate::retry::{Fault, Retries};

/// A failed attempt: the fault, which decides about a retry, and the reason, which the caller gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Failed<R> {
    /// The input of the retry policy.
    pub fault: Fault,
    /// The error for the caller. The loop only moves it.
    pub reason: R,
}

/// A failed attempt, boxed because it is rare and large.
pub type Failure<R> = Box<Failed<R>>;

/// Sends requests.
#[allow(async_fn_in_trait, reason = "nothing here is sent to another thread")]
pub trait Transport {
    /// A usable answer.
    type Answer;
    /// Why an attempt failed.
    type Reason;

    /// Sends the request once, and reads the whole answer.
    async fn attempt(&self) -> Result<Self::Answer, Failure<Self::Reason>>;

    /// Gets the credentials again after a 401. `Ok(true)`: they differ from those just sent. `Err`: the call has ended
    /// in the meantime.
    async fn renew_credentials(&self) -> Result<bool, Failure<Self::Reason>>;

    /// Called before the wait of `delay` milliseconds for the next attempt.
    fn will_retry(&self, delay: f64, reason: &Self::Reason);
}

/// Waits, and provides random numbers.
#[allow(async_fn_in_trait, reason = "nothing here is sent to another thread")]
pub trait Clock<R> {
    /// A number in [0, 1).
    fn random(&self) -> f64;

    /// Waits for `delay` milliseconds. Fails if the call ends in the meantime.
    async fn sleep(&self, delay: f64) -> Result<(), Failure<R>>;
}

/// Makes attempts until one succeeds, or until the last fault ends the call.
///
/// The caller adds the points of a success to the budget. Renewed credentials are sent once, without delay. This does not count as a retry.
pub async fn run<T: Transport>(
    transport: &T,
    clock: &impl Clock<T::Reason>,
    retries: &mut Retries,
) -> Result<T::Answer, Failure<T::Reason>> {
    let mut has_renewed = false;
    loop {
        let failed = match transport.attempt().await {
            Ok(answer) => return Ok(answer),
            Err(failed) => failed,
        };
        let is_renewed = !has_renewed && failed.fault.is_unauthorized() && transport.renew_credentials().await?;
        has_renewed |= is_renewed;
        let delay = if is_renewed { Some(0.0) } else { retries.next(failed.fault, clock.random()) };
        let Some(delay) = delay else { return Err(failed) };
        transport.will_retry(delay, &failed.reason);
        clock.sleep(delay).await?;
    }
}

#[cfg(test)]
mod tests;
