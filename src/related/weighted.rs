//! Vectors as they are compared: by how rare their terms are among all, and of length 1. Pure.

use super::frequencies::Frequencies;
use super::vector::Vector;

/// Terms of a vector that has been widened.
const WIDER: usize = 128;

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

    /// The vector of an article that is compared with nothing but its like: all terms are as rare.
    #[must_use]
    pub(super) fn alone(vector: &Vector) -> Self {
        Self::of_length_1(vector.terms().collect())
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

    /// How much of a text it is made of: 0 for a headline alone, 1 for a whole text.
    #[must_use]
    pub fn wholeness(&self) -> f32 {
        ((self.0.len() as f32 - WHOLE.0) / (WHOLE.1 - WHOLE.0)).clamp(0.0, 1.0)
    }

    /// This with the words of others, each by the weight with which it lends them; the `WIDER` weightiest of all.
    #[must_use]
    pub fn widened<'v>(&self, others: impl IntoIterator<Item = (f32, &'v Self)>) -> Self {
        let mut all = self.0.clone();
        for (lent, other) in others {
            all.extend(other.0.iter().map(|&(hash, weight)| (hash, lent * weight)));
        }
        // Stable: what is added up is added in one order.
        all.sort_by_key(|(hash, _)| *hash);
        let sum = |same: &[(u32, f32)]| (same[0].0, same.iter().map(|(_, weight)| weight).sum());
        let mut words: Vec<(u32, f32)> = all.chunk_by(|one, next| one.0 == next.0).map(sum).collect();
        if words.len() > WIDER {
            let heavier = |one: &(u32, f32), next: &(u32, f32)| next.1.total_cmp(&one.1).then(one.0.cmp(&next.0));
            words.select_nth_unstable_by(WIDER, heavier);
            words.truncate(WIDER);
            words.sort_unstable_by_key(|(hash, _)| *hash);
        }
        Self::of_length_1(words)
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

/// A number for each pair of some things, by their places.
#[derive(Debug)]
pub(super) struct Pairs(Vec<f32>);

impl Pairs {
    /// The pair of two that are not the same.
    pub(super) fn of(&self, one: usize, other: usize) -> f32 {
        self.0[Self::place(one, other)]
    }

    /// The same, to be changed.
    pub(super) fn of_mut(&mut self, one: usize, other: usize) -> &mut f32 {
        &mut self.0[Self::place(one, other)]
    }

    /// Each pair stands once, in the row of the higher one.
    fn place(one: usize, other: usize) -> usize {
        let (low, high) = (one.min(other), one.max(other));
        high * (high - 1) / 2 + low
    }
}

/// The cosines of all pairs, by way of the terms that they share.
pub(super) fn cosines<'v>(vectors: impl ExactSizeIterator<Item = &'v Weighted> + Clone) -> Pairs {
    let count = vectors.len();
    // Made as large as it gets at once: what grows is copied, and for a moment there twice.
    let mut terms: Vec<(u32, u32, f32)> = Vec::with_capacity(vectors.clone().map(|one| one.0.len()).sum());
    for (one, at) in vectors.zip(0_u32..) {
        terms.extend(one.0.iter().map(|&(hash, weight)| (hash, at, weight)));
    }
    terms.sort_unstable_by_key(|&(hash, at, _)| (hash, at));
    let mut cosines = vec![0.0; count * count.saturating_sub(1) / 2];
    for same in terms.chunk_by(|one, next| one.0 == next.0) {
        for (before, &(_, high, weight)) in same.iter().enumerate().skip(1) {
            let row = Pairs::place(high as usize, 0);
            for &(_, low, its) in &same[..before] {
                cosines[row + low as usize] += weight * its;
            }
        }
    }
    Pairs(cosines)
}
