//! Fetching, against servers on loopback: what is asked, what comes of it, and that a server which is broken, slow, gone or
//! up to no good costs its own feed and nothing else. Each trouble is one sentence that names the feed.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/program.rs"]
mod program;
#[path = "shared/server.rs"]
mod server;

use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use serde_json::{Value, json};

use program::{Home, Run, finish};
use server::raw::{self, Raw};
use server::tls::Authority;
use server::{Asked, Reply, Server, most_at_once, rss};

/// Seconds that a server may take in these tests, as an argument.
const PATIENCE: &str = "2";

/// A server that carries one feed, with an `ETag`, and answers 304 to those who know it.
fn one_feed(title: &'static str, items: usize) -> Server {
    Server::start(move |asked| conditional(asked, rss(title, items, "https://kabar.example/")))
}

/// A server that carries a feed of one item.
fn one_feed_of(item: &str) -> Server {
    let feed = format!("<rss version='2.0'><channel><title>Mine</title><item>{item}</item></channel></rss>");
    Server::start(move |_| Reply::ok(feed.clone()))
}

fn conditional(asked: &Asked, body: String) -> Reply {
    let etag = format!("\"{}\"", body.len());
    if asked.header("if-none-match") == Some(&etag) {
        return Reply::ok("").status(304).header("ETag", &etag);
    }
    Reply::ok(body).header("ETag", &etag).header("Content-Type", "application/rss+xml; charset=utf-8")
}

/// Runs with an environment of its own.
fn run_with(home: &Home, environment: &[(&str, &str)], arguments: &[&str]) -> Run {
    finish(home.command(arguments).envs(environment.iter().copied()), b"")
}

/// Subscribes to `urls` without asking them.
fn subscribe(home: &Home, urls: &[String]) {
    let file = home.write("urls", urls.join("\n"));
    home.good(&["import", "--as", "urls", &file]);
}

/// What a fetch of everything reports, feed by feed, in the order of the subscriptions.
fn fetch_all(home: &Home, environment: &[(&str, &str)]) -> Vec<Value> {
    let run = run_with(home, environment, &["fetch", "--all", "--json", "--timeout", PATIENCE]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"));
    let mut feeds = report["feeds"].as_array().unwrap().clone();
    feeds.sort_by_key(|feed| feed["number"].as_i64());
    feeds
}

fn fetch_one(home: &Home) -> Value {
    fetch_all(home, &[]).remove(0)
}

/// What the store says of the one feed that it has.
fn feed(home: &Home) -> Value {
    serde_json::from_str(home.good(&["feeds", "--json"]).lines().next().unwrap()).unwrap()
}

/// How many articles the store has.
fn articles(home: &Home) -> usize {
    home.good(&["list", "--limit", "100000"]).lines().count()
}

#[track_caller]
fn fails(home: &Home, environment: &[(&str, &str)], said: &str) {
    let end = fetch_all(home, environment).remove(0);
    let error = end["error"].as_str().unwrap_or_default();
    assert!(end["end"] == "failed" && error.contains(said), "expected {said:?}: {end}");
    assert_eq!(feed(home)["fetched"]["error"], end["error"], "the feed remembers why");
}

#[test]
fn a_feed_is_added_read_and_afterwards_asked_only_for_news() {
    let (home, server) = (Home::new(), one_feed("Kabar Teluk", 3));
    let url = server.url("/rss");
    let said = home.good(&["add", &url]);
    assert_eq!(said, format!("subscribed to Kabar Teluk ({url})\nKabar Teluk: 3 new, 0 updated\n"));
    assert_eq!((articles(&home), server.asked().len()), (3, 1));
    assert_eq!(home.good(&["fetch"]), "nothing is due\n");
    let (before, held) = (server.bytes_sent(), home.good(&["export"]));
    let end = fetch_one(&home);
    assert_eq!((&end["end"], &end["new"]), (&json!("not-modified"), &json!(0)));
    assert_eq!(server.bytes_sent(), before, "what is known does not come again");
    assert_eq!(home.good(&["export"]), held);
    let state = &feed(&home)["fetched"];
    assert_eq!((&state["failures"], &state["due"]), (&json!(0), &json!("2026-11-21T09:30:00Z")));
    let said = home.good(&["add", &url]);
    assert_eq!(said, format!("already subscribed to Kabar Teluk ({url})\n"));
    let known = home.run(&["add", "http://sari:rahasia@127.0.0.1:1/"]);
    assert!(known.code == 1 && !known.stderr.contains("rahasia"), "{known:?}");
    let asked = server.asked().pop().unwrap();
    assert!(asked.header("user-agent").unwrap().starts_with("Warta/"), "{asked:?}");
    assert_eq!(asked.header("accept-encoding"), Some("gzip, br"));
}

#[test]
fn a_feed_can_be_named_filed_and_asked_more_or_less_often() {
    let (home, server) = (Home::new(), one_feed("Kabar Teluk", 1));
    home.good(&["add", &server.url("/")]);
    let said = home.good(&[
        "edit",
        "kabar teluk",
        "--name",
        "Teluk",
        "--folder",
        "Daerah",
        "--tag",
        "laut",
        "--interval",
        "2h",
    ]);
    assert!(said.contains("Daerah › Teluk") && said.contains("every 2h · next 2026-11-21 17:30"), "{said}");
    let state = feed(&home);
    assert_eq!(
        (&state["title"], &state["folder"], &state["tags"]),
        (&json!("Teluk"), &json!(["Daerah"]), &json!(["laut"]))
    );
    assert_eq!((&state["interval"], &state["fetched"]["due"]), (&json!(7200), &json!("2026-11-21T10:30:00Z")));
    home.good(&["add", &server.url("/")]);
    assert_eq!(feed(&home)["title"], "Teluk", "the reader's name stays");
    home.good(&["edit", "Teluk", "--folder", "", "--tag", "", "--interval", "usual"]);
    let state = feed(&home);
    assert_eq!((&state["folder"], &state["tags"], &state["interval"]), (&json!([]), &json!([]), &Value::Null));
    assert_eq!(state["fetched"]["due"], "2026-11-21T09:30:00Z");
    assert_eq!(home.run(&["edit", "Teluk", "--interval", "1s"]).code, 2);
    assert!(home.good(&["edit", "Teluk"]).contains("Teluk"));
    assert_eq!(home.run(&["edit", "nobody", "--name", "x"]).code, 1);
}

#[test]
fn a_feed_that_is_packed_or_in_another_encoding_is_read() {
    let text = |encoding: &str| rss("Kabar é", 1, "https://kabar.example/").replace("UTF-8", encoding);
    let latin: Vec<u8> = text("ISO-8859-1").chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/gzip" => Reply::ok(text("UTF-8")).gzip(),
        "/brotli" => Reply::ok(text("UTF-8")).brotli(),
        "/brotli-large" => Reply::ok(text("UTF-8") + &" ".repeat(3 << 20)).brotli(),
        "/brotli-chunked" => Reply::ok(text("UTF-8")).brotli().chunked(),
        "/bare" => Reply::ok(text("UTF-8")).header("Content-Encoding", "identity"),
        "/chunked" => Reply::ok(text("UTF-8")).chunked(),
        _ => Reply::ok(latin.clone()).header("Content-Type", "text/xml; charset=iso-8859-1"),
    });
    for path in ["/gzip", "/brotli", "/brotli-large", "/brotli-chunked", "/bare", "/chunked", "/latin"] {
        let home = Home::new();
        let said = home.good(&["add", &server.url(path)]);
        assert!(said.contains("Kabar é: 1 new"), "{path}: {said}");
    }
}

