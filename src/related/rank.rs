//! The order of articles that may belong with one. Pure; called by the store with what it found.
//!
//! An article is weighed three times. By its own words, against those of the one in question: a cosine, more where both came
//! within days. Then against a wider question, to which the nearest have given their words: a headline alone has few of its own.
//! At last by its company: what stands among the nearest of those that are near is nearer than what stands alone.

use std::collections::HashMap;

use super::frequencies::Frequencies;
use super::table::Table;
use super::vector::{TERMS, Vector};

/// Neighbours that lend their words and their company.
const NEIGHBOURS: usize = 20;

/// Articles that are weighed by their company.
const COMPANY: usize = 64;

/// Terms of the wider question.
const WIDER: usize = 128;

/// A cosine from which on a day in common counts in full: by itself it means nothing.
const ALIKE: f32 = 0.3;

/// Seconds of a day.
const DAY: f32 = 86_400.0;

/// Terms up to which an article is a headline alone, and from which on it is a whole text.
const WHOLE: (f32, f32) = (10.0, 50.0);

/// A vector by the weights that its terms have among others: of length 1, in the order of their hashes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weighted(Vec<(u32, f32)>);

impl Weighted {
    /// Weighs the terms of a vector by how rare they are.
    #[must_use]
    pub fn new(vector: &Vector, frequencies: &Frequencies) -> Self {
        Self::of_length_1(vector.terms().map(|(hash, weight)| (hash, weight * frequencies.rarity(hash))).collect())
    }

    fn of_length_1(mut terms: Vec<(u32, f32)>) -> Self {
        let length = terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut terms {
                *weight /= length;
            }
        }
        Self(terms)
    }

    /// Its terms by their hashes, with their weights.
    #[must_use]
    pub fn terms(&self) -> &[(u32, f32)] {
        &self.0
    }

    /// The hashes that both have, each with what it adds to their cosine, the most first.
    #[must_use]
    pub fn shared(&self, other: &Self) -> Vec<(u32, f32)> {
        let mut shared: Vec<(u32, f32)> = self.meet(other).collect();
        shared.sort_by(|one, next| next.1.total_cmp(&one.1).then(one.0.cmp(&next.0)));
        shared
    }

    fn meet<'v>(&'v self, other: &'v Self) -> impl Iterator<Item = (u32, f32)> + use<'v> {
        let mut rest = other.0.as_slice();
        self.0.iter().filter_map(move |&(hash, weight)| {
            while let [(first, _), tail @ ..] = rest
                && *first < hash
            {
                rest = tail;
            }
            rest.first().filter(|(first, _)| *first == hash).map(|(_, its)| (hash, weight * its))
        })
    }
}

/// An article that may belong with the one in question.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its number.
    pub number: i64,
    /// What it is about.
    pub vector: Weighted,
    /// When it was published, seconds since 1970; none where that is not known.
    pub published: Option<i64>,
}

/// How near an article is.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Where it stands among the candidates.
    pub at: usize,
    /// Its cosine with the one in question, from 0 to 1.
    pub cosine: f32,
    /// What its place is by; larger is nearer.
    pub score: f32,
}

/// The candidates that share anything with `article`, nearest first.
#[must_use]
pub fn rank(article: &Candidate, candidates: &[Candidate]) -> Vec<Ranked> {
    let is_dated = candidates.iter().chain([article]).any(|one| one.published.is_some());
    let near = |one: &Candidate, other: &Candidate, cosine: f32| nearness(one, other, cosine, is_dated);
    let mut found: Vec<Ranked> = Vec::with_capacity(candidates.len());
    let table = Table::new(&article.vector.0);
    for (at, candidate) in candidates.iter().enumerate() {
        let cosine = table.product(candidate.vector.terms());
        if cosine > 0.0 {
            found.push(Ranked { at, cosine, score: near(article, candidate, cosine) });
        }
    }
    order(&mut found, candidates);
    let wider = Table::new(&wider(article, &found, candidates).0);
    for ranked in &mut found {
        let candidate = &candidates[ranked.at];
        ranked.score = near(article, candidate, wider.product(candidate.vector.terms()));
    }
    order(&mut found, candidates);
    let company = company(article, &found[..found.len().min(COMPANY)], candidates, &near);
    for (ranked, company) in found.iter_mut().zip(&company) {
        ranked.score += company;
    }
    let close = company.len();
    order(&mut found[..close], candidates);
    found
}

/// Highest first; of two that are as high the one that came later.
fn order(found: &mut [Ranked], candidates: &[Candidate]) {
    let number = |ranked: &Ranked| candidates[ranked.at].number;
    found.sort_by(|one, next| next.score.total_cmp(&one.score).then(number(next).cmp(&number(one))));
}

