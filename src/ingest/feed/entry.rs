//! One item of a feed, RSS or Atom, as a draft. Each element is looked at once, wherever it stands.

use std::borrow::Cow;

use url::Url;

use super::outline::Dialect;
use super::rebase::rebased;
use super::xml::{Element, Space, Tree};
use super::{person, words, wrapped};
use crate::document::web_address;
use crate::ingest::item::{Draft, Enclosure, Words, plain};
use crate::ingest::limits;

/// The draft of the item that `tree` is; `base` is what the feed's addresses are relative to, and `declared` what the feed
/// says that they are.
pub(super) fn read(tree: &Tree, dialect: Dialect, base: Option<&Url>, declared: Option<&Url>) -> Draft {
    let mut entry = Entry::default();
    entry.draft.url_is_enough = true;
    let Some(root) = tree.elements.first() else { return entry.draft };
    let own = root.attribute("xml:base");
    entry.draft.base = own.and_then(|own| Url::options().base_url(base).parse(own.trim()).ok());
    entry.draft.language = root.attribute("xml:lang");
    entry.about = root.attribute("rdf:about");
    // CDF says in attributes what the others say in elements.
    entry.draft.url = root.attribute("href");
    entry.date(DateRank::Updated, root.attribute("lastmod").unwrap_or_default());
    for (at, element) in tree.elements.iter().enumerate().skip(1) {
        if element.parent == Some(0) {
            entry.field(tree, at, element, dialect);
        }
        match element.space {
            Space::Media => entry.media(tree, element),
            Space::Itunes => entry.podcast(element),
            _ => {}
        }
    }
    let markup_base = entry.markup_base.take();
    let mut draft = entry.finish();
    let outer = draft.base.as_ref().or(declared);
    let within = markup_base.and_then(|own| Url::options().base_url(outer.or(base)).parse(own.trim()).ok());
    if let (Some(html), Some(base)) = (&draft.html, within.as_ref().or(outer))
        && let Cow::Owned(whole) = rebased(html, base)
    {
        draft.html = Some(whole);
    }
    draft
}

/// Which of several dates is the date: the later variant stands over the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum DateRank {
    Updated,
    DublinCore,
    Published,
}

/// Which of several pictures is the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Itunes,
    Enclosure,
    Image,
    Thumbnail,
    Content,
}

/// An item as far as it has been read.
#[derive(Debug, Default)]
struct Entry {
    draft: Draft,
    /// RDF's name for the item, its id where it has no other.
    about: Option<String>,
    /// A guid that is said to be the item's page.
    permalink: Option<String>,
    /// What the element that holds the text says its addresses are relative to.
    markup_base: Option<String>,
    date: Option<(DateRank, String)>,
    /// The publisher's short text: RSS's description, Atom's summary.
    short: Option<Words>,
    /// What the item's sound or video is said to be, where it says nothing else.
    spoken: Option<Words>,
    /// A name given for the item by the podcast's vocabulary or as an address of mail.
    second_author: Option<String>,
    keywords: Vec<String>,
    picture: Option<(Rank, u32, String)>,
}

