//! What is imported from the package's own JavaScript.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;

use super::iterate::Source;

/// What a reader of arguments answers; the error is the `InvalidRequestError` that names the argument.
pub type Read<T> = Result<T, JsValue>;

#[wasm_bindgen(module = "/src/js/arguments.js")]
extern "C" {
    /// The `InvalidRequestError` of an argument: its name, and words that follow it.
    pub fn refuse(field: &str, words: &str) -> JsValue;

    #[wasm_bindgen(catch, js_name = readId)]
    pub fn read_id(value: &JsValue, field: &str) -> Read<String>;

    #[wasm_bindgen(catch, js_name = readText)]
    pub fn read_text(value: &JsValue, field: &str) -> Read<String>;

    /// Names and values in turn; the default is sent unless the caller gives it.
    #[wasm_bindgen(catch, js_name = readQuery)]
    pub fn read_query(params: &JsValue, name: Option<&str>, value: Option<&str>) -> Read<Array>;

    /// The JSON of an object that has each of these fields.
    #[wasm_bindgen(catch, js_name = readData)]
    pub fn read_data(data: &JsValue, required: Array) -> Read<JsValue>;

    /// The parts of what `request()` is given.
    #[wasm_bindgen(catch, js_name = readRequest)]
    pub fn read_request(call: &JsValue, takes_body: bool) -> Read<RequestParts>;

    pub type RequestParts;

    #[wasm_bindgen(method, getter)]
    pub fn params(this: &RequestParts) -> JsValue;

    #[wasm_bindgen(method, getter)]
    pub fn options(this: &RequestParts) -> JsValue;

    #[wasm_bindgen(method, getter)]
    pub fn json(this: &RequestParts) -> JsValue;

    /// The JSON of a job's changes.
    #[wasm_bindgen(catch, js_name = readJobUpdate)]
    pub fn read_job_update(data: &JsValue) -> Read<JsValue>;
}

#[wasm_bindgen(module = "/src/js/options.js")]
extern "C" {
    /// A client's options, read and checked.
    pub type ClientOptions;

    /// The `retry` option, checked.
    pub type RetryOptions;

    #[wasm_bindgen(method, getter)]
    pub fn limit(this: &RetryOptions) -> Option<u32>;

    #[wasm_bindgen(method, getter, js_name = baseDelay)]
    pub fn base_delay(this: &RetryOptions) -> Option<f64>;

    #[wasm_bindgen(method, getter, js_name = maxDelay)]
    pub fn max_delay(this: &RetryOptions) -> Option<f64>;

    #[wasm_bindgen(method, getter, js_name = maxRetryAfter)]
    pub fn max_retry_after(this: &RetryOptions) -> Option<f64>;

    #[wasm_bindgen(method, getter, js_name = unsafe)]
    pub fn repeat_unsafe(this: &RetryOptions) -> Option<bool>;

    #[wasm_bindgen(catch, js_name = readClient)]
    pub fn read_client(overrides: &JsValue, before: Option<&ClientOptions>) -> Read<ClientOptions>;

    #[wasm_bindgen(method, getter, js_name = baseUrl)]
    pub fn base_url(this: &ClientOptions) -> String;

    #[wasm_bindgen(method, getter)]
    pub fn retry(this: &ClientOptions) -> RetryOptions;

    #[wasm_bindgen(method, getter, js_name = hasTokens)]
    pub fn has_tokens(this: &ClientOptions) -> bool;

    #[wasm_bindgen(method, getter, js_name = urlHost)]
    pub fn url_host(this: &ClientOptions) -> Option<String>;
}

/// Which further options a method takes, and how its answer is read.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Kind {
    Json = "json",
    /// Plain text is an answer too.
    Text = "text",
    Upload = "upload",
    Tail = "tail",
    Wait = "wait",
}

/// The HTTP verbs, in the order of `Method`: as numbers they cross the border for nothing.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Verb {
    Get = "GET",
    Head = "HEAD",
    Post = "POST",
    Put = "PUT",
    Patch = "PATCH",
    Delete = "DELETE",
}

