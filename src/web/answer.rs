//! Checks answers, and picks the part that the caller gets.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};

use super::foreign::{get, get_text, is_list, map_list, set, shallow_copy};
use super::transport::Head;
use crate::endpoint::Answer;
use crate::text::split;

/// Whether the media type is plain text.
pub fn is_plain_text(head: &Head) -> bool {
    head.content_type().is_some_and(|media_type| media_type == "text/plain")
}

/// How an answer differs from what the endpoint returns; `None` if it does not.
pub fn mismatch_of(answer: Answer, json: &JsValue) -> Option<&'static str> {
    let is_plain_list = is_list(json);
    let is_object = json.is_object() && !is_plain_list;
    let is_page = || is_object && is_list(&get(json, "results"));
    let is_good = match answer {
        Answer::Any | Answer::AnyOrEmpty | Answer::Health | Answer::Events => true,
        Answer::Object | Answer::ObjectOrNone => is_object,
        Answer::Results | Answer::Agents => is_page(),
        Answer::Page => is_page() && get(json, "count").as_f64().is_some(),
        Answer::List => is_plain_list || is_page(),
    };
    if is_good {
        return None;
    }
    Some(match answer {
        Answer::Page => "the answer is not an object with results and count",
        Answer::Results | Answer::Agents => "the answer is not an object with results",
        Answer::List => "the answer is neither a list nor a page of one",
        _ => "the answer is not an object",
    })
}

/// The part of an answer that the caller gets.
pub fn pick(answer: Answer, json: JsValue) -> JsValue {
    match answer {
        Answer::Page => Array::of2(&get(&json, "results"), &get(&json, "count")).into(),
        Answer::Results | Answer::Agents | Answer::List => items_of(answer, &json).into(),
        _ => json,
    }
}

/// The items of a page.
pub fn items_of(answer: Answer, json: &JsValue) -> Array {
    let items = if is_list(json) { json.clone() } else { get(json, "results") };
    let items: Array = items.unchecked_into();
    if answer == Answer::Agents { map_list(&items, &mut with_token) } else { items }
}

/// An agent with its token, which some backends return only in its install script: `…/agents/{40 hex digits}/…`.
fn with_token(agent: JsValue) -> JsValue {
    if get(&agent, "token").is_truthy() {
        return agent;
    }
    let script = get_text(&agent, "node_install_script").unwrap_or_default();
    let Some(token) = token_in(&script) else { return agent };
    let copy = shallow_copy(agent.unchecked_ref());
    set(&copy, "token", &token.into());
    copy.into()
}

fn token_in(script: &str) -> Option<&str> {
    let mut segments = split(script, b'/');
    while let Some(segment) = segments.next() {
        if segment != "agents" {
            continue;
        }
        let token = segments.clone().next()?;
        let is_hexadecimal = token.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if token.len() == 40 && is_hexadecimal && segments.clone().nth(1).is_some() {
            return Some(token);
        }
    }
    None
}
