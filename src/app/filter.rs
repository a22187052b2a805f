//! The filter of the tags: typed in the footer, it narrows the list as one types. What is kept is a list of its own, so that the
//! trail leads back to it as to any other.

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

/// The filter's prompt.
#[derive(Debug, Clone)]
pub struct Filter {
    /// What was typed.
    pub input: Input,
    /// Where it was begun; Esc leads back there.
    pub before: Place,
    /// The listing last asked for.
    pub asked: Listing,
}

impl Filter {
    /// The listing of what is typed: all tags where that is nothing.
    fn listing(&self) -> Listing {
        let text = CleanText::line(self.input.value().trim_start_matches(['#', '+', ' ']));
        if text.is_empty() { Listing::Tags } else { Listing::TagsWith(text.into_string()) }
    }
}

impl State {
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
        let before = self.here();
        self.focus = Focus::List;
        self.overlay = Some(Overlay::Filter(Filter { input, asked: before.listing.clone(), before }));
        Vec::new()
    }

    pub(super) fn key_in_filter(&mut self, key: Key) -> Vec<Effect> {
        let Some(Overlay::Filter(filter)) = &mut self.overlay else { return Vec::new() };
        match key {
            Key::Esc => {
                let before = filter.before.clone();
                self.overlay = None;
                self.travel(before, Way::Stay)
            }
            Key::Enter => self.end_filter(),
            Key::Up | Key::Down => {
                self.list.step(if key == Key::Down { 1 } else { -1 });
                Vec::new()
            }
            _ => {
                let changed = edit(&mut filter.input, key);
                let listing = filter.listing();
                if !changed || filter.asked == listing {
                    return Vec::new();
                }
                filter.asked = listing.clone();
                vec![Effect::List { listing, window: window_at(None) }]
            }
        }
    }

    /// Keeps what was found as a list of its own; where it has not come yet, sets out for it.
    fn end_filter(&mut self) -> Vec<Effect> {
        let Some(Overlay::Filter(filter)) = self.overlay.take() else { return Vec::new() };
        let listing = filter.listing();
        if listing == filter.before.listing {
            return self.travel(filter.before, Way::Stay);
        }
        if listing == self.list.listing {
            self.trail.visit(filter.before);
            return Vec::new();
        }
        let to = Place { listing, row: None, article: filter.before.article, focus: Focus::List };
        self.travel(to, Way::Visit(Box::new(filter.before)))
    }

    /// From filtered tags to all of them: back, where they lie behind.
    pub(super) fn clear_filter(&mut self) -> Vec<Effect> {
        match self.trail.back.last() {
            Some(place) if place.listing == Listing::Tags => self.travel(place.clone(), Way::Back),
            _ => self.visit_listing(Listing::Tags),
        }
    }
}
