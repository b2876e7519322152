//! Checks the access token and, if they are set, the agent token and the tenant.

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::args::Args;
use crate::errors::{ApiError, Result};
use crate::request::drain;
use crate::state::App;

/// Refuses a request without valid credentials, after its body was read; see `drain`.
pub async fn require(State(app): State<App>, request: Request, next: Next) -> Response {
    match check(request.headers(), &app.args) {
        Ok(()) => next.run(request).await,
        Err(refusal) => {
            drain(request.into_body()).await;
            refusal.into_response()
        }
    }
}

/// A valid agent token is enough, for example for an agent that reports on a job. If both headers are sent,
/// `Synapse-Access-Token` takes precedence over `Authorization`.
fn check(headers: &HeaderMap, args: &Args) -> Result<()> {
    let access = match token(headers, "synapse-access-token")? {
        Some(access) => Some(access),
        None => token(headers, "authorization")?,
    };
    let agent = token(headers, "synapse-agent")?.filter(|_| args.agent_token.is_some());
    match (access, agent) {
        (Some(access), _) if access != args.token => {
            return Err(ApiError::unauthenticated("Invalid token."));
        }
        (None, None) => {
            let detail = "Authentication credentials were not provided.";
            return Err(ApiError::unauthenticated(detail));
        }
        _ => {}
    }
    if agent.is_some() && agent != args.agent_token.as_deref() {
        return Err(ApiError::forbidden());
    }
    let tenant = args.tenant.as_deref();
    if tenant.is_some() && token(headers, "synapse-tenant")? != tenant {
        return Err(ApiError::forbidden());
    }
    Ok(())
}

/// The token of a `Token …` header; none for another scheme.
fn token<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>> {
    let Some(value) = headers.get(name) else {
        return Ok(None);
    };
    let text = value.to_str().map_err(|_| {
        ApiError::unauthenticated("Invalid token header. Token string should not contain invalid characters.")
    })?;
    let mut words = text.split_ascii_whitespace();
    if !words.next().is_some_and(|scheme| scheme.eq_ignore_ascii_case("token")) {
        return Ok(None);
    }
    let token =
        words.next().ok_or_else(|| ApiError::unauthenticated("Invalid token header. No credentials provided."))?;
    match words.next() {
        None => Ok(Some(token)),
        Some(_) => Err(ApiError::unauthenticated("Invalid token header. Token string should not contain spaces.")),
    }
}
