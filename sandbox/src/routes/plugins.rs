//! `plugins/`

use axum::extract::State;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::clock;
use crate::errors::Result;
use crate::paging::Paging;
use crate::reply::Reply;
use crate::request::{JsonBody, Pk};
use crate::state::App;
use crate::status::Status;
use crate::table::{self, Document, Filter, PLUGINS};
use crate::validate::Fields;
use crate::{runs, simulate};

/// The fields that `search` searches.
const SEARCHED: [&str; 5] = ["name", "code", "description", "author", "category"];

/// `GET plugins/`, with `search`.
pub async fn list(State(app): State<App>, paging: Paging) -> Result<Reply> {
    let size = app.args.page_size;
    let page = app.db.run(move |db| {
        let words = paging.params().get("search").unwrap_or_default();
        let filter = Filter::default().search(words, &SEARCHED);
        paging.page(db, PLUGINS, &filter, size, |_, plugin| Ok(plugin.into()))
    });
    Ok(Reply::ok(page.await?))
}

/// `GET plugins/{pk}/`
pub async fn retrieve(State(app): State<App>, pk: Pk) -> Result<Reply> {
    let plugin = app.db.run(move |db| get(db, &pk)).await?;
    Ok(Reply::ok(plugin))
}

/// `POST plugins/`
pub async fn create(State(app): State<App>, body: JsonBody) -> Result<Reply> {
    let data = body.into_object()?;
    let plugin = app.db.run(move |db| {
        let mut fields = Fields::of_new(data);
        check(db, &mut fields, None)?;
        if fields.get("code").is_none() {
            let code = free_code(db, fields.get("name"))?;
            fields.set("code", code);
        }
        for name in ["description", "version", "author", "category"] {
            fields.default(name, "");
        }
        fields.default("configuration", json!({}));
        fields.default("is_active", true);
        fields.set("created", clock::now());
        PLUGINS.insert(db, fields.finish()?)
    });
    Ok(Reply::created(plugin.await?))
}

/// `PUT plugins/{pk}/` and `PATCH plugins/{pk}/`: both set only the fields that are sent.
pub async fn update(State(app): State<App>, pk: Pk, body: JsonBody) -> Result<Reply> {
    let data = body.into_object()?;
    let plugin = app.db.run(move |db| {
        let mut plugin = get(db, &pk)?;
        let mut fields = Fields::of_change(data);
        fields.take("id");
        fields.take("created");
        check(db, &mut fields, Some(table::id(&plugin)))?;
        plugin.extend(fields.finish()?);
        PLUGINS.save(db, &plugin)?;
        Ok(plugin)
    });
    Ok(Reply::ok(plugin.await?))
}

/// `POST plugins/{pk}/run/`
pub async fn run(State(app): State<App>, pk: Pk, body: JsonBody) -> Result<Reply> {
    let data = body.into_object()?;
    let status = app.args.vocabulary.word(Status::Queued);
    let queued = app.db.run(move |db| {
        let plugin = get(db, &pk)?;
        runs::queue(db, &plugin, data)
    });
    let (job, plan) = queued.await?;
    simulate::start(app, job, plan);
    Ok(Reply::created(json!({ "job_id": job, "status": status })))
}

/// The plugin with this id or code.
pub fn find(db: &Connection, pk: &Pk) -> Result<Option<Document>> {
    if let Some(id) = pk.as_id() {
        return PLUGINS.find(db, id);
    }
    with_code(db, &pk.0)
}

fn get(db: &Connection, pk: &Pk) -> Result<Document> {
    find(db, pk)?.ok_or_else(|| PLUGINS.no_match())
}

fn with_code(db: &Connection, code: &str) -> Result<Option<Document>> {
    PLUGINS.first(db, &Filter::default().and("code = ?", [code.to_owned().into()]))
}

/// `own_id` is the id of the plugin that is being updated, because it may keep its code.
fn check(db: &Connection, fields: &mut Fields, own_id: Option<i64>) -> Result<()> {
    fields.title("name");
    for name in ["description", "version", "author", "category"] {
        fields.text(name);
    }
    fields.dictionary("configuration");
    fields.items("configuration", "parameters", |parameter| parameter.title("name"));
    fields.boolean("is_active");
    let Some(code) = fields.get("code").cloned() else {
        return Ok(());
    };
    match code.as_str().filter(|code| is_code(code)) {
        None => fields.error(
            "code",
            "Enter a valid “slug” consisting of Unicode letters, numbers, underscores, or hyphens, \
             not of digits alone.",
        ),
        Some(code) => {
            let taken = with_code(db, code)?.is_some_and(|plugin| Some(table::id(&plugin)) != own_id);
            if taken {
                fields.error("code", "plugin with this code already exists.");
            }
        }
    }
    Ok(())
}

/// A code of only digits would be read as an id in a path.
fn is_code(code: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    code.chars().all(allowed) && code.chars().any(|c| !c.is_ascii_digit())
}

/// A code made from the plugin's name, with a number if it is taken.
fn free_code(db: &Connection, name: Option<&Value>) -> Result<String> {
    let name = name.and_then(Value::as_str).unwrap_or_default().to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut base = words.collect::<Vec<_>>().join("-");
    if !is_code(&base) {
        base = format!("plugin-{base}").trim_end_matches('-').to_owned();
    }
    let mut code = base.clone();
    let mut number = 1;
    while with_code(db, &code)?.is_some() {
        number += 1;
        code = format!("{base}-{number}");
    }
    Ok(code)
}
