use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::serve_applications::{
    CREATE_SERVE_APPLICATION, ITERATE_SERVE_APPLICATIONS, LIST_SERVE_APPLICATIONS,
};
use crate::web::client::BackendClient;
use crate::web::iterator::ItemIterator;

#[wasm_bindgen]
impl BackendClient {
    /// Creates a serve application: `POST serve_applications/`. Not repeat-safe.
    ///
    /// @param data The serve application. `job` is required; all fields are sent as given.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The new serve application, with its id.
    /// @throws {InvalidRequestError} if `job` is missing.
    /// @throws {ValidationError} if the backend refuses a field.
    /// @throws Any other {@link ClientError}; `mayHaveBeenApplied` says whether it may exist nevertheless.
    #[wasm_bindgen(js_name = createServeApplication, unchecked_return_type = "Promise<ServeApplication>")]
    pub fn create_serve_application(
        &self,
        #[wasm_bindgen(unchecked_param_type = "T extends ServeApplicationCreate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&CREATE_SERVE_APPLICATION).data(data).send(options)
    }

    /// Lists one page of serve applications: `GET serve_applications/`.
    ///
    /// @param params Filters, `page` and `page_size`.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns `[applications, total]`: the applications of this page, and the number of applications on all pages.
    /// @throws Any {@link ClientError}.
    #[wasm_bindgen(js_name = listServeApplications, unchecked_return_type = "Promise<[ServeApplication[], number]>")]
    pub fn list_serve_applications(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&LIST_SERVE_APPLICATIONS).params(params).send(options)
    }

    /// Iterates over all serve applications: `GET serve_applications/`, then the `next` link of each page.
    ///
    /// @param params Filters. `page_size` defaults to 100; `page` is the page to begin with.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of every request.
    /// @returns An async iterator. Pages are fetched as they are read; leaving the loop stops fetching.
    /// @throws Any {@link ClientError}, while iterating.
    #[wasm_bindgen(
        js_name = iterateServeApplications,
        unchecked_return_type = "AsyncIterableIterator<ServeApplication>"
    )]
    pub fn iterate_serve_applications(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> ItemIterator {
        self.call(&ITERATE_SERVE_APPLICATIONS).params(params).iterate(options)
    }
}
