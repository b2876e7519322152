//! The body of an upload: fields and a file, framed here, while the file's bytes stay where they are.

use std::cell::Cell;

use js_sys::{Array, ArrayBuffer, Function, Math, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use super::convert::{Entry, has_method, is_record, scalar};
use super::failure::{Details, Refused};
use super::guard::Guard;
use super::host::{encode_json, observe, upload_route};
use crate::multipart::{Frame, boundary, content_type, frame};

/// How a body leaves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// By `fetch`, as a Blob made of the parts: only its start and its end are seen.
    Blob,
    /// By `fetch`, as a stream of the parts' bytes.
    Stream,
    /// By XMLHttpRequest.
    Xhr,
}

/// A multipart body: the text before the file, the file, the text after it. A Blob holds them by reference.
pub struct Form {
    pub parts: Array,
    pub file: JsValue,
    pub content_type: String,
    pub size: f64,
    pub route: Route,
    /// What `onUploadProgress` is called on.
    observer: Option<JsValue>,
}

impl Form {
    /// Frames `fields`, in order, and then `file`.
    pub fn new(fields: &[Entry], file: &JsValue, filename: Option<String>) -> Result<Self, Refused> {
        let input = FileInput::read(file)?;
        let boundary = boundary(Math::random);
        let name = input.name.or(filename).unwrap_or_else(|| "file".to_owned());
        let Frame { head, tail } = frame(&boundary, &texts(fields)?, &name, &input.mime);
        let size = (head.len() + tail.len()) as f64 + input.size;
        let form = Form {
            parts: Array::of3(&head.into(), file, &tail.into()),
            file: file.clone(),
            content_type: content_type(&boundary),
            size,
            route: Route::Blob,
            observer: None,
        };
        let words = "is no Blob of this runtime";
        // A Blob of another implementation (jsdom's, say) would be sent as `[object Blob]`.
        match form.blob() {
            Some(blob) if blob.size() == size => Ok(form),
            _ => Err(Refused::new("file", words)),
        }
    }

    /// Chooses the way: the best to see the upload by, but an injected `fetch` must be used as it is.
    pub fn observed_by(mut self, observer: Option<JsValue>, is_fetch_injected: bool) -> Self {
        self.route = match upload_route(observer.is_some()).as_str() {
            _ if is_fetch_injected => Route::Blob,
            "stream" => Route::Stream,
            "xhr" => Route::Xhr,
            _ => Route::Blob,
        };
        self.observer = observer;
        self
    }

    /// The whole body; it has a size, so that every runtime sends a Content-Length.
    pub fn blob(&self) -> Option<Blob> {
        Blob::new_with_blob_sequence(&self.parts).ok()
    }

    /// A function to be told the bytes that an attempt has handed over: it keeps the guard awake and tells the observer.
    pub fn meter(&self, attempt: u32, guard: &Guard) -> Function {
        let (observer, total) = (self.observer.clone(), self.size);
        let told = Cell::new(-1.0);
        let pulse = guard.pulse();
        let meter = Closure::<dyn Fn(f64)>::new(move |loaded: f64| {
            pulse.beat();
            if loaded <= told.replace(loaded.max(told.get())) {
                return;
            }
            if let Some(observer) = &observer {
                let progress = Details::default().number("loaded", Some(loaded)).number("total", Some(total));
                observe(observer, "onUploadProgress", &progress.number("attempt", Some(attempt.into())).into_value());
            }
        });
        meter.into_js_value().unchecked_into()
    }
}

/// A file as the caller gave it.
pub struct FileInput {
    size: f64,
    /// A `File`'s own.
    name: Option<String>,
    mime: String,
}

impl FileInput {
    pub fn read(file: &JsValue) -> Result<Self, Refused> {
        let get = |name: &str| Reflect::get(file, &name.into()).unwrap_or_default();
        let size = if ArrayBuffer::is_view(file) || file.is_instance_of::<ArrayBuffer>() {
            get("byteLength")
        } else if file.is_object() && has_method(file, "arrayBuffer") {
            get("size")
        } else {
            JsValue::UNDEFINED
        };
        let words = "must be a File, Blob, Uint8Array or ArrayBuffer (or null, for a release without package)";
        Ok(FileInput {
            size: size.as_f64().ok_or_else(|| Refused::new("file", words))?,
            name: get("name").as_string(),
            mime: get("type").as_string().unwrap_or_default(),
        })
    }
}

/// Fields as text: objects as JSON, lists as one field per item; null and empty lists are left out.
fn texts(fields: &[Entry]) -> Result<Vec<(String, String)>, Refused> {
    let mut texts = Vec::new();
    for (name, value) in fields {
        let items = match value.dyn_ref::<Array>() {
            Some(items) => items.to_vec(),
            None => vec![value.clone()],
        };
        for item in items {
            let text = if is_plain(&item) { Some(json(&item, name)?) } else { scalar(&item, name)? };
            texts.extend(text.map(|text| (name.clone(), text)));
        }
    }
    Ok(texts)
}

/// Whether a value is sent as JSON: an object that is no Date, no file and no bytes; or a list in a list.
fn is_plain(value: &JsValue) -> bool {
    let is_special = || {
        let special = ["toISOString", "arrayBuffer"];
        special.iter().any(|name| has_method(value, name)) || value.is_instance_of::<Uint8Array>()
    };
    Array::is_array(value) || is_record(value) && !is_special()
}

fn json(value: &JsValue, field: &str) -> Result<String, Refused> {
    let text = encode_json(value).map_err(|refusal| Refused::by_json(&refusal, field))?;
    Ok(text.into())
}
