//! Arguments, options and callbacks that throw when they are accessed; see `hostile.rs`.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::hostile::{ANSWER, CALLS, HOSTILE, assert_alive, call, client_with, code_of, named, outcome, run};
use super::{BackendClient, answering, fetch, object, property, text};

#[wasm_bindgen_test]
fn the_calls_contain_every_method() {
    let client = client_with(&fetch(""), &[]);
    let prototype = Object::get_prototype_of(&client);
    let own = Object::get_own_property_names(&prototype);
    let names = own.iter().filter_map(|name| name.as_string());
    let is_call = |name: &String| {
        !name.starts_with("__") && !["constructor", "free", "baseUrl", "withOptions"].contains(&name.as_str())
    };
    let mut methods: Vec<String> = names.filter(is_call).collect();
    let mut calls: Vec<String> = named(CALLS).into_iter().map(|(name, _)| name).collect();
    methods.sort();
    calls.sort();
    assert_eq!(methods, calls);
}

#[wasm_bindgen_test]
async fn whatever_an_argument_throws_the_promise_settles() {
    let (fetch, _) = answering(200, ANSWER);
    let client = client_with(&fetch, &[]);
    let hostile = named(HOSTILE);
    for (method, arguments) in named(CALLS) {
        let arguments: Array = arguments.unchecked_into();
        assert_eq!(code_of(&call(&client, &method, &arguments), &method).await, "ok", "{method}");
        for (name, value) in &hostile {
            for at in 0..arguments.length() {
                let in_place = |value: &JsValue| {
                    let changed = arguments.slice(0, arguments.length());
                    changed.set(at, value.clone());
                    changed
                };
                for (form, value) in
                    [("", value.clone()), ("[] of ", Array::of1(value).into()), ("a: ", object(&[("a", value)]))]
                {
                    let case = format!("{method}, argument {at}: {form}{name}");
                    code_of(&call(&client, &method, &in_place(&value)), &case).await;
                }
            }
        }
        assert_alive(&method).await;
    }
}

#[wasm_bindgen_test]
async fn whatever_an_option_throws_the_promise_settles() {
    let (good, _) = answering(200, ANSWER);
    let client = client_with(&good, &[]);
    // The client looks at a file again if its upload fails.
    let offline = client_with(&fetch("throw new Error('offline')"), &[]);
    for (name, value) in named(HOSTILE) {
        for option in ["signal", "timeout", "retry", "headers", "params", "data", "idleTimeout", "onUpdate", "deadline"]
        {
            for (method, arguments) in [
                ("getPlugin", Array::of2(&1.into(), &object(&[(option, &value)]))),
                ("waitForJob", Array::of2(&1.into(), &object(&[(option, &value)]))),
                ("tailJobConsoleLogs", Array::of2(&1.into(), &object(&[(option, &value)]))),
                ("request", Array::of3(&"POST".into(), &"a/".into(), &object(&[(option, &value)]))),
            ] {
                let case = format!("{method}, {option}: {name}");
                code_of(&call(&client, method, &arguments), &case).await;
            }
        }
        for field in ["file", "filename", "plugin", "configuration"] {
            let release =
                object(&[("plugin", &1.into()), ("version", &"1".into()), ("file", &JsValue::NULL), (field, &value)]);
            let log = object(&[("message", &"a".into()), (field, &value)]);
            let case = format!("{field}: {name}");
            code_of(&call(&client, "createPluginRelease", &Array::of1(&release)), &case).await;
            code_of(&call(&offline, "createPluginRelease", &Array::of1(&release)), &case).await;
            code_of(&call(&client, "createLogs", &Array::of1(&log)), &case).await;
        }
        assert_alive(&name).await;
    }
}

