//! One JSON Feed item (1.0 and 1.1), with what Warta adds to it under `_warta`.
//!
//! `json_feed` and `lines` call it for each item; `write` is its mirror. A field of a wrong type costs the field and
//! leaves a notice; JSON that cannot be read costs the item.

use std::borrow::Cow;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::item::{Draft, Enclosure, Words, excerpt};
use super::limits;
use super::write::text_name;
use crate::document::web_address;
use crate::model::{Link, Links, Marks, Position, Response, TextOf};
use crate::text::CleanText;

/// Reads the item that `json` holds; the reason where it holds none, as one clean line.
///
/// Depth is bounded by `serde_json`'s recursion limit of 128. A lone surrogate becomes U+FFFD.
pub(super) fn read(json: &str) -> Result<Draft, CleanText> {
    let value = match serde_json::from_str(json) {
        Ok(value) => value,
        Err(error) => match without_lone_surrogates(json) {
            Cow::Borrowed(_) => return Err(unreadable(&error)),
            Cow::Owned(mended) => serde_json::from_str(&mended).map_err(|error| unreadable(&error))?,
        },
    };
    match value {
        Value::Object(map) => Ok(draft(Fields::new(map, ""))),
        other => Err(CleanText::line(&format!("it is {}, not an object", named(&other)))),
    }
}

/// What `serde_json` says of broken JSON, without its place: an item has its own number.
pub(super) fn unreadable(error: &serde_json::Error) -> CleanText {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    if said.starts_with("recursion limit") {
        return CleanText::line("its JSON is nested too deep");
    }
    CleanText::line(&format!("its JSON cannot be read: {said} (column {})", error.column()))
}

fn draft(mut item: Fields) -> Draft {
    let mut draft = Draft {
        id: item.id(),
        url: item.text("url").or_else(|| item.text("external_url")),
        title: item.text("title").map(Words::Plain),
        html: item.text("content_html"),
        text: item.text("content_text"),
        summary: item.text("summary").map(Words::Plain),
        date: item.text("date_published").or_else(|| item.text("date_modified")),
        picture: item.text("image").or_else(|| item.text("banner_image")),
        language: item.text("language"),
        authors: item.authors(),
        tags: item.texts("tags"),
        attachments: item
            .list("attachments")
            .into_iter()
            .filter_map(|file| enclosure(file, &mut item.notices))
            .collect(),
        ..Draft::default()
    };
    if let Some(own) = item.object("_warta") {
        item.notices.append(&mut ours(own, &mut draft));
    }
    draft.notices = item.notices;
    draft
}

/// What JSON Feed has no field for. An item with a number in a store was written by Warta itself; a publisher may
/// give the rest.
fn ours(mut own: Fields, draft: &mut Draft) -> Vec<String> {
    draft.number = own.number("number");
    draft.own = draft.number.is_some();
    draft.story = own.number("story");
    draft.url_is_enough = draft.own;
    draft.source = own.text("source");
    draft.feeds = own.text("feed").into_iter().chain(own.texts("feeds")).collect();
    draft.first_seen = own.time("first_seen");
    around(&mut own, draft);
    if let Some(mut page) = own.object("full_text") {
        let mut text = Draft {
            html: page.text("content_html"),
            text: page.text("content_text"),
            authors: page.authors(),
            own: draft.own,
            ..Draft::default()
        };
        around(&mut page, &mut text);
        let fetched = page.time("fetched").or(draft.first_seen).unwrap_or(Timestamp::UNIX_EPOCH);
        draft.full_text = Some((Box::new(text), fetched));
        own.notices.append(&mut page.notices);
    }
    draft.own_tags = own.texts("tags");
    draft.marks = Marks {
        read: own.mark("read", "read_at", draft.first_seen),
        saved: own.mark("saved", "saved_at", draft.first_seen),
        position: Position(own.number("position").and_then(|at| usize::try_from(at).ok()).unwrap_or(0)),
        text: own.text_of("text"),
        response: own.response("response"),
        less: own.mark("less", "less_at", draft.first_seen),
    };
    own.notices
}

