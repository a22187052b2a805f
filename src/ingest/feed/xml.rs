//! A piece of XML as a flat list of its elements, each with its parent: nothing here recurses, so depth costs
//! nothing but is bounded all the same. `outline` and `entry` read it.
//!
//! Names are told apart by namespace where one is declared and by the customary prefix where none is; capital letters
//! make no difference. A DOCTYPE is passed over and no entity it defines is known: `&name;` is HTML's, or stays as it is.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::WINDOWS_1252;
use html5ever::data::NAMED_ENTITIES;
use memchr::memchr;
use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use crate::text::CleanText;

/// Levels of elements that an item, or a feed without its items, may have.
pub(crate) const DEPTH: usize = 256;
/// Elements of one piece that are looked at; past them only their text counts, as part of an element above.
pub(crate) const ELEMENTS: usize = 10_000;
/// Attributes of one element that are looked at.
pub(crate) const ATTRIBUTES: usize = 64;
/// Bytes of a reference's name; HTML's longest has 31.
const MAX_REFERENCE: usize = 40;
/// Namespace declarations in force at one place.
pub(crate) const NAMESPACES: usize = 64;
/// Elements that an item has room for at once, and levels of them.
const USUAL_ELEMENTS: usize = 16;
const USUAL_DEPTH: usize = 8;

/// Whose an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// The feed format's own: without prefix, or RSS 1.0's.
    Own,
    Atom,
    Content,
    DublinCore,
    Media,
    Itunes,
    Xhtml,
    Other,
}

impl Space {
    fn of_uri(uri: &str) -> Self {
        let uri = uri.trim().trim_end_matches(['/', '#']).to_ascii_lowercase();
        let name = uri.strip_prefix("http://").or_else(|| uri.strip_prefix("https://")).unwrap_or(&uri);
        match name {
            "purl.org/rss/1.0"
            | "my.netscape.com/rdf/simple/0.9"
            | "channel.netscape.com/rdf/simple/0.9"
            | "backend.userland.com/rss"
            | "backend.userland.com/rss2"
            | "blogs.law.harvard.edu/tech/rss" => Self::Own,
            "www.w3.org/2005/atom" | "purl.org/atom/ns" => Self::Atom,
            "purl.org/rss/1.0/modules/content" => Self::Content,
            "purl.org/dc/terms" => Self::DublinCore,
            "search.yahoo.com/mrss" | "video.search.yahoo.com/mrss" => Self::Media,
            "www.itunes.com/dtds/podcast-1.0.dtd" => Self::Itunes,
            "www.w3.org/1999/xhtml" => Self::Xhtml,
            name if name.starts_with("purl.org/dc/elements/") => Self::DublinCore,
            _ => Self::Other,
        }
    }

    fn of_prefix(prefix: &str) -> Self {
        match prefix {
            "atom" | "a10" => Self::Atom,
            "content" => Self::Content,
            "dc" | "dcterms" => Self::DublinCore,
            "media" => Self::Media,
            "itunes" => Self::Itunes,
            "xhtml" => Self::Xhtml,
            _ => Self::Other,
        }
    }
}

/// The namespace declarations in force.
#[derive(Debug, Clone, Default)]
pub(super) struct Names(Vec<(usize, String, Space)>);

impl Names {
    /// Takes in what the element that starts at `depth` declares.
    pub(super) fn open(&mut self, start: &BytesStart, depth: usize) {
        if !start.attributes_raw().contains("xmlns") {
            return;
        }
        for attribute in start.attributes().with_checks(false).take(ATTRIBUTES).flatten() {
            let prefix = match attribute.key.as_ref() {
                "xmlns" => "",
                name => match name.strip_prefix("xmlns:") {
                    Some(prefix) => prefix,
                    None => continue,
                },
            };
            if self.0.len() < NAMESPACES {
                self.0.push((depth, prefix.to_owned(), Space::of_uri(attribute.value.trim())));
            }
        }
    }

    /// Forgets what the element that ends at `depth` declared.
    pub(super) fn close(&mut self, depth: usize) {
        while self.0.last().is_some_and(|(declared, ..)| *declared >= depth) {
            self.0.pop();
        }
    }

