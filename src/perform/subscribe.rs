//! An address that somebody wants to hear from: what is there, a feed or a page, and which feeds a page has.

use std::ops::ControlFlow;

use jiff::Timestamp;
use url::Url;

use crate::fetch::{Answer, Client, FEED_SIZE, FetchError, Got, PAGE_SIZE, Request, place};
use crate::ingest::{self, Alternate, Hint, IngestError, Item, Kind};
use crate::model::{Feed, NewArticle, Subscription, without_user};
use crate::store::{Outcome, Store};
use crate::text::CleanText;

use super::PerformError;
use super::refresh::Fetching;

/// What is at an address.
#[derive(Debug)]
pub enum Found {
    /// A feed, and what came of it.
    Feed(Alternate, Box<Got>),
    /// A page with these feeds; it may have none.
    Page(Vec<Alternate>),
}

/// Why there is nothing at an address that can be read.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// Nothing came.
    #[error("{url}: {cause}")]
    Fetch {
        /// The address.
        url: CleanText,
        /// Why.
        cause: FetchError,
    },
    /// A file that cannot be read, which the cause names.
    #[error("{0}")]
    File(FetchError),
    /// A file that is no feed.
    #[error("{url}: the file is no feed; `warta import` reads files of other kinds")]
    NoFeed {
        /// Its address.
        url: CleanText,
    },
    /// It is gone for good.
    #[error("{url}: it is gone for good, by its server's account")]
    Gone {
        /// The address.
        url: CleanText,
    },
    /// It leads to the front page of its site.
    #[error("{url}: it leads to the front page of its site; the article is not there any more")]
    Front {
        /// The address.
        url: CleanText,
    },
    /// It is nothing that can be read.
    #[error("{url}: {cause}")]
    Read {
        /// The address.
        url: CleanText,
        /// Why.
        cause: IngestError,
    },
}

/// Says what is at `url`. Where a page names no feed, those are tried that custom puts near it.
///
/// # Errors
///
/// Nothing is there, or nothing that can be read.
pub fn find(url: &str, fetching: &Fetching) -> Result<Found, FindError> {
    let failed = |cause| FindError::Fetch { url: shown(url), cause };
    let client = fetching.client().map_err(failed)?;
    let got = get(&client, url, FEED_SIZE)?;
    if is_feed(&got) {
        let url = got.moved.clone().unwrap_or_else(|| url.to_owned());
        return Ok(Found::Feed(Alternate { title: title(&got), url }, Box::new(got)));
    }
    if ingest::sniff(&got.bytes) != Some(Kind::Page) {
        return Err(FindError::Read { url: shown(url), cause: IngestError::Unrecognised });
    }
    let Ok(base) = Url::parse(&got.url) else { return Ok(Found::Page(Vec::new())) };
    let mut feeds = ingest::alternates(&got.bytes, got.charset.as_deref(), &base);
    // A page of the world names no place in the reader's own network.
    feeds.retain(|feed| place::is_private(&got.url) || !place::is_private(&feed.url));
    drop(got);
    if feeds.is_empty() {
        let tried = ingest::usual(&base).into_iter().map(|url| get(&client, &url, FEED_SIZE).map(|got| (url, got)));
        let first = tried.flatten().find(|(_, got)| is_feed(got));
        if let Some((url, got)) = first {
            return Ok(Found::Feed(Alternate { title: title(&got), url }, Box::new(got)));
        }
    }
    Ok(Found::Page(feeds))
}

/// Reads the file at `url`, which must be a feed.
///
/// # Errors
///
/// The file cannot be read, or is no feed.
pub fn find_file(url: &str, fetching: &Fetching) -> Result<Found, FindError> {
    let request = Request { url: url.to_owned(), ..Request::default() };
    let read = fetching.client().and_then(|client| client.read_file(&request, FEED_SIZE));
    match read.map_err(FindError::File)? {
        Answer::Got(got) if is_feed(&got) => {
            Ok(Found::Feed(Alternate { title: title(&got), url: url.to_owned() }, Box::new(got)))
        }
        _ => Err(FindError::NoFeed { url: shown(url) }),
    }
}

/// Subscribes to a feed; gives it as the store has it now, and whether the store had it already.
///
/// # Errors
///
/// The store could not be read or written.
pub fn subscribe(store: &Store, wanted: &Subscription, now: Timestamp) -> Result<(Feed, Outcome), PerformError> {
    let mut import = store.import(now);
    let outcome = import.subscribe(wanted)?;
    import.finish()?;
    Ok((store.feed_of(&wanted.url)?, outcome))
}

/// Saves the page at `url` as one article; gives what became of it and its headline.
///
/// # Errors
///
/// Nothing is there, no article is on it, or the store could not be written.
pub fn save_page(store: &Store, url: &str, fetching: &Fetching) -> Result<(Outcome, CleanText), PerformError> {
    let failed = |cause| FindError::Fetch { url: shown(url), cause };
    let client = fetching.client().map_err(failed)?;
    let got = get(&client, url, PAGE_SIZE)?;
    let article = article_on(&got, url, fetching)?;
    let mut import = store.import(fetching.now);
    let outcome = import.add(&article)?;
    import.finish()?;
    Ok((outcome, article.title))
}

/// The article on the page that came from `url`.
pub(super) fn article_on(got: &Got, url: &str, fetching: &Fetching) -> Result<NewArticle, FindError> {
    let hint = Hint {
        kind: Some(Kind::Page),
        url: Some(got.url.clone()),
        charset: got.charset.clone(),
        seen: Some(fetching.now),
        is_fetched: true,
        name: shown(url),
        ..Hint::default()
    };
    let mut articles: Vec<NewArticle> = Vec::new();
    let read = ingest::ingest_bytes(&got.bytes, &hint, &mut |item| {
        if let Item::Article(article) = item {
            articles.push(*article);
        }
        ControlFlow::Continue(())
    });
    match (read, articles.pop()) {
        (Ok(_), Some(article)) => Ok(article),
        (read, _) => {
            let cause = read.err().unwrap_or(IngestError::NoArticle);
            Err(FindError::Read { url: shown(url), cause })
        }
    }
}

fn get(client: &Client, url: &str, limit: u64) -> Result<Got, FindError> {
    ask(client, &Request { url: url.to_owned(), ..Request::default() }, limit)
}

/// Asks for something of which nothing is known.
pub(super) fn ask(client: &Client, request: &Request, limit: u64) -> Result<Got, FindError> {
    let url = &request.url;
    match client.get(request, limit) {
        Ok(Answer::Got(got)) => Ok(got),
        // Nothing is known, so that nothing can be unchanged.
        Ok(Answer::Gone | Answer::Unchanged { .. }) => Err(FindError::Gone { url: shown(url) }),
        Err(cause) => Err(FindError::Fetch { url: shown(url), cause }),
    }
}

/// An address as it may be shown.
pub(super) fn shown(url: &str) -> CleanText {
    CleanText::line(&without_user(url))
}

fn is_feed(got: &Got) -> bool {
    matches!(ingest::sniff(&got.bytes), Some(Kind::Feed | Kind::JsonFeed))
}

/// The title of a feed: the source of its first article; empty where it has none.
fn title(got: &Got) -> CleanText {
    let hint = Hint { charset: got.charset.clone(), ..Hint::default() };
    let mut title = CleanText::default();
    // What is wrong with the feed is said when it is fetched.
    let _ = ingest::ingest_bytes(&got.bytes, &hint, &mut |item| {
        if let Item::Article(article) = item {
            title = article.source;
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    title
}
