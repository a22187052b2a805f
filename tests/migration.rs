//! Stores of older formats: each is brought to the present one with everything in it, in one transaction a step, and a
//! copy of it as it was is kept beside it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use std::path::PathBuf;

use rusqlite::Connection;
use warta::model::{Anchor, ArticleId, Follow, FollowKind, Listing, NewArticle, Query, Window};
use warta::store::{Outcome, Store};
use warta::text::CleanText;

use program::{Home, clock};

/// What a store of format 1 held: three articles, two of one feed, with marks and tags, and their full text.
const HELD: &str = "
    INSERT INTO source (number, name) VALUES (1, 'Wire'), (2, 'Courier');
    INSERT INTO article (number, id, sort, source, published, utc_offset, first_seen, title, headline, tags, url,
            language, digest) VALUES
        (1, 'urn:x:1', 100, 1, 100, 25200, 200, 'Ferry breaks down', 'Ferry breaks down', 'ferry', 'https://a.example/1',
            'en', x'01'),
        (3, 'urn:x:3', 300, 2, NULL, NULL, 300, 'A page', 'A page', '', NULL, NULL, x'03'),
        (4, 'urn:x:4', 400, 1, 500, 0, 400, 'Ferry sails', 'Ferry sails', 'ferry', NULL, 'en', x'04');
    INSERT INTO body (article, text, authors, feed, terms) VALUES
        (1, 'The Larowai ferry broke down.', 'Min Chen', 'https://a.example/feed', ''),
        (3, 'Pasted.', '', NULL, ''),
        (4, 'The Larowai ferry sails.', '', 'https://a.example/feed', '');
    INSERT INTO tag (number, name, folded) VALUES (1, 'ferry', 'ferry');
    INSERT INTO article_tag VALUES (1, 100, 1), (1, 400, 4);
    INSERT INTO mark VALUES (1, 150, 160, 7), (3, 170, NULL, 0);
    INSERT INTO words (words) VALUES ('rebuild');";

/// Makes a store of format 1 as the program of that time did.
fn old(home: &Home) {
    let db = Connection::open(home.store()).unwrap();
    db.execute_batch("PRAGMA journal_mode = wal; BEGIN").unwrap();
    db.execute_batch(include_str!("../src/store/schema/1.sql")).unwrap();
    db.execute_batch(&format!("PRAGMA application_id = {}; PRAGMA user_version = 1; COMMIT", 0x5741_5254)).unwrap();
    db.execute_batch(HELD).unwrap();
}

fn backup(home: &Home) -> PathBuf {
    home.path("store.db.format-1")
}

/// Everything a file defines, and its format.
fn schema(db: &Connection) -> (Vec<String>, i64) {
    let sql = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name";
    let all = db.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    (all, db.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap())
}

fn dump(store: &Store) -> Vec<String> {
    let articles = store.articles_after(0, 100, &Query::default(), &clock()).unwrap();
    articles.iter().map(|article| warta::ingest::to_json(article).to_string()).collect()
}

/// What only SQLite can tell: index, references and counts are sound.
#[track_caller]
fn check(home: &Home) {
    let db = Connection::open(home.store()).unwrap();
    db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)", []).unwrap();
    assert_eq!(db.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).unwrap(), "ok");
    assert!(!db.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    let wrong = "SELECT 1 FROM feed f WHERE articles <> (SELECT count(*) FROM article_feed c WHERE c.feed = f.number)";
    assert!(!db.prepare(wrong).unwrap().exists([]).unwrap());
    let tags = "SELECT group_concat(name || ' ' || articles || ' ' || read || ' ' || own) FROM tag";
    assert_eq!(db.query_row(tags, [], |row| row.get::<_, String>(0)).unwrap(), "ferry 2 1 0");
}

