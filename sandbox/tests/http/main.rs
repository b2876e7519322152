//! The sandbox over real HTTP: each test starts its own on a free port with an empty data folder.

mod auth;
mod client;
mod fields;
mod lists;
mod logs;
mod process;
mod protocol;
mod releases;
mod runs;
mod tail;
