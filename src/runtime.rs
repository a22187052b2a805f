//! The reader in a terminal: threads, channels, the loop. The only room that knows either.
//!
//! Six threads: input, this one (state and screen), the store's, one for what may take long (searches, the sample edition), one
//! that fetches feeds and looks for stories, and one that fetches pages, each with a connection of its own; and one more for each
//! player that runs, which waits for its end. The loop blocks on its channel, drains it, updates and draws once; nothing is drawn
//! while nothing happens.

mod input;
mod player;
mod screen;
mod workers;

use std::io::IsTerminal;
use std::sync::mpsc::{self, Receiver};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::state::Wording;
use crate::app::{Effect, Msg, Reply, State, update};
use crate::config::Player;
use crate::store::{Store, StoreError};
use crate::text::Locale;
use crate::view::{Theme, view};

use screen::Screen;
use workers::Workers;

/// How the reader is to look and speak.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The language of the interface.
    pub locale: Locale,
    /// The reader's time zone.
    pub zone: TimeZone,
    /// What time it is, where it is not to be asked of the system.
    pub now: Option<Timestamp>,
    /// The theme.
    pub theme: Theme,
    /// What plays sound and video.
    pub player: Player,
    /// Whether articles are recommended.
    pub recommends: bool,
}

impl Settings {
    fn now(&self) -> Timestamp {
        self.now.unwrap_or_else(Timestamp::now)
    }
}

/// Why the reader could not run.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// There is no terminal to draw on, or to read keys from.
    #[error("the reader needs a terminal; without one, use `warta list`, `warta show` or `warta snapshot`")]
    NoTerminal,
    /// The terminal can do nothing but print.
    #[error("this terminal (TERM={0}) cannot be drawn on; use `warta list`, `warta show` or `warta snapshot`")]
    DumbTerminal(String),
    /// The terminal failed.
    #[error("cannot use the terminal: {0}")]
    Terminal(#[from] std::io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The part of the program that draws has stopped.
    #[error("the reader stopped: {0}")]
    Stopped(&'static str),
}

/// What wakes the loop.
#[derive(Debug)]
enum Event {
    Msg(Msg),
    Suspend,
    Lost,
}

/// Makes sure that there is a terminal, before anything else is done for it.
///
/// # Errors
///
/// Input or output is not a terminal, or it is one that can only print.
pub fn check_terminal() -> Result<(), RuntimeError> {
    if !(std::io::stdin().is_terminal() && std::io::stdout().is_terminal()) {
        return Err(RuntimeError::NoTerminal);
    }
    match std::env::var("TERM") {
        Ok(term) if term == "dumb" => Err(RuntimeError::DumbTerminal(term)),
        _ => Ok(()),
    }
}

/// Runs the reader on a store until it is quit.
///
/// # Errors
///
/// There is no terminal, or terminal or store fail; the terminal is as it was in every case.
pub fn run(store: Store, settings: &Settings) -> Result<(), RuntimeError> {
    check_terminal()?;
    let (sender, receiver) = mpsc::channel();
    let workers = Workers::start(store, settings, &sender)?;
    input::watch_signals(&sender)?;
    let mut screen = Screen::enter()?;
    input::watch_keys(&sender);
    drive(&mut screen, &receiver, workers, settings)
}

fn drive(
    screen: &mut Screen,
    receiver: &Receiver<Event>,
    mut workers: Workers,
    settings: &Settings,
) -> Result<(), RuntimeError> {
    let (width, height) = screen.size()?;
    let wording = Wording { locale: settings.locale, zone: settings.zone.clone(), now: settings.now() };
    let (mut state, effects) = State::new(width, height, wording, settings.recommends);
    let mut quit = carry_out(effects, screen, &mut workers)?;
    let mut drawn_before = false;
    while !quit {
        let first = receiver.recv().map_err(|_| RuntimeError::Stopped("no more events"))?;
        let mut resize = None;
        for event in std::iter::once(first).chain(receiver.try_iter()) {
            let msg = match event {
                Event::Lost => Msg::Terminate,
                Event::Suspend => {
                    screen.suspend()?;
                    continue;
                }
                // Of many sizes in a row only the last is one.
                Event::Msg(msg @ Msg::Resize { .. }) => {
                    resize = Some(msg);
                    continue;
                }
                Event::Msg(msg) => msg,
            };
            workers.saw(&msg);
            let now = settings.now();
            if now.as_second() / 60 != state.wording.now.as_second() / 60 {
                update(&mut state, Msg::Clock(now));
            }
            quit |= carry_out(update(&mut state, msg), screen, &mut workers)?;
        }
        if let Some(resize) = resize {
            // A terminal that was smaller for a moment has lost what stood beyond, even if its size is the old one.
            screen.clear()?;
            quit |= carry_out(update(&mut state, resize), screen, &mut workers)?;
        }
        // The first frame waits for its list: an empty one would only flicker.
        if state.list.loaded || state.notice.is_some() || drawn_before {
            drawn_before = true;
            rehearse_panic("draw");
            screen.draw(|buffer| view(&state, settings.theme, buffer).cursor)?;
        }
    }
    workers.finish();
    Ok(())
}

/// Hands effects to those who carry them out; tells whether one of them was to quit.
fn carry_out(effects: Vec<Effect>, screen: &mut Screen, workers: &mut Workers) -> Result<bool, RuntimeError> {
    let mut quit = false;
    for effect in effects {
        match effect {
            Effect::Quit => quit = true,
            Effect::Redraw => screen.clear()?,
            Effect::Suspend => screen.suspend()?,
            effect => workers.give(effect),
        }
    }
    Ok(quit)
}

/// Panics where `WARTA_PANIC` names this part of the program, in debug builds only: there is no other way for
/// `tests/terminal.rs` to see that a panic of ours gives the terminal back. Parts are `draw` and `mark`.
fn rehearse_panic(part: &str) {
    let named = || std::env::var_os("WARTA_PANIC").is_some_and(|named| named == part);
    assert!(!cfg!(debug_assertions) || !named(), "WARTA_PANIC={part}");
}

/// A reply as an event.
impl From<Reply> for Event {
    fn from(reply: Reply) -> Self {
        Self::Msg(Msg::Reply(reply))
    }
}
