//! What is not kept any more: articles that go by the settings of the feeds that carried them, and that their feeds do not bring
//! back. Without such settings nothing ever goes.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::{Connection, params};

use crate::model::{ArticleId, Keep, NewArticle};

use super::feeds::keep;
use super::import::{Import, Outcome};
use super::{Clock, Result, Store, search};

/// Articles that go together: the full text is written out once for all of them.
const TOGETHER: usize = 100;

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// Seconds after which an article that went is forgotten, where no feed carries it any more.
const REMEMBERED: i64 = 90 * DAY;

impl Store {
    /// Lets those articles of some feeds go, by the feeds' numbers, that no subscription keeps which carried them; saved
    /// ones stay, and those that the reader has tagged or follows. Gives how many went; once `is_stopped`, no more go.
    ///
    /// # Errors
    ///
    /// The store could not be written; what went before stays away.
    pub fn let_go(&self, feeds: &[i64], now: Timestamp, is_stopped: &dyn Fn() -> bool) -> Result<usize> {
        let going = self.going(feeds, now).map_err(self.reading())?;
        if going.is_empty() {
            return Ok(0);
        }
        // Days in a query that is followed are those of the world's clock: who fetches may be anywhere.
        let clock = Clock { now, zone: TimeZone::UTC };
        let mut import = self.intake(now);
        let mut gone = 0;
        for some in going.chunks(TOGETHER) {
            if is_stopped() {
                break;
            }
            // Whatever begins to be followed in this moment keeps what it finds.
            let followed = self.followed_among(some, &clock)?;
            import.within_batch(|import| {
                let mut some = import.unsaved(some)?;
                some.retain(|number| !followed.contains(number));
                some.iter().try_for_each(|&number| search::unindex(import.db(), number))?;
                some.iter().try_for_each(|&number| import.remove(number))?;
                gone += some.len();
                Ok(Outcome::Updated)
            })?;
            import.keep()?;
        }
        import.finish()?;
        Ok(gone)
    }

    /// The articles of some feeds that every subscription lets go which carried them.
    fn going(&self, feeds: &[i64], now: Timestamp) -> rusqlite::Result<Vec<i64>> {
        // By how many subscriptions each is let go, and whether by one that was asked about.
        let mut let_go: BTreeMap<i64, (i64, bool)> = BTreeMap::new();
        let asked: HashSet<i64> = feeds.iter().copied().collect();
        for (feed, keep) in self.keeping()? {
            for number in beyond(&self.db, feed, keep, now)? {
                let by = let_go.entry(number).or_default();
                *by = (by.0 + 1, by.1 || asked.contains(&feed));
            }
        }
        let sql =
            "SELECT count(*) = ?2 FROM article_feed c JOIN subscription s ON s.feed = c.feed WHERE c.article = ?1";
        let mut goes = self.db.prepare_cached(sql)?;
        let mut going = Vec::new();
        for (number, (by, is_asked)) in let_go {
            if is_asked && goes.query_row([number, by], |row| row.get(0))? {
                going.push(number);
            }
        }
        Ok(going)
    }

    /// The subscriptions of which not everything is kept.
    fn keeping(&self) -> rusqlite::Result<Vec<(i64, Keep)>> {
        let sql = "SELECT feed, keep_days, keep_articles FROM subscription
            WHERE keep_days IS NOT NULL OR keep_articles IS NOT NULL";
        self.db.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, keep(row)?)))?.collect()
    }
}

/// The articles of a feed that lie beyond what is kept of it.
fn beyond(db: &Connection, feed: i64, keep: Keep, now: Timestamp) -> rusqlite::Result<Vec<i64>> {
    let (condition, bound, skipped) = match keep {
        Keep::All => return Ok(Vec::new()),
        Keep::Days(days) => ("a.first_seen < ?2", now.as_second().saturating_sub(i64::from(days) * DAY), 0),
        Keep::Articles(articles) => ("?2 IS NOT NULL", 0, i64::from(articles)),
    };
    let sql = format!(
        "SELECT a.number FROM article_feed c CROSS JOIN article a ON a.number = c.article
         WHERE c.feed = ?1 AND {condition} ORDER BY a.sort DESC, a.number DESC LIMIT -1 OFFSET ?3"
    );
    db.prepare_cached(&sql)?.query_map(params![feed, bound, skipped], |row| row.get(0))?.collect()
}

