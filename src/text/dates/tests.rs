//! Dates as papers, feeds and mails write them, and what is none.

use jiff::tz;
use proptest::prelude::proptest;

use super::*;

/// What the tests assume where no zone is written: an offset that no zone has, so that it shows.
fn assumed() -> Offset {
    Offset::from_seconds(3 * 3600 + 600).unwrap()
}

/// A reading in short: its date, then `~` for an assumed zone, `d` for no time, `!` for a warning.
fn short(reading: Reading) -> String {
    let mut short = reading.date.to_string().replace("+03:10", "~");
    short.push_str(if reading.time_known { "" } else { " d" });
    short.push_str(if reading.warning.is_some() { " !" } else { "" });
    assert_eq!(reading.zone_known, !short.contains('~'), "{short}");
    short.replace("T00:00:00~ d", "")
}

#[track_caller]
fn all(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, expected)| (text, expected, read(text, assumed()).map_or_else(|| "none".to_owned(), short)))
        .filter(|(_, expected, got)| got != *expected)
        .map(|(text, expected, got)| format!("{text}\n    expected {expected}\n    got      {got}"))
        .collect();
    assert!(wrong.is_empty(), "{} of {} misread:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn indonesian_and_malay_dates_are_read() {
    all(&[
        ("Sabtu, 08 Januari 2022 - 13:03 WIB", "2022-01-08T13:03:00+07:00"),
        ("Sabtu, 8 Januari 2022 | 13.03 WITA", "2022-01-08T13:03:00+08:00"),
        ("Sabtu 8 Januari 2022, 13:03 WIT", "2022-01-08T13:03:00+09:00"),
        ("08/01/2022, 13:03 WIB", "2022-01-08T13:03:00+07:00"),
        ("8 Jan 2022 13.03 WITA", "2022-01-08T13:03:00+08:00"),
        ("8 Jan 2022 13.03", "2022-01-08T13:03:00~"),
        ("Jumat (7/1/2022)", "2022-01-07"),
        ("Jum'at, 7 Januari 2022", "2022-01-07"),
        ("Jum’at, 7 Januari 2022 pukul 09.05.10 Wib", "2022-01-07T09:05:10+07:00"),
        ("8 Januari 2022 pukul 13.03 WIB", "2022-01-08T13:03:00+07:00"),
        ("8 Januari 2022 Pukul: 13.03 wib", "2022-01-08T13:03:00+07:00"),
        ("8 Januari 2022 jam 13.03", "2022-01-08T13:03:00~"),
        ("8 Januari 2022, pkl. 13.03 WIB", "2022-01-08T13:03:00+07:00"),
        ("8 Januari 2022 pukul 13 WIB", "2022-01-08T13:00:00+07:00"),
        ("8 Januari 2022 (13:03 WIB)", "2022-01-08T13:03:00+07:00"),
        ("Sabtu Wage, 8 Januari 2022", "2022-01-08"),
        ("Minggu, 22 Agustus 2026 pukul 10.00 WIB", "2026-08-22T10:00:00+07:00 !"),
        ("Diterbitkan: Sabtu, 8 Januari 2022 13:03", "2022-01-08T13:03:00~"),
        ("Tayang 08/01/2022, 13:03 WIB", "2022-01-08T13:03:00+07:00"),
        ("Terakhir diperbarui pada 8 Januari 2022", "2022-01-08"),
        ("Diterbitkan pada hari Sabtu, 8/1/2022", "2022-01-08"),
        ("17 Agu 1945", "1945-08-17"),
        ("17 Agt 1945", "1945-08-17"),
        ("17 Agust. 1945", "1945-08-17"),
        ("3 Okt 2021 20:15 WIB", "2021-10-03T20:15:00+07:00"),
        ("25 Des 2021", "2021-12-25"),
        ("10 Nop 2021", "2021-11-10"),
        ("10 NOPEMBER 2021", "2021-11-10"),
        ("2 Peb 2021", "2021-02-02"),
        ("31 Mac 2021", "2021-03-31"),
        ("31 Ogos 1957", "1957-08-31"),
        ("Khamis, 16 Disember 2021 8:30 pagi", "2021-12-16T08:30:00~"),
        ("16 Julai 2021, 1.03 petang MYT", "2021-07-16T13:03:00+08:00"),
        ("16hb Mei 2021", "2021-05-16"),
        ("16 Mei 2021 12.15 tengah hari", "2021-05-16T12:15:00~"),
        ("16 Mei 2021 pukul 7 malam", "2021-05-16T19:00:00~"),
        ("5 November 2025 - 09:01", "2025-11-05T09:01:00~"),
        ("5 November 2025, 09.01 WIB", "2025-11-05T09:01:00+07:00"),
        ("31 Desember 2021 24:00 WIB", "2022-01-01T00:00:00+07:00"),
        ("31 Desember 2021 pukul 24.00", "2022-01-01T00:00:00~"),
    ]);
}

