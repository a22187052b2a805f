//! Marks: what keys ask of them, what has come of that, and how it is undone.
//!
//! A mark changes on the screen when the store has it. A key that goes by marks as they stand waits for those before it.

use std::collections::BTreeMap;

use crate::model::{Mark, Marks, Response, Several, TextOf};
use crate::text::messages::Value;

use super::keys::Action;
use super::message::Effect;
use super::state::State;

/// Changes that can be undone.
const MAX_UNDO: usize = 100;

/// Whether somebody asked for this change of marks or tags, and can undo it.
fn changes_marks(effect: &Effect) -> bool {
    match effect {
        Effect::Mark { mark, .. } => !mark.is_taken_in_passing(),
        Effect::MarkRead { .. } | Effect::Tag { .. } => true,
        _ => false,
    }
}

impl State {
    /// Whether the action goes by marks as they stand while a change of them is on its way. Nothing else waits for that: another
    /// program may hold the store for a while.
    pub(super) fn lacks_marks(&self, action: Action) -> bool {
        let goes_by_marks = matches!(
            action,
            Action::Undo | Action::Save | Action::MarkRead | Action::MarkUnread | Action::Less | Action::FullText
        );
        goes_by_marks && self.marking > 0
    }

    pub(super) fn mark(&mut self, change: impl FnOnce(Marks) -> Mark) -> Vec<Effect> {
        let target = self.target();
        target.map(|(number, marks)| Effect::Mark { number, mark: change(marks) }).into_iter().collect()
    }

    /// Marks read; what was never opened is passed over by that.
    pub(super) fn mark_read(&mut self) -> Vec<Effect> {
        let open = self.reader.as_ref().map(|reader| reader.article.number);
        let passes = self.recommends && self.target().is_some_and(|(number, _)| open != Some(number));
        self.mark(|marks| match marks {
            Marks { read: None, response: None, .. } if passes => Mark::Response(Response::Passed),
            _ => Mark::Read(true),
        })
    }

    /// Says that there is to be less of this, or takes that back.
    pub(super) fn less(&mut self) -> Vec<Effect> {
        if self.recommends {
            return self.mark(|marks| Mark::Less(marks.less.is_none()));
        }
        self.notify(self.wording.locale.text("recommend-off"));
        Vec::new()
    }

    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let Some(undo) = self.undo.pop() else {
            self.notify(self.wording.locale.text("no-undo"));
            return Vec::new();
        };
        self.undoing = Some(undo.clone());
        vec![undo]
    }

    /// Takes note of changes of marks and tags that are on their way.
    pub(super) fn count_marks(&mut self, effects: &[Effect]) {
        self.marking += effects.iter().filter(|effect| changes_marks(effect)).count();
    }

    /// A change of marks or tags has come, or failed: what waited for it is done.
    pub(super) fn mark_came(&mut self, effect: &Effect) -> Vec<Effect> {
        if !changes_marks(effect) {
            return Vec::new();
        }
        self.marking = self.marking.saturating_sub(1);
        self.await_no_longer()
    }

    /// Shows in the rows of stories whether anything behind them is unread: by how many of their articles are, counted up to two. Comes
    /// after the marks themselves, for a row does not count its own article.
    pub(super) fn list_shows(&mut self, stories: impl IntoIterator<Item = (i64, usize)>) {
        for (story, unread) in stories {
            self.list.mark_story(story, unread);
        }
    }

    pub(super) fn marked(&mut self, number: i64, mark: Mark, marks: Marks) {
        self.show_marks(number, marks);
        let locale = self.wording.locale;
        if self.undoing.take_if(|undoing| *undoing == Effect::Mark { number, mark }).is_some() {
            self.notify(locale.text("notice-undone"));
            return;
        }
        let key = match mark {
            Mark::Left(_) | Mark::Response(Response::Opened | Response::Finished) => return,
            Mark::Text(TextOf::Feed) => "notice-text-feed",
            Mark::Text(TextOf::Page) => "notice-text-page",
            Mark::Saved(true) => "notice-saved",
            Mark::Saved(false) => "notice-unsaved",
            Mark::Read(true) | Mark::Response(Response::Passed) => "notice-read",
            Mark::Read(false) => "notice-unread",
            Mark::Less(true) => "notice-less",
            Mark::Less(false) => "notice-no-less",
        };
        self.notify(locale.text(key));
        if let Some(mark) = mark.opposite() {
            self.can_undo(Effect::Mark { number, mark });
        }
    }

    /// Shows changed marks, in the list and in the reader.
    pub(super) fn show_marks(&mut self, number: i64, marks: Marks) {
        self.list.mark(number, marks);
        if let Some(reader) = self.reader.as_mut().filter(|reader| reader.article.number == number) {
            reader.set_marks(marks, &self.wording);
        }
    }

    /// Takes note of what undoes a change.
    pub(super) fn can_undo(&mut self, undo: Effect) {
        self.undo.push(undo);
        let long = self.undo.len().saturating_sub(MAX_UNDO);
        self.undo.drain(..long);
    }

    /// Several articles were marked read, or unread.
    pub(super) fn marked_read(
        &mut self,
        articles: Several,
        read: bool,
        changed: &[(i64, Marks)],
        stories: BTreeMap<i64, usize>,
    ) -> Vec<Effect> {
        for (number, marks) in changed {
            self.show_marks(*number, *marks);
        }
        self.list_shows(stories);
        let locale = self.wording.locale;
        let done = Effect::MarkRead { articles, read };
        if self.undoing.take_if(|undoing| *undoing == done).is_some() {
            self.notify(locale.text("notice-undone"));
        } else {
            let key = if read { "notice-read-several" } else { "notice-unread-several" };
            self.notify(locale.text_with(key, &[("count", Value::Count(changed.len()))]));
            if !changed.is_empty() {
                let these = Several::These(changed.iter().map(|(number, _)| *number).collect());
                self.can_undo(Effect::MarkRead { articles: these, read: !read });
            }
        }
        self.mark_came(&done)
    }
}
