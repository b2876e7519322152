//! The endpoints, one file per resource.

pub mod agents;
pub mod jobs;
pub mod logs;
pub mod plugins;
pub mod releases;
pub mod serve_applications;
pub mod storages;