#[test]
fn a_page_leads_to_its_feeds() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/two" => Reply::ok(
            "<!doctype html><title>x</title><link rel=alternate type=application/rss+xml href=/b title='Semua Kabar'>\
             <link rel=alternate type=application/atom+xml href=/c title=Olahraga><p>Halaman",
        ),
        "/none" | "/" => Reply::ok("<!doctype html><title>x</title><p>Halaman tanpa apa-apa"),
        "/b" | "/rss.xml" => Reply::ok(rss("Kabar Kota", 2, "https://kota.example/")),
        _ => Reply::ok("nothing").status(404),
    });
    let home = Home::new();
    let run = home.run(&["add", &server.url("/two")]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.starts_with(&format!("subscribed to Semua Kabar ({})\n", server.url("/b"))), "{run:?}");
    assert!(run.stderr.contains("1 more feeds") && run.stderr.contains("Olahraga"), "{run:?}");
    let home = Home::new();
    let said = home.good(&["add", &server.url("/none"), "--name", "Kota", "--folder", "Daerah"]);
    assert!(said.starts_with(&format!("subscribed to Kota ({})\n", server.url("/rss.xml"))), "{said}");
    assert_eq!(feed(&home)["folder"], json!(["Daerah"]));
}

#[test]
fn a_page_without_feeds_can_be_saved() {
    let text =
        "<p>Warga desa itu mulai memperbaiki tanggul sejak pagi, kata kepala desa kepada wartawan.</p>".repeat(3);
    let page = format!("<!doctype html><title>Tanggul</title><h1>Warga Wanasari Perbaiki Tanggul</h1>{text}");
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/berita" => Reply::ok(page.clone()),
        _ => Reply::ok("").status(404),
    });
    let (home, url) = (Home::new(), server.url("/berita"));
    let run = home.run(&["add", &url]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run:?}");
    assert!(run.stderr.contains("--page"), "{run:?}");
    assert_eq!(home.good(&["add", "--page", &url]), "saved: Warga Wanasari Perbaiki Tanggul\n");
    assert_eq!(home.good(&["add", "--page", &url]), "known already: Warga Wanasari Perbaiki Tanggul\n");
    assert_eq!((articles(&home), home.good(&["feeds"])), (1, String::new()));
}

#[test]
fn an_address_that_moved_for_good_is_remembered_and_one_that_did_not_is_not() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/old" => Reply::ok("").status(301).header("Location", "/older"),
        "/older" => Reply::ok("").status(308).header("Location", "/new"),
        "/away" => Reply::ok("").status(302).header("Location", "/new"),
        _ => conditional(asked, rss("Kabar", 1, "https://kabar.example/")),
    });
    let home = Home::new();
    subscribe(&home, &[server.url("/old"), server.url("/away")]);
    let ends = fetch_all(&home, &[]);
    assert!(ends.iter().all(|end| end["end"] == "read"), "{ends:?}");
    let before = server.asked().len();
    fetch_all(&home, &[]);
    let mut paths: Vec<String> = server.asked().drain(before..).map(|asked| asked.path).collect();
    paths.sort();
    assert_eq!(paths, ["/away", "/new", "/new"]);
    assert_eq!(feed(&home)["fetched"]["address"], server.url("/new"));
    assert_eq!(articles(&home), 1);
}

#[test]
fn no_server_leads_where_nobody_wants_to_be_led() {
    let inner = Server::start(|_| Reply::ok(rss("Rahasia", 1, "https://rahasia.example/")));
    let secret = inner.url("/");
    let authority = Authority::new();
    let to = move |place: String| move |_: &Asked| Reply::ok("").status(301).header("Location", &place);
    for (place, said) in [
        ("file:///etc/passwd".to_owned(), "which is not the web"),
        ("javascript:alert(1)".to_owned(), "which is not the web"),
        ("http://".to_owned(), "which is no address"),
    ] {
        let server = Server::start(to(place));
        let home = Home::new();
        subscribe(&home, &[server.url("/")]);
        fails(&home, &[], said);
    }
    let home = Home::new();
    let file = home.write("authority.pem", authority.pem());
    let open = Server::start_tls(&authority, &["127.0.0.1"], to(secret.clone()));
    subscribe(&home, &[open.url("/")]);
    fails(&home, &[("SSL_CERT_FILE", &file)], "where anybody can read along");
    // Behind a proxy, here, the world outside: it opens a way there, and what is there leads back in.
    let leads_in = format!("HTTP/1.1 301 x\r\nLocation: {secret}\r\nContent-Length: 0\r\n\r\n");
    let world = Raw::start(raw::asked_once(move |mut stream| {
        stream.write_all(b"HTTP/1.1 200 x\r\n\r\n")?;
        raw::skip_head(stream)?;
        stream.write_all(leads_in.as_bytes())
    }));
    let home = Home::new();
    subscribe(&home, &["http://kabar.example/rss".to_owned()]);
    fails(&home, &[("http_proxy", &world.url("/")), ("no_proxy", "127.0.0.1")], "a private place");
    assert_eq!(inner.asked().len(), 0);
    // A reader's own server may lead to another of his.
    let own = Server::start(to(secret));
    let home = Home::new();
    subscribe(&home, &[own.url("/")]);
    assert_eq!(fetch_one(&home)["end"], "read");
}