    /// Moves every declaration to depth 0, so that no end tag takes it away.
    pub(super) fn keep(&mut self) {
        self.0.iter_mut().for_each(|(depth, ..)| *depth = 0);
    }

    /// Whose an element of this name is.
    ///
    /// A default namespace counts only where it is an extension's: many an RSS feed declares one that is not its own.
    pub(super) fn space(&self, name: &str) -> Space {
        let (prefix, _) = name.split_once(':').unwrap_or(("", name));
        let declared = self.0.iter().rev().find(|(_, known, _)| known == prefix).map(|(.., space)| *space);
        match (prefix, declared) {
            ("", None | Some(Space::Atom | Space::Other)) => Space::Own,
            (_, Some(space)) => space,
            (prefix, None) => Space::of_prefix(prefix),
        }
    }
}

/// An element.
#[derive(Debug)]
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
    /// Its name without prefix, in small letters.
    name: Cow<'a, str>,
    pub(super) space: Space,
    /// The element around it, by its place in the list.
    pub(super) parent: Option<usize>,
    /// Its own text; references are resolved.
    text: Cow<'a, str>,
    inner: Range<usize>,
    children: bool,
}

impl Element<'_> {
    /// Its name, without prefix, in small letters.
    pub(super) fn local(&self) -> &str {
        &self.name
    }

    /// Its text, without what its own elements say.
    pub(super) fn text(&self) -> &str {
        self.text.trim()
    }

    /// Whether it holds elements.
    pub(super) fn has_markup(&self) -> bool {
        self.children
    }

    /// The value of an attribute, by its name with its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        attribute(&self.start, name)
    }
}

/// Why a piece of XML is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Broken {
    /// It has more than [`DEPTH`] levels.
    Deep,
    /// It ends before its first element does.
    Open,
    /// What the parser says, and the byte where.
    Syntax(CleanText, usize),
}

/// A piece of XML.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    raw: &'a str,
    /// The elements in the order of their start tags; the first is the outermost.
    pub(super) elements: Vec<Element<'a>>,
}

impl<'a> Tree<'a> {
    /// The elements of `raw`, up to where it breaks, and why it does.
    pub(super) fn of(raw: &'a str, names: &mut Names) -> (Self, Option<Broken>) {
        let mut tree = Self { raw, elements: Vec::with_capacity(USUAL_ELEMENTS) };
        let broken = tree.read(names).err();
        names.close(1);
        (tree, broken)
    }

    fn read(&mut self, names: &mut Names) -> Result<(), Broken> {
        let mut tags = Tags::new(self.raw, false);
        // For each open element its place in the list; past ELEMENTS that of the nearest one which has a place.
        let mut open: Vec<(usize, bool)> = Vec::with_capacity(USUAL_DEPTH);
        loop {
            let text = tags.text();
            if !text.is_empty() {
                self.say(&open, unescaped(text));
            }
            let before = tags.position();
            let event = tags.event().map_err(|(reason, at)| Broken::Syntax(reason, at))?;
            match event {
                Event::Start(start) => {
                    if open.len() == DEPTH {
                        return Err(Broken::Deep);
                    }
                    names.open(&start, open.len() + 1);
                    let parent = open.last().map(|(at, _)| *at);
                    if let Some(parent) = parent {
                        self.elements[parent].children = true;
                    }
                    let after = tags.position();
                    if self.elements.len() < ELEMENTS {
                        open.push((self.elements.len(), true));
                        let space = names.space(start.name().as_ref());
                        let name = self.local_name(before, &start);
                        let (text, inner, children) = (Cow::Borrowed(""), after..after, false);
                        self.elements.push(Element { start, name, space, parent, text, inner, children });
                    } else {
                        open.push((parent.unwrap_or(0), false));
                    }
                }
                Event::End(_) => {
                    names.close(open.len());
                    if let Some((at, true)) = open.pop() {
                        self.elements[at].inner.end = before;
                    }
                }
                Event::CData(text) => self.say(&open, text.into_inner()),
                Event::Eof if open.is_empty() => return Ok(()),
                Event::Eof => return Err(Broken::Open),
                _ => {}
            }
        }
    }

