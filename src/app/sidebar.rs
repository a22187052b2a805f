//! The column of sections, follows, tags and sources on a wide screen.

use crate::model::{FollowCount, Listing, SourceCount, TagCount};

use super::state::Section;

/// Follows, tags and sources shown at the most, of each.
pub const MAX_ENTRIES: usize = 12;

/// What the sidebar shows and which entry is selected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sidebar {
    /// What was followed last; none until it is loaded.
    pub follows: Vec<FollowCount>,
    /// The most used tags; none until they are loaded.
    pub tags: Vec<TagCount>,
    /// The sources with most articles.
    pub sources: Vec<SourceCount>,
    /// Whether the store has been asked.
    pub asked: bool,
    /// The selected entry, counted over sections, follows, tags and sources.
    pub selected: usize,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry<'a> {
    /// A section.
    Section(Section),
    /// Something that is followed.
    Follow(&'a FollowCount),
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
        let follows = self.follows.iter().map(Entry::Follow);
        let tags = self.tags.iter().map(Entry::Tag);
        sections.chain(follows).chain(tags).chain(self.sources.iter().map(Entry::Source)).collect()
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
            Entry::Follow(counted) => counted.listing(),
            Entry::Tag(tag) => Listing::Tagged(tag.name.clone()),
            Entry::Source(source) => Listing::From(source.name.clone()),
        })
    }
}
