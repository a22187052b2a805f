//! The forms of a date: which pieces in which order, with a weekday and a time around them. [`super`] calls this.

use std::ops::RangeInclusive;

use jiff::civil::{Date, Weekday};

use super::clock::{self, Clock, Zone};
use super::cursor::Cursor;
use super::names;
use super::scan::{Kind, Token};

/// Years that are read; what lies outside is a misprint or no year at all.
pub(super) const YEARS: RangeInclusive<u32> = 1900..=2200;

/// Years of two digits below this are of this century (RFC 2822 4.3).
const PIVOT: u32 = 50;

/// What stands behind a day: English ordinals, and Malay's "day of the month".
const ORDINALS: [&str; 6] = ["st", "nd", "rd", "th", "hb", "haribulan"];

/// What was found written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    /// The weekday, and whether its name is English.
    pub weekday: Option<(Weekday, bool)>,
    pub day: Day,
    pub clock: Option<Clock>,
    pub zone: Option<Zone>,
}

impl Found {
    fn weekday_agrees(&self) -> bool {
        self.weekday.is_some_and(|(weekday, _)| weekday == self.day.date.weekday())
    }
}

/// A day of the calendar as its form gives it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    pub date: Date,
    /// The date that the same digits are in America, where both readings are dates.
    pub month_first: Option<Date>,
    /// Whether it was written in numbers only.
    numbers: bool,
    /// Whether it was written year first, in numbers.
    iso: bool,
    /// Whether it takes a time or a weekday that agrees beside it to be sure, among other words, that this is a date.
    doubtful: bool,
}

/// Reads the date that starts at the cursor, and leaves the cursor behind its last piece.
pub(super) fn found(cursor: &mut Cursor) -> Option<Found> {
    let found = cursor
        .attempt(date_first)
        .or_else(|| cursor.attempt(year_last))
        .or_else(|| cursor.attempt(time_first))
        .filter(|found| !found.day.doubtful || found.clock.is_some() || found.weekday_agrees())?;
    while cursor.close() {}
    Some(found)
}

/// `Sabtu, 8 Januari 2022 - 13:03 WIB`
fn date_first(cursor: &mut Cursor) -> Option<Found> {
    let before = weekday_before(cursor);
    let day = day(cursor)?;
    let weekday = before.or_else(|| weekday_behind(cursor));
    let time = cursor.attempt(|cursor| {
        cursor.gap();
        clock::time_and_zone(cursor, day.iso)
    });
    let zone = match time {
        Some((_, zone)) => zone,
        None => clock::zone_of_date(cursor),
    };
    Some(Found { weekday, day, clock: time.map(|(clock, _)| clock), zone })
}

/// `Sat Jan  8 13:03:00 UTC 2022`, as `date` and C's `asctime` print it.
fn year_last(cursor: &mut Cursor) -> Option<Found> {
    let weekday = weekday_before(cursor);
    let (month, day) =
        cursor.attempt(|cursor| Some((cursor.word(names::month)?, cursor.number(1..=2)?))).or_else(|| {
            cursor.attempt(|cursor| cursor.number(1..=2).zip(cursor.word(names::month)).map(|(d, m)| (m, d)))
        })?;
    let (clock, zone) = clock::time_and_zone(cursor, false)?;
    let year = cursor.number(4..=4)?;
    let date = date(year, u32::from(month.unsigned_abs()), day)?;
    let day = Day { date, month_first: None, numbers: false, iso: false, doubtful: false };
    Some(Found { weekday, day, clock: Some(clock), zone })
}

/// `1:03 PM EST, Sat January 8, 2022`
fn time_first(cursor: &mut Cursor) -> Option<Found> {
    let (clock, zone) = clock::time_and_zone(cursor, false)?;
    cursor.gap();
    for _ in 0..2 {
        cursor.word_of(&["on", "pada", "hari", "tanggal"]);
    }
    let before = weekday_before(cursor);
    let day = day(cursor)?;
    let weekday = before.or_else(|| weekday_behind(cursor));
    let zone = zone.or_else(|| clock::zone_of_date(cursor));
    Some(Found { weekday, day, clock: Some(clock), zone })
}

/// `Sabtu,`, `Sat.`, `Sabtu Wage (`
fn weekday_before(cursor: &mut Cursor) -> Option<(Weekday, bool)> {
    let weekday = cursor.word(names::weekday)?;
    cursor.word(|word| names::is_pasaran(word).then_some(()));
    cursor.gap();
    Some(weekday)
}

