//! Where a feed's items are, and what the feed says of itself. Looks at no item, so that a broken one costs only
//! itself: each is found by its tags alone, whatever stands between them.

use std::ops::Range;

use memchr::memchr;
use quick_xml::events::Event;
use url::Url;

use super::mend::mended;
use super::xml::{Broken, Names, Space, Tags, Tree, local_of};
use super::{person, words};
use crate::ingest::item::Words;
use crate::ingest::{IngestError, limits};
use crate::text::{CleanText, Language};

/// Times the length of a feed that is read again at the most, behind what has no end and swallows what follows it.
pub(crate) const REREADING: usize = 64;

/// The family of a feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Rss,
    Atom,
}

/// One item's place in the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) range: Range<usize>,
    /// Why it has no end, and the byte where that shows.
    pub(super) open: Option<(CleanText, usize)>,
}

/// A feed without its items.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) dialect: Dialect,
    pub(super) items: Vec<Place>,
    /// Whether there are more items than [`limits::ITEMS`].
    pub(super) more: bool,
    /// Whether the feed ends without its end tag.
    pub(super) cut: bool,
    /// The namespaces that the items inherit.
    pub(super) names: Names,
    pub(super) head: Head,
}

/// What a feed says of itself.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<Words>,
    /// Its own address.
    pub(super) own: Option<String>,
    /// The page it belongs to.
    pub(super) link: Option<String>,
    pub(super) base: Option<String>,
    pub(super) language: Option<Language>,
    pub(super) authors: Vec<String>,
}

impl Outline {
    /// Finds the items of `feed`. An error where its root is no feed's, or where nothing in it can be read.
    pub(super) fn of(feed: &str) -> Result<Self, IngestError> {
        let mut scan = Scan::default();
        let (mut from, mut left) = (0, REREADING * feed.len());
        while let Some((reason, at)) = scan.run(feed, from)? {
            // The next start tag, behind that of an open item, is where reading can be taken up again.
            let next = scan.next_item(feed, scan.item.map_or(at, |item| item + 1));
            let Some(rest) = left.checked_sub(feed.len() - next.unwrap_or(feed.len())) else {
                scan.cut = true;
                break;
            };
            left = rest;
            if scan.item.is_none() {
                if scan.dialect.is_none() || scan.items.is_empty() && next.is_none() {
                    return Err(IngestError::NotWellFormed { line: Lines::new(feed).of(at), reason });
                }
                scan.cut = true;
            }
            scan.finish(next.unwrap_or(feed.len()), Some((reason, at)));
            match next {
                Some(next) => from = next,
                None => break,
            }
        }
        scan.outline(feed)
    }
}

/// Finding items.
#[derive(Default)]
struct Scan {
    dialect: Option<Dialect>,
    /// The name of the root, of which the end tag ends the feed.
    root: String,
    /// The name of an item's tag, with its prefix, from the first item on.
    tag: String,
    items: Vec<Place>,
    more: bool,
    cut: bool,
    names: Names,
    /// Where the open item begins.
    item: Option<usize>,
    ended: bool,
}

