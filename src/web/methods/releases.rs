use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::releases::{
    CREATE_PLUGIN_RELEASE, GET_PLUGIN_RELEASE, GET_PLUGIN_RELEASE_BY_LOOKUP, ITERATE_PLUGIN_RELEASES,
    LIST_PLUGIN_RELEASES,
};
use crate::web::client::BackendClient;
use crate::web::iterator::ItemIterator;

#[wasm_bindgen]
impl BackendClient {
    /// Gets a plugin release: `GET plugin_releases/{pk}/`.
    ///
    /// @param pk The release's id.
    /// @param params Query parameters. `expand: 'plugin'` embeds the plugin.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The release.
    /// @throws {NotFoundError} if the release does not exist.
    /// @throws Any other {@link ClientError}.
    #[wasm_bindgen(js_name = getPluginRelease, unchecked_return_type = "Promise<PluginRelease>")]
    pub fn get_plugin_release(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&GET_PLUGIN_RELEASE).id(pk).params(params).send(options)
    }

    /// Gets a plugin release by id or by `code@version`: `GET plugin_releases/{lookup}/?expand=plugin`.
    ///
    /// @param lookup The release's id, or `code@version`.
    /// @param params Query parameters. `expand` defaults to `'plugin'`; `{ expand: null }` embeds nothing.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The release.
    /// @throws {NotFoundError} if the release does not exist.
    /// @throws Any other {@link ClientError}.
    #[wasm_bindgen(js_name = getPluginReleaseByLookup, unchecked_return_type = "Promise<PluginRelease>")]
    pub fn get_plugin_release_by_lookup(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] lookup: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&GET_PLUGIN_RELEASE_BY_LOOKUP).id(lookup).params(params).send(options)
    }

    /// Lists a plugin's releases, from all pages: `GET plugin_releases/?plugin={plugin}`.
    ///
    /// @param plugin The plugin's id or code.
    /// @param params Filters; `plugin` overrides the argument. With `page` or `page_size`, only that page is fetched.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of every request.
    /// @returns The releases.
    /// @throws Any {@link ClientError}.
    #[wasm_bindgen(js_name = listPluginReleases, unchecked_return_type = "Promise<PluginRelease[]>")]
    pub fn list_plugin_releases(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] plugin: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&LIST_PLUGIN_RELEASES).parameter("plugin", plugin).params(params).send_all(options)
    }

    /// Iterates over a plugin's releases: `GET plugin_releases/?plugin={plugin}`, then the `next` link of each page.
    ///
    /// @param plugin The plugin's id or code.
    /// @param params Filters; `plugin` overrides the argument. `page_size` defaults to 100.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of every request.
    /// @returns An async iterator of releases. Pages are fetched as they are read; leaving the loop stops fetching.
    /// @throws Any {@link ClientError}, while iterating.
    #[wasm_bindgen(js_name = iteratePluginReleases, unchecked_return_type = "AsyncIterableIterator<PluginRelease>")]
    pub fn iterate_plugin_releases(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] plugin: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> ItemIterator {
        self.call(&ITERATE_PLUGIN_RELEASES).parameter("plugin", plugin).params(params).iterate(options)
    }

    /// Uploads a plugin release: `POST plugin_releases/`, multipart. Not repeat-safe.
    ///
    /// @param data The release. `plugin`, `version` and `file` are required. With `file: null`, it is sent as JSON.
    /// @param options `onUploadProgress`, signal, timeout (ms, default none), retry policy and headers of this call.
    /// @returns The new release, with its id.
    /// @throws {InvalidRequestError} if a required field is missing, or `file` is not a file.
    /// @throws {ValidationError} if the backend refuses a field or the file.
    /// @throws Any other {@link ClientError}; `mayHaveBeenApplied` says whether the release may exist nevertheless.
    /// @example await client.createPluginRelease({ plugin: 123, version: '1.0.0', file });
    #[wasm_bindgen(js_name = createPluginRelease, unchecked_return_type = "Promise<PluginRelease>")]
    pub fn create_plugin_release(
        &self,
        #[wasm_bindgen(unchecked_param_type = "T extends PluginReleaseCreate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "UploadOptions")] options: JsValue,
    ) -> Promise {
        self.call(&CREATE_PLUGIN_RELEASE).upload(data, options)
    }
}