#[test]
fn redirects_are_counted_at_the_limit_and_one_past_it() {
    let server = Server::start(|asked| match asked.path.trim_start_matches('/').parse::<usize>() {
        Ok(0) => Reply::ok(rss("Kabar", 1, "https://kabar.example/")),
        Ok(left) => Reply::ok("").status(302).header("Location", &format!("/{}", left - 1)),
        Err(_) => Reply::ok("").status(302).header("Location", "/loop"),
    });
    let home = Home::new();
    subscribe(&home, &[server.url("/5")]);
    assert_eq!(fetch_one(&home)["end"], "read");
    for path in ["/6", "/loop"] {
        let home = Home::new();
        subscribe(&home, &[server.url(path)]);
        fails(&home, &[], "leads on more than 5 times");
    }
}

#[test]
fn what_a_status_means_is_said_and_heeded() {
    let status =
        |code: u16| Server::start(move |_| Reply::ok("<h1>no").status(code).header("Retry-After", "1000000000"));
    for (code, said) in [(403, "wants a login"), (404, "nothing at this address"), (500, "has a fault"), (304, "304")] {
        let (home, server) = (Home::new(), status(code));
        subscribe(&home, &[server.url("/")]);
        fails(&home, &[], said);
        let state = feed(&home)["fetched"].clone();
        assert_eq!((&state["failures"], &state["due"]), (&json!(1), &json!("2026-11-22T08:30:00Z")), "{code}");
    }
    let (home, server) = (Home::new(), status(410));
    subscribe(&home, &[server.url("/")]);
    assert_eq!(fetch_one(&home)["end"], "gone");
    assert_eq!(feed(&home)["fetched"]["due"], Value::Null);
    assert_eq!(home.good(&["fetch", "--all"]), "nothing is due\n");
    assert_eq!(server.asked().len(), 1, "what is gone for good is not asked again");
}

#[test]
fn failures_double_the_wait_and_an_answer_ends_them() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/never" => Reply::ok("").status(500),
        _ => Reply::ok(rss("Kabar", 1, "https://kabar.example/")),
    });
    let home = Home::new();
    subscribe(&home, &[server.url("/never")]);
    for due in ["2026-11-21T09:30:00Z", "2026-11-21T10:30:00Z", "2026-11-21T12:30:00Z"] {
        fetch_one(&home);
        assert_eq!(feed(&home)["fetched"]["due"], due);
    }
    assert!(
        home.good(&["feeds"]).contains("never read · 3 times in a row: it answers 500"),
        "{}",
        home.good(&["feeds"])
    );
}

#[test]
fn an_answer_that_is_no_feed_leaves_the_articles_alone() {
    let turn = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::start(move |_| match turn.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
        0 => Reply::ok(rss("Kabar", 2, "https://kabar.example/")).header("ETag", "\"1\""),
        1 => Reply::ok("<!doctype html><title>Masuk</title><form>login").header("ETag", "\"2\""),
        2 => Reply::ok("just words, and none of them news"),
        3 => Reply::ok("<opml/>"),
        _ => Reply::ok(""),
    });
    let home = Home::new();
    subscribe(&home, &[server.url("/")]);
    assert_eq!(fetch_one(&home)["new"], 2);
    for said in ["it answers with a web page", "not a feed", "not a feed", "not a feed"] {
        fails(&home, &[], said);
        assert_eq!(articles(&home), 2);
    }
    let known: Vec<_> = server.asked().iter().map(|asked| asked.header("if-none-match").map(str::to_owned)).collect();
    assert_eq!(known[1..], vec![Some("\"1\"".to_owned()); 4], "what was read last is what is known");
}

#[test]
fn what_is_too_large_or_never_ends_is_given_up() {
    // Feeds that are packed a thousandfold: none of it is held.
    let bomb = |size: usize| format!("<rss><channel><title>x</title><!--{}", " ".repeat(size));
    let gzip = Reply::ok(bomb(64 << 20)).gzip();
    // Blocks of nothing, one after the other, that a decoder could follow for ever.
    let hollow = Raw::on(
        "127.0.0.2",
        raw::asked_once(|mut stream| {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\xff")?;
            loop {
                stream.write_all(&b"\0\0\0\xff\xff".repeat(1000))?;
            }
        }),
    );
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/gzip" => gzip.clone(),
        "/at" => Reply::ok(bomb((8 << 20) - bomb(0).len())),
        "/brotli-at" => Reply::ok(bomb((8 << 20) - bomb(0).len())).brotli(),
        "/brotli-past" => Reply::ok(bomb((8 << 20) + 1 - bomb(0).len())).brotli(),
        _ => Reply::ok(bomb((8 << 20) + 1 - bomb(0).len())),
    });
    let endless = Raw::start(raw::endless_chunks(" ".repeat(4096).into_bytes()));
    for url in [server.url("/gzip"), server.url("/past"), server.url("/brotli-past"), endless.url("/")] {
        let home = Home::new();
        subscribe(&home, &[url]);
        fails(&home, &[], "too large: its answer is over 8 MiB");
    }
    for url in [server.url("/at"), server.url("/brotli-at")] {
        let home = Home::new();
        subscribe(&home, &[url]);
        fails(&home, &[], "not a feed");
    }
    let home = Home::new();
    subscribe(&home, &[hollow.url("/")]);
    fails(&home, &[], "did not answer within 2 s");
}

