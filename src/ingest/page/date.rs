//! When the page was published: the account made for machines, set right by the line that a reader sees.
//!
//! Portals write `13:03 WIB` for people and `13:03+00:00`, `06:03+07:00` or no zone at all for machines. Where both
//! show the same time of day, or the same minute of another hour, the visible one is believed. Called by
//! [`read`](super::read).

use jiff::tz::Offset;

use super::said::Said;
use super::tree::{self, Leaf};
use crate::ingest::item::excerpt;
use crate::ingest::press::shape::words;
use crate::ingest::press::when;
use crate::text::dates::{self, OffsetDateTime, Reading};

/// Words of a line that is there for its date, among other things.
const MAX_WORDS: usize = 40;

/// Hours that a clock which was taken for another zone's can be wrong by.
const MAX_ZONE: i64 = 14;

/// Elements of time looked at.
const MAX_TIMES: usize = 16;

/// The date, if the page gives one that can be read. `near` are the leaves around headline and text, the likeliest
/// first, of which so many stand `between` the two; `assumed` is the offset of a date without a zone.
pub(super) fn choose(said: &Said, near: &[&Leaf<'_>], between: usize, assumed: Offset) -> Option<Reading> {
    let seen = seen(near, assumed);
    let told = said.dates.iter().filter_map(|date| dates::read(date, assumed).ok()).collect::<Vec<_>>();
    // A script may tell of the first draft before another tells of the publication, which is what is shown.
    let is_shown = |date: &&Reading| seen.is_some_and(|seen| seen.time_known && minute(**date) == minute(seen));
    let timed = || told.iter().filter(|date| date.time_known);
    let told = timed().find(is_shown).or(timed().next()).or(told.first()).copied();
    let told = told.or_else(|| marked(&near[..between.min(near.len())], assumed));
    told.map(|told| joined(told, seen, assumed))
        .or(seen)
        .or_else(|| marked(near, assumed))
        .or_else(|| changed(near, assumed))
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
fn joined(told: Reading, seen: Option<Reading>, assumed: Offset) -> Reading {
    let Some(shown) = seen.filter(|seen| seen.time_known) else { return placed(told, seen, assumed) };
    // Where neither the page nor its language says whose clock is shown, the zone that machines are told is all there is.
    let minute_of = |date: Reading| date.date.local().with().second(0).subsec_nanosecond(0).build().ok();
    let is_same_clock = || told.date.offset != Offset::UTC && minute_of(told) == minute_of(shown);
    if told.zone_known && !shown.zone_known && (assumed == Offset::UTC || is_same_clock()) {
        return placed(told, seen, assumed);
    }
    let second = |date: Reading| seconds(date).rem_euclid(60);
    let apart = minute(shown) - minute(told);
    // The clock is the right one in the wrong zone, or the other way round.
    let is_shifted = apart % 60 == 0 && apart.abs() <= MAX_ZONE * 60;
    let is_day = !told.time_known && told.date.local().date() == shown.date.local().date();
    if !is_shifted && !is_day {
        return placed(told, seen, assumed);
    }
    // The seconds that only machines are told are kept.
    let kept = if told.time_known { second(told) - second(shown) } else { 0 };
    let timestamp = jiff::Timestamp::from_second(seconds(shown) + kept).unwrap_or(shown.date.timestamp);
    Reading { date: dates::OffsetDateTime { timestamp, ..shown.date }, ..shown }
}

fn seconds(date: Reading) -> i64 {
    date.date.timestamp.as_second()
}

fn minute(date: Reading) -> i64 {
    seconds(date).div_euclid(60)
}

/// A date that machines are told in UTC, on the clocks of the page's readers: by the day that they are shown, where
/// that tells whether the clock or only its zone is UTC's.
fn placed(told: Reading, seen: Option<Reading>, assumed: Offset) -> Reading {
    if told.date.offset != Offset::UTC || !told.time_known {
        return told;
    }
    let converted = dates::OffsetDateTime { offset: assumed, ..told.date };
    let day = seen.map(|seen| seen.date.local().date());
    let clock = told.date.local();
    let read = || Some(dates::OffsetDateTime { timestamp: assumed.to_timestamp(clock).ok()?, offset: assumed });
    let is_local = day.is_some_and(|day| day == clock.date() && day != converted.local().date());
    Reading { date: read().filter(|_| is_local).unwrap_or(converted), ..told }
}

/// The date that a reader sees, with its time where any line gives one.
fn seen(near: &[&Leaf<'_>], assumed: Offset) -> Option<Reading> {
    let mut dated = None;
    for stamp in stamps(near, assumed).filter(|stamp| !stamp.is_update) {
        if stamp.reading.time_known {
            return Some(stamp.reading);
        }
        dated = dated.or(Some(stamp.reading));
    }
    dated
}

/// The date of a change, which says the most where a page gives no other.
fn changed(near: &[&Leaf<'_>], assumed: Offset) -> Option<Reading> {
    stamps(near, assumed).map(|stamp| stamp.reading).next()
}

/// The date of each line that is there for its date.
fn stamps(near: &[&Leaf<'_>], assumed: Offset) -> impl Iterator<Item = when::Stamp> {
    let lines = near.iter().filter(|leaf| !leaf.is_prose()).flat_map(|leaf| tree::lines(&leaf.node));
    let is_dated = move |line: &String| {
        when::is_date_line(line) || words(line) <= MAX_WORDS && !when::stamps(line, assumed).is_empty()
    };
    lines.filter(is_dated).filter_map(move |line| when::published(&line, assumed))
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
        is_at(Offset::constant(7), told, html, expected);
    }

    #[track_caller]
    fn is_at(assumed: Offset, told: &[&str], html: &str, expected: &str) {
        let page = Document::from(html);
        let body = page.body().expect("a page has a body");
        tree::settle(&body);
        let said = Said { dates: told.iter().map(|&date| date.to_owned()).collect(), ..Said::default() };
        let leaves = tree::leaves(&body);
        let near: Vec<&Leaf<'_>> = leaves.iter().collect();
        let date = choose(&said, &near, near.len(), assumed).map(|reading| reading.date.to_string());
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
        is(&["2026-11-20 22:08:17", "2026-11-21T13:03:20+07:00"], seen, "2026-11-21T13:03:20+07:00");
        is(&["2026-11-21T06:03:20+07:00"], seen, "2026-11-21T13:03:20+07:00");
        is(&["2026-11-21T20:03:20+07:00"], seen, "2026-11-21T13:03:20+07:00");
        is(&["2026-11-21T13:03:20+00:00"], "<div>21/11/2026 13:03</div>", "2026-11-21T13:03:20+07:00");
    }

    #[test]
    fn the_zone_that_machines_are_told_is_believed_where_none_is_shown() {
        let seen = "<div>21 Nov 2026 13:03</div>";
        is(&["2026-11-21T13:03:20+08:00"], seen, "2026-11-21T13:03:20+08:00");
        is(&["2026-11-21T13:03:20+00:00"], seen, "2026-11-21T13:03:20+07:00");
        is_at(Offset::UTC, &["2026-11-21T13:03:20-05:00"], seen, "2026-11-21T13:03:20-05:00");
        is_at(Offset::UTC, &["2026-11-21T18:03:20Z"], seen, "2026-11-21T18:03:20+00:00");
        is_at(Offset::UTC, &["2026-11-21T13:03:20"], seen, "2026-11-21T13:03:20+00:00");
    }

    #[test]
    fn a_date_in_utc_is_put_on_the_clocks_of_the_readers() {
        is(&["2026-11-20T23:41:17Z"], "<p>x", "2026-11-21T06:41:17+07:00");
        is(&["2026-11-20T23:41:17Z"], "<div>21 November 2026</div>", "2026-11-21T06:41:17+07:00");
        is(&["2026-11-20T23:41:17+00:00"], "<div>20 November 2026</div>", "2026-11-20T23:41:17+07:00");
        is(&["2026-11-20T23:41:17+09:00"], "<div>21 November 2026</div>", "2026-11-20T23:41:17+09:00");
    }

    #[test]
    fn the_date_of_a_change_is_not_that_of_publication() {
        is(&[], "<p>Diperbarui 21 Nov 2026 13:03 WIB</p>", "2026-11-21T13:03:00+07:00");
        is(&[], "<p>Diperbarui 21 Nov 2026 13:03 WIB</p><p>19 Nov 2026</p>", "2026-11-19T00:00:00+07:00");
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
