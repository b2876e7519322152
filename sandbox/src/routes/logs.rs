//! `logs/`

use axum::extract::State;
use rusqlite::Connection;
use serde_json::{Map, Value};

use crate::clock;
use crate::console;
use crate::errors::{ApiError, Result};
use crate::reply::Reply;
use crate::request::{JsonBody, object};
use crate::state::App;
use crate::table::{Document, JOBS, LOGS};
use crate::validate::Fields;

/// `POST logs/`: one log or a list. All are stored, or all are refused. A log of a job is also a line of its console
/// log.
pub async fn create(State(app): State<App>, JsonBody(body): JsonBody) -> Result<Reply> {
    let changes = app.changes.clone();
    let created = app.db.run(move |db| match body {
        Value::Array(items) => many(db, items),
        one => match check(db, one)? {
            Ok(log) => Ok(insert(db, log)?.into()),
            Err(errors) => Err(ApiError::fields(errors)),
        },
    });
    let reply = Reply::created(created.await?);
    changes.send_replace(());
    Ok(reply)
}

/// Errors have the index of their item as key, as in Django REST framework since 3.18.
fn many(db: &Connection, items: Vec<Value>) -> Result<Value> {
    if items.is_empty() {
        return Err(ApiError::field("non_field_errors", "This list may not be empty."));
    }
    let mut logs = Vec::new();
    let mut refused = Map::new();
    for (index, item) in items.into_iter().enumerate() {
        match check(db, item)? {
            Ok(log) => logs.push(log),
            Err(messages) => {
                refused.insert(index.to_string(), messages.into());
            }
        }
    }
    if !refused.is_empty() {
        return Err(ApiError::fields(refused));
    }
    let inserted = logs.into_iter().map(|log| insert(db, log));
    Ok(inserted.collect::<Result<Vec<_>>>()?.into())
}

/// The inner result is an error if the log is invalid.
fn check(db: &Connection, item: Value) -> Result<Result<Document, Map<String, Value>>> {
    let fields = match object(item) {
        Ok(fields) => fields,
        Err(errors) => return Ok(Err(errors)),
    };
    let mut fields = Fields::of_new(fields);
    fields.text("message");
    fields.text("level");
    fields.reference(db, "job", JOBS)?;
    if let Some(file) = fields.get("file").filter(|file| !file.is_null()) {
        if !file.as_str().is_some_and(|file| file.starts_with("data:")) {
            fields.error("file", "The submitted data was not a file: a data: URI is expected.");
        }
    }
    fields.set("created", clock::now());
    Ok(fields.into_parts())
}

/// The answer omits the file, because the client has just sent it.
fn insert(db: &Connection, log: Document) -> Result<Document> {
    if let Some(job) = log.get("job").and_then(Value::as_i64) {
        let line = log.get("data").filter(|data| data.is_object());
        let line = line.cloned().unwrap_or_else(|| Value::Object(log.clone()));
        console::append_sent(db, job, &line)?;
    }
    let mut stored = LOGS.insert(db, log)?;
    stored.shift_remove("file");
    Ok(stored)
}
