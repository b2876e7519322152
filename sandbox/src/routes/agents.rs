//! `agents/`

use axum::extract::State;
use serde_json::{Value, json};

use crate::clock;
use crate::errors::Result;
use crate::paging::Paging;
use crate::reply::Reply;
use crate::request::Pk;
use crate::state::App;
use crate::table::{self, AGENTS, Filter};

/// `GET agents/`, filtered by `status`.
pub async fn list(State(app): State<App>, paging: Paging) -> Result<Reply> {
    let size = app.args.page_size;
    let page = app.db.run(move |db| {
        let mut filter = Filter::default();
        if let Some(status) = paging.params().get("status") {
            filter = filter.and("status = ?", [status.to_owned().into()]);
        }
        paging.page(db, AGENTS, &filter, size, |_, agent| Ok(agent.into()))
    });
    Ok(Reply::ok(page.await?))
}

/// `POST agents/{token}/connect/`: marks the agent with this token as connected.
pub async fn connect(State(app): State<App>, Pk(token): Pk) -> Result<Reply> {
    let health = app.db.run(move |db| {
        let has_token = "data ->> '$.token' = ? OR \
             instr(data ->> '$.node_install_script', '/agents/' || ? || '/') > 0";
        let filter = Filter::default().and(has_token, [token.clone().into(), token.into()]);
        let mut agent = AGENTS.first(db, &filter)?.ok_or_else(|| AGENTS.no_match())?;
        let last_seen = clock::now();
        table::set(&mut agent, "status", "connected");
        table::set(&mut agent, "last_seen", last_seen.clone());
        AGENTS.save(db, &agent)?;
        Ok::<Value, _>(json!({ "status": "connected", "last_seen": last_seen, "name": agent["name"] }))
    });
    Ok(Reply::ok(health.await?))
}
