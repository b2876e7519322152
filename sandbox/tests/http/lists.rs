//! Pages and filters.

use serde_json::{Value, json};

use crate::client::{Sandbox, TOKEN};

fn ids(page: &Value) -> Vec<i64> {
    let results = page["results"].as_array().unwrap();
    results.iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

#[test]
fn pages_link_to_each_other() {
    let sandbox = Sandbox::with(&["--page-size", "2"]);
    let all: Vec<i64> = (0..5).map(|number| sandbox.plugin(&format!("p{number}"))).collect();

    let mut seen = Vec::new();
    let mut next = format!("{}/plugins/?url_host=a%20b", sandbox.url);
    let mut last = Value::Null;
    while !next.is_empty() {
        let path = next.strip_prefix(&sandbox.url).expect("a link to the same host");
        last = sandbox.get(path).body;
        assert_eq!(last["count"], 5);
        seen.extend(ids(&last));
        next = last["next"].as_str().unwrap_or_default().to_owned();
    }
    assert_eq!(seen, all);
    assert_eq!(last["previous"], format!("{}/plugins/?url_host=a+b&page=2", sandbox.url));

    let host = [TOKEN, ("Host", "backend.example:81")];
    let page = sandbox.send("GET", "/plugins/", &host, None).body;
    assert_eq!(page["next"], "http://backend.example:81/plugins/?page=2");
}

#[test]
fn clients_choose_page_size_and_order() {
    let sandbox = Sandbox::with(&["--page-size", "2"]);
    let all: Vec<i64> = (0..5).map(|number| sandbox.plugin(&format!("p{number}"))).collect();
    assert_eq!(ids(&sandbox.get("/plugins/?page_size=5").body), all);
    assert_eq!(ids(&sandbox.get("/plugins/?page_size=3&page=2").body), all[3..]);
    assert_eq!(ids(&sandbox.get("/plugins/?page_size=x").body), all[..2]);
    let newest = sandbox.get("/plugins/?ordering=-created&page_size=1").body;
    assert_eq!(ids(&newest), all[4..]);
}

fn plugin_of(sandbox: &Sandbox, name: &str, author: &str) -> i64 {
    let sent = json!({ "name": name, "author": author });
    sandbox.post("/plugins/", sent).body["id"].as_i64().unwrap()
}

#[test]
fn lists_are_sorted_by_fields() {
    let sandbox = Sandbox::start();
    let plugin = |name, author| plugin_of(&sandbox, name, author);
    let (b, c, a) = (plugin("b", "x"), plugin("c", "y"), plugin("a", "x"));
    let list = |ordering: &str| ids(&sandbox.get(&format!("/plugins/?ordering={ordering}")).body);
    assert_eq!(list("name"), [a, b, c]);
    assert_eq!(list("-name"), [c, b, a]);
    assert_eq!(list("author,-id"), [a, b, c]);
    assert_eq!(list("-created"), [a, c, b]);
    for unknown in ["unknown", "NAME", "name'--", "-", ""] {
        assert_eq!(list(unknown), [b, c, a], "{unknown}");
    }
}

#[test]
fn plugins_are_searched() {
    let sandbox = Sandbox::start();
    let plugin = |name, author| plugin_of(&sandbox, name, author);
    let export = plugin("Dataset export", "Data platform");
    let label = plugin("Auto label 100%", "Vision team");
    let list = |search: &str| ids(&sandbox.get(&format!("/plugins/?search={search}")).body);
    assert_eq!(list(""), [export, label]);
    assert_eq!(list("EXPORT"), [export]);
    assert_eq!(list("vision+auto"), [label]);
    assert_eq!(list("vision+export"), [0; 0]);
    assert_eq!(list("auto-label"), [label]);
    assert_eq!(list("%25"), [label]);
    assert_eq!(list("_"), [0; 0]);
}

#[test]
fn a_page_has_a_thousand_items_at_most() {
    let data = Sandbox::start().kill();
    let rows = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)
                INSERT INTO storages (data) SELECT '{}' FROM n";
    let database = rusqlite::Connection::open(data.0.join("sandbox.sqlite3")).unwrap();
    database.execute(rows, []).unwrap();
    drop(database);

    let sandbox = Sandbox::on(data, &[]);
    let page = sandbox.get("/storages/?page_size=5000").body;
    assert_eq!((ids(&page).len(), &page["count"]), (1000, &json!(1001)));
    let next = format!("{}/storages/?page_size=5000&page=2", sandbox.url);
    assert_eq!(page["next"], next);
}

#[test]
fn a_page_that_is_not_there_is_404() {
    let sandbox = Sandbox::start();
    let empty = json!({ "count": 0, "next": null, "previous": null, "results": [] });
    sandbox.get("/plugins/").is(200, empty);
    for page in ["2", "0", "-1", "x"] {
        let answer = sandbox.get(&format!("/plugins/?page={page}"));
        answer.is(404, json!({ "detail": "Invalid page." }));
    }
}

