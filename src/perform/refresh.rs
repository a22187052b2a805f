//! Feeds into the store: asked for on many threads, read on one, written on another. What has come is kept, whatever becomes
//! of the rest.

mod intake;
mod keep;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, SyncSender};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use crate::app::{Effect, Failure, Fetch, Progress, Reply};
use crate::fetch::{Client, FetchError, Got, crowd};
use crate::ingest::Remark;
use crate::model::{Feed, without_user};
use crate::store::{Store, StoreError};
use crate::text::CleanText;

pub use crate::fetch::{PATIENCE, Shared};

use self::intake::{Answered, Came, Told, Trouble, ask, read};
use self::keep::write;
use super::PerformError;

/// Groups of articles that wait to be written; who reads faster waits.
const WAITING: usize = 8;

/// What is said of a feed that breaks the program.
const BROKEN: &str = "an error in the program; please report it with the feed's address";

/// Bodies that wait to be read.
const UNREAD: usize = 2;

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

/// Fetches `feeds` into the store and hands what became of each to `report`, as each ends.
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
) -> Result<(), PerformError> {
    // What the environment names is read before anybody is asked.
    fetching.client()?;
    let tasks = feeds.iter().enumerate().map(|(at, feed)| (host(feed), (at, feed.clone()))).collect();
    let asking = fetching.clone();
    let each = move |answers: &SyncSender<Answered>| {
        crowd::each(tasks, crowd::HOSTS, |(at, feed): (usize, Feed)| {
            let _ = answers.send(ask(&feed, at, &asking));
        });
    };
    Ok(take_in(store, feeds, fetching, each, report)?)
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
    let (answers, answered) = mpsc::sync_channel(UNREAD);
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    // Nobody waits for these threads: what they are still at when the reader has had enough ends by itself. Nobody listens to
    // them either then, or where the store has failed.
    thread::spawn(move || ask(&answers));
    // One thread reads: the parts of an article are many, and memory that each of many threads has for them is seldom given back.
    let (reading, all) = (fetching.clone(), feeds.to_vec());
    thread::spawn(move || {
        for Answered { at, answer, got } in answered {
            // A feed that breaks the program costs that feed.
            let read = catch_unwind(AssertUnwindSafe(|| {
                got.map_or(Ok(None), |got| read(&got, &all[at], at, &sender, &reading))
            }));
            let read = read.unwrap_or_else(|_| Err(Trouble::Read(BROKEN.to_owned())));
            let ended = answer.and_then(|told| read.map(|title| Told { title, ..told }));
            let _ = sender.send(Came::Ended(at, ended));
        }
    });
    let written = write(store, feeds, &receiver, fetching, report);
    if written.is_err() {
        fetching.shared.stop.store(true, Ordering::Relaxed);
    }
    written
}

/// Carries out a fetch that the reader asked for; tells how it goes, and at last what came of it.
pub fn fetch(store: &Store, which: Fetch, fetching: &Fetching, tell: &mut dyn FnMut(Reply)) {
    let mut progress = Progress::default();
    let done = wanted(store, which, fetching.now).map_err(PerformError::from).and_then(|feeds| {
        progress.total = feeds.len();
        tell(Reply::Fetching(progress));
        refresh(store, &feeds, fetching, &mut |refreshed| {
            progress.done += 1;
            progress.new += refreshed.new;
            progress.failed += usize::from(matches!(refreshed.end, End::Failed(_)));
            tell(Reply::Fetching(progress));
        })?;
        Ok(store.counts()?)
    });
    tell(match done {
        Ok(counts) => Reply::Fetched { progress, counts },
        Err(error) => Reply::Failed(Failure {
            effect: Effect::Fetch(which),
            error: CleanText::line(&error.to_string()),
            stopped: false,
        }),
    });
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

/// The host that is asked for a feed. Files have none: they are read one at a time, as if one did.
fn host(feed: &Feed) -> String {
    let shown = without_user(feed.address());
    let rest = shown.split_once("://").map_or(shown.as_str(), |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}
