//! The body of an upload: fields and a file, framed here, while the file's bytes stay where they are.

use js_sys::{Array, ArrayBuffer, Math, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use super::convert::{self, Entry, is_record, scalar};
use super::failure::Refused;
use super::host::encode_json;
use crate::multipart::{boundary, content_type, frame};

/// A multipart body. A Blob made of others holds them by reference, and has a size: every runtime sends it with a
/// Content-Length.
pub struct Form {
    pub body: Blob,
    pub content_type: String,
}

impl Form {
    /// Frames `fields`, in order, and then `file`.
    pub fn new(fields: &[Entry], file: &JsValue, filename: Option<String>) -> Result<Self, Refused> {
        let file = FileInput::read(file)?;
        let boundary = boundary(Math::random);
        let name = file.name.or(filename).unwrap_or_else(|| "file".to_owned());
        let frame = frame(&boundary, &texts(fields)?, &name, &file.mime);
        let parts = Array::of3(&frame.head.as_str().into(), &file.bytes, &frame.tail.as_str().into());
        let body = Blob::new_with_blob_sequence(&parts)
            .map_err(|cause| Refused { cause, ..Refused::new("file", "could not be read") })?;
        if body.size() != (frame.head.len() + frame.tail.len()) as f64 + file.size {
            // A Blob of another implementation (jsdom's, say) would be sent as `[object Blob]`.
            return Err(Refused::new("file", "is no Blob of this runtime"));
        }
        Ok(Form { body, content_type: content_type(&boundary) })
    }
}

/// A file as the caller gave it.
pub struct FileInput {
    bytes: JsValue,
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
        } else if file.is_object() && convert::has_method(file, "arrayBuffer") {
            get("size")
        } else {
            JsValue::UNDEFINED
        };
        let words = "must be a File, Blob, Uint8Array or ArrayBuffer (or null, for a release without package)";
        Ok(FileInput {
            size: size.as_f64().ok_or_else(|| Refused::new("file", words))?,
            bytes: file.clone(),
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
        special.iter().any(|name| convert::has_method(value, name)) || value.is_instance_of::<Uint8Array>()
    };
    Array::is_array(value) || is_record(value) && !is_special()
}

fn json(value: &JsValue, field: &str) -> Result<String, Refused> {
    let text = encode_json(value).map_err(|refusal| Refused::by_json(&refusal, field))?;
    Ok(text.into())
}
