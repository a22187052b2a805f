//! `warta edit`: what a feed is called, where it stands, and how it is fetched and kept.

use std::time::Duration;

use jiff::{Span, SpanRelativeTo};

use crate::fetch::schedule::{self, INTERVALS};
use crate::model::{Keep, Subscription};
use crate::text::CleanText;

use super::{Given, arguments, feeds};

pub(super) fn run(given: &Given, arguments: &arguments::Edit) -> anyhow::Result<()> {
    let store = given.store()?;
    let mut feed = feeds::named(&store, &arguments.feed)?;
    let lines = |texts: &[String]| {
        let lines = texts.iter().map(|text| CleanText::line(text)).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>()
    };
    let Subscription { title, folder, tags, .. } = &mut feed.subscription;
    if let Some(name) = &arguments.name {
        *title = CleanText::line(name);
    }
    if let Some(names) = &arguments.folder {
        *folder = lines(names);
    }
    if let Some(names) = &arguments.tags {
        *tags = lines(names);
    }
    if let Some(interval) = arguments.interval {
        feed.interval = interval.0;
        // As if it had been so when the feed was last read; one that fails is asked when it was to be asked.
        if let Some(fetched) = feed.fetched.as_mut().filter(|fetched| fetched.failures == 0 && fetched.due.is_some()) {
            fetched.due = Some(schedule::after_answer(fetched.checked, feed.interval));
        }
    }
    feed.full_text = arguments.full_text.unwrap_or(feed.full_text);
    feed.keep = arguments.keep.map_or(feed.keep, |kept| kept.0);
    store.settle(&feed)?;
    feeds::print(&feed, given)
}

/// An interval as it is typed; none for the usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval(pub(super) Option<Duration>);

impl std::str::FromStr for Interval {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "usual" {
            return Ok(Self(None));
        }
        let wrong = || "an interval is like 30m, 2h or 1d, from 5m to 30d; or usual".to_owned();
        let span: Span = text.parse().map_err(|_| wrong())?;
        let length = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| wrong())?;
        let length = Duration::try_from(length).ok().filter(|length| INTERVALS.contains(length));
        length.map(|length| Self(Some(length))).ok_or_else(wrong)
    }
}

/// How much is kept, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept(pub(super) Keep);

impl std::str::FromStr for Kept {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "all" {
            return Ok(Self(Keep::All));
        }
        let (count, days) = text.strip_suffix('d').map_or((text, false), |count| (count, true));
        let count = Some(count).filter(|count| count.bytes().all(|byte| byte.is_ascii_digit()));
        let count = count.and_then(|count| count.parse().ok()).filter(|count| (1..=Keep::MOST).contains(count));
        let count =
            count.ok_or_else(|| format!("it is days like 30d or articles like 500, up to {}; or all", Keep::MOST))?;
        Ok(Self(if days { Keep::Days(count) } else { Keep::Articles(count) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_read_at_the_limits_and_one_past_them() {
        let read = |text: &str| text.parse::<Interval>().map(|interval| interval.0.map(|length| length.as_secs()));
        assert_eq!(read("usual"), Ok(None));
        assert_eq!(
            (read("5m"), read("2h"), read("1d"), read("30d")),
            (Ok(Some(300)), Ok(Some(7200)), Ok(Some(86400)), Ok(Some(2_592_000)))
        );
        for wrong in ["4m", "299s", "31d", "720h 1s", "-2h", "2", "soon", "1 month", ""] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn how_much_is_kept_is_read_at_the_limits_and_one_past_them() {
        let read = |text: &str| text.parse::<Kept>().map(|kept| kept.0);
        assert_eq!((read("all"), read("1"), read("30d")), (Ok(Keep::All), Ok(Keep::Articles(1)), Ok(Keep::Days(30))));
        assert_eq!((read("1000000"), read("1000000d")), (Ok(Keep::Articles(Keep::MOST)), Ok(Keep::Days(Keep::MOST))));
        for wrong in ["0", "0d", "1000001", "1000001d", "-1", "+1", "d", "", "30 days", "99999999999999999999"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
