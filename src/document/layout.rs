//! Blocks to lines of a width: indents, bars, markers, and where each line stands in the text. Drawing only slices
//! what comes out of here, when an article opens and when the width changes.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::block::{Block, Kind, Level, LevelKind, Style};
use super::emphasis::Emphasis;
use super::line::{Line, Segment};
use super::{Document, is_tight, measure, table, wrap};
use crate::model::Position;
use crate::text::clean::MAX_GRAPHEME;

/// What stands before the words of a picture.
const FIGURE: &str = "▣ ";

/// What stands before the lines of a quotation.
const BAR: &str = "│ ";

/// What stands in for a grapheme that is wider than the whole width.
const TOO_WIDE: &str = "\u{fffd}";

/// Lays out a document in lines of at most `width` columns; none where there is no column.
///
/// Ordinary blocks stand apart by a blank line. Where indents would take more than half of the width, the outer ones
/// are left out.
#[must_use]
pub fn lay_out(document: &Document, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    if width == 0 {
        return lines;
    }
    let mut before: Option<&Block> = None;
    for block in document.blocks() {
        let frame = Frame::new(block, width);
        if let Some(before) = before.filter(|before| !is_tight(before, block)) {
            lines.push(frame.blank(before, block));
        }
        match &block.kind {
            Kind::Rule => lines.push(frame.rule()),
            Kind::Table(cells) => table::lay_out(&mut lines, &frame, cells),
            Kind::Preformatted => flow(&mut lines, &frame, |line, width| wrap::split(line, 0..line.len(), width)),
            _ => flow(&mut lines, &frame, wrap::wrap),
        }
        before = Some(block);
    }
    lines
}

/// Lays out the lines of a block's words, each broken up by `fill`.
fn flow(lines: &mut Vec<Line>, frame: &Frame<'_>, fill: impl Fn(&str, usize) -> Vec<Range<usize>>) {
    let mut at = 0;
    for line in frame.block.words.text().split('\n') {
        for part in fill(line, frame.width()) {
            let range = at + part.start..at + part.end;
            let mut drawn = frame.line(range.start);
            frame.draw(&mut drawn, range, frame.width());
            drawn.trim();
            lines.push(drawn);
        }
        at += line.len() + 1;
    }
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
}

impl<'b> Frame<'b> {
    fn new(block: &'b Block, columns: usize) -> Self {
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
        Self { block, first, further, left_out, indent, columns, emphasis: meaning(&block.kind) }
    }

    /// Columns for the words, at least one.
    pub(super) fn width(&self) -> usize {
        self.columns - self.indent
    }

    /// A line that begins at a byte of the block's words, with what stands before it.
    pub(super) fn line(&self, at: usize) -> Line {
        let before = if at == 0 { &self.first } else { &self.further };
        Line { position: Position(self.block.start + at), segments: before.clone() }
    }

    /// Adds a range of the block's words to a line, within so many columns.
    pub(super) fn draw(&self, line: &mut Line, range: Range<usize>, columns: usize) {
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
        let mut line = Line { position: Position(before.start + before.words.text().len()), segments };
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
        let lines = lay_out(&Document::from_html(html, None), width);
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
        laid_out("<iframe src='//www.youtube.com/embed/x'></iframe>", 40, &["[video: youtube.com]"]);
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
        let lines = lay_out(&document, 1);
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
