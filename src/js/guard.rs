//! What ends a call before its answer: the caller's signal, and the clock.

use std::cell::{Cell, OnceCell, RefCell};
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{AbortController, AbortSignal};

use super::host::{clear_timeout, set_timeout};

/// Why a piece of work was given up.
#[derive(Debug)]
pub enum Ended {
    /// By the caller's signal, with its reason.
    Aborted(JsValue),
    TimedOut,
}

/// Watches over one call, from its first attempt until its whole answer is read. Dropped, it leaves no timer, no
/// listener and no request under way.
pub struct Guard {
    state: Rc<State>,
    signal: Option<AbortSignal>,
    on_abort: OnceCell<Closure<dyn FnMut()>>,
}

#[derive(Default)]
struct State {
    aborted: Cell<bool>,
    timed_out: Cell<bool>,
    /// Of the work under way: its milliseconds, and what counts them.
    limit: Cell<f64>,
    timer: RefCell<Option<Timer>>,
    waker: RefCell<Option<Waker>>,
    /// Of the attempt that is under way.
    controller: RefCell<Option<AbortController>>,
}

/// Restarts the clock of a call.
pub struct Pulse(Rc<State>);

impl Pulse {
    pub fn beat(&self) {
        if self.0.limit.get() == 0.0 {
            return;
        }
        State::arm(&self.0, self.0.limit.get());
    }
}

/// Ends a call from elsewhere, as an abort does, but without a reason.
pub struct Closer(Rc<State>);

impl Closer {
    pub fn close(&self) {
        self.0.end(&self.0.aborted);
    }
}

impl State {
    /// Starts the clock anew; 0 stops it.
    fn arm(state: &Rc<Self>, limit: f64) {
        state.limit.set(limit);
        let watched = Rc::downgrade(state);
        let on_end = move || {
            if let Some(state) = watched.upgrade() {
                state.end(&state.timed_out);
            }
        };
        // The old one is dropped, and cleared, first.
        state.timer.take();
        state.timer.replace((limit > 0.0).then(|| Timer::start(limit, on_end)));
    }

    fn end(&self, flag: &Cell<bool>) {
        flag.set(true);
        if let Some(controller) = self.controller.take() {
            controller.abort();
        }
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl Guard {
    pub fn new(signal: Option<AbortSignal>) -> Self {
        Guard { state: Rc::default(), signal, on_abort: OnceCell::new() }
    }

    /// What is told of each sign of life: the clock of the work under way starts again.
    pub fn pulse(&self) -> Pulse {
        Pulse(Rc::clone(&self.state))
    }

    pub fn closer(&self) -> Closer {
        Closer(Rc::clone(&self.state))
    }

    /// Listens to the caller's signal, from the first work on.
    fn watch(&self) {
        let Some(signal) = &self.signal else {
            return;
        };
        self.on_abort.get_or_init(|| {
            let state = Rc::clone(&self.state);
            let listener = Closure::<dyn FnMut()>::new(move || state.end(&state.aborted));
            if signal.aborted() {
                self.state.aborted.set(true);
            }
            // Checked by the options: it has the method.
            let _ = signal.add_event_listener_with_callback("abort", listener.as_ref().unchecked_ref());
            listener
        });
    }

    /// The signal of a new attempt: it aborts when the call ends early.
    pub fn attempt_signal(&self) -> Option<AbortSignal> {
        let controller = AbortController::new().ok()?;
        let signal = controller.signal();
        self.state.controller.replace(Some(controller));
        Some(signal)
    }

    pub fn is_aborted(&self) -> bool {
        self.state.aborted.get()
    }

    /// The attempt's answer is read: there is nothing left to abort.
    pub fn settle(&self) {
        self.state.controller.take();
    }

    /// Gives up what the attempt has not read: its connection is closed.
    pub fn hang_up(&self) {
        if let Some(controller) = self.state.controller.take() {
            controller.abort();
        }
    }

    /// Works until done, the signal aborts, or `limit` milliseconds (0: none) have passed.
    pub async fn within<F: Future>(&self, limit: f64, work: F) -> Result<F::Output, Ended> {
        self.watch();
        let state = &self.state;
        state.timed_out.set(false);
        State::arm(state, limit);
        let _disarm = Disarm(state);
        let mut work = pin!(work);
        poll_fn(|context| {
            if state.aborted.get() {
                return Poll::Ready(Err(Ended::Aborted(self.reason())));
            }
            if state.timed_out.get() {
                return Poll::Ready(Err(Ended::TimedOut));
            }
            let polled = work.as_mut().poll(context);
            if state.aborted.get() {
                // By a hook, in the midst of the work.
                return Poll::Ready(Err(Ended::Aborted(self.reason())));
            }
            if polled.is_pending() {
                state.waker.replace(Some(context.waker().clone()));
            }
            polled.map(Ok)
        })
        .await
    }

    /// Waits so many milliseconds; the error is the abort's reason.
    pub async fn sleep(&self, mut delay: f64) -> Result<(), JsValue> {
        loop {
            // Also for no delay at all: an abort during the attempt must be seen.
            let step = delay.clamp(1.0, LONGEST_TIMER);
            if let Err(Ended::Aborted(reason)) = self.within(step, std::future::pending::<()>()).await {
                return Err(reason);
            }
            delay -= step;
            if delay <= 0.0 {
                return Ok(());
            }
        }
    }

    fn reason(&self) -> JsValue {
        let reason = self.signal.as_ref().map(|signal| Reflect::get(signal, &"reason".into()));
        match reason {
            Some(Ok(reason)) if !reason.is_undefined() => reason,
            // A signal without reasons (a polyfill): the standard's own.
            _ => AbortSignal::abort().reason(),
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.hang_up();
        if let (Some(signal), Some(listener)) = (&self.signal, self.on_abort.get()) {
            let _ = signal.remove_event_listener_with_callback("abort", listener.as_ref().unchecked_ref());
        }
    }
}

/// Timers that are set for longer fire at once.
const LONGEST_TIMER: f64 = 2_147_483_647.0;

/// Stops the clock when the work ends, also when it is given up from outside.
struct Disarm<'a>(&'a Rc<State>);

impl Drop for Disarm<'_> {
    fn drop(&mut self) {
        State::arm(self.0, 0.0);
    }
}

/// A timeout that is cleared when it is dropped.
struct Timer {
    id: JsValue,
    _callback: Closure<dyn FnMut()>,
}

impl Timer {
    fn start(limit: f64, on_end: impl FnMut() + 'static) -> Self {
        let callback = Closure::<dyn FnMut()>::new(on_end);
        let id = set_timeout(callback.as_ref().unchecked_ref(), limit.min(LONGEST_TIMER));
        Timer { id, _callback: callback }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}
