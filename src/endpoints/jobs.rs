//! Jobs: runs of plugins, and their console logs.

use super::{Answer, Endpoint};

/// `GET jobs/{pk}/`
pub const GET_JOB: Endpoint = Endpoint::get("getJob", "jobs/{pk}/", Answer::Object);

/// `GET jobs/{pk}/`, until the job has ended
pub const WAIT_FOR_JOB: Endpoint = GET_JOB.named("waitForJob");

/// `GET jobs/`, one page
pub const LIST_JOBS: Endpoint = Endpoint::get("listJobs", "jobs/", Answer::Page);

/// `GET jobs/`, page by page
pub const ITERATE_JOBS: Endpoint = LIST_JOBS.answering(Answer::Results).paged("iterateJobs");

/// `PATCH jobs/{pk}/`. It sets fields to values, so it is repeat-safe.
pub const UPDATE_JOB: Endpoint = Endpoint::patch("updateJob", "jobs/{pk}/", Answer::ObjectOrNone).repeat_safe();

/// `GET jobs/{pk}/console_logs/`, all pages
pub const LIST_JOB_CONSOLE_LOGS: Endpoint =
    Endpoint::get("listJobConsoleLogs", "jobs/{pk}/console_logs/", Answer::List);

/// `GET async/jobs/{pk}/tail_console_logs/`
pub const TAIL_JOB_CONSOLE_LOGS: Endpoint =
    Endpoint::get("tailJobConsoleLogs", "async/jobs/{pk}/tail_console_logs/", Answer::Events);

/// `GET jobs/{pk}/tail_console_logs/`: the path of [`TAIL_JOB_CONSOLE_LOGS`] in older backends
pub const TAIL_JOB_CONSOLE_LOGS_OLD: Endpoint =
    Endpoint::get("tailJobConsoleLogs", "jobs/{pk}/tail_console_logs/", Answer::Events);
