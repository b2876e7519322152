use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object};
use wasm_bindgen::JsValue;
use web_sys::RequestCredentials;

use super::base_url::{BaseUrl, read_base_url};
use super::token::{Token, read_token};
use super::{HeadersSource, PassedOptions, RetryOptions, TokenFunction, read_headers};
use crate::endpoint::Method;
use crate::retry::{RetryBudget, RetryPolicy};
use crate::url::is_plaintext_remote;
use crate::web::arguments::{Read, read_scalar};
use crate::web::fault::Refusal;
use crate::web::foreign::{global, has_method, shallow_copy, tag};
use crate::web::js;
use crate::web::observe::console;
use crate::web::own::Own;

/// The names of a client's options.
const NAMES: [&str; 15] = [
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
    "logger",
    "logLevel",
    "credentials",
    "fetch",
    "hooks",
];

/// Every credential, with its header and its environment variable in Node.
const TOKENS: [(&str, &str, Option<&str>); 4] = [
    ("apiToken", "Synapse-Access-Token", Some("SYNAPSE_API_TOKEN")),
    ("authorizationToken", "Authorization", None),
    ("tenant", "Synapse-Tenant", None),
    ("agentToken", "SYNAPSE-Agent", Some("SYNAPSE_AGENT_TOKEN")),
];

/// Which cookies are sent.
pub type Credentials = RequestCredentials;

/// The lowest level that is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// Each attempt.
    Debug,
    /// Each answer.
    Info,
    /// Retries.
    Warn,
    /// Each failed call.
    Error,
}

impl LogLevel {
    /// The name of the level, which is also the logger's method.
    pub fn method(self) -> &'static str {
        match self {
            LogLevel::Debug => "debug",
            LogLevel::Info => "info",
            LogLevel::Warn => "warn",
            LogLevel::Error => "error",
        }
    }
}

/// Objects that are made once and copied for each call, because strings that pass into JavaScript are the most
/// expensive part of a call.
#[derive(Debug, Default)]
pub struct Templates {
    /// The headers of calls without a body, and of calls with JSON.
    pub headers: [OnceCell<Object>; 2],
    inits: RefCell<Vec<(Method, Object)>>,
}

impl Templates {
    /// A copy of the init of calls with this method.
    pub fn init(&self, method: Method, make: impl FnOnce() -> Object) -> Object {
        let mut inits = self.inits.borrow_mut();
        if let Some((_, init)) = inits.iter().find(|(known, _)| *known == method) {
            return shallow_copy(init);
        }
        let init = make();
        let copy = shallow_copy(&init);
        inits.push((method, init));
        copy
    }
}

/// The settings of a client, shared by its calls.
#[derive(Debug)]
pub struct Settings {
    given: Own,
    /// The URL of the backend.
    pub base_url: BaseUrl,
    /// Constant tokens: headers with their values.
    pub tokens: Vec<(&'static str, String)>,
    /// Tokens from functions, which are called before every attempt.
    pub token_functions: Vec<TokenFunction>,
    /// Added to every query that has no `url_host`.
    pub url_host: Option<String>,
    /// Timeout of one attempt, in milliseconds.
    pub timeout: f64,
    /// The retry policy.
    pub retry: RetryPolicy,
    /// Additional headers.
    pub headers: HeadersSource,
    /// Which cookies are sent.
    pub credentials: Credentials,
    /// The injected `fetch`, if there is one.
    pub fetch: Option<Function>,
    /// The hooks, if there are any.
    pub hooks: Option<JsValue>,
    /// The logger, if there is one.
    pub logger: Option<JsValue>,
    /// The lowest level that is logged.
    pub log_level: LogLevel,
    /// The parts that most calls share.
    pub templates: Templates,
    /// The retry budget, shared with the clients that `withOptions` makes.
    pub budget: Rc<RetryBudget>,
    has_warned: Rc<Cell<bool>>,
}

impl Settings {
    /// Makes the settings from these options.
    pub fn new(options: &JsValue) -> Read<Settings> {
        if options.is_string() || tag(options) == "URL" {
            return Err(Refusal::new("options", "must be an object: { baseUrl, apiToken }"));
        }
        let given = if options.is_undefined() { Own::optional(options, "")? } else { Own::new(options, "options")? };
        Self::read(given, Rc::default(), Rc::default())
    }

    /// The same settings with some options changed. An option that is undefined is removed.
    pub fn with(&self, overrides: &JsValue) -> Read<Settings> {
        let own = Own::new(overrides, "options")?;
        let given = self.given.with(&own);
        // The option has two names. The one that is passed now takes precedence.
        for (name, other) in [("apiToken", "accessToken"), ("accessToken", "apiToken")] {
            if own.has(name) && !own.has(other) {
                given.set(other, &JsValue::UNDEFINED);
            }
        }
        Self::read(given, Rc::clone(&self.budget), Rc::clone(&self.has_warned))
    }

