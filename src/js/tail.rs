//! The live log's bytes, decoded for JavaScript, which reads them.

use wasm_bindgen::prelude::*;

use crate::sse::{Decoder, Format};

/// A live log, over all the connections that it comes by.
#[wasm_bindgen(skip_typescript)]
pub struct LiveLog {
    older: String,
    decoder: Decoder,
}

impl LiveLog {
    pub fn new(older: String) -> Self {
        LiveLog { older, decoder: Decoder::new(Format::Events) }
    }
}

#[wasm_bindgen]
impl LiveLog {
    /// The path where older backends have it.
    #[wasm_bindgen(skip_typescript, getter)]
    pub fn older(&self) -> String {
        self.older.clone()
    }

    /// A connection is open: what was cut off with the last one is dropped, ids and waits are kept.
    #[wasm_bindgen(skip_typescript)]
    pub fn connected(&mut self, is_events: bool) {
        let format = if is_events { Format::Events } else { Format::Lines };
        self.decoder = std::mem::replace(&mut self.decoder, Decoder::new(format)).resumed(format);
    }

    /// Takes the next bytes, and answers the events that they complete, each `name CR data CR id CR`. A CR ends a line,
    /// so it is in none of them; an event without an id has an LF there.
    #[wasm_bindgen(skip_typescript)]
    pub fn push(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        let format = self.decoder.format();
        self.decoder.push(bytes, &mut |event| {
            let name = if format == Format::Lines { b"line" } else { event.name.as_slice() };
            for part in [name, &event.data, event.id.as_deref().unwrap_or(b"\n")] {
                packed.extend_from_slice(part);
                packed.push(b'\r');
            }
        });
        packed
    }

    /// Whether an event was larger than 1 MiB: nothing is read after it.
    #[wasm_bindgen(skip_typescript, getter, js_name = isOverfull)]
    pub fn is_overfull(&self) -> bool {
        self.decoder.is_overfull
    }

    /// The id of the last event that had one.
    #[wasm_bindgen(skip_typescript, getter, js_name = lastId)]
    pub fn last_id(&self) -> Option<Vec<u8>> {
        self.decoder.last_id.clone()
    }

    /// The milliseconds that the stream asks for before a reconnection.
    #[wasm_bindgen(skip_typescript, getter)]
    pub fn retry(&self) -> Option<u32> {
        self.decoder.retry
    }
}
