//! How much it tells that two tags stand together, and which words of an article may become tags. Pure: the store counts,
//! this weighs.

use std::collections::HashMap;

use crate::model::fold_tag;
use crate::text::CleanText;
use crate::text::names::names;
use crate::text::terms::Term;

use super::frequencies::Frequencies;
use super::vector::hash;

/// Articles that two tags must share at the least: one may be chance.
const LEAST: usize = 2;

/// How often two tags are met, alone and together.
#[derive(Debug, Clone, Copy)]
pub struct Together {
    /// Articles in all.
    pub all: usize,
    /// Articles that have the one tag.
    pub of_one: usize,
    /// Articles that have the other.
    pub of_other: usize,
    /// Articles of the one that were looked at.
    pub looked_at: usize,
    /// Those of them that have the other as well.
    pub together: usize,
}

/// How much more often the two stand together than they would by chance: their normalised pointwise mutual information,
/// above 0 and at most 1. None where they meet too seldom to tell, or no more often than any two.
///
/// The mere number of shared articles would name the commonest tags of the store beside every tag; the mere information
/// would name the rarest. Normalised, a tag that is always there and one that is only there both tell something.
#[must_use]
pub fn telling(met: &Together) -> Option<f64> {
    if met.together < LEAST || met.looked_at == 0 || met.all == 0 {
        return None;
    }
    let share = |part: usize, of: usize| part as f64 / of as f64;
    let given = share(met.together, met.looked_at);
    let both = share(met.of_one, met.all) * given;
    let information = (given / share(met.of_other.max(1), met.all)).ln();
    let most = -both.ln();
    (information > 0.0 && most > 0.0).then(|| (information / most).min(1.0))
}

/// What a name counts beside another word: names are what news is filed under. With 1.5 a word of the headline, such as
/// "thousands", stood before the names that the article is about.
const NAME: f32 = 2.5;

/// What a word must weigh that is no name: it stands in the headline and in the opening of the text, or six times in that.
const WEIGHTY: f32 = 2.7;

/// How often a name of one word must be met within sentences: a capital may be an inscription's.
const SURE: usize = 2;

/// Articles that must have a word at the least, so that a search for it finds more than this one.
const FOUND: u32 = 2;

/// Of how many articles one may have a word; what more have tells nothing.
const RARE: u32 = 20;

/// Articles that may have a word whatever the store holds.
const SOME: u32 = 5;

/// Words of an article that may become tags, the most telling first, at most `most`: names and rare words that other articles have
/// as well and that none of its `tags` says already. `terms` are the article's, as [`weightiest`] gives them, `text` is its
/// text.
///
/// [`weightiest`]: crate::text::terms::weightiest
#[must_use]
pub fn suggest(
    terms: &[Term],
    text: &str,
    frequencies: &Frequencies,
    tags: &[CleanText],
    most: usize,
) -> Vec<CleanText> {
    let rare = (frequencies.articles() / RARE).max(SOME);
    let mut by_word: HashMap<String, &Term> = HashMap::new();
    for term in terms {
        by_word.entry(term.word.to_lowercase()).or_insert(term);
        by_word.entry(term.stem.clone()).or_insert(term);
    }
    let tells = |term: &Term| term.weight * frequencies.rarity(hash(&term.stem));
    let mut telling: Vec<(f32, CleanText)> = Vec::new();
    for name in names(text).into_iter().filter(|name| name.words.contains(' ') || name.count >= SURE) {
        let words = name.words.split(' ').filter_map(|word| by_word.get(&word.to_lowercase()));
        let of: Vec<(u32, f32)> = words.map(|term| (frequencies.of(hash(&term.stem)), tells(term))).collect();
        let least = of.iter().map(|(frequency, _)| *frequency).min().unwrap_or_default();
        let best = of.iter().map(|(_, tells)| *tells).fold(0.0, f32::max);
        if (FOUND..=rare).contains(&least) {
            telling.push((best * NAME * (1.0 + (name.count as f32).ln()), CleanText::line(&name.words)));
        }
    }
    for term in terms.iter().filter(|term| term.weight >= WEIGHTY) {
        let is_word = !term.word.starts_with(char::is_uppercase) && !term.word.contains(|c: char| c.is_ascii_digit());
        if is_word && (FOUND..=rare).contains(&frequencies.of(hash(&term.stem))) {
            telling.push((tells(term), CleanText::line(&term.word)));
        }
    }
    telling.sort_by(|one, next| next.0.total_cmp(&one.0));
    let mut said: Vec<String> = tags.iter().map(|tag| fold_tag(tag)).collect();
    let mut suggested = Vec::new();
    for (_, word) in telling {
        let folded = fold_tag(&word);
        let is_said = said.iter().any(|other| other.contains(&folded) || folded.contains(other.as_str()));
        if !is_said && suggested.len() < most && word.chars().count() > 1 {
            said.push(folded);
            suggested.push(word);
        }
    }
    suggested
}

