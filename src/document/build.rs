//! Tags and words to blocks: the builder that takes what [`markup`](super::markup) reads. No recursion: open elements
//! stand on a capped stack, and blocks come out as a flat list. Called by [`Document`](super::Document) only.
//!
//! Where markup is wrong it does what keeps the words readable: an inline element that is never closed ends with the
//! block it began in, a paragraph ends where another block begins, and an end tag without its beginning ends nothing.

use url::Url;

use super::block::{Block, Kind, LevelKind, Marker, Style, Words};
use super::element::Element;
use super::emphasis::Emphasis;
use super::grid::Grid;
use super::inline::Draft;
use super::links::LinkList;
use super::markup::{Attributes, Take};
use super::player::Player;
use super::stack::{Data, Open, Stack};
use super::{MAX_BLOCKS, MAX_TEXT, RULE};
use crate::model::Link;
use crate::text::CleanText;
use crate::text::clean::TAB;

/// Bytes read of the text that stands in for a picture.
const MAX_ALTERNATIVE: usize = 2_000;

/// Pictures kept of a figure without a caption.
const MAX_ALTERNATIVES: usize = 100;

/// What stands between the parts of a caption.
const CAPTION_PARTS: &str = " · ";

/// A document being built.
pub(super) struct Builder<'b> {
    blocks: Vec<Block>,
    links: LinkList<'b>,
    stack: Stack,
    draft: Draft,
    /// Pictures and players that came amid a paragraph: they follow it.
    waiting: Vec<(Kind, Words)>,
    player: Option<Player>,
    /// Bytes of the words of all blocks.
    bytes: usize,
    full: bool,
}

impl<'b> Builder<'b> {
    pub(super) fn new(base: Option<&'b Url>) -> Self {
        Self {
            blocks: Vec::new(),
            links: LinkList::new(base),
            stack: Stack::default(),
            draft: Draft::default(),
            waiting: Vec::new(),
            player: None,
            bytes: 0,
            full: false,
        }
    }

    /// The blocks and links. A document that was cut ends in a paragraph `…`.
    pub(super) fn finish(mut self) -> (Vec<Block>, Vec<Link>) {
        self.flush();
        self.close_down_to(0);
        if self.full {
            let words = Words::plain("…", Style::default());
            self.blocks.push(Block { kind: Kind::Paragraph, levels: Vec::new(), words, start: 0 });
        }
        (self.blocks, self.links.finish())
    }

    /// A paragraph of clean words ends here.
    pub(super) fn end_paragraph(&mut self) {
        self.flush();
    }

