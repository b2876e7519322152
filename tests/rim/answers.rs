//! Answers that throw when they are accessed; see `hostile.rs`.

use js_sys::Array;
use wasm_bindgen_test::wasm_bindgen_test;

use super::fetch;
use super::hostile::{ANSWER, assert_alive, call, client_with, code_of};

/// Calls that together read an answer in every way.
async fn assert_settles(fetch_body: &str, case: &str) -> [String; 2] {
    let client = client_with(&fetch(fetch_body), &[]);
    let answered = code_of(&call(&client, "getPlugin", &Array::of1(&1.into())), case).await;
    let streamed = code_of(&call(&client, "tailJobConsoleLogs", &Array::of1(&1.into())), case).await;
    assert_alive(case).await;
    [answered, streamed]
}

#[wasm_bindgen_test]
async fn whatever_an_answer_throws_the_promise_settles() {
    let fail = "() => { throw new Error('hostile') }";
    let names = [
        "status",
        "ok",
        "type",
        "headers",
        "body",
        "text",
        "json",
        "url",
        "redirected",
        "then",
        "constructor",
        "arrayBuffer",
        "bodyUsed",
        "clone",
    ];
    for status in [200, 302, 400, 500] {
        for name in names {
            for (kind, response) in [
                ("a response", format!("new Response('{ANSWER}', {{ status: {status} }})")),
                (
                    "an object",
                    format!("{{ status: {status}, headers: new Map(), text: async () => '{ANSWER}', body: null }}"),
                ),
            ] {
                for (way, descriptor) in
                    [("getter", format!("{{ get: {fail} }}")), ("method", format!("{{ value: {fail} }}"))]
                {
                    let case = format!("{name} of {kind} with {status}, as a {way}");
                    let property = format!("Object.defineProperty({response}, '{name}', {descriptor})");
                    assert_settles(&format!("return {property}"), &case).await;
                    assert_settles(&format!("return Promise.resolve().then(() => {property})"), &case).await;
                }
            }
        }
    }
    let status = format!("return Object.defineProperty(new Response('{ANSWER}'), 'status', {{ get: {fail} }})");
    assert_eq!(assert_settles(&status, "status").await, ["invalid_response", "invalid_response"]);
    let text = format!("return Object.defineProperty(new Response('{ANSWER}'), 'text', {{ value: {fail} }})");
    assert_eq!(assert_settles(&text, "text").await[0], "connection");
    let proxies = [
        format!("return new Proxy(new Response('{ANSWER}'), {{}})"),
        format!("return new Proxy(new Response('{ANSWER}'), new Proxy({{}}, {{ get: {fail} }}))"),
    ];
    for proxy in proxies {
        assert_settles(&proxy, &proxy).await;
    }
}

#[wasm_bindgen_test]
async fn whatever_headers_throw_the_promise_settles() {
    let fail = "() => { throw new Error('hostile') }";
    let mut all = vec!["null".to_owned(), "5".to_owned(), "new Proxy(new Headers({ a: 'b' }), {})".to_owned()];
    for name in ["'get'", "'has'", "'entries'", "'forEach'", "Symbol.iterator", "'constructor'"] {
        for base in ["new Headers({ a: 'b' })", "new Map([['a', 'b']])", "{}"] {
            all.push(format!("Object.defineProperty({base}, {name}, {{ value: {fail} }})"));
            all.push(format!("Object.defineProperty({base}, {name}, {{ get: {fail} }})"));
            all.push(format!("Object.defineProperty({base}, {name}, {{ value: () => 5 }})"));
        }
    }
    all.push("[['a\\n', 'b']]".to_owned());
    all.push("[[Symbol(), 'b']]".to_owned());
    for headers in all {
        for status in [200, 302, 429] {
            let own = format!("const headers = {headers}");
            let object = format!("{own}; return {{ status: {status}, headers, text: async () => '{ANSWER}' }}");
            assert_settles(&object, &object).await;
            let response = format!("const response = new Response('{ANSWER}', {{ status: {status} }})");
            let native =
                format!("{own}; {response}; return Object.defineProperty(response, 'headers', {{ value: headers }})");
            assert_settles(&native, &native).await;
        }
    }
}

#[wasm_bindgen_test]
async fn whatever_a_body_throws_the_promise_settles() {
    let fail = "() => { throw new Error('hostile') }";
    let big = "{ value: new Uint8Array(70000), done: false }";
    let mut bodies = vec![
        format!("{{ get getReader() {{ ({fail})() }} }}"),
        format!("{{ getReader: {fail} }}"),
        "{ getReader: () => null }".to_owned(),
        format!("{{ getReader: () => ({{ get read() {{ ({fail})() }} }}) }}"),
        format!("{{ getReader: () => ({{ read: {fail}, cancel: {fail} }}) }}"),
        format!("{{ getReader: () => ({{ read: async () => ({big}), cancel: {fail} }}) }}"),
        format!("{{ getReader: () => ({{ read: async () => ({big}), get cancel() {{ ({fail})() }} }}) }}"),
        format!("{{ getReader: () => ({{ read: async () => ({big}) }}) }}"),
    ];
    let results = [
        "undefined",
        "5",
        "{ then: () => { throw 1 } }",
        "{ get then() { throw 1 } }",
        "{ get done() { throw 1 } }",
        "{ done: false, get value() { throw 1 } }",
        "{ done: { valueOf() { throw 1 } } }",
        "Object.defineProperty(Promise.resolve({}), 'then', { value: () => { throw 1 } })",
        "Object.defineProperty(Promise.resolve({}), 'constructor', { get: () => { throw 1 } })",
        "{ value: Symbol() }",
        "{ value: 5n }",
        "{ value: -1 }",
        "{ value: 1e12 }",
        "{ value: { length: -1 } }",
        "{ value: { get length() { throw 1 } } }",
        "{ value: new Proxy(new Uint8Array(3), {}) }",
        "{ value: Object.create(Uint8Array.prototype) }",
        "{ value: Object.defineProperty(new Uint8Array(3), 'length', { get: () => { throw 1 } }) }",
    ];
    // It ends at the second chunk. Otherwise the test would read forever.
    let once = |result: &str| format!("(() => {{ let n = 0; return () => n++ ? {{ done: true }} : {result} }})()");
    bodies.extend(results.iter().map(|result| format!("{{ getReader: () => ({{ read: {} }}) }}", once(result))));
    for body in bodies {
        for status in [200, 400] {
            let headers = "new Map([['content-type', 'text/event-stream']])";
            let own = format!("const body = {body}");
            let object =
                format!("{own}; return {{ status: {status}, headers: {headers}, body, text: async () => '{ANSWER}' }}");
            assert_settles(&object, &object).await;
            let response = format!("const response = new Response('{ANSWER}', {{ status: {status} }})");
            let native =
                format!("{own}; {response}; return Object.defineProperty(response, 'body', {{ value: body }})");
            assert_settles(&native, &native).await;
        }
    }
    for text in results {
        let body = format!("return {{ status: 200, headers: new Map(), text: () => ({text}) }}");
        assert_settles(&body, &body).await;
    }
}
