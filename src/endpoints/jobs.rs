//! Jobs: plugins at work, and their console logs.

use super::{Endpoint, Shape};

/// `GET jobs/{pk}/`
pub const GET_JOB: Endpoint = Endpoint::get("jobs/{pk}/", Shape::Object);

/// `GET jobs/`
pub const LIST_JOBS: Endpoint = Endpoint::get("jobs/", Shape::Page);

/// `GET jobs/`, page after page
pub const ITERATE_JOBS: Endpoint = Endpoint::get("jobs/", Shape::Results).with_query("page_size", "100");

/// `PATCH jobs/{pk}/`: sets fields to values, so it may be sent again.
pub const UPDATE_JOB: Endpoint = Endpoint::patch("jobs/{pk}/", Shape::Object).repeat_safe();

/// `GET jobs/{pk}/console_logs/`
pub const LIST_JOB_CONSOLE_LOGS: Endpoint = Endpoint::get("jobs/{pk}/console_logs/", Shape::List);

/// `GET async/jobs/{pk}/tail_console_logs/`
pub const TAIL_JOB_CONSOLE_LOGS: Endpoint = Endpoint::get("async/jobs/{pk}/tail_console_logs/", Shape::Nothing);

/// `GET jobs/{pk}/tail_console_logs/`: where older backends have the live log.
pub const TAIL_JOB_CONSOLE_LOGS_OLDER: Endpoint = Endpoint::get("jobs/{pk}/tail_console_logs/", Shape::Nothing);
