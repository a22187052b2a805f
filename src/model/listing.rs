//! What a list shows: a [`Listing`] is the question, a [`Page`] of rows the answer, a [`Window`] which rows.

use crate::model::{ArticleId, Because, FollowCount, Marks};
use crate::text::{CleanText, OffsetDateTime};
use jiff::Timestamp;

/// Most hits of one search. A reader who has not found it among the best two hundred types another word.
pub const MAX_HITS: usize = 200;

/// Most articles that stand below the row of their story.
pub const MAX_MEMBERS: usize = 200;

/// What a list is a list of.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Listing {
    /// Every article, newest first, those of a story in one row that stands where its newest does.
    Latest,
    /// Every article in a row of its own, newest first.
    Articles,
    /// Stories that several sources carry: those first that more do, of which each day takes half.
    Popular,
    /// Unread articles, newest first.
    Unread,
    /// Saved articles, last saved first.
    Saved,
    /// What is followed, last followed first, below a row for all of it.
    Following,
    /// Articles of everything that is followed, newest first, each once.
    Followed,
    /// Unread articles that the reader may like, best first: the whole answer whatever the window.
    Recommended,
    /// Articles with a tag, newest first.
    Tagged(CleanText),
    /// Articles of a source, newest first.
    From(CleanText),
    /// Articles that a query finds: best first where it has words, newest first where it has fields only.
    Found(String),
    /// Tags, most used first.
    Tags,
    /// Tags whose names have this text in them, most used first.
    TagsWith(String),
    /// Sources, those with the most articles first.
    Sources,
}

/// A place in the order of a listing, as the index that serves it sorts: by `sort`, then by `number`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Seconds since 1970 for articles and follows, a count of articles for tags and sources, a score for what is recommended;
    /// larger comes first.
    pub sort: i64,
    /// The row's number, which breaks ties; larger comes first.
    pub number: i64,
    /// The article that stands below the row as one of its story; 0 for the row itself. No window begins or ends at one.
    pub member: i64,
}

impl Key {
    /// The place of a row.
    #[must_use]
    pub fn new(sort: i64, number: i64) -> Self {
        Self { sort, number, member: 0 }
    }

    /// The place of the row below which this one stands; its own where it stands below none.
    #[must_use]
    pub fn row(self) -> Self {
        Self { member: 0, ..self }
    }
}

/// Where a window lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// From the first row.
    Start,
    /// Up to the last row.
    End,
    /// The rows behind this one.
    After(Key),
    /// The rows before this one.
    Before(Key),
    /// Half before this row, the row itself where it still stands, and the rest behind it.
    Around(Key),
}

/// Which rows of a listing are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// Where it lies.
    pub anchor: Anchor,
    /// How many rows at the most.
    pub limit: usize,
}

/// The rows that answer a window, in the order of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Rows.
    pub rows: Vec<Row>,
    /// Rows in the whole listing.
    pub total: usize,
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// An article.
    Headline(Box<Headline>),
    /// A tag.
    Tag(TagCount),
    /// A source.
    Source(SourceCount),
    /// Something that is followed.
    Follow(FollowCount),
}

impl From<Headline> for Row {
    fn from(headline: Headline) -> Self {
        Self::Headline(Box::new(headline))
    }
}

impl Row {
    /// Its place in the order of its listing.
    #[must_use]
    pub fn key(&self) -> Key {
        match self {
            Self::Headline(headline) => headline.key,
            Self::Tag(tag) => tag.key,
            Self::Source(source) => source.key,
            Self::Follow(follow) => follow.key,
        }
    }

    /// Whether it stands below another row, as an article of its story.
    #[must_use]
    pub fn is_member(&self) -> bool {
        self.key().member != 0
    }

    /// The article of the row.
    #[must_use]
    pub fn headline(&self) -> Option<&Headline> {
        match self {
            Self::Headline(headline) => Some(headline),
            _ => None,
        }
    }
}

/// What a list shows of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Its place in the listing.
    pub key: Key,
    /// Number in this store.
    pub number: i64,
    /// Identity.
    pub id: ArticleId,
    /// Headline; where the publisher gave none, the beginning of the text.
    pub title: CleanText,
    /// Who published it.
    pub source: CleanText,
    /// When it was published.
    pub published: Option<OffsetDateTime>,
    /// When this store first saw it.
    pub first_seen: Timestamp,
    /// The publisher's tags.
    pub tags: Vec<CleanText>,
    /// The reader's own.
    pub own_tags: Vec<CleanText>,
    /// The reader's marks.
    pub marks: Marks,
    /// The story that it is part of, by its number.
    pub story: Option<i64>,
    /// What else stands behind the row; none for a row that stands for its article alone.
    pub fold: Option<Fold>,
    /// Why it is recommended, the strongest reason first, at most [`Because::MOST`]; nothing in any other list.
    pub because: Vec<Because>,
}

/// A story, of which a row shows one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fold {
    /// The story's number.
    pub story: i64,
    /// Its articles, with the one that is shown.
    pub articles: usize,
    /// How many sources they are from.
    pub sources: usize,
    /// When its newest article came or was published.
    pub newest: Timestamp,
    /// Whether any other than the one that is shown is unread.
    pub unread: bool,
}

/// An article that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The article's number in this store.
    pub number: i64,
    /// The passage that was found, in pieces in reading order; the flag tells the words that were looked for.
    pub extract: Vec<(CleanText, bool)>,
    /// How well the article matches; larger is better, comparable within one answer only.
    pub score: f64,
}

/// A tag with the number of its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagCount {
    /// Its place among the tags.
    pub key: Key,
    /// The tag, as first written.
    pub name: CleanText,
    /// Articles with it, from the publisher or from the reader.
    pub articles: usize,
    /// Those of them that are unread.
    pub unread: usize,
    /// Those of them to which the reader gave it.
    pub own: usize,
}

impl TagCount {
    /// Whether the reader has given it to any article.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.own > 0
    }
}

/// A source with the numbers of its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCount {
    /// Its place among the sources.
    pub key: Key,
    /// Its name.
    pub name: CleanText,
    /// Its articles.
    pub articles: usize,
    /// Those of them that are unread.
    pub unread: usize,
}

/// What the store holds, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Articles.
    pub articles: usize,
    /// Unread articles.
    pub unread: usize,
    /// Saved articles.
    pub saved: usize,
    /// Sources that have any.
    pub sources: usize,
}
