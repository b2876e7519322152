//! Describes redirects, which the client does not follow.

use super::{path_of, redact_agent_token, without_query};
use crate::text::split_once;

/// The message for a redirect of `url`, with what to do about it if that is known.
///
/// Browsers hide the location of a redirect.
pub fn redirect_message(location: Option<&str>, url: &str, base: &str) -> String {
    let Some(location) = location.filter(|location| !location.is_empty()) else {
        return String::from(
            "redirected; browsers hide where to: check baseUrl, and whether a proxy adds or drops the last slash",
        );
    };
    // Both are redacted, because the caller's URL may already be.
    let (location, url) = (redact_agent_token(location), redact_agent_token(url));
    let mut words = String::from("redirected to ");
    words.push_str(&location);
    if differs_in_last_slash(&location, &url) {
        words.push_str("; only the last slash differs: ");
        let ends_in_slash = without_query(&url).ends_with("/");
        words.push_str(if ends_in_slash { "a proxy adds or drops it" } else { "end the path in a slash" });
    } else if let Some(base) = moved_base(&location, &url, base) {
        words.push_str("; set baseUrl to ");
        words.push_str(base);
    }
    words
}

/// Whether two URLs differ only in the last slash of their paths. Queries are ignored, because proxies drop them.
fn differs_in_last_slash(location: &str, url: &str) -> bool {
    let target = without_query(location);
    let is_path = target.starts_with("/") && !target.starts_with("//");
    let requested = if is_path { path_of(url) } else { without_query(url) };
    target.strip_suffix("/") == Some(requested) || requested.strip_suffix("/") == Some(target)
}

/// The base URL under which `location` is the same endpoint as `url` under `base`.
fn moved_base<'a>(location: &'a str, url: &str, base: &str) -> Option<&'a str> {
    let base_path = path_of(base);
    let endpoint = path_of(url).strip_prefix(base_path.strip_suffix("/").unwrap_or(base_path))?;
    let moved = without_query(location).strip_suffix(endpoint)?;
    let (scheme, rest) = split_once(moved, b':')?;
    let is_absolute = !scheme.is_empty() && split_once(scheme, b'/').is_none() && rest.starts_with("//");
    (is_absolute && moved != base).then_some(moved)
}

#[cfg(test)]
mod tests;
