use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};

use super::{refused, unknown};
use crate::web::arguments::Read;
use crate::web::own::Own;

/// The options that were passed. An option that is undefined counts as not passed.
#[derive(Debug)]
pub struct PassedOptions {
    /// What refusals have before the option's name, such as `retry.`.
    prefix: &'static str,
    passed: Vec<(String, JsValue)>,
}

impl PassedOptions {
    /// Reads all options once. A name that is not known is refused.
    pub fn new(own: &Own, prefix: &'static str, known: &[&str]) -> Read<PassedOptions> {
        let passed = own.entries()?;
        match passed.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => Err(unknown(prefix, name, known)),
            None => Ok(PassedOptions { prefix, passed }),
        }
    }

    /// An option, if it was passed.
    pub fn get(&self, name: &str) -> Option<&JsValue> {
        self.passed.iter().find(|(passed, _)| passed == name).map(|(_, value)| value)
    }

    /// An option, if it was passed and is not null.
    pub fn some(&self, name: &str) -> Option<&JsValue> {
        self.get(name).filter(|value| !value.is_null())
    }

    /// Milliseconds: a finite number from 0.
    pub fn duration(&self, name: &str) -> Read<Option<f64>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        match value.as_f64() {
            Some(number) if number.is_finite() && number >= 0.0 => Ok(Some(number)),
            _ => Err(refused(self.prefix, name, "must be a finite number of milliseconds, 0 or more")),
        }
    }

    /// A callback; null means none.
    pub fn function(&self, name: &str) -> Read<Option<Function>> {
        let Some(value) = self.some(name) else { return Ok(None) };
        match value.dyn_ref::<Function>() {
            Some(function) => Ok(Some(function.clone())),
            None => Err(refused(self.prefix, name, "must be a function")),
        }
    }

    /// A flag.
    pub fn flag(&self, name: &str) -> Read<Option<bool>> {
        let Some(value) = self.get(name) else { return Ok(None) };
        match value.as_bool() {
            None => Err(refused(self.prefix, name, "must be true or false")),
            flag => Ok(flag),
        }
    }
}
