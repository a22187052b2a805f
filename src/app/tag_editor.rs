//! The editor of the reader's own tags: one line with those that an article has, a comma between two. Tab completes the last from
//! the tags of the store and from the words that are suggested; Enter keeps, Esc leaves.

use tui_input::Input;

use crate::model::tag::{MAX_OWN_TAGS, MAX_TAG_LENGTH, TagFault, own_tag};
use crate::model::{Anchor, Listing, Page, Row, TagChange, Window, fold_tag};
use crate::text::messages::Value;
use crate::text::{CleanText, Locale};

use super::Key;
use super::message::Effect;
use super::overlay::{Overlay, edit_within};
use super::reader::Reader;
use super::state::{Notice, State};

/// Tags that are offered to complete with.
const OFFERED: usize = 5;

/// Rows of the tags that are asked for to choose from.
const ASKED: Window = Window { anchor: Anchor::Start, limit: 60 };

/// Characters of the line at the most: so many tags of that length fit, with what parts them.
const MAX_LINE: usize = MAX_OWN_TAGS * (MAX_TAG_LENGTH + 2);

/// The editor.
#[derive(Debug, Clone)]
pub struct TagEditor {
    /// The article's number.
    number: i64,
    /// The line.
    pub input: Input,
    /// The tags it had.
    before: Vec<CleanText>,
    /// Words of the article that may become tags.
    suggested: Vec<CleanText>,
    /// Tags of the store that have what was asked for.
    known: Vec<CleanText>,
    /// What was asked for.
    asked: Option<String>,
    /// Whether the answer has not come.
    is_waiting: bool,
    /// Whether Tab was pressed meanwhile.
    pub(super) completes: bool,
    /// What Tab goes through, and how often it was pressed.
    round: Option<(Vec<String>, usize)>,
}

/// A tag that is being typed is the part of the line behind its last comma.
fn last_piece(line: &str) -> &str {
    line.rsplit(',').next().unwrap_or_default().trim().trim_start_matches('#')
}

impl TagEditor {
    fn new(number: i64, before: Vec<CleanText>, suggested: Vec<CleanText>) -> Self {
        let line: String = before.iter().flat_map(|tag| [tag.as_str(), ", "]).collect();
        let (known, asked, round) = (Vec::new(), None, None);
        let input = Input::from(line);
        Self { number, input, before, suggested, known, asked, is_waiting: false, completes: false, round }
    }

    /// What Tab completes with, first the best: tags that begin with what is typed, then those that have it in them, then
    /// suggested words; those alone where nothing is typed.
    #[must_use]
    pub fn offers(&self) -> Vec<String> {
        if let Some((offers, _)) = &self.round {
            return offers.clone();
        }
        let line = self.input.value();
        let typed = fold_tag(last_piece(line));
        let there: Vec<String> = line.split(',').map(|piece| fold_tag(piece.trim())).collect();
        let begins = |tag: &&CleanText| fold_tag(tag).starts_with(&typed);
        let has = |tag: &&CleanText| fold_tag(tag).contains(&typed);
        let known = self.known.iter().filter(|tag| !typed.is_empty() && has(tag));
        let (first, then): (Vec<_>, Vec<_>) = known.partition(begins);
        let mut offers: Vec<String> = Vec::new();
        for tag in first.into_iter().chain(then).chain(self.suggested.iter().filter(has)) {
            // What a comma is in cannot be typed here.
            let Ok(tag) = own_tag(tag) else { continue };
            let folded = fold_tag(&tag);
            if !there.contains(&folded) && !offers.iter().any(|offer| fold_tag(offer) == folded) {
                offers.push(tag.into_string());
            }
        }
        offers.truncate(OFFERED);
        offers
    }

    /// Whether what is offered are words that are suggested, and no tags yet.
    #[must_use]
    pub fn only_suggests(&self) -> bool {
        last_piece(self.input.value()).is_empty()
    }

