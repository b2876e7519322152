use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use crate::text::concat;
use crate::web::arguments::{Read, wrong};
use crate::web::fault::Refusal;

/// A credential whose value comes from a function.
#[derive(Clone, Debug)]
pub struct TokenFunction {
    /// The option's name.
    pub name: &'static str,
    /// The header that carries it.
    pub header: &'static str,
    /// The function that is called before every attempt.
    pub function: Function,
}

/// The value of a token option: nothing, a header's value, or a function.
#[derive(Clone, Debug)]
pub enum Token {
    None,
    Fixed(String),
    Function(Function),
}

/// Reads a token, or a function that returns one.
pub fn read_token(value: &JsValue, field: &str) -> Read<Token> {
    if let Some(function) = value.dyn_ref::<Function>() {
        return Ok(Token::Function(function.clone()));
    }
    Ok(token_header(value, field)?.map_or(Token::None, Token::Fixed))
}

/// The value of a token's header; `None` for an empty token. It is checked here, because the runtimes' own errors for
/// an invalid header quote its value.
pub fn token_header(value: &JsValue, field: &str) -> Read<Option<String>> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let Some(token) = value.as_string() else {
        let words =
            if field == "tenant" { "must be a string" } else { "must be a string, or a function that returns one" };
        return Err(wrong(value, field, words));
    };
    if token.is_empty() {
        return Ok(None);
    }
    let is_printable = token.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if !is_printable || token.starts_with(" ") || token.ends_with(" ") {
        return Err(Refusal::new(field, "must be printable ASCII without white space at either end: trim it"));
    }
    if token.starts_with("Token ") {
        return Err(Refusal::new(field, "must not begin with \"Token \": the client adds it"));
    }
    Ok(Some(concat(&["Token ", &token])))
}
