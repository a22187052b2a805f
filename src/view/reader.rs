//! The reader pane: the rows of the open article that are in it.

use ratatui::layout::Rect;

use crate::app::reader::{Heading, Reader, ReaderRow, Tail};
use crate::app::state::Focus;
use crate::app::{Layout, State};
use crate::document::{Emphasis, Line, Segment, in_visual_order, width};

use super::canvas::Canvas;
use super::theme::tag_role;
use super::{Role, frame};

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, layout: &Layout, pane: Rect) {
    let Some(reader) = &state.reader else {
        frame(canvas, state, layout, pane, "", Focus::Reader);
        let locale = state.wording.locale;
        if !state.list.rows.is_empty() {
            let lines = [(locale.text("empty-reader"), Role::Dim), (locale.text("empty-reader-how"), Role::Dim)];
            message(canvas, layout.inside(pane), &lines);
        }
        return;
    };
    frame(canvas, state, layout, pane, &reader.article.given.source, Focus::Reader);
    let Some(text) = layout.text() else { return };
    let focused = state.focus == Focus::Reader;
    if focused {
        canvas.cursor(text.x, text.y);
    }
    for (y, row) in (text.y..).zip(reader.rows()) {
        let line = Rect { y, height: 1, ..text };
        match row {
            ReaderRow::Head(heading, words) => draw_head(canvas, state, line, reader, heading, words),
            ReaderRow::Body(body) => draw_body(canvas, line, reader, body),
            ReaderRow::Tail(tail) => draw_tail(canvas, line, reader, tail, focused),
        }
    }
}

/// Lines in the middle of a pane that has nothing else to show.
pub(super) fn message(canvas: &mut Canvas<'_>, pane: Rect, lines: &[(String, Role)]) {
    let widest = lines.iter().map(|(line, _)| width(line)).max().unwrap_or_default();
    let widest = u16::try_from(widest).unwrap_or(u16::MAX).min(pane.width.saturating_sub(2));
    let x = pane.x + (pane.width - widest) / 2;
    let above = pane.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(u16::MAX)) / 3;
    for (y, (line, role)) in (pane.y + above..pane.bottom()).zip(lines) {
        canvas.text(Rect { x, y, width: widest, height: 1 }, line, *role);
    }
}

fn draw_head(canvas: &mut Canvas<'_>, state: &State, line: Rect, reader: &Reader, heading: Heading, words: &str) {
    let given = &reader.article.given;
    match heading {
        Heading::Title => {
            let end = canvas.text(line, words, Role::Title);
            if let Some(url) = &given.url {
                canvas.link(Rect { width: end - line.x, ..line }, url);
            }
        }
        Heading::Byline | Heading::Suggested => {
            canvas.text(line, words, Role::Dim);
        }
        Heading::Tags => {
            tags(canvas, line, words);
            let saved = format!("★ {}", state.wording.locale.text("saved"));
            // The last row of tags leaves room or the sign does without its word.
            if given.marks.saved.is_some() {
                let sign =
                    if width(words) + width(&saved) + 2 <= usize::from(line.width) { saved.as_str() } else { "★" };
                canvas.text_right(line, sign, Role::Saved);
            }
        }
        Heading::MoreTags => tags(canvas, line, words),
        Heading::Picture => {
            canvas.text(line, words, Role::Caption);
        }
        Heading::Blank => {}
    }
}

/// Tags that stand in one line, two blanks apart, each in the role that its sign tells. No tag has two blanks in it.
fn tags(canvas: &mut Canvas<'_>, line: Rect, words: &str) {
    let mut x = line.x;
    for tag in words.split("  ").filter(|tag| !tag.is_empty()) {
        let role = tag_role(tag.starts_with('+'));
        let room = Rect { x, width: line.right().saturating_sub(x), ..line };
        x = canvas.text(room, tag, role).saturating_add(2);
    }
}

