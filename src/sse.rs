//! A push decoder of [server-sent events], and of plain lines for backends that send those.
//!
//! [server-sent events]: https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation

/// One event, as far as bytes tell it: what is no UTF-8 in it is for its reader to replace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// The `event:` field, or nothing.
    pub name: Vec<u8>,
    /// The `data:` lines, joined by newlines; or the plain line.
    pub data: Vec<u8>,
    /// The event's own `id:` field.
    pub id: Option<Vec<u8>>,
}

impl Event {
    /// Empties it but for its id. Its memory is kept for the next event.
    fn clear(&mut self) {
        self.name.clear();
        self.data.clear();
    }
}

/// How the stream is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `text/event-stream`
    Events,
    /// Anything else: each line that is not empty is an event.
    Lines,
}

/// The most bytes that one event may have.
pub const MAX_EVENT: usize = 1 << 20;

/// Takes bytes as they come, cut anywhere, and gives whole events.
#[derive(Debug)]
pub struct Decoder {
    /// The line that has begun.
    line: Vec<u8>,
    /// The last byte was a CR: a LF right after it belongs to the same line end.
    after_cr: bool,
    size: usize,
    lines: Lines,
    /// An event was larger than [`MAX_EVENT`]: nothing is read after it.
    pub is_overfull: bool,
}

/// What whole lines make of an event.
#[derive(Debug)]
struct Lines {
    format: Format,
    at_start: bool,
    event: Event,
    has_data: bool,
    last_id: Option<Vec<u8>>,
    retry: Vec<u8>,
}

impl Decoder {
    /// A decoder of a stream that begins.
    pub fn new(format: Format) -> Self {
        let lines = Lines {
            format,
            at_start: true,
            event: Event::default(),
            has_data: false,
            last_id: None,
            retry: Vec::new(),
        };
        Decoder { line: Vec::new(), after_cr: false, size: 0, lines, is_overfull: false }
    }

    /// Goes on with another stream, where the one so far broke off.
    pub fn resume(&mut self, format: Format) {
        self.line.clear();
        self.after_cr = false;
        self.size = 0;
        self.is_overfull = false;
        self.lines.format = format;
        self.lines.at_start = true;
        self.lines.has_data = false;
        self.lines.event.clear();
        self.lines.event.id = None;
    }

    /// How the stream is written.
    pub fn format(&self) -> Format {
        self.lines.format
    }

    /// The id of the last event that had one: what a reader that reconnects resumes after.
    pub fn last_id(&self) -> Option<&[u8]> {
        self.lines.last_id.as_deref()
    }

    /// The last `retry:` seen, milliseconds in decimal digits; or nothing.
    pub fn retry(&self) -> &[u8] {
        &self.lines.retry
    }

    /// Takes the next bytes, and hands each event that they complete to `emit`.
    pub fn push(&mut self, mut bytes: &[u8], emit: &mut impl FnMut(&Event)) {
        while !bytes.is_empty() && !self.is_overfull {
            if std::mem::take(&mut self.after_cr) && bytes[0] == b'\n' {
                bytes = &bytes[1..];
                continue;
            }
            let end = line_end(bytes);
            let part = &bytes[..end.unwrap_or(bytes.len())];
            self.size += part.len() + 1;
            if self.size > MAX_EVENT {
                self.is_overfull = true;
                break;
            }
            let Some(end) = end else {
                self.line.extend_from_slice(part);
                break;
            };
            let is_done = if self.line.is_empty() {
                self.lines.take(part, emit)
            } else {
                self.line.extend_from_slice(part);
                let is_done = self.lines.take(&self.line, emit);
                self.line.clear();
                is_done
            };
            if is_done {
                self.size = 0;
            }
            self.after_cr = bytes[end] == b'\r';
            bytes = &bytes[end + 1..];
        }
    }
}

impl Lines {
    /// Takes a line without its end. Answers whether an event, if there is one, ends with it.
    fn take(&mut self, mut line: &[u8], emit: &mut impl FnMut(&Event)) -> bool {
        if std::mem::take(&mut self.at_start) {
            line = match line {
                [0xEF, 0xBB, 0xBF, rest @ ..] => rest,
                _ => line,
            };
        }
        if self.format == Format::Lines {
            self.has_data = !line.is_empty();
            self.event.data.extend_from_slice(line);
        } else if !line.is_empty() {
            self.take_field(line);
            return false;
        }
        if std::mem::take(&mut self.has_data) {
            emit(&self.event);
        }
        self.event.clear();
        // Only now: what broke off after its id has not been read.
        if let Some(id) = self.event.id.take() {
            self.last_id = Some(id);
        }
        true
    }

    fn take_field(&mut self, line: &[u8]) {
        let colon = line.iter().position(|b| *b == b':');
        let (name, value) = match colon {
            Some(at) => (&line[..at], &line[at + 1..]),
            None => (line, &[][..]),
        };
        let value = match value {
            [b' ', rest @ ..] => rest,
            _ => value,
        };
        match name {
            b"data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.event.data.push(b'\n');
                }
                self.event.data.extend_from_slice(value);
            }
            b"event" => value.clone_into(&mut self.event.name),
            b"id" if value.iter().all(|b| *b != 0) => self.event.id = Some(value.to_vec()),
            b"retry" if value.iter().all(u8::is_ascii_digit) && !value.is_empty() => value.clone_into(&mut self.retry),
            // A comment (no name), or a field that the standard does not know.
            _ => {}
        }
    }
}

/// Where the first CR or LF is. It looks at eight bytes at a time.
fn line_end(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let has = |word: u64, byte: u8| {
        let zeros = word ^ (ONES * u64::from(byte));
        zeros.wrapping_sub(ONES) & !zeros & (ONES << 7) != 0
    };
    let mut at = 0;
    while let Some(word) = bytes[at..].first_chunk().copied().map(u64::from_le_bytes) {
        if has(word, b'\n') || has(word, b'\r') {
            break;
        }
        at += 8;
    }
    Some(at + bytes[at..].iter().position(|b| matches!(b, b'\n' | b'\r'))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decode(format: Format, chunks: &[&[u8]]) -> Vec<Event> {
        let mut events = Vec::new();
        let mut decoder = Decoder::new(format);
        for chunk in chunks {
            decoder.push(chunk, &mut |e| events.push(e.clone()));
        }
        // A plain line needs no end of its own.
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
}