impl Entry {
    fn field(&mut self, tree: &Tree, at: usize, element: &Element, dialect: Dialect) {
        let text = || element.text().to_owned();
        let draft = &mut self.draft;
        let atom = element.space == Space::Atom || dialect == Dialect::Atom && element.space == Space::Own;
        match (element.space, element.local()) {
            (Space::Own, "title") => draft.title = Some(words(tree, element, dialect)),
            (Space::Atom | Space::DublinCore | Space::Itunes, "title") if draft.title.is_none() => {
                draft.title = Some(words(tree, element, dialect));
            }
            (_, "link") if atom => self.atom_link(element),
            (Space::Own, "link") if draft.url.is_none() => {
                draft.url = Some(text()).filter(|url| !url.is_empty()).or_else(|| element.attribute("href"));
            }
            (_, "id") if atom => draft.id = Some(text()),
            (Space::Own, "guid") => {
                if element.attribute("isPermaLink").is_none_or(|said| !said.trim().eq_ignore_ascii_case("false")) {
                    self.permalink = Some(text());
                }
                draft.id = Some(text());
            }
            (_, "content") if atom => {
                self.atom_content(tree, element);
            }
            (Space::Content, "encoded") => {
                self.markup_base = element.attribute("xml:base");
                draft.language = element.attribute("xml:lang").or_else(|| draft.language.take());
                draft.html = Some(tree.words(element));
            }
            (Space::Xhtml | Space::Own, "body") | (Space::Own, "fullitem") if draft.html.is_none() => {
                self.markup_base = element.attribute("xml:base");
                draft.language = element.attribute("xml:lang").or_else(|| draft.language.take());
                draft.html = Some(tree.words(element));
            }
            (Space::Own, "description" | "abstract") => {
                self.markup_base = self.markup_base.take().or_else(|| element.attribute("xml:base"));
                self.short = Some(words(tree, element, dialect));
            }
            (Space::Own | Space::Atom | Space::Itunes, "summary") | (Space::DublinCore, "description" | "abstract")
                if self.short.is_none() =>
            {
                self.short = Some(words(tree, element, dialect));
            }
            (Space::Own | Space::Atom, "pubdate" | "published" | "issued") => self.date(DateRank::Published, text()),
            (Space::DublinCore, "date" | "created" | "issued") | (Space::Own | Space::Atom, "created") => {
                self.date(DateRank::DublinCore, text());
            }
            (Space::Own | Space::Atom | Space::DublinCore, "updated" | "modified") => {
                self.date(DateRank::Updated, text());
            }
            (Space::DublinCore, "creator" | "author") | (Space::Own, "author") => {
                draft.authors.extend(person(tree, at, element));
            }
            (_, "author") if atom => draft.authors.extend(person(tree, at, element)),
            (Space::Itunes, "author") => self.second_author = Some(text()),
            (Space::Own | Space::Atom, "category") => {
                let label = ["label", "term"].iter().find_map(|name| element.attribute(name));
                draft.tags.push(Some(text()).filter(|text| !text.is_empty()).or(label).unwrap_or_default());
            }
            (Space::DublinCore, "subject") => draft.tags.push(text()),
            (Space::Itunes, "keywords") => self.keywords.extend(text().split(',').map(str::to_owned)),
            (Space::Own, "enclosure") => {
                self.enclosure(element.attribute("url"), element.attribute("type"), element.attribute("length"));
            }
            (Space::Itunes, "duration") => {
                if let (Some(file), Some(duration)) = (draft.attachments.last_mut(), seconds(&text())) {
                    file.duration.get_or_insert(duration);
                }
            }
            (_, "source") if atom => {
                let title = tree.children(at).find(|(_, child)| child.local() == "title");
                draft.attribution = title.map(|(_, title)| plain(&words(tree, title, dialect)).into_owned());
            }
            (Space::Own, "source") => draft.attribution = Some(text()),
            (Space::Own | Space::DublinCore, "language") => draft.language = Some(text()),
            (Space::Own, "image") => {
                let url = tree.children(at).find(|(_, child)| child.local() == "url");
                self.picture(Rank::Image, 0, Some(url.map_or_else(text, |(_, url)| url.text().to_owned())));
            }
            _ => {}
        }
    }

    fn atom_link(&mut self, element: &Element) {
        let Some(href) = element.attribute("href") else { return };
        match element.attribute("rel").as_deref().map_or("alternate", str::trim) {
            "alternate" if self.draft.url.is_none() => self.draft.url = Some(href),
            "enclosure" => self.enclosure(Some(href), element.attribute("type"), element.attribute("length")),
            _ => {}
        }
    }

    /// Atom's content: text, markup, or something that is neither and is passed over.
    fn atom_content(&mut self, tree: &Tree, element: &Element) {
        let kind = element.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
        let draft = &mut self.draft;
        if draft.html.is_some() || draft.text.is_some() || element.attribute("src").is_some() {
            return;
        }
        self.markup_base = element.attribute("xml:base");
        draft.language = element.attribute("xml:lang").or_else(|| draft.language.take());
        if let Some(text) = wrapped(element, &kind) {
            draft.html = Some(text);
            return;
        }
        match kind.as_str() {
            "" | "text" | "text/plain" if !element.has_markup() => draft.text = Some(element.text().to_owned()),
            "" | "text" | "text/plain" | "html" | "text/html" | "xhtml" => draft.html = Some(tree.words(element)),
            _ if kind.ends_with("/xml") || kind.ends_with("+xml") => draft.html = Some(tree.words(element)),
            _ => {}
        }
    }

    fn date(&mut self, rank: DateRank, text: String) {
        if !text.is_empty() && self.date.as_ref().is_none_or(|(known, _)| *known < rank) {
            self.date = Some((rank, text));
        }
    }

    /// A file; one that is a picture may become the item's.
    fn enclosure(&mut self, url: Option<String>, mime_type: Option<String>, length: Option<String>) {
        let Some(url) = url.filter(|url| !url.trim().is_empty()) else { return };
        let mime_type = mime_type.unwrap_or_default();
        if is_picture(&mime_type, &url) {
            return self.picture(Rank::Enclosure, 0, Some(url));
        }
        let size = length.and_then(|length| length.trim().parse().ok()).filter(|size| *size > 0);
        self.attach(Enclosure { url, mime_type, size, duration: None });
    }

    /// One more than is kept is kept, so that the rest is missed.
    fn attach(&mut self, file: Enclosure) {
        if self.draft.attachments.len() <= limits::ATTACHMENTS {
            self.draft.attachments.push(file);
        }
    }

