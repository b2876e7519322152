#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use proptest::prelude::*;

const SSE: Format = Format::Events;

/// Decodes a complete log from these chunks. Returns name, data, id, and whether the data may be JSON, for each event.
fn read(format: Format, chunks: &[&[u8]]) -> Vec<(String, String, Option<String>, bool)> {
    let mut log = EventLog::new(SSE);
    log.start(format);
    let mut batches: Vec<Packed> = chunks.iter().map(|chunk| log.push(chunk)).collect();
    batches.push(log.finish());
    batches.iter().flat_map(unpack).collect()
}

fn unpack(batch: &Packed) -> Vec<(String, String, Option<String>, bool)> {
    let text = String::from_utf8_lossy(&batch.text);
    let parts: Vec<&str> = text.split('\r').skip(1).collect();
    assert_eq!(parts.len(), 3 * batch.shapes.len());
    let event = |(parts, shape): (&[&str], &Shape)| {
        let [name, data, id] = [parts[0], parts[1], parts[2]].map(str::to_owned);
        assert_eq!(shape.is_named, !name.is_empty());
        (name, data, shape.has_id.then_some(id), shape.may_be_json)
    };
    parts.chunks_exact(3).zip(&batch.shapes).map(event).collect()
}

fn event(name: &str, data: &str, id: Option<&str>, may_be_json: bool) -> (String, String, Option<String>, bool) {
    (name.into(), data.into(), id.map(str::to_owned), may_be_json)
}

#[test]
fn names_data_and_ids_are_packed() {
    let stream = b"event: log\nid: 1\ndata: {\"a\" : [1,\ndata: 2]}\n\ndata: x\"\\\x01\n\nid:\ndata:  -1\n\n";
    let expected = [
        event("log", "{\"a\" : [1,\n2]}", Some("1"), true),
        event("", "x\"\\\u{1}", None, false),
        event("", " -1", Some(""), true),
    ];
    assert_eq!(read(SSE, &[stream]), expected);
}

#[test]
fn bytes_that_are_no_utf8_are_replaced() {
    let data = "a\u{fffd}z\u{fffd}";
    let expected = [event("\u{fffd}", data, Some("\u{fffd}"), false)];
    assert_eq!(read(SSE, &[b"event: \xff\nid: \xe2\x82\ndata: a\xf0\x9f\x98z\xc3\n\n"]), expected);
}

#[test]
fn nothing_is_given_after_complete() {
    let mut log = EventLog::new(SSE);
    let batch = log.push(b"data: 1\n\nevent: complete\ndata\n\ndata: 2\n\ndata: 3\n\n");
    assert_eq!(unpack(&batch).len(), 2);
    assert!(log.is_over());
    assert_eq!((log.push(b"data: 4\n\n"), log.finish()), (Packed::default(), Packed::default()));
    let mut log = EventLog::new(SSE);
    log.end();
    assert_eq!(log.push(b"data: 1\n\n"), Packed::default());
    // A plain line has none.
    assert_eq!(read(Format::Lines, &[b"complete\nmore"]).len(), 2);
}

#[test]
fn the_last_plain_line_needs_no_end() {
    let mut log = EventLog::new(Format::Lines);
    assert_eq!(log.push(b"on"), Packed::default());
    assert_eq!(unpack(&log.push(b"e\r")), [event("line", "one", None, false)]);
    assert_eq!(log.push(b"\n{}"), Packed::default());
    assert!(!log.is_over());
    assert_eq!(unpack(&log.finish()), [event("line", "{}", None, true)]);
    assert!(log.is_over());
    assert_eq!(read(Format::Lines, &[b"one\r"]).len(), 1);
    assert_eq!(read(SSE, &[b"data: cut\n"]).len(), 0);
}

#[test]
fn what_a_reconnection_needs_is_kept() {
    let mut log = EventLog::new(SSE);
    assert_eq!((log.last_id(), log.retry_ms()), (None, None));
    log.push(b"id: 7\nretry: 250\nretry: x\n\ndata: a\n\nid: 8\ndata: cut");
    log.start(SSE);
    assert_eq!(unpack(&log.push(b"data: b\n\n")), [event("", "b", None, false)]);
    assert_eq!((log.last_id(), log.retry_ms()), (Some(&b"7"[..]), Some(250.0)));
    log.push(b"id: nine\n\nid: 10\nid: 11\n\nretry: 0\n\n");
    assert_eq!((log.last_id(), log.retry_ms()), (Some(&b"11"[..]), Some(0.0)));
    log.push(b"id\n\n");
    assert_eq!(log.last_id(), None, "an empty id takes back those before it");
    log.push(&[b"retry: ", "9".repeat(400).as_bytes(), b"\n"].concat());
    assert_eq!(log.retry_ms(), Some(f64::INFINITY));
}

#[test]
fn what_came_before_an_overfull_event_is_given() {
    let mut log = EventLog::new(SSE);
    let stream = ["data: a\n\ndata: ", &"x".repeat(1 << 20), "\n\ndata: b\n\n"].concat();
    assert_eq!(unpack(&log.push(stream.as_bytes())), [event("", "a", None, false)]);
    assert!(log.is_overfull());
    assert_eq!(log.push(b"\n\ndata: c\n\n"), Packed::default());
    log.start(SSE);
    assert!(!log.is_overfull() && log.push(b"data: d\n\n") != Packed::default());
}

/// Generates streams of lines, many of which are fields.
fn streams() -> impl Strategy<Value = Vec<u8>> {
    let parts: [&[u8]; 16] = [
        b"data: ",
        b"data",
        b"event: log",
        b"event: complete",
        b"id: 1",
        b"id",
        b"retry: 5",
        b": comment",
        b"\n",
        b"\n\n",
        b"\r\n\r\n",
        b"\r",
        b"{\"a\":[1]}",
        b"\xc3",
        b"\xed\x95\x9c",
        b"\xef\xbb\xbf",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn chunk_borders_change_nothing(stream in streams(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8), lines: bool) {
        let format = if lines { Format::Lines } else { SSE };
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).collect();
        cuts.extend([0, stream.len()]);
        cuts.sort_unstable();
        let chunks: Vec<&[u8]> = cuts.windows(2).map(|window| &stream[window[0]..window[1]]).collect();
        prop_assert_eq!(read(format, &chunks), read(format, &[&stream]));
    }
}
