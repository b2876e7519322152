//! Request bodies: none, JSON, logs whose files must be read first, or a form.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::{Call, Form};
use crate::text::concat;
use crate::web::arguments::Read;
use crate::web::fault::{FailedCall, Refusal};
use crate::web::files::{File, read_slice, size_of};
use crate::web::json_body::encode_json;
use crate::web::own::Own;

/// A request body.
#[derive(Debug)]
pub enum Body {
    /// No body.
    None,
    /// A JSON text, which stays in JavaScript.
    Json(JsValue),
    /// Logs with files.
    Logs(PostedLogs),
    /// A multipart form.
    Form(Rc<Form>),
}

/// The logs to send, as they were when the call was made.
#[derive(Debug)]
pub struct PostedLogs {
    /// The properties of each log, and its file. They are copies, in which the file is replaced.
    pub logs: Vec<(Own, Option<File>)>,
    /// Whether they are sent as a list.
    pub is_list: bool,
}

/// A multiple of 3, so that the base64 of the slices can be joined.
const SLICE: f64 = 24_576.0;

impl Call {
    /// Whether there are files to read.
    pub(super) fn has_unread_body(&self) -> bool {
        matches!(*self.body.borrow(), Body::Logs(_))
    }

    /// Reads the files.
    pub(super) async fn read_body(&self) -> Result<(), FailedCall> {
        let body = self.body.replace(Body::None);
        let Body::Logs(logs) = body else { return Ok(()) };
        let text = match self.watch.within(0.0, logs.encode()).await {
            Ok(encoded) => encoded.map_err(|refusal| self.refused(refusal))?,
            Err(end) => return Err(self.ended(end)),
        };
        self.body.replace(Body::Json(text));
        Ok(())
    }
}

impl PostedLogs {
    /// The JSON of the logs, with their files as `data:` URIs.
    async fn encode(&self) -> Read<JsValue> {
        let list = Array::new();
        for (log, file) in &self.logs {
            if let Some(file) = file {
                log.set("file", &data_uri(file).await?);
            }
            list.push(log.as_value());
        }
        let data = if self.is_list { list.into() } else { list.get(0) };
        encode_json(&data, "data")
    }
}

/// The longest text of V8.
const LONGEST_TEXT: f64 = 536_870_888.0;

/// Reads a file slice by slice into a `data:` URI. Its text is in JavaScript, because the memory of a module never shrinks.
async fn data_uri(file: &File) -> Read<JsValue> {
    let media_type = if file.media_type.is_empty() { "application/octet-stream" } else { &file.media_type };
    let begin = concat(&["data:", media_type, ";base64,"]);
    let size = size_of(&file.blob);
    if begin.len() as f64 + (size / 3.0).ceil() * 4.0 > LONGEST_TEXT {
        return Err(Refusal::new("file", "is too large for a log"));
    }
    let parts = Array::of1(&begin.into());
    let mut at = 0.0;
    while at < size {
        let bytes = read_slice(&file.blob, at, at + SLICE).await;
        let bytes = bytes.map_err(|thrown| Refusal::because("file", "could not be read", thrown))?;
        parts.push(&base64(&bytes.to_vec()).into());
        at += SLICE;
    }
    Ok(parts.join("").into())
}

/// Bytes in base64: <https://www.rfc-editor.org/rfc/rfc4648#section-4>.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let word = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let index = (word >> (18 - 6 * place) & 63) as usize;
            let digit = ALPHABET.get(index).copied().unwrap_or(b'=');
            text.push(char::from(if place > chunk.len() as u32 { b'=' } else { digit }));
        }
    }
    text
}
