//! Whether a failed attempt is followed by another, and after how long. Pure: the dice are handed in.

use std::cell::Cell;

/// How a client retries: the `retry` option, with its defaults filled in. Delays are milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// Attempts after the first.
    pub limit: u32,
    /// What the longest wait before the first retry is; it doubles with each.
    pub base_delay: f64,
    /// What no wait of our own exceeds.
    pub max_delay: f64,
    /// A server that asks for a longer wait ends the retrying.
    pub max_retry_after: f64,
    /// Retry a call that may have been applied as if it were repeat-safe.
    pub repeat_unsafe: bool,
}

/// Why an attempt failed, as far as retrying is concerned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// Asking again would change nothing, or must not happen: an abort, an unusable answer.
    Final,
    /// The connection was refused: the server has seen nothing.
    NotSent,
    /// The connection broke; the server may have seen the request.
    Broken,
    /// No answer in time; the server may have seen the request.
    Timeout,
    /// An answer that is no success, with the milliseconds that its Retry-After asks for.
    Status {
        /// The HTTP status.
        status: u16,
        /// Milliseconds.
        retry_after: Option<f64>,
    },
}

impl Fault {
    /// Whether the server may have done what was asked although this is what came of it.
    pub fn may_have_been_applied(self) -> bool {
        match self {
            Fault::Final | Fault::NotSent => false,
            Fault::Broken | Fault::Timeout => true,
            Fault::Status { status, retry_after } => match status {
                408 | 500 | 502 | 504 => true,
                503 => retry_after.is_none(),
                _ => false,
            },
        }
    }

    fn is_retried(self, repeat_safe: bool) -> bool {
        match self {
            Fault::Final => false,
            Fault::NotSent => true,
            Fault::Broken | Fault::Timeout => repeat_safe,
            Fault::Status { status, retry_after } => match status {
                429 => true,
                413 => retry_after.is_some(),
                503 => retry_after.is_some() || repeat_safe,
                408 | 502 | 504 => repeat_safe,
                _ => false,
            },
        }
    }

    fn retry_after(self) -> Option<f64> {
        match self {
            Fault::Status { retry_after, .. } => retry_after,
            _ => None,
        }
    }

    fn cost(self) -> u32 {
        if self == Fault::Timeout { 10 } else { 5 }
    }
}

/// The tokens that retries are paid with, shared by all calls of a client: a backend that fails everything is not
/// stormed. The numbers are those of the AWS SDKs' [standard mode].
///
/// [standard mode]: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
#[derive(Debug)]
pub struct Budget(Cell<u32>);

impl Budget {
    /// What a client starts with, and never has more than.
    pub const CAPACITY: u32 = 500;

    /// What is left.
    pub fn tokens(&self) -> u32 {
        self.0.get()
    }

    fn take(&self, cost: u32) -> bool {
        match self.0.get().checked_sub(cost) {
            Some(rest) => {
                self.0.set(rest);
                true
            }
            None => false,
        }
    }

    /// A call succeeded, whose last retry took `paid` (0: it was the first attempt).
    pub fn succeeded(&self, paid: u32) {
        let back = paid.max(1);
        self.0.set((self.0.get() + back).min(Self::CAPACITY));
    }
}

impl Default for Budget {
    fn default() -> Self {
        Budget(Cell::new(Self::CAPACITY))
    }
}

/// What follows a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Decision {
    /// Its error is the call's.
    Stop,
    /// Another attempt, `delay` milliseconds later, paid for with `cost` tokens.
    After {
        /// Milliseconds.
        delay: f64,
        /// Tokens.
        cost: u32,
    },
}

/// Decides after a fault and `retries` earlier retries; `random` is in [0, 1).
///
/// The wait is the server's Retry-After, else full jitter: `random · min(max_delay, base_delay · 2^retries)`.
pub fn decide(
    policy: &Policy,
    budget: &Budget,
    fault: Fault,
    repeat_safe: bool,
    retries: u32,
    random: f64,
) -> Decision {
    let asked = fault.retry_after();
    let is_retried = fault.is_retried(repeat_safe || policy.repeat_unsafe);
    if retries >= policy.limit || !is_retried || asked > Some(policy.max_retry_after) {
        return Decision::Stop;
    }
    let cost = fault.cost();
    if !budget.take(cost) {
        return Decision::Stop;
    }
    let ceiling = policy.base_delay * (1_u64 << retries.min(52)) as f64;
    let delay = asked.unwrap_or_else(|| (random * ceiling.min(policy.max_delay)).floor());
    Decision::After { delay, cost }
}

#[cfg(test)]
mod tests;
