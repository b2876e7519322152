//! The rim: all that names a `JsValue`. It fetches, sleeps and converts; what it decides, it asks the pure modules.

mod answer;
mod client;
mod convert;
mod exchange;
mod failure;
mod guard;
mod host;
mod iterate;
mod methods;
mod options;
mod pages;
mod prepare;
mod tail;
mod transport;
mod upload;
mod wait;

pub use client::BackendClient;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");
