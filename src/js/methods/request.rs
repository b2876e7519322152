use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::js::client::BackendClient;
use crate::js::host::request;

#[wasm_bindgen]
impl BackendClient {
    /// Calls any other endpoint of the backend, with the same tokens, retries and errors. GET, HEAD, PUT and DELETE are
    /// sent again where that is safe; POST and PATCH never.
    ///
    /// @param method GET, HEAD, POST, PUT, PATCH or DELETE.
    /// @param path Relative to `baseUrl`, as it is on the wire: encode what you put in. Dot segments are refused.
    /// @param call `params` (the query), `data` (sent as JSON), and signal, timeout (ms, default 30000), retry and headers.
    /// @returns The answer's JSON; null for a 204, and to HEAD.
    /// @throws Any `ClientError`.
    #[wasm_bindgen(unchecked_return_type = "Promise<unknown>")]
    pub fn request(
        &self,
        #[wasm_bindgen(unchecked_param_type = "'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'")] method: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] path: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "{ params?: Query | null; data?: unknown } & RequestOptions")]
        call: JsValue,
    ) -> Promise {
        request(&self.settings, method, path, call)
    }
}
