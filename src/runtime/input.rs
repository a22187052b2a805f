//! What comes from outside: keys, pastes, sizes and signals, as events.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use crate::app::{Key, Msg};

use super::Event;

/// Bytes of a paste that are taken; nothing that is typed here is longer.
const MAX_PASTE: usize = 4096;

/// Reads keys until the program ends.
pub(super) fn watch_keys(events: &Sender<Event>) {
    let events = events.clone();
    thread::spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event) => read(event),
                Err(_) => Some(Event::Lost),
            };
            let lost = matches!(event, Some(Event::Lost));
            if event.is_some_and(|event| events.send(event).is_err()) || lost {
                break;
            }
        }
    });
}

/// Turns signals into events until the program ends.
pub(super) fn watch_signals(events: &Sender<Event>) -> std::io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP])?;
    let events = events.clone();
    thread::spawn(move || {
        for signal in signals.forever() {
            let event = if signal == SIGTSTP { Event::Suspend } else { Event::Lost };
            if events.send(event).is_err() {
                break;
            }
        }
    });
    Ok(())
}

fn read(event: event::Event) -> Option<Event> {
    let msg = match event {
        event::Event::Key(key) => Msg::Key(read_key(key)?),
        event::Event::Paste(text) => Msg::Paste(text.chars().take(MAX_PASTE).collect()),
        event::Event::Resize(width, height) => Msg::Resize { width, height },
        _ => return None,
    };
    Some(Event::Msg(msg))
}

/// A key press as the program knows it; nothing for releases and for keys that mean nothing here.
fn read_key(key: KeyEvent) -> Option<Key> {
    if key.kind == KeyEventKind::Release || key.modifiers.intersects(KeyModifiers::ALT | KeyModifiers::SUPER) {
        return None;
    }
    Some(match key.code {
        KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if key.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => return None,
    })
}
