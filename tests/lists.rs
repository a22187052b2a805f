//! Lists of feeds through the real program: OPML and Newsboat's urls, in and out, and what was put into them to do harm.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use program::{Home, Run, finish};

const OPML: &str = r#"<?xml version="1.0"?>
<opml version="1.0"><head><title>mine</title></head><body>
  <outline text="Kabar">
    <outline text="Teluk" title="Kabar Teluk" type="rss" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"
      category="laut,ferry"/>
    <outline text="Jauh"><outline text="R&D" xmlUrl="https://b.example/feed"/></outline>
  </outline>
  <outline text="run me" xmlUrl="|touch pwned"/>
  <outline text="filter me" xmlUrl="https://c.example/feed" filtercmd="touch pwned"/>
</body></opml>"#;

const URLS: &str =
    "# mine\nhttps://a.example/feed laut \"~Kabar Teluk\" \"/Kabar\"\nexec:touch~pwned\nhttps://d.example/feed\n";

fn report(run: &Run) -> Value {
    let mut report: Value = serde_json::from_str(&run.stdout).unwrap();
    report["files"][0].take()
}

fn feeds(home: &Home) -> Vec<Value> {
    home.good(&["feeds", "--json"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Every file in the home but the store's and those that are known.
fn other_files(home: &Home, known: &[&str]) -> Vec<String> {
    let names = std::fs::read_dir(home.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.map(|name| name.to_str().unwrap().to_owned());
    names.filter(|name| !name.starts_with("store.db") && !known.contains(&name.as_str())).collect()
}

#[test]
fn opml_comes_in_and_what_would_run_a_program_is_named_and_left_out() {
    let home = Home::new();
    let file = home.write("mine.opml", OPML);
    let run = home.run(&["import", "--json", &file]);
    let expected = json!({"path": file, "kind": "opml", "new": 2, "updated": 0, "unchanged": 0, "followed": 0, "skipped": [
        {"item": 5, "reason": "an address that begins with | runs a program, which Warta never does: “|touch pwned”"},
        {"item": 6, "reason": "its filtercmd runs a program, which Warta never does: “touch pwned”"},
    ], "notices": [], "error": null});
    assert_eq!((run.code, report(&run)), (1, expected));
    let expected = [
        json!({"number": 1, "url": "https://a.example/feed", "title": "Kabar Teluk", "site": "https://a.example/",
            "folder": ["Kabar"], "tags": ["laut", "ferry"], "articles": 0, "interval": null, "full_text": false,
            "keep": null, "fetched": null}),
        json!({"number": 2, "url": "https://b.example/feed", "title": "R&D", "site": null,
            "folder": ["Kabar", "Jauh"], "tags": [], "articles": 0, "interval": null, "full_text": false,
            "keep": null, "fetched": null}),
    ];
    assert_eq!(feeds(&home), expected);
    let run = home.run(&["import", &file]);
    assert_eq!(run.stdout, format!("{file}: opml: 0 new, 0 updated, 2 unchanged, 2 skipped (feeds)\n"));
    assert!(run.stderr.contains("outline 5: skipped: an address that begins with |"), "{}", run.stderr);
    assert_eq!((feeds(&home), home.good(&["list"])), (expected.to_vec(), String::new()));
    assert!(other_files(&home, &["mine.opml"]).is_empty());
}

#[test]
fn urls_come_in_sniffed_or_named_and_a_list_brings_no_articles() {
    let home = Home::new();
    let file = home.write("urls", URLS);
    for arguments in [&["import", &file][..], &["import", "--as", "urls", &file]] {
        let run = home.run(arguments);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(
            run.stderr
                .ends_with("urls: line 3: skipped: exec: runs a program, which Warta never does: “exec:touch~pwned”\n")
        );
    }
    let found = feeds(&home);
    assert_eq!((found.len(), &found[0]["folder"], &found[0]["tags"]), (2, &json!(["Kabar"]), &json!(["laut"])));
    assert_eq!(
        home.good(&["feeds"]),
        "     1       0  Kabar › Kabar Teluk  https://a.example/feed  #laut\n     2       0  https://d.example/feed\n"
    );
    let others =
        [home.write("page.txt", "Kapal tiba\n\nKapal itu tiba di pelabuhan pagi ini."), home.write("a.opml", OPML)];
    let run = home.run(&["import", &others[0], &others[1], &file]);
    let sums: Vec<&str> = run.stdout.lines().rev().take(2).collect();
    assert_eq!(
        sums,
        ["2 files: 1 new, 2 updated, 1 unchanged, 3 skipped (feeds)", "1 file: 1 new, 0 updated, 0 unchanged"]
    );
}

#[test]
fn both_lists_come_back_equal_from_their_export() {
    let home = Home::new();
    home.run(&["import", &home.write("mine.opml", OPML), &home.write("urls", URLS)]);
    let of = |home: &Home| {
        let mut feeds = feeds(home);
        for feed in &mut feeds {
            feed["number"] = Value::Null;
        }
        feeds.sort_by_key(|feed| feed["url"].to_string());
        feeds
    };
    for format in ["opml", "urls"] {
        let list = home.path(&format!("out.{format}"));
        let list = list.to_str().unwrap();
        home.good(&["export", "--format", format, "--output", list]);
        let other = Home::new();
        assert!(other.good(&["import", list]).ends_with(": 3 new, 0 updated, 0 unchanged (feeds)\n"));
        let mut expected = of(&home);
        if format == "urls" {
            for feed in &mut expected {
                feed["site"] = Value::Null;
            }
        }
        assert_eq!(of(&other), expected);
        assert_eq!(other.good(&["export", "--format", format]), home.good(&["export", "--format", format]));
    }
    let run = home.run(&["export", "--format", "opml", "--query", "x"]);
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.lines().count()), (2, "", 1), "{run:?}");
}

#[test]
fn a_subscription_ends_and_its_articles_stay() {
    let home = Home::new();
    home.run(&["import", &home.write("mine.opml", OPML)]);
    let item = r#"{"id": "urn:x:1", "title": "T", "_warta": {"feed": "https://a.example/feed", "feeds": ["https://b.example/feed"]}}"#;
    home.good(&["import", &home.write("a.jsonl", item)]);
    assert_eq!(feeds(&home).iter().map(|feed| &feed["articles"]).collect::<Vec<_>>(), [1, 1]);
    let said = "no longer subscribed to Kabar Teluk; its articles stay (1)\n";
    assert_eq!(home.good(&["remove", "HTTPS://A.example:443/feed"]), said);
    assert_eq!(home.good(&["remove", "r&d"]), "no longer subscribed to R&D; its articles stay (1)\n");
    assert_eq!(feeds(&home).len(), 0);
    let shown: Value = serde_json::from_str(&home.good(&["show", "1", "--json"])).unwrap();
    assert_eq!(shown["_warta"]["feed"], "https://a.example/feed");
    assert_eq!(shown["_warta"]["feeds"], json!(["https://a.example/feed", "https://b.example/feed"]));
    let run = home.run(&["remove", "gone\u{1b}[2J"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert_eq!(run.stderr, "warta: no subscription gone in the store; `warta feeds` shows what there is\n");
}

#[test]
fn nothing_in_a_list_reaches_a_pipe_unclean() {
    const EVIL: &str = "A&#27;]0;pwn&#7;&#x9b;31m&#x202e;B\u{9b}2J";
    let home = Home::new();
    let outline = format!(
        "<outline text='{EVIL}'><outline title='{EVIL}' category='{EVIL}' xmlUrl='https://a.example/&#27;]0;x&#7;'/></outline>
         <outline title='{EVIL}' xmlUrl='exec:{EVIL}'/><outline title='{EVIL}' xmlUrl='http://{EVIL}/'/>"
    );
    let run = home.run(&["import", &home.write("evil.opml", format!("<opml><body>{outline}</body></opml>"))]);
    let mut said = run.stdout + &run.stderr;
    for arguments in [
        &["feeds"][..],
        &["feeds", "--json"],
        &["export", "--format", "opml"],
        &["export", "--format", "urls"],
        &["remove", "1"],
    ] {
        said.push_str(&home.good(arguments));
    }
    let wicked = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}');
    assert_eq!(said.chars().find(|c| wicked(*c)), None, "{said:?}");
    assert!(said.contains("AB"), "{said}");
}

#[cfg(unix)]
#[test]
fn bombs_depths_and_masses_of_outlines_end_in_an_exit_code_within_bounds() {
    const DEEP: usize = 20_000;
    let home = Home::new();
    let list = |doctype: &str, body: &str| format!("<?xml version='1.0'?>{doctype}<opml><body>{body}</body></opml>");
    let feed = |n: usize| format!("<outline text='{n}' xmlUrl='https://a.example/{n}'/>");
    let lol = (1..10).fold("<!ENTITY a0 'lol'>".to_owned(), |mut lol, n| {
        let _ = write!(lol, "<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10));
        lol
    });
    let attributes = (0..100_000).fold(String::new(), |mut all, n| {
        let _ = write!(all, " a{n}='1' xmlns:n{n}='u'");
        all
    });
    home.write("secret", "the text of a file");
    let entity = format!("<!DOCTYPE opml [<!ENTITY x SYSTEM '{}'>]>", home.path("secret").display());
    let nested = |open: &str| format!("{}{}", open.repeat(DEEP), "</outline>".repeat(DEEP));
    for (name, document, new) in [
        (
            "nested",
            list("", &nested("<outline text='x'>").replacen("</outline>", &format!("{}</outline>", feed(1)), 1)),
            1,
        ),
        ("nested feeds", list("", &nested("<outline text='x' xmlUrl='https://a.example/'>")), 1),
        ("unclosed", list("", &"<outline text='x'>".repeat(DEEP)), 0),
        ("folders", list("", &"<outline text='x'/>".repeat(1_000_000)), 0),
        ("feeds", list("", &(0..1_000_000).map(feed).collect::<String>()), 10_000),
        ("refused", list("", &"<outline xmlUrl='|id'/>".repeat(1_000_000)), 0),
        (
            "laughs",
            list(&format!("<!DOCTYPE opml [{lol}]>"), "<outline text='&a9;' xmlUrl='https://a.example/&a9;'/>"),
            1,
        ),
        ("file", list(&entity, "<outline text='&x;' xmlUrl='https://a.example/&x;'/>"), 1),
        ("attributes", list("", &format!("<outline xmlUrl='https://a.example/'{attributes}/>")), 1),
        ("a long line", format!("https://a.example/ {}", "x ".repeat(5_000_000)), 1),
        ("a long word", format!("https://a.example/ \"{}", "x".repeat(10_000_000)), 1),
        ("many lines", "https://a.example/\n".repeat(1_000_000), 1),
    ] {
        let home = Home::new();
        let file = home.write("list", document);
        let kind = if name.contains("long") || name.contains("many") { "urls" } else { "opml" };
        let mut command = Command::new("sh");
        command.args(["-c", "ulimit -v 524288; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_warta")]).args(home.given());
        let begun = Instant::now();
        let run = finish(command.args(["import", "--json", "--as", kind, &file]), b"");
        assert!(matches!(run.code, 0 | 1), "{name}: {run:?}");
        assert!(begun.elapsed() < Duration::from_secs(20), "{name} took {:?}", begun.elapsed());
        assert_eq!(report(&run)["new"], new, "{name}");
        assert!(run.stdout.len() < 3_000_000, "{name} said {} bytes", run.stdout.len());
        let out = home.good(&["feeds", "--json"]);
        assert!(!out.contains("the text of a file") && !out.contains("lollol"), "{name}: an entity was expanded");
        assert!(out.len() < 4_000_000, "{name}");
    }
}

#[test]
fn a_list_that_is_too_large_is_refused_one_byte_past_the_limit() {
    let home = Home::new();
    let list = |size: usize| {
        let mut list = String::from("https://a.example/\n#");
        list.extend(std::iter::repeat_n('x', size - list.len()));
        list
    };
    let at = home.run(&["import", &home.write("at", list(warta::ingest::LIST_SIZE))]);
    assert_eq!((at.code, at.stderr.as_str()), (0, ""));
    let past = home.run(&["import", &home.write("past", list(warta::ingest::LIST_SIZE + 1))]);
    assert_eq!(past.code, 1);
    assert!(past.stderr.contains("larger than 64 MiB"), "{}", past.stderr);
}

#[test]
fn one_article_in_two_feeds_is_one_article_with_both_named() {
    let home = Home::new();
    let feed = |name: &str| {
        let item = "<item><guid>https://wire.example/1</guid><title>Ferry sails</title><description>Text.</description></item>";
        let own = format!("<atom:link rel='self' href='https://wire.example/{name}.xml'/>");
        let feed = format!("<rss><channel><title>Wire: {name}</title>{own}{item}</channel></rss>");
        home.write(&format!("{name}.xml"), feed)
    };
    let (world, sea) = (feed("world"), feed("sea"));
    assert!(home.good(&["import", &world]).ends_with("feed: 1 new, 0 updated, 0 unchanged\n"));
    for file in [&sea, &world, &sea] {
        assert!(home.good(&["import", file]).ends_with("feed: 0 new, 0 updated, 1 unchanged\n"));
    }
    let shown: Value = serde_json::from_str(&home.good(&["show", "1", "--json"])).unwrap();
    let both = json!(["https://wire.example/world.xml", "https://wire.example/sea.xml"]);
    assert_eq!((&shown["_warta"]["feeds"], &shown["_warta"]["source"]), (&both, &json!("Wire: world")));
    let export = home.write("export.jsonl", home.good(&["export"]));
    assert!(home.good(&["import", &export]).ends_with("jsonl: 0 new, 0 updated, 1 unchanged\n"));
}
