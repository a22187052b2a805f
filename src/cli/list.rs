//! `warta list`: articles, newest first.

use crate::model::{Anchor, Headline, Query, Row, Window};
use crate::store::Store;
use crate::text::calendar;

use super::output::Output;
use super::{Given, arguments, json};

/// Rows asked for at a time.
const STEP: usize = 500;

pub(super) fn run(given: &Given, arguments: &arguments::List) -> anyhow::Result<()> {
    let store = given.store()?;
    let mut output = Output::stdout();
    each(given, &store, arguments, &mut |headline| {
        if arguments.json {
            output.line(json::article(&store, headline.number)?)?;
        } else {
            output.line(line(given, headline))?;
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
