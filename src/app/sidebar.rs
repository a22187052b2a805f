//! The column of sections, tags and sources on a wide screen.

use crate::model::{Listing, SourceCount, TagCount};

use super::state::Section;

/// Tags and sources shown at the most, of each.
pub const MAX_ENTRIES: usize = 12;

/// What the sidebar shows and which entry is selected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sidebar {
    /// The most used tags; none until they are loaded.
    pub tags: Vec<TagCount>,
    /// The sources with most articles.
    pub sources: Vec<SourceCount>,
    /// Whether the store has been asked.
    pub asked: bool,
    /// The selected entry, counted over sections, tags and sources.
    pub selected: usize,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry<'a> {
    /// A section.
    Section(Section),
    /// A tag.
    Tag(&'a TagCount),
    /// A source.
    Source(&'a SourceCount),
}

impl Sidebar {
    /// The entries, from the top.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let sections = Section::ALL.into_iter().map(Entry::Section);
        sections.chain(self.tags.iter().map(Entry::Tag)).chain(self.sources.iter().map(Entry::Source)).collect()
    }

    /// Moves the selection by `steps` entries.
    pub fn step(&mut self, steps: isize) {
        let last = self.entries().len() - 1;
        self.selected = self.selected.saturating_add_signed(steps).min(last);
    }

    /// What the selected entry leads to.
    #[must_use]
    pub fn listing(&self) -> Option<Listing> {
        self.entries().get(self.selected).map(|entry| match entry {
            Entry::Section(section) => section.listing(),
            Entry::Tag(tag) => Listing::Tagged(tag.name.clone()),
            Entry::Source(source) => Listing::From(source.name.clone()),
        })
    }
}
