//! Benchmarks the decoder of the live log, on the host.
//! `npm run bench -- --section pure`
// Criterion does not compile for wasm32, where the lints check all targets.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

use std::hint::black_box;
use std::time::Duration;

use client::sse::{Decoder, Format};
use client::{swar, text};
use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};

// The library is not an `rlib` that a program could use (Cargo.toml says why).
#[path = "../src"]
#[allow(dead_code, unused_imports, reason = "a benchmark uses a part of them")]
mod client {
    pub mod sse;
    pub mod swar;
    pub mod text;
}

/// The events of the live log benchmark, in chunks as from a socket.
fn stream() -> Vec<u8> {
    let event = |id| {
        let data = format!(
            r#"{{"timestamp":"2025-01-01T00:00:00Z","level":"INFO","message":"step {id} of the training run: loss 0.0231"}}"#
        );
        format!("id: {id}\nevent: log\ndata: {data}\n\n")
    };
    (1..=400).map(event).collect::<String>().into_bytes()
}

fn decoder(c: &mut Criterion) {
    let bytes = stream();
    let mut group = c.benchmark_group("event stream");
    group.throughput(Throughput::Bytes(bytes.len() as u64));
    group.sampling_mode(SamplingMode::Flat);
    for (name, format, size) in [
        ("events, in one chunk", Format::Events, bytes.len()),
        ("events, in chunks of 100 bytes", Format::Events, 100),
        ("lines, in one chunk", Format::Lines, bytes.len()),
    ] {
        group.bench_function(name, |b| {
            b.iter(|| {
                let mut seen = 0;
                let mut decoder = Decoder::new(format);
                for chunk in black_box(&bytes).chunks(size) {
                    decoder.push(chunk, &mut |_| seen += 1);
                }
                seen
            });
        });
    }
    group.finish();
}

/// Functions this small need little time for a stable result.
fn quick() -> Criterion {
    Criterion::default().warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1))
}

criterion_group! { name = pure; config = quick(); targets = decoder }
criterion_main!(pure);
