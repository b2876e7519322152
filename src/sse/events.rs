//! The live log's bytes, made JSON: one text for all events that came at once, which JavaScript parses faster than it would
//! make each of them.

use super::{Decoder, Event, Format};
use crate::json::scan::scan;
use crate::json::text::{literal_is, push_literal};

/// The type of the event after which a log has none.
const COMPLETE: &str = "complete";

/// A live log, over all the connections that it comes by.
#[derive(Debug)]
pub struct EventLog {
    decoder: Decoder,
    is_over: bool,
    /// Memory for a text that is written twice.
    literal: String,
}

impl EventLog {
    /// A log of which nothing has come.
    pub fn new(format: Format) -> Self {
        EventLog { decoder: Decoder::new(format), is_over: false, literal: String::new() }
    }

    /// A connection is open: what was cut off with the last one is dropped, the last id and `retry:` are kept.
    pub fn start(&mut self, format: Format) {
        self.decoder.resume(format);
        self.is_over = false;
    }

    /// Takes the next bytes, cut anywhere, and answers the events that they complete: a JSON array of
    /// `{"type", "data", "id", "raw"}`, or None where there are none.
    pub fn push(&mut self, bytes: &[u8]) -> Option<String> {
        let EventLog { decoder, is_over, literal } = self;
        if *is_over {
            return None;
        }
        let is_lines = decoder.format() == Format::Lines;
        let mut events = String::new();
        decoder.push(bytes, &mut |event| {
            if *is_over {
                return;
            }
            if events.is_empty() {
                // The data comes twice.
                events.reserve(2 * bytes.len() + 64);
                events.push('[');
            } else {
                events.push(',');
            }
            *is_over = push_event(&mut events, literal, event, is_lines);
        });
        if events.is_empty() {
            return None;
        }
        events.push(']');
        Some(events)
    }

    /// The stream has ended cleanly, and with it the log. The last of plain lines needs no end of its own; an event that no
    /// empty line closed is not given.
    pub fn finish(&mut self) -> Option<String> {
        let events = if self.decoder.format() == Format::Lines { self.push(b"\n") } else { None };
        self.is_over = true;
        events
    }

    /// Whether the log has ended: with an event `complete`, or cleanly.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// The id of the last event that had one: what a reader that reconnects resumes after.
    pub fn last_id(&self) -> Option<&[u8]> {
        self.decoder.last_id()
    }

    /// The milliseconds that the stream asks for before a reconnection.
    pub fn retry_ms(&self) -> Option<f64> {
        let digits = self.decoder.retry();
        let add = |ms, digit: &u8| ms * 10.0 + f64::from(digit & 15);
        (!digits.is_empty()).then(|| digits.iter().fold(0.0, add))
    }

    /// Whether an event was larger than 1 MiB: nothing is read after it. What came before it was given.
    pub fn is_overfull(&self) -> bool {
        self.decoder.is_overfull
    }
}

/// Appends an event as JSON, and answers whether it is the log's last.
fn push_event(out: &mut String, literal: &mut String, event: &Event, is_lines: bool) -> bool {
    let raw = String::from_utf8_lossy(&event.data);
    let json = scan(&raw);
    let mut is_last = false;
    out.push_str("{\"type\":");
    if is_lines {
        out.push_str("\"line\"");
    } else if !event.name.is_empty() {
        push_literal(out, &String::from_utf8_lossy(&event.name));
        is_last = event.name == COMPLETE.as_bytes();
    } else if let Some(member) = json.and_then(|json| json.type_member) {
        out.push_str(member);
        is_last = literal_is(member, COMPLETE);
    } else {
        out.push_str("\"message\"");
    }
    literal.clear();
    push_literal(literal, &raw);
    out.push_str(",\"data\":");
    out.push_str(if json.is_some() { &raw } else { literal });
    out.push_str(",\"id\":");
    match &event.id {
        Some(id) => push_literal(out, &String::from_utf8_lossy(id)),
        None => out.push_str("null"),
    }
    out.push_str(",\"raw\":");
    out.push_str(literal);
    out.push('}');
    is_last
}

#[cfg(test)]
mod tests;
