//! What is imported from the package's own JavaScript.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

use super::strategy::RetryStrategy;
use super::tail::LiveLog;

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

    /// The JSON of an object that has each of these fields, which are separated by spaces.
    #[wasm_bindgen(catch, js_name = readData)]
    pub fn read_data(data: &JsValue, required: &str) -> Read<JsValue>;

    /// `params`, `json` and `options` of what `request()` is given.
    #[wasm_bindgen(catch, js_name = readRequest)]
    pub fn read_request(call: &JsValue, takes_body: bool) -> Read<JsValue>;

    /// The JSON of a job's changes.
    #[wasm_bindgen(catch, js_name = readJobUpdate)]
    pub fn read_job_update(data: &JsValue) -> Read<JsValue>;
}

#[wasm_bindgen(module = "/src/js/options.js")]
extern "C" {
    /// A client's options, read and checked.
    pub type ClientOptions;

    #[wasm_bindgen(catch, js_name = readClient)]
    pub fn read_client(overrides: &JsValue, before: Option<&ClientOptions>) -> Read<ClientOptions>;

    #[wasm_bindgen(method, setter)]
    pub fn set_strategy(this: &ClientOptions, strategy: RetryStrategy);
}

/// What a method does with its request. Some take further options.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Work {
    /// Sends it: the promise of what is handed on of its answer.
    Call = "call",
    /// The same, with progress.
    Upload = "upload",
    /// Reads page after page: the promise of all items.
    Pages = "pages",
    /// Reads page after page: the async iterator over the items.
    Items = "items",
    /// Reads a live log: the async iterator over its events.
    Tail = "tail",
    /// Asks until a job has ended: the promise of that job.
    Wait = "wait",
}

#[wasm_bindgen(module = "/src/js/works.js")]
extern "C" {
    /// Begins the work: reads the call's options, and sends the request. Verb and shape are numbers, in Rust's order: they
    /// cross the border for nothing.
    pub fn begin(
        work: Work,
        client: &ClientOptions,
        options: &JsValue,
        method: u8,
        shape: u8,
        repeat_safe: bool,
        path: &str,
        body: &JsValue,
        secret: Option<&str>,
        log: Option<LiveLog>,
    ) -> JsValue;

    /// What fails, where arguments were refused.
    pub fn refused(work: Work, refusal: &JsValue) -> JsValue;
}

#[wasm_bindgen(module = "/src/js/exchange.js")]
extern "C" {
    /// A call on its way.
    pub type Exchange;

    /// The caller's error. `retry_after`: the milliseconds that an answer asks for.
    #[wasm_bindgen(method)]
    pub fn error(
        this: &Exchange,
        code: u8,
        fault: &JsValue,
        may_have_been_applied: bool,
        retry_after: Option<f64>,
    ) -> JsValue;
}

#[wasm_bindgen(module = "/src/js/upload.js")]
extern "C" {
    /// A release's data: its `json`, or its `fields`, the file's `name` and `type`, and what frames it.
    pub type ReleaseData;

    #[wasm_bindgen(catch, js_name = readRelease)]
    pub fn read_release(data: &JsValue, required: &str) -> Read<ReleaseData>;

    /// The body that a frame makes of the file.
    #[wasm_bindgen(method)]
    pub fn frame(this: &ReleaseData, head: &str, tail: &str, boundary: &str) -> JsValue;
}

#[wasm_bindgen(module = "/src/js/logs.js")]
extern "C" {
    /// The body of logs to be written: their JSON, or what makes it of copies whose files are yet to be read.
    #[wasm_bindgen(catch, js_name = readLogs)]
    pub fn read_logs(data: &JsValue) -> Read<JsValue>;
}

/// A property; undefined where there is none. What only failures ask for needs no import of its own.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

pub fn get_text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

pub fn get_number(object: &JsValue, name: &str) -> f64 {
    get(object, name).as_f64().unwrap_or_default()
}

pub fn get_flag(object: &JsValue, name: &str) -> bool {
    get(object, name).is_truthy()
}

pub fn set_number(object: &JsValue, name: &str, value: u32) {
    // A plain object's property: setting it cannot fail.
    let _ = Reflect::set(object, &name.into(), &value.into());
}