impl Import<'_> {
    /// Those of some articles that are there, not saved and without a tag of the reader's, as things stand while nobody else can write.
    fn unsaved(&self, numbers: &[i64]) -> rusqlite::Result<Vec<i64>> {
        let sql = "SELECT 1 FROM article WHERE number = ?1
            AND NOT EXISTS (SELECT 1 FROM mark WHERE article = ?1 AND saved IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM reader_tag WHERE article = ?1)";
        let mut one = self.db().prepare_cached(sql)?;
        let mut unsaved = Vec::new();
        for &number in numbers {
            if one.exists([number])? {
                unsaved.push(number);
            }
        }
        Ok(unsaved)
    }

    /// Removes an article with everything that is known of it, but for its names: by those it is known when a feed carries it
    /// again. Its words are out of the full text already.
    fn remove(&mut self, number: i64) -> rusqlite::Result<()> {
        self.untag(number)?;
        self.leave_story(number)?;
        let db = self.db();
        db.prepare_cached("DELETE FROM reader_tag WHERE article = ?")?.execute([number])?;
        let sql = "INSERT OR REPLACE INTO gone (id, feed, seen) SELECT id, feed, ?2 FROM
            (SELECT id FROM article WHERE number = ?1 UNION SELECT id FROM alias WHERE article = ?1) CROSS JOIN
            (SELECT feed FROM article_feed WHERE article = ?1)";
        db.prepare_cached(sql)?.execute([number, self.now().as_second()])?;
        // A mark goes before its article: the counts of its source follow both.
        for table in ["mark", "alias", "article_feed", "page", "page_failure", "body"] {
            db.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?"))?.execute([number])?;
        }
        self.remove_vector(number)?;
        db.prepare_cached("DELETE FROM article WHERE number = ?")?.execute([number])?;
        Ok(())
    }

    /// Whether a feed carries an article again that it let go. That it does is noted, once a day.
    pub(super) fn is_gone(&self, article: &NewArticle) -> rusqlite::Result<bool> {
        let (twin, now) = (article.id.twin(), self.now().as_second());
        let twin = twin.as_ref().map(ArticleId::as_str);
        let sql = "SELECT max(seen) FROM gone
            WHERE id IN (?1, ?2) AND feed = (SELECT number FROM feed WHERE url = ?3)";
        let mut one = self.db().prepare_cached(sql)?;
        let mut is_gone = false;
        for feed in &article.feeds {
            let of = params![article.id.as_str(), twin, feed];
            let seen: Option<i64> = one.query_row(of, |row| row.get(0))?;
            if seen.is_some_and(|seen| seen < now.saturating_sub(DAY)) {
                let sql = "UPDATE gone SET seen = ?4
                    WHERE id IN (?1, ?2) AND feed = (SELECT number FROM feed WHERE url = ?3)";
                self.db().prepare_cached(sql)?.execute(params![article.id.as_str(), twin, feed, now])?;
            }
            is_gone |= seen.is_some();
        }
        Ok(is_gone)
    }

    /// Forgets what a feed let go and has not carried for long, now that it was read.
    ///
    /// # Errors
    ///
    /// As [`Import::add`].
    pub fn forget_gone(&mut self, feed: i64) -> Result<()> {
        let forgotten = self.now().as_second().saturating_sub(REMEMBERED);
        self.within_batch(|import| {
            let sql = "DELETE FROM gone WHERE feed = ? AND seen < ?";
            import.db().prepare_cached(sql)?.execute([feed, forgotten]).map(|_| Outcome::Updated)
        })
        .map(|_| ())
    }

    /// An article of this identity comes back, because the reader brings it.
    pub(super) fn come_back(&self, id: &ArticleId) -> rusqlite::Result<()> {
        let twin = id.twin();
        let sql = "DELETE FROM gone WHERE id IN (?, ?)";
        self.db().prepare_cached(sql)?.execute(params![id.as_str(), twin.as_ref().map(ArticleId::as_str)])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_that_goes_is_looked_up_wherever_something_may_be_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.db")).unwrap();
        let steps = store.steps_of("DELETE FROM article WHERE number = ?");
        assert!(steps.iter().any(|step| step.contains("story_by_lead")), "{steps:?}");
        assert!(!steps.iter().any(|step| step.starts_with("SCAN")), "{steps:?}");
    }
}
