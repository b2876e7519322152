//! The state that all handlers share.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::watch;

use crate::args::Args;
use crate::db::Db;

/// The application, behind a shared pointer.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// The parts of the application.
pub struct Shared {
    /// The settings.
    pub args: Args,
    /// The database.
    pub db: Db,
    /// The folder of the uploaded packages.
    pub packages: PathBuf,
    /// Notified of each change of a job or its log.
    pub changes: watch::Sender<()>,
    /// Becomes true when the sandbox is stopping.
    pub stopping: watch::Receiver<bool>,
}

impl App {
    /// Builds the application.
    pub fn new(args: Args, db: Db, packages: PathBuf, stopping: watch::Receiver<bool>) -> App {
        let changes = watch::Sender::default();
        App(Arc::new(Shared { args, db, packages, changes, stopping }))
    }
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