#[test]
fn english_dates_are_read() {
    all(&[
        ("January 8, 2022 1:03 PM", "2022-01-08T13:03:00~"),
        ("Jan. 8, 2022", "2022-01-08"),
        ("Jan 8 2022", "2022-01-08"),
        ("January 8th, 2022 at 1:03 p.m. ET", "2022-01-08T13:03:00-05:00"),
        ("July 8, 2022 1:03 p.m. ET", "2022-07-08T13:03:00-04:00"),
        ("March 20, 1999 1:03 pm PT", "1999-03-20T13:03:00-08:00"),
        ("Saturday 8 January 2022 13.03 GMT+7", "2022-01-08T13:03:00+07:00"),
        ("Sat 8 Jan 2022 13.03 GMT", "2022-01-08T13:03:00+00:00"),
        ("8 January 2022 at 13:03", "2022-01-08T13:03:00~"),
        ("8th of January 2022", "2022-01-08"),
        ("8 January, 2022", "2022-01-08"),
        ("8. January 2022", "2022-01-08"),
        ("8Jan2022", "2022-01-08"),
        ("8-Jan-2022", "2022-01-08"),
        ("08-Jan-22", "2022-01-08"),
        ("Jan-08-2022", "2022-01-08"),
        ("8 Jan '22", "2022-01-08"),
        ("2022 Jan 8", "2022-01-08"),
        ("Sat, Jan 8, 2022 at 1:03pm ET", "2022-01-08T13:03:00-05:00"),
        ("Updated 1:03 PM EST, Sat January 8, 2022", "2022-01-08T13:03:00-05:00"),
        ("13:03, 8 January 2022", "2022-01-08T13:03:00~"),
        ("13:03 WIB, Sabtu (8/1/2022)", "2022-01-08T13:03:00+07:00"),
        ("Published on: 8 January 2022", "2022-01-08"),
        ("Last updated: Jan 8, 2022 12:00 AM", "2022-01-08T00:00:00~"),
        ("First published on Sat 8 Jan 2022 12.30pm BST", "2022-01-08T12:30:00+01:00"),
        ("8 January 2022 1303 GMT", "2022-01-08T13:03:00+00:00"),
        ("8 January 2022 13:03 PM", "2022-01-08T13:03:00~"),
        ("8 January 2022 (Saturday) 13:03", "2022-01-08T13:03:00~"),
        ("8 January 2022, Sunday", "2022-01-08 !"),
        ("8 January 2022 13:03 UTC+05:30", "2022-01-08T13:03:00+05:30"),
        ("8 January 2022 13:03 (GMT+8)", "2022-01-08T13:03:00+08:00"),
        ("8 January 2022 13:03 GMT −5", "2022-01-08T13:03:00-05:00"),
        ("[8 January 2022]", "2022-01-08"),
        ("📅 8 January 2022 🕐 13:03", "none"),
        ("📅 8 January 2022", "2022-01-08"),
        ("8\u{a0}January\u{200b} 2022\u{a0}—\u{a0}13:03", "2022-01-08T13:03:00~"),
    ]);
}

