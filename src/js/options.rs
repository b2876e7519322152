//! The options of a client and of a call, read into typed structs. A name that is not known is refused: a misspelt
//! option would otherwise be a silent default.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

use super::convert::{self, Entry, has_method, is_record, optional_record};
use super::failure::Refused;
use crate::retry::{Budget, Policy};

/// A credential of the client, and the header that carries it.
pub struct Token {
    pub option: &'static str,
    pub header: &'static str,
    pub source: TokenSource,
}

pub enum TokenSource {
    /// `Token …`, ready to be sent.
    Fixed(String),
    /// Asked before every attempt.
    Asked(Function),
}

/// Every option that is a credential, with its header.
const TOKENS: [(&str, &str); 4] = [
    ("apiToken", "Synapse-Access-Token"),
    ("authorizationToken", "Authorization"),
    ("tenant", "Synapse-Tenant"),
    ("agentToken", "SYNAPSE-Agent"),
];

/// Where Node finds a token that no option gives.
const ENVIRONMENT: [(&str, &str); 2] = [("apiToken", "SYNAPSE_API_TOKEN"), ("agentToken", "SYNAPSE_AGENT_TOKEN")];

/// The options of a `BackendClient`, read and checked.
pub struct ClientOptions {
    pub base: String,
    pub tokens: Vec<Token>,
    pub url_host: Option<String>,
    pub timeout: f64,
    pub retry: Policy,
    pub headers: Vec<(String, String)>,
    pub fetch: Option<Function>,
    pub hooks: Option<JsValue>,
    pub budget: Rc<Budget>,
    /// As they were given: what `withOptions` starts from.
    pub given: Object,
    /// Whether the warning about plain http was given, by this client or the one that it was made of.
    pub has_warned: Rc<Cell<bool>>,
}

const CLIENT_OPTIONS: [&str; 12] = [
    "baseUrl",
    "apiToken",
    "accessToken",
    "agentToken",
    "authorizationToken",
    "tenant",
    "urlHost",
    "timeout",
    "retry",
    "headers",
    "fetch",
    "hooks",
];

impl ClientOptions {
    /// Reads what a constructor, or `withOptions`, was given.
    pub fn read(given: Object, budget: Rc<Budget>, has_warned: Rc<Cell<bool>>) -> Result<Self, Refused> {
        let mut base = Err(Refused::new("baseUrl", "is required"));
        let mut options = ClientOptions {
            base: String::new(),
            tokens: Vec::new(),
            url_host: None,
            timeout: 30_000.0,
            retry: Policy::default(),
            headers: Vec::new(),
            fetch: None,
            hooks: None,
            budget,
            given: given.clone(),
            has_warned,
        };
        for (name, value) in convert::entries(&given) {
            match name.as_str() {
                "baseUrl" => base = base_url(&value),
                "urlHost" => options.url_host = optional_text(&value, &name)?,
                "timeout" => options.timeout = convert::number(&value, &name, 0.0)?,
                "retry" => options.retry = policy(&value, &Policy::default())?,
                "headers" => options.headers = headers(&value)?,
                "fetch" => options.fetch = convert::function(&value, &name)?,
                "hooks" => options.hooks = hooks(value)?,
                _ => {
                    let credential = canonical(&name);
                    let known = TOKENS.iter().find(|(option, _)| *option == credential);
                    let (option, header) = known.ok_or_else(|| Refused::unknown(&name, &name, &CLIENT_OPTIONS))?;
                    let source = token_source(&value, &name)?;
                    options.tokens.extend(source.map(|source| Token { option, header, source }));
                }
            }
        }
        options.base = base?;
        for (option, variable) in ENVIRONMENT {
            if Reflect::get(&given, &option.into()).is_ok_and(|v| v.is_undefined()) {
                options.read_environment(option, variable)?;
            }
        }
        Ok(options)
    }

