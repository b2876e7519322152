//! An answer: its head checked, its body read, and its JSON held against what the endpoint promises.

use gloo_net::http::Response;
use js_sys::{Array, Date, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, ResponseType};

use super::convert::{self, has_method, is_record};
use super::exchange::{Exchange, Reading};
use super::failure::Details;
use super::host::parse_json;
use crate::call::Failed;
use crate::error::{Code, field_errors, server_words, status_line};
use crate::request::Shape;
use crate::retry::{Fault, parse_retry_after};
use crate::url;

type Outcome = Result<JsValue, Failed<JsValue>>;

/// The most bytes that are read of an answer that is no success.
const ERROR_BODY_CAP: usize = 64 << 10;

/// What `fetch` answered, if it is a response by what it can do: its class may be another realm's.
pub fn head(value: JsValue) -> Option<Response> {
    let get = |name: &str| Reflect::get(&value, &name.into()).unwrap_or_default();
    let is_response = value.is_object()
        && get("status").as_f64().is_some()
        && has_method(&value, "text")
        && has_method(&get("headers"), "get");
    is_response.then(|| value.unchecked_into::<web_sys::Response>().into())
}

/// Reads an answer whole, or hands a stream on unread.
pub async fn read(exchange: &Exchange, attempt: u32, response: Response) -> Outcome {
    let status = response.status();
    if response.type_() == ResponseType::Opaqueredirect || (300..400).contains(&status) {
        return Err(redirected(exchange, attempt, &response));
    }
    match (status, exchange.request.reading) {
        (204, _) | (200..300, Reading::Whole(Shape::Nothing)) => Ok(JsValue::NULL),
        (200..300, Reading::Stream) => Ok(web_sys::Response::from(response).into()),
        (200..300, Reading::Whole(shape)) => whole(exchange, attempt, response, shape).await,
        _ => Err(refused(exchange, attempt, response).await),
    }
}

async fn whole(exchange: &Exchange, attempt: u32, response: Response, shape: Shape) -> Outcome {
    let raw = web_sys::Response::from(response);
    let read = match raw.text() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(thrown) => Err(thrown),
    };
    let text: JsString = read.map_err(|cause| broke_off(exchange, attempt, &cause))?.unchecked_into();
    let response = Response::from(raw);
    let json = match parse_json(&text) {
        Ok(json) => json,
        Err(_) if shape == Shape::Health && text.length() == 0 => return Ok(JsValue::NULL),
        Err(_) if shape == Shape::Health && is_plain_text(&response) => return Ok(text.into()),
        Err(_) => {
            let start = text.slice(0, 512);
            let said = if text.length() == 0 { JsValue::NULL } else { start.into() };
            return Err(misshapen(exchange, attempt, &response, "is not JSON", &said));
        }
    };
    match lacks(shape, &json) {
        None => Ok(json),
        Some(words) => Err(misshapen(exchange, attempt, &response, words, &json)),
    }
}

fn is_plain_text(response: &Response) -> bool {
    let content_type = response.headers().get("content-type");
    content_type.is_some_and(|mime| mime.trim_start().to_ascii_lowercase().starts_with("text/plain"))
}

/// What of a shape an answer lacks.
fn lacks(shape: Shape, json: &JsValue) -> Option<&'static str> {
    let property = |name: &str| Reflect::get(json, &name.into()).unwrap_or_default();
    let is_page = || is_record(json) && Array::is_array(&property("results"));
    match shape {
        Shape::Object if !is_record(json) => Some("is no object"),
        Shape::Results if !is_page() => Some("is no object with results"),
        Shape::Page if !(is_page() && property("count").as_f64().is_some()) => {
            Some("is no object with results and count")
        }
        Shape::List if !(Array::is_array(json) || is_page()) => Some("is neither a list nor a page of one"),
        _ => None,
    }
}

