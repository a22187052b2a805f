//! A date with its weekday and its time around it, and whether it stands free among other words. [`super`] calls this.

use jiff::civil::Weekday;

use super::clock::{self, Clock};
use super::cursor::Cursor;
use super::day::{self, Day};
use super::names;
use super::scan::{Kind, Token};
use super::zone::{self, Zone};

/// What was found written; `D` is what says the day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<D = Day> {
    /// The weekday, and whether its name is English.
    pub weekday: Option<(Weekday, bool)>,
    pub day: D,
    pub clock: Option<Clock>,
    pub zone: Option<Zone>,
}

impl Found {
    fn weekday_agrees(&self) -> bool {
        self.weekday.is_some_and(|(weekday, _)| weekday == self.day.date.weekday())
    }
}

/// Reads the date that starts at the cursor, and leaves the cursor behind its last piece.
pub(super) fn found(cursor: &mut Cursor) -> Option<Found> {
    let day = |cursor: &mut Cursor| day::day(cursor).map(|day| (day, day.iso));
    let found = cursor
        .attempt(|cursor| date_first(cursor, day))
        .or_else(|| cursor.attempt(year_last))
        .or_else(|| cursor.attempt(|cursor| time_first(cursor, day)))
        .or_else(|| cursor.attempt(run_together))
        .filter(|found| !found.day.doubtful || found.clock.is_some() || found.weekday_agrees())?;
    while cursor.close() {}
    Some(found)
}

/// Reads a day that `day` knows, with what stands around it; `day` says as well whether the day was written as ISO
/// 8601 has it.
pub(super) fn around<D>(cursor: &mut Cursor, day: fn(&mut Cursor) -> Option<D>) -> Option<Found<D>> {
    let day = |cursor: &mut Cursor| day(cursor).map(|day| (day, false));
    let found = cursor
        .attempt(|cursor| date_first(cursor, day))
        .or_else(|| cursor.attempt(|cursor| time_first(cursor, day)))?;
    while cursor.close() {}
    Some(found)
}

/// `Sabtu, 8 Januari 2022 - 13:03 WIB`
fn date_first<D>(cursor: &mut Cursor, day: impl FnOnce(&mut Cursor) -> Option<(D, bool)>) -> Option<Found<D>> {
    let before = weekday_before(cursor);
    let (day, iso) = day(cursor)?;
    let weekday = before.or_else(|| weekday_behind(cursor));
    let time = cursor.attempt(|cursor| {
        cursor.gap();
        clock::time_and_zone(cursor, iso)
    });
    let zone = match time {
        Some((_, zone)) => zone,
        None => zone::of_date(cursor),
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
    let date = day::date(cursor, year, u32::from(month.unsigned_abs()), day)?;
    // git prints its offset behind the year.
    let zone = zone.or_else(|| zone::of_date(cursor));
    let day = Day { date, month_first: None, numbers: false, iso: false, doubtful: false };
    Some(Found { weekday, day, clock: Some(clock), zone })
}

/// `1:03 PM EST, Sat January 8, 2022`
fn time_first<D>(cursor: &mut Cursor, day: impl FnOnce(&mut Cursor) -> Option<(D, bool)>) -> Option<Found<D>> {
    // `3.75` is no impossible time: it takes the date behind it to make it a time at all.
    let ((clock, zone), behind) = cursor.look(|ahead| clock::time_and_zone(ahead, false).map(|read| (read, *ahead)))?;
    *cursor = behind;
    cursor.gap();
    for _ in 0..2 {
        cursor.word_of(&["on", "pada", "hari", "tanggal"]);
    }
    let before = weekday_before(cursor);
    let (day, _) = day(cursor)?;
    let weekday = before.or_else(|| weekday_behind(cursor));
    let zone = zone.or_else(|| zone::of_date(cursor));
    Some(Found { weekday, day, clock: Some(clock), zone })
}

/// `20220108130300`, `202201081303`, where it stands alone.
fn run_together(cursor: &mut Cursor) -> Option<Found> {
    if cursor.among_words {
        return None;
    }
    let all = cursor.long_number(14).or_else(|| cursor.long_number(12).map(|all| all * 100))?;
    let part = |unit: u64, size: u64| (all / unit % size) as u32;
    let year = part(10_000_000_000, 10_000);
    if !day::YEARS.contains(&year) {
        return None;
    }
    let date = day::date(cursor, year, part(100_000_000, 100), part(1_000_000, 100))?;
    let clock = clock::run_together(part(10_000, 100), part(100, 100), part(1, 100))?;
    let day = Day { date, month_first: None, numbers: true, iso: true, doubtful: false };
    Some(Found { weekday: None, day, clock: Some(clock), zone: zone::zone(cursor, true) })
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
