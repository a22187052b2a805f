//! Stop words by language: the words that every text has. [`super`] calls this.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use crate::text::language::Language;

/// What the Indonesian list lacks: the furniture of news, short forms, weekdays.
const MORE_INDONESIAN: [&str; 32] = [
    "wib", "wita", "wit", "yg", "dgn", "utk", "tsb", "yakni", "dok", "baca", "foto", "sumber", "video", "klik", "com",
    "www", "http", "https", "co", "rp", "senin", "selasa", "rabu", "kamis", "jumat", "jum'at", "sabtu", "minggu",
    "nggak", "gak", "jelang", "gegara",
];

/// What the English list lacks.
const MORE_ENGLISH: [&str; 20] = [
    "said",
    "says",
    "told",
    "mr",
    "mrs",
    "ms",
    "com",
    "www",
    "http",
    "https",
    "photo",
    "video",
    "read",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// What the English list has and the news is about.
const NO_STOPS: [&str; 12] = [
    "bill",
    "computer",
    "cry",
    "fire",
    "invention",
    "microsoft",
    "netscape",
    "novel",
    "research",
    "sub",
    "web",
    "width",
];

/// Stop words that are names where they stand in capitals among small letters.
const INITIALS: [&str; 12] = ["us", "uk", "un", "ai", "it", "who", "tv", "nz", "hk", "la", "is", "as"];

/// The languages that a text of unknown language may be in, for the names of [`SETS`] no code.
const EITHER: &str = "id or en";

type Set = HashSet<&'static str>;

/// A set for each language there is, built when it is first asked for: there are sixty, and a reader meets a few.
static SETS: LazyLock<HashMap<&'static str, OnceLock<Set>>> = LazyLock::new(|| {
    let codes = stop_words::available_languages().iter().copied();
    codes.chain([EITHER]).map(|code| (code, OnceLock::new())).collect()
});

/// The stop words of a language, none where it has no list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stops(Option<&'static Set>);

/// The stop words of `language`; of English and Indonesian together where it is not known.
pub(super) fn of(language: Option<&Language>) -> Stops {
    let code = match language.map(Language::code) {
        None => EITHER,
        Some("nb" | "nn") => "no",
        Some(code) => code,
    };
    Stops(SETS.get_key_value(code).map(|(code, set)| set.get_or_init(|| build(code))))
}

impl Stops {
    /// Whether a token tells something: `word` is its plain form, `shouted` says that its whole text is in capitals.
    pub(super) fn keep(self, token: &str, word: &str, shouted: bool) -> bool {
        if word.chars().nth(1).is_none() {
            return false;
        }
        let stop = self.0.is_some_and(|set| set.contains(word));
        !stop || (!shouted && INITIALS.contains(&word) && token.chars().all(char::is_uppercase))
    }
}

fn build(code: &str) -> Set {
    let listed = |code: &str| stop_words::lookup(code).unwrap_or_default().iter().copied();
    match code {
        EITHER => &build("id") | &build("en"),
        "id" => listed("id").chain(MORE_INDONESIAN).collect(),
        "en" => listed("en").chain(MORE_ENGLISH).filter(|word| !NO_STOPS.contains(word)).collect(),
        _ => listed(code).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps(code: &str, token: &str) -> bool {
        of(Language::new(code).as_ref()).keep(token, &token.to_lowercase(), false)
    }

    #[test]
    fn each_language_has_its_own_list() {
        assert!(!keeps("id", "yang") && keeps("en", "yang") && keeps("id", "the") && !keeps("en", "The"));
        assert!(!keeps("", "yang") && !keeps("", "the"));
        assert!(!keeps("nb", "ikke") && !keeps("de", "und"));
        assert!(keeps("xx", "the"), "a language without a list has no stop words");
    }

    #[test]
    fn the_furniture_of_news_is_dropped_and_its_matter_kept() {
        assert!(!keeps("id", "WIB") && !keeps("en", "said"));
        assert!(keeps("en", "Microsoft") && keeps("en", "fire"));
    }

    #[test]
    fn one_character_tells_nothing() {
        assert!(!keeps("en", "x") && !keeps("ja", "雪") && keeps("id", "5g"));
    }
}
