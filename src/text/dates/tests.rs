//! Dates as papers, feeds and mails write them, and what is none.

use std::collections::HashSet;

use jiff::tz;
use proptest::prelude::proptest;

use super::*;

mod relative;

/// What the tests assume where no zone is written: an offset that no zone has, so that it shows.
fn assumed() -> Offset {
    Offset::from_seconds(3 * 3600 + 600).unwrap()
}

/// A reading in short, as the table of forms writes it.
fn short(reading: Reading) -> String {
    let mut short = reading.date.to_string().replace("+03:10", "~");
    short.push_str(if reading.time_known { "" } else { " d" });
    for warning in reading.warnings.into_iter().flatten() {
        short.push_str(if matches!(warning, Warning::Weekday { .. }) { " !weekday" } else { " !zone" });
    }
    assert_eq!(reading.zone_known, !short.contains('~'), "{short}");
    short.replace("T00:00:00~ d", "")
}

/// What `read` makes of a text, in short: a date, or what is impossible in it.
fn said(read: Result<Reading, NoDate>) -> String {
    match read {
        Ok(reading) => short(reading),
        Err(NoDate::Impossible(what)) => what.to_string(),
        Err(why) => why.to_string(),
    }
}

/// Saturday, 8 January 2022, 13:03:20 WIB.
fn reference() -> OffsetDateTime {
    let offset = tz::offset(7);
    let local = jiff::civil::datetime(2022, 1, 8, 13, 3, 20, 500);
    OffsetDateTime { timestamp: offset.to_timestamp(local).unwrap(), offset }
}

#[track_caller]
fn all<'a>(table: impl IntoIterator<Item = (&'a str, &'a str)>, said: impl Fn(&str) -> String) {
    let wrong: Vec<String> = table
        .into_iter()
        .map(|(text, expected)| (text, expected, said(text)))
        .filter(|(_, expected, got)| got != expected)
        .map(|(text, expected, got)| format!("{text}\n    expected {expected}\n    got      {got}"))
        .collect();
    assert!(wrong.is_empty(), "{} misread:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_form_of_a_date_is_read() {
    let forms = || forms::FAMILIES.into_iter().flat_map(|(_, forms)| forms.iter().copied());
    all(forms(), |text| said(read(text, assumed())));
    let distinct: HashSet<&str> = forms().map(|(text, _)| text).collect();
    assert_eq!(distinct.len(), forms().count(), "a form stands in the table twice");
    assert!(distinct.len() >= 220, "{} forms", distinct.len());
}

