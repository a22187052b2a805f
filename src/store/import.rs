//! Articles in, and subscriptions. One transaction a batch: a program that is killed loses at most the open batch, and every batch
//! leaves rows, full text, tags and vectors in step.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, named_params, params};

use crate::model::{ArticleId, NewArticle, fold_tag, twin_address};
use crate::related::Vector;
use crate::text::{CleanText, Language};

use super::marks::{number_of_response, number_of_text};
use super::prepared::{Prepared, digest};
use super::vectors::vector_of;
use super::{Result, Store, search};

/// Articles a transaction. On a laptop's disk a batch takes well under a second, and another program that wants to
/// mark an article waits no longer than that.
const BATCH: usize = 500;

/// Characters of the text that stand in for a missing title.
const HEADLINE: usize = 100;

/// Seconds between the dates that two feeds give one article, at most.
const SAME_PUBLICATION: i64 = 12 * 60 * 60;

/// What became of an article or a subscription that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The store did not know it.
    New,
    /// The store knew it, but not so: it was changed, its marks were not.
    Updated,
    /// The store knew it just so.
    Unchanged,
}

/// An import under way. What was added since the last full batch is kept only by [`Import::finish`].
#[derive(Debug)]
pub struct Import<'s> {
    store: &'s Store,
    now: Timestamp,
    open: usize,
    own: bool,
    /// Whether what was let go stays away.
    is_intake: bool,
    /// Whether articles keep the numbers that they come with: where the store had none, so that an export comes back equal.
    /// Known from the first article on.
    keeps_numbers: Option<bool>,
    pub(super) feeds: HashMap<String, i64>,
    sources: HashMap<String, i64>,
    tags: HashMap<String, i64>,
    /// Articles whose words are to be indexed before the batch is kept. The full text index writes what it holds to
    /// disk at every statement that could fail half-way, which most are: one pass at the end costs a third.
    pub(super) unindexed: BTreeSet<i64>,
    /// Stories of which an article has come, changed or gone in this batch.
    pub(super) stories: BTreeSet<i64>,
}

impl Store {
    /// Begins an import at the time `now`.
    #[must_use]
    pub fn import(&self, now: Timestamp) -> Import<'_> {
        self.begin(now, false)
    }

    /// Begins an import of what feeds carry at the time `now`: an article that the reader does not keep any more does not come
    /// back because its feed still has it.
    #[must_use]
    pub fn intake(&self, now: Timestamp) -> Import<'_> {
        self.begin(now, true)
    }

    fn begin(&self, now: Timestamp, is_intake: bool) -> Import<'_> {
        let own = self.db.is_autocommit();
        let (feeds, sources, tags) = (HashMap::new(), HashMap::new(), HashMap::new());
        Import {
            store: self,
            now,
            open: 0,
            own,
            is_intake,
            keeps_numbers: None,
            feeds,
            sources,
            tags,
            unindexed: BTreeSet::new(),
            stories: BTreeSet::new(),
        }
    }
}

impl Drop for Import<'_> {
    /// What was not kept is taken back: a connection that goes on, after a panic say, is not left amid a transaction.
    fn drop(&mut self) {
        if self.open > 0 {
            self.take_back();
        }
    }
}