    fn read_environment(&mut self, option: &str, variable: &str) -> Result<(), Refused> {
        let Some(value) = environment(variable) else {
            return Ok(());
        };
        let token = TOKENS.into_iter().find(|(name, _)| *name == option);
        if let (Some((option, header)), Some(source)) = (token, token_source(&value, variable)?) {
            self.tokens.push(Token { option, header, source });
        }
        Ok(())
    }

    /// The own properties of `overrides` over those of `base`, with `accessToken` under its first name.
    pub fn merge(base: &Object, overrides: &JsValue) -> Result<Object, Refused> {
        if !is_record(overrides) {
            return Err(Refused::new("options", "must be an object"));
        }
        let merged = Object::assign(&bare_object(), base);
        // Undefined counts here: it takes an option away.
        for name in Object::keys(overrides.unchecked_ref::<Object>()).iter() {
            let value = Reflect::get(overrides, &name).unwrap_or_default();
            let own_name = name.as_string().unwrap_or_default();
            let _ = Reflect::set(&merged, &canonical(&own_name).into(), &value);
        }
        Ok(merged)
    }
}

/// An object without prototype.
fn bare_object() -> Object {
    Object::create(JsValue::NULL.unchecked_ref())
}

/// `accessToken` is another name of `apiToken`.
fn canonical(name: &str) -> &str {
    if name == "accessToken" { "apiToken" } else { name }
}

fn environment(name: &str) -> Option<JsValue> {
    ["process", "env", name].iter().try_fold(js_sys::global().into(), |holder: JsValue, key| {
        // A runtime may forbid the look (Deno without --allow-env): then there is nothing to see.
        Reflect::get(&holder, &(*key).into()).ok().filter(|v| !v.is_undefined())
    })
}

fn base_url(value: &JsValue) -> Result<String, Refused> {
    let refuse = |words| Refused::new("baseUrl", words);
    let given = convert::text(value, "baseUrl")?;
    let url =
        web_sys::Url::new(&given).map_err(|_| refuse("must be an absolute URL, such as https://api.synapse.sh"))?;
    if !matches!(url.protocol().as_str(), "http:" | "https:") {
        return Err(refuse("must begin with http:// or https://"));
    }
    if !url.username().is_empty() || !url.password().is_empty() {
        return Err(refuse("must not contain credentials"));
    }
    if !url.search().is_empty() || !url.hash().is_empty() {
        return Err(refuse("must not contain a query or a fragment"));
    }
    let base = url.origin() + &url.pathname();
    Ok(base.trim_end_matches('/').to_owned())
}

fn optional_text(value: &JsValue, field: &str) -> Result<Option<String>, Refused> {
    let text = convert::scalar(value, field)?;
    Ok(text.filter(|text| !text.is_empty()))
}

fn hooks(value: JsValue) -> Result<Option<JsValue>, Refused> {
    const HOOKS: [&str; 3] = ["onRequest", "onResponse", "onRetry"];
    for (name, hook) in optional_record(&value, "hooks")? {
        let field = ["hooks.", &name].concat();
        if !HOOKS.contains(&name.as_str()) {
            return Err(Refused::unknown(&field, &name, &HOOKS));
        }
        convert::function(&hook, &field)?;
    }
    Ok((!value.is_null()).then_some(value))
}

fn token_source(value: &JsValue, field: &str) -> Result<Option<TokenSource>, Refused> {
    match value.dyn_ref::<Function>() {
        Some(function) => Ok(Some(TokenSource::Asked(function.clone()))),
        None => Ok(token_header(value, field)?.map(TokenSource::Fixed)),
    }
}

/// The header that carries a token; none for an empty one. Checked here, because the runtimes' own errors for a
/// bad header quote its value.
pub fn token_header(value: &JsValue, field: &str) -> Result<Option<String>, Refused> {
    if value.is_undefined() || value.is_null() {
        return Ok(None);
    }
    let token =
        value.as_string().ok_or_else(|| Refused::new(field, "must be a string, or a function that answers one"))?;
    let is_printable = token.bytes().all(|b| (0x20..0x7f).contains(&b));
    if !is_printable || token.trim() != token {
        let words = "must be printable ASCII without a space at either end";
        return Err(Refused::new(field, words));
    }
    Ok((!token.is_empty()).then(|| ["Token ", &token].concat()))
}

