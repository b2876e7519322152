//! `storages/`

use axum::extract::State;
use serde_json::{Value, json};

use crate::clock;
use crate::errors::Result;
use crate::paging::Paging;
use crate::reply::Reply;
use crate::request::{JsonBody, Params, Pk};
use crate::state::App;
use crate::table::{Document, Filter, STORAGES};
use crate::validate::Fields;

const PROVIDERS: [&str; 8] = ["amazon_s3", "azure", "digital_ocean", "file_system", "ftp", "sftp", "minio", "gcp"];

/// `GET storages/`
pub async fn list(State(app): State<App>, paging: Paging) -> Result<Reply> {
    let size = app.args.page_size;
    let page = app.db.run(move |db| {
        paging.page(db, STORAGES, &Filter::default(), size, |_, storage| Ok(present(storage, paging.params())))
    });
    Ok(Reply::ok(page.await?))
}

/// `GET storages/{pk}/`
pub async fn retrieve(State(app): State<App>, pk: Pk, params: Params) -> Result<Reply> {
    let storage = app.db.run(move |db| STORAGES.get(db, &pk)).await?;
    Ok(Reply::ok(present(storage, &params)))
}

/// `POST storages/`
pub async fn create(State(app): State<App>, params: Params, body: JsonBody) -> Result<Reply> {
    let data = body.into_object()?;
    let storage = app.db.run(move |db| {
        let mut fields = Fields::of_new(data);
        fields.title("name");
        fields.required("provider");
        fields.choice("provider", &PROVIDERS);
        fields.choice("category", &["internal", "external"]);
        fields.dictionary("configuration");
        fields.boolean("is_default");
        fields.default("category", "internal");
        fields.default("configuration", json!({}));
        fields.default("is_default", false);
        fields.set("created", clock::now());
        STORAGES.insert(db, fields.finish()?)
    });
    Ok(Reply::created(present(storage.await?, &params)))
}

/// A configuration contains secrets, so it is returned only on request.
fn present(mut storage: Document, params: &Params) -> Value {
    if !params.flag("with_configuration") {
        storage.shift_remove("configuration");
    }
    storage.into()
}
