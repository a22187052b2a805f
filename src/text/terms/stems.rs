//! Stems by language, with Snowball's rules. [`super`] calls this.

use waken_snowball::Algorithm;

use crate::text::language::Language;

/// The languages that have rules, by their codes.
pub(super) const CODES: [(&str, Algorithm); 31] = [
    ("ar", Algorithm::Arabic),
    ("hy", Algorithm::Armenian),
    ("eu", Algorithm::Basque),
    ("ca", Algorithm::Catalan),
    ("da", Algorithm::Danish),
    ("nl", Algorithm::Dutch),
    ("en", Algorithm::English),
    ("eo", Algorithm::Esperanto),
    ("et", Algorithm::Estonian),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("hi", Algorithm::Hindi),
    ("hu", Algorithm::Hungarian),
    ("id", Algorithm::Indonesian),
    ("ga", Algorithm::Irish),
    ("it", Algorithm::Italian),
    ("lt", Algorithm::Lithuanian),
    ("ne", Algorithm::Nepali),
    ("nb", Algorithm::Norwegian),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sr", Algorithm::Serbian),
    ("es", Algorithm::Spanish),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
    ("yi", Algorithm::Yiddish),
];

/// What makes stems of words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stems(Option<Algorithm>);

/// The stems of `language`; where there are no rules for it, each word is its own stem.
pub(super) fn of(language: Option<&Language>) -> Stems {
    let code = language.map(Language::code);
    Stems(CODES.into_iter().find(|(known, _)| Some(*known) == code).map(|(_, rules)| rules))
}

impl Stems {
    /// The stem of `word`, which is in lower case; none where nothing worth comparing is left.
    pub(super) fn stem(self, word: &str) -> Option<String> {
        let rules = self.0.filter(|_| word.chars().any(char::is_alphabetic));
        let stem = rules.map_or_else(|| word.to_owned(), |rules| rules_stem(rules, word));
        (!stem.is_empty()).then_some(stem)
    }
}

/// The stem by the rules, or the whole word where they leave less than two characters of it.
fn rules_stem(rules: Algorithm, word: &str) -> String {
    let stem = waken_snowball::stem(rules, word);
    if stem.chars().nth(1).is_none() { word.to_owned() } else { stem.into_owned() }
}
