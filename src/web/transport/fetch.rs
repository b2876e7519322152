//! Calls `fetch(url, init)`, injected or global, as a plain function.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RequestCache, RequestInit, RequestRedirect};

use super::response::AttemptGuard;
use super::{Body, Call};
use crate::endpoint::Answer;
use crate::web::foreign::{set, settled};
use crate::web::js;
use crate::web::task::rare;

/// Node's fetch has a timeout of its own, in milliseconds.
const NODE_FETCH_TIMEOUT: f64 = 300_000.0;

/// The members that `fetch` reads from its init. If `Object.prototype` has one of these, an own undefined hides it.
const INIT_NAMES: [&str; 17] = [
    "method",
    "headers",
    "body",
    "referrer",
    "referrerPolicy",
    "mode",
    "credentials",
    "cache",
    "redirect",
    "integrity",
    "keepalive",
    "signal",
    "duplex",
    "priority",
    "window",
    "dispatcher",
    "cf",
];

impl Call {
    /// Sends the request once, by the route for its body.
    pub(super) async fn dispatch(
        &self,
        fetch: &Function,
        headers: &Object,
        guard: &AttemptGuard,
    ) -> Result<JsValue, JsValue> {
        let init = self.init(headers, guard);
        let form = match &*self.body.borrow() {
            Body::None | Body::Logs(_) => None,
            Body::Json(text) => {
                init.set_body(text);
                None
            }
            Body::Form(form) => Some(form.clone()),
        };
        match form {
            Some(form) => rare(self.upload(&form, fetch, &init, headers, guard)).await,
            None => {
                let url = JsValue::from_str(&self.url.borrow());
                send(fetch, &url, &init).await
            }
        }
    }

    #[inline(never)]
    fn init(&self, headers: &Object, guard: &AttemptGuard) -> RequestInit {
        let init = self.settings.templates.init(self.method, || {
            let init = RequestInit::new();
            init.set_method(self.method.as_str());
            init.set_credentials(self.settings.credentials);
            init.set_redirect(RequestRedirect::Manual);
            init.unchecked_into()
        });
        let init: RequestInit = init.unchecked_into();
        init.set_headers(headers);
        init.set_signal(Some(guard.signal()));
        if self.is_fresh && js::is_browser() {
            init.set_cache(RequestCache::NoStore);
        }
        let is_long = self.answer == Answer::Events || self.timeout <= 0.0 || self.timeout > NODE_FETCH_TIMEOUT;
        if is_long && self.is_node_fetch() {
            set(&init, "dispatcher", &js::patient_dispatcher());
        }
        hide_inherited(&init);
        init
    }
}

/// Calls `fetch`, with `this` undefined as in a plain call.
pub(super) async fn send(fetch: &Function, url: &JsValue, init: &RequestInit) -> Result<JsValue, JsValue> {
    settled(fetch.call2(&JsValue::UNDEFINED, url, init)).await
}

thread_local! {
    static PROTOTYPE: Object = Reflect::get_prototype_of(&Object::new()).unwrap_or_default();
}

/// Hides members of a polluted `Object.prototype` with own undefined ones.
fn hide_inherited(init: &RequestInit) {
    PROTOTYPE.with(|prototype| {
        if Object::keys(prototype).length() > 0 {
            hide(init, prototype);
        }
    });
}

#[inline(never)]
fn hide(init: &RequestInit, prototype: &Object) {
    let own = init.unchecked_ref::<Object>();
    for name in INIT_NAMES {
        let key = JsValue::from_str(name);
        let is_inherited = Reflect::has(prototype, &key).unwrap_or_default();
        if is_inherited && !Object::has_own(own, &key) {
            set(init, name, &JsValue::UNDEFINED);
        }
    }
}
