//! How many articles have a term: what makes it rare, and its meeting in two articles telling. Pure.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::postings::{put, take};
use super::vector::{BITS, Vector};

/// Frequencies of which the weight is looked up; a more frequent term's is computed.
const LOOKED_UP: usize = 16_384;

/// How much rarity tells, as a power: with all of its weight one rare word would outweigh everything else.
const POWER: f32 = 0.6;

/// How many articles of a store have a term, by its hash.
#[derive(Debug, Clone)]
pub struct Frequencies {
    /// By hash. What is [`u8::MAX`] or more stands in `large`.
    counts: Vec<u8>,
    large: HashMap<u32, u32, BuildHasherDefault<Scattered>>,
    articles: u32,
    /// The weight of a term by its frequency, for the present number of articles.
    weights: Vec<f32>,
}

/// What is a hash already is only scattered: these are looked up by the thousand.
#[derive(Debug, Clone, Default)]
struct Scattered(u64);

impl Hasher for Scattered {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u32(u32::from(byte));
        }
    }

    fn write_u32(&mut self, hash: u32) {
        self.0 = (self.0 ^ u64::from(hash)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Default for Frequencies {
    fn default() -> Self {
        Self { counts: vec![0; 1 << BITS], large: HashMap::default(), articles: 0, weights: Vec::new() }
    }
}

impl Frequencies {
    /// Counts one more article.
    pub fn add(&mut self, vector: &Vector) {
        self.articles = self.articles.saturating_add(1);
        self.weights.clear();
        for (hash, _) in vector.terms() {
            self.put(hash, self.of(hash).saturating_add(1));
        }
    }

    /// Counts articles whose frequencies were written by [`Frequencies::encode`]. What is something else counts as far as it can
    /// be read.
    pub fn add_all(&mut self, mut bytes: &[u8]) {
        let Some(articles) = take(&mut bytes) else { return };
        self.articles = self.articles.saturating_add(articles);
        self.weights.clear();
        let mut hash = 0_u32;
        while let (Some(step), Some(count)) = (take(&mut bytes), take(&mut bytes)) {
            hash = hash.saturating_add(step);
            if hash >> BITS > 0 {
                return;
            }
            self.put(hash, self.of(hash).saturating_add(count));
        }
    }

    /// The frequencies of so many articles as bytes, by the hashes of their terms with the frequency of each, in their order: how
    /// many articles, then for each term the step from the hash before and its frequency, as varints.
    #[must_use]
    pub fn encode(articles: u32, counts: &[(u32, u32)]) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, articles);
        let mut last = 0;
        for &(hash, count) in counts {
            put(&mut bytes, hash - last);
            put(&mut bytes, count);
            last = hash;
        }
        bytes
    }

    /// Articles that were counted.
    #[must_use]
    pub fn articles(&self) -> u32 {
        self.articles
    }

    /// How many of them have the term of a hash.
    #[must_use]
    pub fn of(&self, hash: u32) -> u32 {
        match self.counts.get(hash as usize).copied() {
            Some(u8::MAX) => self.large.get(&hash).copied().unwrap_or_default(),
            counted => counted.unwrap_or_default().into(),
        }
    }

    fn put(&mut self, hash: u32, frequency: u32) {
        let counted = u8::try_from(frequency).unwrap_or(u8::MAX);
        self.counts[hash as usize] = counted;
        if counted == u8::MAX {
            self.large.insert(hash, frequency);
        }
    }

    /// Makes ready for [`Frequencies::rarity`], once all are counted.
    pub fn settle(&mut self) {
        if self.weights.is_empty() {
            self.weights = (0..LOOKED_UP as u32).map(|frequency| rarity(frequency, self.articles)).collect();
        }
    }

    /// How much it tells to have the term of a hash, from a little over 0 for what all have.
    #[must_use]
    pub fn rarity(&self, hash: u32) -> f32 {
        let frequency = self.of(hash);
        self.weights.get(frequency as usize).copied().unwrap_or_else(|| rarity(frequency, self.articles))
    }
}

/// The inverse document frequency, to a power.
fn rarity(frequency: u32, articles: u32) -> f32 {
    // A hash can be counted more often than there are articles where some went.
    let share = (articles as f32 + 1.0) / (frequency as f32 + 1.0);
    (share.ln() + 1.0).max(0.1).powf(POWER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(stems: &[&str]) -> Vector {
        Vector::new(&stems.iter().map(|stem| (*stem, 1.0)).collect::<Vec<_>>())
    }

    #[test]
    fn a_frequency_has_no_limit_but_that_of_its_number() {
        let (mut all, hash) = (Frequencies::default(), super::super::hash("nato"));
        for count in [254, 1, 1, 70_000, u32::MAX] {
            let before = all.of(hash);
            let mut bytes = Vec::new();
            for number in [count, hash, count] {
                put(&mut bytes, number);
            }
            all.add_all(&bytes);
            assert_eq!(all.of(hash), before.saturating_add(count));
        }
        all.add(&vector(&["other"]));
        assert_eq!(all.of(super::super::hash("other")), 1);
    }

    #[test]
    fn what_is_written_counts_as_what_it_was_written_of() {
        let vectors = [vector(&["nato", "rusia"]), vector(&["nato"]), vector(&[])];
        let (mut one, mut other) = (Frequencies::default(), Frequencies::default());
        for vector in &vectors {
            one.add(vector);
        }
        let mut counts: Vec<(u32, u32)> =
            [("nato", 2), ("rusia", 1)].map(|(stem, count)| (super::super::hash(stem), count)).into();
        counts.sort_unstable();
        other.add_all(&Frequencies::encode(3, &counts));
        let hash = super::super::vector::hash;
        for counted in [&one, &other] {
            assert_eq!((counted.articles(), counted.of(hash("nato")), counted.of(hash("rusia"))), (3, 2, 1));
        }
        other.add_all(&[1, 0xff]);
        other.add_all(&[]);
        other.add_all(&[0xff; 20]);
        assert_eq!(other.of(hash("nato")), 2);
    }

    #[test]
    fn a_rare_term_tells_more_and_a_common_one_something() {
        let mut frequencies = Frequencies::default();
        for _ in 0..5000 {
            frequencies.add(&vector(&["berita"]));
        }
        frequencies.add(&vector(&["wolorata"]));
        let hash = super::super::vector::hash;
        let before = frequencies.rarity(hash("wolorata"));
        frequencies.settle();
        assert_eq!(frequencies.rarity(hash("wolorata")).to_bits(), before.to_bits());
        let [rare, common, unknown] = ["wolorata", "berita", "nirmala"].map(|stem| frequencies.rarity(hash(stem)));
        assert!(unknown > rare && rare > 3.0 * common && common > 0.9, "{unknown} {rare} {common}");
    }
}
