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
        let mut polled = None;
        if let Some(own) = own {
            let _ = own.run(&mut || polled = Some(work.as_mut().poll(context)));
        }
        // There is no async context, or it threw before it ran anything.
        polled.unwrap_or_else(|| work.as_mut().poll(context))
    }
}
