//! Reads requests: the id in the path, the query, the JSON body.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use futures_util::StreamExt;
use serde_json::{Map, Value, json};

use crate::errors::{ApiError, Result};

/// The maximum size of a JSON body, in bytes. Logs contain whole files as `data:` URIs.
const MAX_JSON_BYTES: usize = 32 << 20;

/// The maximum that is read of a refused body, in bytes.
const MAX_DRAINED_BYTES: usize = 256 << 20;

/// The `{pk}` in a path: an id, a code or a token.
pub struct Pk(pub String);

impl Pk {
    /// The id, if it is a number.
    pub fn as_id(&self) -> Option<i64> {
        self.0.parse().ok()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Pk {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let path = Path::<String>::from_request_parts(parts, state).await;
        // The only failure is a segment that is not UTF-8, and no object has such an id.
        path.map(|Path(pk)| Pk(pk)).map_err(|_| ApiError::no_route())
    }
}

/// The query, decoded, in its order.
pub struct Params(Vec<(String, String)>);

impl Params {
    /// The value of a single parameter. If it is repeated, the last one counts, as in Django.
    pub fn get(&self, key: &str) -> Option<&str> {
        let mut pairs = self.0.iter().rev();
        pairs.find(|(name, value)| name == key && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// The values of a parameter that may be repeated, or contain a comma-separated list.
    pub fn all<'a>(&'a self, key: &str) -> Vec<&'a str> {
        let pairs = self.0.iter().filter(|(name, _)| name == key);
        pairs.flat_map(|(_, value)| value.split(',')).map(str::trim).filter(|value| !value.is_empty()).collect()
    }

    /// Whether `expand` contains this name.
    pub fn expands(&self, name: &str) -> bool {
        self.all("expand").contains(&name)
    }

    /// Whether a boolean parameter is true.
    pub fn flag(&self, key: &str) -> bool {
        matches!(self.get(key), Some("true" | "True" | "1"))
    }

    /// The same query with another `page`.
    pub fn with_page(&self, page: u32) -> String {
        let pairs = self.0.iter().filter(|(name, _)| name != "page");
        form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .append_pair("page", &page.to_string())
            .finish()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Params {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        let pairs = form_urlencoded::parse(query.as_bytes());
        Ok(Params(pairs.into_owned().collect()))
    }
}

/// Reads a JSON body of any shape. An empty body is read as `{}`.
pub struct JsonBody(pub Value);

impl JsonBody {
    /// The body as an object, which most endpoints require.
    pub fn into_object(self) -> Result<Map<String, Value>> {
        object(self.0).map_err(|errors| ApiError::invalid(errors.into()))
    }
}

/// The value as an object, or the error for any other value.
pub fn object(value: Value) -> Result<Map<String, Value>, Map<String, Value>> {
    match value {
        Value::Object(fields) => Ok(fields),
        other => {
            let got = crate::errors::type_name(&other);
            let message = format!("Invalid data. Expected a dictionary, but got {got}.");
            Err(Map::from_iter([("non_field_errors".to_owned(), json!([message]))]))
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for JsonBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let media_type = media_type(&parts.headers);
        let bytes = read(body).await?;
        if bytes.is_empty() {
            return Ok(JsonBody(json!({})));
        }
        if media_type != "application/json" {
            return Err(ApiError::unsupported_media_type(&media_type));
        }
        match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(JsonBody(value)),
            Err(error) => Err(ApiError::parse("JSON", error)),
        }
    }
}

/// The media type of the Content-Type, in lower case and without parameters.
pub fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE);
    let text = value.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = text.split(';').next().unwrap_or_default();
    media_type.trim().to_ascii_lowercase()
}

async fn read(body: Body) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        bytes.extend(chunk.map_err(|error| ApiError::parse("Request body", error))?);
        if bytes.len() > MAX_JSON_BYTES {
            drain(Body::from_stream(stream)).await;
            return Err(ApiError::too_large(MAX_JSON_BYTES));
        }
    }
    Ok(bytes)
}

/// Reads the rest of a body before an early refusal. If the connection were closed while the client is still sending,
/// it would be reset, and the client would not get the answer.
pub async fn drain(body: Body) {
    let mut left = MAX_DRAINED_BYTES;
    let mut stream = body.into_data_stream();
    while let Some(Ok(chunk)) = stream.next().await {
        match left.checked_sub(chunk.len()) {
            Some(rest) => left = rest,
            None => return,
        }
    }
}
