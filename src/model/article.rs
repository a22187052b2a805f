//! An article: as a publisher gave it ([`NewArticle`]) and as the store holds it ([`Article`]).

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::mark::{Marks, TextOf};
use crate::text::{CleanText, Language, OffsetDateTime};

/// Identity of an article across imports: the feed's guid, else the canonical link, else a hash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(CleanText);

impl ArticleId {
    /// Longest identity kept, in bytes; ingestion hashes a longer one.
    pub const MAX: usize = 512;

    /// An identity from text that is already known to be one, at most [`ArticleId::MAX`] bytes long.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(CleanText::line(text))
    }

    /// The identity as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same identity under the other of http and https, where it is an address: a publisher that moves from one to
    /// the other publishes no article anew.
    #[must_use]
    pub fn twin(&self) -> Option<Self> {
        twin_address(&self.0).map(|other| Self::new(&other))
    }
}

/// The same address under the other of http and https.
#[must_use]
pub fn twin_address(address: &str) -> Option<String> {
    match address.split_once("://")? {
        ("http", rest) => Some(format!("https://{rest}")),
        ("https", rest) => Some(format!("http://{rest}")),
        _ => None,
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// What an article says. `text` always stands; `html` only where it says more than the text does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The publisher's markup, as it came; [`document`](crate::document) is the only reader of it.
    pub html: Option<String>,
    /// The words, paragraphs apart by a blank line.
    pub text: CleanText,
}

/// The picture of an article. Warta shows its words; the picture itself is only named.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Where the picture is, http or https.
    pub url: Option<String>,
    /// What it shows.
    pub caption: Option<CleanText>,
    /// Who took it: a person, an agency, a file.
    pub credit: Option<CleanText>,
}

/// A link to another page, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words of the link.
    pub title: CleanText,
    /// Where it leads, http or https.
    pub url: String,
}

/// The lists that a publisher's page carries beside an article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Links {
    /// "Berita Terkait", "Baca juga", "Related".
    pub related: Vec<Link>,
    /// "Rekomendasi", "Recommended".
    pub recommended: Vec<Link>,
    /// "Terpopuler", "Most read".
    pub popular: Vec<Link>,
    /// "Terkini", "Latest".
    pub latest: Vec<Link>,
    /// "Video".
    pub video: Vec<Link>,
}

impl Links {
    /// The lists with the names they have in JSON, in the order they are shown.
    #[must_use]
    pub fn named(&self) -> [(&'static str, &Vec<Link>); 5] {
        [
            ("related", &self.related),
            ("recommended", &self.recommended),
            ("popular", &self.popular),
            ("latest", &self.latest),
            ("video", &self.video),
        ]
    }

    /// The lists by name, to be filled.
    pub fn named_mut(&mut self) -> [(&'static str, &mut Vec<Link>); 5] {
        [
            ("related", &mut self.related),
            ("recommended", &mut self.recommended),
            ("popular", &mut self.popular),
            ("latest", &mut self.latest),
            ("video", &mut self.video),
        ]
    }

    /// Whether the page carried none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.named().iter().all(|(_, links)| links.is_empty())
    }
}

/// A file that comes with an article: sound, video, a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Where it is, http or https.
    pub url: String,
    /// Its media type, `audio/mpeg`.
    pub mime_type: CleanText,
    /// Its size in bytes.
    pub size: Option<u64>,
    /// Its length in seconds.
    pub duration: Option<u64>,
}

/// The text of an article's own page, fetched beside what its feed gave, with what the page says around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullText {
    /// Body.
    pub body: Body,
    /// Who wrote it, by name.
    pub authors: Vec<CleanText>,
    /// The initials that sign it.
    pub initials: Option<CleanText>,
    /// Where it was reported from.
    pub dateline: Option<CleanText>,
    /// Whose report it passes on.
    pub attribution: Option<CleanText>,
    /// The picture.
    pub picture: Option<Picture>,
    /// The page's own lists.
    pub links: Links,
    /// When it was fetched.
    pub fetched: Timestamp,
}

