//! Which article an item is: the same one tomorrow, under another order of the feed, with another tracking link.
//!
//! The publisher's own guid comes first, then the canonical link, then a hash of what the item says. Nothing here
//! knows the store; every door of ingestion calls it.
//!
//! http and https are one ([`ArticleId::twin`]): addresses are kept as they came and compared both ways. `www.` and a
//! slash at the end are not taken away, for elsewhere they make another page, and a publisher's own links seldom differ in
//! them: an article shown twice does less harm than one that hides another.

use std::collections::HashMap;

use sha2::{Digest, Sha256};
use url::Url;

use crate::document::web_address;
use crate::model::ArticleId;
use crate::text::{CleanText, OffsetDateTime};

/// Characters of a text that go into its hash: enough to tell two stories apart, too few for a correction to reach.
pub const HASHED_TEXT: usize = 400;

/// Schemes whose identifiers are given out so that no two publishers share one.
const GLOBAL_SCHEMES: [&str; 9] = ["http", "https", "urn", "tag", "info", "doi", "ftp", "mid", "nntp"];

/// A guid without one of these schemes counts as unique in the world from this length on, if it holds a digit:
/// `5f0c2a9e-…` does, `12345` does not.
const UNIQUE_LENGTH: usize = 16;

/// Query parameters that say how a reader came to a page, not which page it is; `utm_` and what follows it too.
const TRACKING: [&str; 30] = [
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "at_campaign",
    "at_medium",
    "at_custom1",
    "at_custom2",
    "at_custom3",
    "at_custom4",
    "cmpid",
    "dclid",
    "fbclid",
    "ga_source",
    "gbraid",
    "gclid",
    "gclsrc",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "msclkid",
    "oly_enc_id",
    "ref_src",
    "srsltid",
    "ttclid",
    "twclid",
    "wbraid",
    "xtor",
    "yclid",
];

/// The identity of an item.
///
/// `guid` is what the publisher calls it, taken as it is where it is a URI or looks unique in the world, else behind
/// `scope`, the feed's address or name. Without one it is the canonical form of `link`, and without that a hash of
/// the rest. One longer than [`ArticleId::MAX`] bytes is hashed.
#[must_use]
pub fn identify(
    guid: Option<&str>,
    scope: &str,
    link: Option<&str>,
    title: &str,
    date: Option<OffsetDateTime>,
    text: &str,
) -> ArticleId {
    if let Some(guid) = guid.map(CleanText::line).and_then(CleanText::non_empty) {
        return if scope.is_empty() || is_global(&guid) { fitted(&guid) } else { fitted(&format!("{scope}#{guid}")) };
    }
    link.and_then(|link| canonical_link(link, None)).map_or_else(|| hashed(title, date, text), |link| fitted(&link))
}

/// An identity given by an export of Warta: as it is, hashed where it is longer than [`ArticleId::MAX`] bytes; none
/// where nothing is left of it once it is cleaned.
#[must_use]
pub fn given(id: &str) -> Option<ArticleId> {
    let id = CleanText::line(id).non_empty()?;
    Some(fitted(&id))
}

/// The identity of an item with neither guid nor link: a hash of its headline, its date and its text's beginning
/// ([`HASHED_TEXT`] characters). White space makes no difference.
#[must_use]
pub fn hashed(title: &str, date: Option<OffsetDateTime>, text: &str) -> ArticleId {
    let mut hash = Sha256::new();
    feed_words(&mut hash, title, usize::MAX);
    hash.update(b"\n");
    if let Some(date) = date {
        hash.update(date.timestamp.as_second().to_string());
    }
    hash.update(b"\n");
    feed_words(&mut hash, text, HASHED_TEXT);
    ArticleId::new(&format!("hash:{}", hex(&hash.finalize()[..16])))
}

/// The form of a link that stays the same while the ways to it change: [`web_address`] without user, fragment and
/// tracking parameters.
#[must_use]
pub fn canonical_link(raw: &str, base: Option<&Url>) -> Option<String> {
    let mut url = web_address(raw, base)?;
    // Both fail only for addresses that can have neither, which are none of the web.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.set_fragment(None);
    bare_query(&mut url);
    Some(url.into())
}

