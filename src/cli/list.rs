//! `warta list`: articles, newest first; those that are recommended best first and with the reasons, and of what is popular a story
//! a line, with how widely it is carried.

use anyhow::ensure;
use serde_json::json;

use crate::app::{because, stories};
use crate::model::{Anchor, Headline, Listing, Query, Row, Window};
use crate::store::Store;
use crate::text::calendar;

use super::output::Output;
use super::{Given, arguments, json};

/// Rows asked for at a time.
const STEP: usize = 500;

pub(super) fn run(given: &Given, arguments: &arguments::List) -> anyhow::Result<()> {
    let listing = arguments.section.listing();
    let is_recommended = listing == Listing::Recommended;
    ensure!(
        given.recommends || !is_recommended,
        "nothing is recommended, since `recommend = false` stands in the configuration; write `recommend = true` there"
    );
    let store = given.store()?;
    let sources = store.counts()?.sources;
    let mut output = Output::stdout();
    each(given, &store, arguments, &mut |headline| {
        let carried = headline.fold.filter(|_| listing == Listing::Popular);
        if arguments.json {
            let mut article = json::article(&store, headline.number)?;
            if let Some(fold) = carried {
                article["_warta"]["reasons"] = json!([{"kind": "carried", "sources": fold.sources, "of": sources}]);
            }
            if is_recommended {
                article["_warta"]["reasons"] = json::reasons(&headline.because);
            }
            output.line(article)?;
        } else {
            let why = match carried {
                Some(fold) => stories::carried(&fold, sources, given.clock.now, given.locale),
                None => because::all(&headline.because, given.locale),
            };
            output.line(line(given, headline, &why))?;
        }
        Ok(())
    })?;
    Ok(output.finish()?)
}

/// Goes through the list in windows, so that a long one is never held whole.
fn each(
    given: &Given,
    store: &Store,
    arguments: &arguments::List,
    take: &mut dyn FnMut(&Headline) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let query = Query::parse(arguments.query.as_deref().unwrap_or_default());
    let listing = arguments.section.listing();
    let (mut anchor, mut left) = (Anchor::Start, arguments.limit);
    while left > 0 {
        let window = Window { anchor, limit: left.min(STEP) };
        let mut rows = store.rows(&listing, &query, window, &given.clock)?;
        // What is recommended comes whole.
        rows.truncate(window.limit);
        for headline in rows.iter().filter_map(Row::headline) {
            take(headline)?;
        }
        left -= rows.len();
        match rows.last() {
            Some(row) if rows.len() == window.limit && listing != Listing::Recommended => {
                anchor = Anchor::After(row.key());
            }
            _ => break,
        }
    }
    Ok(())
}

/// One line of an article: number, signs, date, source, headline; and why it is in the list, where that is to be told.
fn line(given: &Given, headline: &Headline, why: &str) -> String {
    let clock = &given.clock;
    let date = headline.published.map_or_else(
        || given.locale.text("no-date"),
        |date| calendar::short(date.timestamp, clock.now, &clock.zone, given.locale),
    );
    let unread = if headline.marks.read.is_none() { '●' } else { ' ' };
    let saved = if headline.marks.saved.is_some() { '★' } else { ' ' };
    let why = if why.is_empty() { String::new() } else { format!(" ({why})") };
    format!("{:>6} {unread}{saved} {date:>11}  {}  {}{why}", headline.number, headline.source, headline.title)
}
