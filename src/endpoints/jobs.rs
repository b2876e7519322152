//! Jobs: plugins at work, and their console logs.

use super::{Endpoint, Shape, Work};

/// `GET jobs/{pk}/`
pub const GET_JOB: Endpoint = Endpoint::get("jobs/{pk}/", Shape::Object);

/// `GET jobs/{pk}/`, until it has ended
pub const WAIT_FOR_JOB: Endpoint = GET_JOB.with_work(Work::Wait);

/// `GET jobs/`
pub const LIST_JOBS: Endpoint = Endpoint::get("jobs/", Shape::Page);

/// `GET jobs/`, page after page
pub const ITERATE_JOBS: Endpoint = Endpoint::get("jobs/?page_size=100", Shape::Results).with_work(Work::Items);

/// `PATCH jobs/{pk}/`: sets fields to values, so it may be sent again.
pub const UPDATE_JOB: Endpoint = Endpoint::patch("jobs/{pk}/", Shape::Object).with_work(Work::Update).repeat_safe();

/// `GET jobs/{pk}/console_logs/`
pub const LIST_JOB_CONSOLE_LOGS: Endpoint =
    Endpoint::get("jobs/{pk}/console_logs/", Shape::List).with_work(Work::Pages);

/// `GET async/jobs/{pk}/tail_console_logs/`; older backends have it without `async/`
pub const TAIL_JOB_CONSOLE_LOGS: Endpoint =
    Endpoint::get("async/jobs/{pk}/tail_console_logs/", Shape::Any).with_work(Work::Tail);