#[test]
fn numbers_are_read_day_first_unless_that_is_no_date() {
    all(&[
        ("08/01/2022", "2022-01-08"),
        ("8.1.2022", "2022-01-08"),
        ("08-01-2022 13:03:00", "2022-01-08T13:03:00~"),
        ("8 / 1 / 2022", "2022-01-08"),
        ("08/01/22", "2022-01-08"),
        ("01/13/2022", "2022-01-13"),
        ("13/13/2022", "none"),
        ("Saturday, 01/08/2022", "2022-01-08"),
        ("Sabtu, 01/08/2022", "2022-08-01 !"),
        ("2022/01/08", "2022-01-08"),
        ("2022.1.8", "2022-01-08"),
        ("20220108", "2022-01-08"),
        ("2022年1月8日", "2022-01-08"),
        ("2022年01月08日(土) 13時03分", "2022-01-08T13:03:00~"),
        ("2022년 1월 8일 13:03", "2022-01-08T13:03:00~"),
    ]);
}

#[test]
fn mail_dates_are_read_with_their_mistakes() {
    all(&[
        ("Sat, 08 Jan 2022 13:03:00 +0700", "2022-01-08T13:03:00+07:00"),
        ("Sat, 8 Jan 2022 13:03:00 +0700", "2022-01-08T13:03:00+07:00"),
        ("8 Jan 2022 13:03 +0700", "2022-01-08T13:03:00+07:00"),
        ("Sat 08 Jan 2022 13:03:00 GMT", "2022-01-08T13:03:00+00:00"),
        ("Sat, 08 Jan 22 13:03:00 UT", "2022-01-08T13:03:00+00:00"),
        ("Fri, 08 Jan 99 13:03:00 Z", "1999-01-08T13:03:00+00:00"),
        ("Sat, 08 Jan 2022 13:03:00 EST", "2022-01-08T13:03:00-05:00"),
        ("Fri, 08 Jul 2022 13:03:00 PDT", "2022-07-08T13:03:00-07:00"),
        ("Sat, 08 Jan 2022 13:03:00 WIB", "2022-01-08T13:03:00+07:00"),
        ("Sat, 08 Jan 2022 13:03:00 -0000", "2022-01-08T13:03:00+00:00"),
        ("Sat, 08 Jan 2022 13:03:00 +07:00", "2022-01-08T13:03:00+07:00"),
        ("Sat, 08 Jan 2022 13:03:00 GMT+0700", "2022-01-08T13:03:00+07:00"),
        ("Sat, 08 Jan 2022 13:03:00 +0000 (UTC)", "2022-01-08T13:03:00+00:00"),
        ("Sat, 08 Jan 2022 13:03:00 XYZ", "2022-01-08T13:03:00~"),
        ("Sat, 08 Jan 2022 13:03:60 GMT", "2022-01-08T13:03:59+00:00"),
        ("Sun, 08 Jan 2022 13:03:00 GMT", "2022-01-08T13:03:00+00:00 !"),
        ("Saturday, 08-Jan-22 13:03:00 GMT", "2022-01-08T13:03:00+00:00"),
        ("Sabtu, 08 Jan 2022 13:03:00 +0700", "2022-01-08T13:03:00+07:00"),
        ("Sat Jan  8 13:03:00 2022", "2022-01-08T13:03:00~"),
        ("Sat Jan  8 13:03:00 WIB 2022", "2022-01-08T13:03:00+07:00"),
        ("Sat Jan 08 2022 13:03:00 GMT+0700 (Western Indonesia Time)", "2022-01-08T13:03:00+07:00"),
        ("Sat, 08 Jan 2022 13:03:00 +9900", "none"),
        ("Sat, 08 Jan 2022 13:03:00 +0775", "none"),
        ("Sat, 08 Jan 2022 25:03:00 GMT", "none"),
    ]);
}

