//! The browser side: reads what JavaScript passes in, fetches, waits, and makes the errors. It exists on wasm32 only.

mod answer;
mod arguments;
mod bodies;
mod builder;
mod client;
mod fault;
mod files;
mod foreign;
mod iterator;
mod js;
mod json_body;
mod methods;
mod observe;
mod options;
mod own;
mod paginate;
#[cfg(feature = "panic-test")]
mod panic_test;
mod poll;
mod prefetch;
mod record;
mod redaction;
mod tail;
mod task;
mod transport;
mod tree;

use wasm_bindgen::prelude::*;

pub use client::BackendClient;
pub use iterator::ItemIterator;

use crate::job_state::state_of;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("../types.d.ts");

/// Converts a job's status, of older or newer backends, to a state. It is declared in `types.d.ts`.
#[wasm_bindgen(js_name = jobState, skip_typescript)]
pub fn job_state(job: &JsValue) -> String {
    let status = foreign::get_text(job, "status").or_else(|| job.as_string());
    state_of(&status.unwrap_or_default()).as_str().to_owned()
}
