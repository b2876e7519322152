//! What decides in a call, on the host: urls, queries, and the decoder of the live log.
//! `npm run bench -- --section pure`
// There is no Criterion for wasm32, whose lints look at all targets.
#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use synapse_backend_client::sse::{Decoder, Format};
use synapse_backend_client::url::{push_query, relative_path, segment};

fn url(c: &mut Criterion) {
    let mut group = c.benchmark_group("url");
    group.bench_function("a plain segment", |b| b.iter(|| segment(black_box("4711"))));
    group.bench_function("a segment to be encoded", |b| b.iter(|| segment(black_box("yolo detection@1.4.2/한국어"))));
    group.bench_function("a relative path", |b| {
        b.iter(|| relative_path(black_box("plugin_releases/12/?expand=plugin")))
    });
    let base = "https://api.synapse.sh/jobs/";
    group.bench_function("a query of three", |b| {
        b.iter(|| {
            let mut url = black_box(base).to_owned();
            for (name, value) in [("status", "running"), ("page_size", "100"), ("search", "street scenes & more")] {
                push_query(&mut url, black_box(name), black_box(value));
            }
            url
        });
    });
    group.finish();
}

/// The events of the tail's benchmark, as the chunks that a socket gives.
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

/// Functions this small are steady soon.
fn quick() -> Criterion {
    Criterion::default().warm_up_time(Duration::from_millis(300)).measurement_time(Duration::from_secs(1))
}

criterion_group! { name = pure; config = quick(); targets = url, decoder }
criterion_main!(pure);
