//! What can be made out of an article before it is written, on any thread: a digest of what it says, and its vector. It takes
//! a third of an article's way into the store. Pure; called by an import, and by those who prepare for one.

use sha2::{Digest, Sha256};

use crate::model::NewArticle;
use crate::related::Vector;
use crate::text::Language;

use super::import::{json, one_a_line};
use super::vectors::vector_of;

/// An article that is ready to be written.
#[derive(Debug)]
pub struct Prepared {
    pub(super) article: NewArticle,
    pub(super) digest: Vec<u8>,
    pub(super) vector: Vector,
}

impl Prepared {
    /// Makes out what the article says and what it is about.
    #[must_use]
    pub fn new(article: NewArticle) -> Self {
        let vector = vector_of(&article.title, &article.body.text, article.language.as_ref());
        Self { digest: digest(&article), vector, article }
    }
}

/// A hash of everything that the first of its feeds gave: all but the other feeds, the text of its page, the marks and
/// the time of first sight.
pub(super) fn digest(article: &NewArticle) -> Vec<u8> {
    let NewArticle { title, body, source, .. } = article;
    let mut hash = Sha256::new();
    let mut field = |text: Option<&str>| {
        hash.update(text.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
        hash.update(text.unwrap_or_default());
    };
    let published = article.published.map(|date| date.to_string());
    let picture = article.picture.as_ref().and_then(|picture| json(picture).ok());
    let (links, attachments) = (json(&article.links).ok(), json(&article.attachments).ok());
    let (authors, tags) = (one_a_line(&article.authors), one_a_line(&article.tags));
    for text in [
        article.url.as_deref(),
        Some(title.as_str()),
        body.html.as_deref(),
        Some(body.text.as_str()),
        article.summary.as_deref(),
        published.as_deref(),
        Some(&authors),
        article.initials.as_deref(),
        article.dateline.as_deref(),
        article.attribution.as_deref(),
        picture.as_deref(),
        Some(&tags),
        article.language.as_ref().map(Language::code),
        Some(source.as_str()),
        article.feeds.first().map(String::as_str),
        links.as_deref(),
        attachments.as_deref(),
    ] {
        field(text);
    }
    hash.finalize()[..16].to_vec()
}
