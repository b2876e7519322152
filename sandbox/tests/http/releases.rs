//! Releases and their packages.

use std::fs;
use std::io::Write;

use serde_json::{Value, json};

use crate::client::{Answer, Sandbox, TOKEN, until};

/// The smallest zip archive: an end-of-central-directory record that lists nothing.
const EMPTY_ZIP: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
const EMPTY_ZIP_SHA256: &str = "8739c76e681f900923b900c9df0ef75cf421d39cabb54650c4b9ad19b6a76d85";

fn part(name: &str, text: &str) -> Vec<u8> {
    format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n").into_bytes()
}

fn file_part(bytes: &[u8]) -> Vec<u8> {
    let head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.zip\"\r\n\r\n";
    [head.as_bytes(), bytes, b"\r\n"].concat()
}

fn upload(sandbox: &Sandbox, parts: &[Vec<u8>]) -> Answer {
    let body = [parts.concat(), b"--b--\r\n".to_vec()].concat();
    let headers = [TOKEN, ("Content-Type", "multipart/form-data; boundary=b")];
    sandbox.send("POST", "/plugin_releases/", &headers, Some(body))
}

#[test]
fn a_package_is_stored_with_its_size_and_hash() {
    let sandbox = Sandbox::start();
    let plugin = sandbox.plugin("Mine");
    let answer = upload(
        &sandbox,
        &[
            file_part(EMPTY_ZIP),
            part("plugin", "mine"),
            part("version", "1.0.0"),
            part("is_stable", "True"),
            part("debug", "false"),
            part("config", "{\"a\": 1}"),
            part("requirements", "numpy"),
            part("requirements", "torch"),
            part("note", "kept"),
        ],
    );
    assert_eq!(answer.status, 201, "{}", answer.body);
    let mut expected = json!({
        "id": 1, "plugin": plugin, "version": "1.0.0", "changelog": "", "is_stable": true, "debug": false,
        "config": { "a": 1 }, "requirements": ["numpy", "torch"], "note": "kept",
        "file": { "name": "p.zip", "size": 22, "sha256": EMPTY_ZIP_SHA256 },
    });
    expected["created"] = answer.body["created"].clone();
    assert_eq!(answer.body, expected);
    let stored = fs::read(sandbox.data.0.join("packages/1.zip")).unwrap();
    assert_eq!(stored, EMPTY_ZIP);

    sandbox.get("/plugin_releases/1/").is(200, expected.clone());
    sandbox.get("/plugin_releases/mine@1.0.0/").is(200, expected.clone());
    expected["plugin"] = sandbox.get("/plugins/mine/").body;
    sandbox.get("/plugin_releases/mine%401.0.0/?expand=plugin,author").is(200, expected);
}

#[test]
fn a_file_that_is_no_archive_is_refused_and_deleted() {
    let sandbox = Sandbox::start();
    sandbox.plugin("Mine");
    let fields = [part("plugin", "mine"), part("version", "1.0.0")].concat();
    let broken = "Upload a valid zip archive. \
                  The file you uploaded was either not a zip archive or a corrupted one.";
    for (bytes, message) in
        [(&b"not a zip"[..], broken), (&EMPTY_ZIP[..21], broken), (b"", "The submitted file is empty.")]
    {
        let answer = upload(&sandbox, &[fields.clone(), file_part(bytes)]);
        answer.is(400, json!({ "file": [message] }));
    }
    upload(&sandbox, &[fields]).is(400, json!({ "file": ["No file was submitted."] }));
    assert_eq!(sandbox.data.packages(), [""; 0]);
}

#[test]
fn a_releases_fields_are_checked() {
    let sandbox = Sandbox::start();
    sandbox.plugin("Mine");
    let required = ["This field is required."];
    let none = upload(&sandbox, &[file_part(EMPTY_ZIP)]);
    none.is(400, json!({ "plugin": required, "version": required }));
    let wrong = upload(
        &sandbox,
        &[
            part("plugin", "999"),
            part("version", ""),
            part("is_stable", "perhaps"),
            part("config", "[1]"),
            file_part(EMPTY_ZIP),
        ],
    );
    wrong.is(
        400,
        json!({
            "plugin": ["Invalid pk \"999\" - object does not exist."],
            "version": ["This field may not be blank."],
            "is_stable": ["Must be a valid boolean."],
            "config": ["Expected a dictionary of items but got type \"list\"."],
        }),
    );
    let config = upload(&sandbox, &[part("config", "{")]);
    config.is(400, json!({ "config": ["Value must be valid JSON."] }));
    assert_eq!(sandbox.data.packages(), [""; 0]);
}

