//! The live log's bytes, decoded for JavaScript, which reads them.

use wasm_bindgen::prelude::*;

use crate::sse::{Decoder, Format};

/// A live log, over all the connections that it comes by.
#[wasm_bindgen(skip_typescript)]
pub struct LiveLog {
    decoder: Decoder,
}

/// What stands for an id where there is none: no id has it.
const NO_ID: &[u8] = b"\n";

impl LiveLog {
    pub fn new() -> Self {
        LiveLog { decoder: Decoder::new(Format::Events) }
    }
}

#[wasm_bindgen]
impl LiveLog {
    /// A connection is open: what was cut off with the last one is dropped, ids and waits are kept.
    #[wasm_bindgen(skip_typescript)]
    pub fn connected(&mut self, is_events: bool) {
        self.decoder.resume(if is_events { Format::Events } else { Format::Lines });
    }

    /// Takes the next bytes, and answers the events that they complete, each `name CR data CR id CR`. A CR ends a line,
    /// so it is in none of them; an event without an id has an LF there.
    ///
    /// After the events stands what is known of the log by now, in the same way: the id of the last event that had one; the
    /// milliseconds that the stream asks for before a reconnection, or nothing; and something where an event was larger
    /// than 1 MiB: nothing is read after it.
    #[wasm_bindgen(skip_typescript)]
    pub fn push(&mut self, bytes: &[u8]) -> Vec<u8> {
        let decoder = &mut self.decoder;
        let is_lines = decoder.format() == Format::Lines;
        let mut packed = Vec::new();
        let mut pack = |parts: [&[u8]; 3]| {
            for part in parts {
                packed.extend_from_slice(part);
                packed.push(b'\r');
            }
        };
        decoder.push(bytes, &mut |event| {
            let name = if is_lines { b"line" } else { event.name.as_slice() };
            pack([name, &event.data, event.id.as_deref().unwrap_or(NO_ID)]);
        });
        let overfull = if decoder.is_overfull { b"1".as_slice() } else { b"" };
        pack([decoder.last_id().unwrap_or(NO_ID), decoder.retry(), overfull]);
        packed
    }
}
