//! Builds calls, for the methods of `BackendClient`. It reads the arguments at once and keeps the first refusal; the
//! methods that send the call then reject with it.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;

use super::answer::pick;
use super::arguments::{Parameters, Read, read_id, read_params, read_text};
use super::bodies::{read_logs, read_release};
use super::client::BackendClient;
use super::fault::Refusal;
use super::foreign::text_of;
use super::iterator::ItemIterator;
use super::json_body::{encode_job_update, encode_json, encode_object};
use super::options::{CallOptions, Kind, Settings, read_call_options, read_options};
use super::own::Own;
use super::paginate::Pages;
use super::tail::Tail;
use super::transport::{Body, Call, Request, reject};
use super::{paginate, poll};
use crate::endpoint::{Answer, Endpoint, Method};
use crate::text::{concat, split_once};
use crate::url::{path_segment, push_parameter, relative_path};

/// A call that is being built. Boxed, because each step returns it.
#[derive(Debug)]
pub struct CallBuilder(Box<Parts>);

#[derive(Debug)]
struct Parts {
    settings: Rc<Settings>,
    endpoint: &'static Endpoint,
    segment: String,
    parameters: Parameters,
    secret: Option<String>,
    body: Body,
    refusal: Option<Refusal>,
}

impl BackendClient {
    /// Starts a call of an endpoint.
    pub(super) fn call(&self, endpoint: &'static Endpoint) -> CallBuilder {
        CallBuilder(Box::new(Parts {
            settings: Rc::clone(&self.settings),
            endpoint,
            segment: String::new(),
            parameters: endpoint
                .default_parameter
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into_iter()
                .collect(),
            secret: None,
            body: Body::None,
            refusal: None,
        }))
    }

    /// Starts a call of an endpoint that has no method.
    pub(super) fn request_any(&self, method: JsValue, path: JsValue, call: JsValue) -> Promise {
        match read_request(&method, &path, &call) {
            Ok((request, options)) => send(Call::new(&self.settings, request, options)),
            Err(refusal) => reject(refusal),
        }
    }
}

impl CallBuilder {
    /// Sets the id in the path.
    #[inline(never)]
    pub fn id(mut self, id: JsValue) -> Self {
        let name = self.0.endpoint.argument();
        let segment = read_id(&id, name).and_then(|id| path_segment(&id).map_err(|words| Refusal::new(name, words)));
        if let Some(segment) = self.0.keep(segment) {
            self.0.segment = segment;
        }
        self
    }

    /// Sets the token in the path, which must not be shown.
    pub fn token(mut self, token: JsValue) -> Self {
        self.0.secret = Some(text_of(&token));
        self.id(token)
    }

    /// Adds an argument as a query parameter. The same parameter in `params` overrides it.
    pub fn parameter(mut self, name: &'static str, value: JsValue) -> Self {
        if let Some(id) = self.0.keep(read_id(&value, name)) {
            self.0.parameters.push((name.to_owned(), id));
        }
        self
    }

    /// Adds query parameters. They override those of the endpoint.
    #[inline(never)]
    pub fn params(mut self, params: JsValue) -> Self {
        if !params.is_undefined() {
            let read = read_params(&params, &mut self.0.parameters);
            self.0.keep(read);
        }
        self
    }

    /// Sends an object as JSON.
    #[inline(never)]
    pub fn data(self, data: JsValue) -> Self {
        let required = self.0.endpoint.required;
        self.json(encode_object(&data, required))
    }

    /// Sends the changes of a job as JSON.
    pub fn job_update(self, data: JsValue) -> Self {
        self.json(encode_job_update(&data))
    }

    fn json(self, text: Read<JsValue>) -> Self {
        self.body(text.map(Body::Json))
    }

    /// Sends a log, or a list of logs, as JSON.
    pub fn logs(self, data: JsValue) -> Self {
        self.body(read_logs(&data))
    }

    #[inline(never)]
    fn body(mut self, body: Read<Body>) -> Self {
        if let Some(body) = self.0.keep(body) {
            self.0.body = body;
        }
        self
    }

    /// Sends the call. Returns the promise of the part of the answer that the caller gets.
    pub fn send(self, options: JsValue) -> Promise {
        self.send_as(options, Kind::Plain)
    }

    /// Sends the call with a form, and reports progress.
    pub fn upload(self, data: JsValue, options: JsValue) -> Promise {
        let required = self.0.endpoint.required;
        self.body(read_release(&data, required)).send_as(options, Kind::Upload)
    }

    fn finish(self, options: JsValue, kind: Kind) -> Read<Call> {
        (*self.0).finish(&options, kind)
    }

    #[inline(never)]
    fn send_as(self, options: JsValue, kind: Kind) -> Promise {
        self.finish(options, kind).map_or_else(reject, send)
    }

