//! The way back and forward. A trail keeps questions and numbers, never panes: what it leads to is asked for anew.

use crate::model::{Key, Listing};

use super::reader::Spot;
use super::state::Focus;

/// Places kept behind and ahead; a longer way forgets its beginning.
pub const MAX_PLACES: usize = 200;

/// Where the reader is: a list with a row, an article with a spot, and which of them has the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The list.
    pub listing: Listing,
    /// The selected row and how far below the top of the pane it stands; none for the beginning of the list.
    pub row: Option<(Key, usize)>,
    /// Stories whose articles stand below their rows.
    pub unfolded: Vec<i64>,
    /// The open article and what of it is at the top; no spot for where it was left.
    pub article: Option<(i64, Option<Spot>)>,
    /// The focus.
    pub focus: Focus,
}

impl Place {
    /// The beginning of a list, with an article open where one is.
    #[must_use]
    pub fn start(listing: Listing, article: Option<(i64, Option<Spot>)>) -> Self {
        Self { listing, row: None, unfolded: Vec::new(), article, focus: Focus::List }
    }
}

/// Places behind and ahead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    /// The way back; the last is the nearest.
    pub back: Vec<Place>,
    /// The way forward; the last is the nearest.
    pub forward: Vec<Place>,
}

impl Trail {
    /// A step to a new place: `from` lies behind it, and nothing ahead.
    pub fn visit(&mut self, from: Place) {
        self.forward.clear();
        push(&mut self.back, from);
    }

    /// A step back from `from`, which now lies ahead.
    pub fn step_back(&mut self, from: Place) {
        self.back.pop();
        push(&mut self.forward, from);
    }

    /// A step forward from `from`, which now lies behind.
    pub fn step_forward(&mut self, from: Place) {
        self.forward.pop();
        push(&mut self.back, from);
    }
}

fn push(places: &mut Vec<Place>, place: Place) {
    places.push(place);
    let long = places.len().saturating_sub(MAX_PLACES);
    places.drain(..long);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(number: i64) -> Place {
        Place { focus: Focus::Reader, ..Place::start(Listing::Latest, Some((number, None))) }
    }

    #[test]
    fn back_and_forward_lead_through_the_same_places() {
        let mut trail = Trail::default();
        trail.visit(place(1));
        trail.visit(place(2));
        assert_eq!(trail.back.last(), Some(&place(2)));
        trail.step_back(place(3));
        assert_eq!((trail.back.last(), trail.forward.last()), (Some(&place(1)), Some(&place(3))));
        trail.step_forward(place(2));
        assert_eq!((trail.back.last(), trail.forward.last()), (Some(&place(2)), None));
    }

    #[test]
    fn a_new_step_forgets_what_lay_ahead() {
        let mut trail = Trail::default();
        trail.visit(place(1));
        trail.step_back(place(2));
        trail.visit(place(1));
        assert!(trail.forward.is_empty());
    }

    #[test]
    fn a_trail_is_kept_to_its_limit() {
        let mut trail = Trail::default();
        for number in 0..=MAX_PLACES as i64 {
            trail.visit(place(number));
        }
        assert_eq!((trail.back.len(), trail.back[0].clone()), (MAX_PLACES, place(1)));
    }
}
