//! The JavaScript client of the Synapse backend, compiled to WebAssembly.
//!
//! What decides (endpoints, retries, error codes, events) is pure and runs anywhere. What speaks with JavaScript, which
//! fetches and waits, is the rim, [`js`], and exists on wasm32 only.

#![warn(missing_docs)]

pub mod call;
pub mod endpoints;
pub mod error;
pub mod request;
pub mod retry;
pub mod sse;

#[cfg(target_arch = "wasm32")]
pub mod js;

#[cfg(test)]
mod samples;

#[cfg(target_arch = "wasm32")]
use talc::{
    cell::TalcSyncCell,
    wasm::{WasmBinning, WasmGrowAndClaim},
};

// Small, and maintained: with the standard library's own the package is 1.7 kB larger. What asks for more memory takes it as
// a heap of its own, since joining it to the one before is more code.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: TalcSyncCell<WasmGrowAndClaim, WasmBinning> = TalcSyncCell::new_wasm(WasmGrowAndClaim);
