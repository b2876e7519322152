//! The attempt loop, over anything that can send, sleep and roll dice.

use crate::retry::{Budget, Decision, Fault, Policy, decide};

/// An attempt that failed: why, as far as retrying is concerned, and the error that the caller would get.
#[derive(Debug)]
pub struct Failed<E> {
    /// Why it failed.
    pub fault: Fault,
    /// What the caller would be told.
    pub error: E,
}

/// What the loop needs of the world.
pub trait Transport {
    /// What a call that succeeds answers.
    type Answer;
    /// What a call that fails answers.
    type Error;

    /// Sends the request for the `attempt`-th time (from 1), and reads the whole answer.
    fn send(&self, attempt: u32) -> impl Future<Output = Result<Self::Answer, Failed<Self::Error>>>;

    /// Asks for the credentials again, after a 401: are they others than those just sent?
    fn renew(&self) -> impl Future<Output = Result<bool, Self::Error>>;

    /// Says that `error` is followed by another attempt, and waits `delay` milliseconds; an abort ends the wait.
    fn wait(&self, attempt: u32, delay: f64, error: &Self::Error) -> impl Future<Output = Result<(), Self::Error>>;

    /// A number in [0, 1).
    fn random(&self) -> f64;
}

/// Sends a request until it is answered, or until sending it again would be useless or dangerous.
/// The last attempt's error is the call's.
pub async fn call<T: Transport>(
    transport: &T,
    policy: &Policy,
    budget: &Budget,
    repeat_safe: bool,
) -> Result<T::Answer, T::Error> {
    let (mut attempt, mut retries, mut paid) = (1, 0, 0);
    let mut has_renewed = false;
    loop {
        let Failed { fault, error } = match transport.send(attempt).await {
            Ok(answer) => {
                budget.succeeded(paid);
                return Ok(answer);
            }
            Err(failed) => failed,
        };
        let unauthorized = matches!(fault, Fault::Status { status: 401, .. });
        let delay = if unauthorized && !has_renewed && transport.renew().await? {
            has_renewed = true;
            0.0
        } else {
            match decide(policy, budget, fault, repeat_safe, retries, transport.random()) {
                Decision::Stop => return Err(error),
                Decision::After { delay, cost } => {
                    (retries, paid) = (retries + 1, cost);
                    delay
                }
            }
        };
        transport.wait(attempt, delay, &error).await?;
        attempt += 1;
    }
}

#[cfg(test)]
mod tests;
