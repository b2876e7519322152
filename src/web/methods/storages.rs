use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::storages::{CREATE_STORAGE, GET_STORAGE, LIST_STORAGES};
use crate::web::client::BackendClient;

#[wasm_bindgen]
impl BackendClient {
    /// Lists all storages, from all pages: `GET storages/`.
    ///
    /// @param params Filters. With `page` or `page_size`, only that page is fetched.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of every request.
    /// @returns The storages. To get the configuration of a storage, use `getStorage`.
    /// @throws Any {@link ClientError}.
    #[wasm_bindgen(js_name = listStorages, unchecked_return_type = "Promise<Storage[]>")]
    pub fn list_storages(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&LIST_STORAGES).params(params).send_all(options)
    }

    /// Gets a storage with its configuration: `GET storages/{pk}/?with_configuration=true`.
    ///
    /// @param pk The storage's id.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The storage. Its configuration may contain secrets.
    /// @throws {NotFoundError} if the storage does not exist.
    /// @throws Any other {@link ClientError}.
    #[wasm_bindgen(js_name = getStorage, unchecked_return_type = "Promise<Storage>")]
    pub fn get_storage(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&GET_STORAGE).id(pk).send(options)
    }

    /// Creates a storage: `POST storages/`. Not repeat-safe.
    ///
    /// @param data The storage. `name` and `provider` are required; all fields are sent as given.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The new storage, with its id.
    /// @throws {InvalidRequestError} if `name` or `provider` is missing.
    /// @throws {ValidationError} if the backend refuses a field.
    /// @throws Any other {@link ClientError}; `mayHaveBeenApplied` says whether the storage may exist nevertheless.
    #[wasm_bindgen(js_name = createStorage, unchecked_return_type = "Promise<Storage>")]
    pub fn create_storage(
        &self,
        #[wasm_bindgen(unchecked_param_type = "T extends StorageCreate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&CREATE_STORAGE).data(data).send(options)
    }
}
