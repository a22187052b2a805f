//! Fetching from the reader: asked for by a key, told as it goes in one line that moves nothing, shown when the reader wants it.

use crate::model::{Anchor, Article, Counts, Listing, Mark, TextOf, Window};
use crate::text::messages::Value;

use super::message::{Effect, Fetch, Progress};
use super::state::{Notice, State};
use super::trail::Place;

impl State {
    /// Asks for feeds, one fetch at a time.
    pub(super) fn fetch(&mut self, which: Fetch) -> Vec<Effect> {
        if self.fetching.is_some() {
            self.notify(self.wording.locale.text("notice-fetching"));
            return Vec::new();
        }
        self.fetching = Some(Progress::default());
        vec![Effect::Fetch(which)]
    }

    /// Asks for the feeds of the article that keys go to.
    pub(super) fn fetch_this(&mut self) -> Vec<Effect> {
        let target = self.target();
        target.map_or_else(Vec::new, |(number, _)| self.fetch(Fetch::FeedsOf(number)))
    }

    /// Ends what is being fetched, and the looking for stories, where there is any.
    pub(super) fn stop_fetch(&mut self) -> Vec<Effect> {
        let is_at_work = self.fetching.is_some() || self.pages > 0 || self.stories.is_some();
        is_at_work.then_some(Effect::StopFetch).into_iter().collect()
    }

    /// Changes between the texts of the open article, where it has two; else asks for the text of an article's page.
    pub(super) fn full_text(&mut self) -> Vec<Effect> {
        let Some((number, _)) = self.target() else { return Vec::new() };
        let open = self.reader.as_ref().filter(|reader| reader.article.number == number);
        if let Some(given) = open.map(|reader| &reader.article.given).filter(|given| given.full_text.is_some()) {
            let other = match given.text_shown() {
                TextOf::Feed => TextOf::Page,
                TextOf::Page => TextOf::Feed,
            };
            return vec![Effect::Mark { number, mark: Mark::Text(other) }];
        }
        self.pages += 1;
        self.notify(self.wording.locale.text("notice-full-text-fetching"));
        vec![Effect::FullText { number }]
    }

    /// The text of an article's page has come. Where the article is open, it is shown if it is the longer. By that text it may be
    /// of another story.
    pub(super) fn full_text_came(&mut self, number: i64, article: Option<Box<Article>>) -> Vec<Effect> {
        self.pages = self.pages.saturating_sub(1);
        let Some(article) = article else {
            self.gone(number);
            return Vec::new();
        };
        let shown = article.given.text_shown();
        let open = self.reader.as_mut().filter(|reader| reader.article.number == number);
        let key = match (&open, shown) {
            (None, _) => "notice-full-text-kept",
            (Some(_), TextOf::Page) => "notice-full-text",
            (Some(_), TextOf::Feed) => "notice-full-text-shorter",
        };
        if let Some(reader) = open {
            reader.take(*article, &self.wording);
        }
        self.notify(self.wording.locale.text(key));
        vec![Effect::FindStories]
    }

    /// Some of it was done.
    pub(super) fn fetch_goes_on(&mut self, progress: Progress) {
        self.fetching = Some(progress);
    }

    /// It is over. The list stays as it is, but for the welcome screen, which has nothing to stay.
    pub(super) fn fetched(&mut self, progress: Progress, counts: Counts) -> Vec<Effect> {
        let Progress { total, new, failed, .. } = progress;
        self.fetching = None;
        self.fresh += new;
        self.counts = counts;
        let locale = self.wording.locale;
        let values = [("new", Value::Count(new)), ("failed", Value::Count(failed)), ("total", Value::Count(total))];
        let (text, error) = match (total, failed, new) {
            (0, ..) => (locale.text("notice-nothing-due"), false),
            (_, 1.., _) => (locale.text_with("notice-fetch-failed", &values), true),
            (_, _, 0) => (locale.text("notice-nothing-new"), false),
            _ => (locale.text_with("notice-fetched", &values), false),
        };
        self.notice = Some(Notice { text, error });
        self.sidebar.asked = false;
        let mut effects = self.overview();
        if self.is_empty() && new > 0 {
            effects.extend(self.show_new());
        }
        effects
    }

    /// Goes to the latest articles as they are now.
    pub(super) fn show_new(&mut self) -> Vec<Effect> {
        let article = self.here().article;
        self.visit(Place::start(Listing::Latest, article))
    }

    /// Takes note that the newest rows are in the list.
    pub(super) fn saw_newest(&mut self, listing: &Listing, window: Window) {
        if *listing == Listing::Latest && window.anchor == Anchor::Start {
            self.fresh = 0;
        }
    }
}
