//! Plugin releases: the packages of a plugin's versions.

use super::{Endpoint, Shape, Work};

/// `GET plugin_releases/{pk}/`
pub const GET_PLUGIN_RELEASE: Endpoint = Endpoint::get("plugin_releases/{pk}/", Shape::Object);

/// `GET plugin_releases/{lookup}/?expand=plugin`
pub const GET_PLUGIN_RELEASE_BY_LOOKUP: Endpoint =
    Endpoint::get("plugin_releases/{lookup}/?expand=plugin", Shape::Object);

/// `GET plugin_releases/?plugin={plugin}`
pub const LIST_PLUGIN_RELEASES: Endpoint = Endpoint::get("plugin_releases/?plugin={plugin}", Shape::Results);

/// `POST plugin_releases/`, multipart
pub const CREATE_PLUGIN_RELEASE: Endpoint =
    Endpoint::post("plugin_releases/", Shape::Object).requires("plugin version").with_work(Work::Upload);
