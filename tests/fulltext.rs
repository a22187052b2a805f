//! The texts of the articles' own pages, and what is kept of a feed, against servers on loopback: what is asked for, what is
//! shown, what is remembered of a failure, and what goes.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;
#[path = "shared/server.rs"]
mod server;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rusqlite::Connection;
use serde_json::{Value, json};
use warta::fetch::PAGE_SIZE;

use program::{Home, Run, ZONE, bare, finish};
use server::{Asked, Reply, Server, rss};

/// Sentences of a page, which a feed does not have.
const WHOLE: &str = "<p>Warga desa itu mulai memperbaiki tanggul sejak pagi, kata kepala desa kepada wartawan, Sabtu. \
    Mereka memakai karung pasir dan bambu dari kebun sendiri.</p>";

/// A page of an article.
fn page(headline: &str, sentence: &str) -> String {
    let text = WHOLE.repeat(3);
    format!("<!doctype html><title>{headline}</title><h1>{headline}</h1>{text}<p>{sentence}</p>{text}")
}

/// Where the server is that was asked.
fn base(asked: &Asked) -> String {
    format!("http://{}", asked.header("host").unwrap())
}

/// A server with a feed of so many items, whose pages it has as well.
fn portal(items: usize) -> Server {
    Server::start(move |asked| match asked.path.trim_start_matches('/') {
        "feed" => Reply::ok(rss("Kabar Teluk", items, &base(asked))),
        number => Reply::ok(page("Tanggul Wanasari", &format!("Halaman kustodial nomor {number} selesai."))),
    })
}

/// The paths of the pages that a server was asked for.
fn pages(server: &Server) -> Vec<String> {
    let mut paths: Vec<String> = server.asked().into_iter().map(|asked| asked.path).collect();
    paths.retain(|path| path != "/feed");
    paths
}

/// Fetches everything, and reports.
fn fetch(home: &Home, arguments: &[&str]) -> (Value, i32) {
    let run = home.run(&[&["fetch", "--all", "--json", "--timeout", "5"], arguments].concat());
    (serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}")), run.code)
}

/// The program at another time than the tests' own.
fn at(home: &Home, now: &str, arguments: &[&str]) -> Run {
    let store = home.store();
    let given = ["--store", store.to_str().unwrap(), "--timezone", ZONE, "--lang", "en", "--now", now];
    finish(bare(home.folder.path()).args(given).args(arguments), b"")
}

fn ends(report: &Value) -> Vec<&str> {
    report["pages"].as_array().unwrap().iter().map(|page| page["end"].as_str().unwrap()).collect()
}

fn numbers(home: &Home) -> Vec<i64> {
    let mut numbers: Vec<i64> = home
        .good(&["export"])
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["_warta"]["number"].as_i64().unwrap())
        .collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn the_text_of_a_page_is_kept_beside_the_feed_s_and_the_longer_is_shown() {
    let (home, server) = (Home::new(), portal(3));
    home.good(&["add", &server.url("/feed")]);
    assert!(pages(&server).is_empty(), "nobody asked for a page");
    let said = home.good(&["fetch", "--full-text"]);
    assert_eq!(said, "0 feeds: 0 new, 0 updated, 3 full texts\n");
    let mut asked = pages(&server);
    asked.sort();
    assert_eq!(asked, ["/1", "/2", "/3"]);
    let shown = home.good(&["show", "1", "--width", "200"]);
    assert!(
        shown.contains("karung pasir") && shown.contains("nomor 1 selesai") && shown.contains("full text"),
        "{shown}"
    );
    let json: Value = serde_json::from_str(&home.good(&["show", "1", "--json"])).unwrap();
    let (own, whole) = (json["content_text"].as_str().unwrap(), &json["_warta"]["full_text"]);
    assert!(
        !own.contains("karung pasir") && whole["content_text"].as_str().unwrap().contains("karung pasir"),
        "{json}"
    );
    assert_eq!(whole["fetched"], "2026-11-21T08:30:00Z");
    assert_eq!(home.good(&["search", "kustodial", "--json"]).lines().count(), 3);
    // What is there is not asked for again, and the feed goes on as before.
    let (report, code) = fetch(&home, &["--full-text"]);
    assert_eq!((code, ends(&report), &report["feeds"][0]["unchanged"]), (0, vec![], &json!(3)));
    assert_eq!(pages(&server).len(), 3);
    // Everything goes out, and in again.
    let out = home.good(&["export"]);
    let other = Home::new();
    other.good(&["import", &other.write("out.jsonl", &out)]);
    assert_eq!(other.good(&["export"]), out);
    assert!(other.good(&["show", "2"]).contains("karung pasir"));
}

