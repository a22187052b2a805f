//! Where another article begins below one: a headline, what only the beginning of an article has under it, and
//! paragraphs enough. A headline in a list has a date as well, but no text that goes on.

use super::marked::Marked;
use crate::ingest::press::part::Part;
use crate::ingest::press::shape::{self, words};
use crate::ingest::press::{byline, dateline};

/// Lines between a headline and the date or byline under it.
const MAX_BETWEEN: usize = 4;

/// Lines between the initials under an article and the first paragraph of the next.
const MAX_AFTER_SIGN: usize = 6;

/// Lines among which the paragraphs of the next article are counted.
const MAX_COUNTED: usize = 20;

/// The line of the next headline below `from`, where there is one.
pub(super) fn article(lines: &[Marked], from: usize) -> Option<usize> {
    (from..lines.len()).find_map(|at| match lines[at].part {
        Part::Date => below_headline(lines, from, at),
        Part::Byline if names_somebody(lines[at].text()) => below_headline(lines, from, at),
        Part::Prose => opening(lines, from, at),
        _ => None,
    })
}

/// How many paragraphs stand in a row among lines that no article took; few are abstracts of a list or comments.
pub(super) fn paragraphs_in_a_row(lines: &[Marked]) -> usize {
    let rows = lines.split(|line| line.part != Part::Prose);
    rows.map(<[Marked]>::len).max().unwrap_or(0)
}

fn names_somebody(text: &str) -> bool {
    byline::labelled(text).is_some_and(|byline| !byline.authors.is_empty())
}

/// The headline over the date or byline at `anchor`, where an article goes on below it.
fn below_headline(lines: &[Marked], from: usize, anchor: usize) -> Option<usize> {
    let start = (from.max(anchor.saturating_sub(MAX_BETWEEN))..anchor).rev().find(|&at| is_headline(&lines[at]))?;
    let counted = Counted::of(&lines[anchor + 1..]);
    counted.is_article().then_some(start)
}

/// The headline over a first paragraph that needs no date to be one: with the dateline of an agency, or below the
/// initials that ended the article above.
fn opening(lines: &[Marked], from: usize, first: usize) -> Option<usize> {
    let start = first.checked_sub(1).filter(|&at| at >= from && is_headline(&lines[at]))?;
    let above = lines[from.max(first.saturating_sub(MAX_AFTER_SIGN))..start].iter().rev();
    let is_signed = above.take_while(|line| line.part != Part::Prose).any(|line| line.part == Part::SignOff);
    let counted = Counted::of(&lines[first..]);
    let is_opening = dateline::is_sure(lines[first].text()) && counted.is_article() || is_signed && counted.row >= 3;
    is_opening.then_some(start)
}

fn is_headline(line: &Marked) -> bool {
    let text = line.text();
    let is_sentence = text.ends_with('.') || shape::is_quotation(text);
    line.part == Part::Short && words(text) >= 4 && line.line.bullet.is_none() && !is_sentence
}

/// The paragraphs below a line, up to the next date or the end of the article.
#[derive(Default)]
struct Counted {
    all: usize,
    /// The most that stand in a row.
    row: usize,
    /// Whether initials or a byline stand below them.
    is_signed: bool,
    is_listed: bool,
}

impl Counted {
    fn of(lines: &[Marked]) -> Self {
        let mut counted = Self::default();
        let mut row = 0;
        for line in lines.iter().take(MAX_COUNTED) {
            match line.part {
                Part::Prose => {
                    counted.all += 1;
                    row += 1;
                    counted.row = counted.row.max(row);
                }
                Part::Age => {
                    counted.is_listed = true;
                    break;
                }
                Part::SignOff | Part::Byline if counted.all > 0 => {
                    counted.is_signed = true;
                    break;
                }
                Part::Date if counted.all > 0 => break,
                Part::Furniture(kind) if kind.may_end() && counted.all > 0 => break,
                Part::Short => row = 0,
                _ => {}
            }
        }
        counted
    }

    /// Three paragraphs, or two with a signature, two of them in a row.
    fn is_article(&self) -> bool {
        !self.is_listed && self.row >= 2 && self.all >= if self.is_signed { 2 } else { 3 }
    }
}
