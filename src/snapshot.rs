//! Frames without a terminal: [`Driver`] opens a store, takes keys and gives a [`Frame`].
//!
//! A frame depends on the store, the keys and the [`Settings`] and on nothing else: no clock, no locale of the host,
//! no probing of a terminal. The store is left as it was: what the keys marked is rolled back.

mod ansi;
mod frame;
mod json;
mod svg;
mod text;

use std::collections::VecDeque;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::keys::KeyError;
use crate::app::state::Wording;
use crate::app::{Effect, Key, Msg, State, update};
use crate::perform::perform;
use crate::store::{Clock, Store, StoreError};
use crate::text::Locale;
use crate::view::{Theme, view};

pub use frame::{Facts, Format, Frame};

/// Everything that a frame depends on besides the store and the keys.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
    /// The language of the interface.
    pub locale: Locale,
    /// The reader's time zone.
    pub zone: TimeZone,
    /// What time it is.
    pub now: Timestamp,
    /// The theme.
    pub theme: Theme,
    /// Whether articles are recommended.
    pub recommends: bool,
}

/// The reader's program without threads and without a terminal.
#[derive(Debug)]
pub struct Driver {
    store: Store,
    state: State,
    settings: Settings,
    quit: bool,
}

impl Driver {
    /// Starts the program on a store.
    ///
    /// # Errors
    ///
    /// The store could not be read.
    pub fn new(store: Store, settings: Settings) -> Result<Self, StoreError> {
        store.begin_trial()?;
        let Settings { width, height, locale, zone, now, recommends, .. } = settings.clone();
        let (state, effects) = State::new(width, height, Wording { locale, zone, now }, recommends);
        let mut driver = Self { store, state, settings, quit: false };
        driver.run(effects);
        Ok(driver)
    }

    /// Presses keys, written as [`Key::parse`] reads them.
    ///
    /// # Errors
    ///
    /// The string names no keys; then none of them is pressed.
    pub fn keys(&mut self, keys: &str) -> Result<(), KeyError> {
        for key in Key::parse(keys)? {
            self.send(Msg::Key(key));
        }
        Ok(())
    }

    /// Lets something happen.
    pub fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.state, msg);
        self.run(effects);
    }

    /// Gives the screen another size.
    pub fn resize(&mut self, width: u16, height: u16) {
        (self.settings.width, self.settings.height) = (width, height);
        self.send(Msg::Resize { width, height });
    }

    /// Whether a key asked to quit.
    #[must_use]
    pub fn has_quit(&self) -> bool {
        self.quit
    }

    /// The state.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The screen as it is now.
    #[must_use]
    pub fn frame(&self) -> Frame {
        let area = Rect::new(0, 0, self.settings.width, self.settings.height);
        let (mut cells, mut roles) = (Buffer::empty(area), Buffer::empty(area));
        let drawn = view(&self.state, self.settings.theme, &mut cells);
        view(&self.state, Theme::Roles, &mut roles);
        Frame { cells, roles, drawn, facts: Facts::of(&self.state) }
    }

    /// Carries effects out, and those that follow from them, in their order.
    fn run(&mut self, effects: Vec<Effect>) {
        let clock = Clock { now: self.settings.now, zone: self.settings.zone.clone() };
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            self.quit |= effect == Effect::Quit;
            if let Some(reply) = perform(&self.store, &effect, &clock) {
                waiting.extend(update(&mut self.state, Msg::Reply(reply)));
            }
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Closing the store forgets the trial as well; this only gives the lock back at once.
        let _ = self.store.forget_trial();
    }
}
