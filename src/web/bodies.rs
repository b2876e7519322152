//! Builds the bodies that are more than the JSON of one object: logs with their files, and releases with their package.

use std::rc::Rc;

use wasm_bindgen::JsValue;

use super::arguments::{Parameters, Read, items_of, read_scalar, wrong};
use super::fault::Refusal;
use super::files::{File, NOT_A_FILE, read_file};
use super::foreign::{has_method, is_list, is_record, tag};
use super::json_body::{copy_json, encode_json, encode_json_at, require, written};
use super::own::Own;
use super::transport::{Body, Form, PostedLogs};
use crate::text::{concat, decimal};

/// The body of logs: their JSON, or copies of them if they have files that must be read first.
pub fn read_logs(data: &JsValue) -> Read<Body> {
    let logs = items_of(data, "data")?;
    if logs.length() == 0 {
        return Err(Refusal::new("data", "must not be empty"));
    }
    let mut posted = Vec::new();
    let mut has_files = false;
    for log in logs.iter() {
        if !is_record(&log) {
            return Err(wrong(&log, "data", "must be an object, or a list of objects"));
        }
        let own = Own::new(&log, "data")?;
        let file = read_file(&own.get("file"), "file")?;
        has_files |= file.is_some();
        posted.push((own, file));
    }
    if !has_files {
        return encode_json(data, "data").map(Body::Json);
    }
    // Deep copies: the caller may change the logs before the files are read.
    let is_list = is_list(data);
    for (index, (own, file)) in posted.iter_mut().enumerate() {
        *own = Own::new(&written(&logs.get(index as u32), &decimal(index as u64))?, "data")?;
        if file.is_some() {
            own.set("file", &JsValue::NULL);
        }
        *own = Own::new(&copy_json(own.as_value(), is_list.then_some(index))?, "data")?;
    }
    Ok(Body::Logs(PostedLogs { logs: posted, is_list }))
}

/// The body of a release: JSON if its file is null, otherwise a form.
pub fn read_release(data: &JsValue, required: &[&str]) -> Read<Body> {
    let own = require(data, required)?;
    let file = own.get("file");
    if file.is_undefined() {
        return Err(Refusal::new("file", "is required (null: a release without package)"));
    }
    own.set("file", &JsValue::UNDEFINED);
    if file.is_null() {
        return encode_json(own.as_value(), "data").map(Body::Json);
    }
    let file: File = read_file(&file, "file")?.ok_or_else(|| not_a_file(&file))?;
    let filename = read_scalar(&own.get("filename"), "filename", "")?.filter(|name| !name.is_empty());
    let name = file.name.clone().or(filename).unwrap_or_else(|| "file".to_owned());
    own.set("filename", &JsValue::UNDEFINED);
    let mut fields = Parameters::new();
    for (key, value) in own.entries()? {
        for (at, item) in items_of(&value, &key)?.iter().enumerate() {
            let field = if is_list(&value) { concat(&[&key, ".", &decimal(at as u64)]) } else { key.clone() };
            if let Some(text) = read_field(&item, &field)? {
                fields.push((key.clone(), text));
            }
        }
    }
    // A form leaves out null fields and empty lists.
    if let Some(missing) = required.iter().find(|field| !fields.iter().any(|(name, _)| name == *field)) {
        return Err(Refusal::new(missing, "is required"));
    }
    Ok(Body::Form(Rc::new(Form::new(&fields, file, &name, own))))
}

/// Adds a field to a form. Objects are sent as JSON.
fn read_field(value: &JsValue, name: &str) -> Read<Option<String>> {
    let is_json = is_list(value) || (is_record(value) && !has_method(value, "toISOString"));
    if is_json { Ok(encode_json_at(value, name)?.as_string()) } else { read_scalar(value, name, ", or JSON data") }
}

/// The refusal of a value that is not a file.
fn not_a_file(value: &JsValue) -> Refusal {
    let words = match tag(value).as_str() {
        "File" | "Blob" => "is not a Blob of this runtime",
        _ => NOT_A_FILE,
    };
    wrong(value, "file", words)
}
