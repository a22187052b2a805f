//! What goes wrong in feed readers, handed to this one: every document through the doors that there are (pasted text,
//! feeds, JSON Feed, JSON Lines, the command line), mostly through the real program in a process of its own.
//!
//! What a single reader refuses stands beside its code; here stands what must hold from the file to the screen: no
//! control character comes through, nothing aborts, one bad item costs one item, a file that is no store stays so.

#![allow(clippy::unwrap_used, reason = "a test may end where it cannot go on")]

#[path = "shared/wicked.rs"]
mod wicked;

use std::fmt::Write as _;
use std::fs;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;
use warta::app::reader::MAX_RELATED;
use warta::app::sidebar::MAX_ENTRIES;
use warta::app::{Key, Msg};
use warta::document::{self, Document, MAX_LEVELS, MAX_NUMBER};
use warta::model::Follow;
use warta::model::listing::MAX_HITS;
use warta::snapshot::{Driver, Settings};
use warta::store::Store;
use warta::text::Locale;
use warta::text::clean::{MAX_GRAPHEME, MAX_MARKS};
use warta::view::Theme;
use wicked::is_wicked;

const NOW: &str = "2026-11-21T15:30:00+07:00";

/// The text that a terminal would obey. Clean, it is [`HARMLESS`].
const EVIL: &str = "A\x1b]0;pwn\x07\x1b[2J\x1b]52;c;ZXZpbA==\x07\u{9b}31m\u{202e}\u{200b}\x08\x7fB";
const HARMLESS: &str = "AB";

/// A folder with a store, and the program on it.
struct Warta {
    folder: TempDir,
}

/// What a run of the program came to.
#[derive(Debug)]
struct Run {
    /// The exit code; none where a signal ended it.
    code: Option<i32>,
    out: String,
    err: String,
    took: Duration,
}

impl Warta {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.at(name), bytes).unwrap();
        self.at(name).to_str().unwrap().to_owned()
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_warta"));
        command.args(["--store", self.at("warta.db").to_str().unwrap(), "--now", NOW]);
        self.end(command.args(["--timezone", "Asia/Jakarta", "--lang", "en"]).args(arguments))
    }

    /// Runs the program where it may take no more than so many MiB of memory.
    #[cfg(unix)]
    fn run_within(&self, mebibytes: usize, arguments: &[&str]) -> Run {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -v {}; exec \"$0\" \"$@\"", mebibytes << 10)]);
        command.args([env!("CARGO_BIN_EXE_warta"), "--store", self.at("warta.db").to_str().unwrap(), "--now", NOW]);
        self.end(command.args(["--timezone", "Asia/Jakarta", "--lang", "en"]).args(arguments))
    }

    fn end(&self, command: &mut Command) -> Run {
        let begun = Instant::now();
        let command = command.current_dir(self.folder.path()).env_remove("WARTA_STORE").env_remove("NO_COLOR");
        let output = command.stdin(Stdio::null()).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (out, err) = (text(output.stdout), text(output.stderr));
        Run { code: output.status.code(), out, err, took: begun.elapsed() }
    }

    /// Runs what must succeed, and gives its output.
    #[track_caller]
    fn done(&self, arguments: &[&str]) -> String {
        let run = self.run(arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}");
        run.out
    }

    /// Imports one file as JSON would report it.
    #[track_caller]
    fn import(&self, name: &str, bytes: impl AsRef<[u8]>) -> Value {
        let path = self.file(name, bytes);
        let run = self.run(&["import", "--json", &path]);
        assert!(matches!(run.code, Some(0 | 1)), "{run:?}");
        let report: Value = serde_json::from_str(&run.out).unwrap();
        report["files"][0].clone()
    }

    fn titles(&self) -> Vec<String> {
        let items = self.done(&["list", "--limit", "1000", "--json"]);
        items
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["title"].as_str().unwrap().to_owned())
            .collect()
    }

    fn driver(&self) -> Driver {
        let now: Timestamp = NOW.parse().unwrap();
        let zone = TimeZone::get("Asia/Jakarta").unwrap();
        let settings =
            Settings { width: 100, height: 30, locale: Locale::En, zone, now, theme: Theme::Default, recommends: true };
        Driver::new(Store::open(&self.at("warta.db")).unwrap(), settings).unwrap()
    }
}

#[track_caller]
fn clean(what: &str, text: &str) {
    without(what, text, is_wicked);
}

#[track_caller]
fn uncontrolled(what: &str, text: &str) {
    without(what, text, char::is_control);
}

#[track_caller]
fn without(what: &str, text: &str, wrong: fn(char) -> bool) {
    if let Some(at) = text.find(|c| c != '\n' && wrong(c)) {
        let from = text[..at].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
        let to = text[at..].char_indices().nth(20).map_or(text.len(), |(more, _)| at + more);
        panic!("{what} lets through {:?}", &text[from..to]);
    }
}

/// Every string in a JSON value: line ends and tabs are what a text may have. Markup is the publisher's, for programs
/// to read: it has no control characters either, but its words are as they came.
#[track_caller]
fn clean_json(what: &str, value: &Value) {
    match value {
        Value::String(text) => clean(what, &text.replace('\t', " ")),
        Value::Array(values) => values.iter().for_each(|value| clean_json(what, value)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| match value.as_str() {
            Some(markup) if name == "content_html" => uncontrolled(what, &markup.replace('\t', " ")),
            _ => clean_json(what, value),
        }),
        _ => {}
    }
}

/// The text without the sequences of colour and weight that Warta itself writes.
fn without_style(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\x1b[") {
        plain.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap();
        rest = &after[end..];
        match rest.strip_prefix('m') {
            Some(behind) => rest = behind,
            // Anything else that begins so is not ours, and stays to be found.
            None => plain.push('\x1b'),
        }
    }
    plain + rest
}

/// One line on stderr that begins as it must, and an exit code.
#[track_caller]
fn refused(run: &Run, code: i32) {
    assert_eq!(run.code, Some(code), "{run:?}");
    assert_eq!(run.err.lines().count(), 1, "{run:?}");
    assert!(run.err.starts_with("warta: ") && run.err.ends_with('\n'), "{run:?}");
    clean("an error", &run.err);
}

fn rss(items: &str) -> String {
    format!("<rss version='2.0'><channel><title>Kabar</title><link>https://a.example/</link>{items}</channel></rss>")
}

fn item(title: &str, body: &str) -> String {
    format!("<item><title>{title}</title><description><![CDATA[{body}]]></description></item>")
}

