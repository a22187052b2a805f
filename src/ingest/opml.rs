//! OPML 1.0 and 2.0, lists of feeds: in and out. Outlines are folders, or feeds where they have an address.
//!
//! Read event by event, without recursion: an outline within another costs one byte. A DOCTYPE is passed over, no entity
//! of it is known, and no other file is opened, whatever an outline includes.

use std::ops::ControlFlow;

use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::feed::xml::{self, ATTRIBUTES};
use super::item::excerpt;
use super::roster::{self, Entry, FOLDERS, Roster};
use super::{Hint, IngestError, Item, encoding};
use crate::model::Subscription;
use crate::text::CleanText;

/// Reads a list of which all `bytes` are there.
pub(super) fn read(
    bytes: &[u8],
    hint: &Hint,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let text = encoding::decode(bytes, None).text;
    let mut reader = xml::loose_reader(&text);
    let mut roster = Roster::new(hint);
    let mut folders = Folders::default();
    let (mut number, mut depth) = (0, 0_usize);
    let broken = loop {
        let event = reader.read_event();
        let at = reader.buffer_position().max(reader.error_position()) as usize;
        match event {
            Ok(Event::Start(start)) => {
                depth += 1;
                if is_outline(&start) {
                    number += 1;
                    let outline = Outline::of(&start);
                    if outline.put(number, &folders, &mut roster).is_break() {
                        break None;
                    }
                    folders.open(&outline);
                }
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                if end.local_name().as_ref().trim_end().eq_ignore_ascii_case("outline") {
                    folders.close();
                }
            }
            Ok(Event::Eof) => break (depth > 0).then_some((at, None)),
            Ok(_) => {}
            Err(error) => break Some((at, Some(CleanText::line(&error.to_string())))),
        }
    };
    if let Some((at, reason)) = broken {
        let line = 1 + text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count();
        if roster.is_empty() {
            return Err(
                reason.map_or(IngestError::CutShort { line }, |reason| IngestError::NotWellFormed { line, reason })
            );
        }
        let reason = reason.map_or_else(String::new, |reason| format!(": {reason}"));
        roster.notice(number, &format!("the list breaks off behind it, on line {line}{reason}"));
    }
    roster.finish(sink)
}

fn is_outline(start: &BytesStart) -> bool {
    xml::local(start).eq_ignore_ascii_case("outline")
}

/// The folders around a place.
#[derive(Default)]
struct Folders {
    names: Vec<CleanText>,
    /// For each open outline whether its name is the last of the names that were open then.
    named: Vec<bool>,
}

impl Folders {
    fn open(&mut self, outline: &Outline) {
        let name = roster::folder(outline.name()).filter(|_| outline.url.is_none() && self.names.len() < FOLDERS);
        self.named.push(name.is_some());
        self.names.extend(name);
    }

    fn close(&mut self) {
        if self.named.pop() == Some(true) {
            self.names.pop();
        }
    }
}

/// What an outline says that matters here.
#[derive(Default)]
struct Outline {
    text: String,
    title: String,
    kind: String,
    /// The feed's address, `xmlUrl`.
    url: Option<String>,
    /// Some other address, `url`.
    link: Option<String>,
    site: Option<String>,
    categories: String,
    /// A program that is to filter the feed.
    filter: Option<String>,
}

impl Outline {
    fn of(start: &BytesStart) -> Self {
        let mut outline = Self::default();
        for attribute in start.attributes().with_checks(false).take(ATTRIBUTES).flatten() {
            let value = xml::unescaped(&attribute.value).into_owned();
            let said = |value: String| Some(value).filter(|value| !value.trim().is_empty());
            match attribute.key.local_name().as_ref().to_ascii_lowercase().as_str() {
                "text" => outline.text = value,
                "title" => outline.title = value,
                "type" => outline.kind = value.trim().to_ascii_lowercase(),
                "xmlurl" => outline.url = said(value),
                "url" => outline.link = said(value),
                "htmlurl" => outline.site = said(value),
                "category" => outline.categories = value,
                "filtercmd" => outline.filter = said(value),
                _ => {}
            }
        }
        // Some programs write a feed's address as they would a link's.
        let is_feed = ["rss", "atom", "rdf", "feed"].iter().any(|kind| outline.kind.starts_with(kind));
        if outline.url.is_none() && is_feed {
            outline.url = outline.link.take();
        }
        outline
    }

    fn name(&self) -> &str {
        if self.title.trim().is_empty() { &self.text } else { &self.title }
    }

    fn put(&self, number: usize, folders: &Folders, roster: &mut Roster) -> ControlFlow<()> {
        let named = |why: &str| format!("{why}: {}", excerpt(self.name()));
        let Some(url) = &self.url else {
            return match (&self.link, self.kind.as_str()) {
                (Some(_), "include") => roster.refuse(number, &named("it includes another list; import that one too")),
                (Some(_), "link") => roster.refuse(number, &named("it links to a page, which is no feed")),
                _ => ControlFlow::Continue(()),
            };
        };
        if let Some(filter) = &self.filter {
            let why = format!("its filtercmd runs a program, which Warta never does: {}", excerpt(filter));
            return roster.refuse(number, &why);
        }
        let entry = Entry {
            url: url.clone(),
            title: self.name().to_owned(),
            site: self.site.clone(),
            folder: folders.names.clone(),
            tags: self.categories.split(',').map(str::to_owned).collect(),
        };
        roster.add(number, entry)
    }
}

/// The list as OPML 2.0: folders as outlines around their feeds, tags as categories. What it writes is read back equal,
/// but in the order of the folders.
#[must_use]
pub fn write(feeds: &[Subscription]) -> String {
    let mut feeds: Vec<&Subscription> = feeds.iter().collect();
    feeds.sort_by(|one, other| one.folder.cmp(&other.folder));
    let mut opml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n    \
                    <title>Feeds</title>\n  </head>\n  <body>\n"
        .to_owned();
    let mut open: &[CleanText] = &[];
    for feed in feeds {
        let shared = open.iter().zip(&feed.folder).take_while(|(open, wanted)| open == wanted).count();
        for level in (shared..open.len()).rev() {
            push(&mut opml, level, "</outline>");
        }
        for (level, name) in feed.folder.iter().enumerate().skip(shared) {
            push(&mut opml, level, &format!("<outline text=\"{}\">", escape(name.as_str())));
        }
        open = &feed.folder;
        push(&mut opml, open.len(), &outline(feed));
    }
    for level in (0..open.len()).rev() {
        push(&mut opml, level, "</outline>");
    }
    opml.push_str("  </body>\n</opml>\n");
    opml
}

/// A line within the body, `level` folders deep.
fn push(opml: &mut String, level: usize, line: &str) {
    opml.extend(std::iter::repeat_n("  ", level + 2));
    opml.push_str(line);
    opml.push('\n');
}

fn outline(feed: &Subscription) -> String {
    let mut outline = format!("<outline text=\"{}\"", escape(feed.name().as_str()));
    let tags = feed.tags.iter().map(CleanText::as_str).collect::<Vec<_>>().join(",");
    for (name, value) in [
        ("title", feed.title.as_str()),
        ("type", "rss"),
        ("xmlUrl", &feed.url),
        ("htmlUrl", feed.site.as_deref().unwrap_or_default()),
        ("category", &tags),
    ] {
        if !value.is_empty() {
            outline.extend([" ", name, "=\"", &escape(value), "\""]);
        }
    }
    outline.push_str("/>");
    outline
}

#[cfg(test)]
pub(super) mod tests;
