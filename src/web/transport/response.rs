//! What a `fetch` answered. It is known by what it can do: its class may be another realm's, or a test's.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Headers;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal, ReadableStreamDefaultReader};

use super::upload;
use super::watch::Watch;
use crate::text::split;
use crate::web::foreign::{bytes_of, call_method, get, get_text, has_method, list_items, name_and_value, settled};
use crate::web::js;
use crate::web::task::spawn;

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

/// The most bytes that are read of an answer that is no success.
const ERROR_BODY_CAP: usize = 64 << 10;

/// An answer whose status and text can be read.
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
    /// Its JSON; null where there is none.
    pub json: JsValue,
    /// What else it was.
    pub fetched: Fetched,
    /// Of a stream: the connection is open until this is dropped.
    pub guard: Option<AttemptGuard>,
}

impl Fetched {
    /// `None` where it is no response at all.
    pub fn new(raw: &JsValue) -> Option<Fetched> {
        if !raw.is_object() {
            return None;
        }
        let foreign = raw.unchecked_ref::<Foreign>();
        let status = foreign.status().ok()?.as_f64()? as u16;
        let text = foreign.text_method().ok()?.dyn_into().ok()?;
        Some(Fetched { status, raw: raw.clone(), text })
    }

    /// 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether its `type` is that.
    pub fn is_of_type(&self, name: &str) -> bool {
        get_text(&self.raw, "type").is_some_and(|found| found == name)
    }

    /// Whether it leads elsewhere. 300, 304 and 306 do not, nor does what names no place in Node, where it would be seen.
    pub fn is_redirect(&self) -> bool {
        match self.status {
            0 => self.is_of_type("opaqueredirect"),
            300 | 304 | 306 => false,
            301..=399 => !js::is_node() || self.head().get("location").is_some(),
            _ => false,
        }
    }

    /// Its whole text, as a value of JavaScript.
    pub async fn text(&self) -> Result<JsValue, JsValue> {
        settled(self.text.call0(&self.raw)).await
    }

    /// Its status and headers, as this runtime's own: those of another `fetch` may do anything.
    pub fn head(&self) -> Head {
        let headers = get(&self.raw, "headers");
        let copy = RawHeaders::new(&list_items(&headers)).ok();
        let pairs = copy.as_ref().map(|copy| list_items(copy)).unwrap_or_default();
        let headers = copy.map(|raw| Headers::from_raw(raw.unchecked_into()));
        Head { status: self.status, headers, pairs }
    }

    /// What reads its body piece by piece; `None` where it is no stream.
    pub fn reader(&self) -> Option<Result<Reader, JsValue>> {
        let body = get(&self.raw, "body");
        if !body.is_object() || !has_method(&body, "getReader") {
            return None;
        }
        Some(call_method(&body, "getReader", &Array::new()).map(|reader| Reader(reader.unchecked_into())))
    }
}

/// A reader of a body.
#[derive(Debug)]
pub struct Reader(ReadableStreamDefaultReader);

impl Reader {
    /// The next bytes; `None` at the end.
    pub async fn read(&self) -> Result<Option<Vec<u8>>, JsValue> {
        let result = settled(call_method(&self.0, "read", &Array::new())).await?;
        if get(&result, "done").is_truthy() {
            return Ok(None);
        }
        let value = get(&result, "value");
        // A copy: bytes of another realm, a proxy, or ones whose length is a getter of their own may throw at any touch.
        let bytes = bytes_of(&value)?;
        Ok(Some(bytes.to_vec()))
    }

    fn cancel(&self) {
        let cancelled = call_method(&self.0, "cancel", &Array::new());
        spawn(async {
            // Nobody reads further: that it could not be told changes nothing.
            let _ = settled(cancelled).await;
        });
    }
}

/// The text of a body, up to the cap, and whether it was cut: an endless one is not read on.
pub async fn capped_text(fetched: &Fetched) -> Result<(JsValue, bool), JsValue> {
    let Some(reader) = fetched.reader() else {
        return fetched.text().await.map(|text| (text, false));
    };
    let reader = reader?;
    let mut bytes = Vec::new();
    while bytes.len() < ERROR_BODY_CAP {
        match reader.read().await? {
            None => return Ok((js::decode(&bytes).into(), false)),
            Some(more) => bytes.extend_from_slice(&more),
        }
    }
    reader.cancel();
    bytes.truncate(ERROR_BODY_CAP);
    Ok((js::decode(whole_characters(&bytes)).into(), true))
}

/// Without a character that was cut at the end.
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
    /// `[name, value]` of each, names in lower case.
    pairs: Array,
}

impl std::fmt::Debug for Head {
    /// Without the headers: gloo-net shows tokens that a server echoed.
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("Head")
    }
}

impl Head {
    /// A header's value.
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

/// Aborts an attempt that was given up: when it is dropped before its answer was read.
#[derive(Debug)]
pub struct AttemptGuard {
    controller: AbortController,
    watch: Rc<Watch>,
    body: RefCell<Option<upload::Body>>,
}

impl AttemptGuard {
    /// A guard with a signal of its own: a call that has ended well is never told of another's abort.
    pub fn new(watch: &Rc<Watch>) -> Result<Self, JsValue> {
        let controller = AbortController::new()?;
        watch.attend(&controller);
        Ok(AttemptGuard { controller, watch: Rc::clone(watch), body: RefCell::default() })
    }

    /// The signal of this attempt.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Ends a body with the attempt.
    pub fn hold(&self, body: upload::Body) {
        self.body.replace(Some(body));
    }

    /// The answer is read: there is nothing left to abort.
    pub fn finish(&self) {
        self.watch.forget_attempt();
    }
}

impl Drop for AttemptGuard {
    fn drop(&mut self) {
        self.watch.abort_attempt();
    }
}

/// Sets a property of an init that has no setter in web-sys.
pub fn set(target: &JsValue, name: &str, value: &JsValue) {
    // A plain object takes any property.
    let _ = Reflect::set(target, &name.into(), value);
}
