//! The store on real files: imports, marks, windows, counts, searches, trials, and two programs at once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::thread;

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde_json::{Value, json};
use warta::app::{Effect, Reply};
use warta::ingest;
use warta::model::{
    Anchor, ArticleId, Body, Feed, Follow, FollowKind, FullText, Keep, Key, Links, Listing, Mark, NewArticle, Position,
    Query, Response, Row, Subscription, TagChange, TextOf, Window, fold_tag,
};
use warta::perform::perform;
use warta::store::{Outcome, Store};
use warta::text::{CleanText, OffsetDateTime};

use program::{Home, clock, driver};

/// Pseudo-random numbers, the same ones in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[usize::try_from(self.below(from.len() as u64)).unwrap()]
    }
}

fn text(text: &str) -> CleanText {
    CleanText::line(text)
}

fn article(id: &str, title: &str, source: &str) -> NewArticle {
    NewArticle::new(ArticleId::new(id), text(title), text(source))
}

fn put(store: &Store, article: &NewArticle) -> Outcome {
    let mut import = store.import(clock().now);
    let outcome = import.add(article).unwrap();
    import.finish().unwrap();
    outcome
}

/// The text of a page.
fn page(text: &str) -> FullText {
    FullText {
        body: Body { html: None, text: CleanText::lines(text) },
        authors: Vec::new(),
        initials: None,
        dateline: None,
        attribution: None,
        picture: None,
        links: Links::default(),
        fetched: clock().now,
    }
}

fn put_page(store: &Store, number: i64, text: &str) -> Outcome {
    let mut import = store.import(clock().now);
    let outcome = import.add_full_text(number, &page(text)).unwrap();
    import.finish().unwrap();
    outcome
}

/// A subscription that is kept so.
fn subscribed(store: &Store, url: &str, keep: Keep) -> Feed {
    subscribe(store, &[Subscription::new(url.to_owned())]);
    let feed = Feed { keep, ..store.feed_of(url).unwrap() };
    store.settle(&feed).unwrap();
    feed
}

