//! Calls hooks, progress and update callbacks, and the logger. If one throws or rejects, the error is reported and the
//! call goes on.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;

use super::foreign::{call_method, get, global, has_method, settled};
use super::record::Record;
use super::task::spawn;
use crate::text::concat;

/// Calls the hook of that name, if the object has one. A hook may be a method of a class, but not a method that every
/// object has.
pub fn call_hook(hooks: &JsValue, name: &str, event: &Record) {
    if let Some(hook) = hook_of(hooks, name) {
        observe(name, hooks, &hook, &event.to_value());
    }
}

/// The hook of that name.
fn hook_of(hooks: &JsValue, name: &str) -> Option<Function> {
    let hook: Function = get(hooks, name).dyn_into().ok()?;
    let inherited = get(&get(&global("Object"), "prototype"), name);
    (JsValue::from(hook.clone()) != inherited).then_some(hook)
}

/// Calls an observer.
pub fn observe(name: &str, this: &JsValue, observer: &Function, event: &JsValue) {
    match observer.call1(this, event) {
        Err(error) => report(name, &error),
        Ok(answer) if answer.is_object() && has_method(&answer, "then") => watch(name, answer),
        Ok(_) => {}
    }
}

/// Reports the error with which an observer's promise rejects.
fn watch(name: &str, answer: JsValue) {
    let name = name.to_owned();
    spawn(async move {
        if let Err(error) = settled(Ok(answer)).await {
            report(&name, &error);
        }
    });
}

fn report(name: &str, error: &JsValue) {
    let words = concat(&["synapse-backend-client: ", name, " failed:"]);
    console("error", &Array::of2(&words.into(), error));
}

/// Calls a method of the console. One that throws, as in some test set-ups, must not end the call.
pub fn console(method: &str, arguments: &Array) {
    let _ = call_method(&global("console"), method, arguments);
}
