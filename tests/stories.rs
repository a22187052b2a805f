//! Stories on real stores: what belongs together, what keeps its number, and what becomes of a story when its articles change, go
//! or come from an export.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde_json::{Value, json};
use warta::app::{Effect, Reply};
use warta::fetch::Shared;
use warta::model::{ArticleId, Body, Feed, Keep, NewArticle, Story, Subscription};
use warta::perform::stories::find_and_tell;
use warta::store::Store;
use warta::text::{CleanText, Language, OffsetDateTime};

use program::{Home, clock};

const FEED: &str = "https://kabar.example/feed";

/// Reports of three events, an hour apart: what it is, whose, headline and text.
const REPORTS: [(&str, &str, &str, &str); 8] = [
    (
        "v1",
        "Kabar",
        "Gunung Wolorata meletus, bandara ditutup",
        "Abu dari Gunung Wolorata menutup bandara Larowai sejak pagi.",
    ),
    ("b1", "Kabar", "Bank sentral menahan suku bunga", "Bank sentral menahan suku bunga acuan pada rapat bulanan."),
    (
        "v2",
        "Harian",
        "Abu Wolorata hentikan penerbangan di Larowai",
        "Bandara Larowai ditutup karena abu Gunung Wolorata.",
    ),
    (
        "f1",
        "Pelita",
        "Final sepak bola antardesa berakhir imbang",
        "Pertandingan final antardesa berakhir imbang tanpa gol.",
    ),
    ("v3", "Pelita", "Warga mengungsi dari lereng Wolorata", "Letusan Gunung Wolorata memaksa warga lereng mengungsi."),
    ("b2", "Harian", "Suku bunga acuan bank sentral tetap", "Suku bunga acuan tidak berubah, kata bank sentral."),
    ("v4", "Kabar", "Bandara Larowai masih ditutup abu Wolorata", "Abu Gunung Wolorata masih menutup bandara Larowai."),
    ("x1", "Kabar", "Resep sambal matah", "Cabai, serai dan bawang diiris tipis lalu disiram minyak."),
];

fn report(at: usize) -> NewArticle {
    let (id, source, title, text) = REPORTS[at];
    let mut article = NewArticle::new(ArticleId::new(id), CleanText::line(title), CleanText::line(source));
    article.body = Body { html: None, text: CleanText::lines(text) };
    article.language = Language::new("id");
    let timestamp = Timestamp::from_second(1_795_000_000 + at as i64 * 3600).unwrap();
    article.published = Some(OffsetDateTime { timestamp, offset: jiff::tz::Offset::UTC });
    article.feeds = vec![FEED.to_owned()];
    article
}

fn put(store: &Store, articles: &[NewArticle]) {
    let mut import = store.import(clock().now);
    for article in articles {
        import.add(article).unwrap();
    }
    import.finish().unwrap();
    store.put_into_stories(&mut |_, _| true).unwrap();
}

fn put_reports(store: &Store, numbers: impl IntoIterator<Item = usize>) {
    put(store, &numbers.into_iter().map(report).collect::<Vec<_>>());
}

/// The stories by their numbers: the identities of their articles in the order of the alphabet.
fn stories(store: &Store) -> BTreeMap<i64, String> {
    let named = |story: Story| {
        let mut ids: Vec<String> = story.articles.iter().map(|article| article.id.to_string()).collect();
        ids.sort();
        (story.key.number, ids.join(" "))
    };
    store.stories(None, 100).unwrap().into_iter().map(named).collect()
}

fn of(pairs: &[(i64, &str)]) -> BTreeMap<i64, String> {
    pairs.iter().map(|&(number, ids)| (number, ids.to_owned())).collect()
}

