//! Uploads by XMLHttpRequest, which is the only way to report progress in windows and dedicated workers.

use js_sys::{Array, Error, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response, ResponseInit, Url, XmlHttpRequest};

use super::timer::Callback;
use crate::text::{split, split_once};
use crate::web::foreign::{get, get_text, name_and_value, own_entries, set};

/// A running request. If it is dropped before its end, it is aborted, and reports no more progress.
struct Upload {
    xhr: XmlHttpRequest,
    on_progress: Callback,
}

impl Upload {
    /// Sets the callback for the number of bytes sent.
    fn listen(&self, callback: &JsValue) -> Result<(), JsValue> {
        let upload = self.xhr.upload()?;
        set(&upload, "onprogress", callback);
        set(&upload, "onload", callback);
        Ok(())
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        let _ = self.listen(&JsValue::NULL);
        // If the request is done, this has no effect.
        let _ = self.xhr.abort();
    }
}

/// Sends a body, and returns what `fetch` would.
pub async fn send(
    method: &str,
    url: &str,
    headers: &Object,
    body: &Blob,
    with_cookies: bool,
    on_bytes: impl Fn(f64) + 'static,
) -> Result<JsValue, JsValue> {
    let xhr = XmlHttpRequest::new()?;
    xhr.open_with_async(method, url, true)?;
    xhr.set_with_credentials(with_cookies);
    // JSON is always UTF-8, as in fetch, whatever the content type says.
    xhr.override_mime_type("text/plain;charset=utf-8")?;
    for entry in own_entries(headers)?.iter() {
        let (name, value) = name_and_value(entry);
        xhr.set_request_header(&name.as_string().unwrap_or_default(), &value.as_string().unwrap_or_default())?;
    }
    let on_progress = Callback::new(move |event: JsValue| on_bytes(get(&event, "loaded").as_f64().unwrap_or_default()));
    let request = Upload { xhr, on_progress };
    request.listen(request.on_progress.as_ref())?;
    let xhr = &request.xhr;
    let end = Promise::new(&mut |resolve, reject| {
        set(xhr, "onload", &resolve);
        set(xhr, "onerror", &reject);
        set(xhr, "onabort", &reject);
    });
    xhr.send_with_opt_blob(Some(body))?;
    match JsFuture::from(end).await {
        Ok(_) => response_of(xhr, url),
        Err(_) => Err(Error::new("the connection broke").into()),
    }
}

/// The answer as a `Response`. XMLHttpRequest always follows redirects, so an answer from another URL is returned as a
/// redirect to that URL.
fn response_of(xhr: &XmlHttpRequest, url: &str) -> Result<JsValue, JsValue> {
    let place = get_text(xhr, "responseURL").unwrap_or_default();
    if !place.is_empty() && Url::new(url).is_ok_and(|url| url.href() != place) {
        let location = Array::of1(&Array::of2(&"location".into(), &place.into()));
        return new_response(None, 302, &location);
    }
    let headers = xhr.get_all_response_headers()?;
    let pairs = Array::new();
    for line in split(&headers, b'\n') {
        if let Some((name, value)) = split_once(line, b':') {
            pairs.push(&Array::of2(&name.into(), &value.trim_ascii().into()));
        }
    }
    new_response(xhr.response_text()?.as_deref(), xhr.status()?, &pairs)
}

fn new_response(text: Option<&str>, status: u16, headers: &Array) -> Result<JsValue, JsValue> {
    let init = ResponseInit::new();
    init.set_headers(headers);
    let text = if matches!(status, 204 | 205 | 304) { None } else { text };
    if (200..=599).contains(&status) {
        init.set_status(status);
        return Response::new_with_opt_str_and_init(text, &init).map(JsValue::from);
    }
    // The constructor refuses other statuses, but a server may send any.
    let response = Response::new_with_opt_str_and_init(text, &init)?;
    let descriptor = Object::new();
    set(&descriptor, "value", &status.into());
    Reflect::define_property(&response, &"status".into(), &descriptor)?;
    Ok(response.into())
}