#[test]
fn iso_dates_are_read() {
    all(&[
        ("2022-01-08", "2022-01-08"),
        ("2022-1-8", "2022-01-08"),
        ("2022-01-08Z", "2022-01-08T00:00:00+00:00 d"),
        ("2022-01-08+07:00", "2022-01-08T00:00:00+07:00 d"),
        ("2022-01-08 13:03", "2022-01-08T13:03:00~"),
        ("2022-01-08T13:03:00Z", "2022-01-08T13:03:00+00:00"),
        ("2022-01-08t13:03:00z", "2022-01-08T13:03:00+00:00"),
        ("2022-01-08T13:03Z", "2022-01-08T13:03:00+00:00"),
        ("2022-01-08T13:03:00+07:00", "2022-01-08T13:03:00+07:00"),
        ("2022-01-08T13:03:00+0700", "2022-01-08T13:03:00+07:00"),
        ("2022-01-08T13:03:00+07", "2022-01-08T13:03:00+07:00"),
        ("2022-01-08T13:03-07:00", "2022-01-08T13:03:00-07:00"),
        ("2022-01-08 13:03:00 +0000 UTC", "2022-01-08T13:03:00+00:00"),
        ("2022-01-08T13:03:00.123456Z", "2022-01-08T13:03:00+00:00"),
        ("2022-01-08T13:03:00,5+07:00", "2022-01-08T13:03:00+07:00"),
        ("2022-01-08T13:03:00+07:00[Asia/Jakarta]", "2022-01-08T13:03:00+07:00"),
        ("20220108T130300Z", "2022-01-08T13:03:00+00:00"),
        ("20220108T1303+0700", "2022-01-08T13:03:00+07:00"),
        ("2022-01-08T24:00:00Z", "2022-01-09T00:00:00+00:00"),
        ("2022-01-08T24:01:00Z", "none"),
        ("2022-01-08 13:03:00.0", "2022-01-08T13:03:00~"),
        ("2022-01-08T13:03:00-04:30", "2022-01-08T13:03:00-04:30"),
    ]);
}

#[test]
fn the_forms_of_known_papers_are_read() {
    all(&[
        ("Published 1:03 PM GMT+7, January 8, 2022", "2022-01-08T13:03:00+07:00"),
        ("Jan. 8, 2022, 1:03 p.m. ET", "2022-01-08T13:03:00-05:00"),
        ("Published: 1:03pm, 8 Jan 2022", "2022-01-08T13:03:00~"),
        ("JAN 8, 2022, 1:03 PM SGT", "2022-01-08T13:03:00+08:00"),
        ("08/01/2022 01:03 PM", "2022-01-08T13:03:00~"),
        ("Last modified on Sat 8 Jan 2022 14.05 GMT", "2022-01-08T14:05:00+00:00"),
        ("Januari 08, 2022", "2022-01-08"),
        ("8 January 2022, 13:03 (UTC+7)", "2022-01-08T13:03:00+07:00"),
        ("2022-01-08 13:03:00+07", "2022-01-08T13:03:00+07:00"),
        ("2022-01-08T13:03:00 +07:00", "2022-01-08T13:03:00+07:00"),
        ("2022-01-08 13:03:00 WIB (UTC+7)", "2022-01-08T13:03:00+07:00"),
        ("Sabtu, 08 - 01 - 2022", "2022-01-08"),
        ("8 Januari 2022 13:03 Wit", "2022-01-08T13:03:00+09:00"),
        ("Sat Jan 08 13:03:00 WIB 2022", "2022-01-08T13:03:00+07:00"),
        ("Sabtu 08 Jan 2022 13:03 WIB", "2022-01-08T13:03:00+07:00"),
        ("Rabu 05 Jan 2022 / 10:00", "2022-01-05T10:00:00~"),
        ("Sat, 8 January 2022 - 1 pm", "2022-01-08T13:00:00~"),
        ("8 Januari 2022 - 13:03 wib - 2 menit", "none"),
        ("8th January 2022 12 noon", "none"),
        ("8 Jan 2022, 12.00 siang", "2022-01-08T12:00:00~"),
        ("8 Jan 2022, 01.30 malam", "2022-01-08T01:30:00~"),
        ("8 Jan 2022, 03.15 sore WIB", "2022-01-08T15:15:00+07:00"),
        ("2022-01-08T13:03", "2022-01-08T13:03:00~"),
        ("13.03 8/1/2022", "2022-01-08T13:03:00~"),
    ]);
}

