//! `warta doctor`: looks store, full text, feeds and terminal over, and says what to do. It mends what can be mended when asked.

use std::io::{self, IsTerminal};

use serde_json::json;

use crate::store::{Health, Store};
use crate::text::CleanText;

use super::output::{Output, complain};
use super::{Given, Outcome, arguments};

/// Of a store's bytes, the share that may hold nothing before it is worth giving it back, as one in this many.
const WORTH: u64 = 5;

pub(super) fn run(given: &Given, arguments: &arguments::Doctor) -> anyhow::Result<Outcome> {
    let store = given.store()?;
    if arguments.rebuild {
        store.rebuild_index()?;
    }
    if arguments.vacuum {
        store.vacuum()?;
    }
    let health = store.health()?;
    let feeds = store.feeds()?;
    let failing = feeds.iter().filter(|feed| feed.fetched.as_ref().is_some_and(|fetched| fetched.failures > 0)).count();
    let advice = advice(&health, failing);
    let mut output = Output::stdout();
    if arguments.json {
        output.line(json!({
            "store": CleanText::line(&store.path().display().to_string()).as_str(),
            "format": health.format,
            "size": health.size,
            "free": health.free,
            "faults": health.faults,
            "full_text": health.index_is_true,
            "articles": store.counts()?.articles,
            "feeds": feeds.len(),
            "failing": failing,
            "advice": advice,
        }))?;
    } else {
        for line in lines(&store, &health, feeds.len(), failing)? {
            output.line(CleanText::lines(&line))?;
        }
    }
    output.finish()?;
    if !arguments.json {
        for line in &advice {
            complain(line);
        }
    }
    Ok(if health.faults.is_empty() && health.index_is_true { Outcome::Done } else { Outcome::Partly })
}

fn lines(store: &Store, health: &Health, feeds: usize, failing: usize) -> anyhow::Result<Vec<String>> {
    let megabytes = |bytes: u64| format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10);
    let whole = if health.faults.is_empty() { "whole" } else { "damaged" };
    let index = if health.index_is_true { "as the articles say" } else { "not as the articles say" };
    let terminal = std::env::var("TERM").unwrap_or_else(|_| "none".to_owned());
    let is_terminal = if io::stdout().is_terminal() { "" } else { ", but the output is none" };
    let mut lines = vec![
        format!("store      {}", store.path().display()),
        format!(
            "           {whole}, format {}, {}, {} free",
            health.format,
            megabytes(health.size),
            megabytes(health.free)
        ),
    ];
    lines.extend(health.faults.iter().map(|fault| format!("           {fault}")));
    lines.extend([
        format!("full text  {index}"),
        format!("articles   {}", store.counts()?.articles),
        format!("feeds      {feeds}, {failing} failing"),
        format!("terminal   {terminal}{is_terminal}"),
    ]);
    Ok(lines)
}

/// What to do.
fn advice(health: &Health, failing: usize) -> Vec<String> {
    let mut advice = Vec::new();
    if !health.faults.is_empty() {
        advice.push(
            "the store is damaged: save what can be read with `warta export --output FILE`, and import that into a new one",
        );
    }
    if !health.index_is_true {
        advice.push("searches miss articles: `warta doctor --rebuild` makes the full text anew");
    }
    if health.free * WORTH > health.size {
        advice.push("much of the file is empty: `warta doctor --vacuum` gives the space back");
    }
    if failing > 0 {
        advice.push("some feeds fail: `warta feeds` says why");
    }
    advice.into_iter().map(str::to_owned).collect()
}
