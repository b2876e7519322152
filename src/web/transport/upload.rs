//! Sends multipart bodies in three ways: by fetch as a Blob, by fetch as a stream (Node), by XMLHttpRequest.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultController, RequestInit, RequestRedirect};

use super::fetch::send;
use super::response::AttemptGuard;
use super::watch::Watch;
use super::{Call, xhr};
use crate::multipart::{Frame, frame};
use crate::text::{contains, decimal};
use crate::web::fault::FailedCall;
use crate::web::files::{File, new_blob, read_slice, size_of};
use crate::web::foreign::{global, page_origin, set, text_of};
use crate::web::js;
use crate::web::observe::observe;
use crate::web::options::Credentials;
use crate::web::own::Own;
use crate::web::record::{Field, Record};

/// The number of bytes of a file that are read at once.
const SLICE: f64 = 262_144.0;

/// A multipart form: fields, followed by a file, which is held by reference.
#[derive(Debug)]
pub struct Form {
    frame: Frame,
    file: Blob,
    size: f64,
    /// The fields, to interpret the field errors of an answer.
    posted: Own,
}

impl Form {
    /// Makes a form of these fields, in order, followed by the file.
    pub fn new(fields: &[(String, String)], file: File, name: &str, posted: Own) -> Form {
        let boundary = crate::multipart::boundary(&mut js_sys::Math::random);
        let frame = frame(fields, name, &file.media_type, &boundary);
        let size = (frame.head.len() + frame.tail.len()) as f64 + size_of(&file.blob);
        Form { frame, file: file.blob, size, posted }
    }

    /// The media type, with the boundary.
    pub fn content_type(&self) -> &str {
        &self.frame.content_type
    }

    /// The file.
    pub fn file(&self) -> &Blob {
        &self.file
    }

    /// The fields.
    pub fn posted(&self) -> &JsValue {
        self.posted.as_value()
    }

    /// Head, file and tail as one Blob. It has a size, so every runtime sends it with a Content-Length.
    fn to_blob(&self) -> Result<Blob, JsValue> {
        let [head, tail] = [&self.frame.head, &self.frame.tail].map(|text| JsValue::from_str(text));
        new_blob(&Array::of3(&head, &self.file, &tail))
    }
}

/// Reports the number of bytes sent.
#[derive(Debug)]
struct Meter {
    watch: Rc<Watch>,
    observer: Option<Function>,
    reported: Cell<f64>,
    total: f64,
    attempt: u32,
}

impl Meter {
    fn report_sent(&self, loaded: f64) {
        if self.watch.end().is_some() {
            return;
        }
        // Progress restarts the timeout, which for an upload means a time without progress.
        self.watch.restart_timeout();
        if loaded <= self.reported.replace(loaded.max(self.reported.get())) {
            return;
        }
        if let Some(observer) = &self.observer {
            let mut progress = Record::default();
            progress.add("loaded", Field::Number(loaded));
            progress.add("total", Field::Number(self.total));
            progress.add("attempt", Field::Number(self.attempt.into()));
            observe("onUploadProgress", &JsValue::UNDEFINED, observer, &progress.to_value());
        }
    }
}

impl Call {
    /// Sends a form by the route that reports the most progress.
    pub(super) async fn upload(
        &self,
        form: &Rc<Form>,
        fetch: &Function,
        init: &RequestInit,
        headers: &Object,
        guard: &AttemptGuard,
    ) -> Result<JsValue, JsValue> {
        let meter = Rc::new(Meter {
            watch: Rc::clone(&self.watch),
            observer: self.options.on_upload_progress.clone(),
            reported: Cell::new(-1.0),
            total: form.size,
            attempt: self.attempts.get(),
        });
        meter.report_sent(0.0);
        // The observer may have aborted the call, and not every `fetch` respects a signal that is aborted already.
        if self.watch.end().is_some() {
            return Err(JsValue::UNDEFINED);
        }
        let url = self.url();
        // With any other mode, Node keeps the whole body in memory, to send it again after a redirect. workerd does not
        // support this mode.
        init.set_redirect(if js::is_workerd() { RequestRedirect::Manual } else { RequestRedirect::Error });
        // Only Node sends a stream with a Content-Length without keeping it in memory. An injected fetch may send the
        // text "[object ReadableStream]".
        if self.is_node_fetch() && contains(&text_of(fetch), "undici") {
            set(headers, "Content-Length", &decimal(form.size as u64).into());
            set(init, "duplex", &"half".into());
            let (stream, body) = BodyStream::new(form, meter)?;
            init.set_body(&stream);
            guard.hold(body);
            return send(fetch, &url.into(), init).await;
        }
        let body = form.to_blob()?;
        if self.shows_progress(&url) {
            let with_cookies = self.settings.credentials == Credentials::Include;
            let on_bytes = move |loaded| meter.report_sent(loaded);
            return xhr::send(self.method.as_str(), &url, headers, &body, with_cookies, on_bytes).await;
        }
        init.set_body(&body);
        let response = send(fetch, &url.into(), init).await?;
        meter.report_sent(form.size);
        Ok(response)
    }

