//! What the reader did. Each change is one statement, committed when it returns.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};

use crate::model::{Mark, Marks, Response, TextOf};

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
        let (mut read, mut saved, mut less) = (None, None, None);
        let (mut position, mut shown, mut response) = (None, None, None);
        match mark {
            Mark::Read(on) => read = Some(on.then_some(now)),
            Mark::Saved(on) => saved = Some(on.then_some(now)),
            Mark::Left(left) => position = Some(i64::try_from(left.0).unwrap_or(i64::MAX)),
            Mark::Text(text) => shown = Some(number_of_text(text)),
            Mark::Response(how_far) => {
                response = Some(number_of_response(how_far));
                read = (how_far == Response::Passed).then_some(Some(now));
            }
            Mark::Less(on) => less = Some(on.then_some(now)),
        }
        let sql = "INSERT INTO mark (article, read, saved, position, shown, response, less)
            SELECT number, ?2, ?3, coalesce(?4, 0), ?7, ?8, ?9 FROM article WHERE number = ?1
            ON CONFLICT (article) DO UPDATE SET
                read = CASE WHEN ?5 THEN iif(?2 IS NULL, NULL, coalesce(read, ?2)) ELSE read END,
                saved = CASE WHEN ?6 THEN iif(?3 IS NULL, NULL, coalesce(saved, ?3)) ELSE saved END,
                position = coalesce(?4, position),
                shown = coalesce(?7, shown),
                response = CASE WHEN ?5 AND ?2 IS NULL THEN nullif(response, 0)
                    ELSE max(coalesce(response, ?8), coalesce(?8, response)) END,
                less = CASE WHEN ?10 THEN iif(?9 IS NULL, NULL, coalesce(less, ?9)) ELSE less END
            RETURNING read, saved, position, shown, response, less";
        let values = params![
            number,
            read.flatten(),
            saved.flatten(),
            position,
            read.is_some(),
            saved.is_some(),
            shown,
            response,
            less.flatten(),
            less.is_some()
        ];
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

/// How far a reader went, as the store writes it down.
pub(super) fn number_of_response(response: Response) -> i64 {
    match response {
        Response::Passed => 0,
        Response::Opened => 1,
        Response::Finished => 2,
    }
}

/// How far a reader went, by what [`number_of_response`] gives; nothing where it is something else.
pub(super) fn response_of(number: i64) -> Option<Response> {
    Response::ALL.into_iter().find(|response| number_of_response(*response) == number)
}
