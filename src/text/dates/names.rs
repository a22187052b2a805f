//! What months, weekdays, zones and the halves of a day are called: English, Indonesian, Malay, with their short
//! forms and the old spellings still met. Tables and look-ups only; [`super`] calls them.

use jiff::civil::Weekday;

/// The names of each month, January first, in lower case.
const MONTHS: [&[&str]; 12] = [
    &["january", "januari", "jan"],
    &["february", "februari", "pebruari", "febuari", "feb", "febr", "peb"],
    &["march", "maret", "mac", "mar", "mrt"],
    &["april", "apr"],
    &["may", "mei"],
    &["june", "juni", "jun"],
    &["july", "juli", "julai", "jul"],
    &["august", "agustus", "ogos", "ogo", "aug", "agu", "agt", "ags", "agust", "agst"],
    &["september", "sept", "sep"],
    &["october", "oktober", "oct", "okt"],
    &["november", "nopember", "nov", "nop"],
    &["december", "desember", "disember", "dec", "des", "dis"],
];

/// The weekdays as Indonesian and Malay write them, in lower case and without apostrophe.
const WEEKDAYS_MALAY: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["senin", "sen", "isnin", "isn"]),
    (Weekday::Tuesday, &["selasa", "sel"]),
    (Weekday::Wednesday, &["rabu", "rab"]),
    (Weekday::Thursday, &["kamis", "kam", "khamis", "kha"]),
    (Weekday::Friday, &["jumat", "jum", "jmt", "jumaat"]),
    (Weekday::Saturday, &["sabtu", "sab"]),
    (Weekday::Sunday, &["minggu", "ahad", "ming", "mgg", "min", "ahd"]),
];

/// The weekdays as English writes them, in lower case.
const WEEKDAYS_ENGLISH: [(Weekday, &[&str]); 7] = [
    (Weekday::Monday, &["monday", "mon"]),
    (Weekday::Tuesday, &["tuesday", "tue", "tues"]),
    (Weekday::Wednesday, &["wednesday", "wed", "weds"]),
    (Weekday::Thursday, &["thursday", "thu", "thur", "thurs"]),
    (Weekday::Friday, &["friday", "fri"]),
    (Weekday::Saturday, &["saturday", "sat"]),
    (Weekday::Sunday, &["sunday", "sun"]),
];

/// The five days of the Javanese week, which some papers write behind the weekday: `Sabtu Wage`.
const PASARAN: [&str; 7] = ["legi", "manis", "pahing", "paing", "pon", "wage", "kliwon"];

/// Words that may stand before a date that stands alone, and say only what the date is of.
const LABELS: [&str; 60] = [
    "published",
    "publish",
    "publication",
    "posted",
    "post",
    "updated",
    "update",
    "updates",
    "last",
    "first",
    "originally",
    "modified",
    "edited",
    "created",
    "released",
    "issued",
    "uploaded",
    "written",
    "date",
    "dated",
    "dateline",
    "time",
    "on",
    "at",
    "the",
    "since",
    "day",
    "diterbitkan",
    "terbit",
    "tayang",
    "ditayangkan",
    "dipublikasikan",
    "publikasi",
    "dirilis",
    "rilis",
    "diperbarui",
    "diperbaharui",
    "pembaruan",
    "terakhir",
    "diupdate",
    "diunggah",
    "unggah",
    "dimuat",
    "diposting",
    "posting",
    "ditulis",
    "dibuat",
    "disiarkan",
    "siar",
    "tanggal",
    "tgl",
    "tarikh",
    "pada",
    "hari",
    "kemaskini",
    "dikemaskini",
    "kemas",
    "dikemas",
    "kini",
    "waktu",
];

