//! When a feed is to be asked again. Pure: whoever asks says what time it is.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// From one time a feed is asked to the next, where the reader wants nothing else.
pub const INTERVAL: Duration = Duration::from_hours(1);

/// The shortest and the longest interval that a reader may want.
pub const INTERVALS: std::ops::RangeInclusive<Duration> = Duration::from_mins(5)..=Duration::from_hours(30 * 24);

/// The longest that a failure, or a server's wish, keeps a feed from being asked.
pub const CEILING: Duration = Duration::from_hours(24);

/// When to ask again after an answer.
#[must_use]
pub fn after_answer(now: Timestamp, interval: Option<Duration>) -> Timestamp {
    later(now, interval.unwrap_or(INTERVAL))
}

/// When to ask again after so many `failures` in a row, 1 being the first: after the interval, and twice as long each
/// time up to [`CEILING`], or when the server wants to be asked, if that is later and no later than that.
#[must_use]
pub fn after_failure(
    now: Timestamp,
    interval: Option<Duration>,
    failures: u32,
    retry_after: Option<Duration>,
) -> Timestamp {
    let interval = interval.unwrap_or(INTERVAL);
    let doubled = interval.saturating_mul(1 << failures.saturating_sub(1).min(16));
    let wait = doubled.min(CEILING).max(retry_after.unwrap_or_default().min(CEILING));
    // Who wants to be asked once a week is not asked daily because of a failure.
    later(now, wait.max(interval))
}

fn later(now: Timestamp, wait: Duration) -> Timestamp {
    let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX);
    now.saturating_add(wait).unwrap_or(Timestamp::MAX)
}

/// The `Retry-After` of an answer: seconds, or a date of HTTP.
#[must_use]
pub fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().map_or(CEILING, Duration::from_secs));
    }
    let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?;
    Some(Duration::try_from(date.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: u64 = 60;
    const HOUR: u64 = 60 * MINUTE;

    fn now() -> Timestamp {
        "2026-11-21T08:30:00Z".parse().unwrap()
    }

    fn wait(until: Timestamp) -> u64 {
        until.duration_since(now()).unsigned_abs().as_secs()
    }

    #[test]
    fn failures_double_the_wait_up_to_a_day() {
        let after = |failures| wait(after_failure(now(), None, failures, None));
        assert_eq!([1, 2, 3, 5, 6, 40].map(after), [1, 2, 4, 16, 24, 24].map(|hours| hours * HOUR));
        assert_eq!(wait(after_answer(now(), None)), HOUR);
        let week = Duration::from_secs(7 * 24 * HOUR);
        assert_eq!(wait(after_failure(now(), Some(week), 3, None)), 7 * 24 * HOUR);
    }

    #[test]
    fn a_server_is_left_alone_as_long_as_it_wants_but_no_longer_than_a_day() {
        let after = |seconds| wait(after_failure(now(), None, 1, Some(Duration::from_secs(seconds))));
        assert_eq!([30, 3 * HOUR, 1_000_000_000].map(after), [HOUR, 3 * HOUR, 24 * HOUR]);
        let read = |value| retry_after(value, now()).map(|wait| wait.as_secs());
        assert_eq!(read("120"), Some(120));
        assert_eq!(read(" 99999999999999999999999 "), Some(CEILING.as_secs()));
        assert_eq!(read("Sat, 21 Nov 2026 08:31:00 GMT"), Some(60));
        assert_eq!(read("Sat, 21 Nov 2020 08:31:00 GMT"), Some(0));
        assert_eq!(read("soon"), None);
    }
}
