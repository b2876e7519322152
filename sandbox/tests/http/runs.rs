//! Simulated runs, from queued to the end.

use serde_json::{Value, json};

use crate::client::Sandbox;

fn messages(lines: &Value) -> Vec<&str> {
    let lines = lines.as_array().unwrap();
    lines.iter().map(|line| line["message"].as_str().unwrap()).collect()
}

#[test]
fn a_run_completes() {
    let sandbox = Sandbox::start();
    let plugin = sandbox.plugin("Mine");
    let release = json!({ "plugin": plugin, "version": "1.0.0" });
    let release = sandbox.post("/plugin_releases/", release).body["id"].clone();
    let parameters = json!({ "steps": 2, "delay": 0, "quality": 0.9 });
    let context = json!({ "project_id": 123, "user_id": 456 });
    let sent = json!({
        "parameters": parameters, "context": context, "action": "train",
        "status": "failed", "progress": 7, "user": 9,
    });
    let run = sandbox.post("/plugins/mine/run/", sent);
    run.is(201, json!({ "job_id": 1, "status": "queued" }));

    let mut job = sandbox.job_with_status(1, "completed");
    assert_eq!(
        messages(&job["logs"].take()),
        ["Simulated run of 2 steps started", "Step 1 of 2", "Step 2 of 2", "Simulated run completed"]
    );
    for (name, value) in [
        ("progress", json!(100)),
        ("plugin", json!(plugin)),
        ("plugin_release", release),
        ("user", json!(456)),
        ("parameters", parameters.clone()),
        ("context", context),
        ("action", json!("train")),
        ("metadata", json!({})),
    ] {
        assert_eq!(job[name], value, "{name}");
    }
    assert_eq!(job["result"]["parameters"], parameters);
    assert!(job["result"]["output_files"].is_array());
    assert!(job["created"].as_str() <= job["started"].as_str());
    assert!(job["started"].as_str() <= job["finished"].as_str());
}

#[test]
fn a_run_fails_at_the_step_of_fail_at() {
    let sandbox = Sandbox::start();
    let job = sandbox.run(json!({ "steps": 4, "delay": 0, "fail_at": 3 }));
    let job = sandbox.job_with_status(job, "failed");
    assert_eq!(job["progress"], 50);
    let message = "Step 3 of 4 failed, as fail_at says";
    assert_eq!(job["result"], json!({ "error": message }));
    let last = job["logs"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["level"], &last["message"]), (&json!("ERROR"), &json!(message)));
}

#[test]
fn large_fields_are_returned_on_request() {
    let sandbox = Sandbox::start();
    let job = sandbox.run(json!({ "steps": 2, "delay": 0 }));
    sandbox.job_with_status(job, "completed");
    let plain = sandbox.get(&format!("/jobs/{job}/")).body;
    assert!(plain.get("logs").is_none() && plain.get("metrics").is_none(), "{plain}");
    assert!(plain["plugin"].is_i64() && plain["result"].is_object(), "{plain}");
    for query in ["expand=logs&expand=metrics&expand=plugin", "expand=logs,metrics,plugin,result"] {
        for path in [format!("/jobs/{job}/?{query}"), format!("/jobs/?{query}")] {
            let mut body = sandbox.get(&path).body;
            let full =
                if path.contains("/?") && body.get("results").is_some() { body["results"][0].take() } else { body };
            assert_eq!(full["logs"].as_array().unwrap().len(), 4);
            assert_eq!(full["plugin"]["name"], "Runner");
            let series = json!([{ "step": 1, "value": 0.5 }, { "step": 2, "value": 1.0 }]);
            assert_eq!(full["metrics"]["accuracy"], series);
        }
    }
}

