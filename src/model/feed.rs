//! A feed that the reader subscribes to: as a list of feeds names it ([`Subscription`]) and as the store holds it
//! ([`Feed`]).

use crate::text::CleanText;

/// A feed that is to be fetched, with what the reader calls it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subscription {
    /// Where the feed is, http or https; no two subscriptions share one.
    pub url: String,
    /// Its title; empty where nobody gave one.
    pub title: CleanText,
    /// The page it belongs to, http or https.
    pub site: Option<String>,
    /// The names of the folders it stands in, the outermost first.
    pub folder: Vec<CleanText>,
    /// Its tags, without doubles. None holds a comma or begins with `~` or `/`, which lists of feeds give a meaning.
    pub tags: Vec<CleanText>,
}

impl Subscription {
    /// A subscription of which only the address is known.
    #[must_use]
    pub fn new(url: String) -> Self {
        Self { url, ..Self::default() }
    }

    /// What it is called: its title, or its address where it has none.
    #[must_use]
    pub fn name(&self) -> CleanText {
        if self.title.is_empty() { CleanText::line(&self.url) } else { self.title.clone() }
    }
}

/// A subscription as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its number in this store.
    pub number: i64,
    /// What the reader subscribes to.
    pub subscription: Subscription,
    /// Articles of the store that it carried.
    pub articles: u64,
}
