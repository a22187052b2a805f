//! `warta fetch`: refreshes the feeds that are due, or those that are named, and the pages of their articles where those are
//! wanted. Ctrl-C ends it; what came stays.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use serde_json::{Value, json};
use signal_hook::consts::SIGINT;

use crate::fetch::{PATIENCE, Shared};
use crate::model::Feed;
use crate::perform::pages::{self, PageEnd, Paged, Wanted};
use crate::perform::refresh::{End, Fetching, Refreshed, refresh};
use crate::store::Store;

use super::output::{Output, complain, find_stories, progress};
use super::{Given, Outcome, arguments, feeds};

pub(super) fn run(given: &Given, arguments: &arguments::Fetch) -> anyhow::Result<Outcome> {
    let store = given.store()?;
    let subscribed = if arguments.feeds.is_empty() { store.feeds()? } else { named(&store, &arguments.feeds)? };
    let is_wanted =
        |feed: &&Feed| !arguments.feeds.is_empty() || arguments.all && !is_gone(feed) || feed.is_due(given.clock.now);
    let feeds: Vec<Feed> = subscribed.iter().filter(is_wanted).cloned().collect();
    let mut with_pages = subscribed;
    with_pages.retain(|feed| arguments.full_text || feed.full_text);
    let fetching = stop_on_interrupt(&fetching(given, arguments.timeout))?;
    let mut sum = Sum::default();
    let mut reports: Vec<Value> = Vec::new();
    let gone = refresh_all(&store, &feeds, &fetching, &mut |refreshed| {
        sum.add(&refreshed);
        if arguments.json {
            reports.push(json(&refreshed));
            return Ok(());
        }
        print(&refreshed)
    })?;
    // What is on a page that has just come is looked for at once.
    let wanted = pages::wanted(&store, &with_pages, given.clock.now)?;
    let is_nothing = feeds.is_empty() && wanted.is_empty();
    let mut paged: Vec<Paged> = Vec::new();
    fetch_pages(&store, wanted, &fetching, arguments.json, &mut paged)?;
    find_stories(&store, &fetching.shared)?;
    let mut output = Output::stdout();
    if arguments.json {
        output.line(json!({ "feeds": reports, "gone": gone, "pages": pages_json(&paged) }))?;
    } else if is_nothing {
        let is_none = store.feeds()?.is_empty();
        output.line(if is_none { "no feeds; `warta add URL` subscribes to one" } else { "nothing is due" })?;
    } else {
        output.line(sum.line(gone, &paged))?;
    }
    output.finish()?;
    let is_whole = sum.failed + sum.stopped == 0 && paged.iter().all(|page| page.end == PageEnd::Fetched);
    Ok(if is_whole { Outcome::Done } else { Outcome::Partly })
}

/// Fetches feeds behind a bar, and hands what became of each to `report`; gives how many articles went that are not kept.
fn refresh_all(
    store: &Store,
    feeds: &[Feed],
    fetching: &Fetching,
    report: &mut dyn FnMut(Refreshed) -> io::Result<()>,
) -> anyhow::Result<usize> {
    let progress = progress(feeds.len(), "{spinner} {pos}/{len} {bar:24} {wide_msg}");
    let mut failed = None;
    let gone = refresh(store, feeds, fetching, &mut |refreshed| {
        progress.inc(1);
        progress.set_message(refreshed.feed.subscription.name().into_string());
        if let Err(error) = progress.suspend(|| report(refreshed)) {
            failed.get_or_insert(error);
        }
    })?;
    progress.finish_and_clear();
    failed.map_or(Ok(gone), |error| Err(error.into()))
}

/// Fetches pages behind a bar of their own; what could not be had is said, but in a report for programs.
fn fetch_pages(
    store: &Store,
    wanted: Vec<Wanted>,
    fetching: &Fetching,
    is_quiet: bool,
    paged: &mut Vec<Paged>,
) -> anyhow::Result<()> {
    let progress = progress(wanted.len(), "{spinner} {pos}/{len} {bar:24} {wide_msg}");
    pages::fetch(store, wanted, fetching, &mut |page| {
        progress.inc(1);
        progress.set_message(page.url.to_string());
        if let (PageEnd::Failed(error), false) = (&page.end, is_quiet) {
            progress.suspend(|| complain(error));
        }
        paged.push(page);
    })?;
    progress.finish_and_clear();
    Ok(())
}

/// The feeds that are named, each once.
fn named(store: &Store, names: &[String]) -> anyhow::Result<Vec<Feed>> {
    let mut found: Vec<Feed> = Vec::new();
    for name in names {
        let feed = feeds::named(store, name)?;
        if found.iter().all(|known| known.number != feed.number) {
            found.push(feed);
        }
    }
    Ok(found)
}

