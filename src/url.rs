//! Encodes URLs, reads their parts, and shortens them for messages.

mod redirect;

pub use redirect::redirect_message;

use crate::text::{before, concat, has, split, split_before, split_once};

/// Appends `text`, percent-encoded except for the unreserved characters of RFC 3986.
pub fn encode_component(text: &str, out: &mut String) {
    encode_except(text, b"", out);
}

/// Appends `text`, percent-encoded except for the unreserved characters of RFC 3986 and the bytes in `except`.
pub(crate) fn encode_except(text: &str, except: &[u8], out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || has(b"-._~", byte) || has(except, byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(hex_digit(byte >> 4));
            out.push(hex_digit(byte & 15));
        }
    }
}

fn hex_digit(value: u8) -> char {
    char::from(if value < 10 { b'0' + value } else { b'A' - 10 + value })
}

/// Encodes an id as one path segment. `@` is not encoded.
///
/// URL parsers resolve empty and dot segments, so these cannot be ids. An error is the text after the argument's name.
pub fn path_segment(id: &str) -> Result<String, &'static str> {
    if matches!(id, "" | "." | "..") {
        return Err("must not be empty, nor a dot segment");
    }
    if id.chars().any(char::is_control) {
        return Err("must not contain control characters");
    }
    let mut segment = String::new();
    encode_except(id, b"@", &mut segment);
    Ok(segment)
}

/// Checks a path that is passed to `request()`, and returns it without a leading slash.
///
/// The path must stay below the base URL after `fetch` has parsed the URL. An error is the text after the argument's
/// name.
pub fn relative_path(path: &str) -> Result<&str, &'static str> {
    let path = path.strip_prefix("/").unwrap_or(path);
    if path.chars().any(|c| c.is_control() || c == '\\' || c == '#') {
        return Err("must not contain control characters, backslashes or a fragment");
    }
    let route = before(path, b"?");
    if route.starts_with("/") || route.starts_with(" ") || has_scheme(route) {
        return Err("must be relative to baseUrl");
    }
    if split(route, b'/').any(is_dot_segment) {
        return Err("must not contain dot segments");
    }
    Ok(path)
}

/// Whether a URL parser reads the beginning of `text` as a scheme.
fn has_scheme(text: &str) -> bool {
    split_once(text, b':').is_some_and(|(scheme, _)| {
        scheme.bytes().next().is_some_and(|first| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || has(b"+.-", byte))
    })
}

/// Whether a URL parser may read `segment` as `.` or `..`. It also drops spaces at the end of a URL.
fn is_dot_segment(segment: &str) -> bool {
    let is_end = |rest: &str| rest.is_empty() || without_dot(rest) == Some("");
    without_dot(segment.trim_ascii()).is_some_and(is_end)
}

/// Strips a leading dot, also a percent-encoded one.
fn without_dot(text: &str) -> Option<&str> {
    text.strip_prefix(".").or_else(|| text.strip_prefix("%2e")).or_else(|| text.strip_prefix("%2E"))
}

/// Appends a query parameter, percent-encoded, to a URL or a path.
pub fn push_parameter(url: &mut String, name: &str, value: &str) {
    url.push(if url.bytes().any(|byte| byte == b'?') { '&' } else { '?' });
    encode_component(name, url);
    url.push('=');
    encode_component(value, url);
}

/// Whether the query of `url` has a parameter of this name, in any encoding.
pub fn has_parameter(url: &str, name: &str) -> bool {
    let Some((_, query)) = split_once(before(url, b"#"), b'?') else { return false };
    split(query, b'&').any(|pair| decodes_to(before(pair, b"="), name))
}

fn decodes_to(encoded: &str, name: &str) -> bool {
    let mut bytes = encoded.bytes();
    name.bytes().all(|byte| next_decoded(&mut bytes) == Some(u32::from(byte))) && bytes.len() == 0
}

/// The next byte of a query's name, decoded. A `%` without two hex digits is kept.
fn next_decoded(bytes: &mut core::str::Bytes) -> Option<u32> {
    let byte = bytes.next()?;
    if byte == b'+' {
        return Some(u32::from(b' '));
    }
    if byte == b'%' {
        let mut ahead = bytes.clone();
        let mut digit = || ahead.next().and_then(|byte| char::from(byte).to_digit(16));
        if let (Some(high), Some(low)) = (digit(), digit()) {
            *bytes = ahead;
            return Some(high * 16 + low);
        }
    }
    Some(u32::from(byte))
}

/// Appends the client's `url_host` unless the query has one.
#[inline(never)]
pub fn push_url_host(url: &mut String, host: &str) {
    if !has_parameter(url, "url_host") {
        push_parameter(url, "url_host", host);
    }
}

/// Masks the token of `agents/{token}/connect/`, for errors and hooks.
pub fn redact_agent_token(url: &str) -> String {
    let (address, query) = split_before(url, b"?#");
    // From the end, because the last one belongs to the endpoint. The base URL's path may contain the same words.
    let mut end = address.len();
    while let Some((head, connect)) = address.split_at_checked(end) {
        let token_start = head.bytes().rposition(|byte| byte == b'/').map_or(0, |at| at + 1);
        let (before, token) = head.split_at_checked(token_start).unwrap_or((head, ""));
        let is_endpoint = connect == "/connect" || connect.starts_with("/connect/");
        if is_endpoint && !token.is_empty() && before.ends_with("/agents/") {
            return concat(&[before, "***", connect, query]);
        }
        end = match token_start.checked_sub(1) {
            Some(end) => end,
            None => break,
        };
    }
    url.to_owned()
}

/// Splits an absolute URL into its origin and the rest.
fn split_origin(url: &str) -> (&str, &str) {
    let (_, tail) = split_before(url, b"/");
    let authority = tail.strip_prefix("//").unwrap_or(tail);
    let (_, rest) = split_before(authority, b"/?#");
    (url.strip_suffix(rest).unwrap_or(url), rest)
}

/// The path of an absolute URL, without origin, query and fragment, or `/`.
pub fn path_of(url: &str) -> &str {
    let path = without_query(split_origin(url).1);
    if path.is_empty() { "/" } else { path }
}

/// A URL without its query and its fragment.
pub fn without_query(url: &str) -> &str {
    before(url, b"?#")
}

/// The scheme and the authority of an absolute URL, such as `https://host:8000`.
pub fn origin_of(url: &str) -> &str {
    split_origin(url).0
}

/// Whether requests to `base` (a URL as a parser writes it) go to another machine over plain http, where others can
/// read them.
pub fn is_plaintext_remote(base: &str) -> bool {
    let Some(rest) = base.strip_prefix("http://") else { return false };
    let authority = before(rest, b"/");
    let is_port = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // In an IPv6 address, which contains colons, the port is after the bracket.
    let (address, after) = split_before(authority, b"]");
    let host = match after.strip_prefix("]:").or_else(|| split_once(authority, b':').map(|(_, port)| port)) {
        Some(port) if is_port(port) => {
            authority.strip_suffix(port).and_then(|host| host.strip_suffix(":")).unwrap_or(address)
        }
        _ => authority,
    };
    let is_loopback_address = || {
        let rest = host.strip_prefix("127.");
        rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
    };
    let is_name = || host == "localhost" || (host.ends_with(".localhost") && split_once(host, b':').is_none());
    !(host == "[::1]" || is_name() || is_loopback_address())
}

#[cfg(test)]
mod tests;