    /// Media RSS, at whatever depth its groups put it.
    fn media(&mut self, tree: &Tree, element: &Element) {
        let number = |name: &str| element.attribute(name).and_then(|said| said.trim().parse::<u64>().ok());
        let width = || number("width").and_then(|width| u32::try_from(width).ok()).unwrap_or(0);
        let spoken = || Some(Words::Markup(tree.words(element))).filter(|_| !element.text().is_empty());
        match element.local() {
            "thumbnail" => self.picture(Rank::Thumbnail, width(), element.attribute("url")),
            "content" => {
                let Some(url) = element.attribute("url").filter(|url| !url.trim().is_empty()) else { return };
                let mime_type = || element.attribute("type").unwrap_or_default();
                let medium = element.attribute("medium").unwrap_or_default();
                if medium == "image" || medium.is_empty() && is_picture(&mime_type(), &url) {
                    self.picture(Rank::Content, width(), Some(url));
                } else {
                    let mime_type = mime_type();
                    self.attach(Enclosure { url, mime_type, size: number("fileSize"), duration: number("duration") });
                }
            }
            "title" if self.draft.title.is_none() && element.parent == Some(0) => self.draft.title = spoken(),
            "description" => self.spoken = self.spoken.take().or_else(spoken),
            "credit" => {
                let credit = || Some(element.text().to_owned()).filter(|credit| !credit.is_empty());
                self.draft.credit = self.draft.credit.take().or_else(credit);
            }
            "keywords" => self.keywords.extend(element.text().split(',').map(str::to_owned)),
            "category" => {
                self.draft.tags.push(element.attribute("label").unwrap_or_else(|| element.text().to_owned()));
            }
            _ => {}
        }
    }

    /// What podcasts say at whatever depth.
    fn podcast(&mut self, element: &Element) {
        let href = || element.attribute("href").or_else(|| element.attribute("url"));
        match element.local() {
            "image" => self.picture(Rank::Itunes, 0, href()),
            "link" if element.attribute("rel").as_deref() == Some("image") => self.picture(Rank::Itunes, 0, href()),
            "category" => self.draft.tags.extend(element.attribute("text")),
            _ => {}
        }
    }

    fn picture(&mut self, rank: Rank, width: u32, url: Option<String>) {
        let Some(url) = url.filter(|url| !url.trim().is_empty()) else { return };
        if self.picture.as_ref().is_none_or(|(known, wide, _)| (*known, *wide) < (rank, width)) {
            self.picture = Some((rank, width, url));
        }
    }

    fn finish(self) -> Draft {
        let mut draft = self.draft;
        draft.id = draft.id.filter(|id| !id.trim().is_empty()).or(self.about.clone());
        let link = draft.url.take().filter(|url| !url.trim().is_empty());
        let is_web = |guid: &String| web_address(guid, None).is_some();
        draft.url = link.or_else(|| self.permalink.or(self.about).filter(is_web));
        draft.date = self.date.map(|(_, date)| date);
        draft.picture = self.picture.map(|(.., url)| url);
        let blank = |body: &Option<String>| body.as_deref().is_none_or(|body| body.trim().is_empty());
        let (mut short, mut spoken) = (self.short, self.spoken);
        if draft.picture.is_some() {
            draft.caption = spoken.take();
        } else {
            draft.credit = None;
        }
        if blank(&draft.html) && blank(&draft.text) {
            match short.take().filter(|words| !is_blank(words)).or_else(|| draft.caption.clone()).or(spoken) {
                Some(Words::Plain(text)) => draft.text = Some(text),
                Some(Words::Markup(html)) => draft.html = Some(html),
                None => {}
            }
        }
        draft.summary = short;
        if draft.authors.iter().all(|author| author.trim().is_empty()) {
            draft.authors.extend(self.second_author);
        }
        if draft.tags.iter().all(|tag| tag.trim().is_empty()) {
            draft.tags = self.keywords;
        }
        draft
    }
}

fn is_blank(words: &Words) -> bool {
    match words {
        Words::Plain(words) | Words::Markup(words) => words.trim().is_empty(),
    }
}

/// Whether a file is a picture, by its type or, where it has none, by its name.
fn is_picture(mime_type: &str, url: &str) -> bool {
    if !mime_type.trim().is_empty() {
        return mime_type.trim().to_ascii_lowercase().starts_with("image/");
    }
    let path = url.split(['?', '#']).next().unwrap_or(url).to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].iter().any(|end| path.ends_with(end))
}

/// A podcast's length: `3723`, `62:03`, `1:02:03`. None where it is no length.
fn seconds(text: &str) -> Option<u64> {
    let mut total: u64 = 0;
    for part in text.trim().split(':') {
        let whole = part.split('.').next().unwrap_or(part);
        total = total.checked_mul(60)?.checked_add(whole.trim().parse().ok()?)?;
    }
    Some(total).filter(|_| text.matches(':').count() <= 2)
}
