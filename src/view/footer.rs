//! The two lines at the bottom: where I am and how I came; a notice, a prompt, or the keys that help here.

use ratatui::layout::Rect;

use crate::app::following;
use crate::app::keys::{self, Action, Scope};
use crate::app::overlay::Overlay;
use crate::app::prompt::Purpose;
use crate::app::state::Focus;
use crate::app::tags::tag_label;
use crate::app::{Layout, State};
use crate::document::width;
use crate::model::{Follow, FollowKind, Listing, Row};
use crate::text::Locale;
use crate::text::messages::Value;

use super::Role;
use super::canvas::Canvas;

/// What a listing is called.
pub(super) fn listing_name(listing: &Listing, locale: Locale) -> String {
    match listing {
        Listing::Latest | Listing::Articles => locale.text("section-latest"),
        Listing::Popular => locale.text("section-popular"),
        Listing::Unread => locale.text("listing-unread"),
        Listing::Saved => locale.text("section-saved"),
        Listing::Following => locale.text("section-following"),
        Listing::Followed => locale.text("listing-followed"),
        Listing::Recommended => locale.text("section-for-you"),
        Listing::Tags => locale.text("section-tags"),
        Listing::Sources => locale.text("section-sources"),
        Listing::TagsWith(text) => locale.text_with("listing-tags-with", &[("text", Value::Text(text))]),
        Listing::Tagged(tag) => tag_label(tag, false),
        Listing::From(source) => source.as_str().to_owned(),
        Listing::Found(_) if Follow::of(listing).is_some_and(|follow| follow.kind() == FollowKind::Author) => {
            Follow::of(listing).map(|follow| following::name(&follow, locale)).unwrap_or_default()
        }
        Listing::Found(query) => {
            locale.text_with("listing-found", &[("query", Value::Text(query.trim_end_matches('*')))])
        }
    }
}

pub(super) fn draw(canvas: &mut Canvas<'_>, state: &State, layout: &Layout) {
    trail(canvas, state, layout.trail);
    let line = Rect { x: layout.footer.x + 1, width: layout.footer.width - 1, ..layout.footer };
    match (&state.overlay, &state.notice) {
        (Some(Overlay::Prompt(asking)), _) => {
            let label = match asking.purpose {
                Purpose::Search => "prompt-search",
                Purpose::Filter => "prompt-filter",
            };
            let label = format!("{}: ", state.wording.locale.text(label));
            prompt(canvas, line, &label, &asking.input);
            if asking.purpose == Purpose::Search && asking.input.value().is_empty() {
                let room = u16::try_from(width(&label)).unwrap_or(line.width).min(line.width);
                let line = Rect { x: line.x + room, width: line.width - room, ..line };
                canvas.text(line, &state.wording.locale.text("empty-search"), Role::Dim);
            }
        }
        (Some(Overlay::Ask(question)), _) => {
            let end = canvas.text(line, &question.text, Role::Strong) + 2;
            let room = Rect { x: end, width: line.right().saturating_sub(end), ..line };
            canvas.text(room, &state.wording.locale.text("answer-yes"), Role::Key);
            canvas.cursor(end.min(line.right().saturating_sub(1)), line.y);
        }
        (_, Some(notice)) => {
            canvas.text(line, &notice.text, if notice.error { Role::Error } else { Role::Notice });
        }
        _ => hints(canvas, state, line),
    }
}

/// An input with its label; the terminal's cursor stands where the next character goes.
pub(super) fn prompt(canvas: &mut Canvas<'_>, line: Rect, label: &str, input: &tui_input::Input) {
    let begin = canvas.text(line, label, Role::Key);
    let room = Rect { x: begin, width: line.right().saturating_sub(begin + 1), ..line };
    let columns = usize::from(room.width);
    let before: String = input.value().chars().take(input.cursor()).collect();
    // Where the words are too long, their end is what the typing hand needs to see.
    let mut shown = before.as_str();
    while width(shown) > columns {
        let mut rest = shown.chars();
        rest.next();
        shown = rest.as_str();
    }
    let after = &input.value()[before.len()..];
    let end = canvas.text(room, shown, Role::Prompt);
    let behind: String = after.chars().take(usize::from(room.right().saturating_sub(end))).collect();
    canvas.text(Rect { x: end, width: room.right().saturating_sub(end), ..room }, &behind, Role::Prompt);
    canvas.cursor(end.min(line.right().saturating_sub(1)), line.y);
}

