//! `warta export`: everything out again, marks too. What it writes, `warta import` reads back as the same store.

use anyhow::Context;

use crate::ingest;
use crate::model::Query;

use super::arguments::ExportFormat;
use super::output::Output;
use super::{Given, arguments};

/// Articles held at a time.
const STEP: usize = 200;

pub(super) fn run(given: &Given, arguments: &arguments::Export) -> anyhow::Result<()> {
    let store = given.store()?;
    let query = Query::parse(arguments.query.as_deref().unwrap_or_default());
    let ExportFormat::Jsonl = arguments.format;
    let mut output = match &arguments.output {
        None => Output::stdout(),
        Some(path) => Output::new_file(path).with_context(|| format!("cannot write the export {}", path.display()))?,
    };
    let mut last = 0;
    loop {
        let articles = store.articles_after(last, STEP, &query, &given.clock)?;
        let Some(article) = articles.last() else { return Ok(output.finish()?) };
        last = article.number;
        for article in &articles {
            output.line(ingest::to_json(article))?;
        }
    }
}
