//! Names in a text: runs of words with capitals that no sentence and no headline has given them. Knows no language and needs no
//! list; in a language that gives every noun a capital it finds those. `related` calls this for words that may become tags, `store`
//! to tell names among the words that two articles share.

use std::collections::HashSet;

use super::dates;
use super::terms::MAX_BODY;

/// Words of a name at the most; a longer run is a list or a title.
pub const MAX_WORDS: usize = 4;

/// Names of one text that are counted.
pub const MAX_NAMES: usize = 256;

/// Words of a line from which on it may be a heading.
const HEADING: usize = 4;

/// A name, and how often the text has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The words, a blank between two.
    pub words: String,
    /// How often it was met.
    pub count: usize,
}

/// The names of a text in the order in which they are first met. One that begins a sentence counts where it is met within one
/// as well, for its first capital may be the sentence's.
#[must_use]
pub fn names(text: &str) -> Vec<Name> {
    let mut found: Vec<(Name, bool)> = Vec::new();
    each_run(text, &mut |run, begins| put(&mut found, run, begins));
    found.into_iter().filter(|(_, within)| *within).map(|(name, _)| name).collect()
}

/// The words that have a capital of their own: no sentence and no headline gave it to them. Pieces of a word with a dash are words.
#[must_use]
pub fn words_of_names(text: &str) -> HashSet<&str> {
    let mut words = HashSet::new();
    each_run(text, &mut |run, begins| {
        let own = run.iter().skip(usize::from(begins));
        words.extend(own.flat_map(|word| word.split(|letter: char| !letter.is_alphanumeric())));
    });
    words
}

/// Hands on each run of words with capitals, and whether it begins a sentence.
fn each_run<'t>(text: &'t str, take: &mut dyn FnMut(&[&'t str], bool)) {
    let mut end = |run: &mut Vec<&'t str>, begins| {
        if !run.is_empty() {
            take(run, begins);
            run.clear();
        }
    };
    let text = &text[..text.floor_char_boundary(MAX_BODY)];
    for line in text.lines().filter(|line| !is_heading(line)) {
        let mut run: Vec<&str> = Vec::new();
        let (mut begins_sentence, mut run_begins) = (true, true);
        for piece in line.split_whitespace() {
            let core = piece.trim_matches(|c: char| !c.is_alphanumeric());
            let lead = &piece[..piece.find(core).unwrap_or_default()];
            if !lead.is_empty() {
                end(&mut run, run_begins);
                begins_sentence |= lead.contains(['"', '“', '‘', '«', '—', '–']);
            }
            if is_name(core) {
                if run.is_empty() {
                    run_begins = begins_sentence;
                }
                run.push(without_possessive(core));
            } else {
                end(&mut run, run_begins);
            }
            let behind = &piece[lead.len() + core.len()..];
            if !behind.is_empty() || core.len() != without_possessive(core).len() {
                end(&mut run, run_begins);
            }
            // A dash or an opening quotation mark without a word is a piece of its own.
            let ends = |sign: char| matches!(sign, '.' | '!' | '?' | ':' | '…' | '—' | '–' | '"' | '“');
            begins_sentence = behind.contains(ends) || (core.is_empty() && piece.contains(ends));
        }
        end(&mut run, run_begins);
    }
}

/// Counts a run of words as a name.
fn put(found: &mut Vec<(Name, bool)>, words: &[&str], begins: bool) {
    if words.len() > MAX_WORDS {
        return;
    }
    let words = words.join(" ");
    if let Some((name, within)) = found.iter_mut().find(|(name, _)| name.words == words) {
        name.count += 1;
        *within |= !begins;
    } else if found.len() < MAX_NAMES {
        found.push((Name { words, count: 1 }, !begins));
    }
}

fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some() && !dates::is_of_calendar(word)
}

/// `Trump` of `Trump's`.
fn without_possessive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

/// Whether the words of a line have their capitals because it is a heading.
fn is_heading(line: &str) -> bool {
    let words = || line.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic));
    let capitals = words().filter(|word| word.starts_with(char::is_uppercase)).count();
    words().count() >= HEADING && capitals * 10 >= words().count() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, usize)> {
        names(text).into_iter().map(|name| (name.words, name.count)).collect()
    }

    fn once(names: &[&str]) -> Vec<(String, usize)> {
        names.iter().map(|name| ((*name).to_owned(), 1)).collect()
    }

    #[test]
    fn names_are_runs_of_capitals_within_a_sentence() {
        let text = "Kapal itu merapat di Muara Lesung, lalu ke pelabuhan Tanjung Pelawan milik Brightwater Terminals. Airnya \
            dibagi di Muara Lesung.";
        let mut expected = once(&["Muara Lesung", "Tanjung Pelawan", "Brightwater Terminals"]);
        expected[0].1 = 2;
        assert_eq!(found(text), expected);
    }

    #[test]
    fn a_capital_of_a_sentence_or_a_quotation_makes_no_name() {
        assert_eq!(found("Warga datang. Mereka berkata: “Terima kasih.” Lalu pulang — Semua."), []);
        assert_eq!(found("SARIMANU — Abu turun"), []);
        let text = "Elang Mahardika menepis bola. Semua memeluk Elang Mahardika.";
        assert_eq!(found(text), [("Elang Mahardika".to_owned(), 2)]);
    }

    #[test]
    fn a_word_of_a_name_has_its_capital_within_a_sentence() {
        let text = "Pasar Ikan Tanjung Pelawan tutup. Warga Kairatu melihat komet Lindqvist–Setiadi milik Orbit.\nBaru Sekali Ini Saja";
        let mut words: Vec<&str> = words_of_names(text).into_iter().collect();
        words.sort_unstable();
        assert_eq!(words, ["Ikan", "Kairatu", "Lindqvist", "Orbit", "Pelawan", "Setiadi", "Tanjung"]);
        assert_eq!(words_of_names(""), HashSet::new());
    }

    #[test]
    fn months_and_days_are_no_names_and_neither_are_headings() {
        assert_eq!(found("on Monday in March, and pada Sabtu bulan Maret"), []);
        assert_eq!(found("Ribuan Warga Mengarak Piala Khatulistiwa\nditulis oleh Fitri"), once(&["Fitri"]));
    }

    #[test]
    fn a_name_loses_what_is_put_to_it() {
        assert_eq!(found("for Nell Garrowby’s boat and (NATO) there"), once(&["Nell Garrowby", "NATO"]));
    }

    #[test]
    fn limits_hold_at_the_limit_and_one_past_it() {
        let run = |words: usize| format!("di {}", vec!["Kota"; words].join(" ").replacen("Kota", "Nirmala", 1));
        // A line of capitals alone would be a heading.
        let line = |words: usize| format!("{} yang besar itu dan lain lain pula", run(words));
        assert_eq!(found(&line(MAX_WORDS)).len(), 1);
        assert_eq!(found(&line(MAX_WORDS + 1)).len(), 0);
        let many = |count: usize| (0..count).map(|n| format!("di Kota{n} dan ")).collect::<Vec<_>>().concat();
        assert_eq!(found(&many(MAX_NAMES)).len(), MAX_NAMES);
        assert_eq!(found(&many(MAX_NAMES + 1)).len(), MAX_NAMES);
    }

    #[test]
    fn any_text_has_names_or_none() {
        for text in ["", " ", "“", "’s", "A", "'s 's", "İstanbul’da İİ", "京都 Kyoto 京都", "\u{301}A\u{301} \u{200f}B"]
        {
            let _ = names(text);
        }
    }
}
