//! One line of text to lines of a width, as byte ranges: optimal fit with textwrap, columns as ratatui counts them.
//! Knows nothing of styles and blocks; the layout of blocks and of tables call it.
//!
//! Words are divided only where a paragraph needs it: where a line without divided words would be ragged by more than
//! a quarter of the width, or a word is longer than the line.

use std::borrow::Cow;
use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use textwrap::{WordSeparator, WordSplitter};
use unicode_segmentation::UnicodeSegmentation;

use super::hyphens::Hyphens;
use super::measure;

/// Pieces of a paragraph up to which its lines are balanced as a whole; a longer one is filled line by line, four
/// times as fast. A paragraph of news has a hundred.
pub(super) const MAX_BALANCED: usize = 2_000;

/// The part of a width that may stay empty at the end of a line before words are divided.
const RAGGED: usize = 4;

/// Columns that may stay empty however narrow the lines are.
const LEAST_RAGGED: usize = 4;

/// Words in a line, and what is drawn among them that is no word of theirs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measured<'t> {
    /// The words.
    pub(super) words: &'t str,
    /// Behind which byte something is drawn, and the columns that it takes; in the order of the bytes.
    pub(super) added: &'t [(usize, usize)],
}

impl Measured<'_> {
    /// Columns of a range of the words and of what is drawn within it and behind its last byte.
    pub(super) fn columns(self, range: Range<usize>) -> usize {
        if self.added.is_empty() {
            return measure::width(&self.words[range]);
        }
        let first = self.added.partition_point(|(at, _)| *at <= range.start);
        let added = self.added[first..].iter().take_while(|(at, _)| *at <= range.end).map(|(_, columns)| columns);
        added.sum::<usize>() + measure::width(&self.words[range])
    }
}

/// A line of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes, without the blanks at its ends.
    pub(super) range: Range<usize>,
    /// Whether it ends within a word that is to be drawn with a hyphen.
    pub(super) is_divided: bool,
}

/// A piece of text that stays on one line, and the blanks that follow it where the line goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    start: usize,
    end: usize,
    columns: usize,
    blanks: usize,
    is_divided: bool,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.columns as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.blanks as f64
    }

    fn penalty_width(&self) -> f64 {
        f64::from(u8::from(self.is_divided))
    }
}

/// Wraps text, which holds no line ends, to lines of at most `width` columns, at least one; gives them without the
/// blanks between them. A grapheme that is wider than the width stands on a line of its own.
pub(super) fn wrap(text: Measured<'_>, width: usize, hyphens: Option<Hyphens>) -> Vec<Part> {
    let width = width.max(1);
    let end = text.words.trim_end_matches(' ').len();
    let text = Measured { words: &text.words[..end], ..text };
    if text.columns(0..end) <= width {
        return vec![Part { range: 0..end, is_divided: false }];
    }
    let lines = fill(text, width, hyphens);
    let fits = |line: &Part| text.columns(line.range.clone()) + usize::from(line.is_divided) <= width;
    if lines.iter().all(fits) {
        return lines;
    }
    // Pieces that join on a line may measure other than apart.
    lines.into_iter().flat_map(|line| if fits(&line) { vec![line] } else { split(text, line.range, width) }).collect()
}

/// Cuts a range of text between graphemes into ranges of at most `width` columns.
pub(super) fn split(text: Measured<'_>, range: Range<usize>, width: usize) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut cut = |range| parts.push(Part { range, is_divided: false });
    let (mut start, mut columns) = (range.start, 0);
    let mut added = &text.added[text.added.partition_point(|(at, _)| *at <= range.start)..];
    for (at, grapheme) in text.words[range.clone()].grapheme_indices(true) {
        let at = range.start + at;
        let mut cell = measure::cell(grapheme);
        while let Some(((_, more), rest)) = added.split_first().filter(|((end, _), _)| *end <= at + grapheme.len()) {
            (cell, added) = (cell + more, rest);
        }
        if columns + cell > width && at > start {
            cut(start..at);
            (start, columns) = (at, 0);
        }
        columns += cell;
    }
    cut(start..range.end);
    parts
}

/// Lines of pieces: without divided words where they are good enough, else with.
fn fill(text: Measured<'_>, width: usize, hyphens: Option<Hyphens>) -> Vec<Part> {
    let (whole, has_long) = pieces(text, width, None);
    let first_fit = |pieces: &[Piece]| parts(&wrap_first_fit(pieces, &[width as f64]));
    let lines = balanced(&whole, width);
    let needs_division = || has_long || lines.as_ref().is_some_and(|lines| is_ragged(text, lines, width));
    if let Some(hyphens) = hyphens.filter(|_| needs_division()) {
        let (divided, _) = pieces(text, width, Some((hyphens, lines.is_some())));
        if lines.is_some() {
            return balanced(&divided, width).or(lines).unwrap_or_else(|| first_fit(&divided));
        }
        return first_fit(&divided);
    }
    lines.unwrap_or_else(|| first_fit(&whole))
}

