use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::releases::{
    CREATE_PLUGIN_RELEASE, GET_PLUGIN_RELEASE, GET_PLUGIN_RELEASE_BY_LOOKUP, LIST_PLUGIN_RELEASES,
};
use crate::js::client::{BackendClient, NONE};

#[wasm_bindgen]
impl BackendClient {
    /// Gets a release of a plugin: `GET plugin_releases/{pk}/`.
    ///
    /// @param pk The release's id.
    /// @param params Query parameters; `expand: 'plugin'` puts the plugin in.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The release.
    /// @throws {NotFoundError} where there is none; any other `ClientError`.
    #[wasm_bindgen(js_name = getPluginRelease, unchecked_return_type = "Promise<PluginRelease>")]
    pub fn get_plugin_release(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Query | null")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&GET_PLUGIN_RELEASE, pk, params, NONE, options)
    }

    /// Gets a release by its id or by `code@version`, its plugin put in: `GET plugin_releases/{lookup}/?expand=plugin`.
    ///
    /// @param lookup The release's id, or `code@version`.
    /// @param params Query parameters; `{ expand: null }` for the release alone.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The release.
    /// @throws {NotFoundError} where there is none; any other `ClientError`.
    #[wasm_bindgen(js_name = getPluginReleaseByLookup, unchecked_return_type = "Promise<PluginRelease>")]
    pub fn get_plugin_release_by_lookup(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] lookup: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Query | null")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&GET_PLUGIN_RELEASE_BY_LOOKUP, lookup, params, NONE, options)
    }

    /// Lists the releases of a plugin, one page: `GET plugin_releases/?plugin={plugin}`.
    ///
    /// @param plugin The plugin's id or code.
    /// @param params Further query parameters; `plugin` among them goes before the argument.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The releases.
    /// @throws Any `ClientError`.
    #[wasm_bindgen(js_name = listPluginReleases, unchecked_return_type = "Promise<PluginRelease[]>")]
    pub fn list_plugin_releases(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] plugin: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Query | null")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&LIST_PLUGIN_RELEASES, plugin, params, NONE, options)
    }

    /// Releases a version of a plugin with its package: `POST plugin_releases/`, multipart, the fields first. Sent
    /// again only where nothing can have been applied.
    ///
    /// @param data `plugin`, `version` and `file` are required. `file: null` says on purpose that there is no package:
    /// JSON is sent. A `File` keeps its name; other files are named `filename`, or `file`.
    /// @param options Signal, timeout (ms, default none: the client's does not apply), retry and headers of this call.
    /// @returns The new release, with its id.
    /// @throws {InvalidRequestError} where a required field is missing or `file` is no file;
    /// {@link ValidationError} where the backend refuses a field or the package; any other `ClientError`, whose
    /// `mayHaveBeenApplied` says whether the release may exist all the same.
    #[wasm_bindgen(js_name = createPluginRelease, unchecked_return_type = "Promise<PluginRelease>")]
    pub fn create_plugin_release(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PluginReleaseCreate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "UploadOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&CREATE_PLUGIN_RELEASE, NONE, NONE, data, options)
    }
}
