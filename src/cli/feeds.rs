//! `warta feeds` and `warta remove`: what is subscribed to, and how its fetching goes. Nothing here fetches.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::document::{file_address, web_address};
use crate::model::{Feed, Fetched, Keep, without_user};
use crate::store::{Clock, Store};
use crate::text::CleanText;

use super::output::Output;
use super::{Given, arguments};

pub(super) fn run(given: &Given, arguments: &arguments::Feeds) -> anyhow::Result<()> {
    let mut output = Output::stdout();
    for feed in given.store()?.feeds()? {
        if arguments.json {
            output.line(json(&feed))?;
            continue;
        }
        write(&mut output, &feed, &given.clock)?;
    }
    Ok(output.finish()?)
}

/// Prints one feed.
pub(super) fn print(feed: &Feed, given: &Given) -> anyhow::Result<()> {
    let mut output = Output::stdout();
    write(&mut output, feed, &given.clock)?;
    Ok(output.finish()?)
}

fn write(output: &mut Output, feed: &Feed, clock: &Clock) -> std::io::Result<()> {
    output.line(line(feed))?;
    state(feed, clock).map_or(Ok(()), |state| output.line(format!("{:16}{state}", "")))
}

/// The feed that is named by number, address or title.
pub(super) fn named(store: &Store, name: &str) -> anyhow::Result<Feed> {
    // An address is looked for in the form in which subscriptions keep it.
    let address = web_address(name, None).or_else(|| file_address(name));
    let reference = address.map_or_else(|| name.to_owned(), String::from);
    Ok(store.feed_of(&reference)?)
}

/// Ends a subscription and says which.
pub(super) fn remove(given: &Given, arguments: &arguments::Remove) -> anyhow::Result<()> {
    let store = given.store()?;
    let feed = named(&store, &arguments.feed)?;
    store.unsubscribe(feed.number)?;
    let mut output = Output::stdout();
    let kept = match feed.articles {
        0 => String::new(),
        articles => format!("; its articles stay ({articles})"),
    };
    output.line(format!("no longer subscribed to {}{kept}", feed.subscription.name()))?;
    Ok(output.finish()?)
}

fn json(feed: &Feed) -> serde_json::Value {
    let texts = |texts: &[CleanText]| texts.iter().map(CleanText::to_string).collect::<Vec<_>>();
    let subscription = &feed.subscription;
    json!({
        "number": feed.number,
        "url": subscription.url,
        "title": subscription.title.as_str(),
        "site": subscription.site,
        "folder": texts(&subscription.folder),
        "tags": texts(&subscription.tags),
        "articles": feed.articles,
        "interval": feed.interval.map(|interval| interval.as_secs()),
        "full_text": feed.full_text,
        "keep": match feed.keep {
            Keep::All => json!(null),
            Keep::Days(days) => json!({ "days": days }),
            Keep::Articles(articles) => json!({ "articles": articles }),
        },
        "fetched": feed.fetched.as_ref().map(|fetched| json!({
            "address": feed.address(),
            "checked": fetched.checked.to_string(),
            "succeeded": fetched.succeeded.map(|at| at.to_string()),
            "due": fetched.due.map(|at| at.to_string()),
            "failures": fetched.failures,
            "error": fetched.error.as_ref().map(CleanText::as_str),
        })),
    })
}

/// How its fetching goes and what is wanted of it, as a line; none where nothing is known.
fn state(feed: &Feed, clock: &Clock) -> Option<String> {
    let mut parts = feed.fetched.as_ref().map(|fetched| fetching(feed, fetched, clock)).unwrap_or_default();
    parts.extend(feed.full_text.then(|| "with full text".to_owned()));
    parts.extend(match feed.keep {
        Keep::All => None,
        Keep::Days(days) => Some(format!("kept for {days} d")),
        Keep::Articles(articles) => Some(format!("the newest {articles} kept")),
    });
    (!parts.is_empty()).then(|| CleanText::line(&parts.join(" · ")).into_string())
}

fn fetching(feed: &Feed, fetched: &Fetched, clock: &Clock) -> Vec<String> {
    let at = |time: Timestamp| time.to_zoned(clock.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let mut parts = Vec::new();
    parts.push(fetched.succeeded.map_or_else(|| "never read".to_owned(), |time| format!("read {}", at(time))));
    parts.extend(fetched.error.as_ref().map(|error| match fetched.failures {
        0 | 1 => error.to_string(),
        times => format!("{times} times in a row: {error}"),
    }));
    parts.extend(
        feed.interval.map(|interval| format!("every {:#}", SignedDuration::try_from(interval).unwrap_or_default())),
    );
    parts.extend(fetched.due.map(|due| if due <= clock.now { "due".to_owned() } else { format!("next {}", at(due)) }));
    parts.extend(fetched.address.as_ref().map(|address| format!("moved to {}", without_user(address))));
    parts
}

/// One line of a feed: number, articles, folder and name, address, tags.
fn line(feed: &Feed) -> String {
    let subscription = &feed.subscription;
    let name =
        subscription.folder.iter().chain([&subscription.name()]).map(CleanText::as_str).collect::<Vec<_>>().join(" › ");
    let mut line = format!("{:>6} {:>7}  {name}", feed.number, feed.articles);
    if !subscription.title.is_empty() {
        line.push_str("  ");
        line.push_str(&without_user(&subscription.url));
    }
    for tag in &subscription.tags {
        line.push_str("  #");
        line.push_str(tag);
    }
    line
}