/// Offsets from UTC in minutes by zone name. Where a name is several zones', it is the one that a reader in
/// Southeast Asia, or a feed in English, means: `IST` is India's, `CST` is America's (RFC 2822), `BST` is Britain's,
/// `AST` is the Atlantic's.
const ZONES: [(&str, i16); 64] = [
    ("z", 0),
    ("utc", 0),
    ("gmt", 0),
    ("ut", 0),
    ("wet", 0),
    ("wib", 420),
    ("wita", 480),
    ("wit", 540),
    ("myt", 480),
    ("sgt", 480),
    ("pht", 480),
    ("hkt", 480),
    ("bnt", 480),
    ("awst", 480),
    ("ict", 420),
    ("mmt", 390),
    ("tlt", 540),
    ("jst", 540),
    ("kst", 540),
    ("acst", 570),
    ("acdt", 630),
    ("aest", 600),
    ("aedt", 660),
    ("pgt", 600),
    ("nzst", 720),
    ("nzdt", 780),
    ("ist", 330),
    ("pkt", 300),
    ("npt", 345),
    ("gst", 240),
    ("msk", 180),
    ("trt", 180),
    ("eat", 180),
    ("idt", 180),
    ("irst", 210),
    ("eet", 120),
    ("eest", 180),
    ("cet", 60),
    ("cest", 120),
    ("met", 60),
    ("mest", 120),
    ("mez", 60),
    ("mesz", 120),
    ("bst", 60),
    ("west", 60),
    ("cat", 120),
    ("sast", 120),
    ("wat", 60),
    ("est", -300),
    ("edt", -240),
    ("cdt", -300),
    ("cst", -360),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("akst", -540),
    ("akdt", -480),
    ("hst", -600),
    ("ast", -240),
    ("adt", -180),
    ("nst", -210),
    ("ndt", -150),
    ("brt", -180),
];

/// Zone names read in whatever case they stand in. All others are read in capitals only: `met`, `cat` and `eat` are
/// words.
const ZONES_ANY_CASE: [&str; 6] = ["wib", "wita", "gmt", "utc", "z", "myt"];

/// American zones named without saying whether it is summer, and how many hours they stand behind UTC in winter.
const AMERICAN: [(&str, u8); 5] = [("at", 4), ("et", 5), ("ct", 6), ("mt", 7), ("pt", 8)];

/// The first part of a zone's name in the time zone database that has places: `Asia/Jakarta`.
pub(super) const IANA_AREAS: [&str; 10] =
    ["africa", "america", "antarctica", "asia", "atlantic", "australia", "etc", "europe", "indian", "pacific"];

/// Offsets from UTC in minutes by the first word of a place in the time zone database: those around Indonesia, which
/// have no summer time, as they have stood since 1988.
const IANA: [(&str, i16); 13] = [
    ("utc", 0),
    ("gmt", 0),
    ("jakarta", 420),
    ("pontianak", 420),
    ("bangkok", 420),
    ("makassar", 480),
    ("kuala", 480),
    ("kuching", 480),
    ("singapore", 480),
    ("brunei", 480),
    ("manila", 480),
    ("jayapura", 540),
    ("dili", 540),
];

/// The part of a day that a clock of twelve hours counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    /// `am`, `pagi`, `dini hari`.
    Morning,
    /// `pm`, `petang`, `sore`.
    Afternoon,
    /// `siang`, `tengah hari`: from ten to three.
    Noon,
    /// `malam`: from six to eleven, and the small hours.
    Night,
}

/// What a span of time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// So many seconds.
    Seconds(i64),
    /// So many days.
    Days(i64),
    /// Months and years, which say no day.
    Coarse,
}

/// Units of time by name, one and many, long and short.
const UNITS: [(Unit, &[&str]); 7] = [
    (Unit::Seconds(1), &["detik", "dtk", "second", "seconds", "sec", "secs", "s"]),
    (Unit::Seconds(60), &["menit", "mnt", "minit", "minute", "minutes", "min", "mins", "m"]),
    (Unit::Seconds(3600), &["jam", "hour", "hours", "hr", "hrs", "h", "j"]),
    (Unit::Days(1), &["hari", "day", "days", "d"]),
    (Unit::Days(7), &["minggu", "pekan", "week", "weeks", "w"]),
    (Unit::Coarse, &["bulan", "bln", "month", "months", "mo"]),
    (Unit::Coarse, &["tahun", "thn", "year", "years", "yr", "yrs", "y"]),
];

/// Numbers in words, from one.
const COUNTS: [&[&str]; 10] = [
    &["satu", "one", "a", "an"],
    &["dua", "two"],
    &["tiga", "three"],
    &["empat", "four"],
    &["lima", "five"],
    &["enam", "six"],
    &["tujuh", "seven"],
    &["delapan", "lapan", "eight"],
    &["sembilan", "nine"],
    &["sepuluh", "ten"],
];

/// The month called `word`, from 1 to 12.
pub(super) fn month(word: &str) -> Option<i8> {
    (1..).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(month, _)| month)
}

