//! From a method's arguments to a request that may be sent.

use std::rc::Rc;

use js_sys::{Array, Number};
use wasm_bindgen::prelude::*;

use super::client::BackendClient;
use super::exchange::Exchange;
use super::host::{self, Kind, Read, Verb, read_data, read_id, read_query, refuse};
use crate::error::decimal;
use crate::request::{Endpoint, Method, Shape};
use crate::retry::Policy;
use crate::url;

/// What a method was given; what it does not take is undefined.
#[derive(Default)]
pub struct Args {
    /// The path's segment.
    pub pk: JsValue,
    pub params: JsValue,
    /// A query parameter that is an argument of its own.
    pub param: Option<(&'static str, JsValue)>,
    /// An object that is sent as JSON.
    pub data: Option<JsValue>,
    /// A body that is ready to be sent.
    pub body: JsValue,
    pub options: JsValue,
}

impl BackendClient {
    /// Checks all arguments and fills the request in. `kind`: which further options its method takes.
    pub(super) fn prepare(&self, endpoint: &Endpoint, kind: Kind, args: Args) -> Read<Exchange> {
        let mut secret = None;
        let path = match endpoint.segment() {
            Some(name) => {
                let id = id(&args.pk, name)?;
                let segment = url::segment(&id).map_err(|words| refuse(name, words))?;
                secret = (name == "token").then_some(id);
                url::fill(endpoint.path, &segment)
            }
            None => endpoint.path.to_owned(),
        };
        let body = match &args.data {
            Some(data) => read_data(data, required(endpoint))?,
            None => args.body,
        };
        let mut url = self.url(&path);
        match &args.param {
            Some((name, value)) => push_params(&mut url, &args.params, Some((*name, &id(value, name)?)))?,
            None => push_params(&mut url, &args.params, endpoint.query)?,
        }
        self.exchange(endpoint.method, url, endpoint.shape, endpoint.repeat_safe, kind, body, &args.options, secret)
    }

    /// A path under the base URL.
    pub(super) fn url(&self, path: &str) -> String {
        [self.base(), "/", path].concat()
    }

    #[expect(clippy::too_many_arguments, reason = "the one place where a request's parts meet")]
    pub(super) fn exchange(
        &self,
        method: Method,
        mut url: String,
        shape: Shape,
        repeat_safe: bool,
        kind: Kind,
        body: JsValue,
        options: &JsValue,
        secret: Option<String>,
    ) -> Read<Exchange> {
        push_url_host(&mut url, self.settings());
        let shown = secret.is_some().then(|| url::mask(&url));
        let method = verb(method);
        let (secret, shown) = (secret.as_deref(), shown.as_deref());
        let io = host::Exchange::new(self.settings(), options, kind, method, &url, &body, secret, shown)?;
        let policy = if options.is_undefined() { self.policy() } else { Rc::new(policy(&io.policy())) };
        Ok(Exchange { io, shape, repeat_safe, posted_list: false, policy, budget: self.budget() })
    }
}

/// An id as text. Whole numbers, which most ids are, need not cross the border as texts.
fn id(value: &JsValue, name: &str) -> Read<String> {
    match value.as_f64() {
        Some(number) if number.fract() == 0.0 && (0.0..=Number::MAX_SAFE_INTEGER).contains(&number) => {
            Ok(decimal(number as u64))
        }
        _ => read_id(value, name),
    }
}

fn verb(method: Method) -> Verb {
    match method {
        Method::Get => Verb::Get,
        Method::Head => Verb::Head,
        Method::Post => Verb::Post,
        Method::Put => Verb::Put,
        Method::Patch => Verb::Patch,
        Method::Delete => Verb::Delete,
    }
}

/// What the options say of retrying; what they do not say is as by default.
pub fn policy(given: &host::RetryOptions) -> Policy {
    let default = Policy::default();
    Policy {
        limit: given.limit().unwrap_or(default.limit),
        base_delay: given.base_delay().unwrap_or(default.base_delay),
        max_delay: given.max_delay().unwrap_or(default.max_delay),
        max_retry_after: given.max_retry_after().unwrap_or(default.max_retry_after),
        repeat_unsafe: given.repeat_unsafe().unwrap_or(default.repeat_unsafe),
    }
}

/// The fields without which an endpoint's data is refused.
pub fn required(endpoint: &Endpoint) -> Array {
    endpoint.required.iter().map(|field| JsValue::from_str(field)).collect()
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

/// Adds the client's `url_host`, where the query has none.
pub fn push_url_host(url: &mut String, client: &host::ClientOptions) {
    if let Some(host) = client.url_host()
        && !url::has_query(url, "url_host")
    {
        url::push_query(url, "url_host", &host);
    }
}
