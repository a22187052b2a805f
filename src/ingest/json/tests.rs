//! JSON in, articles out, and back: JSON Feed, JSON Lines and what `to_json` writes.

mod own_tags;

use std::io::{BufReader, Cursor, Read};
use std::ops::ControlFlow;

use jiff::tz::Offset;
use proptest::prelude::any;
use proptest::{prop_assert, proptest};

use crate::ingest::{Batch, Hint, IngestError, Item, Kind, batch, ingest, json_feed, limits, lines, to_json};
use crate::model::{
    Article, ArticleId, Attachment, Body, FullText, Link, Links, Marks, NewArticle, Picture, Position, Response, TextOf,
};
use crate::text::{CleanText, Language, OffsetDateTime};

#[track_caller]
fn read(text: &str) -> Batch {
    match batch(text.as_bytes(), &Hint::default()) {
        Ok(batch) => batch,
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn error(text: &str) -> IngestError {
    match batch(text.as_bytes(), &Hint::default()) {
        Ok(batch) => panic!("{batch:?}"),
        Err(error) => error,
    }
}

fn feed(items: &str) -> String {
    format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Kabar", "feed_url": "https://a.example/feed.json",
"language": "id", "authors": [{{"name": "Redaksi"}}], "items": [{items}]}}"#
    )
}

fn line(text: &str) -> CleanText {
    CleanText::line(text)
}

fn time(text: &str) -> jiff::Timestamp {
    text.parse().unwrap_or_default()
}

/// An article of which everything is known.
fn full() -> Article {
    let mut given =
        NewArticle::new(ArticleId::new("urn:x:1"), line("NATO “siap” \u{1f1ee}\u{1f1e9}"), line("SINDOnews"));
    given.url = Some("https://a.example/1".to_owned());
    given.body = Body {
        html: Some("<p>Satu <a href=\"https://b.example/\">dua</a>.</p>".to_owned()),
        text: CleanText::lines("Satu dua.\n\nTiga."),
    };
    given.summary = Some(line("Satu dua."));
    given.published = Some(OffsetDateTime {
        timestamp: time("2022-01-08T06:03:00Z"),
        offset: Offset::from_hours(7).unwrap_or(Offset::UTC),
    });
    given.authors = vec![line("Min Chen"), line("Budi")];
    given.initials = Some(line("min"));
    given.dateline = Some(line("BRUSSELS"));
    given.attribution = Some(line("Russia Today"));
    given.picture = Some(Picture { url: None, caption: Some(line("Pasukan")), credit: Some(line("REUTERS")) });
    given.tags = vec![line("Dunia"), line("NATO")];
    given.language = Language::new("id");
    given.feeds = ["https://a.example/feed.xml", "https://b.example/all.xml"].map(str::to_owned).to_vec();
    let link = |n: u8| Link { title: line(&format!("Judul {n}")), url: format!("https://a.example/{n}") };
    given.links = Links {
        related: vec![link(1), link(2)],
        recommended: vec![link(3)],
        popular: vec![link(4)],
        latest: vec![link(5)],
        video: vec![link(6)],
    };
    given.attachments = vec![Attachment {
        url: "https://a.example/a.mp3".to_owned(),
        mime_type: line("audio/mpeg"),
        size: Some(1),
        duration: Some(2),
    }];
    given.marks = Marks {
        read: Some(time("2022-01-09T00:00:00Z")),
        saved: Some(time("2022-01-09T00:00:01.5Z")),
        position: Position(17),
        text: Some(TextOf::Feed),
        response: Some(Response::Finished),
        less: Some(time("2022-01-09T00:00:02Z")),
    };
    given.own_tags = vec![line("riset"), line("Baca nanti")];
    given.full_text = Some(Box::new(FullText {
        body: Body { html: Some("<p>Utuh <em>sekali</em></p>".to_owned()), text: CleanText::lines("Utuh sekali") },
        authors: vec![line("Sari")],
        initials: Some(line("sar")),
        dateline: Some(line("KYIV")),
        attribution: Some(line("Antara")),
        picture: Some(Picture { url: Some("https://a.example/p.jpg".to_owned()), caption: None, credit: None }),
        links: Links { related: vec![link(7)], ..Links::default() },
        fetched: time("2022-01-10T00:00:00Z"),
    }));
    given.first_seen = Some(time("2022-01-08T07:00:00.123Z"));
    given.number = Some(12);
    Article { number: 12, first_seen: time("2022-01-08T07:00:00.123Z"), given }
}

