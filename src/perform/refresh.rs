//! Feeds into the store: asked for on many threads, read on one, written on another. What has come is kept, whatever becomes
//! of the rest.

mod intake;
mod keep;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::SyncSender;
use std::time::Duration;

use jiff::Timestamp;

use crate::app::{Effect, Failure, Fetch, Progress, Reply};
use crate::fetch::{Client, FetchError, Got, crowd};
use crate::ingest::Remark;
use crate::model::{Counts, Feed, without_user};
use crate::store::{Store, StoreError};
use crate::text::CleanText;

pub use crate::fetch::{PATIENCE, Shared};

use self::intake::{Answered, Came, Told, Trouble, ask, read};
use self::keep::write;
use super::PerformError;
use super::pages::{self, PageEnd};
use super::stages::{self, Writing};
use super::stories;

/// What is said of a feed that breaks the program.
const BROKEN: &str = "an error in the program; please report it with the feed's address";

/// How feeds are fetched.
#[derive(Debug, Clone)]
pub struct Fetching {
    /// What time it is.
    pub now: Timestamp,
    /// How long a server may take.
    pub patience: Duration,
    /// By which it is told to end: what came stays, and who is still silent is not waited for.
    pub shared: Shared,
}

impl Fetching {
    /// A client for one thread.
    pub(super) fn client(&self) -> Result<Client, FetchError> {
        Client::new(self.patience, &self.shared)
    }
}

/// What came of one feed.
#[derive(Debug)]
pub struct Refreshed {
    /// The feed, as it was.
    pub feed: Feed,
    /// Articles that the store did not know.
    pub new: usize,
    /// Articles that were changed.
    pub updated: usize,
    /// Articles that were as the store had them.
    pub unchanged: usize,
    /// Items that could not be taken.
    pub skipped: Vec<Remark>,
    /// How it ended.
    pub end: End,
}

/// How the fetching of a feed ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// It was read.
    Read,
    /// Its server says that nothing changed.
    NotModified,
    /// Its server says that it is gone for good; it is not asked again.
    Gone,
    /// It failed, for this reason.
    Failed(CleanText),
    /// The reader stopped it.
    Stopped,
}

/// Fetches `feeds` into the store and hands what became of each to `report`, as each ends. At last those of their articles go
/// that the reader does not keep any more; gives how many did. Their stories are found by [`stories::find`].
///
/// # Errors
///
/// The store could not be written, or the certificates that the environment names not be read. What a feed does wrong
/// is that feed's, and in its report.
pub fn refresh(
    store: &Store,
    feeds: &[Feed],
    fetching: &Fetching,
    report: &mut dyn FnMut(Refreshed),
) -> Result<usize, PerformError> {
    // What the environment names is read before anybody is asked.
    fetching.client()?;
    let tasks = feeds.iter().enumerate().map(|(at, feed)| (host(feed.address()), (at, feed.clone()))).collect();
    let asking = fetching.clone();
    let each = move |answers: &SyncSender<Answered>| {
        crowd::each(tasks, crowd::HOSTS, |(at, feed): (usize, Feed)| {
            let _ = answers.send(ask(&feed, at, &asking));
        });
    };
    let mut answered: Vec<i64> = Vec::new();
    take_in(store, feeds, fetching, each, &mut |refreshed| {
        // What a feed has stays while nothing comes of it.
        if matches!(refreshed.end, End::Read | End::NotModified) {
            answered.push(refreshed.feed.number);
        }
        report(refreshed);
    })?;
    Ok(store.let_go(&answered, fetching.now, &|| fetching.shared.is_stopped())?)
}

/// Brings a feed into the store of which the answer has come already, and hands what became of it to `report`.
///
/// # Errors
///
/// The store could not be written.
pub fn take(
    store: &Store,
    feed: &Feed,
    got: Got,
    fetching: &Fetching,
    report: &mut dyn FnMut(Refreshed),
) -> Result<(), PerformError> {
    let answered = Answered::got(feed, 0, got);
    let ask = move |answers: &SyncSender<Answered>| {
        let _ = answers.send(answered);
    };
    Ok(take_in(store, std::slice::from_ref(feed), fetching, ask, report)?)
}

