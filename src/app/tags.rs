//! Tags in the reader: how the publisher's and the reader's own are told apart, which can be picked, and what comes of a change.

use crate::model::{Listing, RelatedTag, Row, TagChange, fold_tag};
use crate::text::CleanText;
use crate::text::messages::Value;

use super::message::Effect;
use super::overlay::Choices;
use super::reader::Reader;
use super::state::{Focus, State};

/// Tags that go with a tag which are shown.
pub const MAX_BESIDE: usize = 8;

/// Words that are suggested for an article.
pub const MAX_SUGGESTED: usize = 5;

/// A tag with its sign: `#` before the publisher's, `+` before one of the reader's.
#[must_use]
pub fn tag_label(tag: &str, is_own: bool) -> String {
    format!("{}{}", if is_own { '+' } else { '#' }, tag.trim_start_matches('#'))
}

/// What a tag picker offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagChoice {
    /// A tag of the publisher's.
    Given(CleanText),
    /// A tag of the reader's own.
    Own(CleanText),
    /// A tag that goes with the one whose list is shown.
    Beside {
        /// The tag.
        tag: CleanText,
        /// Whether the reader has given it to any article.
        is_own: bool,
    },
    /// A word of the article that is no tag: it leads to a search.
    Suggested(CleanText),
}

impl TagChoice {
    /// Where it leads.
    fn listing(self) -> Listing {
        match self {
            Self::Given(tag) | Self::Own(tag) | Self::Beside { tag, .. } => Listing::Tagged(tag),
            Self::Suggested(word) if word.chars().all(char::is_alphanumeric) => Listing::Found(word.into_string()),
            Self::Suggested(word) => Listing::Found(format!("\"{word}\"")),
        }
    }
}

impl State {
    /// Puts the tags up to be picked that lead on from here: those of the article, those that go with the tag whose list is
    /// shown, and last the words that could be tags.
    pub(super) fn pick_tag(&mut self) -> Vec<Effect> {
        let (given, own) = self.tags_of_target();
        let reader = self.reader.as_ref().filter(|_| self.focus == Focus::Reader);
        let suggested = reader.and_then(Reader::suggestions).unwrap_or_default();
        let beside = self.list.beside.iter().flatten().filter(|_| self.focus != Focus::Reader);
        let there: Vec<String> = given.iter().chain(&own).map(|tag| fold_tag(tag)).collect();
        let beside = beside.filter(|beside| !there.contains(&fold_tag(&beside.name)));
        let beside: Vec<_> =
            beside.map(|beside| TagChoice::Beside { tag: beside.name.clone(), is_own: beside.is_own }).collect();
        let mut choices: Vec<TagChoice> = given.into_iter().map(TagChoice::Given).collect();
        choices.extend(own.into_iter().map(TagChoice::Own));
        choices.extend(beside);
        choices.extend(suggested.into_iter().map(TagChoice::Suggested));
        if choices.is_empty() {
            self.notify(self.wording.locale.text("no-tags"));
        } else {
            self.pick(Choices::Tags(choices));
        }
        Vec::new()
    }

    /// Goes where a picked tag leads.
    pub(super) fn picked_tag(&mut self, choice: Option<TagChoice>) -> Vec<Effect> {
        choice.map_or_else(Vec::new, |choice| self.visit_listing(choice.listing()))
    }

    /// The tags of the article that keys go to: the publisher's, and the reader's own.
    pub(super) fn tags_of_target(&self) -> (Vec<CleanText>, Vec<CleanText>) {
        match (&self.reader, self.focus) {
            (Some(reader), Focus::Reader) => (reader.article.given.tags.clone(), reader.article.given.own_tags.clone()),
            _ => self
                .list
                .current()
                .and_then(Row::headline)
                .map(|row| (row.tags.clone(), row.own_tags.clone()))
                .unwrap_or_default(),
        }
    }

    /// The reader's tags of an article have changed.
    pub(super) fn tagged(&mut self, number: i64, change: TagChange, tags: Vec<CleanText>) {
        self.list.tag(number, &tags);
        if let Some(reader) = self.reader.as_mut().filter(|reader| reader.article.number == number) {
            reader.set_own_tags(tags, &self.wording);
        }
        let locale = self.wording.locale;
        let asked = |undoing: &mut Effect| matches!(undoing, Effect::Tag { number: of, .. } if *of == number);
        if self.undoing.take_if(asked).is_some() {
            self.notify(locale.text("notice-undone"));
        } else if !change.is_empty() {
            let signed = |sign: char, tags: &[CleanText]| {
                tags.iter().map(|tag| format!("{sign}{tag}")).collect::<Vec<_>>().join("  ")
            };
            let changed = [signed('+', &change.add), signed('-', &change.remove)];
            let changed = changed.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
            self.notify(locale.text_with("notice-tagged", &[("tags", Value::Text(&changed))]));
            self.can_undo(Effect::Tag { number, change: change.opposite() });
        }
    }

    /// The tags that go with one have been found: for its list, where that is shown still.
    pub(super) fn beside_came(&mut self, tag: &CleanText, beside: Vec<RelatedTag>) {
        if matches!(&self.list.listing, Listing::Tagged(listed) if listed == tag) {
            self.list.beside = Some(beside);
        }
    }
}
