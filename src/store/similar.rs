//! Related articles: finds what may belong with an article by its terms, tags and links, and lets
//! [`related`](crate::related) weigh it. Bounded: a term's newest articles are read, never all of them.

use std::collections::{BTreeMap, HashMap};

use rusqlite::OptionalExtension;

use crate::model::{Article, Links, Related, twin_address};
use crate::related::{self, Overlap, Shared};
use crate::text::CleanText;

use super::{Result, Store, import};

/// Articles read of one term or tag, newest first. A term that more have tells nothing worth reading further.
const POSTINGS: usize = 200;

/// Candidates that are weighed with their dates.
const CANDIDATES: usize = 60;

/// What an article has that others may share, with the articles that do.
struct Trait {
    shared: Shared,
    articles: Vec<i64>,
}

impl Store {
    /// The articles that belong with one, nearest first, with the reasons.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn related(&self, number: i64, limit: usize) -> Result<Vec<Related>> {
        let Some(article) = self.article(number)? else { return Ok(Vec::new()) };
        let all = self.counts()?.articles;
        self.relatives(&article, all, limit).map_err(self.reading())
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

    fn relatives(&self, article: &Article, all: usize, limit: usize) -> rusqlite::Result<Vec<Related>> {
        let (terms, tags) = (self.terms(article.number)?, self.tags(article)?);
        let linked = self.linked(article.given.links_shown())?;
        let mut overlaps: HashMap<i64, Overlap> = HashMap::new();
        for term in &terms {
            for other in &term.articles {
                overlaps.entry(*other).or_default().terms.push(term.shared.clone());
            }
        }
        for tag in &tags {
            for other in &tag.articles {
                overlaps.entry(*other).or_default().tags.push(tag.shared.clone());
            }
        }
        for other in linked {
            overlaps.entry(other).or_default().linked = true;
        }
        overlaps.remove(&article.number);
        let shared = |traits: &[Trait]| traits.iter().map(|one| one.shared.clone()).collect();
        let own = Overlap { terms: shared(&terms), tags: shared(&tags), ..Overlap::default() };
        let own = related::weight(&own, all);
        let mut candidates: Vec<(i64, Overlap)> = overlaps.into_iter().collect();
        candidates.sort_by(|(a, one), (b, other)| {
            let key = |overlap: &Overlap| (overlap.linked, related::weight(overlap, all));
            key(other).partial_cmp(&key(one)).unwrap_or(std::cmp::Ordering::Equal).then(b.cmp(a))
        });
        candidates.truncate(CANDIDATES.max(limit));
        self.weigh(article, candidates, own, all, limit)
    }

    fn weigh(
        &self,
        article: &Article,
        candidates: Vec<(i64, Overlap)>,
        own: f64,
        all: usize,
        limit: usize,
    ) -> rusqlite::Result<Vec<Related>> {
        let numbers: Vec<i64> = candidates.iter().map(|(number, _)| *number).collect();
        let mut overlaps: HashMap<i64, Overlap> = candidates.into_iter().collect();
        let mut found: Vec<Related> = Vec::new();
        for headline in self.headlines(&numbers)? {
            let Some(mut overlap) = overlaps.remove(&headline.number) else { continue };
            overlap.days = article
                .given
                .published
                .zip(headline.published)
                .map(|(one, other)| one.timestamp.duration_since(other.timestamp).as_secs_f64() / 86_400.0);
            if let Some((score, reasons)) = related::score(&overlap, own, all) {
                let (number, id, title) = (headline.number, headline.id, headline.title);
                let (source, published) = (headline.source, headline.published);
                found.push(Related { number, id, title, source, published, score, reasons });
            }
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.number.cmp(&a.number)));
        found.truncate(limit);
        Ok(found)
    }

    /// The article's weightiest terms. One that as many articles have as are read of it is too common to tell.
    fn terms(&self, number: i64) -> rusqlite::Result<Vec<Trait>> {
        let listed: Option<String> = self
            .db
            .prepare_cached("SELECT terms FROM body WHERE article = ?")?
            .query_row([number], |row| row.get(0))
            .optional()?;
        let mut postings =
            self.db.prepare_cached("SELECT article FROM article_term WHERE stem = ? ORDER BY article DESC LIMIT ?")?;
        let mut terms = Vec::new();
        for (stem, word) in listed.unwrap_or_default().lines().filter_map(|line| line.split_once('\t')) {
            let articles: Vec<i64> =
                postings.query_map((stem, POSTINGS as i64), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            if articles.len() < POSTINGS {
                let shared = Shared { name: CleanText::line(word), articles: articles.len() };
                terms.push(Trait { shared, articles });
            }
        }
        Ok(terms)
    }

    fn tags(&self, article: &Article) -> rusqlite::Result<Vec<Trait>> {
        let mut count = self.db.prepare_cached("SELECT number, articles FROM tag WHERE folded = ?")?;
        let mut newest = self
            .db
            .prepare_cached("SELECT article FROM article_tag WHERE tag = ? ORDER BY sort DESC, article DESC LIMIT ?")?;
        let mut tags = Vec::new();
        for name in &article.given.tags {
            let known: Option<(i64, usize)> =
                count.query_row([import::fold(name)], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            let Some((number, articles)) = known else { continue };
            let shared = Shared { name: name.clone(), articles };
            let articles =
                newest.query_map((number, POSTINGS as i64), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            tags.push(Trait { shared, articles });
        }
        Ok(tags)
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