    /// Puts the next offer in the place of what is being typed.
    fn complete(&mut self) {
        self.completes = false;
        let (offers, times) = self.round.take().unwrap_or_else(|| (self.offers(), 0));
        let Some(offer) = offers.get(times % offers.len().max(1)) else { return };
        let line = self.input.value();
        let kept = line.rfind(',').map_or("", |comma| &line[..=comma]);
        let blank = if kept.is_empty() { "" } else { " " };
        let line = format!("{kept}{blank}{offer}");
        if line.chars().count() <= MAX_LINE {
            self.input = Input::from(line);
            self.round = Some((offers, times + 1));
        }
    }

    /// What to ask the store for, now that the line has changed.
    fn ask(&mut self) -> Option<Effect> {
        let typed = last_piece(self.input.value());
        if typed.is_empty() || self.asked.as_deref() == Some(typed) {
            return None;
        }
        let typed = typed.to_owned();
        self.asked = Some(typed.clone());
        self.is_waiting = true;
        Some(Effect::List { listing: Listing::TagsWith(typed), window: ASKED, unfolded: Vec::new() })
    }

    /// The tags that the line holds; why it holds none, in a sentence.
    fn tags(&self, locale: Locale) -> Result<Vec<CleanText>, String> {
        let mut add = Vec::new();
        for piece in self.input.value().split(',') {
            match own_tag(piece) {
                Ok(tag) => add.push(tag),
                Err(TagFault::Empty | TagFault::Comma) => {}
                Err(TagFault::Long) => {
                    return Err(locale.text_with("tag-long", &[("most", Value::Count(MAX_TAG_LENGTH))]));
                }
            }
        }
        let tags = TagChange { add, remove: Vec::new() }.apply(&[]);
        if tags.len() > MAX_OWN_TAGS {
            let values = [("most", Value::Count(MAX_OWN_TAGS)), ("count", Value::Count(tags.len()))];
            return Err(locale.text_with("tags-many", &values));
        }
        Ok(tags)
    }
}

impl State {
    /// Puts the reader's tags of an article up to be changed.
    pub(super) fn edit_tags(&mut self) -> Vec<Effect> {
        let Some((number, _)) = self.target() else { return Vec::new() };
        let (_, own) = self.tags_of_target();
        let open = self.reader.as_ref().filter(|reader| reader.article.number == number);
        let suggested = open.and_then(Reader::suggestions).unwrap_or_default();
        self.overlay = Some(Overlay::Tags(TagEditor::new(number, own, suggested)));
        Vec::new()
    }

    pub(super) fn key_in_tag_editor(&mut self, key: Key) -> Vec<Effect> {
        let locale = self.wording.locale;
        let Some(Overlay::Tags(editor)) = &mut self.overlay else { return Vec::new() };
        match key {
            Key::Esc => self.overlay = None,
            Key::Enter => match editor.tags(locale) {
                Err(text) => self.notice = Some(Notice { text, error: true }),
                Ok(tags) => {
                    let change = TagChange::between(&editor.before, &tags);
                    let number = editor.number;
                    self.overlay = None;
                    return Some(Effect::Tag { number, change }).filter(is_change).into_iter().collect();
                }
            },
            Key::Tab => {
                // The answer to what was typed just now may still be on its way.
                editor.completes = editor.is_waiting && editor.round.is_none();
                if !editor.completes {
                    editor.complete();
                }
            }
            _ => {
                let (line, cursor) = (editor.input.value().to_owned(), editor.input.cursor());
                edit_within(&mut editor.input, key, MAX_LINE);
                if editor.input.value() != line || editor.input.cursor() != cursor {
                    editor.round = None;
                }
                return editor.ask().into_iter().collect();
            }
        }
        Vec::new()
    }

