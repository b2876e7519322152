use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::endpoints::logs::CREATE_LOGS;
use crate::js::client::BackendClient;
use crate::js::convert::is_record;
use crate::js::exchange::Exchange;
use crate::js::failure::Refused;
use crate::js::guard::Ended;
use crate::js::host::data_uri;
use crate::js::prepare::{Call, json_body};
use crate::js::upload::FileInput;

#[wasm_bindgen]
impl BackendClient {
    /// Writes logs: `POST logs/`, one or a list, as given. Never sent twice.
    ///
    /// @param data A log, or a list of at least one. A `file` that is a File, Blob, Uint8Array or ArrayBuffer becomes a
    /// `data:` URI; a text is kept.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns What the backend answers.
    /// @throws {InvalidRequestError} for an empty list; {@link ValidationError}, whose `fieldErrors` of a list begin with
    /// the index, `[1].message`; any other `ClientError`.
    #[wasm_bindgen(js_name = createLogs, unchecked_return_type = "Promise<unknown>")]
    pub fn create_logs(
        &self,
        #[wasm_bindgen(unchecked_param_type = "LogCreate | readonly LogCreate[]")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        let call = Call::to(&CREATE_LOGS).options(options);
        let prepared = Logs::read(&data).and_then(|logs| {
            let mut exchange = call.prepare(self.options())?;
            exchange.request.posted_list = logs.is_list;
            Ok((logs, exchange))
        });
        self.promise(prepared, |(logs, exchange)| logs.send(exchange))
    }
}

/// Logs to be written: copies, since a file in them is replaced.
struct Logs {
    items: Vec<JsValue>,
    is_list: bool,
}

impl Logs {
    fn read(data: &JsValue) -> Result<Self, Refused> {
        let list = data.dyn_ref::<Array>();
        let items = list.map_or_else(|| vec![data.clone()], Array::to_vec);
        if items.is_empty() {
            return Err(Refused::new("data", "must not be empty"));
        }
        if !items.iter().all(is_record) {
            return Err(Refused::new("data", "must be an object, or a list of objects"));
        }
        let copy = |item: JsValue| match file_of(&item) {
            Some(_) => Object::assign(&Object::new(), item.unchecked_ref()).into(),
            None => item,
        };
        Ok(Logs { items: items.into_iter().map(copy).collect(), is_list: list.is_some() })
    }

    async fn send(self, mut exchange: Exchange) -> Result<JsValue, JsValue> {
        for item in &self.items {
            if let Some(file) = file_of(item) {
                let uri = match exchange.guard.within(0.0, JsFuture::from(data_uri(&file))).await {
                    Ok(Ok(uri)) => uri,
                    Ok(Err(cause)) => {
                        let refused = Refused::new("file", "could not be read");
                        return Err(refused.with_cause(&cause).into_error());
                    }
                    Err(Ended::Aborted(reason)) => return Err(reason),
                    Err(Ended::TimedOut) => unreachable!("no limit was set"),
                };
                Reflect::set(item, &"file".into(), &uri)?;
            }
        }
        let items: JsValue = self.items.iter().collect::<Array>().into();
        let data = if self.is_list { items } else { self.items[0].clone() };
        exchange.request.body = json_body(&data).map_err(Refused::into_error)?;
        exchange.run().await
    }
}

/// The file of a log that must become a text.
fn file_of(log: &JsValue) -> Option<JsValue> {
    let file = Reflect::get(log, &"file".into()).unwrap_or_default();
    FileInput::read(&file).is_ok().then_some(file)
}