#[test]
fn what_is_no_date_is_none() {
    let texts = [
        "",
        " ",
        "-",
        "today",
        "kemarin",
        "2 jam lalu",
        "Sabtu",
        "Januari 2022",
        "8 Januari",
        "2022",
        "13:03",
        "13:03 WIB",
        "31 Februari 2022",
        "29 Februari 2021",
        "0 Januari 2022",
        "32/01/2022",
        "2022-13-08",
        "2022-00-08",
        "0000-01-08",
        "8 Januari 0000",
        "8 Januari 1899",
        "8 Januari 2201",
        "8 Januari 20222",
        "8 Januari 202",
        "8 Jan 20:25",
        "8 Nov 22.03",
        "8 Januari 2022 dan 9 Januari 2022",
        "8 Januari 2022 oleh Budi",
        "8 Januari 2022 13:61",
        "8 Januari 2022 14 AM",
        "8 Januari 2022 pukul 12.00 malam",
        "1641621780",
        "-8 x 1 2022",
        "1/2",
        "1/2/3",
        "++8/1/2022",
        "8/1/2022%",
        "8/1-2022",
        "99999999999/1/2022",
        "1e5",
        "٨ يناير ٢٠٢٢",
        "8 Januari 2022 13:03 - 15:00",
        "8 ۸ 2022",
    ];
    for text in texts {
        assert_eq!(read(text, assumed()), None, "{text}");
    }
    assert_eq!(short(read("29 Februari 2024", assumed()).unwrap()), "2024-02-29");
    assert_eq!(short(read("1 Januari 1900", assumed()).unwrap()), "1900-01-01");
    assert_eq!(short(read("31 Desember 2200", assumed()).unwrap()), "2200-12-31");
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
    assert_eq!(short(reading), "2022-01-09 !");
    let warning = reading.warning.unwrap();
    assert_eq!(warning, Warning::Weekday { written: Weekday::Saturday, actual: Weekday::Sunday });
    assert_eq!(warning.to_string(), "the weekday written, Saturday, contradicts the date, which is a Sunday");
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
    for piece in ["8/1/", "8 Jan ", "Sabtu ", "13:03 (", "2022-", "8,"] {
        let line = piece.repeat(MAX_LINE / piece.len());
        assert_eq!(find(&line, assumed()), None, "{piece}");
    }
}

#[test]
fn a_text_has_a_size() {
    let padded = |n: usize| format!("{}8 Januari 2022", " ".repeat(n - "8 Januari 2022".len()));
    assert!(read(&padded(MAX_DATE), assumed()).is_some());
    assert_eq!(read(&padded(MAX_DATE + 1), assumed()), None);
    assert!(find(&padded(MAX_LINE), assumed()).is_some());
    assert_eq!(find(&padded(MAX_LINE + 1), assumed()), None);
}

proptest! {
    #[test]
    fn no_text_ends_the_program(text in ".{0,80}") {
        let _ = (read(&text, assumed()), find(&text, assumed()));
    }

    #[test]
    fn no_text_of_the_pieces_of_dates_ends_the_program(
        text in "((Sat|Sabtu|8|08|31|2022|22|Jan|Mei|13:03|24|T|Z|WIB|GMT|ET|am|p|m|年|月|日|é)[-/:.,+ ()']{0,2}){0,12}"
    ) {
        let _ = read(&text, assumed());
        if let Some((range, _)) = find(&text, assumed()) {
            assert!(text.get(range).is_some_and(|date| !date.is_empty()));
        }
    }

    #[test]
    fn what_is_shown_is_read_back(seconds in -2_208_900_000_i64..7_289_500_000, quarters in -48_i32..=56) {
        let offset = Offset::from_seconds(quarters * 900).unwrap();
        let date = OffsetDateTime { timestamp: Timestamp::from_second(seconds).unwrap(), offset };
        assert_eq!(read(&date.to_string(), assumed()).map(|reading| reading.date), Some(date));
    }
}
