//! The rim. JavaScript reads the caller's values, does the I/O and awaits it (`*.js` beside this file: the engine's own
//! objects never cross a border); Rust says what is sent, whether it is sent again, and what is said of a failure.

mod client;
mod host;
mod methods;
mod prepare;
mod strategy;
mod tail;

use wasm_bindgen::prelude::wasm_bindgen;

pub use client::BackendClient;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