fn trail(canvas: &mut Canvas<'_>, state: &State, line: Rect) {
    if line.is_empty() {
        return;
    }
    let mut steps = vec![listing_name(&state.list.listing, state.wording.locale)];
    let mut percent = String::new();
    if let Some(reader) = state.reader.as_ref().filter(|_| state.focus == Focus::Reader) {
        steps.push(reader.headline().to_owned());
        percent = format!("{} %", reader.percent());
    }
    let line = Rect { x: line.x + 1, width: line.width.saturating_sub(2), ..line };
    let end = canvas.text_right(line, &percent, Role::Dim);
    canvas.text(Rect { width: end.saturating_sub(line.x + 1), ..line }, &steps.join(" › "), Role::Dim);
}

/// The keys that help most in a pane: the action, and the message of its one word.
fn helpful(state: &State) -> Vec<(Action, &'static str)> {
    if state.is_empty() {
        return vec![(Action::Sample, "foot-sample"), (Action::Help, "foot-help"), (Action::Back, "foot-quit")];
    }
    if matches!(state.overlay, Some(Overlay::Pick(_))) {
        return vec![(Action::Down, "foot-move"), (Action::Open, "foot-pick"), (Action::Close, "foot-close")];
    }
    let mut hints = vec![(Action::Down, "foot-move")];
    hints.push(match state.focus {
        Focus::Reader => (Action::NextRelated, "foot-related"),
        _ => (Action::Open, "foot-open"),
    });
    let is_counted = state.focus == Focus::List
        && matches!(state.list.current(), Some(Row::Tag(_) | Row::Source(_) | Row::Follow(_)));
    if is_counted {
        hints.push((Action::Follow, "foot-follow"));
        if matches!(state.list.listing, Listing::Tags | Listing::TagsWith(_)) {
            hints.push((Action::Filter, "foot-filter"));
        }
    } else {
        if state.list.listing == Listing::Recommended {
            hints.push((Action::Less, "foot-less"));
        }
        if state.focus == Focus::List
            && let Some(at) = state.list.story_row()
        {
            hints.push((Action::Unfold, if state.list.is_unfolded(at) { "foot-fold" } else { "foot-unfold" }));
        }
        hints.extend([(Action::Save, "foot-save"), (Action::PickTag, "foot-tags")]);
    }
    if !state.trail.back.is_empty() {
        hints.push((Action::TrailBack, "foot-trail"));
    }
    hints.extend([(Action::Search, "foot-search"), (Action::Help, "foot-help"), (Action::Back, "foot-quit")]);
    if state.focus == Focus::Reader {
        hints.pop();
        hints.push((Action::Back, "foot-close"));
    }
    hints
}

fn hints(canvas: &mut Canvas<'_>, state: &State, line: Rect) {
    if !state.pressed.is_empty() {
        let pressed: String = state.pressed.iter().map(ToString::to_string).collect();
        canvas.text(line, &pressed, Role::Key);
        return;
    }
    let mut x = line.x;
    for (action, word) in helpful(state) {
        let word = state.wording.locale.text(word);
        let scope = match action {
            Action::Sample => Scope::Empty,
            Action::Filter | Action::Unfold => Scope::List,
            _ => Scope::Everywhere,
        };
        let Some(key) = keys::first_key(action, scope) else { continue };
        if usize::from(line.right().saturating_sub(x)) < width(&key) + 1 + width(&word) {
            break;
        }
        let end = canvas.text(Rect { x, width: line.right() - x, ..line }, &key, Role::Key) + 1;
        x = canvas.text(Rect { x: end, width: line.right() - end, ..line }, &word, Role::Dim) + 2;
    }
}
