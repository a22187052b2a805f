//! The reader's own tags in the store: apart from the publisher's, safe from every import, in one list with them. And what goes
//! with a tag, and the filter of the tags.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use warta::model::tag::MAX_OWN_TAGS;
use warta::model::{
    Anchor, ArticleId, Keep, Listing, Mark, NewArticle, Query, Row, Subscription, TagChange, TagCount, Window,
};
use warta::store::{Outcome, Store, StoreError};
use warta::text::CleanText;

use program::{Home, clock};

fn text(text: &str) -> CleanText {
    CleanText::line(text)
}

fn article(id: &str, tags: &[&str]) -> NewArticle {
    let mut article = NewArticle::new(ArticleId::new(id), text(&format!("Title {id}")), text("Wire"));
    article.body.text = text("The ferry was late.");
    article.tags = tags.iter().map(|tag| text(tag)).collect();
    article
}

fn put(store: &Store, articles: &[NewArticle]) -> Vec<Outcome> {
    let mut import = store.import(clock().now);
    let outcomes = articles.iter().map(|article| import.add(article).unwrap()).collect();
    import.finish().unwrap();
    outcomes
}

fn give(store: &Store, number: i64, tags: &[&str]) -> Vec<CleanText> {
    let add = tags.iter().map(|tag| text(tag)).collect();
    store.tag(number, &TagChange { add, remove: Vec::new() }).unwrap().1
}

fn own(store: &Store, number: i64) -> Vec<String> {
    let article = store.article(number).unwrap().unwrap();
    article.given.own_tags.into_iter().map(CleanText::into_string).collect()
}

fn rows(store: &Store, listing: &Listing) -> Vec<Row> {
    store.page(listing, Window { anchor: Anchor::Start, limit: 1000 }, &clock()).unwrap().rows
}

fn tagged(store: &Store, tag: &str) -> Vec<i64> {
    rows(store, &Listing::Tagged(text(tag))).iter().map(|row| row.headline().unwrap().number).collect()
}

fn counts(store: &Store, listing: &Listing) -> Vec<TagCount> {
    let tag = |row: Row| if let Row::Tag(tag) = row { tag } else { panic!("{row:?}") };
    rows(store, listing).into_iter().map(tag).collect()
}

fn names(store: &Store, filter: &str) -> Vec<String> {
    counts(store, &Listing::TagsWith(filter.to_owned())).into_iter().map(|tag| tag.name.into_string()).collect()
}

#[test]
fn an_update_of_an_article_leaves_the_readers_tags_alone() {
    let home = Home::new();
    let store = home.open();
    put(&store, &[article("1", &["nato", "rusia"])]);
    assert_eq!(give(&store, 1, &["riset", "Rusia"]), ["riset", "Rusia"].map(text));
    // An update with other tags, another date and tags of its own "reader".
    let mut changed = article("1", &["ukraina"]);
    changed.published = Some(warta::text::OffsetDateTime { timestamp: clock().now, offset: jiff::tz::Offset::UTC });
    changed.own_tags = vec![text("forged")];
    assert_eq!(put(&store, &[changed]), [Outcome::Updated]);
    assert_eq!(own(&store, 1), ["riset", "Rusia"]);
    for (tag, is_listed) in [("riset", true), ("rusia", true), ("ukraina", true), ("nato", false), ("forged", false)] {
        assert_eq!(tagged(&store, tag), if is_listed { vec![1] } else { Vec::new() }, "{tag}");
    }
    // The publisher's tag goes without the reader's, and the other way round.
    put(&store, &[article("1", &["rusia"])]);
    store.tag(1, &TagChange { add: Vec::new(), remove: vec![text("RUSIA"), text("riset")] }).unwrap();
    assert_eq!((tagged(&store, "rusia"), tagged(&store, "riset")), (vec![1], Vec::new()));
}

