//! Bytes to articles. Pure: reads what it is given, opens nothing, knows no store and no clock.
//!
//! Every kind of input is one file beside this one. An input becomes a stream of [`Item`]s: a bad item is one
//! `Skipped` with its place and reason, and the rest goes on; only an input that holds nothing at all is an error.

pub mod identity;
pub mod plain;

use std::fmt;

use crate::model::NewArticle;
use crate::text::CleanText;

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// RSS 0.9x to 2.0, RDF, Atom.
    Feed,
    /// JSON Feed 1.0 and 1.1.
    JsonFeed,
    /// A news page, copied out of a browser as text.
    Text,
    /// JSON Lines: one JSON Feed item a line, as `warta export` writes.
    JsonLines,
}

impl Kind {
    /// Every kind, in the order the help names them.
    pub const ALL: [Self; 4] = [Self::Feed, Self::JsonFeed, Self::Text, Self::JsonLines];

    /// Its name on the command line and in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::JsonFeed => "json-feed",
            Self::Text => "text",
            Self::JsonLines => "jsonl",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What is known of an input besides its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hint {
    /// The kind, where the caller knows it; else it is sniffed.
    pub kind: Option<Kind>,
    /// The source to give its articles, over what the input says.
    pub source: Option<CleanText>,
    /// The address the input came from; relative links are resolved against it.
    pub url: Option<String>,
    /// Tags to give every article besides its own.
    pub tags: Vec<CleanText>,
    /// A name for the source where neither the caller nor the input gives one: the file's stem.
    pub name: CleanText,
}

/// One thing that an input gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// An article.
    Article(Box<NewArticle>),
    /// An item that could not be taken.
    Skipped(Remark),
    /// Something odd about an item that was taken: a weekday that contradicts its date.
    Notice(Remark),
}

/// A remark on one item of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which item, or which line of JSON Lines: 1 is the first.
    pub item: usize,
    /// What is wrong with it, as one line.
    pub reason: CleanText,
}

/// Everything that an input gave, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// What it was.
    pub kind: Kind,
    /// Its articles.
    pub articles: Vec<NewArticle>,
    /// Items that could not be taken.
    pub skipped: Vec<Remark>,
    /// Remarks on items that were.
    pub notices: Vec<Remark>,
}
