#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use proptest::prelude::*;

fn decode(format: Format, chunks: &[&[u8]]) -> Vec<Event> {
    let mut events = Vec::new();
    let mut decoder = Decoder::new(format);
    for chunk in chunks {
        decoder.push(chunk, &mut |e| events.push(e.clone()));
    }
    // The last plain line needs no line end.
    if format == Format::Lines {
        decoder.push(b"\n", &mut |e| events.push(e.clone()));
    }
    events
}

fn event(name: &str, data: &str, id: Option<&str>) -> Event {
    Event { name: name.into(), data: data.into(), id: id.map(|id| id.into()) }
}

const STREAM: &str = "\u{feff}: hello\nevent: log\r\nid: 1\rdata: é한\ndata:second\n\ndata\n\nretry: 10\n\n\
                      id: 2\0\nevent:\nid: 3\ndata:  x\n\nunknown: y\ndata: dropped";

#[test]
fn fields_comments_and_every_line_end_are_understood() {
    assert_eq!(
        decode(Format::Events, &[STREAM.as_bytes()]),
        [event("log", "é한\nsecond", Some("1")), event("", "", None), event("", " x", Some("3")),]
    );
}

#[test]
fn plain_lines_are_events_and_the_last_needs_no_end() {
    assert_eq!(
        decode(Format::Lines, &[b"one\r", b"\n\ndata: two\nthr", b"ee"]),
        ["one", "data: two", "three"].map(|line| event("", line, None))
    );
}

#[test]
fn what_a_reader_needs_to_resume_is_kept() {
    let mut decoder = Decoder::new(Format::Events);
    decoder.push(b"id: 7\nretry: 250\nretry: x\n\ndata: a\n\nid: 8\ndata: cut", &mut |_| {});
    decoder.resume(Format::Events);
    decoder.push(b": a comment\n\ndata: b\n\n", &mut |_| {});
    assert_eq!((decoder.last_id(), decoder.retry()), (Some(&b"7"[..]), &b"250"[..]));
}

#[test]
fn an_endless_event_is_refused_not_collected() {
    let chunk = vec![b'x'; 1 << 16];
    for format in [Format::Events, Format::Lines] {
        let mut decoder = Decoder::new(format);
        (0..20).for_each(|_| decoder.push(&chunk, &mut |_| {}));
        assert!(decoder.is_overfull);
    }
    let mut decoder = Decoder::new(Format::Events);
    let line = [b"data: ".as_slice(), &chunk, b"\n"].concat();
    (0..20).for_each(|_| decoder.push(&line, &mut |_| {}));
    assert!(decoder.is_overfull);
}

proptest! {
    #[test]
    fn chunk_borders_change_nothing(cuts in prop::collection::vec(0..STREAM.len(), 0..12)) {
        let bytes = STREAM.as_bytes();
        let mut cuts = [cuts, vec![0, bytes.len()]].concat();
        cuts.sort_unstable();
        let chunks: Vec<&[u8]> = cuts.windows(2).map(|w| &bytes[w[0]..w[1]]).collect();
        prop_assert_eq!(decode(Format::Events, &chunks), decode(Format::Events, &[bytes]));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        decode(Format::Events, &[&bytes]);
        decode(Format::Lines, &[&bytes]);
    }
}
