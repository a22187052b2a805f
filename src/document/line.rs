//! A laid out line, as a view draws it and as a reading position finds it again.

use super::emphasis::Emphasis;
use crate::model::Position;

/// One line of a laid out document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The byte of [`Document::text`](super::Document::text) at which the line begins. Never less than the line
    /// before; a blank line stands at the end of the block above it.
    pub position: Position,
    /// What stands on it, in the order in which it is read. No segment is empty, none ends the line in blanks.
    pub segments: Vec<Segment>,
    /// Whether it is read from right to left, and stands at the right.
    pub is_rtl: bool,
}

/// A stretch of a line that means one thing. Holds no control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The words.
    pub text: String,
    /// How they are meant.
    pub emphasis: Emphasis,
    /// The link they belong to, an index of [`Document::links`](super::Document::links).
    pub link: Option<usize>,
}

impl Line {
    /// Columns that the line takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.segments.iter().map(|segment| super::measure::width(&segment.text)).sum()
    }

    /// The line as text without styles.
    #[must_use]
    pub fn text(&self) -> String {
        self.segments.iter().map(|segment| segment.text.as_str()).collect()
    }

    /// Takes the blanks off its end.
    pub(super) fn trim(&mut self) {
        while let Some(last) = self.segments.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
            if !last.text.is_empty() {
                return;
            }
            self.segments.pop();
        }
    }
}

/// The line that a position stands on: the last one that begins at or before it; 0 where there are no lines.
#[must_use]
pub fn line_at(lines: &[Line], position: Position) -> usize {
    lines.partition_point(|line| line.position <= position).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_stands_on_the_last_line_that_begins_before_it() {
        let line = |at| Line { position: Position(at), segments: Vec::new(), is_rtl: false };
        let lines = [line(2), line(5), line(5), line(9)];
        let found = [0, 2, 4, 5, 8, 9, 100].map(|at| line_at(&lines, Position(at)));
        assert_eq!(found, [0, 0, 0, 2, 2, 3, 3]);
        assert_eq!(line_at(&[], Position(7)), 0);
    }
}
