//! Following: what is kept of it, the one list of all followed articles, its counts and limits, the commands, the export,
//! and the keys of the reader.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Value, json};
use warta::app::{Effect, Key, Msg, State, update};
use warta::ingest::{self, Hint};
use warta::model::{
    Anchor, ArticleId, Counted, Follow, FollowCount, FollowKind, Listing, Mark, NewArticle, Query, Row, Unfollowable,
    Window,
};
use warta::snapshot::Driver;
use warta::store::{Store, StoreError};
use warta::text::CleanText;

use program::{Home, clock};

fn follow(kind: FollowKind, value: &str) -> Follow {
    Follow::new(kind, value).unwrap()
}

fn seconds(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

fn exactly(count: usize) -> Counted {
    Counted { count, is_more: false }
}

fn at_least(count: usize) -> Counted {
    Counted { count, is_more: true }
}

fn rows(store: &Store, listing: &Listing) -> Vec<Row> {
    store.page(listing, Window { anchor: Anchor::Start, limit: 10_000 }, &clock()).unwrap().rows
}

fn numbers(store: &Store, listing: &Listing) -> Vec<i64> {
    rows(store, listing).iter().filter_map(Row::headline).map(|headline| headline.number).collect()
}

fn counts(store: &Store) -> Vec<(Option<Follow>, Counted, Counted)> {
    let counted = |row: Row| match row {
        Row::Follow(FollowCount { follow, articles, unread, .. }) => (follow, articles, unread),
        row => panic!("{row:?}"),
    };
    rows(store, &Listing::Following).into_iter().map(counted).collect()
}

/// So many articles of one author with one tag, a minute apart.
fn flood(store: &Store, range: std::ops::Range<i64>) {
    let mut import = store.import(clock().now);
    for number in range {
        let id = ArticleId::new(&number.to_string());
        let mut article = NewArticle::new(id, CleanText::line(&format!("Ferry {number}")), CleanText::line("Wire"));
        article.first_seen = Some(seconds(1_600_000_000 + number * 60));
        article.authors = vec![CleanText::line("Nell Garrowby")];
        article.tags = vec![CleanText::line("ferry")];
        import.add(&article).unwrap();
    }
    import.finish().unwrap();
}

#[test]
fn a_thing_is_followed_once_and_no_longer_when_that_is_said() {
    let home = Home::with_sample();
    let store = home.open();
    let (now, later) = (seconds(5), seconds(6));
    assert!(store.follow(&follow(FollowKind::Tag, "NATO"), now).unwrap());
    assert!(!store.follow(&follow(FollowKind::Tag, "#nato"), later).unwrap(), "in other letters it is the same tag");
    assert!(store.follow(&follow(FollowKind::Query, "nato"), later).unwrap(), "and a query is no tag");
    let held = store.follows().unwrap();
    assert_eq!(held, [(follow(FollowKind::Tag, "NATO"), now), (follow(FollowKind::Query, "nato"), later)]);
    assert!(store.unfollow(&follow(FollowKind::Tag, "Nato")).unwrap());
    assert!(!store.unfollow(&follow(FollowKind::Tag, "Nato")).unwrap());
    assert_eq!(store.follows().unwrap().len(), 1);
}

#[test]
fn all_of_it_is_one_list_newest_first_and_each_article_once() {
    let home = Home::with_sample();
    let store = home.open();
    assert_eq!((numbers(&store, &Listing::Followed), rows(&store, &Listing::Following)), (vec![], vec![]));
    let follows = [
        follow(FollowKind::Tag, "wolorata"),
        follow(FollowKind::Source, "The Meridian"),
        follow(FollowKind::Author, "sari"),
        follow(FollowKind::Query, "kapal bantuan"),
        follow(FollowKind::Query, "lang:id komet OR laut"),
        follow(FollowKind::Query, "lang:jv"),
        follow(FollowKind::Tag, "no such tag"),
        follow(FollowKind::Source, "no such source"),
    ];
    let mut expected = BTreeSet::new();
    for (at, thing) in follows.iter().enumerate() {
        store.follow(thing, seconds(at as i64)).unwrap();
        expected.extend(numbers(&store, &thing.listing()));
        let of_latest: Vec<i64> =
            numbers(&store, &Listing::Articles).into_iter().filter(|number| expected.contains(number)).collect();
        assert_eq!(numbers(&store, &Listing::Followed), of_latest, "with {thing:?}");
    }
    assert!(expected.len() > 8 && expected.len() < 49, "{expected:?}");
    for number in expected.iter().take(3) {
        store.mark(*number, Mark::Read(true), clock().now).unwrap();
    }
    let counted = counts(&store);
    assert_eq!(counted[0], (None, exactly(expected.len()), exactly(expected.len() - 3)));
    assert_eq!(counted.len(), follows.len() + 1);
    for ((thing, articles, unread), expected) in counted[1..].iter().zip(follows.iter().rev()) {
        assert_eq!(thing.as_ref(), Some(expected), "last followed first");
        let listed = rows(&store, &expected.listing());
        let of_them = listed.iter().filter_map(Row::headline).filter(|headline| headline.marks.read.is_none()).count();
        assert_eq!((*articles, *unread), (exactly(listed.len()), exactly(of_them)), "{expected:?}");
    }
    let unread = store
        .rows(&Listing::Followed, &Query::parse("is:read"), Window { anchor: Anchor::Start, limit: 99 }, &clock())
        .unwrap();
    assert_eq!(unread.len(), 3);
}

#[test]
fn counts_end_at_their_limits_and_say_so() {
    let home = Home::new();
    let store = home.open();
    let (tag, source, author) = (
        follow(FollowKind::Tag, "ferry"),
        follow(FollowKind::Source, "Wire"),
        follow(FollowKind::Author, "nell garrowby"),
    );
    let query = follow(FollowKind::Query, "ferry is:unread");
    for thing in [&tag, &source, &author, &query] {
        store.follow(thing, clock().now).unwrap();
    }
    let of = |thing: &Follow| store.count_follow(thing, &clock()).unwrap();
    flood(&store, 0..200);
    assert_eq!(counts(&store)[0], (None, exactly(200), exactly(200)));
    flood(&store, 200..201);
    assert_eq!(counts(&store)[0], (None, at_least(200), at_least(200)), "all of it together is counted to two hundred");
    flood(&store, 201..999);
    for thing in [&tag, &source, &author, &query] {
        assert_eq!(of(thing), (exactly(999), exactly(999)), "{thing:?}");
    }
    flood(&store, 999..1_001);
    assert_eq!(of(&source), (exactly(1_001), exactly(1_001)));
    assert_eq!(of(&tag), (exactly(1_001), at_least(1_000)), "of a tag the newest thousand are looked through");
    for thing in [&author, &query] {
        assert_eq!(of(thing), (at_least(1_000), at_least(1_000)), "{thing:?}");
        // The one that was left out is the oldest.
        store.unfollow(&tag).unwrap();
        store.unfollow(&source).unwrap();
        let listed = numbers(&store, &Listing::Followed);
        assert_eq!((listed.len(), listed[0], listed[999]), (1_000, 1_001, 2));
    }
}

#[test]
fn so_many_things_are_followed_and_not_one_more() {
    let home = Home::new();
    let store = home.open();
    let thing = |n: usize| follow(FollowKind::Query, &format!("word{n} OR kata{n}"));
    for n in 0..Follow::MOST {
        assert!(store.follow(&thing(n), seconds(n as i64)).unwrap());
    }
    assert!(!store.follow(&thing(7), clock().now).unwrap(), "what is followed already needs no room");
    assert!(matches!(store.follow(&thing(Follow::MOST), clock().now), Err(StoreError::ManyFollows)));
    assert_eq!(counts(&store).len(), Follow::MOST + 1);
    let run = home.run(&["follow", "tag", "one more"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.lines().count()), (1, "", 1));
    assert!(run.stderr.contains("500 things are followed") && run.stderr.contains("warta unfollow"), "{}", run.stderr);
    store.unfollow(&thing(0)).unwrap();
    assert!(store.follow(&thing(Follow::MOST), clock().now).unwrap());
    let mut driver = home.driver(80, 24);
    driver.keys("/ferry<Enter>F").unwrap();
    assert!(driver.state().notice.as_ref().unwrap().text.contains("500 things are followed"));
}

#[test]
fn what_is_followed_comes_back_equal_from_an_export() {
    let home = Home::with_sample();
    for (kind, value) in
        [("tag", "Wolorata"), ("source", "the meridian"), ("author", "Sari"), ("query", "-kapal OR \"a b\"")]
    {
        home.good(&["follow", kind, value]);
    }
    home.good(&["unfollow", "author", "sari"]);
    home.good(&["follow", "author", "Nell \"Ink\" Garrowby"]);
    let before = home.good(&["export"]);
    let last: Vec<Value> = before.lines().skip(49).map(|line| serde_json::from_str(line).unwrap()).collect();
    let at = clock().now.to_string();
    let line = |kind: &str, value: &str| json!({"_warta": {"follow": kind, "value": value, "since": at}});
    let expected = [
        line("tag", "Wolorata"),
        line("source", "The Meridian"),
        line("query", "-kapal OR \"a b\""),
        line("author", "Nell Ink Garrowby"),
    ];
    assert_eq!(last, expected);
    let file = home.write("export.jsonl", &before);
    let other = Home::new();
    assert!(other.good(&["import", &file]).ends_with("jsonl: 49 new, 0 updated, 0 unchanged, 4 followed\n"));
    assert_eq!(other.good(&["export"]), before);
    assert!(other.good(&["import", &file]).ends_with("jsonl: 0 new, 0 updated, 49 unchanged\n"));
    assert_eq!(other.good(&["export"]), before);
    assert_eq!(home.good(&["export", "--query", "kapal"]).matches("\"follow\"").count(), 0, "a query chooses articles");
    // Of what is followed alone an export can be made, too.
    let alone = Home::new();
    alone.good(&["follow", "tag", "nato"]);
    let export = alone.write("alone.jsonl", alone.good(&["export"]));
    let report: Value = serde_json::from_str(&Home::new().good(&["import", "--json", &export])).unwrap();
    assert_eq!((&report["files"][0]["kind"], &report["files"][0]["followed"]), (&json!("jsonl"), &json!(1)));
}

#[test]
fn a_feed_does_not_say_what_is_followed() {
    let line = "{\"title\": \"T\"}\n{\"_warta\": {\"follow\": \"tag\", \"value\": \"x\"}}\n";
    let batch = ingest::batch(line.as_bytes(), &Hint { is_fetched: true, ..Hint::default() }).unwrap();
    assert_eq!((batch.articles.len(), batch.follows.len(), batch.skipped.len()), (1, 0, 1));
    assert_eq!(batch.skipped[0].item, 2);
}

#[test]
fn commands_follow_and_tell_what_is_followed() {
    let home = Home::with_sample();
    assert_eq!(home.good(&["follow"]), "");
    let said = home.good(&["follow", "source", "the MERIDIAN"]);
    assert!(said.starts_with("following the source The Meridian (") && said.ends_with(" unread)\n"), "{said}");
    assert_eq!(home.good(&["follow", "source", "The Meridian"]), said.replace("following", "already following"));
    assert_eq!(
        home.good(&["follow", "tag", "#sedang-tidak-ada"]),
        "following the tag sedang-tidak-ada (no article yet)\n"
    );
    let object: Value = serde_json::from_str(&home.good(&["follow", "query", "-kapal lang:id", "--json"])).unwrap();
    let names: Vec<&str> = object.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, ["follow", "value", "since", "articles", "unread", "more"]);
    assert_eq!((&object["value"], &object["more"]), (&json!("-kapal lang:id"), &json!(false)));
    let listed = home.good(&["follow", "--json"]);
    let values: Vec<Value> =
        listed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["value"].take()).collect();
    assert_eq!(values, ["-kapal lang:id", "sedang-tidak-ada", "The Meridian"]);
    let plain = home.good(&["follow"]);
    assert_eq!(plain.lines().nth(1).unwrap(), "     0       0  tag     sedang-tidak-ada");
    let all = home.good(&["list", "following", "--limit", "100"]);
    let wanted: BTreeSet<i64> = numbers(&home.open(), &Listing::From(CleanText::line("The Meridian")))
        .into_iter()
        .chain(numbers(&home.open(), &Listing::Found("-kapal lang:id".to_owned())))
        .collect();
    assert_eq!(all.lines().count(), wanted.len());
    assert_eq!(home.good(&["list", "following", "--limit", "3"]).lines().count(), 3);
    let items = home.good(&["list", "following", "--query", "lang:id", "--json"]);
    assert!(items.lines().all(|line| serde_json::from_str::<Value>(line).unwrap()["language"] == "id"));
    for _ in 0..2 {
        home.good(&["unfollow", "query", "-kapal lang:id"]);
    }
    assert_eq!(home.good(&["unfollow", "source", "the meridian"]), "no longer following the source the meridian\n");
    assert_eq!(home.good(&["unfollow", "source", "the meridian"]), "not following the source the meridian\n");
    assert_eq!(home.good(&["list", "following"]), "");
}

