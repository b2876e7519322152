//! Reads the answer of a `fetch`. It is recognized by its members, because its class may be from another realm or a
//! test.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_net::http::Headers;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal, ReadableStreamDefaultReader};

use super::upload;
use super::watch::Watch;
use crate::text::split;
use crate::web::foreign::{bytes_of, call_method, get, get_text, has_method, list_items, name_and_value, settled};
use crate::web::js;

#[wasm_bindgen]
extern "C" {
    type Foreign;

    #[wasm_bindgen(method, getter, catch)]
    fn status(this: &Foreign) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch, js_name = text)]
    fn text_method(this: &Foreign) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = Headers)]
    type RawHeaders;

    #[wasm_bindgen(constructor, catch, js_class = "Headers")]
    fn new(pairs: &Array) -> Result<RawHeaders, JsValue>;
}

/// The maximum number of bytes that are read of an error answer.
const ERROR_BODY_CAP: usize = 64 << 10;

/// An answer with a status and a text.
#[derive(Debug)]
pub struct Fetched {
    /// Its status.
    pub status: u16,
    raw: JsValue,
    text: Function,
}

/// A usable answer.
#[derive(Debug)]
pub struct Answered {
    /// Its JSON; null if it has none.
    pub json: JsValue,
    /// Its other parts.
    pub fetched: Fetched,
    /// For a stream: the connection is open until this is dropped.
    pub guard: Option<AttemptGuard>,
}

impl Fetched {
    /// `None` if the value is not a response.
    pub fn new(raw: JsValue) -> Option<Fetched> {
        if !raw.is_object() {
            return None;
        }
        let foreign = raw.unchecked_ref::<Foreign>();
        let status = foreign.status().ok()?.as_f64()? as u16;
        let text = foreign.text_method().ok()?.dyn_into().ok()?;
        Some(Fetched { status, raw, text })
    }

    /// 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the answer's `type` equals this one.
    pub fn is_of_type(&self, name: &str) -> bool {
        get_text(&self.raw, "type").is_some_and(|found| found == name)
    }

    /// Whether the answer is a redirect. 300, 304 and 306 are not, and neither is an answer without `Location`, where
    /// it is visible (Node).
    pub fn is_redirect(&self) -> bool {
        match self.status {
            0 => self.is_of_type("opaqueredirect"),
            300 | 304 | 306 => false,
            301..=399 => !js::is_node() || self.head().get("location").is_some(),
            _ => false,
        }
    }

    /// The whole text, as a JavaScript value.
    pub async fn text(&self) -> Result<JsValue, JsValue> {
        settled(self.text.call0(&self.raw)).await
    }

    /// The status and headers, as objects of this runtime. Those of an injected `fetch` may do anything.
    pub fn head(&self) -> Head {
        let headers = get(&self.raw, "headers");
        let copy = RawHeaders::new(&list_items(&headers)).ok();
        let pairs = copy.as_ref().map(|copy| list_items(copy)).unwrap_or_default();
        let headers = copy.map(|raw| Headers::from_raw(raw.unchecked_into()));
        Head { status: self.status, headers, pairs }
    }

    /// A reader of the body; `None` if it is not a stream.
    pub fn reader(&self) -> Option<Result<Reader, JsValue>> {
        let body = get(&self.raw, "body");
        if !body.is_object() || !has_method(&body, "getReader") {
            return None;
        }
        Some(
            call_method(&body, "getReader", &Array::new())
                .map(|reader| Reader { stream: reader.unchecked_into(), is_over: Cell::new(false) }),
        )
    }
}

/// A reader of a body.
#[derive(Debug)]
pub struct Reader {
    stream: ReadableStreamDefaultReader,
    is_over: Cell<bool>,
}

impl Reader {
    /// The next bytes, which stay in JavaScript; `None` at the end.
    pub async fn read(&self) -> Result<Option<Uint8Array>, JsValue> {
        let result = settled(call_method(&self.stream, "read", &Array::new())).await?;
        if get(&result, "done").is_truthy() {
            self.is_over.set(true);
            return Ok(None);
        }
        let value = get(&result, "value");
        // A copy, because bytes of another realm, a proxy, or bytes with a `length` getter may throw at any access.
        bytes_of(&value).map(Some)
    }
}

