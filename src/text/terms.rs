//! Terms: the words of a text that tell what it is about.
//!
//! [`tokens`] gives the words of a text, [`weightiest`] the few stems that stand for an article. Weights are of one
//! article only; how rare a term is among others is known to the store, not here. Ingestion calls this, and what
//! shows why two articles are related shows [`Term::word`].

mod stems;
mod stops;
mod tokens;

use std::cmp::Reverse;
use std::collections::HashMap;

use super::language::Language;

pub use self::tokens::{MAX_TOKEN, tokens};

/// Bytes of a title that are read.
pub const MAX_TITLE: usize = 2 * 1024;

/// Bytes of a body that are read: a long feature has some 30 KB, and what lies behind 64 is rarely news.
pub const MAX_BODY: usize = 64 * 1024;

/// Kept words of a body that count as its opening, where the news says what it is.
const OPENING: usize = 60;

/// What a word of the title counts, beside one of the body.
const IN_TITLE: f32 = 4.0;

/// What a word of the opening counts on top.
const IN_OPENING: f32 = 0.5;

/// What is left of the weight of a term with a digit: years and amounts join articles that share nothing else.
const WITH_DIGIT: f32 = 0.7;

/// Forms of a word that are told apart: `Damai`, `damai`, `damainya`, ….
const MAX_FORMS: usize = 32;

/// A word that an article is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The stem, in lower case: what is compared.
    pub stem: String,
    /// The word as the text has it most often: what is shown. With a capital where it never stands without.
    pub word: String,
    /// How much it tells of this article: 1 plus the logarithm of its count, above 0.
    pub weight: f32,
}

/// The terms of an article, weightiest first and by stem where they weigh the same, at most `most`.
///
/// Stop words of `language` are left out and its stems taken; where the language is not known, the stop words of
/// English and Indonesian are left out and words stay whole. The same text always gives the same terms.
#[must_use]
pub fn weightiest(title: &str, body: &str, language: Option<&Language>, most: usize) -> Vec<Term> {
    let term = |(stem, weight, count): (String, f32, Count<'_>)| Term { stem, word: count.shown().to_owned(), weight };
    weighed(title, body, language, most).into_iter().map(term).collect()
}

/// The same, each as its stem and its weight: to find how it is shown takes longer than all the rest.
#[must_use]
pub fn weights(title: &str, body: &str, language: Option<&Language>, most: usize) -> Vec<(String, f32)> {
    weighed(title, body, language, most).into_iter().map(|(stem, weight, _)| (stem, weight)).collect()
}

fn weighed<'a>(
    title: &'a str,
    body: &'a str,
    language: Option<&Language>,
    most: usize,
) -> Vec<(String, f32, Count<'a>)> {
    let (title, body) = (start(title, MAX_TITLE), start(body, MAX_BODY));
    let stops = stops::of(language);
    let stemmer = stems::of(language);
    // Each word is put into lower case in one buffer and stemmed once; what was counted of its stem has a place.
    let mut counts: Vec<(String, Count)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut words: HashMap<String, Option<usize>> = HashMap::new();
    let mut word = String::new();
    let mut kept = 0;
    for (text, in_title) in [(title, true), (body, false)] {
        let shouted = is_shouted(text);
        for token in tokens(text) {
            put_plain(token, &mut word);
            if !stops.keep(token, &word, shouted) {
                continue;
            }
            let place = if let Some(place) = words.get(&word) {
                *place
            } else {
                let place = stemmer.stem(&word).map(|stem| {
                    let place = *places.entry(stem.clone()).or_insert(counts.len());
                    if place == counts.len() {
                        counts.push((stem, Count::default()));
                    }
                    place
                });
                words.insert(word.clone(), place);
                place
            };
            let Some((_, count)) = place.and_then(|place| counts.get_mut(place)) else { continue };
            kept += usize::from(!in_title);
            count.frequency += match (in_title, kept <= OPENING) {
                (true, _) => IN_TITLE,
                (false, true) => 1.0 + IN_OPENING,
                (false, false) => 1.0,
            };
            count.see(token);
        }
    }
    let mut weighed: Vec<(String, f32, Count)> = counts
        .into_iter()
        .map(|(stem, count)| {
            let weight = count.weight(&stem);
            (stem, weight, count)
        })
        .collect();
    let weightier = |(stem, one, _): &(String, f32, Count), (its, other, _): &(String, f32, Count)| {
        other.total_cmp(one).then_with(|| stem.cmp(its))
    };
    if weighed.len() > most {
        weighed.select_nth_unstable_by(most, weightier);
        weighed.truncate(most);
    }
    weighed.sort_unstable_by(weightier);
    weighed
}

