//! Stories: puts new articles with those that are about the same event, and lists what there is.
//!
//! It is done apart from the import, which is not to wait for it: articles that are new or have changed are noted, and taken up
//! in the order of time, so many in a step, with those before them. What of a story lies beyond that stretch stays together, and
//! some of its articles speak for all. A story keeps its number as long as most of its articles are the same.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::model::{Headline, Key, NewArticle, Story};
use crate::related::{self, Candidate, Vector, Weighted};

use super::import::Import;
use super::index::Index;
use super::{Result, Store};

/// Articles that are taken up in a step.
const STEP: usize = 500;

/// Articles before them that may change their story with them.
const BEFORE: usize = 1_000;

/// Articles of a step that are alone for which others like them are looked for in the whole store: such as come with a fetch.
/// Where more come at once, they stand among their like.
const LOOKED_FOR: usize = 100;

/// Articles like it that are found for each.
const ALIKE: usize = 10;

/// Articles that are found so in a step, for all that are alone together.
const FAR: usize = 300;

/// Articles that speak for what of a story lies beyond.
const SPEAKERS: usize = 16;

/// Articles that do so in a step, for all stories together.
const ALL_SPEAKERS: usize = 400;

/// The newest articles of a story among which its lead is looked for.
const LED: usize = 64;

/// How often a step is tried of which another program changes the ground.
const TRIES: usize = 3;

/// An article by its number, and the story that it is in.
type Member = (i64, Option<i64>);

/// A stretch of articles in the order of time, and what speaks for stories beyond it.
struct Stretch {
    articles: Vec<Candidate>,
    /// The story that each is in.
    stories: Vec<Option<i64>>,
    /// How many of the articles may change their story; behind them are those that speak for one.
    within: usize,
    /// How many of those are of the stretch itself.
    taken: usize,
    /// The last article's place in the order of time.
    last: (i64, i64),
    /// The last change that is known here.
    change: i64,
}

impl Stretch {
    /// Which of the articles belong together; what speaks for a story stays with it.
    fn stories(&self) -> Vec<Vec<usize>> {
        let together = self.stories.iter().enumerate().map(|(at, story)| story.filter(|_| at >= self.within));
        related::stories(&self.articles, &together.collect::<Vec<_>>())
    }
}

impl Store {
    /// Puts the articles into stories that are not in one yet, or have changed; tells `go_on` how many are done of how many, and
    /// ends where it does not want to.
    ///
    /// # Errors
    ///
    /// The store could not be read or written. What was done stays; what was not is done the next time.
    pub fn put_into_stories(&self, go_on: &mut dyn FnMut(usize, usize) -> bool) -> Result<()> {
        let mut waiting = self.waiting().map_err(self.reading())?;
        if !waiting.is_empty() {
            // What an import has read and written is not read again: its room is for what comes now.
            self.db.execute_batch("PRAGMA shrink_memory").map_err(self.reading())?;
        }
        let (all, mut tries) = (waiting.len(), 0);
        while let Some(&first) = waiting.first() {
            if !go_on(all - waiting.len(), all) {
                return Ok(());
            }
            let (stretch, found) = self.at_once(|| self.stories_from(first, &waiting)).map_err(self.reading())?;
            let kept = self.keep_stories(&stretch, &found).map_err(self.writing())?;
            tries += 1;
            if kept || tries == TRIES {
                tries = 0;
                waiting = waiting.split_off(&(stretch.last.0, stretch.last.1 + 1));
            }
        }
        go_on(all, all);
        Ok(())
    }

    /// The articles whose story is to be found, in the order of time.
    fn waiting(&self) -> rusqlite::Result<BTreeSet<(i64, i64)>> {
        let sql = "SELECT a.sort, a.number FROM ungrouped CROSS JOIN article a ON a.number = article";
        self.db.prepare_cached(sql)?.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
    }

