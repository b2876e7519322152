//! Agents: the machines that run plugins.

use super::{Endpoint, Shape, Work};

/// `POST agents/{token}/connect/`: a question in spite of its verb, so it may be asked again.
pub const HEALTH_CHECK_AGENT: Endpoint =
    Endpoint::post("agents/{token}/connect/", Shape::Health).with_work(Work::Call).repeat_safe();

/// `GET agents/`
pub const LIST_AGENTS: Endpoint = Endpoint::get("agents/", Shape::Agents);