/// The unit of time called `word`.
pub(super) fn unit(word: &str) -> Option<Unit> {
    UNITS.into_iter().find(|(_, names)| names.contains(&word)).map(|(unit, _)| unit)
}

/// The unit of which `word` says that it is one: `sejam`, `seminggu`.
pub(super) fn one_unit(word: &str) -> Option<Unit> {
    word.strip_prefix("se").filter(|unit| unit.len() > 2).and_then(unit)
}

/// The number called `word`, from 1 to 10.
pub(super) fn count(word: &str) -> Option<i64> {
    (1..).zip(COUNTS).find(|(_, names)| names.contains(&word)).map(|(count, _)| count)
}

/// The weekday called `word`, and whether the name is English.
pub(super) fn weekday(word: &str) -> Option<(Weekday, bool)> {
    let english = WEEKDAYS_ENGLISH.into_iter().map(|(day, names)| (day, names, true));
    let malay = WEEKDAYS_MALAY.into_iter().map(|(day, names)| (day, names, false));
    english.chain(malay).find(|(_, names, _)| names.contains(&word)).map(|(day, _, english)| (day, english))
}

/// The weekday that East Asia abbreviates to `letter`, as in `2022年1月8日(土)`.
pub(super) fn weekday_letter(letter: char) -> Option<Weekday> {
    Some(match letter {
        '月' | '월' => Weekday::Monday,
        '火' | '화' => Weekday::Tuesday,
        '水' | '수' => Weekday::Wednesday,
        '木' | '목' => Weekday::Thursday,
        '金' | '금' => Weekday::Friday,
        '土' | '토' => Weekday::Saturday,
        '日' | '일' => Weekday::Sunday,
        _ => return None,
    })
}

/// Whether `word` is a day of the Javanese week.
pub(super) fn is_pasaran(word: &str) -> bool {
    PASARAN.contains(&word)
}

/// Whether `word` only says what a date is of.
pub(super) fn is_label(word: &str) -> bool {
    LABELS.contains(&word)
}

/// Minutes east of UTC of the zone called `word` (in lower case), which was written in capitals or not.
pub(super) fn zone(word: &str, capitals: bool) -> Option<i16> {
    let (_, minutes) = ZONES.into_iter().find(|(name, _)| *name == word)?;
    (capitals || ZONES_ANY_CASE.contains(&word)).then_some(minutes)
}

/// Hours west of UTC, in winter, of an American zone that changes with the season.
pub(super) fn american(word: &str) -> Option<u8> {
    AMERICAN.into_iter().find(|(name, _)| *name == word).map(|(_, hours)| hours)
}

/// Minutes east of UTC of the place in the time zone database whose first word is `word`.
pub(super) fn iana(word: &str) -> Option<i16> {
    IANA.into_iter().find(|(place, _)| *place == word).map(|(_, minutes)| minutes)
}

/// The part of the day called `word`, which East Asia writes before the time.
pub(super) fn half_before(word: &str) -> Option<Half> {
    Some(match word {
        "오전" | "午前" | "上午" => Half::Morning,
        "오후" | "午後" | "下午" => Half::Afternoon,
        _ => return None,
    })
}

/// The part of the day called `word`.
pub(super) fn half(word: &str) -> Option<Half> {
    Some(match word {
        "am" | "pagi" | "pg" | "subuh" => Half::Morning,
        "pm" | "sore" | "petang" | "ptg" => Half::Afternoon,
        "siang" | "noon" => Half::Noon,
        "malam" | "mlm" => Half::Night,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_one_month_only() {
        for (at, names) in MONTHS.iter().enumerate() {
            for name in *names {
                assert_eq!(month(name), Some(at as i8 + 1), "{name}");
            }
        }
        assert_eq!(month("janvier"), None);
    }

    #[test]
    fn no_name_is_both_a_month_and_a_weekday() {
        for name in MONTHS.concat() {
            assert_eq!(weekday(name), None, "{name}");
        }
    }

    #[test]
    fn zones_that_are_words_are_read_in_capitals_only() {
        assert_eq!(zone("wib", false), Some(420));
        assert_eq!(zone("wita", false), Some(480));
        assert_eq!(zone("wit", true), Some(540));
        assert_eq!(zone("cat", false), None);
        assert_eq!(zone("cat", true), Some(120));
    }
}
