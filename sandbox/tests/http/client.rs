//! Starts a sandbox for a test, with a small HTTP client.

use std::fs;
use std::io::{BufRead, BufReader, Lines};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::http::{Request, Response};

/// The maximum time that a test waits for anything.
const BOUND: Duration = Duration::from_secs(20);

pub const TOKEN: (&str, &str) = ("Synapse-Access-Token", "Token sandbox-token");

/// A data folder for one test, which is deleted at its end.
pub struct DataFolder(pub PathBuf);

impl DataFolder {
    pub fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("sandbox-test-{}-{number}", std::process::id());
        DataFolder(std::env::temp_dir().join(name))
    }

    pub fn packages(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.join("packages")).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

impl Drop for DataFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A running sandbox, which is killed at the end of the test.
pub struct Sandbox {
    pub url: String,
    pub stdout: Lines<BufReader<ChildStdout>>,
    process: Child,
    pub data: DataFolder,
}

impl Sandbox {
    pub fn start() -> Self {
        Self::with(&[])
    }

    pub fn with(options: &[&str]) -> Self {
        Self::on(DataFolder::new(), options)
    }

    pub fn on(data: DataFolder, options: &[&str]) -> Self {
        Self::by(command(options), data)
    }

    pub fn by(mut command: Command, data: DataFolder) -> Self {
        let mut process = command.args(["--port", "0", "--data"]).arg(&data.0).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(process.stdout.take().unwrap()).lines();
        let url = stdout.next().expect("its url is its first line").unwrap();
        Sandbox { url, stdout, process, data }
    }

    pub fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        let status = Command::new("kill").args([name, &id]).status().unwrap();
        assert!(status.success());
    }

    /// Kills it, as in a crash, and returns its data folder.
    pub fn kill(mut self) -> DataFolder {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        std::mem::replace(&mut self.data, DataFolder(PathBuf::new()))
    }

    pub fn ended(&mut self) -> std::process::ExitStatus {
        until("the sandbox to end", || self.process.try_wait().unwrap())
    }

    pub fn connect(&self) -> TcpStream {
        let connection = TcpStream::connect(self.url.strip_prefix("http://").unwrap()).unwrap();
        connection.set_read_timeout(Some(BOUND)).unwrap();
        connection
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[TOKEN], None)
    }

    pub fn post(&self, path: &str, body: Value) -> Answer {
        self.json("POST", path, body)
    }

    pub fn json(&self, method: &str, path: &str, body: Value) -> Answer {
        let body = body.to_string().into_bytes();
        let headers = [TOKEN, ("Content-Type", "application/json")];
        self.send(method, path, &headers, Some(body))
    }

    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Vec<u8>>) -> Answer {
        let mut response = self.open(method, path, headers, body);
        let text = response.body_mut().read_to_string().unwrap();
        Answer {
            status: response.status().as_u16(),
            body: serde_json::from_str(&text).unwrap_or_else(|_| Value::String(text)),
            response,
        }
    }

    /// Sends a request, and leaves the body of the answer unread.
    pub fn open(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Vec<u8>>,
    ) -> Response<ureq::Body> {
        let config =
            ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).timeout_global(Some(BOUND));
        let agent = config.build().new_agent();
        let url = format!("{}{path}", self.url);
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = match body {
            Some(body) => agent.run(request.body(body).unwrap()),
            None => agent.run(request.body(()).unwrap()),
        };
        response.unwrap()
    }

    /// Creates a plugin, and returns its id.
    pub fn plugin(&self, name: &str) -> i64 {
        let created = self.post("/plugins/", json!({ "name": name }));
        assert_eq!(created.status, 201, "{}", created.body);
        created.body["id"].as_i64().unwrap()
    }

    /// Creates a plugin, runs it, and returns the job's id.
    pub fn run(&self, parameters: Value) -> i64 {
        let plugin = self.plugin("Runner");
        let path = format!("/plugins/{plugin}/run/");
        let run = self.post(&path, json!({ "parameters": parameters }));
        assert_eq!(run.status, 201, "{}", run.body);
        run.body["job_id"].as_i64().unwrap()
    }

    pub fn job_with_status(&self, job: i64, status: &str) -> Value {
        until(&format!("job {job} to be {status}"), || {
            let body = self.get(&format!("/jobs/{job}/?expand=logs")).body;
            (body["status"] == status).then_some(body)
        })
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub struct Answer {
    pub status: u16,
    pub body: Value,
    response: Response<ureq::Body>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let value = self.response.headers().get(name);
        value.map_or("", |value| value.to_str().unwrap())
    }

    pub fn is(&self, status: u16, body: Value) {
        assert_eq!((self.status, &self.body), (status, &body));
    }
}

pub fn command(options: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sandbox"));
    command.args(options);
    command
}

/// Polls until there is a value.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < BOUND, "waited too long for {what}");
        thread::sleep(Duration::from_millis(5));
    }
}
