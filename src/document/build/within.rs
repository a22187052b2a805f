//! What stands within a line: words, and the elements that style them, lead elsewhere or explain them.

use super::super::block::Style;
use super::super::element::Element;
use super::super::emphasis::Emphasis;
use super::super::marks::Marks;
use super::super::markup::{Attributes, Take};
use super::super::scripts;
use super::super::stack::{Data, Open};
use super::Builder;
use crate::text::CleanText;
use crate::text::clean::{TAB, is_settled};

/// Bytes of what an abbreviation stands for; a longer one is no expansion.
pub(in crate::document) const MAX_EXPANSION: usize = 200;

impl Builder<'_> {
    fn style(&mut self) -> Style {
        Style { emphasis: self.emphasis(), link: self.links.used() }
    }

    fn emphasis(&self) -> Emphasis {
        let credit = if self.stack.is_credit() { Emphasis::CREDIT } else { Emphasis::NONE };
        self.stack.emphasis() | credit
    }

    pub(super) fn open_inline(&mut self, element: Element, attributes: Attributes<'_>) {
        match element {
            Element::Break => return self.push_break(),
            Element::Picture => return self.picture(attributes),
            Element::Link => return self.open_link(attributes.get("href"), element),
            Element::Quotation => self.words("“"),
            Element::RubyText => {
                self.end_inline(Element::RubyText);
                self.words("(");
            }
            Element::Abbreviation => {
                let title = CleanText::line(attributes.get("title").unwrap_or_default());
                let title = title.non_empty().filter(|title| title.len() <= MAX_EXPANSION);
                let data = title.map_or(Data::None, |title| Data::Expansion(title.into_string()));
                return self.stack.push(element, data);
            }
            _ => {}
        }
        self.stack.push(element, Data::None);
    }

    /// A link; one to a footnote is its mark, and one back from a footnote is nothing.
    fn open_link(&mut self, address: Option<&str>, element: Element) {
        self.end_inline(Element::Link);
        let is_back = |address: &str| address.trim().starts_with('#') && self.stack.is_note();
        let note = address.and_then(|address| self.notes.marked(address));
        if note.is_some() || address.is_some_and(is_back) {
            self.stack.mark_next(Marks { hidden: true, ..Marks::default() });
        }
        if let Some(number) = note.filter(|_| !self.stack.is_hidden()) {
            let style = Style { emphasis: self.emphasis() | Emphasis::NOTE, link: None };
            self.marked.insert(number);
            let mark = format!("[^{number}]");
            let mark = self.fitting(&mark).to_owned();
            self.draft.push(&mark, style);
        }
        if !self.stack.is_hidden() {
            self.links.begin(address);
        }
        self.stack.push(element, Data::None);
    }

    pub(super) fn end_inline(&mut self, element: Element) {
        let lost = self.stack.end_lost(element);
        if element == Element::Ruby {
            self.end_inline(Element::RubyText);
        }
        let found = if lost { None } else { self.stack.find(element).and_then(|index| self.stack.remove(index)) };
        match element {
            Element::Link => self.links.end(),
            Element::Quotation if lost || found.is_some() => self.words("”"),
            Element::RubyText if lost || found.is_some() => self.words(")"),
            _ => {}
        }
        let Some(open) = found else { return };
        self.end_credit(&open);
        if let Data::Expansion(title) = open.data
            && !self.stack.is_hidden()
            && self.said.insert(title.clone())
        {
            self.words(&format!(" ({title})"));
        }
    }

    /// The name of who made a picture is a part of the caption by itself.
    pub(super) fn begin_credit(&mut self, marks: Marks) {
        if marks.credit && !self.draft.is_empty() && self.draft.breaks() == 0 && !self.stack.is_credit() {
            self.push_break();
        }
    }

    pub(super) fn end_credit(&mut self, open: &Open) {
        if open.marks.credit && !self.draft.is_empty() && self.draft.breaks() == 0 && !self.stack.is_credit() {
            self.push_break();
        }
    }

    /// Adds words that a reader of the page would see.
    pub(super) fn push_words(&mut self, raw: &str) {
        let preformatted = self.is_preformatted();
        let indent = if preformatted { self.draft.column() % TAB } else { 0 };
        let cleaned = match (indent, raw.contains('\t')) {
            (1.., true) => Some(CleanText::lines(&format!("{:indent$}{raw}", ""))),
            _ if is_settled(raw) => None,
            _ => Some(CleanText::lines(raw)),
        };
        let clean = match &cleaned {
            Some(clean) if raw.contains('\t') => clean.get(indent..).unwrap_or_default(),
            Some(clean) => clean,
            None => raw,
        };
        let blank = clean.chars().all(char::is_whitespace);
        // A blank that does not collapse would keep the break, with nothing behind it.
        if blank && !preformatted && self.draft.breaks() > 0 {
            return;
        }
        if !blank && !preformatted && self.draft.breaks() > 1 && !self.is_caption() {
            self.flush();
        }
        if !blank {
            self.links.name(clean);
        }
        let style = self.style();
        if preformatted {
            let clean = self.fitting(clean);
            self.draft.push_lines(clean, style);
        } else if let Some(words) = self.in_script(clean) {
            let words = self.fitting(&words).to_owned();
            self.draft.push(&words, style);
        } else {
            let clean = self.fitting(clean);
            self.draft.push(clean, style);
        }
    }

    /// The words of `sup` and `sub` by signs above and below the line. Brackets around a footnote's mark are nothing.
    fn in_script(&self, words: &str) -> Option<String> {
        if self.stack.has(Element::Superscript) {
            let is_bracket = |c: char| matches!(c, '[' | ']' | '(' | ')' | ',' | ' ');
            let around = !self.notes.is_empty() && words.chars().all(is_bracket);
            Some(if around { String::new() } else { scripts::above(words) })
        } else {
            self.stack.has(Element::Subscript).then(|| scripts::below(words))
        }
    }

    /// The words as far as the document has room for them.
    pub(super) fn fitting<'w>(&mut self, words: &'w str) -> &'w str {
        let room = super::MAX_TEXT.saturating_sub(self.bytes + self.draft.len());
        self.full |= words.len() > room;
        &words[..words.floor_char_boundary(room)]
    }
}
