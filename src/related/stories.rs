//! Stories: which articles are about one event. Pure; called by the store with a stretch of articles and with what it knows of
//! the stories that reach beyond it.
//!
//! Each article is by itself at first. The two that belong together most become one, then the next two, as long as the articles
//! of both belong together on average. That asks every article for its say, so that no chain of small steps leads from one event
//! to another.

use super::candidate::{Candidate, Nearness};
use super::table::Table;
use super::vector::Vector;
use super::weighted::{Pairs, Weighted, cosines};

/// Neighbours that lend their words to a headline.
const NEIGHBOURS: usize = 10;

/// What two articles must be worth to each other to belong together, of headlines alone, and how much less of whole texts.
const WORTH: (f32, f32) = (0.12, 0.03);

/// Puts articles together that are about the same event; gives the places of those that belong together, at least two, in their
/// order. Those that have the same mark in `together` stay together.
#[must_use]
pub fn stories(articles: &[Candidate], together: &[Option<i64>]) -> Vec<Vec<usize>> {
    let nearness = Nearness::of_events();
    let vectors = widened(articles, nearness);
    let mut clusters = Clusters::new(belonging(articles, &vectors, nearness), articles.len());
    drop(vectors);
    let mut marks: Vec<(i64, usize)> =
        together.iter().enumerate().filter_map(|(at, mark)| mark.map(|mark| (mark, at))).collect();
    marks.sort_unstable();
    for same in marks.chunk_by(|one, next| one.0 == next.0) {
        same[1..].iter().for_each(|&(_, at)| clusters.merge(same[0].1, at));
    }
    clusters.merge_all();
    let mut stories: Vec<Vec<usize>> = clusters.members.into_iter().filter(|members| members.len() > 1).collect();
    for members in &mut stories {
        members.sort_unstable();
    }
    stories.sort_unstable();
    stories
}

/// The place of the article that has most of what all have, the first of several; none where there are none.
#[must_use]
pub fn lead(articles: &[Vector]) -> Option<usize> {
    let vectors: Vec<Weighted> = articles.iter().map(Weighted::alone).collect();
    let all = Weighted::default().widened(vectors.iter().map(|vector| (1.0, vector)));
    let all = Table::new(all.terms());
    let shares = vectors.iter().map(|vector| all.product(vector.terms())).enumerate();
    shares.max_by(|one, next| one.1.total_cmp(&next.1).then(next.0.cmp(&one.0))).map(|(at, _)| at)
}

/// What the articles are about, those that are little more than a headline with the words of their nearest.
fn widened(articles: &[Candidate], nearness: Nearness) -> Vec<Weighted> {
    let count = articles.len();
    let cosines = cosines(articles.iter().map(|article| &article.vector));
    let widened = articles.iter().enumerate().map(|(at, article)| {
        let lent = 1.0 - article.vector.wholeness();
        if lent <= 0.0 {
            return article.vector.clone();
        }
        let mut nearest: Vec<(f32, usize)> = (0..count)
            .filter(|&other| other != at && cosines.of(at, other) > 0.0)
            .map(|other| (nearness.of(article, &articles[other], cosines.of(at, other)), other))
            .collect();
        let nearer = |one: &(f32, usize), next: &(f32, usize)| next.0.total_cmp(&one.0).then(one.1.cmp(&next.1));
        if nearest.len() > NEIGHBOURS {
            nearest.select_nth_unstable_by(NEIGHBOURS, nearer);
            nearest.truncate(NEIGHBOURS);
        }
        nearest.sort_unstable_by(nearer);
        let all: f32 = nearest.iter().map(|(near, _)| near * near).sum();
        article.vector.widened(nearest.iter().map(|&(near, other)| (lent * near * near / all, &articles[other].vector)))
    });
    widened.collect()
}

/// How much all pairs belong together: above 0 where they do.
fn belonging(articles: &[Candidate], vectors: &[Weighted], nearness: Nearness) -> Pairs {
    let worth: Vec<f32> = articles.iter().map(|article| WORTH.0 - WORTH.1 * article.vector.wholeness()).collect();
    let mut pairs = cosines(vectors.iter());
    for one in 0..articles.len() {
        for other in 0..one {
            let pair = pairs.of_mut(one, other);
            let near = if *pair > 0.0 { nearness.of(&articles[one], &articles[other], *pair) / 3.0 } else { 0.0 };
            *pair = near - f32::midpoint(worth[one], worth[other]);
        }
    }
    pairs
}

/// Groups of articles that grow. The pairs of two groups are known by the sum of what they are worth.
struct Clusters {
    count: usize,
    sums: Pairs,
    members: Vec<Vec<usize>>,
}

impl Clusters {
    fn new(pairs: Pairs, count: usize) -> Self {
        Self { count, sums: pairs, members: (0..count).map(|at| vec![at]).collect() }
    }

    /// What the pairs of two groups are worth on average.
    fn mean(&self, one: usize, other: usize) -> f32 {
        self.sums.of(one, other) / (self.members[one].len() * self.members[other].len()) as f32
    }

    /// Puts the second group into the first.
    fn merge(&mut self, one: usize, other: usize) {
        let moved = std::mem::take(&mut self.members[other]);
        self.members[one].extend(moved);
        for at in (0..self.count).filter(|at| *at != one && *at != other) {
            let moved = self.sums.of(other, at);
            *self.sums.of_mut(one, at) += moved;
        }
    }