impl Import<'_> {
    /// Adds an article, or brings the one with its identity up to date.
    ///
    /// # Errors
    ///
    /// The store could not be written. The open batch is taken back; the batches before it stay.
    pub fn add(&mut self, article: &NewArticle) -> Result<Outcome> {
        self.within_batch(|import| import.write(article, &digest(article), None))
    }

    /// Adds an article of which another thread has made out already what it is about.
    ///
    /// # Errors
    ///
    /// As [`Import::add`].
    pub fn add_prepared(&mut self, prepared: &Prepared) -> Result<Outcome> {
        let Prepared { article, digest, vector } = prepared;
        self.within_batch(|import| import.write(article, digest, Some(vector)))
    }

    /// Writes something as a part of the open batch.
    pub(super) fn within_batch(
        &mut self,
        write: impl FnOnce(&mut Self) -> rusqlite::Result<Outcome>,
    ) -> Result<Outcome> {
        if self.open == 0 && self.own {
            self.store.db.execute_batch("BEGIN IMMEDIATE").map_err(self.store.writing())?;
        }
        self.open += 1;
        match write(self) {
            Ok(outcome) => {
                if self.open == BATCH {
                    self.commit()?;
                    if self.store.is_much_changed().map_err(self.store.reading())? {
                        self.tend();
                    }
                }
                Ok(outcome)
            }
            Err(source) => {
                self.take_back();
                Err(self.store.writing()(source))
            }
        }
    }

    /// Keeps what was added up to now, and goes on: others can read it, and write themselves.
    ///
    /// # Errors
    ///
    /// As [`Import::finish`].
    pub fn keep(&mut self) -> Result<()> {
        self.commit()
    }

    /// Keeps what was added.
    ///
    /// # Errors
    ///
    /// The store could not be written. The open batch is taken back.
    pub fn finish(mut self) -> Result<()> {
        self.commit()?;
        self.tend();
        Ok(())
    }

    /// Puts the segments in order. What was added is kept already: what cannot be done now, for want of room say, is left for the
    /// next time.
    fn tend(&self) {
        if self.own {
            let _ = self.store.tend();
        }
    }

    fn commit(&mut self) -> Result<()> {
        let numbers = std::mem::take(&mut self.unindexed);
        let indexed = numbers.into_iter().try_for_each(|number| search::index(&self.store.db, number));
        let flushed = indexed.and_then(|()| if self.open > 0 { self.flush_vectors() } else { Ok(()) });
        let refreshed = flushed.and_then(|()| self.refresh_stories(self.keeps_numbers == Some(true)));
        let kept = refreshed.and_then(|()| match self.open {
            0 => Ok(()),
            _ if !self.own => Ok(()),
            _ => self.store.db.execute_batch("COMMIT"),
        });
        self.open = 0;
        kept.map_err(|source| {
            self.take_back();
            self.store.writing()(source)
        })
    }

    fn take_back(&mut self) {
        if self.own && !self.store.db.is_autocommit() {
            // Where even this fails, SQLite has taken the transaction back by itself.
            let _ = self.store.db.execute_batch("ROLLBACK");
        }
        self.open = 0;
        self.feeds.clear();
        self.sources.clear();
        self.tags.clear();
        self.unindexed.clear();
        self.stories.clear();
    }

    pub(super) fn now(&self) -> Timestamp {
        self.now
    }

    pub(super) fn store(&self) -> &Store {
        self.store
    }

    pub(super) fn db(&self) -> &rusqlite::Connection {
        &self.store.db
    }

    fn write(&mut self, article: &NewArticle, digest: &[u8], vector: Option<&Vector>) -> rusqlite::Result<Outcome> {
        let known = match self.known(article)? {
            None => self.known_by_page(article)?,
            known => known,
        };
        match known {
            Some(Known { number, digest: held, .. })
                if !self.is_news(article, number, digest, &held)? && !self.brings_page(article, number)? =>
            {
                self.write_feeds(article, number, digest)?;
                Ok(Outcome::Unchanged)
            }
            Some(Known { number, first_seen, .. }) => {
                if !self.unindexed.remove(&number) {
                    search::unindex(&self.store.db, number)?;
                }
                let sort = self.write_article(article, Some(number), first_seen, digest)?.1;
                self.untag(number)?;
                if self.brings_page(article, number)? {
                    self.write_page(article, number)?;
                }
                self.write_rest(article, vector, number, sort)?;
                self.write_feeds(article, number, digest)?;
                self.story_changed(number)?;
                Ok(Outcome::Updated)
            }
            None if self.is_intake && self.is_gone(article)? => Ok(Outcome::Unchanged),
            None => {
                self.come_back(&article.id)?;
                let first_seen = article.first_seen.unwrap_or(self.now).min(self.now).as_second();
                let number = self.number_of(article)?;
                let is_as_it_was = number.is_some();
                let (number, sort) = self.write_article(article, number, first_seen, digest)?;
                self.write_page(article, number)?;
                self.write_rest(article, vector, number, sort)?;
                self.write_feeds(article, number, digest)?;
                self.write_marks(article, number)?;
                if is_as_it_was {
                    self.join_story(article, number)?;
                } else {
                    self.leave_ungrouped(number)?;
                }
                Ok(Outcome::New)
            }
        }
    }

    /// The number that a new article keeps; none where it is given the next. Numbers only ever grow.
    fn number_of(&mut self, article: &NewArticle) -> rusqlite::Result<Option<i64>> {
        if self.keeps_numbers == Some(false) {
            return Ok(None);
        }
        let sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'article'), 0)";
        let last: i64 = self.db().prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        let keeps = *self.keeps_numbers.get_or_insert(last == 0);
        let most = if last == 0 { NewArticle::HIGHEST } else { last.saturating_add(NewArticle::GAP) };
        Ok(article.number.filter(|number| keeps && (last + 1..=most).contains(number)))
    }

    /// The article of the same identity, or that goes by it as well.
    fn known(&self, article: &NewArticle) -> rusqlite::Result<Option<Known>> {
        let sql = "SELECT number, digest, first_seen FROM article WHERE number = coalesce(
            (SELECT number FROM article WHERE id IN (?1, ?2) ORDER BY id = ?2 LIMIT 1),
            (SELECT article FROM alias WHERE id IN (?1, ?2) ORDER BY id = ?2 LIMIT 1))";
        let twin = article.id.twin();
        let ids = params![article.id.as_str(), twin.as_ref().map(ArticleId::as_str)];
        self.db().prepare_cached(sql)?.query_row(ids, Known::from_row).optional()
    }

    /// The article of a feed that another feed names differently: one page, one title, and, where both say when, within
    /// [`SAME_PUBLICATION`]. None where several are that. A front page is the page of no article, and what comes out of a store,
    /// which says when it was first seen there, is what its identity says. From now on the article goes by this identity, too.
    fn known_by_page(&self, article: &NewArticle) -> rusqlite::Result<Option<Known>> {
        let Some(url) = article.url.as_deref().filter(|url| is_deep(url)) else { return Ok(None) };
        if article.feeds.is_empty() || article.first_seen.is_some() || article.title.is_empty() {
            return Ok(None);
        }
        let sql = "SELECT number, digest, first_seen FROM article
            WHERE url IN (?1, ?2) AND title = ?3 AND EXISTS (SELECT 1 FROM article_feed WHERE article = number)
                AND coalesce(abs(published - ?4) <= ?5, true)
            LIMIT 2";
        let published = article.published.map(|date| date.timestamp.as_second());
        let of = params![url, twin_address(url), article.title.as_str(), published, SAME_PUBLICATION];
        let mut found = self.db().prepare_cached(sql)?;
        let found: rusqlite::Result<Vec<Known>> = found.query_map(of, Known::from_row)?.collect();
        let Ok([known]) = <[Known; 1]>::try_from(found?) else { return Ok(None) };
        let sql = "INSERT OR IGNORE INTO alias (id, article) VALUES (?, ?)";
        self.db().prepare_cached(sql)?.execute(params![article.id.as_str(), known.number])?;
        Ok(Some(known))
    }

    /// Writes what a list shows; gives the article's number and its place in time.
    fn write_article(
        &mut self,
        article: &NewArticle,
        number: Option<i64>,
        first_seen: i64,
        digest: &[u8],
    ) -> rusqlite::Result<(i64, i64)> {
        let source = self.source(&article.source)?;
        let published = article.published.map(|date| date.timestamp.as_second());
        let sort = published.map_or(first_seen, |published| published.min(first_seen));
        let sql = "INSERT INTO article (number, id, sort, source, published, utc_offset, first_seen, title, headline,
                tags, url, language, digest)
            VALUES (:number, :id, :sort, :source, :published, :utc_offset, :first_seen, :title, :headline, :tags, :url,
                :language, :digest)
            ON CONFLICT (number) DO UPDATE SET sort = excluded.sort, source = excluded.source,
                published = excluded.published, utc_offset = excluded.utc_offset, title = excluded.title,
                headline = excluded.headline, tags = excluded.tags, url = excluded.url, language = excluded.language,
                digest = excluded.digest";
        self.store.db.prepare_cached(sql)?.execute(named_params! {
            ":number": number,
            ":id": article.id.as_str(),
            ":sort": sort,
            ":source": source,
            ":published": published,
            ":utc_offset": article.published.map(|date| date.offset.seconds()),
            ":first_seen": first_seen,
            ":title": article.title.as_str(),
            ":headline": headline(article).as_str(),
            ":tags": one_a_line(&article.tags),
            ":url": article.url,
            ":language": article.language.as_ref().map(Language::code),
            ":digest": digest,
        })?;
        Ok((number.unwrap_or_else(|| self.store.db.last_insert_rowid()), sort))
    }

    /// Writes the body and everything that leads to the article: full text, tags, vector.
    fn write_rest(
        &mut self,
        article: &NewArticle,
        vector: Option<&Vector>,
        number: i64,
        sort: i64,
    ) -> rusqlite::Result<()> {
        let vector = match (self.longer_page_text(number, &article.body.text)?, vector) {
            (Some(text), _) => Cow::Owned(vector_of(&article.title, &text, article.language.as_ref())),
            (None, Some(vector)) => Cow::Borrowed(vector),
            (None, None) => Cow::Owned(vector_of(&article.title, &article.body.text, article.language.as_ref())),
        };
        self.write_vector(number, article.published.map(|date| date.timestamp), &vector)?;
        let sql = "INSERT OR REPLACE INTO body (article, html, text, authors, summary, initials, dateline,
                attribution, picture, links, attachments)
            VALUES (:article, :html, :text, :authors, :summary, :initials, :dateline, :attribution,
                :picture, :links, :attachments)";
        let db = &self.store.db;
        db.prepare_cached(sql)?.execute(named_params! {
            ":article": number,
            ":html": article.body.html,
            ":text": article.body.text.as_str(),
            ":authors": one_a_line(&article.authors),
            ":summary": article.summary.as_deref(),
            ":initials": article.initials.as_deref(),
            ":dateline": article.dateline.as_deref(),
            ":attribution": article.attribution.as_deref(),
            ":picture": article.picture.as_ref().map(json).transpose()?,
            ":links": (!article.links.is_empty()).then(|| json(&article.links)).transpose()?,
            ":attachments": (!article.attachments.is_empty()).then(|| json(&article.attachments)).transpose()?,
        })?;
        self.unindexed.insert(number);
        self.write_tags(article, number, sort)
    }

    fn write_marks(&mut self, article: &NewArticle, number: i64) -> rusqlite::Result<()> {
        self.write_own_tags(article, number)?;
        let marks = article.marks;
        if marks == crate::model::Marks::default() {
            return Ok(());
        }
        let sql =
            "INSERT INTO mark (article, read, saved, position, shown, response, less) VALUES (?, ?, ?, ?, ?, ?, ?)";
        self.store.db.prepare_cached(sql)?.execute(params![
            number,
            marks.read.map(Timestamp::as_second),
            marks.saved.map(Timestamp::as_second),
            marks.position.0 as i64,
            marks.text.map(number_of_text),
            marks.response.map(number_of_response),
            marks.less.map(Timestamp::as_second)
        ])?;
        Ok(())
    }

    fn source(&mut self, name: &CleanText) -> rusqlite::Result<i64> {
        let sql = "INSERT INTO source (name) VALUES (?1) ON CONFLICT (name) DO UPDATE SET name = name RETURNING number";
        named(&self.store.db, &mut self.sources, name, sql)
    }

    pub(super) fn tag(&mut self, name: &CleanText) -> rusqlite::Result<i64> {
        let sql = "INSERT INTO tag (name, folded) VALUES (?1, ?2)
            ON CONFLICT (folded) DO UPDATE SET name = name RETURNING number";
        named(&self.store.db, &mut self.tags, name, sql)
    }
}

