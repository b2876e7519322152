//! Runs work before anybody awaits its result.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::{Poll, Waker};

use super::task::spawn;

/// The state of the work: pending, or its result.
#[derive(Debug)]
pub struct Pending<T> {
    outcome: RefCell<Option<T>>,
    waker: RefCell<Option<Waker>>,
}

impl<T: 'static> Pending<T> {
    /// Starts the work.
    pub fn start(work: impl Future<Output = T> + 'static) -> Rc<Self> {
        let pending = Rc::new(Pending { outcome: RefCell::new(None), waker: RefCell::new(None) });
        let own = Rc::clone(&pending);
        spawn(async move {
            let outcome = work.await;
            own.outcome.replace(Some(outcome));
            if let Some(waker) = own.waker.take() {
                waker.wake();
            }
        });
        pending
    }

    /// Waits for the result. It can be taken once.
    pub async fn take(&self) -> T {
        poll_fn(|context| match self.outcome.take() {
            Some(outcome) => Poll::Ready(outcome),
            None => {
                self.waker.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await
    }
}
