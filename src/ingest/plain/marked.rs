//! Lines with what each is by itself, before its place in the page is looked at.

use super::lines::Line;
use super::repair::FIELD;
use crate::ingest::press::caption;
use crate::ingest::press::furniture::{self, Furniture};
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

/// Lines that one offer to skip leads past.
const MAX_SKIPPED: usize = 40;

/// Says what each line is. What the page itself offers to skip is none.
pub(super) fn mark(lines: Vec<Line>) -> Vec<Marked> {
    let mut skipped = 0;
    let is_kept: Vec<bool> = (0..lines.len())
        .map(|at| {
            if skipped == 0 && furniture::offers_to_skip(&lines[at].text) {
                let mut behind = lines[at + 1..].iter().take(MAX_SKIPPED);
                skipped = behind.position(|line| furniture::ends_skipped(&line.text)).map_or(0, |end| end + 2);
            }
            let is_kept = skipped == 0;
            skipped = skipped.saturating_sub(1);
            is_kept
        })
        .collect();
    let kept = lines.into_iter().zip(is_kept).filter_map(|(line, is_kept)| is_kept.then_some(line));
    kept.map(|line| Marked { part: of(&line), line }).collect()
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

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn what_a_page_offers_to_skip_is_skipped_as_far_as_such_a_box_goes() {
        let page = |count: usize, end: &str| {
            let box_ = format!("Lewati Berita terkait\n{}{end}", "Judul\n".repeat(count));
            mark(lines::of(&format!("Awal\n{box_}\nSesudah"))).len()
        };
        assert_eq!(page(MAX_SKIPPED - 1, "Akhir dari Berita terkait"), 2);
        assert_eq!(page(MAX_SKIPPED, "Akhir dari Berita terkait"), MAX_SKIPPED + 4);
        assert_eq!(page(1, "Akhir dari semua itu belum terlihat."), 5);
    }
}
