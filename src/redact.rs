//! Redacts secrets in texts: in what servers repeat, and in what the errors of `fetch` say about the request.

use crate::text::contains;
use crate::url::encode_except;

/// The replacement of a secret.
pub const MASK: &str = "***";

/// The shortest length that is redacted. Shorter texts occur in ordinary words.
const SHORTEST: usize = 4;

/// The secrets of a call, in every form in which a text may contain them.
#[derive(Clone, Debug, Default)]
pub struct Redactor {
    forms: Vec<String>,
}

impl Redactor {
    /// Makes a redactor of these secrets: as they are, percent-encoded, and escaped as in JSON.
    pub fn new(secrets: &[String]) -> Self {
        let mut redactor = Self::default();
        for secret in secrets {
            // As `encodeURIComponent` encodes it, and as the client encodes it in paths.
            for except in [b"!'()*".as_slice(), b"@"] {
                let mut encoded = String::new();
                encode_except(secret, except, &mut encoded);
                redactor.add(encoded);
            }
            redactor.add(json_escaped(secret));
            redactor.add(secret.clone());
        }
        redactor
    }

    /// Adds a form. The longest comes first, because it may contain a shorter one.
    fn add(&mut self, form: String) {
        if form.chars().count() < SHORTEST || self.forms.contains(&form) {
            return;
        }
        let shorter = self.forms.iter().position(|other| other.len() < form.len());
        self.forms.insert(shorter.unwrap_or(self.forms.len()), form);
    }

    /// Whether there is nothing to redact.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The texts to redact, longest first.
    pub fn forms(&self) -> &[String] {
        &self.forms
    }

    /// Whether `text` contains no secret.
    pub fn is_clean(&self, text: &str) -> bool {
        self.forms.iter().all(|form| !contains(text, form))
    }

    /// `text` with every secret replaced.
    pub fn text(&self, text: &str) -> String {
        let mut redacted = String::from(text);
        for form in &self.forms {
            if contains(&redacted, form) {
                redacted = replaced(&redacted, form);
            }
        }
        redacted
    }

    /// The text, which was truncated, without a secret's beginning at its end.
    pub fn without_cut_secret<'a>(&self, text: &'a str) -> &'a str {
        let mut kept = text;
        for form in &self.forms {
            for (end, _) in form.char_indices().skip(1) {
                let rest = form.get(..end).and_then(|beginning| text.strip_suffix(beginning));
                kept = rest.filter(|rest| rest.len() < kept.len()).unwrap_or(kept);
            }
        }
        kept
    }
}

fn replaced(text: &str, pattern: &str) -> String {
    let mut out = String::new();
    let mut rest = text.chars();
    loop {
        if let Some(after) = rest.as_str().strip_prefix(pattern) {
            out.push_str(MASK);
            rest = after.chars();
        } else if let Some(c) = rest.next() {
            out.push(c);
        } else {
            return out;
        }
    }
}

/// The text as `JSON.stringify` escapes it, without the surrounding quotes.
fn json_escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let short = match c {
            '"' | '\\' => c,
            '\u{8}' => 'b',
            '\u{c}' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            '\0'..='\u{1f}' => 'u',
            _ => {
                out.push(c);
                continue;
            }
        };
        out.push('\\');
        out.push(short);
        if short == 'u' {
            out.push_str("00");
            out.push(if c < '\u{10}' { '0' } else { '1' });
            out.push(char::from_digit(u32::from(c) & 15, 16).unwrap_or('0'));
        }
    }
    out
}

#[cfg(test)]
mod tests;