/// The same item with an evil text in every field, for each of the doors.
fn evil_documents() -> Vec<(&'static str, String)> {
    let numbered: String = EVIL.chars().fold(String::new(), |mut text, c| {
        let _ = write!(text, "&#{};", u32::from(c));
        text
    });
    // A text is no text where more than one character in twenty is a control.
    let more = "The ferry between the two islands sails again after a month of repairs. ".repeat(40);
    let feed = |evil: &str| {
        format!(
            "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:media='http://search.yahoo.com/mrss/'>
            <channel><title>{evil} feed</title><item><title>{evil} ferry</title><dc:creator>{evil} author</dc:creator>
            <category>{evil} tag</category><guid isPermaLink='false'>{evil} guid</guid><pubDate>{evil}</pubDate>
            <link>https://a.example/{evil}</link>
            <enclosure url='https://a.example/{evil}.mp3' type='{evil}' length='1'/>
            <media:content url='https://a.example/{evil}.png'><media:description>{evil}</media:description>
            <media:credit>{evil}</media:credit></media:content>
            <description>&lt;p&gt;{evil} text &lt;a href='https://a.example/{evil}' title='{evil}'&gt;{evil}&lt;/a&gt;
            &lt;img alt='{evil} picture' src='x'&gt;&lt;pre&gt;{evil}&lt;/pre&gt; {more}</description></item>
            </channel></rss>"
        )
    };
    let item = json!({
        "id": format!("{EVIL} id"), "url": format!("https://a.example/j{EVIL}"), "title": format!("{EVIL} ferry"),
        "content_html": format!("<p>{EVIL} text <a href='https://a.example/{EVIL}'>{EVIL}</a>&#27;[31m&#x9b;31m"),
        "content_text": format!("{EVIL} text"), "summary": EVIL, "image": format!("https://a.example/{EVIL}"),
        "date_published": EVIL, "authors": [{"name": format!("{EVIL} author")}], "tags": [format!("{EVIL} tag")],
        "language": EVIL, "attachments": [{"url": format!("https://a.example/{EVIL}"), "mime_type": EVIL}],
        "_warta": {
            "source": format!("{EVIL} source"), "feed": EVIL, "dateline": EVIL, "initials": EVIL, "attribution": EVIL,
            "picture": {"url": EVIL, "caption": EVIL, "credit": EVIL},
            "links": {"related": [{"title": EVIL, "url": format!("https://a.example/{EVIL}")}]},
        },
    });
    let json_feed = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": EVIL, "language": EVIL, "items": [item],
    });
    let page = format!(
        "{EVIL} Ferry Links the Islands Again\n\n{EVIL} Writer\n\nSaturday, 21 November 2026 09:00\n\nKUALA - {EVIL} \
         The ferry between the two islands sails again after a month of repairs, the harbour office said.\n\n\
         {EVIL} Passengers had waited for weeks, and many of them had taken the long way round by road.\n\n{more}\n"
    );
    // JSON-LD, Open Graph and what is shown, a list of links, a caption, a tag, initials.
    let saved = |evil: &str| {
        format!(
            "<!doctype html><html lang='{evil}'><head><title>{evil} Ferry Links the Islands Again</title>
            <meta property='og:site_name' content='{evil} site'><meta property='og:image' content='https://a.example/{evil}'>
            <meta name='author' content='{evil} Writer'><link rel='canonical' href='https://a.example/news/{evil}'>
            <script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"{evil} Ferry Links\",
            \"datePublished\":\"{evil}\",\"keywords\":\"{evil} tag\",\"author\":\"{evil}\"}}</script></head><body>
            <h1>{evil} Ferry Links the Islands Again</h1><p>By {evil} Writer</p>
            <figure><img src='https://a.example/{evil}.jpg' alt='{evil}'><figcaption>{evil} caption. Photo: {evil}</figcaption></figure>
            <p>KUALA - {evil} The ferry between the two islands sails again after a month of repairs, the office said.</p>
            <p><a href='https://a.example/{evil}' title='{evil}'>{evil}</a> {more}</p><p>{more} (abc)</p>
            <h3>Related</h3><ul><li><a href='https://a.example/news/{evil}/other'>{evil} another headline of some length</a></ul>
            <a rel=tag href='/tag/x'>{evil} tag</a></body></html>"
        )
    };
    vec![
        ("page.html", saved(EVIL)),
        // In HTML the number of a C1 control means a letter of windows-1252.
        ("numbered.html", saved(&numbered.replace("&#155;", "\u{9b}"))),
        ("raw.xml", feed(EVIL)),
        ("numbered.xml", feed(&numbered)),
        ("mended.xml", feed(EVIL).replace("</description>", "<p evil='>")),
        ("feed.json", json_feed.to_string()),
        ("lines.jsonl", format!("{item}\n")),
        ("page.txt", page),
    ]
}

#[test]
fn no_control_character_comes_through_a_story() {
    let warta = Warta::new();
    let item = |number: usize| {
        let own = json!({"number": number, "story": 1, "source": format!("{EVIL} source {number}")});
        json!({"id": number.to_string(), "title": format!("{EVIL} ferry {number}"), "_warta": own}).to_string()
    };
    warta.import("a.jsonl", (1..=3).map(item).collect::<Vec<_>>().join("\n"));
    for arguments in [&["list", "popular"][..], &["stories"]] {
        let out = warta.done(arguments);
        assert!(out.contains(HARMLESS), "{out}");
        clean("a command", &out);
    }
    let json = warta.done(&["list", "popular", "--json"]);
    json.lines().for_each(|line| clean_json("a command", &serde_json::from_str(line).unwrap()));
    for keys in ["", "e", "ejj", "2", "2ej", "E", "Ey"] {
        let out = warta.done(&["snapshot", "--size", "170x40", "--keys", keys, "--format", "text"]);
        assert!(out.contains(HARMLESS), "{out}");
        clean(keys, &out);
    }
}

#[test]
fn no_control_character_comes_through_any_door() {
    for (name, document) in evil_documents() {
        let warta = Warta::new();
        let path = warta.file(name, document);
        let run =
            warta.run(&["import", "--source", &format!("{EVIL} given"), "--tag", &format!("{EVIL} given"), &path]);
        assert!(matches!(run.code, Some(0)), "{name}: {run:?}");
        clean(name, &(run.out + &run.err));
        let titles = warta.titles();
        assert_eq!(titles.len(), 1, "{name}");
        assert!(titles[0].starts_with(HARMLESS), "{name}: {titles:?}");
        for arguments in [
            &["list"][..],
            &["show", "1"],
            &["related", "1"],
            &["search", "ferry"],
            &["tags"],
            &["list", "--json"],
            &["show", "1", "--json"],
            &["show", "1", "--format", "markdown"],
            &["show", "1", "--format", "html"],
            &["related", "1", "--json"],
            &["related", "--all"],
            &["search", "ferry", "--json"],
            &["tags", "--json"],
            &["export"],
        ] {
            let what = format!("{name}: {arguments:?}");
            let out = warta.done(arguments);
            assert!(out.contains(HARMLESS) || arguments[0] == "related", "{what}: {out}");
            if out.starts_with('{') {
                uncontrolled(&what, &out);
                out.lines().for_each(|line| clean_json(&what, &serde_json::from_str(line).unwrap()));
            } else {
                clean(&what, &out);
            }
        }
        for keys in ["", "s", "<Enter>", "<Enter>G", "5", "6", "t", "/ferry", "5<Enter>", "6<Enter>"] {
            for format in ["text", "styled", "ansi", "svg", "json"] {
                let what = format!("{name}: snapshot {keys} as {format}");
                let out = warta.done(&["snapshot", "--size", "170x40", "--keys", keys, "--format", format]);
                clean(&what, &if format == "ansi" { without_style(&out) } else { out.clone() });
                if format == "json" {
                    clean_json(&what, &serde_json::from_str(&out).unwrap());
                }
            }
        }
    }
}

