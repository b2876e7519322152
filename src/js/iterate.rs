//! Async iterators: what pulls for them, one list of items at a time.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::exchange::Exchange;
use super::host::{self, Read, iterate};
use super::pages::Pages;
use super::tail::Tail;

/// Where an iterator's items come from.
pub enum Supply {
    Pages(Pages),
    Tail(Tail),
}

impl Supply {
    fn exchange(&self) -> &Exchange {
        match self {
            Supply::Pages(pages) => &pages.exchange,
            Supply::Tail(tail) => &tail.exchange,
        }
    }

    async fn next(&mut self) -> Result<Option<Array>, JsValue> {
        match self {
            Supply::Pages(pages) => pages.next().await,
            Supply::Tail(tail) => tail.next().await,
        }
    }
}

/// What `iterate.js` pulls at. Pulls do not overlap: while one is under way, the supply is with it.
#[wasm_bindgen(skip_typescript)]
pub struct Source {
    /// Refused arguments are an error like any other: of the first pull.
    supply: Rc<RefCell<Option<Read<Supply>>>>,
    io: Option<host::Exchange>,
}

/// The async iterator over a supply; its first item fails where the arguments were refused.
pub fn iterator(supply: Read<Supply>) -> JsValue {
    let io = supply.as_ref().ok().map(|supply| host::Exchange::clone(&supply.exchange().io));
    let ahead = matches!(supply, Ok(Supply::Pages(_)));
    iterate(Source { supply: Rc::new(RefCell::new(Some(supply))), io }, ahead)
}

#[wasm_bindgen]
impl Source {
    /// The next items; undefined after the last, and after `close`.
    #[wasm_bindgen(skip_typescript)]
    pub fn pull(&self) -> Promise {
        let place = Rc::clone(&self.supply);
        future_to_promise(async move {
            let Some(supply) = place.take() else {
                return Ok(JsValue::UNDEFINED);
            };
            let mut supply = supply?;
            let items = supply.next().await?;
            place.replace(items.is_some().then_some(Ok(supply)));
            Ok(items.map_or(JsValue::UNDEFINED, JsValue::from))
        })
    }

    /// Ends everything at once: nothing is sent afterwards.
    #[wasm_bindgen(skip_typescript)]
    pub fn close(&self) {
        if let Some(io) = &self.io {
            io.stop();
        }
        self.supply.take();
    }
}
