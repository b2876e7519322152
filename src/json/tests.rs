#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

#[test]
fn members_items_and_texts_are_read() {
    let body = samples::parse(r#"{"a": [1, "x"], "b": null}"#);
    let items = [Json::Number(1.0), Json::Text("x".into())];
    assert_eq!(body.get("a").and_then(Json::as_list), Some(&items[..]));
    assert_eq!(body.get("b"), Some(&Json::Null));
    assert_eq!((body.get("c"), body.as_list(), items[0].get("a")), (None, None, None));
    assert_eq!((items[0].as_text(), items[1].as_text()), (None, Some("x")));
}
