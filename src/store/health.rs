//! How the file is: whole or damaged, how large, and whether the full text says what the articles say. Asked for by hand only,
//! for it reads everything.

use rusqlite::ErrorCode;

use super::schema::FORMAT;
use super::{Result, Store};

/// Faults of the file that are named.
const MAX_FAULTS: usize = 20;

/// How a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Its format.
    pub format: i64,
    /// Bytes of its file.
    pub size: u64,
    /// Bytes of those that hold nothing any more.
    pub free: u64,
    /// What is wrong with the file, by SQLite's account; at most twenty faults.
    pub faults: Vec<String>,
    /// Whether the full text is that of the articles.
    pub index_is_true: bool,
}

impl Store {
    /// Looks the whole file over.
    ///
    /// # Errors
    ///
    /// The store could not be read at all.
    pub fn health(&self) -> Result<Health> {
        let number = |sql: &str| self.db.query_row(sql, [], |row| row.get::<_, u64>(0));
        let measured = || -> rusqlite::Result<(u64, u64)> {
            let page = number("PRAGMA page_size")?;
            Ok((number("PRAGMA page_count")? * page, number("PRAGMA freelist_count")? * page))
        };
        let (size, free) = measured().map_err(self.reading())?;
        let sql = format!("PRAGMA quick_check({MAX_FAULTS})");
        let said = self.db.prepare(&sql).and_then(|mut check| {
            check.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()
        });
        let faults = said.map_err(self.reading())?.into_iter().filter(|fault| fault != "ok").collect();
        let index = self.db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)", []);
        let index_is_true = match index {
            Ok(_) => true,
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => false,
            Err(error) => return Err(self.reading()(error)),
        };
        Ok(Health { format: FORMAT, size, free, faults, index_is_true })
    }

    /// Makes the full text anew from the articles.
    ///
    /// # Errors
    ///
    /// The store could not be written.
    pub fn rebuild_index(&self) -> Result<()> {
        self.db.execute("INSERT INTO words (words) VALUES ('rebuild')", []).map(|_| ()).map_err(self.writing())
    }

    /// Gives the space back that holds nothing any more. It takes as much space for a while as the store has.
    ///
    /// # Errors
    ///
    /// The store could not be written, or the disk has no room for it.
    pub fn vacuum(&self) -> Result<()> {
        let done = self.db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
        done.map_err(self.writing())
    }
}
