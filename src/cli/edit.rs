//! `warta edit`: what a feed is called, where it stands, and how often it is asked.

use std::time::Duration;

use jiff::{Span, SpanRelativeTo};

use crate::fetch::schedule::{self, INTERVALS};
use crate::model::Subscription;
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
}
