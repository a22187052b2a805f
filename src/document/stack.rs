//! The elements that are open while a document is built: a stack with a cap. Knows which end tag closes what; knows
//! nothing of words and blocks.

use super::block::{Level, LevelKind, Marker, Numerals, Style};
use super::element::Element;
use super::emphasis::Emphasis;
use super::grid::Grid;
use super::marks::Marks;

/// Elements open at once. Real pages stay below fifty; deeper ones are read for their words only.
pub(super) const MAX_OPEN: usize = 256;

/// An open element.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) element: Element,
    pub(super) data: Data,
    pub(super) marks: Marks,
}

impl Open {
    fn is_note(&self) -> bool {
        matches!(self.data, Data::Level { kind: LevelKind::Item(Marker::Note(_)), .. })
    }
}

/// What is remembered of an open element.
#[derive(Debug)]
pub(super) enum Data {
    None,
    /// A list with the number of its next item; without numerals it is not ordered.
    List {
        numerals: Option<Numerals>,
        next: u32,
        /// Where it counts down to 1, its first block and how many quotations and items stand around it.
        down: Option<(usize, usize)>,
    },
    /// A quotation or an item, and whether a block stands in it already.
    Level {
        kind: LevelKind,
        used: bool,
    },
    /// The level of a heading.
    Heading(u8),
    /// Texts that stand in for the pictures of a figure, which a caption outdoes.
    Figure {
        alternatives: Vec<(String, Style)>,
        captioned: bool,
    },
    Table(Box<Grid>),
    /// What an abbreviation stands for.
    Expansion(String),
}

/// The open elements, the outermost first.
#[derive(Debug)]
pub(super) struct Stack {
    open: Vec<Open>,
    /// How many of each element are open.
    counts: [usize; Element::COUNT],
    /// How many of each began past the cap and have not ended.
    lost: [usize; Element::COUNT],
    /// How many open elements are quotations or items.
    levels: usize,
    /// The marks of the element that is about to be pushed.
    next: Marks,
    /// How many open elements are hidden, say which way they are read, name who made a picture.
    marked: [usize; 3],
}

impl Default for Stack {
    fn default() -> Self {
        let none = [0; Element::COUNT];
        Self { open: Vec::new(), counts: none, lost: none, levels: 0, next: Marks::default(), marked: [0; 3] }
    }
}

impl Stack {
    pub(super) fn push(&mut self, element: Element, data: Data) {
        if self.open.len() < MAX_OPEN {
            self.counts[element as usize] += 1;
            self.levels += usize::from(matches!(data, Data::Level { .. }));
            let marks = std::mem::take(&mut self.next);
            for (count, is) in self.marked.iter_mut().zip(flags(marks)) {
                *count += usize::from(is);
            }
            self.open.push(Open { element, data, marks });
        } else {
            self.lost[element as usize] += 1;
        }
    }

    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// The innermost open element.
    pub(super) fn top(&self) -> Option<Element> {
        self.open.last().map(|open| open.element)
    }

