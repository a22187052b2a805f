//! The servers that the tests of fetching talk to do what they say: good answers, late ones, broken ones, TLS that is
//! right and wrong.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "shared/server.rs"]
mod server;

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::{Agent, Error};
use warta::ingest::{Hint, Kind, batch};

use server::raw::{self, Raw};
use server::tls::Authority;
use server::{Asked, Reply, Server, most_at_once, rss};

/// How long anything may take before it counts as never.
const DEADLINE: Duration = Duration::from_secs(20);

/// A client that takes every status for an answer and trusts nobody but `authority`.
fn client(authority: Option<&Authority>) -> Agent {
    let trusted = authority.map(|authority| Certificate::from_pem(authority.pem().as_bytes()).unwrap());
    let roots = RootCerts::new_with_certs(&trusted.into_iter().collect::<Vec<_>>());
    let config = Agent::config_builder().http_status_as_error(false).proxy(None).timeout_global(Some(DEADLINE));
    config.tls_config(TlsConfig::builder().root_certs(roots).build()).build().into()
}

fn get(client: &Agent, url: &str) -> Result<String, Error> {
    client.get(url).call()?.body_mut().read_to_string()
}

/// A connection on which one thing was asked.
fn asking(url: &str) -> TcpStream {
    let mut stream = TcpStream::connect(url.trim_start_matches("http://").trim_end_matches('/')).unwrap();
    stream.set_read_timeout(Some(DEADLINE)).unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
    stream
}

#[track_caller]
fn until(what: &str, wished: impl Fn() -> bool) {
    let start = Instant::now();
    while !wished() {
        assert!(start.elapsed() < DEADLINE, "waited in vain until {what}");
        thread::yield_now();
    }
}

#[test]
fn a_server_answers_as_it_was_told_and_keeps_book() {
    let server = Server::start(|asked| match asked.path.as_str() {
        "/gzip" => Reply::ok("kabar ".repeat(100)).gzip(),
        "/brotli" => Reply::ok("kabar ".repeat(100)).brotli(),
        "/chunked" => Reply::ok("in pieces").chunked(),
        "/same" => Reply::ok("").status(304).header("ETag", "\"1\""),
        "/broken" => panic!("this answer fails, which is meant"),
        path => Reply::ok(format!("you asked {path}")).header("Content-Type", "text/plain"),
    });
    let client = client(None);
    let answer = client.get(server.url("/a?b=c")).header("X-Mine", "yes").call().unwrap();
    assert_eq!((answer.status().as_u16(), &answer.headers()["content-type"]), (200, &"text/plain".parse().unwrap()));
    assert_eq!(answer.headers()["content-length"], "16");
    assert_eq!(answer.into_body().read_to_string().unwrap(), "you asked /a?b=c");
    assert_eq!(server.bytes_sent(), 16);
    assert_eq!(get(&client, &server.url("/gzip")).unwrap(), "kabar ".repeat(100));
    // The client does not ask for brotli, and unpacks none.
    let packed = client.get(server.url("/brotli")).call().unwrap().into_body().read_to_vec().unwrap();
    let mut words = String::new();
    brotli::Decompressor::new(&*packed, 4096).read_to_string(&mut words).unwrap();
    assert_eq!(words, "kabar ".repeat(100));
    assert!(server.bytes_sent() < 16 + 600, "{} bytes are not packed", server.bytes_sent());
    let answer = client.get(server.url("/chunked")).call().unwrap();
    assert!(!answer.headers().contains_key("content-length"));
    assert_eq!(answer.into_body().read_to_string().unwrap(), "in pieces");
    let answer = client.get(server.url("/same")).call().unwrap();
    assert_eq!((answer.status().as_u16(), &answer.headers()["etag"]), (304, &"\"1\"".parse().unwrap()));
    assert_eq!(client.get(server.url("/broken")).call().unwrap().status(), 500);

    let asked = server.asked();
    let paths: Vec<&str> = asked.iter().map(|asked| asked.path.as_str()).collect();
    assert_eq!(paths, ["/a?b=c", "/gzip", "/brotli", "/chunked", "/same", "/broken"]);
    assert_eq!((asked[0].method.as_str(), asked[0].header("x-mine")), ("GET", Some("yes")));
}

#[test]
fn requests_that_follow_each_other_are_never_two_at_once() {
    let server = Server::start(|_| Reply::ok("x".repeat(100_000)));
    let client = client(None);
    for _ in 0..50 {
        assert_eq!(get(&client, &server.url("/")).unwrap().len(), 100_000);
    }
    assert_eq!((server.most_at_once(), server.connections()), (1, 1));
    assert_eq!(server.bytes_sent(), 50 * 100_000);
}

#[test]
fn an_answer_that_waits_holds_up_no_other_and_is_under_way_meanwhile() {
    let together = Arc::new(Barrier::new(9));
    let waited_for = Arc::clone(&together);
    let answer = move |asked: &Asked| {
        if asked.path == "/together" {
            waited_for.wait();
        }
        Reply::ok("here")
    };
    let servers = [Server::start(answer.clone()), Server::on("127.0.0.7", answer)];
    assert!(servers[1].url("/").starts_with("http://127.0.0.7:"));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(get(&client(None), &servers[0].url("/together")).unwrap(), "here"));
        }
        until("all have asked", || servers[0].asked().len() == 8);
        for server in &servers {
            assert_eq!(get(&client(None), &server.url("/")).unwrap(), "here");
        }
        together.wait();
    });
    assert_eq!((servers[0].most_at_once(), servers[1].most_at_once()), (9, 1));
    assert_eq!(most_at_once(&[servers[1].asked(), servers[0].asked()].concat()), 9);
}

