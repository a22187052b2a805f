//! Related articles: finds what may belong with an article by the terms that both have, and what its page links to, and lets
//! [`related`](crate::related) put it in order. Bounded: so many are weighed, whatever the store holds.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::OptionalExtension;

use crate::model::{Article, Group, Headline, Links, Reason, Related, fold_tag, twin_address};
use crate::related::{Candidate, REPRINT, Ranked, TERMS, Table, hash, rank};
use crate::text::CleanText;
use crate::text::names::words_of_names;
use crate::text::terms::{self, Term};

use super::{Result, Store};

/// Articles that are weighed.
const CANDIDATES: usize = 160;

/// The least cosine of an article that is named as related.
const LEAST: f32 = 0.07;

/// What a link from the page adds to the score of where it leads.
const LINKED: f32 = 0.5;

/// A cosine from which on an article that came before told of the same matter.
const MATTER: f32 = 0.2;

/// Terms named in a reason.
const NAMED: usize = 4;

/// What belongs with an article.
#[derive(Debug, Clone, Default)]
pub struct Company {
    /// Related articles, nearest first, with the reasons.
    pub related: Vec<Related>,
    /// Where the lists that its page carries lead in this store: the numbers of the articles, by the address that the list gives.
    pub listed: BTreeMap<String, i64>,
    /// Words of it that may become tags of the reader's: names and rare words that others of the store have as well and its
    /// publisher has not tagged it with. They are made out anew each time and never kept.
    pub suggested: Vec<CleanText>,
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
        self.at_once(|| self.relatives(&article, &terms_of(&article), limit)).map_err(self.reading())
    }

    /// Everything that belongs with an article: at most so many related ones and suggested words.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn company(&self, number: i64, related: usize, suggested: usize) -> Result<Company> {
        let Some(article) = self.article(number)? else { return Ok(Company::default()) };
        let terms = terms_of(&article);
        let company = self.at_once(|| {
            let related = self.relatives(&article, &terms, related)?;
            let suggested = self.suggested_tags(&article, &terms, suggested)?;
            Ok(Company { related, listed: self.listed(&article)?, suggested })
        });
        company.map_err(self.reading())
    }

    /// Where the lists that an article's page carries lead in this store.
    fn listed(&self, article: &Article) -> rusqlite::Result<BTreeMap<String, i64>> {
        let links = article.given.links_shown().named().into_iter().flat_map(|(_, links)| links);
        let found = links.map(|link| Ok(self.at_address(&link.url)?.map(|number| (link.url.clone(), number))));
        let found: rusqlite::Result<Vec<Option<(String, i64)>>> = found.collect();
        Ok(found?.into_iter().flatten().filter(|(_, other)| *other != article.number).collect())
    }

    fn relatives(&self, article: &Article, terms: &[Term], limit: usize) -> rusqlite::Result<Vec<Related>> {
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
        let words = words_of(article, terms);
        let reprints = reprints(&query, &ranked, &candidates);
        let numbers: Vec<i64> = ranked.iter().map(|ranked| candidates[ranked.at].number).collect();
        let headlines: HashMap<i64, Headline> =
            self.headlines(&numbers)?.into_iter().map(|headline| (headline.number, headline)).collect();
        let related = ranked.iter().zip(reprints).filter_map(|(ranked, reprint_of)| {
            let other = &candidates[ranked.at];
            let headline = headlines.get(&other.number)?.clone();
            let is_linked = linked.contains(&other.number);
            let is_of_story = headline.story.is_some() && headline.story == article.given.story;
            let is_before = other.published.zip(query.published).is_some_and(|(other, query)| other < query);
            let group = match ranked.cosine {
                _ if is_of_story => Group::Story,
                _ if is_linked => Group::Page,
                MATTER.. if is_before => Group::Earlier,
                _ => Group::About,
            };
            let shared = query.vector.shared(&other.vector);
            let shared = shared.iter().filter_map(|(hash, _)| words.get(hash)).take(NAMED).cloned().collect::<Vec<_>>();
            let tags = shared_tags(article, &headline);
            let mut reasons = Vec::new();
            reasons.extend(is_of_story.then_some(Reason::SameStory));
            reasons.extend(is_linked.then_some(Reason::Linked));
            reasons.extend((!shared.is_empty()).then_some(Reason::SharedTerms(shared)));
            reasons.extend((!tags.is_empty()).then_some(Reason::SharedTags(tags)));
            let Headline { number, id, title, source, published, .. } = headline;
            let is_of_source = reasons.is_empty() && source == article.given.source;
            reasons.extend(is_of_source.then(|| Reason::SameSource(source.clone())));
            let score = f64::from(ranked.score);
            Some(Related { number, id, title, source, published, score, reasons, group, reprint_of })
        });
        Ok(related.collect())
    }

    /// What an article is about, and the articles that may belong with it: those that have most of its terms, by what these tell,
    /// and those that its page links to.
    fn candidates(&self, number: i64, linked: &HashSet<i64>) -> rusqlite::Result<(Option<Candidate>, Vec<Candidate>)> {
        self.index(|index| {
            let Some(query) = index.candidate(number)? else { return Ok((None, Vec::new())) };
            let alike = index.alike(&query, CANDIDATES)?;
            let mut numbers: Vec<i64> = alike.into_iter().map(|(_, number)| number).collect();
            numbers.extend(linked.iter().filter(|other| **other != number));
            numbers.sort_unstable();
            numbers.dedup();
            let candidates: rusqlite::Result<Vec<Option<Candidate>>> =
                numbers.into_iter().map(|number| index.candidate(number)).collect();
            Ok((Some(query), candidates?.into_iter().flatten().collect()))
        })
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

/// Which article has nearly the text of each that was ranked: the one in question, or the nearest.
fn reprints(query: &Candidate, ranked: &[Ranked], candidates: &[Candidate]) -> Vec<Option<i64>> {
    // Those that are reprints of none: one that is a reprint is like what it is one of.
    let mut texts: Vec<(Table, i64)> = Vec::with_capacity(ranked.len());
    let reprint = |one: &Ranked| {
        if one.cosine >= REPRINT {
            return Some(query.number);
        }
        let Candidate { number, vector, .. } = &candidates[one.at];
        let of = texts.iter().find(|(text, _)| text.product(vector.terms()) >= REPRINT).map(|(_, number)| *number);
        if of.is_none() {
            texts.push((Table::new(vector.terms()), *number));
        }
        of
    };
    ranked.iter().map(reprint).collect()
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
fn terms_of(article: &Article) -> Vec<Term> {
    let given = &article.given;
    terms::weightiest(&given.title, longer_text(article), given.language.as_ref(), TERMS)
}

/// The words of an article's text by the hashes of their stems. One that has its capital from a sentence or a headline, and not
/// from a name, is written without it.
fn words_of(article: &Article, terms: &[Term]) -> HashMap<u32, CleanText> {
    let text = format!("{}\n{}", article.given.title, longer_text(article));
    let of_names = words_of_names(&text);
    let written = |word: &str| {
        let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
        if capitals > 1 || of_names.contains(word) {
            CleanText::line(word)
        } else {
            CleanText::line(&word.to_lowercase())
        }
    };
    terms.iter().rev().map(|term| (hash(&term.stem), written(&term.word))).collect()
}

fn shared_tags(article: &Article, other: &Headline) -> Vec<CleanText> {
    let theirs: HashSet<String> = other.tags.iter().map(|tag| fold_tag(tag)).collect();
    article.given.tags.iter().filter(|tag| theirs.contains(&fold_tag(tag))).take(NAMED).cloned().collect()
}
