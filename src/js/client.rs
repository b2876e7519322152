//! `BackendClient`: what it is made of, and how its methods send.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::host::{ClientOptions, Read, Work, begin, get_text, read_client, read_data, refused};
use super::prepare::Request;
use super::strategy::RetryStrategy;
use super::tail::LiveLog;
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

    /// Begins what a method does with its request; that fails where an argument was refused. `log` is for [`Work::Tail`].
    #[inline(never)]
    pub(super) fn begin(
        &self,
        endpoint: &Endpoint,
        work: Work,
        request: Read<Request>,
        options: &JsValue,
        log: Option<LiveLog>,
    ) -> JsValue {
        match request {
            Ok(Request { path, secret, body }) => begin(
                work,
                &self.settings,
                options,
                endpoint.method as u8,
                endpoint.shape as u8,
                endpoint.repeat_safe,
                &path,
                &body,
                secret.as_deref(),
                log,
            ),
            Err(refusal) => refused(work, &refusal),
        }
    }

    /// Begins a method that reads; its arguments are read now, before the caller can change them.
    #[inline(never)]
    pub(super) fn begin_reading(
        &self,
        endpoint: &Endpoint,
        work: Work,
        pk: &JsValue,
        params: &JsValue,
        options: &JsValue,
    ) -> JsValue {
        self.begin(endpoint, work, Request::reading(endpoint, pk, params), options, None)
    }

    /// Sends a call that reads.
    pub(super) fn read(&self, endpoint: &Endpoint, pk: &JsValue, params: &JsValue, options: &JsValue) -> Promise {
        self.begin_reading(endpoint, Work::Call, pk, params, options).unchecked_into()
    }

    /// Sends a call with an object as JSON.
    #[inline(never)]
    pub(super) fn write(&self, endpoint: &Endpoint, pk: &JsValue, data: &JsValue, options: &JsValue) -> Promise {
        let request =
            Request::to(endpoint, pk).and_then(|request| Ok(request.with_body(read_data(data, endpoint.required)?)));
        self.send(endpoint, request, options)
    }

    /// Sends a call.
    pub(super) fn send(&self, endpoint: &Endpoint, request: Read<Request>, options: &JsValue) -> Promise {
        self.begin(endpoint, Work::Call, request, options, None).unchecked_into()
    }
}
