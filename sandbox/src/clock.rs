//! Writes and reads times in the format of the API.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat, Utc};

/// The current time, as `2026-11-17T09:30:00.123456Z`. All times have this format, so they sort as text.
pub fn now() -> String {
    write(Utc::now())
}

/// Reads a time in the formats that Django filters accept: a date, or a date and time with or without an offset (then
/// UTC).
pub fn parse(text: &str) -> Option<String> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Some(write(time.to_utc()));
    }
    let naive = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .or_else(|| Some(text.parse::<NaiveDate>().ok()?.and_time(NaiveTime::MIN)))?;
    Some(write(naive.and_utc()))
}

fn write(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Micros, true)
}
