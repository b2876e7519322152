//! Agents: the machines that run plugins.

use super::{Answer, Endpoint};

/// `POST agents/{token}/connect/`. It changes nothing, so it is repeat-safe.
pub const HEALTH_CHECK_AGENT: Endpoint =
    Endpoint::post("healthCheckAgent", "agents/{token}/connect/", Answer::Health).repeat_safe();

/// `GET agents/`, all pages
pub const LIST_AGENTS: Endpoint = Endpoint::get("listAgents", "agents/", Answer::Agents);

/// `GET agents/`, page by page
pub const ITERATE_AGENTS: Endpoint = LIST_AGENTS.paged("iterateAgents");