    /// A stretch that begins with the articles before `first`, and which of them belong together.
    fn stories_from(
        &self,
        first: (i64, i64),
        waiting: &BTreeSet<(i64, i64)>,
    ) -> rusqlite::Result<(Stretch, Vec<Vec<usize>>)> {
        let stretch = self.stretch(first, &[])?;
        let found = stretch.stories();
        let in_one: HashSet<usize> = found.iter().flatten().copied().collect();
        let waiting: HashSet<i64> = waiting.range(..=stretch.last).map(|(_, number)| *number).collect();
        let numbers = stretch.articles[..stretch.taken].iter().map(|article| article.number).enumerate();
        let mut alone: Vec<i64> = numbers
            .filter(|(at, number)| waiting.contains(number) && !in_one.contains(at))
            .map(|(_, number)| number)
            .collect();
        alone.drain(..alone.len().saturating_sub(LOOKED_FOR));
        if alone.is_empty() {
            return Ok((stretch, found));
        }
        let wider = self.stretch(first, &alone)?;
        let found = wider.stories();
        Ok((wider, found))
    }

    /// The stretch that begins with the articles before `first`, with those beyond it that are most like some that are alone.
    fn stretch(&self, first: (i64, i64), alone: &[i64]) -> rusqlite::Result<Stretch> {
        let sql = "SELECT coalesce(max(change), 0) FROM ungrouped";
        let change = self.db.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
        let walk = |bound: &str, way: &str, limit: usize| -> rusqlite::Result<Vec<(i64, i64, Option<i64>)>> {
            let sql = format!(
                "SELECT sort, number, story FROM article WHERE (sort, number) {bound} (?1, ?2)
                 ORDER BY sort {way}, number {way} LIMIT ?3"
            );
            let mut some = self.db.prepare_cached(&sql)?;
            let of = params![first.0, first.1, limit as i64];
            some.query_map(of, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect()
        };
        let mut rows = walk("<", "DESC", BEFORE)?;
        rows.reverse();
        rows.extend(walk(">=", "ASC", STEP)?);
        let last = rows.last().map_or(first, |&(sort, number, _)| (sort, number));
        let mut members: Vec<Member> = rows.into_iter().map(|(_, number, story)| (number, story)).collect();
        let taken = members.len();
        self.index(|index| {
            let far = self.far(&members, alone, index)?;
            // One that is alone may join those of the stretch; of a story, others speak for it.
            members.extend(far.iter().filter(|(_, story)| story.is_none()));
            let within = members.len();
            let stories = members.iter().chain(&far).filter_map(|(_, story)| *story).collect();
            members.extend(self.beyond(&members, stories)?);
            let (mut articles, mut stories) = (Vec::new(), Vec::new());
            for (number, story) in members {
                let none = || Candidate { number, vector: Weighted::default(), published: None };
                articles.push(index.candidate(number)?.unwrap_or_else(none));
                stories.push(story);
            }
            Ok(Stretch { articles, stories, within, taken, last, change })
        })
    }

    /// The articles beyond a stretch, and their stories, that are most like some of it.
    fn far(&self, members: &[Member], alone: &[i64], index: &Index<'_>) -> rusqlite::Result<Vec<Member>> {
        let known: HashSet<i64> = members.iter().map(|(number, _)| *number).collect();
        let mut sums: HashMap<i64, f32> = HashMap::new();
        for &number in alone {
            let Some(article) = index.candidate(number)? else { continue };
            for (sum, other) in index.alike(&article, ALIKE)?.into_iter().filter(|(_, other)| !known.contains(other)) {
                let best = sums.entry(other).or_default();
                *best = best.max(sum);
            }
        }
        let mut far: Vec<(i64, f32)> = sums.into_iter().collect();
        far.sort_unstable_by(|one, next| next.1.total_cmp(&one.1).then(one.0.cmp(&next.0)));
        far.truncate(FAR);
        far.sort_unstable_by_key(|(number, _)| *number);
        let mut story = self.db.prepare_cached("SELECT story FROM article WHERE number = ?")?;
        let mut of =
            |number: i64| Ok(story.query_row([number], |row| row.get(0)).optional()?.map(|story| (number, story)));
        far.into_iter().filter_map(|(number, _)| of(number).transpose()).collect()
    }

    /// The newest articles of some stories that are none of `members`.
    fn beyond(&self, members: &[Member], stories: BTreeSet<i64>) -> rusqlite::Result<Vec<Member>> {
        let known: HashSet<i64> = members.iter().map(|(number, _)| *number).collect();
        let sql = "SELECT number FROM article WHERE story = ? ORDER BY sort DESC, number DESC";
        let mut of = self.db.prepare_cached(sql)?;
        let mut beyond = Vec::new();
        for story in stories.into_iter().rev() {
            let mut rows = of.query([story])?;
            let mut speakers = 0;
            while let Some(row) = rows.next()?
                && speakers < SPEAKERS
                && beyond.len() < ALL_SPEAKERS
            {
                let number = row.get(0)?;
                if !known.contains(&number) {
                    beyond.push((number, Some(story)));
                    speakers += 1;
                }
            }
        }
        Ok(beyond)
    }

    /// Writes which articles of a stretch belong together; not where another program has changed that meanwhile.
    fn keep_stories(&self, stretch: &Stretch, found: &[Vec<usize>]) -> rusqlite::Result<bool> {
        if !self.db.is_autocommit() {
            return keep(&self.db, stretch, found);
        }
        let change = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        let kept = keep(&change, stretch, found)?;
        change.commit()?;
        Ok(kept)
    }

    /// Stories of several articles, those first whose newest article is newest: what follows `after`, at most `limit`.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn stories(&self, after: Option<Key>, limit: usize) -> Result<Vec<Story>> {
        let sql = "SELECT number, sort, sources FROM story WHERE articles > 1 AND (sort, number) < (?1, ?2)
            ORDER BY sort DESC, number DESC LIMIT ?3";
        let after = after.unwrap_or(Key::new(i64::MAX, i64::MAX));
        let found = self.at_once(|| {
            let mut some = self.db.prepare_cached(sql)?;
            let of = params![after.sort, after.number, limit as i64];
            let rows: rusqlite::Result<Vec<(i64, i64, usize)>> =
                some.query_map(of, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect();
            let story = |(number, sort, sources): (i64, i64, usize)| {
                Ok(Story { key: Key::new(sort, number), sources, articles: self.articles_of(number)? })
            };
            rows?.into_iter().map(story).collect()
        });
        found.map_err(self.reading())
    }

    /// The articles of a story: its lead, then the others, newest first.
    fn articles_of(&self, story: i64) -> rusqlite::Result<Vec<Headline>> {
        let sql = "SELECT a.number FROM article a JOIN story s ON s.number = a.story WHERE a.story = ?
            ORDER BY a.number = s.lead DESC, a.sort DESC, a.number DESC";
        let numbers: rusqlite::Result<Vec<i64>> =
            self.db.prepare_cached(sql)?.query_map([story], |row| row.get(0))?.collect();
        self.headlines(&numbers?)
    }
}

fn keep(db: &Connection, stretch: &Stretch, found: &[Vec<usize>]) -> rusqlite::Result<bool> {
    let mut now = db.prepare_cached("SELECT story FROM article WHERE number = ?")?;
    for (article, story) in stretch.articles.iter().zip(&stretch.stories) {
        let now: Option<Option<i64>> = now.query_row([article.number], |row| row.get(0)).optional()?;
        if now != Some(*story) {
            return Ok(false);
        }
    }
    let mut numbers = numbers_of(db, stretch, found)?;
    let (mut changed, mut moved): (BTreeSet<i64>, BTreeSet<i64>) = Default::default();
    let mut next: Vec<Option<i64>> = vec![None; stretch.within];
    for (members, number) in found.iter().zip(&mut numbers) {
        let number = match *number {
            Some(number) => number,
            None => begin(db, stretch.articles[members[0]].number)?,
        };
        changed.insert(number);
        for &at in members {
            match (next.get_mut(at), stretch.stories[at]) {
                (Some(next), _) => *next = Some(number),
                // It speaks for all that lies beyond, which moves with it.
                (None, Some(beyond)) if beyond != number && moved.insert(beyond) => {
                    let sql = "UPDATE article SET story = ? WHERE story = ?";
                    db.prepare_cached(sql)?.execute([number, beyond])?;
                }
                _ => {}
            }
        }
    }
    let mut put = db.prepare_cached("UPDATE article SET story = ?1 WHERE number = ?2 AND story IS NOT ?1")?;
    for ((article, story), before) in stretch.articles.iter().zip(next).zip(&stretch.stories) {
        if put.execute(params![story, article.number])? > 0 || story != *before {
            changed.extend(*before);
        }
    }
    changed.extend(moved);
    changed.into_iter().try_for_each(|story| refresh(db, story, 2))?;
    let mut done = db.prepare_cached("DELETE FROM ungrouped WHERE article = ? AND change <= ?")?;
    for article in &stretch.articles[..stretch.taken] {
        done.execute([article.number, stretch.change])?;
    }
    Ok(true)
}

/// The number that each group keeps: that of the story with which it has most articles in common, where no other group has
/// more of it; none where it is new.
fn numbers_of(db: &Connection, stretch: &Stretch, found: &[Vec<usize>]) -> rusqlite::Result<Vec<Option<i64>>> {
    let mut within: HashMap<i64, i64> = HashMap::new();
    for story in stretch.stories[..stretch.within].iter().flatten() {
        *within.entry(*story).or_default() += 1;
    }
    let mut claims: Vec<(i64, i64, usize)> = Vec::new();
    let mut size = db.prepare_cached("SELECT articles FROM story WHERE number = ?")?;
    for (group, members) in found.iter().enumerate() {
        let mut shares: BTreeMap<i64, i64> = BTreeMap::new();
        let mut spoken: BTreeSet<i64> = BTreeSet::new();
        for &at in members {
            let Some(story) = stretch.stories[at] else { continue };
            if at < stretch.within {
                *shares.entry(story).or_default() += 1;
            } else if spoken.insert(story) {
                let all: Option<i64> = size.query_row([story], |row| row.get(0)).optional()?;
                let beyond = all.unwrap_or_default() - within.get(&story).copied().unwrap_or_default();
                *shares.entry(story).or_default() += beyond.max(1);
            }
        }
        claims.extend(shares.into_iter().map(|(story, share)| (-share, story, group)));
    }
    claims.sort_unstable();
    let mut numbers: Vec<Option<i64>> = vec![None; found.len()];
    let mut taken: HashSet<i64> = HashSet::new();
    for (_, story, group) in claims {
        if numbers[group].is_none() && taken.insert(story) {
            numbers[group] = Some(story);
        }
    }
    Ok(numbers)
}

/// A new story that begins with an article; gives its number.
fn begin(db: &Connection, article: i64) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO story (lead, articles, sources, sort) VALUES (?, 0, 0, 0)";
    db.prepare_cached(sql)?.execute([article])?;
    Ok(db.last_insert_rowid())
}

