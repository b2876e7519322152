//! Ends a call early: by the caller's signal, a timeout, a deadline, or because the reader has left.

use std::cell::{Cell, RefCell};
use std::future::{Future, pending, poll_fn};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen::JsValue;
use web_sys::AbortController;

use super::signal::{self, Listening};
use super::timer::{LONGEST, Timer, may_be_late, set_late};

/// Why work was ended early.
#[derive(Clone, Debug)]
pub enum End {
    /// The caller's signal was aborted: its reason.
    Aborted(JsValue),
    /// The deadline of a wait has passed.
    Deadline,
    /// The reader has left.
    Stopped,
    /// The call cannot wait, because `setTimeout` throws: its exception.
    NoTimer(JsValue),
    /// The work took too long. This is the only reason that does not end the call.
    Timeout,
}

/// Supervises one call, which works on one thing at a time.
#[derive(Debug, Default)]
pub struct Watch {
    ended: RefCell<Option<End>>,
    timed_out: Cell<bool>,
    waker: RefCell<Option<Waker>>,
    limit: Cell<f64>,
    timer: RefCell<Option<Timer>>,
    is_waiting: Cell<bool>,
    /// Aborts the running attempt.
    controller: RefCell<Option<AbortController>>,
    /// The listener of a call that listens even if nobody awaits it.
    listening: RefCell<Option<Listening>>,
}

impl Watch {
    /// Runs the work until it is done, the call ends, or `limit` milliseconds (0: no limit) have passed.
    pub async fn within<T>(self: &Rc<Self>, limit: f64, work: impl Future<Output = T>) -> Result<T, End> {
        self.start(limit, false);
        let outcome = Cell::new(None);
        let work = pin!(async { outcome.set(Some(work.await)) });
        self.supervise(work).await?;
        outcome.take().ok_or(End::Stopped)
    }

    /// Waits for this number of milliseconds. Fails if the call ends in the meantime.
    pub async fn sleep(self: &Rc<Self>, delay: f64) -> Result<(), End> {
        // Even without a delay, because an abort must be noticed.
        let mut rest = delay.max(1.0);
        while rest > 0.0 {
            self.start(rest.min(LONGEST), true);
            // The global scope of an edge runtime, for example, has no timers. The wait would never end.
            let failure = self.timer.borrow().as_ref().and_then(Timer::failure);
            if let Some(thrown) = failure {
                return Err(End::NoTimer(thrown));
            }
            match self.supervise(pin!(pending())).await {
                Ok(()) | Err(End::Timeout) => rest -= LONGEST,
                Err(end) => return Err(end),
            }
        }
        Ok(())
    }

    /// Runs the work until it is done, or until the call ends or times out. Not generic, so the module contains it
    /// once.
    async fn supervise(&self, mut work: Pin<&mut dyn Future<Output = ()>>) -> Result<(), End> {
        let _running = RunningWork(self);
        poll_fn(|context| {
            let is_done = self.end().is_none() && work.as_mut().poll(context).is_ready();
            // The work itself may have ended the call, for example by a hook that aborts.
            match self.end() {
                Some(end) => Poll::Ready(Err(end)),
                None if is_done => Poll::Ready(Ok(())),
                None => {
                    self.waker.replace(Some(context.waker().clone()));
                    Poll::Pending
                }
            }
        })
        .await
    }

    /// Why the running work must end.
    pub fn end(&self) -> Option<End> {
        self.ended.borrow().clone().or_else(|| self.timed_out.get().then_some(End::Timeout))
    }

    /// Ends the call at once, whatever it is doing. The first reason wins.
    pub fn finish(&self, end: End) {
        self.ended.borrow_mut().get_or_insert(end);
        self.abort_attempt();
        self.wake();
        drop(self.listening.take());
    }

    /// Lets the end of the call abort an attempt, until [`forget_attempt`](Self::forget_attempt).
    pub(super) fn track_attempt(&self, controller: AbortController) {
        self.controller.replace(Some(controller));
    }

    /// The attempt is over.
    pub(super) fn forget_attempt(&self) {
        self.controller.replace(None);
    }

    /// Aborts the running attempt, which closes its connection.
    pub(super) fn abort_attempt(&self) {
        let controller = self.controller.take();
        if let Some(controller) = controller {
            let reason = if let Some(End::Aborted(reason)) = self.end() { reason } else { JsValue::UNDEFINED };
            controller.abort_with_reason(&reason);
        }
    }

    /// Restarts the timeout of the running work, because a byte was transferred.
    pub fn restart_timeout(self: &Rc<Self>) {
        if self.limit.get() > 0.0 {
            self.start(self.limit.get(), false);
        }
    }

    fn start(self: &Rc<Self>, limit: f64, is_exact: bool) {
        self.timer.replace(None);
        self.timed_out.set(false);
        self.limit.set(limit);
        if limit <= 0.0 {
            return;
        }
        if is_exact || !may_be_late(limit) {
            self.set_timer();
        } else if !self.is_waiting.replace(true) {
            set_late(self);
        }
    }

    fn set_timer(self: &Rc<Self>) {
        let watch = Rc::downgrade(self);
        let on_timeout = move || {
            if let Some(watch) = watch.upgrade() {
                watch.timed_out.set(true);
                watch.wake();
            }
        };
        let timer = Timer::new(self.limit.get(), on_timeout);
        self.timer.replace(Some(timer));
    }

    /// Sets a late timer, if its work is still running.
    pub(super) fn set_timer_now(self: &Rc<Self>) {
        self.is_waiting.set(false);
        if self.limit.get() > 0.0 && self.timer.borrow().is_none() {
            self.set_timer();
        }
    }

    fn wake(&self) {
        let waker = self.waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Listens to the caller's signal while the returned value exists.
    pub fn listen(self: &Rc<Self>, signal: &JsValue) -> Option<Listening> {
        if signal.is_undefined() { None } else { signal::listen(signal, self) }
    }

    /// Listens to the caller's signal until the call ends.
    pub fn keep_listening(self: &Rc<Self>, signal: &JsValue) {
        if self.listening.borrow().is_none() && self.ended.borrow().is_none() {
            let listening = self.listen(signal);
            self.listening.replace(listening);
        }
    }

    /// Ends the call after this number of milliseconds, while the returned value exists.
    pub fn deadline(self: &Rc<Self>, limit: f64) -> Timer {
        let watch = Rc::downgrade(self);
        Timer::new(limit, move || {
            if let Some(watch) = watch.upgrade() {
                watch.finish(End::Deadline);
            }
        })
    }
}

/// Work is running until this is dropped.
struct RunningWork<'a>(&'a Watch);

impl Drop for RunningWork<'_> {
    fn drop(&mut self) {
        self.0.limit.set(0.0);
        self.0.timer.replace(None);
        self.0.timed_out.set(false);
        self.0.waker.replace(None);
    }
}
