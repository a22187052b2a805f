//! Languages by their code, and which one a text is in.
//!
//! The feed's own word on its language comes first; [`Language::detect`] is for texts that come without. Ingestion
//! calls it, with the title and the start of the body together: on a headline alone it is less sure.

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use jiff::tz::Offset;
use whatlang::{Detector, Lang, Script};

/// Characters of a text that are looked at; the answer rarely changes behind them, and the cost grows.
pub const SAMPLE: usize = 300;

/// Letters, at least, of a text in the Latin script that can be told; two short words are anybody's.
const MIN_LATIN: usize = 8;

/// Letters, at least, before a language other than Indonesian and English is believed of a text in plain Latin letters.
const MIN_OTHER: usize = 80;

/// One in this many Latin letters that English and Indonesian do not use says that a text is in neither.
const FOREIGN: usize = 30;

/// The languages of the Latin script that are told apart on a long text, or on one with letters of their own.
const LATIN: [Lang; 19] = [
    Lang::Ind,
    Lang::Eng,
    Lang::Deu,
    Lang::Fra,
    Lang::Spa,
    Lang::Por,
    Lang::Ita,
    Lang::Nld,
    Lang::Tur,
    Lang::Vie,
    Lang::Pol,
    Lang::Ces,
    Lang::Swe,
    Lang::Dan,
    Lang::Nob,
    Lang::Fin,
    Lang::Hun,
    Lang::Ron,
    Lang::Hrv,
];

/// The languages of the other scripts that several share. A script with one language needs no list.
const OTHERS: [Lang; 13] = [
    Lang::Cmn,
    Lang::Jpn,
    Lang::Rus,
    Lang::Ukr,
    Lang::Bul,
    Lang::Srp,
    Lang::Ara,
    Lang::Pes,
    Lang::Urd,
    Lang::Hin,
    Lang::Mar,
    Lang::Nep,
    Lang::Heb,
];

/// Short words that headlines in Indonesian have, and those in English have not.
const INDONESIAN: [&str; 60] = [
    "yang", "dan", "di", "ke", "dari", "untuk", "dengan", "pada", "ini", "itu", "akan", "tidak", "tak", "bukan",
    "jadi", "usai", "soal", "bisa", "ada", "juga", "oleh", "dalam", "saat", "jelang", "hingga", "agar", "para", "kini",
    "atas", "bagi", "sebut", "minta", "harga", "warga", "resmi", "baru", "bakal", "lagi", "sudah", "belum", "masih",
    "lebih", "karena", "gelar", "naik", "turun", "jalan", "rumah", "orang", "tahun", "hari", "kami", "kita", "mereka",
    "siap", "tetap", "akibat", "begini", "alasan", "tahan",
];

/// Short words that headlines in English have, and those in Indonesian have not.
const ENGLISH: [&str; 60] = [
    "the", "of", "to", "in", "and", "for", "on", "with", "at", "by", "from", "is", "are", "was", "were", "has", "have",
    "had", "after", "over", "says", "new", "be", "will", "not", "it", "its", "his", "her", "their", "that", "this",
    "who", "how", "why", "what", "when", "more", "than", "up", "down", "out", "off", "into", "against", "amid",
    "first", "deal", "can", "could", "say", "back", "seeks", "sees", "signs", "cut", "makes", "record", "plans", "a",
];

/// Words of Malay prose that Indonesian has not.
const MALAY: [&str; 14] = [
    "kerana",
    "selepas",
    "manakala",
    "baharu",
    "iaitu",
    "bahawa",
    "polis",
    "dijangka",
    "berkenaan",
    "kerajaan",
    "mesyuarat",
    "berkata",
    "syarikat",
    "semasa",
];

/// By how much the words of one language must outweigh the other's before they overrule the count of letters.
const MARGIN: u32 = 2;

static READERS_OWN: LazyLock<Detector> = LazyLock::new(|| Detector::with_allowlist(vec![Lang::Ind, Lang::Eng]));
static ALL_LATIN: LazyLock<Detector> = LazyLock::new(|| Detector::with_allowlist(LATIN.to_vec()));
static OTHER_SCRIPTS: LazyLock<Detector> = LazyLock::new(|| Detector::with_allowlist(OTHERS.to_vec()));

