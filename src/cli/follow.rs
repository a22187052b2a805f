//! `warta follow` and `unfollow`: tags, sources, authors and queries, and the list of what is followed.

use clap::Args;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::model::{Counted, FollowKind};
use crate::store::Store;

use super::output::Output;
use super::{Given, Usage};

/// Something to follow, or nothing for the list.
#[derive(Debug, Args)]
pub(super) struct Follow {
    /// tag, source, author or query; without it, what is followed is listed
    #[arg(value_name = "KIND", value_parser = kind, requires = "value")]
    pub(super) kind: Option<FollowKind>,
    /// The tag, the name or the query
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    pub(super) value: Option<String>,
    /// One JSON object a line
    #[arg(long)]
    pub(super) json: bool,
}

/// Something that is not to be followed any more.
#[derive(Debug, Args)]
pub(super) struct Unfollow {
    /// tag, source, author or query
    #[arg(value_name = "KIND", value_parser = kind)]
    pub(super) kind: FollowKind,
    /// The tag, the name or the query
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    pub(super) value: String,
}

fn kind(name: &str) -> Result<FollowKind, String> {
    let names = FollowKind::ALL.map(FollowKind::name).join(", ");
    FollowKind::named(name).ok_or_else(|| format!("what can be followed is {names}"))
}

/// Follows something and says how much of it there is; or lists what is followed, last followed first.
pub(super) fn run(given: &Given, arguments: &Follow) -> anyhow::Result<()> {
    let store = given.store()?;
    let mut output = Output::stdout();
    let Some((kind, value)) = arguments.kind.zip(arguments.value.as_deref()) else {
        let mut follows = store.follows()?;
        follows.reverse();
        follows.sort_by_key(|(_, since)| std::cmp::Reverse(*since));
        for (follow, since) in follows {
            let line = Line::of(&store, follow, since, given)?;
            if arguments.json { output.line(line.json())? } else { output.line(line.text())? }
        }
        return Ok(output.finish()?);
    };
    let follow = store.known_as(wanted(kind, value)?)?;
    let is_new = store.follow(&follow, given.clock.now)?;
    let held = store.follows()?.into_iter().find(|(held, _)| held.kind() == kind && held.folded() == follow.folded());
    let (follow, since) = held.unwrap_or((follow, given.clock.now));
    let line = Line::of(&store, follow, since, given)?;
    if arguments.json {
        output.line(line.json())?;
    } else {
        let said = if is_new { "following" } else { "already following" };
        output.line(format!("{said} the {} {} ({})", kind.name(), line.follow.value(), line.counts()))?;
    }
    Ok(output.finish()?)
}

/// No longer follows something; that it was not followed is no failure.
pub(super) fn unfollow(given: &Given, arguments: &Unfollow) -> anyhow::Result<()> {
    let store = given.store()?;
    let follow = wanted(arguments.kind, &arguments.value)?;
    // A source is followed by the name that the store has for it, or by one that it did not know.
    let was = store.unfollow(&follow)? || store.unfollow(&store.known_as(follow.clone())?)?;
    let said = if was { "no longer following" } else { "not following" };
    let mut output = Output::stdout();
    output.line(format!("{said} the {} {}", follow.kind().name(), follow.value()))?;
    Ok(output.finish()?)
}

fn wanted(kind: FollowKind, value: &str) -> Result<crate::model::Follow, Usage> {
    crate::model::Follow::new(kind, value).map_err(|error| Usage(format!("cannot follow this: {error}")))
}

/// What is followed, as a line.
struct Line {
    follow: crate::model::Follow,
    since: Timestamp,
    articles: Counted,
    unread: Counted,
}

impl Line {
    fn of(store: &Store, follow: crate::model::Follow, since: Timestamp, given: &Given) -> anyhow::Result<Self> {
        let (articles, unread) = store.count_follow(&follow, &given.clock)?;
        Ok(Self { follow, since, articles, unread })
    }

    /// What of its articles there is to say.
    fn counts(&self) -> String {
        match self.articles.count {
            0 if !self.articles.is_more => "no article yet".to_owned(),
            1 if !self.articles.is_more => format!("1 article, {} unread", self.unread),
            _ => format!("{} articles, {} unread", self.articles, self.unread),
        }
    }

    fn text(&self) -> String {
        let Self { follow, articles, unread, .. } = self;
        let (articles, unread) = (articles.to_string(), unread.to_string());
        format!("{unread:>6} {articles:>7}  {:<6}  {}", follow.kind().name(), follow.value())
    }

    fn json(&self) -> Value {
        json!({
            "follow": self.follow.kind().name(),
            "value": self.follow.value().as_str(),
            "since": self.since.to_string(),
            "articles": self.articles.count,
            "unread": self.unread.count,
            "more": self.articles.is_more || self.unread.is_more,
        })
    }
}
