//! Methods that panic. Only the build for tests contains them (`scripts/build/panic.mjs`). They test that after a panic
//! no promise stays pending and no program ends.

// These methods panic on purpose.
#![allow(clippy::panic, missing_docs)]

use std::future::pending;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::client::BackendClient;
use super::transport::settle;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, delay: f64);

    type Foreign;

    /// Without `catch`, so an exception passes through the module.
    #[wasm_bindgen(method, js_name = call)]
    fn call_unguarded(this: &Foreign);
}

fn fail() {
    panic!("on purpose")
}

#[wasm_bindgen]
impl BackendClient {
    /// Panics in the method itself.
    #[wasm_bindgen(js_name = panicNow, skip_typescript)]
    pub fn panic_now(&self) -> Promise {
        panic!("on purpose")
    }

    /// Panics in the method itself after it has made a promise, which its caller never gets.
    #[wasm_bindgen(js_name = panicWithPromise, skip_typescript)]
    pub fn panic_with_promise(&self) -> Promise {
        let _promise = settle(Box::pin(pending()));
        panic!("on purpose")
    }

    /// Panics when the future is polled for the first time.
    #[wasm_bindgen(js_name = panicSoon, skip_typescript)]
    pub fn panic_soon(&self) -> Promise {
        settle(Box::pin(async { panic!("on purpose") }))
    }

    /// Panics when the future is polled for the first time, after a call of this function.
    #[wasm_bindgen(js_name = panicAfter, skip_typescript)]
    pub fn panic_after(&self, function: Function) -> Promise {
        settle(Box::pin(async move {
            let _ = function.call0(&JsValue::UNDEFINED);
            panic!("on purpose")
        }))
    }

    /// Panics when the future is polled again, after an await.
    #[wasm_bindgen(js_name = panicLater, skip_typescript)]
    pub fn panic_later(&self) -> Promise {
        settle(Box::pin(async {
            let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
            panic!("on purpose")
        }))
    }

    /// Panics in a timer.
    #[wasm_bindgen(js_name = panicInTimer, skip_typescript)]
    pub fn panic_in_timer(&self) -> Promise {
        let callback = Closure::once_into_js(fail);
        set_timeout(callback.unchecked_ref(), 1.0);
        settle(Box::pin(pending()))
    }

    /// Panics in a listener of an AbortSignal.
    #[wasm_bindgen(js_name = panicOnAbort, skip_typescript)]
    pub fn panic_on_abort(&self, signal: &AbortSignal) -> Promise {
        let callback = Closure::once_into_js(fail);
        signal.set_onabort(Some(callback.unchecked_ref()));
        settle(Box::pin(pending()))
    }

    /// Does not panic: a foreign function throws, through an import without `catch`.
    #[wasm_bindgen(js_name = callUnguarded, skip_typescript)]
    pub fn call_foreign(&self, function: &JsValue) -> Promise {
        let function: Foreign = function.clone().unchecked_into();
        settle(Box::pin(async move {
            function.call_unguarded();
            pending().await
        }))
    }

    /// Allocates nearly all memory that the module can have. An allocation of much more panics.
    #[wasm_bindgen(js_name = takeMemory, skip_typescript)]
    pub fn take_memory(&self) {
        for size in [1 << 30, 1 << 30, 1 << 30, 1 << 29, 1 << 28, 1 << 27, 1 << 26] {
            let mut block = Vec::<u8>::new();
            if block.try_reserve_exact(size).is_ok() {
                block.leak();
            }
        }
    }
}
