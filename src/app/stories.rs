//! Stories in a list: unfolding one and folding it again, reading all of one at once, and how widely one is carried in words.

use jiff::Timestamp;

use crate::model::listing::MAX_MEMBERS;
use crate::model::{Fold, Row, Several};
use crate::text::Locale;
use crate::text::messages::Value;

use super::message::Effect;
use super::overlay::{Overlay, Question};
use super::state::{Focus, State};

/// By how many of all sources a story is carried, and how old its newest article is: `5 of 12 sources, 3 h`.
#[must_use]
pub fn carried(fold: &Fold, sources: usize, now: Timestamp, locale: Locale) -> String {
    let minutes = now.duration_since(fold.newest).as_secs().max(0) / 60;
    let (key, count) = match minutes {
        ..60 => ("minutes", minutes),
        60..2_880 => ("hours", minutes / 60),
        _ => ("days", minutes / 1_440),
    };
    let age = locale.text_with(key, &[("count", Value::Count(usize::try_from(count).unwrap_or(usize::MAX)))]);
    let (carriers, all) = (Value::Count(fold.sources), Value::Count(sources.max(fold.sources)));
    locale.text_with("carried", &[("sources", carriers), ("all", all), ("age", Value::Text(&age))])
}

impl State {
    /// Puts the articles of the selected story below its row, or takes them away.
    pub(super) fn toggle_story(&mut self) -> Vec<Effect> {
        let at = self.list.story_row().filter(|_| self.focus == Focus::List);
        let Some((at, headline)) = at.and_then(|at| Some((at, self.list.rows[at].headline()?))) else {
            self.notify(self.wording.locale.text("story-none"));
            return Vec::new();
        };
        let (below, lead) = (headline.key, headline.number);
        let Some(story) = headline.fold.map(|fold| fold.story) else { return Vec::new() };
        if self.list.is_unfolded(at) {
            self.list.fold(story);
            return Vec::new();
        }
        self.list.unfolding = Some(lead);
        vec![Effect::Members { lead, below }]
    }

    /// The articles of a story have come.
    pub(super) fn unfold(&mut self, lead: i64, story: Option<(i64, Vec<Row>)>) -> Vec<Effect> {
        if self.list.unfolding.take_if(|unfolding| *unfolding == lead).is_none() {
            return Vec::new();
        }
        let Some((story, members)) = story.filter(|(_, members)| !members.is_empty()) else {
            // What stood behind the row has gone meanwhile.
            self.notify(self.wording.locale.text("story-none"));
            return Vec::new();
        };
        let others = self.list.story_row().and_then(|at| self.list.rows[at].headline()?.fold);
        if others.is_some_and(|fold| fold.articles > members.len() + 1) && members.len() >= MAX_MEMBERS {
            let text = self.wording.locale.text_with("story-most", &[("count", Value::Count(MAX_MEMBERS))]);
            self.notify(text);
        }
        self.list.unfold(lead, story, members);
        Vec::new()
    }

    /// Asks whether every article of the story is to be marked read: of the open article's where the reader has the focus, else
    /// of the selected one's.
    pub(super) fn ask_to_read_story(&mut self) -> Vec<Effect> {
        let article = match (&self.reader, self.focus) {
            (Some(reader), Focus::Reader) => reader.article.given.story.map(|_| reader.article.number),
            _ => self.list.current().and_then(Row::headline).filter(|row| row.story.is_some()).map(|row| row.number),
        };
        let locale = self.wording.locale;
        match article {
            Some(article) => {
                let then = Effect::MarkRead { articles: Several::StoryOf(article), read: true };
                self.overlay = Some(Overlay::Ask(Question { text: locale.text("ask-read-story"), then }));
            }
            None => self.notify(locale.text("story-none")),
        }
        Vec::new()
    }
}
