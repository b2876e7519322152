//! Tasks, each in the async context of whoever started it: what an `AsyncLocalStorage` of Node has there. Tasks share one queue,
//! which goes on in the context of the one that was queued first: a token function would see the storage of another call.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::js::{AsyncContext, async_context};

/// Runs work to its end, while nobody awaits it.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(Task { context: async_context(), work: Box::pin(work) });
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
        // Where there is no context, or it threw before it ran anything.
        polled.unwrap_or_else(|| work.as_mut().poll(context))
    }
}
