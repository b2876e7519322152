//! A JSON value, as far as error bodies need one.

/// Parsed JSON whose objects keep their order.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A number that can be an index.
    Index(u32),
    /// An array.
    List(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
    /// What carries no words: null, booleans, other numbers, and what is nested too deep.
    Other,
}

impl Value {
    /// How deep a body is read: errors that nest deeper say nothing that a person could use.
    pub const MAX_DEPTH: u32 = 32;

    /// The value under a key, in an object.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let Value::Object(entries) = self else {
            return None;
        };
        entries.iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }

    /// The string, if it says anything.
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) if !text.trim_ascii().is_empty() => Some(text),
            _ => None,
        }
    }
}

#[cfg(test)]
impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        use serde_json::Value as Json;
        match json {
            Json::String(text) => Value::Text(text),
            Json::Number(n) => match n.as_u64().and_then(|n| n.try_into().ok()) {
                Some(index) => Value::Index(index),
                None => Value::Other,
            },
            Json::Array(items) => Value::List(items.into_iter().map(Value::from).collect()),
            Json::Object(map) => Value::Object(map.into_iter().map(|(k, v)| (k, v.into())).collect()),
            Json::Null | Json::Bool(_) => Value::Other,
        }
    }
}
