//! The time of day and its zone, as they stand beside a date. [`super::calendar`] calls this.

use jiff::civil::Time;
use jiff::tz::Offset;

use super::Impossible;
use super::cursor::Cursor;
use super::names::{self, Half};
use super::zone::{self, Zone};

/// Words that announce a time: `8 Januari 2022 pukul 13.03`.
const CLOCK_WORDS: [&str; 7] = ["pukul", "pkl", "pk", "jam", "at", "t", "pada"];

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub time: Time,
    /// Whether it was written `24:00`, the midnight that ends the day.
    pub next_day: bool,
}

/// Reads a time and the zone behind it. `iso` says that the date before it was written year first, in numbers, so
/// that a sign glued to the minutes is an offset and no range of hours.
pub(super) fn time_and_zone(cursor: &mut Cursor, iso: bool) -> Option<(Clock, Option<Zone>)> {
    cursor.attempt(|cursor| {
        let announced = cursor.word_of(&CLOCK_WORDS);
        if announced {
            // `pukul: 13.03`, `pkl. 13.03`
            let _ = cursor.mark('.') || cursor.mark(':');
        }
        let before = cursor.word(names::half_before);
        let written = digits(cursor, announced || before.is_some())?;
        let half = before.or_else(|| half(cursor));
        let Some(clock) = written.on_the_clock(half) else {
            written.note_impossible(cursor);
            return None;
        };
        let hours = cursor.word_of(&["hrs", "hours"]);
        let seconds = written.second.is_some();
        let zone = zone::zone(cursor, iso || seconds)
            .or_else(|| if seconds { zone::unsigned(cursor) } else { None })
            .or_else(|| zone_of_range(cursor));
        let sure = match written.form {
            Form::Colon => true,
            Form::Dot => announced || half.is_some() || zone.is_some() || ends_here(cursor),
            Form::Hour => half.is_some() || (announced && (zone.is_some() || (iso && !cursor.among_words))),
            Form::Bare => iso || hours || matches!(zone, Some(Zone::Fixed(offset)) if offset == Offset::UTC),
        };
        (sure || (!cursor.among_words && written.form == Form::Dot)).then_some((clock, zone))
    })
}

/// The zone behind the end of a range, `13.00-15.00 WIB`: the range starts where the date is.
fn zone_of_range(cursor: &mut Cursor) -> Option<Zone> {
    cursor.attempt(|cursor| {
        if !cursor.mark('-') && !cursor.word_of(&["hingga", "sampai", "to"]) {
            return None;
        }
        cursor.attempt(colon).or_else(|| cursor.attempt(dotted))?;
        cursor.word(names::half);
        zone::zone(cursor, false).filter(|zone| matches!(zone, Zone::Fixed(_)))
    })
}

/// How the digits of a time are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `13:03`, and `13時03分`
    Colon,
    /// `13.03`
    Dot,
    /// `1` (pm)
    Hour,
    /// `1303`, `130300`
    Bare,
}

#[derive(Debug, Clone, Copy)]
struct Digits {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    form: Form,
}

impl Digits {
    /// The time these digits mean in `half` of a day; none where there is no such time.
    fn on_the_clock(self, half: Option<Half>) -> Option<Clock> {
        let Digits { hour, minute, second, form } = self;
        // A leap second is no time that a clock here can show; it is the second before it.
        let second = second.map_or(0, |second| if second == 60 { 59 } else { second });
        if minute > 59 || second > 59 {
            return None;
        }
        if hour == 24 {
            return (minute == 0 && second == 0 && half.is_none() && form != Form::Hour)
                .then_some(Clock { time: Time::midnight(), next_day: true });
        }
        let hour = match (half, hour) {
            // A clock of twenty-four hours, whatever is written behind it: "13:03 PM".
            (None, _) | (Some(_), 13..) if form != Form::Hour || half.is_none() => hour,
            (Some(Half::Morning), 12) => 0,
            (Some(Half::Morning), 0..12) | (Some(Half::Noon), 9..=12) | (Some(Half::Night), 0..=4) => hour,
            (Some(Half::Afternoon), 12) => 12,
            (Some(Half::Afternoon), 0..12) | (Some(Half::Noon), 1..=4) | (Some(Half::Night), 6..=11) => hour + 12,
            // Twelve at night ends a day for some and begins it for others.
            _ => return None,
        };
        let time = Time::new(i8::try_from(hour).ok()?, minute as i8, second as i8, 0).ok()?;
        Some(Clock { time, next_day: false })
    }

    /// Tells the cursor, where these are the digits of a time that no clock shows: `25:03`, `13:61`, `24:01`.
    fn note_impossible(self, cursor: &mut Cursor) {
        let Digits { hour, minute, second, form } = self;
        let second = second.unwrap_or(0);
        let beyond = minute > 59 || second > 60 || hour > 24 || (hour == 24 && (minute, second) != (0, 0));
        if beyond && matches!(form, Form::Colon | Form::Dot) {
            cursor.note(Impossible::Time { hour, minute, second });
        }
    }
}