/// A language by its primary subtag (BCP 47): two or three small letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Language(String);

impl Language {
    /// The language of a tag such as `en-US`; none where the primary subtag is not two or three letters.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        let fits = matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_lowercase());
        fits.then_some(Self(primary))
    }

    /// The language that `text` is in, by its first [`SAMPLE`] characters.
    ///
    /// The script decides first. In the Latin script it is Indonesian or English, unless the text is long enough, or
    /// has letters enough of another language, to be believed; none where it has too few words to tell. Malay, which
    /// shares its words, comes out as Indonesian.
    #[must_use]
    pub fn detect(text: &str) -> Option<Self> {
        let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
        let sample = &text[..end];
        let lang = match whatlang::detect_script(sample)? {
            Script::Latin => latin(sample),
            // Kana are Japan's alone, however many of the signs around them China knows as well.
            Script::Mandarin if sample.chars().any(is_kana) => Some(Lang::Jpn),
            _ => OTHER_SCRIPTS.detect_lang(sample),
        };
        Self::new(code(lang?)?)
    }

    /// The language of running prose, of which all that is given is looked at: Malay is told from Indonesian by words
    /// that only one of them has, which a headline need not hold.
    #[must_use]
    pub fn of_prose(text: &str) -> Option<Self> {
        if is_malay(text) { Self::new("ms") } else { Self::detect(text) }
    }

    /// The offset that a date without a zone most likely has: western Indonesia's in Indonesian, Malaysia's in Malay,
    /// else none from UTC.
    #[must_use]
    pub fn usual_offset(of: Option<&Self>) -> Offset {
        match of.map(Self::code) {
            Some("id") => Offset::constant(7),
            Some("ms") => Offset::constant(8),
            _ => Offset::UTC,
        }
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.0
    }
}

/// Whether a text has words that Malay has and Indonesian writes otherwise (karena, setelah, bahwa, polisi).
fn is_malay(text: &str) -> bool {
    let words: HashSet<String> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    MALAY.iter().filter(|word| words.contains(**word)).count() >= 3 && !words.contains("karena")
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which language of the Latin script `sample` is in.
fn latin(sample: &str) -> Option<Lang> {
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters < MIN_LATIN {
        return None;
    }
    let own = by_words(sample).or_else(|| READERS_OWN.detect_lang(sample))?;
    let all = ALL_LATIN.detect(sample)?;
    let foreign = sample.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    let of_its_own = foreign >= 2 && foreign * FOREIGN >= letters;
    // A name with an accent or two makes a headline foreign only if its trigrams agree.
    let believed = of_its_own || (letters >= MIN_OTHER && all.is_reliable());
    Some(if believed && !matches!(all.lang(), Lang::Ind | Lang::Eng) { all.lang() } else { own })
}

/// Indonesian or English, where words and spellings of one outweigh those of the other. Threes of letters, which is
/// what the detector counts, are too few in a headline: of 5,799 in English it took 253 for Indonesian, 55 after this.
fn by_words(sample: &str) -> Option<Lang> {
    let (mut indonesian, mut english) = (0, 0);
    english += u32::from(sample.contains("'s ") || sample.contains("’s "));
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        indonesian += if INDONESIAN.contains(&&*word) { 2 } else { u32::from(looks_indonesian(&word)) };
        english += if ENGLISH.contains(&&*word) { 2 } else { u32::from(looks_english(&word)) };
    }
    if indonesian >= english + MARGIN {
        Some(Lang::Ind)
    } else if english >= indonesian + MARGIN {
        Some(Lang::Eng)
    } else {
        None
    }
}

/// Prefixes and suffixes that English has not.
fn looks_indonesian(word: &str) -> bool {
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| word.starts_with(prefix));
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| word.ends_with(suffix));
    starts(&["meng", "meny", "peng", "peny", "ny"])
        || (word.len() >= 5 && ends(&["kan", "nya", "ah", "ih", "uh", "ai", "asi", "isi", "usi", "itas", "wan"]))
        || (word.len() >= 7 && starts(&["ke", "pe"]) && ends(&["an"]) && !ends(&["ian"]))
}

