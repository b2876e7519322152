use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::web::client::BackendClient;

#[wasm_bindgen]
impl BackendClient {
    /// Calls any endpoint of the backend: `{method} {path}`. Tokens, retries and errors work as in every method.
    /// GET, HEAD, PUT and DELETE are repeat-safe; POST and PATCH are not.
    ///
    /// @param method The HTTP method.
    /// @param path The path relative to `baseUrl`, percent-encoded. Dot segments and other origins are refused.
    /// @param call `params`, `data` (JSON), signal, timeout (ms per attempt, default 30000), retry policy, headers.
    /// @returns The JSON answer; null for an empty answer, and for HEAD.
    /// @throws Any {@link ClientError}.
    #[wasm_bindgen(unchecked_return_type = "Promise<T = unknown>")]
    pub fn request(
        &self,
        #[wasm_bindgen(unchecked_param_type = "RequestMethod")] method: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] path: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "CallOptions")] call: JsValue,
    ) -> Promise {
        self.request_any(method, path, call)
    }
}
