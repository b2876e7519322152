//! The rim. JavaScript reads the caller's values, does the I/O and awaits it (`*.js` beside this file: the engine's own
//! objects never cross a border), and words what went wrong; Rust says what is sent, what a fault means, and whether it is
//! sent again.

mod client;
mod host;
mod methods;
mod strategy;
mod tail;

use wasm_bindgen::prelude::wasm_bindgen;

pub use client::BackendClient;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
