//! The last step of every structured door: what an item says, still raw, becomes an article, clean and identified.
//!
//! [`Draft`] is what `feed` and `json` fill in; [`Setting`] is what an item inherits from its input. Knows no format.

mod notices;

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::Hash;

use jiff::Timestamp;
use url::Url;

use super::{Hint, Item, Remark, identity, limits};
use crate::document::{Document, file_address, web_address};
use crate::model::{ArticleId, Links, Marks, NewArticle};
use crate::text::{CleanText, Language, OffsetDateTime, language};
use notices::Notices;

/// Words as they came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Words {
    /// They mean themselves.
    Plain(String),
    /// They are HTML, or may be: entities, a tag or two.
    Markup(String),
}

/// A file as an item names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Enclosure {
    pub(super) url: String,
    pub(super) mime_type: String,
    pub(super) size: Option<u64>,
    pub(super) duration: Option<u64>,
}

/// An item as it came: nothing is cleaned, nothing is bounded but by the size of its input.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What the publisher calls it.
    pub(super) id: Option<String>,
    /// Its number in the store that it was written from.
    pub(super) number: Option<u64>,
    /// The number of its story there.
    pub(super) story: Option<u64>,
    /// Whether Warta itself wrote the item: then its id is an identity, and what it leaves out is not there.
    pub(super) own: bool,
    pub(super) url: Option<String>,
    /// Whether an address alone makes an article.
    pub(super) url_is_enough: bool,
    /// What relative addresses of the item are relative to, where that is not the input's.
    pub(super) base: Option<Url>,
    pub(super) title: Option<Words>,
    pub(super) html: Option<String>,
    pub(super) text: Option<String>,
    pub(super) summary: Option<Words>,
    pub(super) date: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) initials: Option<String>,
    pub(super) dateline: Option<String>,
    pub(super) attribution: Option<String>,
    pub(super) picture: Option<String>,
    pub(super) caption: Option<Words>,
    pub(super) credit: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) source: Option<String>,
    /// The feeds that carried it, where it names them itself.
    pub(super) feeds: Vec<String>,
    pub(super) links: Links,
    pub(super) attachments: Vec<Enclosure>,
    /// The text of its own page and what stands around it, where Warta wrote that beside the item's own; when it was fetched.
    pub(super) full_text: Option<(Box<Draft>, Timestamp)>,
    pub(super) marks: Marks,
    /// The reader's own tags.
    pub(super) own_tags: Vec<String>,
    pub(super) first_seen: Option<Timestamp>,
    /// What is odd about it.
    pub(super) notices: Vec<String>,
}

/// What every item of an input inherits.
#[derive(Debug)]
pub(super) struct Setting<'a> {
    pub(super) hint: &'a Hint,
    /// The source by the input's own account.
    pub(super) source: CleanText,
    /// The feed's address.
    pub(super) feed: Option<String>,
    /// What relative addresses are relative to.
    pub(super) base: Option<Url>,
    pub(super) language: Option<Language>,
    /// Who wrote what names no author.
    pub(super) authors: Vec<String>,
}

impl<'a> Setting<'a> {
    /// A setting of which nothing but the hint is known.
    pub(super) fn new(hint: &'a Hint) -> Self {
        let base = hint.url.as_deref().and_then(|url| web_address(url, None));
        // A feed may be a file that the reader has named. Nothing is relative to one: no link leads to a file.
        let file = hint.url.as_deref().filter(|_| hint.is_fetched).and_then(file_address);
        let feed = base.clone().or(file).map(String::from);
        Self { hint, source: CleanText::default(), feed, base, language: None, authors: Vec::new() }
    }