#[test]
fn a_list_of_a_tag_has_articles_of_both_kinds_in_their_order_and_each_once() {
    let home = Home::new();
    let store = home.open();
    let some: Vec<NewArticle> =
        (1..=6).map(|n| article(&n.to_string(), if n % 2 == 0 { &["x"] } else { &[] })).collect();
    put(&store, &some);
    for number in [1, 2, 5] {
        give(&store, number, &["X"]);
    }
    assert_eq!(tagged(&store, "#x"), [6, 5, 4, 2, 1]);
    let [x] = &counts(&store, &Listing::Tags)[..] else { panic!("one tag") };
    assert_eq!((x.name.as_str(), x.articles, x.unread, x.own), ("x", 5, 5, 3));
    store.mark(2, Mark::Read(true), clock().now).unwrap();
    store.mark(3, Mark::Read(true), clock().now).unwrap();
    assert_eq!(counts(&store, &Listing::Tags)[0].unread, 4);
    store.mark(2, Mark::Read(false), clock().now).unwrap();
    store.tag(5, &TagChange { add: Vec::new(), remove: vec![text("x")] }).unwrap();
    assert_eq!((counts(&store, &Listing::Tags)[0].unread, tagged(&store, "x")), (4, vec![6, 4, 2, 1]));
    let found = store.search(&Query::parse("tag:x"), 9, &clock()).unwrap();
    assert_eq!(found.len(), 4);
}

#[test]
fn what_a_change_did_leads_back_to_what_was() {
    let home = Home::new();
    let store = home.open();
    put(&store, &[article("1", &[])]);
    give(&store, 1, &["a", "b"]);
    let wish = TagChange { add: ["b", "c"].map(text).to_vec(), remove: ["a", "never there"].map(text).to_vec() };
    let (change, tags) = store.tag(1, &wish).unwrap();
    assert_eq!(change, TagChange { add: vec![text("c")], remove: vec![text("a")] });
    assert_eq!(tags, ["b", "c"].map(text));
    store.tag(1, &change.opposite()).unwrap();
    assert_eq!(own(&store, 1), ["b", "a"]);
    assert!(matches!(store.tag(7, &wish), Err(StoreError::NoArticle(_))));
}

#[test]
fn an_article_has_as_many_tags_as_the_limit_and_not_one_more() {
    let home = Home::new();
    let store = home.open();
    put(&store, &[article("1", &[])]);
    let some: Vec<String> = (0..MAX_OWN_TAGS).map(|n| format!("tag{n}")).collect();
    let at: Vec<&str> = some.iter().map(String::as_str).collect();
    assert_eq!(give(&store, 1, &at).len(), MAX_OWN_TAGS);
    let more = TagChange { add: vec![text("one more")], remove: Vec::new() };
    assert!(matches!(store.tag(1, &more), Err(StoreError::ManyTags { found }) if found == MAX_OWN_TAGS + 1));
    assert_eq!(own(&store, 1).len(), MAX_OWN_TAGS);
    store.tag(1, &TagChange { remove: vec![text("tag0")], ..more }).unwrap();
    assert_eq!(own(&store, 1).last().unwrap(), "one more");
}

#[test]
fn an_article_that_the_reader_has_tagged_is_not_let_go() {
    let home = Home::new();
    let store = home.open();
    let feed = "https://a.example/feed";
    let mut import = store.import(clock().now);
    import.subscribe(&Subscription::new(feed.to_owned())).unwrap();
    import.finish().unwrap();
    let mut settled = store.feed_of(feed).unwrap();
    settled.keep = Keep::Articles(1);
    store.settle(&settled).unwrap();
    let some: Vec<NewArticle> =
        (1..=4).map(|n| NewArticle { feeds: vec![feed.to_owned()], ..article(&n.to_string(), &["x"]) }).collect();
    put(&store, &some);
    give(&store, 2, &["riset"]);
    assert_eq!(store.let_go(&[settled.number], clock().now, &|| false).unwrap(), 2);
    assert_eq!((tagged(&store, "x"), tagged(&store, "riset")), (vec![4, 2], vec![2]));
    store.tag(2, &TagChange { add: Vec::new(), remove: vec![text("riset")] }).unwrap();
    assert_eq!(store.let_go(&[settled.number], clock().now, &|| false).unwrap(), 1);
    assert_eq!(tagged(&store, "x"), [4]);
}

