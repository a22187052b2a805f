//! The column of sections, follows, tags and sources.

use ratatui::layout::Rect;

use crate::app::following::{self, SIGN};
use crate::app::sidebar::Entry;
use crate::app::state::{Focus, Section};
use crate::app::tags::tag_label;
use crate::app::{Layout, State};
use crate::document::width;

use super::canvas::Canvas;
use super::theme::tag_role;
use super::{Role, frame};

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, layout: &Layout, pane: Rect) {
    frame(canvas, state, layout, pane, "", Focus::Sidebar);
    let inside = layout.inside(pane);
    let locale = state.wording.locale;
    let rows = rows(state);
    let focused = state.focus == Focus::Sidebar;
    let selected = |row: &Option<(usize, Entry<'_>)>| row.as_ref().is_some_and(|(at, _)| *at == state.sidebar.selected);
    // On a screen too short for all, the selected entry stands at the bottom.
    let below = rows.iter().position(selected).filter(|_| focused).map_or(0, |row| row + 1);
    let top = below.saturating_sub(usize::from(inside.height));
    for (y, row) in (inside.y..inside.bottom()).zip(rows.iter().skip(top)) {
        let Some((_, entry)) = row else { continue };
        let (name, count, role) = match entry {
            Entry::Section(section) => (locale.text(section.message()), section_count(state, *section), Role::Strong),
            Entry::Follow(counted) => {
                let name = counted.follow.as_ref().map(|follow| following::name(follow, locale));
                let name = name.unwrap_or_else(|| locale.text("listing-followed"));
                (format!("{SIGN} {name}"), Some(counted.unread.count), Role::Text)
            }
            Entry::Tag(tag) => (tag_label(&tag.name, tag.is_own()), Some(tag.articles), tag_role(tag.is_own())),
            Entry::Source(source) => (source.name.as_str().to_owned(), Some(source.unread), Role::Text),
        };
        let line = Rect { x: inside.x + 1, y, width: inside.width.saturating_sub(2), height: 1 };
        let count = count.filter(|count| *count > 0).map(|count| count.to_string()).unwrap_or_default();
        let room = line.width.saturating_sub(u16::try_from(width(&count)).unwrap_or_default() + 1);
        canvas.text(Rect { width: room, ..line }, &name, role);
        canvas.text_right(line, &count, Role::Dim);
        if focused && selected(row) {
            canvas.over(Rect { y, height: 1, ..inside }, Role::Selected);
            canvas.cursor(inside.x, y);
        }
    }
}

/// The entries with their numbers, and a gap before each group but the first.
fn rows(state: &State) -> Vec<Option<(usize, Entry<'_>)>> {
    let mut rows = Vec::new();
    let mut before = None;
    for (at, entry) in state.sidebar.entries().into_iter().enumerate() {
        let group = std::mem::discriminant(&entry);
        if before.replace(group).is_some_and(|before| before != group) {
            rows.push(None);
        }
        rows.push(Some((at, entry)));
    }
    rows
}

fn section_count(state: &State, section: Section) -> Option<usize> {
    match section {
        Section::Latest => Some(state.counts.unread),
        Section::Saved => Some(state.counts.saved),
        Section::Popular | Section::ForYou | Section::Following | Section::Tags | Section::Sources => None,
    }
}