    /// Rows have come that the editor has asked for; gives them back where they are for somebody else.
    pub(super) fn editor_takes(&mut self, listing: &Listing, window: Window, page: Page) -> Option<Page> {
        let Some(Overlay::Tags(editor)) = &mut self.overlay else { return Some(page) };
        if window != ASKED || !matches!(listing, Listing::TagsWith(_)) {
            return Some(page);
        }
        if matches!(listing, Listing::TagsWith(text) if editor.asked.as_ref() == Some(text)) {
            let name = |row: Row| if let Row::Tag(tag) = row { Some(tag.name) } else { None };
            editor.known = page.rows.into_iter().filter_map(name).collect();
            editor.is_waiting = false;
            if editor.completes {
                editor.complete();
            }
        }
        None
    }

    /// What the editor has asked for cannot be had: it goes on without.
    pub(super) fn editor_goes_on(&mut self) {
        if let Some(Overlay::Tags(editor)) = &mut self.overlay {
            (editor.is_waiting, editor.completes) = (false, false);
        }
    }
}

fn is_change(effect: &Effect) -> bool {
    matches!(effect, Effect::Tag { change, .. } if !change.is_empty())
}

#[cfg(test)]
mod tests {
    use tui_input::InputRequest;

    use super::*;

    fn tags(names: &[&str]) -> Vec<CleanText> {
        names.iter().map(|name| CleanText::line(name)).collect()
    }

    fn editor(line: &str, known: &[&str], suggested: &[&str]) -> TagEditor {
        let mut editor = TagEditor::new(1, Vec::new(), tags(suggested));
        editor.input = Input::from(line);
        editor.known = tags(known);
        editor
    }

    fn kept(line: &str) -> Result<Vec<String>, String> {
        let kept = editor(line, &[], &[]).tags(Locale::En);
        kept.map(|tags| tags.into_iter().map(CleanText::into_string).collect())
    }

    #[test]
    fn the_line_is_tags_between_commas() {
        assert_eq!(kept(" #baca nanti,, riset ,Riset,"), Ok(vec!["baca nanti".to_owned(), "riset".to_owned()]));
        assert_eq!(kept(" , "), Ok(Vec::new()));
    }

    #[test]
    fn tags_are_as_many_and_as_long_as_the_limits_and_no_more() {
        let line = |count: usize| (0..count).map(|n| format!("tag{n}")).collect::<Vec<_>>().join(", ");
        assert_eq!(kept(&line(MAX_OWN_TAGS)).unwrap().len(), MAX_OWN_TAGS);
        assert!(kept(&line(MAX_OWN_TAGS + 1)).unwrap_err().contains("50"));
        assert!(kept(&"x".repeat(MAX_TAG_LENGTH)).is_ok());
        assert!(kept(&"x".repeat(MAX_TAG_LENGTH + 1)).unwrap_err().contains("60"));
    }

    #[test]
    fn tab_goes_round_what_completes_the_last_tag() {
        let mut editor = editor("riset, gun", &["ilmu gunung", "Gunung", "riset"], &["Wolorata", "Gunung", "gunungan"]);
        assert_eq!(editor.offers(), ["Gunung", "ilmu gunung", "gunungan"]);
        for expected in ["riset, Gunung", "riset, ilmu gunung", "riset, gunungan", "riset, Gunung"] {
            editor.complete();
            assert_eq!(editor.input.value(), expected);
        }
    }

    #[test]
    fn where_nothing_is_typed_only_what_is_suggested_is_offered() {
        let editor = editor("abu, ", &["gunung"], &["Wolorata", "abu"]);
        assert_eq!(editor.offers(), ["Wolorata"]);
        assert!(editor.only_suggests());
    }

    #[test]
    fn a_line_is_kept_to_its_limit() {
        let mut editor = editor(&"x".repeat(MAX_LINE), &["xylofon"], &[]);
        let mut input = editor.input.clone();
        assert!(!edit_within(&mut input, Key::Char('y'), MAX_LINE));
        editor.input.handle(InputRequest::DeletePrevChar);
        assert!(edit_within(&mut editor.input, Key::Char('y'), MAX_LINE));
    }
}
