//! Which line above the first paragraph is the headline: points for its shape, its neighbours, and the words it shares
//! with the text.

use std::collections::HashSet;

use super::super::marked::Marked;
use crate::ingest::press::part::Part;
use crate::ingest::press::shape::{ends_sentence, fold, words};
use crate::ingest::press::{byline, caption, publishers, when};

/// Longest headline, in bytes.
const MAX_TITLE: usize = 500;

/// Words of a photo page's headline.
const MIN_PHOTO_WORDS: usize = 5;

/// Words of a line that may be names; longer lines of capitalised words are headlines.
const MAX_NAMES: usize = 8;

/// Words of some length that a headline mostly has.
const MIN_CONTENT: usize = 4;

/// Lines above the first paragraph among which the headline is looked for.
const MAX_ABOVE: usize = 120;

/// The headline and where it stands.
pub(super) struct Title {
    /// Its line.
    pub(super) at: usize,
    /// Its words.
    pub(super) text: String,
    /// The site whose name stood behind it.
    pub(super) site: Option<String>,
}

/// The headline above the first paragraph.
pub(super) fn above(lines: &[Marked], body: usize) -> Option<Title> {
    let start = body.saturating_sub(MAX_ABOVE);
    let could_be = |at: &usize| could_be_headline(&lines[*at]) || is_photo_headline(&lines[*at..body]);
    let places: Vec<usize> = (start..body).filter(could_be).collect();
    let subject = subject(lines, body);
    let folded: Vec<String> = places.iter().map(|&at| fold(lines[at].text())).collect();
    let mut best: Option<(i32, usize)> = None;
    for (nth, &at) in places.iter().enumerate() {
        let again = folded.iter().enumerate().any(|(other, text)| other != nth && text == &folded[nth])
            || places
                .iter()
                .any(|&other| other != at && titled(lines[other].text()).any(|(t, _)| fold(t) == folded[nth]));
        let score = score(lines, at, body, &subject) + if again { 60 } else { 0 };
        if best.is_none_or(|(highest, place)| {
            score > highest || score == highest && folded[nth] == fold(lines[place].text())
        }) {
            best = Some((score, at));
        }
    }
    let (_, at) = best?;
    let text = lines[at].text();
    let own = fold(text);
    // The browser's title: the headline again, with the site's name behind it.
    let site = places
        .iter()
        .flat_map(|&other| titled(lines[other].text()))
        .find(|(title, _)| fold(title) == own)
        .map(|(_, site)| publishers::name(site));
    if site.is_some() {
        return Some(Title { at, text: text.to_owned(), site });
    }
    let suffixed = titled(text).find(|(title, site)| {
        words(title) >= 3 && (publishers::known(site).is_some() || publishers::is_site(site))
            || words(title) >= 4 && text.ends_with(&format!("| {site}")) && words(site) <= 4
    });
    Some(match suffixed {
        Some((title, site)) => Title { at, text: title.to_owned(), site: Some(publishers::name(site)) },
        None => Title { at, text: text.to_owned(), site: None },
    })
}

fn could_be_headline(line: &Marked) -> bool {
    let text = line.text();
    // A line that ends with a full stop is an abstract sooner than a headline, a question may be either.
    let fits = match line.part {
        Part::Short => true,
        Part::Prose => words(text) <= 30 && !text.ends_with('.'),
        _ => false,
    };
    fits && text.len() <= MAX_TITLE && text.chars().any(char::is_alphabetic) && !when::is_time(text)
}

/// Whether the first line is the headline of a page of photographs, which begins like a credit: `FOTO: Pasar Lama Harja
/// Ditutup Sabtu Pagi`, with the date or a name below it.
fn is_photo_headline(lines: &[Marked]) -> bool {
    let [line, below @ ..] = lines else { return false };
    let text = line.text();
    let begins = ["FOTO:", "FOTO -", "Foto:", "PHOTOS:", "Photos:"].iter().any(|label| text.starts_with(label));
    let is_title = line.part == Part::Caption && words(text) >= MIN_PHOTO_WORDS && !ends_sentence(text);
    begins && is_title && text.len() <= MAX_TITLE && below.iter().take(3).any(is_anchor)
}

fn is_anchor(line: &Marked) -> bool {
    matches!(line.part, Part::Date | Part::Byline)
}

