//! The terminal, lent and given back. [`Screen::enter`] takes it, and exactly one of quitting, dropping, suspending
//! and the panic hook gives it back as it was.

use std::io::{self, Stdout, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, KeyboardEnhancementFlags, PopKeyboardEnhancementFlags,
    PushKeyboardEnhancementFlags,
};
use crossterm::style::{Print, force_color_output};
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};

/// Terminals that put words of Hebrew or Arabic in order themselves (ECMA-48's mode 8, which VTE and mintty have) leave
/// it to us: we draw each row from the left as it is to be seen.
const ORDER_IS_OURS: &str = "\x1b[8l";
const ORDER_IS_YOURS: &str = "\x1b[8h";

/// Whether the terminal is ours at the moment. The panic hook has no other way to know.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// The terminal, while it is ours.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    /// Where the last frame had the second half of a joined character.
    joined: Vec<Position>,
}

impl Screen {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, keys told apart where it can.
    pub(super) fn enter() -> io::Result<Self> {
        give_back_on_panic();
        // Colour is our theme's affair: under NO_COLOR crossterm would write resets that wipe out bold and reversed.
        force_color_output(true);
        take()?;
        let terminal = Terminal::new(CrosstermBackend::new(io::stdout()));
        if terminal.is_err() {
            give_back();
        }
        Ok(Self { terminal: terminal?, joined: Vec::new() })
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }

    /// Draws a frame, all of it at once.
    pub(super) fn draw(&mut self, paint: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        queue!(io::stdout(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| {
            if let Some(position) = paint(frame.buffer_mut()) {
                frame.set_cursor_position(position);
            }
            let now = joined(frame.buffer_mut());
            for position in std::mem::replace(&mut self.joined, now) {
                if let Some(cell) = frame.buffer_mut().cell_mut(position) {
                    cell.diff_option = CellDiffOption::AlwaysUpdate;
                }
            }
        })?;
        execute!(io::stdout(), EndSynchronizedUpdate)
    }

    /// Forgets what is on the screen, so that the next frame is drawn whole.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        // `Terminal::clear` asks the terminal where its cursor stands, and waits in vain for an answer that the thread
        // that reads the keys gets. A new size clears without a question, even if it is the old one.
        let area = Rect::from((Position::ORIGIN, self.terminal.size()?));
        self.terminal.resize(area)
    }

    /// Stops the program as the shell's job control expects, and takes the terminal again when it goes on.
    pub(super) fn suspend(&mut self) -> io::Result<()> {
        give_back();
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
        take()?;
        self.clear()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// The columns behind the first of characters that are joined of several and wider than one column.
///
/// ratatui leaves it to the terminal to clear them when the first column changes. Terminals do so for characters that
/// are wide by themselves; a vowel sign that Devanagari sets behind its consonant stays where it is.
fn joined(buffer: &Buffer) -> Vec<Position> {
    let mut positions = Vec::new();
    for (cell, position) in buffer.content.iter().zip(buffer.area.positions()) {
        if cell.symbol().chars().nth(1).is_some() {
            let behind = position.x.saturating_add(cell.symbol().cell_width());
            positions.extend((position.x + 1..behind).map(|x| Position { x, ..position }));
        }
    }
    positions
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let flags = KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES;
    let entered = execute!(
        io::stdout(),
        EnterAlternateScreen,
        Print(ORDER_IS_OURS),
        EnableBracketedPaste,
        PushKeyboardEnhancementFlags(flags)
    );
    if entered.is_err() {
        give_back();
    }
    entered
}

/// Undoes [`take`], once.
fn give_back() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // Where the terminal is gone there is nobody left to tell.
    let _ = execute!(
        io::stdout(),
        EndSynchronizedUpdate,
        PopKeyboardEnhancementFlags,
        DisableBracketedPaste,
        Print(ORDER_IS_YOURS),
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
    let _ = io::stdout().flush();
}

/// Lets a panic of this thread give the terminal back before its message is printed. A panic of another thread is
/// caught there and told on the screen, which must stay ours.
fn give_back_on_panic() {
    let (ours, before) = (thread::current().id(), std::panic::take_hook());
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == ours {
            give_back();
            before(panic);
        }
    }));
}
