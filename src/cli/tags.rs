//! `warta tags`: tags with their numbers of articles, or those that go with one.

use serde_json::json;

use crate::model::{Anchor, Listing, Query, RelatedTag, Row, TagCount, Window};
use crate::store::Store;
use crate::text::CleanText;
use crate::text::messages::Value;

use super::output::Output;
use super::{Given, arguments};

/// Rows asked for at a time.
const STEP: usize = 500;

pub(super) fn run(given: &Given, arguments: &arguments::Tags) -> anyhow::Result<()> {
    let store = given.store()?;
    let mut output = Output::stdout();
    if let Some(tag) = &arguments.related {
        related(&store, tag, arguments, &mut output)?;
        return Ok(output.finish()?);
    }
    let mut anchor = Anchor::Start;
    loop {
        let rows = store.rows(&Listing::Tags, &Query::default(), Window { anchor, limit: STEP }, &given.clock)?;
        for row in &rows {
            let Row::Tag(tag) = row else { continue };
            if arguments.json {
                let (name, own) = (tag.name.as_str(), tag.own);
                output.line(json!({"tag": name, "articles": tag.articles, "unread": tag.unread, "own": own}))?;
            } else {
                output.line(format!("{:>6}  {}", tag.articles, label(given, tag)))?;
            }
        }
        match rows.last() {
            Some(row) => anchor = Anchor::After(row.key()),
            None => return Ok(output.finish()?),
        }
    }
}

/// A tag, and to how many articles the reader gave it.
fn label(given: &Given, tag: &TagCount) -> String {
    if !tag.is_own() {
        return tag.name.to_string();
    }
    format!("{} ({})", tag.name, given.locale.text_with("own", &[("count", Value::Count(tag.own))]))
}

/// The tags that go with one: for each the articles that have both among its newest, and those that have it at all.
fn related(store: &Store, name: &str, arguments: &arguments::Tags, output: &mut Output) -> anyhow::Result<()> {
    let beside = store.related_tags(name, arguments.limit)?;
    if arguments.json {
        let one = |tag: &RelatedTag| {
            let rounded = (tag.score * 10_000.0).round() / 10_000.0;
            json!({"tag": tag.name.as_str(), "together": tag.together, "articles": tag.articles, "score": rounded})
        };
        let related: Vec<_> = beside.iter().map(one).collect();
        output.line(json!({"tag": CleanText::line(name).as_str(), "related": related}))?;
        return Ok(());
    }
    for tag in beside {
        output.line(format!("{:>6} of {:>6}  {}", tag.together, tag.articles, tag.name))?;
    }
    Ok(())
}
