//! From a method's arguments to a request that may be sent.

use js_sys::Number;
use wasm_bindgen::prelude::*;

use super::client::BackendClient;
use super::host::{Exchange, Kind, Read, read_id, read_query, refuse};
use crate::request::Endpoint;
use crate::url;

/// Where a request goes.
pub struct Target {
    /// Relative to the base URL, with its query.
    pub path: String,
    /// The argument in the path, where it is a token.
    pub secret: Option<String>,
}

impl BackendClient {
    /// An exchange whose arguments are all read and checked. `kind`: which further options its method takes.
    pub(super) fn exchange(
        &self,
        endpoint: &Endpoint,
        kind: Kind,
        target: Target,
        body: &JsValue,
        options: &JsValue,
    ) -> Read<Exchange> {
        Exchange::new(
            self.settings(),
            options,
            kind,
            endpoint.method as u8,
            endpoint.shape as u8,
            endpoint.repeat_safe,
            &target.path,
            body,
            target.secret.as_deref(),
        )
    }

    /// The exchange of a method that reads: a segment, a query, and no body.
    pub(super) fn reading(
        &self,
        endpoint: &Endpoint,
        kind: Kind,
        pk: &JsValue,
        params: &JsValue,
        options: &JsValue,
    ) -> Read<Exchange> {
        let mut target = target(endpoint, pk)?;
        push_params(&mut target.path, params, endpoint.query)?;
        self.exchange(endpoint, kind, target, &JsValue::UNDEFINED, options)
    }
}

/// The endpoint's path, its segment filled in with `pk`.
pub fn target(endpoint: &Endpoint, pk: &JsValue) -> Read<Target> {
    let (before, name, after) = endpoint.parts();
    if name.is_empty() {
        return Ok(Target { path: before.to_owned(), secret: None });
    }
    let id = id(pk, name)?;
    let segment = url::segment(&id).map_err(|words| refuse(name, words))?;
    Ok(Target { path: url::join(&[before, &segment, after]), secret: (name == "token").then_some(id) })
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
