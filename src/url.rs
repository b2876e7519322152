//! Path segments, paths and queries, so that no value becomes syntax.

/// Why a value cannot stand in a URL: words that follow the name of the argument.
pub type Refusal = &'static str;

/// A value as one path segment: percent-encoded, `@` bare. Refuses what a URL parser would take for something else.
pub fn segment(value: &str) -> Result<String, Refusal> {
    match value {
        "" => Err("must not be empty"),
        "." | ".." => Err("must not be a dot segment"),
        _ if has_control(value) => Err("must not contain control characters"),
        _ => {
            let mut out = String::with_capacity(value.len());
            encode(value, Some(b'@'), &mut out);
            Ok(out)
        }
    }
}

/// Texts, one after the other. The standard library's `concat` is larger.
pub fn join(parts: &[&str]) -> String {
    let mut out = String::new();
    append(&mut out, parts);
    out
}

/// Texts, at the end of another.
pub fn append(out: &mut String, parts: &[&str]) {
    out.reserve(parts.iter().map(|part| part.len()).sum());
    parts.iter().for_each(|part| out.push_str(part));
}

/// A number in decimal digits. The standard library's formatting is half a kilobyte of the package.
pub fn decimal(number: u64) -> String {
    let mut out = if number < 10 { String::new() } else { decimal(number / 10) };
    out.push((b'0' + (number % 10) as u8) as char);
    out
}

/// A path relative to the base URL, as a caller of `request()` wrote it, without leading slash.
/// Refuses what would leave the base URL once `fetch` has parsed it.
pub fn relative_path(path: &str) -> Result<&str, Refusal> {
    let path = path.strip_prefix("/").unwrap_or(path);
    if has_control(path) || has(path, b'\\') {
        return Err("must not contain control characters or backslashes");
    }
    if has(path, b'#') {
        return Err("must not contain a fragment");
    }
    let before_query = path.as_bytes().split(|b| *b == b'?').next().unwrap_or_default();
    if matches!(before_query, [b'/' | b' ', ..]) || has_scheme(before_query) {
        return Err("must be relative to baseUrl");
    }
    if before_query.split(|b| *b == b'/').any(is_dot_segment) {
        return Err("must not contain dot segments");
    }
    Ok(path)
}

/// Whether a text has that ASCII character.
fn has(text: &str, ascii: u8) -> bool {
    text.bytes().any(|b| b == ascii)
}

/// Whether a text has a character of Unicode's category Cc: U+0000 to U+001F, U+007F to U+009F.
fn has_control(text: &str) -> bool {
    let mut before = 0;
    text.bytes().any(|b| b.is_ascii_control() || (std::mem::replace(&mut before, b) == 0xC2 && b < 0xA0))
}

/// `.` and `..`, also when percent-encoded: URL parsers resolve both spellings.
fn is_dot_segment(segment: &[u8]) -> bool {
    let mut rest = segment.trim_ascii();
    let mut dots = 0;
    while !rest.is_empty() {
        rest = match rest {
            [b'.', rest @ ..] | [b'%', b'2', b'e' | b'E', rest @ ..] => rest,
            _ => return false,
        };
        dots += 1;
    }
    dots == 1 || dots == 2
}

fn has_scheme(path: &[u8]) -> bool {
    let length = path.iter().position(|b| *b == b':').unwrap_or_default();
    let is_scheme = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.');
    path[..length].iter().all(is_scheme) && path[..length].first().is_some_and(u8::is_ascii_alphabetic)
}

/// Appends one parameter to a URL or a path that may have some already.
pub fn push_query(url: &mut String, name: &str, value: &str) {
    url.push(if has(url, b'?') { '&' } else { '?' });
    encode(name, None, url);
    url.push('=');
    encode(value, None, url);
}

/// Percent-encodes all but [RFC 3986]'s unreserved characters and the `bare` one.
///
/// [RFC 3986]: https://www.rfc-editor.org/rfc/rfc3986#section-2.3
fn encode(text: &str, bare: Option<u8>, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') || bare == Some(byte) {
            out.push(byte as char);
        } else {
            let hex = |digit: u8| b"0123456789ABCDEF"[usize::from(digit & 15)] as char;
            out.extend(['%', hex(byte >> 4), hex(byte)]);
        }
    }
}

#[cfg(test)]
mod tests;
