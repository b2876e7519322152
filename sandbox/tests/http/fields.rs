//! Validation of posted objects, field by field, and the storage of valid ones.

use serde_json::{Value, json};

use crate::client::Sandbox;

fn refused(sandbox: &Sandbox, path: &str, body: Value, errors: Value) {
    sandbox.post(path, body).is(400, errors);
}

#[test]
fn a_plugin_is_checked() {
    let sandbox = Sandbox::start();
    let refused = |body, errors| refused(&sandbox, "/plugins/", body, errors);
    refused(json!({}), json!({ "name": ["This field is required."] }));
    refused(json!({ "name": null }), json!({ "name": ["This field may not be null."] }));
    refused(json!({ "name": " " }), json!({ "name": ["This field may not be blank."] }));
    refused(json!({ "name": ["p"] }), json!({ "name": ["Not a valid string."] }));
    refused(
        json!({ "name": "p".repeat(256) }),
        json!({ "name": ["Ensure this field has no more than 255 characters."] }),
    );
    refused(
        json!({ "configuration": "x", "is_active": "perhaps" }),
        json!({
            "name": ["This field is required."],
            "configuration": ["Expected a dictionary of items but got type \"str\"."],
            "is_active": ["Must be a valid boolean."],
        }),
    );
    refused(
        json!({ "name": "p", "configuration": { "parameters": [{ "name": "a" }, 7, { "type": "float" }] } }),
        json!({ "configuration": { "parameters": {
            "1": { "non_field_errors": ["Invalid data. Expected a dictionary, but got int."] },
            "2": { "name": ["This field is required."] },
        } } }),
    );
    let answer = sandbox.post("/plugins/", json!({ "name": "p", "code": "12" }));
    let message = answer.body["code"][0].as_str().unwrap();
    assert!(message.starts_with("Enter a valid “slug”"), "{message}");
}

#[test]
fn a_plugin_keeps_every_field_and_value() {
    let sandbox = Sandbox::start();
    let sent = json!({
        "name": "이미지 처리 🚀", "description": null, "n": 0, "f": 0.1, "e": 1e-7, "big": 9007199254740993_i64,
        "list": [1, "a", null, [], {}], "nested": { "a": { "b": [{ "c": "é\n\"\\/\u{2028}" }] } }, "": "empty key",
    });
    let created = sandbox.post("/plugins/", sent.clone()).body;
    let read = sandbox.get(&format!("/plugins/{}/", created["id"])).body;
    assert_eq!(read, created);
    for (name, value) in sent.as_object().unwrap() {
        assert_eq!(&read[name], value, "{name}");
    }
    assert_eq!(read["code"], "이미지-처리");
    let created = read["created"].as_str().unwrap();
    assert!(created.len() == 27 && created.ends_with('Z'), "{created}");
}

#[test]
fn plugin_codes_are_unique_and_found_by() {
    let sandbox = Sandbox::start();
    let first = sandbox.plugin("Image Processing");
    let second = sandbox.plugin("image processing!");
    assert_eq!(sandbox.get("/plugins/image-processing/").body["id"], first);
    assert_eq!(sandbox.get("/plugins/image-processing-2/").body["id"], second);
    refused(
        &sandbox,
        "/plugins/",
        json!({ "name": "p", "code": "image-processing" }),
        json!({ "code": ["plugin with this code already exists."] }),
    );
    let digits = sandbox.post("/plugins/", json!({ "name": "2024" })).body;
    assert_eq!(digits["code"], "plugin-2024");
}

#[test]
fn an_update_sets_only_what_is_given() {
    let sandbox = Sandbox::start();
    let id = sandbox.plugin("Mine");
    let path = format!("/plugins/{id}/");
    let before = sandbox.get(&path).body;
    for method in ["PUT", "PATCH"] {
        let change = json!({ "description": method, "id": 77, "created": "then", "code": "mine" });
        let after = sandbox.json(method, &path, change);
        let mut expected = before.clone();
        expected["description"] = method.into();
        after.is(200, expected.clone());
        sandbox.get(&path).is(200, expected);
    }
    let blank = sandbox.json("PUT", "/plugins/mine/", json!({ "name": "" }));
    blank.is(400, json!({ "name": ["This field may not be blank."] }));
}

