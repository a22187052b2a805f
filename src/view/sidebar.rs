//! The column of sections, tags and sources.

use ratatui::layout::Rect;

use crate::app::sidebar::Entry;
use crate::app::state::{Focus, Section};
use crate::app::{Layout, State};
use crate::document::width;

use super::canvas::Canvas;
use super::{Role, frame};

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, layout: &Layout, pane: Rect) {
    frame(canvas, state, layout, pane, "", Focus::Sidebar);
    let inside = layout.inside(pane);
    let locale = state.wording.locale;
    let mut y = inside.y;
    let mut group = 0;
    for (at, entry) in state.sidebar.entries().into_iter().enumerate() {
        let (this, name, count, role) = match entry {
            Entry::Section(section) => (0, locale.text(section.message()), section_count(state, section), Role::Strong),
            Entry::Tag(tag) => (1, format!("#{}", tag.name.trim_start_matches('#')), Some(tag.articles), Role::Tag),
            Entry::Source(source) => (2, source.name.as_str().to_owned(), Some(source.unread), Role::Text),
        };
        y += u16::from(this != group);
        group = this;
        if y >= inside.bottom() {
            break;
        }
        let line = Rect { x: inside.x + 1, y, width: inside.width.saturating_sub(2), height: 1 };
        let count = count.filter(|count| *count > 0).map(|count| count.to_string()).unwrap_or_default();
        let room = line.width.saturating_sub(u16::try_from(width(&count)).unwrap_or_default() + 1);
        canvas.text(Rect { width: room, ..line }, &name, role);
        canvas.text_right(line, &count, Role::Dim);
        if state.focus == Focus::Sidebar && at == state.sidebar.selected {
            canvas.over(Rect { y, height: 1, ..inside }, Role::Selected);
            canvas.cursor(inside.x, y);
        }
        y += 1;
    }
}

fn section_count(state: &State, section: Section) -> Option<usize> {
    match section {
        Section::Latest => Some(state.counts.unread),
        Section::Saved => Some(state.counts.saved),
        Section::Tags | Section::Sources => None,
    }
}
