//! Which articles have a term, and how rare it is: looks through the segments of postings, and through what is in none. What
//! is related and what is a story is asked of it; `vectors` writes what it reads.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension};

use crate::related::postings::Block;
use crate::related::{Candidate, Frequencies, Table, Vector, Weighted};

use super::Store;
use super::vectors::{Segment, TERM_BITS, segments};

/// Terms by which others are looked for, the weightiest.
const ASKED: usize = 32;

/// Terms that more than one of so many articles has are not looked for: they find everything, and tell nothing.
const COMMON: u32 = 10;

/// Articles that may have a term whatever the store holds.
const SOME: u32 = 200;

/// How many times as many articles are kept as are wanted, before those are chosen.
const BEST_AT_ONCE: usize = 8;

/// Places of a segment that have a sum each, at the most: 16 MB.
const WIDEST: usize = 1 << 22;

/// How often each term is met in the store, as far as that was counted.
#[derive(Debug, Default)]
pub(super) struct Known {
    frequencies: Frequencies,
    /// The last article that was counted.
    last: i64,
    /// The terms by which the articles are found that no segment has. One that changes is found by what it was until it is in
    /// one: the old terms only bring it in, and weigh nothing.
    fresh: BTreeMap<i64, Vec<u32>>,
}

/// The index as it stands, for a few questions.
pub(super) struct Index<'s> {
    db: &'s Connection,
    segments: Vec<Segment>,
    known: &'s Known,
    /// The articles that their segments do not know as they are now, with the terms by which they are found: none where an
    /// article has gone.
    changed: BTreeMap<i64, Vec<u32>>,
}

impl Index<'_> {
    /// How often each term is met in this store.
    pub(super) fn frequencies(&self) -> &Frequencies {
        &self.known.frequencies
    }

    /// What an article is about, by what its terms tell in this store; none where there is no such article.
    pub(super) fn candidate(&self, number: i64) -> rusqlite::Result<Option<Candidate>> {
        let mut one = self.db.prepare_cached("SELECT terms, published FROM vector WHERE article = ?")?;
        let read = |row: &rusqlite::Row<'_>| {
            let vector = Vector::decode(row.get_ref(0)?.as_blob()?).unwrap_or_default();
            let vector = Weighted::new(&vector, &self.known.frequencies);
            Ok(Candidate { number, vector, published: row.get(1)? })
        };
        one.query_row([number], read).optional()
    }

    /// The other articles that have most of what an article is about, by what these terms tell, at most `most`; in no order.
    pub(super) fn alike(&self, article: &Candidate, most: usize) -> rusqlite::Result<Vec<(f32, i64)>> {
        let number = article.number;
        let asked = asked(&article.vector, &self.known.frequencies);
        let (told, mut best) = (Table::new(&asked), Best::new(most));
        for (&other, listed) in self.changed.iter().chain(&self.known.fresh).filter(|(other, _)| **other != number) {
            best.add(listed.iter().map(|&hash| told.weight(hash)).sum(), other);
        }
        let mut room: Vec<f32> = Vec::new();
        for segment in &self.segments {
            find(self.db, segment, &asked, &mut room, |sum, other| {
                if other != number && !self.changed.contains_key(&other) {
                    best.add(sum, other);
                }
            })?;
        }
        Ok(best.take())
    }
}

impl Store {
    /// Asks the index as it is now.
    pub(super) fn index<T>(&self, ask: impl FnOnce(&Index<'_>) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let segments = segments(&self.db)?;
        let mut known = self.known.borrow_mut();
        let known = known.get_or_insert_default();
        let changed = self.count(known, &segments)?;
        ask(&Index { db: &self.db, segments, known, changed })
    }

    /// Counts what was not counted yet; gives the articles that their segments do not know as they are now, with the terms by
    /// which they are found: none where an article has gone.
    fn count(&self, known: &mut Known, segments: &[Segment]) -> rusqlite::Result<BTreeMap<i64, Vec<u32>>> {
        let last = segments.last().map_or(0, |segment| segment.last);
        if known.last == 0 {
            let mut all = self.db.prepare_cached("SELECT frequencies FROM segment")?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                known.frequencies.add_all(row.get_ref(0)?.as_blob()?);
            }
            known.last = last;
        }
        let read = |sql: &str, after: i64| -> rusqlite::Result<Vec<(i64, Vector)>> {
            let mut some = self.db.prepare_cached(sql)?;
            let vector = |row: &rusqlite::Row<'_>| {
                let terms = row.get_ref(1)?.as_blob_or_null()?.and_then(Vector::decode);
                Ok((row.get(0)?, terms.unwrap_or_default()))
            };
            some.query_map([after], vector)?.collect()
        };
        for (number, vector) in read("SELECT article, terms FROM vector WHERE article > ?", known.last)? {
            known.frequencies.add(&vector);
            known.last = number;
            known.fresh.insert(number, vector.listed());
        }
        known.fresh = known.fresh.split_off(&(last + 1));
        known.frequencies.settle();
        let changed = read("SELECT article, terms FROM changed LEFT JOIN vector USING (article) WHERE article > ?", 0)?;
        Ok(changed.into_iter().map(|(number, vector)| (number, vector.listed())).collect())
    }
}