/// Further headers, their names in lower case.
fn headers(value: &JsValue) -> Result<Vec<(String, String)>, Refused> {
    let header = |(name, value): Entry| {
        let field = ["headers.", &name].concat();
        let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        if name.is_empty() || !name.bytes().all(is_token) {
            return Err(Refused::new(&field, "is no header name"));
        }
        let text = convert::scalar(&value, &field)?.unwrap_or_default();
        let is_legal = |c: char| c == '\t' || (' '..='\u{ff}').contains(&c) && c != '\u{7f}';
        if !text.chars().all(is_legal) {
            return Err(Refused::new(&field, "must be text that a header can hold"));
        }
        Ok((name.to_ascii_lowercase(), text))
    };
    optional_record(value, "headers")?.into_iter().map(header).collect()
}

/// `retry`: false, or what differs from `base`.
fn policy(value: &JsValue, base: &Policy) -> Result<Policy, Refused> {
    const NAMES: [&str; 5] = ["limit", "baseDelay", "maxDelay", "maxRetryAfter", "unsafe"];
    if value.as_bool() == Some(false) {
        return Ok(Policy::never());
    }
    let mut policy = base.clone();
    for (name, value) in optional_record(value, "retry")? {
        let field = ["retry.", &name].concat();
        match name.as_str() {
            "limit" => policy.limit = convert::whole_number(&value, &field)? as u32,
            "baseDelay" => policy.base_delay = convert::number(&value, &field, 0.0)?,
            "maxDelay" => policy.max_delay = convert::number(&value, &field, 0.0)?,
            "maxRetryAfter" => policy.max_retry_after = convert::number(&value, &field, 0.0)?,
            "unsafe" => policy.repeat_unsafe = convert::boolean(&value, &field)?,
            _ => return Err(Refused::unknown(&field, &name, &NAMES)),
        }
    }
    Ok(policy)
}

/// The options that every call takes.
#[derive(Default)]
pub struct CallOptions {
    pub signal: Option<AbortSignal>,
    pub timeout: Option<f64>,
    pub retry: Option<Policy>,
    pub headers: Vec<(String, String)>,
}

const CALL_OPTIONS: [&str; 4] = ["signal", "timeout", "retry", "headers"];

impl CallOptions {
    /// Reads a call's options, handing those of `further` names to `take`.
    pub fn read(
        value: &JsValue,
        client: &Policy,
        further: &[&str],
        take: &mut dyn FnMut(&str, &JsValue) -> Result<(), Refused>,
    ) -> Result<Self, Refused> {
        let mut options = CallOptions::default();
        for (name, value) in optional_record(value, "options")? {
            match name.as_str() {
                "signal" => options.signal = signal(value)?,
                "timeout" => options.timeout = Some(convert::number(&value, &name, 0.0)?),
                "retry" => options.retry = Some(policy(&value, client)?),
                "headers" => options.headers = headers(&value)?,
                _ if further.contains(&name.as_str()) => take(&name, &value)?,
                _ => {
                    let known = [&CALL_OPTIONS, further].concat();
                    return Err(Refused::unknown(&name, &name, &known));
                }
            }
        }
        Ok(options)
    }
}

fn signal(value: JsValue) -> Result<Option<AbortSignal>, Refused> {
    if value.is_null() {
        return Ok(None);
    }
    let has_flag = Reflect::get(&value, &"aborted".into()).is_ok_and(|flag| flag.as_bool().is_some());
    if !has_flag || !has_method(&value, "addEventListener") {
        return Err(Refused::new("signal", "must be an AbortSignal"));
    }
    Ok(Some(value.unchecked_into()))
}
