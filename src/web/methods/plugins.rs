use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::plugins::{CREATE_PLUGIN, GET_PLUGIN, ITERATE_PLUGINS, LIST_PLUGINS, RUN_PLUGIN, UPDATE_PLUGIN};
use crate::web::client::BackendClient;
use crate::web::iterator::ItemIterator;

#[wasm_bindgen]
impl BackendClient {
    /// Lists one page of plugins: `GET plugins/`.
    ///
    /// @param params Filters, `page` and `page_size`.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns `[plugins, total]`: the plugins of this page, and the number of plugins on all pages.
    /// @throws Any {@link ClientError}.
    #[wasm_bindgen(js_name = listPlugins, unchecked_return_type = "Promise<[Plugin[], number]>")]
    pub fn list_plugins(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&LIST_PLUGINS).params(params).send(options)
    }

    /// Iterates over all plugins: `GET plugins/`, then the `next` link of each page.
    ///
    /// @param params Filters. `page_size` defaults to 100; `page` is the page to begin with.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of every request.
    /// @returns An async iterator of plugins. Pages are fetched as they are read; leaving the loop stops fetching.
    /// @throws Any {@link ClientError}, while iterating.
    #[wasm_bindgen(js_name = iteratePlugins, unchecked_return_type = "AsyncIterableIterator<Plugin>")]
    pub fn iterate_plugins(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> ItemIterator {
        self.call(&ITERATE_PLUGINS).params(params).iterate(options)
    }

    /// Gets a plugin: `GET plugins/{pk}/`.
    ///
    /// @param pk The plugin's id, or its code if the backend accepts codes.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The plugin, with its configuration.
    /// @throws {NotFoundError} if the plugin does not exist.
    /// @throws Any other {@link ClientError}.
    /// @example const plugin = await client.getPlugin(123);
    #[wasm_bindgen(js_name = getPlugin, unchecked_return_type = "Promise<Plugin>")]
    pub fn get_plugin(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&GET_PLUGIN).id(pk).send(options)
    }

    /// Creates a plugin: `POST plugins/`. Not repeat-safe.
    ///
    /// @param data The plugin. `name` is required; all fields are sent as given.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The new plugin, with its id.
    /// @throws {InvalidRequestError} if `name` is missing.
    /// @throws {ValidationError} if the backend refuses a field.
    /// @throws Any other {@link ClientError}; `mayHaveBeenApplied` says whether the plugin may exist nevertheless.
    /// @example const plugin = await client.createPlugin({ name: 'Resize images' });
    #[wasm_bindgen(js_name = createPlugin, unchecked_return_type = "Promise<Plugin>")]
    pub fn create_plugin(
        &self,
        #[wasm_bindgen(unchecked_param_type = "T extends PluginCreate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&CREATE_PLUGIN).data(data).send(options)
    }

    /// Updates a plugin: `PUT plugins/{pk}/`.
    ///
    /// @param pk The plugin's id, or its code if the backend accepts codes.
    /// @param data The fields to set, sent as given. `null` is sent, `undefined` is not. Backends keep the other fields.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The updated plugin; null if the backend answers 204.
    /// @throws {NotFoundError} if the plugin does not exist.
    /// @throws {ValidationError} if the backend refuses a field.
    /// @throws Any other {@link ClientError}.
    #[wasm_bindgen(js_name = updatePlugin, unchecked_return_type = "Promise<Plugin>")]
    pub fn update_plugin(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_param_type = "T extends PluginUpdate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&UPDATE_PLUGIN).id(pk).data(data).send(options)
    }

    /// Runs a plugin: `POST plugins/{pk}/run/`. Not repeat-safe.
    ///
    /// @param pk The plugin's id, or its code if the backend accepts codes.
    /// @param data `parameters` and `context`, or `agent`, `action` and `params` for newer backends. Sent as given.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The answer, usually with the `job_id` of the new job; null if the backend answers 204.
    /// @throws {GpuUnavailableError} if no GPU is free.
    /// @throws Any other {@link ClientError}; `mayHaveBeenApplied` says whether a job may have started nevertheless.
    /// @example const { job_id } = await client.runPlugin(123, { parameters: { threshold: 0.8 } });
    #[wasm_bindgen(js_name = runPlugin, unchecked_return_type = "Promise<PluginRun>")]
    pub fn run_plugin(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_param_type = "T extends PluginRunRequest")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&RUN_PLUGIN).id(pk).data(data).send(options)
    }
}
