//! Serve applications: plugins that stay up and answer.

use super::{Endpoint, Shape, Work};

/// `POST serve_applications/`
pub const CREATE_SERVE_APPLICATION: Endpoint = Endpoint::post("serve_applications/", Shape::Object).requires("job");

/// `GET serve_applications/`
pub const LIST_SERVE_APPLICATIONS: Endpoint = Endpoint::get("serve_applications/", Shape::Page);

/// `GET serve_applications/`, page after page
pub const ITERATE_SERVE_APPLICATIONS: Endpoint =
    Endpoint::get("serve_applications/?page_size=100", Shape::Results).with_work(Work::Items);
