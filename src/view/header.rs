//! The top line: the name, the sections, how much there is to read.

use ratatui::layout::Rect;

use crate::app::state::Section;
use crate::app::{Layout, Progress, State};
use crate::document::width;
use crate::text::messages::Value;

use super::Role;
use super::canvas::Canvas;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, layout: &Layout) {
    let line = layout.header;
    if line.is_empty() {
        return;
    }
    let locale = state.wording.locale;
    let counts = [("unread", Value::Count(state.counts.unread)), ("articles", Value::Count(state.counts.articles))];
    let counts = if state.counts.articles == 0 { String::new() } else { locale.text_with("counts", &counts) };
    let happens = happens(state);
    let idle = happens.is_empty();
    let network = if idle { locale.text("offline") } else { happens.join(" · ") };
    let here = Section::of(&state.list.listing);
    let mut x = canvas.text(Rect { x: 1, width: line.width - 1, ..line }, &locale.text("app-name"), Role::Brand) + 2;
    let names = Section::ALL.map(|section| locale.text(section.message()));
    // What happens needs its room as well.
    let needed = names.iter().map(|name| width(name) + 4).sum::<usize>() + if idle { 0 } else { width(&network) + 1 };
    let fit = needed <= usize::from(line.right().saturating_sub(x));
    for (at, (section, name)) in Section::ALL.into_iter().zip(names).enumerate() {
        let current = here == Some(section);
        // Where there is no room for all, the present one must do.
        if !fit && !current {
            continue;
        }
        let room = Rect { x, width: line.right().saturating_sub(x), ..line };
        let number = canvas.text(room, &format!("{} ", at + 1), Role::Dim);
        let role = if current { Role::TabCurrent } else { Role::Tab };
        x = canvas.text(Rect { x: number, width: room.right() - number, ..line }, &name, role) + 2;
    }
    let room = Rect { x, width: line.right().saturating_sub(x + 1), ..line };
    // Where there is no room for both, what happens says more than what there is, and that more than that nothing happens.
    let both = [&*counts, &network].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let mut parts = happens;
    parts.insert(0, network);
    parts.insert(if idle { 0 } else { parts.len() }, counts);
    let mut fitting = std::iter::once(both).chain(parts).filter(|part| !part.is_empty());
    if let Some(right) = fitting.find(|right| width(right) <= usize::from(room.width)) {
        canvas.text_right(room, &right, Role::Dim);
    }
}

/// What happens, what matters most first: how far a fetch is; or what it brought, and how far the looking for stories is.
fn happens(state: &State) -> Vec<String> {
    let locale = state.wording.locale;
    let fetch = match state.fetching {
        Some(Progress { pages_done: done, pages: total @ 1.., new, .. }) => {
            let values = [("done", Value::Count(done)), ("total", Value::Count(total)), ("new", Value::Count(new))];
            Some(locale.text_with("fetching-pages", &values))
        }
        Some(Progress { done, total, new, .. }) => {
            let values = [("done", Value::Count(done)), ("total", Value::Count(total)), ("new", Value::Count(new))];
            Some(locale.text_with("fetching", &values))
        }
        None => None,
    };
    let fresh = || (state.fresh > 0).then(|| locale.text_with("fresh", &[("new", Value::Count(state.fresh))]));
    let stories = state.stories.filter(|_| state.fetching.is_none()).map(|(done, total)| {
        locale.text_with("finding-stories", &[("done", Value::Count(done)), ("total", Value::Count(total))])
    });
    fetch.or_else(fresh).into_iter().chain(stories).collect()
}
