//! The top line: the name, the sections, how much there is to read.

use ratatui::layout::Rect;

use crate::app::state::Section;
use crate::app::{Layout, Progress, State};
use crate::document::width;
use crate::text::Locale;
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
    // Where there is no room for both, what happens says more than what there is, and that more than that nothing happens.
    let all = usize::from(line.right().saturating_sub(x));
    let first = if idle { &counts } else { &network };
    let beside = (if idle { 0 } else { width(&network) + 1 }, width(first) + 1);
    for (at, section) in tabs(here, all, beside, locale) {
        let room = Rect { x, width: line.right().saturating_sub(x), ..line };
        x = canvas.text(room, &(at + 1).to_string(), Role::Dim);
        if let Some(section) = section {
            let role = if here == Some(section) { Role::TabCurrent } else { Role::Tab };
            let room = Rect { x: x + 1, width: line.right().saturating_sub(x + 1), ..line };
            x = canvas.text(room, &locale.text(section.message()), role);
        }
        x += 2;
    }
    let room = Rect { x, width: line.right().saturating_sub(x + 1), ..line };
    let both = [&*counts, &network].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let mut parts = happens;
    parts.insert(0, network);
    parts.insert(if idle { 0 } else { parts.len() }, counts);
    let mut fitting = std::iter::once(both).chain(parts).filter(|part| !part.is_empty());
    if let Some(right) = fitting.find(|right| width(right) <= usize::from(room.width)) {
        canvas.text_right(room, &right, Role::Dim);
    }
}

/// The tabs by their places, each with its section where its name is shown: all of them; where there is no room for that, the
/// present one among the digits of the others; else that one alone. What happens needs its room beside the names, what there is
/// to say first beside the digits.
fn tabs(
    here: Option<Section>,
    room: usize,
    (happens, first): (usize, usize),
    locale: Locale,
) -> Vec<(usize, Option<Section>)> {
    let columns = |tabs: &[(usize, Option<Section>)]| -> usize {
        let name = |section: &Section| width(&locale.text(section.message())) + 1;
        tabs.iter().map(|(_, section)| 3 + section.as_ref().map_or(0, name)).sum()
    };
    let all = || Section::ALL.into_iter().enumerate();
    let named: Vec<_> = all().map(|(at, section)| (at, Some(section))).collect();
    if columns(&named) + happens <= room {
        return named;
    }
    let mut digits: Vec<_> = all().map(|(at, section)| (at, Some(section).filter(|_| here == Some(section)))).collect();
    if columns(&digits) + first > room {
        digits.retain(|(_, section)| section.is_some());
    }
    digits
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
