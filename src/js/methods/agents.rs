use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;

use crate::endpoints::agents::{HEALTH_CHECK_AGENT, LIST_AGENTS, token_in_script};
use crate::js::answer::get;
use crate::js::client::{BackendClient, promise, send};
use crate::js::host::Kind;
use crate::js::prepare::Args;

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
        promise(self.prepare(&HEALTH_CHECK_AGENT, Kind::Text, Args { pk: token, options, ..Args::default() }), send)
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
        let prepared = self.prepare(&LIST_AGENTS, Kind::Json, Args { params, options, ..Args::default() });
        promise(prepared, |exchange| async move {
            let agents = send(exchange).await?;
            if let Some(agents) = agents.dyn_ref::<Array>() {
                agents.iter().for_each(|agent| complete(&agent));
            }
            Ok(agents)
        })
    }
}

/// Gives an agent the token of its install script, where it has no other. It is ours: parsed for this call.
fn complete(agent: &JsValue) {
    if agent.is_object()
        && get(agent, "token").is_falsy()
        && let Some(script) = get(agent, "node_install_script").as_string()
        && let Some(token) = token_in_script(&script)
    {
        let _ = Reflect::set(agent, &"token".into(), &token.into());
    }
}