/// The terms by which others are looked for, in the order of their hashes, each with what it tells.
fn asked(query: &Weighted, frequencies: &Frequencies) -> Vec<(u32, f32)> {
    let most = (frequencies.articles() / COMMON).max(SOME);
    let mut asked: Vec<(u32, f32)> = query
        .terms()
        .iter()
        .filter(|(hash, _)| frequencies.of(*hash) <= most)
        .map(|&(hash, weight)| (hash, weight * frequencies.rarity(hash)))
        .collect();
    if asked.len() > ASKED {
        asked.select_nth_unstable_by(ASKED, |one, next| next.1.total_cmp(&one.1).then(one.0.cmp(&next.0)));
        asked.truncate(ASKED);
    }
    asked.sort_unstable_by_key(|(hash, _)| *hash);
    asked
}

/// Hands the articles of a segment to `found` that have any of the terms, with what these tell together. `room` is room for
/// that.
fn find(
    db: &Connection,
    segment: &Segment,
    asked: &[(u32, f32)],
    room: &mut Vec<f32>,
    mut found: impl FnMut(f32, i64),
) -> rusqlite::Result<()> {
    let mut sums = Sums::of(segment, room);
    let mut block_of =
        db.prepare_cached("SELECT key, block FROM posting WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT 1")?;
    let base = segment.number << TERM_BITS;
    let mut rest = asked;
    while let Some(&(first, _)) = rest.first() {
        let mut rows = block_of.query([base, base | i64::from(first)])?;
        let Some(row) = rows.next()? else {
            rest = &rest[1..];
            continue;
        };
        let key: i64 = row.get(0)?;
        let mut block = Block::new((key - base) as u32, row.get_ref(1)?.as_blob()?);
        while let Some(&(hash, weight)) = rest.first() {
            // What lies behind this block is in another one; what would be in this one and is not is nowhere.
            if !block.seek(hash) && hash != first {
                break;
            }
            for article in block.articles(hash) {
                sums.add(article, weight);
            }
            rest = &rest[1..];
        }
    }
    sums.hand_over(|sum, article| found(sum, segment.first + i64::from(article)));
    Ok(())
}

/// The articles with the highest sums, of two with one sum the later.
struct Best {
    most: usize,
    found: Vec<(f32, i64)>,
    /// What a sum must be at least.
    least: f32,
}

impl Best {
    fn new(most: usize) -> Self {
        Self { most, found: Vec::with_capacity(BEST_AT_ONCE * most), least: f32::MIN_POSITIVE }
    }

    fn add(&mut self, sum: f32, article: i64) {
        if sum >= self.least {
            if self.found.len() == BEST_AT_ONCE * self.most {
                self.narrow();
            }
            self.found.push((sum, article));
        }
    }

    fn narrow(&mut self) {
        if self.found.len() > self.most {
            let better = |one: &(f32, i64), next: &(f32, i64)| next.0.total_cmp(&one.0).then(next.1.cmp(&one.1));
            let (_, last, _) = self.found.select_nth_unstable_by(self.most - 1, better);
            self.least = last.0;
            self.found.truncate(self.most);
        }
    }

    fn take(mut self) -> Vec<(f32, i64)> {
        self.narrow();
        self.found
    }
}

/// What the terms of each article of a segment tell together, by its place there.
struct Sums<'r> {
    /// A sum for each place; it is as good as empty before and after. Where most places are those of articles that went it would
    /// be large for nothing, and the sums are in a map.
    dense: Option<&'r mut [f32]>,
    touched: Vec<u32>,
    sparse: HashMap<u32, f32>,
}

impl<'r> Sums<'r> {
    fn of(segment: &Segment, room: &'r mut Vec<f32>) -> Self {
        let width = usize::try_from(segment.last - segment.first + 1).ok().filter(|width| *width <= WIDEST);
        let dense = width.map(|width| {
            if room.len() < width {
                room.resize(width, 0.0);
            }
            &mut room[..width]
        });
        Self { dense, touched: Vec::new(), sparse: HashMap::new() }
    }

    fn add(&mut self, article: u32, weight: f32) {
        match &mut self.dense {
            Some(dense) => {
                // What lies behind the segment, only a damaged list can name.
                let Some(sum) = dense.get_mut(article as usize) else { return };
                if *sum == 0.0 {
                    self.touched.push(article);
                }
                *sum += weight;
            }
            None => *self.sparse.entry(article).or_default() += weight,
        }
    }

    fn hand_over(self, mut found: impl FnMut(f32, u32)) {
        if let Some(dense) = self.dense {
            for article in self.touched {
                found(std::mem::take(&mut dense[article as usize]), article);
            }
        }
        for (article, sum) in self.sparse {
            found(sum, article);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::prop;
    use proptest::{prop_assert_eq, proptest};

    use super::*;

    proptest! {
        #[test]
        fn the_best_of_many_are_kept_in_whatever_order_they_come(
            sums in prop::collection::vec(0_u8..20, 0..200),
            most in 1_usize..10,
        ) {
            let mut best = Best::new(most);
            let mut all: Vec<(f32, i64)> = sums.iter().map(|&sum| f32::from(sum)).zip(1..).collect();
            for &(sum, article) in &all {
                best.add(sum, article);
            }
            all.retain(|(sum, _)| *sum > 0.0);
            all.sort_by(|one, next| next.0.total_cmp(&one.0).then(next.1.cmp(&one.1)));
            all.truncate(most);
            let mut found = best.take();
            found.sort_by(|one, next| next.0.total_cmp(&one.0).then(next.1.cmp(&one.1)));
            prop_assert_eq!(found, all);
        }
    }
}
