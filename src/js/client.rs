//! `BackendClient`: what it is made of, and how its methods send.

use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::exchange::Exchange;
use super::failure::Refused;
use super::host::warn;
use super::iterate::{Supply, iterator};
use super::options::ClientOptions;
use super::pages::Pages;
use super::prepare::Call;
use crate::call::call;
use crate::request::Shape;

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
    options: Rc<ClientOptions>,
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
        ClientOptions::merge(&Object::new(), &options)
            .and_then(|given| ClientOptions::read(given, Rc::default(), Rc::default()))
            .map(Self::over)
            .map_err(Refused::into_error)
    }

    /// Where the backend is: the option of that name, without trailing slashes.
    #[wasm_bindgen(getter, js_name = baseUrl)]
    pub fn base_url(&self) -> String {
        self.options.base.clone()
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
        let (budget, has_warned) = (Rc::clone(&self.options.budget), Rc::clone(&self.options.has_warned));
        ClientOptions::merge(&self.options.given, &overrides)
            .and_then(|given| ClientOptions::read(given, budget, has_warned))
            .map(Self::over)
            .map_err(Refused::into_error)
    }
}

impl BackendClient {
    fn over(options: ClientOptions) -> Self {
        let is_exposed = !options.tokens.is_empty() && crate::url::is_exposed(&options.base);
        if is_exposed && !options.has_warned.replace(true) {
            warn("synapse-backend-client: a token is sent unencrypted: baseUrl is plain http to another machine");
        }
        BackendClient { options: Rc::new(options) }
    }

    pub(super) fn options(&self) -> &Rc<ClientOptions> {
        &self.options
    }

    /// Sends a call; its arguments are read now, before the caller can change them.
    pub(super) fn send(&self, call: Call) -> Promise {
        let shape = call.endpoint.shape;
        self.promise(call.prepare(&self.options), move |exchange| async move {
            exchange.run().await.map(|json| shaped(json, shape))
        })
    }

    /// Sends a call, and again for each further page: the promise of all items.
    pub(super) fn send_all_pages(&self, call: Call) -> Promise {
        self.promise(call.prepare(&self.options), |exchange| Pages::new(exchange).all())
    }

    /// The async iterator over the items of all pages.
    pub(super) fn iterate_pages(&self, call: Call) -> JsValue {
        iterator(call.prepare(&self.options).map(|exchange| Supply::Pages(Pages::new(exchange))))
    }

    /// The promise of what `work` makes of a request; rejected where its arguments were refused.
    pub(super) fn promise<T, F>(&self, prepared: Result<T, Refused>, work: impl FnOnce(T) -> F) -> Promise
    where
        F: Future<Output = Result<JsValue, JsValue>> + 'static,
    {
        match prepared {
            // Boxed: one instance of the machinery serves all.
            Ok(request) => future_to_promise(Box::pin(work(request)) as Pin<Box<dyn Future<Output = _>>>),
            Err(refused) => Promise::reject(&refused.into_error()),
        }
    }
}

impl Exchange {
    /// Sends the request, again where that is safe and useful: the answer's JSON, whole.
    pub(super) async fn run(&self) -> Result<JsValue, JsValue> {
        call(self, self.policy(), &self.client.budget, self.request.repeat_safe).await
    }
}

/// What of an answer is handed on.
pub(super) fn shaped(json: JsValue, shape: Shape) -> JsValue {
    let property = |name: &str| Reflect::get(&json, &name.into()).unwrap_or_default();
    match shape {
        // A 204 is null, whatever was asked for.
        _ if json.is_null() => json,
        Shape::Results => property("results"),
        Shape::Page => Array::of2(&property("results"), &property("count")).into(),
        _ => json,
    }
}
