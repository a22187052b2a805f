//! Lines with what each is by itself, before its place in the page is looked at.

use super::lines::Line;
use super::repair::FIELD;
use crate::ingest::press::caption;
use crate::ingest::press::furniture::Furniture;
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
    lines.into_iter().map(|line| Marked { part: of(&line), line }).collect()
}

fn of(line: &Line) -> Part {
    if line.text == FIELD {
        return Part::Furniture(Furniture::Account);
    }
    match part(&line.text) {
        // Names that a stroke joins, directly below a picture, took it.
        Part::Short if line.pictured && line.blanks == 0 && caption::credit(&line.text).is_some() => Part::Caption,
        part => part,
    }
}
