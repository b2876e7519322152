use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::js::client::BackendClient;
use crate::js::convert;
use crate::js::exchange::{Body, Exchange};
use crate::js::failure::Refused;
use crate::js::options::CallOptions;
use crate::js::prepare::{json_body, new_request, push_params};
use crate::request::{Method, Shape};
use crate::url;

#[wasm_bindgen]
impl BackendClient {
    /// Calls any other endpoint of the backend, with the same tokens, retries and errors. GET, HEAD, PUT and DELETE are
    /// sent again where that is safe; POST and PATCH never.
    ///
    /// @param method GET, HEAD, POST, PUT, PATCH or DELETE.
    /// @param path Relative to `baseUrl`, as it is on the wire: encode what you put in. Dot segments are refused.
    /// @param call `params` (the query), `data` (sent as JSON), and signal, timeout (ms, default 30000), retry and headers.
    /// @returns The answer's JSON; null for a 204, and to HEAD.
    /// @throws Any `ClientError`.
    #[wasm_bindgen(unchecked_return_type = "Promise<unknown>")]
    pub fn request(
        &self,
        #[wasm_bindgen(unchecked_param_type = "'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'")] method: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] path: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "{ params?: Query | null; data?: unknown } & RequestOptions")]
        call: JsValue,
    ) -> Promise {
        let prepared = self.prepare_request(&method, &path, &call);
        self.promise(prepared, |exchange| async move { exchange.run().await })
    }
}

impl BackendClient {
    fn prepare_request(&self, method: &JsValue, path: &JsValue, call: &JsValue) -> Result<Exchange, Refused> {
        let client = self.options();
        let method = verb(method)?;
        let path = convert::text(path, "path")?;
        let path = url::relative_path(&path).map_err(|words| Refused::new("path", words))?;
        let mut url = [&client.base, "/", path].concat();
        let mut body = Body::None;
        let options = CallOptions::read(call, &client.retry, &["params", "data"], &mut |name, value| {
            match name {
                "params" => push_params(&mut url, &[], value)?,
                _ if !method.takes_body() => return Err(Refused::new("data", "cannot go with GET or HEAD")),
                _ => body = json_body(value)?,
            }
            Ok(())
        })?;
        let shape = if method == Method::Head { Shape::Nothing } else { Shape::Json };
        let request = new_request(client, method, url, shape, method.is_idempotent(), body);
        Ok(Exchange::new(client, request, options))
    }
}

fn verb(method: &JsValue) -> Result<Method, Refused> {
    let name = convert::text(method, "method")?;
    Method::parse(&name).ok_or_else(|| Refused::unknown("method", &name, &Method::ALL.map(Method::as_str)))
}
