//! `warta related`: what belongs with an article, and why.

use serde_json::{Value, json};

use crate::app::reader::{group_name, why};
use crate::app::state::Wording;
use crate::model::{ArticleId, Query, Related};
use crate::related::in_groups;
use crate::store::Store;
use crate::text::CleanText;

use super::output::Output;
use super::{Given, arguments};

/// Articles asked for at a time.
const STEP: usize = 200;

pub(super) fn run(given: &Given, arguments: &arguments::Related) -> anyhow::Result<()> {
    let store = given.store()?;
    let mut output = Output::stdout();
    match &arguments.article {
        None => all(given, &store, arguments.limit, &mut output)?,
        Some(reference) => {
            let number = store.number_of(reference)?;
            if arguments.json {
                let related = store.related(number, arguments.limit)?;
                let id = store.article(number)?.map(|article| article.given.id);
                output.line(as_json(id.as_ref(), &related))?;
            } else {
                // Those of one text are one line.
                let related = store.related(number, arguments.limit.saturating_mul(3))?;
                print(given, &in_groups(related, number, arguments.limit), &mut output)?;
            }
        }
    }
    Ok(output.finish()?)
}

/// Related articles, group by group, with what makes them so.
fn print(given: &Given, related: &[Related], output: &mut Output) -> anyhow::Result<()> {
    let wording = Wording { locale: given.locale, zone: given.clock.zone.clone(), now: given.clock.now };
    let mut group = None;
    for other in related {
        if group.replace(other.group) != Some(other.group) {
            output.line(format!("{}:", group_name(other.group, given.locale)))?;
        }
        let why = why(other, &wording);
        let why = if why.is_empty() { why } else { format!(" ({why})") };
        output.line(format!("{:>6}  {}  {}{why}", other.number, other.source, other.title))?;
    }
    Ok(())
}

fn all(given: &Given, store: &Store, limit: usize, output: &mut Output) -> anyhow::Result<()> {
    let mut last = 0;
    loop {
        let articles = store.articles_after(last, STEP, &Query::default(), &given.clock)?;
        let Some(article) = articles.last() else { return Ok(()) };
        last = article.number;
        for article in &articles {
            let related = store.related(article.number, limit)?;
            output.line(as_json(Some(&article.given.id), &related))?;
        }
    }
}

fn as_json(id: Option<&ArticleId>, related: &[Related]) -> Value {
    let one = |other: &Related| {
        let reasons = other.reasons.iter().map(|reason| {
            let terms: Vec<&str> = reason.terms().iter().map(CleanText::as_str).collect();
            json!({"kind": reason.kind(), "terms": terms})
        });
        let score = (other.score * 10_000.0).round() / 10_000.0;
        let reasons = reasons.collect::<Vec<_>>();
        json!({"id": other.id.as_str(), "title": other.title.as_str(), "score": score, "reasons": reasons})
    };
    json!({"id": id.map(ArticleId::as_str), "related": related.iter().map(one).collect::<Vec<_>>()})
}
