//! What makes two articles belong together, and why. Pure: the store hands over what they share, this room weighs it.

use crate::model::Reason;
use crate::text::CleanText;

/// Least share of an article's own weight that another must have to be named as related. Below it, in the sample
/// edition, come articles of the same section and nothing more.
const LEAST: f64 = 0.1;

/// Terms named in a reason.
const NAMED: usize = 4;

/// Something that two articles share, with how many articles of the store have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// The word or tag, as the text writes it.
    pub name: CleanText,
    /// Articles with it.
    pub articles: usize,
}

/// What an article shares with another one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlap {
    /// Terms that both have.
    pub terms: Vec<Shared>,
    /// Tags that both have.
    pub tags: Vec<Shared>,
    /// Whether one links to the other.
    pub linked: bool,
    /// Days between them; none where one has no date.
    pub days: Option<f64>,
}

/// How much it tells that two articles of `all` share something which `articles` of them have: its inverse document
/// frequency, in nats.
#[must_use]
pub fn rarity(articles: usize, all: usize) -> f64 {
    ((all as f64 + 1.0) / (articles as f64 + 0.5)).ln().max(0.0)
}

/// The weight of terms and tags by their rarity. A tag tells less than a rare word: it names a field, not an event.
#[must_use]
pub fn weight(overlap: &Overlap, all: usize) -> f64 {
    let sum = |shared: &[Shared]| shared.iter().map(|shared| rarity(shared.articles, all)).sum::<f64>();
    sum(&overlap.terms) + 0.7 * sum(&overlap.tags)
}

/// How near an article is whose own terms and tags weigh `own`, with the reasons, or nothing where it is not: then
/// they share too little, or one term only. An article of the same day is nearer than one of last month.
#[must_use]
pub fn score(overlap: &Overlap, own: f64, all: usize) -> Option<(f64, Vec<Reason>)> {
    let enough = overlap.linked || !overlap.tags.is_empty() || overlap.terms.len() > 1;
    let share = weight(overlap, all) / own.max(f64::MIN_POSITIVE) + if overlap.linked { 0.5 } else { 0.0 };
    if !enough || share < LEAST {
        return None;
    }
    let near = overlap.days.map_or(0.0, |days| (-days.abs() / 5.0).exp());
    Some((share * (1.0 + 0.5 * near), reasons(overlap)))
}

fn reasons(overlap: &Overlap) -> Vec<Reason> {
    let names = |shared: &[Shared]| {
        let mut shared: Vec<&Shared> = shared.iter().collect();
        shared.sort_by_key(|shared| shared.articles);
        shared.iter().take(NAMED).map(|shared| shared.name.clone()).collect::<Vec<_>>()
    };
    let mut reasons = Vec::new();
    if overlap.linked {
        reasons.push(Reason::Linked);
    }
    if !overlap.terms.is_empty() {
        reasons.push(Reason::SharedTerms(names(&overlap.terms)));
    }
    if !overlap.tags.is_empty() {
        reasons.push(Reason::SharedTags(names(&overlap.tags)));
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(names: &[(&str, usize)]) -> Vec<Shared> {
        names.iter().map(|&(name, articles)| Shared { name: CleanText::line(name), articles }).collect()
    }

    #[test]
    fn rare_terms_tell_more_than_common_ones() {
        let rare = Overlap { terms: shared(&[("Stoltenberg", 2), ("Jenewa", 3)]), ..Overlap::default() };
        let common = Overlap { terms: shared(&[("pemerintah", 60), ("kata", 80)]), ..Overlap::default() };
        let own = 40.0;
        let (near, _) = score(&rare, own, 100).unwrap();
        assert!(score(&common, own, 100).is_none_or(|(far, _)| far < near));
    }

    #[test]
    fn one_shared_term_is_no_relation_but_a_link_is() {
        let term = Overlap { terms: shared(&[("Stoltenberg", 2)]), ..Overlap::default() };
        assert_eq!(score(&term, 10.0, 100), None);
        let link = Overlap { linked: true, ..Overlap::default() };
        assert_eq!(score(&link, 10.0, 100).unwrap().1, [Reason::Linked]);
    }

    #[test]
    fn the_rarest_word_is_named_first_and_a_day_brings_nearer() {
        let overlap = |days| Overlap { terms: shared(&[("NATO", 9), ("Stoltenberg", 2)]), days, ..Overlap::default() };
        let (today, reasons) = score(&overlap(Some(0.0)), 20.0, 100).unwrap();
        assert_eq!(reasons, [Reason::SharedTerms(vec![CleanText::line("Stoltenberg"), CleanText::line("NATO")])]);
        let (later, _) = score(&overlap(Some(30.0)), 20.0, 100).unwrap();
        let (undated, _) = score(&overlap(None), 20.0, 100).unwrap();
        assert!(today > later && later > undated);
    }
}