/// Packed with brotli, with a window of so many bits, each piece in blocks of its own: for one block alone a decoder makes
/// its window smaller.
fn brotli(pieces: &[&[u8]], lgwin: i32, large_window: bool) -> Vec<u8> {
    let params = BrotliEncoderParams { quality: 5, lgwin, large_window, ..BrotliEncoderParams::default() };
    let mut packer = CompressorWriter::with_params(Vec::new(), 1 << 16, &params);
    for piece in pieces {
        packer.write_all(piece).unwrap();
        packer.flush().unwrap();
    }
    packer.into_inner()
}

/// What a fetch of everything reports, and the most memory that it had at once, in KiB.
#[cfg(target_os = "linux")]
fn fetch_measured(home: &Home) -> (Value, u64) {
    let mut child = home.command(&["fetch", "--all", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        peak = peak.max(most.trim().trim_end_matches(" kB").parse().unwrap_or_default());
    }
    let run: Run = child.wait_with_output().unwrap().into();
    (serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{run:?}")), peak)
}

#[cfg(target_os = "linux")]
#[test]
fn brotli_that_grows_a_millionfold_is_given_up_and_many_at_once_need_no_more_memory_than_one() {
    let blank = vec![b' '; 16 << 20];
    let mut pieces = vec![&b"<rss><channel><title>x</title><!--"[..]];
    pieces.extend(vec![&*blank; 64]);
    let bomb = brotli(&pieces, 24, false);
    assert!(bomb.len() < 1 << 10, "a gibibyte in {} bytes", bomb.len());
    let small = brotli(&[rss("Kabar", 5, "https://kabar.example/").as_bytes()], 22, false);
    let fetched = |bombs: usize| {
        let servers: Vec<Server> = (0..16)
            .map(|n| {
                let body = if n < bombs { bomb.clone() } else { small.clone() };
                let answer = move |_: &Asked| Reply::ok(body.clone()).header("Content-Encoding", "br");
                Server::on(&format!("127.0.0.{}", 31 + n), answer)
            })
            .collect();
        let home = Home::new();
        subscribe(&home, &servers.iter().map(|server| server.url("/")).collect::<Vec<_>>());
        let (report, peak) = fetch_measured(&home);
        let ends = report["feeds"].as_array().unwrap();
        let too_large = ends.iter().filter(|end| end["error"] == "too large: its answer is over 8 MiB").count();
        let read = ends.iter().filter(|end| end["end"] == "read").count();
        assert_eq!((too_large, read, articles(&home)), (bombs, 16 - bombs, 5), "{report}");
        peak
    };
    let (harmless, most) = (fetched(0), fetched(14));
    // One window of 16 MiB and one body of 8.
    assert!(harmless > 1 << 10 && most < harmless + (32 << 10), "{harmless} KiB, {most} KiB");
}

#[test]
fn brotli_that_is_wrong_is_said_to_be_and_leaves_the_articles_alone() {
    let whole = || brotli(&[rss("Kabar", 2, "https://kabar.example/").as_bytes()], 22, false);
    let gzip = |body: Vec<u8>| {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(&body).unwrap();
        packed.finish().unwrap()
    };
    let plain = || rss("Kabar", 2, "https://kabar.example/");
    let packed = |body: Vec<u8>, codings: &[&str]| {
        codings.iter().fold(Reply::ok(body), |reply, coding| reply.header("Content-Encoding", coding))
    };
    let replies = [
        (packed(whole()[..whole().len() - 1].to_vec(), &["br"]), "its brotli is cut off"),
        (packed(whole()[..whole().len() / 2].to_vec(), &["br"]), "its brotli is cut off"),
        (packed(Vec::new(), &["br"]), "its brotli is cut off"),
        (packed([whole(), b"more".to_vec()].concat(), &["br"]), "its brotli goes on behind its end"),
        (packed(plain().into_bytes(), &["br"]), "its brotli is broken"),
        (packed(brotli(&[plain().as_bytes()], 25, true), &["br"]), "wants a window of more than 16 MiB"),
        // Several codings in one answer, in one header or in two.
        (packed(gzip(whole()), &["br, gzip"]), "is packed as “br, gzip”, and either gzip or br"),
        (packed(gzip(whole()), &["br", "gzip"]), "is packed as “br, gzip”, and either gzip or br"),
        (packed(brotli(&[&gzip(plain().into_bytes())], 22, false), &["gzip, br"]), "is packed as “gzip, br”"),
        (packed(brotli(&[&gzip(plain().into_bytes())], 22, false), &["gzip", "br"]), "broke off"),
        (packed(whole(), &["br, br"]), "is packed as “br, br”"),
        // What says to be packed is not read as it stands, though it would be a feed.
        (packed(plain().into_bytes(), &["zstd"]), "is packed as “zstd”"),
        (packed(plain().into_bytes(), &[&"x".repeat(1000)]), &format!("is packed as “{}”", "x".repeat(64))),
    ];
    let (answers, turn) = (replies.clone().map(|(reply, _)| reply), std::sync::atomic::AtomicUsize::new(0));
    let server = Server::start(move |_| match turn.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
        0 => Reply::ok(rss("Kabar", 2, "https://kabar.example/")).brotli(),
        nth => answers[nth.min(answers.len()) - 1].clone(),
    });
    let home = Home::new();
    home.good(&["add", &server.url("/")]);
    let held = home.good(&["export"]);
    for (_, said) in &replies {
        fails(&home, &[], said);
        assert_eq!(home.good(&["export"]), held);
    }
    let run = home.run(&["fetch", "--all"]);
    assert!(run.stderr.starts_with("warta: Kabar: 127.0.0.1 sends what cannot be unpacked (it says"), "{run:?}");
}

#[test]
fn a_broken_server_costs_its_own_feed_and_no_more_than_its_time() {
    let body = || rss("Kabar", 3, "https://kabar.example/").into_bytes();
    let silent = Raw::start(|_, _| std::thread::sleep(Duration::from_secs(30)));
    let servers = [
        (Raw::start(raw::endless_headers()), "headers of over 64 KiB"),
        (Raw::on("127.0.0.2", raw::drip(body(), Duration::from_millis(200))), "did not answer within 2 s"),
        (Raw::on("127.0.0.3", raw::cut_after(body(), 100)), "broke off"),
        (Raw::on("127.0.0.4", raw::wrong_length(body(), 1 << 20)), "broke off"),
        (Raw::on("127.0.0.5", raw::asked_once(|mut stream| stream.write_all(b"SSH-2.0-x\r\n"))), ""),
    ];
    let good = Server::on("127.0.0.9", |_| Reply::ok(rss("Kabar Baik", 2, "https://baik.example/")));
    let mut urls: Vec<String> = servers.iter().map(|(server, _)| server.url("/")).collect();
    urls.extend([
        silent.url("/"),
        good.url("/"),
        "http://127.0.0.1:1/".to_owned(),
        // A name too long for any server of names to be asked for it.
        format!("http://{}.example/", "a".repeat(64)),
    ]);
    let home = Home::new();
    subscribe(&home, &urls);
    let begun = std::time::Instant::now();
    let ends = fetch_all(&home, &[]);
    assert!(begun.elapsed() < Duration::from_secs(25), "{:?}", begun.elapsed());
    for ((_, said), end) in servers.iter().zip(&ends) {
        let error = end["error"].as_str().unwrap_or_default();
        assert!(end["end"] == "failed" && error.contains(said) && !error.is_empty(), "expected {said:?}: {end}");
    }
    let rest: Vec<&str> = ends[servers.len()..].iter().map(|end| end["error"].as_str().unwrap_or("none")).collect();
    assert!(rest[0].contains("did not answer within 2 s"), "{rest:?}");
    assert_eq!(rest[1], "none", "{rest:?}");
    assert!(rest[2].contains("127.0.0.1 cannot be reached"), "{rest:?}");
    assert!(rest[3].contains(".example cannot be found"), "{rest:?}");
    assert_eq!(articles(&home), 2, "what came whole is there, and nothing of what was cut off");
}

#[test]
fn a_certificate_is_asked_for_and_looked_at() {
    let (authority, stranger) = (Authority::new(), Authority::new());
    let feed = |_: &Asked| Reply::ok(rss("Kabar", 1, "https://kabar.example/"));
    let good = Server::start_tls(&authority, &["127.0.0.1"], feed);
    let wrong = [
        Server::start_tls(&stranger, &["127.0.0.1"], feed),
        Server::start_tls(&authority, &["elsewhere.example"], feed),
        Server::start_expired(&authority, &["127.0.0.1"], feed),
    ];
    let home = Home::new();
    let file = home.write("authority.pem", authority.pem());
    subscribe(&home, &[good.url("/")]);
    assert_eq!(fetch_all(&home, &[("SSL_CERT_FILE", &file)])[0]["end"], "read");
    fails(&home, &[], "cannot show that it is 127.0.0.1");
    for server in &wrong {
        let home = Home::new();
        subscribe(&home, &[server.url("/")]);
        fails(&home, &[("SSL_CERT_FILE", &file)], "cannot show that it is 127.0.0.1");
        assert!(server.asked().is_empty());
    }
    let run = run_with(&home, &[("SSL_CERT_FILE", "/nowhere.pem")], &["fetch", "--all"]);
    assert!(run.code == 1 && run.stderr.contains("SSL_CERT_FILE"), "{run:?}");
}

#[test]
fn many_hosts_are_asked_at_once_and_each_for_one_thing_at_a_time() {
    let answer = |asked: &Asked| {
        conditional(asked, rss(&asked.path, 1, "https://kabar.example/")).after(Duration::from_millis(150))
    };
    let servers: Vec<Server> = (11..15).map(|n| Server::on(&format!("127.0.0.{n}"), answer)).collect();
    let home = Home::new();
    let urls = servers.iter().flat_map(|server| ["/a", "/b", "/c"].map(|path| server.url(path)));
    subscribe(&home, &urls.collect::<Vec<_>>());
    let ends = fetch_all(&home, &[]);
    assert!(ends.iter().all(|end| end["end"] == "read"), "{ends:?}");
    for server in &servers {
        assert_eq!((server.asked().len(), server.most_at_once()), (3, 1));
    }
    let all: Vec<Asked> = servers.iter().flat_map(Server::asked).collect();
    assert!(most_at_once(&all) > 1, "hosts wait for each other");
}

#[test]
fn a_server_says_nothing_of_what_a_reader_did() {
    let item = r#"{"id": "https://kabar.example/1", "title": "Kabar", "content_text": "Isi.",
        "_warta": {"read": true, "saved": true, "response": "finished", "less": true, "first_seen": "2001-01-01T00:00:00Z"}}"#;
    // An item that says it is one that the store has, from another feed.
    let forged = r#"{"id": "urn:mine", "title": "Forged", "content_text": "Forged.", "_warta": {"number": 2, "feed": "https://mine.example/rss"}}"#;
    let body = format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "x", "feed_url": "https://mine.example/rss", "items": [{item}, {forged}]}}"#
    );
    let (home, server) = (Home::new(), Server::start(move |_| Reply::ok(body.clone())));
    let mine = one_feed_of("<guid>urn:mine</guid><title>Mine</title><description>What I keep.</description>");
    home.good(&["add", &mine.url("/")]);
    home.good(&["add", &server.url("/")]);
    let article: Value = serde_json::from_str(&home.good(&["show", "https://kabar.example/1", "--json"])).unwrap();
    assert_eq!((&article["_warta"]["read"], &article["_warta"]["saved"]), (&json!(false), &json!(false)));
    assert_eq!((article["_warta"].get("response"), article["_warta"].get("less_at")), (None, None));
    assert_eq!(article["_warta"]["first_seen"], "2026-11-21T08:30:00Z");
    let held = home.good(&["export"]);
    assert!(held.contains("What I keep.") && !held.contains("Forged"), "{held}");
}

