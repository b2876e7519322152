//! What the methods of `BackendClient` are written with: arguments are read at once, the first refusal is kept, and what
//! sends the call rejects with it.

use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::JsValue;

use super::answer::pick;
use super::arguments::{Parameters, Read, decimal, items_of, read_id, read_params, read_scalar, read_text};
use super::client::BackendClient;
use super::fault::Refusal;
use super::files::{File, read_file};
use super::foreign::{has_method, is_list, is_record, tag};
use super::iterator::ItemIterator;
use super::json_body::{copy_json, encode_job_update, encode_json, encode_json_at, encode_object, require};
use super::options::{CallOptions, Kind, Settings, read_call_options, read_options};
use super::own::Own;
use super::paginate::Pages;
use super::tail::Tail;
use super::transport::{Body, Call, Form, PostedLogs, Request, reject};
use super::{paginate, poll};
use crate::endpoint::{Answer, Endpoint, Method};
use crate::url::{path_segment, push_parameter, relative_path};

/// A call that is being put together. Boxed, since each step hands it on.
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
    /// Begins a call of an endpoint.
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

    /// Calls an endpoint that is not known here.
    pub(super) fn request_any(&self, method: JsValue, path: JsValue, call: JsValue) -> Promise {
        match read_request(&method, &path, &call) {
            Ok((request, options)) => send(Call::new(&self.settings, request, options)),
            Err(refusal) => reject(refusal),
        }
    }
}

impl CallBuilder {
    /// The id in the path.
    #[inline(never)]
    pub fn id(mut self, id: JsValue) -> Self {
        let name = self.0.endpoint.argument();
        let segment = read_id(&id, name).and_then(|id| path_segment(&id).map_err(|words| Refusal::new(name, words)));
        if let Some(segment) = self.0.keep(segment) {
            self.0.segment = segment;
        }
        self
    }

    /// The token in the path, which nobody may see.
    pub fn token(mut self, token: JsValue) -> Self {
        self.0.secret = token.as_string();
        self.id(token)
    }

    /// A query parameter that is an argument. One of that name among the parameters goes before it.
    pub fn parameter(mut self, name: &'static str, value: JsValue) -> Self {
        if let Some(id) = self.0.keep(read_id(&value, name)) {
            self.0.parameters.push((name.to_owned(), id));
        }
        self
    }

    /// Query parameters. They go before those of the endpoint.
    #[inline(never)]
    pub fn params(mut self, params: JsValue) -> Self {
        if !params.is_undefined() {
            let read = read_params(&params, &mut self.0.parameters);
            self.0.keep(read);
        }
        self
    }

    /// An object as JSON.
    #[inline(never)]
    pub fn data(self, data: JsValue) -> Self {
        let required = self.0.endpoint.required;
        self.json(encode_object(&data, required))
    }

    /// A job's changes as JSON.
    pub fn job_update(self, data: JsValue) -> Self {
        self.json(encode_job_update(&data))
    }

    fn json(self, text: Read<JsValue>) -> Self {
        self.body(text.map(Body::Json))
    }

    /// A log, or a list of logs, as JSON.
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

    /// Sends it: the promise of what is handed on of the answer.
    pub fn send(self, options: JsValue) -> Promise {
        self.send_as(options, Kind::Plain)
    }

    /// Sends it with a form, and with progress.
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

    /// The promise of the items of all pages; of one where the caller asks for one.
    #[inline(never)]
    pub fn send_all(self, options: JsValue) -> Promise {
        let is_one = self.0.parameters.iter().any(|(name, _)| matches!(name.as_str(), "page" | "page_size"));
        match self.finish(options, Kind::Plain) {
            Ok(call) if is_one => send(call),
            Ok(call) => call.spawn(async |call: &Call| paginate::read_all(call).await),
            Err(refusal) => reject(refusal),
        }
    }

    /// The iterator over the items of all pages.
    #[inline(never)]
    pub fn iterate(self, options: JsValue) -> ItemIterator {
        match self.finish(options, Kind::Plain) {
            Ok(call) => ItemIterator::new(Pages::new(call)),
            Err(refusal) => ItemIterator::refused(refusal),
        }
    }

    /// The iterator over the events of a live log.
    pub fn tail(self, options: JsValue) -> ItemIterator {
        let old_path = self.0.path_of(self.0.endpoint.path.strip_prefix("async/").unwrap_or_default());
        match self.finish(options, Kind::Tail) {
            Ok(call) => ItemIterator::new(Tail::new(call, old_path)),
            Err(refusal) => ItemIterator::refused(refusal),
        }
    }

