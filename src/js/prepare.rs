//! From a method's arguments to a request that may be sent.

use js_sys::Number;
use wasm_bindgen::prelude::*;

use super::host::{Read, read_id, read_query, refuse};
use crate::request::Endpoint;
use crate::url;

/// A request of which all arguments are read and checked.
pub struct Request {
    /// Relative to the base URL, with its query.
    pub path: String,
    /// The argument in the path, where it is a token.
    pub secret: Option<String>,
    /// What `fetch` is given, or what makes it.
    pub body: JsValue,
}

impl Request {
    /// A request for the path, and nothing else.
    pub fn of(path: String) -> Self {
        Request { path, secret: None, body: JsValue::UNDEFINED }
    }

    /// A request of an endpoint, the segment of its path filled in with `pk`.
    pub fn to(endpoint: &Endpoint, pk: &JsValue) -> Read<Self> {
        let (before, name, after) = endpoint.parts();
        if name.is_empty() {
            return Ok(Self::of(before.to_owned()));
        }
        let id = id(pk, name)?;
        let segment = url::segment(&id).map_err(|words| refuse(name, words))?;
        let request = Self::of(url::join(&[before, &segment, after]));
        Ok(Request { secret: (name == "token").then_some(id), ..request })
    }

    /// A request that reads: a segment and a query.
    pub fn reading(endpoint: &Endpoint, pk: &JsValue, params: &JsValue) -> Read<Self> {
        let mut request = Self::to(endpoint, pk)?;
        push_params(&mut request.path, params, endpoint.query)?;
        Ok(request)
    }

    /// A request with that body.
    pub fn with_body(self, body: JsValue) -> Self {
        Request { body, ..self }
    }
}

/// An id as text. Whole numbers, which most ids are, need not cross the border as texts.
pub fn id(value: &JsValue, name: &str) -> Read<String> {
    match value.as_f64() {
        Some(number) if number.fract() == 0.0 && (0.0..=Number::MAX_SAFE_INTEGER).contains(&number) => {
            Ok(url::decimal(number as u64))
        }
        _ => read_id(value, name),
    }
}

/// Adds the parameters, and the default one where they do not have it.
pub fn push_params(path: &mut String, params: &JsValue, default: Option<(&str, &str)>) -> Read<()> {
    if let (Some((name, value)), true) = (default, params.is_undefined()) {
        url::push_query(path, name, value);
    } else if !params.is_undefined() {
        let (name, value) = default.unzip();
        let given = read_query(params, name, value)?;
        let text = |i: u32| given.get(i).as_string().unwrap_or_default();
        (0..given.length()).step_by(2).for_each(|i| url::push_query(path, &text(i), &text(i + 1)));
    }
    Ok(())
}
