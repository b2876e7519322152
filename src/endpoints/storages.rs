//! Storages: where plugins read and write.

use super::{Endpoint, Shape};

/// `GET storages/`
pub const LIST_STORAGES: Endpoint = Endpoint::get("storages/", Shape::List);

/// `GET storages/{pk}/?with_configuration=true`
pub const GET_STORAGE: Endpoint =
    Endpoint::get("storages/{pk}/", Shape::Object).with_query("with_configuration", "true");

/// `POST storages/`
pub const CREATE_STORAGE: Endpoint = Endpoint::post("storages/", Shape::Object).requires("name provider");
