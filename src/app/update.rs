//! Messages into state and effects: the one way in. What an action does is in `actions`, what a key does in an
//! overlay in `overlay`.

use std::collections::BTreeMap;

use crate::model::{Anchor, Listing, Page, Window};
use crate::text::CleanText;
use crate::text::messages::Value;

use super::Key;
use super::keys::{self, Match};
use super::list::List;
use super::message::{Effect, Failure, Msg, Reply};
use super::overlay::{self, Overlay};
use super::sidebar::MAX_ENTRIES;
use super::state::{Notice, State};
use super::trail::Place;
use super::travel::Way;

/// Keys that wait for a place at the most; a key beyond is dropped.
const MAX_HELD: usize = 1024;

/// Takes a message in; gives what is to be done.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Key(key) => state.key(key),
        Msg::Paste(text) => state.paste(&text),
        Msg::Resize { width, height } => {
            (state.width, state.height) = (width, height);
            state.overview()
        }
        Msg::Clock(now) => {
            state.wording.now = now;
            Vec::new()
        }
        Msg::Terminate => state.quit(),
        Msg::Reply(reply) => state.reply(reply),
    };
    while !state.holds_keys()
        && let Some(key) = state.held.pop_front()
    {
        effects.extend(state.press(key));
    }
    state.fit();
    if let Some(window) = state.list.wanted() {
        effects.push(state.list.load(window));
    }
    effects
}

impl State {
    fn key(&mut self, key: Key) -> Vec<Effect> {
        if key == Key::Ctrl('c') {
            return self.quit();
        }
        if self.holds_keys() {
            if self.held.len() < MAX_HELD {
                self.held.push_back(key);
            }
            return Vec::new();
        }
        self.press(key)
    }

    fn press(&mut self, key: Key) -> Vec<Effect> {
        self.notice = None;
        let effects = match self.overlay {
            None => self.act(key),
            Some(Overlay::Prompt(_)) => self.key_in_prompt(key),
            Some(Overlay::Pick(_)) => self.key_in_picker(key),
            Some(Overlay::Tags(_)) => self.key_in_tag_editor(key),
            Some(Overlay::Help(_)) => self.key_in_help(key),
            Some(Overlay::Ask(_)) => self.key_in_question(key),
        };
        self.count_marks(&effects);
        self.fit();
        effects
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        let Some(Overlay::Prompt(_) | Overlay::Tags(_) | Overlay::Help(_)) = self.overlay else {
            return Vec::new();
        };
        let line = CleanText::line(text);
        line.chars().take(overlay::MAX_INPUT).flat_map(|c| self.key(Key::Char(c))).collect()
    }

    fn act(&mut self, key: Key) -> Vec<Effect> {
        self.pressed.push(key);
        match keys::look_up(&self.pressed, self.focus, self.is_empty()) {
            Match::Beginning => Vec::new(),
            Match::None => {
                self.pressed.clear();
                Vec::new()
            }
            Match::Action(action) => {
                self.pressed.clear();
                self.perform(action)
            }
        }
    }

    /// What the sidebar wants, once it is shown.
    pub(super) fn overview(&mut self) -> Vec<Effect> {
        let shown = self.layout().is_some_and(|layout| layout.sidebar.is_some());
        if !shown || self.sidebar.asked {
            return Vec::new();
        }
        self.sidebar.asked = true;
        vec![Effect::Overview { limit: MAX_ENTRIES }]
    }

    fn reply(&mut self, reply: Reply) -> Vec<Effect> {
        match reply {
            Reply::Listed { listing, window, page, counts } => {
                self.counts = counts;
                self.listed(&listing, window, page)
            }
            Reply::Members { lead, story } => self.unfold(lead, story),
            Reply::Opened { article: Some(article), story, counts, .. } => {
                self.counts = counts;
                self.article_came(article);
                let effects = self.arrive();
                self.list_shows(story);
                effects
            }
            Reply::Opened { number, article: None, counts, .. } => {
                self.counts = counts;
                self.gone(number);
                Vec::new()
            }
            Reply::Related { of, related, listed, suggested } => {
                let Some(reader) = self.reader.as_mut().filter(|reader| reader.article.number == of) else {
                    return Vec::new();
                };
                reader.set_related(related, listed, suggested, &self.wording);
                self.await_no_longer()
            }
            Reply::RelatedTags { tag, beside } => {
                self.beside_came(&tag, beside);
                self.await_no_longer()
            }
            Reply::Tagged { number, change, tags } => {
                self.tagged(number, change.clone(), tags);
                self.mark_came(&Effect::Tag { number, change })
            }
            Reply::FoundUnread { listing, window, row } => self.found_unread(&listing, window, row),
            Reply::Marked { number, mark, marks, story, counts } => {
                self.counts = counts;
                self.marked(number, mark, marks);
                self.list_shows(story);
                self.mark_came(&Effect::Mark { number, mark })
            }
            Reply::MarkedRead { articles, read, changed, stories, counts } => {
                self.counts = counts;
                self.marked_read(articles, read, &changed, stories)
            }
            Reply::Follows { follows } => {
                self.follows_came(&follows);
                Vec::new()
            }
            Reply::Followable { number, follows } => {
                self.followable_came(number, follows);
                Vec::new()
            }
            Reply::Followed { follow, on, follows } => self.followed(&follow, on, &follows),
            Reply::Overview { follows, tags, sources } => {
                (self.sidebar.follows, self.sidebar.tags, self.sidebar.sources) = (follows, tags, sources);
                Vec::new()
            }
            Reply::SampleLoaded { new } => {
                self.notify(self.wording.locale.text_with("notice-sample", &[("new", Value::Count(new))]));
                self.sidebar.asked = false;
                let mut effects = self.overview();
                effects.extend(self.travel(Place::start(Listing::Latest, None), Way::Stay));
                effects
            }
            Reply::Fetching { progress, counts } => {
                self.counts = counts;
                self.fetch_goes_on(progress);
                Vec::new()
            }
            Reply::Fetched { progress, counts } => self.fetched(progress, counts),
            // The list stays as it is: no row is moved by what its article's story is.
            Reply::FindingStories { done, total } => {
                self.stories = Some((done, total));
                Vec::new()
            }
            Reply::FoundStories => {
                self.stories = None;
                Vec::new()
            }
            Reply::FullText { number, article } => self.full_text_came(number, article),
            Reply::Playing { program } => {
                self.playing(&program);
                Vec::new()
            }
            Reply::Unplayed { program, why } => {
                self.unplayed(&program, &why);
                Vec::new()
            }
            Reply::Failed(failure) => {
                self.failed(&failure);
                match failure.effect {
                    Effect::Related { number: of } => {
                        let (related, listed, suggested) = (Vec::new(), BTreeMap::new(), Vec::new());
                        self.reply(Reply::Related { of, related, listed, suggested })
                    }
                    Effect::RelatedTags { tag } => self.reply(Reply::RelatedTags { tag, beside: Vec::new() }),
                    effect => self.mark_came(&effect),
                }
            }
        }
    }

