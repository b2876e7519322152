//! Logs that agents and plugins write.

use super::{Endpoint, Shape};

/// `POST logs/`
pub const CREATE_LOGS: Endpoint = Endpoint::post("logs/", Shape::Json);
