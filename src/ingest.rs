//! Bytes to articles, and to subscriptions. Pure: reads what it is given, opens nothing, knows no store and no clock.
//!
//! Every kind of input is one file beside this one. An input becomes a stream of [`Item`]s: a bad item is one
//! `Skipped` with its place and reason, and the rest goes on; only an input that holds nothing at all is an error.
//!
//! [`ingest`] hands the items on as they come, [`batch`] collects them. Who calls: `perform`, `fetch` and `cli`, which
//! also writes articles as JSON ([`to_json`]) and lists of feeds ([`opml`], [`urls`]).

mod encoding;
mod feed;
pub mod follow;
pub mod identity;
mod item;
mod json;
mod json_feed;
pub mod limits;
pub mod lines;
pub mod opml;
mod page;
pub mod plain;
mod press;
pub mod roster;
pub mod sniff;
pub mod urls;
mod write;

use std::fmt;
use std::io::{self, BufRead, Cursor, Read};
use std::ops::ControlFlow;

use jiff::Timestamp;

use crate::model::{Follow, NewArticle, Subscription};
use crate::text::CleanText;

use self::item::Outlet;
pub use self::page::alternates::{Alternate, MAX_ALTERNATES, alternates, usual};
use self::sniff::Sniffed;
pub use self::sniff::sniff;
pub use self::write::to_json;

/// Bytes of the largest feed, RSS, Atom or JSON, that is read.
pub const FEED_SIZE: usize = 256 << 20;

/// Bytes of the largest page of the web that is read.
pub const PAGE_SIZE: usize = page::MAX_PAGE;

/// Bytes of the largest list of feeds that is read.
pub const LIST_SIZE: usize = 64 << 20;

/// Bytes of the largest pasted text that is read.
pub const TEXT_SIZE: usize = plain::MAX_PAGE;

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// RSS 0.9x to 2.0, RDF, Atom.
    Feed,
    /// JSON Feed 1.0 and 1.1.
    JsonFeed,
    /// A page of the web, saved as HTML.
    Page,
    /// A news page, copied out of a browser as text.
    Text,
    /// OPML: a list of feeds.
    Opml,
    /// Newsboat's `urls` file: a list of feeds.
    Urls,
    /// JSON Lines: one JSON Feed item a line, as `warta export` writes.
    JsonLines,
}

impl Kind {
    /// Every kind, in the order the help names them.
    pub const ALL: [Self; 7] =
        [Self::Feed, Self::JsonFeed, Self::Page, Self::Text, Self::Opml, Self::Urls, Self::JsonLines];

    /// Its name on the command line and in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Feed => "feed",
            Self::JsonFeed => "json-feed",
            Self::Page => "page",
            Self::Text => "text",
            Self::Opml => "opml",
            Self::Urls => "urls",
            Self::JsonLines => "jsonl",
        }
    }

    /// Whether it is a list of feeds, and holds subscriptions instead of articles.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Opml | Self::Urls)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What is known of an input besides its bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hint {
    /// The kind, where the caller knows it; else it is sniffed.
    pub kind: Option<Kind>,
    /// The source to give its articles, over what the input says.
    pub source: Option<CleanText>,
    /// The address the input came from; relative links are resolved against it where it is on the web.
    pub url: Option<String>,
    /// The encoding that the input was said to be in where it came from: the `charset` of a server's answer.
    pub charset: Option<String>,
    /// When the input was as it is: when it was fetched, or its file written. What a page dates from the time at which it was
    /// shown, `3 jam lalu`, is reckoned from here, and has no date where this is not known.
    pub seen: Option<Timestamp>,
    /// Whether it came from a server, or a file that is subscribed to. Then nothing in it says what a reader did or what a store knows, and its articles came
    /// by the address in `url`, whatever it calls itself.
    pub is_fetched: bool,
    /// Tags to give every article besides its own.
    pub tags: Vec<CleanText>,
    /// A name for the source where neither the caller nor the input gives one: the file's stem.
    pub name: CleanText,
}