#[test]
fn jobs_are_filtered() {
    let sandbox = Sandbox::start();
    let plugin = sandbox.plugin("Other");
    let failed = sandbox.run(json!({ "delay": 0, "fail_at": 1 }));
    let done = sandbox.run(json!({ "delay": 0 }));
    let sent = json!({ "parameters": { "delay": 600 }, "context": { "user_id": 456 } });
    let run = sandbox.post(&format!("/plugins/{plugin}/run/"), sent);
    let queued = run.body["job_id"].as_i64().unwrap();
    sandbox.job_with_status(failed, "failed");
    let created = sandbox.job_with_status(done, "completed")["created"].clone();
    let created = created.as_str().unwrap();
    let list = |query: &str| ids(&sandbox.get(&format!("/jobs/?{query}")).body);

    assert_eq!(list(""), [failed, done, queued]);
    assert_eq!(list("status=failed"), [failed]);
    assert_eq!(list("status=failed&status=queued"), [failed, queued]);
    assert_eq!(list("status=completed,queued"), [done, queued]);
    assert_eq!(list("status=running"), [0; 0]);
    assert_eq!(list("plugin=other"), [queued]);
    assert_eq!(list(&format!("plugin={plugin}")), [queued]);
    assert_eq!(list("plugin=none"), [0; 0]);
    assert_eq!(list("user=456"), [queued]);
    assert_eq!(list("user=1&status=completed"), [done]);
    assert_eq!(list(&format!("created_after={created}")), [done, queued]);
    let python = created.trim_end_matches('Z');
    assert_eq!(list(&format!("created_after={python}")), [done, queued]);
    assert_eq!(list(&format!("created_after={python}%2B00:00")), [done, queued]);
    assert_eq!(list(&format!("created_after={python}%2B01:00")).len(), 3);
    assert_eq!(list("created_after=2999-01-01"), [0; 0]);
    assert_eq!(list(&format!("created_before={created}")), [failed, done]);
    assert_eq!(list(&format!("created_after={created}&created_before={created}")), [done]);
    assert_eq!(list("created_before=2000-01-01"), [0; 0]);

    let refused = |query: &str, errors| sandbox.get(&format!("/jobs/?{query}")).is(400, errors);
    let choice = "Select a valid choice. x is not one of the available choices.";
    refused("status=x", json!({ "status": [choice] }));
    refused("user=x", json!({ "user": ["Enter a number."] }));
    for name in ["created_after", "created_before"] {
        refused(&format!("{name}=x"), json!({ name: ["Enter a valid date/time."] }));
    }
}

#[test]
fn serve_applications_are_filtered() {
    let sandbox = Sandbox::start();
    let plugin = sandbox.plugin("Served");
    let run = json!({ "agent": 2, "parameters": { "delay": 600 } });
    let run = sandbox.post(&format!("/plugins/{plugin}/run/"), run);
    let other = sandbox.run(json!({ "delay": 600 }));
    let create = |job: &Value, status: &str| {
        let sent = json!({ "job": job, "status": status, "data": { "route": "/x" } });
        sandbox.post("/serve_applications/", sent).body["id"].as_i64().unwrap()
    };
    let first = create(&run.body["job_id"], "DEPLOYING");
    let second = create(&other.into(), "RUNNING");
    let list = |query: &str| ids(&sandbox.get(&format!("/serve_applications/?{query}")).body);
    assert_eq!(list(""), [first, second]);
    assert_eq!(list("status=RUNNING"), [second]);
    assert_eq!(list("plugin_code=served"), [first]);
    assert_eq!(list("job__agent=2"), [first]);
    assert_eq!(list(&format!("job={other}")), [second]);
}

#[test]
fn agents_are_listed_and_connect_with_either_token() {
    let sandbox = Sandbox::start();
    let agents = sandbox.get("/agents/").body;
    let agents = agents["results"].as_array().unwrap();
    assert_eq!(agents.len(), 3);
    let spare = agents.iter().find(|agent| agent["status"] == "disconnected").unwrap();
    let token = spare["token"].as_str().unwrap();
    let health = sandbox.send("POST", &format!("/agents/{token}/connect/"), &[TOKEN], Some(vec![]));
    assert_eq!((health.status, &health.body["status"]), (200, &json!("connected")));
    assert_eq!(sandbox.get("/agents/?status=disconnected").body["count"], 0);

    let scripted = agents.iter().find(|agent| agent["token"].is_null()).unwrap();
    let script = scripted["node_install_script"].as_str().unwrap();
    let token = script.split("/agents/").nth(1).unwrap().split('/').next().unwrap();
    assert_eq!(token.len(), 40);
    assert_eq!(sandbox.post(&format!("/agents/{token}/connect/"), json!({})).status, 200);
}
