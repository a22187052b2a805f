//! What the reader did. Each change is one statement, committed when it returns.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::model::{Mark, Marks};

use super::articles::marks;
use super::{Result, Store, StoreError};

impl Store {
    /// Changes the marks of an article at the time `now`, and gives them as they stand then. A mark that already
    /// stands keeps its time.
    ///
    /// # Errors
    ///
    /// No article has that number, or the store could not be written.
    pub fn mark(&self, number: i64, mark: Mark, now: Timestamp) -> Result<Marks> {
        let now = now.as_second();
        let (read, saved, position) = match mark {
            Mark::Read(on) => (Some(on.then_some(now)), None, None),
            Mark::Saved(on) => (None, Some(on.then_some(now)), None),
            Mark::Left(position) => (None, None, Some(i64::try_from(position.0).unwrap_or(i64::MAX))),
        };
        let sql = "INSERT INTO mark (article, read, saved, position)
            SELECT number, ?2, ?3, coalesce(?4, 0) FROM article WHERE number = ?1
            ON CONFLICT (article) DO UPDATE SET
                read = CASE WHEN ?5 THEN iif(?2 IS NULL, NULL, coalesce(read, ?2)) ELSE read END,
                saved = CASE WHEN ?6 THEN iif(?3 IS NULL, NULL, coalesce(saved, ?3)) ELSE saved END,
                position = coalesce(?4, position)
            RETURNING read, saved, position";
        let values = params![number, read.flatten(), saved.flatten(), position, read.is_some(), saved.is_some()];
        let marks = self
            .db
            .prepare_cached(sql)
            .and_then(|mut change| change.query_row(values, marks).optional())
            .map_err(self.writing())?;
        marks.ok_or_else(|| StoreError::NoArticle(number.to_string()))
    }
}
