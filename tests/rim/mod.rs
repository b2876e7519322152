//! Tests of the browser side from Rust, in Node and in Chromium: what it refuses, what it sends, and that every promise
//! settles.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_net::http::Response;
use js_sys::{Array, Date, Function, Object, Promise, Reflect, Symbol};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::web::{BackendClient, ItemIterator};

mod answers;
mod arguments;
mod hostile;
mod runtime;

const NONE: JsValue = JsValue::UNDEFINED;

/// An answer, deserialized by a Rust program.
#[derive(serde::Deserialize)]
struct Job {
    id: u32,
    further: Vec<Option<u32>>,
}

/// An object with these properties.
fn object(properties: &[(&str, &JsValue)]) -> JsValue {
    let pairs: Array = properties.iter().map(|(name, value)| Array::of2(&(*name).into(), value)).collect();
    Object::from_entries(&pairs).unwrap().into()
}

fn property(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

fn text(value: &JsValue, name: &str) -> String {
    property(value, name).as_string().unwrap_or_default()
}

/// A client with this `fetch` and no retries.
fn client(fetch: &JsValue) -> BackendClient {
    let base = "https://backend.example/api".into();
    let options = object(&[("baseUrl", &base), ("fetch", fetch), ("retry", &JsValue::FALSE)]);
    BackendClient::new(options).unwrap()
}

/// A `fetch` that returns this status and body for every call, and the list of its calls.
fn answering(status: u16, body: &'static str) -> (JsValue, Rc<RefCell<Vec<String>>>) {
    let calls = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&calls);
    let fetch = Closure::<dyn FnMut(String, JsValue) -> Promise>::new(move |url: String, init: JsValue| {
        let call = [text(&init, "method"), url, text(&init, "body")].join(" ");
        seen.borrow_mut().push(call.trim_end().to_owned());
        let response: web_sys::Response = Response::builder().status(status).body(Some(body)).unwrap().into();
        Promise::resolve(&JsValue::from(response))
    });
    (fetch.into_js_value(), calls)
}

/// A `fetch` with this JavaScript body.
fn fetch(body: &str) -> JsValue {
    Function::new_no_args(body).into()
}

async fn rejection(promise: Promise) -> JsValue {
    match JsFuture::from(promise).await {
        Ok(value) => panic!("should have been rejected, and was fulfilled with {value:?}"),
        Err(error) => error,
    }
}

#[wasm_bindgen_test]
fn the_constructor_refuses_invalid_base_urls() {
    let bases = ["", "//h/api", "backend.example", "ftp://h", "https://user@h", "https://h/?q", "https://h/#f"];
    let bases = bases.into_iter().map(JsValue::from).chain([NONE, JsValue::NULL, 7.into(), Symbol::iterator().into()]);
    for base in bases {
        let refused = BackendClient::new(object(&[("baseUrl", &base)])).err();
        let error = refused.unwrap_or_else(|| panic!("{base:?} should have been refused"));
        assert_eq!(text(&error, "name"), "InvalidRequestError");
        assert_eq!(text(&error, "field"), "baseUrl");
        assert_eq!(property(&error, "attempts"), 0);
    }
}

#[wasm_bindgen_test]
fn the_constructor_refuses_unknown_options() {
    for options in [JsValue::NULL, "https://h".into(), Array::new().into(), Symbol::iterator().into()] {
        let error = BackendClient::new(options).err().unwrap();
        assert_eq!(text(&error, "field"), "options");
    }
}

