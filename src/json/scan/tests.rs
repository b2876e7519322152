#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use proptest::prelude::*;
use serde::de::IgnoredAny;

/// Whether serde_json takes it. It keeps nothing, so it takes every number and lone surrogates, as `JSON.parse` does.
fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

#[test]
fn what_json_is_and_what_is_none() {
    let accepted = [
        "0",
        "-0",
        "1e5",
        "1E+05",
        "1.50e-7",
        "10",
        "-9.0",
        "1e999",
        "true",
        "false",
        "null",
        " \t\r\n1\n",
        "\"\"",
        "[]",
        "{}",
        "[ ]",
        "{\n}",
        "[1 , 2]",
        r#"{"a" : {"b":[]} , "":0}"#,
        r#""\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00""#,
        r#""\ud800""#,
        "\"\u{7f}\u{2028}\u{2029}é한😀\"",
        "\"\u{feff}\"",
        "[[[]],[{}]]",
        r#"{"a":1,"a":2}"#,
        r#"["12345678\n","1234567","123456789"]"#,
    ];
    let rejected = [
        "",
        " ",
        "01",
        "-01",
        "1.",
        ".5",
        "-",
        "+1",
        "1e",
        "1e+",
        "1.e5",
        "0x1",
        "1_0",
        "--1",
        "NaN",
        "Infinity",
        "-Infinity",
        "undefined",
        "True",
        "nul",
        "nulll",
        "truefalse",
        "1 2",
        "[1,]",
        "[,]",
        "[1 2]",
        "[",
        "]",
        "[}",
        "{]",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\",1}",
        "{1:1}",
        "{\"a\":1 \"b\":2}",
        "{",
        "}",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"a\nb\"",
        "\"a\tb\"",
        "\"\u{0}\"",
        "\"\u{1f}\"",
        "'a'",
        "\u{a0}1",
        "1\u{a0}",
        "\u{feff}1",
        "\u{b}1",
        "\u{c}1",
        "\u{2028}1",
        "\u{0}",
        "1\u{0}",
        "[\u{0}]",
        "/**/1",
        "1//",
        "[]]",
        "[[]",
        "{}{}",
        "[1]x",
        "[\"a\":1]",
        "{\"a\":[}]",
    ];
    for text in accepted {
        assert!(scan(text).is_some() && is_json(text), "{text:?}");
    }
    for text in rejected {
        assert!(scan(text).is_none() && !is_json(text), "{text:?}");
    }
}

