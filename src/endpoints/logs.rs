//! Logs that agents and plugins write.

use super::{Answer, Endpoint};

/// `POST logs/`
pub const CREATE_LOGS: Endpoint = Endpoint::post("createLogs", "logs/", Answer::Any);