fn digits(cursor: &mut Cursor, announced: bool) -> Option<Digits> {
    cursor.attempt(colon).or_else(|| cursor.attempt(dotted)).or_else(|| cursor.attempt(east_asian)).or_else(|| {
        if let Some(bare) = cursor.attempt(bare) {
            return Some(bare);
        }
        let hour = cursor.number(1..=2)?;
        let half_follows = cursor.look(|cursor| half(cursor).is_some());
        (half_follows || announced).then_some(Digits { hour, minute: 0, second: None, form: Form::Hour })
    })
}

/// The time that digits run together say, `130300`.
pub(super) fn run_together(hour: u32, minute: u32, second: u32) -> Option<Clock> {
    Digits { hour, minute, second: Some(second), form: Form::Bare }.on_the_clock(None)
}

/// `13:03`, `13:03:00`, `13:03:00.123`; the fraction is dropped, for the news has no use for it.
fn colon(cursor: &mut Cursor) -> Option<Digits> {
    let hour = cursor.number(1..=2)?;
    let spaced = cursor.peek()?.spaced;
    if !cursor.mark(':') {
        return None;
    }
    // `13 : 03` and `13:3:0` are met where a date stands alone; `3:0` is a score even there.
    let minute = if spaced && !cursor.among_words { cursor.number(2..=2) } else { cursor.glued_number(1..=2) }?;
    let two_digits = cursor.previous()?.written.len() == 2;
    let shortest = if cursor.among_words { 2 } else { 1 };
    let second = cursor.attempt(|cursor| if cursor.glued_mark(':') { cursor.glued_number(shortest..=2) } else { None });
    if !two_digits && (second.is_none() || cursor.among_words) {
        return None;
    }
    if second.is_some() {
        cursor.attempt(|cursor| {
            if cursor.glued_mark('.') || cursor.glued_mark(',') { cursor.glued_number(1..=12) } else { None }
        });
    }
    no_more_digits(cursor).then_some(Digits { hour, minute, second, form: Form::Colon })
}

/// `13.03`, `13.03.00`
fn dotted(cursor: &mut Cursor) -> Option<Digits> {
    let hour = cursor.number(1..=2)?;
    let minute = if cursor.glued_mark('.') { cursor.glued_number(2..=2) } else { None }?;
    let second = cursor.attempt(|cursor| if cursor.glued_mark('.') { cursor.glued_number(2..=2) } else { None });
    no_more_digits(cursor).then_some(Digits { hour, minute, second, form: Form::Dot })
}

/// `13時03分`, `13시 03분`, each with seconds or without.
fn east_asian(cursor: &mut Cursor) -> Option<Digits> {
    let unit = |cursor: &mut Cursor, marks: [char; 3]| {
        cursor.attempt(|cursor| {
            let value = cursor.number(1..=2)?;
            marks.into_iter().any(|mark| cursor.mark(mark)).then_some(value)
        })
    };
    let hour = unit(cursor, ['時', '时', '시'])?;
    let minute = unit(cursor, ['分', '分', '분']).unwrap_or(0);
    let second = unit(cursor, ['秒', '秒', '초']);
    Some(Digits { hour, minute, second, form: Form::Colon })
}

/// `1303`, `130300`
fn bare(cursor: &mut Cursor) -> Option<Digits> {
    let all = if let Some(short) = cursor.number(4..=4) { short * 100 } else { cursor.number(6..=6)? };
    Some(Digits { hour: all / 10_000, minute: all / 100 % 100, second: Some(all % 100), form: Form::Bare })
}

/// Whether the number ends here, and is not the start of a longer one: `13.03.2022`, `10.000,00`.
fn no_more_digits(cursor: &Cursor) -> bool {
    let goes_on = cursor.peek().is_some_and(|token| !token.spaced && ['.', ':', ',', '%'].iter().any(|&m| token.is(m)));
    !(goes_on && (cursor.is_glued('%') || cursor.peek_at(1).is_some_and(|token| !token.spaced && token.is_number())))
}

/// Whether a sentence, a part of a line or the text ends here.
fn ends_here(cursor: &Cursor) -> bool {
    cursor.peek().is_none_or(|token| [')', '|', '·', '•', '.', ';', '-', ']'].iter().any(|&mark| token.is(mark)))
}

/// `am`, `p.m.`, `malam`, `tengah hari`, `dini hari`
fn half(cursor: &mut Cursor) -> Option<Half> {
    cursor.attempt(|cursor| cursor.word(names::half)).or_else(|| {
        cursor.attempt(|cursor| {
            if cursor.word_of(&["tengah", "tgh"]) {
                return cursor.word(|word| match word {
                    "hari" => Some(Half::Noon),
                    "malam" => Some(Half::Night),
                    _ => None,
                });
            }
            if cursor.word_of(&["dini"]) {
                return cursor.word_of(&["hari"]).then_some(Half::Morning);
            }
            let half = cursor.word(|word| match word {
                "a" => Some(Half::Morning),
                "p" => Some(Half::Afternoon),
                _ => None,
            })?;
            if !cursor.mark('.') || !cursor.word_of(&["m"]) {
                return None;
            }
            cursor.mark('.');
            Some(half)
        })
    })
}
