//! Serve applications: jobs that stay up and answer requests.

use super::{Answer, Endpoint};

/// `POST serve_applications/`
pub const CREATE_SERVE_APPLICATION: Endpoint =
    Endpoint::post("createServeApplication", "serve_applications/", Answer::Object).requires(&["job"]);

/// `GET serve_applications/`, one page
pub const LIST_SERVE_APPLICATIONS: Endpoint =
    Endpoint::get("listServeApplications", "serve_applications/", Answer::Page);

/// `GET serve_applications/`, page by page
pub const ITERATE_SERVE_APPLICATIONS: Endpoint =
    LIST_SERVE_APPLICATIONS.answering(Answer::Results).paged("iterateServeApplications");
