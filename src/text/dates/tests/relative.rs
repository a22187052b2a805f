//! Dates told from another time, which is given or not.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::{all, assumed, reference};
use crate::text::OffsetDateTime;
use crate::text::dates::{Impossible, NoDate, Reading, find, read, read_at};

/// Told from Saturday, 8 January 2022, 13:03:20 WIB.
const RELATIVE: [(&str, &str); 58] = [
    ("baru saja", "2022-01-08T13:03:20+07:00"),
    ("Baru Saja", "2022-01-08T13:03:20+07:00"),
    ("Diperbarui baru saja", "2022-01-08T13:03:20+07:00"),
    ("baru sahaja", "2022-01-08T13:03:20+07:00"),
    ("barusan", "2022-01-08T13:03:20+07:00"),
    ("sesaat lalu", "2022-01-08T13:03:20+07:00"),
    ("beberapa saat yang lalu", "2022-01-08T13:03:20+07:00"),
    ("just now", "2022-01-08T13:03:20+07:00"),
    ("moments ago", "2022-01-08T13:03:20+07:00"),
    ("a few seconds ago", "2022-01-08T13:03:20+07:00"),
    ("30 detik lalu", "2022-01-08T13:02:50+07:00"),
    ("5 menit lalu", "2022-01-08T12:58:20+07:00"),
    ("5 minit lepas", "2022-01-08T12:58:20+07:00"),
    ("semenit lalu", "2022-01-08T13:02:20+07:00"),
    ("3 jam lalu", "2022-01-08T10:03:20+07:00"),
    ("3 jam yang lalu", "2022-01-08T10:03:20+07:00"),
    ("3 Jam yg Lalu", "2022-01-08T10:03:20+07:00"),
    ("3 jam yang lepas", "2022-01-08T10:03:20+07:00"),
    ("Tayang: 3 jam lalu", "2022-01-08T10:03:20+07:00"),
    ("(3 jam lalu)", "2022-01-08T10:03:20+07:00"),
    ("sejam yang lalu", "2022-01-08T12:03:20+07:00"),
    ("dua jam lalu", "2022-01-08T11:03:20+07:00"),
    ("setengah jam lalu", "2022-01-08T12:33:20+07:00"),
    ("sekitar 3 jam lalu", "2022-01-08T10:03:20+07:00"),
    ("1 jam 20 menit lalu", "2022-01-08T11:43:20+07:00"),
    ("1 hari 3 jam lalu", "2022-01-07T10:03:20+07:00"),
    ("14 jam lalu", "2022-01-07T23:03:20+07:00"),
    ("2 hours ago", "2022-01-08T11:03:20+07:00"),
    ("Published 2 hours ago", "2022-01-08T11:03:20+07:00"),
    ("2 hrs ago", "2022-01-08T11:03:20+07:00"),
    ("2h ago", "2022-01-08T11:03:20+07:00"),
    ("5m ago", "2022-01-08T12:58:20+07:00"),
    ("an hour ago", "2022-01-08T12:03:20+07:00"),
    ("half an hour ago", "2022-01-08T12:33:20+07:00"),
    ("about 3 hours ago", "2022-01-08T10:03:20+07:00"),
    ("1 hour and 5 minutes ago", "2022-01-08T11:58:20+07:00"),
    ("9999 hours ago", "2020-11-17T22:03:20+07:00"),
    ("kemarin", "2022-01-07"),
    ("kemarin 10:00", "2022-01-07T10:00:00+07:00"),
    ("Kemarin, 10.00 WIB", "2022-01-07T10:00:00+07:00 z"),
    ("kemarin pukul 10.00", "2022-01-07T10:00:00+07:00"),
    ("yesterday at 10:00", "2022-01-07T10:00:00+07:00"),
    ("10:00 yesterday", "2022-01-07T10:00:00+07:00"),
    ("yesterday 24:00", "2022-01-08T00:00:00+07:00"),
    ("hari ini, 10:00", "2022-01-08T10:00:00+07:00"),
    ("10:00 hari ini", "2022-01-08T10:00:00+07:00"),
    ("Today, 10:00 AM", "2022-01-08T10:00:00+07:00"),
    ("today 03:00 EST", "2022-01-08T03:00:00-05:00 z"),
    ("2 hari lalu", "2022-01-06"),
    ("2 hari lalu, 10:00", "2022-01-06T10:00:00+07:00"),
    ("seminggu lalu", "2022-01-01"),
    ("2 weeks ago", "2021-12-25"),
    ("Sabtu (8/1)", "2022-01-08"),
    ("(8/1)", "2022-01-08"),
    ("Jumat (31/12) pukul 10.00 WIB", "2021-12-31T10:00:00+07:00 z"),
    ("8 Januari", "2022-01-08"),
    ("Jan. 9th", "2022-01-09"),
    ("Jan 10", "2021-01-10"),
];

