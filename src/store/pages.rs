//! Texts of the articles' own pages: kept beside what the feeds gave, with what could not be had. The longer of an article's
//! texts is the one that is searched and related.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params, params};

use crate::model::{FullText, NewArticle};
use crate::text::{CleanText, Language};

use super::articles::seconds;
use super::import::{Import, Outcome, json, one_a_line};
use super::vectors::vector_of;
use super::{Result, Store, search};

/// Articles of a feed that are looked through for such without the text of their page: those that came last.
const LOOKED_THROUGH: i64 = 5000;

/// An article whose own page is to be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfetched {
    /// The article's number.
    pub number: i64,
    /// Where its page is.
    pub url: String,
    /// How often that has failed.
    pub failures: u32,
}

impl Store {
    /// Articles of a feed without the text of their page, the newest first, at most `limit`: those that are unread or saved, have
    /// a page, and were not tried in vain or are to be tried again at the time `now`. Of the feed's articles the five thousand that
    /// came last are looked through.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn unfetched(&self, feed: i64, limit: usize, now: Timestamp) -> Result<Vec<Unfetched>> {
        let sql = "SELECT a.number, a.url, coalesce(f.failures, 0)
            FROM (SELECT article FROM article_feed WHERE feed = ?1 ORDER BY article DESC LIMIT ?2) c
            CROSS JOIN article a ON a.number = c.article LEFT JOIN mark m ON m.article = a.number
            LEFT JOIN page_failure f ON f.article = a.number
            WHERE a.url IS NOT NULL AND (m.read IS NULL OR m.saved IS NOT NULL)
                AND NOT EXISTS (SELECT 1 FROM page WHERE article = a.number) AND (f.article IS NULL OR f.due <= ?3)
            ORDER BY a.sort DESC, a.number DESC LIMIT ?4";
        let found = self.db.prepare_cached(sql).and_then(|mut some| {
            let row = |row: &rusqlite::Row<'_>| {
                let url = CleanText::line(row.get_ref(1)?.as_str()?).into_string();
                Ok(Unfetched { number: row.get(0)?, url, failures: row.get(2)? })
            };
            some.query_map(params![feed, LOOKED_THROUGH, now.as_second(), limit as i64], row)?.collect()
        });
        found.map_err(self.reading())
    }
}

impl Import<'_> {
    /// Adds the text of the page of the article with a number, if the store still has that.
    ///
    /// # Errors
    ///
    /// As [`Import::add`].
    pub fn add_full_text(&mut self, number: i64, text: &FullText) -> Result<Outcome> {
        self.within_batch(|import| {
            let sql =
                "SELECT a.title, a.language, b.text, a.published FROM article a JOIN body b ON b.article = a.number
                WHERE a.number = ?";
            let known = import.db().prepare_cached(sql)?.query_row([number], |row| {
                let language = row.get::<_, Option<String>>(1)?.and_then(|code| Language::new(&code));
                Ok((row.get::<_, String>(0)?, language, row.get::<_, String>(2)?, seconds(row, "published")?))
            });
            let Some((title, language, own, published)) = known.optional()? else { return Ok(Outcome::Unchanged) };
            if !import.unindexed.remove(&number) {
                search::unindex(import.db(), number)?;
            }
            write(import.db(), number, text)?;
            if text.body.text.len() > own.len() {
                let vector = vector_of(&title, &text.body.text, language.as_ref());
                import.write_vector(number, published, &vector)?;
            }
            import.unindexed.insert(number);
            import.story_changed(number)?;
            Ok(Outcome::Updated)
        })
    }

    /// Notes why the page of an article could not be had, after how many failures of its server, and when to try again; none for
    /// never.
    ///
    /// # Errors
    ///
    /// As [`Import::add`].
    pub fn note_unfetched(
        &mut self,
        number: i64,
        error: &CleanText,
        failures: u32,
        due: Option<Timestamp>,
    ) -> Result<()> {
        let sql = "INSERT OR REPLACE INTO page_failure (article, due, failures, error)
            SELECT number, ?2, ?3, ?4 FROM article WHERE number = ?1";
        let values = params![number, due.map(Timestamp::as_second), failures, error.as_str()];
        self.within_batch(|import| import.db().prepare_cached(sql)?.execute(values).map(|_| Outcome::Updated))
            .map(|_| ())
    }

    /// Whether an article that is handed in has the text of its page, and the store has not.
    pub(super) fn brings_page(&self, article: &NewArticle, number: i64) -> rusqlite::Result<bool> {
        if article.full_text.is_none() {
            return Ok(false);
        }
        let sql = "SELECT NOT EXISTS (SELECT 1 FROM page WHERE article = ?)";
        self.db().prepare_cached(sql)?.query_row([number], |row| row.get(0))
    }

    /// Writes the text of its page that an article has come with.
    pub(super) fn write_page(&self, article: &NewArticle, number: i64) -> rusqlite::Result<()> {
        article.full_text.as_ref().map_or(Ok(()), |text| write(self.db(), number, text))
    }

    /// The text of an article's page, where that is longer than `text`.
    pub(super) fn longer_page_text(&self, number: i64, text: &str) -> rusqlite::Result<Option<String>> {
        let sql = "SELECT text FROM page WHERE article = ? AND octet_length(text) > ?";
        let mut one = self.db().prepare_cached(sql)?;
        one.query_row(params![number, text.len() as i64], |row| row.get(0)).optional()
    }
}

fn write(db: &Connection, number: i64, text: &FullText) -> rusqlite::Result<()> {
    let sql =
        "INSERT OR REPLACE INTO page (article, html, text, authors, initials, dateline, attribution, picture, links,
            fetched)
        VALUES (:article, :html, :text, :authors, :initials, :dateline, :attribution, :picture, :links, :fetched)";
    let FullText { body, authors, initials, dateline, attribution, picture, links, fetched } = text;
    db.prepare_cached(sql)?.execute(named_params! {
        ":article": number,
        ":html": body.html,
        ":text": body.text.as_str(),
        ":authors": one_a_line(authors),
        ":initials": initials.as_deref(),
        ":dateline": dateline.as_deref(),
        ":attribution": attribution.as_deref(),
        ":picture": picture.as_ref().map(json).transpose()?,
        ":links": (!links.is_empty()).then(|| json(links)).transpose()?,
        ":fetched": fetched.as_second(),
    })?;
    db.prepare_cached("DELETE FROM page_failure WHERE article = ?")?.execute([number])?;
    Ok(())
}
