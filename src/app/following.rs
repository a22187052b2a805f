//! Following: what keys follow and no longer follow, and which things on the screen are followed. A list shows that by a
//! sign; an article has several things that can be followed, of which one is picked.

use std::collections::HashSet;

use crate::model::{Follow, FollowKind, Listing, Row};
use crate::text::Locale;
use crate::text::messages::Value;

use super::message::Effect;
use super::overlay::Choices;
use super::sidebar::Entry;
use super::state::{Focus, State};
use super::travel::Way;

/// The sign of what is followed. One column; not that of the reader's own tags.
pub const SIGN: &str = "»";

/// What is followed, and the article whose things are to be picked from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Follows {
    known: HashSet<(FollowKind, String)>,
    /// The article of which it was asked what can be followed.
    pub(super) asked: Option<i64>,
}

impl Follows {
    /// Whether something is followed.
    #[must_use]
    pub fn has(&self, follow: &Follow) -> bool {
        self.known.contains(&(follow.kind(), follow.folded()))
    }

    /// Whether the row stands for something that is followed.
    #[must_use]
    pub fn has_row(&self, row: &Row) -> bool {
        of_row(row).is_some_and(|follow| self.has(&follow))
    }

    fn take(&mut self, follows: &[Follow]) {
        self.known = follows.iter().map(|follow| (follow.kind(), follow.folded())).collect();
    }
}

/// What a row of a list stands for, where that can be followed.
fn of_row(row: &Row) -> Option<Follow> {
    match row {
        Row::Headline(_) => None,
        Row::Tag(tag) => Follow::new(FollowKind::Tag, &tag.name).ok(),
        Row::Source(source) => Follow::new(FollowKind::Source, &source.name).ok(),
        Row::Follow(counted) => counted.follow.clone(),
    }
}

/// What something that is followed is called: `#nato`, a name, *by* a name, *Search:* a query.
#[must_use]
pub fn name(follow: &Follow, locale: Locale) -> String {
    let value = follow.value().as_str();
    match follow.kind() {
        FollowKind::Tag => format!("#{value}"),
        FollowKind::Source => value.to_owned(),
        FollowKind::Author => locale.text_with("by", &[("names", Value::Text(value))]),
        FollowKind::Query => locale.text_with("listing-found", &[("query", Value::Text(value))]),
    }
}

/// The same within a sentence.
pub(super) fn told(follow: &Follow) -> String {
    let value = follow.value().as_str();
    match follow.kind() {
        FollowKind::Tag => format!("#{value}"),
        FollowKind::Source | FollowKind::Author => value.to_owned(),
        FollowKind::Query => format!("“{value}”"),
    }
}

impl State {
    /// Follows what is under the cursor, or no longer; of an article it is picked what.
    pub(super) fn follow_this(&mut self) -> Vec<Effect> {
        let selected = match self.focus {
            Focus::Sidebar => self.sidebar.entries().get(self.sidebar.selected).and_then(|entry| match entry {
                Entry::Section(_) => None,
                Entry::Follow(counted) => counted.follow.clone(),
                Entry::Tag(tag) => Follow::new(FollowKind::Tag, &tag.name).ok(),
                Entry::Source(source) => Follow::new(FollowKind::Source, &source.name).ok(),
            }),
            Focus::List => self.list.current().and_then(of_row),
            Focus::Reader => None,
        };
        let article = self.target().filter(|_| self.focus != Focus::Sidebar);
        match (selected, article) {
            (Some(follow), _) => self.toggle_follow(follow),
            (None, Some((number, _))) => {
                self.follows.asked = Some(number);
                vec![Effect::Followable { number }]
            }
            (None, None) => {
                self.notify(self.wording.locale.text("follow-nothing"));
                Vec::new()
            }
        }
    }

    /// Follows what the list shows, or no longer: a search, a tag, a source.
    pub(super) fn follow_list(&mut self) -> Vec<Effect> {
        if let Some(follow) = Follow::of(&self.list.listing) {
            return self.toggle_follow(follow);
        }
        self.notify(self.wording.locale.text("follow-no-search"));
        Vec::new()
    }

    pub(super) fn toggle_follow(&mut self, follow: Follow) -> Vec<Effect> {
        let on = !self.follows.has(&follow);
        vec![Effect::Follow { follow, on }]
    }

    /// What of an article can be followed has come.
    pub(super) fn followable_came(&mut self, number: i64, follows: Vec<Follow>) {
        if self.follows.asked.take_if(|asked| *asked == number).is_none() {
            return;
        }
        if follows.is_empty() {
            self.notify(self.wording.locale.text("follow-nothing"));
        } else {
            self.pick(Choices::Follows(follows));
        }
    }

    /// The store has told what is followed.
    pub(super) fn follows_came(&mut self, follows: &[Follow]) {
        self.follows.take(follows);
    }

    /// Something is followed now, or no longer.
    pub(super) fn followed(&mut self, follow: &Follow, on: bool, follows: &[Follow]) -> Vec<Effect> {
        self.follows.take(follows);
        let locale = self.wording.locale;
        let key = if on { "notice-following" } else { "notice-unfollowed" };
        self.notify(locale.text_with(key, &[("name", Value::Text(&told(follow)))]));
        self.sidebar.asked = false;
        let mut effects = self.overview();
        // Rows stay until the list is left; a list that has none has nothing to keep.
        if self.list.listing == Listing::Following && self.list.rows.is_empty() {
            let here = self.here();
            effects.extend(self.travel(here, Way::Stay));
        }
        effects
    }
}
