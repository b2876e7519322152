//! What every handler can reach.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::watch;

use crate::args::Args;
use crate::db::Db;

/// The application, behind one pointer.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// The application's parts.
pub struct Shared {
    /// How it was started.
    pub args: Args,
    /// The database.
    pub db: Db,
    /// Where uploaded packages are.
    pub packages: PathBuf,
    /// Told of each change to a job or its log.
    pub changes: watch::Sender<()>,
    /// Turns true when the sandbox is about to stop.
    pub stopping: watch::Receiver<bool>,
}

impl App {
    /// Puts the parts together.
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