#[test]
fn what_servers_say_is_clean_wherever_it_is_shown() {
    const EVIL: &str = "A\u{1b}]0;pwn\u{7}\u{1b}[2J\u{9b}31m\u{202e}B";
    let page = format!(
        "<!doctype html><title>x</title><link rel=alternate type=application/rss+xml href='/a?{EVIL}' title='{EVIL}'>\
         <link rel=alternate type=application/rss+xml href=/b title='{EVIL}'>"
    );
    let pages = Server::start(move |asked| match asked.path.as_str() {
        "/page" => Reply::ok(page.clone()),
        _ => Reply::ok(rss(EVIL, 1, "https://kabar.example/")),
    });
    let lost = |first: &'static str| {
        Raw::start(raw::asked_once(move |mut stream| {
            write!(stream, "{first}Location: file:///{EVIL}\r\nETag: {EVIL}\r\nRetry-After: {EVIL}\r\n\r\n{EVIL}")
        }))
    };
    let broken = [lost("HTTP/1.1 301 x\r\n"), lost("HTTP/1.1 500 A\u{1b}]0;pwn\u{7}\r\n"), lost("")];
    let packed = Raw::on(
        "127.0.0.2",
        raw::asked_once(|mut stream| {
            write!(stream, "HTTP/1.1 200 x\r\nContent-Encoding: A\u{9b}31m\u{202e}B\r\n\r\n{EVIL}")
        }),
    );
    let home = Home::new();
    let mut said = vec![home.run(&["add", &pages.url("/page")])];
    subscribe(&home, &broken.iter().chain([&packed]).map(|server| server.url("/")).collect::<Vec<_>>());
    said.push(home.run(&["add", &packed.url("/")]));
    assert!(said[1].stderr.contains("it says that it is packed as “AB”"), "{said:?}");
    said.extend(
        [&["fetch", "--all"][..], &["fetch", "--all", "--json"], &["feeds"], &["feeds", "--json"]]
            .map(|run| home.run(run)),
    );
    for run in said {
        let is_wicked = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!format!("{}{}", run.stdout, run.stderr).contains(is_wicked), "{run:?}");
        assert!(!run.stdout.contains("\\u001b"), "{run:?}");
    }
}

