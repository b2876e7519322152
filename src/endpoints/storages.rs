//! Storages: where plugins read and write files.

use super::{Answer, Endpoint};

/// `GET storages/`, all pages. Some backends return a plain list.
pub const LIST_STORAGES: Endpoint = Endpoint::get("listStorages", "storages/", Answer::List);

/// `GET storages/{pk}/?with_configuration=true`
pub const GET_STORAGE: Endpoint =
    Endpoint::get("getStorage", "storages/{pk}/", Answer::Object).with_parameter("with_configuration", "true");

/// `POST storages/`
pub const CREATE_STORAGE: Endpoint =
    Endpoint::post("createStorage", "storages/", Answer::Object).requires(&["name", "provider"]);