/// `(Sabtu)`, `(土)`, and where the date stands alone `, Sabtu` as well.
fn weekday_behind(cursor: &mut Cursor) -> Option<(Weekday, bool)> {
    cursor
        .attempt(|cursor| {
            if !cursor.mark('(') {
                return None;
            }
            let weekday = cursor.word(names::weekday).or_else(|| east_asian_weekday(cursor))?;
            cursor.mark(')').then_some(weekday)
        })
        .or_else(|| {
            cursor.attempt(|cursor| {
                if cursor.among_words {
                    return None;
                }
                cursor.mark(',');
                cursor.word(names::weekday)
            })
        })
}

fn east_asian_weekday(cursor: &mut Cursor) -> Option<(Weekday, bool)> {
    let weekday = names::weekday_letter(cursor.peek()?.written.chars().next()?)?;
    cursor.skip(1);
    cursor.word_of(&["曜"]);
    cursor.mark('日');
    Some((weekday, false))
}

fn day(cursor: &mut Cursor) -> Option<Day> {
    [year_month_day, day_month_year_numbers, day_month_year, month_day_year, year_month_name_day, with_units, compact]
        .into_iter()
        .find_map(|form| cursor.attempt(form))
}

/// `2022-01-08`, `2022/1/8`, `2022.01.08`
fn year_month_day(cursor: &mut Cursor) -> Option<Day> {
    let year = cursor.number(4..=4)?;
    let mark = ['-', '/', '.'].into_iter().find(|&mark| cursor.glued_mark(mark))?;
    let month = cursor.glued_number(1..=2)?;
    let day = if cursor.glued_mark(mark) { cursor.glued_number(1..=2) } else { None }?;
    // `IntelliJ 2022.1.3` is a version.
    let doubtful = cursor.among_words && mark == '.';
    Some(Day { date: date(year, month, day)?, month_first: None, numbers: true, iso: true, doubtful })
}

/// `08/01/2022`, `8.1.2022`, `08-01-22`: the day first, unless only America's order gives a date.
fn day_month_year_numbers(cursor: &mut Cursor) -> Option<Day> {
    let first = cursor.number(1..=2)?;
    let spread = !cursor.among_words;
    let mark = ['/', '-', '.'].into_iter().find(|&mark| is_here(cursor, mark, spread))?;
    cursor.skip(1);
    let second = if spread { cursor.number(1..=2) } else { cursor.glued_number(1..=2) }?;
    if !is_here(cursor, mark, spread) {
        return None;
    }
    cursor.skip(1);
    if !spread && cursor.peek()?.spaced {
        return None;
    }
    let (year, short) = year(cursor)?;
    let day_first = date(year, second, first);
    let month_first = date(year, first, second);
    let date = day_first.or(month_first.filter(|_| second > 12))?;
    let doubtful = cursor.among_words && short;
    Some(Day { date, month_first, numbers: true, iso: false, doubtful })
}

fn is_here(cursor: &Cursor, mark: char, spread: bool) -> bool {
    cursor.peek().is_some_and(|token| token.is(mark) && (spread || !token.spaced))
}

/// `8 Januari 2022`, `8th of January, 2022`, `08-Jan-22`, `8 Jan. '22`
fn day_month_year(cursor: &mut Cursor) -> Option<Day> {
    let day = cursor.number(1..=2)?;
    cursor.word_of(&ORDINALS);
    // `Senin 9, Mei 10` counts days of two months.
    let marks = if cursor.among_words { &['-', '/', '.'][..] } else { &['-', '/', '.', ','] };
    let _ = any_mark(cursor, marks) || cursor.word_of(&["of"]);
    let month = cursor.word(names::month)?;
    cursor.mark('.');
    any_mark(cursor, &['-', '/', ',']);
    let (year, short) = year(cursor)?;
    in_words(cursor, year, month, day, short)
}

/// `January 8, 2022`, `Jan. 8th 2022`, `Jan-08-2022`
fn month_day_year(cursor: &mut Cursor) -> Option<Day> {
    let month = cursor.word(names::month)?;
    cursor.mark('.');
    any_mark(cursor, &['-', '/']);
    let day = cursor.number(1..=2)?;
    cursor.word_of(&ORDINALS);
    any_mark(cursor, &[',', '-', '/', '.']);
    let (year, short) = year(cursor)?;
    in_words(cursor, year, month, day, short)
}

