use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use crate::text::{before, concat, contains, has, split_before};
use crate::web::arguments::{Read, read_scalar};
use crate::web::fault::Refusal;
use crate::web::foreign::{is_iterable, is_list, tag};
use crate::web::own::{Own, read_pairs};

/// The source of additional headers.
#[derive(Clone, Debug, Default)]
pub enum HeadersSource {
    /// None.
    #[default]
    None,
    /// Names in lower case, with their values.
    Fixed(Vec<(String, String)>),
    /// A function that is called before every attempt.
    Function(Function),
}

/// Reads additional headers in any form that fetch takes, or a function that returns them.
pub fn read_headers(value: &JsValue) -> Read<HeadersSource> {
    match value.dyn_ref::<Function>() {
        Some(function) => Ok(HeadersSource::Function(function.clone())),
        None => read_fixed_headers(value).map(HeadersSource::Fixed),
    }
}

/// Reads headers from a record, a `Headers` or a list of pairs.
pub fn read_fixed_headers(value: &JsValue) -> Read<Vec<(String, String)>> {
    let mut headers: Vec<(String, String)> = Vec::new();
    let kind = tag(value);
    let has_pairs = matches!(kind.as_str(), "Headers" | "Map" | "Object" | "Generator") || kind.ends_with("Iterator");
    if is_list(value) || (has_pairs && is_iterable(value)) {
        for (name, item) in read_pairs(value, "headers")? {
            add(&mut headers, &name, &item)?;
        }
    } else {
        let own = Own::optional(value, "headers")?;
        for (name, item) in own.entries()? {
            add(&mut headers, &name, &item)?;
        }
    }
    Ok(headers)
}

/// Adds a header. A repeated name gets both values, as in fetch.
fn add(headers: &mut Vec<(String, String)>, name: &str, item: &JsValue) -> Read<()> {
    // The part after a colon is a value, which may be a token.
    let field = concat(&["headers.", before(name, b":")]);
    if name.is_empty() || !name.bytes().all(is_token_char) {
        return Err(Refusal::new(&field, "is not a header name (no colon, no space)"));
    }
    let text = read_scalar(item, &field, "")?.unwrap_or_default();
    if !text.chars().all(|c| matches!(c, '\t' | ' '..='~' | '\u{80}'..='\u{ff}')) {
        return Err(Refusal::new(&field, "must be text that a header can hold"));
    }
    let name = name.to_ascii_lowercase();
    match headers.iter_mut().find(|(known, _)| *known == name) {
        Some((_, value)) => *value = concat(&[value, ", ", &text]),
        None => headers.push((name, text)),
    }
    Ok(())
}

/// Whether a header name may contain this byte: <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2>.
fn is_token_char(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || has(b"!#$%&'*+-.^_`|~", byte)
}

/// Parts of the names of headers that carry credentials.
const CREDENTIALS: [&str; 6] = ["auth", "cookie", "key", "secret", "synapse", "token"];

/// The shortest word that is redacted. Shorter ones are schemes, such as `Bearer`.
const SHORTEST: usize = 8;

/// The secrets in these headers: the words of their credentials.
pub fn secrets_of(headers: &[(String, String)]) -> Vec<String> {
    let mut secrets = Vec::new();
    for (name, value) in headers {
        let mut rest = value.as_str();
        while !rest.is_empty() && CREDENTIALS.iter().any(|part| contains(name, part)) {
            let (word, after) = split_before(rest, b" ,;=");
            if word.len() >= SHORTEST {
                secrets.push(word.to_owned());
            }
            rest = after.get(1..).unwrap_or_default();
        }
    }
    secrets
}