/// Takes off an address the parameters that say how a reader came to it, if it has any.
pub fn untrack(url: &mut Url) {
    if url.query().is_some_and(|query| query.split('&').any(is_tracking)) {
        bare_query(url);
    }
}

/// The query without what is empty and what tracks; none where nothing is left of it.
fn bare_query(url: &mut Url) {
    let Some(query) = url.query() else { return };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !is_tracking(pair)).collect();
    let kept = kept.join("&");
    url.set_query((!kept.is_empty()).then_some(kept.as_str()));
}

/// The identities that one input has given so far, so that two items under one guid stay two articles.
#[derive(Debug, Default)]
pub struct Given(HashMap<ArticleId, CleanText>);

impl Given {
    /// Keeps `id` for the item of this `title`, wherever it comes among those that give the same.
    pub fn reserve(&mut self, id: ArticleId, title: &str) {
        self.0.insert(id, CleanText::line(title));
    }

    /// `id` itself where it is new here or came with this same `title`; else `id` with a hash of the title behind it.
    pub fn apart(&mut self, id: ArticleId, title: &str) -> ArticleId {
        let title = CleanText::line(title);
        let Some(first) = self.0.get(&id) else {
            self.0.insert(id.clone(), title);
            return id;
        };
        if *first == title {
            return id;
        }
        fitted(&format!("{id}#{}", hashed(&title, None, "").as_str().trim_start_matches("hash:")))
    }
}

/// Whether no other publisher would use this guid for something else.
fn is_global(guid: &str) -> bool {
    let scheme = guid.split_once(':').filter(|(_, rest)| !rest.is_empty() && !guid.contains(char::is_whitespace));
    scheme.is_some_and(|(scheme, _)| GLOBAL_SCHEMES.iter().any(|known| scheme.eq_ignore_ascii_case(known)))
        || guid.chars().count() >= UNIQUE_LENGTH && guid.contains(|c: char| c.is_ascii_digit())
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    name.starts_with("utm_") || name.starts_with("itm_") || TRACKING.contains(&name.as_str())
}

/// `text` as an identity, hashed where it is too long.
fn fitted(text: &str) -> ArticleId {
    let id = ArticleId::new(text);
    if id.as_str().len() <= ArticleId::MAX {
        return id;
    }
    ArticleId::new(&format!("hash:{}", hex(&Sha256::digest(id.as_str())[..16])))
}