    /// Returns the promise of the items of all pages, or of one page if the caller requests one.
    #[inline(never)]
    pub fn send_all(self, options: JsValue) -> Promise {
        let is_one = self.0.parameters.iter().any(|(name, _)| matches!(name.as_str(), "page" | "page_size"));
        match self.finish(options, Kind::Plain) {
            Ok(call) if is_one => send(call),
            Ok(call) => call.spawn(async |call: &Call| paginate::read_all(call).await),
            Err(refusal) => reject(refusal),
        }
    }

    /// Returns an iterator over the items of all pages.
    #[inline(never)]
    pub fn iterate(self, options: JsValue) -> ItemIterator {
        match self.finish(options, Kind::Plain) {
            Ok(call) => ItemIterator::new(Pages::new(call)),
            Err(refusal) => ItemIterator::refused(refusal),
        }
    }

    /// Returns an iterator over the events of a live log, which older backends have at another endpoint.
    pub fn tail(self, older: &Endpoint, options: JsValue) -> ItemIterator {
        let old_path = self.0.path_of(older.path);
        match self.finish(options, Kind::Tail) {
            Ok(call) => ItemIterator::new(Tail::new(call, old_path)),
            Err(refusal) => ItemIterator::refused(refusal),
        }
    }

    /// Returns the promise of a job that has ended.
    pub fn wait(self, options: JsValue) -> Promise {
        match self.finish(options, Kind::Wait) {
            Ok(call) => call.spawn(async |call: &Call| poll::until_ended(call).await),
            Err(refusal) => reject(refusal),
        }
    }
}

impl Parts {
    /// The value of a result; `None` if it is a refusal. The first refusal is kept.
    fn keep<T>(&mut self, read: Read<T>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(refusal) => {
                self.refusal.get_or_insert(refusal);
                None
            }
        }
    }

    fn path_of(&self, template: &str) -> String {
        let (before, rest) = split_once(template, b'{').unwrap_or((template, ""));
        let after = split_once(rest, b'}').map_or("", |(_, after)| after);
        let mut path = concat(&[before, &self.segment, after]);
        for (name, value) in &self.parameters {
            push_parameter(&mut path, name, value);
        }
        path
    }

    #[inline(never)]
    fn finish(self, options: &JsValue, kind: Kind) -> Read<Call> {
        let path = self.path_of(self.endpoint.path);
        if let Some(refusal) = self.refusal {
            return Err(refusal.of_method(self.endpoint.name));
        }
        let options = read_call_options(options, kind)?;
        let Endpoint { method, answer, repeat_safe, .. } = *self.endpoint;
        let request = Request {
            method,
            path,
            answer,
            repeat_safe,
            body: self.body,
            secret: self.secret,
            is_fresh: matches!(kind, Kind::Tail | Kind::Wait),
        };
        Ok(Call::new(&self.settings, request, options))
    }
}

impl Endpoint {
    /// The name of the argument in the path.
    fn argument(&self) -> &'static str {
        split_once(self.path, b'{').and_then(|(_, rest)| split_once(rest, b'}')).map_or("pk", |(name, _)| name)
    }
}

/// The future that most calls share.
fn send(call: Call) -> Promise {
    call.spawn(async |call: &Call| {
        let answered = call.run().await?;
        Ok(pick(call.answer, answered.json))
    })
}

fn read_request(method: &JsValue, path: &JsValue, call: &JsValue) -> Read<(Request, CallOptions)> {
    let methods = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete, Method::Head];
    let name = method.as_string().unwrap_or_default();
    let method = methods.into_iter().find(|method| method.as_str() == name);
    let method = method.ok_or_else(|| Refusal::new("method", "must be one of GET, POST, PUT, PATCH, DELETE, HEAD"))?;
    let given = read_text(path, "path")?;
    let mut path = relative_path(&given).map_err(|words| Refusal::new("path", words))?.to_owned();
    let call = Own::optional(call, "options")?;
    let data = call.get("data");
    let is_bodiless = matches!(method, Method::Get | Method::Head);
    if is_bodiless && !data.is_undefined() {
        return Err(Refusal::new("data", "cannot go with GET or HEAD"));
    }
    let body = if data.is_undefined() { Body::None } else { Body::Json(encode_json(&data, "data")?) };
    let mut parameters = Parameters::new();
    read_params(&call.get("params"), &mut parameters)?;
    for (name, value) in &parameters {
        push_parameter(&mut path, name, value);
    }
    let repeat_safe = !matches!(method, Method::Post | Method::Patch);
    let request =
        Request { method, path, answer: Answer::AnyOrEmpty, repeat_safe, body, secret: None, is_fresh: false };
    Ok((request, read_options(&call, Kind::Request)?))
}