    /// The article that `draft` is, and what is odd about it; or why it is none.
    pub(super) fn article(&self, mut draft: Draft) -> Result<(NewArticle, Vec<CleanText>), CleanText> {
        if self.hint.is_fetched {
            (draft.own, draft.url_is_enough, draft.number) = (false, false, None);
            (draft.marks, draft.first_seen) = (Marks::default(), None);
            draft.feeds.clear();
            draft.own_tags.clear();
        }
        let mut notices = Notices(draft.notices);
        let base = draft.base.as_ref().or(self.base.as_ref());
        let title = draft.title.map(|words| limits::line(&plain(&words))).unwrap_or_default();
        let mut page = notices.address("link", draft.url.as_deref(), base);
        if let Some(page) = page.as_mut().filter(|_| !draft.own) {
            identity::untrack(page);
        }
        let body = notices.body(draft.html, draft.text, draft.own, page.as_ref().or(base));
        let full_text = draft.full_text.filter(|_| draft.own);
        let full_text = full_text.and_then(|(text, fetched)| notices.full_text(*text, fetched, page.as_ref()));
        let url = page.map(String::from);
        if title.is_empty() && body.text.is_empty() && !(draft.url_is_enough && url.is_some()) {
            return Err(CleanText::line("it has no title and no text"));
        }
        let published = draft.date.as_deref().and_then(|raw| notices.date(raw));
        let id = self.identity(draft.id.as_deref(), draft.own, url.as_deref(), &title, published, &body.text);
        let mut article = NewArticle::new(id, title, self.source(draft.source, draft.own));
        article.summary = draft.summary.and_then(|words| summary(&words, &body.text, draft.own));
        article.authors = notices.distinct("authors", self.authors(draft.authors, draft.own), limits::AUTHORS);
        article.initials = some_line(draft.initials);
        article.dateline = some_line(draft.dateline);
        article.attribution = some_line(draft.attribution);
        article.picture = notices.picture(draft.picture.as_deref(), draft.caption, draft.credit, base);
        let given = self.hint.tags.iter().map(CleanText::as_str);
        article.tags = notices.distinct("tags", draft.tags.iter().map(String::as_str).chain(given), limits::TAGS);
        article.language = draft.language.as_deref().and_then(Language::new);
        if article.language.is_none() && !draft.own {
            article.language =
                self.language.clone().or_else(|| Language::detect(&beginning(&article.title, &body.text)));
        }
        article.feeds = notices.feeds(&draft.feeds, draft.own);
        if article.feeds.is_empty() {
            article.feeds.extend(self.feed_of(draft.own));
        }
        article.attachments = notices.attachments(draft.attachments, base);
        article.url = url;
        article.body = body;
        article.full_text = full_text.map(Box::new);
        article.published = published;
        article.links = draft.links;
        article.marks = draft.marks;
        article.own_tags = notices.own_tags(&draft.own_tags);
        article.first_seen = draft.first_seen;
        article.number = draft.number.and_then(|number| i64::try_from(number).ok());
        article.story = draft.story.and_then(|story| i64::try_from(story).ok());
        Ok((article, notices.clean()))
    }

    fn identity(
        &self,
        id: Option<&str>,
        own: bool,
        url: Option<&str>,
        title: &str,
        date: Option<OffsetDateTime>,
        text: &str,
    ) -> ArticleId {
        if let Some(given) = id.filter(|_| own).and_then(identity::given) {
            return given;
        }
        let scope = self.feed.as_deref().unwrap_or(&self.source);
        identity::identify(id, scope, url, title, date, text)
    }

    /// The source: what the caller says, else what the item says, else what its input says, else the file's name.
    /// An item that Warta wrote says it, or has none; the same goes for authors and feed.
    fn source(&self, of_item: Option<String>, own: bool) -> CleanText {
        let of_item = || some_line(of_item);
        let of_input = || Some(self.source.clone()).filter(|source| !source.is_empty());
        let said = self.hint.source.clone().or_else(of_item);
        if own {
            return said.unwrap_or_default();
        }
        said.or_else(of_input).unwrap_or_else(|| self.hint.name.clone())
    }

    fn authors(&self, of_item: Vec<String>, own: bool) -> Vec<String> {
        if of_item.is_empty() && !own { self.authors.clone() } else { of_item }
    }

    fn feed_of(&self, own: bool) -> Option<String> {
        self.feed.clone().filter(|_| !own)
    }
}

/// The items of one input on their way out: counts them and keeps their identities apart.
pub(super) struct Outlet<'a> {
    sink: &'a mut dyn FnMut(Item) -> std::ops::ControlFlow<()>,
    given: identity::Given,
    /// Whether items under one identity are told apart by their titles.
    apart: bool,
    /// Whether anything came out, taken or not.
    pub(super) any: bool,
    /// Whether an article came out.
    pub(super) articles: bool,
}

impl<'a> Outlet<'a> {
    pub(super) fn new(sink: &'a mut dyn FnMut(Item) -> std::ops::ControlFlow<()>, apart: bool) -> Self {
        Self { sink, given: identity::Given::default(), apart, any: false, articles: false }
    }