/// Forms of a word as they were written, and how often each was.
type Forms<'a> = Vec<(&'a str, u32)>;

/// How often a stem was met, and in which forms.
#[derive(Debug, Default)]
struct Count<'a> {
    frequency: f32,
    /// Each form as it was written, and how often; the first [`MAX_FORMS`].
    forms: Forms<'a>,
}

impl<'a> Count<'a> {
    fn see(&mut self, form: &'a str) {
        if let Some((_, count)) = self.forms.iter_mut().find(|(known, _)| *known == form) {
            *count += 1;
        } else if self.forms.len() < MAX_FORMS {
            self.forms.push((form, 1));
        }
    }

    fn weight(&self, stem: &str) -> f32 {
        let digit = stem.bytes().any(|byte| byte.is_ascii_digit());
        (1.0 + self.frequency.ln()) * if digit { WITH_DIGIT } else { 1.0 }
    }

    /// The word met most often, however it was written, the shorter of two and then the first by letters; without
    /// capitals if it was met so, for a capital may be its sentence's, and else as it was met most often, of two
    /// the one with fewer capitals, for more may be a headline's.
    fn shown(&self) -> &'a str {
        let mut words: HashMap<String, (u32, Forms<'a>)> = HashMap::new();
        for (form, count) in &self.forms {
            let mut word = String::new();
            put_plain(form, &mut word);
            let (total, forms) = words.entry(word).or_default();
            *total += count;
            forms.push((form, *count));
        }
        let often = |(word, (total, _)): &(String, (u32, _))| (Reverse(*total), word.len(), word.clone());
        let Some((_, (_, forms))) = words.into_iter().min_by_key(often) else { return "" };
        let form = |&(form, count): &(&'a str, u32)| {
            let capitals = form.chars().filter(|c| c.is_uppercase()).count();
            (capitals > 0, Reverse(count), capitals, form)
        };
        forms.into_iter().min_by_key(form).map_or("", |(form, _)| form)
    }
}

/// A token as it is compared, into `word`: in lower case, its apostrophes straight, without the hyphen of `U-17`.
fn put_plain(token: &str, word: &mut String) {
    word.clear();
    if token.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        word.push_str(token);
        word.make_ascii_lowercase();
    } else {
        let straight = token.chars().filter(|c| *c != '-').map(|c| if tokens::is_apostrophe(c) { '\'' } else { c });
        word.extend(straight.flat_map(char::to_lowercase));
    }
}

/// Whether a text is set in capitals, so that they say nothing of its words.
fn is_shouted(text: &str) -> bool {
    let letters = || text.chars().take(400).filter(|c| c.is_alphabetic());
    letters().filter(|c| c.is_uppercase()).count() * 2 > letters().count()
}

