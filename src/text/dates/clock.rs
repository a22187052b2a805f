//! The time of day and its zone, as they stand beside a date. [`super::calendar`] calls this.

use jiff::civil::Time;
use jiff::tz::{Offset, TimeZone};

use super::cursor::Cursor;
use super::names::{self, Half};
use super::scan::Token;

/// Words that announce a time: `8 Januari 2022 pukul 13.03`.
const CLOCK_WORDS: [&str; 7] = ["pukul", "pkl", "pk", "jam", "at", "t", "pada"];

/// A zone's offset from UTC lies between these, in minutes (Baker Island and Kiribati).
const OFFSETS: std::ops::RangeInclusive<i32> = -12 * 60..=14 * 60;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub time: Time,
    /// Whether it was written `24:00`, the midnight that ends the day.
    pub next_day: bool,
}

/// The zone of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    Fixed(Offset),
    /// An American zone named without its season: this many hours behind UTC in winter.
    American(u8),
    /// There is a name, but not one that we know.
    Unknown,
}

impl Zone {
    /// The offset at `local`, where there is one. Seasons follow the law of 2007 and the one of 1987.
    pub(super) fn offset_at(self, local: jiff::civil::DateTime) -> Option<Offset> {
        match self {
            Self::Fixed(offset) => Some(offset),
            Self::Unknown => None,
            Self::American(hours) => {
                let seasons = if local.year() < 2007 { "M4.1.0,M10.5.0" } else { "M3.2.0,M11.1.0" };
                let zone = TimeZone::posix(&format!("STD{hours}DST,{seasons}")).ok()?;
                Some(zone.to_offset(zone.to_ambiguous_timestamp(local).compatible().ok()?))
            }
        }
    }
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
        let written = digits(cursor, announced)?;
        let half = half(cursor);
        let clock = written.on_the_clock(half)?;
        cursor.word_of(&["hrs", "hours"]);
        let zone = zone(cursor, iso || written.second.is_some()).or_else(|| zone_of_range(cursor));
        let sure = match written.form {
            Form::Colon => true,
            Form::Dot => announced || half.is_some() || zone.is_some() || ends_here(cursor),
            Form::Hour => half.is_some() || (announced && zone.is_some()),
            Form::Bare => iso || matches!(zone, Some(Zone::Fixed(offset)) if offset == Offset::UTC),
        };
        (sure || (!cursor.among_words && written.form == Form::Dot)).then_some((clock, zone))
    })
}