    /// Merges the two groups that belong together most, and again, as long as two do.
    ///
    /// A chain leads from each group to the one that it belongs with most. Where it turns back, those two are merged: nothing
    /// that is merged elsewhere meanwhile makes another group better for them than it was.
    fn merge_all(&mut self) {
        let mut open: Vec<usize> = (0..self.count).filter(|&at| !self.members[at].is_empty()).collect();
        let mut chain: Vec<usize> = Vec::new();
        while let Some(&last) = chain.last().or(open.first()) {
            if chain.is_empty() {
                chain.push(last);
            }
            let before = chain.len().checked_sub(2).map(|at| chain[at]);
            let others = open.iter().filter(|other| **other != last).map(|&other| (self.mean(last, other), other));
            // Of those that are worth the same the one before, else the chain would go round.
            let better = |one: &(f32, usize), next: &(f32, usize)| {
                one.0.total_cmp(&next.0).then((Some(one.1) == before).cmp(&(Some(next.1) == before)))
            };
            let best = others.max_by(|one, next| better(one, next).then(next.1.cmp(&one.1)));
            match best.filter(|(mean, _)| *mean >= 0.0) {
                None => {
                    // It belongs with nothing, and will not.
                    open.retain(|other| *other != last);
                    chain.pop();
                }
                Some((_, best)) if Some(best) == before => {
                    let (one, other) = (last.min(best), last.max(best));
                    self.merge(one, other);
                    open.retain(|at| *at != other);
                    chain.truncate(chain.len() - 2);
                }
                Some((_, best)) => chain.push(best),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::prop;
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;
    use crate::related::Frequencies;

    fn candidates(texts: &[&str]) -> Vec<Candidate> {
        let vectors: Vec<Vector> = texts
            .iter()
            .map(|text| Vector::new(&text.split_whitespace().map(|word| (word, 1.0)).collect::<Vec<_>>()))
            .collect();
        let mut frequencies = Frequencies::default();
        for vector in &vectors {
            frequencies.add(vector);
        }
        frequencies.settle();
        let candidate = |(vector, number): (&Vector, i64)| Candidate {
            number,
            vector: Weighted::new(vector, &frequencies),
            published: Some(number * 3600),
        };
        vectors.iter().zip(1..).map(candidate).collect()
    }

    fn found(texts: &[&str], together: &[Option<i64>]) -> Vec<Vec<usize>> {
        stories(&candidates(texts), together)
    }

    const TEXTS: [&str; 6] = [
        "gunung wolorata meletus abu bandara ditutup",
        "pasar saham jatuh bank sentral bunga",
        "abu wolorata meletus bandara penerbangan gunung",
        "bank sentral menahan bunga saham",
        "wolorata meletus warga mengungsi gunung abu",
        "panen padi raya di lembah",
    ];

    #[test]
    fn articles_about_one_event_are_a_story_and_what_stands_alone_is_none() {
        assert_eq!(found(&TEXTS, &[None; 6]), [vec![0, 2, 4], vec![1, 3]]);
        assert_eq!(found(&[], &[]), Vec::<Vec<usize>>::new());
        assert_eq!(found(&["", "", "a"], &[None; 3]), Vec::<Vec<usize>>::new());
        assert_eq!(found(&["a b c", "a b c"], &[None; 2]), [vec![0, 1]]);
    }

    #[test]
    fn what_is_marked_stays_together() {
        assert_eq!(found(&TEXTS, &[Some(7), None, None, None, None, Some(7)])[0], [0, 2, 4, 5]);
        assert_eq!(found(&TEXTS, &[Some(7), Some(8), None, Some(8), None, Some(7)]).len(), 2);
    }

    #[test]
    fn the_lead_has_most_of_what_all_have() {
        let vector = |text: &str| Vector::new(&text.split(' ').map(|word| (word, 1.0)).collect::<Vec<_>>());
        let texts = ["abu gunung", "abu gunung wolorata bandara", "wolorata bandara"];
        assert_eq!(lead(&texts.map(vector)), Some(1));
        assert_eq!(lead(&["a b", "a b"].map(vector)), Some(0));
        assert_eq!((lead(&[Vector::default()]), lead(&[])), (Some(0), None));
    }

    proptest! {
        #[test]
        fn every_article_is_in_one_story_at_the_most_whatever_their_order(
            texts in prop::collection::vec("[a-h]( [a-h]){0,6}", 0..60),
            turn in 0_usize..1000,
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let mut articles = candidates(&texts);
            let numbers = |articles: &[Candidate]| {
                let of = |story: &Vec<usize>| {
                    let mut numbers: Vec<i64> = story.iter().map(|&at| articles[at].number).collect();
                    numbers.sort_unstable();
                    numbers
                };
                stories(articles, &vec![None; articles.len()]).iter().map(of).collect::<Vec<_>>()
            };
            let all = numbers(&articles);
            let mut each: Vec<i64> = all.iter().flatten().copied().collect();
            let count = each.len();
            each.sort_unstable();
            each.dedup();
            prop_assert_eq!(count, each.len());
            prop_assert!(all.iter().all(|story| story.len() > 1));
            if !articles.is_empty() {
                let middle = turn % articles.len();
                articles.rotate_left(middle);
                // Ties may fall otherwise: as many articles are in stories all the same.
                prop_assert!(numbers(&articles).iter().all(|story| story.len() > 1));
            }
        }
    }
}
