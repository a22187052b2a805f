//! Lines that carry the date of the article, and which of their dates it is.

use std::ops::Range;

use jiff::tz::Offset;

use super::shape::{ends_sentence, fold, is_age, words};
use crate::text::dates::{self, OffsetDateTime};

pub(in crate::ingest) use crate::text::dates::{NoDate, Reading};

/// Longest line that is looked at for a date, in bytes.
const MAX_LINE: usize = 240;

/// Most dates looked at in one line.
const MAX_DATES: usize = 4;

/// Most words that stand around the dates of a date line.
const MAX_AROUND: usize = 8;

/// Most words of a line that is there for a date which is impossible, and whose end is therefore not known.
const MAX_DATE_WORDS: usize = 10;

/// A date in a line.
#[derive(Debug, Clone)]
pub(in crate::ingest) struct Stamp {
    /// Where it stands.
    pub(in crate::ingest) place: Range<usize>,
    /// What it says.
    pub(in crate::ingest) reading: Reading,
    /// Whether the words before it say that it is the date of a change.
    pub(in crate::ingest) is_update: bool,
}

/// The dates of a line, in their order.
pub(in crate::ingest) fn stamps(line: &str, assumed: Offset) -> Vec<Stamp> {
    let mut stamps: Vec<Stamp> = Vec::new();
    let mut start = 0;
    if line.len() > MAX_LINE || !line.contains(|c: char| c.is_ascii_digit()) {
        return stamps;
    }
    while let Some((place, reading)) = line.get(start..).and_then(|rest| dates::find(rest, assumed)) {
        let place = start + place.start..start + place.end;
        if place.is_empty() || stamps.len() == MAX_DATES {
            break;
        }
        let before = line[start..place.start].to_lowercase();
        let is_update =
            ["updat", "diperbarui", "diperbaharui", "dikemas kini", "pembaruan", "modified", "revised", "kemaskini"]
                .iter()
                .any(|word| before.contains(word));
        start = place.end;
        stamps.push(Stamp { place, reading, is_update });
    }
    stamps
}

/// The date of publication that a line gives, and whether it says so itself; a change's date only where it is alone.
pub(in crate::ingest) fn published(line: &str, assumed: Offset) -> Option<Stamp> {
    let stamps = stamps(line, assumed);
    let first = stamps.iter().find(|stamp| !stamp.is_update).or(stamps.first())?;
    Some(first.clone())
}

/// The date of a line that says how old something is, `Nasional | 3 jam lalu`, reckoned from `reference`.
pub(in crate::ingest) fn aged(line: &str, reference: OffsetDateTime) -> Option<Reading> {
    if line.len() > MAX_LINE || !is_age(line) {
        return None;
    }
    let age = line.rsplit(['|', '•', '·', '-', '–', '—', ',']).next()?;
    dates::read_at(age, reference).ok()
}

/// What the line says besides its dates and the words that only introduce them, piece by piece.
pub(in crate::ingest) fn around(line: &str, assumed: Offset) -> Vec<String> {
    const LABELS: [&str; 38] = [
        "published",
        "originally published",
        "first published on",
        "updated",
        "last updated",
        "first published",
        "posted",
        "posted on",
        "posted at",
        "diterbitkan",
        "dipublikasikan",
        "tayang",
        "terbit",
        "diperbarui",
        "diperbaharui",
        "publikasi",
        "tanggal",
        "date",
        "on",
        "at",
        "pukul",
        "pk",
        "jam",
        "published on",
        "published at",
        "terakhir diperbarui",
        "rilis",
        "updated on",
        "modified",
        "dikemas kini",
        "diterbitkan pada",
        "pada",
        "disiarkan pada",
        "disiarkan",
        "updated at",
        "last modified",
        "the",
        "kemaskini",
    ];
    if impossible(line).is_some() {
        return Vec::new();
    }
    let mut rest = String::with_capacity(line.len());
    let mut start = 0;
    for stamp in stamps(line, assumed) {
        rest.push_str(&line[start..stamp.place.start]);
        rest.push_str(" | ");
        start = stamp.place.end;
    }
    rest.push_str(&line[start..]);
    let rest = rest.replace(" - ", " | ").replace(" -- ", " | ").replace(['–', '—', '•', '·', '/', '(', ')'], "|");
    rest.split('|')
        .map(|piece| without_status(piece.trim().trim_matches([',', ':', ';', '-', '.']).trim()))
        .filter(|piece| !piece.is_empty() && !LABELS.contains(&fold(piece).as_str()) && !is_zone(piece))
        .map(str::to_owned)
        .collect()
}

/// A name without the word behind it that introduces the date: `Rina Lestari Diperbarui`.
fn without_status(piece: &str) -> &str {
    const STATUS: [&str; 11] = [
        "published",
        "updated",
        "posted",
        "modified",
        "diterbitkan",
        "dipublikasikan",
        "diperbarui",
        "diperbaharui",
        "disiarkan",
        "terbit",
        "tayang",
    ];
    match piece.rsplit_once(' ') {
        Some((name, last)) if STATUS.contains(&fold(last).as_str()) && words(name) > 1 => name.trim_end(),
        _ => piece,
    }
}