    /// The promise of a job that has ended.
    pub fn wait(self, options: JsValue) -> Promise {
        match self.finish(options, Kind::Wait) {
            Ok(call) => call.spawn(async |call: &Call| poll::until_ended(call).await),
            Err(refusal) => reject(refusal),
        }
    }
}

impl Parts {
    /// What was read; `None` where it was refused. The first refusal is kept.
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
        let (before, rest) = template.split_once('{').unwrap_or((template, ""));
        let after = rest.split_once('}').map_or("", |(_, after)| after);
        let mut path = [before, &self.segment, after].concat();
        for (name, value) in &self.parameters {
            push_parameter(&mut path, name, value);
        }
        path
    }

    #[inline(never)]
    fn finish(self, options: &JsValue, kind: Kind) -> Read<Call> {
        let path = self.path_of(self.endpoint.path);
        if let Some(refusal) = self.refusal {
            return Err(refusal);
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
        self.path.split_once('{').and_then(|(_, rest)| rest.split_once('}')).map_or("pk", |(name, _)| name)
    }
}

/// The one future that most calls are.
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

/// The body of logs: their JSON; or what they were, where files in them are yet to be read.
fn read_logs(data: &JsValue) -> Read<Body> {
    let logs = items_of(data);
    if logs.length() == 0 {
        return Err(Refusal::new("data", "must not be empty"));
    }
    let mut posted = Vec::new();
    let mut has_files = false;
    for log in logs.iter() {
        if !is_record(&log) {
            return Err(Refusal::new("data", "must be an object, or a list of objects"));
        }
        let own = Own::new(&log, "data")?;
        let file = read_file(&own.get("file"), "file")?;
        has_files |= file.is_some();
        posted.push((own, file));
    }
    if !has_files {
        return encode_json(data, "data").map(Body::Json);
    }
    // Copies, through and through: the files are read when the caller may have changed the rest.
    let is_list = is_list(data);
    for (index, (own, file)) in posted.iter_mut().enumerate() {
        if file.is_some() {
            own.set("file", &JsValue::NULL);
        }
        *own = Own::new(&copy_json(own.as_value(), is_list.then_some(index))?, "data")?;
    }
    Ok(Body::Logs(PostedLogs { logs: posted, is_list }))
}

/// The body of a release: its JSON where its file is null, else its form.
fn read_release(data: &JsValue, required: &[&str]) -> Read<Body> {
    let own = require(data, required)?;
    let file = own.get("file");
    if file.is_undefined() {
        return Err(Refusal::new("file", "is required (null: a release without package)"));
    }
    own.set("file", &JsValue::UNDEFINED);
    if file.is_null() {
        return encode_json(own.as_value(), "data").map(Body::Json);
    }
    // As form fields, null ones would be left out.
    if let Some(missing) = required.iter().find(|field| own.get(field).is_null()) {
        return Err(Refusal::new(missing, "is required"));
    }
    let file: File = read_file(&file, "file")?.ok_or_else(|| no_file(&file))?;
    let filename = read_scalar(&own.get("filename"), "filename")?.filter(|name| !name.is_empty());
    let name = file.name.clone().or(filename).unwrap_or_else(|| "file".to_owned());
    own.set("filename", &JsValue::UNDEFINED);
    let mut fields = Parameters::new();
    for key in own.names()? {
        let value = own.get(&key);
        for (at, item) in items_of(&value).iter().enumerate() {
            let field = if is_list(&value) { [&key, ".", &decimal(at as u64)].concat() } else { key.clone() };
            if let Some(text) = read_field(&item, &field)? {
                fields.push((key.clone(), text));
            }
        }
    }
    Ok(Body::Form(Rc::new(Form::new(&fields, file, &name, own))))
}

/// A field of a form. Objects stand as JSON.
fn read_field(value: &JsValue, name: &str) -> Read<Option<String>> {
    let is_json = is_list(value) || (is_record(value) && !has_method(value, "toISOString"));
    if is_json { Ok(encode_json_at(value, name)?.as_string()) } else { read_scalar(value, name) }
}

/// What is wrong with what should have been a file.
fn no_file(value: &JsValue) -> Refusal {
    let words = match tag(value).as_str() {
        "String" => "must be a File, Blob, Uint8Array or ArrayBuffer; a path? await fileFromPath(path)",
        "Promise" => "is a Promise: is an await missing?",
        "File" | "Blob" => "is no Blob of this runtime",
        _ => "must be a File, Blob, Uint8Array or ArrayBuffer (or null, for a release without package)",
    };
    Refusal::new("file", words)
}
