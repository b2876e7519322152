use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::plugins::{CREATE_PLUGIN, GET_PLUGIN, RUN_PLUGIN, UPDATE_PLUGIN};
use crate::js::client::{BackendClient, NONE};

#[wasm_bindgen]
impl BackendClient {
    /// Gets a plugin: `GET plugins/{pk}/`.
    ///
    /// @param pk The plugin's id, or its code where the backend knows codes.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The plugin with its metadata and configuration.
    /// @throws {NotFoundError} where there is none; any other `ClientError`.
    #[wasm_bindgen(js_name = getPlugin, unchecked_return_type = "Promise<Plugin>")]
    pub fn get_plugin(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&GET_PLUGIN, pk, NONE, NONE, options)
    }

    /// Creates a plugin: `POST plugins/`. Never sent twice.
    ///
    /// @param data Sent as given; `name` is required.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The new plugin, with its id.
    /// @throws {InvalidRequestError} without `name`; {@link ValidationError} where the backend refuses a field; any
    /// other `ClientError`, whose `mayHaveBeenApplied` says whether the plugin may exist all the same.
    #[wasm_bindgen(js_name = createPlugin, unchecked_return_type = "Promise<Plugin>")]
    pub fn create_plugin(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PluginCreate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&CREATE_PLUGIN, NONE, NONE, data, options)
    }

    /// Changes a plugin: `PUT plugins/{pk}/`.
    ///
    /// @param pk The plugin's id, or its code where the backend knows codes.
    /// @param data The fields to set, sent as given: `null` stays, `undefined` goes.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The plugin as it is now.
    /// @throws {ValidationError} where the backend refuses a field; {@link NotFoundError}; any other `ClientError`.
    #[wasm_bindgen(js_name = updatePlugin, unchecked_return_type = "Promise<Plugin>")]
    pub fn update_plugin(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PluginUpdate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&UPDATE_PLUGIN, pk, NONE, data, options)
    }

    /// Runs a plugin: `POST plugins/{pk}/run/`. Never sent twice.
    ///
    /// @param pk The plugin's id, or its code where the backend knows codes.
    /// @param data What the plugin is run with: `parameters` and `context`, or the current backend's `agent`, `action`
    /// and `params`. Sent as given.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns What the action answers: `job_id` of the job that it started, for one.
    /// @throws {GpuUnavailableError} where no GPU is free; {@link ValidationError}; any other `ClientError`, whose
    /// `mayHaveBeenApplied` says whether a job may have started all the same.
    #[wasm_bindgen(js_name = runPlugin, unchecked_return_type = "Promise<PluginRun>")]
    pub fn run_plugin(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_param_type = "PluginRunRequest")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&RUN_PLUGIN, pk, NONE, data, options)
    }
}
