//! Texts of the articles' own pages: for those of some feeds, host by host, or for one that the reader asks for. What could
//! not be had is remembered, and not asked for each time.

use std::collections::{BTreeMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender};

use jiff::Timestamp;
use url::Url;

use crate::app::{Effect, Failure, Reply};
use crate::fetch::{FetchError, Got, PAGE_SIZE, Request, crowd, place, schedule};
use crate::ingest::IngestError;
use crate::model::{Feed, FullText, NewArticle};
use crate::store::{Import, Store, StoreError, Unfetched};
use crate::text::CleanText;

use super::PerformError;
use super::refresh::{Fetching, host};
use super::stages::{self, Writing};
use super::subscribe::{FindError, article_on, ask, shown};

/// Pages of one feed that are asked for at once; the others wait for the next time.
pub const PAGES: usize = 100;

/// Failures after which a page is not asked for again by itself.
const TRIES: u32 = 5;

/// A page that is to be fetched.
#[derive(Debug, Clone)]
pub struct Wanted {
    page: Unfetched,
    /// Whether a private place is not asked: all but the one that the article's feed is from.
    only_public: bool,
}

impl Wanted {
    /// A page of an article that came of these feeds.
    fn new<'a>(page: Unfetched, feeds: impl IntoIterator<Item = &'a String>) -> Self {
        let is_neighbour = |feed: &String| place::is_private(feed) && place::is_one_host(feed, &page.url);
        let only_public = !feeds.into_iter().any(is_neighbour);
        Self { page, only_public }
    }
}

/// What came of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paged {
    /// The article's number.
    pub number: i64,
    /// Its address, as it may be shown.
    pub url: CleanText,
    /// How it ended.
    pub end: PageEnd,
}

/// How the fetching of a page ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageEnd {
    /// Its text is in the store.
    Fetched,
    /// It failed, for this reason.
    Failed(CleanText),
    /// It was not asked for: its host has trouble with another one, or the reader stopped it. The next time it is.
    Left,
}

/// The pages that are to be fetched of some feeds, at most [`PAGES`] of each.
///
/// # Errors
///
/// The store could not be read.
pub fn wanted(store: &Store, feeds: &[Feed], now: Timestamp) -> Result<Vec<Wanted>, StoreError> {
    let mut known = HashSet::new();
    let mut wanted = Vec::new();
    for feed in feeds {
        let pages = store.unfetched(feed.number, PAGES, now)?.into_iter();
        let pages = pages.filter(|page| known.insert(page.number));
        wanted.extend(pages.map(|page| Wanted::new(page, [&feed.subscription.url])));
    }
    Ok(wanted)
}

/// Fetches pages into the store, and hands what became of each to `report`, as each ends. An article with another text may be of
/// another story; that is found by [`stories::find`](super::stories::find).
///
/// # Errors
///
/// The store could not be written, or the certificates that the environment names not be read.
pub fn fetch(
    store: &Store,
    wanted: Vec<Wanted>,
    fetching: &Fetching,
    report: &mut dyn FnMut(Paged),
) -> Result<(), PerformError> {
    if wanted.is_empty() {
        return Ok(());
    }
    fetching.client()?;
    let mut hosts: BTreeMap<String, Vec<Wanted>> = BTreeMap::new();
    for page in wanted {
        hosts.entry(host(&page.page.url)).or_default().push(page);
    }
    let (asking, reading) = (fetching.clone(), fetching.clone());
    let ask = move |answers: &SyncSender<Asked>| {
        let hosts = hosts.into_iter().collect();
        crowd::each(hosts, crowd::HOSTS, |pages| ask_host(pages, &asking, answers));
    };
    let read = move |Asked { page, answer }: Asked, sender: &SyncSender<Came>| {
        let text = answer.and_then(|got| read(&got, &page.url, &reading).map_err(Trouble::Found));
        let _ = sender.send(Came { page, text });
    };
    let written = stages::run(ask, read, |came| write(store, came, fetching, report));
    if written.is_err() {
        fetching.shared.give_up();
    }
    Ok(written?)
}

/// Brings the text of an article's page that the reader asked for, from the store where that has it, else from the web, whatever
/// came of it before; and says what came of it.
#[must_use]
pub fn bring(store: &Store, number: i64, fetching: &Fetching) -> Reply {
    let failed = |error: String, stopped: bool| {
        Reply::Failed(Failure { effect: Effect::FullText { number }, error: CleanText::line(&error), stopped })
    };
    let brought = full_text(store, number, fetching)
        .and_then(|end| if end == PageEnd::Fetched { Ok(Ok(store.article(number)?)) } else { Ok(Err(end)) });
    match brought {
        Ok(Ok(article)) => Reply::FullText { number, article: article.map(Box::new) },
        Ok(Err(PageEnd::Failed(error))) => failed(error.into_string(), false),
        Ok(Err(_)) => failed("its page was not asked for".to_owned(), fetching.shared.is_stopped()),
        Err(error) => failed(error.to_string(), false),
    }
}

