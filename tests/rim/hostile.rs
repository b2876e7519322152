//! Tests that foreign values may throw at any access. A panic, or an exception through an import without `catch`, would
//! end every client of the module. Instead the promise must settle with an error of the package, and the next call must
//! work.

use js_sys::{Array, Function, Promise, Reflect, Symbol};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{BackendClient, answering, client, object, property, text};

/// An answer that every method accepts.
pub const ANSWER: &str = r#"{"id": 1, "status": "completed", "results": [], "count": 0}"#;

/// The methods, with arguments that they accept.
pub const CALLS: &str = r#"return Object.entries({
    healthCheckAgent: ['token', {}],
    listAgents: [{}, {}],
    iterateAgents: [{}, {}],
    getJob: [1, {}, {}],
    listJobs: [{}, {}],
    iterateJobs: [{}, {}],
    updateJob: [1, {}, {}],
    listJobConsoleLogs: [1, {}],
    tailJobConsoleLogs: [1, {}],
    waitForJob: [1, {}],
    createLogs: [[{ message: 'a' }], {}],
    listPlugins: [{}, {}],
    iteratePlugins: [{}, {}],
    getPlugin: [1, {}],
    createPlugin: [{ name: 'a' }, {}],
    updatePlugin: [1, {}, {}],
    runPlugin: [1, {}, {}],
    getPluginRelease: [1, {}, {}],
    getPluginReleaseByLookup: ['a@1', {}, {}],
    listPluginReleases: [1, {}, {}],
    iteratePluginReleases: [1, {}, {}],
    createPluginRelease: [{ plugin: 1, version: '1', file: new Blob(['a']) }, {}],
    request: ['POST', 'a/', { data: {} }],
    createServeApplication: [{ job: 1 }, {}],
    listServeApplications: [{}, {}],
    iterateServeApplications: [{}, {}],
    listStorages: [{}, {}],
    getStorage: [1, {}],
    createStorage: [{ name: 'a', provider: 'b' }, {}],
})"#;

/// Values that throw when they are accessed.
pub const HOSTILE: &str = r#"
    const fail = () => { throw new Error('hostile') };
    const revoked = (target) => { const { proxy, revoke } = Proxy.revocable(target, {}); revoke(); return proxy };
    const trapping = (target) => new Proxy(target, new Proxy({}, { get: fail }));
    const throwing = (target, ...names) => {
        for (const name of names) Object.defineProperty(target, name, { enumerable: true, configurable: true, get: fail });
        return target;
    };
    const failing = (target, ...names) => {
        for (const name of names) Object.defineProperty(target, name, { value: fail });
        return target;
    };
    const filelike = ['size', 'type', 'name', 'slice', 'arrayBuffer', 'stream'];
    const viewlike = ['buffer', 'byteOffset', 'byteLength', 'length', 'constructor', Symbol.iterator];
    return Object.entries({
        revoked: revoked({}),
        'revoked list': revoked([]),
        'revoked function': revoked(fail),
        trapping: trapping({}),
        'trapping list': trapping([1]),
        'trapping function': trapping(fail),
        getter: throwing({}, 'a', 'name', 'file', 'signal', 'timeout', 'data', 'params', 'progress'),
        tag: throwing({}, Symbol.toStringTag),
        text: throwing({}, Symbol.toPrimitive, 'toString', 'valueOf', 'toJSON', 'then', 'constructor'),
        'methods': failing({}, 'toString', 'valueOf', 'toJSON', 'toISOString', 'then', Symbol.iterator),
        item: throwing([1, 2], 1),
        'list iterator': failing([1], Symbol.iterator),
        date: failing(new Date(0), 'toISOString', 'toJSON', Symbol.toPrimitive),
        'invalid date': new Date(NaN),
        query: failing(new URLSearchParams('a=1'), Symbol.iterator, 'forEach'),
        headers: failing(new Headers({ a: 'b' }), Symbol.iterator, 'forEach', 'get'),
        map: failing(new Map([[1, 2]]), Symbol.iterator),
        pairs: [throwing([1, 2], 0)],
        'revoked pair': [revoked([])],
        'pair of symbols': [[Symbol('a'), Symbol('b')]],
        file: throwing(new File(['a'], 'a'), ...filelike),
        'file of failing methods': failing(new File(['a'], 'a'), 'slice', 'arrayBuffer', 'stream'),
        'file-like': throwing({ [Symbol.toStringTag]: 'File' }, ...filelike),
        'file without own state': Object.create(File.prototype),
        'proxy of a file': new Proxy(new File(['a'], 'a'), {}),
        bytes: throwing(new Uint8Array(3), ...viewlike),
        buffer: throwing(new ArrayBuffer(3), 'byteLength', 'slice', 'resizable', 'constructor'),
        'detached bytes': (() => { const bytes = new Uint8Array(3); structuredClone(bytes.buffer, { transfer: [bytes.buffer] }); return bytes })(),
        promise: throwing(Promise.resolve(1), 'then', 'constructor'),
        'promise that cannot be awaited': failing(Promise.resolve(1), 'then'),
        url: failing(new URL('https://h'), 'toString', Symbol.toPrimitive),
        symbol: Symbol('a'),
        bigint: -1n,
        'no prototype': Object.create(null),
        signal: { aborted: false, addEventListener: fail, removeEventListener: fail },
        'signal of getters': throwing({ aborted: false }, 'addEventListener', 'removeEventListener', 'reason'),
        'signal that cannot be asked': throwing({ addEventListener() {} }, 'aborted'),
    })"#;

