use serde_json::{Value, json};

use crate::client::{Answer, Sandbox};

fn list(sandbox: &Sandbox, headers: &[(&str, &str)]) -> Answer {
    sandbox.send("GET", "/plugins/", headers, None)
}

fn detail(text: &str) -> Value {
    json!({ "detail": text })
}

#[test]
fn requests_without_credentials_are_refused() {
    let sandbox = Sandbox::start();
    let answer = list(&sandbox, &[]);
    answer.is(401, detail("Authentication credentials were not provided."));
    assert_eq!(answer.header("WWW-Authenticate"), "Token");

    let unknown_scheme = list(&sandbox, &[("Authorization", "Bearer sandbox-token")]);
    unknown_scheme.is(401, detail("Authentication credentials were not provided."));
}

#[test]
fn a_wrong_token_is_refused() {
    let sandbox = Sandbox::with(&["--token", "right"]);
    for header in ["Synapse-Access-Token", "Authorization"] {
        let answer = list(&sandbox, &[(header, "Token wrong")]);
        answer.is(401, detail("Invalid token."));
        assert_eq!(answer.header("WWW-Authenticate"), "Token");
    }
    let empty = list(&sandbox, &[("Authorization", "Token ")]);
    empty.is(401, detail("Invalid token header. No credentials provided."));
    let spaces = list(&sandbox, &[("Authorization", "Token a b")]);
    spaces.is(401, detail("Invalid token header. Token string should not contain spaces."));
}

#[test]
fn both_headers_carry_the_token_and_the_access_token_takes_precedence() {
    let sandbox = Sandbox::with(&["--token", "right"]);
    let access = ("Synapse-Access-Token", "Token right");
    assert_eq!(list(&sandbox, &[access]).status, 200);
    assert_eq!(list(&sandbox, &[("Authorization", "Token right")]).status, 200);
    assert_eq!(list(&sandbox, &[access, ("Authorization", "Token legacy")]).status, 200);
    let wrong = ("Synapse-Access-Token", "Token wrong");
    assert_eq!(list(&sandbox, &[wrong, ("Authorization", "Token right")]).status, 401);
}

#[test]
fn a_client_that_is_still_uploading_gets_the_401() {
    let sandbox = Sandbox::start();
    let body = vec![b'x'; 8 << 20];
    let headers = [("Authorization", "Token wrong"), ("Content-Type", "multipart/form-data; boundary=b")];
    let answer = sandbox.send("POST", "/plugin_releases/", &headers, Some(body));
    answer.is(401, detail("Invalid token."));
}

#[test]
fn an_agent_token_is_enough_if_one_is_set() {
    let sandbox = Sandbox::with(&["--agent-token", "agent"]);
    let access = ("Synapse-Access-Token", "Token sandbox-token");
    assert_eq!(list(&sandbox, &[("SYNAPSE-Agent", "Token agent")]).status, 200);
    assert_eq!(list(&sandbox, &[access]).status, 200);
    for headers in [&[("SYNAPSE-Agent", "Token other")][..], &[access, ("SYNAPSE-Agent", "Token other")]] {
        let answer = list(&sandbox, headers);
        answer.is(403, detail("You do not have permission to perform this action."));
    }

    let without = Sandbox::start();
    assert_eq!(list(&without, &[("SYNAPSE-Agent", "Token any")]).status, 401);
    assert_eq!(list(&without, &[access, ("SYNAPSE-Agent", "Token any")]).status, 200);
}

#[test]
fn another_tenant_is_refused_if_one_is_set() {
    let sandbox = Sandbox::with(&["--tenant", "acme"]);
    let access = ("Synapse-Access-Token", "Token sandbox-token");
    assert_eq!(list(&sandbox, &[access, ("Synapse-Tenant", "Token acme")]).status, 200);
    for headers in [&[access][..], &[access, ("Synapse-Tenant", "Token other")]] {
        let answer = list(&sandbox, headers);
        answer.is(403, detail("You do not have permission to perform this action."));
    }
}
