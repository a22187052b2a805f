//! When the page was published: the account made for machines, set right by the line that a reader sees.
//!
//! Portals write `13:03 WIB` for people and `13:03+00:00`, or no zone at all, for machines. Where both show the same
//! time of day, the zone beside the visible one is believed. Called by [`read`](super::read).

use jiff::tz::Offset;

use super::said::Said;
use super::tree::{self, Leaf};
use crate::ingest::item::excerpt;
use crate::ingest::press::shape::words;
use crate::ingest::press::when;
use crate::text::dates::{self, OffsetDateTime, Reading};

/// Words of a line that is there for its date, among other things.
const MAX_WORDS: usize = 40;

/// Elements of time looked at.
const MAX_TIMES: usize = 16;

/// The date, if the page gives one that can be read. `near` are the leaves around headline and text, the likeliest
/// first, of which so many stand `between` the two; `assumed` is the offset of a date without a zone.
pub(super) fn choose(said: &Said, near: &[&Leaf<'_>], between: usize, assumed: Offset) -> Option<Reading> {
    let seen = seen(near, assumed);
    let told = said.dates.iter().filter_map(|date| dates::read(date, assumed).ok()).collect::<Vec<_>>();
    let told = told.iter().find(|date| date.time_known).or(told.first()).copied();
    let told = told.or_else(|| marked(&near[..between.min(near.len())], assumed));
    told.map(|told| joined(told, seen)).or(seen).or_else(|| marked(near, assumed))
}

/// The date that a line between headline and text reckons from the time at which the page was shown, `reference`.
pub(super) fn aged(between: &[Leaf<'_>], reference: OffsetDateTime) -> Option<Reading> {
    let mut lines = between.iter().filter(|leaf| !leaf.is_prose()).flat_map(|leaf| tree::lines(&leaf.node));
    lines.find_map(|line| when::aged(&line, reference))
}

/// Why the page's own date is none, as a remark, where it gives one.
pub(super) fn unread(said: &Said) -> Option<String> {
    let raw = said.dates.first()?;
    let why = dates::read(raw, Offset::UTC).err()?;
    Some(format!("its date {why}: {}", excerpt(raw)))
}

/// What machines are told, set right by what people see.
fn joined(told: Reading, seen: Option<Reading>) -> Reading {
    let Some(seen) = seen else { return told };
    let (clock, shown) = (told.date.local(), seen.date.local());
    let same_minute = clock.date() == shown.date() && clock.hour() == shown.hour() && clock.minute() == shown.minute();
    let same_instant = (told.date.timestamp.as_second() - seen.date.timestamp.as_second()).abs() < 60;
    if !seen.time_known {
        return told;
    }
    if same_minute && seen.zone_known || same_instant || !told.time_known && clock.date() == shown.date() {
        // The seconds that only machines are told are kept.
        let seconds = told.date.timestamp.as_second().rem_euclid(60) - seen.date.timestamp.as_second().rem_euclid(60);
        let second = seen.date.timestamp.as_second() + if told.time_known { seconds } else { 0 };
        let timestamp = jiff::Timestamp::from_second(second).unwrap_or(seen.date.timestamp);
        return Reading { date: dates::OffsetDateTime { timestamp, ..seen.date }, ..seen };
    }
    told
}

/// The date that a reader sees, with its time where any line gives one.
fn seen(near: &[&Leaf<'_>], assumed: Offset) -> Option<Reading> {
    let mut dated = None;
    for line in near.iter().filter(|leaf| !leaf.is_prose()).flat_map(|leaf| tree::lines(&leaf.node)) {
        let is_dated =
            when::is_date_line(&line) || words(&line) <= MAX_WORDS && !when::stamps(&line, assumed).is_empty();
        if !is_dated {
            continue;
        }
        let Some(stamp) = when::published(&line, assumed).filter(|stamp| !stamp.is_update) else { continue };
        if stamp.reading.time_known {
            return Some(stamp.reading);
        }
        dated = dated.or(Some(stamp.reading));
    }
    dated
}

/// The date of an element of time.
fn marked(near: &[&Leaf<'_>], assumed: Offset) -> Option<Reading> {
    let nodes = near.iter().flat_map(|leaf| leaf.node.descendants_it().chain([leaf.node]).chain(leaf.node.parent()));
    let times = nodes.filter(|node| tree::is(node, &["time"])).take(MAX_TIMES);
    let read = times.filter_map(|time| dates::read(&time.attr("datetime")?, assumed).ok());
    let all: Vec<Reading> = read.collect();
    all.iter().find(|reading| reading.time_known).or(all.first()).copied()
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    #[track_caller]
    fn is(told: &[&str], html: &str, expected: &str) {
        let page = Document::from(html);
        let body = page.body().expect("a page has a body");
        tree::settle(&body);
        let said = Said { dates: told.iter().map(|&date| date.to_owned()).collect(), ..Said::default() };
        let leaves = tree::leaves(&body);
        let near: Vec<&Leaf<'_>> = leaves.iter().collect();
        let date = choose(&said, &near, near.len(), Offset::constant(7)).map(|reading| reading.date.to_string());
        assert_eq!(date.unwrap_or_default(), expected, "{told:?} {html}");
    }

    #[test]
    fn the_zone_that_people_see_is_believed() {
        let seen = "<div>Sabtu, 21 Nov 2026 13:03 WIB</div>";
        is(&["2026-11-21T13:03:20+07:00"], seen, "2026-11-21T13:03:20+07:00");
        is(&["2026-11-21T13:03:20+00:00"], seen, "2026-11-21T13:03:20+07:00");
        is(&["2026-11-21T06:03:20Z"], seen, "2026-11-21T13:03:20+07:00");
        is(&["2026-11-21 13:03:20"], seen, "2026-11-21T13:03:20+07:00");
        is(&["2026-11-21"], seen, "2026-11-21T13:03:00+07:00");
        is(&["2026-11-21T12:50:00+07:00"], seen, "2026-11-21T12:50:00+07:00");
        is(&[], seen, "2026-11-21T13:03:00+07:00");
    }

    #[test]
    fn the_date_of_a_change_is_not_that_of_publication() {
        is(&[], "<p>Diperbarui 21 Nov 2026 13:03 WIB</p>", "");
        is(
            &[],
            "<p>Diperbarui 21 Nov 2026 13:03 WIB</p><time datetime='2026-11-20T08:00:00+07:00'>x</time>",
            "2026-11-20T08:00:00+07:00",
        );
    }

    #[test]
    fn an_age_is_a_date_only_with_a_reference() {
        let page = Document::from("<h1>Kapal Berlayar</h1><div>Nasional</div><div>Nusa | 3 jam lalu</div>");
        let body = page.body().expect("a page has a body");
        tree::settle(&body);
        let leaves = tree::leaves(&body);
        let near: Vec<&Leaf<'_>> = leaves.iter().collect();
        assert_eq!(choose(&Said::default(), &near, near.len(), Offset::constant(7)), None);
        let timestamp = "2026-11-21T06:03:20Z".parse().unwrap();
        let date = aged(&leaves, OffsetDateTime { timestamp, offset: Offset::constant(7) });
        assert_eq!(date.map(|date| date.date.to_string()).as_deref(), Some("2026-11-21T10:03:20+07:00"));
    }

    #[test]
    fn what_cannot_be_read_is_no_date() {
        is(&["segera"], "<p>3 jam lalu", "");
    }

    #[test]
    fn elements_of_time_are_counted_at_the_limit_and_one_past_it() {
        let time = "<time datetime='2026-11-20T08:00:00+07:00'>x</time>";
        let behind = |count: usize| format!("<div>{}{time}</div>", "<time>x</time>".repeat(count));
        is(&[], &behind(MAX_TIMES - 1), "2026-11-20T08:00:00+07:00");
        is(&[], &behind(MAX_TIMES), "");
    }
}
