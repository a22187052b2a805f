//! Related articles and why they are.

use crate::model::ArticleId;
use crate::text::{CleanText, OffsetDateTime};

/// Another article that belongs with one.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    /// Its number in this store.
    pub number: i64,
    /// Its identity.
    pub id: ArticleId,
    /// Its headline.
    pub title: CleanText,
    /// Who published it.
    pub source: CleanText,
    /// When it was published.
    pub published: Option<OffsetDateTime>,
    /// How near it is; larger is nearer, comparable within one answer only.
    pub score: f64,
    /// Why, the strongest reason first.
    pub reasons: Vec<Reason>,
    /// What it is beside the article.
    pub group: Group,
    /// The article that has nearly the same text, by its number: the one in question, or one that is nearer.
    pub reprint_of: Option<i64>,
}

impl Eq for Related {}

/// What a related article is beside the one in question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// It is about the same event.
    Story,
    /// It told of the matter before.
    Earlier,
    /// It is about the same people, places or things.
    About,
    /// The article's own page leads to it.
    Page,
}

/// Why an article is related.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Both are about the same event.
    SameStory,
    /// Both have nearly the same text.
    SameText,
    /// Nearly the same text is at these sources, too.
    AlsoAt(Vec<CleanText>),
    /// Rare terms that both have, in the words of the text, the rarest first.
    SharedTerms(Vec<CleanText>),
    /// Tags that both have.
    SharedTags(Vec<CleanText>),
    /// One links to the other.
    Linked,
    /// Both are from this source.
    SameSource(CleanText),
}

impl Reason {
    /// Its name in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::SameStory => "same-story",
            Self::SameText | Self::AlsoAt(_) => "reprint",
            Self::SharedTerms(_) => "shared-terms",
            Self::SharedTags(_) => "shared-tags",
            Self::Linked => "linked",
            Self::SameSource(_) => "same-source",
        }
    }

    /// The words that the reason names.
    #[must_use]
    pub fn terms(&self) -> &[CleanText] {
        match self {
            Self::SharedTerms(terms) | Self::SharedTags(terms) | Self::AlsoAt(terms) => terms,
            Self::SameStory | Self::SameText | Self::Linked => &[],
            Self::SameSource(source) => std::slice::from_ref(source),
        }
    }
}
