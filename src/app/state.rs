//! The state: everything a frame shows and a key needs. Orthogonal facts are separate values; what follows from
//! others is a method.

use std::collections::VecDeque;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::{Counts, Listing};
use crate::text::Locale;

use super::Key;
use super::following::Follows;
use super::keys::Action;
use super::layout::Layout;
use super::list::List;
use super::message::{Effect, Progress};
use super::overlay::Overlay;
use super::reader::Reader;
use super::sidebar::Sidebar;
use super::trail::{Place, Trail};
use super::travel::Journey;

/// Which pane the keys go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The column of sections, on a wide screen.
    Sidebar,
    /// The list.
    #[default]
    List,
    /// The reader.
    Reader,
}

impl Focus {
    /// Its name in a frame's facts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sidebar => "sidebar",
            Self::List => "list",
            Self::Reader => "reader",
        }
    }
}

/// One of the tabs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Everything, newest first.
    Latest,
    /// What several sources carry.
    Popular,
    /// What the reader may like.
    ForYou,
    /// What is followed.
    Following,
    /// What was saved.
    Saved,
    /// The tags.
    Tags,
    /// The sources.
    Sources,
}

impl Section {
    /// The tabs from the left.
    pub const ALL: [Self; 7] =
        [Self::Latest, Self::Popular, Self::ForYou, Self::Following, Self::Saved, Self::Tags, Self::Sources];

    /// The key of its name among the messages.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Latest => "section-latest",
            Self::Popular => "section-popular",
            Self::ForYou => "section-for-you",
            Self::Following => "section-following",
            Self::Saved => "section-saved",
            Self::Tags => "section-tags",
            Self::Sources => "section-sources",
        }
    }

    /// Its name in a frame's facts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Latest => "latest",
            Self::Popular => "popular",
            Self::ForYou => "recommended",
            Self::Following => "following",
            Self::Saved => "saved",
            Self::Tags => "tags",
            Self::Sources => "sources",
        }
    }

    /// What its list shows.
    #[must_use]
    pub fn listing(self) -> Listing {
        match self {
            Self::Latest => Listing::Latest,
            Self::Popular => Listing::Popular,
            Self::ForYou => Listing::Recommended,
            Self::Following => Listing::Following,
            Self::Saved => Listing::Saved,
            Self::Tags => Listing::Tags,
            Self::Sources => Listing::Sources,
        }
    }

    /// The section that a listing belongs to; none for a search, which goes over all.
    #[must_use]
    pub fn of(listing: &Listing) -> Option<Self> {
        match listing {
            Listing::Latest | Listing::Articles | Listing::Unread => Some(Self::Latest),
            Listing::Popular => Some(Self::Popular),
            Listing::Following | Listing::Followed => Some(Self::Following),
            Listing::Saved => Some(Self::Saved),
            Listing::Tags | Listing::TagsWith(_) | Listing::Tagged(_) => Some(Self::Tags),
            Listing::Sources | Listing::From(_) => Some(Self::Sources),
            Listing::Recommended => Some(Self::ForYou),
            Listing::Found(_) => None,
        }
    }
}

/// One line at the bottom, until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something failed.
    pub error: bool,
}

/// How things are worded for this reader.
#[derive(Debug, Clone)]
pub struct Wording {
    /// The language of the interface.
    pub locale: Locale,
    /// The reader's time zone.
    pub zone: TimeZone,
    /// Now, to the minute.
    pub now: Timestamp,
}