fn feed_words(hash: &mut Sha256, text: &str, limit: usize) {
    let mut left = limit;
    for word in text.split_whitespace() {
        let end = word.char_indices().nth(left).map_or(word.len(), |(at, _)| at);
        hash.update(&word[..end]);
        hash.update(b" ");
        left = left.saturating_sub(word.chars().count() + 1);
        if left == 0 {
            return;
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |four: u8| char::from_digit(u32::from(four), 16).unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_guid(guid: &str) -> String {
        identify(Some(guid), "https://a.example/feed", Some("https://a.example/1"), "T", None, "").to_string()
    }

    #[test]
    fn a_guid_that_is_unique_in_the_world_is_taken_as_it_is() {
        for guid in ["urn:uuid:1", "https://b.example/?p=1", "tag:b.example,2022:x", "5f0c2a9e-77aa-4b10", "HTTP://B/"]
        {
            assert_eq!(by_guid(guid), guid);
        }
        assert_eq!(by_guid("  urn:x:1\n"), "urn:x:1");
    }

    #[test]
    fn a_guid_that_another_feed_may_use_stands_behind_its_feed() {
        for guid in ["12345", "post:12", "12 at https://b.example", "a-long-word-without-numbers", "urn:"] {
            let expected =
                if guid.contains("at https") { guid.to_owned() } else { format!("https://a.example/feed#{guid}") };
            assert_eq!(by_guid(guid), expected);
        }
    }

    #[test]
    fn without_a_guid_the_canonical_link_counts() {
        let id = |link| identify(Some(" \u{200b}"), "s", Some(link), "T", None, "x").to_string();
        assert_eq!(id("HTTPS://A.Example:443/x?b=2&utm_source=rss&fbclid=9&a=1#top"), "https://a.example/x?b=2&a=1");
        assert_eq!(id("https://u:p@a.example/?UTM_Medium=x"), "https://a.example/");
        assert_eq!(id("https://a.example/x?"), "https://a.example/x");
        assert_eq!(id("https://a.example/x?a=1&&b="), "https://a.example/x?a=1&b=");
        assert!(id("javascript:alert(1)").starts_with("hash:"));
        assert!(id("mailto:a@b.example").starts_with("hash:"));
    }

    #[test]
    fn an_address_loses_what_tracks_its_reader_and_nothing_else() {
        for (address, expected) in [
            ("https://a.example/x?b=2&utm_source=rss&a=1#top", "https://a.example/x?b=2&a=1#top"),
            ("https://a.example/x?fbclid=9", "https://a.example/x"),
            ("https://a.example/x?a=1&&b=#fbclid=9", "https://a.example/x?a=1&&b=#fbclid=9"),
        ] {
            let mut url = Url::parse(address).expect("an address");
            untrack(&mut url);
            assert_eq!(url.as_str(), expected);
        }
    }

    #[test]
    fn a_hash_depends_on_title_date_and_text_but_not_on_white_space() {
        let id = hashed("A  title", None, "Some\n\ntext");
        assert_eq!(id, hashed("A title", None, " Some text "));
        assert_eq!(id.as_str().len(), "hash:".len() + 32);
        assert_ne!(id, hashed("A title", None, "Other text"));
        let date = OffsetDateTime { timestamp: jiff::Timestamp::UNIX_EPOCH, offset: jiff::tz::Offset::UTC };
        assert_ne!(id, hashed("A title", Some(date), "Some text"));
    }

    #[test]
    fn a_correction_far_down_in_the_text_changes_nothing() {
        let long = "word ".repeat(200);
        assert_eq!(hashed("T", None, &format!("{long} one")), hashed("T", None, &format!("{long} two")));
        assert_eq!(hashed("T", None, &"x".repeat(HASHED_TEXT)), hashed("T", None, &"x".repeat(HASHED_TEXT + 1)));
        assert_ne!(hashed("T", None, &"x".repeat(HASHED_TEXT - 1)), hashed("T", None, &"x".repeat(HASHED_TEXT)));
    }

    #[test]
    fn an_identity_is_hashed_one_byte_past_the_limit() {
        let at = format!("urn:{}", "1".repeat(ArticleId::MAX - 4));
        assert_eq!(by_guid(&at), at);
        assert!(by_guid(&format!("{at}1")).starts_with("hash:"));
        assert_eq!(given(&at).as_ref().map(ArticleId::as_str), Some(at.as_str()));
        assert!(by_guid(&"g1".repeat(500_000)).len() < 64, "a guid of a megabyte");
        assert_eq!(given("\u{202e}\n"), None);
    }

    #[test]
    fn an_identity_that_is_kept_for_an_item_goes_to_no_other() {
        let mut ids = Given::default();
        let id = ArticleId::new("urn:x:1");
        ids.reserve(id.clone(), "Two");
        assert_ne!(ids.apart(id.clone(), "One"), id);
        assert_eq!(ids.apart(id.clone(), "Two"), id);
    }

    #[test]
    fn http_and_https_are_twins_and_nothing_else_is() {
        let twin = |id: &str| ArticleId::new(id).twin().map(|twin| twin.to_string());
        assert_eq!(twin("http://a.example/1#x").as_deref(), Some("https://a.example/1#x"));
        assert_eq!(twin("https://a.example/1").as_deref(), Some("http://a.example/1"));
        assert_eq!((twin("urn:x:1"), twin("ftp://a.example"), twin("a http://b")), (None, None, None));
    }

    #[test]
    fn two_items_under_one_guid_stay_two_articles() {
        let mut ids = Given::default();
        let id = ArticleId::new("urn:x:1");
        assert_eq!(ids.apart(id.clone(), "One"), id);
        let second = ids.apart(id.clone(), "Two");
        assert!(second.as_str().starts_with("urn:x:1#"), "{second}");
        assert_eq!(ids.apart(id.clone(), "One"), id);
        assert_eq!(ids.apart(id, "Two"), second);
    }
}
