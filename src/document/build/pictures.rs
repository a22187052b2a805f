//! Pictures, drawings, formulas and players: none of them can be shown, each is named by words.

use super::super::block::{Kind, Style, Words};
use super::super::element::Element;
use super::super::emphasis::Emphasis;
use super::super::markup::{self, Attributes, Take};
use super::super::player::Player;
use super::super::stack::Data;
use super::Builder;
use crate::text::CleanText;

/// Bytes read of the text that stands in for a picture, a drawing or a formula.
pub(in crate::document) const MAX_ALTERNATIVE: usize = 2_000;

/// Pictures kept of a figure without a caption.
pub(in crate::document) const MAX_ALTERNATIVES: usize = 100;

/// An element whose content is not read as words, but may name it.
pub(super) enum Pending {
    Player(Player),
    /// A drawing that is no mere decoration, and its label.
    Drawing(String),
    /// A formula, and the text that stands in for it.
    Formula(String),
}

impl Builder<'_> {
    pub(super) fn open_pending(&mut self, element: Element, name: &str, attributes: Attributes<'_>) {
        let text = |name| attributes.get(name).unwrap_or_default().to_owned();
        self.pending = match element {
            _ if self.stack.hides_next() => None,
            Element::Player => Some(Pending::Player(Player::new(name, attributes))),
            // Those without a role are signs beside words.
            Element::Drawing if attributes.get("role").is_some_and(|role| role.trim() == "img") => {
                Some(Pending::Drawing(text("aria-label")))
            }
            Element::Formula => Some(Pending::Formula(text("alttext"))),
            _ => None,
        };
        // These have no content that is skipped.
        if matches!(name, "embed" | "object")
            && let Some(pending) = self.pending.take()
        {
            self.place_pending(pending, "");
        }
    }

    /// Places an element by its own words, or by those in the source of its content.
    pub(super) fn place_pending(&mut self, pending: Pending, source: &str) {
        match pending {
            Pending::Player(mut player) => {
                player.find_source(source);
                self.place_player(player);
            }
            Pending::Drawing(label) => {
                let title = || Titles::of(source, &["title"], &[]);
                let label = if label.trim().is_empty() { title() } else { label };
                self.place_words(&CleanText::line(head(&label)));
            }
            Pending::Formula(text) => {
                let words = || Titles::of(source, &[], &["annotation", "annotation-xml"]);
                let text = if text.trim().is_empty() { words() } else { text };
                self.words(head(&text));
            }
        }
    }

    fn place_player(&mut self, player: Player) {
        if let Some((label, url)) = player.label(&self.links) {
            let style = Style { emphasis: Emphasis::NONE, link: self.links.add(&label, url) };
            self.place(Kind::Embed, Words::plain(&label, style));
        }
    }

    /// A picture by the text that stands in for it; one without such a text, or of one pixel, is nothing to a reader.
    pub(super) fn picture(&mut self, attributes: Attributes<'_>) {
        let pixel = |name| matches!(attributes.get(name).map(str::trim), Some("0" | "1" | "0px" | "1px"));
        let words = CleanText::line(head(attributes.get("alt").unwrap_or_default()));
        if !pixel("width") && !pixel("height") {
            self.place_words(&words);
        }
    }

    /// The words of a picture: within the line where they are signs, else a block or a part of the figure.
    fn place_words(&mut self, words: &CleanText) {
        if words.is_empty() {
            return;
        }
        if !words.chars().any(char::is_alphanumeric) {
            return self.words(words);
        }
        let style = Style { emphasis: Emphasis::NONE, link: self.links.name(words) };
        let inside = self.stack.innermost(|open| match open.element {
            Element::Caption => Some(false),
            Element::Figure => Some(true),
            _ => None,
        });
        match (inside, self.stack.data_mut(Element::Figure)) {
            (Some(true), Some(Data::Figure { alternatives, .. })) => {
                if alternatives.len() < MAX_ALTERNATIVES {
                    alternatives.push((words.to_string(), style));
                }
            }
            _ => self.place(Kind::Figure, Words::plain(words, style)),
        }
    }
}

fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_ALTERNATIVE)]
}

/// Words of some elements: of the first of those named, or of all but those named.
struct Titles<'n> {
    wanted: &'n [&'n str],
    unwanted: &'n [&'n str],
    /// The element that is being read, or left out.
    inside: Option<String>,
    words: String,
    is_done: bool,
}

impl Titles<'_> {
    fn of(source: &str, wanted: &[&str], unwanted: &[&str]) -> String {
        let mut titles = Titles { wanted, unwanted, inside: None, words: String::new(), is_done: false };
        markup::read(source, &mut titles);
        titles.words
    }
}

impl Take for Titles<'_> {
    fn open(&mut self, name: &str, _attributes: Attributes<'_>) {
        let is_named = self.wanted.contains(&name) || self.unwanted.contains(&name);
        if is_named && self.inside.is_none() && !self.is_done {
            self.inside = Some(name.to_owned());
        }
    }

    fn close(&mut self, name: &str) {
        if self.inside.as_deref() == Some(name) {
            self.inside = None;
            self.is_done |= self.wanted.contains(&name);
        }
    }

    fn words(&mut self, words: &str) {
        let is_wanted = self.inside.is_some() != self.wanted.is_empty();
        if is_wanted && !self.is_done && self.words.len() < MAX_ALTERNATIVE {
            self.words.push_str(head(words));
        }
    }

    /// A title is among what is skipped of a page, so its words come this way.
    fn skipped(&mut self, source: &str) {
        self.words(source);
    }

    fn is_full(&self) -> bool {
        self.words.len() >= MAX_ALTERNATIVE
    }
}
