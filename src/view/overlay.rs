//! What lies over the panes: a picker and the help. A prompt and a question are a line of the footer.

use ratatui::layout::Rect;

use crate::app::following::{self, SIGN};
use crate::app::overlay::{Choices, HelpRow, HelpScreen, Overlay, Picker};
use crate::app::playing::Playable;
use crate::app::tags::{TagChoice, tag_label};
use crate::app::{Layout, State};
use crate::document::width;

use super::Role;
use super::canvas::Canvas;
use super::theme::tag_role;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, layout: &Layout) {
    match &state.overlay {
        Some(Overlay::Pick(picker)) => pick(canvas, state, layout, picker),
        Some(Overlay::Help(help)) => self::help(canvas, state, layout, help),
        Some(Overlay::Tags(editor)) => super::tag_editor::draw(canvas, state, layout, editor),
        Some(Overlay::Prompt(_) | Overlay::Ask(_)) | None => {}
    }
}

/// An empty box in the middle of the screen with a title in its upper line; gives the place inside it.
pub(super) fn boxed(canvas: &mut Canvas<'_>, screen: Rect, width: u16, height: u16, title: &str) -> Rect {
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
    let (title, names) = match &picker.choices {
        Choices::Tags(tags) => ("picker-tags", tags.iter().map(|tag| tag_choice(tag, state)).collect()),
        Choices::Playables(playables) => {
            let name = |playable: &Playable| (playable.name.to_string(), Role::Link, String::new());
            ("picker-play", playables.iter().map(name).collect::<Vec<_>>())
        }
        Choices::Follows(follows) => {
            let sign = |follow| if state.follows.has(follow) { SIGN } else { " " };
            let name = |follow| format!("{} {}", sign(follow), following::name(follow, state.wording.locale));
            let name = |follow| (name(follow), Role::Text, String::new());
            ("picker-follow", follows.iter().map(name).collect())
        }
    };
    let title = state.wording.locale.text(title);
    let columns = |(name, _, why): &(String, Role, String)| width(name) + width(why) + 4;
    let widest = names.iter().map(columns).chain([width(&title) + 2]).max().unwrap_or_default();
    let columns = u16::try_from(widest + 4).unwrap_or(u16::MAX).clamp(24, layout.screen.width - 4);
    let rows = u16::try_from(names.len() + 2).unwrap_or(u16::MAX).clamp(3, layout.screen.height - 2);
    let inside = boxed(canvas, layout.screen, columns, rows, &title);
    let top = (picker.selected + 1).saturating_sub(usize::from(inside.height));
    for (y, (at, (name, role, why))) in (inside.y..inside.bottom()).zip(names.iter().enumerate().skip(top)) {
        let line = Rect { y, height: 1, ..inside };
        let digit = if at < 9 { format!("{} ", at + 1) } else { "  ".to_owned() };
        let end = canvas.text(line, &digit, Role::Key);
        let end = canvas.text(Rect { x: end, width: line.right().saturating_sub(end), ..line }, name, *role);
        canvas.text(Rect { x: end, width: line.right().saturating_sub(end), ..line }, why, Role::Dim);
        if at == picker.selected {
            canvas.over(line, Role::Selected);
            canvas.cursor(line.x, y);
        }
    }
}

/// What a choice of tags is called, its role, and behind it, where it is no tag of the article, what it is.
fn tag_choice(choice: &TagChoice, state: &State) -> (String, Role, String) {
    let locale = state.wording.locale;
    let behind = |key: &str| format!("  {}", locale.text(key));
    match choice {
        TagChoice::Given(tag) => (tag_label(tag, false), tag_role(false), String::new()),
        TagChoice::Own(tag) => (tag_label(tag, true), tag_role(true), String::new()),
        TagChoice::Beside { tag, is_own } => (tag_label(tag, *is_own), tag_role(*is_own), behind("picker-beside")),
        TagChoice::Suggested(word) => (word.to_string(), Role::Text, behind("picker-suggested")),
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
