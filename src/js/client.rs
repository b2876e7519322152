//! `BackendClient`: what it is made of, and how its methods send.

use wasm_bindgen::prelude::*;

use super::host::{ClientOptions, begin, get, read_client};
use super::strategy::RetryStrategy;
use super::tail::LiveLog;
use crate::request::{Endpoint, Work};

/// No argument.
pub const NONE: JsValue = JsValue::UNDEFINED;

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
pub struct BackendClient {
    pub(super) settings: ClientOptions,
}

#[wasm_bindgen]
impl BackendClient {
    /// Makes a client. Nothing is sent yet.
    ///
    /// @param options `baseUrl` is required; tokens, timeout (30000 ms), retries (3) and the rest are optional.
    /// @throws {InvalidRequestError} where an option is missing, unknown or wrong; `field` names it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "BackendClientOptions")] options: &JsValue,
    ) -> Result<BackendClient, JsValue> {
        let strategy = Some(RetryStrategy::default());
        read_client(options, None, strategy).map(|settings| BackendClient { settings })
    }

    /// Where the backend is: the option of that name, without trailing slashes.
    #[wasm_bindgen(getter, js_name = baseUrl, unchecked_return_type = "string")]
    pub fn base_url(&self) -> JsValue {
        get(&self.settings, "baseUrl")
    }

    /// The same client with some options changed (another tenant, a longer timeout). The retry budget is shared.
    ///
    /// @param overrides Options of the constructor; one that is `undefined` is taken away.
    /// @returns Another client; this one stays as it is.
    /// @throws {InvalidRequestError} as the constructor does.
    #[wasm_bindgen(js_name = withOptions)]
    pub fn with_options(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Partial<BackendClientOptions>")] overrides: &JsValue,
    ) -> Result<BackendClient, JsValue> {
        read_client(overrides, Some(&self.settings), None).map(|settings| BackendClient { settings })
    }
}

impl BackendClient {
    /// Begins what a method does, with what it was called with, and [`NONE`] for what it does not take. JavaScript reads the
    /// arguments, at once; where one is refused, the work fails. `pk` is what stands for the name in the endpoint's path.
    pub(super) fn begin<T: JsCast>(
        &self,
        endpoint: &Endpoint,
        pk: JsValue,
        params: JsValue,
        data: JsValue,
        options: JsValue,
    ) -> T {
        self.begin_work(endpoint, pk, params, data, options).unchecked_into()
    }

    #[inline(never)]
    fn begin_work(
        &self,
        endpoint: &Endpoint,
        pk: JsValue,
        params: JsValue,
        data: JsValue,
        options: JsValue,
    ) -> JsValue {
        let Endpoint { method, path, shape, work, repeat_safe, required } = *endpoint;
        let log = (work == Work::Tail).then(LiveLog::new);
        let (work, method, shape) = (work as u8, method as u8, shape as u8);
        begin(&self.settings, work, method, shape, repeat_safe, path, required, pk, params, data, options, log)
    }
}