/// Reads and writes what `ask` brings, on a thread each.
fn take_in(
    store: &Store,
    feeds: &[Feed],
    fetching: &Fetching,
    ask: impl FnOnce(&SyncSender<Answered>) + Send + 'static,
    report: &mut dyn FnMut(Refreshed),
) -> Result<(), StoreError> {
    let (reading, all) = (fetching.clone(), feeds.to_vec());
    let read = move |Answered { at, answer, got }, sender: &SyncSender<Came>| {
        // A feed that breaks the program costs that feed.
        let read =
            catch_unwind(AssertUnwindSafe(|| got.map_or(Ok(None), |got| read(&got, &all[at], at, sender, &reading))));
        let read = read.unwrap_or_else(|_| Err(Trouble::Read(BROKEN.to_owned())));
        let ended = answer.and_then(|told| read.map(|title| Told { title, ..told }));
        let _ = sender.send(Came::Ended(at, ended));
    };
    let written = stages::run(ask, read, |receiver| write(store, feeds, receiver, fetching, report));
    if written.is_err() {
        fetching.shared.give_up();
    }
    written
}

/// Carries out a fetch that the reader asked for; tells how it goes, and what came of it. Then, while the reader reads, what came
/// is put into stories.
pub fn fetch(store: &Store, which: Fetch, fetching: &Fetching, tell: &mut dyn FnMut(Reply)) {
    let mut progress = Progress::default();
    let done = fetch_and_count(store, which, fetching, &mut progress, tell);
    tell(match done {
        Ok(counts) => Reply::Fetched { progress, counts },
        Err(error) => Reply::Failed(Failure {
            effect: Effect::Fetch(which),
            error: CleanText::line(&error.to_string()),
            stopped: false,
        }),
    });
    stories::find_and_tell(store, &fetching.shared, tell);
}

fn fetch_and_count(
    store: &Store,
    which: Fetch,
    fetching: &Fetching,
    progress: &mut Progress,
    tell: &mut dyn FnMut(Reply),
) -> Result<Counts, PerformError> {
    let feeds = wanted(store, which, fetching.now)?;
    progress.total = feeds.len();
    tell(Reply::Fetching { progress: *progress, counts: store.counts()? });
    refresh(store, &feeds, fetching, &mut |refreshed| {
        progress.done += 1;
        progress.new += refreshed.new;
        progress.failed += usize::from(matches!(refreshed.end, End::Failed(_)));
        tell_how_it_goes(store, *progress, tell);
    })?;
    let with_pages: Vec<Feed> = feeds.into_iter().filter(|feed| feed.full_text).collect();
    let wanted = pages::wanted(store, &with_pages, fetching.now)?;
    progress.pages = wanted.len();
    pages::fetch(store, wanted, fetching, &mut |paged| {
        progress.pages_done += usize::from(!matches!(paged.end, PageEnd::Left));
        tell_how_it_goes(store, *progress, tell);
    })?;
    Ok(store.counts()?)
}

/// Tells how far a fetch is. Where the store cannot be read even for that, the fetch will say so.
fn tell_how_it_goes(store: &Store, progress: Progress, tell: &mut dyn FnMut(Reply)) {
    if let Ok(counts) = store.counts() {
        tell(Reply::Fetching { progress, counts });
    }
}

fn wanted(store: &Store, which: Fetch, now: Timestamp) -> Result<Vec<Feed>, StoreError> {
    let mut feeds = store.feeds()?;
    match which {
        Fetch::Due => feeds.retain(|feed| feed.is_due(now)),
        Fetch::FeedsOf(number) => {
            let carried = store.article(number)?.map(|article| article.given.feeds).unwrap_or_default();
            feeds.retain(|feed| carried.contains(&feed.subscription.url));
        }
    }
    Ok(feeds)
}

/// The host of an address, by which those are told apart that are asked at the same time. Files have none: they are read one at
/// a time, as if one did.
pub(super) fn host(url: &str) -> String {
    let shown = without_user(url);
    let rest = shown.split_once("://").map_or(shown.as_str(), |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}