#[test]
fn what_an_error_quotes_is_clean() {
    let warta = Warta::new();
    warta.import("one.jsonl", r#"{"title": "One", "content_text": "x"}"#);
    let folder = warta.at("folder\x1b[31m");
    fs::create_dir(&folder).unwrap();
    let evil_file = warta.file("file\x1b[31m\u{202e}.xml", "<x\x1b[31m><y/></x>");
    let there = warta.file("there\x1b[2J", "");
    let bare = EVIL.replace('\u{200b}', "");
    let wrong = |name: &str| format!("{name}{bare}");
    for (arguments, code) in [
        (vec!["import", evil_file.as_str()], 1),
        (vec!["import", folder.to_str().unwrap()], 1),
        (vec!["import", &bare], 1),
        (vec!["import", "--as", &bare, "x"], 2),
        (vec!["show", &bare], 1),
        (vec!["related", &bare], 1),
        (vec!["save", &bare], 1),
        (vec!["list", "--limit", &bare], 2),
        (vec!["list", &bare], 2),
        (vec![&bare], 2),
        (vec!["snapshot", "--keys", &wrong("<")], 2),
        (vec!["snapshot", "--keys", "<\x1b[2J>"], 2),
        (vec!["snapshot", "--size", &bare], 2),
        (vec!["snapshot", "--format", &bare], 2),
        (vec!["snapshot", "--check", &bare], 1),
        (vec!["export", "--output", &there], 1),
        (vec!["--timezone", &bare, "list"], 2),
        (vec!["--now", &bare, "list"], 2),
        (vec!["--lang", &bare, "list"], 2),
        (vec!["--theme", &bare, "list"], 2),
        (vec!["--store", folder.to_str().unwrap(), "list"], 1),
        (vec!["--store", &evil_file, "list"], 1),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_warta"));
        if !arguments.contains(&"--store") {
            command.args(["--store", warta.at("warta.db").to_str().unwrap()]);
        }
        let run = warta.end(command.args(&arguments));
        refused(&run, code);
        clean(&format!("{arguments:?}"), &run.out);
    }
    let found = warta.done(&["search", EVIL]);
    clean("a search for control characters", &found);
}

#[test]
fn what_cannot_be_seen_goes_and_the_scripts_of_the_world_stay() {
    let hidden: String = ('\u{202a}'..='\u{202e}')
        .chain('\u{2066}'..='\u{2069}')
        .chain("\u{200e}\u{200f}\u{61c}\u{200b}\u{2060}\u{feff}\u{ad}".chars())
        .chain('\u{e0000}'..='\u{e007f}')
        .flat_map(|c| ['x', c])
        .collect();
    let seen = "x".repeat(hidden.chars().count() / 2);
    for text in ["العربية نص", "עִבְרִית", "ภาษาไทย", "👨\u{200d}👩\u{200d}👧", "🇮🇩 ❤\u{fe0f}", "می\u{200c}خواهم"]
    {
        let warta = Warta::new();
        let body = format!("<p>{text}</p>");
        let (title, author) = (format!("{text} {hidden}"), json!({"name": text}));
        let item = json!({"title": title, "content_html": body, "tags": [text], "authors": [author]});
        warta.import("a.jsonl", item.to_string());
        assert_eq!(warta.titles(), [format!("{text} {seen}")]);
        let shown = warta.done(&["show", "1", "--width", "300"]).replace('\u{a0}', " ");
        assert_eq!(shown.matches(text).count(), 4, "{shown}");
    }
}

#[test]
fn a_pile_of_marks_takes_one_column() {
    let warta = Warta::new();
    let pile = format!("a{}", "\u{323}".repeat(100_000));
    let feed = rss(&item(&pile, &format!("<p>{pile} text")));
    assert_eq!(warta.import("a.xml", feed)["new"], 1);
    for shown in [warta.done(&["list"]), warta.done(&["show", "1"]), warta.done(&["snapshot", "--keys", "<Enter>"])] {
        assert!(shown.matches('\u{323}').count() <= 4 * MAX_MARKS, "{shown}");
    }
    let title = &warta.titles()[0];
    assert!(title.len() <= MAX_GRAPHEME);
    assert_eq!(warta.driver().frame().rows().iter().filter(|row| row.contains(title.as_str())).count(), 1);
}

#[test]
fn tabs_and_line_ends_become_blanks_at_every_width() {
    let warta = Warta::new();
    let words = "a\tb\r\nc ﾞ ❤️ 🇮🇩 👨\u{200d}👩\u{200d}👧 京新聞 ".repeat(20);
    let item = json!({"title": words, "content_html": format!("<pre>\t{words}</pre><p>{words}"), "tags": [words]});
    warta.import("a.jsonl", item.to_string());
    for width in ["0", "1", "2", "9", "10", "11", "40", "200", "1000", "65536", "18446744073709551615"] {
        clean("show", &warta.done(&["show", "1", "--width", width]));
    }
    for size in ["1x1", "2x2", "39x10", "40x10", "1000x1000"] {
        clean("snapshot", &warta.done(&["snapshot", "--size", size, "--keys", "<Enter>"]));
    }
    for size in ["0x0", "1001x1", "1x1001", "65536x65536", "-1x5", "80", "x"] {
        refused(&warta.run(&["snapshot", &format!("--size={size}")]), 2);
    }
}

/// Scripts, files and programs: an address is on the web or it is none. A relative one is the feed's.
#[test]
fn only_the_web_is_linked_from_a_screen() {
    let warta = Warta::new();
    let wrong = [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "vbscript:x",
        "exec:id",
        "filter:id",
        "|id",
        "ssh://a.example",
        "java\nscript:x",
        "JavaScript:x",
        "&#106;avascript:x",
        " javascript:x",
        "mailto:a@b.example",
    ];
    let words = wrong.map(|url| format!("<a href=\"{url}\">words of {url}</a> ")).concat();
    let right = "<a href=' HTTPS://b.example/x'>b</a> <a href='//c.example/'>c</a> <a href='d.html'>d</a>";
    let mut items = format!(
        "<item><title>Right</title><link>https://a.example/news/1</link>\
         <description><![CDATA[<p>{right} {words}]]></description></item>"
    );
    for url in wrong {
        let enclosure = format!("<enclosure url='{url}' type='a/b'/>");
        let _ = write!(items, "<item><title>Wrong {url}</title><link>{url}</link><guid>{url}</guid>{enclosure}</item>");
    }
    warta.import("a.xml", rss(&items));
    let export = warta.done(&["export"]);
    assert!(export.lines().count() > 5);
    for line in export.lines() {
        let item: Value = serde_json::from_str(line).unwrap();
        // `|id` is a path, and a path is the feed's.
        assert!(item["url"].as_str().is_none_or(|url| url.starts_with("https://a.example/")), "{item}");
        let attached = item["attachments"].as_array().map_or(&[][..], Vec::as_slice);
        assert!(attached.iter().all(|file| file["url"].as_str().unwrap().starts_with("https://a.example/")), "{item}");
    }
    let mut driver = warta.driver();
    driver.keys("/title:right<Enter><Enter>z").unwrap();
    let frame = driver.frame();
    let mut urls: Vec<&str> = frame.drawn.links.iter().map(|link| link.url.as_str()).collect();
    urls.sort_unstable();
    urls.dedup();
    let feed = "https://a.example/news/";
    assert_eq!(
        urls,
        [
            &format!("{feed}1"),
            &format!("{feed}d.html"),
            &format!("{feed}|id"),
            "https://b.example/x",
            "https://c.example/"
        ]
    );
    assert!(frame.rows().concat().contains("words of ssh"), "the words of a link that leads nowhere stay");
}

/// Every case in a process of its own, for a stack that overflows is an abort. Debug builds are slow, so the bound on
/// time is wide.
#[cfg(unix)]
#[test]
fn bombs_and_depths_end_in_an_exit_code() {
    const DEEP: usize = 100_000;
    let warta = Warta::new();
    let secret = warta.file("secret", "the text of a file");
    let nested = |open: &str, close: &str| format!("{}x{}", open.repeat(DEEP), close.repeat(DEEP));
    let lol: String = (1..10).fold("<!ENTITY a0 'lol'>".to_owned(), |mut text, n| {
        let _ = write!(text, "<!ENTITY a{n} '{}'>", format!("&a{};", n - 1).repeat(10));
        text
    });
    let with = |doctype: &str, title: &str| format!("<!DOCTYPE rss [{doctype}]>{}", rss(&item(title, "x")));
    let inside = |open: &str, close: &str| rss(&format!("<item><title>title</title>{}</item>", nested(open, close)));
    let attributes: String = (0..DEEP).fold(String::new(), |mut text, n| {
        let _ = write!(text, " a{n}='1' xmlns:n{n}='u'");
        text
    });
    let long = format!("<!ENTITY a '{}'>", "x".repeat(DEEP));
    let xhtml = nested("<div>", "</div>");
    let prose =
        "<p>The ferry between the two islands sails again after a month of repairs, the harbour office said.</p>";
    let page = |inside: &str| format!("<!doctype html><h1>Ferry links the islands</h1>{inside}{}", prose.repeat(4));
    // What somebody puts into a clipboard to do harm: 300 kB of it, under a headline and between two sentences.
    let paste = |text: &str| {
        let prose = "The ferry between the two islands sails again, the harbour office said on Friday morning.\n";
        format!("Ferry Links the Islands\n\n{prose}{}\n{prose}", text.repeat(300_000 / text.len()))
    };
    let counted = |count: usize, text: &str| (0..count).map(|n| text.replace('#', &n.to_string())).collect::<String>();
    let json_feed = |items: &str| format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":{items}}}");
    for (name, document) in [
        ("laughs.xml", with(&lol, "&a9; title")),
        ("quadratic.xml", with(&long, &"&a;".repeat(DEEP))),
        ("file.xml", with(&format!("<!ENTITY a SYSTEM 'file://{secret}'>"), "title &a;")),
        ("remote.xml", with("<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'> %p;", "title")),
        ("attributes.xml", rss(&format!("<item{attributes}><title>title</title></item>"))),
        ("references.xml", rss(&item(&format!("title {}", "&x;&#x;&#99999999999;".repeat(DEEP)), "x"))),
        ("mended.xml", rss(&format!("<item><title>title</i>{}</item>", "<b a='</x><!--<![CDATA[".repeat(DEEP)))),
        ("group.xml", inside("<media:group>", "</media:group>")),
        ("content.xml", inside("<media:content>", "</media:content>")),
        ("unclosed.xml", inside("<a>", "")),
        ("outline.xml", format!("<opml><body>{}</body></opml>", nested("<outline>", "</outline>"))),
        ("xhtml.xml", format!("<feed><entry><title>t</title><content type='xhtml'>{xhtml}</content></entry></feed>")),
        ("deep.json", json_feed(&nested("[", "]"))),
        ("objects.json", json_feed(&format!("[{}]", nested("{\"a\":", "}")))),
        ("deep.jsonl", format!("{{\"title\":\"t\",\"_warta\":{}}}\n", nested("[", "]"))),
        ("number.jsonl", format!("{{\"title\":\"t\",\"_warta\":{{\"number\":{}}}}}\n", "9".repeat(1 << 20))),
        ("brackets.txt", format!("A headline of a page\n\n{}", nested("(", ")"))),
        ("pasted.txt", paste("(abc/def) Baca juga: Foto/REUTERS - Foto: Budi/Antara [x] ")),
        ("credits.txt", paste("Foto: (REUTERS/Kim (REUTERS/Kim dok. X Credit: / / / ")),
        ("rows.txt", paste("Home > News | Nasional | 3 jam lalu | 12 Komentar | \n")),
        ("authors.txt", paste("Penulis: A, B dan C Editor: D, E & F\n")),
        ("wrapped.txt", paste("sebuah baris yang tidak pernah selesai dan dipotong di tengah ka-\n")),
        (
            "headlines.txt",
            paste("Judul Berita yang Panjang Sekali\nLarowai - Kapal itu berlayar lagi, kata dia. (abc)\n"),
        ),
        ("dated.txt", paste("Sabtu, 21 Nov 2026 13:03 WIB\n3 jam lalu\n")),
        ("tabs.txt", paste("a\t|\t\u{a0}\u{200b}\r\n\x0c")),
        ("divisions.html", page(&"<div>".repeat(DEEP))),
        ("items.html", page(&"<ul><li>".repeat(DEEP))),
        ("quotes.html", page(&"<blockquote>".repeat(DEEP))),
        ("bold.html", page(&"<b>".repeat(DEEP))),
        ("tables.html", page(&"<table><tr><td>".repeat(DEEP))),
        ("adopted.html", page(&counted(DEEP / 4, "<b x=#><i x=#><p>y</b>"))),
        ("spans.html", page("<table><tr><td colspan=2147483648 rowspan=99999999>x</table>")),
        ("paragraphs.html", page(&"<p>".repeat(DEEP * 10))),
        ("attributes.html", page(&format!("<div {attributes}>"))),
        ("pointers.html", page(&"<p>Baca juga:</p>".repeat(DEEP / 4))),
        ("lists.html", page(&counted(DEEP / 16, "<h3>Terkini</h3><p><a href=/berita/a#>Judul berita nomor #</a></p>"))),
        ("links.html", page(&counted(DEEP / 4, "<a href=/tag/#>tag #</a> "))),
        ("captions.html", page(&"<figure><figcaption>Teks. Foto/X</figcaption></figure>".repeat(DEEP / 8))),
        ("dates.html", page(&"<time datetime=2026-11-21>21 Nov 2026 13:03 WIB</time>".repeat(DEEP / 4))),
        ("words.html", page(&format!("<p>{}", "kata ".repeat(DEEP * 2)))),
        ("linked.html", page(&format!("<script type='application/ld+json'>{}</script>", nested("[", "]")))),
    ] {
        let path = warta.file(name, document);
        let run = warta.run_within(512, &["import", &path]);
        assert!(matches!(run.code, Some(0 | 1)), "{name}: {run:?}");
        assert!(run.code == Some(0) || run.err.starts_with("warta: "), "{name}: {run:?}");
        assert!(run.took < Duration::from_secs(20), "{name} took {:?}", run.took);
        // What stands behind so many tags, none of which can be kept, is read all the same.
        let is_flattened =
            ["divisions", "items", "quotes", "bold", "tables", "paragraphs"].iter().any(|page| name.starts_with(page));
        assert!(!is_flattened || run.code == Some(0), "{name}: {run:?}");
        clean(name, &(run.out + &run.err));
    }
    let export = warta.done(&["export"]);
    assert!(!export.contains("the text of a file") && !export.contains("lollol"), "an entity was expanded");
}

