//! Async iterators: what pulls for them, one list of items at a time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::failure::Refused;
use super::guard::{Closer, Guard};
use super::host::iterate;
use super::pages::Pages;
use super::tail::Tail;

/// Where an iterator's items come from.
pub enum Supply {
    Pages(Pages),
    Tail(Tail),
}

impl Supply {
    fn guard(&self) -> &Guard {
        match self {
            Supply::Pages(pages) => pages.guard(),
            Supply::Tail(tail) => tail.guard(),
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
    state: Rc<State>,
    closer: Option<Closer>,
}

struct State {
    /// Refused arguments are an error like any other: of the first pull.
    supply: RefCell<Option<Result<Supply, Refused>>>,
    is_closed: Cell<bool>,
}

/// The async iterator over a supply; its first item fails where the arguments were refused.
pub fn iterator(supply: Result<Supply, Refused>) -> JsValue {
    let closer = supply.as_ref().ok().map(|supply| supply.guard().closer());
    let ahead = matches!(supply, Ok(Supply::Pages(_)));
    let state = State { supply: RefCell::new(Some(supply)), is_closed: Cell::new(false) };
    iterate(Source { state: Rc::new(state), closer }, ahead)
}

#[wasm_bindgen]
impl Source {
    /// The next items; undefined after the last, and after `close`.
    #[wasm_bindgen(skip_typescript)]
    pub fn pull(&self) -> Promise {
        let state = Rc::clone(&self.state);
        future_to_promise(async move {
            let Some(supply) = state.supply.take() else {
                return Ok(JsValue::UNDEFINED);
            };
            let mut supply = supply.map_err(Refused::into_error)?;
            let items = supply.next().await;
            if state.is_closed.get() {
                return Ok(JsValue::UNDEFINED);
            }
            let items = items?;
            state.supply.replace(items.is_some().then_some(Ok(supply)));
            Ok(items.map_or(JsValue::UNDEFINED, JsValue::from))
        })
    }

    /// Ends everything at once: nothing is sent afterwards.
    #[wasm_bindgen(skip_typescript)]
    pub fn close(&self) {
        self.state.is_closed.set(true);
        self.state.supply.take();
        if let Some(closer) = &self.closer {
            closer.close();
        }
    }
}
