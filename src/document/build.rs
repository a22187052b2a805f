//! Tags and words to blocks: the builder that takes what [`markup`](super::markup) reads. No recursion: open elements
//! stand on a capped stack, and blocks come out as a flat list. Called by [`Document`](super::Document) only. What
//! stands within a line is in `within`, pictures and players are in `pictures`.
//!
//! Where markup is wrong it does what keeps the words readable: an inline element that is never closed ends with the
//! block it began in, a paragraph ends where another block begins, and an end tag without its beginning ends nothing.

mod pictures;
mod within;

use std::collections::HashSet;

use url::Url;

use super::block::{Block, Kind, LevelKind, Marker, Numerals, Style, Words};
use super::element::Element;
use super::grid::Grid;
use super::inline::Draft;
use super::links::LinkList;
use super::marks::Marks;
use super::markup::{Attributes, Take};
use super::notes::Notes;
use super::stack::{Data, Open, Stack};
use super::{CAPTION_PARTS, MAX_BLOCKS, MAX_TEXT, RULE, bidi};
use crate::model::Link;
use pictures::Pending;
#[cfg(test)]
pub(super) use pictures::{MAX_ALTERNATIVE, MAX_ALTERNATIVES};
#[cfg(test)]
pub(super) use within::MAX_EXPANSION;

/// A document being built.
pub(super) struct Builder<'b> {
    blocks: Vec<Block>,
    links: LinkList<'b>,
    stack: Stack,
    draft: Draft,
    /// Pictures and players that came amid a paragraph: they follow it.
    waiting: Vec<(Kind, Words)>,
    /// The player, drawing or formula whose content comes next.
    pending: Option<Pending>,
    notes: Notes,
    /// The footnotes whose marks stand in the text.
    marked: HashSet<u32>,
    /// What abbreviations have been said to stand for.
    said: HashSet<String>,
    /// Bytes of the words of all blocks.
    bytes: usize,
    full: bool,
}

impl<'b> Builder<'b> {
    /// A document whose links start from `base`, with these footnotes.
    pub(super) fn new(base: Option<&'b Url>, notes: Notes) -> Self {
        Self {
            blocks: Vec::new(),
            links: LinkList::new(base),
            stack: Stack::default(),
            draft: Draft::default(),
            waiting: Vec::new(),
            pending: None,
            notes,
            marked: HashSet::new(),
            said: HashSet::new(),
            bytes: 0,
            full: false,
        }
    }

