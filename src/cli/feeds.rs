//! `warta feeds` and `warta remove`: what is subscribed to. Nothing here fetches.

use serde_json::json;

use crate::document::web_address;
use crate::model::Feed;
use crate::text::CleanText;

use super::output::Output;
use super::{Given, arguments};

pub(super) fn run(given: &Given, arguments: &arguments::Feeds) -> anyhow::Result<()> {
    let mut output = Output::stdout();
    for feed in given.store()?.feeds()? {
        if arguments.json {
            output.line(json(&feed))?;
        } else {
            output.line(line(&feed))?;
        }
    }
    Ok(output.finish()?)
}

/// Ends a subscription and says which.
pub(super) fn remove(given: &Given, arguments: &arguments::Remove) -> anyhow::Result<()> {
    let store = given.store()?;
    // An address is looked for in the form in which subscriptions keep it.
    let reference = web_address(&arguments.feed, None).map_or_else(|| arguments.feed.clone(), String::from);
    let feed = store.feed_of(&reference)?;
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
    })
}

/// One line of a feed: number, articles, folder and name, address, tags.
fn line(feed: &Feed) -> String {
    let subscription = &feed.subscription;
    let name =
        subscription.folder.iter().chain([&subscription.name()]).map(CleanText::as_str).collect::<Vec<_>>().join(" › ");
    let mut line = format!("{:>6} {:>7}  {name}", feed.number, feed.articles);
    if !subscription.title.is_empty() {
        line.push_str("  ");
        line.push_str(&subscription.url);
    }
    for tag in &subscription.tags {
        line.push_str("  #");
        line.push_str(tag);
    }
    line
}
