//! What goes in and out of `update`. Plain data: a test asserts what a key asked for without running it.

use std::collections::BTreeMap;

use url::Url;

use crate::model::{
    self, Article, Counts, Follow, FollowCount, Listing, Mark, Marks, Page, Related, RelatedTag, Row, Several,
    SourceCount, TagChange, TagCount, Window,
};
use crate::text::CleanText;

use super::Key;

/// What can happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The terminal has a new size.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The minute changed: dates in the list are shown by it.
    Clock(jiff::Timestamp),
    /// The program is asked to end.
    Terminate,
    /// An effect was carried out.
    Reply(Reply),
}

/// What is to be done. Wishes: nothing has happened yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Load rows of a listing.
    List {
        /// Of what.
        listing: Listing,
        /// Which rows.
        window: Window,
        /// Stories whose articles are to stand below their rows.
        unfolded: Vec<i64>,
    },
    /// Load the articles of a story that are to stand below its row.
    Members {
        /// The article that the row shows, by its number.
        lead: i64,
        /// The row's place.
        below: model::Key,
    },
    /// Load an article and mark it read.
    Open {
        /// Its number.
        number: i64,
    },
    /// Find what belongs with an article.
    Related {
        /// Its number.
        number: i64,
    },
    /// Find the nearest unread row of a listing beyond a window.
    FindUnread {
        /// Of what.
        listing: Listing,
        /// Where to look: behind a key or before it.
        window: Window,
    },
    /// Change a mark.
    Mark {
        /// The article's number.
        number: i64,
        /// The change.
        mark: Mark,
    },
    /// Mark several articles read, or unread.
    MarkRead {
        /// Which.
        articles: Several,
        /// Whether read.
        read: bool,
    },
    /// Tell what is followed.
    Follows,
    /// Find out what of an article can be followed.
    Followable {
        /// Its number.
        number: i64,
    },
    /// Follow something, or no longer.
    Follow {
        /// What.
        follow: Follow,
        /// Whether it is to be followed.
        on: bool,
    },
    /// Change the reader's tags of an article.
    Tag {
        /// The article's number.
        number: i64,
        /// The change.
        change: TagChange,
    },
    /// Find the tags that go with one.
    RelatedTags {
        /// The tag.
        tag: CleanText,
    },
    /// Load what the sidebar shows.
    Overview {
        /// Follows, tags and sources at the most, of each.
        limit: usize,
    },
    /// Bring the sample edition into the store.
    LoadSample,
    /// Fetch feeds.
    Fetch(Fetch),
    /// Bring the text of an article's own page, from the store or from the web.
    FullText {
        /// The article's number.
        number: i64,
    },
    /// Put the articles into stories that wait for that.
    FindStories,
    /// End what is being fetched, and the looking for stories.
    StopFetch,
    /// Hand an address to the player.
    Play {
        /// The address, http or https.
        url: Url,
    },
    /// Clear the screen and draw all of it.
    Redraw,
    /// Stop until the shell lets the program go on.
    Suspend,
    /// End.
    Quit,
}

/// Which feeds are to be fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fetch {
    /// Those that are due.
    Due,
    /// Those of an article, by its number.
    FeedsOf(i64),
}

/// How far a fetch is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Feeds that are done.
    pub done: usize,
    /// Feeds in all.
    pub total: usize,
    /// Articles that the store did not know.
    pub new: usize,
    /// Feeds that failed.
    pub failed: usize,
    /// Pages of articles whose text came, or could not be had.
    pub pages_done: usize,
    /// Pages in all.
    pub pages: usize,
}

