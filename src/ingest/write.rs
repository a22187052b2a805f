//! An article as a JSON Feed 1.1 item, with what that has no field for under `_warta`: the mirror of `json`.
//!
//! `cli` calls it for every `--json` and for exports. What it writes, `lines` reads back as the same article.

use serde_json::{Map, Value, json};

use crate::document::Document;
use crate::model::{Article, Body, FullText, Link, Links, NewArticle, Picture, Response, TextOf};
use crate::text::{CleanText, Language, OffsetDateTime};

/// The article as JSON, its fields in the order of the contract.
///
/// What is not known is left out; lists are there even when they are empty. `content_html` stands wherever there is
/// a body: the publisher's own markup, or else the text as paragraphs.
#[must_use]
pub fn to_json(article: &Article) -> Value {
    let given = &article.given;
    let mut item = Object::default();
    item.set("id", given.id.as_str());
    item.some("url", given.url.as_deref());
    item.some("title", non_empty(&given.title));
    item.some("content_html", content_html(&given.body));
    item.some("content_text", non_empty(&given.body.text));
    item.some("summary", given.summary.as_deref());
    item.some("image", given.picture.as_ref().and_then(|picture| picture.url.as_deref()));
    item.some("date_published", given.published.map(date));
    item.set("authors", authors(&given.authors));
    item.set("tags", given.tags.iter().map(CleanText::as_str).collect::<Vec<_>>());
    item.some("language", given.language.as_ref().map(Language::code));
    item.set("attachments", attachments(given));
    item.set("_warta", ours(article));
    item.into()
}

fn ours(article: &Article) -> Value {
    let given = &article.given;
    let mut own = Object::default();
    own.set("number", article.number);
    own.set("source", given.source.as_str());
    own.some("feed", given.feeds.first().map(String::as_str));
    if given.feeds.len() > 1 {
        own.set("feeds", given.feeds.clone());
    }
    own.some("dateline", given.dateline.as_deref());
    own.some("initials", given.initials.as_deref());
    own.some("attribution", given.attribution.as_deref());
    own.some("picture", given.picture.as_ref().map(picture));
    own.set("first_seen", article.first_seen.to_string());
    own.set("read", given.marks.read.is_some());
    own.some("read_at", given.marks.read.map(|at| at.to_string()));
    own.set("saved", given.marks.saved.is_some());
    own.some("saved_at", given.marks.saved.map(|at| at.to_string()));
    own.some("position", Some(given.marks.position.0).filter(|at| *at > 0));
    own.some("text", given.marks.text.map(text_name));
    own.some("response", given.marks.response.map(Response::name));
    own.some("less_at", given.marks.less.map(|at| at.to_string()));
    let tags: Vec<&str> = given.own_tags.iter().map(CleanText::as_str).collect();
    own.some("tags", Some(tags).filter(|tags| !tags.is_empty()));
    own.some("minutes", article.minutes());
    own.some("story", given.story);
    own.set("links", lists(&given.links));
    own.some("full_text", given.full_text.as_deref().map(full_text));
    own.into()
}

/// The text of the article's page, with what the page says around it.
fn full_text(page: &FullText) -> Value {
    let mut object = Object::default();
    object.some("content_html", content_html(&page.body));
    object.some("content_text", non_empty(&page.body.text));
    object.set("authors", authors(&page.authors));
    object.some("dateline", page.dateline.as_deref());
    object.some("initials", page.initials.as_deref());
    object.some("attribution", page.attribution.as_deref());
    object.some("picture", page.picture.as_ref().map(picture));
    object.set("links", lists(&page.links));
    object.set("fetched", page.fetched.to_string());
    object.into()
}

/// What one of an article's texts is called.
pub(super) fn text_name(text: TextOf) -> &'static str {
    match text {
        TextOf::Feed => "feed",
        TextOf::Page => "page",
    }
}

fn picture(picture: &Picture) -> Value {
    let mut object = Object::default();
    object.some("url", picture.url.as_deref());
    object.some("caption", picture.caption.as_deref());
    object.some("credit", picture.credit.as_deref());
    object.into()
}

fn authors(names: &[CleanText]) -> Vec<Value> {
    names.iter().map(|name| json!({ "name": name.as_str() })).collect()
}

fn lists(links: &Links) -> Value {
    let mut lists = Object::default();
    for (name, list) in links.named() {
        lists.set(name, list.iter().map(link).collect::<Vec<_>>());
    }
    lists.into()
}

/// The publisher's offset is kept, and so is a fraction of a second.
fn date(date: OffsetDateTime) -> String {
    date.timestamp.display_with_offset(date.offset).to_string()
}

fn content_html(body: &Body) -> Option<String> {
    let made = || non_empty(&body.text).map(|_| Document::from_text(&body.text).to_html());
    body.html.clone().or_else(made)
}

fn attachments(given: &NewArticle) -> Vec<Value> {
    let files = given.attachments.iter().map(|file| {
        let mut object = Object::default();
        object.set("url", file.url.as_str());
        object.set("mime_type", file.mime_type.as_str());
        object.some("size_in_bytes", file.size);
        object.some("duration_in_seconds", file.duration);
        object.into()
    });
    files.collect()
}

fn link(link: &Link) -> Value {
    json!({ "title": link.title.as_str(), "url": link.url })
}

fn non_empty(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

/// An object that is filled field by field.
#[derive(Default)]
struct Object(Map<String, Value>);

impl Object {
    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    fn some(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}