/// Brings up to date what is known of a story; one of fewer than `least` articles is none any more.
fn refresh(db: &Connection, story: i64, least: i64) -> rusqlite::Result<()> {
    let sql = "SELECT count(*), count(DISTINCT source), max(sort) FROM article WHERE story = ?";
    let (articles, sources, sort): (i64, i64, Option<i64>) =
        db.prepare_cached(sql)?.query_row([story], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let lead = if articles < least { None } else { lead(db, story)? };
    let (Some(lead), Some(sort)) = (lead, sort) else {
        db.prepare_cached("UPDATE article SET story = NULL WHERE story = ?")?.execute([story])?;
        db.prepare_cached("DELETE FROM story WHERE number = ?")?.execute([story])?;
        return Ok(());
    };
    let heat = related::heat(sort, usize::try_from(sources).unwrap_or_default());
    let sql = "UPDATE story SET lead = ?, articles = ?, sources = ?, sort = ?, heat = ? WHERE number = ?";
    db.prepare_cached(sql)?.execute(params![lead, articles, sources, sort, heat, story])?;
    Ok(())
}

/// Says of each story how much it is carried; for a store of a format that did not.
pub(super) fn fill_heat(db: &Connection) -> rusqlite::Result<()> {
    let mut put = db.prepare("UPDATE story SET heat = ? WHERE number = ?")?;
    let mut some = db.prepare("SELECT number, sort, sources FROM story WHERE sources > 1")?;
    let stories: rusqlite::Result<Vec<(i64, i64, usize)>> =
        some.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect();
    for (story, sort, sources) in stories? {
        put.execute(params![related::heat(sort, sources), story])?;
    }
    Ok(())
}

/// The article of a story that is shown first.
fn lead(db: &Connection, story: i64) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT a.number, v.terms FROM article a LEFT JOIN vector v ON v.article = a.number WHERE a.story = ?
        ORDER BY a.sort DESC, a.number DESC LIMIT ?";
    let mut some = db.prepare_cached(sql)?;
    let mut rows = some.query([story, LED as i64])?;
    let (mut numbers, mut vectors) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        numbers.push(row.get(0)?);
        vectors.push(row.get_ref(1)?.as_blob_or_null()?.and_then(Vector::decode).unwrap_or_default());
    }
    Ok(related::lead(&vectors).map(|at| numbers[at]))
}