fn is_gone(feed: &Feed) -> bool {
    feed.fetched.as_ref().is_some_and(|fetched| fetched.due.is_none())
}

/// How to fetch: with the patience that is asked for.
pub(super) fn fetching(given: &Given, patience: Option<u64>) -> Fetching {
    let patience = patience.map_or(PATIENCE, Duration::from_secs);
    Fetching { now: given.clock.now, patience, shared: Shared::default() }
}

/// The same, but stopped by the first Ctrl-C; the second ends the program.
pub(super) fn stop_on_interrupt(fetching: &Fetching) -> anyhow::Result<Fetching> {
    let stop = Arc::default();
    signal_hook::flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&stop))
        .and_then(|_| signal_hook::flag::register(SIGINT, Arc::clone(&stop)))
        .context("cannot watch for Ctrl-C")?;
    Ok(Fetching { shared: Shared::new(stop), ..fetching.clone() })
}

/// One line of a feed that has news or trouble: news to stdout, trouble to stderr.
pub(super) fn print(refreshed: &Refreshed) -> io::Result<()> {
    let name = refreshed.feed.subscription.name();
    for remark in &refreshed.skipped {
        complain(&format!("{name}: item {}: skipped: {}", remark.item, remark.reason));
    }
    match &refreshed.end {
        End::Failed(error) => complain(&format!("{name}: {error}")),
        End::Gone => complain(&format!("{name}: its server says that it is gone for good; it is not asked again")),
        End::Read if refreshed.new + refreshed.updated > 0 => {
            let mut output = Output::stdout();
            output.line(format!("{name}: {} new, {} updated", refreshed.new, refreshed.updated))?;
            output.finish()?;
        }
        End::Read | End::NotModified | End::Stopped => {}
    }
    Ok(())
}

fn json(refreshed: &Refreshed) -> Value {
    let (end, error) = match &refreshed.end {
        End::Read => ("read", None),
        End::NotModified => ("not-modified", None),
        End::Gone => ("gone", None),
        End::Failed(error) => ("failed", Some(error.as_str())),
        End::Stopped => ("stopped", None),
    };
    let skipped = refreshed.skipped.iter().map(|remark| json!({"item": remark.item, "reason": remark.reason.as_str()}));
    json!({
        "number": refreshed.feed.number,
        "url": refreshed.feed.subscription.url,
        "title": refreshed.feed.subscription.title.as_str(),
        "end": end,
        "new": refreshed.new,
        "updated": refreshed.updated,
        "unchanged": refreshed.unchanged,
        "skipped": skipped.collect::<Vec<_>>(),
        "error": error,
    })
}

fn pages_json(paged: &[Paged]) -> Vec<Value> {
    let page = |page: &Paged| {
        let (end, error) = match &page.end {
            PageEnd::Fetched => ("fetched", None),
            PageEnd::Failed(error) => ("failed", Some(error.as_str())),
            PageEnd::Left => ("left", None),
        };
        json!({ "number": page.number, "url": page.url.as_str(), "end": end, "error": error })
    };
    paged.iter().map(page).collect()
}

/// The sum over all feeds.
#[derive(Default)]
struct Sum {
    feeds: usize,
    new: usize,
    updated: usize,
    failed: usize,
    stopped: usize,
}

impl Sum {
    fn add(&mut self, refreshed: &Refreshed) {
        self.feeds += 1;
        self.new += refreshed.new;
        self.updated += refreshed.updated;
        self.failed += usize::from(matches!(refreshed.end, End::Failed(_)));
        self.stopped += usize::from(refreshed.end == End::Stopped);
    }

    fn line(&self, gone: usize, paged: &[Paged]) -> String {
        let feeds = if self.feeds == 1 { "feed" } else { "feeds" };
        let count = |is: &dyn Fn(&PageEnd) -> bool| paged.iter().filter(|page| is(&page.end)).count();
        let counted = [(self.failed, "failed"), (self.stopped, "stopped")].into_iter().filter(|(count, _)| *count > 0);
        let mut parts = vec![format!("{} new", self.new), format!("{} updated", self.updated)];
        parts.extend(counted.map(|(count, what)| format!("{count} {what}")));
        let fetched = count(&|end| *end == PageEnd::Fetched);
        let more = [
            (gone, "not kept any more"),
            (fetched, if fetched == 1 { "full text" } else { "full texts" }),
            (count(&|end| matches!(end, PageEnd::Failed(_))), "not to be had"),
            (count(&|end| *end == PageEnd::Left), "left for the next time"),
        ];
        let more = more.into_iter().filter(|(count, _)| *count > 0);
        parts.extend(more.map(|(count, what)| format!("{count} {what}")));
        format!("{} {feeds}: {}", self.feeds, parts.join(", "))
    }
}
