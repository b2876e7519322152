//! JSON answers.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;

/// A status and a JSON body.
pub struct Reply(pub StatusCode, pub Value);

impl Reply {
    /// 200.
    pub fn ok(body: impl Into<Value>) -> Self {
        Reply(StatusCode::OK, body.into())
    }

    /// 201.
    pub fn created(body: impl Into<Value>) -> Self {
        Reply(StatusCode::CREATED, body.into())
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let content_type = [(header::CONTENT_TYPE, "application/json")];
        (self.0, content_type, self.1.to_string()).into_response()
    }
}
