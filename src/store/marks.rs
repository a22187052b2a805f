//! What the reader did. Each change is one statement, committed when it returns.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};

use crate::model::{Mark, Marks, Response, Several, TextOf};

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

    /// Marks those of several articles read that are not, or unread that are; all of them, or none where that fails. Gives those
    /// that were changed.
    ///
    /// # Errors
    ///
    /// The store could not be read or written.
    pub fn mark_read(&self, articles: &Several, read: bool, now: Timestamp) -> Result<Vec<(i64, Marks)>> {
        let begin = || Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate);
        let transaction = self.db.is_autocommit().then(begin).transpose().map_err(self.writing())?;
        let mut changed = Vec::new();
        for number in self.read_or_not(articles, !read).map_err(self.reading())? {
            changed.push((number, self.mark(number, Mark::Read(read), now)?));
        }
        transaction.map_or(Ok(()), Transaction::commit).map_err(self.writing())?;
        Ok(changed)
    }

    /// The story that an article is part of, and how many of its articles are unread, counted up to two: whether there is another
    /// than the one that stands for it.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn unread_of_story(&self, article: i64) -> Result<Option<(i64, usize)>> {
        self.story_of(article).map_err(self.reading())
    }

    pub(super) fn story_of(&self, article: i64) -> rusqlite::Result<Option<(i64, usize)>> {
        let sql =
            "SELECT story, (SELECT count(*) FROM (SELECT 1 FROM article o LEFT JOIN mark m ON m.article = o.number
                WHERE o.story = a.story AND m.read IS NULL LIMIT 2))
            FROM article a WHERE number = ? AND story IS NOT NULL";
        let story = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        self.db.prepare_cached(sql)?.query_row([article], story).optional()
    }

    /// Those of several articles that are read, or unread, by their numbers.
    fn read_or_not(&self, articles: &Several, read: bool) -> rusqlite::Result<Vec<i64>> {
        let numbered = |of: &str| {
            format!(
                "SELECT a.number FROM article a LEFT JOIN mark m ON m.article = a.number
                 WHERE a.{of} = ?1 AND (m.read IS NOT NULL) = ?2 ORDER BY a.sort DESC, a.number DESC"
            )
        };
        let row = |row: &Row<'_>| row.get(0);
        match articles {
            Several::StoryOf(article) => {
                let Some((story, _)) = self.story_of(*article)? else { return Ok(Vec::new()) };
                self.db.prepare_cached(&numbered("story"))?.query_map(params![story, read], row)?.collect()
            }
            Several::These(numbers) => {
                let mut one = self.db.prepare_cached(&numbered("number"))?;
                let found = numbers.iter().map(|number| one.query_row(params![number, read], row).optional());
                found.filter_map(rusqlite::Result::transpose).collect()
            }
        }
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
