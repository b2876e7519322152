//! Starts jobs for run requests.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::clock;
use crate::errors::{ApiError, Result};
use crate::simulate::Plan;
use crate::status::Status;
use crate::table::{self, AGENTS, Document, Filter, JOBS, Order, RELEASES};
use crate::validate::Fields;

/// The only user of the sandbox, unless the run's context names another one.
const DEFAULT_USER: i64 = 1;

/// Stores a queued job for a run request, with all fields of the request. Returns the job's id and its plan.
pub fn queue(db: &Connection, plugin: &Document, request: Document) -> Result<(i64, Plan)> {
    let mut fields = Fields::of_new(request);
    for name in ["parameters", "params", "context"] {
        fields.dictionary(name);
    }
    fields.reference(db, "agent", AGENTS)?;
    let release = release(db, plugin, &mut fields)?;
    let request = fields.finish()?;

    let object = |name: &str| request.get(name).and_then(Value::as_object).cloned();
    let (name, parameters) = match object("parameters") {
        Some(parameters) => ("parameters", parameters),
        None => ("params", object("params").unwrap_or_default()),
    };
    let plan = Plan::of(parameters.clone()).map_err(|errors| ApiError::invalid(json!({ name: errors })))?;
    let context = object("context").unwrap_or_default();
    let user = context.get("user_id").and_then(Value::as_i64);
    let Value::Object(mut job) = json!({
        "status": Status::Queued.stored(),
        "progress": 0,
        "plugin": table::id(plugin),
        "plugin_release": release,
        "user": user.unwrap_or(DEFAULT_USER),
        "parameters": parameters,
        "context": context,
        "created": clock::now(),
        "started": null,
        "finished": null,
        "metadata": {},
        "result": null,
        "metrics": { "accuracy": [] },
    }) else {
        unreachable!("it is written as an object")
    };
    for (name, value) in request {
        job.entry(name).or_insert(value);
    }
    Ok((table::id(&JOBS.insert(db, job)?), plan))
}

/// The id of the release with the version of the request, or of the latest release.
fn release(db: &Connection, plugin: &Document, fields: &mut Fields) -> Result<Option<i64>> {
    let of_plugin = Filter::default().and("plugin = ?", [table::id(plugin).into()]);
    let version = fields.get("version").and_then(Value::as_str);
    let Some(version) = version.map(str::to_owned) else {
        let latest = RELEASES.list(db, &of_plugin, &Order::newest_first(), 1, 0)?;
        return Ok(latest.first().map(table::id));
    };
    let of_version = of_plugin.and("version = ?", [version.clone().into()]);
    let release = RELEASES.first(db, &of_version)?;
    if release.is_none() {
        let message = format!("Object with version={version} does not exist.");
        fields.error("version", message);
    }
    Ok(release.as_ref().map(table::id))
}
