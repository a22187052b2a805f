//! The date of a mail as RFC 2822 has it, which is that of nearly every item of RSS. It is read first and in a twentieth
//! of the time; whatever else it may be, the forms of a date ([`super`]) read it, and what is right they read the same.

use jiff::fmt::rfc2822::DateTimeParser;

use super::{Reading, day, zone};

static PARSER: DateTimeParser = DateTimeParser::new();

/// `Sat, 08 Jan 2022 13:03:00 +0700`, with or without weekday and seconds, and with `GMT` for the offset. None for
/// anything else, and where it is odd in any way.
pub(super) fn found(text: &str) -> Option<Reading> {
    let text = text.trim_ascii();
    let mut parts = text.rsplit(' ');
    let (zone, time, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_offset = zone.len() == 5 && zone.starts_with(['+', '-']) && zone != "-0000";
    let is_strict = (is_offset || zone == "GMT") && matches!(time.len(), 5 | 8) && year.len() == 4;
    if !is_strict || time.ends_with(":60") {
        return None;
    }
    let date = PARSER.parse_zoned(text).ok()?;
    let in_news = u32::try_from(date.year()).is_ok_and(|year| day::YEARS.contains(&year));
    let in_use = zone::OFFSETS.contains(&(date.offset().seconds() / 60));
    (in_news && in_use).then(|| Reading::instant(date.timestamp(), date.offset(), true))
}

#[cfg(test)]
mod tests {
    use jiff::tz::Offset;
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::super::{Reading, calendar, cursor::Cursor, is_around, read, reading, scan, whole};
    use super::found;

    /// What the forms of a date make of it.
    fn by_forms(text: &str) -> Option<Reading> {
        let tokens = scan::tokens(text);
        let first = tokens.iter().position(|token| !is_around(token))?;
        reading(whole(&mut Cursor::new(&tokens, first, false), calendar::found)?, Offset::UTC)
    }

    #[test]
    fn only_what_is_right_in_every_way_is_read_here() {
        for text in ["Sat, 08 Jan 2022 13:03:00 +0700", "8 Jan 2022 13:03 GMT", " Sat, 8 Jan 2022 13:03:00 -0330\n"] {
            assert!(found(text).is_some(), "{text}");
        }
        for text in [
            "Sun, 08 Jan 2022 13:03:00 +0700",
            "Sat, 08 Jan 22 13:03:00 +0700",
            "Sat, 08 Jan 2022 13:03:60 +0700",
            "Sat, 08 Jan 2022 13:03:00 EST",
            "Sat, 08 Jan 2022 13:03:00 -0000",
            "Sat, 08 Jan 1822 13:03:00 +0000",
            "Sat, 31 Feb 2022 13:03:00 +0700",
            "Sab, 08 Jan 2022 13:03:00 +0700",
            "2022-01-08T13:03:00+07:00",
            "",
        ] {
            assert!(found(text).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn it_is_what_the_forms_say(
            weekday in "((Mon|Tue|Wed|Thu|Fri|Sat|Sun|sat|SUN),? ?)?",
            day in 1_u8..32,
            month in "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|jan|DEC",
            year in 1890_u16..2210,
            time in "[012][0-9]:[0-6][0-9](:[0-6][0-9])?",
            zone in "GMT|[+-][012][0-9][0-6][0-9]",
        ) {
            let text = format!("{weekday}{day} {month} {year} {time} {zone}");
            if let Some(reading) = found(&text) {
                prop_assert_eq!(Some(reading), by_forms(&text));
                prop_assert_eq!(Ok(reading), read(&text, Offset::UTC));
            }
        }
    }
}
