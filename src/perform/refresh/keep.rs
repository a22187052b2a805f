//! What comes of feeds into the store, on the one thread that writes: articles, and what is to be remembered of each feed.

use std::sync::mpsc::Receiver;

use jiff::Timestamp;

use crate::fetch::{FetchError, schedule};
use crate::model::{Feed, Fetched};
use crate::store::{Import, Outcome, Store, StoreError};
use crate::text::CleanText;

use super::intake::{Came, Told, Trouble};
use super::{End, Fetching, Refreshed, Writing};

/// Writes what comes until all feeds have ended.
pub(super) fn write(
    store: &Store,
    feeds: &[Feed],
    came: &Receiver<Came>,
    fetching: &Fetching,
    report: &mut dyn FnMut(Refreshed),
) -> Result<(), StoreError> {
    let begun = |feed: &Feed| Refreshed {
        feed: feed.clone(),
        new: 0,
        updated: 0,
        unchanged: 0,
        skipped: Vec::new(),
        end: End::Stopped,
    };
    let mut at_work: Vec<Option<Refreshed>> = feeds.iter().map(|feed| Some(begun(feed))).collect();
    let mut writing = Writing::new(store, fetching);
    while let Some(next) = writing.next(came, fetching, report)? {
        match next {
            Came::Articles(at, group) => {
                for article in &group {
                    let outcome = writing.import.add_prepared(article)?;
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
                    refreshed.end = note(&mut writing.import, &refreshed.feed, ended, fetching.now)?;
                    writing.done.push(refreshed);
                }
            }
        }
    }
    writing.done.extend(at_work.into_iter().flatten());
    writing.finish(report)
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
                import.name_feed(feed.number, &title)?;
            }
            if end == End::Read {
                import.forget_gone(feed.number)?;
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
