//! The local article store: one SQLite file. The only room that knows SQL.
//!
//! [`Store`] is its one public face: questions in, plain data out. What publishers gave and what the reader did are
//! different tables, so that importing again cannot touch a mark. Nothing here knows a screen, a thread or a clock:
//! whoever asks says what time it is.

mod articles;
mod error;
mod feeds;
mod fetched;
mod follows;
mod health;
mod import;
mod index;
mod listing;
mod marks;
mod pages;
mod prepared;
mod recommended;
mod retention;
mod schema;
mod search;
mod similar;
mod stories;
mod tags;
mod vectors;

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, InterruptHandle, OpenFlags};

use crate::model::Counts;

pub use error::StoreError;
pub use health::Health;
pub use import::{Import, Outcome};
pub use listing::Clock;
pub use pages::Unfetched;
pub use prepared::Prepared;
pub use similar::Company;

type Result<T> = std::result::Result<T, StoreError>;

/// How long a writer waits for another program's transaction before it says that the store is busy.
const PATIENCE: Duration = Duration::from_secs(5);

/// Page cache, in KiB. The lists and the reader touch a few hundred pages; more only costs memory.
const CACHE_KIB: i64 = 4 * 1024;

/// An open store.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// What is known of the terms of its articles, once that was asked for.
    known: RefCell<Option<index::Known>>,
}

/// Ends the query that runs on a store, from another thread.
pub struct Interrupter(InterruptHandle);

impl Interrupter {
    /// Ends the query, if one runs; it fails as [`StoreError::Interrupted`].
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl std::fmt::Debug for Interrupter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Interrupter")
    }
}

impl Store {
    /// Opens the store at `path`, and makes one where there is none.
    ///
    /// # Errors
    ///
    /// The path cannot be a store (a folder, another program's file, garbage), was written by a newer Warta, cannot
    /// be written, or is damaged. The file is left as it was.
    pub fn open(path: &Path) -> Result<Self> {
        if path.is_dir() {
            return Err(StoreError::Directory { path: path.to_owned() });
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
            std::fs::create_dir_all(folder).map_err(|cause| StoreError::Folder { path: folder.to_owned(), cause })?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = || -> rusqlite::Result<Connection> {
            let db = Connection::open_with_flags(path, flags)?;
            db.busy_timeout(PATIENCE)?;
            db.set_prepared_statement_cache_capacity(64);
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
            // Else a statement is planned anew for each value that is put into it where there are partial indexes.
            db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            db.pragma_update(None, "foreign_keys", true)?;
            db.pragma_update(None, "cache_size", -CACHE_KIB)?;
            db.pragma_update(None, "temp_store", "memory")?;
            Ok(db)
        };
        let db = open().map_err(|source| StoreError::from_opening(path, source))?;
        schema::prepare(&db, path)?;
        Ok(Self { db, path: path.to_owned(), known: RefCell::default() })
    }

    /// Opens a second connection to the same store, for another thread.
    ///
    /// # Errors
    ///
    /// As [`Store::open`].
    pub fn reopen(&self) -> Result<Self> {
        Self::open(&self.path)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A handle by which another thread can end the query that runs here.
    #[must_use]
    pub fn interrupter(&self) -> Interrupter {
        Interrupter(self.db.get_interrupt_handle())
    }

    /// How much the store holds.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn counts(&self) -> Result<Counts> {
        let sums = "SELECT coalesce(sum(articles), 0), coalesce(sum(articles - read), 0),
                    (SELECT count(*) FROM mark WHERE saved IS NOT NULL), count(*) FILTER (WHERE articles > 0) FROM source";
        let counts = self.db.prepare_cached(sums).and_then(|mut sums| {
            sums.query_row([], |row| {
                let (articles, unread, saved, sources) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                Ok(Counts { articles, unread, saved, sources })
            })
        });
        counts.map_err(self.reading())
    }

    /// Begins a trial: everything done from here on is forgotten when [`Store::forget_trial`] is called or the store
    /// is closed.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn begin_trial(&self) -> Result<()> {
        self.db.execute_batch("SAVEPOINT trial").map_err(self.reading())
    }

    /// Forgets everything done since [`Store::begin_trial`].
    ///
    /// # Errors
    ///
    /// No trial was begun.
    pub fn forget_trial(&self) -> Result<()> {
        self.known.take();
        self.db.execute_batch("ROLLBACK TO trial; RELEASE trial").map_err(self.reading())
    }

    /// Reads in one transaction, whatever is written meanwhile; in the one that is open, where there is one.
    fn at_once<T>(&self, read: impl FnOnce() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let _transaction = self.db.is_autocommit().then(|| self.db.unchecked_transaction()).transpose()?;
        read()
    }

    /// Names what was being done where a query fails.
    fn reading(&self) -> impl Fn(rusqlite::Error) -> StoreError + '_ {
        |source| StoreError::from_sqlite("read", &self.path, source)
    }

    /// Names what was being done where a change fails.
    fn writing(&self) -> impl Fn(rusqlite::Error) -> StoreError + '_ {
        |source| StoreError::from_sqlite("write", &self.path, source)
    }
}

#[cfg(test)]
impl Store {
    /// What SQLite does for a statement, step by step.
    fn steps_of(&self, sql: &str) -> Vec<String> {
        let mut explain = self.db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a statement");
        let nulls = vec![rusqlite::types::Value::Null; explain.parameter_count()];
        let steps = explain.query_map(rusqlite::params_from_iter(nulls), |row| row.get(3)).expect("a plan");
        steps.collect::<rusqlite::Result<_>>().expect("steps")
    }
}
