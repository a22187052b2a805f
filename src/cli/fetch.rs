//! `warta fetch`: refreshes the feeds that are due, or those that are named. Ctrl-C ends it; what came stays.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use serde_json::{Value, json};
use signal_hook::consts::SIGINT;

use crate::fetch::{PATIENCE, Shared};
use crate::model::Feed;
use crate::perform::refresh::{End, Fetching, Refreshed, refresh};
use crate::store::Store;

use super::output::{Output, complain, progress};
use super::{Given, Outcome, arguments, feeds};

pub(super) fn run(given: &Given, arguments: &arguments::Fetch) -> anyhow::Result<Outcome> {
    let store = given.store()?;
    let feeds = wanted(&store, given, arguments)?;
    if feeds.is_empty() && !arguments.json {
        let is_none = store.feeds()?.is_empty();
        let why = if is_none { "no feeds; `warta add URL` subscribes to one" } else { "nothing is due" };
        let mut output = Output::stdout();
        output.line(why)?;
        output.finish()?;
        return Ok(Outcome::Done);
    }
    let fetching = stop_on_interrupt(fetching(given, arguments.timeout))?;
    let progress = progress(feeds.len(), "{spinner} {pos}/{len} {bar:24} {wide_msg}");
    let mut sum = Sum::default();
    let mut reports: Vec<Value> = Vec::new();
    let mut failed = None;
    refresh(&store, &feeds, &fetching, &mut |refreshed| {
        progress.inc(1);
        progress.set_message(refreshed.feed.subscription.name().into_string());
        sum.add(&refreshed);
        if arguments.json {
            reports.push(json(&refreshed));
        } else if let Err(error) = progress.suspend(|| print(&refreshed)) {
            failed.get_or_insert(error);
        }
    })?;
    progress.finish_and_clear();
    if let Some(error) = failed {
        return Err(error.into());
    }
    let mut output = Output::stdout();
    if arguments.json {
        output.line(json!({ "feeds": reports }))?;
    } else {
        output.line(sum.line())?;
    }
    output.finish()?;
    Ok(if sum.failed + sum.stopped == 0 { Outcome::Done } else { Outcome::Partly })
}

/// The feeds that are named, else those that are due.
fn wanted(store: &Store, given: &Given, arguments: &arguments::Fetch) -> anyhow::Result<Vec<Feed>> {
    if arguments.feeds.is_empty() {
        let mut feeds = store.feeds()?;
        feeds.retain(|feed| arguments.all && !is_gone(feed) || feed.is_due(given.clock.now));
        return Ok(feeds);
    }
    let mut wanted: Vec<Feed> = Vec::new();
    for name in &arguments.feeds {
        let feed = feeds::named(store, name)?;
        if wanted.iter().all(|known| known.number != feed.number) {
            wanted.push(feed);
        }
    }
    Ok(wanted)
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
pub(super) fn stop_on_interrupt(fetching: Fetching) -> anyhow::Result<Fetching> {
    let stop = &fetching.shared.stop;
    signal_hook::flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(stop))
        .and_then(|_| signal_hook::flag::register(SIGINT, Arc::clone(stop)))
        .context("cannot watch for Ctrl-C")?;
    Ok(fetching)
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

    fn line(&self) -> String {
        let feeds = if self.feeds == 1 { "feed" } else { "feeds" };
        let counted = [(self.failed, "failed"), (self.stopped, "stopped")].into_iter().filter(|(count, _)| *count > 0);
        let mut parts = vec![format!("{} new", self.new), format!("{} updated", self.updated)];
        parts.extend(counted.map(|(count, what)| format!("{count} {what}")));
        format!("{} {feeds}: {}", self.feeds, parts.join(", "))
    }
}