    /// Rows have come: for a line of tags, a journey, a search or the present list.
    fn listed(&mut self, listing: &Listing, window: Window, page: Page) -> Vec<Effect> {
        self.saw_newest(listing, window);
        let page = self.editor_takes(listing, window, page);
        if let Some(page) = page.and_then(|page| self.list_came(listing, window, page)) {
            self.take_rows(listing, window, page);
        }
        let mut effects = self.arrive();
        // Another program may have followed something meanwhile.
        effects.extend((*listing == Listing::Following).then_some(Effect::Follows));
        effects
    }

    /// Does what waited for related articles or tags, with what there is, unless it waits for the other of the two.
    pub(super) fn await_no_longer(&mut self) -> Vec<Effect> {
        let effects = self.awaiting.take().map_or_else(Vec::new, |action| self.perform(action));
        self.count_marks(&effects);
        effects
    }

    /// Rows that no journey waits for: what a search has found so far, or more of the present list.
    fn take_rows(&mut self, listing: &Listing, window: Window, page: Page) {
        let searched = matches!(&self.overlay, Some(Overlay::Prompt(prompt)) if prompt.asked.as_ref() == Some(listing));
        if searched && self.list.listing != *listing {
            self.list = List::new(listing.clone(), window, page, None);
        } else if self.list.listing == *listing {
            self.list.take(window, page);
        }
    }

    /// The nearest unread row beyond memory was looked for; where there is one, goes there.
    fn found_unread(
        &mut self,
        listing: &Listing,
        window: Window,
        row: Option<(crate::model::Key, i64)>,
    ) -> Vec<Effect> {
        let way = if matches!(window.anchor, Anchor::After(_)) { 1 } else { -1 };
        let Some(open) = self.seeking.take() else { return Vec::new() };
        if self.list.listing != *listing || self.list.beyond(way) != Some(window) {
            return Vec::new();
        }
        let Some((key, number)) = row else {
            self.no_unread(way);
            return Vec::new();
        };
        let here = self.here();
        let article = if open { Some((number, None)) } else { here.article };
        self.travel(Place { row: Some((key, 0)), article, ..here.clone() }, Way::Visit(Box::new(here)))
    }

    /// An article is not in the store any more: whoever set out for it stays here.
    pub(super) fn gone(&mut self, number: i64) {
        let gone = self.wording.locale.text("doing-gone");
        self.failed(&Failure { effect: Effect::Open { number }, error: CleanText::line(&gone), stopped: false });
    }

    fn failed(&mut self, failure: &Failure) {
        if self.journey.as_ref().is_some_and(|journey| journey.asked(&failure.effect)) {
            self.journey = None;
        }
        self.undoing.take_if(|undoing| *undoing == failure.effect);
        let doing = match &failure.effect {
            Effect::List { window, .. } => {
                self.list.loading.take_if(|loading| loading == window);
                self.editor_goes_on();
                "doing-list"
            }
            Effect::Members { .. } => {
                self.list.unfolding = None;
                "doing-list"
            }
            Effect::FindUnread { .. } => {
                self.seeking = None;
                "doing-list"
            }
            Effect::Open { .. } => "doing-open",
            Effect::Related { .. } => "doing-relate",
            Effect::Mark { .. } | Effect::MarkRead { .. } => "doing-mark",
            Effect::Tag { .. } => "doing-tag",
            Effect::RelatedTags { .. } => "doing-relate-tags",
            Effect::LoadSample => "doing-sample",
            Effect::Fetch(_) => {
                (self.fetching, self.stories) = (None, None);
                "doing-fetch"
            }
            Effect::FullText { .. } => {
                self.pages = self.pages.saturating_sub(1);
                "doing-full-text"
            }
            Effect::FindStories => {
                self.stories = None;
                "doing-stories"
            }
            Effect::Play { .. } => "doing-play",
            Effect::Follow { .. } => "doing-follow",
            Effect::Followable { .. } => {
                self.follows.asked = None;
                "doing-follow"
            }
            Effect::Follows
            | Effect::Overview { .. }
            | Effect::StopFetch
            | Effect::Redraw
            | Effect::Suspend
            | Effect::Quit => "doing-overview",
        };
        if failure.stopped {
            return;
        }
        let locale = self.wording.locale;
        let doing = locale.text(doing);
        let values = [("doing", Value::Text(&doing)), ("error", Value::Text(&failure.error))];
        self.notice = Some(Notice { text: locale.text_with("notice-failed", &values), error: true });
    }
}
