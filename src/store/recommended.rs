//! What is recommended: gathers what the reader did with articles, what is followed, and the unread articles, and lets
//! [`recommended`](crate::related::recommended) weigh them. Bounded, whatever the store holds and whatever was done with it; nothing
//! is kept of it, so that it is never out of date.

use std::collections::{HashMap, HashSet};

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

use crate::model::listing::MAX_HITS;
use crate::model::{Because, Follow, FollowKind, Headline, Key, Liked, Query, Row};
use crate::related::Candidate;
use crate::related::recommended::{Cause, Offer, Recommended, Signal, Taste, recommend};
use crate::text::CleanText;

use super::search::{self, Filter};
use super::{Clock, Result, Store};

/// Articles that tell of the reader's taste, of each sort of telling: the newest.
const SIGNALS: i64 = 200;

/// Unread articles that are weighed, the newest.
const OFFERS: i64 = 2_000;

/// Articles among which those are looked for: whoever reads everything has few of them.
const LOOKED: i64 = 20_000;

/// Articles of each thing that is followed, the newest.
const FOLLOWED: i64 = 500;

/// The articles that tell of each taste, newest first. One that tells several things tells what stands first here.
const TASTES: [(Taste, &str); 5] = [
    (Taste::Less, "SELECT article FROM mark WHERE less IS NOT NULL ORDER BY less DESC, article DESC LIMIT ?"),
    (Taste::Saved, "SELECT article FROM mark WHERE saved IS NOT NULL ORDER BY saved DESC, article DESC LIMIT ?"),
    (Taste::Finished, "SELECT article FROM mark WHERE response = 2 ORDER BY read DESC, article DESC LIMIT ?"),
    // Left in the first fifth of a long text. What is to be read later is unread again.
    (
        Taste::Left,
        "SELECT k.article FROM (SELECT article, position FROM mark WHERE response = 1 AND read IS NOT NULL
                ORDER BY read DESC, article DESC LIMIT ?) k
            CROSS JOIN body b ON b.article = k.article LEFT JOIN page p ON p.article = k.article
            WHERE max(octet_length(b.text), coalesce(octet_length(p.text), 0)) > max(1500, k.position * 5)",
    ),
    (
        Taste::Passed,
        "SELECT article FROM mark WHERE response = 0 AND read IS NOT NULL ORDER BY read DESC, article DESC LIMIT ?",
    ),
];

/// What is not read, saved, read to the end or less wanted.
const OFFERED: &str = "m.read IS NULL AND m.saved IS NULL AND m.less IS NULL AND m.response IS NOT 2";

/// An unread article, before it is known what it is about.
struct Unread {
    number: i64,
    source: i64,
    story: Option<i64>,
    sort: i64,
    followed: Option<usize>,
}

impl Store {
    /// The unread articles that match a query and that the reader may like, best first, at most [`MAX_HITS`], each with the
    /// reasons. None as long as nothing was saved or read to the end, and nothing is followed.
    pub(super) fn recommended(&self, query: &Query, clock: &Clock) -> Result<Vec<Row>> {
        self.at_once(|| Ok(self.recommendations(query, clock))).map_err(self.reading())?
    }

    fn recommendations(&self, query: &Query, clock: &Clock) -> Result<Vec<Row>> {
        let tastes = self.tastes().map_err(self.reading())?;
        let mut follows: Vec<Follow> = self.follows()?.into_iter().map(|(follow, _)| follow).collect();
        if follows.is_empty() && !tastes.iter().any(|(_, taste)| taste.is_liked()) {
            return Ok(Vec::new());
        }
        follows.sort_by_key(|follow| match follow.kind() {
            FollowKind::Query => 0,
            FollowKind::Author => 1,
            FollowKind::Tag => 2,
            FollowKind::Source => 3,
        });
        let mut unread = self.unread(query, clock).map_err(self.reading())?;
        self.find_followed(&mut unread, &follows, clock)?;
        let weighed = self.weigh(&tastes, &unread, clock).map_err(self.reading())?;
        self.as_rows(weighed, &follows).map_err(self.reading())
    }

