//! A line of an export that says what is followed: `{"_warta": {"follow": "tag", "value": "nato", "since": "…"}}`.
//! `lines` reads it, `warta export` writes it. No feed says what a reader follows: such a line of one is refused.

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::item::excerpt;
use super::{Hint, Item};
use crate::model::{Follow, FollowKind};
use crate::text::CleanText;

/// The line that says so.
#[must_use]
pub fn to_json(follow: &Follow, since: Timestamp) -> Value {
    let (kind, value) = (follow.kind().name(), follow.value().as_str());
    json!({ "_warta": { "follow": kind, "value": value, "since": since.to_string() } })
}

/// What a line says is followed and what is odd about it, or why that cannot be taken; none where it is a line of another sort.
pub(super) fn read(line: &[u8], number: usize, hint: &Hint) -> Option<Result<(Item, Option<CleanText>), CleanText>> {
    // Every other line would be parsed twice.
    memchr::memmem::find(line, b"\"follow\"")?;
    let text: Cow<'_, str> = String::from_utf8_lossy(line);
    let Ok(Value::Object(mut whole)) = serde_json::from_str(&text) else { return None };
    let own = whole.remove("_warta").filter(|own| own.get("follow").is_some());
    // An article that has such a field is an article.
    let mut own = own.filter(|_| whole.is_empty())?;
    if hint.is_fetched {
        return Some(Err(CleanText::line("a feed does not say what is followed here")));
    }
    let mut field = |name: &str| own.get_mut(name).map(Value::take).unwrap_or_default();
    let (kind, value, since) = (field("follow"), field("value"), field("since"));
    Some(follow(&kind, &value).map(|follow| {
        let (since, odd) = time(&since);
        (Item::Follow { line: number, follow, since }, odd)
    }))
}

fn follow(kind: &Value, value: &Value) -> Result<Follow, CleanText> {
    let Some(known) = kind.as_str().and_then(FollowKind::named) else {
        let names = FollowKind::ALL.map(FollowKind::name).join(", ");
        let said = excerpt(kind.as_str().unwrap_or(&kind.to_string()));
        return Err(CleanText::line(&format!("`follow` is {said}; what can be followed is {names}")));
    };
    let Some(value) = value.as_str() else {
        return Err(CleanText::line("`value`, which says what is followed, is no text"));
    };
    Follow::new(known, value).map_err(|error| CleanText::line(&format!("`value`: {error}")))
}

/// Since when; where that is no time, what is odd about it.
fn time(since: &Value) -> (Option<Timestamp>, Option<CleanText>) {
    if since.is_null() {
        return (None, None);
    }
    let time = since.as_str().and_then(|since| since.parse().ok());
    let odd = || {
        let said = excerpt(since.as_str().unwrap_or(&since.to_string()));
        CleanText::line(&format!("`since` is no time: {said}"))
    };
    (time, time.is_none().then(odd))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(line: &str) -> Option<Result<(Item, Option<CleanText>), CleanText>> {
        read(line.as_bytes(), 7, &Hint::default())
    }

    #[track_caller]
    fn refused(line: &str) -> String {
        said(line).unwrap().unwrap_err().into_string()
    }

    #[test]
    fn what_is_written_is_read() {
        let since = Timestamp::from_second(1_700_000_000).unwrap();
        for (kind, raw) in [
            (FollowKind::Tag, "Timur Tengah"),
            (FollowKind::Source, "Harian \"Pesisir\""),
            (FollowKind::Author, "Nell Garrowby"),
            (FollowKind::Query, "\"kapal bantuan\" -tag:x"),
        ] {
            let follow = Follow::new(kind, raw).unwrap();
            let line = to_json(&follow, since).to_string();
            assert_eq!(said(&line), Some(Ok((Item::Follow { line: 7, follow, since: Some(since) }, None))));
        }
    }

    #[test]
    fn a_line_of_another_sort_is_left_to_others() {
        for line in [
            "",
            "{}",
            r#"{"title": "\"follow\""}"#,
            r#"{"title": "T", "_warta": {"follow": "tag", "value": "nato"}}"#,
            r#"{"follow": "tag", "value": "nato"}"#,
            r#"{"_warta": "follow"}"#,
            r#"{"_warta": {"follow": "tag""#,
        ] {
            assert_eq!(said(line), None, "{line}");
        }
    }

    #[test]
    fn what_cannot_be_followed_is_refused_with_its_reason() {
        let kinds = "what can be followed is tag, source, author, query";
        assert_eq!(
            refused(r#"{"_warta": {"follow": "planet", "value": "x"}}"#),
            format!("`follow` is “planet”; {kinds}")
        );
        assert_eq!(refused(r#"{"_warta": {"follow": [1], "value": "x"}}"#), format!("`follow` is “[1]”; {kinds}"));
        let no_text = "`value`, which says what is followed, is no text";
        assert_eq!(refused(r#"{"_warta": {"follow": "tag"}}"#), no_text);
        assert_eq!(refused(r#"{"_warta": {"follow": "tag", "value": 1}}"#), no_text);
        assert_eq!(
            refused(r##"{"_warta": {"follow": "tag", "value": "#"}}"##),
            "`value`: there is no tag to follow; give the name of a tag"
        );
        let hint = Hint { is_fetched: true, ..Hint::default() };
        let fetched = read(br#"{"_warta": {"follow": "tag", "value": "x"}}"#, 1, &hint).unwrap();
        assert_eq!(fetched.unwrap_err().as_str(), "a feed does not say what is followed here");
    }

    #[test]
    fn a_time_that_is_none_costs_the_time() {
        for since in ["\"soon\"", "5"] {
            let line = format!(r#"{{"_warta": {{"follow": "tag", "value": "x", "since": {since}}}}}"#);
            let (item, odd) = said(&line).unwrap().unwrap();
            assert!(matches!(item, Item::Follow { since: None, .. }) && odd.is_some(), "{line}");
        }
    }
}
