//! Dates as publishers write them, in English, Indonesian and Malay, with the offset they were given in.
//!
//! [`read`] takes a text that is a date, [`read_at`] also one that is told from a time that is given, [`find`] looks for
//! one in a line of other words. A text becomes pieces (`scan`), and the forms of a date (`calendar`, `day`), of a time
//! (`clock`) and of a zone (`zone`) are tried on them. What cannot be read is no date: nothing here asks what time it
//! is now. Ingestion calls this.

mod calendar;
mod clock;
mod cursor;
mod day;
mod epoch;
mod mail;
mod names;
mod relative;
mod scan;
mod zone;

use std::fmt;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::Offset;

use self::calendar::Found;
use self::cursor::Cursor;
use self::relative::Relative;
use self::scan::{Kind, Token};

/// Bytes of a text that [`read`] takes for a date; the longest form, JavaScript's with a label, has about 100.
pub const MAX_DATE: usize = 256;

/// Bytes of a line that [`find`] looks through; a dateline has about 200, a paragraph some 600.
pub const MAX_LINE: usize = 2048;

/// Whether a word is the name of a month or of a day of the week.
pub(super) fn is_of_calendar(word: &str) -> bool {
    let word = word.to_lowercase();
    names::month(&word).is_some() || names::weekday(&word).is_some()
}

/// An instant with the offset its publisher wrote it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OffsetDateTime {
    /// The instant.
    pub timestamp: Timestamp,
    /// Where its publisher's clock stood: `+07:00` for WIB.
    pub offset: Offset,
}

impl OffsetDateTime {
    /// The instant as the publisher's own clock showed it.
    #[must_use]
    pub fn local(&self) -> jiff::civil::DateTime {
        self.offset.to_datetime(self.timestamp)
    }
}

impl fmt::Display for OffsetDateTime {
    /// RFC 3339, in the publisher's offset, to the second.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0}", self.timestamp.display_with_offset(self.offset))
    }
}

/// A date as it was written, and how much of it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reading {
    /// The date, to the second; midnight where no time was written.
    pub date: OffsetDateTime,
    /// Whether a zone was written that we know; where not, `date` has the offset that the caller assumed.
    pub zone_known: bool,
    /// Whether a time of day was written.
    pub time_known: bool,
    /// What is odd about it: a weekday that contradicts, and a zone that is not known.
    pub warnings: [Option<Warning>; 2],
}

impl Reading {
    fn instant(timestamp: Timestamp, offset: Offset, zone_known: bool) -> Self {
        let date = OffsetDateTime { timestamp, offset };
        Self { date, zone_known, time_known: true, warnings: [None; 2] }
    }
}

/// Something odd about a date that was nevertheless read. Its `Display` is a phrase for a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Warning {
    /// The weekday is not the one of the date; the date was taken as it stands.
    Weekday {
        /// The weekday beside the date.
        written: Weekday,
        /// The weekday of the date.
        actual: Weekday,
    },
    /// There is a zone of an unknown name; the date was taken in this offset, which the caller assumed.
    Zone(Offset),
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weekday { written, actual } => write!(
                f,
                "the weekday written, {}, contradicts the date, which is a {}",
                weekday_in_english(*written),
                weekday_in_english(*actual)
            ),
            Self::Zone(assumed) => {
                let sign = if assumed.is_negative() { '-' } else { '+' };
                let minutes = assumed.seconds().abs() / 60;
                let (hours, minutes) = (minutes / 60, minutes % 60);
                write!(f, "the zone written is not known, and was taken for {sign}{hours:02}:{minutes:02}")
            }
        }
    }
}

/// Why a text is not read as a date. Its `Display` says it of the date: "is impossible (there is no 2026-02-30)".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NoDate {
    /// It has no form of a date that is known here.
    #[error("cannot be read")]
    Unreadable,
    /// It has the form of a date, but no calendar or no clock shows it.
    #[error("is impossible ({0})")]
    Impossible(#[from] Impossible),
    /// It names a week, a month or a year: `2022-01`, `2 bulan lalu`.
    #[error("names no day")]
    Incomplete,
    /// It is told from a time that is not given: `3 jam lalu`, `Sabtu (8/1)`. [`read_at`] reads it.
    #[error("is told from another time, which is not known")]
    Relative,
}

