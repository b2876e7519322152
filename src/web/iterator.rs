//! The async iterator over lists and live logs.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, Object, Promise};
use wasm_bindgen::prelude::*;

use super::fault::{FailedCall, Refusal, final_failure};
use super::transport::{Call, End, settle};

/// Items, or `None` at the end.
pub type Batch = Result<Option<Array>, FailedCall>;

/// A source of items, which returns some at a time.
pub trait Source {
    /// The next items: at least one, except for an empty page. `None` after the last.
    fn pull(self: Rc<Self>) -> Pin<Box<dyn Future<Output = Batch>>>;

    /// The call that fetches them.
    fn call(&self) -> &Call;
}

#[wasm_bindgen]
extern "C" {
    type IteratorResult;

    #[wasm_bindgen(method, setter)]
    fn set_done(this: &IteratorResult, done: bool);

    #[wasm_bindgen(method, setter)]
    fn set_value(this: &IteratorResult, value: &JsValue);
}

/// An async iterator.
#[wasm_bindgen]
pub struct ItemIterator {
    state: Rc<State>,
}

struct State {
    /// `None` at the end, so that its memory is freed then, and not when the iterator is collected.
    source: RefCell<Option<Rc<dyn Source>>>,
    refusal: RefCell<Option<Refusal>>,
    items: RefCell<Array>,
    at: Cell<u32>,
    /// The calls of `next` that are waiting. They take turns, so each gets its own item.
    turns: RefCell<Vec<Waker>>,
    is_busy: Cell<bool>,
}

impl ItemIterator {
    /// Makes an iterator over the items of a source.
    pub fn new(source: Rc<dyn Source>) -> Self {
        Self::from(Some(source), None)
    }

    /// Makes an iterator that rejects its first `next` with the refusal of an argument.
    pub fn refused(refusal: Refusal) -> Self {
        Self::from(None, Some(refusal))
    }

    fn from(source: Option<Rc<dyn Source>>, refusal: Option<Refusal>) -> Self {
        let state = State {
            source: RefCell::new(source),
            refusal: RefCell::new(refusal),
            items: RefCell::default(),
            at: Cell::default(),
            turns: RefCell::default(),
            is_busy: Cell::default(),
        };
        ItemIterator { state: Rc::new(state) }
    }
}

#[wasm_bindgen]
impl ItemIterator {
    /// The next item.
    pub fn next(&self) -> Promise {
        let state = Rc::clone(&self.state);
        if !state.is_busy.get() {
            if let Some(item) = state.take() {
                return Promise::resolve(&result(false, &item));
            }
        }
        settle(Box::pin(async move {
            let _turn = state.turn().await;
            Ok(match state.step().await? {
                Some(item) => result(false, &item),
                None => result(true, &JsValue::UNDEFINED),
            })
        }))
    }

    /// Ends the iteration, and closes the connection.
    #[wasm_bindgen(js_name = return)]
    pub fn stop(&self, value: JsValue) -> Promise {
        self.state.close();
        Promise::resolve(&result(true, &value))
    }

    /// The same, when the loop that reads it fails.
    pub fn throw(&self, error: JsValue) -> Promise {
        self.state.close();
        Promise::reject(&error)
    }
}

impl State {
    /// Takes an item that has already arrived. After an abort there is none.
    fn take(&self) -> Option<JsValue> {
        self.source.borrow().as_ref().filter(|source| source.call().watch.end().is_none())?;
        let items = self.items.borrow();
        let at = self.at.get();
        if at >= items.length() {
            return None;
        }
        self.at.set(at + 1);
        Some(items.get(at))
    }

    async fn step(&self) -> Result<Option<JsValue>, FailedCall> {
        loop {
            if let Some(item) = self.take() {
                return Ok(Some(item));
            }
            if let Some(refusal) = self.refusal.take() {
                return Err(final_failure(refusal));
            }
            let source = self.source.borrow().clone();
            let Some(source) = source else { return Ok(None) };
            let call = source.call();
            call.keep_listening();
            let batch = match call.watch.end() {
                Some(end) => Err(call.ended(end)),
                None => Rc::clone(&source).pull().await,
            };
            if self.source.borrow().is_none() {
                return Ok(None); // closed in the meantime
            }
            match batch {
                Ok(Some(items)) => {
                    self.items.replace(items);
                    self.at.set(0);
                }
                ended => {
                    self.close();
                    if let Err(failed) = &ended {
                        call.report_failure(failed);
                    }
                    ended?;
                }
            }
        }
    }

    fn close(&self) {
        self.refusal.take();
        self.items.take();
        self.at.set(0);
        let source = self.source.take();
        if let Some(source) = source {
            source.call().watch.finish(End::Stopped);
        }
    }

    /// Waits for its turn.
    async fn turn(self: &Rc<Self>) -> Turn {
        let mut is_queued = false;
        poll_fn(|context| {
            if is_queued || !self.is_busy.get() {
                return Poll::Ready(());
            }
            is_queued = true;
            self.turns.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
        self.is_busy.set(true);
        Turn(Rc::clone(self))
    }
}

impl Drop for State {
    fn drop(&mut self) {
        self.close();
    }
}

/// One turn of `next`. The following one starts when this is dropped.
struct Turn(Rc<State>);

impl Drop for Turn {
    fn drop(&mut self) {
        let mut turns = self.0.turns.borrow_mut();
        if turns.is_empty() {
            self.0.is_busy.set(false);
        } else {
            turns.remove(0).wake();
        }
    }
}

fn result(done: bool, value: &JsValue) -> JsValue {
    let object: IteratorResult = Object::new().unchecked_into();
    object.set_done(done);
    object.set_value(value);
    object.into()
}