/// An article that the store has.
struct Known {
    number: i64,
    /// Of what it was last written from.
    digest: Vec<u8>,
    first_seen: i64,
}

impl Known {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { number: row.get(0)?, digest: row.get(1)?, first_seen: row.get(2)? })
    }
}

/// Whether an address leads further than to the front page of its site.
fn is_deep(url: &str) -> bool {
    let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    path.is_some_and(|(_, path)| !path.is_empty() && !path.starts_with('#'))
}

/// The number of a source or tag by its name, from the import's own memory or from the store, where it is made.
fn named(
    db: &rusqlite::Connection,
    known: &mut HashMap<String, i64>,
    name: &CleanText,
    sql: &str,
) -> rusqlite::Result<i64> {
    if let Some(&number) = known.get(name.as_str()) {
        return Ok(number);
    }
    let mut insert = db.prepare_cached(sql)?;
    let folded = fold_tag(name);
    let number = match insert.parameter_count() {
        1 => insert.query_row([name.as_str()], |row| row.get(0))?,
        _ => insert.query_row([name.as_str(), &folded], |row| row.get(0))?,
    };
    known.insert(name.as_str().to_owned(), number);
    Ok(number)
}

/// The title, or the beginning of a text that has none.
fn headline(article: &NewArticle) -> CleanText {
    if !article.title.is_empty() {
        return article.title.clone();
    }
    let first = article.body.text.lines().next().unwrap_or_default();
    match first.char_indices().nth(HEADLINE) {
        None => CleanText::line(first),
        Some((end, _)) => {
            let words = first[..end].rsplit_once(' ').map_or(&first[..end], |(words, _)| words);
            CleanText::line(&format!("{words}…"))
        }
    }
}

pub(super) fn one_a_line(texts: &[CleanText]) -> String {
    let mut seen = HashSet::new();
    texts.iter().filter(|text| seen.insert(text.as_str())).map(CleanText::as_str).collect::<Vec<_>>().join("\n")
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}
