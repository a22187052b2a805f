//! Related articles: finds what may belong with an article by the terms that both have, and what its page links to, and lets
//! [`related`](crate::related) put it in order. Bounded: so many are weighed, whatever the store holds.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension};

use crate::model::{Article, Headline, Links, Reason, Related, fold_tag, twin_address};
use crate::related::postings::Block;
use crate::related::{Candidate, Frequencies, Ranked, TERMS, Table, Vector, Weighted, hash, rank};
use crate::text::CleanText;
use crate::text::terms::{self, Term};

use super::vectors::{Segment, TERM_BITS, segments};
use super::{Result, Store};

/// Terms by which others are looked for, the weightiest.
const ASKED: usize = 32;

/// Articles that are weighed.
const CANDIDATES: usize = 160;

/// Terms that more than one of so many articles has are not looked for: they find everything, and tell nothing.
const COMMON: u32 = 10;

/// Articles that may have a term whatever the store holds.
const SOME: u32 = 200;

/// Places of a segment that have a sum each, at the most: 16 MB.
const WIDEST: usize = 1 << 22;

/// The least cosine of an article that is named as related.
const LEAST: f32 = 0.07;

/// What a link from the page adds to the score of where it leads.
const LINKED: f32 = 0.5;

/// Terms named in a reason.
const NAMED: usize = 4;

/// How often each term is met in the store, as far as that was counted.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) frequencies: Frequencies,
    /// The last article that was counted.
    last: i64,
    /// The terms by which the articles are found that no segment has. One that changes is found by what it was until it is in
    /// one: the old terms only bring it in, and weigh nothing.
    fresh: BTreeMap<i64, Vec<u32>>,
}

