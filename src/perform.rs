//! Effects into replies: the one bridge between what the program wishes and the store. The runtime calls it on its
//! threads, the snapshot driver where it stands; neither does anything else with a store.

pub mod pages;
pub mod refresh;
mod stages;
pub mod stories;
pub mod subscribe;

use std::collections::BTreeMap;

use crate::app::tags::{MAX_BESIDE, MAX_SUGGESTED};
use crate::app::{Effect, Failure, Reply};
use crate::fetch::FetchError;
use crate::ingest::{self, Hint, IngestError};
use crate::model::{Anchor, Follow, Listing, Mark, Query, Row, Several, TagChange, Window};
use crate::related;
use crate::sample;
use crate::store::{Clock, Company, Outcome, Store, StoreError};
use crate::text::CleanText;

/// Related articles that are looked for.
const RELATED: usize = crate::app::reader::MAX_RELATED;

/// Related articles of which those are chosen: some are of one text, and are shown as one.
const FOUND: usize = 3 * RELATED;

/// Why an effect could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum PerformError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something was to be fetched where nothing may be.
    #[error("no connection is opened here")]
    Offline,
    /// Something was to be played where no program is started.
    #[error("no program is started here")]
    NoPrograms,
    /// The network, before anything was asked of it.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// An article without an address has no page to be fetched.
    #[error("this article has no page of its own")]
    NoPage,
    /// An address that there is nothing at.
    #[error(transparent)]
    Find(#[from] subscribe::FindError),
    /// The sample edition.
    #[error("{name}: {cause}")]
    Sample {
        /// Its file.
        name: &'static str,
        /// What is wrong with it.
        cause: IngestError,
    },
}

/// Carries an effect out and says what came of it; nothing for the effects that are the terminal's: redraw, suspend
/// and quit. It opens no connection and starts no program: a fetch fails here, and succeeds by [`refresh::fetch`] and
/// [`pages::bring`]; what is to be played fails here, and is the runtime's to start. Nor does it look for stories: that takes as
/// long as many articles wait, and whoever has a thread for it hands it to [`stories::find_and_tell`]. A frame, of which
/// nothing stays, is not to wait for it.
#[must_use]
pub fn perform(store: &Store, effect: &Effect, clock: &Clock) -> Option<Reply> {
    let reply = match effect {
        Effect::List { listing, window, unfolded } => list(store, listing, *window, unfolded, clock),
        Effect::Members { lead, below } => store
            .members_with(*lead, *below)
            .map(|story| Reply::Members { lead: *lead, story })
            .map_err(PerformError::from),
        Effect::Open { number } => open(store, *number, clock),
        Effect::Related { number } => related(store, *number),
        Effect::FindUnread { listing, window } => find_unread(store, listing, *window, clock),
        Effect::Mark { number, mark } => match self::mark(store, *number, *mark, clock) {
            // Where an article was left that has gone meanwhile is nothing to tell, and neither is how far.
            Err(PerformError::Store(StoreError::NoArticle(_))) if mark.is_taken_in_passing() => return None,
            marked => marked,
        },
        Effect::MarkRead { articles, read } => mark_read(store, articles, *read, clock),
        Effect::Follows => follows(store).map(|follows| Reply::Follows { follows }),
        Effect::Followable { number } => followable(store, *number),
        Effect::Follow { follow, on } => self::follow(store, follow, *on, clock),
        Effect::Tag { number, change } => tag(store, *number, change),
        Effect::RelatedTags { tag } => related_tags(store, tag),
        Effect::Overview { limit } => overview(store, *limit, clock),
        Effect::LoadSample => load_sample(store, clock).map(|new| Reply::SampleLoaded { new }),
        Effect::FullText { number } => stored_full_text(store, *number),
        // Whoever has a network hands a fetch to `refresh`, and the wish for a page to `pages`.
        Effect::Fetch(_) => Err(PerformError::Offline),
        Effect::Play { .. } => Err(PerformError::NoPrograms),
        Effect::FindStories | Effect::StopFetch | Effect::Redraw | Effect::Suspend | Effect::Quit => return None,
    };
    Some(reply.unwrap_or_else(|error| {
        let stopped = matches!(error, PerformError::Store(StoreError::Interrupted));
        Reply::Failed(Failure { effect: effect.clone(), error: CleanText::line(&error.to_string()), stopped })
    }))
}

fn related(store: &Store, number: i64) -> Result<Reply, PerformError> {
    let Company { related, listed, suggested } = store.company(number, FOUND, MAX_SUGGESTED)?;
    Ok(Reply::Related { of: number, related: related::in_groups(related, number, RELATED), listed, suggested })
}

fn related_tags(store: &Store, tag: &CleanText) -> Result<Reply, PerformError> {
    Ok(Reply::RelatedTags { tag: tag.clone(), beside: store.related_tags(tag, MAX_BESIDE)? })
}

