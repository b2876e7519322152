//! `BackendClient`: its constructor, its properties, and `withOptions`.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::options::Settings;

/// The client of a Synapse backend. Each endpoint has a method, and each method returns a promise.
///
/// Every failed call rejects with a `ClientError`; only an abort rejects with the signal's own reason. Calls that are
/// safe to repeat are retried. A call that may already have been applied is not sent again.
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
    /// Creates a client. Nothing is sent yet.
    ///
    /// @param options `baseUrl`, tokens, timeout (ms, default 30000), retries (default 3) and others. In Node, the
    /// defaults of `baseUrl` and of two tokens are environment variables.
    /// @throws {InvalidRequestError} if an option is missing, unknown or wrong; `field` names it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "BackendClientOptions")] options: JsValue,
    ) -> Result<BackendClient, JsValue> {
        let settings = Settings::new(&options).map_err(super::fault::Refusal::into_error)?;
        Ok(BackendClient { settings: Rc::new(settings) })
    }

    /// The backend's URL: the option `baseUrl`, without trailing slashes.
    #[wasm_bindgen(getter, js_name = baseUrl)]
    pub fn base_url(&self) -> String {
        self.settings.base_url.as_str().to_owned()
    }

    /// Creates another client with some options changed, such as another tenant or a longer timeout. Both clients share
    /// the retry budget.
    ///
    /// @param overrides Options of the constructor. An option that is `undefined` is removed.
    /// @returns Another client; this one stays as it is.
    /// @throws {InvalidRequestError} if an option is unknown or wrong; `field` names it.
    #[wasm_bindgen(js_name = withOptions)]
    pub fn with_options(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Partial<BackendClientOptions>")] overrides: JsValue,
    ) -> Result<BackendClient, JsValue> {
        let settings = self.settings.with(&overrides).map_err(super::fault::Refusal::into_error)?;
        Ok(BackendClient { settings: Rc::new(settings) })
    }
}
