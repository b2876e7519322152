//! The rim. JavaScript reads the caller's values, does the I/O and awaits it, and words what went wrong (`*.js` beside this
//! file: there the engine's own objects and texts are cheap); Rust says what a method does, what a fault means, and whether a
//! call is sent again.

mod client;
mod host;
mod methods;
mod strategy;
mod tail;

use wasm_bindgen::prelude::wasm_bindgen;

pub use client::BackendClient;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
