//! Decides whether a failed attempt is retried, and after which delay. Pure: callers pass in the random number.

use std::cell::Cell;
use std::rc::Rc;

/// A retry policy: the `retry` option with its defaults. Delays are in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    /// Retries after the first attempt.
    pub limit: u32,
    /// The longest backoff before the first retry. It doubles with each retry.
    pub base_delay: f64,
    /// The longest backoff. It does not limit `Retry-After`.
    pub max_delay: f64,
    /// The longest `Retry-After`. A longer one ends the call.
    pub max_retry_after: f64,
    /// Treats all calls as repeat-safe, also those that may have been applied.
    pub retry_unsafe: bool,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy { limit: 3, base_delay: 500.0, max_delay: 8_000.0, max_retry_after: 60_000.0, retry_unsafe: false }
    }
}

/// Why an attempt failed, as far as retries are concerned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// A retry would change nothing, or is not allowed: an abort, an unusable answer.
    Final,
    /// The connection was refused. Nothing was sent.
    NotSent,
    /// The connection broke. The server may have received the request.
    Broken,
    /// No answer arrived in time. The server may have received the request.
    Timeout,
    /// An answer with an error status, and the delay in its Retry-After.
    Status {
        /// The HTTP status.
        status: u16,
        /// Milliseconds.
        retry_after: Option<f64>,
    },
}

impl Fault {
    /// Whether the server may have applied the call in spite of this fault.
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

    /// Whether the credentials were refused, so that new ones may help.
    pub fn is_unauthorized(self) -> bool {
        matches!(self, Fault::Status { status: 401, .. })
    }

    fn is_retryable(self, repeat_safe: bool) -> bool {
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

/// The retry budget: points that retries cost, shared by all calls of a client. It protects a backend that fails every
/// call. The numbers are those of the AWS SDKs' [standard mode].
///
/// [standard mode]: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
#[derive(Debug)]
pub struct RetryBudget(Cell<u32>);

impl RetryBudget {
    /// The points at the start, which is also the maximum.
    pub const CAPACITY: u32 = 500;

    /// The points that are left.
    #[cfg(test)]
    pub fn points(&self) -> u32 {
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

    fn refund(&self, points: u32) {
        self.0.set((self.0.get() + points).min(Self::CAPACITY));
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        RetryBudget(Cell::new(Self::CAPACITY))
    }
}

/// The retries of one call: their number, and what the last one cost.
#[derive(Clone, Debug)]
pub struct Retries {
    policy: RetryPolicy,
    budget: Rc<RetryBudget>,
    repeat_safe: bool,
    count: u32,
    last_cost: u32,
}

impl Retries {
    /// Starts without retries. `repeat_safe`: whether the call may be sent again if it may have been applied.
    pub fn new(policy: RetryPolicy, budget: Rc<RetryBudget>, repeat_safe: bool) -> Self {
        Retries { repeat_safe: repeat_safe || policy.retry_unsafe, policy, budget, count: 0, last_cost: 0 }
    }

    /// The delay before the next attempt after `fault`, in milliseconds. `None` if the call ends. `random` is in [0,
    /// 1).
    ///
    /// The delay is the server's Retry-After, or else full jitter: `random · min(max_delay, base_delay · 2^count)`.
    pub fn next(&mut self, fault: Fault, random: f64) -> Option<f64> {
        let policy = &self.policy;
        let requested = fault.retry_after();
        let is_over = self.count >= policy.limit || requested > Some(policy.max_retry_after);
        if is_over || !fault.is_retryable(self.repeat_safe) || !self.budget.take(fault.cost()) {
            return None;
        }
        let ceiling = policy.base_delay * (1_u64 << self.count.min(52)) as f64;
        self.count += 1;
        self.last_cost = fault.cost();
        Some(requested.unwrap_or_else(|| (random * ceiling.min(policy.max_delay)).floor()))
    }

    /// Adds the points of a success to the budget: the cost of the last retry, or 1 after the first attempt.
    pub fn succeeded(&mut self) {
        self.last_cost = self.last_cost.max(1);
        self.recovered();
    }

    /// Adds the point of an answer whose data has not arrived yet.
    pub fn answered(&self) {
        self.budget.refund(1);
    }

    /// Returns the cost of the last retry and starts counting again, because data has arrived.
    pub fn recovered(&mut self) {
        self.budget.refund(std::mem::take(&mut self.last_cost));
        self.count = 0;
    }
}

#[cfg(test)]
mod tests;
