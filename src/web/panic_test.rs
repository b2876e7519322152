//! Methods that panic. Only the build of the tests has them (`scripts/build/panic.mjs`): they show that no promise hangs
//! after a panic, and that no program ends by one.

// What all else must not do is what this is for.
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

    /// Without `catch`: what it throws goes through the module.
    #[wasm_bindgen(method, js_name = call)]
    fn call_unguarded(this: &Foreign);
}

fn fail() {
    panic!("on purpose")
}

#[wasm_bindgen]
impl BackendClient {
    /// In the method itself.
    #[wasm_bindgen(js_name = panicNow, skip_typescript)]
    pub fn panic_now(&self) -> Promise {
        panic!("on purpose")
    }

    /// In the method itself, once it has a promise, which its caller will never see.
    #[wasm_bindgen(js_name = panicWithPromise, skip_typescript)]
    pub fn panic_with_promise(&self) -> Promise {
        let _promise = settle(Box::pin(pending()));
        panic!("on purpose")
    }

    /// When the future is polled for the first time.
    #[wasm_bindgen(js_name = panicSoon, skip_typescript)]
    pub fn panic_soon(&self) -> Promise {
        settle(Box::pin(async { panic!("on purpose") }))
    }

    /// When the future is polled again, after an await.
    #[wasm_bindgen(js_name = panicLater, skip_typescript)]
    pub fn panic_later(&self) -> Promise {
        settle(Box::pin(async {
            let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
            panic!("on purpose")
        }))
    }

    /// In a timer.
    #[wasm_bindgen(js_name = panicInTimer, skip_typescript)]
    pub fn panic_in_timer(&self) -> Promise {
        let callback = Closure::once_into_js(fail);
        set_timeout(callback.unchecked_ref(), 1.0);
        settle(Box::pin(pending()))
    }

    /// In a listener of an AbortSignal.
    #[wasm_bindgen(js_name = panicOnAbort, skip_typescript)]
    pub fn panic_on_abort(&self, signal: &AbortSignal) -> Promise {
        let callback = Closure::once_into_js(fail);
        signal.set_onabort(Some(callback.unchecked_ref()));
        settle(Box::pin(pending()))
    }

    /// No panic: an exception of a foreign function, through an import that does not catch it.
    #[wasm_bindgen(js_name = callUnguarded, skip_typescript)]
    pub fn call_foreign(&self, function: &JsValue) -> Promise {
        let function: Foreign = function.clone().unchecked_into();
        settle(Box::pin(async move {
            function.call_unguarded();
            pending().await
        }))
    }

    /// Takes nearly all of the memory that there can be: what needs much more of it panics.
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
