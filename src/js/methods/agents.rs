use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::agents::{HEALTH_CHECK_AGENT, LIST_AGENTS};
use crate::js::client::{BackendClient, NONE};

#[wasm_bindgen]
impl BackendClient {
    /// Asks whether an agent is up and connected: `POST agents/{token}/connect/`.
    ///
    /// @param token The agent's token. It is shown in no error and no hook.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The agent's health as JSON; a plain text as it is; null for an empty answer.
    /// @throws {NotFoundError} where no agent has that token; any other `ClientError`.
    #[wasm_bindgen(js_name = healthCheckAgent, unchecked_return_type = "Promise<AgentHealth>")]
    pub fn health_check_agent(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&HEALTH_CHECK_AGENT, token, NONE, NONE, options)
    }

    /// Lists agents, one page: `GET agents/`.
    ///
    /// @param params Filters, `page` and `page_size`.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The agents. One without `token` gets the one in its `node_install_script`, where there is one.
    /// @throws Any `ClientError`.
    #[wasm_bindgen(js_name = listAgents, unchecked_return_type = "Promise<Agent[]>")]
    pub fn list_agents(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Query | null")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&LIST_AGENTS, NONE, params, NONE, options)
    }
}
