//! The JavaScript client of the Synapse backend, compiled to WebAssembly.
//!
//! The decisions are in pure modules, which run anywhere: endpoints, URLs, retries and the attempt loop, errors,
//! redaction, event streams. The code that uses JavaScript, fetches and waits is in [`web`]. It exists on wasm32 only.

#![warn(missing_docs)]
// A panic would end every call of the module.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

pub mod call;
pub mod endpoint;
pub mod endpoints;
pub mod error;
pub mod job_state;
pub mod json;
pub mod multipart;
pub mod redact;
pub mod retry;
pub mod retry_after;
pub mod sse;
pub mod suggest;
mod swar;
mod text;
pub mod url;

#[cfg(target_arch = "wasm32")]
pub mod web;

// Not an integration test, because that would need an `rlib` (`Cargo.toml` says why there is none).
#[cfg(all(test, target_arch = "wasm32"))]
#[path = "../tests/rim/mod.rs"]
mod rim;

#[cfg(target_arch = "wasm32")]
use talc::{
    cell::TalcSyncCell,
    wasm::{WasmBinning, WasmGrowAndClaim},
};

// Small and maintained. With the standard library's allocator, the package is 1.7 kB larger. Additional memory becomes
// a heap of its own, because extending the previous heap needs more code.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: TalcSyncCell<WasmGrowAndClaim, WasmBinning> = TalcSyncCell::new_wasm(WasmGrowAndClaim);
