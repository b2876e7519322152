//! Properties that hold for any id, query, path and URL.

use super::*;

proptest! {
    #[test]
    fn any_id_is_one_segment_or_refused(id in prop_oneof![text(SYNTAX, 24), any_text()]) {
        if matches!(id.as_str(), "" | "." | "..") || id.chars().any(char::is_control) {
            prop_assert!(path_segment(&id).is_err());
        } else {
            let segment = path_segment(&id).unwrap();
            prop_assert!(segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~@%".contains(&byte)));
            prop_assert_eq!(decoded(&segment), id);
            let path = ["/a/", &segment].concat();
            prop_assert_eq!(parsed_path(&["https://h", &path].concat()), path, "a URL parser leaves it alone");
        }
    }

    #[test]
    fn any_query_is_read_back(given in prop::collection::vec((text(SYNTAX, 24), text(SYNTAX, 24)), 0..6), other in text("ab", 3)) {
        let mut path = String::from("a/");
        for (name, value) in &given {
            push_parameter(&mut path, name, value);
        }
        prop_assert!(path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/?-._~%=&".contains(&byte)));
        prop_assert!(given.iter().all(|(name, _)| has_parameter(&path, name)));
        prop_assert_eq!(has_parameter(&path, &other), given.iter().any(|(name, _)| *name == other));
        prop_assert_eq!(pairs(&path), given);
    }

    #[test]
    fn any_path_of_request_stays_under_the_base_or_is_refused(path in text("az./%2eE?:@ +~-é!", 12)) {
        if let Ok(path) = relative_path(&path) {
            let url = ["https://h/api/", path].concat();
            let parsed = parsed_path(&url);
            prop_assert!(parsed.starts_with("/api/"), "{}", parsed);
            prop_assert_eq!(parsed.split('/').count(), path_of(&url).split('/').count(), "{}", parsed);
        }
    }

    #[test]
    fn no_syntax_in_a_path_of_request_leads_out(path in text(SYNTAX, 12)) {
        if let Ok(path) = relative_path(&path) {
            prop_assert!(parsed_path(&["https://h/api/", path].concat()).starts_with("/api/"));
        }
    }

    #[test]
    fn the_agent_token_is_masked_wherever_the_backend_is(
        folders in prop::collection::vec(prop_oneof![Just(String::from("agents")), Just(String::from("connect")), text("ab", 3)], 0..4),
        token in text(SYNTAX, 24),
    ) {
        let folders: String = folders.iter().flat_map(|folder| ["/", folder]).collect();
        let start = ["https://h", &folders, "/agents/"].concat();
        let token = encoded(&[&token, "x"].concat());
        prop_assert_eq!(
            redact_agent_token(&[&start, &token, "/connect/?url_host=x"].concat()),
            [&start, "***/connect/?url_host=x"].concat()
        );
    }

    #[test]
    fn any_url_is_read_whatever_stands_in_it(path in text(SYNTAX, 24), location in text(SYNTAX, 24), base in text("ab/", 24)) {
        let url = ["https://h/", &path].concat();
        prop_assert!(path_of(&url).starts_with('/') && !path_of(&url).contains(['?', '#']));
        prop_assert_eq!(origin_of(&url), "https://h");
        prop_assert!(url_parts_are_consistent(&url) && url_parts_are_consistent(&location));
        prop_assert!(!is_plaintext_remote(&url));
        let redacted = redact_agent_token(&url);
        prop_assert_eq!(redact_agent_token(&redacted), redacted);
        let mut once = url.replace('#', ""); // fragments are refused or removed earlier
        push_url_host(&mut once, "x");
        let mut twice = once.clone();
        push_url_host(&mut twice, "y");
        prop_assert_eq!(once, twice);
        let base = ["https://h/", &base].concat();
        prop_assert!(redirect_message(Some(&location), &url, &base).starts_with("redirected"));
    }
}