#[cfg(test)]
mod tests {
    use super::super::vector::Vector;
    use super::*;

    fn term(word: &str, weight: f32) -> Term {
        Term { stem: word.to_lowercase(), word: word.to_owned(), weight }
    }

    /// Words suggested for an article of these, each of which stands within a sentence, in a store where so many articles
    /// have each.
    fn suggested(words: &[(&str, usize)], tags: &[&str]) -> Vec<String> {
        let mut frequencies = Frequencies::default();
        for at in 0..200 {
            let all = words.iter().filter(|(_, of)| at < *of);
            let stems: Vec<(String, f32)> =
                all.flat_map(|(words, _)| words.split(' ')).map(|word| (word.to_lowercase(), 1.0)).collect();
            frequencies.add(&Vector::new(&stems));
        }
        frequencies.settle();
        let terms: Vec<Term> =
            words.iter().flat_map(|(words, _)| words.split(' ')).map(|word| term(word, 3.0)).collect();
        let text: String = words.iter().flat_map(|(words, _)| ["di ", words, " itu, dari ", words, " itu, "]).collect();
        let tags: Vec<CleanText> = tags.iter().map(|tag| CleanText::line(tag)).collect();
        suggest(&terms, &text, &frequencies, &tags, 5).into_iter().map(CleanText::into_string).collect()
    }

    #[test]
    fn rare_words_and_names_are_suggested_and_names_before_others() {
        assert_eq!(suggested(&[("kapal", 4), ("Muara Larowai", 4), ("berita", 150)], &[]), ["Muara Larowai", "kapal"]);
        assert_eq!(suggested(&[("kapal", 10), ("feri", 11)], &[]), ["kapal"], "at the limit and one past it");
    }

    #[test]
    fn a_word_that_is_not_weighty_must_be_a_name() {
        let terms = [term("kapal", 2.5), term("Larowai", 1.0), term("Menutup", 3.0)];
        let mut frequencies = Frequencies::default();
        for _ in 0..3 {
            frequencies.add(&Vector::new(&[("kapal", 1.0), ("larowai", 1.0), ("menutup", 1.0)]));
        }
        let suggested =
            suggest(&terms, "Kapal itu merapat di Larowai, dari Larowai yang lain. Menutup.", &frequencies, &[], 5);
        assert_eq!(suggested, [CleanText::line("Larowai")]);
    }

    #[test]
    fn what_only_this_article_has_leads_nowhere() {
        assert_eq!(suggested(&[("Nirmala", 1), ("Wolorata", 2)], &[]), ["Wolorata"]);
    }

    #[test]
    fn what_a_tag_or_another_suggestion_says_already_is_not_suggested() {
        let words = [("Wolorata", 3), ("abu", 3), ("masker", 3)];
        assert_eq!(suggested(&words, &["#gunung Wolorata", "Abu vulkanik"]), ["masker"]);
        assert_eq!(suggested(&[("Elang Mahardika", 3), ("mahardika", 3)], &[]), ["Elang Mahardika"]);
    }

    #[test]
    fn no_more_are_suggested_than_are_wanted_and_no_numbers() {
        let words: Vec<String> = (0..9).map(|n| format!("kata{}", char::from(b'a' + n))).collect();
        let mut words: Vec<(&str, usize)> = words.iter().map(|word| (word.as_str(), 3)).collect();
        words.push(("2026", 3));
        words.push(("a", 3));
        assert_eq!(suggested(&words, &[]).len(), 5);
        assert_eq!(suggested(&words[9..], &[]), Vec::<String>::new());
    }

    fn met(of_one: usize, of_other: usize, together: usize) -> Option<f64> {
        telling(&Together { all: 1000, of_one, of_other, looked_at: of_one.min(200), together })
    }

    #[test]
    fn two_that_are_never_apart_tell_most() {
        assert!((met(100, 100, 100).unwrap() - 1.0).abs() < 1e-9);
        assert!(met(100, 100, 80) > met(100, 100, 40));
    }

    #[test]
    fn what_stands_beside_everything_tells_less_than_what_stands_beside_this_alone() {
        assert!(met(100, 20, 20) > met(100, 900, 95));
        assert_eq!(met(100, 900, 90), None, "no more often than by chance");
    }

    #[test]
    fn a_single_meeting_tells_nothing() {
        assert_eq!(met(100, 1, 1), None);
        assert!(met(100, 2, 2).is_some());
    }

    #[test]
    fn no_count_breaks_it() {
        for of_one in [0, 1, 200, 1000] {
            for of_other in [0, 1, 1000] {
                for together in [0, 2, 200] {
                    let score = met(of_one, of_other, together);
                    assert!(score.is_none_or(|score| score > 0.0 && score <= 1.0), "{of_one} {of_other} {together}");
                }
            }
        }
        assert_eq!(telling(&Together { all: 0, of_one: 2, of_other: 2, looked_at: 2, together: 2 }), None);
    }
}
