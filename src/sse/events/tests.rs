#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};

const SSE: Format = Format::Events;

/// All events of a log that comes in these chunks, and ends.
fn read(format: Format, chunks: &[&[u8]]) -> Vec<Value> {
    texts(format, chunks).iter().flat_map(|text| serde_json::from_str::<Vec<Value>>(text).unwrap()).collect()
}

fn texts(format: Format, chunks: &[&[u8]]) -> Vec<String> {
    let mut log = EventLog::new(SSE);
    log.start(format);
    let mut texts: Vec<String> = chunks.iter().filter_map(|chunk| log.push(chunk)).collect();
    texts.extend(log.finish());
    texts
}

#[test]
fn members_come_in_their_order() {
    let stream = b"event: log\nid: 1\ndata: {\"a\" : [1,\ndata: 2]}\n\ndata: x\"\\\x01\n\n";
    assert_eq!(
        texts(SSE, &[stream]),
        [concat!(
            r#"[{"type":"log","data":{"a" : [1,"#,
            "\n",
            r#"2]},"id":"1","raw":"{\"a\" : [1,\u000a2]}"},"#,
            r#"{"type":"message","data":"x\"\\\u0001","id":null,"raw":"x\"\\\u0001"}]"#
        )]
    );
}

#[test]
fn types_and_data_are_told() {
    for (event, kind, data) in [
        ("data: {\"type\":\"log\"}", "log", json!({"type": "log"})),
        ("event: own\ndata: {\"type\":\"log\"}", "own", json!({"type": "log"})),
        ("event:\ndata: {\"type\":\"log\"}", "log", json!({"type": "log"})),
        ("data: {\"type\":\"\"}", "", json!({"type": ""})),
        ("data: {\"type\":1}", "message", json!({"type": 1})),
        ("data: [{\"type\":\"log\"}]", "message", json!([{"type": "log"}])),
        ("data: text", "message", json!("text")),
        ("data", "message", json!("")),
        ("data: 12 ", "message", json!(12)),
        ("data: 2024-01-01 started", "message", json!("2024-01-01 started")),
        ("data: {\"cut\":", "message", json!("{\"cut\":")),
        ("data: \"quoted\"", "message", json!("quoted")),
        ("data: null", "message", json!(null)),
        ("data: \u{a0}1", "message", json!("\u{a0}1")),
        ("event: l\"\\og\ndata: x", "l\"\\og", json!("x")),
    ] {
        let events = read(SSE, &[event.as_bytes(), b"\n\n"]);
        assert_eq!(events.len(), 1, "{event}");
        assert_eq!((&events[0]["type"], &events[0]["data"]), (&json!(kind), &data), "{event}");
    }
}

#[test]
fn bytes_that_are_no_utf8_are_replaced() {
    let events = read(SSE, &[b"event: \xff\nid: \xe2\x82\ndata: a\xf0\x9f\x98z\xc3\n\n"]);
    let data = "a\u{fffd}z\u{fffd}";
    assert_eq!(events, [json!({"type": "\u{fffd}", "data": data, "id": "\u{fffd}", "raw": data})]);
}