#[wasm_bindgen(module = "/src/js/exchange.js")]
extern "C" {
    /// A call on its way. Its promises are rejected with a `Fault`.
    #[derive(Clone)]
    pub type Exchange;

    /// Reads the call's options, those of a kind of method among them.
    #[wasm_bindgen(catch, constructor)]
    pub fn new(
        client: &ClientOptions,
        options: &JsValue,
        kind: Kind,
        method: Verb,
        url: &str,
        body: &JsValue,
        secret: Option<&str>,
        shown: Option<&str>,
    ) -> Read<Exchange>;

    #[wasm_bindgen(method)]
    pub fn send(this: &Exchange, attempt: u32) -> Promise;

    #[wasm_bindgen(method)]
    pub fn renew(this: &Exchange) -> Promise;

    #[wasm_bindgen(method)]
    pub fn wait(this: &Exchange, delay: f64, reason: &JsValue) -> Promise;

    #[wasm_bindgen(method)]
    pub fn sleep(this: &Exchange, delay: f64) -> Promise;

    /// The next bytes of a stream, or undefined; watched by `idleTimeout`.
    #[wasm_bindgen(method)]
    pub fn pull(this: &Exchange) -> Promise;

    /// Replaces the body by what `logs.js` makes of logs with files.
    #[wasm_bindgen(method, js_name = attachFiles)]
    pub fn attach_files(this: &Exchange, logs: &JsValue) -> Promise;

    /// Tells `onUpdate` of a job that is not as it was.
    #[wasm_bindgen(method)]
    pub fn update(this: &Exchange, job: &JsValue);

    #[wasm_bindgen(method, js_name = endAfter)]
    pub fn end_after(this: &Exchange, limit: f64);

    /// Ends the call at once, for one who reads no further.
    #[wasm_bindgen(method)]
    pub fn stop(this: &Exchange);

    #[wasm_bindgen(method, js_name = hangUp)]
    pub fn hang_up(this: &Exchange);

    #[wasm_bindgen(method)]
    pub fn close(this: &Exchange);

    /// The caller's error.
    #[wasm_bindgen(method)]
    pub fn error(
        this: &Exchange,
        code: &str,
        message: &str,
        fault: &JsValue,
        may_have_been_applied: bool,
        extra: &JsValue,
    ) -> JsValue;

    #[wasm_bindgen(method, getter)]
    pub fn url(this: &Exchange) -> String;

    #[wasm_bindgen(method, setter)]
    pub fn set_url(this: &Exchange, url: &str);

    #[wasm_bindgen(method, setter, js_name = lastEventId)]
    pub fn set_last_event_id(this: &Exchange, id: &str);

    #[wasm_bindgen(method, getter)]
    pub fn method(this: &Exchange) -> String;

    #[wasm_bindgen(method, getter, js_name = shownUrl)]
    pub fn shown_url(this: &Exchange) -> String;

    #[wasm_bindgen(method, getter)]
    pub fn client(this: &Exchange) -> ClientOptions;

    #[wasm_bindgen(method, getter)]
    pub fn options(this: &Exchange) -> JsValue;

    /// What the client and the call say of retrying.
    #[wasm_bindgen(method, getter)]
    pub fn policy(this: &Exchange) -> RetryOptions;

    #[wasm_bindgen(method, getter)]
    pub fn timeout(this: &Exchange) -> f64;

    /// The headers of the attempt's answer had come.
    #[wasm_bindgen(method, getter, js_name = isAnswering)]
    pub fn is_answering(this: &Exchange) -> bool;

    /// A fault of the answer that was last read.
    #[wasm_bindgen(method)]
    pub fn fault(this: &Exchange, kind: &str) -> Fault;
}

#[wasm_bindgen]
extern "C" {
    /// Why a promise of an exchange was rejected.
    #[wasm_bindgen(js_name = Object)]
    pub type Fault;

    #[wasm_bindgen(method, getter, structural)]
    pub fn kind(this: &Fault) -> Option<String>;

    #[wasm_bindgen(method, getter, structural)]
    pub fn words(this: &Fault) -> Option<String>;

    #[wasm_bindgen(method, getter, structural)]
    pub fn cause(this: &Fault) -> JsValue;

    #[wasm_bindgen(method, getter, structural)]
    pub fn status(this: &Fault) -> Option<u16>;

    #[wasm_bindgen(method, getter, structural)]
    pub fn headers(this: &Fault) -> Option<web_sys::Headers>;

    #[wasm_bindgen(method, getter, structural)]
    pub fn json(this: &Fault) -> JsValue;
}

#[wasm_bindgen(module = "/src/js/upload.js")]
extern "C" {
    /// A release's data: its JSON, or its fields and its file.
    pub type ReleaseData;

    #[wasm_bindgen(catch, js_name = readRelease)]
    pub fn read_release(data: &JsValue, required: Array) -> Read<ReleaseData>;

    #[wasm_bindgen(method, getter)]
    pub fn json(this: &ReleaseData) -> JsValue;

    /// Names and values in turn.
    #[wasm_bindgen(method, getter)]
    pub fn fields(this: &ReleaseData) -> Array;

    #[wasm_bindgen(method, getter)]
    pub fn name(this: &ReleaseData) -> String;

    #[wasm_bindgen(method, getter, js_name = type)]
    pub fn mime(this: &ReleaseData) -> String;

    /// The body that a frame makes of the file.
    #[wasm_bindgen(method)]
    pub fn frame(this: &ReleaseData, head: &str, tail: &str, content_type: &str) -> JsValue;
}

#[wasm_bindgen(module = "/src/js/logs.js")]
extern "C" {
    /// Logs to be written: their JSON, or copies whose files are yet to be read.
    pub type Logs;

    #[wasm_bindgen(catch, js_name = readLogs)]
    pub fn read_logs(data: &JsValue) -> Read<Logs>;

    #[wasm_bindgen(method, getter)]
    pub fn json(this: &Logs) -> JsValue;

    #[wasm_bindgen(method, getter)]
    pub fn copies(this: &Logs) -> JsValue;

    /// Adds an event of the live log; answers whether it is the last.
    #[wasm_bindgen(js_name = pushEvent)]
    pub fn push_event(events: &Array, name: Option<&str>, raw: &str, id: Option<&str>) -> bool;
}

#[wasm_bindgen(module = "/src/js/iterate.js")]
extern "C" {
    /// The async iterator over what a source pulls.
    pub fn iterate(source: Source, ahead: bool) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    pub fn warn(text: &str);
}