#[wasm_bindgen_test]
async fn a_client_option_that_throws_is_refused_or_ignored() {
    let (fetch, _) = answering(200, ANSWER);
    let names = [
        "baseUrl",
        "apiToken",
        "agentToken",
        "authorizationToken",
        "tenant",
        "urlHost",
        "timeout",
        "retry",
        "headers",
        "logger",
        "logLevel",
        "credentials",
        "fetch",
        "hooks",
        "a",
    ];
    for (name, value) in named(HOSTILE) {
        assert!(BackendClient::new(value.clone()).is_err(), "{name}");
        for option in names {
            let options = object(&[("baseUrl", &"https://h".into()), ("fetch", &fetch), (option, &value)]);
            let case = format!("{option}: {name}");
            match BackendClient::new(options) {
                Err(error) => assert_eq!(text(&error, "code"), "invalid_request", "{case}"),
                Ok(client) => {
                    let options = object(&[("retry", &JsValue::FALSE)]);
                    code_of(&client.get_plugin(1.into(), options), &case).await;
                    if let Err(error) = client.with_options(value.clone()) {
                        assert_eq!(text(&error, "code"), "invalid_request", "{case}");
                    }
                }
            }
        }
        assert_alive(&name).await;
    }
}

#[wasm_bindgen_test]
async fn whatever_a_callback_answers_or_throws_the_promise_settles() {
    for (name, value) in named(HOSTILE) {
        let answer = run("value", "return () => value", &[&value]);
        let throw = run("value", "return () => { throw value }", &[&value]);
        let reject = run("value", "return async () => { throw value }", &[&value]);
        for callback in [answer, throw, reject] {
            let hooks = object(&[("onRequest", &callback), ("onResponse", &callback), ("onRetry", &callback)]);
            let (good, _) = answering(200, ANSWER);
            for (option, client) in [
                ("fetch", client_with(&callback, &[])),
                ("apiToken", client_with(&good, &[("apiToken", &callback)])),
                ("headers", client_with(&good, &[("headers", &callback)])),
                ("hooks", client_with(&good, &[("hooks", &hooks)])),
            ] {
                let case = format!("{option}: {name}");
                let code = code_of(&call(&client, "getPlugin", &Array::of1(&1.into())), &case).await;
                assert!(option != "hooks" || code == "ok", "{case}: {code}");
                code_of(&call(&client, "tailJobConsoleLogs", &Array::of1(&1.into())), &case).await;
            }
            let options = object(&[("onUpdate", &callback)]);
            let code =
                code_of(&call(&client_with(&good, &[]), "waitForJob", &Array::of2(&1.into(), &options)), &name).await;
            assert_eq!(code, "ok", "onUpdate: {name}");
        }
        assert_alive(&name).await;
    }
}

#[wasm_bindgen_test]
async fn an_aborted_signal_ends_the_call_whatever_else_it_throws() {
    let pending = fetch("return new Promise(() => {})");
    let client = client_with(&pending, &[]);
    for signal in [
        "{ aborted: true, get reason() { throw 1 }, addEventListener() {} }",
        "{ aborted: true, get reason() { throw 1 }, addEventListener() { throw 1 } }",
        "{ aborted: false, get reason() { throw 1 }, addEventListener(_, f) { queueMicrotask(f) }, removeEventListener() { throw 1 } }",
        "{ aborted: false, get reason() { throw 1 }, addEventListener(_, f) { setTimeout(f) } }",
        "{ aborted: false, get reason() { throw 1 }, addEventListener(_, f) { setTimeout(f) }, get removeEventListener() { throw 1 } }",
    ] {
        let signal_value = run("", &format!("return {signal}"), &[]);
        let arguments = Array::of2(&1.into(), &object(&[("signal", &signal_value)]));
        for method in ["getPlugin", "waitForJob", "tailJobConsoleLogs", "iterateJobs"] {
            let arguments =
                if method == "iterateJobs" { Array::of2(&object(&[]), &arguments.get(1)) } else { arguments.clone() };
            let outcome = outcome(&call(&client, method, &arguments)).await;
            assert!(outcome.is_object(), "{method}: {signal}: the promise never settles");
            assert_eq!(text(&property(&outcome, "error"), "name"), "AbortError", "{method}: {signal}");
        }
        assert_alive(signal).await;
    }
}
