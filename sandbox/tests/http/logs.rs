use serde_json::json;

use crate::client::Sandbox;

#[test]
fn one_log_or_a_list_is_stored() {
    let sandbox = Sandbox::start();
    let one = sandbox.post("/logs/", json!({ "message": "done", "level": "info", "extra": 1 }));
    assert_eq!(one.status, 201);
    assert_eq!((&one.body["id"], &one.body["extra"]), (&json!(1), &json!(1)));

    let file = "data:text/plain;base64,aGk=";
    let many = sandbox.post("/logs/", json!([{ "message": "a" }, { "message": "b", "file": file }]));
    assert_eq!(many.status, 201);
    assert_eq!((&many.body[0]["id"], &many.body[1]["id"]), (&json!(2), &json!(3)));
    assert!(many.body[1].get("file").is_none());
}

#[test]
fn a_log_of_a_job_is_a_line_of_its_console() {
    let sandbox = Sandbox::start();
    let job = sandbox.run(json!({ "delay": 600 }));
    let sent = json!([
        { "job": job, "event": "log", "data": { "message": "나", "level": "warning" } },
        { "job": job, "message": "plain", "timestamp": "2026-11-17T09:30:00Z" },
    ]);
    assert_eq!(sandbox.post("/logs/", sent).status, 201);
    let lines = sandbox.get(&format!("/jobs/{job}/console_logs/")).body;
    assert_eq!((&lines[0]["level"], &lines[0]["message"]), (&json!("WARNING"), &json!("나")));
    let plain = json!({ "timestamp": "2026-11-17T09:30:00Z", "level": "INFO", "message": "plain" });
    assert_eq!(lines[1], plain);
}

#[test]
fn a_list_with_one_invalid_log_is_refused() {
    let sandbox = Sandbox::start();
    let job = sandbox.run(json!({ "delay": 600 }));
    let sent = json!([{ "job": job, "message": "ok" }, { "job": 999, "message": [], "file": "x" }, 7]);
    let refused = sandbox.post("/logs/", sent);
    refused.is(
        400,
        json!({
            "1": {
                "message": ["Not a valid string."],
                "job": ["Invalid pk \"999\" - object does not exist."],
                "file": ["The submitted data was not a file: a data: URI is expected."],
            },
            "2": { "non_field_errors": ["Invalid data. Expected a dictionary, but got int."] },
        }),
    );
    sandbox.get(&format!("/jobs/{job}/console_logs/")).is(200, json!([]));
    let empty = sandbox.post("/logs/", json!([]));
    empty.is(400, json!({ "non_field_errors": ["This list may not be empty."] }));
}
