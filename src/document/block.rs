//! The parts of a document: blocks, the quotations and list items they stand in, and their words with styles beside
//! them. Plain data; made by the builder, read by the layout and by the writer of HTML.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::emphasis::Emphasis;
use crate::text::CleanText;
use crate::text::clean::is_settled_char;

/// One block of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The quotations and list items around it, the outermost first; at most
    /// [`MAX_LEVELS`](super::MAX_LEVELS).
    pub levels: Vec<Level>,
    /// Its words. Line breaks inside it are `\n`.
    pub words: Words,
    /// Whether it is read from right to left.
    pub is_rtl: bool,
    /// The byte of [`Document::text`](super::Document::text) at which its words begin.
    pub start: usize,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph, also one of a list item or of a quotation.
    Paragraph,
    /// A heading, 1 to 6.
    Heading(u8),
    /// Lines that keep their blanks.
    Preformatted,
    /// Rows and columns.
    Table(Table),
    /// A picture, by its words: caption and credit, or the text that stands in for it.
    Figure,
    /// A line across.
    Rule,
    /// Something that a terminal doesn't play, named by its host: `[video: youtube.com]`.
    Embed,
}

/// A container around a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// What it is.
    pub kind: LevelKind,
    /// Whether the block is the first in it: the one that carries an item's marker.
    pub first: bool,
}

/// What a container is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelKind {
    /// A quotation.
    Quote,
    /// An item of a list.
    Item(Marker),
}

/// What stands before a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// `•`
    Bullet,
    /// `1.`
    Number(u32, Numerals),
    /// Only the indent: the description of a term.
    Indent,
    /// `[^1]`, a footnote.
    Note(u32),
}

/// What the numbers of a list are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numerals {
    /// `1.`
    Decimal,
    /// `a.`, or `A.` if so.
    Letters(bool),
    /// `i.`, or `I.` if so.
    Roman(bool),
}

/// The largest number that Roman numerals write.
pub(super) const MAX_ROMAN: u32 = 3_999;

impl Numerals {
    /// A number as this writes it; 0, and what Roman numerals cannot write, in decimal digits.
    fn text(self, number: u32) -> String {
        let (text, is_capital) = match self {
            Self::Letters(capital) if number > 0 => (letters(number), capital),
            Self::Roman(capital) if (1..=MAX_ROMAN).contains(&number) => (roman(number), capital),
            _ => (number.to_string(), false),
        };
        if is_capital { text.to_ascii_uppercase() } else { text }
    }
}

/// `a` to `z`, `aa` and so on.
fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters.into_iter().rev().collect()
}

fn roman(mut number: u32) -> String {
    let signs = ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"];
    let mut text = String::new();
    for (value, sign) in [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1].into_iter().zip(signs) {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

impl Marker {
    /// The marker as text, its blank included.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Bullet => "• ".to_owned(),
            Self::Number(number, numerals) => format!("{}. ", numerals.text(number)),
            Self::Indent => "  ".to_owned(),
            Self::Note(number) => format!("[^{number}] "),
        }
    }
}

impl Level {
    /// Whether it is an item of a list.
    #[must_use]
    pub fn is_item(self) -> bool {
        matches!(self.kind, LevelKind::Item(_))
    }
}

/// The cells of a table, as ranges of the words of its block. Rows may differ in length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its rows, the top one first.
    pub rows: Vec<Vec<Range<usize>>>,
    /// Whether the first row names the columns.
    pub has_head: bool,
}

/// Words of one block, with runs of style beside them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    text: CleanText,
    runs: Vec<Run>,
}

/// A style that holds from a byte of the text up to the next run. Bytes before the first run are plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) at: usize,
    pub(super) style: Style,
}

/// How a stretch of words is meant and where it leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// Its emphasis.
    pub emphasis: Emphasis,
    /// The link it belongs to, an index of [`Document::links`](super::Document::links).
    pub link: Option<usize>,
}

impl Words {
    /// Seals words that are put together from clean pieces.
    ///
    /// Pieces that are clean need not be clean together (a mark that follows a letter of another piece), so the whole
    /// is cleaned again; and no style may begin inside a grapheme, lest a cell be torn apart.
    pub(super) fn seal(text: String, mut runs: Vec<Run>) -> Self {
        let begin = orphans(&text);
        let mut text = text;
        if begin > 0 {
            text.drain(..begin);
            shift(&mut runs, begin);
        }
        let clean = match CleanText::as_it_is(text) {
            Ok(clean) => clean,
            Err(text) => {
                let clean = CleanText::lines(&text);
                if clean.as_str() == text {
                    snap(&text, &mut runs);
                    clean
                } else {
                    by_grapheme(&text, &mut runs)
                }
            }
        };
        let mut last = Style::default();
        runs.retain(|run| run.at < clean.len() && std::mem::replace(&mut last, run.style) != run.style);
        Self { text: clean, runs }
    }

    /// Words of one style.
    pub(super) fn plain(text: &str, style: Style) -> Self {
        Self::seal(text.to_owned(), vec![Run { at: 0, style }])
    }

    /// The words.
    #[must_use]
    pub fn text(&self) -> &CleanText {
        &self.text
    }

    pub(super) fn into_parts(self) -> (String, Vec<Run>) {
        (self.text.into_string(), self.runs)
    }

