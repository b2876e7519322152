//! Behaviour of all resources: routes, methods, media types, CORS, request ids, the console's files.

use std::fs;
use std::process::Command;

use serde_json::json;

use crate::client::{DataFolder, Sandbox, TOKEN, command};

#[test]
fn unknown_paths_and_objects_are_404() {
    let sandbox = Sandbox::start();
    sandbox.get("/nowhere/").is(404, json!({ "detail": "Not found." }));
    sandbox.get("/plugins").is(404, json!({ "detail": "Not found." }));
    sandbox.get("/plugins/%ff/").is(404, json!({ "detail": "Not found." }));
    for (path, noun) in [
        ("/plugins/999/", "Plugin"),
        ("/plugins/no-such-code/", "Plugin"),
        ("/plugin_releases/999/", "PluginRelease"),
        ("/plugin_releases/no@1.0.0/", "PluginRelease"),
        ("/jobs/999/", "Job"),
        ("/jobs/abc/", "Job"),
        ("/jobs/999/console_logs/", "Job"),
        ("/async/jobs/999/tail_console_logs/", "Job"),
        ("/storages/999/", "Storage"),
    ] {
        let detail = format!("No {noun} matches the given query.");
        sandbox.get(path).is(404, json!({ "detail": detail }));
    }
    let connect = sandbox.post("/agents/no-such-token/connect/", json!({}));
    connect.is(404, json!({ "detail": "No Agent matches the given query." }));
}

#[test]
fn another_method_is_405_with_those_allowed() {
    let sandbox = Sandbox::start();
    let answer = sandbox.send("DELETE", "/jobs/1/", &[TOKEN], None);
    answer.is(405, json!({ "detail": "Method \"DELETE\" not allowed." }));
    assert_eq!(answer.header("Allow"), "GET,HEAD,PUT,PATCH");
}

#[test]
fn only_complete_json_is_accepted() {
    let sandbox = Sandbox::start();
    let headers = [TOKEN, ("Content-Type", "text/plain; charset=utf-8")];
    let answer = sandbox.send("POST", "/plugins/", &headers, Some(b"hi".to_vec()));
    answer.is(415, json!({ "detail": "Unsupported media type \"text/plain\" in request." }));

    let headers = [TOKEN, ("Content-Type", "application/json")];
    let cut = sandbox.send("POST", "/plugins/", &headers, Some(b"{\"name\": ".to_vec()));
    assert_eq!(cut.status, 400);
    let detail = cut.body["detail"].as_str().unwrap();
    assert!(detail.starts_with("JSON parse error - "), "{detail}");

    let list = sandbox.post("/plugins/", json!([1]));
    let message = "Invalid data. Expected a dictionary, but got list.";
    list.is(400, json!({ "non_field_errors": [message] }));

    let large = sandbox.send("POST", "/plugins/", &headers, Some(vec![b' '; (32 << 20) + 1]));
    large.is(413, json!({ "detail": "The request body is larger than 33554432 bytes." }));
}

#[test]
fn cors_allows_every_origin() {
    let sandbox = Sandbox::start();
    let preflight = [
        ("Origin", "http://app.example"),
        ("Access-Control-Request-Method", "PATCH"),
        ("Access-Control-Request-Headers", "synapse-access-token"),
    ];
    let answer = sandbox.send("OPTIONS", "/jobs/1/", &preflight, None);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("Access-Control-Allow-Origin"), "*");
    assert_eq!(answer.header("Access-Control-Allow-Methods"), "*");
    assert_eq!(answer.header("Access-Control-Max-Age"), "3600");
    let allowed = answer.header("Access-Control-Allow-Headers");
    for name in [
        "synapse-access-token",
        "authorization",
        "synapse-agent",
        "synapse-tenant",
        "content-type",
        "accept",
        "last-event-id",
    ] {
        assert!(allowed.split(',').any(|header| header == name), "{name}: {allowed}");
    }

    let refused = sandbox.send("GET", "/jobs/", &[("Origin", "http://app.example")], None);
    assert_eq!(refused.status, 401);
    assert_eq!(refused.header("Access-Control-Allow-Origin"), "*");
    assert_eq!(refused.header("Access-Control-Expose-Headers"), "retry-after,location,date,x-request-id");
}

#[test]
fn every_answer_has_a_request_id() {
    let sandbox = Sandbox::start();
    let ids = ["/plugins/", "/plugins/", "/nowhere/", "/jobs/999/"].map(|path| {
        let id = sandbox.get(path).header("X-Request-ID").to_owned();
        assert!(!id.is_empty(), "{path}");
        id
    });
    assert_ne!(ids[0], ids[1]);
    let own = sandbox.send("GET", "/plugins/", &[TOKEN, ("X-Request-ID", "mine")], None);
    assert_eq!(own.header("X-Request-ID"), "mine");
}

#[test]
fn a_console_beside_the_program_is_served_by_default() {
    let folder = DataFolder::new();
    fs::create_dir_all(folder.0.join("console")).unwrap();
    fs::write(folder.0.join("console/index.html"), "<title>Console</title>").unwrap();
    let program = folder.0.join("sandbox");
    fs::copy(command(&[]).get_program(), &program).unwrap();
    let sandbox = Sandbox::by(Command::new(program), DataFolder::new());
    let page = sandbox.send("GET", "/console/", &[], None);
    page.is(200, json!("<title>Console</title>"));
}

#[test]
fn a_built_console_is_served_without_credentials() {
    let console = DataFolder::new();
    fs::create_dir(&console.0).unwrap();
    fs::write(console.0.join("index.html"), "<title>Console</title>").unwrap();
    fs::write(console.0.join("app.wasm"), "\0asm").unwrap();
    let sandbox = Sandbox::with(&["--console", console.0.to_str().unwrap()]);
    let open = |path| sandbox.send("GET", path, &[], None);

    let page = open("/console/");
    page.is(200, json!("<title>Console</title>"));
    assert_eq!(page.header("Content-Security-Policy"), "frame-ancestors 'none'");
    assert_eq!(open("/console/app.wasm").header("Content-Type"), "application/wasm");
    open("/console/none.js").is(404, json!({ "detail": "Not found." }));
    for path in ["/", "/console"] {
        let answer = open(path);
        assert_eq!((answer.status, answer.header("Location")), (307, "/console/"));
    }
    assert_eq!(open("/plugins/").status, 401);
    Sandbox::start().get("/console/").is(404, json!({ "detail": "Not found." }));
}