#[test]
fn a_storage_is_checked() {
    let sandbox = Sandbox::start();
    let refused = |body, errors| refused(&sandbox, "/storages/", body, errors);
    let required = ["This field is required."];
    refused(json!({}), json!({ "name": required, "provider": required }));
    refused(
        json!({ "name": "s", "provider": "floppy", "category": "attic", "configuration": [1] }),
        json!({
            "provider": ["\"floppy\" is not a valid choice."],
            "category": ["\"attic\" is not a valid choice."],
            "configuration": ["Expected a dictionary of items but got type \"list\"."],
        }),
    );
}

#[test]
fn a_storages_configuration_is_shown_on_demand_only() {
    let sandbox = Sandbox::start();
    let configuration = json!({ "bucket_name": "b", "secret_access_key": "hush" });
    let sent = json!({ "name": "S3", "provider": "amazon_s3", "configuration": configuration });
    let created = sandbox.post("/storages/", sent);
    assert_eq!(created.status, 201);
    let path = format!("/storages/{}/", created.body["id"]);
    for answer in [created, sandbox.get("/storages/"), sandbox.get(&path)] {
        assert!(!answer.body.to_string().contains("hush"), "{}", answer.body);
    }
    let shown = sandbox.get(&format!("{path}?with_configuration=true"));
    assert_eq!(shown.body["configuration"], configuration);
    assert_eq!(shown.body["category"], "internal");
}

#[test]
fn a_serve_application_is_checked() {
    let sandbox = Sandbox::start();
    let job = sandbox.run(json!({ "delay": 0 }));
    let refused = |body, errors| refused(&sandbox, "/serve_applications/", body, errors);
    refused(json!({}), json!({ "job": ["This field is required."] }));
    refused(
        json!({ "job": 999, "data": 1 }),
        json!({
            "job": ["Invalid pk \"999\" - object does not exist."],
            "data": ["Expected a dictionary of items but got type \"int\"."],
        }),
    );
    refused(json!({ "job": [1] }), json!({ "job": ["Incorrect type. Expected pk value, received list."] }));
    let created = sandbox.post("/serve_applications/", json!({ "job": job.to_string() }));
    assert_eq!(created.status, 201);
    assert_eq!(created.body["job"], job);
    assert_eq!(created.body["status"], "RUNNING");
}

#[test]
fn a_run_is_checked() {
    let sandbox = Sandbox::start();
    let id = sandbox.plugin("p");
    let path = format!("/plugins/{id}/run/");
    let refused = |body, errors| refused(&sandbox, &path, body, errors);
    refused(
        json!({ "parameters": [], "context": "x", "agent": 99, "version": "9.9" }),
        json!({
            "parameters": ["Expected a dictionary of items but got type \"list\"."],
            "context": ["Expected a dictionary of items but got type \"str\"."],
            "agent": ["Invalid pk \"99\" - object does not exist."],
            "version": ["Object with version=9.9 does not exist."],
        }),
    );
    refused(
        json!({ "params": { "steps": 0, "delay": "x", "fail_at": 1.5 } }),
        json!({ "params": {
            "steps": ["Ensure this value is greater than or equal to 1."],
            "delay": ["A valid number is required."],
            "fail_at": ["A valid integer is required."],
        } }),
    );
    assert_eq!(sandbox.get("/jobs/").body["count"], 0);
}

#[test]
fn a_jobs_change_is_checked() {
    let sandbox = Sandbox::start();
    let job = sandbox.run(json!({ "delay": 0 }));
    sandbox.job_with_status(job, "completed");
    let refused = |body, errors| {
        let answer = sandbox.json("PATCH", &format!("/jobs/{job}/"), body);
        answer.is(400, errors);
    };
    refused(json!({ "status": "SUCCEEDED" }), json!({ "status": ["\"SUCCEEDED\" is not a valid choice."] }));
    refused(json!({ "status": null }), json!({ "status": ["This field may not be null."] }));
    let above = "Ensure this value is less than or equal to 100.";
    refused(json!({ "progress": 100.5 }), json!({ "progress": [above] }));
    let below = "Ensure this value is greater than or equal to 0.";
    refused(json!({ "progress": -1 }), json!({ "progress": [below] }));
    refused(json!({ "progress": "x" }), json!({ "progress": ["A valid number is required."] }));
    refused(
        json!({ "metadata": 1, "console_logs": "x" }),
        json!({
            "metadata": ["Expected a dictionary of items but got type \"int\"."],
            "console_logs": ["Expected a list of items but got type \"str\"."],
        }),
    );
}