/// What was done. Facts; each carries its question, so that an answer to an old one can be told.
#[derive(Debug, Clone, PartialEq)]
pub enum Reply {
    /// Rows were loaded.
    Listed {
        /// Of what.
        listing: Listing,
        /// Which rows.
        window: Window,
        /// The rows.
        page: Page,
        /// What the store holds.
        counts: Counts,
    },
    /// The articles of a story were loaded.
    Members {
        /// The article that its row shows.
        lead: i64,
        /// The story's number, and all its articles but that one, as rows below its row, the newest first; nothing where the
        /// article is part of none any more.
        story: Option<(i64, Vec<Row>)>,
    },
    /// An article was loaded and marked read. Nothing where the store has none of that number.
    Opened {
        /// Its number.
        number: i64,
        /// The article, its marks as they stood before it was opened but for `read`.
        article: Option<Box<Article>>,
        /// The story that it is part of, and how many articles of that are unread, counted up to two.
        story: Option<(i64, usize)>,
        /// What the store holds.
        counts: Counts,
    },
    /// Related articles were found.
    Related {
        /// Of which article.
        of: i64,
        /// Nearest first.
        related: Vec<Related>,
        /// The numbers of those articles that the page's own lists lead to and the store has, by their address there.
        listed: BTreeMap<String, i64>,
        /// Words of the article that may become tags.
        suggested: Vec<CleanText>,
    },
    /// The nearest unread row was looked for.
    FoundUnread {
        /// Of what.
        listing: Listing,
        /// Where.
        window: Window,
        /// Its place and its article's number, where there is one.
        row: Option<(model::Key, i64)>,
    },
    /// A mark was changed.
    Marked {
        /// The article's number.
        number: i64,
        /// The change.
        mark: Mark,
        /// The marks as they stand now.
        marks: Marks,
        /// The story that it is part of, and how many articles of that are unread, counted up to two.
        story: Option<(i64, usize)>,
        /// What the store holds.
        counts: Counts,
    },
    /// Several articles were marked read, or unread.
    MarkedRead {
        /// Which were to be.
        articles: Several,
        /// Whether read.
        read: bool,
        /// Those of them that were not before, by their numbers, with their marks as they stand now.
        changed: Vec<(i64, Marks)>,
        /// Their stories, and how many articles of each are unread, counted up to two.
        stories: BTreeMap<i64, usize>,
        /// What the store holds.
        counts: Counts,
    },
    /// What is followed.
    Follows {
        /// All of it.
        follows: Vec<Follow>,
    },
    /// What of an article can be followed.
    Followable {
        /// Its number.
        number: i64,
        /// Its source, its authors, its tags; nothing where the store has no article of that number.
        follows: Vec<Follow>,
    },
    /// Something is followed now, or no longer.
    Followed {
        /// What.
        follow: Follow,
        /// Whether it is followed.
        on: bool,
        /// All that is followed now.
        follows: Vec<Follow>,
    },
    /// The reader's tags of an article were changed.
    Tagged {
        /// The article's number.
        number: i64,
        /// What has changed indeed.
        change: TagChange,
        /// The tags as they stand now.
        tags: Vec<CleanText>,
    },
    /// The tags that go with one were looked for.
    RelatedTags {
        /// The tag.
        tag: CleanText,
        /// The most telling first.
        beside: Vec<RelatedTag>,
    },
    /// What the sidebar shows.
    Overview {
        /// What was followed last.
        follows: Vec<FollowCount>,
        /// The most used tags.
        tags: Vec<TagCount>,
        /// The sources with most articles.
        sources: Vec<SourceCount>,
    },
    /// The sample edition is in the store.
    SampleLoaded {
        /// Articles that are new.
        new: usize,
    },
    /// A fetch is under way.
    Fetching {
        /// How far it is.
        progress: Progress,
        /// What the store holds.
        counts: Counts,
    },
    /// A fetch is over.
    Fetched {
        /// What came of it.
        progress: Progress,
        /// What the store holds.
        counts: Counts,
    },
    /// Articles are put into stories.
    FindingStories {
        /// How many are done.
        done: usize,
        /// How many waited.
        total: usize,
    },
    /// No more are, for now.
    FoundStories,
    /// The text of an article's page is in the store.
    FullText {
        /// The article's number.
        number: i64,
        /// The article with it. Nothing where the store has none of that number.
        article: Option<Box<Article>>,
    },
    /// The player was started.
    Playing {
        /// Its program.
        program: CleanText,
    },
    /// The player did not start, or failed later.
    Unplayed {
        /// Its program.
        program: CleanText,
        /// Why.
        why: Unplayed,
    },
    /// An effect could not be carried out.
    Failed(Failure),
}

/// Why a player did not play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unplayed {
    /// There is no such program.
    NoProgram,
    /// It failed: what it said last, or how it ended where it said nothing.
    Failed(CleanText),
}

/// An effect that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What was asked for.
    pub effect: Effect,
    /// Why not, in one line.
    pub error: CleanText,
    /// Whether a newer question stopped it: then there is nothing to tell.
    pub stopped: bool,
}
