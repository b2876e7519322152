//! The paging loop: every page of a list, one after the other.

use js_sys::{Array, Set};
use wasm_bindgen::prelude::*;
use web_sys::Url;

use super::answer::{get, unusable};
use super::exchange::Exchange;
use super::prepare::push_url_host;

/// The pages of a list, from the first request on.
pub struct Pages {
    /// The request of the page that comes next.
    pub exchange: Exchange,
    asked: Set,
    has_next: bool,
}

impl Pages {
    pub fn new(exchange: Exchange) -> Self {
        let asked = Set::new(&JsValue::UNDEFINED);
        Pages { exchange, asked, has_next: true }
    }

    /// The items of the next page; `None` after the last. A server that does not page has one.
    pub async fn next(&mut self) -> Result<Option<Array>, JsValue> {
        if !self.has_next {
            return Ok(None);
        }
        self.asked.add(&self.exchange.io.url().into());
        let page = self.exchange.run().await?;
        let is_page = page.is_object() && !Array::is_array(&page);
        let next = if is_page { get(&page, "next").as_string() } else { None };
        self.has_next = next.is_some();
        if let Some(next) = next {
            let url = self.follow(&next);
            let url =
                url.map_err(|words| unusable(&self.exchange, words, &self.exchange.io.fault("unusable")).error)?;
            self.exchange.io.set_url(&url);
        }
        let items = if is_page { get(&page, "results") } else { page };
        Ok(Some(if items.is_null() { Array::new() } else { items.unchecked_into() }))
    }

    /// The URL of the next page. The tokens go with it, so it must be the backend's.
    fn follow(&self, next: &str) -> Result<String, &'static str> {
        let current = self.exchange.io.url();
        let unreadable = |_| "the next page has no readable URL";
        let url = Url::new_with_base(next, &current).map_err(unreadable)?;
        let origin = Url::new(&current).map_err(unreadable)?.origin();
        if url.origin() != origin || !url.username().is_empty() || !url.password().is_empty() {
            return Err("the next page is on another origin, where the tokens must not go");
        }
        url.set_hash("");
        let mut url = url.href();
        push_url_host(&mut url, &self.exchange.io.client());
        if self.asked.has(&url.as_str().into()) {
            return Err("the next page is one that was read already");
        }
        Ok(url)
    }

    /// The items of all pages.
    pub async fn all(mut self) -> Result<JsValue, JsValue> {
        let mut items = Array::new();
        while let Some(page) = self.next().await? {
            items = if items.length() == 0 { page } else { items.concat(&page) };
        }
        Ok(items.into())
    }
}
