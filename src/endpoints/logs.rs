//! Logs that agents and plugins write.

use super::{Endpoint, Shape, Work};

/// `POST logs/`
pub const CREATE_LOGS: Endpoint = Endpoint::post("logs/", Shape::Any).with_work(Work::Logs);
