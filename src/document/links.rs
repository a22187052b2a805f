//! The links of a document while it is built: which addresses are taken, and which words belong to them.

use std::borrow::Cow;

use url::Url;

use super::{MAX_LINKS, web_address};
use crate::model::Link;
use crate::text::CleanText;

/// Bytes kept of the words of a link.
const MAX_TITLE: usize = 300;

/// The links so far, and the one that is open.
pub(super) struct LinkList<'b> {
    base: Option<Cow<'b, Url>>,
    /// Whether the page itself has named its base; only the first one counts.
    has_own_base: bool,
    links: Vec<Link>,
    open: Option<Open>,
}

/// A link whose words are being read. It gets its number with its first word: one without words is none.
struct Open {
    /// Where it leads, until it has its number.
    url: String,
    title: String,
    index: Option<usize>,
}

impl<'b> LinkList<'b> {
    pub(super) fn new(base: Option<&'b Url>) -> Self {
        Self { base: base.map(Cow::Borrowed), has_own_base: false, links: Vec::new(), open: None }
    }

    /// The page names the address that its links start from.
    pub(super) fn set_base(&mut self, address: &str) {
        if let Some(url) = self.resolve(address).filter(|_| !self.has_own_base) {
            self.base = Some(Cow::Owned(url));
            self.has_own_base = true;
        }
    }

    /// A link begins.
    pub(super) fn begin(&mut self, address: Option<&str>) {
        self.end();
        let address = address.filter(|address| self.links.len() < MAX_LINKS && !address.trim().starts_with('#'));
        let url = address.and_then(|address| self.resolve(address));
        self.open = url.map(|url| Open { url: url.into(), title: String::new(), index: None });
    }

    /// Words of the open link; gives its number.
    pub(super) fn name(&mut self, words: &str) -> Option<usize> {
        let open = self.open.as_mut()?;
        let room = MAX_TITLE.saturating_sub(open.title.len());
        open.title.push_str(&words[..words.floor_char_boundary(room)]);
        if open.index.is_none() {
            open.index = Some(self.links.len());
            self.links.push(Link { title: CleanText::default(), url: std::mem::take(&mut open.url) });
        }
        open.index
    }

    /// The number of the open link, where it has words.
    pub(super) fn used(&self) -> Option<usize> {
        self.open.as_ref()?.index
    }

    /// The open link ends, where one is open.
    pub(super) fn end(&mut self) {
        let Some(open) = self.open.take() else { return };
        if let Some(link) = open.index.and_then(|index| self.links.get_mut(index)) {
            let title = CleanText::line(&open.title);
            link.title = title.non_empty().unwrap_or_else(|| CleanText::line(&link.url));
        }
    }

    /// Whether the last link leads here.
    pub(super) fn ends_in(&self, url: &Url) -> bool {
        self.links.last().is_some_and(|link| link.url == url.as_str())
    }

    /// A link that is whole; none where there are too many.
    pub(super) fn add(&mut self, title: &str, url: Url) -> Option<usize> {
        if self.links.len() >= MAX_LINKS {
            return None;
        }
        // An open link keeps its number, which is below this one.
        self.links.push(Link { title: CleanText::line(title), url: url.into() });
        Some(self.links.len() - 1)
    }

    /// The address as the page meant it.
    pub(super) fn resolve(&self, address: &str) -> Option<Url> {
        web_address(address, self.base.as_deref())
    }

    pub(super) fn finish(mut self) -> Vec<Link> {
        self.end();
        self.links
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_base_that_the_page_names_counts() {
        let mut list = LinkList::new(None);
        for base in ["javascript:x", "https://x.org/a/", "https://y.org/"] {
            list.set_base(base);
        }
        assert_eq!(list.resolve("b").map(String::from).as_deref(), Some("https://x.org/a/b"));
    }

    #[test]
    fn titles_are_measured_at_the_limit_and_one_past_it() {
        let title = |bytes: usize| {
            let mut list = LinkList::new(None);
            list.begin(Some("https://x.org"));
            list.name(&"x".repeat(bytes));
            list.finish()[0].title.len()
        };
        assert_eq!((title(MAX_TITLE), title(MAX_TITLE + 1)), (MAX_TITLE, MAX_TITLE));
    }
}