#[test]
fn a_wrong_use_of_follow_says_what_is_right() {
    let home = Home::new();
    let long = "x".repeat(Follow::LONGEST + 1);
    for (arguments, words) in [
        (&["follow", "planet", "x"][..], "tag, source, author, query"),
        (&["follow", "tag"], "VALUE"),
        (&["unfollow", "tag"], "VALUE"),
        (&["unfollow"], "KIND"),
        (&["follow", "tag", "##"], "give the name of a tag"),
        (&["follow", "query", "\"\""], "give it a word or a field"),
        (&["follow", "author", &long], "longer than 1000 characters"),
    ] {
        let run = home.run(arguments);
        assert_eq!(
            (run.code, run.stdout.as_str(), run.stderr.lines().count()),
            (2, "", 1),
            "{arguments:?}: {}",
            run.stderr
        );
        assert!(run.stderr.starts_with("warta: ") && run.stderr.contains(words), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(Follow::new(FollowKind::Tag, &long), Err(Unfollowable::TooLong));
    let at = "x".repeat(Follow::LONGEST);
    assert_eq!(home.good(&["follow", "tag", &at]), format!("following the tag {at} (no article yet)\n"));
}

fn notice(driver: &Driver) -> &str {
    driver.state().notice.as_ref().map_or("", |notice| notice.text.as_str())
}

fn ask(state: &State, keys: &str) -> Vec<Effect> {
    let mut state = state.clone();
    Key::parse(keys).unwrap().into_iter().flat_map(|key| update(&mut state, Msg::Key(key))).collect()
}

#[test]
fn one_key_follows_a_row_and_the_same_key_ends_it() {
    let home = Home::with_sample();
    let mut driver = home.driver(80, 24);
    for (list, kind) in [("6", FollowKind::Tag), ("7", FollowKind::Source)] {
        driver.keys(list).unwrap();
        let wanted = match driver.state().list.current().unwrap() {
            Row::Tag(tag) => follow(kind, &tag.name),
            Row::Source(source) => follow(kind, &source.name),
            row => panic!("{row:?}"),
        };
        assert_eq!(ask(driver.state(), "+"), [Effect::Follow { follow: wanted.clone(), on: true }]);
        driver.keys("+").unwrap();
        assert!(driver.state().follows.has(&wanted) && notice(&driver).starts_with("Following "));
        assert_eq!(ask(driver.state(), "+"), [Effect::Follow { follow: wanted.clone(), on: false }]);
    }
    driver.keys("4").unwrap();
    assert_eq!(driver.state().list.rows.len(), 3);
    driver.keys("+").unwrap();
    assert_eq!(notice(&driver), "Nothing here to follow.", "all of it together is not followed");
    // A row stays until the list is left, and can be followed again.
    driver.keys("j+").unwrap();
    assert!(notice(&driver).starts_with("No longer following") && driver.state().list.rows.len() == 3);
    driver.keys("+").unwrap();
    assert!(notice(&driver).starts_with("Following"));
    driver.keys("+14").unwrap();
    assert_eq!(driver.state().list.rows.len(), 2);
    driver.keys("<Enter>").unwrap();
    assert_eq!(driver.state().list.listing, Listing::Followed);
}

#[test]
fn of_an_article_it_is_picked_what_to_follow_however_fast_one_types() {
    let home = Home::with_sample();
    let store = home.open();
    let number = numbers(&store, &Listing::Latest).into_iter().find(|number| {
        let given = store.article(*number).unwrap().unwrap().given;
        !given.authors.is_empty() && given.tags.len() > 1
    });
    let number = number.unwrap();
    let things = store.followable(number).unwrap();
    let kinds: BTreeSet<FollowKind> = things.iter().map(Follow::kind).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), [FollowKind::Tag, FollowKind::Source, FollowKind::Author]);
    let at = numbers(&store, &Listing::Latest).iter().position(|other| *other == number).unwrap();
    let down = "j".repeat(at);
    let mut driver = home.driver(80, 24);
    driver.keys(&format!("{down}+2")).unwrap();
    assert!(driver.state().follows.has(&things[1]), "from the list");
    driver.keys("<Enter>+G<Enter>").unwrap();
    assert!(driver.state().follows.has(things.last().unwrap()), "from the article");
    // Keys that are pressed before the store has answered go to the picker.
    let mut state = home.driver(80, 24).state().clone();
    let number = state.list.current().and_then(Row::headline).unwrap().number;
    let keys: Vec<Effect> =
        Key::parse("+j<Enter>").unwrap().into_iter().flat_map(|key| update(&mut state, Msg::Key(key))).collect();
    assert_eq!(keys, [Effect::Followable { number }]);
    let things = store.followable(number).unwrap();
    let reply = warta::app::Reply::Followable { number, follows: things.clone() };
    let effects = update(&mut state, Msg::Reply(reply));
    assert_eq!(effects, [Effect::Follow { follow: things[1].clone(), on: true }]);
}

