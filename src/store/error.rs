//! What can go wrong with a store, each as one sentence that says what to do next.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::model::Follow;
use crate::model::tag::MAX_OWN_TAGS;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The path is a folder.
    #[error("cannot open the store {path}: it is a folder; name a file, such as {path}/warta.db", path = .path.display())]
    Directory {
        /// The path.
        path: PathBuf,
    },
    /// The folder of the store could not be made.
    #[error("cannot make the folder {path} for the store: {cause}", path = .path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// The file is something else.
    #[error("{path} is not a Warta store and was left as it is; name another file with --store", path = .path.display())]
    NotAStore {
        /// The file.
        path: PathBuf,
    },
    /// A newer Warta made it.
    #[error(
        "the store {path} was made by a newer Warta (format {found}, this program knows {known}); \
         update Warta, or name another file with --store", path = .path.display()
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: i64,
        /// The newest format that this program knows.
        known: i64,
    },
    /// The file or its folder cannot be written.
    #[error("cannot {doing} the store {path}: the place is read-only; name another file with --store", path = .path.display())]
    ReadOnly {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// Another program is writing.
    #[error("cannot {doing} the store {path}: another program is writing to it; try again when it is done", path = .path.display())]
    Busy {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("cannot {doing} the store {path}: the disk is full; free some space and try again, nothing stored was lost", path = .path.display())]
    Full {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
    },
    /// The disk refused, for another reason than being full.
    #[error(
        "cannot {doing} the store {path}: the disk failed, or the file may grow no larger (SQLite error {code}); \
         see that there is room and try again", path = .path.display()
    )]
    Disk {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// SQLite's number for it.
        code: i32,
    },
    /// The file is damaged.
    #[error("the store {path} is damaged; keep a copy of it, export what can be read, and import that into a new store", path = .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A newer question took the place of this one.
    #[error("the query was stopped")]
    Interrupted,
    /// Nothing has that number, identity or address.
    #[error("no article {0} in the store; `warta list --json` shows what it holds")]
    NoArticle(String),
    /// An article would have more tags of the reader's than are kept.
    #[error("an article has at most {most} tags of yours, this one would have {found}; take some away first", most = MAX_OWN_TAGS)]
    ManyTags {
        /// How many it would have.
        found: usize,
    },
    /// No subscription has that number, address or title.
    #[error("no subscription {0} in the store; `warta feeds` shows what there is")]
    NoFeed(String),
    /// Several subscriptions have that title.
    #[error("{name} is the title of several subscriptions; name one by its number: {}", listed(numbers))]
    ManyFeeds {
        /// The title.
        name: String,
        /// Their numbers.
        numbers: Vec<i64>,
    },
    /// As many things are followed as can be.
    #[error(
        "{} things are followed, which is the most; end one with `warta unfollow`, `warta follow` lists them",
        Follow::MOST
    )]
    ManyFollows,
    /// No copy of an older store could be kept before it was to be upgraded.
    #[error(
        "cannot back up the store {path} before it is upgraded: {cause}; it was left as it was, see that there is room \
         beside it and try again", path = .path.display()
    )]
    Backup {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
    /// SQLite says something else.
    #[error("cannot {doing} the store {path}: {cause}", path = .path.display())]
    Sqlite {
        /// What was being done.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        cause: rusqlite::Error,
    },
}

fn listed(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}

impl StoreError {
    /// The error behind what SQLite said while `doing` something.
    pub(super) fn from_sqlite(doing: &'static str, path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotAStore { path },
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly { doing, path },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy { doing, path },
            Some(ErrorCode::DiskFull) => Self::Full { doing, path },
            Some(ErrorCode::SystemIoFailure) => {
                let code = source.sqlite_error().map_or(0, |error| error.extended_code);
                Self::Disk { doing, path, code }
            }
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path },
            Some(ErrorCode::OperationInterrupted) => Self::Interrupted,
            _ => Self::Sqlite { doing, path, cause: source },
        }
    }

    /// The error behind what SQLite said on opening the file. Where the file cannot even be made, the place is at fault.
    pub(super) fn from_opening(path: &Path, source: rusqlite::Error) -> Self {
        match source.sqlite_error_code() {
            Some(ErrorCode::CannotOpen) => Self::ReadOnly { doing: "open", path: path.to_owned() },
            _ => Self::from_sqlite("open", path, source),
        }
    }
}
