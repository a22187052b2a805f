//! The editor of the reader's own tags: a box with the line, what Tab completes it with, and the keys.

use crate::app::tag_editor::TagEditor;
use crate::app::{Layout, State};
use crate::text::messages::Value;
use ratatui::layout::Rect;

use super::Role;
use super::canvas::Canvas;
use super::footer::prompt;
use super::overlay::boxed;

/// Columns of the box at the most.
const WIDEST: u16 = 72;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, layout: &Layout, editor: &TagEditor) {
    let locale = state.wording.locale;
    let columns = layout.screen.width.saturating_sub(2).min(WIDEST);
    let inside = boxed(canvas, layout.screen, columns, 5, &locale.text("tag-editor-title"));
    let line = |row: u16| Rect { y: inside.y + row, height: 1, ..inside };
    let offers = editor.offers();
    if !offers.is_empty() {
        let key = if editor.only_suggests() { "tag-editor-suggest" } else { "tag-editor-complete" };
        let offers = locale.text_with(key, &[("offers", Value::Text(&offers.join(" · ")))]);
        canvas.text(line(1), &offers, Role::Text);
    }
    canvas.text(line(2), &locale.text("tag-editor-keys"), Role::Dim);
    prompt(canvas, line(0), "", &editor.input);
}