    fn read(given: Own, budget: Rc<RetryBudget>, has_warned: Rc<Cell<bool>>) -> Read<Settings> {
        let passed = PassedOptions::new(&given, "", &NAMES)?;
        // Filled in one by one, so that a refusal drops one struct instead of every value read so far.
        let mut settings = Settings {
            given,
            base_url: BaseUrl::Relative(String::new()),
            tokens: Vec::new(),
            token_functions: Vec::new(),
            url_host: None,
            timeout: 30_000.0,
            retry: RetryPolicy::default(),
            headers: HeadersSource::None,
            credentials: Credentials::Omit,
            fetch: None,
            hooks: None,
            logger: None,
            log_level: LogLevel::Warn,
            templates: Templates::default(),
            budget,
            has_warned,
        };
        settings.fill(&passed)?;
        settings.warn_of_plaintext();
        Ok(settings)
    }

    fn fill(&mut self, passed: &PassedOptions) -> Read<()> {
        self.base_url = read_base_url(passed.some("baseUrl"))?;
        self.read_tokens(passed)?;
        if let Some(host) = passed.get("urlHost") {
            self.url_host = read_scalar(host, "urlHost", "")?;
        }
        self.timeout = passed.duration("timeout")?.unwrap_or(self.timeout);
        if let Some(retry) = passed.some("retry") {
            self.retry = RetryOptions::policy(retry)?;
        }
        if let Some(headers) = passed.some("headers") {
            self.headers = read_headers(headers)?;
        }
        if let Some(credentials) = passed.get("credentials") {
            self.credentials = read_credentials(credentials)?;
        }
        self.fetch = passed.function("fetch")?;
        if let Some(hooks) = passed.some("hooks") {
            self.hooks = Some(read_hooks(hooks)?);
        }
        if let Some(logger) = passed.some("logger") {
            self.logger = Some(read_logger(logger)?);
        }
        if let Some(level) = passed.get("logLevel") {
            self.log_level = read_log_level(level, "logLevel")?;
        }
        self.log_to_console(passed)
    }

    fn read_tokens(&mut self, passed: &PassedOptions) -> Read<()> {
        for (name, header, variable) in TOKENS {
            let mut given = passed.get(name).map(|value| (name, value.clone()));
            if name == "apiToken" {
                let other = "accessToken";
                given = given.or_else(|| Some((other, passed.get(other)?.clone())));
            }
            let from_environment = || variable.map(|variable| (variable, js::environment(variable)));
            let Some((field, value)) = given.or_else(from_environment) else { continue };
            match read_token(&value, field)? {
                Token::None => {}
                Token::Fixed(value) => self.tokens.push((header, value)),
                Token::Function(_) if name == "tenant" => return Err(Refusal::new(name, "must be a string")),
                Token::Function(function) => self.token_functions.push(TokenFunction { name: field, header, function }),
            }
        }
        Ok(())
    }

    /// In Node, `SYNAPSE_LOG` sets the level from which a client without a logger logs to the console.
    fn log_to_console(&mut self, passed: &PassedOptions) -> Read<()> {
        let variable = "SYNAPSE_LOG";
        let value = js::environment(variable);
        if self.logger.is_none() && value.is_truthy() {
            let level = read_log_level(&value, variable)?;
            self.logger = Some(global("console"));
            if passed.get("logLevel").is_none() {
                self.log_level = level;
            }
        }
        Ok(())
    }

    fn warn_of_plaintext(&self) {
        let has_tokens = !self.tokens.is_empty() || !self.token_functions.is_empty();
        let is_exposed = has_tokens && is_plaintext_remote(self.base_url.as_str());
        if is_exposed && !self.has_warned.replace(true) {
            let words = "synapse-backend-client: a token is sent unencrypted: baseUrl is plain http to another machine";
            console("warn", &Array::of1(&words.into()));
        }
    }
}

#[inline(never)]
fn read_credentials(value: &JsValue) -> Read<Credentials> {
    match value.as_string().as_deref() {
        Some("omit") => Ok(Credentials::Omit),
        Some("same-origin") => Ok(Credentials::SameOrigin),
        Some("include") => Ok(Credentials::Include),
        _ => Err(Refusal::new("credentials", "must be 'omit', 'same-origin' or 'include'")),
    }
}

#[inline(never)]
fn read_hooks(hooks: &JsValue) -> Read<JsValue> {
    let known = ["onRequest", "onResponse", "onRetry"];
    let passed = PassedOptions::new(&Own::new(hooks, "hooks")?, "hooks.", &known)?;
    for name in known {
        passed.function(name)?;
    }
    Ok(hooks.clone())
}

#[inline(never)]
fn read_logger(logger: &JsValue) -> Read<JsValue> {
    let is_logger = ["debug", "info", "warn", "error"].iter().all(|name| has_method(logger, name));
    if is_logger {
        Ok(logger.clone())
    } else {
        Err(Refusal::new("logger", "must have the methods debug, info, warn and error, as console has"))
    }
}

#[inline(never)]
fn read_log_level(value: &JsValue, field: &str) -> Read<LogLevel> {
    let levels = [LogLevel::Debug, LogLevel::Info, LogLevel::Warn, LogLevel::Error];
    let name = value.as_string().unwrap_or_default();
    let level = levels.into_iter().find(|level| level.method() == name);
    level.ok_or_else(|| Refusal::new(field, "must be 'debug', 'info', 'warn' or 'error'"))
}
