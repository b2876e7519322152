use super::*;

const NO_ADVICE: &str = "";
const SLASH: &str = "; only the last slash differs: a proxy adds or drops it";
const NO_SLASH: &str = "; only the last slash differs: end the path in a slash";

#[test]
fn a_redirect_says_what_is_to_be_done() {
    for (location, url, base, advice) in [
        ("https://b/api/jobs/1/?x=1", "http://a/v1/jobs/1/", "http://a/v1", "; set baseUrl to https://b/api"),
        ("https://a/jobs/", "http://a/jobs/?page=2", "http://a", "; set baseUrl to https://a"),
        ("https://b/login/", "http://a/jobs/", "http://a", NO_ADVICE),
        ("https://b/jobs", "http://a/jobs/", "http://a", NO_ADVICE),
        ("/jobs/", "http://a/jobs/", "http://a", NO_ADVICE),
        ("//b/jobs/", "http://a/jobs/", "http://a", NO_ADVICE),
        ("/x://b/jobs/", "http://a/jobs/", "http://a", NO_ADVICE),
        ("http://a/jobs/?x=1", "http://a/jobs/", "http://a", NO_ADVICE),
        ("https://b/jobs/", "http://a/v2/jobs/", "http://a/v1", NO_ADVICE),
        ("http://a/jobs", "http://a/jobs/", "http://a", SLASH),
        ("http://a/jobs/", "http://a/jobs", "http://a", NO_SLASH),
        ("/v1/jobs", "http://a/v1/jobs/?page=2", "http://a/v1", SLASH),
        ("/v1/jobs/?page=2", "http://a/v1/jobs?page=2", "http://a/v1", NO_SLASH),
        ("http://a/v1/", "http://a/v1", "http://a/v1", NO_SLASH),
        ("http://a/jobs//", "http://a/jobs", "http://a", NO_ADVICE),
        ("//a/jobs", "http://a/jobs/", "http://a", NO_ADVICE),
    ] {
        let expected = ["redirected to ", location, advice].concat();
        assert_eq!(redirect_message(Some(location), url, base), expected, "of {url}");
    }
}

#[test]
fn a_redirect_shows_no_agent_token() {
    for url in ["http://a/agents/s3cret/connect/", "http://a/agents/***/connect/"] {
        assert_eq!(
            redirect_message(Some("https://b/agents/s3cret/connect/"), url, "http://a"),
            "redirected to https://b/agents/***/connect/; set baseUrl to https://b"
        );
        let words = redirect_message(Some("/agents/s3cret/connect"), url, "http://a");
        assert_eq!(words, ["redirected to /agents/***/connect", SLASH].concat());
    }
}

#[test]
fn a_redirect_may_lead_nowhere() {
    for location in [None, Some("")] {
        assert_eq!(
            redirect_message(location, "http://a/", "http://a"),
            "redirected; browsers hide where to: check baseUrl, and whether a proxy adds or drops the last slash"
        );
    }
}