/// A date or a time that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Impossible {
    /// A day that its month does not have, or a month that no year has.
    #[error("there is no {year:04}-{month:02}-{day:02}")]
    #[expect(missing_docs, reason = "a date as it was written")]
    Date { year: u32, month: u32, day: u32 },
    /// A day that the year does not have, counted from its first.
    #[error("the year {year} has no day {day}")]
    #[expect(missing_docs, reason = "a date as it was written")]
    Ordinal { year: i16, day: u32 },
    /// A week that the year does not have.
    #[error("the year {year} has no week {week}")]
    #[expect(missing_docs, reason = "a date as it was written")]
    Week { year: i16, week: u32 },
    /// A year outside 1900 to 2200: a misprint, or no year at all.
    #[error("the year {0:04} is not one of news")]
    Year(u32),
    /// A time of day that no clock shows.
    #[error("there is no {hour:02}:{minute:02}:{second:02}")]
    #[expect(missing_docs, reason = "a time as it was written")]
    Time { hour: u32, minute: u32, second: u32 },
    /// An offset that no zone has.
    #[error("no zone has that offset")]
    Offset,
}

/// Reads `text`, which is a date and nothing else but labels (`Published on:`, `Diterbitkan`) and marks around it.
///
/// `assumed` is the offset of a date that has no zone. Numbers are day first, `08/01/2022` is in January, unless only
/// month first is a date, or an English weekday beside it fits that order alone. A number of ten or of thirteen digits
/// counts the seconds or milliseconds since 1970.
///
/// # Errors
///
/// Why it is none: it has no form that is known or is longer than [`MAX_DATE`], it is impossible or lies outside the
/// years 1900 to 2200, it names no day, or it is told from another time.
pub fn read(text: &str, assumed: Offset) -> Result<Reading, NoDate> {
    read_from(text, assumed, None)
}

/// Reads `text` as [`read`] does, and also what is told from the time at which it was shown, `reference`: `3 jam lalu`,
/// `yesterday at 10:00`, `Sabtu (8/1)`. What has no zone is taken in the offset of `reference`.
///
/// # Errors
///
/// As [`read`]'s.
pub fn read_at(text: &str, reference: OffsetDateTime) -> Result<Reading, NoDate> {
    read_from(text, reference.offset, Some(reference))
}

fn read_from(text: &str, assumed: Offset, reference: Option<OffsetDateTime>) -> Result<Reading, NoDate> {
    if text.len() > MAX_DATE {
        return Err(NoDate::Unreadable);
    }
    if let Some(reading) = mail::found(text) {
        return Ok(reading);
    }
    let tokens = scan::tokens(text);
    let first = tokens.iter().position(|token| !is_around(token)).ok_or(NoDate::Unreadable)?;
    let mut cursor = Cursor::new(&tokens, first, false);
    if let Some(found) = whole(&mut cursor, calendar::found) {
        return of_news(reading(found, assumed));
    }
    if let Some(timestamp) = whole(&mut cursor, epoch::found) {
        return Ok(Reading::instant(timestamp, Offset::UTC, true));
    }
    match (whole(&mut cursor, relative::found), reference) {
        (Some(Relative::Coarse), _) => Err(NoDate::Incomplete),
        (Some(_), None) => Err(NoDate::Relative),
        (Some(relative), Some(reference)) => reckoned(relative, reference),
        (None, _) if whole(&mut cursor, day::without_day).is_some() => Err(NoDate::Incomplete),
        (None, _) => Err(cursor.noted().map_or(NoDate::Unreadable, NoDate::Impossible)),
    }
}

/// What `form` reads at the cursor, where nothing but marks stands behind it; else the cursor stays.
fn whole<T>(cursor: &mut Cursor, form: impl FnOnce(&mut Cursor) -> Option<T>) -> Option<T> {
    cursor.attempt(|cursor| {
        let read = form(cursor)?;
        let mut rest = (0..).map_while(|ahead| cursor.peek_at(ahead));
        rest.all(|token| token.word().is_none() && is_around(token)).then_some(read)
    })
}

