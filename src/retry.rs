//! Whether a failed attempt is followed by another, and after how long. Pure: the random number is handed in.

use std::cell::Cell;
use std::rc::Rc;

/// How a client retries: the `retry` option, with its defaults filled in. Delays are milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    /// Attempts after the first.
    pub limit: u32,
    /// The longest wait before the first retry; it doubles with each.
    pub base_delay: f64,
    /// The longest wait that is not asked for by the server.
    pub max_delay: f64,
    /// A Retry-After above this ends the retrying.
    pub max_retry_after: f64,
    /// Retry a call that may have been applied as if it were repeat-safe.
    pub retry_unsafe: bool,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        RetryPolicy { limit: 3, base_delay: 500.0, max_delay: 8_000.0, max_retry_after: 60_000.0, retry_unsafe: false }
    }
}

/// Why an attempt failed, as far as retrying is concerned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// Asking again would change nothing, or must not happen: an abort, an unusable answer.
    Final,
    /// Nothing was sent: the connection was refused.
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

    /// Whether the credentials were refused, which is worth asking for new ones.
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

/// The retry budget: the points that retries are paid with, shared by all calls of a client, so that a backend that
/// fails everything is not stormed. The numbers are those of the AWS SDKs' [standard mode].
///
/// [standard mode]: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
#[derive(Debug)]
pub struct RetryBudget(Cell<u32>);

impl RetryBudget {
    /// What a client starts with, and never has more than.
    pub const CAPACITY: u32 = 500;

    /// What is left.
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

    fn give_back(&self, points: u32) {
        self.0.set((self.0.get() + points).min(Self::CAPACITY));
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        RetryBudget(Cell::new(Self::CAPACITY))
    }
}

/// The retries of one call: how many there were, and what the last one took from the budget.
#[derive(Clone, Debug)]
pub struct Retries {
    policy: RetryPolicy,
    budget: Rc<RetryBudget>,
    repeat_safe: bool,
    count: u32,
    paid: u32,
}

impl Retries {
    /// No retries yet. `repeat_safe`: the call may be sent again when it is unknown whether it was applied.
    pub fn new(policy: RetryPolicy, budget: Rc<RetryBudget>, repeat_safe: bool) -> Self {
        Retries { repeat_safe: repeat_safe || policy.retry_unsafe, policy, budget, count: 0, paid: 0 }
    }

    /// The milliseconds until the next attempt after `fault`; `None` where the call ends. `random` is in [0, 1).
    ///
    /// The wait is the server's Retry-After, else full jitter: `random · min(max_delay, base_delay · 2^count)`.
    pub fn next(&mut self, fault: Fault, random: f64) -> Option<f64> {
        let policy = &self.policy;
        let asked = fault.retry_after();
        let is_over = self.count >= policy.limit || asked > Some(policy.max_retry_after);
        if is_over || !fault.is_retryable(self.repeat_safe) || !self.budget.take(fault.cost()) {
            return None;
        }
        let ceiling = policy.base_delay * (1_u64 << self.count.min(52)) as f64;
        self.count += 1;
        self.paid = fault.cost();
        Some(asked.unwrap_or_else(|| (random * ceiling.min(policy.max_delay)).floor()))
    }

    /// Gives the budget what a success is worth: what the last retry took, or 1 at the first attempt.
    pub fn succeeded(&mut self) {
        self.paid = self.paid.max(1);
        self.recovered();
    }

    /// Gives back what the last retry took, and counts from the beginning: what it was for has come.
    pub fn recovered(&mut self) {
        self.budget.give_back(std::mem::take(&mut self.paid));
        self.count = 0;
    }
}

#[cfg(test)]
mod tests;