/// The address of a file of the home.
fn file_url(home: &Home, name: &str) -> String {
    format!("file://{}", home.path(name).to_str().unwrap())
}

/// Writes a file as if it had been written so many seconds after the beginning of time.
fn write_at(home: &Home, name: &str, bytes: impl AsRef<[u8]>, seconds: u64) {
    home.write(name, bytes);
    let file = std::fs::File::options().write(true).open(home.path(name)).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
}

#[test]
fn a_file_that_the_reader_names_is_a_feed_and_read_when_it_was_written() {
    let home = Home::new();
    let url = file_url(&home, "desa.xml");
    write_at(&home, "desa.xml", rss("Kabar Desa", 2, "https://desa.example/"), 1_000);
    let typed = url.replace("file://", "FILE://localhost");
    let said = home.good(&["add", &typed, "--folder", "Desa"]);
    assert_eq!(said, format!("subscribed to Kabar Desa ({url})\nKabar Desa: 2 new, 0 updated\n"));
    assert_eq!(home.good(&["add", &typed]), format!("already subscribed to Kabar Desa ({url})\n"));
    assert_eq!((&fetch_one(&home)["end"], articles(&home)), (&json!("not-modified"), 2));
    let state = feed(&home);
    assert_eq!((&state["url"], &state["fetched"]["due"]), (&json!(url), &json!("2026-11-21T09:30:00Z")));
    write_at(&home, "desa.xml", rss("Kabar Desa", 5, "https://desa.example/"), 1_001);
    let end = fetch_one(&home);
    assert_eq!((&end["end"], &end["new"], &end["unchanged"]), (&json!("read"), &json!(3), &json!(2)));
    let article: Value = serde_json::from_str(&home.good(&["show", "1", "--json"])).unwrap();
    assert_eq!((&article["_warta"]["feed"], &article["url"]), (&json!(url), &json!("https://desa.example/1")));
    assert!(home.good(&["remove", &typed]).contains("no longer subscribed to Kabar Desa"));
}

