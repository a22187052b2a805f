//! Dates told from the time at which they are read: `3 jam lalu`, `yesterday at 10:00`, `Sabtu (8/1)`. Reads what they
//! say, and reckons it from a reference; knows no clock. [`super`] calls this.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{self, Found};
use super::cursor::Cursor;
use super::names::{self, Unit};

/// Digits of a count of units: `9999 jam lalu` is more than a year ago.
const MAX_DIGITS: usize = 4;

/// Units of one span: `1 hari 3 jam 20 menit lalu`.
const MAX_UNITS: usize = 3;

/// Years back that a day without its year is looked for: between two leap days there are at most eight.
const MAX_YEARS: i16 = 8;

/// What was found written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Relative {
    /// So many seconds before.
    Ago(i64),
    /// On that day.
    On(Found<Which>),
    /// So many months or years ago, which names no day.
    Coarse,
}

/// Which day.
#[derive(Debug, Clone, Copy)]
pub(super) enum Which {
    /// So many days before.
    DaysAgo(i64),
    /// The last one of this month and day.
    Yearless { month: i8, day: i8 },
}

impl Which {
    /// The day, where `today` is today.
    pub(super) fn from(self, today: Date) -> Option<Date> {
        match self {
            Self::DaysAgo(days) => today.checked_sub(days.days()).ok(),
            // The publisher's clock may stand before the reader's, so tomorrow is allowed, and may be next year.
            Self::Yearless { month, day } => (-1..=MAX_YEARS)
                .filter_map(|back| Date::new(today.year().checked_sub(back)?, month, day).ok())
                .find(|date| date.checked_sub(1.day()).is_ok_and(|before| before <= today)),
        }
    }
}

/// The instant so many seconds before `reference`, to the second.
pub(super) fn before(reference: Timestamp, seconds: i64) -> Option<Timestamp> {
    Timestamp::from_second(reference.as_second().checked_sub(seconds)?).ok()
}

/// Reads what is told from another time, at the cursor.
pub(super) fn found(cursor: &mut Cursor) -> Option<Relative> {
    cursor
        .attempt(moments_ago)
        .or_else(|| cursor.attempt(ago))
        .or_else(|| calendar::around(cursor, days_ago).map(Relative::On))
        .or_else(|| cursor.attempt(without_year))
}

/// `baru saja`, `just now`, `sesaat lalu`, `a few seconds ago`
fn moments_ago(cursor: &mut Cursor) -> Option<Relative> {
    let now = cursor.word_of(&["barusan"])
        || cursor.attempt(|cursor| phrase(cursor, &["baru", "saja"])).is_some()
        || cursor.attempt(|cursor| phrase(cursor, &["baru", "sahaja"])).is_some()
        || cursor.attempt(|cursor| phrase(cursor, &["sebentar", "tadi"])).is_some()
        || cursor.attempt(|cursor| phrase(cursor, &["just", "now"])).is_some();
    if !now {
        cursor.word_of(&["a", "beberapa"]);
        cursor.word_of(&["few"]);
        if !cursor.word_of(&["moment", "moments", "second", "seconds", "detik", "saat", "sesaat"]) {
            return None;
        }
        behind(cursor)?;
    }
    Some(Relative::Ago(0))
}

/// `3 jam lalu`, `an hour ago`, `1 jam 20 menit yang lalu`, `2 bulan lalu`; days alone are [`days_ago`].
fn ago(cursor: &mut Cursor) -> Option<Relative> {
    cursor.word_of(&["about", "around", "sekitar"]);
    let (mut seconds, mut days, mut coarse) = (None, 0, false);
    for _ in 0..MAX_UNITS {
        let Some((halves, unit)) = cursor.attempt(counted) else { break };
        match unit {
            Unit::Seconds(unit) => *seconds.get_or_insert(0) += halves * unit / 2,
            Unit::Days(unit) => days += halves * unit / 2,
            Unit::Coarse => coarse = true,
        }
        let _ = cursor.mark(',') || cursor.word_of(&["and", "dan"]);
    }
    behind(cursor)?;
    if coarse {
        return Some(Relative::Coarse);
    }
    seconds.map(|seconds: i64| Relative::Ago(seconds + days * 86_400))
}

