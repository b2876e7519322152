use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::agents::{HEALTH_CHECK_AGENT, ITERATE_AGENTS, LIST_AGENTS};
use crate::web::client::BackendClient;
use crate::web::iterator::ItemIterator;

#[wasm_bindgen]
impl BackendClient {
    /// Checks whether an agent is up and connected: `POST agents/{token}/connect/`. Repeat-safe, so it is retried.
    ///
    /// @param token The agent's token. Errors, hooks and logs show it as `***`.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The answer: JSON, a string if it is plain text, or null if it is empty.
    /// @throws {NotFoundError} if no agent has this token.
    /// @throws Any other {@link ClientError}.
    #[wasm_bindgen(js_name = healthCheckAgent, unchecked_return_type = "Promise<AgentHealth>")]
    pub fn health_check_agent(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&HEALTH_CHECK_AGENT).token(token).send(options)
    }

    /// Lists all agents, from all pages: `GET agents/`.
    ///
    /// @param params Filters. With `page` or `page_size`, only that page is fetched.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of every request.
    /// @returns The agents. If an agent has no `token`, the client takes it from `node_install_script`.
    /// @throws Any {@link ClientError}.
    #[wasm_bindgen(js_name = listAgents, unchecked_return_type = "Promise<Agent[]>")]
    pub fn list_agents(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&LIST_AGENTS).params(params).send_all(options)
    }

    /// Iterates over all agents: `GET agents/`, then the `next` link of each page.
    ///
    /// @param params Filters. `page_size` defaults to 100; `page` is the page to begin with.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of every request.
    /// @returns An async iterator of agents. Pages are fetched as they are read; leaving the loop stops fetching.
    /// @throws Any {@link ClientError}, while iterating.
    #[wasm_bindgen(js_name = iterateAgents, unchecked_return_type = "AsyncIterableIterator<Agent>")]
    pub fn iterate_agents(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> ItemIterator {
        self.call(&ITERATE_AGENTS).params(params).iterate(options)
    }
}