#[test]
fn what_is_told_from_another_time_is_read_where_that_time_is_given() {
    let short = |reading: Reading| {
        let known = if reading.zone_known { " z" } else { "" };
        let short = format!("{}{known}", reading.date);
        assert_eq!(reading.warnings, [None; 2], "{short}");
        if reading.time_known { short } else { short.replace("T00:00:00+07:00", "") }
    };
    all(RELATIVE, |text| read_at(text, reference()).map_or_else(|why| why.to_string(), short));
    for (text, _) in RELATIVE {
        assert_eq!(read(text, assumed()), Err(NoDate::Relative), "{text}");
        assert_eq!(find(text, assumed()), None, "{text}");
    }
}

#[test]
fn a_day_is_told_from_the_day_that_it_is_in_the_zone_that_is_written() {
    let early = OffsetDateTime { timestamp: "2022-01-08T02:00:00Z".parse().unwrap(), offset: Offset::UTC };
    let read = |text: &str| read_at(text, early).unwrap().date.to_string();
    assert_eq!(read("yesterday 10:00"), "2022-01-07T10:00:00+00:00");
    assert_eq!(read("yesterday 10:00 EST"), "2022-01-06T10:00:00-05:00");
    assert_eq!(read("kemarin 10:00 WIB"), "2022-01-07T10:00:00+07:00");
}

#[test]
fn a_day_without_its_year_is_the_last_one() {
    let read = |text: &str, at: &str| {
        let reference = OffsetDateTime { timestamp: at.parse().unwrap(), offset: Offset::UTC };
        read_at(text, reference).map(|reading| reading.date.local().date().to_string())
    };
    assert_eq!(read("31 Desember", "2022-01-01T10:00:00Z").unwrap(), "2021-12-31");
    assert_eq!(read("2 Januari", "2022-01-01T10:00:00Z").unwrap(), "2022-01-02");
    assert_eq!(read("3 Januari", "2022-01-01T10:00:00Z").unwrap(), "2021-01-03");
    assert_eq!(read("1 Januari", "2021-12-31T20:00:00Z").unwrap(), "2022-01-01");
    assert_eq!(read("29 Februari", "2022-01-01T10:00:00Z").unwrap(), "2020-02-29");
    assert_eq!(read("29 Februari", "1904-01-01T10:00:00Z"), Err(Impossible::Year(1896).into()));
    assert_eq!(read("30 Februari", "2022-01-01T10:00:00Z"), Err(NoDate::Unreadable));
}

#[test]
fn a_reference_at_the_end_of_time_is_no_panic() {
    for timestamp in [Timestamp::MIN, Timestamp::MAX] {
        for offset in [Offset::MIN, Offset::UTC, Offset::MAX] {
            for text in ["9999 jam lalu", "kemarin 24:00 WIB", "9999 minggu lalu", "8 Januari", "just now", "2h ago ET"]
            {
                assert!(read_at(text, OffsetDateTime { timestamp, offset }).is_err(), "{text}");
            }
        }
    }
}

#[test]
fn a_count_of_units_has_a_size() {
    assert!(read_at("9999 hours ago", reference()).is_ok());
    assert_eq!(read_at("10000 hours ago", reference()), Err(NoDate::Unreadable));
    assert!(read_at("1 week 2 days 3 hours ago", reference()).is_ok());
    assert_eq!(read_at("1 week 2 days 3 hours 4 minutes ago", reference()), Err(NoDate::Unreadable));
}
