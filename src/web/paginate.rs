//! The paginator: fetches the pages of a list one after the other, by the `next` link of each page.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::Url;

use super::answer::items_of;
use super::fault::FailedCall;
use super::foreign::{get, is_list, url_part};
use super::iterator::{Batch, Source};
use super::transport::{AnswerDetails, Answered, Call};
use crate::text::{before, concat};
use crate::url::origin_of;

/// How far a paginator has come.
#[derive(Debug, Default)]
struct Cursor {
    requested: RefCell<Vec<String>>,
    is_last: Cell<bool>,
    /// Why the next page cannot be fetched. Reported after the items before it have been returned.
    failure: RefCell<Option<FailedCall>>,
}

/// Returns the items of all pages.
pub async fn read_all(call: &Call) -> Result<JsValue, FailedCall> {
    let cursor = Cursor::default();
    let mut all: Option<Array> = None;
    while let Some(items) = next_page(call, &cursor).await? {
        all = Some(match all {
            None => items,
            Some(before) => before.concat(&items),
        });
    }
    Ok(all.unwrap_or_default().into())
}

/// Returns the items of the next page; `None` after the last. A server without paging has one page.
async fn next_page(call: &Call, cursor: &Cursor) -> Batch {
    if let Some(failed) = cursor.failure.take() {
        return Err(failed);
    }
    if cursor.is_last.get() {
        return Ok(None);
    }
    cursor.requested.borrow_mut().push(call.url());
    let answered = call.run().await?;
    let items = items_of(call.answer, &answered.json);
    let next = if is_list(&answered.json) { JsValue::NULL } else { get(&answered.json, "next") };
    if next.is_falsy() {
        cursor.is_last.set(true);
        return Ok(Some(items));
    }
    match follow(call, &next, &answered) {
        Ok(url) => {
            let requested = cursor.requested.borrow();
            if !requested.contains(&url) {
                call.go_to(url);
                return Ok(Some(items));
            }
            let failed = refuse(call, "the next page was already read", &answered);
            // The link may lead to a page that was already read under another URL. Its items could then come twice.
            if requested.len() > 1 {
                return Err(failed);
            }
            cursor.failure.replace(Some(failed));
        }
        Err(failed) => {
            cursor.failure.replace(Some(failed));
        }
    }
    Ok(Some(items))
}

/// The URL of the next page. It must be on the backend's origin, because the tokens are sent to it.
fn follow(call: &Call, next: &JsValue, answered: &Answered) -> Result<String, FailedCall> {
    let current = call.url();
    let url = next.as_string().and_then(|next| Url::new_with_base(&next, &current).ok());
    let url = url.ok_or_else(|| refuse(call, "the next page has no readable URL", answered))?;
    let part = |name| url_part(&url, name);
    if part("origin") != origin_of(&current) || !part("username").is_empty() || !part("password").is_empty() {
        let words = [
            "the next page is on another origin (",
            &part("origin"),
            &part("pathname"),
            "), where the tokens must not go: the backend does not know its own address behind its proxy",
        ];
        return Err(refuse(call, &concat(&words), answered));
    }
    Ok(call.with_url_host(before(&url.href(), b"#").to_owned()))
}

fn refuse(call: &Call, words: &str, answered: &Answered) -> FailedCall {
    let Answered { json, fetched, .. } = answered;
    call.unusable(words, Some(AnswerDetails { head: fetched.head(), json: json.clone(), ..AnswerDetails::default() }))
}

/// The pages of a list, for an iterator. While one page is read, the next one is fetched, but no further ones.
pub struct Pages {
    call: Call,
    cursor: Cursor,
    prefetched: RefCell<Option<Prefetched>>,
}

/// A page that is being fetched, or has been fetched.
type Prefetched = Rc<super::prefetch::Pending<Batch>>;

impl Pages {
    /// Makes the pages of a call.
    pub fn new(call: Call) -> Rc<Self> {
        let pages = Pages { call, cursor: Cursor::default(), prefetched: RefCell::default() };
        Rc::new(pages)
    }

    async fn fetch(self: Rc<Self>) -> Batch {
        next_page(&self.call, &self.cursor).await
    }
}

impl Source for Pages {
    fn pull(self: Rc<Self>) -> Pin<Box<dyn Future<Output = Batch>>> {
        Box::pin(async move {
            let prefetched = self.prefetched.take();
            let batch = match prefetched {
                Some(pending) => pending.take().await,
                None => Rc::clone(&self).fetch().await,
            };
            if let Ok(Some(_)) = &batch {
                let next = Rc::clone(&self).fetch();
                self.prefetched.replace(Some(super::prefetch::Pending::start(next)));
            }
            batch
        })
    }

    fn call(&self) -> &Call {
        &self.call
    }
}