/// The words of a line, each row from the left; a line that is read from the right stands at the right.
fn draw_body(canvas: &mut Canvas<'_>, line: Rect, reader: &Reader, body: &Line) {
    let pieces = body.segments.iter().map(|segment| (segment.text.as_str(), segment)).collect::<Vec<_>>();
    let columns = u16::try_from(body.width()).unwrap_or(u16::MAX).min(line.width);
    let mut x = if body.is_rtl { line.right() - columns } else { line.x };
    for (words, segment) in in_visual_order(&pieces, body.is_rtl) {
        let room = Rect { x, width: line.right().saturating_sub(x), ..line };
        let end = canvas.ordered(room, &words, role(segment));
        if let Some(link) = segment.link.and_then(|link| reader.link(link)) {
            canvas.link(Rect { width: end - x, ..room }, link);
        }
        x = end;
    }
}

/// The role of a stretch of words: where it means several things, the one that must not be missed.
fn role(segment: &Segment) -> Role {
    let is = |emphasis| segment.emphasis.contains(emphasis);
    if is(Emphasis::NUMBER) {
        Role::Dim
    } else if segment.link.is_some() {
        Role::Link
    } else if is(Emphasis::CREDIT) {
        Role::Dim
    } else if is(Emphasis::HEADING) {
        Role::Heading
    } else if is(Emphasis::CAPTION) {
        Role::Caption
    } else if is(Emphasis::BAR) || is(Emphasis::MARKER) || is(Emphasis::NOTE) {
        Role::Marker
    } else if is(Emphasis::CODE) {
        Role::Code
    } else if is(Emphasis::STRIKE) {
        Role::Struck
    } else if is(Emphasis::STRONG) {
        Role::Strong
    } else if is(Emphasis::EM) {
        Role::Emphasis
    } else if is(Emphasis::DIM) {
        Role::Dim
    } else {
        Role::Text
    }
}

fn draw_tail(canvas: &mut Canvas<'_>, line: Rect, reader: &Reader, tail: &Tail, focused: bool) {
    match tail {
        Tail::Blank => {}
        Tail::Attachment(text) | Tail::None(text) | Tail::Group(text) => {
            canvas.text(line, text, Role::Dim);
        }
        Tail::Link(at, address) => {
            let end = canvas.text(line, address, Role::Link);
            if let Some(url) = reader.link(*at) {
                canvas.link(Rect { width: end - line.x, ..line }, url);
            }
        }
        Tail::Warning(text) => {
            canvas.text(line, &format!("    ! {text}"), Role::Error);
        }
        Tail::Listed(target, title, url) => draw_listed(canvas, line, reader, (*target, title, url), focused),
        Tail::RelatedHeading(text) | Tail::ListHeading(text) | Tail::LinksHeading(text) => {
            let end = canvas.text(line, text, Role::Heading);
            canvas.fill(Rect { x: end + 1, width: line.right().saturating_sub(end + 1), ..line }, "─", Role::Border);
        }
        Tail::Related(at, title, from) => {
            let from_width = u16::try_from(width(from)).unwrap_or(u16::MAX);
            let fits = from_width.saturating_add(24) <= line.width;
            let room = if fits { line.width - from_width - 2 } else { line.width };
            let number = canvas.text(line, &format!("{} ", at + 1), Role::Key);
            canvas.text(Rect { x: number, width: room.saturating_sub(number - line.x), ..line }, title, Role::Link);
            if fits {
                canvas.text_right(line, from, Role::Dim);
            }
            if reader.chosen == Some(*at) {
                canvas.over(line, if focused { Role::Selected } else { Role::SelectedElsewhere });
                if focused {
                    canvas.cursor(line.x, line.y);
                }
            }
        }
        Tail::Reason(_, text) => {
            canvas.text(Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line }, text, Role::Reason);
        }
    }
}

/// An article of one of the page's own lists: a link within the store where it is there, else one to the web.
fn draw_listed(
    canvas: &mut Canvas<'_>,
    line: Rect,
    reader: &Reader,
    (target, title, url): (Option<usize>, &str, &str),
    focused: bool,
) {
    let begin = canvas.text(line, if target.is_some() { "› " } else { "  " }, Role::Key);
    let room = Rect { x: begin, width: line.right().saturating_sub(begin), ..line };
    let end = canvas.text(room, title, if target.is_some() { Role::Link } else { Role::Dim });
    canvas.link(Rect { width: end - begin, ..room }, url);
    if target.is_some() && reader.chosen == target {
        canvas.over(line, if focused { Role::Selected } else { Role::SelectedElsewhere });
        if focused {
            canvas.cursor(line.x, line.y);
        }
    }
}
