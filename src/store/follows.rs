//! What the reader follows: kept, taken away, and counted. Its articles are listed beside the other lists, in
//! `listing::followed`.
//!
//! No count goes through the whole store: tags and sources have counts that are kept, and of the rest [`LOOKED`] articles are
//! looked through.

use std::collections::HashSet;

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params, params_from_iter};

use crate::model::{Counted, Follow, FollowCount, FollowKind, Query, fold_tag};
use crate::text::CleanText;

use super::articles::{line, seconds};
use super::import::{Import, Outcome};
use super::listing::ARTICLES;
use super::search::Filter;
use super::{Clock, Result, Store, StoreError, search};

/// Articles that are looked through for one follow at the most: those that came last with the words of its query.
pub(super) const LOOKED: i64 = 1_000;

impl Store {
    /// Follows something from the time `since` on. Whether it was not followed before; one that was keeps its time.
    ///
    /// # Errors
    ///
    /// As many things are followed as can be, or the store could not be written.
    pub fn follow(&self, follow: &Follow, since: Timestamp) -> Result<bool> {
        match self.insert_follow(follow, since).map_err(self.writing())? {
            Some(is_new) => Ok(is_new),
            None => Err(StoreError::ManyFollows),
        }
    }

    /// Whether it is new; none where there is no room for it.
    fn insert_follow(&self, follow: &Follow, since: Timestamp) -> rusqlite::Result<Option<bool>> {
        // One statement, so that two programs cannot go past the limit together.
        let sql = "INSERT INTO follow (kind, value, folded, since)
            SELECT ?1, ?2, ?3, ?4 WHERE (SELECT count(*) FROM follow) < ?5 ON CONFLICT (kind, folded) DO NOTHING";
        let (kind, folded) = (follow.kind().name(), follow.folded());
        let values = params![kind, follow.value().as_str(), folded, since.as_second(), Follow::MOST as i64];
        if self.db.prepare_cached(sql)?.execute(values)? > 0 {
            return Ok(Some(true));
        }
        let known = "SELECT 1 FROM follow WHERE kind = ? AND folded = ?";
        Ok(self.db.prepare_cached(known)?.exists([kind, &folded])?.then_some(false))
    }

    /// No longer follows something. Whether it was followed.
    ///
    /// # Errors
    ///
    /// The store could not be written.
    pub fn unfollow(&self, follow: &Follow) -> Result<bool> {
        let sql = "DELETE FROM follow WHERE kind = ? AND folded = ?";
        let gone = self
            .db
            .prepare_cached(sql)
            .and_then(|mut delete| delete.execute([follow.kind().name(), follow.folded().as_str()]));
        gone.map(|gone| gone > 0).map_err(self.writing())
    }

