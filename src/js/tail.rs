//! The live log: a stream that is read as fast as its reader asks, and resumed where it broke off.

use gloo_net::http::Headers;
use js_sys::{Array, Math, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::answer::get;
use super::exchange::Exchange;
use super::host::{self, push_event};
use crate::call::Transport;
use crate::error::Code;
use crate::retry::{Decision, Fault, decide};
use crate::sse::{Decoder, Event, Format};

/// A log that is being read.
pub struct Tail {
    pub exchange: Exchange,
    /// Where older backends have the log: asked where the first place is not found.
    fallback: Option<String>,
    /// Of the connection that is open, or that broke off.
    decoder: Option<Decoder>,
    is_connected: bool,
    has_begun: bool,
    /// Reconnections since the last event, and the tokens that the last of them took.
    retries: u32,
    paid: u32,
    is_over: bool,
    /// What ends the log once the events before it are delivered.
    failed: Option<JsValue>,
}

impl Tail {
    pub fn new(exchange: Exchange, fallback: String) -> Self {
        Tail {
            exchange,
            fallback: Some(fallback),
            decoder: None,
            is_connected: false,
            has_begun: false,
            retries: 0,
            paid: 0,
            is_over: false,
            failed: None,
        }
    }

    /// The next events, as many as came at once; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Array>, JsValue> {
        let events = Array::new();
        while events.length() == 0 {
            if let Some(error) = self.failed.take() {
                return Err(error);
            }
            if self.is_over {
                self.exchange.io.hang_up();
                return Ok(None);
            }
            if !self.is_connected {
                self.connect().await?;
                continue;
            }
            match JsFuture::from(self.exchange.io.pull()).await {
                Ok(bytes) => self.take(&bytes, &events),
                Err(fault) => self.give_way(fault.unchecked_into()).await?,
            }
        }
        if self.paid > 0 {
            // That an event came is what the reconnection was for.
            self.exchange.budget.succeeded(self.paid);
        }
        (self.has_begun, self.retries, self.paid) = (true, 0, 0);
        Ok(Some(events))
    }

    /// Decodes the next bytes; undefined is the stream's end.
    fn take(&mut self, bytes: &JsValue, events: &Array) {
        let Some(decoder) = &mut self.decoder else {
            return;
        };
        let format = decoder.format();
        let mut is_complete = false;
        let mut emit = |event: Event| is_complete = is_complete || push(events, &event, format);
        let mut is_too_large = false;
        if bytes.is_undefined() {
            decoder.finish(&mut emit);
            self.is_over = true;
        } else {
            is_too_large = decoder.push(&Uint8Array::new(bytes).to_vec(), &mut emit).is_err();
        }
        self.is_over |= is_complete;
        if is_too_large {
            self.failed = Some(self.ended("an event is larger than 1 MiB", &JsValue::UNDEFINED));
        }
    }

    async fn connect(&mut self) -> Result<(), JsValue> {
        if let Some(id) = self.last_id() {
            self.exchange.io.set_last_event_id(id);
        }
        let answer = match self.exchange.run().await {
            Ok(answer) => answer,
            Err(error) if self.fallback.is_some() && error.is_object() && get(&error, "statusCode") == 404 => {
                self.exchange.io.set_url(&self.fallback.take().unwrap_or_default());
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        self.fallback = None;
        self.is_over = answer.is_null(); // 204: there is nothing more to tell.
        if !self.is_over {
            let mime = Headers::from_raw(answer.unchecked_into()).get("content-type").unwrap_or_default();
            let is_events = mime.trim_start().to_ascii_lowercase().starts_with("text/event-stream");
            let format = if is_events { Format::Events } else { Format::Lines };
            let broken_off = self.decoder.take();
            self.decoder = Some(broken_off.map_or_else(|| Decoder::new(format), |decoder| decoder.resumed(format)));
            self.is_connected = true;
        }
        Ok(())
    }

    fn last_id(&self) -> Option<&str> {
        self.decoder.as_ref()?.last_id.as_deref()
    }

    /// After a break: waits, so that the next round connects again; or fails, where that would lose or repeat events.
    async fn give_way(&mut self, fault: host::Fault) -> Result<(), JsValue> {
        let exchange = &self.exchange;
        match fault.kind().as_deref() {
            Some("broken") => {}
            Some("timeout") => return Err(self.ended("no byte came within idleTimeout", &fault)),
            _ => return Err(exchange.failed(fault).error),
        }
        self.is_connected = false;
        exchange.io.hang_up();
        let words = "the stream broke off";
        let error =
            if self.has_begun { self.ended(words, &fault) } else { exchange.broken(Fault::Broken, words, &fault) };
        let can_resume = !self.has_begun || self.last_id().is_some();
        let policy = &exchange.policy;
        let decision = decide(policy, &exchange.budget, Fault::Broken, can_resume, self.retries, Math::random());
        let Decision::After { delay, cost } = decision else {
            return Err(error);
        };
        (self.retries, self.paid) = (self.retries + 1, cost);
        let asked = self.decoder.as_ref().and_then(|decoder| decoder.retry);
        let delay = asked.map_or(delay, |asked| f64::from(asked).min(policy.max_retry_after));
        exchange.wait(self.retries, delay, &error).await
    }

    fn ended(&self, words: &str, told: &JsValue) -> JsValue {
        self.exchange.io.hang_up();
        self.exchange.error(Code::Stream, "The log ended early", words, told)
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
