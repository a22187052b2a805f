//! The list of what is followed, and the one list of all its articles: the walks of each follow, merged.
//!
//! Tags and sources are walked in their indexes, as far down as the window wants. An author or a query has no index in the order
//! of time: of each, those of the last [`LOOKED`](super::super::follows::LOOKED) articles with its words that it finds are put in
//! order. So a window costs what it shows and a step for each follow, and never a walk through the store.

use std::collections::BTreeMap;

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::model::{
    Anchor, Counted, Follow, FollowCount, FollowKind, Headline, Key, Listing, Page, Query, Row, Window,
};

use super::super::follows::{LOOKED, query_of};
use super::super::search::{self, Filter};
use super::{Clock, HEADLINE, Plan, Result, Store, headline, key};
use crate::model::listing::MAX_HITS;

/// The rows that lie in a window, as far as they have been met.
struct Merge {
    rows: BTreeMap<(i64, i64), Headline>,
    limit: usize,
    /// Whether the newest are wanted, else the oldest.
    newest: bool,
}

impl Merge {
    /// Whether a row with this place could still be wanted.
    fn wants(&self, key: Key) -> bool {
        let farthest = if self.newest { self.rows.first_key_value() } else { self.rows.last_key_value() };
        let Some((farthest, _)) = farthest.filter(|_| self.rows.len() >= self.limit) else { return self.limit > 0 };
        if self.newest { (key.sort, key.number) > *farthest } else { (key.sort, key.number) < *farthest }
    }

    fn put(&mut self, headline: Headline) {
        self.rows.insert((headline.key.sort, headline.key.number), headline);
        if self.rows.len() > self.limit {
            if self.newest {
                self.rows.pop_first()
            } else {
                self.rows.pop_last()
            };
        }
    }
}

impl Store {
    /// The rows of the list of follows: one for all of them together, where there are any, then each, last followed first.
    pub(super) fn following(&self, window: Window, clock: &Clock) -> Result<Vec<Row>> {
        let Some(plan) = self.plan(&Listing::Following, &Query::default(), clock)? else { return Ok(Vec::new()) };
        let mut rows = self.rows_of(&plan, window)?;
        rows.retain(|row| matches!(row, Row::Follow(FollowCount { follow: Some(_), .. })));
        let before = match window.anchor {
            Anchor::Start => Some(0),
            Anchor::End => Some(rows.len()).filter(|rows| *rows < window.limit),
            Anchor::Before(edge) => Some(rows.len()).filter(|rows| *rows < window.limit && edge != FollowCount::ALL),
            Anchor::Around(edge) => {
                let before = rows.iter().filter(|row| {
                    row.key().sort > edge.sort || row.key().sort == edge.sort && row.key().number > edge.number
                });
                Some(before.count()).filter(|before| *before < window.limit / 2)
            }
            Anchor::After(_) => None,
        };
        if before.is_some() && (!rows.is_empty() || self.any_follow()?) {
            let (articles, unread) = Default::default();
            rows.insert(0, Row::Follow(FollowCount { key: FollowCount::ALL, follow: None, articles, unread }));
            rows.truncate(window.limit);
        }
        for row in &mut rows {
            if let Row::Follow(counted) = row {
                (counted.articles, counted.unread) = match &counted.follow {
                    Some(follow) => self.count_follow(follow, clock)?,
                    None => self.count_followed(clock)?,
                };
            }
        }
        Ok(rows)
    }

    fn any_follow(&self) -> Result<bool> {
        Ok(self.number("SELECT 1 FROM follow WHERE ? IS NOT NULL LIMIT 1", "")?.is_some())
    }

    /// A window of the articles of everything that is followed, with their number up to [`MAX_HITS`].
    pub(super) fn followed_page(&self, window: Window, clock: &Clock) -> Result<Page> {
        let rows = self.followed(&Query::default(), window, clock)?;
        Ok(Page { rows, total: self.count_followed(clock)?.0.count })
    }

    fn count_followed(&self, clock: &Clock) -> Result<(Counted, Counted)> {
        let window = Window { anchor: Anchor::Start, limit: MAX_HITS + 1 };
        let rows = self.followed(&Query::default(), window, clock)?;
        let is_more = rows.len() > MAX_HITS;
        let newest = rows.iter().take(MAX_HITS).filter_map(Row::headline);
        let unread = newest.filter(|headline| headline.marks.read.is_none()).count();
        Ok((Counted { count: rows.len().min(MAX_HITS), is_more }, Counted { count: unread, is_more }))
    }

    /// The articles of everything that is followed that lie in a window and match a query, each once.
    pub(super) fn followed(&self, query: &Query, window: Window, clock: &Clock) -> Result<Vec<Row>> {
        let mut plans = Vec::new();
        for (follow, _) in self.follows()? {
            plans.extend(self.plan_of(&follow, query, clock)?);
        }
        let walk = |bound, limit, newest| self.merged(&plans, bound, limit, newest).map_err(self.reading());
        Ok(match window.anchor {
            Anchor::Start => walk(None, window.limit, true)?,
            Anchor::After(key) => walk(Some(("<", key)), window.limit, true)?,
            Anchor::End => walk(None, window.limit, false)?,
            Anchor::Before(key) => walk(Some((">", key)), window.limit, false)?,
            Anchor::Around(key) => {
                let mut rows = walk(Some((">", key)), window.limit / 2, false)?;
                let behind = window.limit - rows.len();
                rows.extend(walk(Some(("<=", key)), behind, true)?);
                rows
            }
        })
    }