/// The ways to read a line as headline and site: `Headline - Site`, `Headline | Section | Site`.
fn titled(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let marks = [" - ", " | ", " – ", " — ", " :: ", " » ", " • "];
    let last = marks.iter().filter_map(|mark| text.rfind(mark).map(|at| (at, mark.len()))).max();
    let first = text.find(" | ").map(|at| (at, " | ".len()));
    let site = move |end: usize, length: usize| {
        let tail = &text[end + length..];
        tail.rsplit(" | ").next().unwrap_or(tail).trim()
    };
    [last, first].into_iter().flatten().filter_map(move |(end, length)| {
        let site = site(end, length);
        (!site.is_empty() && words(site) <= 5).then(|| (text[..end].trim(), site))
    })
}

/// The words that the first paragraphs are made of.
fn subject(lines: &[Marked], body: usize) -> HashSet<String> {
    let paragraphs = lines[body..].iter().filter(|line| line.part == Part::Prose).take(8);
    paragraphs.flat_map(|line| fold(line.text()).split(' ').filter_map(content_word).collect::<Vec<_>>()).collect()
}

/// A word of some length, without the marks around it.
fn content_word(word: &str) -> Option<String> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    (bare.chars().count() >= 4).then(|| bare.to_owned())
}

fn score(lines: &[Marked], at: usize, body: usize, subject: &HashSet<String>) -> i32 {
    let text = lines[at].text();
    let count = words(text);
    let content: Vec<String> = fold(text).split(' ').filter_map(content_word).collect();
    let shared = content.iter().filter(|word| subject.contains(*word)).count();
    // One word of the text makes no headline of two words.
    let mut score = (40 * shared / content.len().max(MIN_CONTENT)) as i32;
    score += match count {
        0 | 1 => -30,
        2 | 3 => -10,
        4..=22 => 20,
        23..=26 => 5,
        _ => -20,
    };
    score -= if text.ends_with('.') && !text.ends_with("...") { 20 } else { 0 };
    let below = &lines[at + 1..body];
    score += if below.iter().take(4).any(is_anchor) { 15 } else { 0 };
    // A caption or a name below the date is no headline while something above the date may be one.
    let dated_above = lines[..at].iter().rev().take(6).any(is_anchor);
    score -= if dated_above && !below.iter().any(is_anchor) { 25 } else { 0 };
    score += if at == 0 { 10 } else { 0 };
    score -= if lines[at].part == Part::Prose { 15 } else { 0 };
    score -= if lines[at].line.bullet.is_some() { 25 } else { 0 };
    score -= if below.first().is_some_and(|line| line.part == Part::Age) { 40 } else { 0 };
    // What stands above a credit may be what a browser shows for the picture.
    let credits = |line: &Marked| caption::split(line.text()).is_some_and(|caption| caption.text.is_none());
    score -= if below.first().is_some_and(|line| line.part == Part::Caption && credits(line)) { 20 } else { 0 };
    score -= if count <= MAX_NAMES && byline::bare(text, |_| false).is_some() { 30 } else { 0 };
    score -= if lines[at].part != Part::Caption && caption::in_place(text).is_some() { 20 } else { 0 };
    let names_outlet = text.split([',', '|', '/']).any(|piece| publishers::known(piece).is_some());
    // "Kabar Nusa News Berita" is the way to the page.
    let first = text.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let begins_with_outlet = count <= 5 && publishers::known(&first).is_some();
    score -= if names_outlet || begins_with_outlet { 50 } else { 0 };
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browsers_title_is_headline_and_site() {
        let ways: Vec<_> = titled("Pasar Lama Ditutup | Nasional | Kabar Nusa").collect();
        assert_eq!(ways, [("Pasar Lama Ditutup | Nasional", "Kabar Nusa"), ("Pasar Lama Ditutup", "Kabar Nusa")]);
        assert_eq!(titled("Pasar Lama Ditutup").count(), 0);
    }

    #[test]
    fn a_line_longer_than_a_headline_may_be_is_none() {
        let line = |length: usize| {
            let lines = super::super::super::lines::of(&"x".repeat(length));
            super::super::super::marked::mark(lines).remove(0)
        };
        let short = |length| Marked { part: Part::Short, ..line(length) };
        assert!(could_be_headline(&short(MAX_TITLE)));
        assert!(!could_be_headline(&short(MAX_TITLE + 1)));
    }
}
