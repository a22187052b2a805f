//! The list pane: rows of headlines (see `headline`), tags or sources, or what to do where there are none.

use ratatui::layout::Rect;

use crate::app::following::{self, SIGN};
use crate::app::state::Focus;
use crate::app::tags::tag_label;
use crate::app::{Layout, State};
use crate::document::width;
use crate::model::{Counted, FollowCount, FollowKind, Listing, Row};
use crate::text::Locale;
use crate::text::messages::Value;

use super::canvas::Canvas;
use super::theme::tag_role;
use super::{Role, frame, headline};

/// Columns of a tag that are more to the reader than a second count.
const NAME: usize = 20;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, layout: &Layout, pane: Rect) {
    let title = title(state);
    frame(canvas, state, layout, pane, &title, Focus::List);
    beside(canvas, state, layout, pane, &title);
    let inside = layout.inside(pane);
    if state.list.rows.is_empty() {
        if state.list.loaded {
            empty(canvas, state, inside);
        }
        return;
    }
    let height = state.list.row_height(inside.height);
    let shown = usize::from(inside.height / height);
    for (at, row) in state.list.rows.iter().enumerate().skip(state.list.top).take(shown) {
        let y = inside.y + u16::try_from(at - state.list.top).unwrap_or_default() * height;
        let area = Rect { y, height, ..inside };
        draw_row(canvas, state, area, row);
        if at == state.list.selected {
            select(canvas, state, area);
        }
    }
}

fn select(canvas: &mut Canvas<'_>, state: &State, area: Rect) {
    let focused = state.focus == Focus::List;
    let bar = Rect { width: 1, ..area };
    canvas.fill(bar, "▌", Role::Marker);
    canvas.over(Rect { height: 1, ..area }, if focused { Role::Selected } else { Role::SelectedElsewhere });
    if focused {
        canvas.cursor(area.x, area.y);
    }
}

fn title(state: &State) -> String {
    let locale = state.wording.locale;
    let count = |key: &str, count: usize| locale.text_with(key, &[("count", Value::Count(count))]);
    let name = super::footer::listing_name(&state.list.listing, locale);
    match &state.list.listing {
        _ if !state.list.loaded => name,
        Listing::Latest
        | Listing::Popular
        | Listing::Recommended
        | Listing::Following
        | Listing::Tags
        | Listing::Sources => name,
        Listing::Followed if state.list.total >= crate::model::listing::MAX_HITS => {
            format!("{name} · {}", count("articles-more", state.list.total))
        }
        Listing::TagsWith(_) if state.list.total >= crate::model::listing::MAX_HITS => {
            format!("{name} · {}", count("tags-most", state.list.total))
        }
        Listing::TagsWith(_) => format!("{name} · {}", count("tags", state.list.total)),
        Listing::Found(_) if state.list.total >= crate::model::listing::MAX_HITS => {
            format!("{name} · {}", count("hits-most", state.list.total))
        }
        Listing::Found(_) => format!("{name} · {}", count("hits", state.list.total)),
        _ => format!("{name} · {}", count("articles", state.list.total)),
    }
}

/// At the end of the title line of a tag's list: the tags that go with it, as many as fit whole.
fn beside(canvas: &mut Canvas<'_>, state: &State, layout: &Layout, pane: Rect, title: &str) {
    let tags = state.list.beside.iter().flatten();
    let tags: Vec<(String, Role)> = tags.map(|tag| (tag_label(&tag.name, tag.is_own), tag_role(tag.is_own))).collect();
    let label = state.wording.locale.text("tags-beside");
    let right = layout.inside(pane).right().saturating_sub(1);
    let mut room = usize::from(right - pane.x).saturating_sub(width(title) + width(&label) + 7);
    let mut shown = 0;
    for (tag, _) in &tags {
        let columns = width(tag) + 2;
        if columns > room {
            break;
        }
        (room, shown) = (room - columns, shown + 1);
    }
    let tags = &tags[..shown];
    if tags.is_empty() || layout.header.height == 0 {
        return;
    }
    let columns = width(&label) + tags.iter().map(|(tag, _)| width(tag) + 2).sum::<usize>() + 1;
    let mut x = right.saturating_sub(u16::try_from(columns).unwrap_or(right));
    let line = Rect { x, width: right - x, height: 1, ..pane };
    canvas.fill(line, " ", Role::Border);
    x = canvas.text(Rect { x: x + 1, width: line.width - 1, ..line }, &label, Role::Dim);
    for (at, (tag, role)) in tags.iter().enumerate() {
        let gap = if at == 0 { 1 } else { 2 };
        let room = Rect { x: x + gap, width: right.saturating_sub(x + gap), ..line };
        x = canvas.text(room, tag, *role);
    }
}