#[test]
fn the_type_of_the_outermost_object_is_found() {
    for (text, expected) in [
        (r#"{"type":"log","a":1}"#, Some(r#""log""#)),
        (r#" { "a" : [ ] , "type" : "x\"é" } "#, Some(r#""x\"é""#)),
        (r#"{"type":""}"#, Some(r#""""#)),
        (r#"{"type":"a","type":"b"}"#, Some(r#""b""#)),
        (r#"{"type":"a","type":1}"#, None),
        (r#"{"type":"a","type":{}}"#, None),
        (r#"{"type":"a","type":["b"]}"#, None),
        (r#"{"type":null}"#, None),
        (r#"{"typ\u0065":"a"}"#, Some(r#""a""#)),
        (r#"{"type":"a","typ\u0065":null}"#, None),
        (r#"{"a":{"type":"inner"}}"#, None),
        (r#"{"type":{"type":"inner"},"b":"c"}"#, None),
        (r#"{"type":"a","b":{"type":1},"c":["type","d"]}"#, Some(r#""a""#)),
        (r#"[{"type":"a"}]"#, None),
        (r#"["type","a"]"#, None),
        (r#""type""#, None),
        (r#"{"Type":"a","types":"b","":"c"}"#, None),
    ] {
        assert_eq!(scan(text), Some(Scan { type_member: expected }), "{text}");
    }
}

#[test]
fn nesting_takes_no_stack_and_has_a_bound() {
    let lists = |depth| ["[".repeat(depth), "]".repeat(depth)].concat();
    for depth in [63, 64, 65, 127, 128, 129, 10_000] {
        assert!(scan(&lists(depth)).is_some(), "{depth}");
        assert!(scan(&[&lists(depth), "]"].concat()).is_none(), "{depth}");
        let objects = [r#"[{"type":"#.repeat(depth / 2), "1".into(), "}]".repeat(depth / 2)].concat();
        assert!(scan(&objects).is_some(), "{depth}");
        assert!(scan(&objects.replacen("}]}", "}}]", 1)).is_none(), "{depth}");
    }
    for text in [lists(10_002), "[".repeat(1 << 20), r#"{"a":"#.repeat(1 << 20)] {
        assert!(scan(&text).is_none());
    }
}

/// Texts that are often JSON, and otherwise nearly.
fn texts() -> impl Strategy<Value = String> {
    let parts = [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\"a\"",
        "\"type\"",
        "\"typ\\u0065\"",
        "\"type\":",
        "\"type\":\"x\"",
        "-",
        "0",
        "1",
        "12",
        ".",
        "e",
        "E+",
        "true",
        "false",
        "null",
        " ",
        "\n",
        "\t",
        "\u{a0}",
        "\u{feff}",
        "\u{1}",
        "é",
        "😀",
        "\\n",
        "\\u00",
        "\\ud800",
        "\"\\ud800\"",
        "tru",
        "[]",
        "{}",
        "[1]",
        "{\"a\":1}",
        "long enough for a word",
    ];
    prop::collection::vec(prop::sample::select(parts.to_vec()), 0..14).prop_map(|parts| parts.concat())
}

/// JSON, as deep as `depth`.
fn json(depth: u32) -> BoxedStrategy<String> {
    let leaf = prop::sample::select(vec![
        "0",
        "-1.5e3",
        "true",
        "null",
        "\"\"",
        "\"type\"",
        "\"x\\ny\"",
        "\"é\\ud83d\"",
        " 1 ",
        "1e400",
    ])
    .prop_map(String::from);
    leaf.prop_recursive(depth, 40, 4, |inner| {
        let key = prop::sample::select(vec!["\"type\"", "\"a\"", " \"typ\\u0065\" ", "\"\""]);
        let member = (key, inner.clone()).prop_map(|(key, value)| [key, ":", &value].concat());
        prop_oneof![
            prop::collection::vec(inner, 0..4).prop_map(|items| ["[", &items.join(","), "]"].concat()),
            prop::collection::vec(member, 0..4).prop_map(|members| ["{", &members.join(" ,"), "}"].concat()),
        ]
    })
    .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn it_agrees_with_serde_json_on_anything(text in texts()) {
        prop_assert_eq!(scan(&text).is_some(), is_json(&text));
    }

    #[test]
    fn it_agrees_with_serde_json_on_characters(chars in prop::collection::vec(prop::sample::select("{}[],:\"\\u0123e.-+ \nat".chars().collect::<Vec<_>>()), 0..9)) {
        let text = String::from_iter(chars);
        prop_assert_eq!(scan(&text).is_some(), is_json(&text));
    }

    #[test]
    fn it_takes_json_and_finds_its_type(text in json(5)) {
        prop_assert!(is_json(&text));
        let scan = scan(&text).unwrap();
        // serde_json has no value for these.
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) {
            let found = scan.type_member.map(|literal| serde_json::from_str::<String>(literal).unwrap());
            prop_assert_eq!(found.as_deref(), value.get("type").and_then(|it| it.as_str()));
        }
    }

    #[test]
    fn it_agrees_on_json_that_a_byte_is_taken_out_of(text in json(4), at in any::<prop::sample::Index>()) {
        let mut chars: Vec<char> = text.chars().collect();
        chars.remove(at.index(chars.len()));
        let text = String::from_iter(chars);
        prop_assert_eq!(scan(&text).is_some(), is_json(&text));
    }
}
