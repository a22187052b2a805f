//! What a reader may like, by what they did with other articles. Pure; the store hands in what it knows of both.
//!
//! An article is weighed by single articles, not by a mean of all of them: it counts how near it is to the nearest few that were
//! liked, less how near it is to the nearest few that were not. So a reader of two things is offered both, and each offer can name
//! the article that it is like. What is followed adds to that, and stands below it where nothing else speaks for it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::weighted::Weighted;

/// Articles of each sort that an offer is weighed by: the nearest.
const NEAREST: usize = 3;

/// The least that the nearest article that was liked has to tell: its cosine by its weight.
const LIKE: f32 = 0.07;

/// What an offer comes to at the least.
const LEAST: f32 = 0.05;

/// A cosine from which on two texts are nearly the same.
const REPRINT: f32 = 0.85;

/// What it adds to belong to something that is followed, however much of that there is.
const FOLLOWED: f32 = 0.1;

/// What a source adds of which everything was liked, and takes away of which nothing was.
const SOURCE: f32 = 0.05;

/// Signals of no source that a source's own are weighed against: one alone tells little.
const DOUBT: f32 = 3.0;

/// The share of a source's signals from which on it is a reason.
const LIKED_SOURCE: f32 = 0.4;

/// Seconds after which the part of a score that goes with time is half of what it was: three days.
const HALF: f32 = 3.0 * 86_400.0;

/// The part of a score that stays whatever the age.
const AGELESS: f32 = 0.4;

/// Offers at the most for which nothing speaks but that they are followed: those have a section of their own.
const ONLY_FOLLOWED: usize = 40;

/// Steps of a rank to a score of 1.
const STEPS: f32 = 1e6;

/// What a reader did with an article, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Taste {
    /// Said that there is to be less of this.
    Less,
    /// Saved it.
    Saved,
    /// Read it to the end.
    Finished,
    /// Opened it and left it near its beginning.
    Left,
    /// Marked it read without opening it.
    Passed,
}

impl Taste {
    /// How much it tells: above 0 that more like this is wanted, below that less is.
    #[must_use]
    pub fn weight(self) -> f32 {
        match self {
            Self::Less => -1.5,
            Self::Saved => 1.0,
            Self::Finished => 0.7,
            Self::Left => -0.3,
            Self::Passed => -0.15,
        }
    }

    /// Whether it tells that the article was liked.
    #[must_use]
    pub fn is_liked(self) -> bool {
        self.weight() > 0.0
    }
}

/// An article that the reader did something with.
#[derive(Debug, Clone)]
pub struct Signal {
    /// What it is about.
    pub vector: Weighted,
    /// Its source.
    pub source: i64,
    /// What the reader did.
    pub taste: Taste,
}

/// An article that may be recommended.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Its number.
    pub number: i64,
    /// What it is about.
    pub vector: Weighted,
    /// Its source.
    pub source: i64,
    /// Its story, where it is part of one.
    pub story: Option<i64>,
    /// Its age in seconds.
    pub age: i64,
    /// Something that is followed and that it belongs to, by its place among all that is followed: the most telling.
    pub followed: Option<usize>,
}

/// What speaks for an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It belongs to something that is followed, by its place there.
    Followed(usize),
    /// It is like an article that was liked, by its place among the signals.
    Like(usize),
    /// Others of its source were liked.
    Source,
}

/// An article that is recommended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommended {
    /// Its place among the offers.
    pub at: usize,
    /// What its place is by, larger is better: a score, or for what is only followed its age below 0.
    pub rank: i64,
    /// What speaks for it, the strongest first; at least one.
    pub causes: Vec<Cause>,
}

/// The offers that the reader may like, best first, at most `most`: of each story one, and none that nearly is one of the signals
/// or a better offer.
#[must_use]
pub fn recommend(signals: &[Signal], offers: &[Offer], most: usize) -> Vec<Recommended> {
    let known = Signals::new(signals);
    let mut found: Vec<Recommended> =
        offers.iter().enumerate().filter_map(|(at, offer)| known.weigh(at, offer)).collect();
    found.sort_unstable_by_key(|one| std::cmp::Reverse((one.rank, offers[one.at].number)));
    let (mut kept, mut stories, mut only_followed) = (Vec::<Recommended>::new(), HashSet::new(), 0);
    for one in found {
        let offer = &offers[one.at];
        if kept.len() == most || only_followed == ONLY_FOLLOWED {
            break;
        }
        let is_told = offer.story.is_some_and(|story| !stories.insert(story));
        let is_like = |other: &Recommended| offers[other.at].vector.cosine(&offer.vector) >= REPRINT;
        if is_told || kept.iter().any(is_like) {
            continue;
        }
        only_followed += usize::from(one.rank < 0);
        kept.push(one);
    }
    kept
}

