//! A feed that the reader subscribes to: as a list of feeds names it ([`Subscription`]) and as the store holds it
//! ([`Feed`]), with what came of it when it was last asked ([`Fetched`]).

use std::time::Duration;

use jiff::Timestamp;

use crate::text::CleanText;

/// A feed that is to be fetched, with what the reader calls it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subscription {
    /// Where the feed is, http or https, or a file where the reader typed its address ([`is_file`]); no two subscriptions
    /// share one.
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
        if self.title.is_empty() { CleanText::line(&without_user(&self.url)) } else { self.title.clone() }
    }
}

/// An address as it may be shown: without the name and the word by which its reader is known there.
#[must_use]
pub fn without_user(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].rfind('@').map_or(0, |at| at + 1);
    format!("{scheme}://{}", &rest[host..])
}

/// Whether the address of a feed is that of a file of this machine. Only the reader may give one, and only by typing it.
#[must_use]
pub fn is_file(url: &str) -> bool {
    url.starts_with("file:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_sees_by_what_word_a_reader_is_known() {
        for (url, shown) in [
            ("https://sari:rahasia@a.example/b@c", "https://a.example/b@c"),
            ("https://sari@a.example", "https://a.example"),
            ("https://a.example/?x=@", "https://a.example/?x=@"),
            ("file:///home/sari@laut/feed.xml", "file:///home/sari@laut/feed.xml"),
            ("no address", "no address"),
        ] {
            assert_eq!(without_user(url), shown);
        }
        let feed = Subscription::new("https://sari:rahasia@a.example/feed".to_owned());
        assert_eq!(feed.name().as_str(), "https://a.example/feed");
    }
}

/// A subscription as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Its number in this store.
    pub number: i64,
    /// What the reader subscribes to.
    pub subscription: Subscription,
    /// From one time it is asked to the next; none for the usual.
    pub interval: Option<Duration>,
    /// Whether the pages of its articles are fetched with it, for their text.
    pub full_text: bool,
    /// How much of it is kept.
    pub keep: Keep,
    /// Articles of the store that it carried.
    pub articles: u64,
    /// What came of it when it was last asked; none where it never was.
    pub fetched: Option<Fetched>,
}

/// How much of a feed is kept. What is saved stays in any case.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keep {
    /// Everything.
    #[default]
    All,
    /// Articles for so many days after they came.
    Days(u32),
    /// So many articles, the newest.
    Articles(u32),
}

impl Keep {
    /// Days or articles that can be asked for, at the most.
    pub const MOST: u32 = 1_000_000;
}

impl Feed {
    /// Where it is to be asked for: the address that it has moved to for good, or its own.
    #[must_use]
    pub fn address(&self) -> &str {
        let moved = self.fetched.as_ref().and_then(|fetched| fetched.address.as_deref());
        moved.unwrap_or(&self.subscription.url)
    }

    /// Whether it is to be asked at the time `now`: it never was, or its time has come.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.fetched.as_ref().is_none_or(|fetched| fetched.due.is_some_and(|due| due <= now))
    }
}

/// What came of a feed when it was last asked, and what is to be told its server the next time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// Where it has moved to for good; none where it is at its own address.
    pub address: Option<String>,
    /// What the server called the answer that was last read, for `If-None-Match`.
    pub etag: Option<String>,
    /// When that was changed, in the server's words, for `If-Modified-Since`.
    pub modified: Option<String>,
    /// When it was asked.
    pub checked: Timestamp,
    /// When it last answered as it should; none where it never did.
    pub succeeded: Option<Timestamp>,
    /// When it is to be asked again; none where its server says that it is gone for good.
    pub due: Option<Timestamp>,
    /// Failures in a row, up to now.
    pub failures: u32,
    /// Why the last one failed, with what to do.
    pub error: Option<CleanText>,
}

impl Fetched {
    /// Nothing yet, at the time `checked`.
    #[must_use]
    pub fn new(checked: Timestamp) -> Self {
        let (address, etag, modified) = (None, None, None);
        Self { address, etag, modified, checked, succeeded: None, due: Some(checked), failures: 0, error: None }
    }
}
