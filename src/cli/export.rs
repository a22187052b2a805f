//! `warta export`: everything out again, marks too, or the subscriptions as a list of feeds. What it writes,
//! `warta import` reads back as the same store.

use anyhow::Context;

use crate::ingest::{self, opml, urls};
use crate::model::{Query, Subscription};
use crate::store::Store;

use super::arguments::ExportFormat;
use super::output::Output;
use super::{Given, Usage, arguments};

/// Articles held at a time.
const STEP: usize = 200;

pub(super) fn run(given: &Given, arguments: &arguments::Export) -> anyhow::Result<()> {
    if arguments.query.is_some() && arguments.format != ExportFormat::Jsonl {
        return Err(Usage("--query chooses articles, and a list of feeds holds none; leave it out".to_owned()).into());
    }
    let store = given.store()?;
    let mut output = match &arguments.output {
        None => Output::stdout(),
        Some(path) => Output::new_file(path).with_context(|| format!("cannot write the export {}", path.display()))?,
    };
    match arguments.format {
        ExportFormat::Jsonl => articles(given, &store, arguments, &mut output)?,
        ExportFormat::Opml => output.text(&opml::write(&subscriptions(&store)?))?,
        ExportFormat::Urls => output.text(&urls::write(&subscriptions(&store)?))?,
    }
    Ok(output.finish()?)
}

fn articles(given: &Given, store: &Store, arguments: &arguments::Export, output: &mut Output) -> anyhow::Result<()> {
    let query = Query::parse(arguments.query.as_deref().unwrap_or_default());
    let mut last = 0;
    loop {
        let articles = store.articles_after(last, STEP, &query, &given.clock)?;
        let Some(article) = articles.last() else { break };
        last = article.number;
        for article in &articles {
            output.line(ingest::to_json(article))?;
        }
    }
    // What is followed belongs to no article, so that a query chooses none of it.
    if arguments.query.is_none() {
        for (follow, since) in store.follows()? {
            output.line(ingest::follow::to_json(&follow, since))?;
        }
    }
    Ok(())
}

fn subscriptions(store: &Store) -> anyhow::Result<Vec<Subscription>> {
    Ok(store.feeds()?.into_iter().map(|feed| feed.subscription).collect())
}