/// How near two articles of this cosine are: up to three times it, where they came at the same time and are alike.
fn nearness(one: &Candidate, other: &Candidate, cosine: f32, is_dated: bool) -> f32 {
    let recency = match (one.published, other.published) {
        (Some(one), Some(other)) => {
            let days = (one - other).unsigned_abs() as f32 / DAY;
            0.5 * (-days / 0.3).exp() + 0.5 * (-days / 5.0).exp()
        }
        _ if is_dated => 0.4,
        _ => 0.0,
    };
    cosine * (1.0 + 2.0 * recency * (cosine / ALIKE).min(1.0))
}

/// The question with the words of its nearest, of which a whole text needs less than a headline.
fn wider(article: &Candidate, found: &[Ranked], candidates: &[Candidate]) -> Weighted {
    let nearest = &found[..found.len().min(NEIGHBOURS)];
    let all: f32 = nearest.iter().map(|ranked| ranked.score * ranked.score).sum();
    let terms = article.vector.0.len() as f32;
    let whole = ((terms - WHOLE.0) / (WHOLE.1 - WHOLE.0)).clamp(0.0, 1.0);
    let lent = 1.0 - 0.7 * whole;
    let mut words: HashMap<u32, f32> = HashMap::with_capacity(NEIGHBOURS * TERMS);
    words.extend(article.vector.0.iter().copied());
    for ranked in nearest {
        let weight = lent * ranked.score * ranked.score / all;
        for (hash, its) in &candidates[ranked.at].vector.0 {
            *words.entry(*hash).or_default() += weight * its;
        }
    }
    let mut words: Vec<(u32, f32)> = words.into_iter().collect();
    if words.len() > WIDER {
        let heavier = |one: &(u32, f32), next: &(u32, f32)| next.1.total_cmp(&one.1).then(one.0.cmp(&next.0));
        words.select_nth_unstable_by(WIDER, heavier);
        words.truncate(WIDER);
    }
    words.sort_unstable_by_key(|(hash, _)| *hash);
    Weighted::of_length_1(words)
}

/// What the company of each of `found` adds to it: the scores of its nearest among them, by how near those are. The one in
/// question is among them, too, and has no score of its own: who is near to nothing else gains nothing.
fn company(
    article: &Candidate,
    found: &[Ranked],
    candidates: &[Candidate],
    near: &impl Fn(&Candidate, &Candidate, f32) -> f32,
) -> Vec<f32> {
    let members: Vec<&Candidate> = found.iter().map(|ranked| &candidates[ranked.at]).chain([article]).collect();
    let cosines = cosines(&members);
    let count = members.len();
    let mut company = Vec::with_capacity(found.len());
    for at in 0..found.len() {
        let mut others: Vec<(f32, usize)> = (0..count)
            .filter(|&other| other != at && cosines[at * count + other] > 0.0)
            .map(|other| (near(members[at], members[other], cosines[at * count + other]), other))
            .collect();
        if others.len() > NEIGHBOURS {
            others.select_nth_unstable_by(NEIGHBOURS, |one, next| next.0.total_cmp(&one.0).then(one.1.cmp(&next.1)));
            others.truncate(NEIGHBOURS);
        }
        // In one order, so that sums are the same to the last bit.
        others.sort_unstable_by_key(|(_, other)| *other);
        let all: f32 = others.iter().map(|(near, _)| near * near).sum();
        let sum: f32 =
            others.iter().filter_map(|&(near, other)| found.get(other).map(|ranked| near * near * ranked.score)).sum();
        company.push(if all > 0.0 { sum / all } else { 0.0 });
    }
    company
}

