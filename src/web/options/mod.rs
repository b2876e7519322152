//! Options, read and checked. A name that is not known is refused: a misspelt option would be a silent default.

mod call;
mod client;
mod headers;
mod token;

pub use call::{CallOptions, Kind, read_call_options, read_entries};
pub use client::{BaseUrl, Credentials, LogLevel, Settings};
pub use headers::{HeadersSource, read_fixed_headers, read_headers};
pub use token::{Source, token_header};

use super::arguments::{Entries, Read, read_duration, read_record, read_whole_number};
use super::fault::Refusal;
use crate::retry::RetryPolicy;
use crate::suggest::suggestion;
use wasm_bindgen::JsValue;

/// What other clients call it, and what it is called here.
const SYNONYMS: [(&str, &str); 8] = [
    ("body", "data"),
    ("json", "data"),
    ("query", "params"),
    ("maxRetries", "retry.limit"),
    ("retries", "retry.limit"),
    ("token", "apiToken"),
    ("apiKey", "apiToken"),
    ("onProgress", "onUploadProgress"),
];

/// The refusal of an option that is not known, with the one that was probably meant.
fn unknown(prefix: &str, name: &str, known: &[&str]) -> Refusal {
    let synonym = SYNONYMS.iter().find(|(other, _)| *other == name).map(|(_, meant)| *meant);
    let is_had = |meant: &&str| known.contains(&meant.split('.').next().unwrap_or(meant));
    let meant = synonym.filter(is_had).or_else(|| suggestion(name, known));
    let words = match meant {
        Some(meant) => ["is unknown; is ", meant, " meant?"].concat(),
        None => "is unknown".to_owned(),
    };
    Refusal::new(&[prefix, name].concat(), &words)
}

/// The `retry` options that were given. What was not is as before.
#[derive(Clone, Debug, Default)]
pub struct RetryOptions {
    limit: Option<u32>,
    base_delay: Option<f64>,
    max_delay: Option<f64>,
    max_retry_after: Option<f64>,
    retry_unsafe: Option<bool>,
}

impl RetryOptions {
    /// A policy with these options over it.
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

fn read_retry(value: &JsValue) -> Read<RetryOptions> {
    let mut options = RetryOptions::default();
    if value.as_bool() == Some(false) {
        options.limit = Some(0);
        return Ok(options);
    }
    for (name, item) in read_record(value, "retry")? {
        let field = ["retry.", &name].concat();
        match name.as_str() {
            "limit" => {
                let limit = read_whole_number(item.as_f64().unwrap_or(-1.0), &field)?;
                options.limit = Some(u32::try_from(limit).unwrap_or(u32::MAX));
            }
            "baseDelay" => options.base_delay = Some(read_duration(&item, &field)?),
            "maxDelay" => options.max_delay = Some(read_duration(&item, &field)?),
            "maxRetryAfter" => options.max_retry_after = Some(read_duration(&item, &field)?),
            "unsafe" => {
                let is_unsafe = item.as_bool().ok_or_else(|| Refusal::new(&field, "must be true or false"))?;
                options.retry_unsafe = Some(is_unsafe);
            }
            _ => {
                let known = ["limit", "baseDelay", "maxDelay", "maxRetryAfter", "unsafe"];
                return Err(unknown("retry.", &name, &known));
            }
        }
    }
    Ok(options)
}

/// A value of a property that stands in the list, the later one where a name stands twice.
fn value_of(entries: &Entries, name: &str) -> JsValue {
    entries.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
}
