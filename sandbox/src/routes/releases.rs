//! `plugin_releases/`

use axum::extract::{FromRequest, Multipart, Request, State};
use rusqlite::Connection;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use crate::clock;
use crate::errors::{ApiError, Result};
use crate::paging::Paging;
use crate::reply::Reply;
use crate::request::{JsonBody, Params, Pk, media_type};
use crate::routes::plugins;
use crate::state::App;
use crate::table::{self, Document, Filter, PLUGINS, RELEASES};
use crate::upload::{self, Package};
use crate::validate::Fields;

/// `GET plugin_releases/`, filtered by `plugin` (id or code).
pub async fn list(State(app): State<App>, paging: Paging) -> Result<Reply> {
    let size = app.args.page_size;
    let page = app.db.run(move |db| {
        let mut filter = Filter::default();
        if let Some(plugin) = paging.params().get("plugin") {
            filter = filter.and("plugin = ?", [plugin_id(db, plugin)?]);
        }
        paging.page(db, RELEASES, &filter, size, |db, release| present(db, release, paging.params()))
    });
    Ok(Reply::ok(page.await?))
}

/// `GET plugin_releases/{pk}/` by id or `code@version`. `expand` may contain `plugin`.
pub async fn retrieve(State(app): State<App>, pk: Pk, params: Params) -> Result<Reply> {
    let release = app.db.run(move |db| {
        let release = match pk.0.rsplit_once('@') {
            None => RELEASES.get(db, &pk)?,
            Some((code, version)) => {
                let (plugin, version) = (plugin_id(db, code)?, Sql::from(version.to_owned()));
                let filter = Filter::default().and("plugin = ? AND version = ?", [plugin, version]);
                RELEASES.first(db, &filter)?.ok_or_else(|| RELEASES.no_match())?
            }
        };
        present(db, release, &params)
    });
    Ok(Reply::ok(release.await?))
}

/// `POST plugin_releases/`: a form with the package, or JSON without a package.
pub async fn create(State(app): State<App>, request: Request) -> Result<Reply> {
    let form = media_type(request.headers()) == "multipart/form-data";
    let (data, package) = if form {
        let form = Multipart::from_request(request, &app).await;
        let form = form.map_err(|error| ApiError::parse("Multipart form", error.body_text()))?;
        read_form(&app, form).await?
    } else {
        (JsonBody::from_request(request, &app).await?.into_object()?, None)
    };
    let packages = app.packages.clone();
    let created = app.db.run(move |db| {
        let mut fields = Fields::of_new(data);
        check(db, &mut fields)?;
        match &package {
            Some(package) => {
                if let Some(fault) = package.fault() {
                    fields.error("file", fault);
                }
                fields.set("file", package.describe());
            }
            None if form => fields.error("file", "No file was submitted."),
            None => match fields.get("file") {
                None | Some(Value::Null) => fields.set("file", Value::Null),
                Some(_) => {
                    fields.error("file", "The submitted data was not a file. Check the encoding type on the form.")
                }
            },
        }
        let release = RELEASES.insert(db, fields.finish()?)?;
        if let Some(package) = package {
            package.keep(&packages.join(format!("{}.zip", table::id(&release))))?;
        }
        Ok(release)
    });
    Ok(Reply::created(created.await?))
}

/// The fields of a form as a JSON object, and the package.
async fn read_form(app: &App, mut form: Multipart) -> Result<(Document, Option<Package>)> {
    let mut data = Document::new();
    let mut package = None;
    while let Some(field) = form.next_field().await.map_err(upload::broken_form)? {
        let name = field.name().unwrap_or_default().to_owned();
        if field.file_name().is_some() && name == "file" {
            package = Some(Package::receive(field, &app.packages).await?);
            continue;
        }
        let text = Value::from(upload::text(field).await?);
        match data.get_mut(&name) {
            None if name == "requirements" => {
                data.insert(name, json!([text]));
            }
            None => {
                data.insert(name, text);
            }
            Some(Value::Array(texts)) => texts.push(text),
            Some(first) => *first = json!([first.take(), text]),
        }
    }
    if let Some(Value::String(config)) = data.get("config") {
        let config = serde_json::from_str::<Value>(config);
        let config = config.map_err(|_| ApiError::field("config", "Value must be valid JSON."))?;
        data.insert("config".to_owned(), config);
    }
    Ok((data, package))
}

fn check(db: &Connection, fields: &mut Fields) -> Result<()> {
    fields.required("plugin");
    let given = match fields.get("plugin") {
        Some(Value::String(plugin)) => Some(plugin.clone()),
        Some(Value::Number(plugin)) => Some(plugin.to_string()),
        Some(Value::Null) | None => None,
        Some(_) => {
            fields.error("plugin", "Incorrect type. Expected pk value or code.");
            None
        }
    };
    let plugin = match &given {
        Some(given) => plugins::find(db, &Pk(given.clone()))?,
        None => None,
    };
    match (&plugin, given) {
        (Some(plugin), _) => fields.set("plugin", table::id(plugin)),
        (None, Some(_)) => fields.no_such_object("plugin"),
        (None, None) => {}
    }
    fields.title("version");
    fields.text("changelog");
    fields.boolean("is_stable");
    fields.boolean("debug");
    fields.dictionary("config");
    fields.list("requirements");
    if let (Some(plugin), Some(Value::String(version))) = (plugin, fields.get("version")) {
        let pair = [table::id(&plugin).into(), Sql::from(version.clone())];
        let same = Filter::default().and("plugin = ? AND version = ?", pair);
        if RELEASES.first(db, &same)?.is_some() {
            let message = "The fields plugin, version must make a unique set.";
            fields.error("non_field_errors", message);
        }
    }
    fields.default("changelog", "");
    fields.default("is_stable", false);
    fields.default("config", json!({}));
    fields.default("requirements", json!([]));
    fields.default("debug", false);
    fields.set("created", clock::now());
    Ok(())
}

/// NULL, which equals nothing, for an unknown plugin.
fn plugin_id(db: &Connection, plugin: &str) -> Result<Sql> {
    let plugin = plugins::find(db, &Pk(plugin.to_owned()))?;
    Ok(plugin.as_ref().map(table::id).into())
}

fn present(db: &Connection, mut release: Document, params: &Params) -> Result<Value> {
    if params.expands("plugin") {
        let plugin = PLUGINS.find(db, release["plugin"].as_i64().unwrap_or_default())?;
        table::set(&mut release, "plugin", plugin);
    }
    Ok(release.into())
}
