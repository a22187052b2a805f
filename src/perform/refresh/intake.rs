//! One feed taken in: asked for, and read into articles that are ready to be written. Each on a thread of its own; nothing here
//! touches a store.

use std::ops::ControlFlow;
use std::sync::mpsc::SyncSender;

use crate::fetch::{self, Answer, Client, FetchError, Got, Request};
use crate::ingest::{self, Hint, Item, Kind, Remark};
use crate::model::{Feed, is_file};
use crate::store::Prepared;
use crate::text::CleanText;

use super::{End, Fetching};

/// Articles that go from a reading thread to the writing one together.
const TOGETHER: usize = 32;

/// What the threads that ask send to the one that reads: how a feed ended, or a body to be read first.
pub(super) struct Answered {
    pub(super) at: usize,
    pub(super) answer: Result<Told, Trouble>,
    pub(super) got: Option<Got>,
}

/// What the thread that reads sends to the one that writes.
pub(super) enum Came {
    Articles(usize, Vec<Prepared>),
    Skipped(usize, Remark),
    Ended(usize, Result<Told, Trouble>),
}

/// What an answer says besides its articles.
pub(super) struct Told {
    pub(super) end: End,
    /// What the feed calls itself, where that is known.
    pub(super) title: Option<CleanText>,
    pub(super) address: Option<String>,
    pub(super) etag: Option<String>,
    pub(super) modified: Option<String>,
}

/// Why there is none.
pub(super) enum Trouble {
    Fetch(FetchError),
    Read(String),
}

impl Answered {
    /// A body that is to be read.
    pub(super) fn got(feed: &Feed, at: usize, got: Got) -> Self {
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
pub(super) fn ask(feed: &Feed, at: usize, fetching: &Fetching) -> Answered {
    let known = feed.fetched.as_ref();
    // Where its server says that it has moved to is not where the reader has asked for.
    let is_moved = feed.address() != feed.subscription.url;
    let request = Request {
        url: feed.address().to_owned(),
        only_public: is_moved && !fetch::place::is_private(&feed.subscription.url),
        etag: known.and_then(|known| known.etag.clone()),
        modified: known.and_then(|known| known.modified.clone()),
    };
    let Request { etag, modified, .. } = request.clone();
    // What is read from disk is decided by what the reader subscribed to, whatever a server says of where it has moved.
    let ask = if is_file(&feed.subscription.url) { Client::read_file } else { Client::get };
    let answer = match fetching.client().and_then(|client| ask(&client, &request, fetch::FEED_SIZE)) {
        Ok(Answer::Got(got)) => return Answered::got(feed, at, got),
        Ok(Answer::Unchanged { moved }) => Ok(told(feed, End::NotModified, moved, etag, modified)),
        Ok(Answer::Gone) => Ok(told(feed, End::Gone, None, etag, modified)),
        Err(error) => Err(Trouble::Fetch(error)),
    };
    Answered { at, answer, got: None }
}

/// Reads a feed and sends its articles on; gives what the feed calls itself.
pub(super) fn read(
    got: &Got,
    feed: &Feed,
    at: usize,
    sender: &SyncSender<Came>,
    fetching: &Fetching,
) -> Result<Option<CleanText>, Trouble> {
    if let Some(kind) = ingest::sniff(&got.bytes).filter(|kind| !matches!(kind, Kind::Feed | Kind::JsonFeed)) {
        let what = match kind {
            _ if is_file(&feed.subscription.url) => "not a feed; `warta import` reads files of other kinds",
            Kind::Page => "not a feed: it answers with a web page; `warta add` finds the feeds of a page",
            _ => "not a feed: it answers with something else",
        };
        return Err(Trouble::Read(what.to_owned()));
    }
    let hint = Hint {
        url: Some(feed.subscription.url.clone()),
        charset: got.charset.clone(),
        seen: Some(fetching.now),
        is_fetched: true,
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
    let read = ingest::ingest_bytes(&got.bytes, &hint, &mut |item| match item {
        Item::Article(article) => {
            title.get_or_insert_with(|| article.source.clone());
            group.push(Prepared::new(*article));
            if group.len() == TOGETHER { flow(&mut group) } else { ControlFlow::Continue(()) }
        }
        Item::Skipped(remark) => {
            let _ = sender.send(Came::Skipped(at, remark));
            ControlFlow::Continue(())
        }
        Item::Notice(_) | Item::Subscription(_) | Item::Follow { .. } => ControlFlow::Continue(()),
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
