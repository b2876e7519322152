use proptest::prelude::*;

use super::*;

fn redactor(secrets: &[&str]) -> Redactor {
    Redactor::new(&secrets.iter().map(|secret| String::from(*secret)).collect::<Vec<_>>())
}

fn text(alphabet: &str, longest: usize) -> impl Strategy<Value = String> + use<> {
    let letters: Vec<char> = alphabet.chars().collect();
    prop::collection::vec(prop::sample::select(letters), 0..=longest).prop_map(String::from_iter)
}

#[test]
fn a_secret_has_as_many_spellings_as_texts_have_encodings() {
    for (secrets, expected) in [
        (&["plain-token_1.~"][..], &["plain-token_1.~"][..]),
        (&["a/b\"c!"], &["a%2Fb%22c%21", "a%2Fb%22c!", "a/b\\\"c!", "a/b\"c!"]),
        (&["user@host"], &["user%40host", "user@host"]),
        (&["a\\\t\u{1}\u{1f}"], &["a\\\\\\t\\u0001\\u001f", "a%5C%09%01%1F", "a\\\t\u{1}\u{1f}"]),
        (&["\u{8}\u{c}\n\r"], &["%08%0C%0A%0D", "\\b\\f\\n\\r", "\u{8}\u{c}\n\r"]),
        (&["abcd", "abcdef", "abcd", "abc", ""], &["abcdef", "abcd"]),
        (&["üü"], &["%C3%BC%C3%BC"]),
        (&[], &[]),
    ] {
        assert_eq!(redactor(secrets).forms(), expected);
    }
    assert!(redactor(&["abc", ""]).is_empty() && !redactor(&["abcd"]).is_empty());
}

#[test]
fn every_spelling_is_replaced() {
    let redactor = redactor(&["Token s3/cret\"", "s3/cret\""]);
    for (given, expected) in [
        ("", ""),
        ("nothing", "nothing"),
        ("é s3/cret\"s3/cret\" é", "é ****** é"),
        ("Authorization: Token s3/cret\"", "Authorization: ***"),
        ("?t=s3%2Fcret%22&x", "?t=***&x"),
        ("{\"t\":\"s3/cret\\\"\"}", "{\"t\":\"***\"}"),
        ("s3/cret", "s3/cret"),
    ] {
        assert_eq!(redactor.text(given), expected);
        assert_eq!(redactor.is_clean(given), given == expected, "{given}");
    }
}

#[test]
fn an_agent_token_is_replaced_as_our_own_paths_spell_it() {
    assert_eq!(redactor(&["it's@me"]).text("/agents/it%27s@me/connect/"), "/agents/***/connect/");
}

#[test]
fn no_beginning_of_a_secret_stays_at_a_cut() {
    let redactor = redactor(&["abcdefghx", "xyzaxyz", "é/é/é"]);
    for (given, expected) in [
        ("", ""),
        ("... abcdefgh", "... "),
        ("... a", "... "),
        ("... b", "... b"),
        ("... xyza", "... "),
        ("... é/é", "... "),
        ("... %C3%A9%2", "... "),
        ("abcdefgh", ""),
    ] {
        assert_eq!(redactor.without_cut_secret(given), expected);
    }
    assert_eq!(Redactor::default().without_cut_secret("abc"), "abc");
}

proptest! {
    #[test]
    fn it_replaces_as_the_standard_library_does(
        secrets in prop::collection::vec(text("ab\"/é😀", 8), 0..4),
        given in text("ab\"/é😀", 60),
    ) {
        let redactor = Redactor::new(&secrets);
        let expected = redactor.forms().iter().fold(given.clone(), |rest, form| rest.replace(form.as_str(), MASK));
        prop_assert_eq!(redactor.text(&given), expected);
        prop_assert_eq!(redactor.is_clean(&given), redactor.text(&given) == given);
        prop_assert!(redactor.is_clean(&redactor.text(&given)));
        prop_assert!(redactor.forms().windows(2).all(|two| two.first().map(String::len) >= two.last().map(String::len)));
    }

    #[test]
    fn a_cut_text_ends_with_no_beginning_of_a_secret(secret in text("ab\"é😀", 12), before in text("ab ", 5), cut in 0usize..12) {
        let redactor = Redactor::new(core::slice::from_ref(&secret));
        let count = secret.chars().count();
        let part: String = secret.chars().take(cut.min(count.saturating_sub(1))).collect();
        let given = [before, part.clone()].concat();
        let kept = redactor.without_cut_secret(&given);
        prop_assert!(given.starts_with(kept));
        if count >= SHORTEST {
            prop_assert!(kept.len() <= given.len() - part.len());
        }
    }
}
