//! Imports from the package's own JavaScript: the error classes, promises that settle even after a panic, and functions
//! that depend on the runtime.

use js_sys::{JsString, Promise};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/js/errors.js")]
extern "C" {
    /// Makes the error of a record.
    #[wasm_bindgen(js_name = createError)]
    pub fn create_error(record: &JsValue) -> JsValue;

    /// A promise that is not settled yet. A panic rejects all of them.
    pub type Deferred;

    #[wasm_bindgen(constructor)]
    pub fn new() -> Deferred;

    /// The caller's promise. Its errors are made where the caller is in their stack.
    #[wasm_bindgen(method, getter)]
    pub fn promise(this: &Deferred) -> Promise;

    #[wasm_bindgen(method)]
    pub fn resolve(this: &Deferred, value: &JsValue);

    /// Rejects with the error of a record.
    #[wasm_bindgen(method)]
    pub fn fail(this: &Deferred, record: &JsValue);

    /// Rejects with a value as it is, such as a signal's reason.
    #[wasm_bindgen(method)]
    pub fn abort(this: &Deferred, reason: &JsValue);
}

#[wasm_bindgen(module = "/src/js/runtime.js")]
extern "C" {
    /// Whether this is Node: not a browser, not Deno, not Bun, not an edge runtime.
    #[wasm_bindgen(js_name = isNode)]
    pub fn is_node() -> bool;

    /// Whether this is Cloudflare's runtime.
    #[wasm_bindgen(js_name = isWorkerd)]
    pub fn is_workerd() -> bool;

    /// Whether this is a page or a worker of a page.
    #[wasm_bindgen(js_name = isBrowser)]
    pub fn is_browser() -> bool;

    /// An environment variable of Node.
    pub fn environment(name: &str) -> JsValue;

    /// The current context of `AsyncLocalStorage`, where it exists.
    #[wasm_bindgen(js_name = asyncContext)]
    pub fn async_context() -> Option<AsyncContext>;

    pub type AsyncContext;

    /// Runs a function in that context.
    #[wasm_bindgen(method, catch, js_name = runInAsyncScope)]
    pub fn run(this: &AsyncContext, work: &mut dyn FnMut()) -> Result<(), JsValue>;

    /// The dispatcher that lets Node's fetch wait without a limit; undefined elsewhere.
    #[wasm_bindgen(js_name = patientDispatcher)]
    pub fn patient_dispatcher() -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    type TextDecoder;

    #[wasm_bindgen(constructor)]
    fn new() -> TextDecoder;

    #[wasm_bindgen(method)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> JsString;
}

/// Decodes bytes as UTF-8, without a byte order mark. Invalid bytes are replaced.
pub fn decode(bytes: &[u8]) -> JsString {
    TextDecoder::new().decode(bytes)
}
