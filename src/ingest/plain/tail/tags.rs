//! The tags of one line, parted by whatever parts them there, by the article's own words where nothing does.

use std::collections::HashSet;

use crate::ingest::press::shape::{is_capitalised, words};

/// Most words of a tag.
pub(super) const MAX_WORDS: usize = 5;

/// Longest line that is looked at for tags run together, in bytes.
const MAX_ROW: usize = 240;

/// Letters of the shortest word that is looked for within a longer one.
const MIN_LETTERS: usize = 4;

/// The tags of one line. Where only single blanks part them, words that the article writes side by side are one tag,
/// unless a capital begins the second alone. `subject` is headline and body in small letters.
pub(super) fn split(text: &str, subject: &str) -> Vec<String> {
    let clean = |piece: &str| piece.trim().trim_matches(['#', ',', '.', '•', '·', '-']).trim().to_owned();
    let marks = [',', '#', '|', ';', '•', '·', '/'];
    let parted = if text.contains(marks) { text.to_owned() } else { parted(text.trim(), subject) };
    if parted.contains(marks) || parted.trim().contains("  ") {
        let parted = parted.trim().replace("  ", "|");
        return parted.split(marks).map(clean).filter(|tag| !tag.is_empty()).collect();
    }
    let mut tags: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        if let Some(last) = tags.last_mut() {
            let together = format!("{last} {word}");
            let is_begun = is_capitalised(word) && !is_capitalised(last);
            if !is_begun && words(&together) <= MAX_WORDS && subject.contains(&together.to_lowercase()) {
                *last = together;
                continue;
            }
        }
        tags.push(clean(word));
    }
    tags.retain(|tag| !tag.is_empty());
    tags
}

/// The line with `|` where two tags ran together: before a capital amid a word, and within a word that the article
/// has not, between words that it has. What the article does not tell apart stays as it is.
pub(super) fn parted(text: &str, subject: &str) -> String {
    if text.len() > MAX_ROW {
        return text.to_owned();
    }
    let told: HashSet<&str> = subject.split(|c: char| !c.is_alphanumeric()).collect();
    let pieces: Vec<String> = text.split(' ').map(|word| parted_word(word, &told)).collect();
    pieces.join(" ")
}

fn parted_word(word: &str, told: &HashSet<&str>) -> String {
    let mut kept = String::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in word.char_indices() {
        if c.is_uppercase() && before.is_lowercase() && !is_told(word, told) {
            kept.push_str(&of_told_words(&word[start..at], told));
            kept.push('|');
            start = at;
        }
        before = c;
    }
    kept.push_str(&of_told_words(&word[start..], told));
    kept
}

fn is_told(word: &str, told: &HashSet<&str>) -> bool {
    told.contains(word.to_lowercase().as_str())
}

/// The word as a row of words of the article, longest first from its end; the word itself where it is none.
fn of_told_words(word: &str, told: &HashSet<&str>) -> String {
    let small = word.to_lowercase();
    if small.len() != word.len() || told.contains(small.as_str()) || !word.chars().all(char::is_alphabetic) {
        return word.to_owned();
    }
    // For each place in the word, where the last word of a row that ends there begins.
    let mut begins: Vec<Option<usize>> = vec![None; word.len() + 1];
    begins[0] = Some(0);
    for end in (MIN_LETTERS..=word.len()).filter(|&end| word.is_char_boundary(end)) {
        begins[end] = (0..=end - MIN_LETTERS)
            .find(|&from| begins[from].is_some() && small.get(from..end).is_some_and(|piece| told.contains(piece)));
    }
    let mut pieces = Vec::new();
    let mut end = word.len();
    while let Some(from) = begins[end].filter(|_| end > 0) {
        pieces.push(&word[from..end]);
        end = from;
    }
    if end > 0 {
        return word.to_owned();
    }
    pieces.reverse();
    pieces.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_split_by_whatever_parts_them() {
        let subject = "jens stoltenberg dan rusia";
        assert_eq!(split(" NATO, Rusia, Jens Stoltenberg", subject), ["NATO", "Rusia", "Jens Stoltenberg"]);
        assert_eq!(split("#nato #rusia", subject), ["nato", "rusia"]);
        assert_eq!(split("nato Jens Stoltenberg rusia", subject), ["nato", "Jens Stoltenberg", "rusia"]);
        assert_eq!(split("Jens Stoltenberg   NATO", subject), ["Jens Stoltenberg", "NATO"]);
        assert_eq!(split("pasar Jens Stoltenberg", "di pasar jens stoltenberg"), ["pasar", "Jens Stoltenberg"]);
    }

    #[test]
    fn tags_that_ran_together_are_parted_by_the_articles_words() {
        let subject = "di pasar lama kota harja, atap roboh menimpa becak; wali kota berjanji";
        for (line, expected) in [
            ("pasar lamaatapbecak", vec!["pasar lama", "atap", "becak"]),
            ("Pasar LamaKota Harjaatap", vec!["Pasar Lama", "Kota Harja", "atap"]),
            ("pasarentah", vec!["pasarentah"]),
        ] {
            assert_eq!(split(line, subject), expected, "{line}");
        }
    }

    #[test]
    fn a_row_of_tags_is_parted_up_to_its_limit() {
        let row = |length: usize| format!("{}lamaAtap", "x".repeat(length - 8));
        assert_eq!(split(&row(MAX_ROW), "").len(), 2);
        assert_eq!(split(&row(MAX_ROW + 1), "").len(), 1);
    }
}
