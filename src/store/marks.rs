//! What the reader did. Each change is one statement, committed when it returns.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::model::{Mark, Marks, TextOf};

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
        let (mut read, mut saved, mut position, mut shown) = (None, None, None, None);
        match mark {
            Mark::Read(on) => read = Some(on.then_some(now)),
            Mark::Saved(on) => saved = Some(on.then_some(now)),
            Mark::Left(left) => position = Some(i64::try_from(left.0).unwrap_or(i64::MAX)),
            Mark::Text(text) => shown = Some(number_of_text(text)),
        }
        let sql = "INSERT INTO mark (article, read, saved, position, shown)
            SELECT number, ?2, ?3, coalesce(?4, 0), ?7 FROM article WHERE number = ?1
            ON CONFLICT (article) DO UPDATE SET
                read = CASE WHEN ?5 THEN iif(?2 IS NULL, NULL, coalesce(read, ?2)) ELSE read END,
                saved = CASE WHEN ?6 THEN iif(?3 IS NULL, NULL, coalesce(saved, ?3)) ELSE saved END,
                position = coalesce(?4, position),
                shown = coalesce(?7, shown)
            RETURNING read, saved, position, shown";
        let values = params![number, read.flatten(), saved.flatten(), position, read.is_some(), saved.is_some(), shown];
        let marks = self
            .db
            .prepare_cached(sql)
            .and_then(|mut change| change.query_row(values, marks).optional())
            .map_err(self.writing())?;
        marks.ok_or_else(|| StoreError::NoArticle(number.to_string()))
    }
}

/// One of an article's texts, as the store writes it down.
pub(super) fn number_of_text(text: TextOf) -> i64 {
    match text {
        TextOf::Feed => 0,
        TextOf::Page => 1,
    }
}
