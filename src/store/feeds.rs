//! Feeds: which of them the reader subscribes to, and which carried an article.
//!
//! Several feeds may carry one article. It is written from what a feed gives when that is new from this feed: what another
//! feed says of it is remembered by its digest, so that two feeds that tell it differently do not take turns.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Row, named_params, params};

use crate::model::{Feed, Keep, NewArticle, Subscription};
use crate::text::CleanText;

use super::articles::{line, one_a_line};
use super::fetched;
use super::import::{Import, Outcome};
use super::{Result, Store, StoreError};

/// Everything of a subscription, as [`feed`] reads it.
const WHOLE: &str =
    "SELECT f.number, f.url, s.title, s.site, s.folder, s.tags, s.interval, s.full_text, s.keep_days, s.keep_articles,
        f.articles, t.address, t.etag,
        t.modified, t.checked, t.succeeded, t.due, t.failures, t.error
    FROM subscription s JOIN feed f ON f.number = s.feed LEFT JOIN fetched t ON t.feed = s.feed";

impl Store {
    /// The subscriptions, in the order of their numbers.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn feeds(&self) -> Result<Vec<Feed>> {
        let sql = format!("{WHOLE} ORDER BY s.feed");
        let found =
            self.db.prepare_cached(&sql).and_then(|mut all| all.query_map([], feed)?.collect::<rusqlite::Result<_>>());
        found.map_err(self.reading())
    }

    /// The subscription that `reference` names: by its number, else its address, else its title in whatever letters.
    ///
    /// # Errors
    ///
    /// None has that name, or several have it, or the store could not be read.
    pub fn feed_of(&self, reference: &str) -> Result<Feed> {
        let reference = reference.trim();
        let mut feeds = self.feeds()?;
        let number = reference.parse::<i64>().ok();
        let exact = feeds.iter().position(|feed| Some(feed.number) == number);
        let exact = exact.or_else(|| feeds.iter().position(|feed| feed.subscription.url == reference));
        if let Some(at) = exact {
            return Ok(feeds.swap_remove(at));
        }
        let title = reference.to_lowercase();
        feeds.retain(|feed| !title.is_empty() && feed.subscription.title.to_lowercase() == title);
        let name = || CleanText::line(reference).into_string();
        match feeds.len() {
            0 | 1 => feeds.pop().ok_or_else(|| StoreError::NoFeed(name())),
            _ => Err(StoreError::ManyFeeds { name: name(), numbers: feeds.iter().map(|feed| feed.number).collect() }),
        }
    }

    /// Keeps what the reader wants of a feed: its subscription and settings as they are in `feed`, and when it is next due,
    /// where it was ever asked.
    ///
    /// # Errors
    ///
    /// The store could not be written; then nothing is changed.
    pub fn settle(&self, feed: &Feed) -> Result<()> {
        let write = || -> rusqlite::Result<()> {
            let change = self.db.unchecked_transaction()?;
            keep_subscription(&change, feed.number, &feed.subscription)?;
            let interval = feed.interval.map(|interval| interval.as_secs() as i64);
            let (days, articles) = match feed.keep {
                Keep::All => (None, None),
                Keep::Days(days) => (Some(days), None),
                Keep::Articles(articles) => (None, Some(articles)),
            };
            let sql =
                "UPDATE subscription SET interval = ?, full_text = ?, keep_days = ?, keep_articles = ? WHERE feed = ?";
            change.execute(sql, params![interval, feed.full_text, days, articles, feed.number])?;
            let due = feed.fetched.as_ref().and_then(|fetched| fetched.due).map(jiff::Timestamp::as_second);
            change.execute("UPDATE fetched SET due = ? WHERE feed = ?", params![due, feed.number])?;
            if feed.keep == Keep::All {
                bring_back(&change, feed.number)?;
            }
            change.commit()
        };
        write().map_err(self.writing())
    }

    /// Ends the subscription to a feed, by its number. Its articles stay, and still name it.
    ///
    /// # Errors
    ///
    /// The store could not be written.
    pub fn unsubscribe(&self, number: i64) -> Result<()> {
        let write = || -> rusqlite::Result<()> {
            let change = self.db.unchecked_transaction()?;
            bring_back(&change, number)?;
            change.execute("DELETE FROM subscription WHERE feed = ?", [number])?;
            change.commit()
        };
        write().map_err(self.writing())
    }
}

