use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use crate::text::{before, concat, contains, has, split_before};
use crate::web::arguments::{Read, read_scalar};
use crate::web::fault::Refusal;
use crate::web::foreign::{is_list, tag};
use crate::web::own::{Own, read_pairs};

/// Where further headers come from.
#[derive(Clone, Debug, Default)]
pub enum HeadersSource {
    /// There are none.
    #[default]
    None,
    /// Names, in lower case, with their values.
    Fixed(Vec<(String, String)>),
    /// A function that is asked before every attempt.
    Function(Function),
}

/// Further headers, as fetch takes them, or a function that answers such.
pub fn read_headers(value: &JsValue) -> Read<HeadersSource> {
    if value.is_undefined() || value.is_null() {
        return Ok(HeadersSource::None);
    }
    match value.dyn_ref::<Function>() {
        Some(function) => Ok(HeadersSource::Function(function.clone())),
        None => read_fixed_headers(value).map(HeadersSource::Fixed),
    }
}

/// Further headers: a record, a `Headers`, a list of pairs.
pub fn read_fixed_headers(value: &JsValue) -> Read<Vec<(String, String)>> {
    let mut headers: Vec<(String, String)> = Vec::new();
    if is_list(value) || (value.is_object() && matches!(tag(value).as_str(), "Headers" | "Map")) {
        for (name, item) in read_pairs(value, "headers")? {
            add(&mut headers, &name, &item)?;
        }
    } else {
        let own = Own::optional(value, "headers")?;
        for name in own.names()? {
            add(&mut headers, &name, &own.get(&name))?;
        }
    }
    Ok(headers)
}

/// Adds a header. A name that stands twice has both values, as fetch reads it.
fn add(headers: &mut Vec<(String, String)>, name: &str, item: &JsValue) -> Read<()> {
    // What stands behind a colon is a value, which may be a token.
    let field = concat(&["headers.", before(name, b":")]);
    if name.is_empty() || !name.bytes().all(is_token_char) {
        return Err(Refusal::new(&field, "is not a header name (no colon, no space)"));
    }
    let text = read_scalar(item, &field)?.unwrap_or_default();
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

/// What a header's name is made of: <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2>.
fn is_token_char(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || has(b"!#$%&'*+-.^_`|~", byte)
}

/// Names of headers that carry credentials have one of these in them.
const CREDENTIALS: [&str; 6] = ["auth", "cookie", "key", "secret", "synapse", "token"];

/// What is shorter is a scheme, as `Bearer` is.
const SHORTEST: usize = 8;

/// What must be told to nobody: the words of the credentials among these headers.
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