/// The first `most` bytes of `text`, cut between two characters.
fn start(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::proptest;

    use super::*;

    fn language(code: &str) -> Option<Language> {
        Language::new(code)
    }

    fn words(title: &str, body: &str, code: &str) -> Vec<String> {
        weightiest(title, body, language(code).as_ref(), 50).into_iter().map(|term| term.word).collect()
    }

    fn term(title: &str, body: &str, code: &str, word: &str) -> Term {
        let terms = weightiest(title, body, language(code).as_ref(), 50);
        terms.iter().find(|term| term.word == word).unwrap_or_else(|| panic!("no {word} in {terms:?}")).clone()
    }

    #[test]
    fn an_indonesian_article_is_about_its_nouns() {
        let title = "Sekjen NATO: Risiko Konflik dengan Rusia Itu Nyata!";
        let body = "BRUSSELS - Sekretaris Jenderal NATO Jens Stoltenberg mengatakan risiko konflik itu nyata. Menurut \
                    Stoltenberg, konflik baru akan merugikan semua pihak.";
        let found = words(title, body, "id");
        assert_eq!(&found[..3], ["konflik", "NATO", "nyata"]);
        assert!(found.contains(&"Stoltenberg".to_owned()) && found.contains(&"Rusia".to_owned()), "{found:?}");
        for stop in ["dengan", "itu", "mengatakan", "akan", "menurut", "Menurut"] {
            assert!(!found.contains(&stop.to_owned()), "{stop}");
        }
    }

    #[test]
    fn forms_of_one_word_are_one_term() {
        let english = term("Ships shipping", "A ship ships. The shipped goods.", "en", "ships");
        assert_eq!(english.stem, "ship");
        let indonesian = weightiest("", "bermain permainan dimainkan", language("id").as_ref(), 9);
        assert_eq!(indonesian.len(), 1, "{indonesian:?}");
    }

    #[test]
    fn weights_follow_title_opening_and_body() {
        let filler = "granit ".repeat(OPENING);
        let late = format!("{filler} kapal");
        let near =
            |term: Term, frequency: f32| assert!((term.weight - (1.0 + frequency.ln())).abs() < 1e-5, "{term:?}");
        near(term("", &late, "id", "kapal"), 1.0);
        near(term("", "kapal", "id", "kapal"), 1.5);
        near(term("kapal", "", "id", "kapal"), 4.0);
        near(term("kapal", &late, "id", "kapal"), 5.0);
        near(term("", &late, "id", "granit"), 90.0);
        let year = term("2045", "", "id", "2045");
        assert!((year.weight - 0.7 * (1.0 + 4f32.ln())).abs() < 1e-5, "{year:?}");
    }

    #[test]
    fn order_is_by_weight_and_then_by_stem() {
        let terms = weightiest("", "zebra apel mangga zebra apel kopi", language("id").as_ref(), 3);
        let stems: Vec<_> = terms.iter().map(|term| term.stem.as_str()).collect();
        assert_eq!(stems, ["apel", "zebra", "kopi"]);
        assert!(weightiest("a title", "of words", None, 0).is_empty());
    }

    #[test]
    fn a_capital_is_kept_where_the_word_never_stands_without() {
        assert_eq!(term("HARGA Kopi", "Harga kopi Gayo. Kopi Gayo. harga", "id", "Gayo").stem, "gayo");
        assert_eq!(words("Kopi", "Kopi dan kopi", "id"), ["kopi"]);
        assert_eq!(words("NATO", "NATO Nato", "id"), ["NATO"]);
        assert_eq!(words("", "NATO Nato", "id"), ["Nato"]);
    }

    #[test]
    fn initials_are_no_stop_words_unless_everything_is_in_capitals() {
        assert!(words("US and UK sign AI pact", "", "en").contains(&"US".to_owned()));
        assert_eq!(words("they told us of it", "", "en"), Vec::<String>::new());
        assert_eq!(words("THEY TOLD US OF IT", "", "en"), Vec::<String>::new());
    }

    #[test]
    fn a_possessive_is_its_word() {
        assert_eq!(words("Norway’s ferry, Norway's", "", "en"), ["Norway", "ferry"]);
    }

    #[test]
    fn without_a_language_both_lists_of_stop_words_go_and_words_stay() {
        assert_eq!(words("the ships yang berlayar", "", ""), ["berlayar", "ships"]);
        let latin = weightiest("quick sands", "", language("la").as_ref(), 9);
        assert_eq!(latin.iter().map(|term| &*term.stem).collect::<Vec<_>>(), ["quick", "sands"]);
    }

    #[test]
    fn texts_without_blanks_have_terms() {
        assert!(words("東京で新しい駅が開業、東京", "", "ja").contains(&"東京".to_owned()));
        assert!(words("中国经济增长放缓", "", "zh").contains(&"经济".to_owned()));
        assert!(!words("ฝนตกหนักในกรุงเทพ", "", "th").is_empty());
    }

    #[test]
    fn a_title_has_a_size() {
        let title = |n: usize| format!("{}kapal", " ".repeat(n - 5));
        assert_eq!(words(&title(MAX_TITLE), "", "id"), ["kapal"]);
        assert_eq!(words(&title(MAX_TITLE + 1), "", "id"), ["kapa"]);
    }

    #[test]
    fn a_body_has_a_size() {
        let body = |n: usize| format!("{}kapal", "x ".repeat(n));
        let has = |body: &str| words("", body, "id").contains(&"kapal".to_owned());
        assert!(has(&body((MAX_BODY - 5) / 2)));
        assert!(!has(&body(MAX_BODY / 2)));
        assert_eq!(start("aé", 2), "a");
        let _ = weightiest(&"é".repeat(MAX_TITLE), &"京".repeat(MAX_BODY), None, 5);
    }

    proptest! {
        #[test]
        fn no_text_ends_the_program(title in ".{0,60}", body in ".{0,200}", at in 0..stems::CODES.len()) {
            let known = language(stems::CODES[at].0);
            let terms = weightiest(&title, &body, known.as_ref(), 20);
            assert!(terms.iter().all(|term| term.weight > 0.0 && !term.stem.is_empty() && !term.word.is_empty()));
            assert_eq!(terms, weightiest(&title, &body, known.as_ref(), 20));
        }
    }
}