/// `2022 Jan 8`, `2022-Jan-08`
fn year_month_name_day(cursor: &mut Cursor) -> Option<Day> {
    let year = cursor.number(4..=4)?;
    let marked = any_mark(cursor, &['-', '/', ',']);
    let month = cursor.word(names::month)?;
    cursor.mark('.');
    any_mark(cursor, &['-', '/']);
    let day = cursor.number(1..=2)?;
    cursor.word_of(&ORDINALS);
    in_words(cursor, year, month, day, !marked)
}

fn in_words(cursor: &Cursor, year: u32, month: i8, day: u32, doubtful: bool) -> Option<Day> {
    let date = date(year, u32::from(month.unsigned_abs()), day)?;
    Some(Day { date, month_first: None, numbers: false, iso: false, doubtful: cursor.among_words && doubtful })
}

/// `2022年1月8日`, `2022년 1월 8일`
fn with_units(cursor: &mut Cursor) -> Option<Day> {
    let mut unit = |digits: RangeInclusive<usize>, marks: [char; 2]| {
        let value = cursor.number(digits)?;
        marks.into_iter().any(|mark| cursor.mark(mark)).then_some(value)
    };
    let year = unit(4..=4, ['年', '년'])?;
    let month = unit(1..=2, ['月', '월'])?;
    let day = unit(1..=2, ['日', '일'])?;
    Some(Day { date: date(year, month, day)?, month_first: None, numbers: true, iso: false, doubtful: false })
}

/// `20220108`, and among words only with a time behind it: `20220108T130300Z`.
fn compact(cursor: &mut Cursor) -> Option<Day> {
    let all = cursor.number(8..=8)?;
    let date = date(all / 10_000, all / 100 % 100, all % 100)?;
    let timed = cursor.peek().is_some_and(|token| !token.spaced && token.word() == Some("t"));
    (timed || !cursor.among_words).then_some(Day { date, month_first: None, numbers: true, iso: true, doubtful: false })
}

/// A year, and whether it was written with two digits. Two digits that go on as a time are none: `5 Nov 20:25`.
fn year(cursor: &mut Cursor) -> Option<(u32, bool)> {
    if let Some(year) = cursor.number(4..=4) {
        return Some((year, false));
    }
    let _ = any_mark(cursor, &['\'', '\u{2019}', '\u{2018}']);
    let year = cursor.number(2..=2)?;
    let goes_on = [':', '.'].into_iter().any(|mark| cursor.is_glued(mark))
        && cursor.peek_at(1).is_some_and(|token| !token.spaced && token.is_number());
    let century = if year < PIVOT { 2000 } else { 1900 };
    (!goes_on).then_some((century + year, true))
}

fn any_mark(cursor: &mut Cursor, marks: &[char]) -> bool {
    marks.iter().any(|&mark| cursor.mark(mark))
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    if !YEARS.contains(&year) {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Whether the pieces from `first` up to `end` stand free: not cut out of an address, a sum or a longer number.
pub(super) fn stands_free(tokens: &[Token], first: usize, end: usize, found: &Found) -> bool {
    !is_bound_before(tokens, first, found.day.numbers) && !is_bound_behind(tokens, end, found.clock.is_some())
}

fn is_bound_before(tokens: &[Token], first: usize, numbers: bool) -> bool {
    let Some(before) = first.checked_sub(1).and_then(|at| tokens.get(at)) else { return false };
    if tokens[first].spaced {
        return false;
    }
    let Kind::Mark(mark) = before.kind else { return true };
    // `$8`, `#8`, `+8`, `=8`, `/8/1/`: what these stand before is no date.
    if matches!(mark, '$' | '€' | '£' | '#' | '+' | '=' | '&' | '_' | '%' | '\\') || (numbers && mark == '/') {
        return true;
    }
    let Some(behind_what) = first.checked_sub(2).and_then(|at| tokens.get(at)).filter(|_| !before.spaced) else {
        return false;
    };
    let joined = behind_what.is_number() || behind_what.word().is_some();
    joined && (mark == '/' || (matches!(mark, '-' | '.' | ':' | ',') && (numbers || behind_what.is_number())))
}

fn is_bound_behind(tokens: &[Token], end: usize, timed: bool) -> bool {
    let Some(next) = tokens.get(end).filter(|next| !next.spaced) else { return false };
    let Kind::Mark(mark) = next.kind else { return true };
    let goes_on = tokens.get(end + 1).is_some_and(|token| !token.spaced && (token.is_number() || mark == '/'));
    // Behind a time a dash starts a range of hours.
    mark == '%' || (goes_on && (matches!(mark, '/' | '.' | ':' | ',' | '_') || (mark == '-' && !timed)))
}
