//! RSS 0.9 to 2.0, RDF and Atom 0.3 and 1.0, read item by item.
//!
//! `outline` finds where the items are and never looks into one; each is then parsed for itself (`xml`) and read
//! (`entry`), so that a broken item costs one item and a feed cut short costs the item it was cut in. An item that breaks
//! the rules of XML is written anew (`mend`), read a second time, and named in a notice. Our own reader
//! on quick-xml and not feed-rs 3.0, which panics on data (an author `— a@b.example`, an `itunes:duration` of thirty
//! digits, an XML declaration within an item), aborts on nested `media:group`, gives dates without the publisher's
//! offset, drops a `media:thumbnail` that stands alone, and loses the whole feed with one item.

mod entry;
mod mend;
mod outline;
mod rebase;
pub(super) mod xml;

use std::ops::ControlFlow;

use url::Url;

use self::outline::{Dialect, Lines, Outline, Place};
use self::xml::{Broken, Element, Space, Tree};
use super::encoding::decode;
use super::item::{Outlet, Setting, Words, repeated};
use super::{Hint, IngestError, Item, limits};
use crate::document::web_address;
use crate::model::{Body, NewArticle};
use crate::text::CleanText;

/// Reads a feed of which all `bytes` are there.
pub(super) fn read(
    bytes: &[u8],
    hint: &Hint,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let decoded = decode(bytes, hint.charset.as_deref());
    let text = decoded.text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
    let outline = Outline::of(text)?;
    let setting = setting(&outline, hint);
    let declared = outline.head.base.as_ref().and(setting.base.clone());
    let mut reading = Reading { feed: text, outline, setting, declared };
    let mut outlet = Outlet::new(sink, true);
    outlet.expect(&reading.sharing());
    let mut lines = Lines::new(text);
    let mut deep = false;
    let mut of_feed = decoded.notice.as_deref().map(CleanText::line);
    for at in 0..reading.outline.items.len() {
        let read = reading.article(at, &mut lines);
        let read = read.map_err(|refused| {
            deep |= refused.deep;
            refused.reason
        });
        let read = read.map(|(article, mut notices)| {
            notices.extend(of_feed.take());
            (article, notices)
        });
        if outlet.put(at + 1, read).is_break() {
            return Ok(());
        }
    }
    let outline = reading.outline;
    if outline.more {
        let reason = format!("the feed has more than {} items; the rest was left out", limits::ITEMS);
        // Nothing follows that a sink which has enough could be spared.
        let _ = outlet.skip(limits::ITEMS + 1, CleanText::line(&reason));
    } else if outline.cut && outline.items.last().is_some_and(|last| last.open.is_none()) {
        let reason = format!("the feed breaks off behind it, on line {}", lines.of(text.len()));
        let _ = outlet.notice(outline.items.len(), CleanText::line(&reason));
    }
    match (outlet.articles, outline.items.len()) {
        (false, _) if deep => Err(IngestError::TooDeep),
        (false, 0 | 1) if outline.cut => Err(IngestError::CutShort { line: lines.of(text.len()) }),
        (false, 0) => Err(IngestError::NoItems),
        _ => Ok(()),
    }
}

/// Why an item is none.
struct Refused {
    reason: CleanText,
    /// Whether it is nested too deep.
    deep: bool,
}

/// A feed of which the outline is known, while its items are read.
struct Reading<'a> {
    feed: &'a str,
    outline: Outline,
    setting: Setting<'a>,
    /// What the feed says that its addresses are relative to.
    declared: Option<Url>,
}

impl<'a> Reading<'a> {
    /// The articles that say the same guid as another, or, where they say none, the same link; without their text. Which
    /// they are is seen by their raw text, for a look at one element.
    fn sharing(&mut self) -> Vec<NewArticle> {
        let feed: &'a str = self.feed;
        let said = |place: &Place| {
            let item = &feed[place.range.clone()];
            let of = |tag: &str, end: &str| {
                let from = item.find(tag)?;
                Some(&item[from..from + item[from..].find(end)?])
            };
            of("<guid", "</").or_else(|| of("<id", "</")).or_else(|| of("<link", "</")).or_else(|| of("<link", ">"))
        };
        let said: Vec<Option<&str>> = self.outline.items.iter().map(said).collect();
        let read = repeated(&said).into_iter().filter_map(|at| self.article(at, &mut Lines::new("")).ok());
        read.map(|(article, _)| NewArticle { body: Body::default(), ..article }).collect()
    }

