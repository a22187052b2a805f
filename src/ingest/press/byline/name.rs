//! Names of people, and what is none: offices, sections, companies, sites.

use crate::ingest::press::shape::{ends_sentence, fold, is_all_capitals, is_capitalised, words};

/// Longest name of an author, in characters.
const MAX_NAME: usize = 80;

/// Words of what somebody is, not of who he is.
const ROLES: [&str; 44] = [
    "correspondent",
    "editor",
    "reporter",
    "writer",
    "news",
    "staff",
    "team",
    "tim",
    "redaksi",
    "redaktur",
    "political",
    "chief",
    "bureau",
    "senior",
    "desk",
    "newsroom",
    "agencies",
    "agency",
    "columnist",
    "analyst",
    "koresponden",
    "kontributor",
    "wartawan",
    "jurnalis",
    "journalist",
    "producer",
    "critic",
    "special",
    "contributor",
    "freelance",
    "intern",
    "magang",
    "admin",
    "newsdesk",
    "online",
    "media",
    "kompas.com",
    "times",
    "post",
    "herald",
    "tribune",
    "penulis",
    "author",
    "staf",
];

/// Words of a place or subject that a page writes with capitals as a name is written.
const NO_NAMES: [&str; 30] = [
    "nasional",
    "internasional",
    "berita",
    "news",
    "politik",
    "hukum",
    "ekonomi",
    "daerah",
    "dunia",
    "world",
    "share",
    "follow",
    "indonesia",
    "jakarta",
    "bandung",
    "surabaya",
    "london",
    "malaysia",
    "kota",
    "kabupaten",
    "provinsi",
    "terkini",
    "opinion",
    "politics",
    "business",
    "images",
    "foto",
    "gambar",
    "kriminal",
    "video",
];

/// Whether the text can be a person's name: one to five words, capitalised but for particles, no digits, no office.
pub(in crate::ingest) fn is_name(text: &str) -> bool {
    const PARTICLES: [&str; 20] = [
        "bin", "binti", "de", "van", "von", "der", "den", "da", "di", "al", "el", "la", "bte", "a/l", "del", "du",
        "dos", "ter", "ten", "della",
    ];
    let folded = fold(text);
    let count = words(text);
    let fits = |c: char| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '/');
    (1..=5).contains(&count)
        && text.chars().count() <= MAX_NAME
        && text.chars().filter(|c| c.is_alphabetic()).count() > 2
        && text.chars().all(fits)
        && !ends_sentence(text)
        && text.split(' ').all(|word| is_capitalised(word) || PARTICLES.contains(&word))
        && !folded.split(' ').any(|word| ROLES.contains(&word))
        && !text.split(' ').all(|word| word.ends_with('.'))
        && !is_company(text)
        && !text.split(' ').any(is_run_together)
        // A degree is no name: S.H., M.Si.
        && !(count == 1 && text.contains('.'))
}

/// Whether the name is a company's: `PT. Kabar Nusa`.
pub(in crate::ingest) fn is_company(name: &str) -> bool {
    ["PT ", "PT. ", "CV ", "CV. "].iter().any(|mark| name.starts_with(mark))
}

/// Whether the word is several that ran together: `SimpanKirimCetak`, not `McCarthy`.
fn is_run_together(word: &str) -> bool {
    let joints = word.chars().zip(word.chars().skip(1)).filter(|(c, next)| c.is_lowercase() && next.is_uppercase());
    joints.count() > 1
}

/// Whether the text is a name of at least two words, none of which belongs to a section or a city.
pub(super) fn is_full_name(text: &str) -> bool {
    is_name(text)
        && (2..=4).contains(&words(text))
        && !is_all_capitals(text)
        && !fold(text).split(' ').any(|word| NO_NAMES.contains(&word))
}

/// Whether the text is written as only names of sites are: `kabarNews`, `detikFinance`.
pub(super) fn is_branded(text: &str) -> bool {
    words(text) == 1
        && text.chars().all(char::is_alphanumeric)
        && text.starts_with(char::is_lowercase)
        && text.chars().any(char::is_uppercase)
}

pub(super) fn is_desk(text: &str) -> bool {
    let folded = fold(text);
    folded.split(' ').any(|word| ROLES.contains(&word)) && words(&folded) <= 4
}

/// Whether the last word says what somebody is.
pub(super) fn has_role(text: &str) -> bool {
    text.rsplit(' ').next().is_some_and(|word| ROLES.contains(&fold(word).as_str()))
}

/// A name without the day of the date behind it.
pub(super) fn without_weekday(text: &str) -> &str {
    const DAYS: [&str; 14] = [
        "Senin",
        "Selasa",
        "Rabu",
        "Kamis",
        "Jumat",
        "Sabtu",
        "Minggu",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    text.rsplit_once(' ').filter(|(_, last)| DAYS.contains(last)).map_or(text, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_measured() {
        assert!(is_name(&format!("A{}", "n".repeat(MAX_NAME - 1))));
        assert!(!is_name(&format!("A{}", "n".repeat(MAX_NAME))));
    }
}