impl Import<'_> {
    /// Adds a subscription, or brings the one to the same feed up to date: what `wanted` leaves empty stays as it is.
    ///
    /// # Errors
    ///
    /// As [`Import::add`].
    pub fn subscribe(&mut self, wanted: &Subscription) -> Result<Outcome> {
        self.within_batch(|import| import.write_subscription(wanted))
    }

    fn write_subscription(&mut self, wanted: &Subscription) -> rusqlite::Result<Outcome> {
        let number = self.feed(&wanted.url)?;
        let sql = format!("{WHOLE} WHERE s.feed = ?");
        let held = self.db().prepare_cached(&sql)?.query_row([number], feed).optional()?;
        let Some(Feed { subscription: held, .. }) = held else {
            keep_subscription(self.db(), number, wanted)?;
            return Ok(Outcome::New);
        };
        let mut wanted = wanted.clone();
        if wanted.title.is_empty() {
            wanted.title.clone_from(&held.title);
        }
        if wanted.folder.is_empty() {
            wanted.folder.clone_from(&held.folder);
        }
        if wanted.tags.is_empty() {
            wanted.tags.clone_from(&held.tags);
        }
        wanted.site = wanted.site.or_else(|| held.site.clone());
        if wanted == held {
            return Ok(Outcome::Unchanged);
        }
        keep_subscription(self.db(), number, &wanted)?;
        Ok(Outcome::Updated)
    }

    /// Whether what `article` says, by its digest, is new from the feed that gives it: `held` is the digest of what the
    /// article `number` was last written from.
    pub(super) fn is_news(
        &mut self,
        article: &NewArticle,
        number: i64,
        digest: &[u8],
        held: &[u8],
    ) -> rusqlite::Result<bool> {
        let Some(url) = article.feeds.first() else { return Ok(held != digest) };
        let feed = self.feed(url)?;
        let sql = "SELECT count(*), max(CASE WHEN feed = ?2 THEN digest END) FROM article_feed WHERE article = ?1";
        let (feeds, last): (i64, Option<Vec<u8>>) =
            self.db().prepare_cached(sql)?.query_row([number, feed], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(match last {
            Some(last) => last != digest,
            None => feeds == 0 && held != digest,
        })
    }

    /// Notes the feeds that carried the article `number`, and what the first of them, which gives it, says now.
    pub(super) fn write_feeds(&mut self, article: &NewArticle, number: i64, digest: &[u8]) -> rusqlite::Result<()> {
        for (at, url) in article.feeds.iter().enumerate() {
            let feed = self.feed(url)?;
            let sql = "INSERT INTO article_feed (article, place, feed, digest)
                SELECT ?1, count(*), ?2, ?3 FROM article_feed WHERE article = ?1
                    HAVING count(*) < ?4 OR max(feed = ?2)
                ON CONFLICT (feed, article) DO UPDATE SET digest = excluded.digest
                    WHERE excluded.digest IS NOT NULL AND excluded.digest IS NOT digest";
            let said = (at == 0).then_some(digest);
            self.db().prepare_cached(sql)?.execute(params![number, feed, said, NewArticle::FEEDS as i64])?;
        }
        Ok(())
    }

    /// The number of the feed at an address, from the import's own memory or from the store, where it is made.
    fn feed(&mut self, url: &str) -> rusqlite::Result<i64> {
        if let Some(&number) = self.feeds.get(url) {
            return Ok(number);
        }
        let number = number_of(self.db(), url)?;
        self.feeds.insert(url.to_owned(), number);
        Ok(number)
    }
}

fn keep_subscription(db: &Connection, number: i64, wanted: &Subscription) -> rusqlite::Result<()> {
    let sql = "INSERT INTO subscription (feed, title, site, folder, tags)
        VALUES (:feed, :title, :site, :folder, :tags)
        ON CONFLICT (feed) DO UPDATE SET title = excluded.title, site = excluded.site, folder = excluded.folder,
            tags = excluded.tags";
    let lines = |texts: &[CleanText]| texts.iter().map(CleanText::as_str).collect::<Vec<_>>().join("\n");
    db.prepare_cached(sql)?.execute(named_params! {
        ":feed": number,
        ":title": wanted.title.as_str(),
        ":site": wanted.site,
        ":folder": lines(&wanted.folder),
        ":tags": lines(&wanted.tags),
    })?;
    Ok(())
}

/// Lets what a feed let go come back when it is next read, as far as it still carries that.
fn bring_back(db: &Connection, feed: i64) -> rusqlite::Result<()> {
    if db.execute("DELETE FROM gone WHERE feed = ?", [feed])? > 0 {
        db.execute("UPDATE fetched SET etag = NULL, modified = NULL WHERE feed = ?", [feed])?;
    }
    Ok(())
}

fn number_of(db: &Connection, url: &str) -> rusqlite::Result<i64> {
    let known = db.prepare_cached("SELECT number FROM feed WHERE url = ?")?.query_row([url], |row| row.get(0));
    if let Some(number) = known.optional()? {
        return Ok(number);
    }
    db.prepare_cached("INSERT INTO feed (url) VALUES (?)")?.execute([url])?;
    Ok(db.last_insert_rowid())
}

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    let subscription = Subscription {
        url: line(row, "url")?.unwrap_or_default().into_string(),
        title: line(row, "title")?.unwrap_or_default(),
        site: line(row, "site")?.map(CleanText::into_string),
        folder: one_a_line(row, "folder")?,
        tags: one_a_line(row, "tags")?,
    };
    let interval = row.get::<_, Option<u64>>("interval")?.map(Duration::from_secs);
    Ok(Feed {
        number: row.get("number")?,
        subscription,
        interval,
        full_text: row.get("full_text")?,
        keep: keep(row)?,
        articles: row.get("articles")?,
        fetched: fetched::read(row)?,
    })
}

pub(super) fn keep(row: &Row<'_>) -> rusqlite::Result<Keep> {
    let (days, articles): (Option<u32>, Option<u32>) = (row.get("keep_days")?, row.get("keep_articles")?);
    Ok(days.map(Keep::Days).or(articles.map(Keep::Articles)).unwrap_or_default())
}
