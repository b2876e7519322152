//! Tests of runtimes that lack something, or that have reached a limit: the promise settles, and the next call works.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::hostile::{ANSWER, assert_alive, call, client_with, code_of, outcome, run};
use super::{answering, fetch, object, property, text};

#[wasm_bindgen_test]
async fn bytes_for_whose_copy_there_is_no_memory_are_refused() {
    let (fetch, calls) = answering(200, ANSWER);
    let client = client_with(&fetch, &[]);
    // A copy that fails, as that of gigabytes may.
    let send = "const { Uint8Array } = globalThis;
        const construct = (type, given, target) => {
            if (given[0] instanceof ArrayBuffer) return Reflect.construct(type, given, target);
            throw new RangeError('Array buffer allocation failed');
        };
        globalThis.Uint8Array = new Proxy(Uint8Array, { construct });
        try {
            return client.createPluginRelease({ plugin: 1, version: '1', file: new ArrayBuffer(8) });
        } finally {
            globalThis.Uint8Array = Uint8Array;
        }";
    let outcome = outcome(&run("client", send, &[&client])).await;
    let error = property(&outcome, "error");
    assert_eq!([text(&error, "code"), text(&error, "field")], ["invalid_request", "file"]);
    assert!(calls.borrow().is_empty());
    assert_alive("no memory").await;
}

#[wasm_bindgen_test]
async fn an_abort_ends_a_call_where_signals_have_no_reason() {
    let client = client_with(&fetch("return new Promise(() => {})"), &[]);
    let signal = "{ aborted: false, addEventListener(_, f) { setTimeout(f) }, removeEventListener() {} }";
    let options = object(&[("signal", &run("", &format!("return {signal}"), &[]))]);
    run("", "AbortSignal.saved = AbortSignal.abort; AbortSignal.abort = undefined", &[]);
    let outcome = outcome(&call(&client, "getPlugin", &Array::of2(&1.into(), &options))).await;
    run("", "AbortSignal.abort = AbortSignal.saved; delete AbortSignal.saved", &[]);
    assert!(Reflect::has(&outcome, &"error".into()).unwrap(), "the promise never settles");
    assert_alive("no reason").await;
}

#[wasm_bindgen_test]
async fn a_large_chunk_of_an_error_takes_no_memory_of_the_module() {
    let chunk = "return Promise.resolve(new Response(new ReadableStream({
        start(stream) { stream.enqueue(new Uint8Array(1 << 26).fill(97)); stream.close() },
    }), { status: 409 }))";
    let size = || core::arch::wasm32::memory_size(0);
    let before = size();
    let promise = call(&client_with(&fetch(chunk), &[]), "getPlugin", &Array::of1(&1.into()));
    assert_eq!(code_of(&promise, "a large chunk").await, "http");
    let pages = size() - before;
    assert!(pages < 100, "{pages} pages of 64 KiB more");
}

#[wasm_bindgen_test]
async fn a_log_that_is_left_is_cancelled_even_if_fetch_ignores_its_signal() {
    let log = "const start = (stream) => stream.enqueue(new TextEncoder().encode('data: 1\\n\\n'));
        const cancel = () => { globalThis.isCancelled = true };
        const headers = { 'content-type': 'text/event-stream' };
        return Promise.resolve(new Response(new ReadableStream({ start, cancel }), { headers }))";
    let read = "return (async () => {
            const log = client.tailJobConsoleLogs(1);
            await log.next();
            await log.return();
            return globalThis.isCancelled;
        })()";
    let outcome = outcome(&run("client", read, &[&client_with(&fetch(log), &[])])).await;
    assert_eq!(property(&outcome, "value"), true, "{outcome:?}");
}

#[wasm_bindgen_test]
async fn an_upload_works_with_an_xmlhttprequest_that_has_no_response_url() {
    let client = client_with(&JsValue::UNDEFINED, &[]);
    // As in a test environment: without it, the upload would go by `fetch`.
    let send = "const { fetch, XMLHttpRequest } = globalThis;
        globalThis.fetch = () => { throw new Error('not by fetch') };
        globalThis.XMLHttpRequest = class {
            upload = {};
            status = 201;
            responseText = '{\"id\": 7}';
            open() {}
            overrideMimeType() {}
            setRequestHeader() {}
            getAllResponseHeaders() { return 'content-type: application/json' }
            abort() {}
            send() { setTimeout(() => this.onload()) }
        };
        const data = { plugin: 1, version: '1', file: new Blob(['a']) };
        const sent = client.createPluginRelease(data, { onUploadProgress() {} });
        return sent.finally(() => Object.assign(globalThis, { fetch, XMLHttpRequest }))";
    let outcome = outcome(&run("client", send, &[&client])).await;
    assert_eq!(property(&property(&outcome, "value"), "id"), 7, "{outcome:?}");
    assert_alive("no response URL").await;
}

#[wasm_bindgen_test]
async fn a_wait_fails_where_there_are_no_timers() {
    let fetch =
        fetch("return Promise.resolve(new Response('{\"status\": \"running\"}', { status: globalThis.status }))");
    let client = client_with(&fetch, &[("retry", &JsValue::UNDEFINED)]);
    for (method, status) in [("getPlugin", 503), ("waitForJob", 200)] {
        let send = "const { setTimeout } = globalThis;
            globalThis.status = status;
            globalThis.setTimeout = () => { throw new Error('not in the global scope') };
            const late = new Promise((resolve) => setTimeout(resolve, 2000));
            const sent = client[method](1, {}).then((value) => ({ value }), (error) => ({ error }));
            return Promise.race([sent, late]).finally(() => Object.assign(globalThis, { setTimeout }))";
        let sent = run("client, method, status", send, &[&client, &method.into(), &status.into()]);
        let outcome = JsFuture::from(sent.unchecked_into::<Promise>()).await.unwrap();
        let error = property(&outcome, "error");
        assert_eq!([text(&error, "code"), text(&error, "field")], ["invalid_request", "setTimeout"], "{outcome:?}");
        assert_eq!(text(&property(&error, "cause"), "message"), "not in the global scope");
    }
    assert_alive("no timers").await;
}
