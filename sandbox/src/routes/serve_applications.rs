//! `serve_applications/`

use axum::extract::State;
use serde_json::json;

use crate::clock;
use crate::errors::Result;
use crate::paging::Paging;
use crate::reply::Reply;
use crate::request::JsonBody;
use crate::state::App;
use crate::table::{Filter, JOBS, SERVE_APPLICATIONS};
use crate::validate::Fields;

/// The filters, and the condition of each.
const FILTERS: [(&str, &str); 4] = [
    ("status", "status = ?"),
    ("job", "job = CAST(? AS INTEGER)"),
    ("job__agent", "job IN (SELECT id FROM jobs WHERE agent = CAST(? AS INTEGER))"),
    ("plugin_code", "job IN (SELECT id FROM jobs WHERE plugin IN (SELECT id FROM plugins WHERE code = ?))"),
];

/// `GET serve_applications/`
pub async fn list(State(app): State<App>, paging: Paging) -> Result<Reply> {
    let size = app.args.page_size;
    let page = app.db.run(move |db| {
        let mut filter = Filter::default();
        for (name, condition) in FILTERS {
            if let Some(value) = paging.params().get(name) {
                filter = filter.and(condition, [value.to_owned().into()]);
            }
        }
        paging.page(db, SERVE_APPLICATIONS, &filter, size, |_, one| Ok(one.into()))
    });
    Ok(Reply::ok(page.await?))
}

/// `POST serve_applications/`
pub async fn create(State(app): State<App>, body: JsonBody) -> Result<Reply> {
    let data = body.into_object()?;
    let created = app.db.run(move |db| {
        let mut fields = Fields::of_new(data);
        fields.required("job");
        fields.reference(db, "job", JOBS)?;
        fields.text("status");
        fields.dictionary("data");
        fields.default("status", "RUNNING");
        fields.default("data", json!({}));
        fields.set("created", clock::now());
        SERVE_APPLICATIONS.insert(db, fields.finish()?)
    });
    Ok(Reply::created(created.await?))
}
