//! The feeds of a page: those that it names for programs, else those that it links to by words or address.
//!
//! Called by `perform`, for an address that was to be a feed and is a page.

use url::Url;

use super::charset;
use crate::document::markup::{self, Attributes, Take};
use crate::document::web_address;
use crate::ingest::limits;
use crate::text::CleanText;

/// Feeds of one page.
pub const MAX_ALTERNATES: usize = 50;

/// Where feeds are kept by custom, tried where a page names none.
const USUAL: [&str; 8] = ["/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds"];

/// Media types of feeds.
const TYPES: [&str; 4] =
    ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"];

/// A feed that a page names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternate {
    /// Where it is.
    pub url: String,
    /// What the page calls it; empty where it has no name there.
    pub title: CleanText,
}

/// The feeds that a page names, in its order, each once: those of `link` elements, or, where there is none of these, of links
/// whose address or words say so. `url` is where the page is.
#[must_use]
pub fn alternates(bytes: &[u8], charset: Option<&str>, url: &Url) -> Vec<Alternate> {
    let (html, _) = charset::decoded(bytes, charset);
    let mut looker = Looker { base: url.clone(), named: Vec::new(), linked: Vec::new(), open: None };
    markup::read(&html, &mut looker);
    looker.end_link();
    if looker.named.is_empty() { looker.linked } else { looker.named }
}

/// Where a feed of the page at `url` may be, by custom, the likeliest first: below the page's own folder, then at its site's root.
#[must_use]
pub fn usual(url: &Url) -> Vec<String> {
    let mut bases = vec![url.clone()];
    if url.path().len() > 1 {
        bases.extend(url.join("/"));
    }
    let mut found: Vec<String> = Vec::new();
    for base in bases {
        let folder = base.path().trim_end_matches('/').to_owned();
        for name in USUAL {
            let mut at = base.clone();
            at.set_query(None);
            at.set_fragment(None);
            at.set_path(&format!("{folder}{name}"));
            if !found.contains(&at.to_string()) {
                found.push(at.into());
            }
        }
    }
    found
}

struct Looker {
    base: Url,
    named: Vec<Alternate>,
    linked: Vec<Alternate>,
    /// The link whose words are being read.
    open: Option<(Url, String)>,
}

impl Looker {
    fn end_link(&mut self) {
        let Some((url, words)) = self.open.take() else { return };
        let title = limits::line(&words);
        if leads_to_feed(&url, &title) {
            add(&mut self.linked, &url, title);
        }
    }
}

impl Take for Looker {
    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let address = |base: &Url| attributes.get("href").and_then(|href| web_address(href, Some(base)));
        match name {
            "base" => self.base = address(&self.base).unwrap_or_else(|| self.base.clone()),
            "link" => {
                let is = |attribute, wanted: &dyn Fn(&str) -> bool| {
                    attributes.get(attribute).is_some_and(|value| wanted(&value.trim().to_ascii_lowercase()))
                };
                let is_alternate = is("rel", &|rel| rel.split_whitespace().any(|rel| rel == "alternate"));
                let is_feed = is("type", &|kind| TYPES.contains(&kind.split(';').next().unwrap_or_default().trim()));
                if let Some(url) = address(&self.base).filter(|_| is_alternate && is_feed) {
                    add(&mut self.named, &url, limits::line(attributes.get("title").unwrap_or_default()));
                }
            }
            "a" => {
                self.end_link();
                self.open = address(&self.base).map(|url| (url, String::new()));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "a" {
            self.end_link();
        }
    }

    fn words(&mut self, words: &str) {
        if let Some((_, said)) = self.open.as_mut().filter(|(_, said)| said.len() < limits::LINE) {
            said.push_str(words);
        }
    }

    fn skipped(&mut self, _: &str) {}

    fn is_full(&self) -> bool {
        self.named.len() == MAX_ALTERNATES
    }
}

fn add(feeds: &mut Vec<Alternate>, url: &Url, title: CleanText) {
    if feeds.len() < MAX_ALTERNATES && feeds.iter().all(|known| known.url != url.as_str()) {
        feeds.push(Alternate { url: url.to_string(), title });
    }
}

/// Whether a link leads to a feed: by the end of its path, or by its words where its path names feeds at all.
fn leads_to_feed(url: &Url, words: &str) -> bool {
    let path = url.path().to_ascii_lowercase();
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let is_file = [".rss", ".atom", ".rdf"].iter().any(|ending| last.ends_with(ending))
        || matches!(last, "rss" | "feed" | "atom" | "rss.xml" | "feed.xml" | "atom.xml" | "index.xml" | "feed.json");
    let words = words.to_lowercase();
    let says = words.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "rss" | "atom" | "feed"));
    is_file || says && ["rss", "feed", "atom", ".xml"].iter().any(|part| path.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<(String, String)> {
        let url = Url::parse("https://a.example/news/today").unwrap();
        let all = alternates(html.as_bytes(), None, &url);
        all.into_iter().map(|feed| (feed.url, feed.title.into_string())).collect()
    }

    #[test]
    fn a_page_names_its_feeds() {
        let html = "<link rel='alternate home' type='application/rss+xml; charset=x' href=/rss title='Kabar &amp; Nusa'>\
            <link rel=alternate type=application/atom+xml href=atom.xml>\
            <link rel=alternate type=application/atom+xml href=/news/atom.xml title=again>\
            <link rel=alternate hreflang=id href=/id><link rel=alternate type=text/html href=/m>\
            <link rel=alternate type=application/rss+xml href='javascript:x'><a href=/other.rss>x</a>";
        let pair = |url: &str, title: &str| (url.to_owned(), title.to_owned());
        assert_eq!(
            found(html),
            [pair("https://a.example/rss", "Kabar & Nusa"), pair("https://a.example/news/atom.xml", "")]
        );
    }

    #[test]
    fn links_are_looked_at_where_a_page_names_none() {
        let html = "<base href=https://b.example/><a href=news.rss>News</a><a href=/feeds/all>All as <b>RSS</b></a>\
            <a href=/rss-readers>About feeding</a><a href=/x>RSS</a><a href=feed/>";
        let urls: Vec<String> = found(html).into_iter().map(|(url, _)| url).collect();
        assert_eq!(urls, ["https://b.example/news.rss", "https://b.example/feeds/all", "https://b.example/feed/"]);
    }

    #[test]
    fn feeds_are_counted_at_the_limit_and_one_past_it() {
        let page = |count: usize| {
            let link = |n: usize| format!("<link rel=alternate type=application/rss+xml href=/{n}>");
            found(&(0..count).map(link).collect::<String>()).len()
        };
        assert_eq!((page(MAX_ALTERNATES), page(MAX_ALTERNATES + 1)), (MAX_ALTERNATES, MAX_ALTERNATES));
    }

    #[test]
    fn customs_are_tried_near_the_page_first() {
        let places = usual(&Url::parse("https://a.example/blog/?x=1").unwrap());
        assert_eq!(places[0], "https://a.example/blog/feed");
        assert_eq!(places[USUAL.len()], "https://a.example/feed");
        assert_eq!(usual(&Url::parse("https://a.example/").unwrap()).len(), USUAL.len());
    }
}