/// `kemarin`, `hari ini`, `2 hari lalu`, `a week ago`
fn days_ago(cursor: &mut Cursor) -> Option<Which> {
    if cursor.word_of(&["kemarin", "yesterday"]) {
        return Some(Which::DaysAgo(1));
    }
    if cursor.word_of(&["today"]) || cursor.attempt(this_day).is_some() {
        return Some(Which::DaysAgo(0));
    }
    match counted(cursor)? {
        (halves, Unit::Days(unit)) if halves % 2 == 0 => {
            behind(cursor)?;
            Some(Which::DaysAgo(halves / 2 * unit))
        }
        _ => None,
    }
}

/// `hari ini`, of which the first word may have been taken for a label.
fn this_day(cursor: &mut Cursor) -> Option<()> {
    cursor.word_of(&["hari"]);
    let is_day = cursor.previous().and_then(super::scan::Token::word) == Some("hari");
    (is_day && cursor.word_of(&["ini"])).then_some(())
}

/// `Sabtu (8/1)`, `8 Januari pukul 13.03`, `Jan 8`; `9/11` alone is none.
fn without_year(cursor: &mut Cursor) -> Option<Relative> {
    let bracketed = cursor.previous().is_some_and(|token| token.is('('));
    let found = cursor.attempt(|cursor| calendar::around(cursor, day_and_month));
    let found = found.or_else(|| {
        calendar::around(cursor, numbers).filter(|found| bracketed || found.weekday.is_some() || found.clock.is_some())
    })?;
    Some(Relative::On(found))
}

/// `8 Januari`, `Jan. 8th`
fn day_and_month(cursor: &mut Cursor) -> Option<Which> {
    let before = cursor.attempt(|cursor| cursor.number(1..=2));
    if before.is_some() {
        let _ = cursor.ordinal() || cursor.mark('-') || cursor.word_of(&["of"]);
    }
    let month = cursor.word(names::month)?;
    cursor.mark('.');
    let day = match before {
        Some(day) => day,
        None => cursor.number(1..=2)?,
    };
    if before.is_none() {
        cursor.ordinal();
    }
    yearless(month, day)
}

/// `8/1`
fn numbers(cursor: &mut Cursor) -> Option<Which> {
    let day = cursor.number(1..=2)?;
    let month = if cursor.glued_mark('/') { cursor.glued_number(1..=2) } else { None }?;
    yearless(i8::try_from(month).ok()?, day)
}

fn yearless(month: i8, day: u32) -> Option<Which> {
    let day = i8::try_from(day).ok()?;
    // A leap year has all the days there are.
    Date::new(2000, month, day).is_ok().then_some(Which::Yearless { month, day })
}

/// A count, in halves, and its unit: `3 jam`, `an hour`, `sejam`, `setengah jam`, `5m`.
fn counted(cursor: &mut Cursor) -> Option<(i64, Unit)> {
    if let Some(unit) = cursor.word(names::one_unit) {
        return Some((2, unit));
    }
    let halves = if cursor.word_of(&["setengah", "half"]) {
        cursor.word_of(&["a", "an"]);
        1
    } else if let Some(count) = cursor.word(names::count) {
        count * 2
    } else {
        i64::from(cursor.number(1..=MAX_DIGITS)?) * 2
    };
    Some((halves, cursor.word(names::unit)?))
}

/// `lalu`, `yang lalu`, `ago`
fn behind(cursor: &mut Cursor) -> Option<()> {
    cursor.word_of(&["yang", "yg"]);
    cursor.word_of(&["lalu", "lepas", "silam", "ago"]).then_some(())
}

fn phrase(cursor: &mut Cursor, words: &[&str]) -> Option<()> {
    words.iter().all(|word| cursor.word_of(&[word])).then_some(())
}
