//! The prompt in the footer, by which the list shows what is found as one types: a search of all articles, or a filter of the
//! tags. What is kept is a list of its own, so that the trail leads back to it as to any other.

use tui_input::Input;

use crate::model::Listing;
use crate::text::CleanText;

use super::Key;
use super::list::window_at;
use super::message::Effect;
use super::overlay::{Overlay, edit};
use super::state::{Focus, State};
use super::trail::Place;
use super::travel::Way;

/// What a prompt is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To search all articles.
    Search,
    /// To filter the tags.
    Filter,
}

impl Purpose {
    /// Its name in a frame's facts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Filter => "filter",
        }
    }
}

/// A prompt.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// What was typed.
    pub input: Input,
    /// Where it was begun; Esc leads back there.
    pub before: Place,
    /// The listing last asked for.
    pub asked: Option<Listing>,
}

impl Prompt {
    /// The listing of what is typed. Of a search the last word may still be only a beginning, and there is none where nothing is
    /// typed; a filter then leaves all tags.
    #[must_use]
    pub fn listing(&self) -> Option<Listing> {
        match self.purpose {
            Purpose::Search => {
                let text = CleanText::line(self.input.value()).into_string();
                let open = text.chars().last()?.is_alphanumeric() && text.matches('"').count().is_multiple_of(2);
                Some(Listing::Found(if open { format!("{text}*") } else { text }))
            }
            Purpose::Filter => {
                let text = CleanText::line(self.input.value().trim_start_matches(['#', '+', ' ']));
                Some(if text.is_empty() { Listing::Tags } else { Listing::TagsWith(text.into_string()) })
            }
        }
    }
}

impl State {
    pub(super) fn begin_search(&mut self) -> Vec<Effect> {
        self.begin_prompt(Purpose::Search, Input::default(), None);
        self.zen = false;
        Vec::new()
    }

    /// Begins a filter of the list, where it is one that can be filtered; one that there is already is gone on with.
    pub(super) fn begin_filter(&mut self) -> Vec<Effect> {
        let input = match &self.list.listing {
            Listing::Tags => Input::default(),
            Listing::TagsWith(text) => Input::from(text.as_str()),
            _ => {
                self.notify(self.wording.locale.text("no-filter"));
                return Vec::new();
            }
        };
        self.begin_prompt(Purpose::Filter, input, Some(self.list.listing.clone()));
        Vec::new()
    }

    fn begin_prompt(&mut self, purpose: Purpose, input: Input, asked: Option<Listing>) {
        let before = self.here();
        self.focus = Focus::List;
        self.overlay = Some(Overlay::Prompt(Prompt { purpose, input, before, asked }));
    }

    pub(super) fn key_in_prompt(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Prompt(prompt)) = &mut self.overlay else { return Vec::new() };
        match key {
            Key::Esc => {
                let before = prompt.before.clone();
                self.overlay = None;
                self.travel(before, Way::Stay)
            }
            Key::Enter => self.end_prompt(),
            Key::Up | Key::Down => {
                self.list.step(if key == Key::Down { 1 } else { -1 });
                Vec::new()
            }
            _ => {
                let changed = edit(&mut prompt.input, key);
                match prompt.listing() {
                    Some(listing) if changed && prompt.asked.as_ref() != Some(&listing) => {
                        prompt.asked = Some(listing.clone());
                        vec![Effect::List { listing, window: window_at(None), unfolded: Vec::new() }]
                    }
                    _ => Vec::new(),
                }
            }
        }
    }

    /// Keeps what was found as a list of its own; where it has not come yet, sets out for it. Where that is the list from which
    /// it was begun, goes back there.
    fn end_prompt(&mut self) -> Vec<Effect> {
        let Some(Overlay::Prompt(prompt)) = self.overlay.take() else { return Vec::new() };
        let listing = prompt.listing().filter(|listing| *listing != prompt.before.listing);
        let Some(listing) = listing else { return self.travel(prompt.before, Way::Stay) };
        if listing == self.list.listing {
            self.trail.visit(prompt.before);
            return Vec::new();
        }
        let to = Place::start(listing, prompt.before.article);
        self.travel(to, Way::Visit(Box::new(prompt.before)))
    }

    /// From filtered tags to all of them: back, where they lie behind.
    pub(super) fn clear_filter(&mut self) -> Vec<Effect> {
        match self.trail.back.last() {
            Some(place) if place.listing == Listing::Tags => self.travel(place.clone(), Way::Back),
            _ => self.visit_listing(Listing::Tags),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(purpose: Purpose, text: &str) -> Option<Listing> {
        let before = Place::start(Listing::Latest, None);
        Prompt { purpose, input: text.into(), before, asked: None }.listing()
    }

    #[test]
    fn the_last_word_may_be_a_beginning() {
        let found = |text| typed(Purpose::Search, text);
        assert_eq!(found("risiko kon"), Some(Listing::Found("risiko kon*".into())));
        assert_eq!(found("risiko "), Some(Listing::Found("risiko*".into())));
        assert_eq!(found("\"risiko kon"), Some(Listing::Found("\"risiko kon".into())));
        assert_eq!(found("C++"), Some(Listing::Found("C++".into())));
        assert_eq!(found("  "), None);
    }

    #[test]
    fn a_filter_of_nothing_leaves_all_tags() {
        let left = |text| typed(Purpose::Filter, text);
        assert_eq!((left(" # "), left("")), (Some(Listing::Tags), Some(Listing::Tags)));
        assert_eq!(left("#nato "), Some(Listing::TagsWith("nato".into())));
        assert_eq!(left("C++"), Some(Listing::TagsWith("C++".into())));
    }
}
