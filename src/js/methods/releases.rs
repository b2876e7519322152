use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;

use crate::endpoints::releases::{
    CREATE_PLUGIN_RELEASE, GET_PLUGIN_RELEASE, GET_PLUGIN_RELEASE_BY_LOOKUP, LIST_PLUGIN_RELEASES,
};
use crate::js::client::BackendClient;
use crate::js::convert::{Entry, entries, function};
use crate::js::exchange::{Body, Exchange};
use crate::js::failure::Refused;
use crate::js::prepare::{Call, check_required, json_body};
use crate::js::upload::Form;

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
        self.send(Call::to(&GET_PLUGIN_RELEASE).pk(pk).params(params).options(options))
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
        let call = Call::to(&GET_PLUGIN_RELEASE_BY_LOOKUP).segment("lookup", lookup);
        self.send(call.params(params).options(options))
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
        self.send(Call::to(&LIST_PLUGIN_RELEASES).param("plugin", plugin).params(params).options(options))
    }

    /// Releases a version of a plugin with its package: `POST plugin_releases/`, multipart, the fields first. Sent
    /// again only where nothing can have been applied.
    ///
    /// @param data `plugin`, `version` and `file` are required. `file: null` says on purpose that there is no package:
    /// JSON is sent. A `File` keeps its name; other files are named `filename`, or `file`.
    /// @param options Signal, timeout (ms, default none: the client's does not apply), retry and headers of this call.
    /// @returns The new release, with its id.
    /// @throws {InvalidRequestError} where a required field is missing or `file` is no file; {@link ValidationError}
    /// where the backend refuses a field or the package; any other `ClientError`, whose `mayHaveBeenApplied` says
    /// whether the release may exist all the same.
    #[wasm_bindgen(js_name = createPluginRelease, unchecked_return_type = "Promise<PluginRelease>")]
    pub fn create_plugin_release(
        &self,
        #[wasm_bindgen(unchecked_param_type = "PluginReleaseCreate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "UploadOptions")] options: JsValue,
    ) -> Promise {
        let prepared = self.prepare_release(&data, options);
        self.promise(prepared, |exchange| async move { exchange.run().await })
    }
}

impl BackendClient {
    fn prepare_release(&self, data: &JsValue, options: JsValue) -> Result<Exchange, Refused> {
        let client = self.options();
        let mut observer = None;
        let call = Call::to(&CREATE_PLUGIN_RELEASE).body(body(data)?).options(options.clone());
        let mut exchange = call.prepare_with(client, &["onUploadProgress"], &mut |name, value| {
            observer = function(value, name)?.map(|_| options.clone());
            Ok(())
        })?;
        if let Body::Form(form) = exchange.request.body {
            exchange.request.body = Body::Form(form.observed_by(observer, client.fetch.is_some()));
        }
        Ok(exchange)
    }
}

/// A release's data as multipart, or as JSON where its file is null.
fn body(data: &JsValue) -> Result<Body, Refused> {
    check_required(data, &CREATE_PLUGIN_RELEASE)?;
    let own = entries(data);
    let find = |name: &str| own.iter().find(|(own, _)| own == name).map(|(_, value)| value);
    let file = find("file").ok_or_else(|| Refused::new("file", "is required (null: a release without package)"))?;
    let is_field = |(name, _): &&Entry| name != "file" && (file.is_null() || name != "filename");
    let fields: Vec<Entry> = own.iter().filter(is_field).cloned().collect();
    if file.is_null() {
        let fields = own.iter().filter(is_field).map(|(name, value)| js_sys::Array::of2(&name.into(), value));
        let fields: js_sys::Array = fields.collect();
        return json_body(&Object::from_entries(&fields).unwrap_or_default());
    }
    // As form fields, null ones would be left out.
    for field in CREATE_PLUGIN_RELEASE.required {
        if find(field).is_some_and(JsValue::is_null) {
            return Err(Refused::new(field, "is required"));
        }
    }
    let filename = find("filename").and_then(JsValue::as_string);
    Form::new(&fields, file, filename).map(Body::Form)
}
