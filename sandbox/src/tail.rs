//! The live console log of a job, as server-sent events: `connected`, a `log` for each line, `complete`.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use futures_util::{Stream, stream};
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::console::{self, Line};
use crate::errors::{ApiError, Result};
use crate::request::Pk;
use crate::state::App;
use crate::status::Status;
use crate::table::{self, JOBS};

const HEARTBEAT: Duration = Duration::from_secs(15);

/// The number of lines that are read ahead of a client. A slow client costs only these; the rest stays in the database.
const BATCH: u32 = 100;

/// `GET async/jobs/{pk}/tail_console_logs/`. The id of an event is the number of its line. `Last-Event-ID` resumes
/// after it.
pub async fn tail(
    State(app): State<App>,
    pk: Pk,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    let job = app.db.run(move |db| JOBS.get(db, &pk)).await?;
    let last_id = headers.get("last-event-id");
    let last_id = last_id.and_then(|id| id.to_str().ok()?.parse().ok());
    let tail = Tail {
        job: table::id(&job),
        seen: last_id.unwrap_or(0),
        phase: Phase::Opening,
        lines: VecDeque::new(),
        changes: app.changes.subscribe(),
        stopping: app.stopping.clone(),
        app,
    };
    let events = stream::unfold(tail, |mut tail| async move {
        let event = tail.next().await?;
        Some((Ok(event), tail))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)))
}

enum Phase {
    Opening,
    Following,
    Over,
}

struct Tail {
    app: App,
    job: i64,
    /// The number of the last line that was read.
    seen: i64,
    phase: Phase,
    lines: VecDeque<Line>,
    changes: watch::Receiver<()>,
    stopping: watch::Receiver<bool>,
}

impl Tail {
    /// The next event; none after the job has ended, and when the sandbox stops.
    async fn next(&mut self) -> Option<Event> {
        match self.phase {
            Phase::Opening => {
                self.phase = Phase::Following;
                let data = json!({ "type": "connected", "job": self.job });
                return Some(event("connected", data));
            }
            Phase::Following => {}
            Phase::Over => return None,
        }
        loop {
            if let Some(line) = self.lines.pop_front() {
                let event = event("log", line.data.into());
                return Some(event.id(line.seq.to_string()));
            }
            // Marked as seen before the log is read, so that a change during the read ends the wait below.
            self.changes.mark_unchanged();
            let ended = self.read().await.ok()?;
            if !self.lines.is_empty() {
                continue;
            }
            if let Some(status) = ended {
                self.phase = Phase::Over;
                let data = json!({ "type": "complete", "status": status });
                return Some(event("complete", data));
            }
            tokio::select! {
                changed = self.changes.changed() => changed.ok()?,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
            }
        }
    }

    /// Reads more lines, and returns the job's status if it has ended.
    async fn read(&mut self) -> Result<Option<&'static str>, ApiError> {
        let (job, seen, vocabulary) = (self.job, self.seen, self.app.args.vocabulary);
        let read = self.app.db.run(move |db| {
            let status = JOBS.find(db, job)?.map(|job| Status::of(&job));
            Ok((console::lines(db, job, seen, BATCH)?, status))
        });
        let (lines, status) = read.await?;
        self.seen = lines.last().map_or(seen, |line| line.seq);
        self.lines = lines.into();
        let ended = status.filter(|status| status.is_terminal());
        Ok(ended.map(|status| vocabulary.word(status)))
    }
}

fn event(name: &str, data: Value) -> Event {
    Event::default().event(name).data(data.to_string())
}