#[test]
fn a_version_is_released_once() {
    let sandbox = Sandbox::start();
    sandbox.plugin("Mine");
    sandbox.plugin("Other");
    let release = |plugin: &str, version: &str| {
        let fields = [part("plugin", plugin), part("version", version), part("requirements", "numpy")];
        upload(&sandbox, &[fields.concat(), file_part(EMPTY_ZIP)])
    };
    let first = release("mine", "1.0.0");
    assert_eq!(first.status, 201);
    assert_eq!(first.body["requirements"], json!(["numpy"]));
    let message = "The fields plugin, version must make a unique set.";
    release("1", "1.0.0").is(400, json!({ "non_field_errors": [message] }));
    assert_eq!(release("mine", "1.0.1").status, 201);
    assert_eq!(release("other", "1.0.0").status, 201);
    assert_eq!(sandbox.data.packages().len(), 3);

    let count = |query: &str| sandbox.get(&format!("/plugin_releases/{query}")).body["count"].clone();
    assert_eq!(count(""), 3);
    assert_eq!(count("?plugin=mine"), 2);
    assert_eq!(count("?plugin=2"), 1);
    assert_eq!(count("?plugin=none"), 0);
}

#[test]
fn a_release_without_a_package_is_json() {
    let sandbox = Sandbox::start();
    sandbox.plugin("Mine");
    let sent = json!({ "plugin": 1, "version": "1", "requirements": ["numpy"], "file": null });
    let answer = sandbox.post("/plugin_releases/", sent);
    assert_eq!((answer.status, &answer.body["file"]), (201, &Value::Null));
    let refused = sandbox
        .post("/plugin_releases/", json!({ "plugin": 1, "version": "2", "file": "p.zip", "requirements": "numpy" }));
    let message = "The submitted data was not a file. Check the encoding type on the form.";
    let list = "Expected a list of items but got type \"str\".";
    refused.is(400, json!({ "file": [message], "requirements": [list] }));
}

#[test]
fn a_broken_form_is_refused() {
    let sandbox = Sandbox::start();
    let headers = [TOKEN, ("Content-Type", "multipart/form-data; boundary=b")];
    let answer = sandbox.send("POST", "/plugin_releases/", &headers, Some(file_part(b"cut")));
    assert_eq!(answer.status, 400);
    let detail = answer.body["detail"].as_str().unwrap();
    assert!(detail.starts_with("Multipart form parse error - "), "{detail}");
    assert_eq!(sandbox.data.packages(), [""; 0]);
}

#[test]
fn an_upload_that_breaks_off_leaves_no_file() {
    let sandbox = Sandbox::start();
    sandbox.plugin("Mine");
    let head = "POST /plugin_releases/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\
                Synapse-Access-Token: Token sandbox-token\r\n\
                Content-Type: multipart/form-data; boundary=b\r\n\r\n";
    let mut connection = sandbox.connect();
    connection.write_all(head.as_bytes()).unwrap();
    connection.write_all(&part("plugin", "mine")).unwrap();
    connection.write_all(&file_part(&[0; 50_000])).unwrap();
    until("the upload to begin", || (!sandbox.data.packages().is_empty()).then_some(()));
    drop(connection);
    until("the file to be deleted", || sandbox.data.packages().is_empty().then_some(()));

    // An upload that remained after a crash is deleted at the next start.
    let data = sandbox.kill();
    fs::write(data.0.join("packages/upload-0.part"), "rest").unwrap();
    let sandbox = Sandbox::on(data, &[]);
    assert_eq!(sandbox.data.packages(), [""; 0]);
    assert_eq!(sandbox.get("/plugin_releases/").body["count"], 0);
}
