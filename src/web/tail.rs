//! The live log: reads a stream only as fast as the caller reads events, and resumes it after a broken connection.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::fault::FailedCall;
use super::foreign::get;
use super::iterator::{Batch, Source};
use super::transport::{AnswerDetails, Answered, AttemptGuard, Call, End, Fetched, Head, Reader};
use super::{js, json_body};
use crate::call::{Clock, Transport};
use crate::retry::{Fault, Retries};
use crate::sse::Format;
use crate::sse::events::{COMPLETE, EventLog, Packed};
use crate::text::concat;

/// The events of a job's log.
pub struct Tail {
    call: Call,
    /// The path of older backends, until one path has worked.
    old_path: RefCell<Option<String>>,
    /// Why the newer path failed.
    first_failure: RefCell<Option<FailedCall>>,
    /// Whether the answer was a web page or data.
    is_document: Cell<bool>,
    log: RefCell<EventLog>,
    connection: RefCell<Option<Connection>>,
    /// The retries and reconnections since the last event.
    retries: RefCell<Retries>,
    has_begun: Cell<bool>,
    is_over: Cell<bool>,
    /// Reported after the events before it have been returned.
    failure: RefCell<Option<FailedCall>>,
}

/// An answer that is being read.
struct Connection {
    reader: Rc<Reader>,
    fetched: Fetched,
    /// The connection is open until this is dropped.
    _guard: AttemptGuard,
}

impl Tail {
    /// Starts the log of a call; `old_path` is the path of older backends.
    pub fn new(call: Call, old_path: String) -> Rc<Self> {
        let retries = RefCell::new(call.retries());
        Rc::new(Tail {
            call,
            old_path: RefCell::new(Some(old_path)),
            first_failure: RefCell::default(),
            is_document: Cell::default(),
            log: RefCell::new(EventLog::new(Format::Events)),
            connection: RefCell::default(),
            retries,
            has_begun: Cell::default(),
            is_over: Cell::default(),
            failure: RefCell::default(),
        })
    }

    /// Returns the next events: all those of one chunk.
    async fn next(&self) -> Batch {
        loop {
            if let Some(failed) = self.failure.take() {
                return Err(failed);
            }
            if self.is_over.get() {
                return Ok(None);
            }
            let reader = self.connection.borrow().as_ref().map(|connection| Rc::clone(&connection.reader));
            let events = match reader {
                Some(reader) => self.read(&reader).await?,
                None => {
                    self.connect().await?;
                    continue;
                }
            };
            if let Some(events) = events {
                // The reconnection has succeeded once an event has arrived.
                self.retries.borrow_mut().recovered();
                self.has_begun.set(true);
                return Ok(Some(events));
            }
        }
    }

    async fn read(&self, reader: &Reader) -> Batch {
        let idle = self.call.options.idle_timeout.unwrap_or_default();
        let batch = match self.call.watch.within(idle, reader.read()).await {
            Ok(Ok(Some(bytes))) => self.log.borrow_mut().push(&bytes.to_vec()),
            Ok(Ok(None)) => self.log.borrow_mut().finish(),
            Ok(Err(cause)) => return self.reconnect_later(cause).await.map(|()| None),
            Err(End::Timeout) => {
                return Err(self.call.stream_ended(
                    Fault::Final,
                    "no byte arrived within idleTimeout",
                    JsValue::UNDEFINED,
                ));
            }
            Err(end) => return Err(self.call.ended(end)),
        };
        let events = unpack(&batch, &self.log);
        let log = self.log.borrow();
        self.is_over.set(log.is_over());
        if log.is_overfull() {
            let failed = self.call.stream_ended(Fault::Final, "an event is larger than 1 MiB", JsValue::UNDEFINED);
            self.failure.replace(Some(failed));
        }
        Ok((events.length() > 0).then_some(events))
    }

    /// Requests the log, from the last event on.
    #[allow(clippy::await_holding_refcell_ref, reason = "batches are pulled one after the other")]
    async fn connect(&self) -> Result<(), FailedCall> {
        self.call.resume_after(self.last_id()?);
        // Before the first event, a reconnection is another attempt of the same request.
        if self.has_begun.get() {
            self.call.forget_attempts();
        }
        let answered = self.call.run_with(&mut self.retries.borrow_mut()).await;
        match answered.and_then(|answered| self.accept(answered)) {
            Ok(connection) => {
                self.retries.borrow().answered();
                self.old_path.take();
                // A 204: there are no more events.
                self.is_over.set(connection.is_none());
                self.connection.replace(connection);
                Ok(())
            }
            Err(failed) => self.fall_back(failed),
        }
    }

    /// The id to resume after, as the bytes of a header.
    fn last_id(&self) -> Result<Option<JsValue>, FailedCall> {
        let log = self.log.borrow();
        let Some(id) = log.last_id() else { return Ok(None) };
        let is_header = id.iter().all(|byte| *byte == b'\t' || *byte >= b' ' && *byte != 0x7f);
        let is_trimmed = id.first().is_some_and(|byte| byte.is_ascii_whitespace())
            || id.last().is_some_and(|byte| byte.is_ascii_whitespace());
        if !is_header || is_trimmed {
            let words = "the stream broke off, and its last id cannot be sent in a header";
            return Err(self.call.stream_ended(Fault::Final, words, JsValue::UNDEFINED));
        }
        Ok(Some(latin1(id).as_str().into()))
    }