/// Whether a line but the last leaves more columns empty than it may.
fn is_ragged(text: Measured<'_>, lines: &[Part], width: usize) -> bool {
    let most = (width / RAGGED).max(LEAST_RAGGED);
    let but_last = lines.split_last().map_or(&[][..], |(_, lines)| lines);
    but_last.iter().any(|line| text.columns(line.range.clone()) + most < width)
}

/// Lines that are balanced over the paragraph; none where it is too long, or where one would be too wide: optimal
/// fit prefers a line one column too wide to a very short one.
fn balanced(pieces: &[Piece], width: usize) -> Option<Vec<Part>> {
    if pieces.len() > MAX_BALANCED {
        return None;
    }
    let most = (width / RAGGED).max(LEAST_RAGGED);
    let penalties = Penalties { hyphen_penalty: most * most, ..Penalties::new() };
    let lines = wrap_optimal_fit(pieces, &[width as f64], &penalties).ok()?;
    lines.iter().all(|line| columns(line) <= width).then(|| parts(&lines))
}

fn columns(line: &[Piece]) -> usize {
    let all = line.iter().map(|piece| piece.columns + piece.blanks).sum::<usize>();
    all - line.last().map_or(0, |piece| piece.blanks) + line.last().map_or(0, |piece| usize::from(piece.is_divided))
}

fn parts(lines: &[&[Piece]]) -> Vec<Part> {
    let part = |line: &&[Piece]| {
        let (first, last) = (line.first()?, line.last()?);
        Some(Part { range: first.start..last.end, is_divided: last.is_divided })
    };
    lines.iter().filter_map(part).collect()
}

/// The pieces between which a line may end: by Unicode's rules, after a hyphen within a word, and anywhere between
/// graphemes of what is wider than a line. With `hyphens`, also within the words that these divide, in all words or
/// only in those wider than a line. Tells besides whether there is such a wide word.
fn pieces(text: Measured<'_>, width: usize, hyphens: Option<(Hyphens, bool)>) -> (Vec<Piece>, bool) {
    let mut pieces = Vec::new();
    let (mut at, mut has_long) = (0, false);
    for word in WordSeparator::UnicodeBreakProperties.find_words(&masked(text.words)) {
        let end = at + word.word.len();
        let points =
            if word.word.contains('-') { WordSplitter::HyphenSplitter.split_points(&word) } else { Vec::new() };
        let mut start = at;
        for point in points.into_iter().map(|point| at + point).chain([end]) {
            let columns = text.columns(start..point);
            has_long |= columns > width;
            let divided = hyphens.filter(|(_, all)| *all || columns > width);
            let divided = divided.map(|(hyphens, _)| hyphens.points(&text.words[start..point])).unwrap_or_default();
            if divided.is_empty() {
                add(&mut pieces, text, start..point, columns, width);
            } else {
                add_divided(&mut pieces, text, start..point, &divided, width);
            }
            start = point;
        }
        if let Some(last) = pieces.last_mut() {
            last.blanks += word.whitespace.len();
        }
        at = end + word.whitespace.len();
    }
    (pieces, has_long)
}

/// The text with letters of the scripts that only a dictionary can break (Thai, Lao, Khmer, Burmese) replaced by
/// other letters of as many bytes: the segmenter has no dictionary, and in debug builds says so on standard error.
fn masked(text: &str) -> Cow<'_, str> {
    let is_complex = |c: char| {
        matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19ff}'
            | '\u{1a20}'..='\u{1aaf}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aadf}' | '\u{11700}'..='\u{1174f}')
    };
    if text.is_ascii() || !text.contains(is_complex) {
        return Cow::Borrowed(text);
    }
    let letter = |c: char| if c.len_utf8() == 4 { '\u{10400}' } else { '\u{1401}' };
    Cow::Owned(text.chars().map(|c| if is_complex(c) { letter(c) } else { c }).collect())
}