#[test]
fn no_link_of_a_file_leads_to_a_file() {
    let relative = "<link>1.html</link><enclosure url='1.mp3' type='audio/mpeg'/><description><![CDATA[<p>Lihat \
        <a href='2.html'>di sini</a>, <a href='/etc/passwd'>di situ</a>, <a href='file:///etc/passwd'>sana</a> \
        <img src='3.jpg' alt='gambar'> dan <a href='//b.example/4'>di luar</a>.</p>]]></description>";
    let rss = |head: &str| {
        format!(
            "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel {head}><item><title>Satu</title>\
             <guid isPermaLink='false'>1</guid>{relative}</item></channel></rss>"
        )
    };
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Kabar", "items": [
        {"id": "1", "url": "1.html", "title": "Satu", "image": "2.jpg", "content_html": "<a href='3.html'>x</a>",
         "attachments": [{"url": "4.mp3", "mime_type": "audio/mpeg"}]}]}"#;
    let bodies = [
        rss("><title>Kabar</title><link>https://a.example/</link"),
        rss("xml:base='file:///etc/'><title>Kabar</title"),
        rss("><title>Kabar</title><atom:link rel='self' href='file:///etc/feed.xml'/"),
        json.to_owned(),
    ];
    for body in bodies {
        let home = Home::new();
        home.write("desa.xml", &body);
        let url = file_url(&home, "desa.xml");
        home.good(&["add", &url]);
        let item: Value = serde_json::from_str(&home.good(&["export"])).unwrap();
        assert_eq!(item["_warta"]["feed"], json!(url), "it came by the address that was asked for");
        let mut others = item.clone();
        others["_warta"]["feed"] = Value::Null;
        // Markup is kept as it came; what is made of it is what counts. An identity that is no address names its feed.
        assert_eq!(item["id"], json!(format!("{url}#1")));
        (others["content_html"], others["id"]) = (Value::Null, Value::Null);
        assert!(!others.to_string().contains("file:"), "{others}");
        for format in ["text", "markdown", "html"] {
            let shown = home.good(&["show", "1", "--format", format]);
            assert!(!shown.contains("file:"), "{format}: {shown}");
        }
        let mut driver = home.driver(100, 40);
        driver.keys("<Enter>").unwrap();
        let frame = driver.frame();
        assert!(frame.drawn.links.iter().all(|link| link.url.starts_with("http")), "{:?}", frame.drawn.links);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_what_to_do_and_its_articles_stay() {
    let home = Home::new();
    let (url, path) = (file_url(&home, "desa.xml"), home.path("desa.xml"));
    let good = rss("Kabar Desa", 2, "https://desa.example/");
    write_at(&home, "desa.xml", &good, 1_000);
    home.good(&["add", &url]);
    let held = home.good(&["export"]);
    let fails = |said: &str| {
        let named = if said.starts_with("not a feed") { said.to_owned() } else { format!("{} {said}", path.display()) };
        fails(&home, &[], &named);
        assert_eq!(home.good(&["export"]), held);
        // Nobody subscribes to what cannot be read.
        let other = Home::new();
        let run = other.run(&["add", &url]);
        let lines = run.stderr.lines().count();
        assert!((run.code, lines) == (1, 1) && run.stderr.contains(path.to_str().unwrap()), "{run:?}");
        assert_eq!(other.good(&["feeds"]), "");
    };
    std::fs::remove_file(&path).unwrap();
    fails("is not there; see where it is now");
    std::fs::create_dir(&path).unwrap();
    fails("is a folder; name a feed in it");
    std::fs::remove_dir(&path).unwrap();
    #[cfg(unix)]
    {
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        fails("is no regular file; write what it gives into one");
        std::fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &path).unwrap();
        fails("is no regular file; write what it gives into one");
        std::fs::remove_file(&path).unwrap();
        std::os::unix::fs::symlink("desa.xml", &path).unwrap();
        fails("cannot be read (");
        std::fs::remove_file(&path).unwrap();
        // Whoever may do everything may read everything.
        home.write("desa.xml", &good);
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o0)).unwrap();
        if std::fs::read(&path).is_err() {
            fails("may not be read by you; change its permissions or those of its folder");
        }
        std::fs::remove_file(&path).unwrap();
    }
    for text in ["<!doctype html><title>Masuk</title><p>Halaman", "<opml/>", "just words, and none of them news", ""] {
        home.write("desa.xml", text);
        fails("not a feed");
    }
    let large = |size: usize| format!("{good}<!--{}-->", " ".repeat(size - good.len() - "<!---->".len()));
    home.write("desa.xml", large((8 << 20) + 1));
    fails("is larger than 8 MiB; `warta import` takes in what is in a larger one");
    home.write("desa.xml", large(8 << 20));
    assert_eq!(fetch_one(&home)["end"], "read");
    assert_eq!((feed(&home)["fetched"]["failures"].clone(), home.good(&["export"])), (json!(0), held));
}

#[test]
fn many_large_files_are_read_one_after_the_other() {
    let home = Home::new();
    for n in 0..4 {
        let name = format!("{n}.xml");
        let feed = |items| rss("Kabar", items, &format!("https://desa.example/{n}"));
        write_at(&home, &name, feed(1), 1_000);
        home.good(&["add", &file_url(&home, &name)]);
        write_at(&home, &name, format!("{}<!--{}-->", feed(3), " ".repeat(7 << 20)), 2_000);
    }
    let ends = fetch_all(&home, &[]);
    assert!(ends.len() == 4 && ends.iter().all(|end| end["new"] == 2), "{ends:?}");
}