    /// Checks that an answer is a log; `None` if it has no body.
    fn accept(&self, answered: Answered) -> Result<Option<Connection>, FailedCall> {
        let Answered { fetched, guard: Some(guard), .. } = answered else { return Ok(None) };
        let head = fetched.head();
        let media_type = head.content_type().unwrap_or_default();
        if is_document(&media_type) {
            self.is_document.set(true);
            let words = concat(&["the answer is not a log but ", &media_type]);
            return Err(self.unusable(&words, head));
        }
        let reader = match fetched.reader() {
            None => return Err(self.unusable("this fetch cannot stream: its answer has no readable body", head)),
            Some(Err(cause)) => return Err(self.call.body_broke(&cause, &fetched)),
            Some(Ok(reader)) => Rc::new(reader),
        };
        let format = if media_type == "text/event-stream" { Format::Events } else { Format::Lines };
        self.log.borrow_mut().start(format);
        Ok(Some(Connection { reader, fetched, _guard: guard }))
    }

    fn unusable(&self, words: &str, head: Head) -> FailedCall {
        self.call.unusable(words, Some(AnswerDetails { head, ..AnswerDetails::default() }))
    }

    /// Switches to the path of older backends, if the newer one does not exist.
    fn fall_back(&self, failed: FailedCall) -> Result<(), FailedCall> {
        let record = failed.reason.record();
        let is_missing = record.is_some_and(|record| record.status_code == Some(404));
        // For example, a page of a single-page app. Any other unusable answer would be the same at both paths.
        let is_unusable = self.is_document.take();
        match self.old_path.take() {
            Some(path) if is_missing || is_unusable => {
                self.call.go_to_path(&path);
                self.first_failure.replace(is_unusable.then_some(failed));
                Ok(())
            }
            _ if is_missing => Err(self.first_failure.take().unwrap_or(failed)),
            _ => Err(failed),
        }
    }

    /// After a break: waits, so that the caller can connect again, or fails if a reconnection would lose or repeat
    /// events.
    async fn reconnect_later(&self, cause: JsValue) -> Result<(), FailedCall> {
        let Some(Connection { fetched, .. }) = self.connection.take() else { return Ok(()) };
        let words = "the stream broke off";
        let can_resume = self.log.borrow().last_id().is_some();
        let failed = match (self.has_begun.get(), can_resume) {
            (false, _) => self.call.body_broke(&cause, &fetched),
            (true, true) => self.call.stream_ended(Fault::Broken, words, cause),
            (true, false) => self.call.stream_ended(Fault::Final, words, cause),
        };
        let delay = self.retries.borrow_mut().next(failed.fault, self.call.random());
        let Some(delay) = delay else { return Err(failed) };
        let requested = self.log.borrow().retry_ms().filter(|requested| *requested > 0.0);
        let delay = requested.map_or(delay, |requested| requested.min(self.call.retry_policy().max_retry_after));
        self.call.will_retry(delay, &failed.reason);
        self.call.sleep(delay).await
    }
}

#[wasm_bindgen]
extern "C" {
    type LogEvent;

    #[wasm_bindgen(method, setter)]
    fn set_type(this: &LogEvent, kind: &JsValue);

    #[wasm_bindgen(method, setter)]
    fn set_data(this: &LogEvent, data: &JsValue);

    #[wasm_bindgen(method, setter)]
    fn set_id(this: &LogEvent, id: &JsValue);

    #[wasm_bindgen(method, setter)]
    fn set_raw(this: &LogEvent, raw: &JsValue);
}

thread_local! {
    static MESSAGE: JsValue = "message".into();
    static COMPLETED: JsValue = COMPLETE.into();
}

/// The events of a batch, up to the one that completes the log.
fn unpack(batch: &Packed, log: &RefCell<EventLog>) -> Array {
    let events = Array::new();
    // The part before the first CR is empty.
    let parts = js::decode(&batch.text).split("\r");
    for (at, shape) in (1..).step_by(3).zip(&batch.shapes) {
        let raw = parts.get(at + 1);
        let data = if shape.may_be_json { json_body::parse(&raw) } else { None };
        let kind = if shape.is_named { parts.get(at) } else { kind_of(data.as_ref()) };
        let is_last = !shape.is_named && COMPLETED.with(|complete| kind == *complete);
        let event: LogEvent = Object::new().unchecked_into();
        event.set_type(&kind);
        event.set_data(data.as_ref().unwrap_or(&raw));
        event.set_id(&if shape.has_id { parts.get(at + 2) } else { JsValue::NULL });
        event.set_raw(&raw);
        events.push(&event);
        if is_last {
            log.borrow_mut().end();
            break;
        }
    }
    events
}

/// The type of an event without a name. Its data may contain the type.
fn kind_of(data: Option<&JsValue>) -> JsValue {
    let own = data.filter(|data| data.is_object()).map(|data| get(data, "type")).filter(JsValue::is_string);
    own.unwrap_or_else(|| MESSAGE.with(JsValue::clone))
}

/// Whether a media type is that of a web page or of JSON, which is not a log.
fn is_document(media_type: &str) -> bool {
    ["html", "xml", "/json", "+json"].iter().any(|ending| media_type.ends_with(ending))
}

impl Source for Tail {
    fn pull(self: Rc<Self>) -> Pin<Box<dyn Future<Output = Batch>>> {
        Box::pin(async move { self.next().await })
    }

    fn call(&self) -> &Call {
        &self.call
    }
}

/// The text of these bytes, each of which is one character.
fn latin1(bytes: &[u8]) -> String {
    let mut text = String::new();
    for byte in bytes {
        text.push(char::from(*byte));
    }
    text
}