#[track_caller]
fn comes_back(article: &Article) {
    let written = to_json(article).to_string();
    let batch = read(&written);
    assert_eq!((batch.kind, &batch.skipped, &batch.notices), (Kind::JsonLines, &vec![], &vec![]), "{written}");
    assert_eq!(batch.articles, std::slice::from_ref(&article.given));
}

#[test]
fn what_is_written_comes_back_equal() {
    comes_back(&full());
}

#[test]
fn a_bare_article_comes_back_equal() {
    let mut given = NewArticle::new(ArticleId::new("1"), line("T"), CleanText::default());
    given.first_seen = Some(time("2022-01-08T07:00:00Z"));
    given.number = Some(1);
    comes_back(&Article { number: 1, first_seen: time("2022-01-08T07:00:00Z"), given });
}

#[test]
fn an_article_that_is_only_an_address_comes_back_equal() {
    let mut given = NewArticle::new(ArticleId::new("1"), CleanText::default(), line("Kabar"));
    given.url = Some("https://a.example/1".to_owned());
    given.first_seen = Some(time("2022-01-08T07:00:00Z"));
    given.number = Some(1);
    comes_back(&Article { number: 1, first_seen: time("2022-01-08T07:00:00Z"), given });
}

#[test]
fn a_text_without_markup_comes_back_without_markup() {
    let mut article = full();
    article.given.body = Body { html: None, text: CleanText::lines("Satu & <dua>.\n\nTiga “empat”  lima.") };
    comes_back(&article);
}

