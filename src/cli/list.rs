//! `warta list`: articles, newest first; of what is popular, a line a story with how widely it is carried.

use serde_json::json;

use crate::app::stories;
use crate::model::{Anchor, Headline, Listing, Query, Row, Window};
use crate::store::Store;
use crate::text::calendar;

use super::output::Output;
use super::{Given, arguments, json};

/// Rows asked for at a time.
const STEP: usize = 500;

pub(super) fn run(given: &Given, arguments: &arguments::List) -> anyhow::Result<()> {
    let store = given.store()?;
    let (listing, sources) = (arguments.section.listing(), store.counts()?.sources);
    let mut output = Output::stdout();
    each(given, &store, arguments, &mut |headline| {
        let carried = headline.fold.filter(|_| listing == Listing::Popular);
        if arguments.json {
            let mut article = json::article(&store, headline.number)?;
            if let Some(fold) = carried {
                article["_warta"]["reasons"] = json!([{"kind": "carried", "sources": fold.sources, "of": sources}]);
            }
            output.line(article)?;
        } else {
            let why = carried.map(|fold| stories::carried(&fold, sources, given.clock.now, given.locale));
            let why = why.map(|why| format!("  ({why})")).unwrap_or_default();
            output.line(line(given, headline) + &why)?;
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
        let rows = store.rows(&listing, &query, window, &given.clock)?;
        for headline in rows.iter().filter_map(Row::headline) {
            take(headline)?;
        }
        left -= rows.len();
        match rows.last() {
            Some(row) if rows.len() == window.limit => anchor = Anchor::After(row.key()),
            _ => break,
        }
    }
    Ok(())
}

/// One line of an article: number, signs, date, source, headline.
fn line(given: &Given, headline: &Headline) -> String {
    let clock = &given.clock;
    let date = headline.published.map_or_else(
        || given.locale.text("no-date"),
        |date| calendar::short(date.timestamp, clock.now, &clock.zone, given.locale),
    );
    let unread = if headline.marks.read.is_none() { '●' } else { ' ' };
    let saved = if headline.marks.saved.is_some() { '★' } else { ' ' };
    format!("{:>6} {unread}{saved} {date:>11}  {}  {}", headline.number, headline.source, headline.title)
}
