//! Stories: articles about one event.

use crate::text::CleanText;

use super::{Headline, Key};

/// Articles about one event, from one or several sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its place among the stories; the number is the story's own, which it keeps as it grows.
    pub key: Key,
    /// How many sources have it.
    pub sources: usize,
    /// Its articles: the one that has most of what all have, then the others, newest first.
    pub articles: Vec<Headline>,
}

impl Story {
    /// What it is called: the headline of its first article.
    #[must_use]
    pub fn title(&self) -> CleanText {
        self.articles.first().map(|article| article.title.clone()).unwrap_or_default()
    }
}
