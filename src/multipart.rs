//! Writes the parts of a `multipart/form-data` body before and after the bytes of a file. The bytes themselves are not
//! copied.

use crate::text::concat;

/// The parts of a body around a file, and the body's content type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The part before the file's bytes.
    pub head: String,
    /// The part after the file's bytes.
    pub tail: String,
    /// The body's `Content-Type`.
    pub content_type: String,
}

/// Builds a form of these fields, in order, followed by a file. A file type that could break out of its header line is
/// replaced.
pub fn frame(fields: &[(String, String)], file_name: &str, file_type: &str, boundary: &str) -> Frame {
    let mut head = String::new();
    for (name, value) in fields {
        open_part(name, boundary, &mut head);
        head.push_str("\r\n\r\n");
        head.push_str(value);
        head.push_str("\r\n");
    }
    let is_printable = !file_type.is_empty() && file_type.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    open_part("file", boundary, &mut head);
    head.push_str("; filename=\"");
    push_escaped(file_name, &mut head);
    head.push_str("\"\r\nContent-Type: ");
    head.push_str(if is_printable { file_type } else { "application/octet-stream" });
    head.push_str("\r\n\r\n");
    Frame {
        head,
        tail: concat(&["\r\n--", boundary, "--\r\n"]),
        content_type: concat(&["multipart/form-data; boundary=", boundary]),
    }
}

fn open_part(name: &str, boundary: &str, out: &mut String) {
    out.push_str("--");
    out.push_str(boundary);
    out.push_str("\r\nContent-Disposition: form-data; name=\"");
    push_escaped(name, out);
    out.push('"');
}

/// Appends a name, escaped as browsers do it:
/// <https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data>.
fn push_escaped(name: &str, out: &mut String) {
    for c in name.chars() {
        match c {
            '"' => out.push_str("%22"),
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            _ => out.push(c),
        }
    }
}

/// Makes a boundary. `random` returns numbers in [0, 1), so no field contains the boundary.
pub fn boundary(random: &mut dyn FnMut() -> f64) -> String {
    let mut boundary = String::from("----synapse-");
    for _ in 0..16 {
        boundary.push(char::from_digit((random() * 36.0) as u32, 36).unwrap_or('0'));
    }
    boundary
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOUNDARY: &str = "----synapse-0123456789abcdef";

    fn text(alphabet: &str, longest: usize) -> impl Strategy<Value = String> + use<> {
        let letters: Vec<char> = alphabet.chars().collect();
        prop::collection::vec(prop::sample::select(letters), 0..=longest).prop_map(String::from_iter)
    }

    fn fields(given: &[(&str, &str)]) -> Vec<(String, String)> {
        given.iter().map(|(name, value)| (String::from(*name), String::from(*value))).collect()
    }

    fn unescaped(name: &str) -> String {
        name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
    }

    /// The parts of a body: header lines and content.
    fn parts(body: &str) -> Option<Vec<(Vec<&str>, &str)>> {
        let body = body.strip_prefix("--")?.strip_prefix(BOUNDARY)?.strip_prefix("\r\n")?;
        let body = body.strip_suffix("--\r\n")?.strip_suffix(BOUNDARY)?.strip_suffix("\r\n--")?;
        let border = ["\r\n--", BOUNDARY, "\r\n"].concat();
        body.split(border.as_str())
            .map(|part| part.split_once("\r\n\r\n").map(|(head, content)| (head.split("\r\n").collect(), content)))
            .collect()
    }

    #[test]
    fn fields_come_first_and_the_file_is_last() {
        let given = fields(&[("plugin", "1"), ("a\"b", "ü\r\n--x")]);
        let frame = frame(&given, "플러그인 \"v2\"\r\n.zip", "application/zip", "B");
        assert_eq!(
            frame.head,
            "--B\r\nContent-Disposition: form-data; name=\"plugin\"\r\n\r\n1\r\n\
             --B\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\nü\r\n--x\r\n\
             --B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"플러그인 %22v2%22%0D%0A.zip\"\r\n\
             Content-Type: application/zip\r\n\r\n"
        );
        assert_eq!(frame.tail, "\r\n--B--\r\n");
        assert_eq!(frame.content_type, "multipart/form-data; boundary=B");
    }

    #[test]
    fn a_type_cannot_break_out_of_its_header() {
        for file_type in ["", "a/b\r\nX: y", "ä/b", "a/b\u{7f}", "a\tb"] {
            let head = frame(&[], "f", file_type, BOUNDARY).head;
            assert!(head.ends_with("\r\nContent-Type: application/octet-stream\r\n\r\n"), "{file_type:?}");
        }
        assert!(frame(&[], "f", "a/b; c=\"~\"", BOUNDARY).head.ends_with("\r\nContent-Type: a/b; c=\"~\"\r\n\r\n"));
    }

    #[test]
    fn a_boundary_is_made_of_digits_and_letters() {
        let mut next = -1.0;
        let mut random = || {
            next += 1.0;
            next % 36.0 / 36.0
        };
        let first = boundary(&mut random);
        let second = boundary(&mut random);
        assert_eq!([first.as_str(), &second], ["----synapse-0123456789abcdef", "----synapse-ghijklmnopqrstuv"]);
        for odd in [1.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(boundary(&mut || odd), "----synapse-0000000000000000");
        }
    }

    proptest! {
        #[test]
        fn any_form_is_read_back(
            given in prop::collection::vec((text("\";=a-ü\r\n", 24), text("\r\n-a\"ü", 24)), 0..5),
            name in text("\";=aü\r\n", 24),
            file_type in text("a/;: \r\n", 24),
        ) {
            let frame = frame(&given, &name, &file_type, BOUNDARY);
            let body = [&frame.head, "\r\n--", &frame.tail].concat();
            let mut read = parts(&body).ok_or(TestCaseError::fail("no form"))?;
            let file = read.pop().ok_or(TestCaseError::fail("no file"))?;
            let read: Vec<_> = read.iter().map(|(lines, content)| (unescaped(&lines.concat()), String::from(*content))).collect();
            let open = |name: &str| ["Content-Disposition: form-data; name=\"", name, "\""].concat();
            let expected: Vec<_> = given.iter().map(|(name, value)| (open(name), value.clone())).collect();
            prop_assert_eq!(read, expected);
            let lines: Vec<String> = file.0.iter().map(|line| unescaped(line)).collect();
            prop_assert_eq!(lines.len(), 2);
            prop_assert_eq!(lines.first(), Some(&[&open("file"), "; filename=\"", &name, "\""].concat()));
            prop_assert_eq!(file.1, "\r\n--");
        }
    }
}
