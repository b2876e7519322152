//! The position of a walk through an error body.

use std::borrow::Cow;

use crate::text::decimal;

/// A path, as text and as steps.
pub struct Path<'a> {
    is_posted_list: &'a dyn Fn(&[&str]) -> bool,
    /// `configuration.parameters[2].name`
    pub text: String,
    /// Keys and indexes.
    steps: Vec<Cow<'a, str>>,
}

impl<'a> Path<'a> {
    pub fn new(is_posted_list: &'a dyn Fn(&[&str]) -> bool) -> Self {
        Path { is_posted_list, text: String::new(), steps: Vec::new() }
    }

    /// A position, for [`Path::leave`].
    pub fn mark(&self) -> (usize, usize) {
        (self.text.len(), self.steps.len())
    }

    pub fn leave(&mut self, (text, steps): (usize, usize)) {
        self.text.truncate(text);
        self.steps.truncate(steps);
    }

    /// Enters a key. `is_list` says whether the posted value at the current position is a list, if that is known.
    pub fn enter(&mut self, key: &'a str, is_list: &mut Option<bool>) -> (usize, usize) {
        let mark = self.mark();
        // The message belongs to the whole value that contains this one.
        if key == "non_field_errors" {
            return mark;
        }
        let is_number = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
        if is_number && *is_list.get_or_insert_with(|| self.is_posted_list()) {
            self.push_index(key);
        } else {
            if !self.text.is_empty() {
                self.text.push('.');
            }
            self.text.push_str(key);
        }
        self.steps.push(Cow::Borrowed(key));
        mark
    }

    pub fn enter_index(&mut self, index: usize) -> (usize, usize) {
        let mark = self.mark();
        let digits = decimal(index as u64);
        self.push_index(&digits);
        self.steps.push(Cow::Owned(digits));
        mark
    }

    fn push_index(&mut self, index: &str) {
        self.text.push('[');
        self.text.push_str(index);
        self.text.push(']');
    }

    fn is_posted_list(&self) -> bool {
        let steps: Vec<&str> = self.steps.iter().map(|step| &**step).collect();
        (self.is_posted_list)(&steps)
    }
}
