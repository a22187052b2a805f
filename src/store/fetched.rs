//! What came of a feed when it was last asked: kept with the articles that came of it, in one transaction.

use rusqlite::{Row, named_params, params};

use crate::model::Fetched;
use crate::text::CleanText;

use super::Result;
use super::articles::{line, seconds};
use super::import::{Import, Outcome};

impl Import<'_> {
    /// Gives the feed with a number the title that it has itself, where it is subscribed to and nobody has given it one.
    ///
    /// # Errors
    ///
    /// As [`Import::add`].
    pub fn name_feed(&mut self, feed: i64, title: &CleanText) -> Result<()> {
        let sql = "UPDATE subscription SET title = ? WHERE feed = ? AND title = ''";
        self.within_batch(|import| {
            import.db().prepare_cached(sql)?.execute(params![title.as_str(), feed]).map(|_| Outcome::Updated)
        })
        .map(|_| ())
    }

    /// Notes what came of the feed with a number, if it is still subscribed to, in the batch that is open: a note that is kept
    /// is never ahead of the articles that were added before it.
    ///
    /// # Errors
    ///
    /// As [`Import::add`].
    pub fn note_fetched(&mut self, feed: i64, fetched: &Fetched) -> Result<()> {
        self.within_batch(|import| write(import.db(), feed, fetched).map(|()| Outcome::Updated)).map(|_| ())
    }
}

fn write(db: &rusqlite::Connection, feed: i64, fetched: &Fetched) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO fetched (feed, address, etag, modified, checked, succeeded, due, failures, error)
        SELECT :feed, :address, :etag, :modified, :checked, :succeeded, :due, :failures, :error
        WHERE EXISTS (SELECT 1 FROM subscription WHERE feed = :feed)";
    let Fetched { address, etag, modified, checked, succeeded, due, failures, error } = fetched;
    db.prepare_cached(sql)?.execute(named_params! {
        ":feed": feed,
        ":address": address,
        ":etag": etag,
        ":modified": modified,
        ":checked": checked.as_second(),
        ":succeeded": succeeded.map(jiff::Timestamp::as_second),
        ":due": due.map(jiff::Timestamp::as_second),
        ":failures": failures,
        ":error": error.as_ref().map(CleanText::as_str),
    })?;
    Ok(())
}

/// What a row of subscriptions says of the last fetch; none where there was none.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Option<Fetched>> {
    let Some(checked) = seconds(row, "checked")? else { return Ok(None) };
    let text = |column| Ok::<_, rusqlite::Error>(line(row, column)?.map(CleanText::into_string));
    Ok(Some(Fetched {
        address: text("address")?,
        etag: text("etag")?,
        modified: text("modified")?,
        checked,
        succeeded: seconds(row, "succeeded")?,
        due: seconds(row, "due")?,
        failures: row.get("failures")?,
        error: line(row, "error")?,
    }))
}