/// Everything a frame shows and a key needs.
#[derive(Debug, Clone)]
pub struct State {
    /// Columns of the screen.
    pub width: u16,
    /// Rows of the screen.
    pub height: u16,
    /// Language, zone and time.
    pub wording: Wording,
    /// Whether articles are recommended: where not, nothing is taken note of for that either.
    pub recommends: bool,
    /// What the store holds.
    pub counts: Counts,
    /// The list pane.
    pub list: List,
    /// The open article.
    pub reader: Option<Reader>,
    /// The column of sections.
    pub sidebar: Sidebar,
    /// Which pane the keys go to.
    pub focus: Focus,
    /// Whether the reader has the whole screen.
    pub zen: bool,
    /// What is followed.
    pub follows: Follows,
    /// What lies over the panes.
    pub overlay: Option<Overlay>,
    /// The way back and forward.
    pub trail: Trail,
    /// The line at the bottom.
    pub notice: Option<Notice>,
    /// How far the fetch is that is under way.
    pub fetching: Option<Progress>,
    /// Of how many of the articles that waited for it the story has been found, while that goes on.
    pub stories: Option<(usize, usize)>,
    /// Articles whose page was asked for and has not come.
    pub(super) pages: usize,
    /// Articles that came and are not in the list yet.
    pub fresh: usize,
    /// Keys of a sequence that has begun.
    pub pressed: Vec<Key>,
    pub(super) journey: Option<Journey>,
    /// Keys that came while the place they are meant for was on its way.
    pub(super) held: VecDeque<Key>,
    /// What undoes the changes of marks and tags, the last change last.
    pub(super) undo: Vec<Effect>,
    /// The undoing that was asked for.
    pub(super) undoing: Option<Effect>,
    /// Whether an unread article that is looked for shall be opened.
    pub(super) seeking: Option<bool>,
    /// What was asked before that came which it needs: related articles, or the marks as they stand.
    pub(super) awaiting: Option<Action>,
    /// Changes of marks and tags that were asked for and have not come.
    pub(super) marking: usize,
}

impl State {
    /// The state at the start, and what to load first.
    #[must_use]
    pub fn new(width: u16, height: u16, wording: Wording, recommends: bool) -> (Self, Vec<Effect>) {
        let mut state = Self {
            width,
            height,
            wording,
            recommends,
            counts: Counts::default(),
            list: List::unloaded(Listing::Latest),
            reader: None,
            sidebar: Sidebar::default(),
            focus: Focus::List,
            zen: false,
            follows: Follows::default(),
            overlay: None,
            trail: Trail::default(),
            notice: None,
            fetching: None,
            stories: None,
            pages: 0,
            fresh: 0,
            pressed: Vec::new(),
            journey: None,
            held: VecDeque::new(),
            undo: Vec::new(),
            undoing: None,
            seeking: None,
            awaiting: None,
            marking: 0,
        };
        let mut effects = state.travel(Place::start(Listing::Latest, None), super::travel::Way::Stay);
        effects.extend(state.overview());
        effects.push(Effect::Follows);
        // An import may have been killed, or the store come from an earlier Warta.
        effects.push(Effect::FindStories);
        (state, effects)
    }

    /// Where everything stands; none where the screen is too small.
    #[must_use]
    pub fn layout(&self) -> Option<Layout> {
        let zen = self.zen && self.reader.is_some();
        Layout::new(self.width, self.height, self.focus, zen)
    }

    /// Whether the store is empty and the welcome is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.loaded && self.list.listing == Listing::Latest && self.list.rows.is_empty()
    }

    /// Where the reader is now.
    #[must_use]
    pub fn here(&self) -> Place {
        let article = self.reader.as_ref().map(|reader| (reader.article.number, Some(reader.spot())));
        let unfolded = self.list.unfolded.clone();
        Place { listing: self.list.listing.clone(), row: self.list.place(), unfolded, article, focus: self.focus }
    }

    /// The article that a mark would go to: the open one where the reader has the focus, else the selected one.
    #[must_use]
    pub fn target(&self) -> Option<(i64, crate::model::Marks)> {
        match (&self.reader, self.focus) {
            (Some(reader), Focus::Reader) => Some((reader.article.number, reader.article.given.marks)),
            _ => self.list.current()?.headline().map(|headline| (headline.number, headline.marks)),
        }
    }

    /// Whether keys must wait for a place that is on its way.
    pub(super) fn holds_keys(&self) -> bool {
        let completes = matches!(&self.overlay, Some(Overlay::Tags(editor)) if editor.completes);
        let asks = self.awaiting.is_some() || self.follows.asked.is_some() || completes;
        self.journey.is_some() || asks || self.list.waits() || self.list.unfolding.is_some() || self.seeking.is_some()
    }

    pub(super) fn notify(&mut self, text: String) {
        self.notice = Some(Notice { text, error: false });
    }
}
