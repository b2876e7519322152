//! Reads and checks options. Unknown names are refused, because a misspelt option would silently have its default.

mod base_url;
mod call;
mod client;
mod headers;
mod passed;
mod token;

pub use base_url::BaseUrl;
pub use call::{CallOptions, Kind, read_call_options, read_options};
pub use client::{Credentials, LogLevel, Settings};
pub use headers::{HeadersSource, read_fixed_headers, read_headers, secrets_of};
pub use token::{TokenFunction, token_header};

use self::passed::PassedOptions;
use super::arguments::{Read, read_whole_number};
use super::fault::Refusal;
use super::own::Own;
use crate::retry::RetryPolicy;
use crate::suggest::suggestion;
use crate::text::{before, concat, join};
use wasm_bindgen::JsValue;

/// Names of options in other clients, and the names here.
const SYNONYMS: [(&str, &str); 9] = [
    ("url", "baseUrl"),
    ("host", "baseUrl"),
    ("endpoint", "baseUrl"),
    ("token", "apiToken"),
    ("apiKey", "apiToken"),
    ("retries", "retry.limit"),
    ("body", "data"),
    ("json", "data"),
    ("query", "params"),
];

/// Refuses an unknown option, and suggests the most similar one, or lists all.
#[inline(never)]
fn unknown(prefix: &str, name: &str, known: &[&str]) -> Refusal {
    let is_known = |meant: &&str| known.contains(&before(meant, b"."));
    let synonyms = SYNONYMS.iter().filter_map(|(other, meant)| {
        let meant = meant.strip_prefix(prefix).filter(is_known)?;
        Some((*other, meant))
    });
    let words = match suggestion(name, synonyms.chain(known.iter().map(|name| (*name, *name)))) {
        Some(meant) => concat(&["is unknown; is ", meant, " meant?"]),
        None => concat(&["is unknown; known are ", &join(known, ", ")]),
    };
    refused(prefix, name, &words)
}

#[inline(never)]
fn refused(prefix: &str, name: &str, words: &str) -> Refusal {
    Refusal::new(&concat(&[prefix, name]), words)
}

/// The `retry` options that were passed. The others keep their values.
#[derive(Clone, Debug, Default)]
pub struct RetryOptions {
    limit: Option<u32>,
    base_delay: Option<f64>,
    max_delay: Option<f64>,
    max_retry_after: Option<f64>,
    retry_unsafe: Option<bool>,
}

impl RetryOptions {
    /// Reads the options; `false` means no retries.
    fn read(value: &JsValue) -> Read<RetryOptions> {
        if value.as_bool() == Some(false) {
            return Ok(RetryOptions { limit: Some(0), ..RetryOptions::default() });
        }
        if value.as_f64().is_some() || value.as_bool().is_some() {
            return Err(Refusal::new("retry", "must be false, or an object such as { limit: 3 }"));
        }
        let own = Own::new(value, "retry")?;
        let known = ["limit", "baseDelay", "maxDelay", "maxRetryAfter", "unsafe"];
        let passed = PassedOptions::new(&own, "retry.", &known)?;
        let whole = |limit: f64| read_whole_number(limit, "retry.limit").map(|limit| limit.min(u32::MAX.into()) as u32);
        Ok(RetryOptions {
            limit: passed.get("limit").map(|limit| whole(limit.as_f64().unwrap_or(-1.0))).transpose()?,
            base_delay: passed.duration("baseDelay")?,
            max_delay: passed.duration("maxDelay")?,
            max_retry_after: passed.duration("maxRetryAfter")?,
            retry_unsafe: passed.flag("unsafe")?,
        })
    }

    /// The policy of a client with these options.
    #[inline(never)]
    fn policy(value: &JsValue) -> Read<RetryPolicy> {
        Ok(RetryOptions::read(value)?.over(&RetryPolicy::default()))
    }

    /// A policy with these options applied.
    pub fn over(&self, policy: &RetryPolicy) -> RetryPolicy {
        RetryPolicy {
            limit: self.limit.unwrap_or(policy.limit),
            base_delay: self.base_delay.unwrap_or(policy.base_delay),
            max_delay: self.max_delay.unwrap_or(policy.max_delay),
            max_retry_after: self.max_retry_after.unwrap_or(policy.max_retry_after),
            retry_unsafe: self.retry_unsafe.unwrap_or(policy.retry_unsafe),
        }
    }
}
