//! Dates as publishers write them, in English, Indonesian and Malay, with the offset they were given in.
//!
//! [`read`] takes a text that is a date, [`find`] looks for one in a line of other words. A text becomes pieces
//! ([`scan`]), and the forms of a date ([`calendar`]) and of a time ([`clock`]) are tried on them. What cannot be
//! read is no date: nothing here asks what time it is now. Ingestion calls this.

mod calendar;
mod clock;
mod cursor;
mod names;
mod scan;

use std::fmt;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::{Time, Weekday};
use jiff::tz::Offset;

use self::calendar::Found;
use self::cursor::Cursor;
use self::scan::{Kind, Token};

/// Bytes of a text that [`read`] takes for a date; the longest form, JavaScript's with a label, has about 100.
pub const MAX_DATE: usize = 256;

/// Bytes of a line that [`find`] looks through; a dateline has about 200, a paragraph some 600.
pub const MAX_LINE: usize = 2048;

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
    /// What contradicts itself in what was written.
    pub warning: Option<Warning>,
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
        }
    }
}

/// Reads `text`, which is a date and nothing else but labels (`Published on:`, `Diterbitkan`) and the marks around it.
///
/// `assumed` is the offset of a date that has no zone. Numbers are day first, `08/01/2022` is in January, unless only
/// month first is a date, or an English weekday beside it fits that order alone. None where the text is no date, is
/// an impossible one, lies outside the years 1900 to 2200, or is longer than [`MAX_DATE`].
#[must_use]
pub fn read(text: &str, assumed: Offset) -> Option<Reading> {
    if text.len() > MAX_DATE {
        return None;
    }
    let tokens = scan::tokens(text);
    let first = tokens.iter().position(|token| !is_around(token))?;
    let mut cursor = Cursor::new(&tokens, first, false);
    let found = calendar::found(&mut cursor)?;
    let rest = tokens.get(cursor.position()..)?;
    if rest.iter().all(|token| token.word().is_none() && is_around(token)) { reading(found, assumed) } else { None }
}

/// Finds the first date in `line`, among other words, and where it stands, in bytes.
///
/// Stricter than [`read`]: a number needs more beside it before it is taken for a date or a time. The range starts at
/// the date, or the weekday or time before it, without a label, and ends behind the zone or a bracket that closes. None where the
/// line has no date, or is longer than [`MAX_LINE`].
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
        let reading = if free { reading(found, assumed) } else { None }?;
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
    let warning = found.weekday.map(|(written, _)| written).filter(|written| *written != date.weekday());
    let mut local = date.to_datetime(found.clock.map_or(Time::midnight(), |clock| clock.time));
    if found.clock.is_some_and(|clock| clock.next_day) {
        local = local.tomorrow().ok()?;
    }
    let known = found.zone.and_then(|zone| zone.offset_at(local));
    let offset = known.unwrap_or(assumed);
    Some(Reading {
        date: OffsetDateTime { timestamp: offset.to_timestamp(local).ok()?, offset },
        zone_known: known.is_some(),
        time_known: found.clock.is_some(),
        warning: warning.map(|written| Warning::Weekday { written, actual: date.weekday() }),
    })
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
#[allow(clippy::unwrap_used)]
mod tests;
