//! Storages: where plugins read and write.

use super::{Endpoint, Shape, Work};

/// `GET storages/`
pub const LIST_STORAGES: Endpoint = Endpoint::get("storages/", Shape::List).with_work(Work::Pages);

/// `GET storages/{pk}/?with_configuration=true`
pub const GET_STORAGE: Endpoint = Endpoint::get("storages/{pk}/?with_configuration=true", Shape::Object);

/// `POST storages/`
pub const CREATE_STORAGE: Endpoint = Endpoint::post("storages/", Shape::Object).requires("name provider");
