//! From a method's arguments to a request that may be sent.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::convert::{self, is_record};
use super::exchange::{Body, Exchange, Reading, Request};
use super::failure::Refused;
use super::host::encode_json;
use super::options::{CallOptions, ClientOptions};
use crate::request::{Endpoint, Method, Shape};
use crate::url;

/// A call of an endpoint, as its method was given it.
pub struct Call {
    pub endpoint: &'static Endpoint,
    /// The path's segment, under the name of its argument.
    segment: Option<(&'static str, JsValue)>,
    params: JsValue,
    /// A parameter that the method itself takes.
    param: Option<(&'static str, JsValue)>,
    data: Option<JsValue>,
    body: Body,
    options: JsValue,
}

impl Call {
    pub fn to(endpoint: &'static Endpoint) -> Self {
        Call {
            endpoint,
            segment: None,
            params: JsValue::UNDEFINED,
            param: None,
            data: None,
            body: Body::None,
            options: JsValue::UNDEFINED,
        }
    }

    pub fn segment(mut self, name: &'static str, value: JsValue) -> Self {
        self.segment = Some((name, value));
        self
    }

    pub fn pk(self, value: JsValue) -> Self {
        self.segment("pk", value)
    }

    pub fn params(mut self, params: JsValue) -> Self {
        self.params = params;
        self
    }

    pub fn param(mut self, name: &'static str, value: JsValue) -> Self {
        self.param = Some((name, value));
        self
    }

    /// An object that is sent as JSON.
    pub fn data(mut self, data: JsValue) -> Self {
        self.data = Some(data);
        self
    }

    /// A body that is ready to be sent.
    pub fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    pub fn options(mut self, options: JsValue) -> Self {
        self.options = options;
        self
    }

    /// Checks all arguments and fills the request in.
    pub fn prepare(self, client: &Rc<ClientOptions>) -> Result<Exchange, Refused> {
        self.prepare_with(client, &[], &mut |_, _| Ok(()))
    }

    /// The same, for a method that takes further options.
    pub fn prepare_with(
        self,
        client: &Rc<ClientOptions>,
        further: &[&str],
        take: &mut dyn FnMut(&str, &JsValue) -> Result<(), Refused>,
    ) -> Result<Exchange, Refused> {
        let endpoint = self.endpoint;
        let (path, secret) = match &self.segment {
            Some((name, value)) => {
                let segment = convert::segment(value, name)?;
                let secret = (*name == "token").then(|| value.as_string()).flatten();
                (url::fill(endpoint.path, &segment), secret)
            }
            None => (endpoint.path.to_owned(), None),
        };
        let mut url = [&client.base, "/", &path].concat();
        push_params(&mut url, &self.defaults()?, &self.params)?;
        let body = match &self.data {
            Some(data) => object_body(data, endpoint)?,
            None => self.body,
        };
        let mut request = new_request(client, endpoint.method, url, endpoint.shape, endpoint.repeat_safe, body);
        request.secret = secret;
        let options = CallOptions::read(&self.options, &client.retry, further, take)?;
        Ok(Exchange::new(client, request, options))
    }

    /// What the query holds unless `params` has its own.
    fn defaults(&self) -> Result<Vec<(&'static str, String)>, Refused> {
        let fixed = self.endpoint.query.iter();
        let mut defaults: Vec<_> = fixed.map(|(name, value)| (*name, (*value).to_owned())).collect();
        if let Some((name, value)) = &self.param {
            defaults.push((*name, convert::id(value, name)?));
        }
        Ok(defaults)
    }
}

/// A request to a URL that has its query.
pub fn new_request(
    client: &ClientOptions,
    method: Method,
    mut url: String,
    shape: Shape,
    repeat_safe: bool,
    body: Body,
) -> Request {
    push_url_host(&mut url, client);
    Request {
        method,
        url,
        body,
        reading: Reading::Whole(shape),
        repeat_safe,
        posted_list: false,
        secret: None,
        headers: Vec::new(),
    }
}

/// Adds the defaults, each with the caller's value where there is one, and then the caller's other parameters.
pub fn push_params(url: &mut String, defaults: &[(&str, String)], params: &JsValue) -> Result<(), Refused> {
    let given = convert::optional_record(params, "params")?;
    for (name, value) in defaults {
        match given.iter().find(|(own, _)| own == name) {
            Some((_, value)) => push_param(url, name, value)?,
            None => url::push_query(url, name, value),
        }
    }
    for (name, value) in &given {
        if !defaults.iter().any(|(default, _)| default == name) {
            push_param(url, name, value)?;
        }
    }
    Ok(())
}

fn push_param(url: &mut String, name: &str, value: &JsValue) -> Result<(), Refused> {
    let field = ["params.", name].concat();
    let items = match value.dyn_ref::<Array>() {
        Some(items) => items.to_vec(),
        None => vec![value.clone()],
    };
    for item in items {
        if let Some(text) = convert::scalar(&item, &field)? {
            url::push_query(url, name, &text);
        }
    }
    Ok(())
}

/// Adds the client's `url_host`, where the query has none.
pub fn push_url_host(url: &mut String, client: &ClientOptions) {
    if let Some(host) = &client.url_host
        && !url::has_query(url, "url_host")
    {
        url::push_query(url, "url_host", host);
    }
}

fn object_body(data: &JsValue, endpoint: &Endpoint) -> Result<Body, Refused> {
    check_required(data, endpoint)?;
    json_body(data)
}

/// Checks that data is an object, and that it has the fields that the endpoint requires.
pub fn check_required(data: &JsValue, endpoint: &Endpoint) -> Result<(), Refused> {
    if !is_record(data) {
        return Err(Refused::new("data", "must be an object"));
    }
    let given = convert::entries(data);
    let missing = endpoint.required.iter().find(|field| !given.iter().any(|(name, _)| name == *field));
    missing.map_or(Ok(()), |field| Err(Refused::new(field, "is required")))
}

/// Data as `JSON.stringify` writes it.
pub fn json_body(data: &JsValue) -> Result<Body, Refused> {
    let text = encode_json(data).map_err(|refusal| Refused::by_json(&refusal, "data"))?;
    Ok(Body::Json(text))
}