fn tag(store: &Store, number: i64, change: &TagChange) -> Result<Reply, PerformError> {
    let (change, tags) = store.tag(number, change)?;
    Ok(Reply::Tagged { number, change, tags })
}

fn list(
    store: &Store,
    listing: &Listing,
    window: Window,
    unfolded: &[i64],
    clock: &Clock,
) -> Result<Reply, PerformError> {
    let mut page = store.page(listing, window, clock)?;
    store.unfold(&mut page.rows, unfolded)?;
    Ok(Reply::Listed { listing: listing.clone(), window, page, counts: store.counts()? })
}

fn mark_read(store: &Store, articles: &Several, read: bool, clock: &Clock) -> Result<Reply, PerformError> {
    let changed = store.mark_read(articles, read, clock.now)?;
    let mut stories = BTreeMap::new();
    for (number, _) in &changed {
        stories.extend(store.unread_of_story(*number)?);
    }
    Ok(Reply::MarkedRead { articles: articles.clone(), read, changed, stories, counts: store.counts()? })
}

fn open(store: &Store, number: i64, clock: &Clock) -> Result<Reply, PerformError> {
    let mut article = store.article(number)?.map(Box::new);
    if let Some(article) = article.as_mut().filter(|article| article.given.marks.read.is_none()) {
        article.given.marks = store.mark(number, Mark::Read(true), clock.now)?;
    }
    Ok(Reply::Opened { number, article, story: store.unread_of_story(number)?, counts: store.counts()? })
}

fn stored_full_text(store: &Store, number: i64) -> Result<Reply, PerformError> {
    match store.article(number)? {
        Some(article) if article.given.full_text.is_none() => Err(PerformError::Offline),
        article => Ok(Reply::FullText { number, article: article.map(Box::new) }),
    }
}

fn find_unread(store: &Store, listing: &Listing, window: Window, clock: &Clock) -> Result<Reply, PerformError> {
    let page = match listing {
        Listing::Found(text) => store.page(&Listing::Found(format!("{text} is:unread")), window, clock)?,
        _ => store.filtered(listing, &Query::parse("is:unread"), window, clock)?,
    };
    let row = page.rows.first().and_then(Row::headline).map(|headline| (headline.key, headline.number));
    Ok(Reply::FoundUnread { listing: listing.clone(), window, row })
}

fn mark(store: &Store, number: i64, mark: Mark, clock: &Clock) -> Result<Reply, PerformError> {
    let marks = store.mark(number, mark, clock.now)?;
    Ok(Reply::Marked { number, mark, marks, story: store.unread_of_story(number)?, counts: store.counts()? })
}

fn follows(store: &Store) -> Result<Vec<Follow>, PerformError> {
    Ok(store.follows()?.into_iter().map(|(follow, _)| follow).collect())
}

fn followable(store: &Store, number: i64) -> Result<Reply, PerformError> {
    Ok(Reply::Followable { number, follows: store.followable(number)? })
}

fn follow(store: &Store, follow: &Follow, on: bool, clock: &Clock) -> Result<Reply, PerformError> {
    if on {
        store.follow(follow, clock.now)?
    } else {
        store.unfollow(follow)?
    };
    Ok(Reply::Followed { follow: follow.clone(), on, follows: follows(store)? })
}

fn overview(store: &Store, limit: usize, clock: &Clock) -> Result<Reply, PerformError> {
    let window = Window { anchor: Anchor::Start, limit };
    let rows = |listing| store.page(&listing, window, clock).map(|page| page.rows);
    let tags =
        rows(Listing::Tags)?.into_iter().filter_map(|row| if let Row::Tag(tag) = row { Some(tag) } else { None });
    let sources = rows(Listing::Sources)?.into_iter().filter_map(|row| match row {
        Row::Source(source) => Some(source),
        _ => None,
    });
    let follows = rows(Listing::Following)?.into_iter().filter_map(|row| match row {
        Row::Follow(counted) => Some(counted),
        _ => None,
    });
    Ok(Reply::Overview { follows: follows.collect(), tags: tags.collect(), sources: sources.collect() })
}

/// Brings the sample edition into the store; gives the number of articles that are new.
///
/// # Errors
///
/// The store could not be written.
pub fn load_sample(store: &Store, clock: &Clock) -> Result<usize, PerformError> {
    let mut import = store.import(clock.now);
    let mut new = 0;
    for file in sample::files() {
        let source = file.source.map(CleanText::line);
        let hint = Hint { source, name: CleanText::line(file.name), ..Hint::default() };
        let batch =
            ingest::batch(file.bytes, &hint).map_err(|cause| PerformError::Sample { name: file.name, cause })?;
        for article in &batch.articles {
            new += usize::from(import.add(article)? == Outcome::New);
        }
    }
    import.finish()?;
    store.put_into_stories(&mut |_, _| true)?;
    Ok(new)
}