#[cfg(unix)]
#[test]
fn a_body_of_any_depth_can_be_read() {
    // Two hundred bytes of stack for each: a debug build that went down into them would not come back.
    const DEEP: usize = 40_000;
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<blockquote>", "</blockquote>"),
        ("<b>", "</b>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<b 1><i 1>", "</b>"),
        ("<a href=x>", ""),
        ("<p>", ""),
        ("<ol><li>", ""),
        ("<pre>", ""),
        ("<figure><figcaption>", ""),
        ("<dl><dd>", ""),
        ("<table><td colspan=2147483648 rowspan=2147483648>", ""),
        ("<ol reversed type=i><li>", ""),
        ("<span class=sr-only>", "</span>"),
        ("<ruby>x<rt>", ""),
        ("<math><svg role=img><title>", ""),
        ("<div dir=rtl>", "</div>"),
        ("<figcaption><small>", "</small>"),
    ] {
        let warta = Warta::new();
        let body = format!("<p>the beginning</p>{}the middle{}<p>the end", open.repeat(DEEP), close.repeat(DEEP));
        let path = warta.file("a.xml", rss(&item("title", &body)));
        let imported = warta.run_within(1024, &["import", &path]);
        assert_eq!(imported.code, Some(0), "{open}: {imported:?}");
        let shown = warta.run_within(1024, &["show", "1"]);
        assert_eq!(shown.code, Some(0), "{open}: {}", shown.err);
        let is_hidden = open.contains("sr-only");
        for part in
            ["the beginning", "the middle", "the end"].into_iter().filter(|part| !is_hidden || *part != "the middle")
        {
            // A line may end between the words.
            let words = shown.out.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words.contains(part), "{open}: {part} is lost");
        }
        let markdown = warta.run_within(1024, &["show", "1", "--format", "markdown"]);
        let html = warta.run_within(1024, &["show", "1", "--format", "html"]);
        assert_eq!((markdown.code, html.code), (Some(0), Some(0)), "{open}");
        let levels = |line: &str| line.chars().filter(|c| *c == '>').count();
        assert!(markdown.out.lines().all(|line| levels(line) <= MAX_LEVELS), "{open}");
        for run in [imported, shown, markdown, html] {
            assert!(run.took < Duration::from_secs(20), "{open} took {:?}", run.took);
        }
    }
}

