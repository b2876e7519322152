//! `jobs/`

use axum::extract::State;
use rusqlite::Connection;
use rusqlite::types::Value as Sql;
use serde_json::Value;

use crate::clock;
use crate::console;
use crate::errors::{ApiError, Result};
use crate::paging::Paging;
use crate::reply::Reply;
use crate::request::{JsonBody, Params, Pk};
use crate::routes::plugins;
use crate::state::App;
use crate::status::{Status, Vocabulary};
use crate::table::{self, Document, Filter, JOBS, PLUGINS};
use crate::validate::Fields;

/// `GET jobs/`, filtered by `status` (repeatable), `plugin` (id or code), `user`, `created_after`
/// and `created_before`.
pub async fn list(State(app): State<App>, paging: Paging) -> Result<Reply> {
    let (vocabulary, size) = (app.args.vocabulary, app.args.page_size);
    let page = app.db.run(move |db| {
        let filter = filter(db, paging.params(), vocabulary)?;
        paging.page(db, JOBS, &filter, size, |db, job| present(db, job, paging.params(), vocabulary))
    });
    Ok(Reply::ok(page.await?))
}

/// `GET jobs/{pk}/`. `expand` may contain `logs`, `metrics` and `plugin`. The result is always included.
pub async fn retrieve(State(app): State<App>, pk: Pk, params: Params) -> Result<Reply> {
    let vocabulary = app.args.vocabulary;
    let job = app.db.run(move |db| present(db, JOBS.get(db, &pk)?, &params, vocabulary));
    Ok(Reply::ok(job.await?))
}

/// `PATCH jobs/{pk}/` and `PUT jobs/{pk}/`: both set only the fields that are sent. A final status ends the simulated
/// run. `console_logs` are added to the log.
pub async fn update(State(app): State<App>, pk: Pk, params: Params, body: JsonBody) -> Result<Reply> {
    let vocabulary = app.args.vocabulary;
    let data = body.into_object()?;
    let job = app.db.run(move |db| {
        let mut job = JOBS.get(db, &pk)?;
        let (changes, lines) = check(data, vocabulary)?;
        job.extend(changes);
        if Status::of(&job).is_terminal() && job["finished"].is_null() {
            table::set(&mut job, "finished", clock::now());
        }
        for line in &lines {
            console::append_sent(db, table::id(&job), line)?;
        }
        JOBS.save(db, &job)?;
        present(db, job, &params, vocabulary)
    });
    let reply = Reply::ok(job.await?);
    app.changes.send_replace(());
    Ok(reply)
}

/// `GET jobs/{pk}/console_logs/`: the whole log, as a list.
pub async fn console_logs(State(app): State<App>, pk: Pk) -> Result<Reply> {
    let lines = app.db.run(move |db| {
        let job = JOBS.get(db, &pk)?;
        console::all(db, table::id(&job))
    });
    Ok(Reply::ok(lines.await?))
}

fn filter(db: &Connection, params: &Params, vocabulary: Vocabulary) -> Result<Filter> {
    let mut filter = Filter::default();
    let words = params.all("status");
    if !words.is_empty() {
        let mut states = Vec::new();
        for word in words {
            let meant = vocabulary.states(word);
            if meant.is_empty() {
                let message = format!("Select a valid choice. {word} is not one of the available choices.");
                return Err(ApiError::field("status", message));
            }
            states.extend(meant.iter().map(|status| Sql::from(status.stored().to_owned())));
        }
        filter = filter.any_of("status", states);
    }
    if let Some(plugin) = params.get("plugin") {
        let plugin = plugins::find(db, &Pk(plugin.to_owned()))?;
        let id = plugin.as_ref().map(table::id);
        filter = filter.and("plugin = ?", [id.into()]);
    }
    if let Some(user) = params.get("user") {
        let user = user.parse::<i64>();
        let user = user.map_err(|_| ApiError::field("user", "Enter a number."))?;
        filter = filter.and("user = ?", [user.into()]);
    }
    for (name, condition) in [("created_after", "created >= ?"), ("created_before", "created <= ?")] {
        if let Some(time) = params.get(name) {
            let time = clock::parse(time).ok_or_else(|| ApiError::field(name, "Enter a valid date/time."))?;
            filter = filter.and(condition, [time.into()]);
        }
    }
    Ok(filter)
}

/// The changed fields, and the lines to add to the log.
fn check(data: Document, vocabulary: Vocabulary) -> Result<(Document, Vec<Value>)> {
    let mut fields = Fields::of_change(data);
    for read_only in ["id", "plugin", "user", "created", "started", "finished"] {
        fields.take(read_only);
    }
    fields.required("status");
    if let Some(given) = fields.get("status").filter(|given| !given.is_null()) {
        let meant = vocabulary.states(given.as_str().unwrap_or_default());
        match meant.first() {
            Some(status) => fields.set("status", status.stored()),
            None => fields.not_a_choice("status"),
        }
    }
    fields.required("progress");
    fields.number("progress", 0.0, 100.0);
    for name in ["metadata", "metrics", "progress_record", "metrics_record", "meta"] {
        fields.dictionary(name);
    }
    fields.list("console_logs");
    let (mut changes, mut lines) = (fields.finish()?, Vec::new());
    if let Some(Value::Array(given)) = changes.shift_remove("console_logs") {
        lines = given;
    }
    Ok((changes, lines))
}

/// A job as clients see it: its status in their vocabulary, and the large fields only if `expand` contains them.
fn present(db: &Connection, mut job: Document, params: &Params, vocabulary: Vocabulary) -> Result<Value> {
    let word = vocabulary.word(Status::of(&job));
    table::set(&mut job, "status", word);
    if !params.expands("metrics") {
        job.shift_remove("metrics");
    }
    if params.expands("logs") {
        let logs = console::all(db, table::id(&job))?;
        table::set(&mut job, "logs", logs);
    }
    if params.expands("plugin") {
        if let Some(plugin) = PLUGINS.find(db, job["plugin"].as_i64().unwrap_or_default())? {
            table::set(&mut job, "plugin", plugin);
        }
    }
    Ok(job.into())
}
