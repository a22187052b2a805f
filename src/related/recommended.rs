//! What a reader may like, by what they did with other articles. Pure; the store hands in what it knows of both.
//!
//! An article is weighed by single articles, not by a mean of all of them: it counts how near it is to the nearest few that were
//! liked, less how near it is to the nearest few that were not. So a reader of two things is offered both, and each offer can name
//! the article that it is like. What is followed adds to that, and stands below it where nothing else speaks for it.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::REPRINT;
use super::table::Table;
use super::weighted::Weighted;

/// Articles of each sort that an offer is weighed by: the nearest.
const NEAREST: usize = 3;

/// The least that the nearest article that was liked has to tell: its cosine by its weight.
const LIKE: f32 = 0.1;

/// What an offer comes to at the least that is like what was liked. Below, most offers are chance (docs/design.md).
const LEAST: f32 = 0.2;

/// The same of one that is followed and no more: nothing may speak against it.
const LEAST_FOLLOWED: f32 = 0.05;

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
    let (mut kept, mut texts, mut stories, mut only_followed) = (Vec::new(), Vec::<Table>::new(), HashSet::new(), 0);
    for one in found {
        let offer = &offers[one.at];
        if kept.len() == most || only_followed == ONLY_FOLLOWED {
            break;
        }
        let is_told = offer.story.is_some_and(|story| !stories.insert(story));
        let terms = offer.vector.terms();
        if is_told || texts.iter().any(|text| text.product(terms) >= REPRINT) {
            continue;
        }
        texts.push(Table::new(terms));
        only_followed += usize::from(one.rank < 0);
        kept.push(one);
    }
    kept
}