    /// The article that the item at a place in the outline is, and what is odd about it. One that breaks the rules of XML is
    /// mended and read again.
    fn article(&mut self, at: usize, lines: &mut Lines) -> Result<(NewArticle, Vec<CleanText>), Refused> {
        let refused = |reason: &str, deep| Refused { reason: CleanText::line(reason), deep };
        let too_deep = || refused(&format!("its elements are nested more than {} deep", xml::DEPTH), true);
        let Self { feed, outline: Outline { items, dialect, names, .. }, setting, declared } = self;
        let place = &items[at];
        let raw = &feed[place.range.clone()];
        let draft = |tree: &Tree| entry::read(tree, *dialect, setting.base.as_ref(), declared.as_ref());
        let (tree, broken) = Tree::of(raw, names);
        let odd = match (broken, &place.open) {
            (Some(Broken::Deep), _) => return Err(too_deep()),
            (_, Some((_, at))) if place.range.end == feed.len() && !has_end(raw) => {
                let line = lines.of(feed.len().max(*at));
                return Err(refused(&format!("the feed ends in the middle of it (line {line})"), false));
            }
            (_, Some((reason, at))) => format!("{reason} (line {})", lines.of(*at)),
            (Some(Broken::Open), None) => "a tag in it is not closed".to_owned(),
            (Some(Broken::Syntax(reason, at)), None) => {
                format!("it is not well-formed, on line {}: {reason}", lines.of(place.range.start + at))
            }
            (None, None) => return setting.article(draft(&tree)).map_err(|reason| Refused { reason, deep: false }),
        };
        let mended = mend::mended(raw).ok_or_else(too_deep)?;
        let mut draft = draft(&Tree::of(&mended, names).0);
        draft.notices.push(format!("{odd}; it was mended"));
        setting.article(draft).map_err(|reason| refused(&format!("{odd}; and {reason}"), false))
    }
}

/// Whether the whole end tag of an item stands anywhere in it.
fn has_end(item: &str) -> bool {
    let name = item[1..].split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or_default();
    item.rfind(&format!("</{name}")).is_some_and(|end| item[end..].contains('>'))
}

fn setting<'a>(outline: &Outline, hint: &'a Hint) -> Setting<'a> {
    let mut setting = Setting::new(hint);
    let head = &outline.head;
    setting.base = head.base(setting.base.as_ref());
    let own = head.own.as_deref().and_then(|own| web_address(own, setting.base.as_ref()));
    setting.feed = own.map(String::from).filter(|_| !setting.hint.is_fetched).or(setting.feed);
    setting.source = head.title.as_ref().map(|title| limits::line(&super::item::plain(title))).unwrap_or_default();
    setting.language.clone_from(&head.language);
    setting.authors.clone_from(&head.authors);
    setting
}

/// The words of a title or a summary. RSS says nowhere whether they are HTML, and they often are; Atom says it.
fn words(tree: &Tree, element: &Element, dialect: Dialect) -> Words {
    let atom = element.space == Space::Atom || dialect == Dialect::Atom && element.space == Space::Own;
    if !atom {
        return Words::Markup(tree.words(element));
    }
    let kind = element.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    match wrapped(element, &kind) {
        Some(html) => Words::Markup(html),
        None if matches!(kind.as_str(), "" | "text" | "text/plain") && !element.has_markup() => {
            Words::Plain(tree.words(element))
        }
        None => Words::Markup(tree.words(element)),
    }
}

/// What an element of Atom says in Base64: that of Atom 0.3 names it as its mode, that of 1.0 has a type which is
/// neither text nor markup. None where it does not, or what comes out is no text.
fn wrapped(element: &Element, kind: &str) -> Option<String> {
    let is_text = matches!(kind, "" | "text" | "html" | "xhtml") || kind.starts_with("text/");
    let is_markup = kind.ends_with("/xml") || kind.ends_with("+xml");
    let mode = element.attribute("mode");
    if mode.is_none_or(|mode| !mode.trim().eq_ignore_ascii_case("base64")) && (is_text || is_markup) {
        return None;
    }
    let mut bytes = Vec::with_capacity(element.text().len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in element.text().bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        (bits, held) = ((bits << 6 | u32::from(six)) & 0xffff, held + 6);
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The name of an author: Atom's `name`, else a name beside an address of mail, else the address.
fn person(tree: &Tree, at: usize, element: &Element) -> Option<String> {
    if element.has_markup() {
        let named = |wanted: &str| tree.children(at).find(|(_, child)| child.local() == wanted);
        let (_, child) = named("name").or_else(|| named("email"))?;
        return Some(child.text().to_owned());
    }
    let text = element.text();
    // `min@a.example (Min Chen)` as RSS wants it, or the other way about; `Min Chen <min@a.example>` as mail has it.
    if let Some((before, within)) = text.split_once('(')
        && let Some(within) = within.trim_end().strip_suffix(')').filter(|within| !within.trim().is_empty())
        && before.contains('@') != within.contains('@')
        && !before.trim().is_empty()
    {
        return Some(if before.contains('@') { within } else { before }.trim().to_owned());
    }
    let name = text.split_once('<').map_or(text, |(name, _)| name).trim();
    let name = if name.is_empty() { text.trim_matches(['<', '>']) } else { name };
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod as_they_are;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
