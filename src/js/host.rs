//! What is imported from the package's own JavaScript.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;

use super::strategy::RetryStrategy;
use super::tail::LiveLog;

#[wasm_bindgen(module = "/src/js/options.js")]
extern "C" {
    /// A client's options, read and checked.
    pub type ClientOptions;

    /// Options over those of the client `before`, whose strategy stays; or those of a first client, with its strategy. The error
    /// is the `InvalidRequestError` that names the option.
    #[wasm_bindgen(catch, js_name = readClient)]
    pub fn read_client(
        overrides: &JsValue,
        before: Option<&ClientOptions>,
        strategy: Option<RetryStrategy>,
    ) -> Result<ClientOptions, JsValue>;
}

#[wasm_bindgen(module = "/src/js/works.js")]
extern "C" {
    /// Begins a work: reads the arguments, and sends the request. Work, verb and shape are numbers, in Rust's order: they cross
    /// the border for nothing.
    pub fn begin(
        client: &ClientOptions,
        work: u8,
        method: u8,
        shape: u8,
        repeat_safe: bool,
        path: &str,
        required: Option<&str>,
        pk: JsValue,
        params: JsValue,
        data: JsValue,
        options: JsValue,
        log: Option<LiveLog>,
    ) -> JsValue;

    /// Calls an endpoint that is not known here.
    pub fn request(client: &ClientOptions, method: JsValue, path: JsValue, call: JsValue) -> Promise;
}

#[wasm_bindgen(module = "/src/js/exchange.js")]
extern "C" {
    /// A call on its way.
    pub type Exchange;

    /// The caller's error.
    #[wasm_bindgen(method)]
    pub fn error(this: &Exchange, code: u8, fault: &JsValue, may_have_been_applied: bool) -> JsValue;

    /// It is sent again, for the so many-th time, and that took so many tokens.
    #[wasm_bindgen(method)]
    pub fn pay(this: &Exchange, retries: u32, paid: u32);
}

/// A property; undefined where there is none. What only failures ask for needs no import of its own.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

pub fn get_number(object: &JsValue, name: &str) -> f64 {
    get(object, name).as_f64().unwrap_or_default()
}

pub fn get_flag(object: &JsValue, name: &str) -> bool {
    get(object, name).is_truthy()
}
