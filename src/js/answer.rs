//! What is made of an answer: its JSON held against what the endpoint promises, or the error of one that is no success.

use gloo_net::http::Headers;
use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::exchange::{Exchange, last};
use super::host;
use crate::call::Failed;
use crate::error::{Code, field_errors, server_words, status_line};
use crate::request::Shape;
use crate::retry::{Fault, parse_retry_after};
use crate::url;
use crate::value::Value;

/// The answer, if it has the endpoint's shape. Where there is none (a 204), it is null, whatever was asked for.
pub fn check(exchange: &Exchange, answer: JsValue) -> Result<JsValue, Failed<JsValue>> {
    if answer.is_undefined() {
        return Ok(JsValue::NULL);
    }
    match lacks(exchange.shape, &answer) {
        Some(words) => Err(unusable(exchange, words, &exchange.io.fault("unusable"))),
        None => Ok(answer),
    }
}

/// What of a shape an answer lacks, in words.
fn lacks(shape: Shape, json: &JsValue) -> Option<&'static str> {
    let is_list = Array::is_array(json);
    let is_record = || json.is_object() && !is_list;
    let is_page = || is_record() && Array::is_array(&get(json, "results"));
    match shape {
        Shape::Object if !is_record() => Some("the answer is no object"),
        Shape::Results if !is_page() => Some("the answer is no object with results"),
        Shape::Page if !(is_page() && get(json, "count").as_f64().is_some()) => {
            Some("the answer is no object with results and count")
        }
        Shape::List if !(is_list || is_page()) => Some("the answer is neither a list nor a page of one"),
        _ => None,
    }
}

/// What of an answer is handed on.
pub fn shaped(json: JsValue, shape: Shape) -> JsValue {
    match shape {
        _ if json.is_null() => json,
        Shape::Results => get(&json, "results"),
        Shape::Page => Array::of2(&get(&json, "results"), &get(&json, "count")).into(),
        _ => json,
    }
}

pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// The failure of an answer that is of no use, and that asking again would not better.
pub fn unusable(exchange: &Exchange, words: &str, told: &JsValue) -> Failed<JsValue> {
    let status = told.unchecked_ref::<host::Fault>().status().unwrap_or_default();
    let may_have_been_applied = !exchange.repeat_safe && (200..300).contains(&status);
    let (code, extra) = (Code::InvalidResponse, JsValue::UNDEFINED);
    last(exchange.error_with(code, "Unusable answer", words, told, may_have_been_applied, &extra))
}

/// The failure of an answer that is no success.
pub fn refused(exchange: &Exchange, told: &host::Fault) -> Failed<JsValue> {
    let body = value(&told.json(), 0);
    let fields = field_errors(&body, exchange.posted_list);
    let status = told.status().unwrap_or_default();
    let retry_after = header(told, "retry-after");
    let retry_after = retry_after.and_then(|text| parse_retry_after(&text, Date::now(), Date::parse));
    let fault = Fault::Status { status, retry_after };
    let code = Code::of_status(status, &body);
    let is_gpu = code == Code::GpuUnavailable;
    let may_have_been_applied = !exchange.repeat_safe && !is_gpu && fault.may_have_been_applied();
    let extra = match code {
        Code::Validation => serde_wasm_bindgen::to_value(&fields).unwrap_or_default(),
        Code::RateLimit | Code::Server | Code::GpuUnavailable => {
            retry_after.map_or(JsValue::NULL, |ms| (ms / 1000.0).into())
        }
        _ => JsValue::UNDEFINED,
    };
    let words = server_words(&body, &fields);
    let error = exchange.error_with(code, &status_line(status), &words, told, may_have_been_applied, &extra);
    Failed { fault, error }
}

/// The failure of an answer that points elsewhere: the tokens do not go there.
pub fn redirected(exchange: &Exchange, told: &host::Fault) -> Failed<JsValue> {
    let words = match header(told, "location") {
        Some(location) => {
            let base = exchange.io.client().base_url();
            let new_base = url::behind_redirect(&location, url::path_of(&exchange.io.url()), &base);
            let hint = new_base.map(|base| ["; set baseUrl to ", &base].concat()).unwrap_or_default();
            ["redirected to ", &url::mask(&location), &hint].concat()
        }
        None => "redirected; set baseUrl to where the backend is".to_owned(),
    };
    unusable(exchange, &words, told)
}

/// A header of the answer that a fault shows.
fn header(told: &host::Fault, name: &str) -> Option<String> {
    Headers::from_raw(told.headers()?).get(name)
}

/// Parsed JSON as the pure modules read it, to a depth that a person could make sense of.
fn value(json: &JsValue, depth: u32) -> Value {
    if let Some(text) = json.as_string() {
        Value::Text(text)
    } else if let Some(number) = json.as_f64() {
        let is_index = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
        if is_index { Value::Index(number as u32) } else { Value::Other }
    } else if !json.is_object() || depth == Value::MAX_DEPTH {
        Value::Other
    } else if let Some(items) = json.dyn_ref::<Array>() {
        Value::List(items.iter().map(|item| value(&item, depth + 1)).collect())
    } else {
        let entry = |pair: JsValue| {
            let pair: Array = pair.unchecked_into();
            (pair.get(0).as_string().unwrap_or_default(), value(&pair.get(1), depth + 1))
        };
        Value::Object(Object::entries(json.unchecked_ref()).iter().map(entry).collect())
    }
}
