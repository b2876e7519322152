//! The live log's bytes, decoded for JavaScript: one text for all events that came at once, since a text that crosses into
//! JavaScript costs as much as all else that is done for an event.

use super::{Decoder, Event, Format};

/// The name of the event after which a log has none.
pub const COMPLETE: &str = "complete";

/// A live log, over all the connections that it comes by.
#[derive(Debug)]
pub struct EventLog {
    decoder: Decoder,
    is_over: bool,
}

/// The events that came at once.
#[derive(Debug, Default, PartialEq)]
pub struct Packed {
    /// `CR name CR data CR id` of each, as they came: what is no UTF-8 is for whoever decodes it. A CR ends a line, so none of
    /// them has one.
    pub text: Vec<u8>,
    /// What is known of each before it is looked at.
    pub shapes: Vec<Shape>,
}

/// What bytes tell of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// It has a name, or is a plain line.
    pub is_named: bool,
    /// Its data begins like JSON. Most texts that are none say so by their first character, and a thrown error is slow.
    pub may_be_json: bool,
    /// It has an id.
    pub has_id: bool,
}

impl EventLog {
    /// A log of which nothing has come.
    pub fn new(format: Format) -> Self {
        EventLog { decoder: Decoder::new(format), is_over: false }
    }

    /// A connection is open: what was cut off with the last one is dropped, the last id and `retry:` are kept.
    pub fn start(&mut self, format: Format) {
        self.decoder.resume(format);
        self.is_over = false;
    }

    /// Takes the next bytes, cut anywhere, and answers the events that they complete.
    pub fn push(&mut self, bytes: &[u8]) -> Packed {
        let EventLog { decoder, is_over } = self;
        let is_lines = decoder.format() == Format::Lines;
        let mut batch = Packed::default();
        decoder.push(bytes, &mut |event| {
            if !*is_over {
                *is_over = push_event(&mut batch, event, is_lines);
            }
        });
        batch
    }

    /// The stream has ended cleanly, and with it the log. The last of plain lines needs no end of its own; an event that no
    /// empty line closed is not given.
    pub fn finish(&mut self) -> Packed {
        let batch = if self.decoder.format() == Format::Lines { self.push(b"\n") } else { Packed::default() };
        self.end();
        batch
    }

    /// The log has ended: its data said so.
    pub fn end(&mut self) {
        self.is_over = true;
    }

    /// Whether the log has ended: with an event `complete`, or cleanly.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// The id of the last event that had one: what a reader that reconnects resumes after. An empty one takes it back.
    pub fn last_id(&self) -> Option<&[u8]> {
        self.decoder.last_id().filter(|id| !id.is_empty())
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

/// Packs an event, and answers whether it is the log's last.
fn push_event(batch: &mut Packed, event: &Event, is_lines: bool) -> bool {
    let name: &[u8] = if is_lines { b"line" } else { &event.name };
    for part in [name, &event.data, event.id.as_deref().unwrap_or_default()] {
        batch.text.push(b'\r');
        batch.text.extend_from_slice(part);
    }
    let first = event.data.iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\n'));
    batch.shapes.push(Shape {
        is_named: !name.is_empty(),
        may_be_json: first
            .is_some_and(|byte| matches!(byte, b'[' | b'{' | b'"' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n')),
        has_id: event.id.is_some(),
    });
    !is_lines && event.name == COMPLETE.as_bytes()
}

#[cfg(test)]
mod tests;