#[test]
fn a_feed_is_set_to_bring_the_pages_of_its_articles() {
    let (home, server) = (Home::new(), portal(2));
    home.good(&["add", &server.url("/feed")]);
    let said = home.good(&["edit", "1", "--full-text", "on"]);
    assert!(said.contains("with full text"), "{said}");
    let state: Value = serde_json::from_str(&home.good(&["feeds", "--json"])).unwrap();
    assert_eq!(state["full_text"], json!(true));
    assert_eq!(home.good(&["fetch", "1"]), "1 feed: 0 new, 0 updated, 2 full texts\n");
    assert_eq!(pages(&server).len(), 2);
    home.good(&["edit", "1", "--full-text", "off"]);
    let said = home.good(&["feeds"]);
    assert!(!said.contains("full text"), "{said}");
    assert_eq!(home.run(&["edit", "1", "--full-text", "perhaps"]).code, 2);
}

#[test]
fn what_could_not_be_had_is_said_once_and_not_asked_for_again() {
    let home = Home::new();
    let server = Server::start(|asked| match asked.path.as_str() {
        "/feed" => Reply::ok(rss("Kabar Teluk", 6, &base(asked))),
        "/1" => Reply::ok("").status(404),
        "/2" => Reply::ok("").status(410),
        "/3" => Reply::ok("").status(302).header("Location", "/"),
        "/4" => Reply::ok("<!doctype html><title>Masuk</title><form><input name=nama></form>"),
        "/5" => Reply::ok("").status(302).header("Location", "file:///etc/passwd"),
        _ => Reply::ok(page("Depan", "Halaman depan.")),
    });
    home.good(&["add", &server.url("/feed")]);
    let before = home.good(&["export"]);
    let run = home.run(&["fetch", "--all", "--full-text"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (1, "1 feed: 0 new, 0 updated, 1 full text, 5 not to be had\n"),
        "{run:?}"
    );
    for (path, why) in [
        ("/1", "it answers 404"),
        ("/2", "gone for good"),
        ("/3", "front page"),
        ("/4", "no headline with running text"),
        ("/5", "not the web"),
    ] {
        let said = format!("warta: {}: ", server.url(path));
        let line = run.stderr.lines().find_map(|line| line.strip_prefix(&said));
        assert!(line.is_some_and(|line| line.contains(why)), "{path}: {}", run.stderr);
    }
    let asked = pages(&server).len();
    let (report, code) = fetch(&home, &["--full-text"]);
    assert_eq!((code, ends(&report), pages(&server).len()), (0, vec![], asked), "{report}");
    let later = at(&home, "2027-01-21T15:30:00+07:00", &["fetch", "--all", "--full-text"]);
    assert_eq!((later.code, pages(&server).len()), (0, asked), "{later:?}");
    let of_feed = |export: &str| -> Vec<Value> {
        let articles = export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        articles.map(|article| json!([article["id"], article["content_text"]])).collect()
    };
    assert_eq!(of_feed(&home.good(&["export"])), of_feed(&before), "the feed's own texts are as they were");
}

#[test]
fn a_host_in_trouble_is_asked_for_one_page_and_again_when_it_is_due() {
    let home = Home::new();
    let is_well = Arc::new(AtomicBool::new(false));
    let well = Arc::clone(&is_well);
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/feed" => Reply::ok(rss("Kabar Teluk", 3, &base(asked))),
        _ if well.load(Ordering::SeqCst) => Reply::ok(page("Tanggul", "Selesai.")),
        _ => Reply::ok("").status(503).header("Retry-After", "7200"),
    });
    home.good(&["add", &server.url("/feed")]);
    let (report, code) = fetch(&home, &["--full-text"]);
    assert_eq!((code, ends(&report), pages(&server).len()), (1, vec!["failed", "left", "left"], 1), "{report}");
    is_well.store(true, Ordering::SeqCst);
    let (report, _) = fetch(&home, &["--full-text"]);
    assert_eq!(ends(&report), ["fetched", "fetched"], "the one that failed is not due yet");
    let run = |now| at(&home, now, &["fetch", "1", "--full-text"]).stdout;
    let early = run("2026-11-21T17:29:59+07:00");
    assert!(!early.contains("full text"), "{early}");
    let due = run("2026-11-21T17:30:00+07:00");
    assert!(due.contains("1 full text"), "{due}");
}

#[test]
fn a_page_is_read_up_to_its_limit_and_refused_one_byte_past_it() {
    let home = Home::new();
    let server = Server::start(|asked| {
        let body = page("Tanggul", "Selesai.");
        let padded = |size: u64| {
            let room = usize::try_from(size).unwrap() - body.len() - "<!---->".len();
            format!("{body}<!--{}-->", "x".repeat(room))
        };
        match asked.path.as_str() {
            "/feed" => Reply::ok(rss("Kabar Teluk", 2, &base(asked))),
            "/1" => Reply::ok(padded(PAGE_SIZE)),
            _ => Reply::ok(padded(PAGE_SIZE + 1)),
        }
    });
    home.good(&["add", &server.url("/feed")]);
    let (report, _) = fetch(&home, &["--full-text"]);
    let mut said: Vec<String> =
        report["pages"].as_array().unwrap().iter().map(|page| format!("{} {}", page["end"], page["error"])).collect();
    said.sort();
    assert!(
        said[0].starts_with("\"failed\"") && said[0].contains("4 MiB") && said[1].starts_with("\"fetched\""),
        "{said:?}"
    );
}