/// What a publisher gave, cleaned and identified, on its way to the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewArticle {
    /// Identity.
    pub id: ArticleId,
    /// The article's own page, http or https.
    pub url: Option<String>,
    /// Headline; empty where the publisher gave none (then the text's beginning stands in).
    pub title: CleanText,
    /// Body.
    pub body: Body,
    /// The publisher's own abstract, where it is not simply the beginning of the body.
    pub summary: Option<CleanText>,
    /// When it was published, with the publisher's offset; none where that cannot be read.
    pub published: Option<OffsetDateTime>,
    /// Who wrote it, by name.
    pub authors: Vec<CleanText>,
    /// The initials that sign it: `min`.
    pub initials: Option<CleanText>,
    /// Where it was reported from: `BRUSSELS`.
    pub dateline: Option<CleanText>,
    /// Whose report it passes on: `Russia Today`.
    pub attribution: Option<CleanText>,
    /// The picture.
    pub picture: Option<Picture>,
    /// The publisher's tags, as written, without doubles.
    pub tags: Vec<CleanText>,
    /// Language of title and body.
    pub language: Option<Language>,
    /// Who published it, by name.
    pub source: CleanText,
    /// The feeds that carried it, by their addresses, the first that did before the others; at most
    /// [`NewArticle::FEEDS`].
    pub feeds: Vec<String>,
    /// The page's own lists.
    pub links: Links,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// The text of its own page; none where nobody fetched it.
    pub full_text: Option<Box<FullText>>,
    /// Marks that came along, from an export; they count only where the article is new to the store.
    pub marks: Marks,
    /// The reader's own tags, apart from the publisher's. They count, as the marks do, only where the article is new to the
    /// store.
    pub own_tags: Vec<CleanText>,
    /// When it was first seen, from an export; the store's own clock where none came along.
    pub first_seen: Option<Timestamp>,
    /// Its number in the store that an export came from: it keeps that in a store that was empty.
    pub number: Option<i64>,
    /// The story that it is part of, by its number there; kept with its own.
    pub story: Option<i64>,
}

impl NewArticle {
    /// Feeds that are kept of one article.
    pub const FEEDS: usize = 32;

    /// The highest number that the first article of a store keeps.
    pub const HIGHEST: i64 = 1 << 40;

    /// How far from the number before a number may lie that is kept.
    pub const GAP: i64 = 1_000_000;

    /// An article of which only the identity, headline and source are known.
    #[must_use]
    pub fn new(id: ArticleId, title: CleanText, source: CleanText) -> Self {
        Self {
            id,
            url: None,
            title,
            body: Body::default(),
            summary: None,
            published: None,
            authors: Vec::new(),
            initials: None,
            dateline: None,
            attribution: None,
            picture: None,
            tags: Vec::new(),
            language: None,
            source,
            feeds: Vec::new(),
            links: Links::default(),
            attachments: Vec::new(),
            full_text: None,
            marks: Marks::default(),
            own_tags: Vec::new(),
            first_seen: None,
            number: None,
            story: None,
        }
    }
}

/// An article as the store holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its number in this store: 1 is the first that came.
    pub number: i64,
    /// When this store first saw it.
    pub first_seen: Timestamp,
    /// What the publisher gave. Its `marks` and `own_tags` are the reader's, as they stand in the store.
    pub given: NewArticle,
}

impl NewArticle {
    /// Which of its texts is shown: the one that the reader chose, else the longer.
    #[must_use]
    pub fn text_shown(&self) -> TextOf {
        match (&self.full_text, self.marks.text) {
            (None, _) => TextOf::Feed,
            (Some(_), Some(chosen)) => chosen,
            (Some(_), None) => self.longer_text(),
        }
    }

    /// The longer of its texts, in bytes; that of its feed where both are equal.
    #[must_use]
    pub fn longer_text(&self) -> TextOf {
        let longer = |page: &FullText| page.body.text.len() > self.body.text.len();
        if self.full_text.as_deref().is_some_and(longer) { TextOf::Page } else { TextOf::Feed }
    }

    /// The page's own lists: those that came with it, or that its page has.
    #[must_use]
    pub fn links_shown(&self) -> &Links {
        match &self.full_text {
            Some(page) if self.links.is_empty() => &page.links,
            _ => &self.links,
        }
    }

    /// The body that is shown.
    #[must_use]
    pub fn body_shown(&self) -> &Body {
        match &self.full_text {
            Some(page) if self.text_shown() == TextOf::Page => &page.body,
            _ => &self.body,
        }
    }
}

impl Article {
    /// The article as it is shown: with the text that is to be read, and with what its page says where its feed does not.
    #[must_use]
    pub fn shown(&self) -> NewArticle {
        let mut shown = self.given.clone();
        let Some(page) = shown.full_text.take() else { return shown };
        if self.given.text_shown() == TextOf::Page {
            shown.body = page.body;
            shown.dateline = page.dateline;
        }
        if shown.authors.is_empty() {
            shown.authors = page.authors;
        }
        shown.initials = shown.initials.or(page.initials);
        shown.attribution = shown.attribution.or(page.attribution);
        shown.picture = shown.picture.or(page.picture);
        if shown.links.is_empty() {
            shown.links = page.links;
        }
        shown
    }

    /// Minutes a reader of 200 words a minute takes for the text that is shown, at least one; none where there is none.
    #[must_use]
    pub fn minutes(&self) -> Option<usize> {
        let words = self.given.body_shown().text.split_whitespace().count();
        (words > 0).then(|| words.div_ceil(200))
    }
}