    pub(super) fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        self.forget(&open);
        // What began past the cap stood inside it.
        self.lost = [0; Element::COUNT];
        Some(open)
    }

    /// Takes one element out and leaves those inside it open.
    pub(super) fn remove(&mut self, index: usize) -> Option<Open> {
        let open = (index < self.open.len()).then(|| self.open.remove(index))?;
        self.forget(&open);
        Some(open)
    }

    fn forget(&mut self, open: &Open) {
        self.counts[open.element as usize] -= 1;
        self.levels -= usize::from(matches!(open.data, Data::Level { .. }));
        for (count, is) in self.marked.iter_mut().zip(flags(open.marks)) {
            *count -= usize::from(is);
        }
    }

    /// Sets the marks of the element that is pushed next; without one they are gone with the next call.
    pub(super) fn mark_next(&mut self, marks: Marks) {
        self.next = marks;
    }

    /// Whether a reader of the page would not see the element that is about to be pushed.
    pub(super) fn hides_next(&self) -> bool {
        self.next.hidden || self.is_hidden()
    }

    /// Whether this is within a footnote.
    pub(super) fn is_note(&self) -> bool {
        self.open.iter().any(Open::is_note)
    }

    /// Whether a reader of the page would not see what stands here.
    pub(super) fn is_hidden(&self) -> bool {
        self.marked[0] > 0
    }

    /// Which way the words here are read, where the markup says so.
    pub(super) fn is_rtl(&self) -> Option<bool> {
        (self.marked[1] > 0).then(|| self.open.iter().rev().find_map(|open| open.marks.is_rtl)).flatten()
    }

    /// Whether the words here say who made a picture.
    pub(super) fn is_credit(&self) -> bool {
        self.marked[2] > 0
    }

    /// Notes the end of an element that began past the cap; whether there was one.
    pub(super) fn end_lost(&mut self, element: Element) -> bool {
        let lost = &mut self.lost[element as usize];
        let any = *lost > 0;
        *lost = lost.saturating_sub(1);
        any
    }

    /// Whether such an element is open, anywhere.
    pub(super) fn has(&self, element: Element) -> bool {
        self.counts[element as usize] > 0
    }

    /// The innermost open element that an end tag of this name would close.
    pub(super) fn find(&self, element: Element) -> Option<usize> {
        if !self.has(element) {
            return None;
        }
        let reached = |open: &Open| open.element == element || element.is_held_by(open.element);
        self.open.iter().rposition(reached).filter(|&index| self.open[index].element == element)
    }

    /// The innermost open element of which `pick` makes something, the innermost first, out to the wall of a cell.
    pub(super) fn innermost<T>(&self, pick: impl Fn(&Open) -> Option<T>) -> Option<T> {
        let inside = self.open.iter().rev().take_while(|open| open.element != Element::Cell);
        inside.into_iter().find_map(pick)
    }

    /// What is remembered of the innermost such element.
    pub(super) fn data_mut(&mut self, element: Element) -> Option<&mut Data> {
        self.has(element).then(|| self.open.iter_mut().rev().find(|open| open.element == element))?.map(|o| &mut o.data)
    }

    /// The table that the next row or cell belongs to.
    pub(super) fn grid(&mut self) -> Option<&mut Grid> {
        match self.data_mut(Element::Table)? {
            Data::Table(grid) => Some(grid),
            _ => None,
        }
    }

    pub(super) fn emphasis(&self) -> Emphasis {
        let flags = [
            (Element::Strong, Emphasis::STRONG),
            (Element::Em, Emphasis::EM),
            (Element::Code, Emphasis::CODE),
            (Element::Strike, Emphasis::STRIKE),
        ];
        let held = flags.into_iter().filter(|(element, _)| self.has(*element));
        held.fold(Emphasis::NONE, |all, (_, emphasis)| all | emphasis)
    }

    /// The quotations and items around the next block. With `enter`, that block is the first of those it is in.
    pub(super) fn levels(&mut self, enter: bool) -> Vec<Level> {
        if self.levels == 0 {
            return Vec::new();
        }
        // A footnote is moved away: what it stands in begins with the block after it.
        let begun = self.open.iter().position(Open::is_note).unwrap_or(0);
        let levels = self.open.iter_mut().enumerate().filter_map(|(at, open)| match &mut open.data {
            Data::Level { kind, used } => {
                let level = Level { kind: *kind, first: !*used };
                *used |= enter && at >= begun;
                Some(level)
            }
            _ => None,
        });
        levels.take(super::MAX_LEVELS).collect()
    }
}

fn flags(marks: Marks) -> [bool; 3] {
    [marks.hidden, marks.is_rtl.is_some(), marks.credit]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_counted_at_the_cap_and_one_past_it() {
        let mut stack = Stack::default();
        for _ in 0..MAX_OPEN {
            stack.push(Element::Strong, Data::None);
        }
        assert!(!stack.end_lost(Element::Strong));
        stack.push(Element::Em, Data::None);
        assert_eq!(stack.len(), MAX_OPEN);
        assert!(stack.end_lost(Element::Em) && !stack.end_lost(Element::Em));
    }

    #[test]
    fn an_end_tag_does_not_reach_out_of_a_cell() {
        let mut stack = Stack::default();
        for element in [Element::Strong, Element::Table, Element::Row, Element::Cell, Element::Em] {
            stack.push(element, Data::None);
        }
        assert_eq!(stack.find(Element::Strong), None);
        assert_eq!(stack.find(Element::Em), Some(4));
        assert_eq!(stack.find(Element::Table), Some(1));
    }
}