    fn style(&mut self) -> Style {
        Style { emphasis: self.stack.emphasis(), link: self.links.used() }
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
        let levels = self.stack.levels(true);
        self.blocks.push(Block { kind, levels, words, start: 0 });
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
            let Some(Open { element, data }) = self.stack.pop() else { return };
            match (element, data) {
                (Element::Link, _) => self.links.end(),
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
        let number = |name| attributes.get(name).and_then(|value| value.trim().parse::<u32>().ok());
        match element {
            Element::Rule => self.push_block(Kind::Rule, Words::plain(RULE, Style::default())),
            Element::Heading => {
                self.close_element(Element::Heading);
                let level = name.bytes().last().map_or(1, |digit| digit.saturating_sub(b'0').clamp(1, 6));
                self.stack.push(element, Data::Heading(level));
            }
            Element::List => {
                let next = number("start").unwrap_or(1);
                self.stack.push(element, Data::List { ordered: name == "ol", next });
            }
            Element::Item => self.open_item(name, number("value")),
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
            _ => self.stack.push(element, Data::None),
        }
    }

    fn open_item(&mut self, name: &str, value: Option<u32>) {
        self.close_element(Element::Item);
        let marker = match (name, self.stack.data_mut(Element::List)) {
            ("dd", _) => Marker::Indent,
            (_, Some(Data::List { ordered: true, next })) => {
                let number = value.unwrap_or(*next).min(super::MAX_NUMBER);
                *next = number + 1;
                Marker::Number(number)
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

    fn open_cell(&mut self, element: Element, head: bool, (columns, rows): (usize, usize)) {
        self.close_element(element);
        let at = self.blocks.len();
        if let Some(grid) = self.stack.grid() {
            if element == Element::Row {
                grid.open_row(at);
            } else {
                grid.open_cell(at, columns, rows);
            }
        }
        self.stack.push(element, Data::None);
        if head {
            self.stack.push(Element::Strong, Data::None);
        }
    }

    fn open_inline(&mut self, element: Element, attributes: Attributes<'_>) {
        match element {
            Element::Break => self.push_break(),
            Element::Picture => self.picture(attributes),
            Element::Link => {
                self.end_inline(Element::Link);
                self.links.begin(attributes.get("href"));
                self.stack.push(element, Data::None);
            }
            Element::Quotation => {
                self.words("“");
                self.stack.push(element, Data::None);
            }
            _ => self.stack.push(element, Data::None),
        }
    }

    fn end_inline(&mut self, element: Element) {
        let lost = self.stack.end_lost(element);
        let found = if lost { None } else { self.stack.find(element) };
        if let Some(index) = found {
            self.stack.remove(index);
        }
        match element {
            Element::Link => self.links.end(),
            Element::Quotation if lost || found.is_some() => self.words("”"),
            _ => {}
        }
    }

    /// A picture by the text that stands in for it; one without such a text, or of one pixel, is nothing to a reader.
    fn picture(&mut self, attributes: Attributes<'_>) {
        let pixel = |name| matches!(attributes.get(name).map(str::trim), Some("0" | "1" | "1px"));
        let text = attributes.get("alt").unwrap_or_default();
        let words = CleanText::line(&text[..text.floor_char_boundary(MAX_ALTERNATIVE)]);
        if words.is_empty() || pixel("width") || pixel("height") {
            return;
        }
        if !words.chars().any(char::is_alphanumeric) {
            return self.words(&words);
        }
        let style = Style { emphasis: Emphasis::NONE, link: self.links.name(&words) };
        let inside = self.stack.innermost(|open| match open.element {
            Element::Caption => Some(false),
            Element::Figure => Some(true),
            _ => None,
        });
        match (inside, self.stack.data_mut(Element::Figure)) {
            (Some(true), Some(Data::Figure { alternatives, .. })) => {
                if alternatives.len() < MAX_ALTERNATIVES {
                    alternatives.push((words.into_string(), style));
                }
            }
            _ => self.place(Kind::Figure, Words::plain(&words, style)),
        }
    }

    fn place_player(&mut self) {
        if let Some((label, url)) = self.player.take().and_then(|player| player.label(&self.links)) {
            let style = Style { emphasis: Emphasis::NONE, link: self.links.add(&label, url) };
            self.place(Kind::Embed, Words::plain(&label, style));
        }
    }

    /// The words as far as the document has room for them.
    fn fitting<'w>(&mut self, words: &'w str) -> &'w str {
        let room = MAX_TEXT.saturating_sub(self.bytes + self.draft.len());
        self.full |= words.len() > room;
        &words[..words.floor_char_boundary(room)]
    }
}

impl Take for Builder<'_> {
    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let Some(element) = Element::of(name).filter(|_| !self.full) else { return };
        match element {
            Element::Player => {
                self.player = Some(Player::new(name, attributes));
                if name == "embed" {
                    self.place_player();
                }
            }
            Element::Source => {}
            _ if element.is_inline() => self.open_inline(element, attributes),
            _ => self.open_block(element, name, attributes),
        }
    }

    fn close(&mut self, name: &str) {
        let Some(element) = Element::of(name).filter(|_| !self.full) else { return };
        match element {
            Element::Break => self.push_break(),
            Element::Rule | Element::Picture | Element::Player | Element::Source => {}
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
        if self.full {
            return;
        }
        let preformatted = self.is_preformatted();
        let indent = if preformatted { self.draft.column() % TAB } else { 0 };
        let clean = match (indent, raw.contains('\t')) {
            (1.., true) => CleanText::lines(&format!("{:indent$}{raw}", "")),
            _ => CleanText::lines(raw),
        };
        let clean = if raw.contains('\t') { clean.get(indent..).unwrap_or_default() } else { &clean };
        let blank = clean.chars().all(char::is_whitespace);
        if !blank && !preformatted && self.draft.breaks() > 1 && !self.is_caption() {
            self.flush();
        }
        if !blank {
            self.links.name(clean);
        }
        let style = self.style();
        let clean = self.fitting(clean);
        if preformatted {
            self.draft.push_lines(clean, style);
        } else {
            self.draft.push(clean, style);
        }
    }

    fn skipped(&mut self, source: &str) {
        if let Some(player) = &mut self.player {
            player.find_source(source);
            self.place_player();
        }
    }

    fn is_full(&self) -> bool {
        self.full
    }
}
