//! The SQLite database.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use crate::errors::{ApiError, Result};

const SCHEMA_VERSION: i64 = 1;

/// How long a start waits for another sandbox that is stopping.
const BUSY_TIMEOUT: Duration = Duration::from_secs(2);

/// One connection. One request at a time uses it, outside of the async threads.
#[derive(Clone)]
pub struct Db(Arc<Mutex<Connection>>);

impl Db {
    /// Opens the file, or creates it. An error is a sentence for the person who starts the sandbox.
    pub fn open(file: &Path) -> Result<Db, String> {
        let told = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy) => {
                format!("{} is in use by another sandbox.", file.display())
            }
            _ => format!("{} cannot be opened: {error}.", file.display()),
        };
        let mut connection = Connection::open(file).map_err(told)?;
        let version = prepare(&mut connection).map_err(told)?;
        if version != SCHEMA_VERSION {
            return Err(format!(
                "{} has schema version {version}, and this sandbox reads {SCHEMA_VERSION}: give it another folder.",
                file.display()
            ));
        }
        Ok(Db(Arc::new(Mutex::new(connection))))
    }

    /// Runs `work` in a transaction, which is committed only if it succeeds.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let db = self.clone();
        let task = tokio::task::spawn_blocking(move || db.run_blocking(work));
        match task.await {
            Ok(outcome) => outcome,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(ApiError::internal("the sandbox is stopping")),
            },
        }
    }

    /// The same on the calling thread, for use before the server runs.
    pub fn run_blocking<T>(&self, work: impl FnOnce(&Transaction) -> Result<T>) -> Result<T> {
        // A panic in `work` has rolled its transaction back, so the connection is still usable.
        let mut connection = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = connection.transaction()?;
        let value = work(&transaction)?;
        transaction.commit()?;
        Ok(value)
    }
}

/// Configures the connection, writes the schema into an empty file, and returns the schema's version.
fn prepare(connection: &mut Connection) -> rusqlite::Result<i64> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // Only one process at a time: a second one would mark the jobs of the first one as failed.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    let start = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let tables: i64 = start.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables == 0 {
        start.execute_batch(include_str!("schema.sql"))?;
        start.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    }
    let version = start.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    start.commit()?;
    Ok(version)
}