#[test]
fn a_search_that_is_listed_is_kept_as_it_was_asked() {
    let home = Home::with_sample();
    let mut driver = home.driver(80, 24);
    driver.keys("F").unwrap();
    assert_eq!(notice(&driver), "Search with / first; F then follows it.");
    driver.keys("/kapal<Enter>F").unwrap();
    assert!(driver.state().follows.has(&follow(FollowKind::Query, "kapal*")));
    driver.keys("4j").unwrap();
    let Some(Row::Follow(counted)) = driver.state().list.current() else { panic!() };
    let articles = counted.articles.count;
    driver.keys("<Enter>").unwrap();
    assert_eq!(
        (driver.state().list.listing.clone(), driver.state().list.total),
        (Listing::Found("kapal*".to_owned()), articles)
    );
    driver.keys("F").unwrap();
    assert!(notice(&driver).starts_with("No longer following"));
}

#[test]
fn a_list_that_was_empty_shows_what_is_followed_from_beside_it() {
    let home = Home::with_sample();
    let mut driver = home.driver(120, 30);
    driver.keys("<Enter><Tab>4").unwrap();
    assert!(driver.state().list.rows.is_empty());
    driver.keys("<Tab>+<Enter>").unwrap();
    assert_eq!(driver.state().list.rows.len(), 2);
}
