//! Blocks to lines of a width: indents, bars, markers, and where each line stands in the text. Drawing only slices
//! what comes out of here, when an article opens and when the width changes.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::address::address;
use super::block::{Block, Kind, Level, LevelKind, Style};
use super::emphasis::Emphasis;
use super::hyphens::{HYPHEN, Hyphens};
use super::line::{Line, Segment};
use super::wrap::{Measured, Part};
use super::{Document, is_tight, measure, table, wrap};
use crate::model::Position;
use crate::text::Language;
use crate::text::clean::MAX_GRAPHEME;

/// What stands before the words of a picture.
const FIGURE: &str = "▣ ";

/// What stands before the lines of a quotation.
const BAR: &str = "│ ";

/// Columns that a line of words needs before its links have numbers.
const NUMBERED: usize = 16;

/// What stands in for a grapheme that is wider than the whole width.
const TOO_WIDE: &str = "\u{fffd}";

/// Lays out a document in lines of at most `width` columns; none where there is no column.
///
/// Ordinary blocks stand apart by a blank line. Where indents would take more than half of the width, the outer ones
/// are left out. A link has its number behind its words, `[1]`, and `[1!]` where [`address`] has a warning. Long words
/// are divided where `language` is one whose words we can divide.
#[must_use]
pub fn lay_out(document: &Document, width: usize, language: Option<&Language>) -> Vec<Line> {
    let mut lines = Vec::new();
    if width == 0 {
        return lines;
    }
    let labels = document.links().iter().enumerate().map(|(at, link)| {
        let sign = if address(link).warning.is_some() { "!" } else { "" };
        format!("[{}{sign}]", at + 1)
    });
    let labels = labels.collect::<Vec<_>>();
    let hyphens = language.and_then(|language| Hyphens::of(language.code()));
    let mut before: Option<&Block> = None;
    for block in document.blocks() {
        let frame = Frame::new(block, width, &labels, hyphens);
        if let Some(before) = before.filter(|before| !is_tight(before, block)) {
            lines.push(frame.blank(before, block));
        }
        match &block.kind {
            Kind::Rule => lines.push(frame.rule()),
            Kind::Table(cells) => table::lay_out(&mut lines, &frame, cells),
            _ => flow(&mut lines, &frame),
        }
        before = Some(block);
    }
    lines
}

/// Lays out the lines of a block's words.
fn flow(lines: &mut Vec<Line>, frame: &Frame<'_>) {
    let mut at = 0;
    for line in frame.block.words.text().split('\n') {
        for part in frame.fill(at..at + line.len(), frame.width()) {
            let mut drawn = frame.line(part.range.start);
            frame.draw(&mut drawn, &part, frame.width());
            drawn.trim();
            lines.push(drawn);
        }
        at += line.len() + 1;
    }
}

/// The number of a link, drawn behind the last of its words in a block.
struct Number<'b> {
    /// The byte at which these words end.
    at: usize,
    label: &'b str,
    link: usize,
}

/// The numbers of a block's links, in order.
fn numbers<'b>(block: &Block, labels: &'b [String]) -> Vec<Number<'b>> {
    let mut numbers: Vec<Number<'b>> = Vec::new();
    let mut at = 0;
    for (words, style) in block.words.styled(0..block.words.text().len()) {
        at += words.len();
        if let Some((link, label)) = style.link.and_then(|link| Some((link, labels.get(link)?))) {
            // A link of several styles is one link.
            numbers.pop_if(|last| last.link == link);
            numbers.push(Number { at, label, link });
        }
    }
    numbers
}

/// A block with what stands before its lines.
pub(super) struct Frame<'b> {
    pub(super) block: &'b Block,
    /// Before the first line, and before each further one.
    first: Vec<Segment>,
    further: Vec<Segment>,
    /// How many of the outer levels are left out.
    left_out: usize,
    indent: usize,
    columns: usize,
    emphasis: Emphasis,
    hyphens: Option<Hyphens>,
    numbers: Vec<Number<'b>>,
    /// Where the numbers stand and how many columns they take.
    added: Vec<(usize, usize)>,
}

impl<'b> Frame<'b> {
    fn new(block: &'b Block, columns: usize, labels: &'b [String], hyphens: Option<Hyphens>) -> Self {
        let mut marks = block.levels.iter().map(mark).collect::<Vec<_>>();
        if block.kind == Kind::Figure {
            marks.push((FIGURE.to_owned(), Emphasis::MARKER, true));
        }
        let (mut indent, mut kept) = (0, 0);
        for (mark, ..) in marks.iter().rev() {
            let wider = indent + measure::width(mark);
            if wider > columns / 2 {
                break;
            }
            (indent, kept) = (wider, kept + 1);
        }
        let left_out = marks.len() - kept;
        let (mut first, mut further) = (Vec::new(), Vec::new());
        for (mark, emphasis, is_once) in marks.drain(left_out..) {
            let blank = Segment { text: " ".repeat(measure::width(&mark)), emphasis: Emphasis::NONE, link: None };
            let mark = Segment { text: mark, emphasis, link: None };
            further.push(if is_once { blank } else { mark.clone() });
            first.push(mark);
        }
        let numbers = if columns - indent < NUMBERED { Vec::new() } else { numbers(block, labels) };
        let added = numbers.iter().map(|number| (number.at, number.label.len())).collect();
        let emphasis = meaning(&block.kind);
        Self { block, first, further, left_out, indent, columns, emphasis, hyphens, numbers, added }
    }