#[test]
fn an_export_goes_over_no_file_and_follows_no_link() {
    let warta = Warta::new();
    warta.import("a.jsonl", r#"{"title": "One"}"#);
    let there = warta.file("there", "what was there");
    refused(&warta.run(&["export", "--output", &there]), 1);
    assert_eq!(fs::read_to_string(&there).unwrap(), "what was there");
    #[cfg(unix)]
    for target in [warta.at("there"), warta.at("not-there")] {
        let link = warta.at("link");
        std::os::unix::fs::symlink(&target, &link).unwrap();
        refused(&warta.run(&["export", "--output", link.to_str().unwrap()]), 1);
        assert_eq!(fs::read_to_string(&there).unwrap(), "what was there");
        assert!(!warta.at("not-there").exists());
        fs::remove_file(link).unwrap();
    }
    for path in [".", "no/such/folder/x", "/"] {
        refused(&warta.run(&["export", "--output", path]), 1);
    }
}

#[test]
fn every_encoding_is_read_or_its_trouble_named() {
    let feed = |encoding: &str, title: &[u8]| {
        let begin = format!("<?xml version='1.0' encoding='{encoding}'?><rss><channel><item><title>");
        let end = b"</title></item><item><title>Second</title></item></channel></rss>";
        [begin.as_bytes(), title, end].concat()
    };
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let plain = feed("utf-8", "Café".as_bytes());
    let plain = std::str::from_utf8(&plain).unwrap();
    let marked = [&b"\xef\xbb\xbf"[..], &feed("iso-8859-1", "Café".as_bytes())].concat();
    for (what, bytes, first) in [
        ("Latin-1", feed("iso-8859-1", b"Caf\xe9"), "Café"),
        ("declared as Latin-1 but UTF-8 under its mark", marked, "Café"),
        ("declared as UTF-8 but Latin-1", feed("utf-8", b"Caf\xe9"), "Café"),
        ("declared as Latin-1 but UTF-8", feed("iso-8859-1", "Café".as_bytes()), "Café"),
        ("UTF-8 with a byte that is not", feed("utf-8", b"Caf\xc3\xa9 \xff"), "Café \u{fffd}"),
        ("declared as UTF-16 and of one byte a letter", feed("utf-16", b"Cafe"), "Cafe"),
        ("UTF-16 without a mark", utf16(plain), "Café"),
        ("UTF-32", plain.chars().map(u32::from).flat_map(u32::to_be_bytes).collect(), "Café"),
        ("Shift_JIS", feed("Shift_JIS", b"\x8b\x9e"), "京"),
        ("an encoding that is none", feed("x-none", b"Cafe"), "Cafe"),
        ("UTF-16 under its mark", [&b"\xff\xfe"[..], &utf16(plain)].concat(), "Café"),
        ("a mark and blanks before the declaration", format!("\u{feff} \r\n{plain}").into_bytes(), "Café"),
        ("control characters in CDATA", feed("utf-8", b"<![CDATA[Ca\x01\x02\x1b[31mfe]]>"), "Cafe"),
        ("a NUL", feed("utf-8", b"Ca\0fe"), "Cafe"),
    ] {
        let warta = Warta::new();
        let report = warta.import("a.xml", bytes);
        let mut titles = warta.titles();
        titles.sort();
        let mut expected = [first, "Second"];
        expected.sort_unstable();
        assert_eq!(titles, expected, "{what}: {report}");
    }
}

#[test]
fn ten_good_items_come_in_and_the_bad_one_is_named() {
    let good = |n: usize| json!({"id": format!("g{n}"), "title": format!("Good {n}"), "content_text": "x"}).to_string();
    let lines: Vec<String> = (0..10).map(good).collect();
    let (before, after) = (lines[..4].join("\n"), lines[4..].join("\n"));
    let jsonl = |bad: &str| format!("{before}\n{bad}\n{after}\n");
    let json_feed = |bad: &str| {
        let (before, after) = (lines[..4].join(","), lines[4..].join(","));
        format!("{{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{before},{bad},{after}]}}")
    };
    let items = |range: std::ops::Range<usize>| range.map(|n| item(&format!("Good {n}"), "x")).collect::<String>();
    for (name, document) in [
        ("empty.xml", rss(&format!("{}<item></item>{}", items(0..4), items(4..10)))),
        ("number.json", json_feed("17")),
        ("nothing.json", json_feed("{}")),
        ("cut.jsonl", jsonl("{\"title\": \"cut")),
        ("other.jsonl", jsonl("[1, 2, 3]")),
        ("nothing.jsonl", jsonl("{}")),
        ("prose.jsonl", jsonl("Not JSON at all \x1b[31m")),
        ("trailing.jsonl", jsonl("{\"title\": \"a\"} trailing")),
    ] {
        let warta = Warta::new();
        let report = warta.import(name, &document);
        assert_eq!((&report["new"], &report["error"]), (&json!(10), &Value::Null), "{name}: {report}");
        assert_eq!(report["skipped"].as_array().unwrap().len(), 1, "{name}: {report}");
        assert_eq!(report["skipped"][0]["item"], 5, "{name}: {report}");
        let run = warta.run(&["import", warta.at(name).to_str().unwrap()]);
        refused(&run, 1);
        assert!(run.err.contains(name) && run.err.contains("item 5"), "{name}: {run:?}");
        assert!(run.out.contains("10 unchanged, 1 skipped"), "{name}: {run:?}");
        assert_eq!(warta.titles().len(), 10, "{name}");
    }
}

#[test]
fn a_feed_that_ends_in_the_middle_gives_what_is_whole() {
    let items: String = (0..10).map(|n| item(&format!("Item {n}"), "x")).collect();
    let whole = rss(&items);
    for (cut, least) in [(whole.len() - 14, 10), (whole.len() / 2, 3), (120, 0), (30, 0), (6, 0)] {
        let warta = Warta::new();
        let path = warta.file("cut.xml", &whole[..cut]);
        let run = warta.run(&["import", &path]);
        assert!(matches!(run.code, Some(0 | 1)), "cut at {cut}: {run:?}");
        assert!(least == 10 || run.code == Some(1), "cut at {cut}: {run:?}");
        assert!(run.err.lines().all(|line| line.starts_with("warta: ")), "cut at {cut}: {run:?}");
        assert!(warta.titles().len() >= least, "cut at {cut}: {run:?}");
    }
}

#[test]
fn what_is_no_news_is_refused_in_one_line() {
    let warta = Warta::new();
    fs::create_dir_all(warta.at("folder/deeper")).unwrap();
    fs::write(warta.at("folder/picture.png"), b"\x89PNG\r\n\x1a\n\0").unwrap();
    for path in [
        warta.file("empty.txt", ""),
        warta.file("blank.xml", " \n\t\r\n"),
        warta.file("binary.txt", (0..=255).cycle().take(8_192).collect::<Vec<u8>>()),
        warta.file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        warta.file("page.html", "<!doctype html><html><body>x</body></html>"),
        warta.file("other.xml", "<svg/>"),
        warta.file("none.xml", rss("")),
        warta.file("none.json", r#"{"version": "https://jsonfeed.org/version/1.1", "items": []}"#),
        warta.at("folder").to_str().unwrap().to_owned(),
        "there is none".to_owned(),
    ] {
        let run = warta.run(&["import", &path]);
        refused(&run, 1);
        assert!(run.err.contains(path.as_str()), "{run:?}");
        assert_eq!(run.out, "");
    }
    refused(&warta.run(&["import"]), 2);
    for keys in ["<Nope>", "j<", "<C-1>", "<>", "<C-ab>"] {
        refused(&warta.run(&["snapshot", &format!("--keys={keys}")]), 2);
    }
    refused(&warta.run(&[]), 2);
    for reference in ["0", "-1", "1", "99999999999999999999", "no-such-id", "https://a.example/none"] {
        refused(&warta.run(&["show", "--", reference]), 1);
    }
}

/// A line of 200 MB, as the two kinds that could hold it: passed over or refused, and never held.
#[cfg(unix)]
#[test]
fn a_line_of_two_hundred_megabytes_is_not_held() {
    use std::io::Write as _;

    let warta = Warta::new();
    for (name, begin) in [("long.jsonl", "{\"title\": \""), ("long.txt", "A headline ")] {
        let path = warta.at(name);
        let mut file = fs::File::create(&path).unwrap();
        let piece = vec![b'x'; 1 << 20];
        file.write_all(begin.as_bytes()).unwrap();
        for _ in 0..200 {
            file.write_all(&piece).unwrap();
        }
        drop(file);
        let run = warta.run_within(128, &["import", path.to_str().unwrap()]);
        refused(&run, 1);
        assert!(run.took < Duration::from_secs(20), "{name} took {:?}", run.took);
        fs::remove_file(path).unwrap();
    }
}

/// Every file of a folder with its bytes: nothing is changed and nothing is left behind.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    let mut files: Vec<_> = entries
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// The bytes of a database after some SQL.
fn database(before: &[u8], sql: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.db");
    fs::write(&path, before).unwrap();
    let db = Connection::open(&path).unwrap();
    db.execute_batch(sql).unwrap();
    drop(db);
    fs::read(path).unwrap()
}

#[test]
fn a_file_that_is_no_store_of_this_warta_stays_as_it_is() {
    let made = Warta::new();
    made.import("a.jsonl", r#"{"title": "One", "content_text": "x"}"#);
    let made = fs::read(made.at("warta.db")).unwrap();
    let foreign = database(b"", "CREATE TABLE places (url TEXT); INSERT INTO places VALUES ('x')");
    for (what, bytes) in [
        ("garbage", (0..8_192_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect()),
        ("a text", b"Dear diary,\n".repeat(100)),
        ("two bytes", b"xy".to_vec()),
        ("a newer store", database(&made, "PRAGMA user_version = 99")),
        ("the newest store", database(&made, "PRAGMA user_version = 2147483647")),
        ("another program's store", foreign),
        ("another program's store of the same shape", database(&made, "PRAGMA application_id = 7")),
        ("half a store", made[..made.len() / 8192 * 4096].to_vec()),
        ("the first page of a store", made[..4096].to_vec()),
        ("the first bytes of a store", made[..50].to_vec()),
    ] {
        let warta = Warta::new();
        fs::write(warta.at("warta.db"), bytes).unwrap();
        let item = warta.file("in.jsonl", r#"{"title": "Two"}"#);
        let before = files(warta.folder.path());
        for arguments in
            [&["list"][..], &["import", &item], &["snapshot", "--keys", "<Enter>"], &["show", "1"], &["save", "1"]]
        {
            let run = warta.run(arguments);
            assert_eq!(run.code, Some(1), "{what}: {run:?}");
            refused(&run, 1);
            assert!(run.err.contains("warta.db"), "{what}: {run:?}");
            assert_eq!(run.out, "", "{what}");
            assert!(files(warta.folder.path()) == before, "{what}: {arguments:?} changed a file");
        }
    }
    let warta = Warta::new();
    fs::create_dir(warta.at("warta.db")).unwrap();
    refused(&warta.run(&["list"]), 1);
    let warta = Warta::new();
    fs::write(warta.at("warta.db"), "").unwrap();
    assert_eq!(warta.done(&["list"]), "", "an empty file becomes a store");
}

#[test]
fn any_text_is_a_query() {
    let warta = Warta::new();
    let item = json!({"title": "C++ di 京新", "content_text": "risiko konflik \"nyata\"", "tags": ["a*b"]});
    warta.import("a.jsonl", item.to_string());
    let long = "panjang ".repeat(1_280);
    let alternatives = "a OR ".repeat(4_000);
    let word = "x".repeat(10_240);
    let stars = "* ".repeat(2_000);
    let fields = "tag:a -source:b title:c author:d lang:e is:read after:1y before:2026 ".repeat(60);
    let queries = [
        "\"",
        "\"\"",
        "\"\"\"",
        "a NEAR(",
        "NEAR(a b, 5)",
        "*",
        "a*b",
        "^a",
        "-x",
        "- -",
        "--",
        "C++",
        "京新",
        "京",
        "title:",
        "title:\"",
        "title:*",
        "tag:*",
        "tag:\"a",
        "words:x",
        "rowid:1",
        "a AND",
        "AND",
        "NOT",
        "OR OR OR",
        "(",
        ")",
        "{title}: x",
        "a + b",
        "'; DROP TABLE article; --",
        "%",
        "_",
        "\\",
        "a\\",
        "after:99999999y",
        "after:-9999",
        "before:0000-00-00",
        "after:2026-02-30",
        "is:",
        "is:x",
        "\u{1b}[31m",
        "\u{1}x\u{2}",
        "\0",
        "a\0b",
        "\u{fffd}",
        "👩\u{200d}",
        "\u{301}",
        "ｆｕｌｌ",
        ":",
        "::",
        "source:%",
        "lang:';",
        " ",
        "",
        &long,
        &alternatives,
        &word,
        &stars,
        &fields,
    ];
    for query in queries.iter().filter(|query| !query.contains('\0')) {
        for arguments in [
            &["search", "--", query][..],
            &["search", "--json", "--", query],
            &["list", &format!("--query={query}")],
            &["export", &format!("--query={query}")],
        ] {
            let run = warta.run(arguments);
            let short: String = query.chars().take(60).collect();
            assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{} {short:?}", arguments[0]);
            clean(&short, &run.out);
        }
    }
    assert_eq!(warta.done(&["search", "C++"]).lines().count(), 2);
    assert_eq!(warta.done(&["search", "京新"]).lines().count(), 2);
    for query in queries {
        let mut driver = warta.driver();
        driver.keys("/").unwrap();
        driver.send(Msg::Paste(query.to_owned()));
        for c in query.chars().take(300) {
            driver.send(Msg::Key(Key::Char(c)));
        }
        driver.keys("<Enter>").unwrap();
        let (frame, state) = (driver.frame(), driver.state());
        assert!(state.notice.as_ref().is_none_or(|notice| !notice.error), "{query:?}: {:?}", state.notice);
        clean("a search", &frame.rows().join("\n"));
    }
}

#[test]
fn odd_dates_keep_their_place_and_end_nothing() {
    let warta = Warta::new();
    let dates = [
        ("tomorrow", "2026-11-22T15:30:00+07:00"),
        ("in ten years", "2036-11-21T15:30:00+07:00"),
        ("the first second", "1970-01-01T00:00:00Z"),
        ("before it", "1969-12-31T23:59:59Z"),
        ("year nought", "0000-01-01T00:00:00Z"),
        ("the last year", "9999-12-31T23:59:59Z"),
        ("past it", "10000-01-01T00:00:00Z"),
        ("none", ""),
        ("words", "soon"),
        ("of a portal", "Minggu, 22 Agustus 2026 pukul 10.00 WIB"),
        ("midnight", "2026-11-20T24:00:00+07:00"),
        ("a zone that is none", "Sat, 21 Nov 2026 10:00:00 XYZ"),
        ("a gap", "2026-03-29T02:30:00"),
        ("a wide offset", "2026-11-20T10:00:00+99:00"),
        ("a leap second", "2016-12-31T23:59:60Z"),
        ("no such day", "2026-02-30T10:00:00Z"),
    ];
    let lines: String = dates.iter().fold(String::new(), |mut lines, (title, date)| {
        let _ = writeln!(lines, "{}", json!({"id": title, "title": title, "date_published": date}));
        lines
    });
    assert_eq!(warta.import("dates.jsonl", lines)["new"], dates.len());
    let later = warta.file("later.jsonl", r#"{"title": "later", "date_published": "2026-11-21T16:00:00+07:00"}"#);
    let at = |now: &str, zone: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_warta"));
        command.args(["--store", warta.at("warta.db").to_str().unwrap(), &format!("--now={now}"), "--timezone", zone]);
        let run = warta.end(command.args(arguments));
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{now} {zone} {arguments:?}");
        run.out
    };
    at("2026-11-21T17:00:00+07:00", "Asia/Jakarta", &["import", &later]);
    assert_eq!(warta.titles()[0], "later", "a date in the future is no later than its first sight");
    for now in [NOW, "1970-01-01T00:00:00Z", "-009999-01-03T00:00:00Z", "9999-12-30T21:00:00Z", "2026-03-29T01:30:00Z"]
    {
        for zone in ["UTC", "Asia/Jakarta", "Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns"] {
            for arguments in [&["list"][..], &["list", "--query", "after:7d"], &["snapshot", "--keys", "<Enter>"]] {
                assert_eq!(at(now, zone, arguments), at(now, zone, arguments), "the same time gives the same text");
            }
        }
    }
}

#[test]
fn one_article_has_one_identity() {
    let warta = Warta::new();
    let linked = |link: &str| format!("<item><title>One</title><link>{link}</link></item>");
    let feed = rss(&(linked("http://a.example/1?utm_source=x") + "<item><title>Two</title></item>"));
    assert_eq!(warta.import("a.xml", &feed)["new"], 2);
    assert_eq!(warta.import("a.xml", &feed)["unchanged"], 2);
    let moved = rss(&linked("http://a.example/1?utm_source=y&fbclid=z#top"));
    assert_eq!(warta.import("a.xml", moved)["new"], 0, "a token that changes makes no other article");
    let same = rss("<item><guid>g</guid><title>Three</title></item><item><guid>g</guid><title>Four</title></item>");
    assert_eq!(warta.import("b.xml", &same)["new"], 2, "two titles under one guid");
    assert_eq!(warta.import("b.xml", &same)["unchanged"], 2);
    let swapped = rss("<item><guid>g</guid><title>Four</title></item><item><guid>g</guid><title>Three</title></item>");
    assert_eq!(warta.import("b.xml", &swapped)["unchanged"], 2, "two items that change places stay who they are");
    let moved = |scheme: &str| {
        let guid = format!("<guid>{scheme}://a.example/?p=5</guid>");
        rss(&format!(
            "<item>{guid}<title>Five</title></item><item><title>Six</title><link>{scheme}://a.example/6</link></item>"
        ))
    };
    assert_eq!(warta.import("d.xml", moved("http"))["new"], 2);
    let again = warta.import("d.xml", moved("https"));
    assert_eq!((&again["new"], &again["updated"]), (&json!(0), &json!(2)), "from http to https");
    assert_eq!(warta.import("d.xml", moved("https"))["unchanged"], 2);
    let other = |guid: &str| {
        let date = "<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>";
        rss(&format!("<item><guid>{guid}</guid><title>Seven</title><link>https://a.example/7</link>{date}</item>"))
    };
    let of = |name: &str, guid: &str| {
        warta.file(name, other(guid));
        let run = warta.done(&["import", "--json", "--url", &format!("https://{name}.example/feed"), name]);
        serde_json::from_str::<Value>(&run).unwrap()["files"][0]["new"].clone()
    };
    assert_eq!((of("e", "12345"), of("f", "67890")), (json!(1), json!(0)), "one page in two feeds");
    let long = |end: &str| rss(&format!("<item><guid>{}{end}</guid><title>Long</title></item>", "g".repeat(1 << 20)));
    assert_eq!(warta.import("c.xml", long("1"))["new"], 1);
    assert_eq!(warta.import("c.xml", long("2"))["new"], 1, "a guid of a megabyte counts to its end");
    assert_eq!(warta.import("c.xml", long("2"))["unchanged"], 1);
    assert!(warta.done(&["export"]).lines().all(|line| line.len() < 10_000), "a guid of a megabyte is not kept whole");
}

#[test]
fn limits_of_lists_hold_at_the_limit_and_one_past_it() {
    let warta = Warta::new();
    let line = |n: usize| {
        let tags = [format!("tag {n}")];
        json!({"id": n.to_string(), "title": format!("Ferry {n}"), "tags": tags}).to_string() + "\n"
    };
    let lines = |range: std::ops::Range<usize>| range.map(line).collect::<String>();
    let hits = |warta: &Warta| warta.done(&["search", "--limit", "1000", "ferry"]).lines().count() / 2;
    let tags = |warta: &Warta| {
        let mut driver = warta.driver();
        driver.resize(160, 40);
        driver.state().sidebar.tags.len()
    };
    warta.import("a.jsonl", lines(0..MAX_ENTRIES));
    assert_eq!(tags(&warta), MAX_ENTRIES);
    warta.import("a.jsonl", lines(MAX_ENTRIES..MAX_HITS));
    assert_eq!((tags(&warta), hits(&warta)), (MAX_ENTRIES, MAX_HITS));
    warta.import("a.jsonl", lines(MAX_HITS..MAX_HITS + 1));
    assert_eq!((hits(&warta), warta.titles().len()), (MAX_HITS, MAX_HITS + 1));
    let mut driver = warta.driver();
    driver.keys("/ferry<Enter>").unwrap();
    assert_eq!(driver.state().list.total, MAX_HITS);
    driver.keys("<Enter>").unwrap();
    assert!(driver.state().reader.as_ref().unwrap().related.as_ref().unwrap().len() <= MAX_RELATED);
    for (given, shown) in [(MAX_NUMBER, MAX_NUMBER), (MAX_NUMBER + 1, MAX_NUMBER), (u32::MAX, MAX_NUMBER)] {
        let list = Document::from_html(&format!("<ol><li value={given}>x</ol>"), None);
        assert_eq!(document::lay_out(&list, 40, None)[0].text().trim(), format!("{shown}. x"));
    }
}

/// A link says where it leads, whatever its words and its address say.
#[test]
fn a_link_never_hides_where_it_leads() {
    let warta = Warta::new();
    let body = "<p>Log in at <a href='https://evil.example/a'>https://bank.example</a>, at\
        <a href='https://bank.example@evil.example/b'>the bank</a>, at <a href='https://\u{430}pple.example/'>the shop</a>\
        or at <a href='https://bank.example/c'>www.bank.example</a>.</p>";
    warta.import("a.jsonl", json!({"id": "1", "title": "Banks", "content_html": body, "language": "en"}).to_string());
    let text = warta.done(&["show", "1"]);
    for line in [
        "[1] https://evil.example/a  ! its words say bank.example",
        "[2] https://evil.example/b  ! “bank.example@” is not the host",
        "[3] https://xn--pple-43d.example/",
        "[4] https://bank.example/c",
    ] {
        assert!(text.lines().any(|shown| shown == line), "{line} in {text}");
    }
    assert!(
        text.contains("https://bank.example[1!]") && text.contains("bank[2!]") && text.contains("shop[3]"),
        "{text}"
    );
    for size in ["40x40", "80x40"] {
        let frame = warta.done(&["snapshot", "--size", size, "--keys", "<Enter>"]);
        for words in ["[1] https://evil.example/a", "! its words say bank.example", "[2] https://evil.example/b"] {
            assert!(frame.contains(words), "{words} at {size} in {frame}");
        }
    }
    let html = "<p><a href=\"javascript:x\" onclick=\"y\">a</a><a href='https://x.example/\"><script>z</script>'>b</a>";
    warta.import("b.jsonl", json!({"id": "2", "title": "<script>t</script>", "content_html": html}).to_string());
    let shown = warta.done(&["show", "2", "--format", "html"]);
    assert!(!["<script", "onclick", "javascript:"].iter().any(|wrong| shown.contains(wrong)), "{shown}");
}

/// What is followed comes out of a file like everything else: each bad line costs itself, and is named by its number.
#[test]
fn bad_lines_of_what_is_followed_are_named_and_the_others_come_in() {
    let warta = Warta::new();
    let line = |kind: &str, value: &str| json!({"_warta": {"follow": kind, "value": value}}).to_string();
    let at = "é".repeat(Follow::LONGEST);
    let lines = [
        line("tag", EVIL),
        line("planet", EVIL),
        line("author", &format!("\"{EVIL}\"")),
        json!({"_warta": {"follow": {"tag": "x"}}}).to_string(),
        line("query", "\" \""),
        line("source", &at),
        line("source", &format!("{at}x")),
        json!({"_warta": {"follow": "tag", "value": "soon", "since": EVIL}}).to_string(),
        json!({"_warta": {"follow": "tag", "value": "x", "since": "-009999-01-01T00:00:00Z"}}).to_string(),
        line("query", &"(".repeat(900)),
        line("query", &"a OR ".repeat(190)),
        json!({"title": "An article", "_warta": {"follow": "tag", "value": "not this"}}).to_string(),
        "{\"_warta\": {\"follow\": \"tag\", \"value\": \"cut off".to_owned(),
    ];
    let report = warta.import("follows.jsonl", lines.join("\n"));
    clean_json("the report", &report);
    let places = |name: &str| {
        report[name].as_array().unwrap().iter().map(|remark| remark["item"].as_u64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((&report["kind"], &report["new"], &report["followed"]), (&json!("jsonl"), &json!(1), &json!(7)));
    assert_eq!((places("skipped"), places("notices")), (vec![2, 4, 5, 7, 13], vec![8, 9]));
    assert!(report["skipped"][3]["reason"].as_str().unwrap().contains("longer than 1000 characters"));
    let mut said = String::new();
    for arguments in [&["follow"][..], &["follow", "--json"], &["export"], &["list", "following"]] {
        said.push_str(&warta.done(arguments));
    }
    clean("what is followed", &said);
    assert!(said.contains(&format!("author  {HARMLESS}\n")), "{said}");
    let mut driver = warta.driver();
    driver.keys("4").unwrap();
    let rows = driver.frame().rows();
    assert_eq!(rows.iter().filter(|row| row.contains('»')).count(), 7, "{rows:?}");
    clean("the section", &rows.join("\n"));
    drop(driver);
    // What another program wrote into the table is no follow, and ends nothing.
    let db = Connection::open(warta.at("warta.db")).unwrap();
    db.execute_batch(
        "INSERT INTO follow (kind, value, folded, since) VALUES ('planet', 'x', 'x', 1), ('tag', '', '', 9e15)",
    )
    .unwrap();
    assert_eq!(warta.done(&["follow"]).lines().count(), 7);
    warta.driver().keys("4<Enter>").unwrap();
}

#[test]
fn a_file_follows_as_much_as_there_is_room_for_and_not_one_more() {
    let warta = Warta::new();
    let line = |n: usize| json!({"_warta": {"follow": "tag", "value": format!("tag {n}")}}).to_string();
    let lines = |count: usize| (0..count).map(line).collect::<Vec<_>>().join("\n");
    let at = warta.import("at.jsonl", lines(Follow::MOST));
    assert_eq!((&at["followed"], at["skipped"].as_array().unwrap().len()), (&json!(Follow::MOST), 0));
    let past = warta.import("past.jsonl", format!("{}\n{{\"title\": \"T\"}}", lines(Follow::MOST + 1)));
    assert_eq!((&past["followed"], &past["new"]), (&json!(0), &json!(1)));
    let skipped = past["skipped"].as_array().unwrap();
    assert_eq!((skipped.len(), &skipped[0]["item"]), (1, &json!(Follow::MOST + 1)));
    assert!(skipped[0]["reason"].as_str().unwrap().contains("500 things are followed"));
}
