//! Plugin releases: versions of plugins, with their packages.

use super::{Answer, Endpoint};

/// `GET plugin_releases/{pk}/`
pub const GET_PLUGIN_RELEASE: Endpoint = Endpoint::get("getPluginRelease", "plugin_releases/{pk}/", Answer::Object);

/// `GET plugin_releases/{lookup}/?expand=plugin`
pub const GET_PLUGIN_RELEASE_BY_LOOKUP: Endpoint =
    Endpoint::get("getPluginReleaseByLookup", "plugin_releases/{lookup}/", Answer::Object)
        .with_parameter("expand", "plugin");

/// `GET plugin_releases/?plugin={plugin}`, all pages. The method adds `plugin`.
pub const LIST_PLUGIN_RELEASES: Endpoint = Endpoint::get("listPluginReleases", "plugin_releases/", Answer::Results);

/// `GET plugin_releases/?plugin={plugin}`, page by page. The method adds `plugin`.
pub const ITERATE_PLUGIN_RELEASES: Endpoint = LIST_PLUGIN_RELEASES.paged("iteratePluginReleases");

/// `POST plugin_releases/`, multipart. `file` is required as well, but may be null: the upload checks it.
pub const CREATE_PLUGIN_RELEASE: Endpoint =
    Endpoint::post("createPluginRelease", "plugin_releases/", Answer::Object).requires(&["plugin", "version"]);