fn is_zone(piece: &str) -> bool {
    matches!(
        fold(piece).as_str(),
        "wib" | "wita" | "wit" | "gmt" | "utc" | "est" | "edt" | "bst" | "myt" | "sgt" | "cet" | "et" | "am" | "pm"
    ) || fold(piece).is_empty()
}

/// Whether the line is there for its date: a date, and around it no more than a name, a site and a label.
pub(in crate::ingest) fn is_date_line(line: &str) -> bool {
    if impossible(line).is_some() {
        return true;
    }
    if words(line) > 24 || line.len() > MAX_LINE {
        return false;
    }
    // "... 8 Januari 2022. Budi/Antara": a sentence ended with the date, and somebody is credited.
    let Some(last) = stamps(line, Offset::UTC).pop() else { return false };
    let rest = &line[last.place.end..];
    if rest.starts_with(". ") && rest.contains('/') {
        return false;
    }
    let around = around(line, Offset::UTC);
    let is_sentence = ends_sentence(line) || line.ends_with(':');
    around.iter().map(|piece| words(piece)).sum::<usize>() <= MAX_AROUND && (around.is_empty() || !is_sentence)
}

/// Why the line, which has the form of a date line, has no date: no calendar has the day, or no clock the time.
pub(in crate::ingest) fn impossible(line: &str) -> Option<NoDate> {
    if words(line) > MAX_DATE_WORDS || ends_sentence(line) || !line.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    dates::read(line, Offset::UTC).err().filter(|why| matches!(why, NoDate::Impossible(_)))
}

/// Whether the line is a time of day and nothing else, `13:03 WIB`: the rest of the date line above it.
pub(in crate::ingest) fn is_time(line: &str) -> bool {
    let folded = fold(line);
    let mut words = folded.split(' ').filter(|word| !matches!(*word, "pukul" | "jam" | "at"));
    let Some(time) = words.next() else { return false };
    let digits = |text: &str| matches!(text.len(), 1..=2) && text.bytes().all(|b| b.is_ascii_digit());
    let is_clock = time.split_once([':', '.']).is_some_and(|(hour, minute)| digits(hour) && digits(minute));
    is_clock && words.all(is_zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_reckoned_from_a_reference() {
        let timestamp = "2022-01-08T10:00:00Z".parse().unwrap();
        let reference = OffsetDateTime { timestamp, offset: Offset::constant(7) };
        let aged = |line| aged(line, reference).map(|reading| reading.date.to_string()).unwrap_or_default();
        assert_eq!(aged("Nasional | 3 jam lalu"), "2022-01-08T14:00:00+07:00");
        assert_eq!(aged("2 hours ago"), "2022-01-08T15:00:00+07:00");
        assert_eq!(aged("Ekonomi - 2 hari yang lalu"), "2022-01-06T00:00:00+07:00");
        for line in ["2 bulan lalu", "Ia pergi 3 jam lalu.", "kemarin", "8 Januari 2022", ""] {
            assert_eq!(aged(line), "", "{line}");
        }
        assert_eq!(super::aged(&format!("{} | 3 jam lalu", "x".repeat(MAX_LINE)), reference), None);
    }

    #[test]
    fn a_date_line_is_told_from_a_sentence_with_a_date() {
        for line in [
            "Sabtu, 08 Januari 2022 - 13:03 WIB",
            "Kabar.example - 08/01/2022, 13:03 WIB",
            "Published 8 January 2022",
            "Rina Lestari | 8 Januari 2022 13:03 WIB",
            "Minggu, 31 Februari 2022 pukul 10.00 WIB",
        ] {
            assert!(is_date_line(line), "{line}");
        }
        assert!(!is_date_line("di Harja, Sabtu, 8 Januari 2022. Budi/Antara"));
        for line in ["Rapat itu digelar pada Sabtu, 8 Januari 2022, di kantor wali kota.", "13:03", "Sekjen NATO", ""] {
            assert!(!is_date_line(line), "{line}");
        }
    }

    #[test]
    fn the_date_of_a_change_is_not_the_date_of_publication() {
        let line = "Updated 9 January 2022, first published 8 January 2022";
        let stamp = published(line, Offset::UTC);
        assert!(stamp.is_some_and(|stamp| stamp.reading.date.to_string().starts_with("2022-01-08")));
    }

    #[test]
    fn what_stands_around_a_date_is_given_in_pieces() {
        let around = around("Rina Lestari - Kabar Nusa | Diterbitkan 8 Januari 2022, 13:03 WIB", Offset::UTC);
        assert_eq!(around, ["Rina Lestari", "Kabar Nusa"]);
        assert_eq!(super::around("Rina Lestari Diperbarui 8 Januari 2022", Offset::UTC), ["Rina Lestari"]);
    }

    #[test]
    fn a_time_alone_is_the_rest_of_a_date_line() {
        assert!(is_time("13:03 WIB") && is_time("Pukul 13.03"));
        assert!(!is_time("13 orang") && !is_time("Rp1.000") && !is_time(""));
    }
}
