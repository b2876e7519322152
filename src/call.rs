//! The attempt loop: sends a request, and again where that is safe and useful. Generic over what sends and what
//! waits, so that it runs with `fetch` and timers in a browser, and with fakes on the host.

use crate::retry::{Fault, Retries};

/// A failed attempt: what it means for retrying, and why, for the caller.
#[derive(Clone, Debug, PartialEq)]
pub struct Failed<R> {
    /// What the retry policy looks at.
    pub fault: Fault,
    /// What the caller is told. The loop only moves it.
    pub reason: R,
}

/// A failed attempt as it is handed on: boxed, since it is rare and large.
pub type Failure<R> = Box<Failed<R>>;

/// What sends a request.
#[allow(async_fn_in_trait, reason = "nothing here is sent to another thread")]
pub trait Transport {
    /// A usable answer.
    type Answer;
    /// Why an attempt failed.
    type Reason;

    /// Sends the request once, and reads the whole answer.
    async fn attempt(&self) -> Result<Self::Answer, Failure<Self::Reason>>;

    /// After a 401: asks for the credentials once more. `Ok(true)`: there are others than those just sent. `Err`: the
    /// call was ended meanwhile.
    async fn renew_credentials(&self) -> Result<bool, Failure<Self::Reason>>;

    /// Another attempt follows in `delay` milliseconds.
    fn will_retry(&self, delay: f64, reason: &Self::Reason);
}

/// What waits, and rolls the dice.
#[allow(async_fn_in_trait, reason = "nothing here is sent to another thread")]
pub trait Clock<R> {
    /// A number in [0, 1).
    fn random(&self) -> f64;

    /// Waits so many milliseconds; fails where the call is ended meanwhile.
    async fn sleep(&self, delay: f64) -> Result<(), Failure<R>>;
}

/// Makes attempts until one brings an answer, or the last fault ends the call.
///
/// Renewed credentials are sent once, without delay, and take nothing from the retries.
pub async fn run<T: Transport>(
    transport: &T,
    clock: &impl Clock<T::Reason>,
    retries: &mut Retries,
) -> Result<T::Answer, Failure<T::Reason>> {
    let mut has_renewed = false;
    loop {
        let failed = match transport.attempt().await {
            Ok(answer) => {
                retries.succeeded();
                return Ok(answer);
            }
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
