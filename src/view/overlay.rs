//! What lies over the panes: a picker and the help. The search prompt is a line of the footer.

use ratatui::layout::Rect;

use crate::app::following::{self, SIGN};
use crate::app::overlay::{Choices, HelpRow, HelpScreen, Overlay, Picker};
use crate::app::{Layout, State};
use crate::document::width;
use crate::text::CleanText;

use super::Role;
use super::canvas::Canvas;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, layout: &Layout) {
    match &state.overlay {
        Some(Overlay::Pick(picker)) => pick(canvas, state, layout, picker),
        Some(Overlay::Help(help)) => self::help(canvas, state, layout, help),
        Some(Overlay::Search(_)) | None => {}
    }
}

/// An empty box in the middle of the screen with a title in its upper line; gives the place inside it.
fn boxed(canvas: &mut Canvas<'_>, screen: Rect, width: u16, height: u16, title: &str) -> Rect {
    let area = screen.centered(ratatui::layout::Constraint::Length(width), ratatui::layout::Constraint::Length(height));
    canvas.clear(area);
    let (last_x, last_y) = (area.right() - 1, area.bottom() - 1);
    canvas.fill(Rect { height: 1, ..area }, "─", Role::Border);
    canvas.fill(Rect { y: last_y, height: 1, ..area }, "─", Role::Border);
    canvas.fill(Rect { width: 1, ..area }, "│", Role::Border);
    canvas.fill(Rect { x: last_x, width: 1, ..area }, "│", Role::Border);
    for (x, y, corner) in [(area.x, area.y, "┌"), (last_x, area.y, "┐"), (area.x, last_y, "└"), (last_x, last_y, "┘")]
    {
        canvas.fill(Rect { x, y, width: 1, height: 1 }, corner, Role::Border);
    }
    canvas.text(
        Rect { x: area.x + 2, y: area.y, width: area.width - 4, height: 1 },
        &format!(" {title} "),
        Role::Heading,
    );
    Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 }
}

fn pick(canvas: &mut Canvas<'_>, state: &State, layout: &Layout, picker: &Picker) {
    let (title, role, names): (_, _, Vec<String>) = match &picker.choices {
        Choices::Tags(tags) => {
            let name = |tag: &CleanText| format!("#{}", tag.trim_start_matches('#'));
            ("picker-tags", Role::Tag, tags.iter().map(name).collect())
        }
        Choices::Playables(playables) => {
            ("picker-play", Role::Link, playables.iter().map(|playable| playable.name.to_string()).collect())
        }
        Choices::Follows(follows) => {
            let sign = |follow| if state.follows.has(follow) { SIGN } else { " " };
            let name = |follow| format!("{} {}", sign(follow), following::name(follow, state.wording.locale));
            ("picker-follow", Role::Text, follows.iter().map(name).collect())
        }
    };
    let title = state.wording.locale.text(title);
    let widest = names.iter().map(|name| width(name) + 4).chain([width(&title) + 2]).max().unwrap_or_default();
    let columns = u16::try_from(widest + 4).unwrap_or(u16::MAX).clamp(24, layout.screen.width - 4);
    let rows = u16::try_from(names.len() + 2).unwrap_or(u16::MAX).clamp(3, layout.screen.height - 2);
    let inside = boxed(canvas, layout.screen, columns, rows, &title);
    let top = (picker.selected + 1).saturating_sub(usize::from(inside.height));
    for (y, (at, name)) in (inside.y..inside.bottom()).zip(names.iter().enumerate().skip(top)) {
        let line = Rect { y, height: 1, ..inside };
        let digit = if at < 9 { format!("{} ", at + 1) } else { "  ".to_owned() };
        let end = canvas.text(line, &digit, Role::Key);
        canvas.text(Rect { x: end, width: line.right().saturating_sub(end), ..line }, name, role);
        if at == picker.selected {
            canvas.over(line, Role::Selected);
            canvas.cursor(line.x, y);
        }
    }
}

fn help(canvas: &mut Canvas<'_>, state: &State, layout: &Layout, help: &HelpScreen) {
    let locale = state.wording.locale;
    let rows = help.rows(locale);
    let columns = layout.screen.width.min(76);
    let inside = boxed(canvas, layout.screen, columns, layout.screen.height, &locale.text("help-title"));
    let line = |y: u16| Rect { y, height: 1, ..inside };
    let prompt = inside.bottom() - 1;
    if rows.is_empty() {
        canvas.text(line(inside.y), &locale.text("help-none"), Role::Dim);
    }
    for (y, row) in (inside.y..prompt).zip(rows.iter().skip(help.top)) {
        match row {
            HelpRow::Scope(scope) => {
                canvas.text(line(y), &locale.text(scope.message()), Role::Heading);
            }
            HelpRow::Keys(help, words) => {
                canvas.text(Rect { width: 16, ..line(y) }, &help.keys, Role::Key);
                let room = Rect { x: inside.x + 18, width: inside.width.saturating_sub(18), ..line(y) };
                canvas.text(room, words, Role::Text);
            }
        }
    }
    let label = format!("{}: ", locale.text("help-filter"));
    super::footer::prompt(canvas, line(prompt), &label, &help.input);
}
