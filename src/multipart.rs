//! `multipart/form-data` framing: what stands before and after a file's bytes, which themselves never come here.
//!
//! Names are escaped as browsers do it ([HTML, multipart/form-data encoding algorithm]).
//!
//! [HTML, multipart/form-data encoding algorithm]: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data

/// The text around one file.
#[derive(Debug, PartialEq)]
pub struct Frame {
    pub head: String,
    pub tail: String,
}

/// Frames the fields, in order, and then a file under the name `file`. `boundary` must occur in none of them:
/// random, it does not.
pub fn frame(boundary: &str, fields: &[(String, String)], filename: &str, mime: &str) -> Frame {
    let mut head = String::new();
    for (name, value) in fields {
        open(&mut head, boundary, name);
        head.extend(["\r\n\r\n", value, "\r\n"]);
    }
    open(&mut head, boundary, "file");
    let mime = if is_mime(mime) { mime } else { "application/octet-stream" };
    head.extend(["; filename=\"", &escape(filename), "\"\r\nContent-Type: "]);
    head.extend([mime, "\r\n\r\n"]);
    let tail = ["\r\n--", boundary, "--\r\n"].concat();
    Frame { head, tail }
}

/// The value of the request's Content-Type.
pub fn content_type(boundary: &str) -> String {
    ["multipart/form-data; boundary=", boundary].concat()
}

/// A boundary with 64 random bits or more in it, of `random` numbers in [0, 1).
pub fn boundary(mut random: impl FnMut() -> f64) -> String {
    let mut out = String::from("----synapse-");
    for _ in 0..16 {
        let digit = (random() * 36.0) as u32 % 36;
        out.extend(char::from_digit(digit, 36));
    }
    out
}

fn open(head: &mut String, boundary: &str, name: &str) {
    head.extend(["--", boundary, "\r\nContent-Disposition: form-data; name=\""]);
    head.push_str(&escape(name));
    head.push('"');
}

fn escape(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

/// A type that stays within its header line.
fn is_mime(mime: &str) -> bool {
    !mime.is_empty() && mime.bytes().all(|b| (0x20..0x7f).contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_come_first_and_the_file_is_last() {
        let fields = [("plugin".to_owned(), "1".to_owned()), ("a\"b".to_owned(), "ü\r\n--x".to_owned())];
        let frame = frame("x", &fields, "플러그인 \"v2\"\r\n.zip", "application/zip");
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
            let head = frame("x", &[], "f", mime).head;
            assert!(head.ends_with("Content-Type: application/octet-stream\r\n\r\n"), "{mime:?}");
        }
    }

    #[test]
    fn a_boundary_is_as_random_as_its_source() {
        assert_eq!(boundary(|| 0.0), "----synapse-0000000000000000");
        assert_eq!(boundary(|| 0.999_999), "----synapse-zzzzzzzzzzzzzzzz");
    }
}