    /// The stretches of one style in a range of the words, in order, none of them empty.
    pub fn styled(&self, range: Range<usize>) -> impl Iterator<Item = (&str, Style)> {
        let mut next = self.runs.partition_point(|run| run.at <= range.start);
        let mut style = next.checked_sub(1).map_or(Style::default(), |run| self.runs[run].style);
        let mut at = range.start;
        std::iter::from_fn(move || {
            while at < range.end {
                let end = self.runs.get(next).map_or(range.end, |run| run.at.min(range.end));
                let stretch = (&self.text[at..end], style);
                at = end;
                if let Some(run) = self.runs.get(next) {
                    style = run.style;
                    next += 1;
                }
                if !stretch.0.is_empty() {
                    return Some(stretch);
                }
            }
            None
        })
    }
}

/// Moves runs to where they stand once so many bytes are gone from the beginning of their text.
pub(super) fn shift(runs: &mut [Run], gone: usize) {
    for run in runs {
        run.at = run.at.saturating_sub(gone);
    }
}

/// Bytes at the beginning of a text that would melt into a blank before it: marks without their letter.
fn orphans(text: &str) -> usize {
    text.find(|c| !is_orphan(c)).unwrap_or(text.len())
}

/// Whether a character would melt into a blank before it.
pub(super) fn is_orphan(c: char) -> bool {
    !c.is_ascii() && !is_settled_char(c) && format!(" {c}").graphemes(true).count() == 1
}

/// Cleans a text grapheme by grapheme, each in the style of its first byte. What is not clean even so is of no style.
fn by_grapheme(text: &str, runs: &mut Vec<Run>) -> CleanText {
    let (mut joined, mut moved) = (String::with_capacity(text.len()), Vec::with_capacity(runs.len()));
    let mut next = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        while let Some(run) = runs.get(next).filter(|run| run.at <= at) {
            moved.push(Run { at: joined.len(), style: run.style });
            next += 1;
        }
        joined.push_str(&CleanText::lines(grapheme));
    }
    let clean = CleanText::lines(&joined);
    if clean.as_str() != joined {
        moved.clear();
    }
    *runs = moved;
    clean
}

/// Moves every run that begins inside a grapheme to the grapheme's end.
fn snap(text: &str, runs: &mut [Run]) {
    let mut ends = text.grapheme_indices(true).map(|(at, _)| at).chain([text.len()]).peekable();
    for run in runs {
        while ends.next_if(|&end| end < run.at).is_some() {}
        run.at = ends.peek().copied().unwrap_or(text.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strong(at: usize) -> Run {
        Run { at, style: Style { emphasis: Emphasis::STRONG, link: None } }
    }

    #[test]
    fn a_style_holds_up_to_the_next_one() {
        let words = Words::seal("one two three".into(), vec![strong(4), Run { at: 7, style: Style::default() }]);
        let parts = words.styled(2..10).map(|(text, style)| (text, style.emphasis)).collect::<Vec<_>>();
        assert_eq!(parts, [("e ", Emphasis::NONE), ("two", Emphasis::STRONG), (" th", Emphasis::NONE)]);
        assert_eq!(words.styled(5..6).map(|(text, _)| text).collect::<Vec<_>>(), ["w"]);
        assert_eq!(words.styled(4..4).count(), 0);
    }

    #[test]
    fn numbers_of_lists_are_written_in_their_numerals() {
        let written = |numerals: Numerals, numbers: [u32; 4]| numbers.map(|number| numerals.text(number)).join(" ");
        assert_eq!(written(Numerals::Letters(false), [1, 26, 27, 703]), "a z aa aaa");
        assert_eq!(written(Numerals::Roman(true), [4, 1994, 40, 9]), "IV MCMXCIV XL IX");
        assert_eq!(written(Numerals::Roman(false), [MAX_ROMAN, MAX_ROMAN + 1, 0, 1]), "mmmcmxcix 4000 0 i");
    }

    #[test]
    fn a_mark_in_another_style_joins_its_letter() {
        let words = Words::seal("e\u{301}a".into(), vec![strong(1)]);
        assert_eq!(words.text().as_str(), "éa");
        assert_eq!(words.styled(0..3).map(|(text, _)| text).collect::<Vec<_>>(), ["é", "a"]);
    }

    #[test]
    fn a_style_never_begins_inside_a_grapheme() {
        let words = Words::seal("🇮🇩x".into(), vec![strong(0), Run { at: 4, style: Style::default() }]);
        assert_eq!(words.styled(0..9).map(|(text, _)| text).collect::<Vec<_>>(), ["🇮🇩", "x"]);
        let words = Words::seal("eﾞx".into(), vec![strong(1)]);
        assert_eq!(words.styled(0..5).map(|(text, _)| text).collect::<Vec<_>>(), ["eﾞ", "x"]);
    }

    #[test]
    fn marks_without_a_letter_are_left_out() {
        assert_eq!(Words::seal("\u{301}\u{301}a".into(), Vec::new()).text().as_str(), "a");
        assert_eq!(Words::seal("🏻".repeat(16), Vec::new()).text().as_str(), "");
    }

    #[test]
    fn marks_piled_up_by_many_pieces_are_held_to_their_number() {
        let words = Words::seal(format!("x{}", "\u{323}".repeat(10_000)), Vec::new());
        assert_eq!(words.text().chars().count(), 1 + crate::text::clean::MAX_MARKS);
    }
}
