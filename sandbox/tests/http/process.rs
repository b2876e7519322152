//! Start, stop and bad arguments.

use std::fs;
use std::io::{BufReader, Read, Write};

use serde_json::json;

use crate::client::{DataFolder, Sandbox, TOKEN, command};

fn fails(options: &[&str], code: i32, sentence: &str) {
    let output = command(options).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap().trim_end(), sentence);
    assert_eq!(output.status.code(), Some(code));
    assert!(output.stdout.is_empty());
}

#[test]
fn bad_arguments_are_named() {
    fails(&["--prot", "1"], 2, "There is no option --prot: see --help.");
    fails(&["--port", "x"], 2, "--port must be a number from 0 to 65535.");
    fails(&["--port"], 2, "--port needs a value.");
    fails(&["--token", ""], 2, "--token needs a value.");
    fails(&["--token", "a b"], 2, "--token must be printable ASCII without spaces: it is sent in a header.");
    fails(&["--statuses", "new"], 2, "--statuses must be 'document' or 'current'.");
    for size in ["0", "1001", "x"] {
        fails(&["--page-size", size], 2, "--page-size must be a number from 1 to 1000.");
    }
    fails(&["--console", "/nowhere"], 2, "--console must be a folder with an index.html, and /nowhere has none.");
}

#[test]
fn help_lists_every_option() {
    let output = command(&["--help"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    for option in ["port", "data", "token", "agent-token", "tenant", "statuses", "page-size", "console"] {
        assert!(text.contains(&format!("\n  --{option} ")), "{option}");
    }
}

#[test]
fn it_prints_what_it_is_and_not_the_given_token() {
    let mut sandbox = Sandbox::with(&["--token", "my-secret"]);
    assert!(sandbox.url.starts_with("http://127.0.0.1:"));
    let rest: Vec<String> = sandbox.stdout.by_ref().take(3).map(Result::unwrap).collect();
    assert!(rest[0].contains("sandbox") && rest[0].contains("simulated"), "{rest:?}");
    assert!(!rest.concat().contains("my-secret"), "{rest:?}");
}

#[test]
fn a_signal_stops_it_with_connections_open() {
    for name in ["-TERM", "-INT"] {
        let mut sandbox = Sandbox::start();
        let job = sandbox.run(json!({ "delay": 600 }));
        let path = format!("/async/jobs/{job}/tail_console_logs/");
        let tail = sandbox.open("GET", &path, &[TOKEN], None);
        let mut tail = BufReader::new(tail.into_body().into_reader());
        let mut upload = sandbox.connect();
        let head = "POST /plugin_releases/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\
                    Synapse-Access-Token: Token sandbox-token\r\n\
                    Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n";
        upload.write_all(head.as_bytes()).unwrap();

        sandbox.signal(name);
        assert!(sandbox.ended().success());
        let mut events = String::new();
        tail.read_to_string(&mut events).expect("the stream ends cleanly");
        assert!(events.contains("connected"), "{events}");
    }
}

#[test]
fn a_folder_serves_one_sandbox_at_a_time() {
    let sandbox = Sandbox::start();
    let folder = sandbox.data.0.clone();
    let file = folder.join("sandbox.sqlite3");
    let sentence = format!("{} is in use by another sandbox.", file.display());
    fails(&["--port", "0", "--data", folder.to_str().unwrap()], 1, &sentence);
    assert_eq!(sandbox.get("/plugins/").status, 200);
}

#[test]
fn startup_errors_are_printed() {
    let sandbox = Sandbox::start();
    let port = sandbox.url.rsplit(':').next().unwrap();
    let folder = DataFolder::new();
    let options = ["--port", port, "--data", folder.0.to_str().unwrap()];
    let output = command(&options).output().unwrap();
    let printed = String::from_utf8(output.stderr).unwrap();
    assert!(printed.starts_with(&format!("Cannot listen on port {port}: ")), "{printed}");
    assert_eq!(output.status.code(), Some(1));

    let other = DataFolder::new();
    fs::create_dir(&other.0).unwrap();
    fs::write(other.0.join("sandbox.sqlite3"), "this is some other file, and no database").unwrap();
    let output = command(&["--data", other.0.to_str().unwrap()]).output().unwrap();
    let printed = String::from_utf8(output.stderr).unwrap();
    assert!(printed.contains("sandbox.sqlite3 cannot be opened: "), "{printed}");
    assert_eq!(output.status.code(), Some(1));
}
