//! Reads files and bytes. They are recognized by their features instead of their class, because they may come from an
//! iframe, a vm context or a test runner. They are passed by reference and never copied into the module's memory.

use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag};

use super::arguments::Read;
use super::fault::Refusal;
use super::foreign::{bytes_of, call_method, get, get_text, global, has_method, own_descriptor, settled};

/// A file that the caller passed.
#[derive(Debug)]
pub struct File {
    /// Its bytes. Those of a buffer are copied, because the caller may change or detach it.
    pub blob: Blob,
    /// Its own name, if it has one.
    pub name: Option<String>,
    /// Its media type, or empty.
    pub media_type: String,
}

/// The refusal of a path, of a stream, and of anything else that is not a file.
pub const NOT_A_FILE: &str =
    "must be a File, Blob, Uint8Array or ArrayBuffer; a path? await fileFromPath(path); a list? its [0]";

/// Reads a File, a Blob, an ArrayBuffer or a view of one; `None` for anything else. A stream of Node is refused,
/// because it is not data either.
pub fn read_file(value: &JsValue, field: &str) -> Read<Option<File>> {
    if !value.is_object() {
        return Ok(None);
    }
    if !is_blob(value) && !is_buffer(value) && !ArrayBuffer::is_view(value) {
        let is_stream = has_method(value, "pipe");
        return if is_stream { Err(Refusal::new(field, NOT_A_FILE)) } else { Ok(None) };
    }
    if !has_method(&prototype_of("Blob"), "arrayBuffer") {
        let words = "cannot be sent: the Blob of this runtime (jsdom?) has no arrayBuffer()";
        return Err(Refusal::new(field, words));
    }
    if is_blob(value) {
        let name = get_text(value, "name").filter(|name| !name.is_empty());
        let media_type = get_text(value, "type").unwrap_or_default();
        return Ok(Some(File { blob: value.clone().unchecked_into(), name, media_type }));
    }
    let unreadable = |thrown| {
        Refusal::because(field, "cannot be copied: its buffer is detached, was resized or is too large", thrown)
    };
    let bytes = copy_of(value).map_err(unreadable)?;
    let blob = new_blob(&Array::of1(&bytes)).map_err(unreadable)?;
    Ok(Some(File { blob, name: None, media_type: String::new() }))
}

/// Makes a Blob of parts, which it refers to.
pub fn new_blob(parts: &Array) -> Result<Blob, JsValue> {
    Blob::new_with_blob_sequence_and_options(parts, &BlobPropertyBag::new())
}

/// Copies a buffer's bytes into a buffer that is neither shared nor resizable. It fails for a detached buffer, for a
/// view outside the bounds of a resized one, and for a buffer that is too large to copy.
fn copy_of(value: &JsValue) -> Result<Uint8Array, JsValue> {
    let arguments = if ArrayBuffer::is_view(value) {
        let class = if has_brand(value, "DataView", "byteLength") { "DataView" } else { "Uint8Array" };
        if class == "Uint8Array" {
            let keys: Function = get(&prototype_of(class), "keys").dyn_into()?;
            keys.call0(value)?;
        }
        let part = |name| platform_get(value, class, name).unwrap_or_default();
        Array::of3(&part("buffer"), &part("byteOffset"), &part("byteLength"))
    } else {
        Array::of1(value)
    };
    let class: Function = global("Uint8Array").dyn_into()?;
    // Not `Uint8Array::new_with_length`, which throws without `catch` if there is no memory for the copy.
    bytes_of(&Reflect::construct(&class, &arguments)?)
}

fn is_blob(value: &JsValue) -> bool {
    has_brand(value, "Blob", "size")
}

fn is_buffer(value: &JsValue) -> bool {
    has_brand(value, "ArrayBuffer", "byteLength") || has_brand(value, "SharedArrayBuffer", "byteLength")
}

/// Whether the platform's class made it, in any realm.
fn has_brand(value: &JsValue, class: &str, getter: &str) -> bool {
    platform_get(value, class, getter).is_some()
}

/// The size of a Blob as the platform knows it. An own property could return anything, or throw.
pub fn size_of(blob: &Blob) -> f64 {
    platform_get(blob, "Blob", "size").and_then(|size| size.as_f64()).unwrap_or_default()
}

/// The result of a getter of the platform's class, which accepts objects of any realm; `None` for an object of another class.
fn platform_get(value: &JsValue, class: &str, getter: &str) -> Option<JsValue> {
    let mut prototype = prototype_of(class);
    while prototype.is_object() {
        let descriptor = own_descriptor(&prototype, &getter.into());
        if let Ok(getter) = get(&descriptor, "get").dyn_into::<Function>() {
            return getter.call0(value).ok();
        }
        prototype = Reflect::get_prototype_of(&prototype).map(JsValue::from).unwrap_or_default();
    }
    None
}

fn prototype_of(class: &str) -> JsValue {
    get(&global(class), "prototype")
}

/// The bytes of part of a Blob.
pub async fn read_slice(blob: &Blob, from: f64, to: f64) -> Result<Uint8Array, JsValue> {
    let part = blob.slice_with_f64_and_f64(from, to)?;
    let buffer = settled(call_method(&part, "arrayBuffer", &Array::new())).await?;
    bytes_of(&buffer)
}

/// Whether a file can still be read. A file that has changed on disk since it was chosen cannot.
pub async fn is_readable(blob: &Blob) -> bool {
    read_slice(blob, 0.0, 1.0).await.is_ok()
}