impl Scan {
    /// Reads on from byte `from`. The reason and the byte where it cannot go on, none at a proper end.
    fn run(&mut self, feed: &str, from: usize) -> Result<Option<(CleanText, usize)>, IngestError> {
        let mut tags = Tags::new(&feed[from..], true);
        let mut depth = 0_usize;
        loop {
            tags.text();
            // Within an item only what ends it, or begins another, is of interest.
            if self.item.is_some() && tags.pass(|name, ends| !self.matters(name, ends)) {
                continue;
            }
            let before = from + tags.position();
            let event = match tags.event() {
                Ok(event) => event,
                Err((reason, at)) => return Ok(Some((reason, (from + at).min(feed.len())))),
            };
            let after = from + tags.position();
            if self.item.is_some() && self.swallows(&feed[before..after]) {
                return Ok(Some((CleanText::line("something in it has no end"), before)));
            }
            match event {
                Event::Start(start) => {
                    depth += 1;
                    let name = start.name().into_inner();
                    if self.dialect.is_none() {
                        self.open_root(&start, before)?;
                    } else if self.is_item(name) {
                        if self.item.is_some() {
                            let reason = CleanText::line("it has no end tag");
                            self.finish(before, Some((reason, before)));
                        }
                        if self.items.len() == limits::ITEMS {
                            self.more = true;
                            self.ended = true;
                            return Ok(None);
                        }
                        name.clone_into(&mut self.tag);
                        self.item = Some(before);
                    } else if self.item.is_none() && self.items.is_empty() && depth <= 2 {
                        self.names.open(&start, 0);
                    }
                }
                Event::End(end) => {
                    depth = depth.saturating_sub(1);
                    let name = end.name().into_inner().trim_end();
                    if self.item.is_some() && name == self.tag {
                        self.finish(after, None);
                    } else if name == self.root || name == "channel" {
                        if self.item.is_some() {
                            let reason = CleanText::line("it has no end tag");
                            self.finish(before, Some((reason, before)));
                        }
                        self.ended |= name == self.root;
                    }
                }
                Event::Eof => {
                    self.finish(feed.len(), Some((CleanText::line("the feed ends in the middle of it"), feed.len())));
                    self.cut |= !self.ended;
                    return Ok(None);
                }
                _ => {}
            }
        }
    }

    fn open_root(&mut self, start: &quick_xml::events::BytesStart, at: usize) -> Result<(), IngestError> {
        self.names.open(start, 0);
        let name = start.name().into_inner();
        name.clone_into(&mut self.root);
        let local = local_of(name);
        self.dialect = match () {
            () if ["rss", "rdf", "channel"].iter().any(|root| local.eq_ignore_ascii_case(root)) => Some(Dialect::Rss),
            () if local.eq_ignore_ascii_case("feed") => Some(Dialect::Atom),
            () if local.eq_ignore_ascii_case("entry") => {
                name.clone_into(&mut self.tag);
                self.item = Some(at);
                Some(Dialect::Atom)
            }
            () => return Err(IngestError::NoFeed { root: limits::cut(CleanText::line(local), 40) }),
        };
        Ok(())
    }

    fn is_item(&self, name: &str) -> bool {
        let (wanted, space) = match self.dialect {
            Some(Dialect::Atom) => ("entry", Space::Atom),
            _ => ("item", Space::Own),
        };
        local_of(name).eq_ignore_ascii_case(wanted)
            && matches!(self.names.space(name), found if found == space || found == Space::Own)
    }

    /// Whether a tag within the open item is one that the items are told apart by.
    fn matters(&self, name: &str, ends: bool) -> bool {
        if ends { name == self.tag || name == self.root || name == "channel" } else { self.is_item(name) }
    }

    /// Whether a tag, comment or section within the open item goes on behind the item's end: an end tag of an item
    /// stands in it, and further on a start tag. In what is quoted with reason it is the other way about.
    fn swallows(&self, raw: &str) -> bool {
        // An end tag and the beginning of a start tag: most tags are too short for that, and hold no other.
        let shortest = 2 * self.tag.len() + "</><".len();
        if raw.len() < shortest || memchr(b'<', &raw.as_bytes()[1..]).is_none() {
            return false;
        }
        let mut ends = raw.match_indices("</").map(|(at, _)| at);
        let Some(end) = ends.find(|at| raw[at + "</".len()..].starts_with(&self.tag)) else { return false };
        let first = self.next_item(raw, 0);
        first.is_none_or(|first| first > end) && self.next_item(raw, end).is_some()
    }

    fn finish(&mut self, end: usize, open: Option<(CleanText, usize)>) {
        if let Some(start) = self.item.take() {
            self.items.push(Place { range: start..end, open });
        }
    }

