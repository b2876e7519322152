//! What is imported from JavaScript beyond `web-sys`: the package's own two files, and the globals that must be looked up at
//! each call, because tests and fake clocks replace them.

use js_sys::{Array, Function, JsString, Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::RequestInit;

use super::iterate::Source;

#[wasm_bindgen(module = "/src/js/errors.js")]
extern "C" {
    /// Makes the error of the class that `code` names; `secrets` are masked in all that others said.
    #[wasm_bindgen(js_name = createError)]
    pub fn create_error(code: &str, message: &str, details: &Object, secrets: &Array) -> JsValue;
}

#[wasm_bindgen(module = "/src/js/host.js")]
extern "C" {
    /// Calls `hooks[name](event)`; never throws.
    pub fn observe(hooks: &JsValue, name: &str, event: &JsValue);

    /// Adds an event of the live log; answers whether it is the last.
    #[wasm_bindgen(js_name = pushEvent)]
    pub fn push_event(events: &Array, name: Option<&str>, raw: &str, id: Option<&str>) -> bool;

    /// A file as a `data:` URI.
    #[wasm_bindgen(js_name = dataUri)]
    pub fn data_uri(file: &JsValue) -> Promise;

    /// `JSON.stringify`, or `{ key, words, cause? }` for what JSON cannot say.
    #[wasm_bindgen(catch, js_name = encodeJson)]
    pub fn encode_json(value: &JsValue) -> Result<JsString, JsValue>;
}

#[wasm_bindgen(module = "/src/js/upload.js")]
extern "C" {
    /// `stream`, `xhr` or `blob`.
    #[wasm_bindgen(js_name = uploadRoute)]
    pub fn upload_route(is_observed: bool) -> String;

    /// A dispatcher that does not give up on its own, in Node; undefined elsewhere.
    #[wasm_bindgen(js_name = patientDispatcher)]
    pub fn patient_dispatcher() -> JsValue;

    /// A `ReadableStream` of the parts' bytes.
    #[wasm_bindgen(js_name = streamParts)]
    pub fn stream_parts(parts: &Array, on_bytes: &Function) -> JsValue;

    /// `fetch`, by XMLHttpRequest.
    #[wasm_bindgen(catch, js_name = fetchByXhr)]
    pub fn fetch_by_xhr(url: &str, init: &RequestInit, on_bytes: &Function) -> Result<JsValue, JsValue>;

    /// Whether a file can be read still.
    #[wasm_bindgen(js_name = isReadable)]
    pub fn is_readable(file: &JsValue) -> Promise;
}

#[wasm_bindgen(module = "/src/js/iterate.js")]
extern "C" {
    /// The async iterator over what a source pulls.
    pub fn iterate(source: Source, ahead: bool) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    /// `JSON.parse` of a text that stays in JavaScript.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    pub fn parse_json(text: &JsString) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = setTimeout)]
    pub fn set_timeout(callback: &Function, delay: f64) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    pub fn clear_timeout(id: &JsValue);

    #[wasm_bindgen(js_namespace = console, js_name = warn)]
    pub fn warn(text: &str);
}

#[wasm_bindgen]
extern "C" {
    /// A date of whatever realm.
    pub type DateLike;

    #[wasm_bindgen(catch, method, structural, js_name = toISOString)]
    pub fn to_iso_string(this: &DateLike) -> Result<JsValue, JsValue>;
}