    /// The articles that tell of the reader's taste, each once, by what outweighs the rest.
    fn tastes(&self) -> rusqlite::Result<Vec<(i64, Taste)>> {
        let (mut tastes, mut known) = (Vec::new(), HashSet::new());
        for (taste, sql) in TASTES {
            let mut some = self.db.prepare_cached(sql)?;
            let mut rows = some.query([SIGNALS])?;
            while let Some(row) = rows.next()? {
                let number: i64 = row.get(0)?;
                if known.insert(number) {
                    tastes.push((number, taste));
                }
            }
        }
        Ok(tastes)
    }

    /// The newest unread articles that match a query, newest first.
    fn unread(&self, query: &Query, clock: &Clock) -> rusqlite::Result<Vec<Unread>> {
        let (sql, params) = offered(query, clock);
        let unread = |row: &rusqlite::Row<'_>| {
            let (number, source, story, sort) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(Unread { number, source, story, sort, followed: None })
        };
        self.db.prepare_cached(&sql)?.query_map(params_from_iter(params), unread)?.collect()
    }

    /// Notes which of some articles belong to something that is followed.
    fn find_followed(&self, unread: &mut [Unread], follows: &[Follow], clock: &Clock) -> Result<()> {
        let Some(oldest) = unread.last().map(|one| one.sort) else { return Ok(()) };
        let places: HashMap<i64, usize> = unread.iter().enumerate().map(|(at, one)| (one.number, at)).collect();
        for (place, follow) in follows.iter().enumerate() {
            for number in self.newest_of(follow, oldest, FOLLOWED, clock)? {
                if let Some(&at) = places.get(&number) {
                    unread[at].followed.get_or_insert(place);
                }
            }
        }
        Ok(())
    }

    /// Weighs unread articles by those that tell of the reader's taste; gives their numbers with what speaks for them.
    fn weigh(&self, tastes: &[(i64, Taste)], unread: &[Unread], clock: &Clock) -> rusqlite::Result<Vec<Weighed>> {
        let mut source_of = self.db.prepare_cached("SELECT source FROM article WHERE number = ?")?;
        self.index(|index| {
            let (mut signals, mut numbers, mut offers) = (Vec::new(), Vec::new(), Vec::new());
            for &(number, taste) in tastes {
                let Some(Candidate { vector, .. }) = index.candidate(number)? else { continue };
                let Some(source) = source_of.query_row([number], |row| row.get(0)).optional()? else { continue };
                signals.push(Signal { vector, source, taste });
                numbers.push(number);
            }
            let now = clock.now.as_second();
            for &Unread { number, source, story, sort, followed } in unread {
                let Some(Candidate { vector, .. }) = index.candidate(number)? else { continue };
                offers.push(Offer { number, vector, source, story, age: now.saturating_sub(sort), followed });
            }
            let told = |Recommended { at, rank, causes }| {
                let why = causes.into_iter().map(|cause| match cause {
                    Cause::Like(signal) => Why::Like(numbers[signal], signals[signal].taste),
                    Cause::Followed(place) => Why::Follows(place),
                    Cause::Source => Why::Source,
                });
                Weighed { number: offers[at].number, rank, why: why.collect() }
            };
            Ok(recommend(&signals, &offers, MAX_HITS).into_iter().map(told).collect())
        })
    }

    /// What was weighed as rows of a list, with the reasons.
    fn as_rows(&self, weighed: Vec<Weighed>, follows: &[Follow]) -> rusqlite::Result<Vec<Row>> {
        let numbers: Vec<i64> = weighed.iter().map(|one| one.number).collect();
        let mut headlines: HashMap<i64, Headline> =
            self.headlines(&numbers)?.into_iter().map(|headline| (headline.number, headline)).collect();
        let like = |why: &Why| if let Why::Like(number, _) = why { Some(*number) } else { None };
        let liked: Vec<i64> = weighed.iter().flat_map(|one| &one.why).filter_map(like).collect();
        let titles: HashMap<i64, CleanText> =
            self.headlines(&liked)?.into_iter().map(|headline| (headline.number, headline.title)).collect();
        let of_story = headlines.values().filter_map(|headline| Some((headline.number, headline.story?)));
        let mut folds = self.folds(of_story)?;
        let rows = weighed.into_iter().filter_map(|Weighed { number, rank, why }| {
            let mut headline = headlines.remove(&number)?;
            headline.key = Key::new(rank, number);
            headline.fold = folds.remove(&number);
            let because = why.into_iter().filter_map(|why| match why {
                Why::Follows(place) => follows.get(place).cloned().map(Because::Follows),
                Why::Like(number, taste) => {
                    let how = if taste == Taste::Saved { Liked::Saved } else { Liked::Finished };
                    titles.get(&number).cloned().map(|title| Because::Like { number, title, how })
                }
                Why::Source => Some(Because::Source(headline.source.clone())),
            });
            headline.because = because.take(Because::MOST).collect();
            Some(Row::from(headline))
        });
        Ok(rows.collect())
    }
}

