//! Path segments, paths and queries, so that no value becomes syntax.

/// Why a value cannot stand in a URL: words that follow the name of the argument.
pub type Refusal = &'static str;

/// A value as one path segment: percent-encoded, `@` bare. Refuses what a URL parser would take for something else.
pub fn segment(value: &str) -> Result<String, Refusal> {
    match value {
        "" => Err("must not be empty"),
        "." | ".." => Err("must not be a dot segment"),
        _ if value.chars().any(char::is_control) => Err("must not contain control characters"),
        _ => {
            let mut out = String::with_capacity(value.len());
            encode(value, b"@", &mut out);
            Ok(out)
        }
    }
}

/// A path with its `{name}` replaced by an encoded segment.
pub fn fill(path: &str, segment: &str) -> String {
    match (path.split_once('{'), path.split_once('}')) {
        (Some((before, _)), Some((_, after))) => [before, segment, after].concat(),
        _ => path.to_owned(),
    }
}

/// A path relative to the base URL, as a caller of `request()` wrote it, without leading slash.
/// Refuses what would leave the base URL once `fetch` has parsed it.
pub fn relative_path(path: &str) -> Result<&str, Refusal> {
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.chars().any(|c| c.is_control() || c == '\\') {
        return Err("must not contain control characters or backslashes");
    }
    if path.contains('#') {
        return Err("must not contain a fragment");
    }
    let before_query = path.split('?').next().unwrap_or_default();
    if path.starts_with('/') || path.starts_with(' ') || has_scheme(before_query) {
        return Err("must be relative to baseUrl");
    }
    if before_query.split('/').any(is_dot_segment) {
        return Err("must not contain dot segments");
    }
    Ok(path)
}

/// `.` and `..`, also when percent-encoded: URL parsers resolve both spellings.
fn is_dot_segment(segment: &str) -> bool {
    let mut rest = segment.trim();
    let mut dots = 0;
    while !rest.is_empty() {
        let after = [".", "%2e", "%2E"].iter().find_map(|dot| rest.strip_prefix(dot));
        let Some(after) = after else {
            return false;
        };
        (rest, dots) = (after, dots + 1);
    }
    dots == 1 || dots == 2
}

fn has_scheme(path: &str) -> bool {
    path.split_once(':').is_some_and(|(scheme, _)| {
        let mut letters = scheme.bytes();
        letters.next().is_some_and(|b| b.is_ascii_alphabetic())
            && letters.all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    })
}

/// Appends one parameter to a URL that may have some already.
pub fn push_query(url: &mut String, name: &str, value: &str) {
    url.push(if url.contains('?') { '&' } else { '?' });
    encode(name, b"", url);
    url.push('=');
    encode(value, b"", url);
}

/// Whether a URL's query has a parameter with that (plain ASCII) name.
pub fn has_query(url: &str, name: &str) -> bool {
    url.split_once('?').is_some_and(|(_, query)| query.split('&').any(|pair| pair.split('=').next() == Some(name)))
}

/// Percent-encodes all but [RFC 3986]'s unreserved characters and the `bare` ones.
///
/// [RFC 3986]: https://www.rfc-editor.org/rfc/rfc3986#section-2.3
fn encode(text: &str, bare: &[u8], out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || bare.contains(&byte) {
            out.push(byte as char);
        } else {
            let hex = |digit: u8| b"0123456789ABCDEF"[usize::from(digit & 15)] as char;
            out.extend(['%', hex(byte >> 4), hex(byte)]);
        }
    }
}

/// A URL as errors and hooks may show it: the token of `agents/{token}/connect/` is masked.
pub fn mask(url: &str) -> String {
    let (path, query) = url.find(['?', '#']).map_or((url, ""), |at| url.split_at(at));
    let segments: Vec<&str> = path.split('/').collect();
    let is_token = |i: usize| i > 0 && segments[i - 1] == "agents" && segments.get(i + 1) == Some(&"connect");
    let shown: Vec<&str> = (0..segments.len()).map(|i| if is_token(i) { "***" } else { segments[i] }).collect();
    [&shown.join("/"), query].concat()
}

/// What follows the `https://` of an absolute URL.
fn after_scheme(url: &str) -> Option<&str> {
    url.split_once(':')?.1.strip_prefix("//")
}

/// The path of an absolute URL, as messages show it: without origin and query.
pub fn path_of(url: &str) -> &str {
    let after_scheme = after_scheme(url).unwrap_or(url);
    let path = after_scheme.find('/').map_or("/", |at| &after_scheme[at..]);
    path.split(['?', '#']).next().unwrap_or(path)
}

/// The base URL that a redirect points to: its target without what followed the present base. `None` where the target
/// is relative or ends otherwise.
pub fn behind_redirect(location: &str, path: &str, base: &str) -> Option<String> {
    let beyond = path.strip_prefix(path_of(base).trim_end_matches('/'))?;
    let target = location.split(['?', '#']).next()?;
    let new_base = target.strip_suffix(beyond)?;
    after_scheme(new_base).map(|_| new_base.to_owned())
}

/// Whether what is sent there can be read on its way: plain http to another machine.
pub fn is_exposed(base: &str) -> bool {
    let Some(rest) = base.strip_prefix("http://") else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, _port)) if !host.ends_with(']') => name,
        _ => host,
    };
    // URL parsers have made every spelling of an IPv4 address four numbers.
    let is_loopback_v4 = || name.starts_with("127.") && name.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    !(name == "localhost" || name.ends_with(".localhost") || name == "[::1]" || is_loopback_v4())
}

#[cfg(test)]
mod tests;
