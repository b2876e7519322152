//! Inputs of tests.

use crate::retry::Policy;

/// How calls are retried where nothing else is said.
pub const POLICY: Policy =
    Policy { limit: 3, base_delay: 500.0, max_delay: 8_000.0, max_retry_after: 60_000.0, repeat_unsafe: false };
