use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::logs::CREATE_LOGS;
use crate::web::client::BackendClient;

#[wasm_bindgen]
impl BackendClient {
    /// Creates one log or several: `POST logs/`. Not repeat-safe.
    ///
    /// @param data One log, or a list of at least one. A `file` that is a {@link FileInput} is sent as a `data:` URI.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The JSON answer; null if the backend answers 204.
    /// @throws {InvalidRequestError} if the list is empty.
    /// @throws {ValidationError} if the backend refuses a field. For a list, `fieldErrors` has keys like `[1].message`.
    /// @throws Any other {@link ClientError}.
    #[wasm_bindgen(js_name = createLogs, unchecked_return_type = "Promise<unknown>")]
    pub fn create_logs(
        &self,
        #[wasm_bindgen(unchecked_param_type = "object | readonly object[]")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&CREATE_LOGS).logs(data).send(options)
    }
}