#[test]
fn a_feed_of_the_world_leads_to_no_private_page() {
    let (home, server) = (Home::new(), portal(1));
    let item = json!({
        "id": "x", "title": "Tanggul", "url": server.url("/1"), "content_text": "Pendek.",
        "_warta": {"number": 1, "source": "Kabar", "feed": "https://kabar.example/feed"}
    });
    home.good(&["import", "--as", "jsonl", &home.write("in.jsonl", item.to_string())]);
    home.good(&["import", "--as", "urls", &home.write("urls", "https://kabar.example/feed\n")]);
    let (report, code) = fetch(&home, &["--full-text"]);
    assert_eq!((code, ends(&report)), (1, vec!["failed"]), "{report}");
    assert!(report["pages"][0]["error"].as_str().unwrap().contains("a private place"), "{report}");
    assert!(server.asked().is_empty());
}

#[test]
fn a_feed_that_is_a_file_leads_to_no_private_page() {
    let (home, server) = (Home::new(), portal(1));
    let file = home.write("feed.xml", rss("Kabar Berkas", 1, &server.url("")));
    home.good(&["add", &format!("file://{file}")]);
    let (report, code) = fetch(&home, &["--full-text"]);
    assert_eq!((code, ends(&report)), (1, vec!["failed"]), "{report}");
    assert!(report["pages"][0]["error"].as_str().unwrap().contains("a private place"), "{report}");
    assert!(server.asked().is_empty());
}

#[test]
fn a_page_that_cannot_be_reached_is_asked_for_each_time_it_is_due() {
    let home = Home::new();
    let server = Server::start(|asked| Reply::ok(rss("Kabar Teluk", 1, &base(asked))));
    home.good(&["add", &server.url("/feed")]);
    let db = Connection::open(home.store()).unwrap();
    // Nobody listens at the first port, and the place is the feed's own.
    db.execute("UPDATE article SET url = 'http://127.0.0.1:1/a'", []).unwrap();
    let tried = || -> i64 { db.query_row("SELECT due FROM page_failure", [], |row| row.get(0)).unwrap() };
    let mut last = 0;
    for hour in 10..20 {
        let run = at(&home, &format!("2026-11-22T{hour}:00:00+07:00"), &["fetch", "1", "--full-text"]);
        assert!(run.code == 1 && tried() > last, "{run:?}");
        last = tried();
    }
}

#[test]
fn a_feed_is_kept_as_far_as_the_reader_wants() {
    let home = Home::new();
    let items = Arc::new(AtomicUsize::new(5));
    let now = Arc::clone(&items);
    let server = Server::start(move |asked| match now.load(Ordering::SeqCst) {
        0 => Reply::ok("").status(500),
        items => Reply::ok(rss("Kabar Teluk", items, &base(asked))),
    });
    home.good(&["add", &server.url("/feed")]);
    assert_eq!(home.good(&["fetch", "--all"]), "1 feed: 0 new, 0 updated\n");
    home.good(&["save", "5"]);
    let said = home.good(&["edit", "1", "--keep", "2"]);
    assert!(said.contains("the newest 2 kept"), "{said}");
    assert_eq!(numbers(&home).len(), 5, "nothing goes before the feed is fetched");
    items.store(0, Ordering::SeqCst);
    assert_eq!((fetch(&home, &[]).0["gone"].clone(), numbers(&home).len()), (json!(0), 5), "nor while it fails");
    items.store(5, Ordering::SeqCst);
    assert_eq!(home.good(&["fetch", "--all"]), "1 feed: 0 new, 0 updated, 2 not kept any more\n");
    assert_eq!(numbers(&home), [1, 2, 5], "the newest two, and the saved one");
    let (report, _) = fetch(&home, &[]);
    assert_eq!((&report["feeds"][0]["new"], &report["gone"]), (&json!(0), &json!(0)), "what went does not come back");
    assert_eq!(home.run(&["doctor"]).code, 0);
    // By days: counted from when an article came.
    home.good(&["edit", "1", "--keep", "1d"]);
    home.good(&["unsave", "5"]);
    let run = |now| at(&home, now, &["fetch", "1"]).stdout;
    let early = run("2026-11-22T15:30:00+07:00");
    assert!(!early.contains("not kept"), "{early}");
    let late = run("2026-11-22T15:30:01+07:00");
    assert!(late.contains("3 not kept any more"), "{late}");
    home.good(&["edit", "1", "--keep", "all"]);
    for wrong in ["0", "0d", "-1", "1000001", "soon"] {
        assert_eq!(home.run(&["edit", "1", &format!("--keep={wrong}")]).code, 2, "{wrong}");
    }
}
