//! `multipart/form-data` framing: what stands before and after a file's bytes, which themselves never come here.
//!
//! Names are escaped as browsers do it ([HTML, multipart/form-data encoding algorithm]).
//!
//! [HTML, multipart/form-data encoding algorithm]: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data

use crate::url::{append, join};

/// The text around one file.
#[derive(Debug, PartialEq)]
pub struct Frame {
    /// What stands before the file.
    pub head: String,
    /// What stands after it.
    pub tail: String,
}

/// Frames the fields, in order, and then a file under the name `file`. `boundary` must occur in none of them:
/// random, it does not.
pub fn frame(boundary: &str, fields: impl IntoIterator<Item = (String, String)>, filename: &str, mime: &str) -> Frame {
    let mut head = String::new();
    for (name, value) in fields {
        open(&mut head, boundary, &name);
        append(&mut head, &["\r\n\r\n", &value, "\r\n"]);
    }
    open(&mut head, boundary, "file");
    let mime = if is_mime(mime) { mime } else { "application/octet-stream" };
    append(&mut head, &["; filename=\"", &escape(filename), "\"\r\nContent-Type: ", mime, "\r\n\r\n"]);
    let tail = join(&["\r\n--", boundary, "--\r\n"]);
    Frame { head, tail }
}

/// A boundary with 64 random bits or more in it, of `random` numbers in [0, 1).
pub fn boundary(mut random: impl FnMut() -> f64) -> String {
    let mut out = String::from("----synapse-");
    for _ in 0..16 {
        let digit = (random() * 36.0) as usize % 36;
        out.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[digit] as char);
    }
    out
}

fn open(head: &mut String, boundary: &str, name: &str) {
    append(head, &["--", boundary, "\r\nContent-Disposition: form-data; name=\"", &escape(name), "\""]);
}

fn escape(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '\r' => out.push_str("%0D"),
            '\n' => out.push_str("%0A"),
            '"' => out.push_str("%22"),
            _ => out.push(c),
        }
    }
    out
}

/// A type that stays within its header line.
fn is_mime(mime: &str) -> bool {
    !mime.is_empty() && mime.bytes().all(|b| (0x20..0x7f).contains(&b))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::samples::texts;

    #[test]
    fn fields_come_first_and_the_file_is_last() {
        let fields = [("plugin".to_owned(), "1".to_owned()), ("a\"b".to_owned(), "ü\r\n--x".to_owned())];
        let frame = frame("x", fields, "플러그인 \"v2\"\r\n.zip", "application/zip");
        assert_eq!(
            frame.head,
            "--x\r\nContent-Disposition: form-data; name=\"plugin\"\r\n\r\n1\r\n\
             --x\r\nContent-Disposition: form-data; name=\"a%22b\"\r\n\r\nü\r\n--x\r\n\
             --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"플러그인 %22v2%22%0D%0A.zip\"\r\n\
             Content-Type: application/zip\r\n\r\n"
        );
        assert_eq!(frame.tail, "\r\n--x--\r\n");
    }

    #[test]
    fn a_type_cannot_break_out_of_its_header() {
        for mime in ["", "a/b\r\nX: y", "ä/b"] {
            let head = frame("x", [], "f", mime).head;
            assert!(head.ends_with("Content-Type: application/octet-stream\r\n\r\n"), "{mime:?}");
        }
    }

    #[test]
    fn a_boundary_is_as_random_as_its_source() {
        assert_eq!(boundary(|| 0.0), "----synapse-0000000000000000");
        assert_eq!(boundary(|| 0.999_999), "----synapse-zzzzzzzzzzzzzzzz");
    }

    proptest! {
        #[test]
        fn any_form_is_read_back(
            fields in vec((texts("\"\r\n;=a"), texts("\r\n-a")), 0..5),
            filename in texts("\"\r\n;=a"),
            mime in texts("a/;: \r\n"),
        ) {
            let boundary = boundary(|| 0.5);
            prop_assume!(fields.iter().all(|(_, value)| !value.contains(&boundary)));
            let frame = frame(&boundary, fields.clone(), &filename, &mime);
            let delimiter = ["--", &boundary, "\r\n"].concat();
            let parts: Vec<_> = frame.head.split(&delimiter).skip(1).collect();
            prop_assert_eq!(parts.len(), fields.len() + 1);
            for ((name, value), part) in fields.iter().zip(&parts) {
                let (head, body) = part.split_once("\r\n\r\n").expect("a head and a body");
                prop_assert_eq!(head, ["Content-Disposition: form-data; name=\"", &escape(name), "\""].concat());
                prop_assert_eq!(body, [value, "\r\n"].concat());
            }
            let head: Vec<_> = parts[fields.len()].split("\r\n").collect();
            prop_assert_eq!(head.len(), 4, "two headers, an empty line, and then the bytes");
            prop_assert!(head[1].starts_with("Content-Type: ") && head[2..] == ["", ""]);
            prop_assert_eq!(frame.tail, ["\r\n--", &boundary, "--\r\n"].concat());
        }

        #[test]
        fn any_dice_make_a_boundary(random in 0.0..1.0_f64) {
            let made = boundary(|| random);
            prop_assert!(made.len() <= 70 && made.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        }
    }
}