    /// The name of an element whose tag begins at a byte, without prefix and in small letters; borrowed where it is.
    fn local_name(&self, tag: usize, start: &BytesStart) -> Cow<'a, str> {
        let name = start.name().into_inner();
        let written = self.raw.get(tag + 1..tag + 1 + name.len()).filter(|written| *written == name).map(local_of);
        match written.filter(|name| !name.bytes().any(|byte| byte.is_ascii_uppercase())) {
            Some(small) => Cow::Borrowed(small),
            None => Cow::Owned(local_of(name).to_ascii_lowercase()),
        }
    }

    fn say(&mut self, open: &[(usize, bool)], text: Cow<'a, str>) {
        let Some((at, _)) = open.last() else { return };
        let Element { text: said, children, .. } = &mut self.elements[*at];
        if said.is_empty() {
            *said = text;
        } else if !(*children && is_blank(said) && is_blank(&text)) {
            // Blanks alone, between the elements of an item, would be no text.
            said.to_mut().push_str(&text);
        }
    }

    /// What an element says: its text, or its markup as it stands where it holds elements.
    pub(super) fn words(&self, element: &Element) -> String {
        if element.children { self.inner(element).to_owned() } else { element.text.clone().into_owned() }
    }

    /// What stands between an element's tags, as it stands there.
    pub(super) fn inner(&self, element: &Element) -> &'a str {
        self.raw.get(element.inner.clone()).unwrap_or_default()
    }

    /// The elements directly within the one at `parent`, with their places.
    pub(super) fn children(&self, parent: usize) -> impl Iterator<Item = (usize, &Element<'a>)> {
        self.elements.iter().enumerate().skip(parent + 1).filter(move |(_, element)| element.parent == Some(parent))
    }
}

/// The tags, comments and sections of a piece of XML, one by one, and the text between them as it stands there: what is
/// in a text, and whose every reference would be an event of its own, is nothing to those who look for tags.
pub(super) struct Tags<'a> {
    raw: &'a str,
    reader: Reader<&'a [u8]>,
    /// Bytes that the reader has not seen.
    passed: usize,
    /// Whether the end of an element that has no content comes next.
    in_empty: bool,
}

impl<'a> Tags<'a> {
    /// Of `raw`; `loose` ones are taken as they come, others must stand in their order.
    pub(super) fn new(raw: &'a str, loose: bool) -> Self {
        let reader = if loose { loose_reader(raw) } else { reader(raw) };
        Self { raw, reader, passed: 0, in_empty: false }
    }

    /// The byte that is read next.
    pub(super) fn position(&self) -> usize {
        self.raw.len() - self.reader.get_ref().len()
    }

    /// Takes the text up to the next tag.
    pub(super) fn text(&mut self) -> &'a str {
        let rest = &self.raw[self.position()..];
        if self.in_empty {
            return "";
        }
        let text = &rest[..memchr(b'<', rest.as_bytes()).unwrap_or(rest.len())];
        *self.reader.get_mut() = &rest.as_bytes()[text.len()..];
        self.passed += text.len();
        text
    }

    /// Steps over the tag that comes next if it is a plain one, without values, and it may: `may` is given the tag's
    /// name, and whether it is an end tag. Only where the order of tags is not minded.
    pub(super) fn pass(&mut self, may: impl FnOnce(&str, bool) -> bool) -> bool {
        let rest = &self.raw[self.position()..];
        let Some(tag) = rest.strip_prefix('<').filter(|_| !self.in_empty) else { return false };
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let length = name.find(|c: char| !c.is_ascii_alphanumeric() && c != ':').unwrap_or_default();
        let is_plain = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name[length..].starts_with('>');
        if !is_plain || !may(&name[..length], name.len() < tag.len()) {
            return false;
        }
        let end = rest.len() - name.len() + length + 1;
        *self.reader.get_mut() = &rest.as_bytes()[end..];
        self.passed += end;
        true
    }

    /// The next tag, comment or section; the end of the piece as well. What is wrong with it, and the byte where.
    pub(super) fn event(&mut self) -> Result<Event<'a>, (CleanText, usize)> {
        let event = self.reader.read_event().map_err(|error| {
            (CleanText::line(&error.to_string()), self.passed + self.reader.error_position() as usize)
        })?;
        self.in_empty = matches!(event, Event::Start(_)) && self.raw[..self.position()].ends_with("/>");
        Ok(event)
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// A reader that minds the order of tags but takes a lone `&` for itself.
fn reader(raw: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(raw);
    let config = reader.config_mut();
    config.expand_empty_elements = true;
    config.trim_markup_names_in_closing_tags = true;
    config.allow_dangling_amp = true;
    reader
}

