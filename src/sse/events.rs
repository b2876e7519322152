//! Decodes the bytes of the live log for JavaScript. All events of a chunk become one text, because passing a text to
//! JavaScript costs as much as everything else that is done for an event.

use super::{Decoder, Event, Format};

/// The name of the last event of a log.
pub const COMPLETE: &str = "complete";

/// A live log, across reconnections.
#[derive(Debug)]
pub struct EventLog {
    decoder: Decoder,
    is_over: bool,
}

/// The events of one chunk.
#[derive(Debug, Default, PartialEq)]
pub struct Packed {
    /// `CR name CR data CR id` of each event. The reader replaces invalid UTF-8. A CR ends a line, so no field contains
    /// one.
    pub text: Vec<u8>,
    /// Flags for each event.
    pub shapes: Vec<Shape>,
}

/// The flags of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The event has a name, or is a plain line.
    pub is_named: bool,
    /// The data begins like JSON. This excludes most other texts by their first character, because a thrown error is
    /// slow.
    pub may_be_json: bool,
    /// The event has an id.
    pub has_id: bool,
}

impl EventLog {
    /// Makes an empty log.
    pub fn new(format: Format) -> Self {
        EventLog { decoder: Decoder::new(format), is_over: false }
    }

    /// Starts a new connection. An incomplete event of the last one is dropped; the last id and `retry:` are kept.
    pub fn start(&mut self, format: Format) {
        self.decoder.resume(format);
        self.is_over = false;
    }

    /// Takes the next bytes in a chunk of any size, and returns the events that they complete.
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

    /// Ends the log, because the stream was closed properly. The last plain line needs no line end. An event without
    /// the empty line after it is dropped.
    pub fn finish(&mut self) -> Packed {
        let batch = if self.decoder.format() == Format::Lines { self.push(b"\n") } else { Packed::default() };
        self.end();
        batch
    }

    /// Ends the log, because its data says so, or because the stream was closed properly.
    pub fn end(&mut self) {
        self.is_over = true;
    }

    /// Whether the log has ended: with an event `complete`, or because the stream was closed properly.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// The id of the last event that had one. A reader that reconnects resumes after it. An empty id clears it.
    pub fn last_id(&self) -> Option<&[u8]> {
        self.decoder.last_id().filter(|id| !id.is_empty())
    }

    /// The delay before a reconnection that the stream requests, in milliseconds.
    pub fn retry_ms(&self) -> Option<f64> {
        let digits = self.decoder.retry();
        let add = |ms, digit: &u8| ms * 10.0 + f64::from(digit & 15);
        (!digits.is_empty()).then(|| digits.iter().fold(0.0, add))
    }

    /// Whether an event was larger than 1 MiB. Nothing is read after it. The events before it were returned.
    pub fn is_overfull(&self) -> bool {
        self.decoder.is_overfull
    }
}

/// Packs an event, and returns whether it is the last one of the log.
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