/// Sees that the store has the text of an article's page, if it has that article.
fn full_text(store: &Store, number: i64, fetching: &Fetching) -> Result<PageEnd, PerformError> {
    let Some(given) = store.article(number)?.map(|article| article.given) else { return Ok(PageEnd::Fetched) };
    if given.full_text.is_some() {
        return Ok(PageEnd::Fetched);
    }
    let page = Unfetched { number, url: given.url.ok_or(PerformError::NoPage)?, failures: 0 };
    let mut end = PageEnd::Left;
    fetch(store, vec![Wanted::new(page, &given.feeds)], fetching, &mut |paged| end = paged.end)?;
    Ok(end)
}

/// What the threads that ask send to the one that reads.
struct Asked {
    page: Unfetched,
    answer: Result<Got, Trouble>,
}

/// What the thread that reads sends to the one that writes.
struct Came {
    page: Unfetched,
    text: Result<FullText, Trouble>,
}

/// Why there is no text.
enum Trouble {
    Found(FindError),
    Left,
}

/// Asks one host for its pages, one after the other, until it has trouble of its own.
fn ask_host(pages: Vec<Wanted>, fetching: &Fetching, answers: &SyncSender<Asked>) {
    let client = fetching.client();
    let mut is_over = false;
    for Wanted { page, only_public } in pages {
        let request = Request { url: page.url.clone(), only_public, ..Request::default() };
        let answer = match &client {
            Ok(client) if !is_over && !fetching.shared.is_stopped() => {
                ask(client, &request, PAGE_SIZE).map_err(Trouble::Found)
            }
            _ => Err(Trouble::Left),
        };
        is_over |= matches!(&answer, Err(Trouble::Found(error)) if is_of_host(error));
        let _ = answers.send(Asked { page, answer });
    }
}

/// Whether it is the host that has the trouble, and not the page.
fn is_of_host(error: &FindError) -> bool {
    let FindError::Fetch { cause, .. } = error else { return false };
    matches!(
        cause,
        FetchError::NoHost(_)
            | FetchError::NoConnection { .. }
            | FetchError::NotTrusted { .. }
            | FetchError::Late { .. }
            | FetchError::Broken { .. }
            | FetchError::Packed { .. }
            | FetchError::Crowded
            | FetchError::Stopped
            | FetchError::Status { code: 429 | 500..=599, .. }
    )
}

/// The text of the page that came from `url`.
fn read(got: &Got, url: &str, fetching: &Fetching) -> Result<FullText, FindError> {
    let none = |cause| FindError::Read { url: shown(url), cause };
    if is_front(&got.url) && !is_front(url) {
        return Err(FindError::Front { url: shown(url) });
    }
    // A page that breaks the program costs that page.
    let read = catch_unwind(AssertUnwindSafe(|| article_on(got, url, fetching)));
    let article = read.unwrap_or_else(|_| Err(none(IngestError::NoArticle)))?;
    let NewArticle { body, authors, initials, dateline, attribution, picture, links, .. } = article;
    if body.text.is_empty() {
        return Err(none(IngestError::NoArticle));
    }
    Ok(FullText { body, authors, initials, dateline, attribution, picture, links, fetched: fetching.now })
}

/// Whether an address is that of a site's front page, which is the page of no article.
fn is_front(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| matches!(url.path(), "" | "/") && url.query().is_none())
}

/// Writes what comes until all pages have ended.
fn write(
    store: &Store,
    came: &Receiver<Came>,
    fetching: &Fetching,
    report: &mut dyn FnMut(Paged),
) -> Result<(), StoreError> {
    let mut writing = Writing::new(store, fetching);
    while let Some(Came { page, text }) = writing.next(came, fetching, report)? {
        let end = match text {
            Ok(text) => {
                writing.import.add_full_text(page.number, &text)?;
                PageEnd::Fetched
            }
            Err(Trouble::Found(error)) => note(&mut writing.import, &page, &error, fetching.now)?,
            Err(Trouble::Left) => PageEnd::Left,
        };
        writing.done.push(Paged { number: page.number, url: shown(&page.url), end });
    }
    writing.finish(report)
}

/// Notes why a page could not be had: what its host is to blame for is tried again, more and more seldom, and all else never.
/// Where nobody could be reached at all, that may be the reader's own connection, and does not count.
fn note(import: &mut Import<'_>, page: &Unfetched, error: &FindError, now: Timestamp) -> Result<PageEnd, StoreError> {
    let (is_reached, wait) = match error {
        FindError::Fetch { cause: FetchError::Stopped | FetchError::Crowded, .. } => return Ok(PageEnd::Left),
        FindError::Fetch { cause: FetchError::NoHost(_) | FetchError::NoConnection { .. }, .. } => (false, None),
        FindError::Fetch { cause, .. } => (true, cause.retry_after()),
        _ => (true, None),
    };
    let failures = page.failures.saturating_add(u32::from(is_reached));
    let again = is_of_host(error) && failures < TRIES;
    let due = again.then(|| schedule::after_failure(now, None, failures, wait));
    let said = CleanText::line(&error.to_string());
    import.note_unfetched(page.number, &said, failures, due)?;
    Ok(PageEnd::Failed(said))
}
