//! `BackendClient`: what it is made of, and how its methods send.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::host::{
    ClientOptions, Exchange, Kind, Read, all_pages, get_text, iterate_pages, read_client, read_data, refused,
};
use super::prepare::target;
use super::strategy::RetryStrategy;
use crate::request::Endpoint;

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
    settings: ClientOptions,
    /// Shared with the clients that are made of this one by `withOptions`.
    strategy: RetryStrategy,
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
        read_client(options, None).map(|settings| Self::over(settings, RetryStrategy::default()))
    }

    /// Where the backend is: the option of that name, without trailing slashes.
    #[wasm_bindgen(getter, js_name = baseUrl)]
    pub fn base_url(&self) -> String {
        get_text(&self.settings, "baseUrl")
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
        read_client(overrides, Some(&self.settings)).map(|settings| Self::over(settings, self.strategy.clone()))
    }
}

impl BackendClient {
    fn over(settings: ClientOptions, strategy: RetryStrategy) -> Self {
        settings.set_strategy(strategy.clone());
        BackendClient { settings, strategy }
    }

    pub(super) fn settings(&self) -> &ClientOptions {
        &self.settings
    }

    /// Sends a call that reads; its arguments are read now, before the caller can change them.
    #[inline(never)]
    pub(super) fn send(&self, endpoint: &Endpoint, pk: &JsValue, params: &JsValue, options: &JsValue) -> Promise {
        sent(self.reading(endpoint, Kind::Call, pk, params, options))
    }

    /// Sends a call with an object as JSON.
    #[inline(never)]
    pub(super) fn write(&self, endpoint: &Endpoint, pk: &JsValue, data: &JsValue, options: &JsValue) -> Promise {
        sent(target(endpoint, pk).and_then(|target| {
            let body = read_data(data, endpoint.required)?;
            self.exchange(endpoint, Kind::Call, target, &body, options)
        }))
    }

    /// Sends a call, and again for each further page: the promise of all items.
    #[inline(never)]
    pub(super) fn send_all_pages(
        &self,
        endpoint: &Endpoint,
        pk: &JsValue,
        params: &JsValue,
        options: &JsValue,
    ) -> Promise {
        promise(self.reading(endpoint, Kind::Call, pk, params, options), all_pages)
    }

    /// The async iterator over the items of all pages.
    #[inline(never)]
    pub(super) fn iterate_pages(&self, endpoint: &Endpoint, params: &JsValue, options: &JsValue) -> JsValue {
        let prepared = self.reading(endpoint, Kind::Call, &JsValue::UNDEFINED, params, options);
        prepared.map_or_else(|refusal| refused(&refusal), |exchange| iterate_pages(&exchange))
    }
}

/// The promise of what a request answers.
pub(super) fn sent(prepared: Read<Exchange>) -> Promise {
    promise(prepared, Exchange::call)
}

/// The promise of what `work` makes of a request; rejected where its arguments were refused.
#[inline(never)]
pub(super) fn promise(prepared: Read<Exchange>, work: fn(&Exchange) -> Promise) -> Promise {
    match prepared {
        Ok(exchange) => work(&exchange),
        Err(refusal) => Promise::reject(&refusal),
    }
}