#[test]
fn an_answer_can_be_late() {
    let late = Duration::from_millis(100);
    let server = Server::start(move |_| Reply::ok("late").after(late));
    assert_eq!(get(&client(None), &server.url("/")).unwrap(), "late");
    let asked = &server.asked()[0];
    assert!(asked.ended.unwrap() - asked.began >= late);
}

#[test]
fn a_client_that_gives_up_and_a_server_that_goes_end_what_is_under_way() {
    let server = Server::start(|_| Reply::ok("never").after(Duration::from_hours(1)));
    let mut streams = [asking(&server.url("/")), asking(&server.url("/"))];
    until("both have asked", || server.asked().len() == 2);
    let ended = |server: &Server| server.asked().iter().filter(|asked| asked.ended.is_some()).count();
    assert_eq!(ended(&server), 0);
    streams[0].shutdown(Shutdown::Both).unwrap();
    until("the server sees that one has gone", || ended(&server) == 1);
    let url = server.url("/");
    drop(server);
    let _ = streams[1].read_to_end(&mut Vec::new());
    assert!(get(&client(None), &url).is_err());
}

#[test]
fn broken_servers_are_broken_in_their_ways() {
    let read = |server: &Raw| {
        let mut text = String::new();
        let _ = asking(&server.url("/")).read_to_string(&mut text);
        text.split_once("\r\n\r\n").map(|(_, body)| body.to_owned())
    };
    let cut = Raw::start(raw::cut_after("half of this", 4));
    assert_eq!(read(&cut).as_deref(), Some("half"));
    assert!(get(&client(None), &cut.url("/")).is_err());
    assert_eq!(cut.connections(), 2);
    let long = Raw::start(raw::wrong_length("more than was said", 4));
    assert_eq!(read(&long).as_deref(), Some("more than was said"));
    assert_eq!(get(&client(None), &long.url("/")).unwrap(), "more");
    let slow = Raw::start(raw::drip("drop", Duration::from_millis(50)));
    let start = Instant::now();
    assert_eq!(get(&client(None), &slow.url("/")).unwrap(), "drop");
    assert!(start.elapsed() >= Duration::from_millis(150));
    let chunks = Raw::start(raw::endless_chunks("for ever "));
    let mut body = client(None).get(chunks.url("/")).call().unwrap().into_body();
    assert!(body.with_config().limit(100_000).read_to_vec().is_err());
    let headers = Raw::start(raw::endless_headers());
    assert!(get(&client(None), &headers.url("/")).is_err());
}

#[test]
fn a_broken_server_ends_with_its_client_and_when_it_is_dropped() {
    fn ends<T: Fn(&TcpStream, usize) + Send + Sync + 'static>(talk: T) {
        let (sender, ended) = mpsc::channel();
        let server = Raw::start(move |stream, nth| {
            talk(stream, nth);
            sender.send(nth).unwrap();
        });
        let one = asking(&server.url("/"));
        let mut other = asking(&server.url("/"));
        until("both are served", || server.connections() == 2);
        drop(one);
        assert_eq!(ended.recv_timeout(DEADLINE), Ok(0));
        other.read_exact(&mut [0]).unwrap();
        drop(server);
        assert_eq!(ended.recv_timeout(DEADLINE), Ok(1));
    }
    ends(raw::endless_headers());
    ends(raw::endless_chunks("x"));
    ends(raw::drip("never", Duration::from_hours(1)));
}

#[test]
fn only_the_right_certificate_of_a_trusted_authority_is_right() {
    let authority = Authority::new();
    let trusting = client(Some(&authority));
    let here = ["127.0.0.1", "localhost"];
    let body = "x".repeat(1_000_000);
    let answer = move |_: &Asked| Reply::ok(body.as_str());
    let right = Server::start_tls(&authority, &here, answer.clone());
    for _ in 0..3 {
        assert_eq!(get(&trusting, &right.url("/")).unwrap().len(), 1_000_000);
    }
    assert_eq!((right.connections(), right.most_at_once()), (1, 1));
    assert!(get(&client(None), &right.url("/")).is_err());
    let wrong = [
        ("expired", Server::start_expired(&authority, &here, answer.clone())),
        ("not valid for name", Server::start_tls(&authority, &["elsewhere.example"], answer.clone())),
        ("UnknownIssuer", Server::start_tls(&Authority::new(), &here, answer)),
    ];
    for (why, server) in wrong {
        let error = get(&trusting, &server.url("/")).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
        assert!(server.asked().is_empty());
    }
}

#[test]
fn the_feed_is_a_feed() {
    let feed = rss("Kabar & Co", 7, "http://127.0.0.7:81/news?a=1&b=");
    let read = batch(feed.as_bytes(), &Hint::default()).unwrap();
    assert_eq!((read.kind, read.articles.len()), (Kind::Feed, 7));
    assert!(read.skipped.is_empty() && read.notices.is_empty(), "{read:?}");
    let article = &read.articles[1];
    assert_eq!(article.title.as_str(), "Rain fills the upper lake (2)");
    assert_eq!(article.source.as_str(), "Kabar & Co");
    assert!(feed.contains("<pubDate>Sat, 21 Nov 2026 07:00:00 +0700</pubDate>"), "{feed}");
}