/// One thing that an input gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// An article.
    Article(Box<NewArticle>),
    /// A feed that a list names.
    Subscription(Box<Subscription>),
    /// Something that the reader of an export followed.
    Follow {
        /// The line: 1 is the first.
        line: usize,
        /// What.
        follow: Follow,
        /// Since when; none where the line does not say.
        since: Option<Timestamp>,
    },
    /// An item that could not be taken.
    Skipped(Remark),
    /// Something odd about an item that was taken: a weekday that contradicts its date.
    Notice(Remark),
}

/// A remark on one item of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which item, which outline of OPML, or which line of JSON Lines and of `urls`: 1 is the first.
    pub item: usize,
    /// What is wrong with it, as one line.
    pub reason: CleanText,
}

/// Everything that an input gave, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// What it was.
    pub kind: Kind,
    /// Its articles.
    pub articles: Vec<NewArticle>,
    /// The feeds it names.
    pub subscriptions: Vec<Subscription>,
    /// What the reader of an export followed, and since when.
    pub follows: Vec<(Follow, Option<Timestamp>)>,
    /// Items that could not be taken.
    pub skipped: Vec<Remark>,
    /// Remarks on items that were.
    pub notices: Vec<Remark>,
}

/// Why an input gave nothing. One sentence each; what it quotes of the input is clean.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// There is nothing in it, or only white space.
    #[error("there is nothing in it")]
    Empty,
    /// It is no text.
    #[error("it is not text: it holds bytes that no text has")]
    Binary,
    /// It is a page of the web, but no article stands on it.
    #[error("the page has no headline with running text under it that could be an article")]
    NoArticle,
    /// It is XML of another kind.
    #[error("it is XML, but no feed: its outermost element is <{root}>")]
    NoFeed {
        /// The name of the outermost element.
        root: CleanText,
    },
    /// It is text, but nothing that is read.
    #[error("nothing in it is recognised as news: no feed, no JSON of articles, no page")]
    Unrecognised,
    /// It is larger than its kind may be.
    #[error("it is larger than {} MiB, which is the most that is read of this kind ({kind})", limit >> 20)]
    TooLarge {
        /// What it is.
        kind: Kind,
        /// The most bytes that are read.
        limit: usize,
    },
    /// Its elements stand within each other beyond all use.
    #[error("its elements are nested more than {} deep", feed::xml::DEPTH)]
    TooDeep,
    /// It breaks the rules of its format before the first item.
    #[error("it is not well-formed, on line {line}: {reason}")]
    NotWellFormed {
        /// The line, 1 being the first.
        line: usize,
        /// What is wrong there.
        reason: CleanText,
    },
    /// It ends before its first item does.
    #[error("it ends in the middle, on line {line}, before its first item is complete")]
    CutShort {
        /// The line, 1 being the first.
        line: usize,
    },
    /// It is whole but holds no item.
    #[error("there are no items in it")]
    NoItems,
    /// It is text, but no page.
    #[error(transparent)]
    Page(#[from] plain::PlainError),
    /// It could not be read to its end.
    #[error("it could not be read: {0}")]
    Read(#[source] io::Error),
}

/// Reads `input` to its end and hands each of its items to `sink`, in their order; says what it was.
///
/// The kind is the one `hint` gives, else it is sniffed. JSON Lines is read line by line in bounded memory; every
/// other kind is read whole, up to [`FEED_SIZE`], [`PAGE_SIZE`], [`TEXT_SIZE`] or [`LIST_SIZE`]. A sink that breaks
/// off ends the reading.
///
/// # Errors
///
/// Where the input gave no article and no bad item could be named for it; see [`IngestError`]. Items handed on
/// before a reading error stay handed on.
pub fn ingest(
    input: &mut dyn BufRead,
    hint: &Hint,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<Kind, IngestError> {
    let mut beginning = Vec::new();
    input.take(sniff::BEGINNING as u64).read_to_end(&mut beginning).map_err(IngestError::Read)?;
    let kind = kind(&beginning, hint)?;
    let mut whole = Cursor::new(beginning).chain(input);
    match limit(kind) {
        None => lines::read(&mut whole, hint, sink)?,
        Some(limit) => read(&held(&mut whole, kind, limit)?, kind, hint, sink)?,
    }
    Ok(kind)
}

/// The same for bytes that are in memory already.
///
/// # Errors
///
/// As [`ingest`].
pub fn ingest_bytes(
    mut bytes: &[u8],
    hint: &Hint,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<Kind, IngestError> {
    let kind = kind(&bytes[..bytes.len().min(sniff::BEGINNING)], hint)?;
    match limit(kind) {
        None => lines::read(&mut bytes, hint, sink)?,
        Some(limit) if bytes.len() > limit => return Err(IngestError::TooLarge { kind, limit }),
        Some(_) => read(bytes, kind, hint, sink)?,
    }
    Ok(kind)
}

/// Bytes of a kind that is read whole, at the most; none for what is read line by line.
fn limit(kind: Kind) -> Option<usize> {
    match kind {
        Kind::JsonLines => None,
        Kind::Feed | Kind::JsonFeed => Some(FEED_SIZE),
        Kind::Page => Some(PAGE_SIZE),
        Kind::Text => Some(TEXT_SIZE),
        Kind::Opml | Kind::Urls => Some(LIST_SIZE),
    }
}

/// Reads the whole of a kind.
fn read(
    mut bytes: &[u8],
    kind: Kind,
    hint: &Hint,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    match kind {
        Kind::JsonLines => lines::read(&mut bytes, hint, sink),
        Kind::Feed => feed::read(bytes, hint, sink),
        Kind::JsonFeed => json_feed::read(bytes, hint, sink),
        Kind::Page => page::read(bytes, hint, sink),
        Kind::Text => text(bytes, hint, sink),
        Kind::Opml => opml::read(bytes, hint, sink),
        Kind::Urls => urls::read(bytes, hint, sink),
    }
}

/// Everything that `bytes` hold.
///
/// # Errors
///
/// As [`ingest`].
pub fn batch(bytes: &[u8], hint: &Hint) -> Result<Batch, IngestError> {
    let (articles, subscriptions, follows) = (Vec::new(), Vec::new(), Vec::new());
    let (skipped, notices) = (Vec::new(), Vec::new());
    let mut batch = Batch { kind: Kind::Feed, articles, subscriptions, follows, skipped, notices };
    batch.kind = ingest_bytes(bytes, hint, &mut |item| {
        match item {
            Item::Article(article) => batch.articles.push(*article),
            Item::Subscription(subscription) => batch.subscriptions.push(*subscription),
            Item::Follow { follow, since, .. } => batch.follows.push((follow, since)),
            Item::Skipped(remark) => batch.skipped.push(remark),
            Item::Notice(remark) => batch.notices.push(remark),
        }
        ControlFlow::Continue(())
    })?;
    Ok(batch)
}

fn kind(beginning: &[u8], hint: &Hint) -> Result<Kind, IngestError> {
    match (sniff::look(beginning), hint.kind) {
        (Sniffed::Empty, _) if beginning.len() < sniff::BEGINNING => Err(IngestError::Empty),
        (_, Some(kind)) | (Sniffed::Kind(kind), None) => Ok(kind),
        (Sniffed::Xml(root), None) => Err(IngestError::NoFeed { root: limits::cut(CleanText::line(&root), 40) }),
        (Sniffed::Binary, None) => Err(IngestError::Binary),
        (Sniffed::Empty | Sniffed::Unknown, None) => Err(IngestError::Unrecognised),
    }
}

/// A pasted page, with its articles numbered as they stand on it.
fn text(bytes: &[u8], hint: &Hint, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<(), IngestError> {
    let text = encoding::at_first_sight(bytes);
    let page = plain::read(text.trim_start_matches('\u{feff}'), hint)?;
    let mut outlet = Outlet::new(sink, true);
    let articles = page.articles.into_iter().enumerate();
    let mut flow = articles
        .map(|(at, article)| (at + 1, article))
        .try_for_each(|(number, article)| outlet.put(number, Ok((article, Vec::new()))));
    for Remark { item, reason } in page.notices {
        if flow.is_continue() {
            flow = outlet.notice(item, reason);
        }
    }
    Ok(())
}

/// The whole of `input`, if that is no more than `limit` bytes.
fn held(input: &mut dyn BufRead, kind: Kind, limit: usize) -> Result<Vec<u8>, IngestError> {
    let mut bytes = Vec::new();
    input.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(IngestError::Read)?;
    if bytes.len() > limit { Err(IngestError::TooLarge { kind, limit }) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8], kind: Option<Kind>) -> String {
        let hint = Hint { kind, ..Hint::default() };
        batch(bytes, &hint).map_or_else(|error| error.to_string(), |batch| format!("{batch:?}"))
    }

    #[test]
    fn what_cannot_be_read_is_said_in_one_clean_sentence() {
        for (bytes, said) in [
            (&b""[..], "there is nothing in it"),
            (b" \r\n\xef\xbb\xbf", "nothing in it is recognised as news: no feed, no JSON of articles, no page"),
            (b"\x00\x01\x02", "it is not text: it holds bytes that no text has"),
            (b"<!doctype html><html>", "the page has no headline with running text under it that could be an article"),
            (b"<x\x1b[31m><y/>", "it is XML, but no feed: its outermost element is <x>"),
            (b"12345", "nothing in it is recognised as news: no feed, no JSON of articles, no page"),
        ] {
            assert_eq!(refused(bytes, None), said);
        }
    }

    #[test]
    fn a_kind_that_the_caller_knows_is_not_sniffed() {
        assert_eq!(
            refused(b"12345", Some(Kind::JsonFeed)),
            "it is not well-formed, on line 1: its JSON cannot be read: \
            invalid type: integer `12345`, expected a JSON Feed (column 5)"
        );
        assert_eq!(refused(b" ", Some(Kind::Feed)), "there is nothing in it");
        assert!(refused(b"12345", Some(Kind::Feed)).starts_with("it is not well-formed"));
    }

    #[test]
    fn an_input_is_held_to_the_limit_and_no_byte_past_it() {
        let at = vec![b'x'; TEXT_SIZE];
        assert!(held(&mut at.as_slice(), Kind::Text, TEXT_SIZE).is_ok_and(|held| held.len() == TEXT_SIZE));
        let past = vec![b'x'; TEXT_SIZE + 1];
        let error =
            held(&mut past.as_slice(), Kind::Text, TEXT_SIZE).map_or_else(|error| error.to_string(), |_| String::new());
        assert_eq!(error, "it is larger than 4 MiB, which is the most that is read of this kind (text)");
        let mut endless = io::BufReader::new(io::repeat(b' '));
        let hint = Hint { kind: Some(Kind::Feed), ..Hint::default() };
        // The same for what is in memory.
        let of_bytes = |bytes: &[u8]| {
            let hint = Hint { kind: Some(Kind::Text), ..Hint::default() };
            matches!(ingest_bytes(bytes, &hint, &mut |_| ControlFlow::Continue(())), Err(IngestError::TooLarge { .. }))
        };
        assert_eq!((of_bytes(&at), of_bytes(&past)), (false, true));
        let error = ingest(&mut endless, &hint, &mut |_| ControlFlow::Continue(()));
        assert!(matches!(error, Err(IngestError::TooLarge { kind: Kind::Feed, limit: FEED_SIZE })), "{error:?}");
    }

    #[test]
    fn a_sink_that_has_enough_is_left_alone() {
        let feed = "<rss><channel><item><title>1</title></item><item><title>2</title></item></channel></rss>";
        let mut seen = 0;
        let kind = ingest(&mut feed.as_bytes(), &Hint::default(), &mut |_| {
            seen += 1;
            ControlFlow::Break(())
        });
        assert!(matches!(kind, Ok(Kind::Feed)));
        assert_eq!(seen, 1);
    }
}