#[test]
fn lone_surrogates_are_kept_as_they_are_escaped() {
    assert_eq!(
        texts(SSE, &[b"data: {\"type\":\"\\ud800\"}\n\n"]),
        [r#"[{"type":"\ud800","data":{"type":"\ud800"},"id":null,"raw":"{\"type\":\"\\ud800\"}"}]"#]
    );
}

#[test]
fn nothing_is_given_after_complete() {
    for last in ["event: complete\ndata", "data: {\"type\":\"complete\"}", "data: {\"typ\\u0065\":\"c\\u006fmplete\"}"]
    {
        let stream = ["data: 1\n\n", last, "\n\ndata: 2\n\ndata: 3\n\n"].concat();
        let mut log = EventLog::new(SSE);
        let events: Value = serde_json::from_str(&log.push(stream.as_bytes()).unwrap()).unwrap();
        assert_eq!((events.as_array().unwrap().len(), &events[1]["type"]), (2, &json!("complete")), "{last}");
        assert!(log.is_over());
        assert_eq!((log.push(b"data: 4\n\n"), log.finish()), (None, None));
    }
    // A plain line is none.
    assert_eq!(read(Format::Lines, &[b"{\"type\":\"complete\"}\nmore"]).len(), 2);
}

#[test]
fn the_last_plain_line_needs_no_end() {
    let mut log = EventLog::new(Format::Lines);
    assert_eq!(log.push(b"on"), None);
    assert_eq!(log.push(b"e\r").unwrap(), r#"[{"type":"line","data":"one","id":null,"raw":"one"}]"#);
    assert_eq!(log.push(b"\n{}"), None);
    assert!(!log.is_over());
    assert_eq!(log.finish().unwrap(), r#"[{"type":"line","data":{},"id":null,"raw":"{}"}]"#);
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
    assert_eq!(log.push(b"data: b\n\n").unwrap(), r#"[{"type":"message","data":"b","id":null,"raw":"b"}]"#);
    assert_eq!((log.last_id(), log.retry_ms()), (Some(&b"7"[..]), Some(250.0)));
    log.push(b"id: nine\n\nid: 10\nid: 11\n\nid\nretry: 0\n\n");
    assert_eq!((log.last_id(), log.retry_ms()), (Some(&b""[..]), Some(0.0)));
    log.push(&[b"retry: ", "9".repeat(400).as_bytes(), b"\n"].concat());
    assert_eq!(log.retry_ms(), Some(f64::INFINITY));
}

#[test]
fn what_came_before_an_overfull_event_is_given() {
    let mut log = EventLog::new(SSE);
    let stream = ["data: a\n\ndata: ", &"x".repeat(1 << 20), "\n\ndata: b\n\n"].concat();
    assert_eq!(log.push(stream.as_bytes()).unwrap(), r#"[{"type":"message","data":"a","id":null,"raw":"a"}]"#);
    assert!(log.is_overfull());
    assert_eq!(log.push(b"\n\ndata: c\n\n"), None);
    log.start(SSE);
    assert!(!log.is_overfull() && log.push(b"data: d\n\n").is_some());
}

/// Streams of lines that are often fields.
fn streams() -> impl Strategy<Value = Vec<u8>> {
    let parts: [&[u8]; 28] = [
        b"data: ",
        b"data:",
        b"data",
        b"event: log",
        b"event: complete",
        b"id: 1",
        b"id: \x00",
        b"id",
        b"retry: 5",
        b": comment",
        b"\n",
        b"\n\n",
        b"\r\n\r\n",
        b"\r",
        b"{\"type\":\"a\",\"b\":[1]}",
        b"{\"type\":\"complete\"}",
        b"[1,",
        b"]",
        b"\"",
        b"\\",
        b"\x1f",
        "é한😀\u{2028}".as_bytes(),
        b"\xff",
        b"\xe2\x82",
        b"\xef\xbb\xbf",
        b"plain words",
        b"-1e5",
        b" ",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn chunk_borders_change_nothing(stream in streams(), cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..12), lines in any::<bool>()) {
        let format = if lines { Format::Lines } else { SSE };
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).chain([0, stream.len()]).collect();
        cuts.sort_unstable();
        let chunks: Vec<&[u8]> = cuts.windows(2).map(|cut| &stream[cut[0]..cut[1]]).collect();
        prop_assert_eq!(read(format, &chunks), read(format, &[&stream]));
        let bytes: Vec<&[u8]> = stream.chunks(1).collect();
        prop_assert_eq!(read(format, &bytes), read(format, &[&stream]));
    }

    #[test]
    fn events_are_those_of_the_decoder(stream in streams()) {
        let mut expected = Vec::new();
        Decoder::new(SSE).push(&stream, &mut |event| expected.push(event.clone()));
        let events = read(SSE, &[&stream]);
        for (event, expected) in events.iter().zip(&expected) {
            let raw = String::from_utf8_lossy(&expected.data);
            prop_assert_eq!(event["raw"].as_str(), Some(&*raw));
            let data = serde_json::from_str(&raw).unwrap_or(Value::String(raw.into()));
            let kind = data["type"].as_str().unwrap_or("message").to_owned();
            prop_assert_eq!(&event["data"], &data);
            let name = String::from_utf8_lossy(&expected.name);
            prop_assert_eq!(event["type"].as_str(), Some(if name.is_empty() { &*kind } else { &*name }));
            let id = expected.id.as_ref().map(|id| String::from_utf8_lossy(id));
            prop_assert_eq!(event["id"].as_str(), id.as_deref());
        }
        let is_cut = events.last().is_some_and(|event| event["type"] == "complete");
        prop_assert!(events.len() == expected.len() || is_cut);
    }

    #[test]
    fn any_bytes_give_json(bytes in prop::collection::vec(any::<u8>(), 0..400), lines in any::<bool>()) {
        read(if lines { Format::Lines } else { SSE }, &[b"data:", &bytes, b"\n\n"]);
    }
}
