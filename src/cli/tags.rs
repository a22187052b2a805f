//! `warta tags`: tags with their numbers of articles.

use serde_json::json;

use crate::model::{Anchor, Listing, Query, Row, Window};

use super::output::Output;
use super::{Given, arguments};

/// Rows asked for at a time.
const STEP: usize = 500;

pub(super) fn run(given: &Given, arguments: &arguments::Tags) -> anyhow::Result<()> {
    let store = given.store()?;
    let mut output = Output::stdout();
    let mut anchor = Anchor::Start;
    loop {
        let rows = store.rows(&Listing::Tags, &Query::default(), Window { anchor, limit: STEP }, &given.clock)?;
        for row in &rows {
            let Row::Tag(tag) = row else { continue };
            if arguments.json {
                output.line(json!({"tag": tag.name.as_str(), "articles": tag.articles}))?;
            } else {
                output.line(format!("{:>6}  {}", tag.articles, tag.name))?;
            }
        }
        match rows.last() {
            Some(row) => anchor = Anchor::After(row.key()),
            None => return Ok(output.finish()?),
        }
    }
}
