use wasm_bindgen::JsValue;
use web_sys::Url;

use crate::text::concat;
use crate::web::arguments::{Read, read_text};
use crate::web::fault::Refusal;
use crate::web::foreign::{page_origin, tag, text_of, url_part};
use crate::web::js;

/// The URL of the backend.
#[derive(Clone, Debug)]
pub enum BaseUrl {
    /// An absolute URL without trailing slashes.
    Absolute(String),
    /// A path without a page that it could be relative to. No call can be sent.
    Relative(String),
}

impl BaseUrl {
    /// The URL as the client shows it.
    pub fn as_str(&self) -> &str {
        match self {
            BaseUrl::Absolute(url) | BaseUrl::Relative(url) => url,
        }
    }
}

/// Reads the option, or in Node its environment variable.
pub fn read_base_url(value: Option<&JsValue>) -> Read<BaseUrl> {
    let field = "baseUrl";
    let given = match value {
        None => js::environment("SYNAPSE_BASE_URL"),
        Some(value) if value.is_object() && tag(value) == "URL" => text_of(value).into(),
        Some(value) => value.clone(),
    };
    if given.is_undefined() || given.as_string().is_some_and(|text| text.is_empty()) {
        return Err(Refusal::new(field, "is required; in Node, SYNAPSE_BASE_URL sets it"));
    }
    let given = read_text(&given, field)?;
    // The parser of URLs would remove tabs and line ends. A path may then be another origin.
    let is_clean = !given.bytes().any(|byte| byte < b' ');
    let is_path = given.starts_with("/") && !given.starts_with("//") && !given.starts_with("/\\") && is_clean;
    let parsed = if is_path {
        match page_origin() {
            None => return Ok(BaseUrl::Relative(given)),
            Some(origin) => Url::new_with_base(&given, &origin),
        }
    } else {
        Url::new(&given)
    };
    let url =
        parsed.map_err(|_| Refusal::new(field, "must be a valid absolute URL, such as https://api.synapse.sh"))?;
    let part = |name| url_part(&url, name);
    if !matches!(part("protocol").as_str(), "http:" | "https:") {
        return Err(Refusal::new(field, "must begin with http:// or https://"));
    }
    if !part("username").is_empty() || !part("password").is_empty() {
        return Err(Refusal::new(field, "must not contain credentials"));
    }
    if !part("search").is_empty() || !part("hash").is_empty() {
        return Err(Refusal::new(field, "must not contain a query or a fragment"));
    }
    let mut base = concat(&[part("origin").as_str(), &part("pathname")]);
    while let Some(rest) = base.strip_suffix("/") {
        base.truncate(rest.len());
    }
    Ok(BaseUrl::Absolute(base))
}
