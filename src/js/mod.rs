//! The rim. JavaScript reads the caller's values and does the I/O (`*.js` beside this file: the engine's own objects
//! never cross a border); Rust says what is sent, whether it is sent again, and what is said of a failure.

mod answer;
mod client;
mod exchange;
mod host;
mod iterate;
mod methods;
mod pages;
mod prepare;
mod tail;
mod wait;

use wasm_bindgen::prelude::wasm_bindgen;

pub use client::BackendClient;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
