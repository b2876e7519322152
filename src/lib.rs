//! The JavaScript client of the Synapse backend, compiled to WebAssembly.
//!
//! What decides (URLs, retries, errors, framing, events) is pure and runs anywhere. What fetches, sleeps and converts is
//! the rim, [`js`], and exists on wasm32 only.

#![warn(missing_docs)]

pub mod call;
pub mod endpoints;
pub mod error;
pub mod multipart;
pub mod request;
pub mod retry;
pub mod sse;
pub mod url;
pub mod value;

#[cfg(target_arch = "wasm32")]
pub mod js;

#[cfg(test)]
mod samples;