/// The failure of an answer that is no success.
async fn refused(exchange: &Exchange, attempt: u32, response: Response) -> Failed<JsValue> {
    let raw = web_sys::Response::from(response);
    let text = match capped_text(&raw).await {
        Ok(text) => text,
        Err(cause) => return broke_off(exchange, attempt, &cause),
    };
    exchange.guard.hang_up();
    let response = Response::from(raw);
    let json = parse_json(&JsString::from(text.as_str()));
    let said = match &json {
        Ok(json) => json.clone(),
        Err(_) if text.is_empty() => JsValue::NULL,
        Err(_) => JsValue::from(&text),
    };
    let body = convert::value(&said, 0);
    let fields = field_errors(&body, exchange.request.posted_list);
    let words = if json.is_ok() { server_words(&body, &fields) } else { String::new() };

    let status = response.status();
    let retry_after = response.headers().get("retry-after");
    let retry_after = retry_after.and_then(|text| parse_retry_after(&text, Date::now(), Date::parse));
    let fault = Fault::Status { status, retry_after };
    let code = Code::of_status(status, &body);
    let may_have_been_applied =
        !exchange.request.repeat_safe && code != Code::GpuUnavailable && fault.may_have_been_applied();

    let mut details = seen(&response, &said).value("mayHaveBeenApplied", &may_have_been_applied.into());
    details = match code {
        Code::Validation => details.field_errors(&fields),
        Code::RateLimit | Code::Server | Code::GpuUnavailable => {
            details.number("retryAfter", retry_after.map(|ms| ms / 1000.0))
        }
        _ => details,
    };
    let error = exchange.error(attempt, code, &status_line(status), &words, details);
    Failed { fault, error }
}

/// The text of a body, up to the cap; the rest is not read.
async fn capped_text(response: &web_sys::Response) -> Result<String, JsValue> {
    let body = Reflect::get(response, &"body".into())?;
    let Ok(reader) = ReadableStreamDefaultReader::new(body.unchecked_ref()) else {
        let text = JsFuture::from(response.text()?).await?;
        return Ok(text.as_string().unwrap_or_default());
    };
    let mut bytes = Vec::new();
    while bytes.len() < ERROR_BODY_CAP {
        let chunk = JsFuture::from(reader.read()).await?;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            break;
        }
        let chunk = Uint8Array::new(&Reflect::get(&chunk, &"value".into())?);
        let room = (ERROR_BODY_CAP - bytes.len()) as u32;
        bytes.extend(chunk.subarray(0, room.min(chunk.length())).to_vec());
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn broke_off(exchange: &Exchange, attempt: u32, cause: &JsValue) -> Failed<JsValue> {
    exchange.broken(attempt, Fault::Broken, true, "the answer broke off", cause)
}

fn redirected(exchange: &Exchange, attempt: u32, response: &Response) -> Failed<JsValue> {
    exchange.guard.hang_up();
    let words = match response.headers().get("location") {
        Some(location) => {
            let base = url::behind_redirect(&location, url::path_of(&exchange.request.url), &exchange.client.base);
            let hint = base.map(|base| ["; set baseUrl to ", &base].concat());
            ["redirected to ", &url::mask(&location), &hint.unwrap_or_default()].concat()
        }
        None => "redirected; set baseUrl to where the backend is".to_owned(),
    };
    exchange.unusable(attempt, &words, seen(response, &JsValue::NULL))
}

fn misshapen(exchange: &Exchange, attempt: u32, response: &Response, words: &str, said: &JsValue) -> Failed<JsValue> {
    let may_have_been_applied = !exchange.request.repeat_safe;
    let details = seen(response, said).value("mayHaveBeenApplied", &may_have_been_applied.into());
    let words = ["the answer ", words].concat();
    exchange.unusable(attempt, &words, details)
}

impl Exchange {
    /// The failure of an answer that is of no use, and that asking again would not better.
    pub fn unusable(&self, attempt: u32, words: &str, details: Details) -> Failed<JsValue> {
        let error = self.error(attempt, Code::InvalidResponse, "Unusable answer", words, details);
        Failed { fault: Fault::Final, error }
    }
}

/// What an error shows of an answer.
fn seen(response: &Response, said: &JsValue) -> Details {
    let raw_headers = response.headers();
    let request_id = raw_headers.get("x-request-id");
    let headers = Object::from_entries(&raw_headers.into_raw()).unwrap_or_default();
    Details::default()
        .number("statusCode", Some(response.status().into()))
        .text("requestId", request_id.as_deref())
        .value("headers", &headers)
        .value("response", said)
}