/// A reader that takes tags as they come, for finding where the items are.
pub(in crate::ingest) fn loose_reader(raw: &str) -> Reader<&[u8]> {
    let mut reader = reader(raw);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    reader
}

/// The name of a start tag, without prefix.
pub(in crate::ingest) fn local<'s>(start: &'s BytesStart) -> &'s str {
    local_of(start.name().into_inner())
}

/// A name without its prefix.
pub(super) fn local_of(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    if !start.attributes_raw().contains('=') {
        return None;
    }
    let is_meant = |attribute: &Attribute| attribute.key.as_ref().eq_ignore_ascii_case(name);
    let found = start.attributes().with_checks(false).take(ATTRIBUTES).flatten().find(is_meant)?;
    Some(unescaped(&found.value).into_owned())
}

/// A text, or an attribute's value, with its references resolved, each for itself: one that is nobody's, and an `&` that
/// begins none, is text.
pub(in crate::ingest) fn unescaped(raw: &str) -> Cow<'_, str> {
    if memchr(b'&', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        value.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.bytes().take(MAX_REFERENCE + 1).position(|byte| byte == b';');
        let known = end.and_then(|end| Some((referred(&rest[..end])?, end + 1)));
        match known {
            Some((text, past)) => {
                value.push_str(&text);
                rest = &rest[past..];
            }
            None => value.push('&'),
        }
    }
    value.push_str(rest);
    Cow::Owned(value)
}

/// What stands behind a reference's name: `amp`, `eacute`, `#233`, `#xE9`. As in HTML, a number between 128 and 159 means
/// windows-1252, but for those with which a terminal's commands begin.
fn referred(name: &str) -> Option<Cow<'static, str>> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return Some(match number.ok()? {
            c1 @ (0x80..=0x8f | 0x91..=0x97 | 0x99 | 0x9a | 0x9c) => {
                WINDOWS_1252.decode_without_bom_handling(&[c1 as u8]).0.into_owned().into()
            }
            0 => Cow::Borrowed("\u{fffd}"),
            number => char::from_u32(number).map_or(Cow::Borrowed("\u{fffd}"), |c| Cow::Owned(c.to_string())),
        });
    }
    if let Some(text) = quick_xml::escape::resolve_xml_entity(name) {
        return Some(Cow::Borrowed(text));
    }
    let &(first, second) = (name.len() < MAX_REFERENCE).then(|| NAMED_ENTITIES.get(&format!("{name};")))??;
    Some(Cow::Owned([first, second].into_iter().filter(|c| *c != 0).filter_map(char::from_u32).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lone_ampersand_in_an_attribute_costs_nothing_else() {
        for (raw, meant) in
            [("a&amp;b &#x41;&lt;", "a&b A<"), ("R&D &amp; &more; & &", "R&D & &more; & &"), ("é&é;&quot;é", "é&é;\"é")]
        {
            assert_eq!(unescaped(raw), meant);
        }
        let long = |digits: usize| format!("&#{}65;", "0".repeat(digits));
        assert_eq!(unescaped(&long(MAX_REFERENCE - 3)), "A");
        assert_eq!(unescaped(&long(MAX_REFERENCE - 2)), long(MAX_REFERENCE - 2));
    }
}
