//! What can lie over the panes: a prompt, a picker, the tag editor, the help, a question.

use tui_input::{Input, InputRequest};

use crate::model::Follow;
use crate::text::Locale;

use super::Key;
use super::keys::{self, Help, Scope};
use super::message::Effect;
use super::playing::Playable;
use super::prompt::Prompt;
use super::state::State;
use super::tag_editor::TagEditor;
use super::tags::TagChoice;

/// Characters of an input at the most.
pub const MAX_INPUT: usize = 200;

/// What lies over the panes.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A prompt, in the footer; the list shows what is found so far.
    Prompt(Prompt),
    /// Things of an article, to pick one.
    Pick(Picker),
    /// The reader's tags of an article, to be changed.
    Tags(TagEditor),
    /// The keys.
    Help(HelpScreen),
    /// A question, in the footer, before what touches many articles.
    Ask(Question),
}

/// A question that is answered with yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked.
    pub text: String,
    /// What is done where the answer is yes.
    pub(super) then: Effect,
}

/// Things of an article, of which one is picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picker {
    /// The things; there is at least one.
    pub choices: Choices,
    /// The selected one.
    pub selected: usize,
}

/// What can be picked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choices {
    /// Tags; one that is picked leads to its articles.
    Tags(Vec<TagChoice>),
    /// What can be played of it; what is picked is handed to the player.
    Playables(Vec<Playable>),
    /// What of it can be followed; what is picked is followed, or no longer.
    Follows(Vec<Follow>),
}

impl Choices {
    fn len(&self) -> usize {
        match self {
            Self::Tags(tags) => tags.len(),
            Self::Playables(playables) => playables.len(),
            Self::Follows(follows) => follows.len(),
        }
    }

    /// The key that brings the picker up, and puts it away.
    fn key(&self) -> char {
        match self {
            Self::Tags(_) => 't',
            Self::Playables(_) => 'V',
            Self::Follows(_) => '+',
        }
    }
}

/// The help screen.
#[derive(Debug, Clone, Default)]
pub struct HelpScreen {
    /// What its lines must contain.
    pub input: Input,
    /// The line at the top.
    pub top: usize,
}

/// A row of the help screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpRow {
    /// Where the keys below it mean what they say.
    Scope(Scope),
    /// Keys, and what they do.
    Keys(Help, String),
}

impl HelpScreen {
    /// The rows: the keys that contain what was typed, in the key or in the words, below the names of their scopes.
    #[must_use]
    pub fn rows(&self, locale: Locale) -> Vec<HelpRow> {
        let wanted = self.input.value().to_lowercase();
        let mut rows = Vec::new();
        let mut scope = None;
        for help in keys::help() {
            let words = locale.text(help.message);
            if !words.to_lowercase().contains(&wanted) && !help.keys.contains(&wanted) {
                continue;
            }
            if scope.replace(help.scope) != Some(help.scope) {
                rows.push(HelpRow::Scope(help.scope));
            }
            rows.push(HelpRow::Keys(help, words));
        }
        rows
    }

    /// Rows that a screen of this height shows: all but two for the border and one for the prompt.
    fn page(height: u16) -> usize {
        usize::from(height.saturating_sub(3)).max(1)
    }

    /// Leaves no room below the last row while rows stand above the first.
    pub(super) fn fit(&mut self, height: u16, locale: Locale) {
        self.top = self.top.min(self.rows(locale).len().saturating_sub(Self::page(height)));
    }
}

/// Changes an input by a key; tells whether its text changed.
pub fn edit(input: &mut Input, key: Key) -> bool {
    edit_within(input, key, MAX_INPUT)
}

/// The same with another limit to its characters.
pub(super) fn edit_within(input: &mut Input, key: Key, most: usize) -> bool {
    let request = match key {
        Key::Char(c) if input.value().chars().count() < most => InputRequest::InsertChar(c),
        Key::Backspace | Key::Ctrl('h') => InputRequest::DeletePrevChar,
        Key::Delete => InputRequest::DeleteNextChar,
        Key::Ctrl('w') => InputRequest::DeletePrevWord,
        Key::Ctrl('u') => InputRequest::DeleteLine,
        Key::Ctrl('k') => InputRequest::DeleteTillEnd,
        Key::Left | Key::Ctrl('b') => InputRequest::GoToPrevChar,
        Key::Right | Key::Ctrl('f') => InputRequest::GoToNextChar,
        Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
        Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
        _ => return false,
    };
    input.handle(request).is_some_and(|change| change.value)
}

impl State {
    /// Puts things up to be picked.
    pub(super) fn pick(&mut self, choices: Choices) {
        self.overlay = Some(Overlay::Pick(Picker { choices, selected: 0 }));
    }

    pub(super) fn key_in_picker(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Pick(picker)) = &mut self.overlay else { return Vec::new() };
        let last = picker.choices.len() - 1;
        match key {
            Key::Char('j') | Key::Down | Key::Tab => picker.selected = (picker.selected + 1).min(last),
            Key::Char('k') | Key::Up | Key::BackTab => picker.selected = picker.selected.saturating_sub(1),
            Key::Char('g') | Key::Home => picker.selected = 0,
            Key::Char('G') | Key::End => picker.selected = last,
            Key::Char(digit @ '1'..='9') => {
                let at = digit as usize - '1' as usize;
                if at <= last {
                    picker.selected = at;
                    return self.picked();
                }
            }
            Key::Enter | Key::Char('l') | Key::Right => return self.picked(),
            Key::Esc | Key::Char('q' | 'h') | Key::Left => self.overlay = None,
            Key::Char(key) if key == picker.choices.key() => self.overlay = None,
            _ => {}
        }
        Vec::new()
    }

    fn picked(&mut self) -> Vec<Effect> {
        let Some(Overlay::Pick(Picker { choices, selected })) = self.overlay.take() else { return Vec::new() };
        match choices {
            Choices::Tags(tags) => self.picked_tag(tags.into_iter().nth(selected)),
            Choices::Playables(playables) => {
                playables.into_iter().nth(selected).map(Effect::from).into_iter().collect()
            }
            Choices::Follows(follows) => {
                let follow = follows.into_iter().nth(selected);
                follow.map_or_else(Vec::new, |follow| self.toggle_follow(follow))
            }
        }
    }

    /// Yes by `y` or Enter; every other key is no.
    pub(super) fn key_in_question(&mut self, key: Key) -> Vec<Effect> {
        match self.overlay.take() {
            Some(Overlay::Ask(question)) if matches!(key, Key::Char('y' | 'Y') | Key::Enter) => vec![question.then],
            _ => Vec::new(),
        }
    }

    pub(super) fn key_in_help(&mut self, key: Key) -> Vec<Effect> {
        let page = HelpScreen::page(self.height);
        let Some(Overlay::Help(help)) = &mut self.overlay else { return Vec::new() };
        match key {
            Key::Esc | Key::Enter | Key::Char('?') => self.overlay = None,
            Key::Down => help.top += 1,
            Key::Up => help.top = help.top.saturating_sub(1),
            Key::PageDown => help.top += page,
            Key::PageUp => help.top = help.top.saturating_sub(page),
            _ if edit(&mut help.input, key) => help.top = 0,
            _ => {}
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_kept_to_its_limit() {
        let mut input = Input::from("x".repeat(MAX_INPUT - 1));
        assert!(edit(&mut input, Key::Char('y')));
        assert!(!edit(&mut input, Key::Char('z')));
        assert_eq!(input.value().len(), MAX_INPUT);
    }
}
