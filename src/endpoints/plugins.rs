//! Plugins: what can be run.

use super::{Endpoint, Shape};

/// `GET plugins/{pk}/`
pub const GET_PLUGIN: Endpoint = Endpoint::get("plugins/{pk}/", Shape::Object);

/// `POST plugins/`
pub const CREATE_PLUGIN: Endpoint = Endpoint::post("plugins/", Shape::Object).requires("name");

/// `PUT plugins/{pk}/`
pub const UPDATE_PLUGIN: Endpoint = Endpoint::put("plugins/{pk}/", Shape::Object);

/// `POST plugins/{pk}/run/`: answers whatever JSON the action answers.
pub const RUN_PLUGIN: Endpoint = Endpoint::post("plugins/{pk}/run/", Shape::Any);
