//! The attempt loop without its I/O: told why an attempt failed, it says what comes next.

use crate::retry::{Budget, Decision, Fault, Policy, decide};

/// How far a call has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// Attempts after the first, but for the one with renewed credentials.
    pub retries: u32,
    /// The tokens that the last of them took.
    pub paid: u32,
}

/// A call, as far as retrying is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// How often, and how fast.
    pub policy: &'a Policy,
    /// What retries are paid with.
    pub budget: &'a Budget,
    /// Whether the call may be sent again when it is unknown if it was applied.
    pub repeat_safe: bool,
}

impl Course {
    /// The milliseconds after which a call is sent again; `None`: its last error is the call's.
    ///
    /// `is_renewed`: after a 401, other credentials than those just sent have been had. `random` is in [0, 1).
    pub fn after(&mut self, fault: Fault, is_renewed: bool, terms: Terms, random: f64) -> Option<f64> {
        if is_renewed {
            return Some(0.0);
        }
        match decide(terms.policy, terms.budget, fault, terms.repeat_safe, self.retries, random) {
            Decision::Stop => None,
            Decision::After { delay, cost } => {
                *self = Course { retries: self.retries + 1, paid: cost };
                Some(delay)
            }
        }
    }
}

#[cfg(test)]
mod tests;