    /// Columns that a range of the block's words takes, its links' numbers included.
    pub(super) fn measure(&self, range: Range<usize>) -> usize {
        Measured { words: self.block.words.text(), added: &self.added }.columns(range)
    }

    /// A range of the block's words in lines of so many columns.
    pub(super) fn fill(&self, range: Range<usize>, width: usize) -> Vec<Part> {
        let within = |added: &(usize, usize)| added.0 <= range.start;
        let first = self.added.partition_point(within);
        let last = self.added.partition_point(|(at, _)| *at <= range.end);
        let added = self.added[first..last.max(first)].iter().map(|(at, columns)| (at - range.start, *columns));
        let added = added.collect::<Vec<_>>();
        let words = &self.block.words.text()[range.clone()];
        let text = Measured { words, added: &added };
        let mut parts = match self.block.kind {
            Kind::Preformatted => wrap::split(text, 0..words.len(), width),
            _ => wrap::wrap(text, width, self.hyphens),
        };
        for part in &mut parts {
            part.range = part.range.start + range.start..part.range.end + range.start;
        }
        parts
    }

    /// Columns for the words, at least one.
    pub(super) fn width(&self) -> usize {
        self.columns - self.indent
    }

    /// A line that begins at a byte of the block's words, with what stands before it.
    pub(super) fn line(&self, at: usize) -> Line {
        let before = if at == 0 { &self.first } else { &self.further };
        Line { position: Position(self.block.start + at), segments: before.clone(), is_rtl: self.block.is_rtl }
    }

    /// Adds a part of the block's words to a line, within so many columns.
    pub(super) fn draw(&self, line: &mut Line, part: &Part, columns: usize) {
        let Range { mut start, end } = part.range;
        // Beside a grapheme as wide as the line there is no room for a number.
        let fits = self.measure(part.range.clone()) <= columns;
        let first = self.numbers.partition_point(|number| number.at <= start);
        let within = self.numbers[first..].iter().take_while(|number| fits && number.at <= end);
        for &Number { at, label, link } in within {
            self.draw_words(line, start..at, columns);
            start = at;
            line.segments.push(Segment { text: label.to_owned(), emphasis: Emphasis::NUMBER, link: Some(link) });
        }
        self.draw_words(line, start..end, columns);
        if part.is_divided {
            let of_word = line.segments.last().map_or((self.emphasis, None), |last| (last.emphasis, last.link));
            line.segments.push(Segment { text: HYPHEN.to_owned(), emphasis: of_word.0, link: of_word.1 });
        }
    }

    fn draw_words(&self, line: &mut Line, range: Range<usize>, columns: usize) {
        for (text, Style { emphasis, link }) in self.block.words.styled(range) {
            let text = if text.is_ascii() { text.to_owned() } else { narrowed(text, columns) };
            line.segments.push(Segment { text, emphasis: emphasis | self.emphasis, link });
        }
    }

    /// The line between two blocks: the bars of the quotations that go on.
    fn blank(&self, before: &Block, block: &Block) -> Line {
        let goes_on = |(before, level): &(&Level, &Level)| !level.first && before.kind == level.kind;
        let shared = before.levels.iter().zip(&block.levels).take_while(goes_on).count();
        let segments = self.further.iter().take(shared.saturating_sub(self.left_out)).cloned().collect();
        let mut line =
            Line { position: Position(before.start + before.words.text().len()), segments, is_rtl: block.is_rtl };
        line.trim();
        line
    }

    fn rule(&self) -> Line {
        let mut line = self.line(0);
        line.segments.push(Segment { text: "─".repeat(self.width()), emphasis: self.emphasis, link: None });
        line
    }
}

/// What stands before the lines in a level: its text, what that means, and whether only once.
fn mark(level: &Level) -> (String, Emphasis, bool) {
    match level.kind {
        LevelKind::Quote => (BAR.to_owned(), Emphasis::BAR, false),
        LevelKind::Item(marker) if level.first => (marker.text(), Emphasis::MARKER, true),
        LevelKind::Item(marker) => (" ".repeat(measure::width(&marker.text())), Emphasis::NONE, true),
    }
}

fn meaning(kind: &Kind) -> Emphasis {
    match kind {
        Kind::Heading(_) => Emphasis::HEADING,
        Kind::Figure => Emphasis::CAPTION,
        Kind::Rule | Kind::Embed => Emphasis::DIM,
        Kind::Preformatted => Emphasis::CODE,
        Kind::Paragraph | Kind::Table(_) => Emphasis::NONE,
    }
}