    /// The blocks and links. A document that was cut ends in a paragraph `…`.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Link>) {
        self.flush();
        self.close_down_to(0);
        if !self.notes.is_empty() {
            notes_to_the_end(&mut self.blocks, &self.marked);
        }
        if self.full {
            let words = Words::plain("…", Style::default());
            self.blocks.push(Block { kind: Kind::Paragraph, levels: Vec::new(), words, is_rtl: false, start: 0 });
        }
        (self.blocks, self.links.finish())
    }

    /// A paragraph of clean words ends here.
    pub(super) fn end_paragraph(&mut self) {
        self.flush();
    }

    /// What the words that are being read become.
    fn kind(&self) -> Kind {
        let kind = self.stack.innermost(|open| match (open.element, &open.data) {
            (_, Data::Heading(level)) => Some(Kind::Heading(*level)),
            (Element::Caption, _) => Some(Kind::Figure),
            (Element::Preformatted, _) => Some(Kind::Preformatted),
            _ => None,
        });
        kind.unwrap_or(Kind::Paragraph)
    }

    fn is_preformatted(&self) -> bool {
        self.stack.has(Element::Preformatted) && self.kind() == Kind::Preformatted
    }

    fn is_caption(&self) -> bool {
        self.stack.has(Element::Caption) && self.kind() == Kind::Figure
    }

    /// Ends the block whose words are being read.
    fn flush(&mut self) {
        if self.draft.is_empty() && self.waiting.is_empty() {
            self.draft = Draft::default();
            return;
        }
        let kind = self.kind();
        let words = self.draft.take(kind == Kind::Preformatted);
        if !words.text().trim().is_empty() {
            if let (Kind::Figure, Some(Data::Figure { captioned, .. })) = (&kind, self.stack.data_mut(Element::Figure))
            {
                *captioned = true;
            }
            self.push_block(kind, words);
        }
        for (kind, words) in std::mem::take(&mut self.waiting) {
            self.push_block(kind, words);
        }
    }

    fn push_block(&mut self, kind: Kind, words: Words) {
        let bytes = self.bytes + words.text().len();
        if self.blocks.len() >= MAX_BLOCKS || bytes > MAX_TEXT {
            self.full = true;
            return;
        }
        self.bytes = bytes;
        let is_rtl = self.stack.is_rtl().unwrap_or_else(|| bidi::begins_rtl(words.text()));
        let levels = self.stack.levels(true);
        self.blocks.push(Block { kind, levels, words, is_rtl, start: 0 });
    }

    /// A block that is no paragraph of words: at once between paragraphs, after the paragraph amid one.
    fn place(&mut self, kind: Kind, words: Words) {
        if self.draft.is_empty() {
            self.push_block(kind, words);
        } else if self.blocks.len() + self.waiting.len() < MAX_BLOCKS {
            self.waiting.push((kind, words));
        }
    }

    /// Closes the open elements from the innermost out to the one at `index`, that one included.
    fn close_down_to(&mut self, index: usize) {
        while self.stack.len() > index {
            if self.stack.top().is_some_and(Element::shapes_words) {
                self.flush();
            }
            let Some(open) = self.stack.pop() else { return };
            self.end_credit(&open);
            let Open { element, data, .. } = open;
            match (element, data) {
                (Element::Link, _) => self.links.end(),
                (_, Data::List { down: Some((first, depth)), .. }) => {
                    count_down(self.blocks.get_mut(first..).unwrap_or_default(), depth);
                }
                (Element::Cell, _) => {
                    let at = self.blocks.len();
                    self.stack.grid().map(|grid| grid.close_cell(at)).unwrap_or_default();
                }
                (_, Data::Table(grid)) => grid.close(&mut self.blocks),
                (_, Data::Figure { alternatives, captioned: false }) => {
                    for (words, style) in alternatives {
                        self.push_block(Kind::Figure, Words::plain(&words, style));
                    }
                }
                _ => {}
            }
        }
    }

    fn close_element(&mut self, element: Element) {
        if let Some(index) = self.stack.find(element) {
            self.close_down_to(index);
        }
    }

    /// Begins a new line for a block; in preformatted text a division is a line, in a caption a part of it.
    fn begin_block(&mut self, element: Element) {
        let is_line = matches!(element, Element::Division | Element::Paragraph)
            || (self.is_caption() && matches!(element, Element::List | Element::Item));
        let is_held = self.is_preformatted() || self.is_caption();
        if !(is_line && is_held) {
            self.flush();
        } else if !self.draft.is_empty() && self.draft.breaks() == 0 {
            self.push_break();
        }
    }

    fn push_break(&mut self) {
        self.draft.push_break(if self.is_caption() { CAPTION_PARTS } else { "\n" });
    }

    fn open_block(&mut self, element: Element, name: &str, attributes: Attributes<'_>) {
        self.begin_block(element);
        if let Some(paragraph) = self.stack.find(Element::Paragraph) {
            self.stack.remove(paragraph);
        }
        let note = self.notes.begin(name, attributes).map(Marker::Note);
        let number = |name| attributes.get(name).and_then(|value| value.trim().parse::<u32>().ok());
        match element {
            Element::Rule => self.push_block(Kind::Rule, Words::plain(RULE, Style::default())),
            Element::Heading => {
                self.close_element(Element::Heading);
                let level = name.bytes().last().map_or(1, |digit| digit.saturating_sub(b'0').clamp(1, 6));
                self.stack.push(element, Data::Heading(level));
            }
            Element::List => self.open_list(name, attributes),
            Element::Item => self.open_item(name, note, number("value")),
            Element::Quote => {
                self.stack.push(element, Data::Level { kind: LevelKind::Quote, used: false });
            }
            Element::Table => {
                let depth = self.stack.levels(false).len();
                self.stack.grid().map(Grid::loosen).unwrap_or_default();
                self.stack.push(element, Data::Table(Box::new(Grid::new(depth))));
            }
            Element::Row | Element::Cell => {
                let span = |name| number(name).map_or(1, |span| span as usize);
                self.open_cell(element, name == "th", (span("colspan"), span("rowspan")));
            }
            Element::Figure => {
                self.stack.push(element, Data::Figure { alternatives: Vec::new(), captioned: false });
            }
            _ => {
                let level = |marker| Data::Level { kind: LevelKind::Item(marker), used: false };
                self.stack.push(element, note.map_or(Data::None, level));
                if name == "summary" {
                    self.stack.push(Element::Strong, Data::None);
                }
            }
        }
    }

    fn open_list(&mut self, name: &str, attributes: Attributes<'_>) {
        let numerals = match attributes.get("type").map(str::trim) {
            Some("a") => Numerals::Letters(false),
            Some("A") => Numerals::Letters(true),
            Some("i") => Numerals::Roman(false),
            Some("I") => Numerals::Roman(true),
            _ => Numerals::Decimal,
        };
        let start = attributes.get("start").and_then(|start| start.trim().parse::<u32>().ok());
        // How far a list counts down is known at its end; one with a start is left to count up from there.
        let is_down = name == "ol" && attributes.get("reversed").is_some() && start.is_none();
        let down = is_down.then(|| (self.blocks.len(), self.stack.levels(false).len()));
        let numerals = (name == "ol").then_some(numerals);
        self.stack.push(Element::List, Data::List { numerals, next: start.unwrap_or(1), down });
    }

    fn open_item(&mut self, name: &str, note: Option<Marker>, value: Option<u32>) {
        self.close_element(Element::Item);
        let marker = match (name, note, self.stack.data_mut(Element::List)) {
            (_, Some(note), _) => note,
            ("dd", ..) => Marker::Indent,
            (.., Some(Data::List { numerals: Some(numerals), next, .. })) => {
                let number = value.unwrap_or(*next).min(super::MAX_NUMBER);
                *next = number + 1;
                Marker::Number(number, *numerals)
            }
            _ => Marker::Bullet,
        };
        if name == "dt" {
            self.stack.push(Element::Item, Data::None);
            self.stack.push(Element::Strong, Data::None);
        } else {
            self.stack.push(Element::Item, Data::Level { kind: LevelKind::Item(marker), used: false });
        }
    }

    fn open_cell(&mut self, element: Element, head: bool, span: (usize, usize)) {
        self.close_element(element);
        let at = self.blocks.len();
        if let Some(grid) = self.stack.grid() {
            if element == Element::Row {
                grid.open_row(at);
            } else {
                grid.open_cell(at, head, span);
            }
        }
        self.stack.push(element, Data::None);
        if head {
            self.stack.push(Element::Strong, Data::None);
        }
    }
}

