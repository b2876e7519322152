//! The live log.

use std::io::{BufRead, BufReader, Read};

use serde_json::{Value, json};

use crate::client::{Sandbox, TOKEN};

#[derive(Debug, Default, PartialEq)]
struct Event {
    name: String,
    id: String,
    data: Value,
}

/// The events of a job's log, as they arrive.
fn tail(sandbox: &Sandbox, path: &str, headers: &[(&str, &str)]) -> impl Iterator<Item = Event> + use<> {
    let headers = [&[TOKEN, ("Accept", "text/event-stream")], headers].concat();
    let response = sandbox.open("GET", path, &headers, None);
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut lines = BufReader::new(response.into_body().into_reader()).lines();
    std::iter::from_fn(move || read_event(&mut lines))
}

fn read_event<R: Read>(lines: &mut std::io::Lines<BufReader<R>>) -> Option<Event> {
    let mut event = Event::default();
    loop {
        let line = lines.next()?.unwrap();
        match line.split_once(": ") {
            Some(("event", name)) => event.name = name.to_owned(),
            Some(("id", id)) => event.id = id.to_owned(),
            Some(("data", data)) => event.data = serde_json::from_str(data).unwrap(),
            _ => return Some(event),
        }
    }
}

fn path(job: i64) -> String {
    format!("/async/jobs/{job}/tail_console_logs/")
}

fn names(events: &[Event]) -> Vec<&str> {
    events.iter().map(|event| event.name.as_str()).collect()
}

#[test]
fn a_log_is_followed_to_the_end() {
    let sandbox = Sandbox::start();
    let job = sandbox.run(json!({ "steps": 2, "delay": 0.05 }));
    let events: Vec<Event> = tail(&sandbox, &path(job), &[]).collect();
    assert_eq!(names(&events), ["connected", "log", "log", "log", "log", "complete"]);
    assert_eq!(events[0].data, json!({ "type": "connected", "job": job }));
    assert_eq!(events[5].data, json!({ "type": "complete", "status": "completed" }));
    let lines = sandbox.get(&format!("/jobs/{job}/console_logs/")).body;
    for (number, event) in events[1..5].iter().enumerate() {
        assert_eq!(event.id, (number + 1).to_string());
        assert_eq!(event.data, lines[number]);
    }
}

#[test]
fn a_log_resumes_after_the_last_event() {
    let sandbox = Sandbox::start();
    let job = sandbox.run(json!({ "steps": 2, "delay": 0 }));
    sandbox.job_with_status(job, "completed");
    let old_path = format!("/jobs/{job}/tail_console_logs/");
    let resumed: Vec<Event> = tail(&sandbox, &old_path, &[("Last-Event-ID", "3")]).collect();
    assert_eq!(names(&resumed), ["connected", "log", "complete"]);
    assert_eq!((&*resumed[1].id, &resumed[1].data["message"]), ("4", &json!("Simulated run completed")));
    let end: Vec<Event> = tail(&sandbox, &old_path, &[("Last-Event-ID", "4")]).collect();
    assert_eq!(names(&end), ["connected", "complete"]);
}

#[test]
fn lines_arrive_as_they_are_written() {
    let sandbox = Sandbox::with(&["--statuses", "current"]);
    let job = sandbox.run(json!({ "delay": 600 }));
    let mut events = tail(&sandbox, &path(job), &[]);
    assert_eq!(events.next().unwrap().name, "connected");
    for number in 1..=3 {
        let sent = json!({ "job": job, "message": format!("line {number}\n안녕") });
        assert_eq!(sandbox.post("/logs/", sent).status, 201);
        let event = events.next().unwrap();
        assert_eq!(event.id, number.to_string());
        assert_eq!(event.data["message"], format!("line {number}\n안녕"));
    }
    sandbox.json("PATCH", &format!("/jobs/{job}/"), json!({ "status": "STOPPED" }));
    let end = json!({ "type": "complete", "status": "STOPPED" });
    assert_eq!(events.next().unwrap().data, end);
    assert_eq!(events.next(), None);
}

#[test]
fn a_long_log_is_complete() {
    let sandbox = Sandbox::start();
    let job = sandbox.run(json!({ "delay": 600 }));
    let lines: Vec<Value> = (0..1000).map(|number| json!(format!("line {number}"))).collect();
    let change = json!({ "status": "completed", "console_logs": lines });
    assert_eq!(sandbox.json("PATCH", &format!("/jobs/{job}/"), change).status, 200);
    let events: Vec<Event> = tail(&sandbox, &path(job), &[]).collect();
    assert_eq!(events.len(), 1002);
    for (number, event) in events[1..=1000].iter().enumerate() {
        assert_eq!(event.data["message"], lines[number]);
    }
}
