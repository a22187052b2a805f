//! The list pane: rows of headlines, tags or sources, or what to do where there are none.

use ratatui::layout::Rect;

use crate::app::following::{self, SIGN};
use crate::app::state::Focus;
use crate::app::{Layout, State};
use crate::document::width;
use crate::model::{Counted, FollowCount, FollowKind, Headline, Listing, Row};
use crate::text::messages::Value;
use crate::text::{Locale, calendar};

use super::canvas::Canvas;
use super::{Role, frame};

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, layout: &Layout, pane: Rect) {
    frame(canvas, state, layout, pane, &title(state), Focus::List);
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
        Listing::Latest | Listing::Following | Listing::Tags | Listing::Sources => name,
        Listing::Followed if state.list.total >= crate::model::listing::MAX_HITS => {
            format!("{name} · {}", count("articles-more", state.list.total))
        }
        Listing::Found(_) if state.list.total >= crate::model::listing::MAX_HITS => {
            format!("{name} · {}", count("hits-most", state.list.total))
        }
        Listing::Found(_) => format!("{name} · {}", count("hits", state.list.total)),
        _ => format!("{name} · {}", count("articles", state.list.total)),
    }
}

fn draw_row(canvas: &mut Canvas<'_>, state: &State, area: Rect, row: &Row) {
    let locale = state.wording.locale;
    if state.follows.has_row(row) {
        canvas.text(Rect { x: area.x + 1, width: 1, ..area }, SIGN, Role::Marker);
    }
    match row {
        Row::Headline(headline) => draw_headline(canvas, state, area, headline),
        Row::Tag(tag) => {
            let count = locale.text_with("articles", &[("count", Value::Count(tag.articles))]);
            counted(canvas, area, &format!("#{}", tag.name.trim_start_matches('#')), Role::Tag, &count);
        }
        Row::Source(source) => {
            let mut count = locale.text_with("articles", &[("count", Value::Count(source.articles))]);
            if source.unread > 0 {
                count = format!("{} · {count}", locale.text_with("unread", &[("count", Value::Count(source.unread))]));
            }
            let role = if source.unread > 0 { Role::Unread } else { Role::Read };
            counted(canvas, area, &source.name, role, &count);
        }
        Row::Follow(follow) => draw_follow(canvas, area, follow, locale),
    }
}

/// Columns from which a row of what is followed has room for both of its numbers.
const BOTH_NUMBERS: u16 = 56;

fn draw_follow(canvas: &mut Canvas<'_>, area: Rect, row: &FollowCount, locale: Locale) {
    let some = |exactly: &str, more: &str, counted: Counted| {
        locale.text_with(if counted.is_more { more } else { exactly }, &[("count", Value::Count(counted.count))])
    };
    let articles = some("articles", "articles-more", row.articles);
    let unread = some("unread", "unread-more", row.unread);
    let count = match row.unread.count {
        0 => articles,
        _ if area.width < BOTH_NUMBERS => unread,
        _ => format!("{unread} · {articles}"),
    };
    let (name, role) = match &row.follow {
        None => (locale.text("listing-followed"), Role::Strong),
        Some(follow) if follow.kind() == FollowKind::Tag => (following::name(follow, locale), Role::Tag),
        Some(follow) if row.unread.count > 0 => (following::name(follow, locale), Role::Unread),
        Some(follow) => (following::name(follow, locale), Role::Read),
    };
    counted(canvas, area, &name, role, &count);
}

fn counted(canvas: &mut Canvas<'_>, area: Rect, name: &str, role: Role, count: &str) {
    let line = Rect { x: area.x + 2, width: area.width.saturating_sub(3), ..area };
    let room = usize::from(line.width).saturating_sub(width(count) + 2);
    let fits = room >= 8;
    let left = if fits { u16::try_from(room).unwrap_or(line.width) } else { line.width };
    canvas.text(Rect { width: left, ..line }, name, role);
    if fits {
        canvas.text_right(line, count, Role::Dim);
    }
}

fn draw_headline(canvas: &mut Canvas<'_>, state: &State, area: Rect, headline: &Headline) {
    let unread = headline.marks.read.is_none();
    let first = Rect { x: area.x + 3, width: area.width.saturating_sub(4), ..area };
    if unread {
        canvas.text(Rect { x: area.x + 1, width: 1, ..area }, "●", Role::Unread);
    }
    let saved = headline.marks.saved.is_some();
    let room = first.width.saturating_sub(if saved { 2 } else { 0 });
    canvas.text(Rect { width: room, ..first }, &headline.title, if unread { Role::Unread } else { Role::Read });
    if saved {
        canvas.text_right(first, "★", Role::Saved);
    }
    if area.height < 2 {
        return;
    }
    let second = Rect { y: area.y + 1, ..first };
    let wording = &state.wording;
    let date = headline.published.map_or_else(
        || wording.locale.text("no-date"),
        |date| calendar::short(date.timestamp, wording.now, &wording.zone, wording.locale),
    );
    let end = canvas.text(second, &format!("{} · {date}", headline.source), Role::Dim);
    if let Some(tag) = headline.tags.first() {
        let room = Rect { x: end + 2, width: second.right().saturating_sub(end + 2), ..second };
        if room.width > 4 {
            canvas.text_right(room, &format!("#{}", tag.trim_start_matches('#')), Role::Tag);
        }
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
        Listing::Saved => both(state, "empty-saved", "empty-saved-how"),
        Listing::Following => {
            let how = both(state, "empty-following", "empty-following-how");
            how.into_iter().chain([(locale.text("empty-following-search"), Role::Text)]).collect()
        }
        Listing::Followed => vec![(locale.text("empty-followed"), Role::Strong)],
        Listing::Found(query) => {
            let query = query.trim_end_matches('*');
            vec![
                (locale.text_with("empty-found", &[("query", Value::Text(query))]), Role::Strong),
                (locale.text("empty-found-how"), Role::Text),
            ]
        }
        Listing::Unread => vec![(locale.text("empty-unread"), Role::Strong)],
        Listing::Tags => vec![(locale.text("empty-tags"), Role::Strong)],
        Listing::Sources => vec![(locale.text("empty-sources"), Role::Strong)],
        Listing::Tagged(_) | Listing::From(_) => vec![(locale.text("empty-listing"), Role::Strong)],
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