#[test]
fn every_form_of_a_date_is_read_alike_where_there_is_a_reference() {
    let reference = OffsetDateTime { timestamp: Timestamp::UNIX_EPOCH, offset: assumed() };
    for (text, _) in forms::FAMILIES.into_iter().flat_map(|(_, forms)| forms) {
        assert_eq!(read_at(text, reference), read(text, assumed()), "{text}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    let texts = [
        "",
        " ",
        "-",
        "Sabtu",
        "8",
        "13:03",
        "13:03 WIB",
        "12.50",
        "3.75 persen",
        "8 Januari 20222",
        "8 Januari 202",
        "8 Januari 2022 dan 9 Januari 2022",
        "8 Januari 2022 oleh Budi",
        "8 Januari 2022 14 AM",
        "8 Januari 2022 pukul 12.00 malam",
        "8 Januari 2022 - 13:03 wib - 2 menit",
        "8 Januari 2022 13:03 - 15:00",
        "📅 8 January 2022 🕐 13:03",
        "-8 x 1 2022",
        "1/2",
        "1/2/3",
        "9/11",
        "24/7",
        "2-1",
        "25-23-25",
        "99/99/99",
        "3:16",
        "3:0",
        "2022-01-08 3:0",
        "2022-01-08 13:3",
        "Yohanes 3:16",
        "QS 2:255",
        "Rp8.100",
        "Rp 1.250.000,00",
        "US$ 8.1",
        "$8/1/2022",
        "++8/1/2022",
        "8/1/2022%",
        "8/1-2022",
        "8.1",
        "v2.0.1",
        "1.2.3.4",
        "192.168.10.1",
        "10.1.2022.5",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "081234567890",
        "0812345678",
        "6281234567890",
        "628123456789",
        "(021) 5550123",
        "021-5550123",
        "12345678",
        "2022013",
        "99999999999/1/2022",
        "99999999999999999999",
        "1e5",
        "4102444800",
        "999999999",
        "now",
        "today is",
        "besok",
        "tomorrow",
        "semalam 10:00",
        "next week",
        "3 jam",
        "3 jam lagi",
        "in 2 hours",
        "12345 jam lalu",
        "janvier 2022",
        "8 janvier 2022",
        "٨ يناير ٢٠٢٢",
        "8 ۸ 2022",
        "null",
        "Invalid Date",
        "NaN",
        "undefined",
    ];
    let reference = OffsetDateTime { timestamp: Timestamp::UNIX_EPOCH, offset: assumed() };
    for text in texts {
        assert_eq!(read(text, assumed()), Err(NoDate::Unreadable), "{text}");
        assert_eq!(read_at(text, reference), Err(NoDate::Unreadable), "{text}, at a time that is given");
    }
}

#[test]
fn an_impossible_date_is_told_from_none() {
    let table = [
        ("31 Februari 2026", "there is no 2026-02-31"),
        ("Sabtu, 31 Februari 2026 pukul 10.00 WIB", "there is no 2026-02-31"),
        ("Feb 30, 2026", "there is no 2026-02-30"),
        ("29 Februari 2021", "there is no 2021-02-29"),
        ("Mon, 29 Feb 2100 13:03:00 GMT", "there is no 2100-02-29"),
        ("2026-02-30", "there is no 2026-02-30"),
        ("2026-02-30T13:03:00Z", "there is no 2026-02-30"),
        ("20260230", "there is no 2026-02-30"),
        ("20260230130300", "there is no 2026-02-30"),
        ("2022-13-45", "there is no 2022-13-45"),
        ("2022-00-08", "there is no 2022-00-08"),
        ("0 Januari 2022", "there is no 2022-01-00"),
        ("99 Jun 2009", "there is no 2009-06-99"),
        ("32/01/2022", "there is no 2022-01-32"),
        ("13/13/2022", "there is no 2022-13-13"),
        ("2022年2月30日", "there is no 2022-02-30"),
        ("2021-366", "the year 2021 has no day 366"),
        ("2022-000", "the year 2022 has no day 0"),
        ("2021-W53-1", "the year 2021 has no week 53"),
        ("00/00/0000", "the year 0000 is not one of news"),
        ("0000-00-00 00:00:00", "the year 0000 is not one of news"),
        ("0001-01-01T00:00:00Z", "the year 0001 is not one of news"),
        ("9999-12-31T23:59:59Z", "the year 9999 is not one of news"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "the year 9999 is not one of news"),
        ("8 Januari 1899", "the year 1899 is not one of news"),
        ("8 Januari 2201", "the year 2201 is not one of news"),
        ("31 Desember 2200 24:00", "the year 2201 is not one of news"),
        ("Sat, 08 Jan 2022 25:03:00 GMT", "there is no 25:03:00"),
        ("8 Januari 2022 13:61", "there is no 13:61:00"),
        ("8 Januari 2022 pukul 25.00 WIB", "there is no 25:00:00"),
        ("2022-01-08T24:01:00Z", "there is no 24:01:00"),
        ("2022-01-08T13:03:61Z", "there is no 13:03:61"),
        ("Sat, 08 Jan 2022 13:03:00 +9900", "no zone has that offset"),
        ("Sat, 08 Jan 2022 13:03:00 +99", "no zone has that offset"),
        ("Sat, 08 Jan 2022 13:03:00 +0775", "no zone has that offset"),
        ("2022-01-08T13:03:00+14:01", "no zone has that offset"),
        ("2022-01-08T13:03:00-12:01", "no zone has that offset"),
    ];
    all(table, |text| said(read(text, assumed())));
    for (text, _) in table {
        assert!(matches!(read(text, assumed()), Err(NoDate::Impossible(_))), "{text}");
    }
    let table = [("1 Januari 1900", "1900-01-01"), ("31 Desember 2200", "2200-12-31"), ("29 Feb 2024", "2024-02-29")];
    all(table, |text| said(read(text, assumed())));
}

#[test]
fn what_names_no_day_is_no_date() {
    for text in [
        "2022",
        "2022-01",
        "2022/01",
        "2022-W01",
        "Januari 2022",
        "Jan. 2022",
        "January, 2022",
        "2022 Januari",
        "2 bulan lalu",
        "a year ago",
        "sebulan yang lalu",
    ] {
        assert_eq!(read(text, assumed()), Err(NoDate::Incomplete), "{text}");
    }
}

/// The date in a line and the words it stands in.
fn found(line: &str) -> Option<(&str, String)> {
    find(line, assumed()).map(|(range, reading)| (&line[range], short(reading)))
}

#[test]
fn a_date_is_found_among_other_words() {
    let table = [
        (
            "SINDOnews | Sabtu, 08 Januari 2022 - 13:03 WIB | 2 menit",
            "Sabtu, 08 Januari 2022 - 13:03 WIB",
            "2022-01-08T13:03:00+07:00",
        ),
        ("Oleh Budi Santoso, 8 Januari 2022, 13.03 WIB", "8 Januari 2022, 13.03 WIB", "2022-01-08T13:03:00+07:00"),
        ("Kompas.com - 08/01/2022, 13:03 WIB", "08/01/2022, 13:03 WIB", "2022-01-08T13:03:00+07:00"),
        ("\"Kami siap,\" kata dia di Jakarta, Jumat (7/1/2022).", "Jumat (7/1/2022)", "2022-01-07"),
        ("kata dia, Jumat (7/1/22) malam", "Jumat (7/1/22)", "2022-01-07"),
        ("Xinhua | Updated: 2017-09-15 17:52", "2017-09-15 17:52", "2017-09-15T17:52:00~"),
        ("By Jane Doe Jan. 8, 2022 1:03 pm PT 3 min read", "Jan. 8, 2022 1:03 pm PT", "2022-01-08T13:03:00-08:00"),
        ("Oslo, January 8, 2022 (Reuters) - The", "January 8, 2022", "2022-01-08"),
        ("on 5 November 2025 - 09:01 by X", "5 November 2025 - 09:01", "2025-11-05T09:01:00~"),
        ("8 Januari 2022 13:03 - 2 menit baca", "8 Januari 2022 13:03", "2022-01-08T13:03:00~"),
        ("8 Januari 2022 09:00-11:00 WIB di", "8 Januari 2022 09:00-11:00 WIB", "2022-01-08T09:00:00+07:00"),
        ("8 Januari 2022, 09.00 - 11.00 WITA", "8 Januari 2022, 09.00 - 11.00 WITA", "2022-01-08T09:00:00+08:00"),
        ("8 Januari 2022 09:00-11:00 di", "8 Januari 2022 09:00", "2022-01-08T09:00:00~"),
        ("8 Januari 2022 12.50 persen", "8 Januari 2022", "2022-01-08"),
        ("8 Januari 2022 PT Pertamina", "8 Januari 2022", "2022-01-08"),
        ("8 Januari 2022 13:03 PT Pertamina", "8 Januari 2022 13:03", "2022-01-08T13:03:00~"),
        ("8 Januari 2022, 12.000 orang", "8 Januari 2022", "2022-01-08"),
        ("(8 Januari 2022)", "8 Januari 2022", "2022-01-08"),
        ("JAKARTA–8 Januari 2022: Presiden", "8 Januari 2022", "2022-01-08"),
        ("Sabtu lalu, bukan Minggu, 9 Januari 2022 pagi", "Minggu, 9 Januari 2022", "2022-01-09"),
        ("31 Februari 2022 atau 8 Januari 2022", "8 Januari 2022", "2022-01-08"),
        ("log 2022-01-08T13:03:00.5+07:00 ok", "2022-01-08T13:03:00.5+07:00", "2022-01-08T13:03:00+07:00"),
        ("é · 13:03 WIB, Sabtu (8/1/2022) · é", "13:03 WIB, Sabtu (8/1/2022)", "2022-01-08T13:03:00+07:00"),
    ];
    for (line, words, date) in table {
        assert_eq!(found(line), Some((words, date.to_owned())), "{line}");
    }
}

#[test]
fn numbers_of_prose_are_no_dates() {
    let lines = [
        "Skor 2-1 pada menit 13:03, 2022 penonton",
        "versi 2022.1.3 dan 10.1.2022.5 keluar",
        "https://example.org/2022/01/08/judul dan /8/1/2022/",
        "Rp8.1.2022,00 atau $8/1/2022",
        "sebanyak 8 Januari 202 orang",
        "on 8 Jan 22 people left",
        "8 Jan 20:25 WIB",
        "10/12/22 suara",
        "May 2022 and March 15",
        "nomor 20220108 dan 08123456789",
        "2022-01-08-123",
        "A8/1/2022",
        "8/1/2022%",
        "1,2,3 dan 4.5.6",
        "192.168.10.2022",
        "pasal 8 ayat 1 tahun 2022",
        "Minggu 8, Senin 9, Mei 10",
        "8 Januari 2022an",
    ];
    for line in lines {
        assert_eq!(found(line), None, "{line}");
    }
}

#[test]
fn a_contradicting_weekday_is_told_and_the_date_kept() {
    let reading = read("Saturday, 9 January 2022", assumed()).unwrap();
    assert_eq!(short(reading), "2022-01-09 !weekday");
    let warning = reading.warnings.into_iter().flatten().next().unwrap();
    assert_eq!(warning, Warning::Weekday { written: Weekday::Saturday, actual: Weekday::Sunday });
    assert_eq!(warning.to_string(), "the weekday written, Saturday, contradicts the date, which is a Sunday");
}

#[test]
fn an_unknown_zone_is_told_and_the_date_kept_in_the_offset_assumed() {
    let reading = read("Sat, 08 Jan 2022 13:03:00 XYZ", tz::offset(7)).unwrap();
    assert_eq!(reading.date.to_string(), "2022-01-08T13:03:00+07:00");
    assert!(!reading.zone_known);
    assert_eq!(reading.warnings.into_iter().flatten().collect::<Vec<_>>(), [Warning::Zone(tz::offset(7))]);
    let warning = |offset| Warning::Zone(offset).to_string();
    assert_eq!(warning(tz::offset(7)), "the zone written is not known, and was taken for +07:00");
    assert_eq!(warning(Offset::UTC), "the zone written is not known, and was taken for +00:00");
    assert_eq!(
        warning(Offset::from_seconds(-12_600).unwrap()),
        "the zone written is not known, and was taken for -03:30"
    );
}

#[test]
fn why_a_text_is_no_date_is_said_of_the_date() {
    let reasons = [NoDate::Unreadable, NoDate::Incomplete, NoDate::Relative, Impossible::Year(9999).into()];
    assert_eq!(
        reasons.map(|why| format!("its date {why}")),
        [
            "its date cannot be read",
            "its date names no day",
            "its date is told from another time, which is not known",
            "its date is impossible (the year 9999 is not one of news)",
        ]
    );
}

#[test]
fn an_offset_that_was_written_is_kept_and_one_assumed_is_not_put_before_it() {
    let reading = read("8 Januari 2022 13:03 WITA", tz::offset(7)).unwrap();
    assert_eq!(reading.date.offset, tz::offset(8));
    assert_eq!(reading.date.timestamp.to_string(), "2022-01-08T05:03:00Z");
    let reading = read("8 Januari 2022 13:03", tz::offset(7)).unwrap();
    assert_eq!(reading.date.timestamp.to_string(), "2022-01-08T06:03:00Z");
    assert!(!reading.zone_known);
}

#[test]
fn a_long_line_of_near_dates_is_soon_left() {
    for piece in ["8/1/", "8 Jan ", "Sabtu ", "13:03 (", "2022-", "8,", "2022-W", "3 jam ", "1:2:3 Asia/a_", "+0", "(8"]
    {
        let line = piece.repeat(MAX_LINE / piece.len());
        assert_eq!(find(&line, assumed()), None, "{piece}");
        assert!(read_at(&line[..MAX_DATE], reference()).is_err(), "{piece}");
    }
}

#[test]
fn a_text_has_a_size() {
    let padded = |n: usize| format!("{}8 Januari 2022", " ".repeat(n - "8 Januari 2022".len()));
    assert!(read(&padded(MAX_DATE), assumed()).is_ok());
    assert_eq!(read(&padded(MAX_DATE + 1), assumed()), Err(NoDate::Unreadable));
    assert!(find(&padded(MAX_LINE), assumed()).is_some());
    assert_eq!(find(&padded(MAX_LINE + 1), assumed()), None);
}

proptest! {
    #[test]
    fn no_text_ends_the_program(text in ".{0,300}") {
        let _ = (read_at(&text, reference()), find(&text, assumed()));
    }

    #[test]
    fn no_text_of_the_pieces_of_dates_ends_the_program(
        text in "((Sat|Sabtu|8|08|31|2022|22|008|Jan|Mei|13:03|24|T|W|Z|WIB|GMT|ET|Asia|am|p|m|jam|hari|lalu|ago|年|月|日|é)[-/:.,+ ()']{0,2}){0,50}"
    ) {
        let _ = read_at(&text, reference());
        if let Some((range, _)) = find(&text, assumed()) {
            assert!(text.get(range).is_some_and(|date| !date.is_empty()));
        }
    }

    #[test]
    fn what_is_shown_is_read_back(seconds in -2_208_900_000_i64..7_289_500_000, quarters in -48_i32..=56) {
        let offset = Offset::from_seconds(quarters * 900).unwrap();
        let date = OffsetDateTime { timestamp: Timestamp::from_second(seconds).unwrap(), offset };
        assert_eq!(read(&date.to_string(), assumed()).map(|reading| reading.date), Ok(date));
    }
}
