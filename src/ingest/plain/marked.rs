//! Lines with what each is by itself, before its place in the page is looked at.

use super::lines::Line;
use crate::ingest::press::part::{Part, part};

/// A line with what it is.
#[derive(Debug, Clone)]
pub(super) struct Marked {
    /// The line.
    pub(super) line: Line,
    /// What it is.
    pub(super) part: Part,
}

impl Marked {
    /// The line's text.
    pub(super) fn text(&self) -> &str {
        &self.line.text
    }
}

/// Says what each line is.
pub(super) fn mark(lines: Vec<Line>) -> Vec<Marked> {
    lines.into_iter().map(|line| Marked { part: part(&line.text), line }).collect()
}