    /// Windows and dedicated workers report progress only by XMLHttpRequest. It cannot omit the cookies of its own
    /// origin.
    fn shows_progress(&self, url: &str) -> bool {
        let is_own = page_origin().is_some_and(|origin| origin == crate::url::origin_of(url));
        let is_wanted = self.options.on_upload_progress.is_some() && self.settings.fetch.is_none();
        let would_add_cookies = is_own && self.settings.credentials == Credentials::Omit;
        is_wanted && !would_add_cookies && global("XMLHttpRequest").is_function()
    }
}

/// The function that a stream calls for its next bytes.
type Pull = Closure<dyn FnMut(ReadableStreamDefaultController) -> Promise>;

/// The body of an attempt, as a stream that is read on demand. When it is dropped, it ends the stream. Otherwise a
/// server that has answered early would get the rest before the next request.
#[derive(Debug)]
pub struct BodyStream(Rc<Source>);

/// The source of a stream.
#[derive(Debug)]
struct Source {
    slices: Slices,
    meter: Rc<Meter>,
    is_over: Cell<bool>,
    controller: RefCell<Option<ReadableStreamDefaultController>>,
    /// Keeps the source alive until the stream or the attempt has ended.
    pull: RefCell<Option<Pull>>,
}

impl BodyStream {
    fn new(form: &Rc<Form>, meter: Rc<Meter>) -> Result<(ReadableStream, Self), JsValue> {
        let text = |text: &str| new_blob(&Array::of1(&text.into()));
        let parts = [text(&form.frame.head)?, form.file.clone(), text(&form.frame.tail)?];
        let source = Rc::new(Source {
            slices: Slices { parts, part: Cell::new(0), at: Cell::new(0.0), taken: Cell::new(0.0) },
            meter,
            is_over: Cell::new(false),
            controller: RefCell::default(),
            pull: RefCell::default(),
        });
        let own = Rc::clone(&source);
        let pull = Pull::new(move |controller| {
            own.controller.replace(Some(controller));
            let source = Rc::clone(&own);
            super::settle(Box::pin(async move { source.pull().await }))
        });
        let underlying = Object::new();
        set(&underlying, "pull", pull.as_ref());
        source.pull.replace(Some(pull));
        let strategy = Object::new();
        set(&strategy, "highWaterMark", &0.into());
        let stream = ReadableStream::new_with_underlying_source_and_strategy(&underlying, strategy.unchecked_ref())?;
        Ok((stream, BodyStream(source)))
    }
}

impl Drop for BodyStream {
    fn drop(&mut self) {
        self.0.is_over.set(true);
        self.0.end();
    }
}

impl Source {
    async fn pull(&self) -> Result<JsValue, FailedCall> {
        // A request for more bytes means that the last slice was passed to the network.
        self.meter.report_sent(self.slices.taken.get());
        if !self.is_over.get() {
            let slice = self.slices.next().await;
            let controller = self.controller.borrow().clone();
            // A cancelled stream takes no more bytes. There is nobody to report this to.
            let _ = match (slice, controller) {
                (Ok(Some(bytes)), Some(controller)) => controller.enqueue_with_chunk(&bytes),
                (Ok(None), Some(controller)) => {
                    self.is_over.set(true);
                    controller.close()
                }
                (Err(thrown), Some(controller)) => {
                    controller.error_with_e(&thrown);
                    Ok(())
                }
                (_, None) => Ok(()),
            };
        }
        if self.is_over.get() {
            self.end();
        }
        Ok(JsValue::UNDEFINED)
    }

    /// Ends the stream, if it has not ended, and drops its source.
    fn end(&self) {
        let controller = self.controller.take();
        if let Some(controller) = controller {
            controller.error_with_e(&js_sys::Error::new("the upload has ended"));
        }
        // Also for a stream that was never read. Otherwise the source would keep itself and the file in memory forever.
        drop(self.pull.take());
    }
}

/// How much of a form has been read.
#[derive(Debug)]
struct Slices {
    parts: [Blob; 3],
    part: Cell<usize>,
    at: Cell<f64>,
    taken: Cell<f64>,
}

impl Slices {
    async fn next(&self) -> Result<Option<js_sys::Uint8Array>, JsValue> {
        while let Some(part) = self.parts.get(self.part.get()) {
            let at = self.at.get();
            if at >= size_of(part) {
                self.part.set(self.part.get() + 1);
                self.at.set(0.0);
                continue;
            }
            let bytes = read_slice(part, at, at + SLICE).await?;
            self.at.set(at + SLICE);
            self.taken.set(self.taken.get() + f64::from(bytes.length()));
            return Ok(Some(bytes));
        }
        Ok(None)
    }
}
