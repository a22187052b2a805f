//! The order of articles that may belong with one. Pure; called by the store with what it found.
//!
//! An article is weighed three times. By its own words, against those of the one in question: a cosine, more where both came
//! within days. Then against a wider question, to which the nearest have given their words: a headline alone has few of its own.
//! At last by its company: what stands among the nearest of those that are near is nearer than what stands alone.

use super::candidate::{Candidate, Nearness};
use super::table::Table;
use super::weighted::{Weighted, cosines};

/// Neighbours that lend their words and their company.
const NEIGHBOURS: usize = 20;

/// Articles that are weighed by their company.
const COMPANY: usize = 64;

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
    let nearness = Nearness::among(candidates.iter().chain([article]));
    let mut found: Vec<Ranked> = Vec::with_capacity(candidates.len());
    let table = Table::new(article.vector.terms());
    for (at, candidate) in candidates.iter().enumerate() {
        let cosine = table.product(candidate.vector.terms());
        if cosine > 0.0 {
            found.push(Ranked { at, cosine, score: nearness.of(article, candidate, cosine) });
        }
    }
    order(&mut found, candidates);
    let wider = Table::new(wider(article, &found, candidates).terms());
    for ranked in &mut found {
        let candidate = &candidates[ranked.at];
        ranked.score = nearness.of(article, candidate, wider.product(candidate.vector.terms()));
    }
    order(&mut found, candidates);
    let company = company(article, &found[..found.len().min(COMPANY)], candidates, nearness);
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

/// The question with the words of its nearest, of which a whole text needs less than a headline.
fn wider(article: &Candidate, found: &[Ranked], candidates: &[Candidate]) -> Weighted {
    let nearest = &found[..found.len().min(NEIGHBOURS)];
    let all: f32 = nearest.iter().map(|ranked| ranked.score * ranked.score).sum();
    let lent = 1.0 - 0.7 * article.vector.wholeness();
    let words_of = |ranked: &Ranked| (lent * ranked.score * ranked.score / all, &candidates[ranked.at].vector);
    article.vector.widened(nearest.iter().map(words_of))
}

/// What the company of each of `found` adds to it: the scores of its nearest among them, by how near those are. The one in
/// question is among them, too, and has no score of its own: who is near to nothing else gains nothing.
fn company(article: &Candidate, found: &[Ranked], candidates: &[Candidate], nearness: Nearness) -> Vec<f32> {
    let members: Vec<&Candidate> = found.iter().map(|ranked| &candidates[ranked.at]).chain([article]).collect();
    let cosines = cosines(members.iter().map(|one| &one.vector));
    let count = members.len();
    let mut company = Vec::with_capacity(found.len());
    for at in 0..found.len() {
        let mut others: Vec<(f32, usize)> = (0..count)
            .filter(|&other| other != at && cosines.of(at, other) > 0.0)
            .map(|other| (nearness.of(members[at], members[other], cosines.of(at, other)), other))
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

#[cfg(test)]
mod tests {
    use proptest::prelude::prop;
    use proptest::{prop_assert, proptest};

    use super::*;
    use crate::related::{Frequencies, Vector};

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
