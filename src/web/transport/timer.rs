//! Timers, which are cleared when they are dropped.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::watch::Watch;
use crate::text::contains;
use crate::web::foreign::text_of;
use crate::web::js;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = setTimeout)]
    fn set_timeout(callback: &Function, delay: f64) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue) -> Result<(), JsValue>;

    type Global;

    #[wasm_bindgen(method, getter, catch, js_name = setTimeout)]
    fn current_set_timeout(this: &Global) -> Result<JsValue, JsValue>;
}

/// The longest timer. Longer ones would fire at once.
pub const LONGEST: f64 = 2_147_483_647.0;

/// Late timers are set within this number of milliseconds.
const SOON: f64 = 20.0;

/// The callback of a timer.
pub type Callback = Closure<dyn FnMut(JsValue)>;

/// A running timer.
#[derive(Debug)]
pub struct Timer {
    /// `Err` is what `setTimeout` threw.
    id: Result<JsValue, JsValue>,
    _callback: Callback,
}

impl Timer {
    /// Calls back once, after this number of milliseconds.
    pub fn new(delay: f64, mut callback: impl FnMut() + 'static) -> Self {
        let callback = Callback::new(move |_| callback());
        let id = set_timeout(callback.as_ref().unchecked_ref(), delay.min(LONGEST));
        Timer { id, _callback: callback }
    }

    /// Why there is no timer.
    pub fn failure(&self) -> Option<JsValue> {
        self.id.as_ref().err().cloned()
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Ok(id) = &self.id {
            // A clock that throws must not end the call.
            let _ = clear_timeout(id);
        }
    }
}

/// Timeouts that have started and whose timers are not set yet.
struct Late {
    waiting: Vec<Weak<Watch>>,
    setter: Option<Timer>,
    known: JsValue,
    is_real: bool,
}

thread_local! {
    static LATE: RefCell<Late> = const {
        RefCell::new(Late { waiting: Vec::new(), setter: None, known: JsValue::UNDEFINED, is_real: false })
    };
}

/// Sets the timer of a timeout a little later, if the timeout is still running then. Most end before. Setting and
/// clearing a timer costs a tenth of a call in Node and a third in a browser.
pub fn set_late(watch: &Rc<Watch>) {
    let is_first = LATE.with_borrow_mut(|late| {
        // If no timer ever runs, for example between calls that are answered within microtasks, the list would grow
        // with each call.
        if late.waiting.len() == late.waiting.capacity() {
            late.waiting.retain(|watch| watch.strong_count() > 0);
        }
        late.waiting.push(Rc::downgrade(watch));
        late.setter.is_none()
    });
    if is_first {
        let setter = Timer::new(SOON, set_all);
        LATE.with_borrow_mut(|late| late.setter = Some(setter));
    }
}

fn set_all() {
    let (waiting, _setter) = LATE.with_borrow_mut(|late| (std::mem::take(&mut late.waiting), late.setter.take()));
    waiting.iter().filter_map(Weak::upgrade).for_each(|watch| watch.set_timer_now());
}

/// Whether a timer of this length may be set late. With a fake clock, timers are set at once, because it may be
/// advanced at any time.
pub fn may_be_late(delay: f64) -> bool {
    if delay <= SOON {
        return false;
    }
    let current = js_sys::global().unchecked_ref::<Global>().current_set_timeout().unwrap_or_default();
    if LATE.with_borrow(|late| late.known != current) {
        let source = text_of(&current);
        let has = |text| contains(&source, text);
        let is_real = if js::is_node() {
            has("new Timeout(")
        } else {
            js::is_browser() && source.starts_with("function setTimeout()") && has("[native code]")
        };
        LATE.with_borrow_mut(|late| (late.known, late.is_real) = (current, is_real));
    }
    LATE.with_borrow(|late| late.is_real)
}
