//! Reads foreign values. Whatever a getter, a proxy or an injected `fetch` throws is an `Err` here. An exception that
//! passes through an import without `catch` would end every call of the module.

use js_sys::{Array, Function, JsString, Object, Promise, Reflect, Symbol, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Url;

#[wasm_bindgen]
extern "C" {
    /// The own enumerable properties, as a list of `[name, value]`. Inherited properties are not read, so a polluted
    /// `Object.prototype` has no effect.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    pub fn own_entries(value: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "hasOwnProperty"], js_name = call)]
    fn has_own(value: &JsValue, name: &JsValue) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Promise)]
    fn resolve(value: &JsValue) -> Result<Promise, JsValue>;

    /// Copies the own enumerable properties.
    #[wasm_bindgen(catch, js_namespace = Object)]
    pub fn assign(target: &Object, source: &JsValue) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn array_is_array(value: &JsValue) -> Result<bool, JsValue>;

    /// The items of an iterable.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    pub fn try_list_items(value: &JsValue) -> Result<Array, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn object_to_string(value: &JsValue) -> Result<JsString, JsValue>;

    #[wasm_bindgen(catch, js_name = String)]
    fn string(value: &JsValue) -> Result<JsString, JsValue>;

    #[wasm_bindgen(js_name = Uint8Array)]
    type Bytes;

    #[wasm_bindgen(constructor, catch, js_class = "Uint8Array")]
    fn new(value: &JsValue) -> Result<Bytes, JsValue>;

    /// `JSON.stringify(value)`; `Err` is what it threw.
    #[wasm_bindgen(catch, js_namespace = JSON)]
    pub fn stringify(value: &JsValue) -> Result<JsValue, JsValue>;
}

/// A shallow copy of an object of this client.
pub fn shallow_copy(source: &Object) -> Object {
    let copy = Object::new();
    let _ = assign(&copy, source);
    copy
}

/// Sets a property of a plain object, which cannot fail.
pub fn set(target: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(target, &name.into(), value);
}

/// A part of a URL, by its name in `URL`; empty if there is none.
#[inline(never)]
pub fn url_part(url: &Url, name: &str) -> String {
    get_text(url, name).unwrap_or_default()
}

/// A property, own or inherited; undefined if there is none, or if reading it fails.
pub fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap_or_default()
}

/// A property; `Err` is what its getter threw.
pub fn try_get(value: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(value, &name.into())
}

/// A text property; lone surrogates are replaced.
#[inline(never)]
pub fn get_text(value: &JsValue, name: &str) -> Option<String> {
    get(value, name).as_string()
}

/// A property of the global object; undefined if there is none.
pub fn global(name: &str) -> JsValue {
    get(&js_sys::global(), name)
}

/// The origin of the page.
pub fn page_origin() -> Option<String> {
    get_text(&global("location"), "origin")
}

/// Calls a method of a foreign object.
pub fn call_method(value: &JsValue, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let method: Function = try_get(value, name)?.dyn_into()?;
    method.apply(value, arguments)
}

/// Whether a property is a function.
pub fn has_method(value: &JsValue, name: &str) -> bool {
    get(value, name).is_function()
}

/// The name and the value of an entry.
pub fn name_and_value(entry: JsValue) -> (JsValue, JsValue) {
    let entry: Array = entry.unchecked_into();
    (entry.get(0), entry.get(1))
}

/// Maps the items of a list. Not generic, so the module contains it once.
pub fn map_list(list: &Array, make: &mut dyn FnMut(JsValue) -> JsValue) -> Array {
    let made = Array::new();
    for item in list.iter() {
        made.push(&make(item));
    }
    made
}

/// The descriptor of an own property; undefined if there is none, or if reading it fails.
pub fn own_descriptor(value: &JsValue, name: &JsValue) -> JsValue {
    let object: &Object = value.unchecked_ref();
    Reflect::get_own_property_descriptor(object, name).unwrap_or_default()
}

/// The bytes of a buffer, or of a list of numbers.
pub fn bytes_of(value: &JsValue) -> Result<Uint8Array, JsValue> {
    Ok(Bytes::new(value)?.unchecked_into())
}

/// Whether it is a list. (`Array.isArray` throws for a revoked proxy.)
pub fn is_list(value: &JsValue) -> bool {
    array_is_array(value).unwrap_or_default()
}

/// Whether it is an object that can be iterated over.
pub fn is_iterable(value: &JsValue) -> bool {
    value.is_object() && Reflect::get(value, &Symbol::iterator()).unwrap_or_default().is_function()
}

/// The items of an iterable; none if they cannot be read.
pub fn list_items(value: &JsValue) -> Array {
    try_list_items(value).unwrap_or_default()
}

/// The kind of an object by its tag: `Object` from `[object Object]`, `Map`, `AbortSignal`, `Null`.
pub fn tag(value: &JsValue) -> String {
    let tag = object_to_string(value).map(String::from).unwrap_or_default();
    tag.strip_prefix("[object ").and_then(|rest| rest.strip_suffix("]")).unwrap_or_default().to_owned()
}

/// Whether it is a record: a plain object, an instance of a class of the caller, or a proxy, of any realm. Lists,
/// functions and objects of the platform are not records.
pub fn is_record(value: &JsValue) -> bool {
    value.is_object() && tag(value) == "Object"
}

thread_local! {
    static PROMISE: JsValue = get(&global("Promise"), "prototype");
    static THEN: JsValue = JsValue::from_str("then");
}

/// Converts the result of a foreign function (a promise, a thenable, or a plain value) to a promise. What its `then`
/// throws becomes a rejection. With `JsFuture` alone it would be an exception.
pub async fn settled(value: Result<JsValue, JsValue>) -> Result<JsValue, JsValue> {
    let value = value?;
    let promise = match is_plain_promise(&value).then(|| resolve(&value)) {
        Some(Ok(promise)) => promise,
        // The race turns the exception into a rejection, at the cost of one more promise.
        _ => Promise::race(&Array::of1(&value)),
    };
    wasm_bindgen_futures::JsFuture::from(promise).await
}

/// Whether it is a promise of this realm without a `then` of its own.
fn is_plain_promise(value: &JsValue) -> bool {
    Reflect::get_prototype_of(value).is_ok_and(|prototype| PROMISE.with(|promise| *promise == *prototype))
        && THEN.with(|then| has_own(value, then)) == Ok(false)
}

/// `String(value)`, for messages; empty if that fails.
pub fn text_of(value: &JsValue) -> String {
    string(value).map(String::from).unwrap_or_default()
}
