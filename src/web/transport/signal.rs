//! Listens to the caller's AbortSignal, with one listener for all calls of a signal, because Node warns of a leak at
//! eleven.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Map};
use wasm_bindgen::prelude::*;

use super::timer::Callback;
use super::watch::{End, Watch};
use crate::web::foreign::{call_method, get, global};

/// The calls that one signal may end.
struct Listener {
    signal: JsValue,
    calls: RefCell<Vec<Rc<Watch>>>,
    callback: RefCell<Option<Callback>>,
}

thread_local! {
    /// The listeners, and the listener of each signal.
    static LISTENERS: RefCell<Vec<Option<Rc<Listener>>>> = const { RefCell::new(Vec::new()) };
    static INDEXES: Map = Map::new();
}

/// A call that listens to a signal until this is dropped.
#[derive(Debug)]
pub struct Listening {
    index: usize,
    call: Rc<Watch>,
}

/// Lets a signal end a call. A signal that is already aborted ends it at once.
#[inline(never)]
pub fn listen(signal: &JsValue, call: &Rc<Watch>) -> Option<Listening> {
    if get(signal, "aborted").is_truthy() {
        call.finish(End::Aborted(reason_of(signal)));
        return None;
    }
    let index = index_of(signal).unwrap_or_else(|| add(signal));
    let listener = listener(index)?;
    listener.calls.borrow_mut().push(Rc::clone(call));
    Some(Listening { index, call: Rc::clone(call) })
}

fn index_of(signal: &JsValue) -> Option<usize> {
    INDEXES.with(|indexes| indexes.get(signal).as_f64()).map(|index| index as usize)
}

fn listener(index: usize) -> Option<Rc<Listener>> {
    LISTENERS.with_borrow(|listeners| listeners.get(index).cloned().flatten())
}

fn add(signal: &JsValue) -> usize {
    let listener =
        Rc::new(Listener { signal: signal.clone(), calls: RefCell::default(), callback: RefCell::default() });
    let weak = Rc::downgrade(&listener);
    let callback = Callback::new(move |_| {
        if let Some(listener) = weak.upgrade() {
            let reason = reason_of(&listener.signal);
            let calls = listener.calls.borrow().clone();
            calls.iter().for_each(|call| call.finish(End::Aborted(reason.clone())));
        }
    });
    // A signal of a polyfill may throw. Then it cannot end the call.
    let _ = call_method(signal, "addEventListener", &Array::of2(&"abort".into(), callback.as_ref()));
    listener.callback.replace(Some(callback));
    let index = LISTENERS.with_borrow_mut(|listeners| {
        let free = listeners.iter().position(Option::is_none).unwrap_or(listeners.len());
        if free == listeners.len() {
            listeners.push(None);
        }
        if let Some(place) = listeners.get_mut(free) {
            *place = Some(listener);
        }
        free
    });
    INDEXES.with(|indexes| indexes.set(signal, &(index as f64).into()));
    index
}

impl Drop for Listening {
    fn drop(&mut self) {
        let Some(listener) = listener(self.index) else { return };
        let is_last = {
            let mut calls = listener.calls.borrow_mut();
            if let Some(at) = calls.iter().position(|call| Rc::ptr_eq(call, &self.call)) {
                calls.swap_remove(at);
            }
            calls.is_empty()
        };
        if !is_last {
            return;
        }
        let callback = listener.callback.take();
        if let Some(callback) = &callback {
            let _ =
                call_method(&listener.signal, "removeEventListener", &Array::of2(&"abort".into(), callback.as_ref()));
        }
        INDEXES.with(|indexes| indexes.delete(&listener.signal));
        LISTENERS.with_borrow_mut(|listeners| {
            if let Some(place) = listeners.get_mut(self.index) {
                *place = None;
            }
        });
    }
}

/// The reason of the signal. If it has none (in a polyfill), the standard's default.
fn reason_of(signal: &JsValue) -> JsValue {
    let reason = get(signal, "reason");
    if !reason.is_undefined() {
        return reason;
    }
    // Not `AbortSignal::abort`, which throws without `catch` where it does not exist.
    let aborted = call_method(&global("AbortSignal"), "abort", &Array::new());
    get(&aborted.unwrap_or_default(), "reason")
}