#[test]
fn only_the_reader_leads_to_a_file() {
    let home = Home::new();
    home.write("desa.xml", rss("Rahasia", 2, "https://desa.example/"));
    let url = file_url(&home, "desa.xml");
    // Servers lead to none: not at once, not for good, and not to one that is a page's feed.
    let (to, named) = (url.clone(), url.clone());
    let server = Server::start(move |asked| match asked.path.as_str() {
        "/301" => Reply::ok("").status(301).header("Location", &to),
        "/302" => Reply::ok("").status(302).header("Location", &to),
        "/mine" => Reply::ok(rss("Kabar", 1, "https://kabar.example/")),
        _ => Reply::ok(format!(
            "<!doctype html><title>x</title><base href='{named}'><p>Halaman <a href='{named}'>RSS</a>\
             <link rel=alternate type=application/rss+xml href='{named}'>"
        )),
    });
    for path in ["/301", "/302"] {
        let run = home.run(&["add", &server.url(path)]);
        assert!(run.code == 1 && run.stderr.contains("which is not the web; it was not followed"), "{run:?}");
    }
    let run = home.run(&["add", &server.url("/page")]);
    assert!(run.code == 1 && run.stderr.contains("the page names no feed"), "{run:?}");
    // Not even where a store has it that a feed has moved to one.
    let moved = Home::new();
    moved.good(&["add", &server.url("/mine")]);
    let store = rusqlite::Connection::open(moved.store()).unwrap();
    assert_eq!(store.execute("UPDATE fetched SET address = ?", [&url]).unwrap(), 1);
    drop(store);
    fails(&moved, &[], &format!("{url} is no http or https address"));
    // Lists lead to none.
    let opml = home.write("a.opml", format!("<opml version='2.0'><body><outline xmlUrl='{url}'/></body></opml>"));
    let urls = home.write("urls", format!("{url}\n"));
    for arguments in [&["import", &opml][..], &["import", "--as", "urls", &urls]] {
        let run = home.run(arguments);
        let said = "file: is a file of this machine, to which no list subscribes; `warta add` does";
        assert!(run.code == 1 && run.stderr.contains(said), "{run:?}");
    }
    // What an article says of its feed subscribes to nothing, whoever wrote it.
    let item =
        json!({"id": "urn:1", "title": "Satu", "url": url, "_warta": {"number": 1, "feed": url, "feeds": [url]}});
    let run = home.run(&["import", "--as", "jsonl", &home.write("a.jsonl", item.to_string())]);
    assert!(run.code == 0 && run.stderr.contains("its link is no http or https address"), "{run:?}");
    let held = home.good(&["export"]);
    assert!(!serde_json::from_str::<Value>(&held).unwrap()["url"].is_string(), "{held}");
    let asked = server.asked().len();
    assert_eq!(
        (home.good(&["feeds"]), home.good(&["fetch", "--all"])),
        (String::new(), "no feeds; `warta add URL` subscribes to one\n".into())
    );
    assert_eq!((home.good(&["export"]), server.asked().len()), (held, asked));
    // Other ways to write it are none, and each says what is.
    let path = home.path("desa.xml");
    for (typed, said) in [
        (
            "file:desa.xml",
            "is no address of a file: that is file:// and its whole path, as in file:///home/sari/feed.xml",
        ),
        ("file://desa.xml", "is no address of a file"),
        ("file://server.example/desa.xml", "is no address of a file"),
        ("./desa.xml", &format!("`warta add {url}` subscribes to it, `warta import ./desa.xml` reads it once")),
        ("desa.xml", &format!("`warta add {url}` subscribes to it, `warta import desa.xml` reads it once")),
        ("../nowhere/desa.xml", "/nowhere/desa.xml` subscribes to it"),
        (path.to_str().unwrap(), &format!("`warta add {url}` subscribes to it")),
    ] {
        let run = home.run(&["add", typed]);
        assert!((run.code, run.stderr.lines().count()) == (2, 1) && run.stderr.contains(said), "{typed}: {run:?}");
    }
    let run = home.run(&["add", "--page", &url]);
    assert!(run.code == 2 && run.stderr.contains("`warta import` takes in one that is a file"), "{run:?}");
    assert_eq!(home.good(&["feeds"]), "");
}

#[test]
fn a_subscription_to_a_file_goes_out_and_its_articles_come_back_equal() {
    let home = Home::new();
    home.write("desa.xml", rss("Kabar Desa", 3, "https://desa.example/"));
    let url = file_url(&home, "desa.xml");
    home.good(&["add", &url]);
    let out = home.good(&["export"]);
    let other = Home::new();
    other.good(&["import", "--as", "jsonl", &home.write("out.jsonl", &out)]);
    assert_eq!(other.good(&["export"]), out);
    for (format, name) in [("opml", "out.opml"), ("urls", "out.urls")] {
        let list = home.path(name);
        home.good(&["export", "--format", format, "--output", list.to_str().unwrap()]);
        assert!(std::fs::read_to_string(&list).unwrap().contains(&url));
        let run = other.run(&["import", "--as", format, list.to_str().unwrap()]);
        assert!(run.code == 1 && run.stderr.contains("to which no list subscribes"), "{run:?}");
        assert_eq!(other.good(&["feeds"]), "");
    }
}

#[cfg(unix)]
#[test]
fn what_came_stays_when_it_is_stopped() {
    let quick = Server::start(|_| Reply::ok(rss("Cepat", 5, "https://cepat.example/")));
    let slow = Server::on("127.0.0.2", |_| {
        Reply::ok(rss("Lambat", 5, "https://lambat.example/")).after(Duration::from_mins(1))
    });
    let home = Home::new();
    subscribe(&home, &[quick.url("/"), slow.url("/")]);
    let child = home.command(&["fetch", "--all", "--json", "--timeout", "5"]).stdout(Stdio::piped()).spawn().unwrap();
    // The slow one has been asked, the quick one has answered and is in the store.
    let begun = std::time::Instant::now();
    while slow.asked().is_empty() || articles(&home) < 5 {
        assert!(begun.elapsed() < Duration::from_secs(20), "nothing came");
        std::thread::yield_now();
    }
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let run: Run = child.wait_with_output().unwrap().into();
    assert!(killed.success() && run.code == 1, "{run:?}");
    assert_eq!(articles(&home), 5);
    let state = home.good(&["feeds", "--json"]);
    assert!(state.lines().nth(1).unwrap().contains("\"fetched\":null"), "what was stopped did not fail: {state}");
}

#[test]
fn marks_are_kept_while_a_fetch_writes_and_two_fetches_write_at_once() {
    let servers: Vec<Server> = (21..29)
        .map(|n| {
            Server::on(&format!("127.0.0.{n}"), |asked| {
                let link = format!("https://kabar.example{}/", asked.path);
                Reply::ok(rss(&asked.path, 60, &link)).after(Duration::from_millis(20))
            })
        })
        .collect();
    let home = Home::with_sample();
    let paths =
        servers.iter().enumerate().flat_map(|(n, server)| (0..4).map(move |m| server.url(&format!("/{n}/{m}"))));
    subscribe(&home, &paths.collect::<Vec<_>>());
    let begin = || home.command(&["fetch", "--all"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let fetches = [begin(), begin()];
    for number in 1..=20 {
        home.good(&["save", &number.to_string()]);
    }
    for fetch in fetches {
        let run: Run = fetch.wait_with_output().unwrap().into();
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
    }
    assert_eq!(home.good(&["list", "saved", "--limit", "100"]).lines().count(), 20);
    assert_eq!(articles(&home), 49 + 8 * 4 * 60, "each article once, though both brought it");
}
