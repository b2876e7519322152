use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::js::client::BackendClient;
use crate::js::host::{Read, Work, get, read_request, read_text, refuse, refused};
use crate::js::prepare::{Request, push_params};
use crate::request::{Endpoint, Method, Shape};
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
        #[wasm_bindgen(unchecked_param_type = "'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'")] method: &JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] path: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "{ params?: Query | null; data?: unknown } & RequestOptions")]
        call: &JsValue,
    ) -> Promise {
        self.begin_request(method, path, call).unwrap_or_else(|refusal| refused(Work::Call, &refusal).unchecked_into())
    }
}

impl BackendClient {
    fn begin_request(&self, method: &JsValue, path: &JsValue, call: &JsValue) -> Read<Promise> {
        let words = "must be GET, HEAD, POST, PUT, PATCH or DELETE";
        let method = Method::parse(&read_text(method, "method")?).ok_or_else(|| refuse("method", words))?;
        let path = read_text(path, "path")?;
        let path = url::relative_path(&path).map_err(|words| refuse("path", words))?;
        let parts = read_request(call, method.takes_body())?;
        let mut path = path.to_owned();
        push_params(&mut path, &get(&parts, "params"), None)?;
        let shape = if method == Method::Head { Shape::Nothing } else { Shape::Json };
        let request = Request::of(path).with_body(get(&parts, "json"));
        Ok(self.send(&Endpoint::new(method, "", shape), Ok(request), &get(&parts, "options")))
    }
}
