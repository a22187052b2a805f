//! Players and pages within the page: named by what they are and by their host, never opened.

use url::Url;

use super::links::LinkList;
use super::markup::{self, Attributes, Take};

/// Hosts whose frames are players of moving pictures.
const VIDEO_HOSTS: [&str; 6] =
    ["dailymotion.com", "player.vimeo.com", "rumble.com", "vimeo.com", "youtube-nocookie.com", "youtube.com"];

/// What a page within the page is called.
const PAGE: &str = "embed";

/// Whether what stands for an element, as [`Player::label`] writes it, is a player of sound or moving pictures, and no page.
pub(super) fn plays(label: &str) -> bool {
    !label.strip_prefix('[').is_some_and(|label| label.starts_with(PAGE))
}

/// A player whose element has begun.
pub(super) struct Player {
    kind: &'static str,
    /// Whether it may stand in an `object` of the same address, for browsers that don't know that.
    is_fallback: bool,
    sources: Vec<String>,
}

impl Player {
    /// Of the element `iframe`, `video`, `audio`, `embed` or `object`.
    pub(super) fn new(name: &str, attributes: Attributes<'_>) -> Self {
        let kind = match name {
            "video" => "video",
            "audio" => "audio",
            _ => PAGE,
        };
        let sources =
            ["src", "data-src", "data"].iter().filter_map(|name| attributes.get(name)).map(str::to_owned).collect();
        Self { kind, is_fallback: name == "embed", sources }
    }

    /// Looks for the address in the source of the element's content, where the element itself named none.
    pub(super) fn find_source(&mut self, source: &str) {
        if self.sources.is_empty() && self.kind != PAGE {
            let mut first = FirstSource(None);
            markup::read(source, &mut first);
            self.sources.extend(first.0);
        }
    }

    /// The words that stand for it, `[video: youtube.com]`, and its address; none where it has none on the web, or
    /// has been named just before.
    pub(super) fn label(self, links: &LinkList<'_>) -> Option<(String, Url)> {
        let url = self.sources.iter().find_map(|source| links.resolve(source))?;
        if self.is_fallback && links.ends_in(&url) {
            return None;
        }
        let host = url.host_str()?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        let kind = if VIDEO_HOSTS.contains(&host) { "video" } else { self.kind };
        Some((format!("[{kind}: {host}]"), url))
    }
}

/// The first `<source src>`.
struct FirstSource(Option<String>);

impl Take for FirstSource {
    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        if name == "source" && self.0.is_none() {
            self.0 = attributes.get("src").map(str::to_owned);
        }
    }

    fn close(&mut self, _name: &str) {}

    fn words(&mut self, _words: &str) {}

    fn skipped(&mut self, _source: &str) {}

    fn is_full(&self) -> bool {
        self.0.is_some()
    }
}
