//! Every endpoint of the backend, one file per resource. An endpoint says what is sent and what must come back;
//! its method of the same name in `js::methods` says how JavaScript calls it.

pub mod agents;
pub mod jobs;
pub mod logs;
pub mod plugins;
pub mod releases;
pub mod serve_applications;
pub mod storages;

use crate::request::{Endpoint, Shape, Work};
