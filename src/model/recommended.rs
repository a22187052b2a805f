//! Why an article is recommended.

use super::follow::Follow;
use crate::text::CleanText;

/// How it showed that the reader liked an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Liked {
    /// It was saved.
    Saved,
    /// It was read to the end.
    Finished,
}

/// A reason to recommend an article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Because {
    /// It belongs to something that is followed.
    Follows(Follow),
    /// It is like an article that the reader liked.
    Like {
        /// That article's number.
        number: i64,
        /// Its headline.
        title: CleanText,
        /// How that showed.
        how: Liked,
    },
    /// The reader liked others of this source.
    Source(CleanText),
}

impl Because {
    /// Reasons of one article at the most.
    pub const MOST: usize = 2;

    /// Its name in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Follows(_) => "followed",
            Self::Like { how: Liked::Saved, .. } => "like-saved",
            Self::Like { how: Liked::Finished, .. } => "like-finished",
            Self::Source(_) => "source",
        }
    }
}
