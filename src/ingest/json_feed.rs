//! JSON Feed 1.0 and 1.1: its items are cut out of it first and read one by one, so that a broken one of a thousand
//! costs itself only, and a feed that ends in the middle keeps the items before.

use std::collections::HashMap;
use std::fmt;
use std::ops::ControlFlow;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

use super::encoding::decode;
use super::item::{self, Outlet, Setting};
use super::{Hint, IngestError, Item, json, limits};
use crate::document::web_address;
use crate::model::{Body, NewArticle};
use crate::text::{CleanText, Language};

/// Fields of the feed itself that are looked at.
pub(super) const FIELDS: usize = 64;

/// Reads a JSON Feed of which all `bytes` are there.
pub(super) fn read(
    bytes: &[u8],
    hint: &Hint,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let decoded = decode(bytes, hint.charset.as_deref());
    let text = decoded.text.trim_start_matches('\u{feff}');
    let mut outline = Outline::default();
    let mut reader = serde_json::Deserializer::from_str(text);
    let broken = reader.deserialize_map(&mut outline).and_then(|()| reader.end()).err();
    if let Some(error) = &broken
        && outline.items.is_empty()
    {
        return Err(if error.is_eof() {
            IngestError::CutShort { line: error.line() }
        } else {
            IngestError::NotWellFormed { line: error.line(), reason: json::unreadable(error) }
        });
    }
    let setting = outline.setting(hint);
    let mut outlet = Outlet::new(sink, true);
    outlet.expect(&outline.sharing(&setting));
    let mut of_feed = decoded.notice;
    for (at, item) in outline.items.iter().enumerate() {
        let read = json::read(item.get()).and_then(|mut draft| {
            draft.notices.extend(of_feed.take());
            setting.article(draft)
        });
        if outlet.put(at + 1, read).is_break() {
            return Ok(());
        }
    }
    let number = outline.items.len() + 1;
    let reason = if outline.more {
        format!("the feed has more than {} items; the rest was left out", limits::ITEMS)
    } else if let Some(error) = broken {
        let happened = if error.is_eof() { "ends in the middle" } else { "cannot be read on" };
        format!("the feed {happened}, on line {}", error.line())
    } else if number == 1 {
        return Err(IngestError::NoItems);
    } else {
        return Ok(());
    };
    // Nothing follows that a sink which has enough could be spared.
    let _ = outlet.skip(number, CleanText::line(&reason));
    Ok(())
}

/// The fields of a feed and its items, still as JSON.
#[derive(Default)]
struct Outline<'a> {
    fields: HashMap<String, &'a RawValue>,
    items: Vec<&'a RawValue>,
    more: bool,
}

/// What an item says of which article it is.
#[derive(Deserialize)]
struct Identity<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    url: Option<&'a RawValue>,
}

impl Outline<'_> {
    /// The articles that say the same id as another, or, where they say none, the same address; without their text.
    fn sharing(&self, setting: &Setting<'_>) -> Vec<NewArticle> {
        let said = |item: &&RawValue| {
            let Identity { id, url } = serde_json::from_str(item.get()).ok()?;
            id.or(url).map(|said| said.get().to_owned())
        };
        let said: Vec<Option<String>> = self.items.iter().map(said).collect();
        let read = item::repeated(&said).into_iter().filter_map(|at| {
            let draft = json::read(self.items[at].get()).ok()?;
            setting.article(draft).ok()
        });
        read.map(|(article, _)| NewArticle { body: Body::default(), ..article }).collect()
    }

    fn setting<'h>(&self, hint: &'h Hint) -> Setting<'h> {
        let mut setting = Setting::new(hint);
        let text = |name: &str| match serde_json::from_str(self.fields.get(name)?.get()) {
            Ok(Value::String(text)) => Some(text),
            _ => None,
        };
        let own = text("feed_url").and_then(|url| web_address(&url, setting.base.as_ref()));
        setting.feed = own.map(String::from).filter(|_| !setting.hint.is_fetched).or(setting.feed);
        let near = [&setting.feed, &text("home_page_url")].into_iter().flatten().find_map(|url| web_address(url, None));
        setting.base = setting.base.or(near);
        setting.source = text("title").map(|title| limits::line(&title)).unwrap_or_default();
        setting.language = text("language").as_deref().and_then(Language::new);
        let list = |name: &str| serde_json::from_str::<Value>(self.fields.get(name)?.get()).ok();
        let authors = list("authors").or_else(|| list("author").map(|author| Value::Array(vec![author])));
        setting.authors = authors.map(json::authors).unwrap_or_default();
        setting
    }
}

impl<'de> Visitor<'de> for &mut Outline<'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a JSON Feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<String>()? {
            if name == "items" {
                map.next_value_seed(Items(&mut *self))?;
            } else {
                let value = map.next_value()?;
                if self.fields.len() < FIELDS {
                    self.fields.insert(name, value);
                }
            }
        }
        Ok(())
    }
}

/// The `items` of a feed.
struct Items<'o, 'a>(&'o mut Outline<'a>);

impl<'de> DeserializeSeed<'de> for Items<'_, 'de> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element()? {
            if self.0.items.len() < limits::ITEMS {
                self.0.items.push(item);
            } else {
                self.0.more = true;
            }
        }
        Ok(())
    }
}
