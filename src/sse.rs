//! A push decoder of [server-sent events], and of plain lines from backends that send those.
//!
//! [server-sent events]: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation

pub mod events;

use std::mem::take;

use crate::swar::{equal, find};
use crate::text::has;

/// One event, as bytes. The reader replaces invalid UTF-8.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// The `event:` field, or empty.
    pub name: Vec<u8>,
    /// The `data:` lines, joined by line feeds, or the plain line.
    pub data: Vec<u8>,
    /// The event's own `id:` field.
    pub id: Option<Vec<u8>>,
}

impl Event {
    /// Clears everything except the id. Keeps the memory for the next event.
    fn clear(&mut self) {
        self.name.clear();
        self.data.clear();
    }
}

/// The format of a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `text/event-stream`
    Events,
    /// Anything else: each line that is not empty is an event.
    Lines,
}

/// The maximum size of an event's data, or of a line, in bytes.
pub const MAX_EVENT: usize = 1 << 20;

/// Takes bytes in chunks of any size, and emits complete events.
#[derive(Debug)]
pub struct Decoder {
    /// The incomplete line at the end.
    line: Vec<u8>,
    /// Whether the last byte was a CR. A LF right after it belongs to the same line end.
    after_cr: bool,
    lines: Lines,
    /// Whether an event was larger than [`MAX_EVENT`]. Nothing is read after it.
    pub is_overfull: bool,
}

/// Builds events from complete lines.
#[derive(Debug)]
struct Lines {
    format: Format,
    at_start: bool,
    event: Event,
    has_data: bool,
    last_id: Option<Vec<u8>>,
    /// The memory of an id that is no longer needed, for reuse.
    spare: Vec<u8>,
    retry: Vec<u8>,
}

impl Decoder {
    /// Makes a decoder for a new stream.
    pub fn new(format: Format) -> Self {
        let lines = Lines {
            format,
            at_start: true,
            event: Event::default(),
            has_data: false,
            last_id: None,
            spare: Vec::new(),
            retry: Vec::new(),
        };
        Decoder { line: Vec::new(), after_cr: false, lines, is_overfull: false }
    }

    /// Continues with another stream after a broken connection.
    pub fn resume(&mut self, format: Format) {
        self.line.clear();
        self.after_cr = false;
        self.is_overfull = false;
        self.lines.format = format;
        self.lines.at_start = true;
        self.lines.has_data = false;
        self.lines.event.clear();
        self.lines.event.id = None;
    }

    /// The format of the stream.
    pub fn format(&self) -> Format {
        self.lines.format
    }

    /// The id of the last event that had one. A reader that reconnects resumes after it.
    pub fn last_id(&self) -> Option<&[u8]> {
        self.lines.last_id.as_deref()
    }

    /// The last `retry:` field: milliseconds in decimal digits, or empty.
    pub fn retry(&self) -> &[u8] {
        &self.lines.retry
    }

    /// Takes the next bytes, and passes each complete event to `emit`.
    pub fn push(&mut self, mut bytes: &[u8], emit: &mut impl FnMut(&Event)) {
        while let [first, after_first @ ..] = bytes {
            if self.is_overfull {
                break;
            }
            if take(&mut self.after_cr) && *first == b'\n' {
                bytes = after_first;
                continue;
            }
            let (part, end_and_rest) = bytes.split_at_checked(line_end(bytes)).unwrap_or((bytes, &[]));
            if self.lines.event.data.len() + self.line.len() + part.len() > MAX_EVENT {
                self.is_overfull = true;
                break;
            }
            let [end, rest @ ..] = end_and_rest else {
                self.line.extend_from_slice(part);
                break;
            };
            if self.line.is_empty() {
                self.lines.take(part, emit);
            } else {
                self.line.extend_from_slice(part);
                self.lines.take(&self.line, emit);
                self.line.clear();
            }
            self.after_cr = *end == b'\r';
            bytes = rest;
        }
    }
}

impl Lines {
    /// Takes a line without its line end.
    fn take(&mut self, mut line: &[u8], emit: &mut impl FnMut(&Event)) {
        if take(&mut self.at_start) {
            line = match line {
                [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
                _ => line,
            };
        }
        if self.format == Format::Lines {
            self.has_data = !line.is_empty();
            self.event.data.extend_from_slice(line);
        } else if !line.is_empty() {
            return self.take_field(line);
        }
        if take(&mut self.has_data) {
            emit(&self.event);
        }
        self.event.clear();
        // Only here, because an event that breaks off after its id has not been read.
        if let Some(id) = self.event.id.take() {
            self.spare = self.last_id.replace(id).unwrap_or_default();
        }
    }

    fn take_field(&mut self, line: &[u8]) {
        let colon = line.iter().position(|b| *b == b':').unwrap_or(line.len());
        let (name, value) = line.split_at_checked(colon).unwrap_or((line, &[]));
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.event.data.push(b'\n');
                }
                self.event.data.extend_from_slice(value);
            }
            b"event" => value.clone_into(&mut self.event.name),
            b"id" if !has(value, 0) => {
                let spare = &mut self.spare;
                value.clone_into(self.event.id.get_or_insert_with(|| take(spare)));
            }
            b"retry" if value.iter().all(u8::is_ascii_digit) && !value.is_empty() => value.clone_into(&mut self.retry),
            // A comment (no name), or a field that the standard does not define.
            _ => {}
        }
    }
}

/// The index of the first CR or LF, or the length.
fn line_end(bytes: &[u8]) -> usize {
    find(bytes, |word| equal(word, b'\n') | equal(word, b'\r'))
}

#[cfg(test)]
mod tests;
