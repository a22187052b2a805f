//! The format of the file: numbered migrations on `user_version`, one transaction each. A newer file is refused; of an
//! older one a copy is kept beside it before the first step.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::{Result, StoreError, stories, vectors};

/// `WART` in ASCII, in the header of every store: tells one from another program's SQLite file.
const APPLICATION: i64 = 0x5741_5254;

/// The steps from an empty file to the present format; step `n` leaves format `n + 1`. A step that has shipped never
/// changes: what comes after it is a new one.
const STEPS: [&str; 11] = [
    include_str!("schema/1.sql"),
    include_str!("schema/2.sql"),
    include_str!("schema/3.sql"),
    include_str!("schema/4.sql"),
    include_str!("schema/5.sql"),
    include_str!("schema/6.sql"),
    include_str!("schema/7.sql"),
    include_str!("schema/8.sql"),
    include_str!("schema/9.sql"),
    include_str!("schema/10.sql"),
    include_str!("schema/11.sql"),
];

/// The format from which on there are vectors; what articles are about is made out as a store comes to it.
const WITH_VECTORS: i64 = 6;

/// The format from which on it is known how much a story is carried.
const WITH_HEAT: i64 = 10;

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
        upgrade(db, path)?;
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
fn upgrade(db: &Connection, path: &Path) -> Result<()> {
    let upgrading = |source| StoreError::from_sqlite("upgrade", path, source);
    let mut begun = false;
    loop {
        let step = Transaction::new_unchecked(db, TransactionBehavior::Immediate).map_err(upgrading)?;
        let (_, format) = header(&step).map_err(upgrading)?;
        let Some(sql) = usize::try_from(format).ok().and_then(|format| STEPS.get(format)) else { return Ok(()) };
        if format > 0 && !begun {
            back_up(path, format)?;
        }
        begun = true;
        step.execute_batch(sql).map_err(upgrading)?;
        if format + 1 == WITH_VECTORS {
            vectors::fill(&step).map_err(upgrading)?;
        }
        if format + 1 == WITH_HEAT {
            stories::fill_heat(&step).map_err(upgrading)?;
        }
        step.pragma_update(None, "application_id", APPLICATION).map_err(upgrading)?;
        step.pragma_update(None, "user_version", format + 1).map_err(upgrading)?;
        step.commit().map_err(upgrading)?;
    }
}

/// Keeps a copy of the store as it stands, in a file beside it that has the format in its name. Whoever calls holds the
/// right to write, so that nobody else copies or changes the store meanwhile. The copy has its name once it is whole.
fn back_up(path: &Path, format: i64) -> Result<()> {
    let failed = |cause| StoreError::Backup { path: path.to_owned(), cause };
    let partial = beside(path, &format!(".format-{format}.partial"));
    let name = partial.to_str().ok_or_else(|| failed(io::Error::other("its path is not UTF-8"))).map(str::to_owned)?;
    match fs::remove_file(&partial) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
        _ => {}
    }
    let copied = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .and_then(|db| db.execute("VACUUM INTO ?", [name]));
    if let Err(source) = copied {
        // What there is of it is of no use; the next attempt takes it away where this one cannot.
        let _ = fs::remove_file(&partial);
        return Err(StoreError::from_sqlite("back up", path, source));
    }
    let finish = || {
        fs::set_permissions(&partial, fs::metadata(path)?.permissions())?;
        File::open(&partial)?.sync_all()?;
        fs::rename(&partial, beside(path, &format!(".format-{format}")))
    };
    finish().map_err(failed)
}

/// The path with something behind its name.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