/// What is known of stories is what their articles say, and nothing waits.
fn check(home: &Home) {
    let db = Connection::open(home.store()).unwrap();
    assert!(!db.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    let stray = "SELECT 1 FROM story s WHERE (articles, sources, sort) IS NOT
            (SELECT count(*), count(DISTINCT source), max(sort) FROM article WHERE story = s.number)
            OR lead NOT IN (SELECT number FROM article WHERE story = s.number)
        UNION ALL SELECT 1 FROM ungrouped
        UNION ALL SELECT 1 FROM article a LEFT JOIN story s ON s.number = a.story
            WHERE a.listed IS NOT CASE a.number WHEN s.lead THEN s.sort ELSE iif(a.story IS NULL, a.sort, NULL) END
        UNION ALL SELECT 1 FROM story WHERE (heat IS NULL) <> (sources < 2)
        UNION ALL SELECT 1 FROM story_count WHERE (folded, popular) IS NOT
            (SELECT coalesce(sum(articles - 1), 0), count(heat) FROM story)";
    assert!(!db.prepare(stray).unwrap().exists([]).unwrap());
}

#[test]
fn articles_about_one_event_are_a_story_across_sources_and_what_is_alone_is_in_none() {
    let home = Home::new();
    let store = home.open();
    put_reports(&store, 0..8);
    let found = store.stories(None, 100).unwrap();
    assert_eq!(stories(&store).into_values().collect::<Vec<_>>(), ["v1 v2 v3 v4", "b1 b2"]);
    assert_eq!(found[0].articles.len(), 4, "the one whose newest article is newest comes first");
    assert_eq!((found[0].sources, found[1].sources), (3, 2));
    assert_eq!(found[0].title(), found[0].articles[0].title);
    let dates: Vec<_> = found[0].articles[1..].iter().map(|article| article.published.unwrap().timestamp).collect();
    assert!(dates.windows(2).all(|pair| pair[0] > pair[1]), "behind the lead the newest first: {dates:?}");
    assert_eq!(store.stories(Some(found[0].key), 100).unwrap(), found[1..]);
    assert_eq!(store.stories(None, 1).unwrap(), found[..1]);
    let number = store.number_of("x1").unwrap();
    assert_eq!(store.article(number).unwrap().unwrap().given.story, None);
    check(&home);
}

#[test]
fn a_story_keeps_its_number_as_it_grows_and_stories_are_the_same_in_whatever_order_one_import_has() {
    let (home, other) = (Home::new(), Home::new());
    let store = home.open();
    put_reports(&store, [0, 1, 2]);
    assert_eq!(stories(&store), of(&[(1, "v1 v2")]));
    put_reports(&store, [3, 4]);
    assert_eq!(stories(&store), of(&[(1, "v1 v2 v3")]));
    put_reports(&store, 5..8);
    assert_eq!(stories(&store), of(&[(1, "v1 v2 v3 v4"), (2, "b1 b2")]));
    check(&home);
    let two = other.open();
    put_reports(&two, (0..8).rev());
    assert_eq!(stories(&two).into_values().collect::<Vec<_>>(), ["v1 v2 v3 v4", "b1 b2"]);
    check(&other);
}

#[test]
fn an_article_that_changes_leaves_its_story_and_a_story_of_one_is_none() {
    let home = Home::new();
    let store = home.open();
    put_reports(&store, 0..8);
    let mut other = report(5);
    (other.title, other.body) = (report(7).title, report(7).body);
    other.title = CleanText::line("Resep sambal matah dan serai");
    put(&store, &[other]);
    assert_eq!(stories(&store).into_values().collect::<Vec<_>>(), ["v1 v2 v3 v4", "b2 x1"]);
    check(&home);
}

#[test]
fn a_story_loses_what_is_not_kept() {
    let home = Home::new();
    let store = home.open();
    put_reports(&store, 0..8);
    let mut import = store.import(clock().now);
    import.subscribe(&Subscription::new(FEED.to_owned())).unwrap();
    import.finish().unwrap();
    let feed = Feed { keep: Keep::Articles(4), ..store.feed_of(FEED).unwrap() };
    store.settle(&feed).unwrap();
    assert_eq!(store.let_go(&[feed.number], clock().now, &|| false).unwrap(), 4);
    assert_eq!(stories(&store).into_values().collect::<Vec<_>>(), ["v3 v4"]);
    check(&home);
}

#[test]
fn an_export_brings_its_stories_with_their_numbers() {
    let home = Home::new();
    let store = home.open();
    put_reports(&store, [0, 2]);
    put_reports(&store, [1, 5, 4, 6, 7]);
    let out = home.good(&["export"]);
    assert_eq!(out.matches("\"story\":").count(), 6);
    let (other, file) = (Home::new(), home.write("out.jsonl", &out));
    other.good(&["import", &file]);
    assert_eq!(other.good(&["export"]), out);
    assert_eq!(stories(&other.open()), stories(&store));
    check(&other);
    // Articles of one story without the others keep it; what comes later finds it.
    let part: String = out.split_inclusive('\n').filter(|line| line.contains("\"v1\"")).collect();
    let (third, file) = (Home::new(), home.write("part.jsonl", &part));
    third.good(&["import", &file]);
    assert_eq!(third.good(&["export"]), part);
    put_reports(&third.open(), [2]);
    assert_eq!(stories(&third.open()), of(&[(1, "v1 v2")]));
    check(&third);
}

#[test]
fn the_number_of_a_story_has_a_limit() {
    let home = Home::new();
    let item = |number: i64, story: Value| {
        let own = json!({"number": number, "source": "Kabar", "story": story});
        json!({"id": format!("urn:{number}"), "title": format!("Berita {number}"), "_warta": own}).to_string()
    };
    let most = NewArticle::HIGHEST;
    let lines = [
        item(1, json!(most)),
        item(2, json!(most)),
        item(3, json!(most + 1)),
        item(4, json!(0)),
        item(5, json!(-1)),
        item(6, json!("x")),
    ];
    let file = home.write("in.jsonl", lines.join("\n"));
    home.run(&["import", "--as", "jsonl", &file]);
    assert_eq!(stories(&home.open()), of(&[(most, "urn:1 urn:2")]));
    put_reports(&home.open(), 0..8);
    assert_eq!(stories(&home.open()).len(), 3);
    check(&home);
}

#[test]
fn stories_are_told_by_a_command_and_their_articles_are_related_as_such() {
    let home = Home::new();
    put_reports(&home.open(), 0..8);
    let lines: Vec<Value> =
        home.good(&["stories", "--json"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["articles"].as_array().unwrap().len(), 4);
    let first = lines[0]["articles"][0].as_str().unwrap();
    let headline = REPORTS.iter().find(|report| report.0 == first).unwrap().2;
    assert_eq!(lines[0]["title"], headline);
    let text = home.good(&["stories", "--limit", "1"]);
    assert!(text.starts_with(headline) && text.lines().count() == 5, "{text}");
    let related = home.good(&["related", "v1"]);
    assert!(related.starts_with("same story:\n") && related.contains("Harian  Abu Wolorata"), "{related}");
    let shown: Value = serde_json::from_str(&home.good(&["show", "v1", "--json"])).unwrap();
    assert_eq!(shown["_warta"]["story"], lines[0]["story"]);
    let related: Value = serde_json::from_str(&home.good(&["related", "v1", "--json"])).unwrap();
    assert_eq!(related["related"][0]["reasons"][0]["kind"], "same-story");
}

#[test]
fn putting_into_stories_can_be_stopped_and_goes_on_the_next_time() {
    let home = Home::new();
    let store = home.open();
    let mut import = store.import(clock().now);
    for at in 0..8 {
        import.add(&report(at)).unwrap();
    }
    import.finish().unwrap();
    let mut told = Vec::new();
    store
        .put_into_stories(&mut |done, all| {
            told.push((done, all));
            false
        })
        .unwrap();
    assert_eq!((told, stories(&store).len()), (vec![(0, 8)], 0));
    let mut told = Vec::new();
    store
        .put_into_stories(&mut |done, all| {
            told.push((done, all));
            true
        })
        .unwrap();
    assert_eq!((told, stories(&store).len()), (vec![(0, 8), (8, 8)], 2));
    check(&home);
}

#[test]
fn a_reader_is_told_how_the_looking_for_stories_goes_and_nothing_where_no_article_waits() {
    let home = Home::new();
    let store = home.open();
    let told = |shared: &Shared| {
        let mut told = Vec::new();
        find_and_tell(&store, shared, &mut |reply| told.push(reply));
        told
    };
    let mut import = store.import(clock().now);
    for at in 0..8 {
        import.add(&report(at)).unwrap();
    }
    import.finish().unwrap();
    let stopped = Shared::new(Arc::new(AtomicBool::new(true)));
    assert_eq!((told(&stopped), stories(&store).len()), (vec![], 0));
    let going = Shared::default();
    assert_eq!(told(&going), [Reply::FindingStories { done: 0, total: 8 }, Reply::FoundStories]);
    assert_eq!((told(&going), stories(&store).len()), (vec![], 2));
    let full = "CREATE TRIGGER full BEFORE DELETE ON ungrouped BEGIN SELECT RAISE(ABORT, 'no room'); END";
    let db = Connection::open(home.store()).unwrap();
    db.execute_batch(&format!("INSERT INTO ungrouped (article) VALUES (1); {full}")).unwrap();
    let [_, Reply::Failed(failure)] = &told(&going)[..] else { panic!("there is no room") };
    assert_eq!(failure.effect, Effect::FindStories);
}

#[test]
fn what_another_program_changes_meanwhile_is_not_written_over() {
    let home = Home::new();
    let store = home.open();
    let mut import = store.import(clock().now);
    for at in 0..8 {
        import.add(&report(at)).unwrap();
    }
    import.finish().unwrap();
    let other = home.open();
    let mut turns = 0;
    store
        .put_into_stories(&mut |_, _| {
            turns += 1;
            if turns == 1 {
                // Before this one begins, another has done it all and has begun anew.
                other.put_into_stories(&mut |_, _| true).unwrap();
            }
            true
        })
        .unwrap();
    assert_eq!(stories(&store).into_values().collect::<Vec<_>>(), ["v1 v2 v3 v4", "b1 b2"]);
    assert_eq!(stories(&store).keys().max(), Some(&2), "no story was made twice");
    check(&home);
}

#[test]
fn a_story_behind_many_other_articles_still_grows() {
    let home = Home::new();
    let store = home.open();
    put_reports(&store, [0, 2, 4]);
    // Two thousand articles of other matters lie between, more than are looked through together.
    let between: Vec<NewArticle> = (0..2000)
        .map(|n| {
            let letters = |n: i64| {
                [n / 676 % 26, n / 26 % 26, n % 26].map(|at| char::from(b'a' + at as u8)).iter().collect::<String>()
            };
            let title = CleanText::line(&format!("q{} w{} k{}", letters(n), letters(n + 2000), letters(n + 4000)));
            let mut article = NewArticle::new(ArticleId::new(&format!("m{n}")), title, CleanText::line("Kabar"));
            let timestamp = Timestamp::from_second(1_795_000_000 + 5 * 3600 + n).unwrap();
            article.published = Some(OffsetDateTime { timestamp, offset: jiff::tz::Offset::UTC });
            article
        })
        .collect();
    put(&store, &between);
    put_reports(&store, [6]);
    assert_eq!(stories(&store).get(&1).map(String::as_str), Some("v1 v2 v3 v4"));
    // One that was alone there is found as well.
    put_reports(&store, [1]);
    assert!(!stories(&store).values().any(|ids| ids.contains("b1")));
    let mut late = report(5);
    late.published =
        late.published.map(|date| OffsetDateTime { timestamp: date.timestamp + SignedDuration::from_hours(4), ..date });
    put(&store, &[late]);
    assert!(stories(&store).values().any(|ids| ids == "b1 b2"));
    check(&home);
}
