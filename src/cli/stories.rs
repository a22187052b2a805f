//! `warta stories`: articles about the same event, story by story.

use serde_json::json;

use crate::model::Story;
use crate::text::calendar;

use super::output::Output;
use super::{Given, arguments};

/// Stories asked for at a time.
const STEP: usize = 100;

pub(super) fn run(given: &Given, arguments: &arguments::Stories) -> anyhow::Result<()> {
    let store = given.store()?;
    let mut output = Output::stdout();
    let mut left = arguments.limit.unwrap_or(usize::MAX);
    let mut after = None;
    while left > 0 {
        let stories = store.stories(after, left.min(STEP))?;
        let Some(last) = stories.last() else { break };
        after = Some(last.key);
        left -= stories.len();
        for story in &stories {
            if arguments.json {
                let ids: Vec<&str> = story.articles.iter().map(|article| article.id.as_str()).collect();
                output.line(json!({"story": story.key.number, "title": story.title().as_str(), "articles": ids}))?;
            } else {
                print(given, story, &mut output)?;
            }
        }
    }
    Ok(output.finish()?)
}

/// A story as a headline with its articles below.
fn print(given: &Given, story: &Story, output: &mut Output) -> anyhow::Result<()> {
    output.line(story.title())?;
    for article in &story.articles {
        let date = article.published.map_or(article.first_seen, |date| date.timestamp);
        let date = calendar::short(date, given.clock.now, &given.clock.zone, given.locale);
        output.line(format!("{:>6}  {} · {date}  {}", article.number, article.source, article.title))?;
    }
    Ok(())
}