/// What stands around a text: the item's own, or that of its page.
fn around(own: &mut Fields, draft: &mut Draft) {
    draft.dateline = own.text("dateline");
    draft.initials = own.text("initials");
    draft.attribution = own.text("attribution");
    if let Some(mut picture) = own.object("picture") {
        draft.picture = picture.text("url").or_else(|| draft.picture.take());
        draft.caption = picture.text("caption").map(Words::Plain);
        draft.credit = picture.text("credit");
        own.notices.append(&mut picture.notices);
    }
    if let Some(mut lists) = own.object("links") {
        draft.links = links(&mut lists);
        own.notices.append(&mut lists.notices);
    }
}

fn links(lists: &mut Fields) -> Links {
    let mut links = Links::default();
    for (name, list) in links.named_mut() {
        for entry in lists.list(name) {
            let Value::Object(map) = entry else {
                lists.notices.push(format!("a link of `{name}` is no object"));
                continue;
            };
            let mut entry = Fields::new(map, "");
            let title = limits::line(&entry.text("title").unwrap_or_default());
            let raw = entry.text("url").unwrap_or_default();
            let Some(url) = web_address(&raw, None) else {
                lists.notices.push(format!("a link of `{name}` is no http or https address: {}", excerpt(&raw)));
                continue;
            };
            if list.len() == limits::LINKS {
                lists.notices.push(format!("`{name}` has more than {} links; the rest was left out", limits::LINKS));
                break;
            }
            list.push(Link { title, url: url.into() });
        }
    }
    links
}

fn enclosure(file: Value, notices: &mut Vec<String>) -> Option<Enclosure> {
    let Value::Object(map) = file else {
        notices.push("an attachment is no object".to_owned());
        return None;
    };
    let mut file = Fields::new(map, "attachments.");
    let enclosure = Enclosure {
        url: file.text("url").unwrap_or_default(),
        mime_type: file.text("mime_type").unwrap_or_default(),
        size: file.number("size_in_bytes"),
        duration: file.number("duration_in_seconds"),
    };
    notices.append(&mut file.notices);
    Some(enclosure)
}

/// The fields of an object, taken out one by one; a wrong type leaves a notice.
struct Fields {
    map: Map<String, Value>,
    /// What stands before a field's name in a notice.
    within: &'static str,
    notices: Vec<String>,
}

impl Fields {
    fn new(map: Map<String, Value>, within: &'static str) -> Self {
        Self { map, within, notices: Vec::new() }
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        self.map.get_mut(name).map(Value::take).filter(|value| !value.is_null())
    }

    fn wrong(&mut self, name: &str, value: &Value, wanted: &str) {
        self.notices.push(format!("`{}{name}` is {}, not {wanted}, and was left out", self.within, named(value)));
    }

    fn text(&mut self, name: &str) -> Option<String> {
        match self.take(name)? {
            Value::String(text) => Some(text),
            other => {
                self.wrong(name, &other, "text");
                None
            }
        }
    }

    /// The id; JSON Feed wants a number taken for its digits.
    fn id(&mut self) -> Option<String> {
        match self.take("id")? {
            Value::String(id) => Some(id),
            Value::Number(id) => Some(id.to_string()),
            other => {
                self.wrong("id", &other, "text");
                None
            }
        }
    }

    /// A whole number from 0 on; a fraction is cut off.
    fn number(&mut self, name: &str) -> Option<u64> {
        let value = self.take(name)?;
        let whole = value.as_u64().or_else(|| value.as_f64().filter(|n| (0.0..9e15).contains(n)).map(|n| n as u64));
        if whole.is_none() {
            self.wrong(name, &value, "a whole number");
        }
        whole
    }

    fn flag(&mut self, name: &str) -> Option<bool> {
        let value = self.take(name)?;
        if !value.is_boolean() {
            self.wrong(name, &value, "true or false");
        }
        value.as_bool()
    }

    fn time(&mut self, name: &str) -> Option<Timestamp> {
        let text = self.text(name)?;
        let time = text.parse().ok();
        if time.is_none() {
            self.notices.push(format!("`{}{name}` is no time: {}", self.within, excerpt(&text)));
        }
        time
    }