/// The signals, to be asked for the cosines of all of them with an offer at once.
struct Signals<'s> {
    all: &'s [Signal],
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
        Self { all: signals, terms, sources }
    }

    fn cosines(&self, vector: &Weighted) -> Vec<f32> {
        let mut cosines = vec![0.0; self.all.len()];
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
            let told = cosine * self.all[signal].taste.weight();
            if told > 0.0 { liked.put(told, signal) } else { disliked.put(-told, signal) }
        }
        let source = self.sources.get(&offer.source).copied().unwrap_or_default();
        let followed = if offer.followed.is_some() { FOLLOWED } else { 0.0 };
        let score = liked.sum() - disliked.sum() + followed + SOURCE * source;
        let like = liked.0[0].filter(|(told, _)| *told >= LIKE && score >= LEAST);
        if like.is_none() && (offer.followed.is_none() || score < LEAST_FOLLOWED) {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::prop;
    use proptest::{prop_assert, proptest};

    use super::*;
    use crate::related::{Frequencies, Vector};

    fn weighted(words: &str) -> Weighted {
        let vector = Vector::new(&words.split_whitespace().map(|word| (word, 1.0)).collect::<Vec<_>>());
        Weighted::new(&vector, &Frequencies::default())
    }

    fn signal(words: &str, taste: Taste) -> Signal {
        Signal { vector: weighted(words), source: 1, taste }
    }

    fn offer(number: i64, words: &str) -> Offer {
        Offer { number, vector: weighted(words), source: 9, story: None, age: 0, followed: None }
    }

    fn numbers(signals: &[Signal], offers: &[Offer]) -> Vec<i64> {
        recommend(signals, offers, 200).iter().map(|one| offers[one.at].number).collect()
    }

    #[test]
    fn what_is_like_something_liked_is_offered_and_names_it() {
        let signals = [signal("ferry harbour storm", Taste::Saved), signal("comet orbit dust", Taste::Finished)];
        let offers = [offer(1, "ferry harbour crew"), offer(2, "comet orbit probe"), offer(3, "rice harvest rain")];
        let found = recommend(&signals, &offers, 200);
        assert_eq!(
            found.iter().map(|one| (one.at, one.causes[0])).collect::<Vec<_>>(),
            [(0, Cause::Like(0)), (1, Cause::Like(1))]
        );
        assert_eq!(numbers(&[], &offers), Vec::<i64>::new(), "nothing is offered where nothing is known");
        assert_eq!(numbers(&signals, &[offer(4, "")]), Vec::<i64>::new());
    }

    #[test]
    fn what_is_like_something_less_wanted_is_not_offered() {
        let mut signals = vec![signal("ferry harbour storm", Taste::Saved)];
        let offers = [offer(1, "ferry harbour crew strike"), offer(2, "ferry storm island relief")];
        assert_eq!(numbers(&signals, &offers).len(), 2);
        signals.push(signal("crew strike wages", Taste::Less));
        assert_eq!(numbers(&signals, &offers), [2]);
        let passed = [signal("ferry harbour storm", Taste::Saved), signal("crew strike wages", Taste::Passed)];
        assert_eq!(numbers(&passed, &offers), [2, 1], "what was passed over only moves others down");
    }

    #[test]
    fn what_is_only_followed_stands_below_newest_first_and_is_not_all_there_is() {
        let signals = [signal("ferry harbour storm", Taste::Saved)];
        let mut offers: Vec<Offer> = (0..60)
            .map(|number| Offer { followed: Some(7), age: number * 60, ..offer(number, &format!("panen{number}")) })
            .collect();
        offers.push(Offer { age: 90 * 86_400, ..offer(99, "ferry harbour crew") });
        offers.push(Offer { age: 90 * 86_400, followed: Some(3), ..offer(98, "ferry harbour island") });
        let expected: Vec<i64> = [98, 99].into_iter().chain(0..ONLY_FOLLOWED as i64).collect();
        assert_eq!(numbers(&signals, &offers), expected);
        let found = recommend(&signals, &offers, 200);
        assert_eq!(found[0].causes, [Cause::Like(0), Cause::Followed(3)]);
        assert_eq!(found[2].causes, [Cause::Followed(7)]);
        let against = [signal("panen0 panen1 panen2", Taste::Less)];
        assert_eq!(numbers(&against, &offers)[..2], [3, 4], "nothing may speak against it");
    }

    #[test]
    fn of_a_story_and_of_a_text_the_best_is_offered() {
        let signals = [signal("ferry harbour storm island", Taste::Saved)];
        let story = |offer: Offer| Offer { story: Some(5), ..offer };
        let offers = [
            story(offer(1, "ferry harbour crew strike wages")),
            story(offer(2, "ferry harbour storm crew")),
            offer(3, "ferry island relief flood"),
            Offer { age: 60, ..offer(4, "ferry island relief flood") },
            offer(5, "ferry harbour storm island"),
        ];
        assert_eq!(numbers(&signals, &offers), [2, 3], "and nothing that was read under another number");
    }

    #[test]
    fn of_two_that_are_as_much_alike_the_newer_comes_first_and_an_old_one_still_comes() {
        let signals = [signal("ferry harbour storm", Taste::Saved)];
        let aged = |number, age, words| Offer { age, ..offer(number, words) };
        let offers = [
            aged(1, 400 * 86_400, "ferry harbour crew"),
            aged(2, 86_400, "ferry harbour strike"),
            aged(3, -60, "ferry harbour wages"),
        ];
        assert_eq!(numbers(&signals, &offers), [3, 2, 1]);
    }

    #[test]
    fn a_source_of_which_much_is_liked_counts_a_little() {
        let mut signals: Vec<Signal> = (0..3).map(|n| signal(&format!("kata{n}"), Taste::Saved)).collect();
        signals.push(signal("ferry harbour storm", Taste::Saved));
        let offers = [offer(1, "ferry harbour crew"), Offer { source: 1, ..offer(2, "ferry harbour strike") }];
        let found = recommend(&signals, &offers, 200);
        assert_eq!((found[0].at, &*found[0].causes), (1, &[Cause::Like(3), Cause::Source][..]));
        assert_eq!(
            numbers(&signals, &[Offer { source: 1, ..offer(3, "panen") }]),
            Vec::<i64>::new(),
            "and by itself nothing"
        );
    }

    #[test]
    fn the_nearest_few_count_and_no_more() {
        let mut nearest = Nearest::default();
        for (told, signal) in [(0.1, 0), (0.4, 1), (0.0, 2), (0.2, 3), (0.3, 4), (0.2, 5)] {
            nearest.put(told, signal);
        }
        assert_eq!(nearest.0, [Some((0.4, 1)), Some((0.3, 4)), Some((0.2, 3))]);
    }

    proptest! {
        #[test]
        fn whatever_is_known_the_order_is_one_and_every_offer_has_a_cause(
            words in prop::collection::vec(("[a-f]( [a-f]){0,5}", 0_usize..5, 0_usize..4), 0..30),
            offered in prop::collection::vec(("[a-h]( [a-h]){0,5}", 0_i64..5, 0_i64..400_000), 0..60),
            turn in 0_usize..60,
        ) {
            let tastes = [Taste::Less, Taste::Saved, Taste::Finished, Taste::Left, Taste::Passed];
            let signals: Vec<Signal> = words
                .iter()
                .map(|(words, taste, source)| Signal { source: *source as i64, ..signal(words, tastes[*taste]) })
                .collect();
            let mut offers: Vec<Offer> = offered
                .iter()
                .zip(1..)
                .map(|((words, kind, age), number)| Offer {
                    source: kind % 3,
                    story: (*kind == 4).then_some(1),
                    age: *age,
                    followed: (*kind == 3).then_some(0),
                    ..offer(number, words)
                })
                .collect();
            let one = numbers(&signals, &offers);
            let found = recommend(&signals, &offers, 200);
            prop_assert!(found.iter().all(|one| !one.causes.is_empty() && one.causes.len() <= 3));
            prop_assert!(found.windows(2).all(|pair| pair[0].rank >= pair[1].rank));
            let middle = turn % offers.len().max(1);
            offers.rotate_left(middle);
            prop_assert!(one == numbers(&signals, &offers));
            prop_assert!(recommend(&signals, &offers, 3).len() <= 3);
        }
    }
}
