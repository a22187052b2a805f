//! A row of an article: its signs, its headline, and in a second line where it is from, what else stands behind it, its tags.

use ratatui::layout::Rect;

use crate::app::tags::tag_label;
use crate::app::{State, because, stories};
use crate::model::{Because, Fold, FollowKind, Headline, Listing};
use crate::text::calendar;
use crate::text::messages::Value;

use super::Role;
use super::canvas::Canvas;
use super::theme::tag_role;

/// Columns by which an article stands in from the row of its story.
const INDENT: u16 = 2;

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, area: Rect, headline: &Headline) {
    let is_member = headline.key.member != 0;
    let unread = headline.marks.read.is_none();
    let behind = headline.fold.is_some_and(|fold| fold.unread);
    let indent = if is_member { INDENT } else { 0 };
    let first = Rect { x: area.x + 3 + indent, width: area.width.saturating_sub(4 + indent), ..area };
    let sign = Rect { x: area.x + 1, width: 1, ..area };
    if unread {
        canvas.text(sign, "●", Role::Unread);
    } else if behind {
        canvas.text(sign, "○", Role::Unread);
    }
    if is_member {
        canvas.fill(Rect { x: area.x + 3, width: 1, ..area }, "│", Role::Border);
    }
    let saved = headline.marks.saved.is_some();
    let room = first.width.saturating_sub(if saved { 2 } else { 0 });
    canvas.text(Rect { width: room, ..first }, &headline.title, if unread { Role::Unread } else { Role::Read });
    if saved {
        canvas.text_right(first, "★", Role::Saved);
    }
    if area.height > 1 {
        second(canvas, state, Rect { y: area.y + 1, height: 1, ..first }, headline);
    }
}

fn second(canvas: &mut Canvas<'_>, state: &State, line: Rect, headline: &Headline) {
    let mut end = line.x;
    for (at, (text, role)) in parts(state, headline).into_iter().enumerate() {
        let text = if at == 0 { text } else { format!(" · {text}") };
        end = canvas.text(Rect { x: end, width: line.right().saturating_sub(end), ..line }, &text, role);
    }
    let mut right = line.right();
    // The reader's own at the end, the publisher's before it where there is room.
    for (tags, is_own) in [(&headline.own_tags, true), (&headline.tags, false)] {
        let Some(tag) = tags.first() else { continue };
        let room = Rect { x: end + 2, width: right.saturating_sub(end + 2), ..line };
        if room.width > 4 {
            right = canvas.text_right(room, &tag_label(tag, is_own), tag_role(is_own)).saturating_sub(2);
        }
    }
}

/// Where the article is from and when, and what else there is of its story; why it is there, where that is why the list has it.
fn parts(state: &State, headline: &Headline) -> Vec<(String, Role)> {
    let wording = &state.wording;
    let source = (headline.source.as_str().to_owned(), Role::Dim);
    if let Some(fold) = headline.fold.filter(|_| state.list.listing == Listing::Popular) {
        let carried = stories::carried(&fold, state.counts.sources, wording.now, wording.locale);
        return vec![(carried, Role::Reason), source];
    }
    let short = |at| calendar::short(at, wording.now, &wording.zone, wording.locale);
    // The row of a story stands where its newest article does.
    if let Some(fold) = headline.fold.filter(|fold| fold.articles > 1 && headline.because.is_empty()) {
        return vec![source, (others(state, &fold), Role::Reason), (short(fold.newest), Role::Dim)];
    }
    let date = headline.published.map_or_else(|| wording.locale.text("no-date"), |date| short(date.timestamp));
    let date = (date, Role::Dim);
    if headline.marks.less.is_some() {
        return vec![(wording.locale.text("foot-less"), Role::Reason), source, date];
    }
    let because = because::all(&headline.because, wording.locale);
    match &headline.because[..] {
        [] => vec![source, date],
        [Because::Source(_)] => vec![(because, Role::Reason), date],
        [Because::Follows(follow)] if follow.kind() == FollowKind::Source => vec![(because, Role::Reason), date],
        _ => vec![(because, Role::Reason), source, date],
    }
}

/// `+2 sources`, or `+1 article` where one source has them all.
fn others(state: &State, fold: &Fold) -> String {
    let (key, count) = match fold.sources.saturating_sub(1) {
        0 => ("fold-articles", fold.articles.saturating_sub(1)),
        sources => ("fold-sources", sources),
    };
    state.wording.locale.text_with(key, &[("count", Value::Count(count))])
}
