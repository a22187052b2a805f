//! Zones: as an offset, by name, or both, with what stands around them. [`super::clock`] and [`super::calendar`] call
//! this.

use jiff::tz::{Offset, TimeZone};

use super::Impossible;
use super::cursor::Cursor;
use super::names;
use super::scan::Token;

/// A zone's offset from UTC lies between these, in minutes (Baker Island and Kiribati).
pub(super) const OFFSETS: std::ops::RangeInclusive<i32> = -12 * 60..=14 * 60;

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

/// Reads a zone behind a date that has no time: `2022-01-08Z`, `2022-01-08+07:00`.
pub(super) fn of_date(cursor: &mut Cursor) -> Option<Zone> {
    cursor.attempt(|cursor| {
        if cursor.is_glued('-') {
            return None;
        }
        zone(cursor, true).filter(|zone| matches!(zone, Zone::Fixed(_)))
    })
}

/// A zone, with what may stand around it: brackets, and behind it the same zone once more in words.
pub(super) fn zone(cursor: &mut Cursor, signs_are_glued: bool) -> Option<Zone> {
    let zone = cursor
        .attempt(|cursor| {
            if !cursor.mark('(') {
                return None;
            }
            let zone = offset(cursor, true).or_else(|| named(cursor))?;
            cursor.mark(')').then_some(zone)
        })
        .or_else(|| offset(cursor, signs_are_glued))
        .or_else(|| cursor.attempt(iana))
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
                cursor.note(Impossible::Offset);
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
        let zone = fixed(if west { -(minutes as i32) } else { minutes as i32 });
        if zone.is_none() {
            cursor.note(Impossible::Offset);
        }
        zone
    })
}

/// `0700`, `07:00`: an offset that lost its sign, as `+` is lost in an address. Only where the date stands alone.
pub(super) fn unsigned(cursor: &mut Cursor) -> Option<Zone> {
    cursor.attempt(|cursor| {
        if cursor.among_words || !cursor.peek()?.spaced {
            return None;
        }
        let (hours, minutes) = if let Some(both) = cursor.number(4..=4) {
            (both / 100, both % 100)
        } else {
            let hours = cursor.number(2..=2)?;
            (hours, if cursor.glued_mark(':') { cursor.glued_number(2..=2) } else { None }?)
        };
        if minutes < 60 { fixed((hours * 60 + minutes) as i32) } else { None }
    })
}

/// `Asia/Jakarta`, where the date stands alone. Of the places with a season none is known.
fn iana(cursor: &mut Cursor) -> Option<Zone> {
    if cursor.among_words || !cursor.word_of(&names::IANA_AREAS) || !cursor.glued_mark('/') {
        return None;
    }
    let known = cursor.peek()?.word().map(names::iana)?;
    cursor.skip(1);
    while cursor.glued_mark('_') || cursor.glued_mark('/') {
        cursor.skip(1);
    }
    Some(known.and_then(|minutes| fixed(i32::from(minutes))).unwrap_or(Zone::Unknown))
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
        if let Some(minutes) = names::zone(word, token.is_upper() || !cursor.among_words) {
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

/// What stands behind a zone and repeats it: `(WIB)`, `(Western Indonesia Time)`, `UTC`; where the
/// date stands alone `[Asia/Jakarta]` and `(UTC+7)` as well.
fn comment(cursor: &mut Cursor) {
    let bracketed = cursor.attempt(|cursor| {
        let close = if cursor.mark('(') { ')' } else { cursor.mark('[').then_some(']')? };
        for _ in 0..8 {
            if cursor.mark(close) {
                return Some(());
            }
            let token = cursor.peek()?;
            let in_zone = ['/', '+', '-', ':', '_'].iter().any(|&mark| token.is(mark)) || token.is_number();
            if token.word().is_none() && (cursor.among_words || !in_zone) {
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