impl Take for Builder<'_> {
    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        if self.full {
            return;
        }
        let mut marks = Marks::of(name, attributes);
        marks.credit &= self.is_caption();
        let is_within_other = || self.stack.has(Element::Other) && Element::has_content(name);
        let element = match Element::of(name) {
            Some(element) => element,
            None if marks != Marks::default() || is_within_other() => Element::Other,
            None => return,
        };
        if element.is_void() && (marks.hidden || self.stack.is_hidden()) {
            return;
        }
        // Pages hide footnotes until their marks are clicked.
        marks.hidden &= !self.notes.is_held(name, attributes);
        self.begin_credit(marks);
        self.stack.mark_next(marks);
        match element {
            Element::Player | Element::Drawing | Element::Formula => self.open_pending(element, name, attributes),
            Element::Base => self.links.set_base(attributes.get("href").unwrap_or_default()),
            Element::Source => {}
            _ if element.is_inline() => self.open_inline(element, attributes),
            _ => self.open_block(element, name, attributes),
        }
        self.stack.mark_next(Marks::default());
    }

    fn close(&mut self, name: &str) {
        if self.full {
            return;
        }
        let element = match Element::of(name) {
            Some(element) => element,
            None if self.stack.has(Element::Other) => Element::Other,
            None => return,
        };
        match element {
            Element::Break => self.push_break(),
            Element::Player | Element::Drawing | Element::Formula => {}
            _ if element.is_void() => {}
            _ if element.is_inline() => self.end_inline(element),
            _ => {
                self.begin_block(element);
                if !self.stack.end_lost(element) {
                    self.close_element(element);
                }
            }
        }
    }

    fn words(&mut self, raw: &str) {
        if !self.full && !self.stack.is_hidden() {
            self.push_words(raw);
        }
    }

    fn skipped(&mut self, source: &str) {
        if let Some(pending) = self.pending.take() {
            self.place_pending(pending, source);
        }
    }

    fn is_full(&self) -> bool {
        self.full
    }
}

/// Numbers the items of a list anew, so that the last one is 1. The list's blocks are the first of `blocks` and all
/// behind it; so many quotations and items stand around it.
fn count_down(blocks: &mut [Block], depth: usize) {
    let mut markers = Vec::new();
    for block in blocks {
        if let Some(level) = block.levels.get_mut(depth)
            && let LevelKind::Item(Marker::Number(number, _)) = &mut level.kind
        {
            markers.push(number);
        }
    }
    let last = markers.last().map_or(0, |number| **number);
    for number in markers {
        *number = (last + 1).saturating_sub(*number).max(1);
    }
}

/// Moves the blocks of footnotes behind all others, in the order of their numbers, out of what stands around them. A
/// footnote without a mark in the text is none.
fn notes_to_the_end(blocks: &mut Vec<Block>, marked: &HashSet<u32>) {
    let note = |block: &Block| {
        let number = |kind| if let LevelKind::Item(Marker::Note(number)) = kind { Some(number) } else { None };
        block.levels.iter().enumerate().find_map(|(at, level)| Some((number(level.kind)?, at)))
    };
    let (mut notes, others) = (Vec::new(), Vec::with_capacity(blocks.len()));
    for mut block in std::mem::replace(blocks, others) {
        match note(&block) {
            Some((number, at)) if !marked.contains(&number) => {
                block.levels.remove(at);
                blocks.push(block);
            }
            Some((number, at)) => {
                block.levels.drain(..at);
                notes.push((number, block));
            }
            None => blocks.push(block),
        }
    }
    notes.sort_by_key(|(number, _)| *number);
    blocks.extend(notes.into_iter().map(|(_, block)| block));
}
