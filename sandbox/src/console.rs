//! The console log of a job: numbered lines.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::clock;
use crate::errors::Result;
use crate::table::{self, Document};

/// A line and its number in the log.
pub struct Line {
    /// Counted from 1.
    pub seq: i64,
    /// An object with `timestamp`, `level` and `message`.
    pub data: Document,
}

/// Adds a line that the sandbox writes.
pub fn append(db: &Connection, job: i64, level: &str, message: &str) -> Result<()> {
    append_sent(db, job, &json!({ "level": level, "message": message }))
}

/// Adds a line that a client sent: an object with a `message`, or any other value, which becomes the message.
pub fn append_sent(db: &Connection, job: i64, sent: &Value) -> Result<()> {
    let text = |name: &str| sent.get(name).and_then(Value::as_str);
    let message = match (sent, text("message")) {
        (_, Some(message)) => message.to_owned(),
        (Value::String(message), None) => message.clone(),
        (other, None) => other.to_string(),
    };
    let line = json!({
        "timestamp": text("timestamp").map_or_else(clock::now, str::to_owned),
        "level": text("level").unwrap_or("INFO").to_uppercase(),
        "message": message,
    });
    let sql = "INSERT INTO console_logs (job, seq, data)
               SELECT ?1, coalesce(max(seq), 0) + 1, ?2 FROM console_logs WHERE job = ?1";
    db.execute(sql, (job, line.to_string()))?;
    Ok(())
}

/// Returns up to `limit` lines after the line with the number `after`.
pub fn lines(db: &Connection, job: i64, after: i64, limit: u32) -> Result<Vec<Line>> {
    let sql = "SELECT seq, data FROM console_logs WHERE job = ? AND seq > ? ORDER BY seq LIMIT ?";
    let mut statement = db.prepare(sql)?;
    let rows = statement.query_map((job, after, limit), |row| {
        let data = table::parse(1, row.get_ref(1)?.as_str()?)?;
        Ok(Line { seq: row.get(0)?, data })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns the whole log.
pub fn all(db: &Connection, job: i64) -> Result<Value> {
    let lines = lines(db, job, 0, u32::MAX)?;
    Ok(lines.into_iter().map(|line| Value::Object(line.data)).collect())
}
