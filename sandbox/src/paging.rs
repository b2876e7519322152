//! Pages of lists: `{count, next, previous, results}`.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::errors::{ApiError, Result};
use crate::request::Params;
use crate::table::{Document, Filter, Order, Table};

/// The maximum of `page_size`. A higher value is reduced to it.
pub const MAX_PAGE_SIZE: u32 = 1000;

/// The requested page of a list, and the URL that its links are based on.
pub struct Paging {
    address: String,
    params: Params,
}

impl<S: Send + Sync> FromRequestParts<S> for Paging {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let host = parts.headers.get(header::HOST);
        let host = host.and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
        Ok(Paging {
            address: format!("http://{host}{}", parts.uri.path()),
            params: Params::from_request_parts(parts, state).await?,
        })
    }
}

impl Paging {
    /// The answer with this page. `present` converts each document.
    pub fn page(
        &self,
        db: &Connection,
        table: Table,
        filter: &Filter,
        default_size: u32,
        mut present: impl FnMut(&Connection, Document) -> Result<Value>,
    ) -> Result<Value> {
        let size = self.params.get("page_size").and_then(|size| size.parse().ok());
        let size = size.filter(|size| *size > 0).unwrap_or(default_size).min(MAX_PAGE_SIZE);
        let count = table.count(db, filter)?;
        let pages = count.div_ceil(size).max(1);
        let page = self.params.get("page").unwrap_or("1").parse::<u32>();
        let page = page.ok().filter(|page| (1..=pages).contains(page));
        let page = page.ok_or_else(ApiError::invalid_page)?;

        let order = Order::of(self.params.get("ordering").unwrap_or_default());
        let documents = table.list(db, filter, &order, size, (page - 1) * size)?;
        let results = documents.into_iter().map(|document| present(db, document));
        Ok(json!({
            "count": count,
            "next": (page < pages).then(|| self.link(page + 1)),
            "previous": (page > 1).then(|| self.link(page - 1)),
            "results": results.collect::<Result<Vec<_>>>()?,
        }))
    }

    fn link(&self, page: u32) -> String {
        format!("{}?{}", self.address, self.params.with_page(page))
    }

    /// The whole query, for the filters of a list.
    pub fn params(&self) -> &Params {
        &self.params
    }
}