#[wasm_bindgen_test]
fn a_base_url_is_normalised() {
    for (given, base) in [
        ("https://backend.example", "https://backend.example"),
        ("HTTPS://Backend.Example:443/", "https://backend.example"),
        ("http://[::1]:8000/a/./b//", "http://[::1]:8000/a/b"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
    ] {
        let client = BackendClient::new(object(&[("baseUrl", &given.into())])).unwrap();
        assert_eq!(client.base_url(), base);
    }
}

#[wasm_bindgen_test]
async fn a_call_is_encoded_and_its_answer_returned() {
    let (fetch, calls) = answering(200, r#"{"id": 7, "further": [1, null]}"#);
    let list: JsValue = Array::of3(&"a b".into(), &JsValue::NULL, &"ü&".into()).into();
    let epoch: JsValue = Date::new(&0.into()).into();
    let params = object(&[("expand", &list), ("since", &epoch), ("none", &NONE), ("flag", &JsValue::TRUE)]);
    let job = JsFuture::from(client(&fetch).get_job("a/b@1".into(), params, NONE)).await.unwrap();
    let job: Job = serde_wasm_bindgen::from_value(job).unwrap();
    assert_eq!((job.id, job.further), (7, vec![Some(1), None]));
    let query = "expand=a%20b&expand=%C3%BC%26&since=1970-01-01T00%3A00%3A00.000Z&flag=true";
    assert_eq!(*calls.borrow(), [format!("GET https://backend.example/api/jobs/a%2Fb@1/?{query}")]);
}

#[wasm_bindgen_test]
async fn a_body_is_written_as_json() {
    let (fetch, calls) = answering(201, r#"{"id": 1}"#);
    let data = object(&[("name", &"ü".into()), ("a", &JsValue::NULL), ("b", &NONE)]);
    JsFuture::from(client(&fetch).create_plugin(data, NONE)).await.unwrap();
    assert_eq!(*calls.borrow(), [r#"POST https://backend.example/api/plugins/ {"name":"ü","a":null}"#]);
}

#[wasm_bindgen_test]
async fn a_status_rejects_with_its_class() {
    for (status, name, code) in [
        (400, "ValidationError", "validation"),
        (401, "AuthenticationError", "authentication"),
        (403, "AuthorizationError", "authorization"),
        (404, "NotFoundError", "not_found"),
        (418, "HTTPError", "http"),
        (422, "ValidationError", "validation"),
        (429, "RateLimitError", "rate_limit"),
        (500, "ServerError", "server"),
    ] {
        let (fetch, _) = answering(status, r#"{"detail": "The server's words."}"#);
        let error = rejection(client(&fetch).get_plugin(1.into(), NONE)).await;
        assert!(error.is_instance_of::<js_sys::Error>());
        assert_eq!((text(&error, "name"), text(&error, "code")), (name.to_owned(), code.to_owned()));
        assert_eq!(property(&error, "statusCode"), status);
        let note = if status == 401 { " (this client has no token)" } else { "" };
        assert!(text(&error, "message").ends_with(&format!(": GET /api/plugins/1/: The server's words.{note}")));
    }
}

#[wasm_bindgen_test]
async fn a_connection_that_fails_shows_the_whole_url() {
    let promise = client(&fetch("throw new Error('at once')")).get_plugin(1.into(), NONE);
    let message = text(&rejection(promise).await, "message");
    assert_eq!(message, "Connection failed: GET https://backend.example/api/plugins/1/: at once");
}

#[wasm_bindgen_test]
async fn a_204_is_null_only_where_nothing_is_due() {
    let body = fetch("return Promise.resolve(new Response(null, { status: 204 }))");
    let error = rejection(client(&body).get_plugin(1.into(), NONE)).await;
    assert_eq!((text(&error, "code"), property(&error, "statusCode")), ("invalid_response".into(), 204.into()));
    let updated = JsFuture::from(client(&body).update_plugin(1.into(), object(&[]), NONE)).await.unwrap();
    assert!(updated.is_null());
}

#[wasm_bindgen_test]
async fn an_iterator_returns_the_items_of_all_pages() {
    let pages = r#"
        const page = url.includes('page=2') ? { results: [3], next: null } : { results: [1, 2], next: url + '&page=2' };
        return Promise.resolve(new Response(JSON.stringify({ count: 3, ...page })))"#;
    let fetch = Function::new_with_args("url", pages).into();
    let items: ItemIterator = client(&fetch).iterate_plugins(NONE, NONE);
    for expected in [JsValue::from(1), 2.into(), 3.into(), NONE] {
        let item = JsFuture::from(items.next()).await.unwrap();
        assert_eq!(property(&item, "value"), expected);
        assert_eq!(property(&item, "done"), expected.is_undefined());
    }
}

#[wasm_bindgen_test]
async fn whatever_fetch_does_the_promise_settles() {
    for (body, code) in [
        ("throw new Error('at once')", "connection"),
        ("throw null", "connection"),
        ("return Promise.reject()", "connection"),
        ("return Promise.reject('text')", "connection"),
        ("return Promise.reject(Symbol('s'))", "connection"),
        ("return Promise.reject({ get cause() { throw 1 } })", "connection"),
        ("return undefined", "invalid_response"),
        ("return 5", "invalid_response"),
        ("return Promise.resolve({})", "invalid_response"),
        ("return Promise.resolve(new Response('<html>'))", "invalid_response"),
        ("return Promise.resolve(new Response('[]'))", "invalid_response"),
        ("return Promise.resolve(new Response(''))", "invalid_response"),
        ("return { status: 200, headers: new Map(), text: async () => undefined }", "invalid_response"),
        ("return { status: 429, headers: new Map([['retry-after', 1]]), text: () => '' }", "rate_limit"),
        ("return { status: 404, headers: { get() { throw 1 } }, text: async () => '{}' }", "not_found"),
        ("const r = new Response('{}'); r.body.getReader(); return Promise.resolve(r)", "connection"),
        ("const r = new Response('{}', { status: 400 }); r.body.getReader(); return Promise.resolve(r)", "connection"),
    ] {
        let error = rejection(client(&fetch(body)).get_plugin(1.into(), NONE)).await;
        assert_eq!(text(&error, "code"), code, "{body}");
    }
}

#[wasm_bindgen_test]
async fn an_answer_of_another_class_is_read() {
    let body = r#"return { status: 200, headers: new Map(), text: async () => '{"id": 3}' }"#;
    let plugin = JsFuture::from(client(&fetch(body)).get_plugin(1.into(), NONE)).await.unwrap();
    assert_eq!(property(&plugin, "id"), 3);
}

#[wasm_bindgen_test]
async fn odd_values_are_refused() {
    let (fetch, calls) = answering(200, "{}");
    let client = client(&fetch);
    let odd = || -> [JsValue; 5] {
        [Symbol::iterator().into(), Function::new_no_args("").into(), f64::NAN.into(), JsValue::TRUE, "\u{0}".into()]
    };
    let nested = |value: &JsValue| object(&[("key", value)]);
    for value in odd() {
        for (promise, field) in [
            (client.get_plugin(value.clone(), NONE), "pk"),
            (client.health_check_agent(value.clone(), NONE), "token"),
            (client.create_plugin(value.clone(), NONE), "data"),
            (client.update_job(1.into(), object(&[("progress", &value)]), NONE), "progress"),
            (client.list_jobs(value.clone(), NONE), "params"),
            (client.get_plugin(1.into(), value.clone()), "options"),
            (client.get_plugin(1.into(), nested(&value)), "key"),
        ] {
            let error = rejection(promise).await;
            assert_eq!(
                (text(&error, "code"), text(&error, "field")),
                ("invalid_request".into(), field.into()),
                "{value:?}"
            );
        }
    }
    assert!(calls.borrow().is_empty());
}
