use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::logs::CREATE_LOGS;
use crate::js::client::{BackendClient, NONE};

#[wasm_bindgen]
impl BackendClient {
    /// Writes logs: `POST logs/`, one or a list, as given. Never sent twice.
    ///
    /// @param data A log, or a list of at least one. A `file` that is a File, Blob, Uint8Array or ArrayBuffer becomes a
    /// `data:` URI; a text is kept.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns What the backend answers.
    /// @throws {InvalidRequestError} for an empty list; {@link ValidationError}, whose `fieldErrors` of a list begin with
    /// the index, `[1].message`; any other `ClientError`.
    #[wasm_bindgen(js_name = createLogs, unchecked_return_type = "Promise<unknown>")]
    pub fn create_logs(
        &self,
        #[wasm_bindgen(unchecked_param_type = "LogCreate | readonly LogCreate[]")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&CREATE_LOGS, NONE, NONE, data, options)
    }
}
