//! `BackendClient`: what it is made of.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::options::Settings;

/// The client of a Synapse backend: one method for every endpoint, each answering a promise.
///
/// Every rejection is a `ClientError` (an abort rejects with the signal's own reason). A call that may safely be sent
/// again is retried; one that may not is never sent twice.
///
/// ```js
/// const client = new BackendClient({ baseUrl: 'https://api.synapse.sh', apiToken: '…' });
/// const plugin = await client.getPlugin(123);
/// ```
#[wasm_bindgen]
#[derive(Debug)]
pub struct BackendClient {
    pub(super) settings: Rc<Settings>,
}

#[wasm_bindgen]
impl BackendClient {
    /// Makes a client. Nothing is sent yet.
    ///
    /// @param options `baseUrl`, tokens, timeout (30000 ms), retries (3) and the rest; in Node `baseUrl` and two tokens
    /// may come from the environment.
    /// @throws {InvalidRequestError} where an option is missing, unknown or wrong; `field` names it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "BackendClientOptions")] options: &JsValue,
    ) -> Result<BackendClient, JsValue> {
        let settings = Settings::new(options).map_err(super::fault::Refusal::into_error)?;
        Ok(BackendClient { settings: Rc::new(settings) })
    }

    /// Where the backend is: the option of that name, without trailing slashes.
    #[wasm_bindgen(getter, js_name = baseUrl)]
    pub fn base_url(&self) -> String {
        self.settings.base_url.as_str().to_owned()
    }

    /// Makes the same client with some options changed (another tenant, a longer timeout). The retry budget is shared.
    ///
    /// @param overrides Options of the constructor; one that is `undefined` is taken away.
    /// @returns Another client; this one stays as it is.
    /// @throws {InvalidRequestError} as the constructor does.
    #[wasm_bindgen(js_name = withOptions)]
    pub fn with_options(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Partial<BackendClientOptions>")] overrides: &JsValue,
    ) -> Result<BackendClient, JsValue> {
        let settings = self.settings.with(overrides).map_err(super::fault::Refusal::into_error)?;
        Ok(BackendClient { settings: Rc::new(settings) })
    }
}
