//! What each line is by itself, before its place in the page is looked at.

use super::furniture::{self, Furniture};
use super::{byline, caption, dateline, publishers, shape, when};

/// What a line is by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) enum Part {
    /// Running prose.
    Prose,
    /// Any other text: a headline, a subheading, an answer, a name.
    Short,
    /// A line there for its date.
    Date,
    /// Who wrote it, with a label.
    Byline,
    /// A caption with its credit, or either.
    Caption,
    /// Initials, an agency in brackets.
    SignOff,
    /// How old something is.
    Age,
    /// A web address and nothing else.
    Address,
    /// Words known from the pages of news sites.
    Furniture(Furniture),
}

impl Part {
    /// Whether the line is text that an article may be made of.
    pub(in crate::ingest) fn is_text(self) -> bool {
        matches!(self, Self::Prose | Self::Short)
    }
}

/// Says what a line is.
pub(in crate::ingest) fn part(text: &str) -> Part {
    if is_hashtags(text) {
        return Part::Furniture(Furniture::Tags);
    }
    if caption::is_protected(text) {
        return Part::Caption;
    }
    if let Some(kind) = furniture::of(text) {
        return Part::Furniture(kind);
    }
    if shape::initials(text).is_some() || agency(text).is_some() || signers(text).is_some() {
        return Part::SignOff;
    }
    if shape::is_age(text) {
        return Part::Age;
    }
    if shape::address(text).is_some_and(|url| url.len() == text.len()) {
        return Part::Address;
    }
    if caption::split(text).is_some() {
        return Part::Caption;
    }
    if when::is_date_line(text) {
        return Part::Date;
    }
    if byline::labelled(text).is_some() {
        return Part::Byline;
    }
    if shape::is_prose(text) || dateline::is_plain(text) { Part::Prose } else { Part::Short }
}

/// The agency that a line in brackets consists of: `(Reuters)`, `(ANTARA)`.
pub(in crate::ingest) fn agency(text: &str) -> Option<&'static str> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    publishers::known(inner).map(|publisher| publisher.name)
}

/// The names of a line that signs in capitals, parted by strokes: `YOHANES TARIGAN | ANTARA`.
pub(in crate::ingest) fn signers(text: &str) -> Option<Vec<&str>> {
    let names: Vec<&str> = text.split('|').map(str::trim).collect();
    let fits = names.len() >= 2 && shape::words(text) <= 12 && shape::is_all_capitals(text);
    (fits && names.iter().all(|name| byline::is_name(name))).then_some(names)
}

/// Whether the line is nothing but hashtags.
pub(in crate::ingest) fn is_hashtags(text: &str) -> bool {
    text.starts_with('#')
        && text.split_whitespace().all(|word| {
            word.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphanumeric) && !tag.ends_with('.'))
        })
        // "#1" is a rank.
        && text.contains(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart_by_themselves() {
        for (text, expected) in [
            ("Sekjen NATO: Risiko Konflik dengan Rusia Itu Nyata!", Part::Short),
            ("(min)", Part::SignOff),
            ("(Reuters)", Part::SignOff),
            ("3 jam lalu", Part::Age),
            ("https://kabar.example/1", Part::Address),
            ("Jembatan itu runtuh. Foto/REUTERS", Part::Caption),
            ("©2024 Suluh.com/Rina Ayu", Part::Caption),
            ("©2024 Suluh.com", Part::Furniture(Furniture::Legal)),
            ("Penulis: Dian Wulandari", Part::Byline),
            ("#nato #rusia", Part::Furniture(Furniture::Tags)),
            ("Klaim itu secara konsisten dibantah oleh Moskow, yang bersikeras.", Part::Prose),
        ] {
            assert_eq!(part(text), expected, "{text}");
        }
    }
}
