//! One line of text to lines of a width, as byte ranges: optimal fit with textwrap, columns as ratatui counts them.
//! Knows nothing of styles and blocks; the layout of blocks and of tables call it.

use std::borrow::Cow;
use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};
use textwrap::{WordSeparator, WordSplitter};
use unicode_segmentation::UnicodeSegmentation;

use super::measure;

/// Pieces of a paragraph up to which its lines are balanced as a whole; a longer one is filled line by line, four
/// times as fast. A paragraph of news has a hundred.
pub(super) const MAX_BALANCED: usize = 2_000;

/// A piece of text that stays on one line, and the blanks that follow it where the line goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    start: usize,
    end: usize,
    columns: usize,
    blanks: usize,
}

impl Fragment for Piece {
    fn width(&self) -> f64 {
        self.columns as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.blanks as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Wraps `text`, which holds no line ends, to lines of at most `width` columns, at least one; gives their ranges
/// without the blanks between them. A grapheme that is wider than the width stands on a line of its own.
pub(super) fn wrap(text: &str, width: usize) -> Vec<Range<usize>> {
    let width = width.max(1);
    let trimmed = text.trim_end_matches(' ');
    if measure::width(trimmed) <= width {
        return vec![0..trimmed.len(); 1];
    }
    let pieces = pieces(trimmed, width);
    let balanced = balanced(&pieces, width);
    let lines = balanced.unwrap_or_else(|| ranges(&wrap_first_fit(&pieces, &[width as f64])));
    let fits = |line: &Range<usize>| measure::width(&trimmed[line.clone()]) <= width;
    if lines.iter().all(fits) {
        return lines;
    }
    // Pieces that join on a line may measure other than apart.
    lines.into_iter().flat_map(|line| if fits(&line) { vec![line] } else { split(trimmed, line, width) }).collect()
}

/// Cuts a range of `text` between graphemes into ranges of at most `width` columns.
pub(super) fn split(text: &str, range: Range<usize>, width: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut columns) = (range.start, 0);
    for (at, grapheme) in text[range.clone()].grapheme_indices(true) {
        let cell = measure::cell(grapheme);
        let at = range.start + at;
        if columns + cell > width && at > start {
            parts.push(start..at);
            (start, columns) = (at, 0);
        }
        columns += cell;
    }
    parts.push(start..range.end);
    parts
}

/// Lines that are balanced over the paragraph; none where it is too long, or where one would be too wide: optimal
/// fit prefers a line one column too wide to a very short one.
fn balanced(pieces: &[Piece], width: usize) -> Option<Vec<Range<usize>>> {
    if pieces.len() > MAX_BALANCED {
        return None;
    }
    let lines = wrap_optimal_fit(pieces, &[width as f64], &Penalties::new()).ok()?;
    lines.iter().all(|line| columns(line) <= width).then(|| ranges(&lines))
}

fn columns(line: &[Piece]) -> usize {
    let all = line.iter().map(|piece| piece.columns + piece.blanks).sum::<usize>();
    all - line.last().map_or(0, |piece| piece.blanks)
}

fn ranges(lines: &[&[Piece]]) -> Vec<Range<usize>> {
    lines.iter().filter_map(|line| Some(line.first()?.start..line.last()?.end)).collect()
}

/// The pieces between which a line may end: by Unicode's rules, after a hyphen within a word, and anywhere between
/// graphemes of what is wider than a line.
fn pieces(text: &str, width: usize) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(&masked(text)) {
        let end = at + word.word.len();
        let points =
            if word.word.contains('-') { WordSplitter::HyphenSplitter.split_points(&word) } else { Vec::new() };
        let mut start = at;
        for point in points.into_iter().map(|point| at + point).chain([end]) {
            add(&mut pieces, text, start..point, width);
            start = point;
        }
        if let Some(last) = pieces.last_mut() {
            last.blanks += word.whitespace.len();
        }
        at = end + word.whitespace.len();
    }
    pieces
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

fn add(pieces: &mut Vec<Piece>, text: &str, range: Range<usize>, width: usize) {
    let piece = |range: Range<usize>, columns| Piece { start: range.start, end: range.end, columns, blanks: 0 };
    let columns = measure::width(&text[range.clone()]);
    if columns <= width {
        pieces.push(piece(range, columns));
    } else {
        let parts = split(text, range, width).into_iter();
        pieces.extend(parts.map(|part| piece(part.clone(), measure::width(&text[part]))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn wrapped(text: &str, width: usize, expected: &[&str]) {
        let lines = wrap(text, width).into_iter().map(|line| &text[line]).collect::<Vec<_>>();
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
        let piece = Piece { start: 0, end: 1, columns: 1, blanks: 1 };
        assert!(balanced(&vec![piece; MAX_BALANCED], 9).is_some());
        assert!(balanced(&vec![piece; MAX_BALANCED + 1], 9).is_none());
    }

    #[test]
    fn a_line_that_would_be_one_column_too_wide_is_not_taken() {
        let text = format!("foo {}", "x".repeat(50));
        wrapped(&text, 53, &["foo", &"x".repeat(50)]);
    }
}
