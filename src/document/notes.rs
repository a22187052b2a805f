//! Footnotes: which links of a document lead to one, and which elements hold one. Read ahead of the builder, since a
//! link is a footnote's mark only where the note itself is on the page.

use std::collections::HashMap;

use super::markup::{self, Attributes, Take};

/// Footnotes that a document has; the marks of further ones stay the words they are.
pub(super) const MAX_NOTES: usize = 1_000;

/// Bytes of the longest name of a place in a page that a footnote may have.
const MAX_NAME: usize = 200;

/// Elements that may hold a footnote.
const HOLDERS: [&str; 6] = ["aside", "dd", "div", "li", "p", "section"];

/// The footnotes of a document by the names of their places in the page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The number of each, counted from 1, and whether it has been placed.
    numbers: HashMap<String, (u32, bool)>,
}

impl Notes {
    /// Looks for footnotes in HTML.
    pub(super) fn find(html: &str) -> Self {
        let has = |part: &str| html.contains(part);
        if !(has("href") && has("#") && (has("<sup") || has("noteref") || has("footnote"))) {
            return Self::default();
        }
        let mut finder = Finder::default();
        markup::read(html, &mut finder);
        finder.notes()
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// The number of the footnote that an address leads to.
    pub(super) fn marked(&self, address: &str) -> Option<u32> {
        self.numbers.get(address.trim().strip_prefix('#')?).map(|(number, _)| *number)
    }

    /// Whether an element holds a footnote.
    pub(super) fn is_held(&self, name: &str, attributes: Attributes<'_>) -> bool {
        let has = |id: &str| self.numbers.get(id).is_some_and(|(_, placed)| !placed);
        !self.is_empty() && HOLDERS.contains(&name) && attributes.get("id").is_some_and(has)
    }

    /// The number of the footnote that an element holds, which is its only place.
    pub(super) fn begin(&mut self, name: &str, attributes: Attributes<'_>) -> Option<u32> {
        if !self.is_held(name, attributes) {
            return None;
        }
        let (number, placed) = self.numbers.get_mut(attributes.get("id")?)?;
        *placed = true;
        Some(*number)
    }
}

/// The number in a name such as `fn12`.
fn own_number(name: &str) -> Option<u32> {
    let digits = name.strip_prefix("fn").filter(|digits| digits.len() < 5 && !digits.starts_with(['0', '+']))?;
    digits.parse().ok()
}

/// Notes the marks and the places while it reads.
#[derive(Default)]
struct Finder {
    /// How many `sup` are open, and the open link within a page.
    above: usize,
    link: Option<String>,
    /// Where marks lead, each once, in order.
    marks: Vec<String>,
    /// By its name, whether a mark leads to a place, and whether the place is there.
    places: HashMap<String, (bool, bool)>,
}

impl Finder {
    fn mark(&mut self) {
        let Some(name) = self.link.take().filter(|_| self.marks.len() < MAX_NOTES) else { return };
        let (marked, _) = self.places.entry(name.clone()).or_default();
        if !std::mem::replace(marked, true) {
            self.marks.push(name);
        }
    }

    fn notes(self) -> Notes {
        let is_there = |name: &String| self.places.get(name).is_some_and(|(_, there)| *there);
        let there = self.marks.into_iter().filter(is_there).collect::<Vec<_>>();
        // Where all have numbers of their own, as in what we write ourselves, these stay.
        let own = there.iter().map(|name| own_number(name)).collect::<Option<Vec<_>>>();
        let numbers = own.unwrap_or_else(|| (1..).take(there.len()).collect());
        Notes { numbers: there.into_iter().zip(numbers.into_iter().map(|number| (number, false))).collect() }
    }
}

impl Take for Finder {
    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let fits = |name: &&str| !name.is_empty() && name.len() <= MAX_NAME;
        match name {
            "sup" => {
                self.above += 1;
                self.mark();
            }
            "a" => {
                let place = attributes.get("href").and_then(|href| href.trim().strip_prefix('#')).filter(fits);
                self.link = place.map(str::to_owned);
                let says = |name, words: &[&str]| {
                    let value = attributes.get(name).unwrap_or_default();
                    value.split_whitespace().any(|word| words.contains(&word))
                };
                if self.above > 0
                    || says("role", &["doc-noteref"])
                    || says("epub:type", &["noteref"])
                    || says("class", &["footnote-ref", "footnote-reference", "noteref"])
                {
                    self.mark();
                }
            }
            _ if HOLDERS.contains(&name) => {
                if let Some(id) = attributes.get("id").filter(fits) {
                    self.places.entry(id.to_owned()).or_default().1 = true;
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "sup" => self.above = self.above.saturating_sub(1),
            "a" => self.link = None,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if !words.trim().is_empty() {
            self.link = None;
        }
    }

    fn skipped(&mut self, _source: &str) {}

    fn is_full(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_a_link_above_the_line_to_a_place_that_is_there() {
        let html = "a<sup><a href='#n1'>1</a></sup> b<a href='#n2'><sup>2</sup></a> c<sup><a href='#gone'>3</a></sup>\
            d <a href='#n4'>see below</a> e<a role=doc-noteref href='#n5'>x</a> <li id=n1>f<p id=n2>g<p id=n4>h<p id=n5>i";
        let notes = Notes::find(html);
        let numbers = ["#n1", "#n2", "#gone", "#n4", "#n5", "n1"].map(|address| notes.marked(address));
        assert_eq!(numbers, [Some(1), Some(2), None, None, Some(3), None]);
    }

    #[test]
    fn notes_keep_numbers_of_their_own() {
        let numbers = |a: &str, b: &str| {
            let mark = |name: &str| format!("<sup><a href=#{name}>x</a></sup><p id={name}>y");
            let notes = Notes::find(&(mark(a) + &mark(b)));
            [a, b].map(|name| notes.marked(&format!("#{name}")))
        };
        assert_eq!(numbers("fn7", "fn3"), [Some(7), Some(3)]);
        assert_eq!(numbers("fn7", "n3"), [Some(1), Some(2)]);
        assert_eq!(numbers("fn07", "fn99999"), [Some(1), Some(2)]);
    }

    #[test]
    fn notes_are_counted_at_the_limit_and_one_past_it() {
        let html = |n: usize| {
            (0..n).fold(String::new(), |html, at| format!("{html}<sup><a href=#n{at}>x</a></sup><p id=n{at}>y"))
        };
        assert_eq!(Notes::find(&html(MAX_NOTES)).numbers.len(), MAX_NOTES);
        assert_eq!(Notes::find(&html(MAX_NOTES + 1)).numbers.len(), MAX_NOTES);
    }

    #[test]
    fn names_are_measured_at_the_limit_and_one_past_it() {
        let found = |bytes: usize| {
            let name = "n".repeat(bytes);
            !Notes::find(&format!("<sup><a href=#{name}>x</a></sup><p id={name}>y")).is_empty()
        };
        assert!(found(MAX_NAME) && !found(MAX_NAME + 1));
    }
}
