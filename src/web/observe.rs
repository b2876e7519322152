//! Hooks, progress, updates and log lines. What an observer throws, or rejects with, is reported and changes nothing.

use js_sys::{Array, Function};
use serde::Serialize;
use serde_wasm_bindgen::{Serializer, preserve};
use wasm_bindgen::prelude::*;

use super::foreign::{call_method, get, has_method, settled};

/// What `onRequest`, `onResponse` and `onRetry` are told.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HookEvent {
    pub method: &'static str,
    pub url: String,
    pub attempt: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    #[serde(with = "preserve", skip_serializing_if = "JsValue::is_undefined")]
    pub headers: JsValue,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delay_ms: Option<f64>,
    #[serde(with = "preserve", skip_serializing_if = "JsValue::is_undefined")]
    pub reason: JsValue,
}

impl HookEvent {
    /// What all three are told.
    pub fn new(method: &'static str, url: String, attempt: u32) -> Self {
        HookEvent {
            method,
            url,
            attempt,
            status: None,
            duration_ms: None,
            request_id: None,
            headers: JsValue::UNDEFINED,
            delay_ms: None,
            reason: JsValue::UNDEFINED,
        }
    }
}

/// What `onUploadProgress` is told.
#[derive(Debug, Serialize)]
pub struct Progress {
    pub loaded: f64,
    pub total: f64,
    pub attempt: u32,
}

/// A record as an object of JavaScript.
pub fn to_object(record: &impl Serialize) -> JsValue {
    record.serialize(&Serializer::json_compatible()).unwrap_or_default()
}

/// Calls the observer of that name of a hooks object, if it has one. A hook may be a method of a class, but not of every
/// object.
pub fn call_hook(hooks: &JsValue, name: &str, event: &HookEvent) {
    let Some(hook) = hook_of(hooks, name) else { return };
    observe(name, hooks, &hook, &to_object(event));
}

/// The hook of that name.
pub fn hook_of(hooks: &JsValue, name: &str) -> Option<Function> {
    if !hooks.is_object() {
        return None;
    }
    let hook: Function = get(hooks, name).dyn_into().ok()?;
    let everyones = get(&get(&get(&js_sys::global(), "Object"), "prototype"), name);
    (JsValue::from(hook.clone()) != everyones).then_some(hook)
}

/// Calls an observer.
pub fn observe(name: &str, this: &JsValue, observer: &Function, event: &JsValue) {
    match observer.call1(this, event) {
        Err(error) => report(name, &error),
        Ok(answer) if answer.is_object() && has_method(&answer, "then") => watch(name, answer),
        Ok(_) => {}
    }
}

/// Reports what an observer's promise rejects with.
fn watch(name: &str, answer: JsValue) {
    let name = name.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        if let Err(error) = settled(Ok(answer)).await {
            report(&name, &error);
        }
    });
}

fn report(name: &str, error: &JsValue) {
    let words = ["synapse-backend-client: ", name, " failed:"].concat();
    let console = get(&js_sys::global(), "console");
    // A console that throws (test set-ups have such) must not end the call.
    let _ = call_method(&console, "error", &Array::of2(&words.into(), error));
}
