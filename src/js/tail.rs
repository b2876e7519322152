//! The live log: a stream that is read as fast as its reader asks, and resumed where it broke off.

use js_sys::{Array, Math, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

use super::exchange::Exchange;
use super::failure::Details;
use super::guard::{Ended, Guard};
use super::host::push_event;
use crate::call::Transport;
use crate::error::{Code, decimal};
use crate::retry::{Decision, Fault, decide};
use crate::sse::{Decoder, Event, Format};

/// A log that is being read.
pub struct Tail {
    exchange: Exchange,
    /// Where older backends have the log: asked where the first place is not found.
    fallback: Option<String>,
    /// Milliseconds without any byte; 0: any number.
    idle_timeout: f64,
    stream: Option<(ReadableStreamDefaultReader, Decoder)>,
    last_id: Option<String>,
    has_begun: bool,
    /// Reconnections since the last event.
    retries: u32,
    is_over: bool,
}

impl Tail {
    pub fn new(exchange: Exchange, fallback: String, idle_timeout: f64) -> Self {
        Tail {
            exchange,
            fallback: Some(fallback),
            idle_timeout,
            stream: None,
            last_id: None,
            has_begun: false,
            retries: 0,
            is_over: false,
        }
    }

    pub fn guard(&self) -> &Guard {
        &self.exchange.guard
    }

    /// The next events, as many as came at once; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Array>, JsValue> {
        while !self.is_over {
            let events = Array::new();
            let Some((reader, decoder)) = &mut self.stream else {
                self.connect().await?;
                continue;
            };
            match self.exchange.guard.within(self.idle_timeout, JsFuture::from(reader.read())).await {
                Ok(Ok(chunk)) => {
                    let value = Reflect::get(&chunk, &"value".into())?;
                    let format = decoder.format();
                    let mut is_complete = false;
                    let mut emit = |event: Event| is_complete = is_complete || push(&events, &event, format);
                    let read = if value.is_undefined() {
                        decoder.finish(&mut emit);
                        self.is_over = true;
                        Ok(())
                    } else {
                        decoder.push(&Uint8Array::new(&value).to_vec(), &mut emit)
                    };
                    self.is_over |= is_complete;
                    self.last_id.clone_from(&decoder.last_id);
                    if events.length() > 0 {
                        (self.has_begun, self.retries) = (true, 0);
                    }
                    if read.is_err() {
                        return Err(self.fail("an event is larger than 1 MiB", &JsValue::UNDEFINED));
                    }
                }
                Ok(Err(cause)) => self.resume(&cause).await?,
                Err(Ended::Aborted(reason)) => return Err(reason),
                Err(Ended::TimedOut) => {
                    let words = ["no byte within ", &decimal(self.idle_timeout as u64), " ms"].concat();
                    return Err(self.fail(&words, &JsValue::UNDEFINED));
                }
            }
            if self.is_over {
                self.exchange.guard.hang_up();
            }
            if events.length() > 0 {
                return Ok(Some(events));
            }
        }
        Ok(None)
    }

    async fn connect(&mut self) -> Result<(), JsValue> {
        if let Some(id) = &self.last_id {
            self.exchange.request.headers = vec![("Last-Event-ID", id.clone())];
        }
        let response = match self.exchange.run().await {
            Ok(response) => response,
            Err(error) if is_not_found(&error) && self.fallback.is_some() => {
                self.exchange.request.url = self.fallback.take().unwrap_or_default();
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        self.fallback = None;
        if response.is_null() {
            self.is_over = true; // 204: there is nothing more to tell.
            return Ok(());
        }
        let response: Response = response.unchecked_into();
        let mime = response.headers().get("content-type")?.unwrap_or_default();
        let is_events = mime.trim_start().to_ascii_lowercase().starts_with("text/event-stream");
        let body = Reflect::get(&response, &"body".into())?;
        let reader = ReadableStreamDefaultReader::new(body.unchecked_ref())
            .map_err(|cause| self.fail("the answer has no readable body", &cause))?;
        let decoder = Decoder::new(if is_events { Format::Events } else { Format::Lines });
        self.stream = Some((reader, decoder));
        Ok(())
    }

    /// After a break: waits, so that the next round connects again; or fails, where that would lose or repeat events.
    async fn resume(&mut self, cause: &JsValue) -> Result<(), JsValue> {
        let asked = self.stream.take().and_then(|(_, decoder)| decoder.retry);
        self.exchange.guard.hang_up();
        let exchange = &self.exchange;
        let error = if self.has_begun {
            self.fail("the stream broke off", cause)
        } else {
            exchange.broken(exchange.attempts.get(), Fault::Broken, true, "the stream broke off", cause).error
        };
        if self.has_begun && self.last_id.is_none() {
            return Err(error);
        }
        let policy = exchange.policy();
        let decision = decide(policy, &exchange.client.budget, Fault::Broken, true, self.retries, Math::random());
        let Decision::After { delay, .. } = decision else {
            return Err(error);
        };
        self.retries += 1;
        let delay = asked.map_or(delay, |asked| f64::from(asked).min(policy.max_retry_after));
        exchange.wait(exchange.attempts.get(), delay, &error).await
    }

    fn fail(&self, words: &str, cause: &JsValue) -> JsValue {
        self.exchange.guard.hang_up();
        let details = Details::default().value("cause", cause);
        self.exchange.error(self.exchange.attempts.get(), Code::Stream, "The log ended early", words, details)
    }
}

/// Adds an event; answers whether it is the log's last.
fn push(events: &Array, event: &Event, format: Format) -> bool {
    let name = match format {
        Format::Lines => Some("line"),
        Format::Events => event.name.as_deref(),
    };
    push_event(events, name, &event.data, event.id.as_deref())
}

fn is_not_found(error: &JsValue) -> bool {
    Reflect::get(error, &"statusCode".into()).is_ok_and(|status| status == 404)
}
