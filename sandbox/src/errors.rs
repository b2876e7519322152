//! Errors in the format and the words of Django REST framework.

use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use crate::reply::Reply;

/// An error answer: a status and a JSON body.
#[derive(Debug)]
pub struct ApiError {
    /// 400 or more.
    pub status: StatusCode,
    /// The body.
    pub body: Value,
}

pub type Result<T, E = ApiError> = std::result::Result<T, E>;

impl ApiError {
    fn detail(status: StatusCode, detail: impl Into<String>) -> Self {
        let body = json!({ "detail": detail.into() });
        ApiError { status, body }
    }

    /// 401, for a missing or a wrong token.
    pub fn unauthenticated(detail: &str) -> Self {
        Self::detail(StatusCode::UNAUTHORIZED, detail)
    }

    /// 403.
    pub fn forbidden() -> Self {
        let detail = "You do not have permission to perform this action.";
        Self::detail(StatusCode::FORBIDDEN, detail)
    }

    /// 404 of an unknown path.
    pub fn no_route() -> Self {
        Self::detail(StatusCode::NOT_FOUND, "Not found.")
    }

    /// 404 of an object. `noun` is the name of its model.
    pub fn no_match(noun: &str) -> Self {
        let detail = format!("No {noun} matches the given query.");
        Self::detail(StatusCode::NOT_FOUND, detail)
    }

    /// 404 of a page after the last one.
    pub fn invalid_page() -> Self {
        Self::detail(StatusCode::NOT_FOUND, "Invalid page.")
    }

    /// 405. The router adds the allowed methods.
    pub fn method_not_allowed(method: &Method) -> Self {
        let detail = format!("Method \"{method}\" not allowed.");
        Self::detail(StatusCode::METHOD_NOT_ALLOWED, detail)
    }

    /// 415.
    pub fn unsupported_media_type(media_type: &str) -> Self {
        let detail = format!("Unsupported media type \"{media_type}\" in request.");
        Self::detail(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail)
    }

    /// 400: `what` is `JSON` or `Multipart form`.
    pub fn parse(what: &str, reason: impl std::fmt::Display) -> Self {
        let detail = format!("{what} parse error - {reason}");
        Self::detail(StatusCode::BAD_REQUEST, detail)
    }

    /// 413.
    pub fn too_large(limit: usize) -> Self {
        let detail = format!("The request body is larger than {limit} bytes.");
        Self::detail(StatusCode::PAYLOAD_TOO_LARGE, detail)
    }

    /// 400 with messages for each field, or for each index of a list.
    pub fn fields(errors: Map<String, Value>) -> Self {
        Self::invalid(Value::Object(errors))
    }

    /// 400 with one message for one field.
    pub fn field(name: &str, message: impl Into<String>) -> Self {
        Self::invalid(json!({ name: [message.into()] }))
    }

    /// 400 with any body.
    pub fn invalid(body: Value) -> Self {
        let status = StatusCode::BAD_REQUEST;
        ApiError { status, body }
    }

    /// 500. The reason is printed for the person who runs the sandbox, and not sent to the client.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        eprintln!("sandbox: {cause}");
        Self::detail(StatusCode::INTERNAL_SERVER_ERROR, "A server error occurred.")
    }
}

impl From<rusqlite::Error> for ApiError {
    fn from(error: rusqlite::Error) -> Self {
        Self::internal(format_args!("database: {error}"))
    }
}

impl From<std::io::Error> for ApiError {
    fn from(error: std::io::Error) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = Reply(self.status, self.body).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Token");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

/// The name of a value's type in Python.
pub fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(number) if number.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}