/// The result of `new Function(...names, body)`, called with these values.
pub fn run(names: &str, body: &str, arguments: &[&JsValue]) -> JsValue {
    let arguments: Array = arguments.iter().copied().collect();
    Function::new_with_args(names, body).apply(&JsValue::NULL, &arguments).unwrap()
}

/// Named values, made by a JavaScript body.
pub fn named(body: &str) -> Vec<(String, JsValue)> {
    let pair = |entry: JsValue| {
        let entry: Array = entry.unchecked_into();
        (entry.get(0).as_string().unwrap(), entry.get(1))
    };
    run("", body, &[]).unchecked_into::<Array>().iter().map(pair).collect()
}

/// The outcome of a promise: `{ value }`, `{ error }`, or nothing after two seconds.
pub async fn outcome(promise: &JsValue) -> JsValue {
    let body = "
        const ended = promise.then((value) => ({ value }), (error) => ({ error }));
        return Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 2000))])";
    JsFuture::from(run("promise", body, &[promise]).unchecked_into::<Promise>()).await.unwrap()
}

/// Asserts that a promise settles, and that it rejects with an error of the package. Returns the error's code.
pub async fn code_of(promise: &JsValue, case: &str) -> String {
    let outcome = outcome(promise).await;
    assert!(outcome.is_object(), "{case}: the promise never settles");
    if !Reflect::has(&outcome, &"error".into()).unwrap() {
        return "ok".to_owned();
    }
    let error = property(&outcome, "error");
    let brand = Symbol::for_("synapse-backend-client/error");
    let is_ours = error.is_object() && Reflect::get(&error, &brand).is_ok_and(|lineage| lineage.is_object());
    assert!(is_ours, "{case}: rejected with {error:?}");
    text(&error, "code")
}

/// Asserts that the module still handles calls.
pub async fn assert_alive(case: &str) {
    let (fetch, calls) = answering(200, ANSWER);
    let promise = client(&fetch).get_plugin(1.into(), JsValue::UNDEFINED);
    assert_eq!(code_of(&promise, case).await, "ok", "{case}: the next call");
    assert_eq!(calls.borrow().len(), 1, "{case}: the next call");
}

/// Calls a method by its JavaScript name. Returns the promise, or that of an iterator's first item.
pub fn call(client: &JsValue, method: &str, arguments: &Array) -> JsValue {
    let method: Function = property(client, method).dyn_into().unwrap();
    let answer = method.apply(client, arguments).unwrap();
    match property(&answer, "next").dyn_into::<Function>() {
        Ok(next) => next.call0(&answer).unwrap(),
        Err(_) => answer,
    }
}

/// A client with additional options.
pub fn client_with(fetch: &JsValue, options: &[(&str, &JsValue)]) -> JsValue {
    let [base, retry] = ["https://backend.example".into(), JsValue::FALSE];
    let mut all = vec![("baseUrl", &base), ("fetch", fetch), ("retry", &retry)];
    all.extend(options);
    BackendClient::new(object(&all)).unwrap().into()
}