fn draw_row(canvas: &mut Canvas<'_>, state: &State, area: Rect, row: &Row) {
    let locale = state.wording.locale;
    if state.follows.has_row(row) {
        canvas.text(Rect { x: area.x + 1, width: 1, ..area }, SIGN, Role::Marker);
    }
    match row {
        Row::Headline(headline) => headline::draw(canvas, state, area, headline),
        Row::Tag(tag) => {
            let some =
                |key: &str, count: usize| (count > 0).then(|| locale.text_with(key, &[("count", Value::Count(count))]));
            let (own, unread) = (some("own", tag.own), some("unread", tag.unread));
            let all = locale.text_with("articles", &[("count", Value::Count(tag.articles))]);
            let counts = [own, unread, Some(all)].map(Option::unwrap_or_default);
            counted(canvas, area, (&tag_label(&tag.name, tag.is_own()), tag_role(tag.is_own())), &counts, NAME);
        }
        Row::Source(source) => {
            let count = locale.text_with("articles", &[("count", Value::Count(source.articles))]);
            let unread = locale.text_with("unread", &[("count", Value::Count(source.unread))]);
            let unread = if source.unread > 0 { unread } else { String::new() };
            let role = if source.unread > 0 { Role::Unread } else { Role::Read };
            counted(canvas, area, (&source.name, role), &[unread, count], 8);
        }
        Row::Follow(follow) => draw_follow(canvas, area, follow, locale),
    }
}

fn draw_follow(canvas: &mut Canvas<'_>, area: Rect, row: &FollowCount, locale: Locale) {
    let some = |exactly: &str, more: &str, counted: Counted| {
        locale.text_with(if counted.is_more { more } else { exactly }, &[("count", Value::Count(counted.count))])
    };
    let articles = some("articles", "articles-more", row.articles);
    let unread = some("unread", "unread-more", row.unread);
    let counts = if row.unread.count == 0 { vec![articles] } else { vec![unread, articles] };
    let (name, role) = match &row.follow {
        None => (locale.text("listing-followed"), Role::Strong),
        Some(follow) if follow.kind() == FollowKind::Tag => (following::name(follow, locale), Role::Tag),
        Some(follow) if row.unread.count > 0 => (following::name(follow, locale), Role::Unread),
        Some(follow) => (following::name(follow, locale), Role::Read),
    };
    counted(canvas, area, (&name, role), &counts, NAME);
}

/// A name, and at the right its counts; where they would leave less than so many columns to the name, those are left out
/// that stand first.
fn counted(canvas: &mut Canvas<'_>, area: Rect, (name, role): (&str, Role), counts: &[String], least: usize) {
    let line = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    let fitting = (0..counts.len()).find_map(|from| {
        let count = counts[from..].iter().filter(|count| !count.is_empty()).map(String::as_str).collect::<Vec<_>>();
        let count = count.join(" · ");
        let room = usize::from(line.width).saturating_sub(width(&count) + 2);
        (room >= least || (from + 1 == counts.len() && room >= 8)).then_some((count, room))
    });
    let left = fitting.as_ref().map_or(line.width, |(_, room)| u16::try_from(*room).unwrap_or(line.width));
    canvas.text(Rect { width: left, ..line }, name, role);
    if let Some((count, _)) = fitting {
        canvas.text_right(line, &count, Role::Dim);
    }
}

fn empty(canvas: &mut Canvas<'_>, state: &State, pane: Rect) {
    let locale = state.wording.locale;
    let lines: Vec<(String, Role)> = match &state.list.listing {
        Listing::Latest => vec![
            (locale.text("empty-latest"), Role::Strong),
            (String::new(), Role::Text),
            (locale.text("empty-latest-how"), Role::Text),
            ("  warta add URL".to_owned(), Role::Code),
            ("  warta import FILE…".to_owned(), Role::Code),
            (locale.text("empty-fetch"), Role::Text),
            (locale.text("empty-sample"), Role::Text),
        ],
        Listing::Popular => both(state, "empty-popular", "empty-popular-how"),
        Listing::Saved => both(state, "empty-saved", "empty-saved-how"),
        Listing::Following => {
            let how = both(state, "empty-following", "empty-following-how");
            how.into_iter().chain([(locale.text("empty-following-search"), Role::Text)]).collect()
        }
        Listing::Followed => vec![(locale.text("empty-followed"), Role::Strong)],
        Listing::Recommended if !state.recommends => vec![(locale.text("recommend-off"), Role::Strong)],
        Listing::Recommended => both(state, "empty-recommended", "empty-recommended-how"),
        Listing::Found(query) => {
            let query = query.trim_end_matches('*');
            vec![
                (locale.text_with("empty-found", &[("query", Value::Text(query))]), Role::Strong),
                (locale.text("empty-found-how"), Role::Text),
            ]
        }
        Listing::Unread => vec![(locale.text("empty-unread"), Role::Strong)],
        Listing::Tags => both(state, "empty-tags", "empty-tags-how"),
        Listing::TagsWith(text) => {
            let none = locale.text_with("empty-tags-with", &[("text", Value::Text(text))]);
            vec![(none, Role::Strong), (locale.text("empty-tags-with-how"), Role::Text)]
        }
        Listing::Sources => vec![(locale.text("empty-sources"), Role::Strong)],
        Listing::Articles | Listing::Tagged(_) | Listing::From(_) => vec![(locale.text("empty-listing"), Role::Strong)],
    };
    super::reader::message(canvas, pane, &lines);
    if state.focus == Focus::List && pane.height > 1 {
        canvas.cursor(pane.x, pane.y + 1);
    }
}

fn both(state: &State, what: &str, how: &str) -> Vec<(String, Role)> {
    let locale = state.wording.locale;
    vec![(locale.text(what), Role::Strong), (locale.text(how), Role::Text)]
}