impl Import<'_> {
    /// Notes that the story of an article is to be found.
    pub(super) fn leave_ungrouped(&self, number: i64) -> rusqlite::Result<()> {
        self.db().prepare_cached("INSERT OR REPLACE INTO ungrouped (article) VALUES (?)")?.execute([number])?;
        Ok(())
    }

    /// Puts a new article into the story that it was in where it came from.
    pub(super) fn join_story(&mut self, article: &NewArticle, number: i64) -> rusqlite::Result<()> {
        let Some(story) = article.story.filter(|story| (1..=NewArticle::HIGHEST).contains(story)) else {
            return Ok(());
        };
        let sql = "INSERT OR IGNORE INTO story (number, lead, articles, sources, sort) VALUES (?, ?, 0, 0, 0)";
        self.db().prepare_cached(sql)?.execute([story, number])?;
        self.db().prepare_cached("UPDATE article SET story = ? WHERE number = ?")?.execute([story, number])?;
        self.stories.insert(story);
        Ok(())
    }

    /// Notes that something of an article has changed that its story shows, and that it may have another.
    pub(super) fn story_changed(&mut self, number: i64) -> rusqlite::Result<()> {
        let sql = "SELECT story FROM article WHERE number = ?";
        let story: Option<i64> = self.db().prepare_cached(sql)?.query_row([number], |row| row.get(0))?;
        self.stories.extend(story);
        self.leave_ungrouped(number)
    }

    /// Takes an article that goes out of its story.
    pub(super) fn leave_story(&mut self, number: i64) -> rusqlite::Result<()> {
        self.story_changed(number)?;
        let db = self.db();
        db.prepare_cached("UPDATE article SET story = NULL WHERE number = ?")?.execute([number])?;
        db.prepare_cached("DELETE FROM ungrouped WHERE article = ?")?.execute([number])?;
        Ok(())
    }

    /// Brings the stories up to date whose articles have changed. One that came with a single article, because the others were
    /// left behind, stays one.
    pub(super) fn refresh_stories(&mut self, is_as_it_came: bool) -> rusqlite::Result<()> {
        let least = if is_as_it_came { 1 } else { 2 };
        let stories = std::mem::take(&mut self.stories);
        stories.into_iter().try_for_each(|story| refresh(self.db(), story, least))
    }
}