    /// Everything that is followed and since when, in the order in which it came.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn follows(&self) -> Result<Vec<(Follow, Timestamp)>> {
        let read = |row: &Row<'_>| -> rusqlite::Result<_> {
            Ok(follow_of(row)?.zip(Some(seconds(row, "since")?.unwrap_or_default())))
        };
        let all =
            self.db.prepare_cached("SELECT kind, value, since FROM follow ORDER BY number").and_then(|mut all| {
                all.query_map([], read)?.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<Vec<_>>>()
            });
        all.map_err(self.reading())
    }

    /// What of an article can be followed: its source, its authors, its tags. Nothing where no article has that number.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn followable(&self, number: i64) -> Result<Vec<Follow>> {
        let sql = "SELECT s.name, b.authors, a.tags FROM article a JOIN source s ON s.number = a.source
            JOIN body b ON b.article = a.number WHERE a.number = ?";
        let texts = self.db.prepare_cached(sql).and_then(|mut one| {
            one.query_row([number], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
            })
            .optional()
        });
        let Some((source, authors, tags)) = texts.map_err(self.reading())? else { return Ok(Vec::new()) };
        let source = [(FollowKind::Source, source.as_str())].into_iter();
        let authors = authors.lines().map(|author| (FollowKind::Author, author));
        let tags = tags.lines().map(|tag| (FollowKind::Tag, tag));
        Ok(source.chain(authors).chain(tags).filter_map(|(kind, raw)| Follow::new(kind, raw).ok()).collect())
    }

    /// A thing by the name that the store has for it: a source in whatever letters, a tag as it was first written. The thing
    /// itself where the store has none.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn known_as(&self, follow: Follow) -> Result<Follow> {
        let value = follow.value();
        let (sql, wanted) = match follow.kind() {
            FollowKind::Source => {
                ("SELECT name FROM source ORDER BY name = ? DESC, articles DESC, number", value.to_string())
            }
            FollowKind::Tag => ("SELECT name FROM tag WHERE folded = ?", fold_tag(value)),
            FollowKind::Author | FollowKind::Query => return Ok(follow),
        };
        let is_it = |name: &str| follow.kind() == FollowKind::Tag || name.to_lowercase() == value.to_lowercase();
        let known = self.db.prepare_cached(sql).and_then(|mut names| {
            let mut names = names.query_map([&wanted], |row| row.get::<_, String>(0))?;
            names.find(|name| name.as_ref().is_ok_and(|name| is_it(name))).transpose()
        });
        let known = known.map_err(self.reading())?;
        Ok(known.and_then(|name| Follow::new(follow.kind(), &name).ok()).unwrap_or(follow))
    }

    /// The articles of something that is followed, and those of them that are unread.
    ///
    /// # Errors
    ///
    /// The store could not be read, or another thread stopped the query.
    pub fn count_follow(&self, follow: &Follow, clock: &Clock) -> Result<(Counted, Counted)> {
        let value = follow.value().as_str();
        let counts = match follow.kind() {
            FollowKind::Source => self.count_source(value),
            FollowKind::Tag => self.count_tag(value),
            FollowKind::Author | FollowKind::Query => self.count_found(&query_of(follow), clock),
        };
        counts.map_err(self.reading())
    }

    /// Those of some articles that belong to something that is followed.
    pub(super) fn followed_among(&self, numbers: &[i64], clock: &Clock) -> Result<HashSet<i64>> {
        let mut followed = HashSet::new();
        for (follow, _) in self.follows()? {
            let rest: Vec<String> =
                numbers.iter().filter(|number| !followed.contains(*number)).map(i64::to_string).collect();
            let filter = match follow.kind() {
                FollowKind::Source => Filter::new("s.name = ?", [Value::Text(follow.value().to_string())]),
                FollowKind::Tag => Filter::tag(follow.value()),
                FollowKind::Author | FollowKind::Query => Filter::from_query(&query_of(&follow), clock),
            };
            let sql = format!(
                "SELECT a.number FROM {ARTICLES} WHERE a.number IN (SELECT value FROM json_each(?)) AND {}",
                filter.sql
            );
            let params = [Value::Text(format!("[{}]", rest.join(",")))].into_iter().chain(filter.params);
            let found = self.db.prepare_cached(&sql).and_then(|mut some| {
                some.query_map(params_from_iter(params), |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()
            });
            followed.extend(found.map_err(self.reading())?);
        }
        Ok(followed)
    }

    fn count_source(&self, name: &str) -> rusqlite::Result<(Counted, Counted)> {
        let sql = "SELECT articles, articles - read FROM source WHERE name = ?";
        let counts =
            self.db.prepare_cached(sql)?.query_row([name], |row| Ok((exactly(row.get(0)?), exactly(row.get(1)?))));
        Ok(counts.optional()?.unwrap_or_default())
    }

    /// Its articles from the count that is kept; the unread among those of the newest.
    fn count_tag(&self, tag: &str) -> rusqlite::Result<(Counted, Counted)> {
        let sql = "SELECT g.articles, (SELECT coalesce(sum(read IS NULL), 0) FROM (
                SELECT m.read FROM article_tag t LEFT JOIN mark m ON m.article = t.article
                WHERE t.tag = g.number ORDER BY t.sort DESC, t.article DESC LIMIT ?2))
            FROM tag g WHERE g.folded = ?1";
        let counts = self.db.prepare_cached(sql)?.query_row(params![fold_tag(tag), LOOKED], |row| {
            let articles: i64 = row.get(0)?;
            let unread = Counted { is_more: articles > LOOKED, ..exactly(row.get(1)?) };
            Ok((exactly(articles), unread))
        });
        Ok(counts.optional()?.unwrap_or_default())
    }

    fn count_found(&self, query: &Query, clock: &Clock) -> rusqlite::Result<(Counted, Counted)> {
        let (candidates, filter) = search::candidates(query, LOOKED, clock);
        let sql = format!(
            "SELECT count(*), coalesce(sum(hit), 0), coalesce(sum(hit AND unread), 0) FROM (
                SELECT {} AS hit, m.read IS NULL AS unread FROM {})",
            filter.sql, candidates.sql
        );
        let params = filter.params.into_iter().chain(candidates.params);
        self.db.prepare_cached(&sql)?.query_row(params_from_iter(params), |row| {
            let is_more = row.get::<_, i64>(0)? >= LOOKED;
            Ok((Counted { is_more, ..exactly(row.get(1)?) }, Counted { is_more, ..exactly(row.get(2)?) }))
        })
    }
}

impl Import<'_> {
    /// Follows what an export says was followed. None where as many things are followed as can be.
    ///
    /// # Errors
    ///
    /// As [`Import::add`].
    pub fn follow(&mut self, follow: &Follow, since: Option<Timestamp>) -> Result<Option<Outcome>> {
        let since = since.unwrap_or(self.now()).min(self.now());
        let mut is_full = false;
        let outcome = self.within_batch(|import| {
            let new = import.store().insert_follow(follow, since)?;
            is_full = new.is_none();
            Ok(if new == Some(true) { Outcome::New } else { Outcome::Unchanged })
        })?;
        Ok((!is_full).then_some(outcome))
    }
}

/// The query that finds the articles of an author, or of a query.
pub(super) fn query_of(follow: &Follow) -> Query {
    match follow.listing() {
        crate::model::Listing::Found(query) => Query::parse(&query),
        _ => Query::default(),
    }
}

/// A row of the table; nothing where it holds what no Warta wrote.
fn follow_of(row: &Row<'_>) -> rusqlite::Result<Option<Follow>> {
    let kind = FollowKind::named(row.get_ref("kind")?.as_str()?);
    let value: Option<CleanText> = line(row, "value")?;
    Ok(kind.zip(value).and_then(|(kind, value)| Follow::new(kind, &value).ok()))
}

/// A row of the list of follows, not counted yet.
pub(super) fn uncounted(row: &Row<'_>, key: crate::model::Key) -> rusqlite::Result<FollowCount> {
    let (articles, unread) = Default::default();
    Ok(FollowCount { key, follow: follow_of(row)?, articles, unread })
}

fn exactly(count: i64) -> Counted {
    Counted { count: usize::try_from(count).unwrap_or_default(), is_more: false }
}