    /// How the articles of one follow are walked; none where the store does not know it.
    pub(super) fn plan_of(&self, follow: &Follow, query: &Query, clock: &Clock) -> Result<Option<Plan>> {
        if matches!(follow.kind(), FollowKind::Tag | FollowKind::Source) {
            return self.plan(&follow.listing(), query, clock);
        }
        let (candidates, rest) = search::candidates(&query_of(follow), LOOKED, clock);
        // What the walk reads from comes before what it asks for.
        let mut filter = Filter::new("TRUE", candidates.params);
        filter.and(rest);
        filter.and(Filter::from_query(query, clock));
        Ok(Some(Plan {
            columns: HEADLINE.to_owned(),
            from: candidates.sql,
            filter,
            sort: "a.sort",
            number: "a.number",
        }))
    }

    /// The numbers of the newest articles of something that is followed, at most `limit`, none of them older than `since`.
    pub(in crate::store) fn newest_of(
        &self,
        follow: &Follow,
        since: i64,
        limit: i64,
        clock: &Clock,
    ) -> Result<Vec<i64>> {
        let Some(plan) = self.plan_of(follow, &Query::default(), clock)? else { return Ok(Vec::new()) };
        let plan = Plan { columns: "a.number".to_owned(), ..plan };
        let mut params = plan.filter.params.clone();
        params.extend([since.saturating_sub(1), i64::MAX, limit].map(Value::Integer));
        let numbers = self.db.prepare_cached(&plan.sql(Some(">"), "DESC")).and_then(|mut walk| {
            walk.query_map(params_from_iter(params), |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()
        });
        numbers.map_err(self.reading())
    }

    /// The newest `limit` rows of all the walks, or the oldest, within a bound; newest first.
    fn merged(
        &self,
        plans: &[Plan],
        bound: Option<(&str, Key)>,
        limit: usize,
        newest: bool,
    ) -> rusqlite::Result<Vec<Row>> {
        let mut merge = Merge { rows: BTreeMap::new(), limit, newest };
        for plan in plans {
            let sql = plan.sql(bound.map(|(comparison, _)| comparison), if newest { "DESC" } else { "ASC" });
            let mut params = plan.filter.params.clone();
            if let Some((_, key)) = bound {
                params.extend([Value::Integer(key.sort), Value::Integer(key.number)]);
            }
            params.push(Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
            let mut walk = self.db.prepare_cached(&sql)?;
            let mut rows = walk.query(params_from_iter(params))?;
            while let Some(row) = rows.next()? {
                let key = key(row)?;
                if !merge.wants(key) {
                    break;
                }
                if !merge.rows.contains_key(&(key.sort, key.number)) {
                    merge.put(headline(row)?);
                }
            }
        }
        Ok(merge.rows.into_values().rev().map(Row::from).collect())
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn no_walk_of_a_follow_goes_through_the_store() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.db")).unwrap();
        let names = "INSERT INTO source (name) VALUES ('Wire'); INSERT INTO tag (name, folded) VALUES ('nato', 'nato')";
        store.db.execute_batch(names).unwrap();
        let clock = Clock { now: Timestamp::UNIX_EPOCH, zone: TimeZone::UTC };
        for (kind, raw, first) in [
            (FollowKind::Tag, "NATO", "SEARCH t USING PRIMARY KEY"),
            (FollowKind::Source, "Wire", "SEARCH a USING INDEX article_by_source"),
            (FollowKind::Author, "Nell Garrowby", "SCAN words VIRTUAL TABLE INDEX"),
            (FollowKind::Query, "ferry -tag:nato title:x is:unread", "SCAN words VIRTUAL TABLE INDEX"),
            (FollowKind::Query, "tag:nato lang:id", "SEARCH article_tag USING PRIMARY KEY"),
            (FollowKind::Query, "lang:id", "SCAN article USING COVERING INDEX article_by_time"),
        ] {
            let follow = Follow::new(kind, raw).unwrap();
            let plan = store.plan_of(&follow, &Query::default(), &clock).unwrap().unwrap();
            let candidates = matches!(kind, FollowKind::Author | FollowKind::Query);
            for (bound, way) in [(None, "DESC"), (Some("<"), "DESC"), (None, "ASC"), (Some(">"), "ASC")] {
                let steps = store.steps_of(&plan.sql(bound, way));
                let begun = if candidates { &steps[1] } else { &steps[0] };
                assert!(begun.starts_with(first), "{raw} {bound:?} {way}: {steps:?}");
                let sorts = steps.iter().any(|step| step.contains("TEMP B-TREE"));
                assert_eq!(sorts, candidates, "only what is bounded is sorted: {raw} {way}: {steps:?}");
                // A subquery in brackets is the tags of one row.
                let bounded = ["SCAN c", "SCAN (subquery"];
                let is_bounded = |step: &String| bounded.iter().any(|scan| step.starts_with(scan));
                let scans = |step: &&String| step.starts_with("SCAN") && *step != begun && !is_bounded(step);
                assert_eq!(steps.iter().find(scans), None, "{raw} {bound:?} {way}: {steps:?}");
            }
        }
    }
}