#[test]
fn a_client_can_end_a_run() {
    let sandbox = Sandbox::start();
    // Long enough that only the client can have ended it, and short enough that its next step would come during this
    // test.
    let job = sandbox.run(json!({ "steps": 1000, "delay": 0.02 }));
    sandbox.job_with_status(job, "running");
    let path = format!("/jobs/{job}/");
    let change = json!({ "status": "failed", "result": [1, null], "console_logs": [{ "message": "enough" }, "!"] });
    let ended = sandbox.json("PATCH", &path, change);
    assert_eq!((ended.status, &ended.body["status"]), (200, &json!("failed")));
    assert!(ended.body["finished"].is_string());
    assert!(ended.body.get("console_logs").is_none());

    // Another run, with as many steps as this one could have run in the meantime.
    let later = sandbox.run(json!({ "steps": 3, "delay": 0.02 }));
    sandbox.job_with_status(later, "completed");
    let mut after = sandbox.get(&format!("{path}?expand=logs")).body;
    let logs = after["logs"].take();
    assert_eq!(messages(&logs)[messages(&logs).len() - 2..], ["enough", "!"]);
    assert_eq!(after["result"], json!([1, null]));
    assert_eq!(after["progress"], ended.body["progress"]);
}

#[test]
fn a_change_sets_only_what_is_given() {
    let sandbox = Sandbox::start();
    let job = sandbox.run(json!({ "delay": 600 }));
    let path = format!("/jobs/{job}/");
    for method in ["PUT", "PATCH"] {
        let change = json!({
            "status": "running", "progress": 75, "metadata": { "current_step": method }, "own": 1,
            "id": 9, "plugin": 9, "created": "then",
        });
        let changed = sandbox.json(method, &path, change);
        assert_eq!(changed.status, 200);
        assert_eq!(changed.body, sandbox.get(&path).body);
        assert_eq!((&changed.body["id"], &changed.body["plugin"]), (&json!(job), &json!(1)));
        assert_eq!((&changed.body["progress"], &changed.body["own"]), (&json!(75), &json!(1)));
        assert_eq!(changed.body["metadata"]["current_step"], method);
        assert_eq!(changed.body["parameters"], json!({ "delay": 600 }));
    }
}

#[test]
fn the_statuses_of_current_backends_are_supported() {
    let sandbox = Sandbox::with(&["--statuses", "current"]);
    let plugin = sandbox.plugin("Mine");
    let path = format!("/plugins/{plugin}/run/");
    let run = sandbox.post(&path, json!({ "params": { "delay": 600 } }));
    assert_eq!(run.body["status"], "PENDING");
    let done = sandbox.run(json!({ "delay": 0 }));
    sandbox.job_with_status(done, "SUCCEEDED");
    let failed = sandbox.run(json!({ "delay": 0, "fail_at": 1 }));
    sandbox.job_with_status(failed, "FAILED");
    assert_eq!(sandbox.get("/jobs/?status=PENDING").body["count"], 1);
    assert_eq!(sandbox.get("/jobs/?status=queued").status, 400);
    let stopped = sandbox.json("PATCH", "/jobs/1/", json!({ "status": "STOPPED" }));
    assert_eq!(stopped.body["status"], "STOPPED");
    assert_eq!(sandbox.get("/jobs/?status=STOPPED").body["count"], 1);

    // The vocabulary `document` has no word for it.
    let sandbox = Sandbox::on(sandbox.kill(), &[]);
    assert_eq!(sandbox.get("/jobs/1/").body["status"], "failed");
    assert_eq!(sandbox.get("/jobs/?status=failed").body["count"], 2);
}

#[test]
fn a_restart_fails_what_was_running() {
    let sandbox = Sandbox::start();
    let queued = sandbox.run(json!({ "delay": 600 }));
    let running = sandbox.run(json!({ "delay": 600 }));
    let change = json!({ "status": "running" });
    assert_eq!(sandbox.json("PATCH", &format!("/jobs/{running}/"), change).status, 200);
    let done = sandbox.run(json!({ "delay": 0 }));
    let before = sandbox.job_with_status(done, "completed");

    let sandbox = Sandbox::on(sandbox.kill(), &[]);
    for job in [queued, running] {
        let job = sandbox.get(&format!("/jobs/{job}/?expand=logs")).body;
        assert_eq!(job["status"], "failed");
        assert!(job["finished"].is_string());
        assert_eq!(messages(&job["logs"]), ["Failed: the sandbox ended during the run"]);
    }
    assert_eq!(sandbox.job_with_status(done, "completed"), before);
}