/// The text with every grapheme of more columns than there are replaced by one of one column.
fn narrowed(text: &str, columns: usize) -> String {
    if columns >= MAX_GRAPHEME {
        return text.to_owned();
    }
    text.graphemes(true).map(|grapheme| if measure::cell(grapheme) > columns { TOO_WIDE } else { grapheme }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn laid_out(html: &str, width: usize, expected: &[&str]) {
        let lines = lay_out(&Document::from_html(html, None), width, None);
        assert_eq!(lines.iter().map(Line::text).collect::<Vec<_>>(), expected, "{html} at {width}");
    }

    #[test]
    fn paragraphs_stand_apart_by_a_blank_line() {
        laid_out("<p>one two<p>three<br>four", 5, &["one", "two", "", "three", "four"]);
    }

    #[test]
    fn lists_hang_under_their_markers() {
        laid_out("<ul><li>a b c d e<li>d<ul><li>e</ul></ul>", 8, &["• a b c", "  d e", "• d", "  • e"]);
        laid_out("<ol start=9><li>a<li>b c<p>d</ol>", 8, &["9. a", "10. b c", "", "    d"]);
        laid_out("<dl><dt>a<dd>b</dl>", 8, &["a", "", "  b"]);
    }

    #[test]
    fn quotations_have_a_bar_that_goes_through() {
        laid_out(
            "a<blockquote>b<p>c<blockquote>d</blockquote></blockquote>e",
            9,
            &["a", "", "│ b", "│", "│ c", "│", "│ │ d", "", "e"],
        );
    }

    #[test]
    fn figures_rules_and_players_are_shown_as_signs_and_words() {
        laid_out("<figure><img alt=x><figcaption>a b<br>c</figure>", 6, &["▣ a b", "  · c"]);
        laid_out("a<hr>b", 4, &["a", "", "────", "", "b"]);
        laid_out("<iframe src='//www.youtube.com/embed/x'></iframe>", 40, &["[video: youtube.com][1]"]);
    }

    #[test]
    fn links_have_their_numbers_behind_their_words() {
        let html = "see <a href=https://x.org>the <b>long</b> report</a>, <a href=https://u@y.org>too</a> and on";
        laid_out(html, 40, &["see the long report[1], too[2!] and on"]);
        laid_out(html, 16, &["see the long", "report[1],", "too[2!] and on"]);
        laid_out(html, 15, &["see the long", "report, too", "and on"]);
        laid_out("<a href=https://x.org>https://y.org</a>", 40, &["https://y.org[1!]"]);
        laid_out("<table><tr><td><a href=https://x.org>a</a><td>b<tr><td>c<td>d</table>", 40, &["a[1]  b", "c     d"]);
    }

    #[test]
    fn words_are_divided_in_the_languages_that_we_can_divide() {
        let document = Document::from_html("<p>akan mempertanggungjawabkan <i>kebijakan</i>", None);
        let lines = |language: Option<&str>| {
            let language = language.and_then(Language::new);
            let lines = lay_out(&document, 20, language.as_ref());
            lines.iter().map(Line::text).collect::<Vec<_>>()
        };
        assert_eq!(lines(Some("id")), ["akan mempertanggung-", "jawabkan kebijakan"]);
        assert_eq!(lines(Some("de")), ["akan", "mempertanggungjawabk", "an kebijakan"]);
        assert_eq!(lines(None), lines(Some("de")));
        assert!(document.text().contains("mempertanggungjawabkan"), "no hyphen is part of the text");
    }

    #[test]
    fn indents_shrink_with_the_width() {
        let html = "<blockquote><ul><li>ab</ul></blockquote>";
        laid_out(html, 8, &["│ • ab"]);
        laid_out(html, 5, &["• ab"]);
        laid_out(html, 3, &["ab"]);
        laid_out(html, 1, &["a", "b"]);
        laid_out(html, 0, &[]);
    }

    #[test]
    fn what_is_wider_than_the_width_is_replaced() {
        laid_out("a京", 1, &["a", "\u{fffd}"]);
        laid_out("<pre>京a", 1, &["\u{fffd}", "a"]);
        laid_out("न्दी", 2, &["\u{fffd}"]);
    }

    #[test]
    fn preformatted_lines_keep_their_blanks_and_are_cut_at_the_edge() {
        laid_out("<pre>\n  a\n\n    b c\n</pre>", 5, &["  a", "", "    b", " c"]);
    }

    #[test]
    fn emphasis_and_links_reach_the_segments() {
        let document = Document::from_html("<h2>a <i>b</i></h2><a href=https://x.org>c d</a>", None);
        let lines = lay_out(&document, 1, None);
        let seen = lines.iter().flat_map(|line| &line.segments).map(|s| (s.text.as_str(), s.emphasis, s.link));
        assert_eq!(
            seen.collect::<Vec<_>>(),
            [
                ("a", Emphasis::HEADING, None),
                ("b", Emphasis::HEADING | Emphasis::EM, None),
                ("c", Emphasis::NONE, Some(0)),
                ("d", Emphasis::NONE, Some(0)),
            ]
        );
    }
}
