//! A list of feeds on its way in: what its entries become, whichever format it has, and why some are refused.
//!
//! Nothing an entry says is ever run or opened: an address that is a program's is named and left out. `opml` and `urls`
//! fill a `Roster`; it knows neither.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::item::excerpt;
use super::{Hint, IngestError, Item, Remark, limits};
use crate::document::{MAX_ADDRESS, web_address};
use crate::model::Subscription;
use crate::text::CleanText;

/// Entries taken of one list, those that are refused among them.
pub const ENTRIES: usize = 10_000;
/// Folders within folders; what lies deeper counts as lying in the last of them.
pub const FOLDERS: usize = 16;
/// Characters of a folder's name.
pub const FOLDER_NAME: usize = 200;

/// An entry as it came.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) site: Option<String>,
    pub(super) folder: Vec<CleanText>,
    /// One that begins with `/` is a path of folders, as OPML's categories are.
    pub(super) tags: Vec<String>,
}

/// The feeds of one list.
pub(super) struct Roster<'a> {
    hint: &'a Hint,
    feeds: Vec<Subscription>,
    by_url: HashMap<String, usize>,
    remarks: Vec<Item>,
    entries: usize,
}

impl<'a> Roster<'a> {
    pub(super) fn new(hint: &'a Hint) -> Self {
        Self { hint, feeds: Vec::new(), by_url: HashMap::new(), remarks: Vec::new(), entries: 0 }
    }

