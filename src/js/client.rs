//! `BackendClient`: what it is made of, and how its methods send.

use std::cell::Cell;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::answer::shaped;
use super::exchange::Exchange;
use super::host::{ClientOptions, Kind, Read, read_client, warn};
use super::iterate::{Supply, iterator};
use super::pages::Pages;
use super::prepare::{Args, policy};
use crate::request::Endpoint;
use crate::retry::{Budget, Policy};
use crate::url;

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
    base: String,
    policy: Rc<Policy>,
    shared: Shared,
}

/// What a client has in common with those made of it by `withOptions`.
#[derive(Clone, Default)]
struct Shared {
    budget: Rc<Budget>,
    /// Whether the warning about plain http was given.
    has_warned: Rc<Cell<bool>>,
}

#[wasm_bindgen]
impl BackendClient {
    /// Makes a client. Nothing is sent yet.
    ///
    /// @param options `baseUrl` is required; tokens, timeout (30000 ms), retries (3) and the rest are optional.
    /// @throws {InvalidRequestError} where an option is missing, unknown or wrong; `field` names it.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "BackendClientOptions")] options: JsValue,
    ) -> Result<BackendClient, JsValue> {
        read_client(&options, None).map(|settings| Self::over(settings, Shared::default()))
    }

    /// Where the backend is: the option of that name, without trailing slashes.
    #[wasm_bindgen(getter, js_name = baseUrl)]
    pub fn base_url(&self) -> String {
        self.base.clone()
    }

    /// The same client with some options changed (another tenant, a longer timeout). The retry budget is shared.
    ///
    /// @param overrides Options of the constructor; one that is `undefined` is taken away.
    /// @throws {InvalidRequestError} as the constructor does.
    #[wasm_bindgen(js_name = withOptions)]
    pub fn with_options(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Partial<BackendClientOptions>")] overrides: JsValue,
    ) -> Result<BackendClient, JsValue> {
        read_client(&overrides, Some(&self.settings)).map(|settings| Self::over(settings, self.shared.clone()))
    }
}

impl BackendClient {
    fn over(settings: ClientOptions, shared: Shared) -> Self {
        let base = settings.base_url();
        let policy = Rc::new(policy(&settings.retry()));
        if settings.has_tokens() && url::is_exposed(&base) && !shared.has_warned.replace(true) {
            warn("synapse-backend-client: a token is sent unencrypted: baseUrl is plain http to another machine");
        }
        BackendClient { settings, base, policy, shared }
    }

    pub(super) fn settings(&self) -> &ClientOptions {
        &self.settings
    }

    pub(super) fn base(&self) -> &str {
        &self.base
    }

    pub(super) fn policy(&self) -> Rc<Policy> {
        Rc::clone(&self.policy)
    }

    pub(super) fn budget(&self) -> Rc<Budget> {
        Rc::clone(&self.shared.budget)
    }

    /// Sends a call; its arguments are read now, before the caller can change them.
    pub(super) fn send(&self, endpoint: &Endpoint, args: Args) -> Promise {
        promise(self.prepare(endpoint, Kind::Json, args), send)
    }

    /// Sends a call, and again for each further page: the promise of all items.
    pub(super) fn send_all_pages(&self, endpoint: &Endpoint, args: Args) -> Promise {
        promise(self.prepare(endpoint, Kind::Json, args), |exchange| Pages::new(exchange).all())
    }

    /// The async iterator over the items of all pages.
    pub(super) fn iterate_pages(&self, endpoint: &Endpoint, args: Args) -> JsValue {
        iterator(self.prepare(endpoint, Kind::Json, args).map(|exchange| Supply::Pages(Pages::new(exchange))))
    }
}

/// Sends a request: what of its answer is handed on.
pub(super) async fn send(exchange: Exchange) -> Read<JsValue> {
    exchange.run().await.map(|json| shaped(json, exchange.shape))
}

/// The promise of what `work` makes of a request; rejected where its arguments were refused.
pub(super) fn promise<T, F>(prepared: Read<T>, work: impl FnOnce(T) -> F) -> Promise
where
    F: Future<Output = Read<JsValue>> + 'static,
{
    match prepared {
        // Boxed: one instance of the machinery serves all.
        Ok(request) => future_to_promise(Box::pin(work(request)) as Pin<Box<dyn Future<Output = _>>>),
        Err(refusal) => Promise::reject(&refusal),
    }
}