/// Adds a piece of so many columns, in parts where it is wider than a line.
fn add(pieces: &mut Vec<Piece>, text: Measured<'_>, range: Range<usize>, columns: usize, width: usize) {
    let piece = |range: Range<usize>, columns| Piece {
        start: range.start,
        end: range.end,
        columns,
        blanks: 0,
        is_divided: false,
    };
    if columns <= width {
        pieces.push(piece(range, columns));
    } else {
        let parts = split(text, range, width).into_iter();
        pieces.extend(parts.map(|part| piece(part.range.clone(), text.columns(part.range))));
    }
}

/// Adds a word in the pieces into which these bytes of it divide it, each of which leaves room for a hyphen.
fn add_divided(pieces: &mut Vec<Piece>, text: Measured<'_>, word: Range<usize>, points: &[usize], width: usize) {
    let mut start = word.start;
    for end in points.iter().map(|point| word.start + point).chain([word.end]) {
        let columns = text.columns(start..end);
        let before = pieces.len();
        add(pieces, text, start..end, columns, width);
        let hyphen = end < word.end && columns < width && pieces.len() == before + 1;
        if let Some(last) = pieces.last_mut() {
            last.is_divided = hyphen;
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(words: &str) -> Measured<'_> {
        Measured { words, added: &[] }
    }

    #[track_caller]
    fn wrapped(text: &str, width: usize, expected: &[&str]) {
        let lines = wrap(plain(text), width, None).into_iter();
        let lines = lines.map(|line| &text[line.range]).collect::<Vec<_>>();
        assert_eq!(lines, expected, "{text:?} at {width}");
    }

    #[test]
    fn lines_are_balanced() {
        wrapped(
            "To be, or not to be: that is the question",
            10,
            &["To be,", "or not to", "be: that", "is the", "question"],
        );
        wrapped("", 5, &[""]);
        wrapped("one", 5, &["one"]);
    }

    #[test]
    fn lines_end_after_hyphens_and_between_ideographs() {
        wrapped("a well-known case", 7, &["a well-", "known", "case"]);
        wrapped("京新聞、東京。", 4, &["京新", "聞、", "東", "京。"]);
    }

    #[test]
    fn what_is_wider_than_a_line_is_cut_between_graphemes() {
        wrapped("abcdefg", 3, &["abc", "def", "g"]);
        wrapped(
            "👨\u{200d}👩\u{200d}👧👨\u{200d}👩\u{200d}👧",
            2,
            &["👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"],
        );
        wrapped("京京", 1, &["京", "京"]);
        wrapped("京京", 0, &["京", "京"]);
    }

    #[test]
    fn scripts_without_blanks_are_cut_at_the_edge() {
        wrapped("ภาษาไทย ดี", 4, &["ภาษา", "ไทย", "ดี"]);
    }

    #[test]
    fn a_no_break_space_holds_its_words_together() {
        wrapped("about 10\u{a0}000 men", 10, &["about", "10\u{a0}000 men"]);
    }

    #[test]
    fn paragraphs_are_balanced_at_the_limit_and_not_one_past_it() {
        let piece = Piece { start: 0, end: 1, columns: 1, blanks: 1, is_divided: false };
        assert!(balanced(&vec![piece; MAX_BALANCED], 9).is_some());
        assert!(balanced(&vec![piece; MAX_BALANCED + 1], 9).is_none());
    }

    #[test]
    fn a_line_that_would_be_one_column_too_wide_is_not_taken() {
        let text = format!("foo {}", "x".repeat(50));
        wrapped(&text, 53, &["foo", &"x".repeat(50)]);
    }

    #[test]
    fn what_is_drawn_among_the_words_takes_its_room() {
        let text = "one two three";
        let lines = |added: &[(usize, usize)], width| {
            let lines = wrap(Measured { words: text, added }, width, None).into_iter();
            lines.map(|line| text[line.range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(lines(&[], 7), ["one two", "three"]);
        assert_eq!(lines(&[(7, 3)], 7), ["one", "two", "three"]);
        assert_eq!(lines(&[(13, 3)], 7), ["one two", "thre", "e"]);
    }

    #[test]
    fn words_are_divided_where_lines_would_be_ragged() {
        let lines = |text: &str, width| {
            let lines = wrap(plain(text), width, Hyphens::of("en")).into_iter();
            let drawn = |line: Part| text[line.range].to_owned() + if line.is_divided { "-" } else { "" };
            lines.map(drawn).collect::<Vec<_>>()
        };
        assert_eq!(lines("a transcontinental railway", 16), ["a transcontinen-", "tal railway"]);
        assert_eq!(lines("the long road to the city", 10), ["the long", "road to", "the city"], "good enough");
        assert_eq!(lines("transcontinental", 9), ["transcon-", "tinental"], "longer than the line");
    }
}
