//! The paging loop: every page of a list, one after the other.

use js_sys::{Array, Reflect, Set};
use wasm_bindgen::prelude::*;
use web_sys::Url;

use super::exchange::Exchange;
use super::failure::Details;
use super::guard::Guard;
use super::prepare::push_url_host;

/// The pages of a list, from the first request on.
pub struct Pages {
    /// The request of the page that comes next.
    exchange: Exchange,
    asked: Set,
    has_next: bool,
}

impl Pages {
    pub fn new(exchange: Exchange) -> Self {
        let asked = Set::new(&JsValue::UNDEFINED);
        Pages { exchange, asked, has_next: true }
    }

    pub fn guard(&self) -> &Guard {
        &self.exchange.guard
    }

    /// The items of the next page; `None` after the last. A server that does not page has one.
    pub async fn next(&mut self) -> Result<Option<Array>, JsValue> {
        if !self.has_next {
            return Ok(None);
        }
        self.asked.add(&self.exchange.request.url.as_str().into());
        let page = self.exchange.run().await?;
        let property = |name: &str| Reflect::get(&page, &name.into()).unwrap_or_default();
        let next = if page.is_null() || Array::is_array(&page) { None } else { property("next").as_string() };
        self.has_next = next.is_some();
        if let Some(next) = next {
            self.exchange.request.url = self.follow(&next).map_err(|words| {
                let details = Details::default().value("response", &page);
                self.exchange.unusable(self.exchange.attempts.get(), words, details).error
            })?;
        }
        Ok(Some(match page.dyn_into::<Array>() {
            Ok(list) => list,
            Err(page) if page.is_null() => Array::new(),
            Err(page) => Reflect::get(&page, &"results".into()).unwrap_or_default().unchecked_into(),
        }))
    }

    /// The URL of the next page. The tokens go with it, so it must be the backend's.
    fn follow(&self, next: &str) -> Result<String, &'static str> {
        let current = &self.exchange.request.url;
        let url = Url::new_with_base(next, current).map_err(|_| "the next page has no readable URL")?;
        let base = Url::new(current).map_err(|_| "the next page has no readable URL")?;
        if url.origin() != base.origin() || !url.username().is_empty() || !url.password().is_empty() {
            return Err("the next page is on another origin, where the tokens must not go");
        }
        url.set_hash("");
        let mut url = url.href();
        push_url_host(&mut url, &self.exchange.client);
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