/// Reads a zone behind a date that has no time: `2022-01-08Z`, `2022-01-08+07:00`.
pub(super) fn zone_of_date(cursor: &mut Cursor) -> Option<Zone> {
    cursor.attempt(|cursor| {
        if cursor.is_glued('-') {
            return None;
        }
        zone(cursor, true).filter(|zone| matches!(zone, Zone::Fixed(_)))
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
        zone(cursor, false).filter(|zone| matches!(zone, Zone::Fixed(_)))
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

/// `13:03`, `13:03:00`, `13:03:00.123`; the fraction is dropped, for the news has no use for it.
fn colon(cursor: &mut Cursor) -> Option<Digits> {
    let hour = cursor.number(1..=2)?;
    let spaced = cursor.peek()?.spaced;
    if !cursor.mark(':') {
        return None;
    }
    // `13 : 03` is met where a date stands alone.
    let minute = if spaced && !cursor.among_words { cursor.number(2..=2) } else { cursor.glued_number(2..=2) }?;
    let second = cursor.attempt(|cursor| if cursor.glued_mark(':') { cursor.glued_number(2..=2) } else { None });
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

/// `am`, `p.m.`, `malam`, `tengah hari`
fn half(cursor: &mut Cursor) -> Option<Half> {
    cursor.attempt(|cursor| cursor.word(names::half)).or_else(|| {
        cursor.attempt(|cursor| {
            if cursor.word_of(&["tengah", "tgh"]) {
                return cursor.word_of(&["hari"]).then_some(Half::Noon);
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

/// A zone, with what may stand around it: brackets, and behind it the same zone once more in words.
fn zone(cursor: &mut Cursor, signs_are_glued: bool) -> Option<Zone> {
    let zone = cursor
        .attempt(|cursor| {
            if !cursor.mark('(') {
                return None;
            }
            let zone = offset(cursor, true).or_else(|| named(cursor))?;
            cursor.mark(')').then_some(zone)
        })
        .or_else(|| offset(cursor, signs_are_glued))
        .or_else(|| named(cursor))?;
    comment(cursor);
    Some(zone)
}

/// `+0700`, `+07:00`, `+07`, `-5`; `glued` allows one with no blank before it.
fn offset(cursor: &mut Cursor, glued: bool) -> Option<Zone> {
    cursor.attempt(|cursor| {
        let sign = cursor.peek()?;
        if !sign.spaced && !glued && sign.is('-') {
            return None;
        }
        let west = if cursor.mark('+') { false } else { cursor.mark('-').then_some(true)? };
        let minutes = if let Some(both) = cursor.glued_number(4..=4) {
            if both % 100 > 59 {
                return None;
            }
            both / 100 * 60 + both % 100
        } else {
            let hours = cursor.glued_number(1..=2)?;
            let colon = cursor.is_glued(':') || cursor.is_glued('.');
            let minutes = cursor.attempt(|cursor| {
                cursor.skip(usize::from(colon));
                if colon { cursor.glued_number(2..=2) } else { None }
            });
            // `13:03 - 2 menit`, `13:03 -5 degrees`: an offset among words has two digits of hours.
            let short = minutes.is_none() && cursor.previous()?.written.len() < 2;
            if short && cursor.among_words {
                return None;
            }
            hours * 60 + minutes.filter(|minutes| *minutes < 60).unwrap_or(0)
        };
        if cursor.peek().is_some_and(|token| !token.spaced && (token.is_number() || token.word().is_some())) {
            return None;
        }
        fixed(if west { -(minutes as i32) } else { minutes as i32 })
    })
}

/// `WIB`, `GMT+7`, `UTC +05:30`, `ET`; and in a date that stands alone, any capitals.
fn named(cursor: &mut Cursor) -> Option<Zone> {
    let token = cursor.peek()?;
    let word = token.word()?;
    if cursor.among_words && cursor.peek_at(1).is_some_and(|next| next.is_number() && !next.spaced) {
        return None;
    }
    // `13:03 PT Pertamina` is a company.
    let before = cursor.previous().and_then(Token::word);
    let american = token.is_upper()
        && (matches!(before, Some("am" | "pm" | "m")) || cursor.peek_at(1).is_none_or(|next| next.word().is_none()));
    cursor.attempt(|cursor| {
        cursor.skip(1);
        if let Some(minutes) = names::zone(word, token.is_upper()) {
            if matches!(word, "gmt" | "utc")
                && let Some(zone) = cursor.attempt(signed_behind_name)
            {
                return Some(zone);
            }
            return fixed(i32::from(minutes));
        }
        if let Some(hours) = names::american(word).filter(|_| american) {
            return Some(Zone::American(hours));
        }
        // RFC 2822 4.3: a name that nobody knows says no more than that there is a zone.
        let unknown = token.is_upper() && word.len() <= 5 && !cursor.among_words && names::month(word).is_none();
        unknown.then_some(Zone::Unknown)
    })
}

/// The offset behind `GMT` or `UTC`; here one digit of hours is enough.
fn signed_behind_name(cursor: &mut Cursor) -> Option<Zone> {
    let among_words = std::mem::replace(&mut cursor.among_words, false);
    let zone = offset(cursor, true);
    cursor.among_words = among_words;
    zone
}

/// What stands behind a zone and repeats it: `(WIB)`, `(Western Indonesia Time)`, `[Asia/Jakarta]`, `UTC`.
fn comment(cursor: &mut Cursor) {
    let bracketed = cursor.attempt(|cursor| {
        let close = if cursor.mark('(') { ')' } else { cursor.mark('[').then_some(']')? };
        for _ in 0..8 {
            if cursor.mark(close) {
                return Some(());
            }
            let token = cursor.peek()?;
            if token.word().is_none() && !['/', '+', '_'].iter().any(|&m| token.is(m)) {
                return None;
            }
            cursor.skip(1);
        }
        None
    });
    if bracketed.is_none() {
        cursor.attempt(|cursor| {
            let token = cursor.peek()?;
            cursor.word(|word| names::zone(word, token.is_upper()))
        });
    }
}

fn fixed(minutes: i32) -> Option<Zone> {
    if !OFFSETS.contains(&minutes) {
        return None;
    }
    Offset::from_seconds(minutes * 60).ok().map(Zone::Fixed)
}