/// The cosines of all pairs, row by row, by way of the terms that they share.
fn cosines(members: &[&Candidate]) -> Vec<f32> {
    let count = members.len();
    let terms = members.iter().enumerate();
    let mut terms: Vec<(u32, usize, f32)> =
        terms.flat_map(|(at, one)| one.vector.0.iter().map(move |&(hash, weight)| (hash, at, weight))).collect();
    terms.sort_unstable_by_key(|&(hash, at, _)| (hash, at));
    let mut cosines = vec![0.0; count * count];
    for same in terms.chunk_by(|one, next| one.0 == next.0) {
        for (before, &(_, one, weight)) in same.iter().enumerate() {
            for &(_, other, its) in &same[before + 1..] {
                cosines[one * count + other] += weight * its;
                cosines[other * count + one] += weight * its;
            }
        }
    }
    cosines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::prop;
    use proptest::{prop_assert, proptest};

    use super::*;

    fn vector(words: &str) -> Vector {
        Vector::new(&words.split_whitespace().map(|word| (word, 1.0)).collect::<Vec<_>>())
    }

    /// Articles of these words, a day apart, the first the one in question; and the numbers of the others, nearest first.
    fn ranked(texts: &[&str], days: &[Option<i64>]) -> Vec<i64> {
        let vectors: Vec<Vector> = texts.iter().map(|text| vector(text)).collect();
        let mut frequencies = Frequencies::default();
        for vector in &vectors {
            frequencies.add(vector);
        }
        frequencies.settle();
        let mut articles: Vec<Candidate> = vectors
            .iter()
            .zip(1..)
            .zip(days)
            .map(|((vector, number), days)| Candidate {
                number,
                vector: Weighted::new(vector, &frequencies),
                published: days.map(|days| days * 86_400),
            })
            .collect();
        let query = articles.remove(0);
        rank(&query, &articles).iter().map(|ranked| articles[ranked.at].number).collect()
    }

    #[test]
    fn what_shares_rare_words_comes_before_what_shares_common_ones_and_what_shares_none_does_not_come() {
        let texts =
            ["stoltenberg jenewa kata", "stoltenberg jenewa", "kata banjir", "kata gempa", "kata ferry", "panen"];
        assert_eq!(ranked(&texts, &[None; 6])[0], 2);
        assert!(!ranked(&texts, &[None; 6]).contains(&6));
    }

    #[test]
    fn of_two_that_are_as_much_alike_the_one_of_the_same_day_is_nearer() {
        let texts = ["nato rusia jenewa", "nato rusia paris", "nato rusia bonn", "panen padi", "gempa bumi"];
        let far = [Some(0), Some(30), Some(0), Some(0), Some(0)];
        assert_eq!(ranked(&texts, &far), [3, 2]);
        let undated = [Some(0), Some(300), None, Some(0), Some(0)];
        assert_eq!(ranked(&texts, &undated), [3, 2], "one of an unknown day stands between");
        assert_eq!(ranked(&texts, &[None; 5]), [3, 2], "the newer, where nothing else tells");
    }

    #[test]
    fn a_headline_is_near_to_what_its_nearest_speak_of() {
        // The third and the fourth share one word with the first; what else the third has is in the second.
        let texts = [
            "wolorata meletus",
            "wolorata meletus abu bandara",
            "abu bandara wolorata tutup",
            "wisata wolorata pantai hotel",
        ];
        let order = ranked(&texts, &[None; 4]);
        let place = |number| order.iter().position(|other| *other == number);
        assert!(place(3) < place(4) && order.len() == 3, "{order:?}");
    }

    #[test]
    fn nothing_is_near_to_an_article_without_words_or_alone() {
        assert_eq!(ranked(&["", "nato"], &[None; 2]), Vec::<i64>::new());
        assert_eq!(ranked(&["nato"], &[None]), Vec::<i64>::new());
        assert_eq!(ranked(&["nato", "nato"], &[Some(0), Some(0)]), [2]);
    }

    #[test]
    fn what_two_articles_share_is_named_by_what_it_tells() {
        let mut frequencies = Frequencies::default();
        for words in ["nato kata", "nato kata", "kata", "kata", "panen"] {
            frequencies.add(&vector(words));
        }
        let weighted = |words| Weighted::new(&vector(words), &frequencies);
        let hashes = |words: &str| words.split(' ').map(super::super::hash).collect::<Vec<_>>();
        let shared = weighted("nato kata rusia").shared(&weighted("kata nato cina"));
        assert_eq!(shared.iter().map(|(hash, _)| *hash).collect::<Vec<_>>(), hashes("nato kata"));
    }

    proptest! {
        #[test]
        fn an_order_is_one_whatever_order_the_candidates_have(
            texts in prop::collection::vec("[a-f]( [a-f]){0,6}", 2..120),
            seed in 0_usize..1000,
        ) {
            let mut frequencies = Frequencies::default();
            for text in &texts {
                frequencies.add(&vector(text));
            }
            let candidate = |(text, number): (&String, i64)| Candidate {
                number,
                vector: Weighted::new(&vector(text), &frequencies),
                published: (number % 3 > 0).then_some(number * 40_000),
            };
            let mut articles: Vec<Candidate> = texts.iter().zip(1..).map(candidate).collect();
            let query = articles.remove(0);
            let numbers = |articles: &[Candidate]| -> Vec<i64> {
                rank(&query, articles).iter().map(|ranked| articles[ranked.at].number).collect()
            };
            let one = numbers(&articles);
            let middle = seed % articles.len();
            articles.rotate_left(middle);
            prop_assert!(rank(&query, &articles).iter().all(|ranked| ranked.score.is_finite()));
            prop_assert!(one == numbers(&articles));
        }
    }
}
