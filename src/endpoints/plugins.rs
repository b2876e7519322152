//! Plugins: what agents run.

use super::{Answer, Endpoint};

/// `GET plugins/`, one page
pub const LIST_PLUGINS: Endpoint = Endpoint::get("listPlugins", "plugins/", Answer::Page);

/// `GET plugins/`, page by page
pub const ITERATE_PLUGINS: Endpoint = LIST_PLUGINS.answering(Answer::Results).paged("iteratePlugins");

/// `GET plugins/{pk}/`
pub const GET_PLUGIN: Endpoint = Endpoint::get("getPlugin", "plugins/{pk}/", Answer::Object);

/// `POST plugins/`
pub const CREATE_PLUGIN: Endpoint = Endpoint::post("createPlugin", "plugins/", Answer::Object).requires(&["name"]);

/// `PUT plugins/{pk}/`
pub const UPDATE_PLUGIN: Endpoint = Endpoint::put("updatePlugin", "plugins/{pk}/", Answer::ObjectOrNone);

/// `POST plugins/{pk}/run/`. The answer is whatever the plugin's action returns.
pub const RUN_PLUGIN: Endpoint = Endpoint::post("runPlugin", "plugins/{pk}/run/", Answer::Any);