/// The signals, to be asked for the cosines of all of them with an offer at once.
struct Signals<'s> {
    signals: &'s [Signal],
    /// By hash: the signals that have the term, each with its weight there.
    terms: HashMap<u32, Vec<(u32, f32)>>,
    /// By source: how much it is liked, from -1 to 1.
    sources: BTreeMap<i64, f32>,
}

impl<'s> Signals<'s> {
    fn new(signals: &'s [Signal]) -> Self {
        let mut terms: HashMap<u32, Vec<(u32, f32)>> = HashMap::new();
        let mut sources: BTreeMap<i64, (f32, f32)> = BTreeMap::new();
        for (signal, at) in signals.iter().zip(0_u32..) {
            for &(hash, weight) in signal.vector.terms() {
                terms.entry(hash).or_default().push((at, weight));
            }
            let (sum, all) = sources.entry(signal.source).or_insert((0.0, DOUBT));
            *sum += signal.taste.weight();
            *all += signal.taste.weight().abs();
        }
        let sources = sources.into_iter().map(|(source, (sum, all))| (source, sum / all)).collect();
        Self { signals, terms, sources }
    }

    fn cosines(&self, vector: &Weighted) -> Vec<f32> {
        let mut cosines = vec![0.0; self.signals.len()];
        for (hash, weight) in vector.terms() {
            for &(signal, its) in self.terms.get(hash).into_iter().flatten() {
                cosines[signal as usize] += weight * its;
            }
        }
        cosines
    }

    /// What speaks for an offer; nothing where that is too little.
    fn weigh(&self, at: usize, offer: &Offer) -> Option<Recommended> {
        let (mut liked, mut disliked): (Nearest, Nearest) = Default::default();
        for (signal, cosine) in self.cosines(&offer.vector).into_iter().enumerate() {
            if cosine >= REPRINT {
                return None;
            }
            let told = cosine * self.signals[signal].taste.weight();
            if told > 0.0 { liked.put(told, signal) } else { disliked.put(-told, signal) }
        }
        let source = self.sources.get(&offer.source).copied().unwrap_or_default();
        let followed = if offer.followed.is_some() { FOLLOWED } else { 0.0 };
        let score = liked.sum() - disliked.sum() + followed + SOURCE * source;
        let like = liked.0[0].filter(|(told, _)| *told >= LIKE);
        if score < LEAST || (like.is_none() && offer.followed.is_none()) {
            return None;
        }
        let mut causes: Vec<(f32, Cause)> = Vec::new();
        causes.extend(like.map(|(_, signal)| (liked.sum(), Cause::Like(signal))));
        causes.extend(offer.followed.map(|follow| (FOLLOWED, Cause::Followed(follow))));
        causes.extend((source >= LIKED_SOURCE).then_some((SOURCE, Cause::Source)));
        causes.sort_by(|(one, _), (next, _)| next.total_cmp(one));
        let age = offer.age.max(0);
        let rank = match like {
            Some(_) => {
                let lasting = AGELESS + (1.0 - AGELESS) * (-(age as f32) / HALF).exp2();
                (score * lasting * STEPS) as i64
            }
            None => -1 - age,
        };
        Some(Recommended { at, rank, causes: causes.into_iter().map(|(_, cause)| cause).collect() })
    }
}

/// The nearest few signals, each with what it tells, the most first.
#[derive(Default)]
struct Nearest([Option<(f32, usize)>; NEAREST]);

impl Nearest {
    fn put(&mut self, told: f32, signal: usize) {
        let mut put = Some((told, signal)).filter(|_| told > 0.0);
        for held in &mut self.0 {
            if put.map_or(0.0, |(told, _)| told) > held.map_or(0.0, |(told, _)| told) {
                std::mem::swap(held, &mut put);
            }
        }
    }

    fn sum(&self) -> f32 {
        self.0.iter().flatten().map(|(told, _)| told).sum()
    }
}
