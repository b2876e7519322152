//! An upload by XMLHttpRequest: in windows and dedicated workers the only way to show progress.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, Error, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, Event, ProgressEvent, Response, ResponseInit, Url, XmlHttpRequest};

use crate::web::foreign::own_entries;

/// A request that is under way. Dropped before its end, it is aborted, and nothing listens to it any more.
struct Upload {
    xhr: XmlHttpRequest,
    state: Rc<State>,
    _listeners: [Closure<dyn FnMut(Event)>; 4],
}

#[derive(Default)]
struct State {
    outcome: Cell<Option<bool>>,
    waker: RefCell<Option<Waker>>,
}

impl State {
    fn finish(&self, is_answered: bool) {
        self.outcome.set(Some(is_answered));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        for target in [self.xhr.unchecked_ref::<JsValue>(), &self.xhr.upload().map(JsValue::from).unwrap_or_default()] {
            for name in ["onload", "onerror", "onabort", "onprogress"] {
                let _ = Reflect::set(target, &name.into(), &JsValue::NULL);
            }
        }
        if self.state.outcome.get().is_none() {
            let _ = self.xhr.abort();
        }
    }
}

/// Sends a body, and answers what `fetch` would.
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
    for (name, value) in own_entries(headers)? {
        let [name, value] = [name, value].map(|text| text.as_string().unwrap_or_default());
        xhr.set_request_header(&name, &value)?;
    }
    let state = Rc::new(State::default());
    let listener = |is_answered: bool| {
        let state = Rc::clone(&state);
        Closure::<dyn FnMut(Event)>::new(move |_| state.finish(is_answered))
    };
    let on_progress = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        on_bytes(event.unchecked_ref::<ProgressEvent>().loaded());
    });
    let [on_load, on_error, on_abort] = [listener(true), listener(false), listener(false)];
    let upload = xhr.upload()?;
    let handler = |closure: &Closure<dyn FnMut(Event)>| closure.as_ref().clone();
    for (target, name, closure) in [
        (xhr.unchecked_ref::<JsValue>(), "onload", &on_load),
        (xhr.unchecked_ref(), "onerror", &on_error),
        (xhr.unchecked_ref(), "onabort", &on_abort),
        (upload.unchecked_ref(), "onprogress", &on_progress),
        (upload.unchecked_ref(), "onload", &on_progress),
    ] {
        Reflect::set(target, &name.into(), &handler(closure))?;
    }
    let request = Upload { xhr, state, _listeners: [on_load, on_error, on_abort, on_progress] };
    request.xhr.send_with_opt_blob(Some(body))?;
    if request.is_answered().await {
        response_of(&request.xhr, url)
    } else {
        Err(Error::new("the connection broke").into())
    }
}

impl Upload {
    async fn is_answered(&self) -> bool {
        poll_fn(|context| match self.state.outcome.get() {
            Some(is_answered) => Poll::Ready(is_answered),
            None => {
                self.state.waker.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}

/// The answer as a `Response`. An XMLHttpRequest follows redirects unasked: an answer from elsewhere is shown as the
/// redirect that led there.
fn response_of(xhr: &XmlHttpRequest, url: &str) -> Result<JsValue, JsValue> {
    let place = xhr.response_url();
    if !place.is_empty() && Url::new(url).is_ok_and(|url| url.href() != place) {
        let location = Array::of1(&Array::of2(&"location".into(), &place.into()));
        return new_response(None, 302, &location);
    }
    let headers = xhr.get_all_response_headers()?;
    let lines = headers.lines().filter_map(|line| line.split_once(':'));
    let pairs: Array = lines.map(|(name, value)| Array::of2(&name.into(), &value.trim().into())).collect();
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
    // The constructor takes no other status, but a server may send any.
    let response = Response::new_with_opt_str_and_init(text, &init)?;
    let descriptor = Object::new();
    Reflect::set(&descriptor, &"value".into(), &status.into())?;
    Reflect::define_property(&response, &"status".into(), &descriptor)?;
    Ok(response.into())
}