/// Spellings that Indonesian, which writes as it speaks, has not.
fn looks_english(word: &str) -> bool {
    let spellings = ["th", "sh", "wh", "ck", "ph", "oo", "ee", "ss", "ll", "tt", "ff", "ct", "ow", "x"];
    let endings = ["ed", "y", "tion", "ght", "ce", "ge", "ve", "ks", "ts", "ns", "rs", "es"];
    word.len() >= 3
        && (spellings.iter().any(|part| word.contains(part)) || endings.iter().any(|end| word.ends_with(end)))
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{ff66}'..='\u{ff9d}')
}

/// ISO 639-1's code for a language that whatlang knows by ISO 639-3's.
fn code(lang: Lang) -> Option<&'static str> {
    CODES.iter().find(|(known, _)| *known == lang).map(|(_, code)| *code)
}

/// Two letters for each language that can come out of [`LATIN`], [`OTHERS`] or a script of one language.
const CODES: [(Lang, &str); 49] = [
    (Lang::Ind, "id"),
    (Lang::Eng, "en"),
    (Lang::Deu, "de"),
    (Lang::Fra, "fr"),
    (Lang::Spa, "es"),
    (Lang::Por, "pt"),
    (Lang::Ita, "it"),
    (Lang::Nld, "nl"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
    (Lang::Pol, "pl"),
    (Lang::Ces, "cs"),
    (Lang::Swe, "sv"),
    (Lang::Dan, "da"),
    (Lang::Nob, "nb"),
    (Lang::Fin, "fi"),
    (Lang::Hun, "hu"),
    (Lang::Ron, "ro"),
    (Lang::Hrv, "hr"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Bul, "bg"),
    (Lang::Srp, "sr"),
    (Lang::Ara, "ar"),
    (Lang::Pes, "fa"),
    (Lang::Urd, "ur"),
    (Lang::Hin, "hi"),
    (Lang::Mar, "mr"),
    (Lang::Nep, "ne"),
    (Lang::Heb, "he"),
    (Lang::Kor, "ko"),
    (Lang::Tha, "th"),
    (Lang::Ell, "el"),
    (Lang::Ben, "bn"),
    (Lang::Kat, "ka"),
    (Lang::Kan, "kn"),
    (Lang::Tam, "ta"),
    (Lang::Guj, "gu"),
    (Lang::Pan, "pa"),
    (Lang::Tel, "te"),
    (Lang::Mal, "ml"),
    (Lang::Ori, "or"),
    (Lang::Mya, "my"),
    (Lang::Sin, "si"),
    (Lang::Khm, "km"),
    (Lang::Amh, "am"),
    (Lang::Hye, "hy"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn told(code: &str, texts: &[&str]) {
        for text in texts {
            assert_eq!(Language::detect(text).as_ref().map(Language::code), Some(code), "{text}");
        }
    }

    #[test]
    fn a_tag_gives_its_primary_subtag() {
        assert_eq!(Language::new("en-US").as_ref().map(Language::code), Some("en"));
        assert_eq!(Language::new(" ID_id ").as_ref().map(Language::code), Some("id"));
        assert_eq!(Language::new("english"), None);
        assert_eq!(Language::new(""), None);
    }

    #[test]
    fn indonesian_is_told_from_a_headline_and_from_a_text() {
        told(
            "id",
            &[
                "Presiden resmikan jalan tol baru di Sumatera",
                "Harga cabai rawit naik menjelang Lebaran",
                "Gempa guncang Maluku, warga diminta tetap tenang",
                "Timnas U-17 menang tipis atas Thailand",
                "KPK Tahan Mantan Bupati",
                "Rupiah menguat terhadap dolar AS pada Jumat pagi",
                "Banjir rendam ratusan rumah",
                "Manchester City Ditekuk Chelsea, Guardiola Murka",
                "Elon Musk Umumkan Rencana Baru Tesla",
                "Hasil MotoGP Prancis: Bagnaia Juara",
                "Bursa Wall Street Ditutup Melemah",
                "Mantan Presiden Mesir Wafat",
                "Profil Ketua Mahkamah Konstitusi",
                "Jadwal Liga Inggris Pekan Ini: Arsenal vs Everton",
                "The Fed Tahan Suku Bunga, IHSG Menguat",
                "Polisi Tangkap Pelaku Pencurian Sepeda Motor",
                "Google Rilis Fitur Baru di Android",
                "Cara Membuat Kopi Susu Gula Aren",
                "Bahlil Copot Pejabat ESDM",
                "Ganda Putri Indonesia Melaju ke Semifinal All England",
                "Rusia Serang Kyiv, Lima Tewas",
                "BMKG: Waspadai Hujan Lebat di Jabodetabek",
                "Kementerian Kesehatan mencatat penurunan kasus demam berdarah dalam tiga bulan terakhir. \
             Meski begitu, masyarakat diminta tetap menguras tempat penampungan air setiap minggu.",
            ],
        );
    }

    #[test]
    fn english_is_told_from_a_headline_and_from_a_text() {
        told(
            "en",
            &[
                "Ferry service to the islands resumes after storm",
                "Central bank holds interest rates for third month",
                "Scientists map the sea floor off Norway",
                "Fed Sees Slower Growth",
                "Two dead in highway crash",
                "Apple unveils new phone with a better camera",
                "Café owners in Malmö protest against higher rents",
                "The council voted on Tuesday to close the bridge for repairs that are expected to last until spring. \
             Shops on both banks fear that they will lose the customers who walk across it.",
            ],
        );
    }

    #[test]
    fn a_script_of_its_own_is_enough() {
        told("ja", &["東京で新しい駅が開業", "大雪の影響で新幹線が運休", "カメラ"]);
        told("zh", &["中国经济增长放缓", "颱風逼近臺灣東部"]);
        told("ko", &["서울에 첫눈이 내렸다"]);
        told("th", &["ฝนตกหนักในกรุงเทพ"]);
        told("ar", &["الأمطار الغزيرة تغلق المدارس في العاصمة"]);
        told("he", &["גשם כבד צפוי הערב בירושלים"]);
        told("el", &["Ισχυρός σεισμός στην Κρήτη"]);
        told("hi", &["दिल्ली में भारी बारिश से सड़कें जलमग्न"]);
        told("ru", &["Правительство объявило о новых мерах поддержки бизнеса"]);
        told("ta", &["சென்னையில் கனமழை"]);
    }

    #[test]
    fn another_latin_language_is_told_by_its_letters_or_by_its_length() {
        told(
            "de",
            &[
                "Die Bürger müssen für Strom künftig größere Beträge zahlen",
                "Der Bundestag hat am Donnerstag mit den Stimmen der Regierung ein neues Gesetz beschlossen, das den \
             Bau von Wohnungen in den Städten erleichtern soll.",
            ],
        );
        told("fr", &["Le gouvernement présente une réforme très contestée de la sécurité routière"]);
        told("vi", &["Mưa lớn gây ngập nhiều tuyến đường ở Hà Nội"]);
        told("tr", &["Türkiye'de şiddetli yağış sonrası okullar tatil edildi"]);
        told(
            "nl",
            &["De regering heeft vandaag besloten dat de dijken langs de grote rivieren de komende jaren \
             moeten worden verhoogd, omdat het water steeds vaker hoog staat."],
        );
        told(
            "es",
            &["El presidente de la empresa dijo que los trabajadores que quieran volver a sus puestos tienen hasta \
             el final del mes para decidirlo."],
        );
    }

    #[test]
    fn too_little_is_no_language() {
        for text in ["", "   ", "2024", "!?", "U-17", "Persija", "👍👍"] {
            assert_eq!(Language::detect(text), None, "{text}");
        }
    }

    #[test]
    fn only_the_sample_counts() {
        let english = "The ships in the harbour wait for the wind. ".repeat(SAMPLE / 44 + 1);
        let text = format!("{english}{}", "東京で新しい駅が開業".repeat(500));
        told("en", &[&text]);
    }

    #[test]
    fn every_language_that_may_come_out_has_a_code() {
        for lang in LATIN.into_iter().chain(OTHERS) {
            assert!(code(lang).and_then(Language::new).is_some(), "{lang:?}");
        }
    }
}
