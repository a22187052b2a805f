//! `warta tag`: the reader's own tags of an article, given and taken away, or all its tags. Everything is done or nothing.

use anyhow::anyhow;

use crate::app::tags::tag_label;
use crate::model::tag::{MAX_TAG_LENGTH, TagFault, own_tag};
use crate::model::{TagChange, fold_tag};
use crate::store::StoreError;
use crate::text::CleanText;

use super::output::Output;
use super::{Given, Outcome, Usage, arguments};

pub(super) fn run(given: &Given, arguments: &arguments::Tag) -> anyhow::Result<Outcome> {
    let change = change(&arguments.changes)?;
    let store = given.store()?;
    let number = store.number_of(&arguments.article)?;
    let article = store.article(number)?.ok_or_else(|| StoreError::NoArticle(number.to_string()))?;
    let (publishers, own) = (&article.given.tags, &article.given.own_tags);
    if change.is_empty() {
        let mut output = Output::stdout();
        let labels = publishers.iter().map(|tag| tag_label(tag, false));
        for label in labels.chain(own.iter().map(|tag| tag_label(tag, true))) {
            output.line(label)?;
        }
        output.finish()?;
        return Ok(Outcome::Done);
    }
    for tag in &change.remove {
        let is_among = |tags: &[CleanText]| tags.iter().any(|other| fold_tag(other) == fold_tag(tag));
        if is_among(own) {
            continue;
        }
        return Err(if is_among(publishers) {
            anyhow!("the tag '{tag}' is the publisher's and stays with its article; only your own can be taken away")
        } else {
            anyhow!("article {number} has no tag '{tag}' of yours; `warta tag {number}` shows those it has")
        });
    }
    store.tag(number, &change)?;
    Ok(Outcome::Done)
}

/// What the arguments ask for.
fn change(arguments: &[String]) -> Result<TagChange, Usage> {
    let mut change = TagChange::default();
    for argument in arguments {
        if argument.starts_with("--") {
            let said = CleanText::line(argument);
            return Err(Usage(format!("'{said}' stands behind the article; options of `warta tag` stand before it")));
        }
        let (tags, raw) = if let Some(raw) = argument.strip_prefix('+') {
            (&mut change.add, raw)
        } else if let Some(raw) = argument.strip_prefix('-') {
            (&mut change.remove, raw)
        } else {
            let said = CleanText::line(argument);
            return Err(Usage(format!("'{said}' begins with neither + nor -; write +{said} to give that tag")));
        };
        let said = || CleanText::line(&raw.chars().take(80).collect::<String>());
        let tag = own_tag(raw).map_err(|fault| {
            Usage(match fault {
                TagFault::Empty => format!("'{}' names no tag; write +TAG or -TAG", CleanText::line(argument)),
                TagFault::Long => format!("a tag has at most {MAX_TAG_LENGTH} characters, this is longer: {}", said()),
                TagFault::Comma => format!("a tag has no comma; give each with a + of its own: {}", said()),
            })
        })?;
        tags.push(tag);
    }
    Ok(change)
}
