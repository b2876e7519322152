//! The methods of `BackendClient`, one file per resource.

mod agents;
mod jobs;
mod logs;
mod plugins;
mod releases;
mod request;
mod serve_applications;
mod storages;