    /// A mark: when it was made, or that it was, and then as of the time the article was first seen.
    fn mark(&mut self, name: &str, at: &str, first_seen: Option<Timestamp>) -> Option<Timestamp> {
        let at = self.time(at);
        let made = self.flag(name).unwrap_or(at.is_some());
        made.then(|| at.or(first_seen).unwrap_or(Timestamp::UNIX_EPOCH))
    }

    /// One of an article's texts, by its name.
    fn text_of(&mut self, name: &str) -> Option<TextOf> {
        let said = self.text(name)?;
        let text = [TextOf::Feed, TextOf::Page].into_iter().find(|text| text_name(*text) == said);
        if text.is_none() {
            self.notices.push(format!("`{}{name}` is neither feed nor page: {}", self.within, excerpt(&said)));
        }
        text
    }

    /// How far a reader went, by its name.
    fn response(&mut self, name: &str) -> Option<Response> {
        let said = self.text(name)?;
        let response = Response::named(&said);
        if response.is_none() {
            self.notices.push(format!("`{}{name}` is not passed, opened or finished: {}", self.within, excerpt(&said)));
        }
        response
    }

    fn list(&mut self, name: &str) -> Vec<Value> {
        match self.take(name) {
            None => Vec::new(),
            Some(Value::Array(list)) => list,
            Some(other) => {
                self.wrong(name, &other, "a list");
                Vec::new()
            }
        }
    }

    fn texts(&mut self, name: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for value in self.list(name) {
            match value {
                Value::String(text) => texts.push(text),
                other => self.wrong(name, &other, "text"),
            }
        }
        texts
    }

    fn object(&mut self, name: &'static str) -> Option<Self> {
        match self.take(name)? {
            Value::Object(map) => Some(Self::new(map, if name == "_warta" { "_warta." } else { "" })),
            other => {
                self.wrong(name, &other, "an object");
                None
            }
        }
    }

    /// `authors` of 1.1, else `author` of 1.0; a bare name will do for either.
    fn authors(&mut self) -> Vec<String> {
        let mut authors = self.list("authors");
        authors.extend(self.take("author").filter(|_| authors.is_empty()));
        let mut names = Vec::new();
        for author in authors {
            match author {
                Value::String(name) => names.push(name),
                Value::Object(map) => names.extend(Self::new(map, "").text("name")),
                other => self.wrong("authors", &other, "an author"),
            }
        }
        names
    }
}

/// The names of the authors that a value of an `authors` list gives, for a feed's own.
pub(super) fn authors(list: Value) -> Vec<String> {
    Fields::new(Map::from_iter([("authors".to_owned(), list)]), "").authors()
}

fn named(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// `json` with each `\u` escape of half a surrogate pair made `\ufffd`; borrowed where there is none.
fn without_lone_surrogates(json: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut copied = 0;
    let mut at = 0;
    let bytes = json.as_bytes();
    while let Some(found) = json[at..].find('\\') {
        let start = at + found;
        // Any other escape is two bytes; the second may be a backslash, or the first byte of a longer character.
        at = start + 2;
        let Some(code) = surrogate(bytes, start) else {
            at = json.len().min(json.ceil_char_boundary(at));
            continue;
        };
        at = start + 6;
        let paired = code < 0xdc00 && surrogate(bytes, at).is_some_and(|low| low >= 0xdc00);
        if paired {
            at += 6;
        } else {
            mended.push_str(&json[copied..start]);
            mended.push_str("\\ufffd");
            copied = at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(json);
    }
    mended.push_str(&json[copied..]);
    Cow::Owned(mended)
}

/// The surrogate that an escape at `start` stands for.
fn surrogate(bytes: &[u8], start: usize) -> Option<u16> {
    let escape = bytes.get(start..start + 6)?;
    let digits = std::str::from_utf8(escape.strip_prefix(b"\\u")?).ok()?;
    let code = u16::from_str_radix(digits, 16).ok()?;
    (0xd800..0xe000).contains(&code).then_some(code)
}

#[cfg(test)]
mod tests;
