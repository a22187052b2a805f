//! The forms of a day of the calendar: which pieces in which order. [`super::calendar`] calls this.

use std::ops::RangeInclusive;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::Impossible;
use super::cursor::Cursor;
use super::names;

/// Years that are read; what lies outside is a misprint or no year at all.
pub(super) const YEARS: RangeInclusive<u32> = 1900..=2200;

/// Years of two digits below this are of this century (RFC 2822 4.3).
const PIVOT: u32 = 50;

/// A day of the calendar as its form gives it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Day {
    pub date: Date,
    /// The date that the same digits are in America, where both readings are dates.
    pub month_first: Option<Date>,
    /// Whether it was written in numbers only.
    pub numbers: bool,
    /// Whether it was written year first, in numbers.
    pub iso: bool,
    /// Whether it takes a time or a weekday that agrees beside it to be sure, among other words, that this is a date.
    pub doubtful: bool,
}

/// A form of a day, read at the cursor.
type Form = fn(&mut Cursor) -> Option<Day>;

/// The forms, the frequent ones first.
const FORMS: [Form; 9] = [
    year_month_day,
    day_month_year_numbers,
    day_month_year,
    month_day_year,
    year_month_name_day,
    with_units,
    compact,
    ordinal,
    week,
];

/// Reads the day that starts at the cursor.
pub(super) fn day(cursor: &mut Cursor) -> Option<Day> {
    FORMS.into_iter().find_map(|form| cursor.attempt(form))
}

/// `2022-01-08`, `2022/1/8`, `2022.01.08`
fn year_month_day(cursor: &mut Cursor) -> Option<Day> {
    let year = cursor.number(4..=4)?;
    let mark = ['-', '/', '.'].into_iter().find(|&mark| cursor.glued_mark(mark))?;
    let month = cursor.glued_number(1..=2)?;
    let day = if cursor.glued_mark(mark) { cursor.glued_number(1..=2) } else { None }?;
    // `IntelliJ 2022.1.3` is a version.
    let doubtful = cursor.among_words && mark == '.';
    Some(Day { date: date(cursor, year, month, day)?, month_first: None, numbers: true, iso: true, doubtful })
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
    let month_first = checked(year, first, second).ok();
    let date = match month_first.filter(|_| second > 12) {
        Some(date) => date,
        // `25-23-25` is the score of three sets, and no impossible date.
        None if short => checked(year, second, first).ok()?,
        None => date(cursor, year, second, first)?,
    };
    let doubtful = cursor.among_words && short;
    Some(Day { date, month_first, numbers: true, iso: false, doubtful })
}

fn is_here(cursor: &Cursor, mark: char, spread: bool) -> bool {
    cursor.peek().is_some_and(|token| token.is(mark) && (spread || !token.spaced))
}

/// `8 Januari 2022`, `8th of January, 2022`, `08-Jan-22`, `8 Jan. '22`
fn day_month_year(cursor: &mut Cursor) -> Option<Day> {
    let day = cursor.number(1..=2)?;
    cursor.ordinal();
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
    cursor.ordinal();
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
    cursor.ordinal();
    in_words(cursor, year, month, day, !marked)
}

fn in_words(cursor: &mut Cursor, year: u32, month: i8, day: u32, doubtful: bool) -> Option<Day> {
    let date = date(cursor, year, u32::from(month.unsigned_abs()), day)?;
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
    let date = date(cursor, year, month, day)?;
    Some(Day { date, month_first: None, numbers: true, iso: false, doubtful: false })
}

/// `20220108`, and among words only with a time behind it: `20220108T130300Z`.
fn compact(cursor: &mut Cursor) -> Option<Day> {
    let all = cursor.number(8..=8)?;
    // Eight digits that start with no year are a number.
    if !YEARS.contains(&(all / 10_000)) {
        return None;
    }
    let date = date(cursor, all / 10_000, all / 100 % 100, all % 100)?;
    let timed = cursor.peek().is_some_and(|token| !token.spaced && token.word() == Some("t"));
    (timed || !cursor.among_words).then_some(Day { date, month_first: None, numbers: true, iso: true, doubtful: false })
}

/// `2022-008`, the eighth day of the year.
fn ordinal(cursor: &mut Cursor) -> Option<Day> {
    let year = known_year(cursor)?;
    let day = if cursor.glued_mark('-') { cursor.glued_number(3..=3) } else { None }?;
    let date = Date::new(year, 1, 1).ok()?.with().day_of_year(day as i16).build();
    if date.is_err() {
        cursor.note(Impossible::Ordinal { year, day });
    }
    // `pasal 2022-123` is no date.
    let doubtful = cursor.among_words;
    Some(Day { date: date.ok()?, month_first: None, numbers: true, iso: true, doubtful })
}

/// `2022-W01-6`, `2022W016`, the sixth day of the first week.
fn week(cursor: &mut Cursor) -> Option<Day> {
    let year = known_year(cursor)?;
    let marked = cursor.glued_mark('-');
    if cursor.peek()?.spaced || !cursor.word_of(&["w"]) {
        return None;
    }
    let (week, day) = if marked {
        let week = cursor.glued_number(2..=2)?;
        (week, if cursor.glued_mark('-') { cursor.glued_number(1..=1) } else { None }?)
    } else {
        let both = cursor.glued_number(3..=3)?;
        (both / 10, both % 10)
    };
    let weekday = Weekday::from_monday_one_offset(day as i8).ok()?;
    let date = ISOWeekDate::new(year, week as i8, weekday);
    if date.is_err() {
        cursor.note(Impossible::Week { year, week });
    }
    Some(Day { date: date.ok()?.date(), month_first: None, numbers: true, iso: true, doubtful: false })
}

/// A year of four digits that is one of [`YEARS`].
fn known_year(cursor: &mut Cursor) -> Option<i16> {
    i16::try_from(cursor.number(4..=4).filter(|year| YEARS.contains(year))?).ok()
}

/// Reads what names a month or a week of a year and no day of it: `2022`, `2022-01`, `Januari 2022`, `2022-W01`.
pub(super) fn without_day(cursor: &mut Cursor) -> Option<()> {
    let month_before = cursor.attempt(|cursor| {
        cursor.word(names::month)?;
        cursor.mark('.');
        any_mark(cursor, &[',', '-', '/']);
        Some(())
    });
    known_year(cursor)?;
    if month_before.is_some() {
        return Some(());
    }
    cursor.attempt(|cursor| {
        any_mark(cursor, &['-', '/', ',']);
        let month = cursor.word(names::month).is_some();
        let week = !month && cursor.word_of(&["w"]);
        if !month {
            cursor.glued_number(2..=2).filter(|number| week || (1..=12).contains(number))?;
        }
        Some(())
    });
    Some(())
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

/// The date, where there is one; where not, the cursor is told.
pub(super) fn date(cursor: &mut Cursor, year: u32, month: u32, day: u32) -> Option<Date> {
    checked(year, month, day).map_err(|impossible| cursor.note(impossible)).ok()
}

fn checked(year: u32, month: u32, day: u32) -> Result<Date, Impossible> {
    if !YEARS.contains(&year) {
        return Err(Impossible::Year(year));
    }
    // A number that is too large for the calendar's types is no day of it either.
    let small = |number: u32| i8::try_from(number).unwrap_or(i8::MAX);
    Date::new(year as i16, small(month), small(day)).map_err(|_| Impossible::Date { year, month, day })
}
