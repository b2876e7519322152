//! Validates the fields of a posted object, with the messages of Django REST framework.

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::errors::{ApiError, Result, type_name};
use crate::request::object;
use crate::table::{self, Document, Table};

const MAX_TEXT_LENGTH: usize = 255;

/// An object that is being validated before it is stored. Each check converts its field to the required type, or
/// records an error. Fields without a check stay as they are.
pub struct Fields {
    data: Document,
    partial: bool,
    errors: Map<String, Value>,
}

impl Fields {
    /// Validates a new object: required fields must be present.
    pub fn of_new(data: Document) -> Self {
        let (partial, errors) = (false, Map::new());
        Fields { data, partial, errors }
    }

    /// Validates a change: only the fields that were sent are checked and set.
    pub fn of_change(data: Document) -> Self {
        let (partial, errors) = (true, Map::new());
        Fields { data, partial, errors }
    }

    /// The current value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.data.get(name)
    }

    /// Sets a field, whatever was sent.
    pub fn set(&mut self, name: &str, value: impl Into<Value>) {
        table::set(&mut self.data, name, value);
    }

    /// Removes a field that is stored elsewhere, or that a client may not set.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.data.shift_remove(name)
    }

    /// Sets a field that was not sent.
    pub fn default(&mut self, name: &str, value: impl Into<Value>) {
        if !self.data.contains_key(name) {
            self.set(name, value);
        }
    }

    /// Records an error of a field.
    pub fn error(&mut self, name: &str, message: impl Into<String>) {
        let messages = self.errors.entry(name).or_insert_with(|| json!([]));
        if let Value::Array(messages) = messages {
            messages.push(message.into().into());
        }
    }

    /// Checks that a field is neither null nor, in a new object, missing.
    pub fn required(&mut self, name: &str) {
        match self.get(name) {
            None if !self.partial => self.error(name, "This field is required."),
            Some(Value::Null) => self.error(name, "This field may not be null."),
            _ => {}
        }
    }

    /// Checks a required text that is not blank.
    pub fn title(&mut self, name: &str) {
        self.required(name);
        self.text(name);
        let Some(Value::String(text)) = self.get(name) else {
            return;
        };
        if text.trim().is_empty() {
            self.error(name, "This field may not be blank.");
        } else if text.chars().count() > MAX_TEXT_LENGTH {
            let message = format!("Ensure this field has no more than {MAX_TEXT_LENGTH} characters.");
            self.error(name, message);
        }
    }

    /// Checks a text. A number is converted to text.
    pub fn text(&mut self, name: &str) {
        match self.get(name) {
            None | Some(Value::Null | Value::String(_)) => {}
            Some(Value::Number(number)) => {
                let text = number.to_string();
                self.set(name, text);
            }
            Some(_) => self.error(name, "Not a valid string."),
        }
    }

    /// Checks an object, or null.
    pub fn dictionary(&mut self, name: &str) {
        match self.get(name) {
            None | Some(Value::Null | Value::Object(_)) => {}
            Some(other) => {
                let got = type_name(other);
                let message = format!("Expected a dictionary of items but got type \"{got}\".");
                self.error(name, message);
            }
        }
    }

    /// Checks a list, or null.
    pub fn list(&mut self, name: &str) {
        match self.get(name) {
            None | Some(Value::Null | Value::Array(_)) => {}
            Some(other) => {
                let got = type_name(other);
                let message = format!("Expected a list of items but got type \"{got}\".");
                self.error(name, message);
            }
        }
    }

    /// Checks the objects of a list inside a field, such as `configuration.parameters`. Any other value is accepted.
    pub fn items(&mut self, name: &str, inner: &str, check: impl Fn(&mut Fields)) {
        let Some(Value::Array(items)) = self.get(name).and_then(|value| value.get(inner)) else {
            return;
        };
        let mut refused = Map::new();
        for (index, item) in items.iter().enumerate() {
            let checked = object(item.clone()).and_then(|item| {
                let mut fields = Fields::of_new(item);
                check(&mut fields);
                fields.into_parts()
            });
            if let Err(errors) = checked {
                refused.insert(index.to_string(), errors.into());
            }
        }
        if !refused.is_empty() {
            self.errors.insert(name.to_owned(), json!({ inner: refused }));
        }
    }

    /// Checks a boolean. Texts from forms are accepted as well: `true`, `False`, `1`, `on`.
    pub fn boolean(&mut self, name: &str) {
        let value = match self.get(name) {
            None | Some(Value::Bool(_)) => return,
            Some(Value::String(text)) => match text.to_ascii_lowercase().as_str() {
                "true" | "1" | "on" | "yes" => true,
                "false" | "0" | "off" | "no" => false,
                _ => return self.error(name, "Must be a valid boolean."),
            },
            Some(_) => return self.error(name, "Must be a valid boolean."),
        };
        self.set(name, value);
    }

    /// Checks that a field is one of the choices, or null.
    pub fn choice(&mut self, name: &str, choices: &[&str]) {
        let Some(value) = self.get(name).filter(|value| !value.is_null()) else {
            return;
        };
        if !value.as_str().is_some_and(|text| choices.contains(&text)) {
            self.not_a_choice(name);
        }
    }

    /// Records that a field is not one of its choices.
    pub fn not_a_choice(&mut self, name: &str) {
        let shown = match self.get(name) {
            Some(Value::String(text)) => text.clone(),
            other => json!(other).to_string(),
        };
        self.error(name, format!("\"{shown}\" is not a valid choice."));
    }

    /// Checks an integer within bounds, or null.
    pub fn integer(&mut self, name: &str, min: i64, max: i64) -> Option<i64> {
        let value = self.get(name).filter(|value| !value.is_null())?;
        let Some(number) = value.as_i64() else {
            self.error(name, "A valid integer is required.");
            return None;
        };
        self.within(name, number as f64, min as f64, max as f64);
        Some(number)
    }

    /// Checks a number within bounds, or null.
    pub fn number(&mut self, name: &str, min: f64, max: f64) -> Option<f64> {
        let value = self.get(name).filter(|value| !value.is_null())?;
        let Some(number) = value.as_f64() else {
            self.error(name, "A valid number is required.");
            return None;
        };
        self.within(name, number, min, max);
        Some(number)
    }

    fn within(&mut self, name: &str, number: f64, min: f64, max: f64) {
        if number < min {
            let message = format!("Ensure this value is greater than or equal to {min}.");
            self.error(name, message);
        } else if number > max {
            let message = format!("Ensure this value is less than or equal to {max}.");
            self.error(name, message);
        }
    }

    /// Reads the object that a field refers to by its id.
    pub fn reference(&mut self, db: &Connection, name: &str, table: Table) -> Result<Option<Document>> {
        let given = match self.get(name) {
            None | Some(Value::Null) => return Ok(None),
            Some(given) => given.clone(),
        };
        let id = match &given {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        let Some(id) = id else {
            let got = type_name(&given);
            self.error(name, format!("Incorrect type. Expected pk value, received {got}."));
            return Ok(None);
        };
        let found = table.find(db, id)?;
        match found {
            Some(_) => self.set(name, id),
            None => self.no_such_object(name),
        }
        Ok(found)
    }

    /// Records that a field refers to an unknown object.
    pub fn no_such_object(&mut self, name: &str) {
        let shown = match self.get(name) {
            Some(Value::String(text)) => text.clone(),
            other => json!(other).to_string(),
        };
        self.error(name, format!("Invalid pk \"{shown}\" - object does not exist."));
    }

    /// The validated object, or a 400 with all errors.
    pub fn finish(self) -> Result<Document> {
        self.into_parts().map_err(ApiError::fields)
    }

    /// The same with the errors alone, for a nested object.
    pub fn into_parts(self) -> Result<Document, Map<String, Value>> {
        if self.errors.is_empty() { Ok(self.data) } else { Err(self.errors) }
    }
}