    /// Where the next item's start tag seems to be, from byte `from` on.
    fn next_item(&self, feed: &str, from: usize) -> Option<usize> {
        let tag = match (self.tag.as_str(), self.dialect) {
            ("", Some(Dialect::Atom)) => "entry",
            ("", _) => "item",
            (tag, _) => tag,
        };
        let opening = format!("<{tag}");
        let from = feed.ceil_char_boundary(from);
        let ends = |rest: &str| rest.starts_with(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/');
        feed[from..].match_indices(&opening).map(|(at, _)| from + at).find(|at| ends(&feed[at + opening.len()..]))
    }

    fn outline(mut self, feed: &str) -> Result<Outline, IngestError> {
        let Some(dialect) = self.dialect else {
            return Err(IngestError::NotWellFormed {
                line: Lines::new(feed).of(feed.len()),
                reason: CleanText::line("there is no element in it"),
            });
        };
        let mut rest = String::new();
        let mut from = 0;
        for place in &self.items {
            rest.push_str(feed[from..place.range.start].trim());
            from = place.range.end;
        }
        rest.push_str(&feed[from..]);
        let (tree, broken) = Tree::of(&rest, &mut Names::default());
        if broken == Some(Broken::Deep) && self.items.is_empty() {
            return Err(IngestError::TooDeep);
        }
        self.names.keep();
        let head = match broken.and_then(|_| mended(&rest)) {
            Some(rest) => head(&Tree::of(&rest, &mut Names::default()).0, dialect),
            None => head(&tree, dialect),
        };
        let Self { items, more, cut, names, .. } = self;
        Ok(Outline { dialect, items, more, cut, names, head })
    }
}

fn head(tree: &Tree, dialect: Dialect) -> Head {
    let mut head = Head::default();
    let Some(root) = tree.elements.first() else { return head };
    let channel = tree.children(0).find(|(_, element)| element.local() == "channel");
    let (at, channel) = channel.unwrap_or((0, root));
    head.base = channel.attribute("xml:base").or_else(|| root.attribute("xml:base"));
    let mut language = channel.attribute("xml:lang").or_else(|| root.attribute("xml:lang"));
    for (place, child) in tree.children(at) {
        let atom = child.space == Space::Atom || dialect == Dialect::Atom && child.space == Space::Own;
        match (child.space, child.local()) {
            (Space::Own | Space::Atom | Space::DublinCore, "title") if head.title.is_none() => {
                head.title = Some(words(tree, child, dialect));
            }
            (Space::Own | Space::Atom, "link") if atom => {
                let href = child.attribute("href");
                match child.attribute("rel").as_deref() {
                    Some("self") => head.own = head.own.take().or(href),
                    None | Some("alternate") => head.link = head.link.take().or(href),
                    _ => {}
                }
            }
            (Space::Own, "link") => {
                let link = child.text().to_owned();
                head.link = head.link.take().or((!link.is_empty()).then_some(link));
            }
            (Space::Own | Space::DublinCore, "language") => language = Some(child.text().to_owned()),
            // Not RSS's `managingEditor`: who answers for a feed did not write what is in it.
            (Space::Own | Space::Itunes, "author") | (Space::DublinCore, "creator" | "author") => {
                head.authors.extend(person(tree, place, child));
            }
            _ => {}
        }
    }
    head.language = language.as_deref().and_then(Language::new);
    head
}

impl Head {
    /// What the feed's addresses are relative to, `outer` being where it came from.
    pub(super) fn base(&self, outer: Option<&Url>) -> Option<Url> {
        let join = |raw: &str, base: Option<&Url>| Url::options().base_url(base).parse(raw.trim()).ok();
        let own = self.own.as_deref().and_then(|own| join(own, outer));
        let outer = outer.cloned().or(own);
        let given = self.base.as_deref().and_then(|base| join(base, outer.as_ref()));
        given.or(outer).or_else(|| self.link.as_deref().and_then(|link| join(link, None)))
    }
}

/// The numbers of the lines that bytes are on, counted on from the last one asked for: places are asked for in their
/// order, and counting from the beginning for each of many would be slow.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// The number of the line that byte `at` is on, or the last one asked for, if that is further on.
    pub(super) fn of(&mut self, at: usize) -> usize {
        let at = self.text.floor_char_boundary(at).max(self.at);
        self.line += self.text[self.at..at].matches('\n').count();
        self.at = at;
        self.line
    }
}