/// What the old store holds once it has been upgraded.
#[track_caller]
fn is_whole(home: &Home) {
    let store = home.open();
    let dump = dump(&store);
    assert_eq!(dump.len(), 3);
    for (article, part) in [
        (0, r#""feed":"https://a.example/feed""#),
        (0, r#""date_published":"1970-01-01T07:01:40+07:00""#),
        (0, r#""read_at":"1970-01-01T00:02:30Z""#),
        (0, r#""saved_at":"1970-01-01T00:02:40Z""#),
        (0, r#""position":7"#),
        (0, r#""tags":["ferry"]"#),
        (1, r#""number":3"#),
        (1, r#""read":true"#),
        (2, r#""feed":"https://a.example/feed""#),
    ] {
        assert!(dump[article].contains(part), "{part} is not in {}", dump[article]);
    }
    assert!(!dump[1].contains("\"feed\""), "{}", dump[1]);
    assert_eq!(store.search(&Query::parse("larowai"), 9, &clock()).unwrap().len(), 2);
    assert_eq!(store.counts().unwrap().unread, 1);
    let ferry = Follow::new(FollowKind::Tag, "ferry").unwrap();
    assert!(store.follows().unwrap().is_empty() && store.follow(&ferry, clock().now).unwrap());
    assert_eq!(store.count_follow(&ferry, &clock()).unwrap().0.count, 2);
    assert!(store.unfollow(&ferry).unwrap());
    check(home);
}

#[test]
fn an_old_store_has_the_schema_of_a_new_one_and_everything_it_held() {
    let (home, new) = (Home::new(), Home::new());
    old(&home);
    drop(home.open());
    drop(new.open());
    let of = |home: &Home| schema(&Connection::open(home.store()).unwrap());
    assert_eq!(of(&home), of(&new));
    is_whole(&home);
}

#[test]
fn stories_of_an_older_store_have_their_rows_and_what_they_are_worth() {
    let home = Home::new();
    let db = Connection::open(home.store()).unwrap();
    db.execute_batch("PRAGMA journal_mode = wal").unwrap();
    for step in [
        include_str!("../src/store/schema/1.sql"),
        include_str!("../src/store/schema/2.sql"),
        include_str!("../src/store/schema/3.sql"),
        include_str!("../src/store/schema/4.sql"),
        include_str!("../src/store/schema/5.sql"),
        include_str!("../src/store/schema/6.sql"),
        include_str!("../src/store/schema/7.sql"),
        include_str!("../src/store/schema/8.sql"),
        include_str!("../src/store/schema/9.sql"),
    ] {
        db.execute_batch(step).unwrap();
    }
    let held = "
        INSERT INTO source (number, name) VALUES (1, 'Wire'), (2, 'Courier');
        INSERT INTO story VALUES (5, 1, 2, 2, 300), (6, 3, 2, 1, 200);
        INSERT INTO article (number, id, sort, source, first_seen, title, headline, tags, digest, story) VALUES
            (1, 'a', 100, 1, 100, 'A', 'A', '', x'01', 5), (2, 'b', 300, 2, 300, 'B', 'B', '', x'02', 5),
            (3, 'c', 150, 1, 150, 'C', 'C', '', x'03', 6), (4, 'd', 200, 1, 200, 'D', 'D', '', x'04', 6),
            (7, 'g', 250, 1, 250, 'G', 'G', '', x'05', NULL);
        INSERT INTO body (article, text, authors) SELECT number, 'x', '' FROM article;";
    db.execute_batch(&format!("BEGIN; {held} COMMIT")).unwrap();
    db.execute_batch(&format!("PRAGMA application_id = {}; PRAGMA user_version = 9", 0x5741_5254)).unwrap();
    drop(db);
    let store = home.open();
    let window = Window { anchor: Anchor::Start, limit: 9 };
    let rows = |listing| {
        let page = store.page(&listing, window, &clock()).unwrap();
        let keys: Vec<(i64, i64)> = page.rows.iter().map(|row| (row.key().sort, row.key().number)).collect();
        assert_eq!(page.total, keys.len());
        keys
    };
    assert_eq!(rows(Listing::Latest), [(300, 1), (250, 7), (200, 3)]);
    assert_eq!(rows(Listing::Popular), [(300 + 86_400, 5)]);
}

#[test]
fn an_upgrade_is_done_once() {
    let home = Home::new();
    old(&home);
    drop(home.open());
    let (kept, held) = (std::fs::read(backup(&home)).unwrap(), dump(&home.open()));
    std::fs::write(backup(&home), "moved away").unwrap();
    drop(home.open());
    assert_eq!(std::fs::read(backup(&home)).unwrap(), b"moved away", "a second opening made a second copy");
    assert_eq!(dump(&home.open()), held);
    assert!(kept.starts_with(b"SQLite format 3\0"));
}

#[test]
fn a_copy_of_the_old_store_is_kept_and_is_a_store() {
    let home = Home::new();
    old(&home);
    let before = schema(&Connection::open(home.store()).unwrap());
    drop(home.open());
    let db = Connection::open(backup(&home)).unwrap();
    assert_eq!(schema(&db), before);
    db.close().unwrap();
    std::fs::rename(backup(&home), home.store()).unwrap();
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(home.path(&format!("store.db{ending}")));
    }
    is_whole(&home);
    assert!(!home.path("store.db.format-1.partial").exists());
}

#[test]
fn a_new_store_keeps_no_copy_of_nothing() {
    let home = Home::new();
    drop(home.open());
    assert!(!backup(&home).exists() && !home.path("store.db.format-0").exists());
}

#[test]
fn a_step_that_fails_changes_nothing_and_is_taken_later() {
    let home = Home::new();
    old(&home);
    let db = Connection::open(home.store()).unwrap();
    // In the way of the step's last statement but for the index before it: what it did so far must go again.
    db.execute_batch("CREATE TABLE article_feed (in_the_way TEXT)").unwrap();
    let before = schema(&db);
    let run = home.run(&["list"]);
    assert_eq!((run.code, run.stderr.lines().count()), (1, 1), "{run:?}");
    assert!(run.stderr.contains("cannot upgrade the store"), "{}", run.stderr);
    assert_eq!(schema(&db), before);
    db.execute_batch("DROP TABLE article_feed").unwrap();
    db.close().unwrap();
    is_whole(&home);
}

#[test]
fn an_upgrade_that_was_killed_is_done_again() {
    let home = Home::new();
    old(&home);
    home.write("store.db.format-1.partial", "the beginning of a copy");
    let db = Connection::open(home.store()).unwrap();
    // A page cache of nothing: what the step wrote so far stands in the write-ahead log, uncommitted.
    db.execute_batch("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE").unwrap();
    db.execute_batch(include_str!("../src/store/schema/2.sql")).unwrap();
    let killed = Home::new();
    for file in ["store.db", "store.db-wal", "store.db.format-1.partial"] {
        std::fs::copy(home.path(file), killed.path(file)).unwrap();
    }
    is_whole(&killed);
    assert!(backup(&killed).exists() && !killed.path("store.db.format-1.partial").exists());
}

#[test]
fn two_programs_upgrade_a_store_once() {
    let home = Home::new();
    old(&home);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| drop(home.open()));
        }
    });
    is_whole(&home);
    assert!(backup(&home).exists());
}

#[test]
fn where_no_copy_can_be_kept_the_store_stays_as_it_was() {
    let home = Home::new();
    old(&home);
    std::fs::create_dir(home.path("store.db.format-1.partial")).unwrap();
    let run = home.run(&["list"]);
    assert_eq!((run.code, run.stderr.lines().count()), (1, 1), "{run:?}");
    assert!(run.stderr.contains("cannot back up the store"), "{}", run.stderr);
    let (_, format) = schema(&Connection::open(home.store()).unwrap());
    assert_eq!(format, 1);
    std::fs::remove_dir(home.path("store.db.format-1.partial")).unwrap();
    is_whole(&home);
}

#[test]
fn what_a_feed_gave_before_the_upgrade_is_no_news_after_it() {
    let home = Home::new();
    let mut article = NewArticle::new(ArticleId::new("urn:y"), CleanText::line("T"), CleanText::line("S"));
    article.feeds = vec!["https://a.example/feed".to_owned()];
    let put = |store: &Store| {
        let mut import = store.import(clock().now);
        let outcome = import.add(&article).unwrap();
        import.finish().unwrap();
        outcome
    };
    let digest: Vec<u8> = {
        let store = home.open();
        assert_eq!(put(&store), Outcome::New);
        let db = Connection::open(home.store()).unwrap();
        db.query_row("SELECT digest FROM article", [], |row| row.get(0)).unwrap()
    };
    let home = Home::new();
    old(&home);
    let db = Connection::open(home.store()).unwrap();
    db.execute("UPDATE article SET id = 'urn:y', digest = ? WHERE number = 1", [digest]).unwrap();
    db.close().unwrap();
    assert_eq!(put(&home.open()), Outcome::Unchanged);
}
