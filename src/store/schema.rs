//! The format of the file: numbered migrations on `user_version`, one transaction each. A newer file is refused.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::{Result, StoreError};

/// `WART` in ASCII, in the header of every store: tells one from another program's SQLite file.
const APPLICATION: i64 = 0x5741_5254;

/// The steps from an empty file to the present format; step `n` leaves format `n + 1`. A step that has shipped never
/// changes: what comes after it is a new one.
const STEPS: [&str; 1] = [include_str!("schema/1.sql")];

/// The present format.
pub(super) const FORMAT: i64 = STEPS.len() as i64;

/// Brings the file at `path` to the present format. A store that already is there is only read.
pub(super) fn prepare(db: &Connection, path: &Path) -> Result<()> {
    let opening = |source| StoreError::from_opening(path, source);
    let (application, format) = header(db).map_err(opening)?;
    let empty: bool =
        db.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_master)", [], |row| row.get(0)).map_err(opening)?;
    if application != APPLICATION && !(empty && application == 0 && format == 0) {
        return Err(StoreError::NotAStore { path: path.to_owned() });
    }
    if format > FORMAT {
        return Err(StoreError::Newer { path: path.to_owned(), found: format, known: FORMAT });
    }
    if format < FORMAT {
        db.pragma_update(None, "journal_mode", "wal").map_err(opening)?;
        upgrade(db).map_err(|source| StoreError::from_sqlite("upgrade", path, source))?;
    }
    db.pragma_update(None, "synchronous", "normal").map_err(opening)
}

fn header(db: &Connection) -> rusqlite::Result<(i64, i64)> {
    let application = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let format = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    Ok((application, format))
}

/// Takes the steps that are missing. The format is read again inside the transaction: another program may have been
/// faster.
fn upgrade(db: &Connection) -> rusqlite::Result<()> {
    loop {
        let step = rusqlite::Transaction::new_unchecked(db, TransactionBehavior::Immediate)?;
        let (_, format) = header(&step)?;
        let Some(sql) = usize::try_from(format).ok().and_then(|format| STEPS.get(format)) else { return Ok(()) };
        step.execute_batch(sql)?;
        step.pragma_update(None, "application_id", APPLICATION)?;
        step.pragma_update(None, "user_version", format + 1)?;
        step.commit()?;
    }
}