/// An article with its rank and what speaks for it.
struct Weighed {
    number: i64,
    rank: i64,
    why: Vec<Why>,
}

/// What speaks for it.
enum Why {
    /// Something that is followed, by its place.
    Follows(usize),
    /// An article that was liked, by its number.
    Like(i64, Taste),
    /// Its source.
    Source,
}

/// How the unread articles are asked for that match a query.
fn offered(query: &Query, clock: &Clock) -> (String, Vec<Value>) {
    let (candidates, rest) = search::candidates(query, LOOKED, clock);
    // What is read from comes before what is asked of it.
    let mut filter = Filter::new(OFFERED, candidates.params);
    filter.and(rest);
    filter.params.push(Value::Integer(OFFERS));
    let sql = format!(
        "SELECT a.number, a.source, a.story, a.sort FROM {} WHERE {} ORDER BY a.sort DESC, a.number DESC LIMIT ?",
        candidates.sql, filter.sql
    );
    (sql, filter.params)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn neither_the_marks_nor_the_articles_are_gone_through_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("store.db")).unwrap();
        for (taste, sql) in TASTES {
            let steps = store.steps_of(sql);
            let index = match taste {
                Taste::Less => "USING COVERING INDEX mark_by_less",
                Taste::Saved => "USING COVERING INDEX mark_by_saved",
                Taste::Left => "USING INDEX mark_by_response (response=?",
                Taste::Finished | Taste::Passed => "USING COVERING INDEX mark_by_response (response=?",
            };
            assert!(steps.iter().any(|step| step.contains(index)), "{taste:?}: {steps:?}");
            assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{taste:?} sorts: {steps:?}");
        }
        let clock = Clock { now: Timestamp::UNIX_EPOCH, zone: TimeZone::UTC };
        for (query, first) in [
            ("", "SCAN article USING COVERING INDEX article_by_time"),
            ("ferry -tag:nato lang:id", "SCAN words VIRTUAL TABLE INDEX"),
            ("tag:nato lang:id", "SEARCH article_tag USING PRIMARY KEY"),
        ] {
            let steps = store.steps_of(&offered(&Query::parse(query), &clock).0);
            assert!(steps[1].starts_with(first), "{query}: {steps:?}");
            // Only what is bounded is gone through and sorted; a subquery in brackets is that.
            let others = steps.iter().filter(|step| step.starts_with("SCAN") && **step != steps[1]);
            let is_bounded = |step: &String| step.starts_with("SCAN c") || step.starts_with("SCAN (subquery");
            assert!(others.clone().all(is_bounded), "{query}: {steps:?}");
        }
    }
}