#[test]
fn tags_go_together_by_the_newest_articles_of_one() {
    let home = Home::new();
    let store = home.open();
    // 250 articles of a tag: the oldest 50 stand beside another than the newest 200; everything is common.
    let of = |n: usize| match n {
        0..50 => ["nato", "old", "news"],
        50..150 => ["nato", "rusia", "news"],
        150..248 => ["nato", "ukraina", "news"],
        248..250 => ["nato", "both", "news"],
        _ => ["other", "more", "news"],
    };
    let some: Vec<NewArticle> = (0..400).map(|n| article(&n.to_string(), &of(n))).collect();
    put(&store, &some);
    let beside = |tag: &str, limit: usize| -> Vec<(String, usize, usize)> {
        let beside = store.related_tags(tag, limit).unwrap();
        beside.into_iter().map(|tag| (tag.name.into_string(), tag.together, tag.articles)).collect()
    };
    let expected =
        [("rusia", 100, 100), ("ukraina", 98, 98), ("both", 2, 2)].map(|(name, n, m)| (name.to_owned(), n, m));
    assert_eq!(beside("#NATO", 9), expected);
    assert_eq!(beside("nato", 1), expected[..1]);
    assert_eq!(beside("old", 9), [("nato".to_owned(), 50, 250)], "what stands beside all tells nothing");
    assert_eq!(beside("no such tag", 9), []);
}

#[test]
fn a_filter_finds_tags_by_any_part_of_their_names_most_used_first() {
    let home = Home::new();
    let store = home.open();
    let tags = [&["Gempa", "gempa bumi"][..], &["Gempa", "BMKG"], &["gempa", "100%_"], &["Ünsal", "札幌"]];
    let some: Vec<NewArticle> = tags.iter().enumerate().map(|(n, tags)| article(&n.to_string(), tags)).collect();
    put(&store, &some);
    give(&store, 4, &["Gempa susulan"]);
    assert_eq!(names(&store, "GEMP"), ["Gempa", "Gempa susulan", "gempa bumi"]);
    for (filter, found) in [("%_", "100%_"), ("ünsal", "Ünsal"), ("幌", "札幌"), (" bm ", "BMKG"), ("#bmkg", "BMKG")]
    {
        assert_eq!(names(&store, filter), [found], "{filter}");
    }
    assert_eq!((names(&store, "no such"), names(&store, "' OR 1")), (Vec::new(), Vec::new()));
    let page = store.page(&Listing::TagsWith("gempa".to_owned()), Window { anchor: Anchor::Start, limit: 2 }, &clock());
    let page = page.unwrap();
    assert_eq!((page.rows.len(), page.total), (2, 3));
    let window = Window { anchor: Anchor::After(page.rows[1].key()), limit: 2 };
    let rest = store.page(&Listing::TagsWith("gempa".to_owned()), window, &clock()).unwrap().rows;
    assert!(matches!(&rest[..], [Row::Tag(tag)] if tag.name.as_str() == "gempa bumi"));
}

#[test]
fn suggested_words_are_of_the_article_and_lead_to_others() {
    let home = Home::with_sample();
    let store = home.open();
    let mut any = 0;
    for number in 1..=store.counts().unwrap().articles as i64 {
        let suggested = store.company(number, 0, 5).unwrap().suggested;
        let given = store.article(number).unwrap().unwrap().given;
        let said = format!("{} {}", given.title, given.body.text.replace(['\n', '\u{a0}'], " ")).to_lowercase();
        for word in &suggested {
            assert!(said.contains(&word.to_lowercase()), "{number}: {word}");
            assert!(!given.tags.iter().any(|tag| tag.to_lowercase() == word.to_lowercase()), "{number}: {word}");
        }
        any += usize::from(!suggested.is_empty());
        assert!(suggested.len() <= 5 && store.company(number, 0, 5).unwrap().suggested == suggested);
    }
    assert!(any > 30, "{any}");
    assert_eq!(store.company(999, 0, 5).unwrap().suggested, Vec::<CleanText>::new());
}