    /// Takes the entry that stands at `place`, or says why not. Breaks where the list has too many.
    pub(super) fn add(&mut self, place: usize, entry: Entry) -> ControlFlow<()> {
        self.count(place)?;
        match self.subscription(entry) {
            Err(reason) => self.remarks.push(Item::Skipped(Remark { item: place, reason })),
            Ok(found) => {
                if let Some(&known) = self.by_url.get(&found.url) {
                    self.join(place, known, found);
                } else {
                    self.by_url.insert(found.url.clone(), self.feeds.len());
                    self.feeds.push(found);
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Says why the entry at `place` is none. Breaks as [`Roster::add`] does.
    pub(super) fn refuse(&mut self, place: usize, reason: &str) -> ControlFlow<()> {
        self.count(place)?;
        self.remarks.push(Item::Skipped(Remark { item: place, reason: CleanText::line(reason) }));
        ControlFlow::Continue(())
    }

    /// Says what is odd about the entry at `place`, or about what stands behind it.
    pub(super) fn notice(&mut self, place: usize, reason: &str) {
        self.remarks.push(Item::Notice(Remark { item: place, reason: CleanText::line(reason) }));
    }

    /// Whether it has no entry, not even one that is refused.
    pub(super) fn is_empty(&self) -> bool {
        self.entries == 0
    }

    /// Hands everything on: the feeds in their order, then the remarks.
    pub(super) fn finish(self, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<(), IngestError> {
        if self.is_empty() {
            return Err(IngestError::NoItems);
        }
        let feeds = self.feeds.into_iter().map(|feed| Item::Subscription(Box::new(feed)));
        // A sink that has enough needs no more.
        let _ = feeds.chain(self.remarks).try_for_each(sink);
        Ok(())
    }

    fn count(&mut self, place: usize) -> ControlFlow<()> {
        self.entries += 1;
        if self.entries <= ENTRIES {
            return ControlFlow::Continue(());
        }
        let reason = CleanText::line(&format!("the list has more than {ENTRIES} feeds; the rest was left out"));
        self.remarks.push(Item::Skipped(Remark { item: place, reason }));
        ControlFlow::Break(())
    }

    fn subscription(&self, entry: Entry) -> Result<Subscription, CleanText> {
        let url = web_address(&entry.url, None).map(String::from).ok_or_else(|| refusal(&entry.url))?;
        let (paths, tags): (Vec<_>, Vec<_>) =
            entry.tags.iter().map(|tag| tag.trim()).partition(|tag| tag.starts_with('/'));
        let mut paths = paths.into_iter().map(path).filter(|path| !path.is_empty());
        let folder = if entry.folder.is_empty() { paths.next().unwrap_or_default() } else { entry.folder };
        let given = self.hint.tags.iter().map(|tag| tag.as_str().to_owned());
        let tags = tags.into_iter().map(str::to_owned).chain(paths.map(|path| joined(&path))).chain(given);
        // A feed without a title is written under its address, which is cut where it is longer than a title.
        let title = Some(limits::line(&entry.title)).filter(|title| *title != limits::line(&url)).unwrap_or_default();
        let site = entry.site.and_then(|site| web_address(&site, None)).map(String::from);
        Ok(Subscription { url, title, site, folder, tags: tags_of(tags) })
    }

    /// A feed that the list names a second time, in another folder perhaps: the first stands where it is, the other's
    /// folder and tags become tags of it.
    fn join(&mut self, place: usize, known: usize, again: Subscription) {
        let first = &mut self.feeds[known];
        if first.title.is_empty() {
            first.title = again.title;
        }
        first.site = first.site.take().or(again.site);
        let folder = (again.folder != first.folder && !again.folder.is_empty()).then(|| joined(&again.folder));
        let own = first.tags.iter().map(|tag| tag.as_str().to_owned());
        let tags = own.chain(folder).chain(again.tags.iter().map(|tag| tag.as_str().to_owned()));
        first.tags = tags_of(tags);
        let reason = format!("the list names this feed twice; it was taken once: {}", excerpt(&first.url));
        self.notice(place, &reason);
    }
}

/// The name of a folder; none where nothing is left of it once it is clean.
pub(super) fn folder(raw: &str) -> Option<CleanText> {
    limits::cut(CleanText::line(raw), FOLDER_NAME).non_empty()
}

/// The folders that a path names; `\` takes the meaning of the sign behind it.
fn path(raw: &str) -> Vec<CleanText> {
    let (mut names, mut name) = (Vec::new(), String::new());
    let mut signs = raw.chars();
    while let Some(sign) = signs.next() {
        if sign == '/' {
            names.push(std::mem::take(&mut name));
        } else {
            name.extend(if sign == '\\' { signs.next() } else { Some(sign) });
        }
    }
    names.push(name);
    names.iter().filter_map(|name| folder(name)).take(FOLDERS).collect()
}

/// The path of a folder, as [`path`] reads it behind a `/`.
pub(super) fn path_of(folder: &[CleanText]) -> String {
    let mut path = String::new();
    for name in folder {
        path.extend(["/", &name.replace('\\', r"\\").replace('/', r"\/")]);
    }
    path
}

/// A path of folders as one tag.
fn joined(folder: &[CleanText]) -> String {
    folder.iter().map(CleanText::as_str).collect::<Vec<_>>().join("/")
}

/// Clean tags, held to the rules of [`Subscription::tags`].
fn tags_of(raw: impl Iterator<Item = String>) -> Vec<CleanText> {
    let raw: Vec<String> = raw.collect();
    let parts = raw.iter().flat_map(|raw| raw.split(','));
    let parts = parts.map(|part| CleanText::line(part).trim_start_matches(['~', '/', ' ']).to_owned());
    limits::distinct(parts, limits::TAGS).0
}

/// Why an address is none that a feed is fetched from.
fn refusal(raw: &str) -> CleanText {
    let raw = raw.trim();
    let begins = |prefix: &str| raw.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let why = if raw.is_empty() {
        "its address is empty".to_owned()
    } else if begins("|") {
        "an address that begins with | runs a program, which Warta never does".to_owned()
    } else if let Some(prefix) = ["exec:", "filter:"].into_iter().find(|prefix| begins(prefix)) {
        format!("{prefix} runs a program, which Warta never does")
    } else if begins("query:") {
        "query: is a search over other feeds and no feed itself; in Warta that is a search".to_owned()
    } else if begins("file:") {
        "file: is a file of this machine, to which no list subscribes; `warta add` does, where you type its address"
            .to_owned()
    } else if raw.len() > MAX_ADDRESS {
        format!("its address is longer than {MAX_ADDRESS} bytes")
    } else {
        "its address is not http or https".to_owned()
    };
    let said = if raw.is_empty() { why } else { format!("{why}: {}", excerpt(raw)) };
    CleanText::line(&said)
}
