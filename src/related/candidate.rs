//! Articles that may belong together, and how near two of them are by what they are about and when they came. Pure.

use super::weighted::Weighted;

/// A cosine from which on a day in common counts in full: by itself it means nothing.
const ALIKE: f32 = 0.3;

/// Seconds of a day.
const DAY: f32 = 86_400.0;

/// An article that may belong with others.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its number.
    pub number: i64,
    /// What it is about.
    pub vector: Weighted,
    /// When it was published, seconds since 1970; none where that is not known.
    pub published: Option<i64>,
}

/// How near articles of some candidates are, by their cosines and their dates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Nearness {
    /// What it counts as where the date of one is not known: from 0, never, to 1, the same moment.
    undated: f32,
}

impl Nearness {
    /// Among these: one without a date stands in the middle of those that have one.
    #[must_use]
    pub(super) fn among<'c>(candidates: impl IntoIterator<Item = &'c Candidate>) -> Self {
        let is_dated = candidates.into_iter().any(|one| one.published.is_some());
        Self { undated: if is_dated { 0.4 } else { 0.0 } }
    }

    /// Of events: one without a date has none in common.
    #[must_use]
    pub(super) fn of_events() -> Self {
        Self { undated: 0.0 }
    }

    /// How near two articles of this cosine are: up to three times it, where they came at the same time and are alike.
    #[must_use]
    pub(super) fn of(self, one: &Candidate, other: &Candidate, cosine: f32) -> f32 {
        let recency = match (one.published, other.published) {
            (Some(one), Some(other)) => {
                let days = one.abs_diff(other) as f32 / DAY;
                0.5 * (-days / 0.3).exp() + 0.5 * (-days / 5.0).exp()
            }
            _ => self.undated,
        };
        cosine * (1.0 + 2.0 * recency * (cosine / ALIKE).min(1.0))
    }
}
