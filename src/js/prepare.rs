//! From a method's arguments to a request that may be sent.

use js_sys::Number;
use wasm_bindgen::prelude::*;

use super::client::BackendClient;
use super::host::{Exchange, Kind, Read, read_id, read_query, refuse};
use crate::request::Endpoint;
use crate::url;

/// Where a request goes.
pub struct Target {
    pub url: String,
    /// The argument in the path, where it is a token.
    pub secret: Option<String>,
}

impl BackendClient {
    /// The endpoint's URL, its segment filled in with `pk`.
    pub(super) fn target(&self, endpoint: &Endpoint, pk: &JsValue) -> Read<Target> {
        let (before, name, after) = endpoint.parts();
        if name.is_empty() {
            return Ok(Target { url: self.url(before), secret: None });
        }
        let id = id(pk, name)?;
        let segment = url::segment(&id).map_err(|words| refuse(name, words))?;
        let url = url::join(&[self.base(), "/", before, &segment, after]);
        Ok(Target { url, secret: (name == "token").then_some(id) })
    }

    /// A path under the base URL.
    pub(super) fn url(&self, path: &str) -> String {
        url::join(&[self.base(), "/", path])
    }

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
            &target.url,
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
        let mut target = self.target(endpoint, pk)?;
        push_params(&mut target.url, params, endpoint.query)?;
        self.exchange(endpoint, kind, target, &JsValue::UNDEFINED, options)
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
pub fn push_params(url: &mut String, params: &JsValue, default: Option<(&str, &str)>) -> Read<()> {
    if let (Some((name, value)), true) = (default, params.is_undefined()) {
        url::push_query(url, name, value);
    } else if !params.is_undefined() {
        let (name, value) = default.unzip();
        let given = read_query(params, name, value)?;
        let text = |i: u32| given.get(i).as_string().unwrap_or_default();
        (0..given.length()).step_by(2).for_each(|i| url::push_query(url, &text(i), &text(i + 1)));
    }
    Ok(())
}
