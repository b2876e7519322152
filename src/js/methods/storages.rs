use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::storages::{CREATE_STORAGE, GET_STORAGE, LIST_STORAGES};
use crate::js::client::{BackendClient, NONE};

#[wasm_bindgen]
impl BackendClient {
    /// Lists the storages, all of them whatever the backend's page size: `GET storages/`.
    ///
    /// @param params Query parameters.
    /// @param options Signal, timeout (ms for each page, default 30000), retry and headers of this call.
    /// @returns The storages; their configurations are told by `getStorage`.
    /// @throws Any `ClientError`.
    #[wasm_bindgen(js_name = listStorages, unchecked_return_type = "Promise<Storage[]>")]
    pub fn list_storages(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Query | null")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&LIST_STORAGES, NONE, params, NONE, options)
    }

    /// Gets a storage with its configuration: `GET storages/{pk}/?with_configuration=true`.
    ///
    /// @param pk The storage's id.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The storage. Its configuration may hold secrets.
    /// @throws {NotFoundError} where there is none; any other `ClientError`.
    #[wasm_bindgen(js_name = getStorage, unchecked_return_type = "Promise<Storage>")]
    pub fn get_storage(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&GET_STORAGE, pk, NONE, NONE, options)
    }

    /// Creates a storage: `POST storages/`. Never sent twice.
    ///
    /// @param data Sent as given; `name` and `provider` are required.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The new storage, with its id.
    /// @throws {InvalidRequestError} without `name` or `provider`; {@link ValidationError} where the backend refuses a
    /// field; any other `ClientError`, whose `mayHaveBeenApplied` says whether the storage may exist all the same.
    #[wasm_bindgen(js_name = createStorage, unchecked_return_type = "Promise<Storage>")]
    pub fn create_storage(
        &self,
        #[wasm_bindgen(unchecked_param_type = "StorageCreate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&CREATE_STORAGE, NONE, NONE, data, options)
    }
}