fn seconds(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

/// The whole store as `warta export` writes it.
fn export(store: &Store) -> String {
    let mut lines = String::new();
    for article in store.articles_after(0, usize::MAX >> 1, &Query::default(), &clock()).unwrap() {
        writeln!(lines, "{}", ingest::to_json(&article)).unwrap();
    }
    lines
}

fn rows(store: &Store, listing: &Listing, anchor: Anchor, limit: usize) -> Vec<Row> {
    store.page(listing, Window { anchor, limit }, &clock()).unwrap().rows
}

fn found(store: &Store, query: &str) -> Vec<i64> {
    let mut numbers: Vec<i64> =
        store.search(&Query::parse(query), 200, &clock()).unwrap().iter().map(|hit| hit.number).collect();
    let listed = rows(store, &Listing::Found(query.to_owned()), Anchor::Start, 200);
    let mut listed: Vec<i64> = listed.iter().map(|row| row.headline().unwrap().number).collect();
    numbers.sort_unstable();
    listed.sort_unstable();
    assert_eq!(numbers, listed, "the list and the search of {query:?}");
    numbers
}

/// What only SQLite can tell: the index and the file are sound.
fn check(home: &Home) {
    let db = Connection::open(home.store()).unwrap();
    db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)", []).unwrap();
    assert_eq!(db.query_row("PRAGMA quick_check", [], |row| row.get::<_, String>(0)).unwrap(), "ok");
    assert!(!db.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    let stray = "SELECT 1 FROM article WHERE number NOT IN (SELECT article FROM vector)";
    assert!(!db.prepare(stray).unwrap().exists([]).unwrap(), "vectors are not those of the articles");
    let stray = "SELECT 1 FROM story s WHERE (articles, sources, sort) IS NOT
            (SELECT count(*), count(DISTINCT source), max(sort) FROM article WHERE story = s.number)
            OR lead NOT IN (SELECT number FROM article WHERE story = s.number)
        UNION ALL SELECT 1 FROM ungrouped WHERE article NOT IN (SELECT number FROM article)";
    assert!(!db.prepare(stray).unwrap().exists([]).unwrap(), "stories are not those of the articles");
}

#[test]
fn importing_again_adds_nothing_and_keeps_the_marks() {
    let home = Home::with_sample();
    let store = home.open();
    store.mark(3, Mark::Saved(true), seconds(1_000_000_000)).unwrap();
    store.mark(4, Mark::Read(true), seconds(1_000_000_001)).unwrap();
    store.mark(5, Mark::Left(Position(17)), seconds(1_000_000_002)).unwrap();
    let before = export(&store);
    assert_eq!(warta::perform::load_sample(&store, &clock()).unwrap(), 0);
    assert_eq!(export(&store), before);
    check(&home);
}

#[test]
fn an_update_keeps_number_and_marks_and_everything_else_follows() {
    let home = Home::new();
    let store = home.open();
    let mut one = article("one", "Ferry breaks down", "Wire");
    one.body.text = CleanText::lines("The Larowai ferry broke down near Harwick.");
    one.tags = vec![text("ferry"), text("Harwick")];
    assert_eq!(put(&store, &one), Outcome::New);
    put(&store, &article("two", "Another", "Wire"));
    store.mark(1, Mark::Saved(true), seconds(5)).unwrap();
    store.mark(1, Mark::Read(true), seconds(6)).unwrap();
    assert_eq!(put(&store, &one), Outcome::Unchanged);
    one.title = text("Ferry sails again");
    one.body.text = CleanText::lines("The Larowai ferry sails again from Skerrow.");
    one.tags = vec![text("ferry"), text("Skerrow")];
    one.source = text("Courier");
    one.marks.saved = None;
    assert_eq!(put(&store, &one), Outcome::Updated);
    let held = store.article(1).unwrap().unwrap();
    assert_eq!((held.given.id.as_str(), held.given.title.as_str()), ("one", "Ferry sails again"));
    assert_eq!((held.given.marks.saved, held.given.marks.read), (Some(seconds(5)), Some(seconds(6))));
    for (query, numbers) in [
        ("broke", &[][..]),
        ("sails", &[1]),
        ("tag:harwick", &[]),
        ("tag:skerrow", &[1]),
        ("source:courier", &[1]),
        ("source:wire", &[2]),
    ] {
        assert_eq!(found(&store, query), numbers, "{query}");
    }
    check(&home);
}

#[test]
fn an_export_comes_back_equal() {
    let home = Home::with_sample();
    let store = home.open();
    for number in 1..=store.counts().unwrap().articles as i64 {
        let at = seconds(1_600_000_000 + number);
        if number % 2 == 0 {
            store.mark(number, Mark::Read(true), at).unwrap();
        }
        if number % 3 == 0 {
            store.mark(number, Mark::Saved(true), at).unwrap();
        }
        if number % 7 == 0 {
            let add = ["Baca nanti", "NATO", "Sarimanu"].map(text).to_vec();
            store.tag(number, &TagChange { add, ..TagChange::default() }).unwrap();
        }
        if number % 5 == 0 {
            store.mark(number, Mark::Left(Position(number as usize * 7)), at).unwrap();
        }
    }
    let mut odd = article("odd", "", "Wire");
    odd.body.text = CleanText::lines("No headline, a date with an odd offset.\n\nSecond paragraph.");
    odd.published = "2022-01-08T13:03:00+05:45"
        .parse::<jiff::Timestamp>()
        .ok()
        .map(|timestamp| OffsetDateTime { timestamp, offset: jiff::tz::Offset::from_seconds(20_700).unwrap() });
    odd.first_seen = Some(seconds(1_500_000_000));
    put(&store, &odd);
    put_page(&store, 2, &"Seluruh naskahnya. ".repeat(400));
    put_page(&store, 3, "Less than the feed.");
    store.mark(2, Mark::Text(TextOf::Feed), seconds(1)).unwrap();
    let before = export(&store);
    drop(store);
    assert_eq!(home.good(&["export"]), before);
    let file = home.write("export.jsonl", &before);
    let other = Home::new();
    other.good(&["import", &file]);
    assert_eq!(other.good(&["export"]), before);
    assert_eq!(other.open().counts().unwrap(), home.open().counts().unwrap());
    check(&other);
}

/// Two hundred articles of which many share their time, some marked.
fn crowd(store: &Store) {
    let mut random = Random(1);
    let mut import = store.import(clock().now);
    for number in 0..200 {
        let source = random.pick(&["Wire", "Courier", "Pesisir", "Orbit", "Meridian"]);
        let mut one = article(&format!("a{number}"), &format!("Article {number}"), source);
        let timestamp = seconds(1_700_000_000 + random.below(20) as i64 * 60);
        one.published = (number % 7 > 0).then_some(OffsetDateTime { timestamp, offset: jiff::tz::Offset::UTC });
        one.tags = (0..random.below(4)).map(|_| text(&format!("tag {}", random.below(12)))).collect();
        one.marks.saved = (number % 3 == 0).then(|| seconds(1_750_000_000 + random.below(6) as i64));
        one.marks.read = (number % 4 == 0).then(|| seconds(1_750_000_000));
        import.add(&one).unwrap();
    }
    import.finish().unwrap();
}

#[test]
fn windows_give_the_rows_of_the_whole_list() {
    let home = Home::new();
    let store = home.open();
    crowd(&store);
    for (at, (kind, value)) in [
        (FollowKind::Tag, "tag 1"),
        (FollowKind::Tag, "tag 3"),
        (FollowKind::Tag, "no such tag"),
        (FollowKind::Source, "Orbit"),
        (FollowKind::Query, "\"Article 1*\""),
        (FollowKind::Query, "tag:\"tag 5\" is:unread"),
        (FollowKind::Query, "is:saved -source:orbit"),
        (FollowKind::Author, "nobody"),
    ]
    .into_iter()
    .enumerate()
    {
        store.follow(&Follow::new(kind, value).unwrap(), seconds(1_700_000_000 + at as i64 / 3)).unwrap();
    }
    let listings = [
        Listing::Latest,
        Listing::Unread,
        Listing::Saved,
        Listing::Following,
        Listing::Followed,
        Listing::Tagged(text("Tag 3")),
        Listing::From(text("Orbit")),
        Listing::Found("is:unread".to_owned()),
        Listing::Tags,
        Listing::Sources,
    ];
    for listing in listings {
        let whole = rows(&store, &listing, Anchor::Start, 1000);
        let keys: Vec<(i64, i64)> = whole.iter().map(|row| (row.key().sort, row.key().number)).collect();
        assert!(keys.len() >= 5 && keys.is_sorted_by(|a, b| a > b), "{listing:?}: {keys:?}");
        assert_eq!(rows(&store, &listing, Anchor::End, 1000), whole);
        let mut forward: Vec<Row> = rows(&store, &listing, Anchor::Start, 7);
        let mut backward: Vec<Row> = rows(&store, &listing, Anchor::End, 7);
        loop {
            let next = rows(&store, &listing, Anchor::After(forward.last().unwrap().key()), 7);
            forward.extend(next.iter().cloned());
            let before = rows(&store, &listing, Anchor::Before(backward[0].key()), 7);
            backward.splice(0..0, before.iter().cloned());
            if next.is_empty() && before.is_empty() {
                break;
            }
        }
        assert_eq!(forward, whole, "{listing:?} forward");
        assert_eq!(backward, whole, "{listing:?} backward");
        for (at, row) in whole.iter().enumerate() {
            let first = at.saturating_sub(4);
            let expected = &whole[first..whole.len().min(first + 9).min(at + 9 - (at - first))];
            assert_eq!(rows(&store, &listing, Anchor::Around(row.key()), 9), expected, "{listing:?} around {at}");
        }
        let gone = Key::new(whole[2].key().sort, whole[2].key().number + 1_000_000);
        let after: Vec<Row> =
            whole.iter().filter(|row| (row.key().sort, row.key().number) < (gone.sort, gone.number)).cloned().collect();
        assert_eq!(rows(&store, &listing, Anchor::After(gone), 1000), after, "{listing:?} behind a row that is gone");
    }
}

#[test]
fn a_date_in_the_future_does_not_stick_to_the_top() {
    let home = Home::new();
    let store = home.open();
    let now = clock().now;
    for (id, days) in [("past", -1), ("future", 3650), ("none", 0)] {
        let mut one = article(id, id, "Wire");
        let timestamp = now + jiff::SignedDuration::from_hours(24 * days);
        one.published = (days != 0).then_some(OffsetDateTime { timestamp, offset: jiff::tz::Offset::UTC });
        put(&store, &one);
    }
    let later = article("later", "later", "Wire");
    let mut import = store.import(now + jiff::SignedDuration::from_hours(1));
    import.add(&later).unwrap();
    import.finish().unwrap();
    let titles: Vec<String> = rows(&store, &Listing::Latest, Anchor::Start, 9)
        .iter()
        .map(|row| row.headline().unwrap().title.to_string())
        .collect();
    assert_eq!(titles, ["later", "none", "future", "past"]);
}

#[test]
fn counts_are_true_after_anything() {
    let home = Home::new();
    let store = home.open();
    let mut random = Random(42);
    let feed = subscribed(&store, "https://a.example/feed", Keep::Articles(5));
    let sources = ["Wire", "Courier", "Pesisir"];
    let tags = ["ferry", "Ferry", "#ferry", "strike", "gempa bumi", "札幌"];
    for _ in 0..600 {
        let number = 1 + random.below(60) as i64;
        let at = seconds(1_000 + random.below(1_000) as i64);
        let known = store.article(number).unwrap().is_some();
        match random.below(10) {
            0..=2 => {
                let id = format!("a{number}");
                let mut one = article(&id, &format!("Title {}", random.below(5)), random.pick(&sources));
                one.tags = (0..random.below(4)).map(|_| text(random.pick(&tags))).collect();
                one.body.text = CleanText::lines(&format!("Words {} and {}.", random.below(9), random.pick(&tags)));
                one.marks.read = (random.below(3) == 0).then_some(at);
                one.feeds.extend((random.below(2) == 0).then(|| feed.subscription.url.clone()));
                put(&store, &one);
            }
            3 if known => drop(store.mark(number, Mark::Read(true), at).unwrap()),
            4 if known => drop(store.mark(number, Mark::Read(false), at).unwrap()),
            5 if known => drop(store.mark(number, Mark::Saved(random.below(2) == 0), at).unwrap()),
            6 if known => {
                let some = [Mark::Left(Position(3)), Mark::Response(Response::Passed), Mark::Less(true)];
                store.mark(number, some[random.below(3) as usize], at).unwrap();
            }
            7 => drop(put_page(&store, number, &format!("The page has {} more words.", random.below(9)))),
            9 if known => {
                let some = |random: &mut Random| vec![text(random.pick(&tags).trim_start_matches('#'))];
                let (add, remove) = (some(&mut random), some(&mut random));
                drop(store.tag(number, &TagChange { add, remove }).unwrap());
            }
            8 if random.below(9) == 0 => drop(store.let_go(&[feed.number], clock().now, &|| false).unwrap()),
            _ => {}
        }
    }
    let all = store.articles_after(0, 1000, &Query::default(), &clock()).unwrap();
    let counts = store.counts().unwrap();
    let unread = all.iter().filter(|one| one.given.marks.read.is_none()).count();
    let saved = all.iter().filter(|one| one.given.marks.saved.is_some()).count();
    assert_eq!((counts.articles, counts.unread, counts.saved), (all.len(), unread, saved));
    let (mut of_source, mut of_tag) = (BTreeMap::new(), BTreeMap::new());
    for one in &all {
        let count: &mut (usize, usize) = of_source.entry(one.given.source.to_string()).or_default();
        *count = (count.0 + 1, count.1 + usize::from(one.given.marks.read.is_none()));
        let (given, own) = (&one.given.tags, &one.given.own_tags);
        for tag in given.iter().chain(own).map(|tag| fold_tag(tag)).collect::<std::collections::BTreeSet<_>>() {
            let count: &mut (usize, usize, usize) = of_tag.entry(tag.clone()).or_default();
            let is_own = own.iter().any(|own| fold_tag(own) == tag);
            let unread = one.given.marks.read.is_none();
            *count = (count.0 + 1, count.1 + usize::from(unread), count.2 + usize::from(is_own));
        }
    }
    for row in rows(&store, &Listing::Sources, Anchor::Start, 99) {
        let Row::Source(source) = row else { panic!("{row:?}") };
        assert_eq!(of_source.remove(source.name.as_str()), Some((source.articles, source.unread)), "{}", source.name);
    }
    for row in rows(&store, &Listing::Tags, Anchor::Start, 99) {
        let Row::Tag(tag) = row else { panic!("{row:?}") };
        let name = tag.name.trim_start_matches('#').to_lowercase();
        assert_eq!(of_tag.remove(&name), Some((tag.articles, tag.unread, tag.own)), "{name}");
        let listed = rows(&store, &Listing::Tagged(tag.name.clone()), Anchor::Start, 99);
        assert_eq!(listed.len(), tag.articles, "{name}: each stands in the list once");
    }
    assert!(of_source.is_empty() && of_tag.is_empty(), "{of_source:?} {of_tag:?}");
    let carried = all.iter().filter(|one| !one.given.feeds.is_empty()).count();
    assert_eq!(store.feed_of("https://a.example/feed").unwrap().articles, carried as u64);
    check(&home);
}

#[test]
fn searches_find_what_they_mean() {
    let home = Home::new();
    let store = home.open();
    let texts = [
        ("Talks in Geneva", "The risk of conflict is real, said the minister in Café Résumé.", "en"),
        ("Risiko konflik", "Parlemen membahas risiko konflik dengan tetangga. NATO hadir.", "id"),
        ("東京の新しい駅", "京都から東京まで新幹線で行く。", "ja"),
        ("C++ and Rust", "Programming in C++ at 100% speed; see AT&T.", "en"),
        ("Parliament votes", "The parliament votes on conflict. Risk assessed.", "en"),
    ];
    for (at, (title, body, language)) in texts.iter().enumerate() {
        let mut one = article(&format!("a{at}"), title, if at % 2 == 0 { "Wire" } else { "Harian Pesisir" });
        one.body.text = CleanText::lines(body);
        one.language = warta::text::Language::new(language);
        one.authors = vec![text(["Nell Garrowby", "Ibu Sari"][at % 2])];
        one.tags = vec![text(["diplomacy", "Timur Tengah"][at % 2])];
        put(&store, &one);
    }
    store.mark(2, Mark::Saved(true), seconds(9)).unwrap();
    store.mark(4, Mark::Read(true), seconds(9)).unwrap();
    for (query, numbers) in [
        ("conflict", &[1, 5][..]),
        ("CONFLICT risk", &[1, 5]),
        ("\"risk of conflict\"", &[1]),
        ("parl*", &[2, 5]),
        ("conflict -geneva", &[5]),
        ("geneva OR nato", &[1, 2]),
        ("cafe resume", &[1]),
        ("東京", &[3]),
        ("新幹線", &[3]),
        ("大阪", &[]),
        ("title:risiko", &[2]),
        ("title:conflict", &[]),
        ("author:garrowby", &[1, 3, 5]),
        ("author:\"Ibu Sari\"", &[2, 4]),
        ("tag:\"timur tengah\"", &[2, 4]),
        ("source:\"harian pesisir\" is:unread", &[2]),
        ("is:saved", &[2]),
        ("is:read", &[4]),
        ("lang:ja", &[3]),
        ("lang:en -is:read", &[1, 5]),
        ("after:2026-11-21", &[1, 2, 3, 4, 5]),
        ("before:2026-11-21", &[]),
        ("after:7d conflict", &[1, 5]),
        ("-conflict", &[2, 3, 4]),
    ] {
        assert_eq!(found(&store, query), numbers, "{query}");
    }
}

#[test]
fn no_query_is_an_error() {
    let home = Home::with_sample();
    let store = home.open();
    let long = "long ".repeat(2048);
    let hostile = [
        "",
        " ",
        "\"",
        "\"\"",
        "\"\"\"",
        "'",
        "a NEAR(",
        "NEAR(a b, 3)",
        "*",
        "**",
        "a**",
        "-",
        "--",
        "-x",
        "-\"",
        "C++",
        "title:",
        "title:*",
        "tag:\"",
        "author:-",
        "OR",
        "OR OR",
        "a OR OR b",
        "AND NOT",
        "(",
        ")",
        "{a b}: c",
        "^a",
        "a\0b",
        "\0",
        "%",
        "_",
        "\\",
        ";DROP TABLE mark",
        "京",
        "\u{200d}",
        "👨\u{200d}👩",
        "is:",
        "after:x",
        "before:99999999d",
        "after:-9999",
        "a:b:c",
        "words MATCH 'x'",
        "rank:1",
        "ﷺ",
        "\u{1}\u{2}",
        &long,
        &"\"".repeat(10_001),
    ];
    for query in hostile {
        store.search(&Query::parse(query), 20, &clock()).unwrap_or_else(|error| panic!("{query:?}: {error}"));
        for anchor in [Anchor::Start, Anchor::End] {
            let window = Window { anchor, limit: 20 };
            let page = store.page(&Listing::Found(query.to_owned()), window, &clock());
            page.unwrap_or_else(|error| panic!("{query:?}: {error}"));
            store.filtered(&Listing::Saved, &Query::parse(query), window, &clock()).unwrap();
        }
    }
}

#[test]
fn related_articles_have_reasons_and_are_others() {
    let home = Home::with_sample();
    let store = home.open();
    let mut some = 0;
    for number in 1..=store.counts().unwrap().articles as i64 {
        let related = store.related(number, 9).unwrap();
        assert_eq!(related, home.open().related(number, 9).unwrap(), "the same again");
        assert!(related.len() <= 9 && related.is_sorted_by(|a, b| a.score >= b.score));
        for other in &related {
            assert!(other.number != number && !other.reasons.is_empty(), "{number}: {other:?}");
            assert!(other.score > 0.0 && other.score.is_finite(), "{number}: {other:?}");
        }
        some += usize::from(!related.is_empty());
    }
    assert!(some > 20, "only {some} have related articles");
    assert_eq!(store.related(999, 9).unwrap(), []);
}

#[test]
fn a_trial_leaves_no_trace() {
    let home = Home::with_sample();
    let before = export(&home.open());
    let mut trial = driver(home.open(), 100, 30);
    trial.keys("<Enter>sjjjJuJrs<C-o>4").unwrap();
    assert_eq!(trial.state().counts.saved, 2);
    drop(trial);
    assert_eq!(export(&home.open()), before);
    home.good(&["snapshot", "--keys", "<Enter>s<Space>Js<Esc>Q"]);
    assert_eq!(home.good(&["export"]), before);
    let store = home.open();
    store.begin_trial().unwrap();
    put(&store, &article("new", "New", "Wire"));
    store.forget_trial().unwrap();
    assert_eq!(export(&store), before);
    check(&home);
}

#[test]
fn marks_and_an_import_go_on_beside_each_other() {
    let home = Home::with_sample();
    let numbers = 1..=49;
    let path = home.store();
    let importer = thread::spawn(move || {
        let store = Store::open(&path).unwrap();
        let mut import = store.import(clock().now);
        for number in 0..1200 {
            let mut one = article(&format!("n{number}"), &format!("Title {number}"), "Wire");
            one.body.text = CleanText::lines(&"A few words of a ferry and a strike. ".repeat(3));
            import.add(&one).unwrap();
        }
        import.finish().unwrap();
    });
    let store = home.open();
    let mut rounds = 0;
    while !importer.is_finished() || rounds < 2 {
        rounds += 1;
        for number in numbers.clone() {
            store.mark(number, Mark::Saved(rounds % 2 == 1), clock().now).unwrap();
            rows(&store, &Listing::Latest, Anchor::Start, 20);
        }
    }
    importer.join().unwrap();
    for number in numbers {
        store.mark(number, Mark::Saved(true), clock().now).unwrap();
    }
    let counts = store.counts().unwrap();
    assert_eq!((counts.articles, counts.saved), (1249, 49));
    check(&home);
}

#[test]
fn a_bookmark_made_by_one_program_is_seen_by_the_other() {
    let home = Home::with_sample();
    let reader = home.open();
    home.good(&["save", "7"]);
    let item: Value = serde_json::from_str(&home.good(&["show", "7", "--json"])).unwrap();
    assert_eq!(item["_warta"]["saved"], json!(true));
    assert!(reader.article(7).unwrap().unwrap().given.marks.saved.is_some());
}

/// An article as a feed carries it.
fn carried(feed: &str, text: &str) -> NewArticle {
    let mut article = article("urn:x:1", "Ferry sails", "Wire");
    article.body.text = CleanText::lines(text);
    article.feeds = vec![format!("https://{feed}.example/feed")];
    article
}

fn feeds_of(store: &Store, number: i64) -> Vec<String> {
    store.article(number).unwrap().unwrap().given.feeds
}

#[test]
fn an_article_that_two_feeds_carry_is_one_and_names_both() {
    let home = Home::new();
    let store = home.open();
    assert_eq!(put(&store, &carried("b", "Text")), Outcome::New);
    store.mark(1, Mark::Saved(true), seconds(5)).unwrap();
    assert_eq!(put(&store, &carried("a", "Text")), Outcome::Unchanged);
    assert_eq!(put(&store, &carried("b", "Text")), Outcome::Unchanged);
    assert_eq!(feeds_of(&store, 1), ["https://b.example/feed", "https://a.example/feed"]);
    assert_eq!(store.counts().unwrap().articles, 1);
    let before = export(&store);
    assert!(before.contains(r#""feed":"https://b.example/feed","feeds":["https://b.example/feed","https://a.example"#));
    // As an export brings it back: into this store nothing new, into an empty one the same.
    let batch = ingest::batch(before.as_bytes(), &ingest::Hint::default()).unwrap();
    assert_eq!(put(&store, &batch.articles[0]), Outcome::Unchanged);
    let other = Home::new();
    let copy = other.open();
    assert_eq!(put(&copy, &batch.articles[0]), Outcome::New);
    assert_eq!((export(&copy), export(&store)), (before.clone(), before));
    assert_eq!(put(&copy, &carried("a", "Text")), Outcome::Unchanged);
    check(&home);
}

#[test]
fn two_feeds_that_tell_an_article_differently_do_not_take_turns() {
    let home = Home::new();
    let store = home.open();
    let text = || store.article(1).unwrap().unwrap().given.body.text.as_str().to_owned();
    assert_eq!(put(&store, &carried("a", "By a")), Outcome::New);
    for _ in 0..2 {
        assert_eq!(put(&store, &carried("b", "By b")), Outcome::Unchanged);
        assert_eq!(put(&store, &carried("a", "By a")), Outcome::Unchanged);
        assert_eq!(text(), "By a");
    }
    assert_eq!(put(&store, &carried("b", "By b, corrected")), Outcome::Updated);
    for _ in 0..2 {
        assert_eq!(put(&store, &carried("b", "By b, corrected")), Outcome::Unchanged);
        assert_eq!(put(&store, &carried("a", "By a")), Outcome::Unchanged);
        assert_eq!(text(), "By b, corrected");
    }
    assert_eq!(put(&store, &carried("a", "By a, corrected")), Outcome::Updated);
    assert_eq!(feeds_of(&store, 1), ["https://a.example/feed", "https://b.example/feed"]);
    check(&home);
}

#[test]
fn a_page_that_two_feeds_carry_under_guids_of_their_own_is_one_article() {
    let home = Home::new();
    let store = home.open();
    let carried = |feed: &str, id: &str, url: &str, title: &str, hour: i64| {
        let mut article = NewArticle { id: ArticleId::new(id), url: Some(url.to_owned()), ..carried(feed, "Text") };
        article.title = CleanText::line(title);
        article.published = Some(OffsetDateTime { timestamp: seconds(hour * 3600), offset: jiff::tz::Offset::UTC });
        article
    };
    let page = "https://a.example/ferry?id=1";
    assert_eq!(put(&store, &carried("a", "a#1", page, "Ferry sails", 20)), Outcome::New);
    assert_eq!(put(&store, &carried("b", "b#9", page, "Ferry sails", 32)), Outcome::Unchanged);
    assert_eq!(put(&store, &carried("c", "c#7", "http://a.example/ferry?id=1", "Ferry sails", 8)), Outcome::Unchanged);
    assert_eq!(feeds_of(&store, 1).len(), 3);
    assert_eq!(store.counts().unwrap().articles, 1);
    // What another feed calls it is remembered: a correction there is no other article.
    assert_eq!(put(&store, &carried("b", "b#9", page, "The ferry sails", 32)), Outcome::Updated);
    assert_eq!(put(&store, &carried("b", "b#9", page, "The ferry sails", 32)), Outcome::Unchanged);
    assert_eq!(store.counts().unwrap().articles, 1);
    // Another title, another day, the front page, a page that nobody's feed gave: other articles.
    assert_eq!(put(&store, &carried("d", "d#1", page, "Ferry sinks", 20)), Outcome::New);
    assert_eq!(put(&store, &carried("d", "d#2", page, "The ferry sails", 45)), Outcome::New);
    for front in ["https://a.example", "https://a.example/", "https://a.example/#today"] {
        assert_eq!(put(&store, &carried("d", &format!("d#{front}"), front, "Ferry", 20)), Outcome::New);
        assert_eq!(put(&store, &carried("e", &format!("e#{front}"), front, "Ferry", 20)), Outcome::New);
    }
    let pasted = NewArticle { feeds: Vec::new(), ..carried("d", "pasted", page, "The ferry sails", 32) };
    assert_eq!(put(&store, &pasted), Outcome::New);
    let exported = NewArticle {
        first_seen: Some(Timestamp::UNIX_EPOCH),
        ..carried("d", "elsewhere", page, "The ferry sails", 32)
    };
    assert_eq!(put(&store, &exported), Outcome::New);
    check(&home);
}

#[test]
fn feeds_of_an_article_are_kept_up_to_the_limit() {
    let home = Home::new();
    let store = home.open();
    for number in 0..=NewArticle::FEEDS {
        put(&store, &carried(&format!("f{number}"), "Text"));
    }
    assert_eq!(feeds_of(&store, 1).len(), NewArticle::FEEDS);
    // Those that are kept are still listened to, and the one too many is not.
    assert_eq!(put(&store, &carried(&format!("f{}", NewArticle::FEEDS - 1), "New")), Outcome::Updated);
    assert_eq!(put(&store, &carried(&format!("f{}", NewArticle::FEEDS), "Newer")), Outcome::Unchanged);
    check(&home);
}

fn subscribe(store: &Store, feeds: &[Subscription]) -> Vec<Outcome> {
    let mut import = store.import(clock().now);
    let outcomes = feeds.iter().map(|feed| import.subscribe(feed).unwrap()).collect();
    import.finish().unwrap();
    outcomes
}

fn subscriptions(store: &Store) -> Vec<Subscription> {
    store.feeds().unwrap().into_iter().map(|feed| feed.subscription).collect()
}

#[test]
fn a_subscription_is_brought_up_to_date_and_what_is_left_out_stays() {
    let home = Home::new();
    let store = home.open();
    let mut feed = Subscription::new("https://a.example/feed".to_owned());
    feed.title = text("A");
    feed.site = Some("https://a.example/".to_owned());
    feed.folder = vec![text("One"), text("Two")];
    feed.tags = vec![text("x"), text("y")];
    let bare = Subscription::new(feed.url.clone());
    assert_eq!(
        subscribe(&store, &[feed.clone(), feed.clone(), bare]),
        [Outcome::New, Outcome::Unchanged, Outcome::Unchanged]
    );
    assert_eq!(subscriptions(&store), [feed.clone()]);
    let retitled = Subscription { title: text("B"), tags: vec![text("z")], ..Subscription::new(feed.url.clone()) };
    assert_eq!(subscribe(&store, &[retitled]), [Outcome::Updated]);
    feed.title = text("B");
    feed.tags = vec![text("z")];
    assert_eq!(subscriptions(&store), [feed]);
    check(&home);
}

#[test]
fn a_feed_is_found_by_number_address_or_title_and_its_articles_outlive_it() {
    let home = Home::new();
    let store = home.open();
    put(&store, &carried("a", "Text"));
    let named = |url: &str, title: &str| Subscription { title: text(title), ..Subscription::new(url.to_owned()) };
    let (a, b, c) = ("https://a.example/feed", "https://b.example/", "https://c.example/");
    subscribe(&store, &[named(b, "Kabar"), named(a, "Ävvis"), named(c, "KABAR")]);
    let found = |reference: &str| store.feed_of(reference).map(|feed| feed.subscription.url).map_err(|e| e.to_string());
    assert_eq!(found("äVVIS").as_deref(), Ok(a));
    assert_eq!((found("1").as_deref(), found(b).as_deref(), found("3").as_deref()), (Ok(a), Ok(b), Ok(c)));
    assert_eq!(found("kabar"), Err("kabar is the title of several subscriptions; name one by its number: 2, 3".into()));
    for nobody in ["", "4", "-1", "nobody\u{1b}[31m", "https://d.example/"] {
        assert!(found(nobody).unwrap_err().ends_with("`warta feeds` shows what there is"), "{nobody}");
    }
    let counts: Vec<u64> = store.feeds().unwrap().iter().map(|feed| feed.articles).collect();
    assert_eq!(counts, [1, 0, 0]);
    store.unsubscribe(1).unwrap();
    assert_eq!((subscriptions(&store).len(), feeds_of(&store, 1)), (2, vec![a.to_owned()]));
    assert_eq!(subscribe(&store, &[named(a, "")]), [Outcome::New]);
    assert_eq!(store.feed_of(a).unwrap().articles, 1);
    check(&home);
}

#[test]
fn subscriptions_are_kept_with_the_batch_they_came_in() {
    let home = Home::new();
    let store = home.open();
    {
        let mut import = store.import(clock().now);
        import.subscribe(&Subscription::new("https://a.example/".to_owned())).unwrap();
    }
    drop(store);
    assert_eq!(home.open().feeds().unwrap().len(), 0, "an import that was never finished kept something");
}

#[test]
fn a_doctor_finds_what_is_wrong_and_mends_what_can_be_mended() {
    let home = Home::with_sample();
    let said = home.good(&["doctor"]);
    assert!(said.contains("whole, format") && said.contains("full text  as the articles say"), "{said}");
    let report = |arguments: &[&str]| -> (i32, serde_json::Value) {
        let run = home.run(arguments);
        (run.code, serde_json::from_str(&run.stdout).unwrap())
    };
    let db = Connection::open(home.store()).unwrap();
    db.execute("INSERT INTO words (words) VALUES ('delete-all')", []).unwrap();
    let (code, sick) = report(&["doctor", "--json"]);
    assert_eq!((code, &sick["full_text"], &sick["faults"]), (1, &false.into(), &serde_json::json!([])));
    assert!(sick["advice"][0].as_str().unwrap().contains("--rebuild"), "{sick}");
    let (code, well) = report(&["doctor", "--json", "--rebuild"]);
    assert_eq!((code, &well["full_text"], &well["advice"]), (0, &true.into(), &serde_json::json!([])));
    check(&home);
    assert!(!home.good(&["search", "wolorata"]).is_empty());
    // What was taken away leaves room that is given back.
    db.execute_batch(
        "UPDATE body SET html = NULL; CREATE TABLE x (y); INSERT INTO x VALUES (zeroblob(4000000)); DROP TABLE x",
    )
    .unwrap();
    let (_, wide) = report(&["doctor", "--json"]);
    assert!(wide["advice"][0].as_str().unwrap().contains("--vacuum"), "{wide}");
    let (_, narrow) = report(&["doctor", "--json", "--vacuum"]);
    assert_eq!((&narrow["free"], &narrow["advice"]), (&0.into(), &serde_json::json!([])));
    assert!(narrow["size"].as_u64() < wide["size"].as_u64());
}

#[test]
fn the_longer_of_two_texts_is_searched_and_related() {
    let home = Home::new();
    let store = home.open();
    let mut one = article("1", "Ferry breaks down", "Wire");
    one.body.text = text("The ferry broke down off Larowai.");
    put(&store, &one);
    assert_eq!(put_page(&store, 1, "Short."), Outcome::Updated);
    assert_eq!((found(&store, "larowai"), found(&store, "short")), (vec![1], vec![]));
    let whole = "The ferry broke down off the cape. Mechanics flew in a crankshaft from Tobelo. 渡輪停航。";
    put_page(&store, 1, whole);
    assert_eq!(
        (found(&store, "larowai"), found(&store, "crankshaft"), found(&store, "渡輪")),
        (vec![], vec![1], vec![1])
    );
    let mut other = article("2", "Crankshaft shortage", "Courier");
    other.body.text = text("A crankshaft takes mechanics in Tobelo four weeks.");
    put(&store, &other);
    for (n, words) in ["Harvest festival", "Library opens", "Budget passed", "Rain expected"].iter().enumerate() {
        put(&store, &article(&format!("f{n}"), words, "Wire"));
    }
    let reasons = |number| format!("{:?}", store.related(number, 9).unwrap());
    assert!(reasons(1).contains("crankshaft") && reasons(2).contains("crankshaft"), "{}", reasons(2));
    // The feed says something new, and the page stays the longer.
    one.body.text = text("The ferry broke down again off Larowai.");
    assert_eq!(put(&store, &one), Outcome::Updated);
    assert_eq!((found(&store, "again"), found(&store, "crankshaft")), (vec![], vec![1, 2]));
    assert!(reasons(2).contains("crankshaft"));
    // It says more than the page.
    one.body.text = CleanText::lines(&"Everything about the wreck. ".repeat(20));
    put(&store, &one);
    assert_eq!((found(&store, "wreck"), found(&store, "crankshaft")), (vec![1], vec![2]));
    assert!(!reasons(2).contains("crankshaft"));
    let shown = |store: &Store| store.article(1).unwrap().unwrap().shown().body.text.into_string();
    assert!(shown(&store).contains("wreck"));
    store.mark(1, Mark::Text(TextOf::Page), clock().now).unwrap();
    assert_eq!(shown(&store), whole);
    assert_eq!(put_page(&store, 99, "No such article."), Outcome::Unchanged);
    check(&home);
}

#[test]
fn pages_are_wanted_of_what_is_unread_or_saved_and_not_tried_in_vain() {
    let home = Home::new();
    let store = home.open();
    let feed = subscribed(&store, "https://a.example/feed", Keep::All);
    for n in 1..=6 {
        let mut one = carried("a", &format!("Text {n}."));
        one.id = ArticleId::new(&format!("a{n}"));
        one.url = (n != 6).then(|| format!("https://a.example/{n}"));
        put(&store, &one);
    }
    let now = clock().now;
    store.mark(1, Mark::Read(true), now).unwrap();
    store.mark(2, Mark::Read(true), now).unwrap();
    store.mark(2, Mark::Saved(true), now).unwrap();
    let wanted = |now, limit| -> Vec<i64> {
        store.unfetched(feed.number, limit, now).unwrap().iter().map(|page| page.number).collect()
    };
    assert_eq!((wanted(now, 9), wanted(now, 2)), (vec![5, 4, 3, 2], vec![5, 4]));
    put_page(&store, 5, "Whole.");
    let later = now + SignedDuration::from_hours(1);
    let mut import = store.import(now);
    import.note_unfetched(4, &text("late"), 1, Some(later)).unwrap();
    import.note_unfetched(3, &text("nothing there"), 1, None).unwrap();
    import.finish().unwrap();
    assert_eq!((wanted(now, 9), wanted(later, 9)), (vec![2], vec![4, 2]));
    assert_eq!(store.unfetched(feed.number, 1, later).unwrap()[0].failures, 1);
    check(&home);
}

/// So many articles of `https://{feed}.example/feed`, an hour apart, the first the oldest; each came when it was published.
fn hourly(store: &Store, feed: &str, articles: i64) {
    for n in 1..=articles {
        let at = clock().now - SignedDuration::from_hours(articles - n);
        let mut one = carried(feed, &format!("Text {n} of the strait."));
        one.id = ArticleId::new(&format!("a{n}"));
        one.title = text(&format!("Title {n}"));
        one.published = Some(OffsetDateTime { timestamp: at, offset: jiff::tz::Offset::UTC });
        one.first_seen = Some(at);
        one.tags = vec![text("strait")];
        put(store, &one);
    }
}

fn numbers(store: &Store) -> Vec<i64> {
    store.articles_after(0, 1000, &Query::default(), &clock()).unwrap().iter().map(|article| article.number).collect()
}

#[test]
fn what_is_not_kept_goes_and_what_is_saved_stays() {
    let home = Home::new();
    let store = home.open();
    let url = "https://a.example/feed";
    hourly(&store, "a", 60);
    let all = subscribed(&store, url, Keep::All);
    let now = clock().now;
    let let_go = |keep| {
        store.settle(&Feed { keep, ..all.clone() }).unwrap();
        store.let_go(&[all.number], now, &|| false).unwrap()
    };
    store.mark(3, Mark::Saved(true), now).unwrap();
    store.mark(4, Mark::Read(true), now).unwrap();
    store.mark(6, Mark::Response(Response::Finished), now).unwrap();
    store.mark(7, Mark::Less(true), now).unwrap();
    put_page(&store, 5, "A page that goes with its article.");
    assert_eq!((let_go(Keep::All), let_go(Keep::Articles(60)), let_go(Keep::Days(3))), (0, 0, 0));
    // An article is as old as the time since it came: two days back lies between the 12th, which stays, and the 11th.
    assert_eq!(let_go(Keep::Days(2)), 10);
    assert_eq!(numbers(&store), [3].into_iter().chain(12..=60).collect::<Vec<_>>());
    assert_eq!(let_go(Keep::Articles(5)), 44);
    assert_eq!(numbers(&store), [3, 56, 57, 58, 59, 60]);
    assert_eq!(store.counts().unwrap().articles, 6);
    assert_eq!((found(&store, "strait").len(), found(&store, "tag:strait").len()), (6, 6));
    assert_eq!(store.feed_of(url).unwrap().articles, 6);
    store.mark(3, Mark::Saved(false), now).unwrap();
    assert_eq!(let_go(Keep::Articles(5)), 1);
    assert_eq!(let_go(Keep::Articles(5)), 0);
    check(&home);
}

#[test]
fn what_is_followed_or_tagged_stays_whatever_is_kept() {
    let home = Home::new();
    let store = home.open();
    let mut articles: Vec<NewArticle> = (1..=6).map(|n| carried("a", &format!("Number {n}"))).collect();
    for (n, article) in articles.iter_mut().enumerate() {
        (article.id, article.title) = (ArticleId::new(&format!("x{n}")), text(&format!("Report {n}")));
    }
    articles[0].tags = vec![text("Nato")];
    articles[1].source = text("Courier");
    articles[2].authors = vec![text("Min Chen")];
    articles[3].title = text("The ferry sails");
    for article in &articles {
        assert_eq!(put(&store, article), Outcome::New);
    }
    store.tag(5, &TagChange { add: vec![text("later")], remove: Vec::new() }).unwrap();
    for (kind, value) in [
        (FollowKind::Tag, "nato"),
        (FollowKind::Source, "Courier"),
        (FollowKind::Author, "Min Chen"),
        (FollowKind::Query, "ferry"),
    ] {
        assert!(store.follow(&Follow::new(kind, value).unwrap(), clock().now).unwrap());
    }
    let feed = subscribed(&store, &articles[0].feeds[0], Keep::Days(1));
    let later = clock().now + SignedDuration::from_hours(30);
    assert_eq!(store.let_go(&[feed.number], later, &|| false).unwrap(), 1);
    assert_eq!(numbers(&store), [1, 2, 3, 4, 5]);
    store.unfollow(&Follow::new(FollowKind::Query, "ferry").unwrap()).unwrap();
    assert_eq!(store.let_go(&[feed.number], later, &|| false).unwrap(), 1);
    assert_eq!(numbers(&store), [1, 2, 3, 5]);
    check(&home);
}

#[test]
fn an_article_that_went_while_it_was_open_is_left_without_a_complaint() {
    let home = Home::new();
    let store = home.open();
    let reply = |mark| perform(&store, &Effect::Mark { number: 1, mark }, &clock());
    assert_eq!(reply(Mark::Left(Position(7))), None);
    assert!(matches!(reply(Mark::Saved(true)), Some(Reply::Failed(_))));
}

#[test]
fn what_went_is_not_brought_back_by_a_feed_but_by_the_reader() {
    let home = Home::new();
    let store = home.open();
    let feed = subscribed(&store, "https://a.example/feed", Keep::Articles(1));
    hourly(&store, "a", 3);
    let held = store.article(1).unwrap().unwrap().given;
    let bring = |now: Timestamp| {
        let mut import = store.intake(now);
        let outcome = import.add(&held).unwrap();
        import.finish().unwrap();
        outcome
    };
    let day = SignedDuration::from_hours(24);
    assert_eq!(store.let_go(&[feed.number], clock().now, &|| false).unwrap(), 2);
    assert_eq!(bring(clock().now), Outcome::Unchanged);
    // As long as a feed carries it, it stays away; ninety days after the last time it is forgotten.
    assert_eq!(bring(clock().now + day * 80), Outcome::Unchanged);
    hourly(&store, "a", 2);
    assert_eq!(numbers(&store), [3, 4, 5], "the reader may bring it in again");
    assert_eq!(store.let_go(&[feed.number], clock().now, &|| false).unwrap(), 2);
    let later = clock().now + day * 91;
    assert_eq!(bring(later), Outcome::Unchanged, "its feed was not read meanwhile: it still has it");
    assert_eq!(bring(later), Outcome::Unchanged);
    let long_after = later + day * 91;
    let mut import = store.intake(long_after);
    import.forget_gone(feed.number).unwrap();
    import.finish().unwrap();
    assert_eq!(bring(long_after), Outcome::New);
    check(&home);
}

#[test]
fn what_a_feed_let_go_comes_of_another_that_keeps_it_and_of_itself_once_it_keeps_all() {
    let home = Home::new();
    let store = home.open();
    let feed = subscribed(&store, "https://a.example/feed", Keep::Articles(1));
    subscribed(&store, "https://b.example/feed", Keep::All);
    hourly(&store, "a", 3);
    let [first, second] = [1, 2].map(|number| store.article(number).unwrap().unwrap().given);
    let bring = |article: &NewArticle| {
        let mut import = store.intake(clock().now);
        let outcome = import.add(article).unwrap();
        import.finish().unwrap();
        outcome
    };
    assert_eq!(store.let_go(&[feed.number], clock().now, &|| true).unwrap(), 0, "it was stopped");
    assert_eq!(store.let_go(&[feed.number], clock().now, &|| false).unwrap(), 2);
    assert_eq!(bring(&NewArticle { feeds: vec!["https://b.example/feed".to_owned()], ..first.clone() }), Outcome::New);
    assert_eq!((bring(&first), bring(&second)), (Outcome::Unchanged, Outcome::Unchanged));
    assert_eq!(store.let_go(&[feed.number], clock().now, &|| false).unwrap(), 0, "the other feed keeps it");
    store.settle(&Feed { keep: Keep::All, ..feed }).unwrap();
    assert_eq!(bring(&second), Outcome::New);
    check(&home);
}

#[test]
fn an_export_comes_back_equal_with_gaps_where_articles_went() {
    let home = Home::new();
    let store = home.open();
    hourly(&store, "a", 9);
    let feed = subscribed(&store, "https://a.example/feed", Keep::Articles(2));
    store.mark(4, Mark::Saved(true), clock().now).unwrap();
    assert_eq!(store.let_go(&[feed.number], clock().now, &|| false).unwrap(), 6);
    hourly(&store, "b", 1);
    let out = export(&store);
    assert_eq!(numbers(&store), [4, 8, 9, 10]);
    let (other, file) = (Home::new(), home.write("out.jsonl", &out));
    other.good(&["import", &file]);
    assert_eq!(other.good(&["export"]), out);
    // Another article gets the next number, and a store with articles of its own gives its own.
    let next = other.open();
    put(&next, &article("next", "Next", "Wire"));
    assert_eq!(numbers(&next), [4, 8, 9, 10, 11]);
    let third = Home::new();
    put(&third.open(), &article("first", "First", "Wire"));
    third.good(&["import", &file]);
    assert_eq!(numbers(&third.open()), [1, 2, 3, 4, 5]);
    check(&other);
}

#[test]
fn numbers_are_kept_up_to_their_limits_and_not_one_past_them() {
    let (highest, gap) = (NewArticle::HIGHEST, NewArticle::GAP);
    for (given, kept) in [
        ([highest, highest + gap], [highest, highest + gap]),
        ([highest, highest + gap + 1], [highest, highest + 1]),
        ([highest + 1, 5], [1, 5]),
        ([7, 7], [7, 8]),
        ([-3, 0], [1, 2]),
    ] {
        let home = Home::new();
        let store = home.open();
        let mut import = store.import(clock().now);
        for (number, id) in given.into_iter().zip(["a", "b"]) {
            import.add(&NewArticle { number: Some(number), ..article(id, "Gerhana cincin", "Wire") }).unwrap();
        }
        import.finish().unwrap();
        assert_eq!(numbers(&store), kept, "{given:?}");
        assert_eq!(relatives(&store, "b").len(), 1);
        check(&home);
    }
}

#[test]
fn articles_whose_numbers_lie_far_apart_are_related_all_the_same() {
    let home = Home::new();
    let store = home.open();
    let mut import = store.import(clock().now);
    for n in 0..1100 {
        let number = Some(1 + n as i64 * NewArticle::GAP);
        import.add(&NewArticle { number, ..about(n) }).unwrap();
    }
    import.finish().unwrap();
    assert_eq!(segments(&home), (1, 1100));
    assert_eq!(store.number_of("a1099").unwrap(), 1 + 1099 * NewArticle::GAP);
    let near = Home::new();
    let other = near.open();
    put_all(&other, 0..1100, 1100);
    for id in ["a0", "a500", "a1099"] {
        assert_eq!(relatives(&store, id), relatives(&other, id), "{id}");
    }
}

#[test]
fn an_article_goes_when_none_of_its_subscriptions_keeps_it() {
    let home = Home::new();
    let store = home.open();
    let [one, other] =
        ["https://a.example/feed", "https://b.example/feed"].map(|url| subscribed(&store, url, Keep::All));
    hourly(&store, "a", 4);
    hourly(&store, "b", 4);
    let let_go = |keeps: [Keep; 2], asked: &[i64]| {
        store.settle(&Feed { keep: keeps[0], ..one.clone() }).unwrap();
        store.settle(&Feed { keep: keeps[1], ..other.clone() }).unwrap();
        store.let_go(asked, clock().now, &|| false).unwrap()
    };
    assert_eq!(let_go([Keep::Articles(1), Keep::All], &[one.number]), 0);
    assert_eq!(let_go([Keep::Articles(1), Keep::Articles(2)], &[]), 0);
    assert_eq!(let_go([Keep::Articles(1), Keep::Articles(2)], &[one.number]), 2);
    store.unsubscribe(other.number).unwrap();
    assert_eq!(store.let_go(&[one.number], clock().now, &|| false).unwrap(), 1, "who does not subscribe keeps nothing");
    assert_eq!(numbers(&store), [4]);
    check(&home);
}

#[test]
fn who_waits_in_vain_for_another_program_says_so_and_reads_meanwhile() {
    let home = Home::with_sample();
    let other = Connection::open(home.store()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE mark SET saved = 1").unwrap();
    let run = home.run(&["save", "1"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run:?}");
    assert!(run.stderr.contains("another program") && !run.stderr.contains("locked"), "{run:?}");
    assert_eq!(home.good(&["list", "--limit", "3"]).lines().count(), 3);
    drop(other);
    home.good(&["save", "1"]);
    assert_eq!(home.good(&["list", "saved"]).lines().count(), 1);
}

#[test]
#[cfg(unix)]
fn a_store_by_another_name_is_the_same_store() {
    let home = Home::with_sample();
    let (store, link) = (home.open(), home.path("link.db"));
    std::os::unix::fs::symlink(home.store(), &link).unwrap();
    let linked = Store::open(&link).unwrap();
    store.mark(1, Mark::Saved(true), clock().now).unwrap();
    linked.mark(2, Mark::Saved(true), clock().now).unwrap();
    assert_eq!((store.counts().unwrap().saved, linked.counts().unwrap().saved), (2, 2));
    let names = std::fs::read_dir(home.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(!names.into_iter().any(|name| name.to_string_lossy().starts_with("link.db-")), "one log, not two");
}

/// How many segments the store has, and articles in them.
fn segments(home: &Home) -> (i64, i64) {
    let db = Connection::open(home.store()).unwrap();
    let sql = "SELECT count(*), coalesce(sum(articles), 0) FROM segment";
    db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

/// An article about three things of which it shares each with some others.
fn about(n: usize) -> NewArticle {
    let mut article = article(&format!("a{n}"), &format!("Kota{} kapal{} tokoh{}", n % 97, n % 89, n % 83), "Wire");
    article.published = Some(OffsetDateTime { timestamp: seconds(n as i64 * 3600), offset: jiff::tz::Offset::UTC });
    article
}

/// Puts these articles in, so many in an import.
fn put_all(store: &Store, numbers: impl IntoIterator<Item = usize>, together: usize) {
    let articles: Vec<NewArticle> = numbers.into_iter().map(about).collect();
    for some in articles.chunks(together) {
        let mut import = store.import(clock().now);
        for article in some {
            import.add(article).unwrap();
        }
        import.finish().unwrap();
    }
}

/// What is related to an article, by their identities, with the scores.
fn relatives(store: &Store, id: &str) -> Vec<(String, i64)> {
    let related = store.related(store.number_of(id).unwrap(), 9).unwrap();
    related.iter().map(|other| (other.id.to_string(), (other.score * 1e4).round() as i64)).collect()
}

#[test]
fn related_articles_are_the_same_in_whatever_order_they_came() {
    let (home, other) = (Home::new(), Home::new());
    let (one, two) = (home.open(), other.open());
    put_all(&one, 0..2300, 2300);
    // Backwards, some at a time; half of them first as something else.
    let mut import = two.import(clock().now);
    for n in (0..1150).rev() {
        import.add(&article(&format!("a{n}"), "Something else entirely", "Wire")).unwrap();
    }
    import.finish().unwrap();
    put_all(&two, (0..2300).rev(), 300);
    assert!(segments(&home).0 > 0 && segments(&other).0 > 0);
    // Whoever opens the store anew counts anew.
    let (one, two) = (one.reopen().unwrap(), two.reopen().unwrap());
    for id in ["a0", "a7", "a1024", "a1500", "a2299"] {
        let related = relatives(&one, id);
        assert_eq!((related.len(), &related), (9, &relatives(&two, id)), "{id}");
    }
    check(&other);
}

#[test]
fn related_articles_are_as_if_those_that_went_had_never_been() {
    let (home, other) = (Home::new(), Home::new());
    let (one, two) = (home.open(), other.open());
    let feed = subscribed(&one, "https://a.example/feed", Keep::Articles(400));
    let mut import = one.import(clock().now);
    for n in 0..2400 {
        import.add(&NewArticle { feeds: vec!["https://a.example/feed".to_owned()], ..about(n) }).unwrap();
    }
    import.finish().unwrap();
    assert_eq!(one.let_go(&[feed.number], clock().now, &|| false).unwrap(), 2000);
    put_all(&two, 2000..2400, 400);
    let one = one.reopen().unwrap();
    for id in ["a2000", "a2200", "a2399"] {
        let related = relatives(&one, id);
        assert_eq!((related.len(), &related), (9, &relatives(&two, id)), "{id}");
    }
    check(&home);
}

#[test]
fn new_articles_are_related_before_and_after_they_have_a_segment_and_segments_become_one() {
    let home = Home::new();
    let store = home.open();
    put_all(&store, 0..1023, 1023);
    assert_eq!(segments(&home), (0, 0));
    let before = relatives(&store, "a500");
    assert_eq!(before.len(), 9);
    put_all(&store, 1023..1024, 1);
    assert_eq!(segments(&home), (1, 1024));
    assert_eq!(relatives(&store, "a1000").len(), 9);
    put_all(&store, 1024..7 * 1024, 512);
    assert_eq!(segments(&home), (7, 7 * 1024));
    let before = relatives(&store, "a500");
    put_all(&store, 7 * 1024..8 * 1024, 512);
    assert_eq!(segments(&home), (1, 8 * 1024));
    assert_eq!(before.len(), relatives(&store, "a500").len());
    // One that changes is found by what it is now, and one that goes is not found.
    let mut changed = about(3);
    changed.title = text("Gerhana cincin di Wolorata");
    assert_eq!(put(&store, &changed), Outcome::Updated);
    changed.id = ArticleId::new("eclipse");
    changed.title = text("Gerhana cincin terlihat dari Wolorata");
    changed.feeds = vec!["https://a.example/feed".to_owned()];
    put(&store, &changed);
    let ids = |id| relatives(&store, id).into_iter().map(|(id, _)| id).collect::<Vec<_>>();
    assert_eq!((ids("eclipse"), ids("a3")), (vec!["a3".to_owned()], vec!["eclipse".to_owned()]));
    let feed = subscribed(&store, "https://a.example/feed", Keep::Days(1));
    store.let_go(&[feed.number], clock().now + SignedDuration::from_hours(25), &|| false).unwrap();
    assert_eq!(ids("a3"), Vec::<String>::new());
    check(&home);
}