impl Drop for Reader {
    /// Closes the connection of a body that is not read to its end, also that of a `fetch` that ignores its signal.
    fn drop(&mut self) {
        if self.is_over.get() {
            return;
        }
        if let Ok(cancelled) = call_method(&self.stream, "cancel", &Array::new()) {
            // Nobody reads further, so a failure to cancel changes nothing. This handles it.
            let _ = Promise::all_settled(&Array::of1(&cancelled));
        }
    }
}

/// The text of a body up to the limit, and whether it was truncated. An endless body is not read further.
pub async fn capped_text(fetched: &Fetched) -> Result<(JsValue, bool), JsValue> {
    let Some(reader) = fetched.reader() else {
        return fetched.text().await.map(|text| (text, false));
    };
    let reader = reader?;
    let mut bytes = Vec::new();
    while bytes.len() < ERROR_BODY_CAP {
        match reader.read().await? {
            None => return Ok((js::decode(&bytes).into(), false)),
            Some(more) => bytes.extend_from_slice(&more.subarray(0, ERROR_BODY_CAP as u32).to_vec()),
        }
    }
    bytes.truncate(ERROR_BODY_CAP);
    Ok((js::decode(whole_characters(&bytes)).into(), true))
}

/// Without an incomplete character at the end.
fn whole_characters(bytes: &[u8]) -> &[u8] {
    for cut in 1..=3 {
        let Some((head, tail)) = bytes.len().checked_sub(cut).and_then(|at| bytes.split_at_checked(at)) else { break };
        let length = match tail.first() {
            Some(0xC0..=0xDF) => 2,
            Some(0xE0..=0xEF) => 3,
            Some(0xF0..=0xF7) => 4,
            Some(0x80..=0xBF) => continue,
            _ => break,
        };
        return if length > cut { head } else { bytes };
    }
    bytes
}

/// The status and the headers of an answer.
#[derive(Default)]
pub struct Head {
    /// The status.
    pub status: u16,
    headers: Option<Headers>,
    /// `[name, value]` of each header, names in lower case.
    pairs: Array,
}

impl std::fmt::Debug for Head {
    /// Leaves out the headers, because gloo-net prints tokens that a server repeats.
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("Head")
    }
}

impl Head {
    /// The value of a header.
    pub fn get(&self, name: &str) -> Option<String> {
        self.headers.as_ref()?.get(name)
    }

    /// The media type, without parameters.
    pub fn content_type(&self) -> Option<String> {
        let value = self.get("content-type")?;
        let media_type = split(&value, b';').next().unwrap_or_default().trim_ascii();
        (!media_type.is_empty()).then(|| media_type.to_ascii_lowercase())
    }

    /// All headers.
    pub fn entries(&self) -> Vec<(String, String)> {
        let mut entries = Vec::new();
        for entry in self.pairs.iter() {
            let (name, value) = name_and_value(entry);
            entries.push((name.as_string().unwrap_or_default(), value.as_string().unwrap_or_default()));
        }
        entries
    }
}

/// Aborts the attempt if it is dropped before its answer was read.
#[derive(Debug)]
pub struct AttemptGuard {
    signal: AbortSignal,
    watch: Rc<Watch>,
    body: RefCell<Option<upload::BodyStream>>,
}

impl AttemptGuard {
    /// Makes a guard with a signal of its own, so that a call that has succeeded never sees the abort of another.
    pub fn new(watch: &Rc<Watch>) -> Result<Self, JsValue> {
        let controller = AbortController::new()?;
        let signal = controller.signal();
        watch.track_attempt(controller);
        Ok(AttemptGuard { signal, watch: Rc::clone(watch), body: RefCell::default() })
    }

    /// The signal of this attempt.
    pub fn signal(&self) -> &AbortSignal {
        &self.signal
    }

    /// Cancels a body when the attempt ends.
    pub fn hold(&self, body: upload::BodyStream) {
        self.body.replace(Some(body));
    }

    /// Marks the answer as read, so there is nothing left to abort.
    pub fn finish(&self) {
        self.watch.forget_attempt();
    }
}

impl Drop for AttemptGuard {
    fn drop(&mut self) {
        self.watch.abort_attempt();
    }
}