impl Store {
    /// The articles that belong with one, nearest first, with the reasons.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn related(&self, number: i64, limit: usize) -> Result<Vec<Related>> {
        let Some(article) = self.article(number)? else { return Ok(Vec::new()) };
        // Each of the many questions would begin a transaction of its own.
        self.at_once(|| self.relatives(&article, limit)).map_err(self.reading())
    }

    /// Where the lists that an article's page carries lead in this store: the numbers of the articles, by the address
    /// that the list gives.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn listed(&self, number: i64) -> Result<BTreeMap<String, i64>> {
        let Some(article) = self.article(number)? else { return Ok(BTreeMap::new()) };
        let links = article.given.links_shown().named().into_iter().flat_map(|(_, links)| links);
        let found = links.map(|link| Ok(self.at_address(&link.url)?.map(|number| (link.url.clone(), number))));
        let found: rusqlite::Result<Vec<Option<(String, i64)>>> = found.collect();
        Ok(found.map_err(self.reading())?.into_iter().flatten().filter(|(_, other)| *other != number).collect())
    }

    fn relatives(&self, article: &Article, limit: usize) -> rusqlite::Result<Vec<Related>> {
        let linked: HashSet<i64> = self.linked(article.given.links_shown())?.into_iter().collect();
        let (query, candidates) = self.candidates(article.number, &linked)?;
        let Some(query) = query else { return Ok(Vec::new()) };
        let mut ranked = rank(&query, &candidates);
        let is_linked = |ranked: &Ranked| linked.contains(&candidates[ranked.at].number);
        ranked.retain(|ranked| ranked.cosine >= LEAST || is_linked(ranked));
        ranked.iter_mut().filter(|ranked| is_linked(ranked)).for_each(|ranked| ranked.score += LINKED);
        let known: HashSet<usize> = ranked.iter().map(|ranked| ranked.at).collect();
        let apart =
            candidates.iter().enumerate().filter(|(at, one)| linked.contains(&one.number) && !known.contains(at));
        ranked.extend(apart.map(|(at, _)| Ranked { at, cosine: 0.0, score: LINKED }));
        ranked.sort_by(|one, next| next.score.total_cmp(&one.score));
        ranked.truncate(limit);
        let words = words_of(article);
        let numbers: Vec<i64> = ranked.iter().map(|ranked| candidates[ranked.at].number).collect();
        let headlines: HashMap<i64, Headline> =
            self.headlines(&numbers)?.into_iter().map(|headline| (headline.number, headline)).collect();
        let related = ranked.iter().filter_map(|ranked| {
            let other = &candidates[ranked.at];
            let headline = headlines.get(&other.number)?.clone();
            let shared = query.vector.shared(&other.vector);
            let mut reasons = Vec::new();
            reasons.extend(linked.contains(&other.number).then_some(Reason::Linked));
            let names = shared.iter().filter_map(|(hash, _)| words.get(hash)).take(NAMED).cloned().collect::<Vec<_>>();
            reasons.extend((!names.is_empty()).then_some(Reason::SharedTerms(names)));
            let tags = shared_tags(article, &headline);
            reasons.extend((!tags.is_empty()).then_some(Reason::SharedTags(tags)));
            let Headline { number, id, title, source, published, .. } = headline;
            Some(Related { number, id, title, source, published, score: f64::from(ranked.score), reasons })
        });
        Ok(related.collect())
    }

    /// What an article is about, and the articles that may belong with it: those that have most of its terms, by what these tell,
    /// and those that its page links to.
    fn candidates(&self, number: i64, linked: &HashSet<i64>) -> rusqlite::Result<(Option<Candidate>, Vec<Candidate>)> {
        let segments = segments(&self.db)?;
        let mut known = self.known.borrow_mut();
        let known = known.get_or_insert_default();
        let changed = self.count(known, &segments)?;
        let frequencies = &known.frequencies;
        let mut one = self.db.prepare_cached("SELECT terms, published FROM vector WHERE article = ?")?;
        let mut candidate = |number: i64| -> rusqlite::Result<Option<Candidate>> {
            let mut rows = one.query([number])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            let vector = Vector::decode(row.get_ref(0)?.as_blob()?).unwrap_or_default();
            Ok(Some(Candidate { number, vector: Weighted::new(&vector, frequencies), published: row.get(1)? }))
        };
        let Some(query) = candidate(number)? else { return Ok((None, Vec::new())) };
        let asked = asked(&query.vector, frequencies);
        let (told, mut found): (Table, Vec<(f32, i64)>) = (Table::new(&asked), Vec::new());
        for (&other, listed) in changed.iter().chain(&known.fresh).filter(|(other, _)| **other != number) {
            let sum: f32 = listed.iter().map(|&hash| told.weight(hash)).sum();
            found.extend((sum > 0.0).then_some((sum, other)));
        }
        let mut room: Vec<f32> = Vec::new();
        for segment in &segments {
            find(&self.db, segment, &asked, &mut room, |sum, other| {
                if other != number && !changed.contains_key(&other) {
                    found.push((sum, other));
                }
            })?;
        }
        if found.len() > CANDIDATES {
            found.select_nth_unstable_by(CANDIDATES, |one, next| next.0.total_cmp(&one.0).then(next.1.cmp(&one.1)));
            found.truncate(CANDIDATES);
        }
        let mut numbers: Vec<i64> = found.into_iter().map(|(_, number)| number).collect();
        numbers.extend(linked.iter().filter(|other| **other != number));
        numbers.sort_unstable();
        numbers.dedup();
        let candidates: rusqlite::Result<Vec<Option<Candidate>>> = numbers.into_iter().map(candidate).collect();
        Ok((Some(query), candidates?.into_iter().flatten().collect()))
    }

    /// Counts what was not counted yet; gives the articles that their segments do not know as they are now, with the terms by
    /// which they are found: none where an article has gone.
    pub(super) fn count(&self, known: &mut Known, segments: &[Segment]) -> rusqlite::Result<BTreeMap<i64, Vec<u32>>> {
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

    /// The articles of this store that the page links to.
    fn linked(&self, links: &Links) -> rusqlite::Result<Vec<i64>> {
        let mut numbers = Vec::new();
        for link in links.related.iter().chain(&links.recommended) {
            numbers.extend(self.at_address(&link.url)?);
        }
        Ok(numbers)
    }

    /// The article whose page is at an address, be that http or https; one without a guid is known by it as well.
    fn at_address(&self, url: &str) -> rusqlite::Result<Option<i64>> {
        let mut by_url = self.db.prepare_cached(
            "SELECT number FROM article WHERE url IN (?1, ?2) OR id IN (?1, ?2) ORDER BY number LIMIT 1",
        )?;
        let twin = twin_address(url);
        let twin = twin.as_deref().unwrap_or(url);
        by_url.query_row([url, twin], |row| row.get(0)).optional()
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

/// The longer of an article's texts.
pub(super) fn longer_text(article: &Article) -> &str {
    let given = &article.given;
    match &given.full_text {
        Some(page) if given.longer_text() == crate::model::TextOf::Page => &page.body.text,
        _ => &given.body.text,
    }
}

/// The terms of an article's longer text, weightiest first, as the text has them.
pub(super) fn terms_of(article: &Article) -> Vec<Term> {
    let given = &article.given;
    terms::weightiest(&given.title, longer_text(article), given.language.as_ref(), TERMS)
}

/// The words of an article's text by the hashes of their stems.
fn words_of(article: &Article) -> HashMap<u32, CleanText> {
    terms_of(article).into_iter().rev().map(|term| (hash(&term.stem), CleanText::line(&term.word))).collect()
}

fn shared_tags(article: &Article, other: &Headline) -> Vec<CleanText> {
    let theirs: HashSet<String> = other.tags.iter().map(|tag| fold_tag(tag)).collect();
    article.given.tags.iter().filter(|tag| theirs.contains(&fold_tag(tag))).take(NAMED).cloned().collect()
}