#[test]
fn an_empty_text_is_no_text() {
    let read = read(&feed(r#"{"id": 1, "title": "a", "content_html": "<ul><li>b</ul>", "content_text": "\n"}"#));
    assert_eq!(read.articles[0].body.text.as_str(), "• b");
}

#[test]
fn the_fields_stand_in_the_order_of_the_contract() {
    let names = |value: &serde_json::Value| {
        value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    let mut article = full();
    if let Some(picture) = &mut article.given.picture {
        picture.url = Some("https://a.example/p.jpg".to_owned());
    }
    let written = to_json(&article);
    assert_eq!(
        names(&written),
        "id url title content_html content_text summary image date_published authors tags language attachments _warta"
    );
    assert_eq!(
        names(&written["_warta"]),
        "number source feed feeds dateline initials attribution picture first_seen read read_at saved saved_at position \
         text response less_at tags minutes links full_text"
    );
    assert_eq!(
        names(&written["_warta"]["full_text"]),
        "content_html content_text authors dateline initials attribution picture links fetched"
    );
    assert_eq!(written["date_published"], "2022-01-08T13:03:00+07:00");
    article.given.published = None;
    assert_eq!(to_json(&article).get("date_published"), None);
}

#[test]
fn a_json_feed_becomes_articles() {
    let batch = read(&feed(
        r#"{"id": 7, "url": "/1", "title": "Satu", "content_text": "Isi.", 
            "date_published": "2022-01-08T13:03:00+07:00"},
           {"id": "urn:x:2", "external_url": "https://b.example/2", "content_html": "<p>Dua</p>",
            "author": {"name": "Budi"}}"#,
    ));
    assert_eq!((batch.kind, batch.articles.len(), batch.skipped.len()), (Kind::JsonFeed, 2, 0));
    let [one, two] = batch.articles.as_slice() else { panic!("two") };
    assert_eq!(one.id.as_str(), "https://a.example/feed.json#7");
    assert_eq!(one.url.as_deref(), Some("https://a.example/1"));
    assert_eq!((one.source.as_str(), one.feeds.as_slice()), ("Kabar", &["https://a.example/feed.json".to_owned()][..]));
    assert_eq!(one.published.map(|at| at.to_string()).as_deref(), Some("2022-01-08T13:03:00+07:00"));
    assert_eq!(one.authors, [line("Redaksi")]);
    assert_eq!(two.authors, [line("Budi")]);
    assert_eq!(two.url.as_deref(), Some("https://b.example/2"));
    assert_eq!((two.body.text.as_str(), &two.body.html), ("Dua", &None));
}

#[test]
fn one_broken_item_of_a_thousand_is_named() {
    let good = r#"{"id": "urn:x", "title": "T"}"#;
    for (bad, reason) in [
        (r#"{"title": 1e999999}"#, "number out of range"),
        (r#"["a list"]"#, "it is a list, not an object"),
        (r#"{"url": "https://a.example/1"}"#, "it has no title and no text"),
        (r#"{"title": {"a": 1}}"#, "it has no title and no text"),
        ("17", "it is a number, not an object"),
    ] {
        let items = [vec![good; 500].join(","), bad.to_owned(), vec![good; 499].join(",")].join(",");
        let batch = read(&feed(&items));
        let reason_is = |bad: &str| batch.skipped.len() == 1 && batch.skipped[0].reason.contains(bad);
        let taken = batch.articles.len() + batch.skipped.len();
        assert_eq!((taken, batch.skipped.first().map(|s| s.item)), (1000, Some(501)), "{bad}");
        assert!(reason_is(reason), "{:?}", batch.skipped);
    }
}

#[test]
fn a_wrong_type_costs_the_field() {
    let batch = read(&feed(
        r#"{"title": "T", "id": [], "summary": 5, "tags": ["a", 3], "authors": "Budi", "date_published": 17,
            "image": true,
            "attachments": [{"url": "https://a.example/a.mp3", "size_in_bytes": "big",
            "duration_in_seconds": 61.7}, 4]}"#,
    ));
    let article = &batch.articles[0];
    assert_eq!((article.tags.len(), article.attachments[0].size, article.attachments[0].duration), (1, None, Some(61)));
    assert!(
        batch
            .notices
            .iter()
            .any(|notice| notice.reason.as_str() == "`summary` is a number, not text, and was left out")
    );
    assert!(batch.notices.len() >= 7, "{:?}", batch.notices);
}

#[test]
fn remarks_on_one_item_are_counted_at_the_limit_and_one_past_it() {
    let with = |n: usize| read(&feed(&format!(r#"{{"title": "T", "tags": [{}]}}"#, vec!["1"; n].join(","))));
    assert_eq!(with(limits::NOTICES).notices.len(), limits::NOTICES);
    let past = with(limits::NOTICES + 1).notices;
    assert_eq!(past.len(), limits::NOTICES + 1);
    assert_eq!(past.last().map(|notice| notice.reason.as_str()), Some("and 1 more remarks"));
}

#[test]
fn lone_surrogates_and_nuls_cost_nothing() {
    let batch = read(&feed(r#"{"title": "a\ud800b\udc00c\ud83d\ude00 \\ud800 d\u0000e\u001b[31mf"}"#));
    assert_eq!(batch.articles[0].title.as_str(), "a\u{fffd}b\u{fffd}c\u{1f600} \\ud800 def");
    let batch = read("{\"title\": \"raw \0 nul\"}\n{\"title\": \"T\"}\n{\"title\": \"\\ud800\\\\\"}");
    assert_eq!((batch.articles.len(), batch.skipped.len()), (2, 1), "{:?}", batch.skipped);
    assert!(batch.skipped[0].reason.contains("control character"), "{:?}", batch.skipped);
}

#[test]
fn depth_is_an_error_and_never_an_abort() {
    let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
    let batch = read(&feed(&format!(r#"{{"title": "T", "x": {deep}}}, {{"title": "U"}}"#)));
    assert_eq!((batch.articles.len(), batch.skipped.len()), (1, 1));
    assert_eq!(batch.skipped[0].reason.as_str(), "its JSON is nested too deep");
    let head = feed(r#"{"title": "T"}"#).replace("\"title\": \"Kabar\"", &format!("\"x\": {deep}"));
    assert_eq!(read(&head).articles.len(), 1, "what is not looked at may be as deep as it likes");
    let batch = read(&format!("{{\"title\": \"T\"}}\n{{\"title\": {deep}}}\n"));
    assert_eq!((batch.articles.len(), batch.skipped.len()), (1, 1));
    let hint = Hint { kind: Some(Kind::JsonFeed), ..Hint::default() };
    assert!(super::super::batch(deep.as_bytes(), &hint).is_err());
}

#[test]
fn a_json_feed_that_ends_in_the_middle_keeps_what_is_whole() {
    let whole = feed("{\"title\": \"1\"},\n{\"title\": \"2\"}");
    let at = whole.find("\"2\"").unwrap_or_default();
    let batch = read(&whole[..at]);
    assert_eq!(batch.articles.len(), 1);
    assert_eq!(
        (batch.skipped[0].item, batch.skipped[0].reason.as_str()),
        (2, "the feed ends in the middle, on line 3")
    );
    let at = whole.find("{\"title\": \"1\"").unwrap_or_default();
    assert!(matches!(error(&whole[..at]), IngestError::CutShort { line: 2 }));
    let behind = read(&format!("{} trailing", feed("{\"title\": \"1\"}")));
    assert_eq!((behind.articles.len(), behind.skipped.len()), (1, 1));
    assert!(matches!(error(&feed("")), IngestError::NoItems));
    assert!(matches!(
        error(&whole.replace('[', "").replace("\"items\"", "\"version\": 1, \"items\"")),
        IngestError::NotWellFormed { .. }
    ));
}

#[test]
fn the_oldest_of_those_that_share_an_id_keeps_it_whatever_their_order() {
    let item = |title: &str, day: u8| {
        format!(r#"{{"id": "urn:x:1", "title": "{title}", "date_published": "2022-01-0{day}T10:00:00Z"}}"#)
    };
    let (old, new) = (item("Old", 1), item("New", 2));
    for items in [format!("{old}, {new}"), format!("{new}, {old}")] {
        let mut ids: Vec<_> =
            read(&feed(&items)).articles.into_iter().map(|a| (a.title.to_string(), a.id.to_string())).collect();
        ids.sort();
        assert_eq!(ids[1], ("Old".to_owned(), "urn:x:1".to_owned()));
        assert!(ids[0].1.starts_with("urn:x:1#"), "{ids:?}");
    }
}

#[test]
fn keys_given_twice_and_a_byte_order_mark_do_no_harm() {
    let twice = "{\"title\": \"a\", \"title\": \"b\"}";
    let batch = read(&format!("\u{feff}{}", feed(twice)));
    assert_eq!(batch.articles[0].title.as_str(), "b");
    assert_eq!(read(&format!("\u{feff}{twice}\n")).articles.len(), 1);
}

#[test]
fn lines_that_are_no_items_are_skipped_by_their_number() {
    let batch = read("{\"title\": \"1\"}\r\n\nnonsense\n  \n[]\n{\"title\": \"6\"}");
    assert_eq!(batch.articles.len(), 2);
    assert_eq!(batch.skipped.iter().map(|skipped| skipped.item).collect::<Vec<_>>(), [3, 5]);
}

#[test]
fn an_id_is_taken_as_it_is() {
    let id = |id: &str| read(&format!("{{\"id\": \"{id}\", \"title\": \"T\"}}")).articles[0].id.to_string();
    assert_eq!(id("7"), "7");
    let at = "x".repeat(ArticleId::MAX);
    assert_eq!(id(&at), at);
    assert!(id(&format!("{at}x")).starts_with("hash:"));
    let twice = read("{\"id\": \"7\", \"title\": \"1\"}\n{\"id\": \"7\", \"title\": \"2\"}");
    assert_eq!(twice.articles[0].id, twice.articles[1].id);
}

#[test]
fn marks_without_their_time_take_that_of_the_first_sight() {
    let marks = |own: &str| read(&format!("{{\"title\": \"T\", \"_warta\": {{{own}}}}}")).articles[0].marks;
    let seen = "\"first_seen\": \"2022-01-08T00:00:00Z\"";
    assert_eq!(marks(&format!("{seen}, \"read\": true")).read, Some(time("2022-01-08T00:00:00Z")));
    assert_eq!(marks("\"saved\": true").saved, Some(jiff::Timestamp::UNIX_EPOCH));
    assert_eq!(marks("\"saved\": false, \"saved_at\": \"2022-01-08T00:00:00Z\"").saved, None);
    assert_eq!(marks("\"less\": true").less, Some(jiff::Timestamp::UNIX_EPOCH));
    assert_eq!(marks("\"read\": \"yes\", \"position\": -3"), Marks::default());
    for odd in ["\"adored\"", "2", "[\"finished\"]", "null", "\"\\u001b[2J\""] {
        assert_eq!(marks(&format!("\"response\": {odd}, \"less\": 1, \"less_at\": \"soon\"")), Marks::default());
    }
}

#[test]
fn links_are_counted_at_the_limit_and_one_past_it() {
    let with = |n: usize| {
        let list: Vec<_> =
            (0..n).map(|n| format!("{{\"title\": \"{n}\", \"url\": \"https://a.example/{n}\"}}")).collect();
        read(&format!("{{\"title\": \"T\", \"_warta\": {{\"links\": {{\"popular\": [{}]}}}}}}", list.join(",")))
    };
    let at = with(limits::LINKS);
    assert_eq!((at.articles[0].links.popular.len(), at.notices.len()), (limits::LINKS, 0));
    let past = with(limits::LINKS + 1);
    assert_eq!((past.articles[0].links.popular.len(), past.notices.len()), (limits::LINKS, 1));
    let odd = read(
        "{\"title\": \"T\", \"_warta\": {\"links\": {\"video\": [{\"title\": \"x\", \"url\": \"javascript:x\"}]}}}",
    );
    assert_eq!((odd.articles[0].links.video.len(), odd.notices.len()), (0, 1));
}

#[test]
fn a_body_is_counted_at_the_limit_and_one_past_it() {
    let with = |n: usize| read(&format!("{{\"content_text\": \"{}\"}}", "x".repeat(n)));
    let at = with(limits::BODY);
    assert_eq!((at.articles[0].body.text.len(), at.notices.len()), (limits::BODY, 0));
    let past = with(limits::BODY + 1);
    assert_eq!((past.articles[0].body.text.len(), past.notices.len()), (limits::BODY, 1));
    assert!(past.notices[0].reason.contains("4 MiB"));
}

#[test]
fn fields_of_a_feed_are_counted_at_the_limit_and_one_past_it() {
    let with = |n: usize| {
        let before: Vec<_> = (1..n).map(|n| format!("\"x{n}\": 0, ")).collect();
        let hint = Hint { kind: Some(Kind::JsonFeed), ..Hint::default() };
        let feed = format!("{{{}\"title\": \"Kabar\", \"items\": [{{\"title\": \"T\"}}]}}", before.concat());
        batch(feed.as_bytes(), &hint)
            .map_or_else(|error| error.to_string(), |batch| batch.articles[0].source.to_string())
    };
    assert_eq!(with(json_feed::FIELDS), "Kabar");
    assert_eq!(with(json_feed::FIELDS + 1), "");
}

#[test]
fn items_of_a_feed_are_counted_at_the_limit_and_one_past_it() {
    let with = |n: usize| read(&feed(&vec!["{\"title\": \"T\"}"; n].join(",")));
    let at = with(limits::ITEMS);
    assert_eq!((at.articles.len(), at.skipped.len()), (limits::ITEMS, 0));
    let past = with(limits::ITEMS + 1);
    assert_eq!((past.articles.len(), past.skipped.len()), (limits::ITEMS, 1));
}

#[test]
fn feeds_of_an_article_are_counted_at_the_limit_and_one_past_it() {
    let with = |n: usize| {
        let feeds: Vec<_> = (1..n).map(|n| format!("\"https://a.example/{n}\"")).collect();
        let ours =
            format!("{{\"feed\": \"https://a.example\", \"feeds\": [\"https://a.example/\", {}]}}", feeds.join(","));
        let found = read(&format!("{{\"title\": \"T\", \"_warta\": {ours}}}"));
        (found.articles[0].feeds.len(), found.notices.len())
    };
    assert_eq!(with(NewArticle::FEEDS), (NewArticle::FEEDS, 0));
    assert_eq!(with(NewArticle::FEEDS + 1), (NewArticle::FEEDS, 1));
}

#[test]
fn what_an_export_leaves_out_is_not_made_up_from_its_file() {
    let hint = Hint { name: line("export"), url: Some("https://c.example/export.jsonl".to_owned()), ..Hint::default() };
    let own = batch(b"{\"title\": \"Pagi ini hujan turun di Jakarta\", \"_warta\": {\"number\": 1}}", &hint)
        .map(|batch| batch.articles[0].clone());
    assert!(own.is_ok_and(|own| own.source.is_empty() && own.feeds.is_empty() && own.language.is_none()));
    let other = batch(b"{\"title\": \"T\"}", &hint).map(|batch| batch.articles[0].clone());
    assert!(other.is_ok_and(|other| other.source.as_str() == "export"));
}

#[test]
fn a_line_is_counted_at_the_limit_and_one_past_it() {
    let with = |n: usize| {
        let pad = n - "{\"title\":\"T\",\"x\":\"\"}".len();
        let long = format!("{{\"title\":\"T\",\"x\":\"{}\"}}", "x".repeat(pad));
        assert_eq!(long.len(), n);
        read(&format!("{long}\n{{\"title\": \"U\"}}\n"))
    };
    assert_eq!(with(lines::LINE).articles.len(), 2);
    let past = with(lines::LINE + 1);
    assert_eq!((past.articles.len(), past.skipped.len()), (1, 1));
    assert_eq!((past.skipped[0].item, past.skipped[0].reason.as_str()), (1, "the line is longer than 8 MiB"));
}

#[test]
fn lines_are_handed_on_as_they_come_and_only_as_far_as_they_are_wanted() {
    // Without an end: only reading line by line, and stopping when told to, ever returns.
    let line = b"{\"title\": \"T\"}\n";
    let mut endless = BufReader::new(Endless(line, 0));
    let mut seen = 0;
    let kind = ingest(&mut endless, &Hint::default(), &mut |item| {
        seen += usize::from(matches!(item, Item::Article(_)));
        if seen == 10_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(kind, Ok(Kind::JsonLines)));
    assert_eq!(seen, 10_000);
}

/// The same bytes over and over.
struct Endless(&'static [u8], usize);

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for byte in buffer.iter_mut() {
            *byte = self.0[self.1];
            self.1 = (self.1 + 1) % self.0.len();
        }
        Ok(buffer.len())
    }
}

#[test]
fn a_line_of_gigabytes_is_not_held() {
    // 64 MiB without a line end in a reader that gives them from a few bytes.
    let long = Cursor::new(b"{\"title\": \"").chain(Endless(b"x", 0).take(64 << 20));
    let mut input = BufReader::with_capacity(1 << 16, long.chain(Cursor::new(b"\"}\n{\"title\": \"T\"}\n")));
    let mut items = Vec::new();
    let kind = ingest(&mut input, &Hint::default(), &mut |item| {
        items.push(item);
        ControlFlow::Continue(())
    });
    assert!(matches!(kind, Ok(Kind::JsonLines)), "{kind:?}");
    assert!(matches!(items.as_slice(), [Item::Skipped(_), Item::Article(_)]), "{items:?}");
}

proptest! {
    #[test]
    fn any_text_comes_back_equal(title in any::<String>(), text in any::<String>(), tag in any::<String>()) {
        let title = limits::line(&format!("T {title}"));
        let mut article = Article { number: 12, first_seen: time("2022-01-08T07:00:00Z"), given: full().given };
        article.given.first_seen = Some(article.first_seen);
        article.given.title = title;
        article.given.body = Body { html: None, text: CleanText::lines(CleanText::lines(&text).trim_matches('\n')) };
        article.given.tags = limits::distinct([tag], limits::TAGS).0;
        comes_back(&article);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200), start in 0_usize..4) {
        let start: &[u8] = [&b""[..], b"{\"title\": \"", b"<rss><channel><item><title>", b"{\"items\":[{"][start];
        let input = [start, &bytes].concat();
        for kind in [None, Some(Kind::Feed), Some(Kind::JsonFeed), Some(Kind::JsonLines), Some(Kind::Text)] {
            if let Err(error) = batch(&input, &Hint { kind, ..Hint::default() }) {
                prop_assert!(!error.to_string().contains(char::is_control), "{error}");
            }
        }
    }
}
