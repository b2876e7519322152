//! Runs tasks, each in the async context (Node's `AsyncLocalStorage`) of its caller. All tasks share one queue, which
//! continues in the context of the task that was queued first. Without this, a token function would see the storage of
//! another call.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::js::{AsyncContext, async_context};

/// Runs a future to its end, without a caller that awaits it.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(Task { context: async_context(), work: Box::pin(work) });
}

/// Boxes a future that few calls need. The others reserve no room for it. Because of the `dyn`, its `poll` stays a function of its own, which
/// V8 compiles when it is first called.
pub fn rare<'a, T>(work: impl Future<Output = T> + 'a) -> Pin<Box<dyn Future<Output = T> + 'a>> {
    Box::pin(work)
}

struct Task {
    context: Option<AsyncContext>,
    work: Pin<Box<dyn Future<Output = ()>>>,
}

impl Future for Task {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Task { context: own, work } = &mut *self;
        match own {
            Some(own) => poll_in(own, work.as_mut(), context),
            None => work.as_mut().poll(context),
        }
    }
}

#[inline(never)]
fn poll_in(own: &AsyncContext, mut work: Pin<&mut dyn Future<Output = ()>>, context: &mut Context) -> Poll<()> {
    let mut polled = None;
    let run = own.run(&mut || polled = Some(work.as_mut().poll(context)));
    match polled {
        Some(polled) => polled,
        // The poll has not returned: it panicked, or the module had panicked before. It must not be polled again.
        None if run.is_ok() => Poll::Pending,
        // The async context threw before it ran anything.
        None => work.poll(context),
    }
}
