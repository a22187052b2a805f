//! Dates as a reader reads them, in the interface's language. The other direction is [`dates`](super::dates).

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::OffsetDateTime;
use super::messages::Locale;

const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAYS_ID: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];

/// The publisher's own date and time: `Sabtu, 8 Januari 2022 13:03 WIB`.
#[must_use]
pub fn long(date: OffsetDateTime, locale: Locale) -> String {
    let local = date.local();
    let day = usize::from(local.weekday().to_monday_zero_offset().unsigned_abs());
    let (days, months) = match locale {
        Locale::En => (&DAYS_EN, &MONTHS_EN),
        Locale::Id => (&DAYS_ID, &MONTHS_ID),
    };
    format!("{}, {} {} {} {} {}", days[day], local.day(), months[month(local)], local.year(), clock(local), zone(date))
}

/// The hour of the day at the reader's place, with the day where it is another: `06:03`, `Fri 7 Jan 23:03`.
#[must_use]
pub fn elsewhere(date: OffsetDateTime, reader: &TimeZone, locale: Locale) -> String {
    let (there, here) = (date.local(), reader.to_datetime(date.timestamp));
    if there.date() == here.date() { clock(here) } else { format!("{} {}", day(here, locale), clock(here)) }
}

/// A date short enough for a list: the hour on the reader's day, the day in the half year around, the year beyond.
#[must_use]
pub fn short(at: Timestamp, now: Timestamp, reader: &TimeZone, locale: Locale) -> String {
    let (at, today) = (reader.to_datetime(at), reader.to_datetime(now));
    let days = at.date().until(today.date()).map_or(i32::MAX, |span| span.get_days().abs());
    if days == 0 {
        clock(at)
    } else if days < 183 {
        day(at, locale)
    } else {
        format!("{} {} {}", at.day(), &months(locale)[month(at)][..3], at.year())
    }
}

/// `Sat 8 Jan`, `Sab 8 Jan`.
fn day(at: DateTime, locale: Locale) -> String {
    let days = match locale {
        Locale::En => &DAYS_EN,
        Locale::Id => &DAYS_ID,
    };
    let weekday = days[usize::from(at.weekday().to_monday_zero_offset().unsigned_abs())];
    format!("{} {} {}", &weekday[..3], at.day(), &months(locale)[month(at)][..3])
}

fn months(locale: Locale) -> &'static [&'static str; 12] {
    match locale {
        Locale::En => &MONTHS_EN,
        Locale::Id => &MONTHS_ID,
    }
}

fn month(at: DateTime) -> usize {
    usize::from(at.month().unsigned_abs()) - 1
}

fn clock(at: DateTime) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

/// The name of the publisher's zone: the Indonesian ones by name, the rest by their offset.
fn zone(date: OffsetDateTime) -> String {
    match date.offset.seconds() {
        0 => "UTC".to_owned(),
        25_200 => "WIB".to_owned(),
        28_800 => "WITA".to_owned(),
        32_400 => "WIT".to_owned(),
        seconds => format!(
            "UTC{}{}{}",
            if seconds < 0 { '−' } else { '+' },
            seconds.abs() / 3600,
            match seconds.abs() % 3600 / 60 {
                0 => String::new(),
                minutes => format!(":{minutes:02}"),
            }
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::Offset;

    fn date(text: &str, offset: i32) -> OffsetDateTime {
        OffsetDateTime { timestamp: text.parse().unwrap(), offset: Offset::from_seconds(offset).unwrap() }
    }

    #[test]
    fn a_date_is_shown_in_the_publishers_time_and_zone() {
        let jakarta = date("2022-01-08T06:03:00Z", 25_200);
        assert_eq!(long(jakarta, Locale::Id), "Sabtu, 8 Januari 2022 13:03 WIB");
        assert_eq!(long(jakarta, Locale::En), "Saturday, 8 January 2022 13:03 WIB");
        assert_eq!(long(date("2022-01-08T06:03:00Z", 20_700), Locale::En), "Saturday, 8 January 2022 11:48 UTC+5:45");
        assert_eq!(long(date("2022-01-08T06:03:00Z", -18_000), Locale::En), "Saturday, 8 January 2022 01:03 UTC−5");
    }

    #[test]
    fn the_reader_sees_the_hour_and_the_day_where_it_differs() {
        let jakarta = date("2022-01-08T06:03:00Z", 25_200);
        assert_eq!(elsewhere(jakarta, &TimeZone::UTC, Locale::En), "06:03");
        let night = date("2022-01-07T20:30:00Z", 25_200);
        assert_eq!(elsewhere(night, &TimeZone::UTC, Locale::Id), "Jum 7 Jan 20:30");
    }

    #[test]
    fn a_list_tells_the_hour_then_the_day_then_the_year() {
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let shown = |text: &str| short(text.parse().unwrap(), now, &TimeZone::UTC, Locale::En);
        assert_eq!(shown("2026-11-22T03:04:00Z"), "03:04");
        assert_eq!(shown("2026-11-21T03:04:00Z"), "Sat 21 Nov");
        assert_eq!(shown("2022-01-08T06:03:00Z"), "8 Jan 2022");
        assert_eq!(shown("2026-11-24T03:04:00Z"), "Tue 24 Nov");
    }
}