/// Finds the first date in `line`, among other words, and where it stands, in bytes.
///
/// Stricter than [`read`]: a number needs more beside it before it is taken for a date or a time. The range starts at
/// the date, or the weekday or time before it, without a label, and ends behind the zone or a bracket that closes.
/// None where the line has no date, or is longer than [`MAX_LINE`].
#[must_use]
pub fn find(line: &str, assumed: Offset) -> Option<(Range<usize>, Reading)> {
    if line.len() > MAX_LINE || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let tokens = scan::tokens(line);
    (0..tokens.len()).find_map(|first| {
        let mut cursor = Cursor::new(&tokens, first, true);
        let found = calendar::found(&mut cursor)?;
        let free = calendar::stands_free(&tokens, first, cursor.position(), &found);
        let reading = if free { of_news(reading(found, assumed)).ok() } else { None }?;
        Some((tokens[first].start..cursor.previous()?.end(), reading))
    })
}

/// Whether a piece may stand around a date that stands alone.
fn is_around(token: &Token) -> bool {
    match &token.kind {
        Kind::Number { .. } => false,
        Kind::Word(word) => names::is_label(word),
        Kind::Mark(mark) => !matches!(mark, '+' | '$' | '€' | '£' | '%' | '=' | '#' | '&' | '*' | '_' | '\\'),
    }
}

fn reading(found: Found, assumed: Offset) -> Option<Reading> {
    let day = found.day;
    let date = match (found.weekday, day.month_first) {
        // Americans write the month first, and where their weekday fits nothing else, it was an American.
        (Some((weekday, true)), Some(other)) if day.date.weekday() != weekday && other.weekday() == weekday => other,
        _ => day.date,
    };
    on(date, &found, assumed)
}

/// The reading of `date`, with what was found around it.
fn on<D>(date: Date, found: &Found<D>, assumed: Offset) -> Option<Reading> {
    let mut local = date.to_datetime(found.clock.map_or(Time::midnight(), |clock| clock.time));
    if found.clock.is_some_and(|clock| clock.next_day) {
        local = local.tomorrow().ok()?;
    }
    let known = found.zone.and_then(|zone| zone.offset_at(local));
    let offset = known.unwrap_or(assumed);
    let written = found.weekday.map(|(written, _)| written).filter(|written| *written != date.weekday());
    let weekday = written.map(|written| Warning::Weekday { written, actual: date.weekday() });
    let zone = (found.zone.is_some() && known.is_none()).then_some(Warning::Zone(assumed));
    Some(Reading {
        date: OffsetDateTime { timestamp: offset.to_timestamp(local).ok()?, offset },
        zone_known: known.is_some(),
        time_known: found.clock.is_some(),
        warnings: [weekday, zone],
    })
}

/// What `relative` says, told from `reference`.
fn reckoned(relative: Relative, reference: OffsetDateTime) -> Result<Reading, NoDate> {
    let reading = match relative {
        Relative::Coarse => return Err(NoDate::Incomplete),
        Relative::Ago(seconds) => relative::before(reference.timestamp, seconds)
            .map(|timestamp| Reading::instant(timestamp, reference.offset, false)),
        Relative::On(found) => {
            let zone = found.zone.and_then(|zone| zone.offset_at(reference.local()));
            let today = zone.unwrap_or(reference.offset).to_datetime(reference.timestamp).date();
            found.day.from(today).and_then(|date| on(date, &found, reference.offset))
        }
    };
    of_news(reading)
}

/// A reading within the years of news, which a date may leave by a day at midnight or by what it is told from.
fn of_news(reading: Option<Reading>) -> Result<Reading, NoDate> {
    let reading = reading.ok_or(NoDate::Unreadable)?;
    let year = reading.date.local().year().unsigned_abs().into();
    if day::YEARS.contains(&year) { Ok(reading) } else { Err(Impossible::Year(year).into()) }
}

fn weekday_in_english(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod forms;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
