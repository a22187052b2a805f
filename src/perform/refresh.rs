//! Feeds into the store: asked for on many threads, read on one, written on another. What has come is kept, whatever becomes
//! of the rest.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;

use crate::app::{Effect, Failure, Fetch, Progress, Reply};
use crate::fetch::{self, Answer, Client, FetchError, Got, Request, crowd, schedule};
use crate::ingest::{self, Hint, Item, Kind, Remark};
use crate::model::{Feed, Fetched, Marks, NewArticle, Subscription};
use crate::store::{Import, Outcome, Prepared, Store, StoreError};
use crate::text::CleanText;

pub use crate::fetch::{PATIENCE, Shared};

use super::PerformError;

/// Articles that go from a reading thread to the writing one together.
const TOGETHER: usize = 32;

/// Such groups that wait to be written; who reads faster waits.
const WAITING: usize = 8;

/// How long nothing comes before what is written is kept: a transaction that waits for the network holds up others.
const IDLE: Duration = Duration::from_millis(100);

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

/// What is said of a feed that breaks the program.
const BROKEN: &str = "an error in the program; please report it with the feed's address";

/// Bodies that wait to be read.
const UNREAD: usize = 2;

/// What the threads that ask send to the one that reads: how a feed ended, or a body to be read first.
struct Answered {
    at: usize,
    answer: Result<Told, Trouble>,
    got: Option<Got>,
}

/// What the thread that reads sends to the one that writes.
enum Came {
    Articles(usize, Vec<Prepared>),
    Skipped(usize, Remark),
    Ended(usize, Result<Told, Trouble>),
}

/// What an answer says besides its articles.
struct Told {
    end: End,
    /// What the feed calls itself, where that is known.
    title: Option<CleanText>,
    address: Option<String>,
    etag: Option<String>,
    modified: Option<String>,
}

