//! What is popular: stories by how many sources carry them, weighed with their age.

/// Seconds after which a story counts as if half as many sources carried it.
const HALF: f64 = 86_400.0;

/// How much a story is carried, as a number that puts stories in order, the largest first; none for what a single source has.
///
/// `newest` is the time of its newest article in seconds since 1970. Since every story's weight halves in the same time, their
/// order does not change with the clock: twice the sources are worth as much as a day.
#[must_use]
pub fn heat(newest: i64, sources: usize) -> Option<i64> {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        reason = "sources are few, and so are their days"
    )]
    let ahead = (HALF * (sources as f64).log2()).round() as i64;
    (sources > 1).then(|| newest.saturating_add(ahead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twice_the_sources_are_worth_a_day() {
        let day = 86_400;
        assert_eq!(heat(1_000_000, 2), heat(1_000_000 - day, 4));
        assert!(heat(1_000_000, 3) > heat(1_000_000, 2));
        assert!(heat(1_000_000 - day - 1, 4) < heat(1_000_000, 2));
    }

    #[test]
    fn what_one_source_has_is_not_popular() {
        assert_eq!((heat(5, 0), heat(5, 1)), (None, None));
    }
}
