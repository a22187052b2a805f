//! `warta add`: subscribes to the feed at an address, to one that the page there has, or to a file, and fetches it; or saves
//! the page.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, absolute};

use anyhow::bail;
use url::Url;

use crate::document::{file_address, web_address};
use crate::ingest::Alternate;
use crate::model::{Subscription, is_file, without_user};
use crate::perform::refresh::{End, Refreshed, refresh, take};
use crate::perform::subscribe::{self, Found};
use crate::store::Outcome as Stored;
use crate::text::CleanText;

use super::fetch::{fetching, print, stop_on_interrupt};
use super::output::{Output, complain, find_stories};
use super::{Given, Outcome, Usage, arguments};

/// An address of a file, to show what one looks like.
const FILE: &str = "file:///home/sari/feed.xml";

pub(super) fn run(given: &Given, arguments: &arguments::Add) -> anyhow::Result<Outcome> {
    let url = address(&arguments.url)?;
    if arguments.page && is_file(&url) {
        bail!(Usage("--page saves a page of the web; `warta import` takes in one that is a file".to_owned()));
    }
    let fetching = fetching(given, arguments.timeout);
    let store = given.store()?;
    if arguments.page {
        let (outcome, title) = subscribe::save_page(&store, &url, &fetching)?;
        let what = match outcome {
            Stored::New => "saved",
            Stored::Updated => "brought up to date",
            Stored::Unchanged => "known already",
        };
        say(&format!("{what}: {title}"))?;
        find_stories(&store, &fetching.shared)?;
        return Ok(Outcome::Done);
    }
    let found = if is_file(&url) { subscribe::find_file(&url, &fetching) } else { subscribe::find(&url, &fetching) };
    let (chosen, got) = match found? {
        Found::Feed(feed, got) => (feed, Some(got)),
        Found::Page(feeds) => (choose(&without_user(&url), feeds)?, None),
    };
    // A name that the reader has given it stays.
    let is_named = store.feed_of(&chosen.url).is_ok_and(|feed| !feed.subscription.title.is_empty());
    let own = if is_named { CleanText::default() } else { chosen.title };
    let fetching = stop_on_interrupt(&fetching)?;
    let wanted = Subscription {
        title: arguments.name.as_deref().map_or(own, CleanText::line),
        folder: arguments.folder.iter().map(|name| CleanText::line(name)).filter(|name| !name.is_empty()).collect(),
        ..Subscription::new(chosen.url)
    };
    let (feed, outcome) = subscribe::subscribe(&store, &wanted, given.clock.now)?;
    let what = if outcome == Stored::New { "subscribed to" } else { "already subscribed to" };
    say(&format!("{what} {} ({})", feed.subscription.name(), without_user(&feed.subscription.url)))?;
    let mut failed = false;
    let mut printed = Ok(());
    let mut report = |refreshed: Refreshed| {
        failed |= matches!(refreshed.end, End::Failed(_) | End::Stopped);
        printed = print(&refreshed);
    };
    match got {
        Some(got) => take(&store, &feed, *got, &fetching, &mut report)?,
        None => drop(refresh(&store, &[feed], &fetching, &mut report)?),
    }
    printed?;
    find_stories(&store, &fetching.shared)?;
    Ok(if failed { Outcome::Partly } else { Outcome::Done })
}

fn say(line: &str) -> anyhow::Result<Outcome> {
    let mut output = Output::stdout();
    output.line(line)?;
    output.finish()?;
    Ok(Outcome::Done)
}

/// The address that somebody typed: of the web, https where no scheme is given; or of a file.
fn address(typed: &str) -> anyhow::Result<String> {
    let typed = typed.trim();
    if typed.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("file:")) {
        let Some(url) = file_address(typed) else {
            let typed = CleanText::line(typed);
            bail!(Usage(format!("{typed} is no address of a file: that is file:// and its whole path, as in {FILE}")));
        };
        return Ok(url.into());
    }
    if is_path(typed) {
        let whole = absolute(typed).ok().and_then(|path| Url::from_file_path(path).ok());
        let url = whole.and_then(|url| file_address(url.as_str())).map_or_else(|| FILE.to_owned(), String::from);
        let typed = CleanText::line(typed);
        bail!(Usage(format!(
            "{typed} is a file: `warta add {url}` subscribes to it, `warta import {typed}` reads it once"
        )));
    }
    let has_scheme = typed.split_once(':').is_some_and(|(scheme, rest)| {
        !scheme.contains(['.', '/']) && (rest.starts_with("//") || rest.parse::<u16>().is_err())
    });
    let whole = if has_scheme { typed.to_owned() } else { format!("https://{typed}") };
    match web_address(&whole, None) {
        Some(url) => Ok(url.into()),
        None => bail!(Usage(format!("{} is no http or https address", CleanText::line(typed)))),
    }
}

/// Whether a path was typed: one that says so by its beginning, or that of a file that is there.
fn is_path(typed: &str) -> bool {
    let begins = |start: &str| typed.starts_with(start);
    begins("./") || begins("../") || begins("/") && !begins("//") || Path::new(typed).is_file()
}

/// The feed of a page that is wanted: the only one, the one that a person picks, or the first.
fn choose(url: &str, mut feeds: Vec<Alternate>) -> anyhow::Result<Alternate> {
    if feeds.is_empty() {
        bail!("{url}: the page names no feed; `warta add --page` saves the page itself as an article");
    }
    if feeds.len() == 1 {
        return Ok(feeds.remove(0));
    }
    let asks = io::stdin().is_terminal() && io::stderr().is_terminal();
    if !asks {
        let others = feeds.len() - 1;
        complain(&format!("{url}: the page has {others} more feeds; `warta add` with the address of one takes that"));
        for feed in &feeds {
            complain(&named(feed));
        }
        return Ok(feeds.remove(0));
    }
    for (number, feed) in (1..).zip(&feeds) {
        complain(&format!("{number}  {}", named(feed)));
    }
    loop {
        // Where even stderr is closed, the first is taken when the input ends.
        let _ = write!(io::stderr(), "which? [1] ");
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            bail!("nothing was chosen");
        }
        match line.trim() {
            "" => return Ok(feeds.remove(0)),
            number => {
                if let Some(at) = number.parse::<usize>().ok().filter(|at| (1..=feeds.len()).contains(at)) {
                    return Ok(feeds.remove(at - 1));
                }
            }
        }
    }
}

fn named(feed: &Alternate) -> String {
    if feed.title.is_empty() { feed.url.clone() } else { format!("{}  {}", feed.title, feed.url) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_scheme_is_one_of_the_web() {
        let read = |typed| address(typed).ok();
        assert_eq!(read(" a.example/feed "), Some("https://a.example/feed".to_owned()));
        assert_eq!(read("a.example:8080/x"), Some("https://a.example:8080/x".to_owned()));
        assert_eq!(read("localhost:8080"), Some("https://localhost:8080/".to_owned()));
        assert_eq!(read("HTTP://a.example"), Some("http://a.example/".to_owned()));
        assert_eq!(read("//a.example/feed"), Some("https://a.example/feed".to_owned()));
        assert_eq!(read("FILE://localhost/a/feed"), Some("file:///a/feed".to_owned()));
        for typed in [
            "file:feed.xml",
            "file://a.example/feed",
            "./feed",
            "../feed",
            "/feed",
            "javascript:alert(1)",
            "ssh://a.example",
            "",
            "exec:id",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