/// Why there is none.
enum Trouble {
    Fetch(FetchError),
    Read(String),
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
    let ask = move |answers: &SyncSender<Answered>| {
        crowd::each(tasks, crowd::HOSTS, |(at, feed): (usize, Feed)| {
            let _ = answers.send(ask(&feed, at, &asking));
        });
    };
    Ok(take_in(store, feeds, fetching, ask, report)?)
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

fn host(feed: &Feed) -> String {
    let rest = feed.address().split_once("://").map_or(feed.address(), |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default().to_owned()
}

impl Answered {
    /// A body that is to be read.
    fn got(feed: &Feed, at: usize, got: Got) -> Self {
        let told = told(feed, End::Read, got.moved.clone(), got.etag.clone(), got.modified.clone());
        Self { at, answer: Ok(told), got: Some(got) }
    }
}

/// What an answer says, where the feed may have moved for good.
fn told(feed: &Feed, end: End, moved: Option<String>, etag: Option<String>, modified: Option<String>) -> Told {
    let known = feed.fetched.as_ref().and_then(|known| known.address.clone());
    let address = moved.or(known).filter(|address| *address != feed.subscription.url);
    Told { end, title: None, address, etag, modified }
}

/// Asks for one feed.
fn ask(feed: &Feed, at: usize, fetching: &Fetching) -> Answered {
    let known = feed.fetched.as_ref();
    let request = Request {
        url: feed.address().to_owned(),
        etag: known.and_then(|known| known.etag.clone()),
        modified: known.and_then(|known| known.modified.clone()),
    };
    let Request { etag, modified, .. } = request.clone();
    let answer = match fetching.client().and_then(|client| client.get(&request, fetch::FEED_SIZE)) {
        Ok(Answer::Got(got)) => return Answered::got(feed, at, got),
        Ok(Answer::Unchanged { moved }) => Ok(told(feed, End::NotModified, moved, etag, modified)),
        Ok(Answer::Gone) => Ok(told(feed, End::Gone, None, etag, modified)),
        Err(error) => Err(Trouble::Fetch(error)),
    };
    Answered { at, answer, got: None }
}

/// Reads a feed and sends its articles on; gives what the feed calls itself.
fn read(
    got: &Got,
    feed: &Feed,
    at: usize,
    sender: &SyncSender<Came>,
    fetching: &Fetching,
) -> Result<Option<CleanText>, Trouble> {
    if let Some(kind) = ingest::sniff(&got.bytes).filter(|kind| !matches!(kind, Kind::Feed | Kind::JsonFeed)) {
        let what = match kind {
            Kind::Page => "not a feed: it answers with a web page; `warta add` finds the feeds of a page",
            _ => "not a feed: it answers with something else",
        };
        return Err(Trouble::Read(what.to_owned()));
    }
    let hint = Hint {
        url: Some(feed.subscription.url.clone()),
        charset: got.charset.clone(),
        seen: Some(fetching.now),
        name: feed.subscription.name(),
        ..Hint::default()
    };
    let mut group = Vec::with_capacity(TOGETHER);
    let flow = |group: &mut Vec<Prepared>| {
        let full = std::mem::replace(group, Vec::with_capacity(TOGETHER));
        let goes_on = sender.send(Came::Articles(at, full)).is_ok() && !fetching.shared.is_stopped();
        if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let mut title = None;
    let read = ingest::ingest(&mut Cursor::new(&*got.bytes), &hint, &mut |item| match item {
        Item::Article(article) => {
            title.get_or_insert_with(|| article.source.clone());
            group.push(Prepared::new(NewArticle { marks: Marks::default(), first_seen: None, ..*article }));
            if group.len() == TOGETHER { flow(&mut group) } else { ControlFlow::Continue(()) }
        }
        Item::Skipped(remark) => {
            let _ = sender.send(Came::Skipped(at, remark));
            ControlFlow::Continue(())
        }
        Item::Notice(_) | Item::Subscription(_) => ControlFlow::Continue(()),
    });
    let _ = flow(&mut group);
    if fetching.shared.is_stopped() {
        return Err(Trouble::Fetch(FetchError::Stopped));
    }
    match read {
        // A feed may be empty for a while.
        Ok(_) | Err(ingest::IngestError::NoItems) => Ok(title.filter(|title| *title != hint.name)),
        Err(error) => Err(Trouble::Read(format!("not a feed: {error}"))),
    }
}

/// Writes what comes until all feeds have ended.
fn write(
    store: &Store,
    feeds: &[Feed],
    came: &Receiver<Came>,
    fetching: &Fetching,
    report: &mut dyn FnMut(Refreshed),
) -> Result<(), StoreError> {
    let now = fetching.now;
    let mut import = store.import(now);
    let begun = |feed: &Feed| Refreshed {
        feed: feed.clone(),
        new: 0,
        updated: 0,
        unchanged: 0,
        skipped: Vec::new(),
        end: End::Stopped,
    };
    let mut at_work: Vec<Option<Refreshed>> = feeds.iter().map(|feed| Some(begun(feed))).collect();
    loop {
        let next = match came.recv_timeout(IDLE) {
            Ok(next) => next,
            Err(RecvTimeoutError::Timeout) if !fetching.shared.is_stopped() => {
                import.keep()?;
                continue;
            }
            Err(_) => break,
        };
        match next {
            Came::Articles(at, group) => {
                for article in &group {
                    let outcome = import.add_prepared(article)?;
                    if let Some(refreshed) = &mut at_work[at] {
                        refreshed.count(outcome);
                    }
                }
            }
            Came::Skipped(at, remark) => {
                if let Some(refreshed) = &mut at_work[at] {
                    refreshed.skipped.push(remark);
                }
            }
            Came::Ended(at, ended) => {
                if let Some(mut refreshed) = at_work[at].take() {
                    refreshed.end = note(&mut import, &refreshed.feed, ended, now)?;
                    report(refreshed);
                }
            }
        }
    }
    import.finish()?;
    at_work.into_iter().flatten().for_each(report);
    Ok(())
}

impl Refreshed {
    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::New => self.new += 1,
            Outcome::Updated => self.updated += 1,
            Outcome::Unchanged => self.unchanged += 1,
        }
    }
}

/// Notes what came of a feed, for the next time.
fn note(import: &mut Import<'_>, feed: &Feed, ended: Result<Told, Trouble>, now: Timestamp) -> Result<End, StoreError> {
    let before = feed.fetched.clone().unwrap_or_else(|| Fetched::new(now));
    let (fetched, end) = match ended {
        Ok(Told { end, title, address, etag, modified }) => {
            if let Some(title) = title.filter(|_| feed.subscription.title.is_empty()) {
                import.subscribe(&Subscription { title, ..Subscription::new(feed.subscription.url.clone()) })?;
            }
            let due = (end != End::Gone).then(|| schedule::after_answer(now, feed.interval));
            let succeeded = if end == End::Gone { before.succeeded } else { Some(now) };
            let error = (end == End::Gone).then(|| CleanText::line("gone for good, by its server's account"));
            (Fetched { address, etag, modified, checked: now, succeeded, due, failures: 0, error }, end)
        }
        Err(Trouble::Fetch(FetchError::Stopped)) => return Ok(End::Stopped),
        Err(trouble) => {
            let (error, wait) = match trouble {
                Trouble::Fetch(error) => (error.to_string(), error.retry_after()),
                Trouble::Read(error) => (error, None),
            };
            let error = CleanText::line(&error);
            let failures = before.failures.saturating_add(1);
            let due = Some(schedule::after_failure(now, feed.interval, failures, wait));
            (Fetched { checked: now, due, failures, error: Some(error.clone()), ..before }, End::Failed(error))
        }
    };
    import.note_fetched(feed.number, &fetched)?;
    Ok(end)
}
