//! `kill -9` at many moments of an import: what was committed is there and sound, and importing again completes it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use std::fmt::Write;
use std::process::Stdio;

use rusqlite::{Connection, OpenFlags};

use program::Home;

/// Articles that are imported.
const ARTICLES: i64 = 3000;

/// Articles that the store commits at a time.
const BATCH: i64 = 500;

/// How often the import is killed.
const KILLS: i64 = 8;

fn articles() -> String {
    let mut lines = String::new();
    for number in 0..ARTICLES {
        let words = (0..12).map(|word| format!("w{}", (number * 31 + word * 17) % 997)).collect::<Vec<_>>().join(" ");
        let item = serde_json::json!({"id": format!("n{number}"), "title": format!("Article {number}"), "language": "en",
            "content_text": words, "tags": [format!("t{}", number % 50)], "_warta": {"source": "Wire"}});
        writeln!(lines, "{item}").unwrap();
    }
    lines
}

/// How much another program sees of an import: articles committed, and bytes of the log that are written.
fn progress(home: &Home, db: &Connection) -> (i64, u64) {
    let count = db.query_row("SELECT count(*) FROM article", [], |row| row.get(0)).unwrap();
    let log = std::fs::metadata(home.path("store.db-wal")).map_or(0, |log| log.len());
    (count, log)
}

#[test]
fn a_killed_import_leaves_whole_batches_and_every_bookmark() {
    let home = Home::with_sample();
    let sample = home.open().counts().unwrap().articles as i64;
    let file = home.write("many.jsonl", articles());
    let mut killed = 0;
    for kill in 0..KILLS {
        let bookmark = 1 + kill;
        home.good(&["save", &bookmark.to_string()]);
        let db = Connection::open_with_flags(home.store(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let before = progress(&home, &db);
        let mut import = home.command(&["import", &file]).stdout(Stdio::null()).spawn().unwrap();
        // One kill as soon as the log grows, the next as soon as a batch more is there, and so on in turn.
        let wished =
            |now: (i64, u64)| if kill % 2 == 0 { now.1 != before.1 || now.0 > before.0 } else { now.0 > before.0 };
        let finished = loop {
            if let Some(status) = import.try_wait().unwrap() {
                break Some(status);
            }
            if wished(progress(&home, &db)) {
                break None;
            }
        };
        if finished.is_none() {
            import.kill().unwrap();
            import.wait().unwrap();
            killed += 1;
        }
        drop(db);
        let db = Connection::open(home.store()).unwrap();
        assert_eq!(db.query_row("PRAGMA quick_check", [], |row| row.get::<_, String>(0)).unwrap(), "ok");
        db.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)", []).unwrap();
        let came = progress(&home, &db).0 - sample;
        assert!(came % BATCH == 0 || came == ARTICLES, "{came} articles came in");
        let counts = home.open().counts().unwrap();
        assert_eq!((counts.articles as i64, counts.saved as i64), (came + sample, kill + 1));
    }
    assert!(killed >= KILLS / 2, "only {killed} imports were killed before they had finished");
    home.good(&["import", &file]);
    let counts = home.open().counts().unwrap();
    assert_eq!((counts.articles as i64, counts.saved as i64), (sample + ARTICLES, KILLS));
    let whole = home.good(&["export"]);
    let other = Home::with_sample();
    let marks: Vec<String> = (1..=KILLS).map(|number| number.to_string()).collect();
    other.good(&["import", &file]);
    other.good(&[vec!["save".to_owned()], marks].concat());
    assert_eq!(whole, other.good(&["export"]), "a store whose import was never killed");
}
