//! Languages by their code, and which one a text is in.
//!
//! The feed's own word on its language comes first; [`Language::detect`] is for texts that come without. Ingestion
//! calls it, with the title and the start of the body together: on a headline alone it is less sure.

mod words;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use jiff::tz::Offset;
use whatlang::{Detector, Lang, Script};

use self::words::{ENGLISH, FULL_OF, INDONESIAN, MALAY};

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

/// Such words that a text must have, and one in how many of all its words they must be, to be known by them.
const MIN_FULL: usize = 4;
const ONE_IN: usize = 7;

/// How often a text may have such words of another language for one of its own.
const RIVAL: usize = 4;

/// By how much the words of one language must outweigh the other's before they overrule the count of letters.
const MARGIN: u32 = 2;

/// The language of [`FULL_OF`] that each of its words is in, by its place there; none for one that is in several.
static WORDS: LazyLock<HashMap<&str, Option<usize>>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for (place, (_, list)) in FULL_OF.iter().enumerate() {
        for word in *list {
            words.entry(*word).and_modify(|known| *known = None).or_insert(Some(place));
        }
    }
    words
});

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
        if let Some(lang) = full_of(sample) {
            return Self::new(code(lang)?);
        }
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

/// The language of whose everyday words `sample` is full. It spares the count of threes of letters, which takes a hundred
/// times as long, wherever there is running text in the commonest languages.
fn full_of(sample: &str) -> Option<Lang> {
    let letters = sample.bytes().filter(u8::is_ascii_alphabetic).count();
    if letters * 2 < sample.len() {
        return None;
    }
    let (mut all, mut counts) = (0, [0; FULL_OF.len()]);
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        all += 1;
        if let Some(Some(place)) = WORDS.get(word) {
            counts[*place] += 1;
        }
    }
    let (place, most) = counts.into_iter().enumerate().max_by_key(|(_, count)| *count)?;
    let rivals = counts.iter().sum::<usize>() - most;
    let sure = most >= MIN_FULL && most * ONE_IN >= all && most >= rivals * RIVAL;
    sure.then(|| FULL_OF[place].0)
}

/// Which language of the Latin script `sample` is in.
fn latin(sample: &str) -> Option<Lang> {
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters < MIN_LATIN {
        return None;
    }
    let all = ALL_LATIN.detect(sample)?;
    let foreign = sample.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count();
    let of_its_own = foreign >= 2 && foreign * FOREIGN >= letters;
    // A name with an accent or two makes a headline foreign only if its trigrams agree.
    let believed = of_its_own || (letters >= MIN_OTHER && all.is_reliable());
    if believed && !matches!(all.lang(), Lang::Ind | Lang::Eng) {
        return Some(all.lang());
    }
    by_words(sample).or_else(|| READERS_OWN.detect_lang(sample))
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
mod tests;
