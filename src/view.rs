//! State into cells. No mutation, no store, no clock: the same state gives the same frame on every machine.
//!
//! One file a pane. Panes name roles; [`theme`] is the only place with colours. [`Drawn`] tells what a frame holds
//! besides its cells: where the cursor stands and which cells are links.

mod canvas;
mod footer;
mod header;
mod headline;
mod list;
mod overlay;
mod reader;
mod sidebar;
mod tag_editor;
pub mod theme;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::state::Focus;
use crate::app::{Layout, State};

use canvas::Canvas;
pub use theme::{Role, Theme};

/// What a frame holds besides its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// Where the terminal's cursor stands: on the selected row, for screen readers and braille, or in a prompt.
    pub cursor: Option<Position>,
    /// Cells that lead to a page.
    pub links: Vec<Hyperlink>,
}

/// A stretch of a row that leads to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hyperlink {
    /// Its cells.
    pub area: Rect,
    /// Where it leads, http or https.
    pub url: String,
}

/// Draws the state into the buffer, which has the size that the state was told.
pub fn view(state: &State, theme: Theme, buffer: &mut Buffer) -> Drawn {
    let mut canvas = Canvas::new(buffer, theme);
    if let Some(layout) = state.layout() {
        panes(&mut canvas, state, &layout);
    } else {
        let text = state.wording.locale.text("too-small");
        canvas.text(canvas.area(), &text, Role::Text);
    }
    canvas.drawn
}

fn panes(canvas: &mut Canvas<'_>, state: &State, layout: &Layout) {
    header::draw(canvas, state, layout);
    if let Some(pane) = layout.sidebar {
        sidebar::draw(canvas, state, layout, pane);
    }
    if let Some(pane) = layout.list {
        list::draw(canvas, state, layout, pane);
    }
    if let Some(pane) = layout.reader {
        reader::draw(canvas, state, layout, pane);
    }
    footer::draw(canvas, state, layout);
    overlay::draw(canvas, state, layout);
}

/// The title line of a pane, with a line to its right end and, where another pane stands there, one down its side.
fn frame(canvas: &mut Canvas<'_>, state: &State, layout: &Layout, pane: Rect, title: &str, focus: Focus) {
    if layout.header.height == 0 {
        return;
    }
    let inside = layout.inside(pane);
    let role = if state.focus == focus { Role::PaneFocused } else { Role::Pane };
    let line = Rect { height: 1, ..pane };
    canvas.fill(line, "─", Role::Border);
    if inside.width < pane.width {
        let side = Rect { x: inside.right(), width: 1, ..inside };
        canvas.fill(side, "│", Role::Border);
        canvas.fill(Rect { x: side.x, y: pane.y, width: 1, height: 1 }, "┬", Role::Border);
    }
    let room = Rect { x: line.x + 1, width: inside.width.saturating_sub(4), ..line };
    if !title.is_empty() {
        let end = canvas.text(room, title, role);
        canvas.fill(Rect { x: pane.x, width: 1, ..line }, " ", Role::Border);
        canvas.fill(Rect { x: end, width: 1, ..line }, " ", Role::Border);
    }
}
