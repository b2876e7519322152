//! The methods of `BackendClient`, one file per resource.

mod agents;
mod jobs;
mod plugins;
mod releases;
mod storages;
