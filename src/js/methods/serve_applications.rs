use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::serve_applications::{
    CREATE_SERVE_APPLICATION, ITERATE_SERVE_APPLICATIONS, LIST_SERVE_APPLICATIONS,
};
use crate::js::client::{BackendClient, NONE};

#[wasm_bindgen]
impl BackendClient {
    /// Creates a serve application: `POST serve_applications/`. Never sent twice.
    ///
    /// @param data Sent as given; `job` is required.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The new serve application, with its id.
    /// @throws {InvalidRequestError} without `job`; {@link ValidationError} where the backend refuses a field; any other
    /// `ClientError`, whose `mayHaveBeenApplied` says whether it may exist all the same.
    #[wasm_bindgen(js_name = createServeApplication, unchecked_return_type = "Promise<ServeApplication>")]
    pub fn create_serve_application(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ServeApplicationCreate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&CREATE_SERVE_APPLICATION, NONE, NONE, data, options)
    }

    /// Lists serve applications, one page: `GET serve_applications/`.
    ///
    /// @param params Filters, `page` and `page_size`.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The page's serve applications, and how many there are on all pages.
    /// @throws Any `ClientError`.
    #[wasm_bindgen(
        js_name = listServeApplications,
        unchecked_return_type = "Promise<[ServeApplication[], number]>"
    )]
    pub fn list_serve_applications(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Query | null")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&LIST_SERVE_APPLICATIONS, NONE, params, NONE, options)
    }

    /// Reads all serve applications, page after page: `GET serve_applications/?page_size=100`, then each `next`. The
    /// next page is fetched while this one is read; leaving the loop stops the fetching.
    ///
    /// @param params Filters; `page_size` other than 100.
    /// @param options Signal, timeout (ms for each page, default 30000), retry and headers of this call.
    /// @returns An async iterator of serve applications. It fails with any `ClientError`.
    #[wasm_bindgen(
        js_name = iterateServeApplications,
        unchecked_return_type = "AsyncIterableIterator<ServeApplication>"
    )]
    pub fn iterate_serve_applications(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Query | null")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> JsValue {
        self.begin(&ITERATE_SERVE_APPLICATIONS, NONE, params, NONE, options)
    }
}