    /// Says which articles of those to come share an identity. The oldest of each keeps it, whatever their order: two items
    /// that change places in a feed are not taken for each other.
    pub(super) fn expect(&mut self, sharing: &[NewArticle]) {
        let mut oldest: HashMap<&ArticleId, &NewArticle> = HashMap::new();
        let age = |article: &NewArticle| {
            let date = article.published.map(|date| date.timestamp);
            (date.is_none(), date, identity::hashed(&article.title, None, ""))
        };
        for article in sharing {
            let kept = oldest.entry(&article.id).or_insert(article);
            if age(article) < age(kept) {
                *kept = article;
            }
        }
        for (id, article) in oldest {
            self.given.reserve(id.clone(), &article.title);
        }
    }

    /// Hands on the `number`th item, or why it is none.
    pub(super) fn put(
        &mut self,
        number: usize,
        read: Result<(NewArticle, Vec<CleanText>), CleanText>,
    ) -> std::ops::ControlFlow<()> {
        let (mut article, notices) = match read {
            Ok(read) => read,
            Err(reason) => return self.skip(number, reason),
        };
        if self.apart {
            article.id = self.given.apart(article.id, &article.title);
        }
        self.any = true;
        self.articles = true;
        (self.sink)(Item::Article(Box::new(article)))?;
        notices.into_iter().try_for_each(|reason| self.notice(number, reason))
    }

    /// Hands on what a line says is followed, and what is odd about it.
    pub(super) fn follow(&mut self, item: Item, odd: Option<(usize, CleanText)>) -> std::ops::ControlFlow<()> {
        self.any = true;
        (self.sink)(item)?;
        odd.map_or(std::ops::ControlFlow::Continue(()), |(number, reason)| self.notice(number, reason))
    }

    /// Says why the `number`th item is not taken.
    pub(super) fn skip(&mut self, number: usize, reason: CleanText) -> std::ops::ControlFlow<()> {
        self.any = true;
        (self.sink)(Item::Skipped(Remark { item: number, reason }))
    }

    /// Says what is odd about the `number`th item.
    pub(super) fn notice(&mut self, number: usize, reason: CleanText) -> std::ops::ControlFlow<()> {
        (self.sink)(Item::Notice(Remark { item: number, reason }))
    }
}

/// The places of what is said more than once.
pub(super) fn repeated<T: Hash + Eq>(said: &[Option<T>]) -> Vec<usize> {
    let mut times: HashMap<&T, usize> = HashMap::new();
    said.iter().flatten().for_each(|said| *times.entry(said).or_default() += 1);
    (0..said.len()).filter(|&at| said[at].as_ref().is_some_and(|said| times[said] > 1)).collect()
}

/// The words, without markup.
pub(super) fn plain(words: &Words) -> Cow<'_, str> {
    match words {
        Words::Markup(words) if words.contains(['<', '&']) => {
            Cow::Owned(Document::from_html(words, None).text().into_string())
        }
        Words::Plain(words) | Words::Markup(words) => Cow::Borrowed(words),
    }
}

/// The summary, where it is not simply the beginning of `body`. What Warta wrote is kept as it is.
fn summary(words: &Words, body: &str, own: bool) -> Option<CleanText> {
    let text = CleanText::lines(plain(words).trim());
    let text = limits::cut(text, limits::SUMMARY).non_empty()?;
    (own || !begins(body, &text)).then_some(text)
}

/// Whether `body` begins with `summary`, white space and an ellipsis at its end aside.
fn begins(body: &str, summary: &str) -> bool {
    let summary = summary.trim_end_matches(['.', '…', '[', ']', '(', ')', ' ', '\n']);
    let mut words = body.split_whitespace();
    let mut wanted = summary.split_whitespace().peekable();
    while let Some(word) = wanted.next() {
        let Some(found) = words.next() else { return false };
        if found != word && !(wanted.peek().is_none() && found.starts_with(word)) {
            return false;
        }
    }
    true
}

/// The headline and as much of the text as is looked at for its language.
fn beginning(title: &str, text: &str) -> String {
    let end = text.char_indices().nth(language::SAMPLE).map_or(text.len(), |(at, _)| at);
    format!("{title}\n{}", &text[..end])
}

fn some_line(raw: Option<String>) -> Option<CleanText> {
    raw.and_then(|raw| limits::line(&raw).non_empty())
}

/// The beginning of something odd, for a remark.
pub(super) fn excerpt(raw: &str) -> String {
    let raw: String = raw.trim().chars().take(400).collect();
    format!("“{}”", limits::cut(CleanText::line(&raw), 80))
}
