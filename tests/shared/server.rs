//! Servers for the tests that fetch: all on loopback, each on a port of its own, gone when they are dropped.
//!
//! A [`Server`] answers as a test tells it and keeps book of what was asked; `tiny_http` speaks HTTP for it. A
//! [`raw::Raw`] speaks no HTTP that anyone would want. A [`tls::Authority`] signs what a server shows who asks by TLS.
#![allow(dead_code, reason = "each test program uses a part of it")]

#[path = "raw.rs"]
pub(crate) mod raw;
#[path = "tls.rs"]
pub(crate) mod tls;

use std::fmt::Write as _;
use std::io::{self, Cursor, Read, Write};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::{SignedDuration, Zoned, fmt::rfc2822};
use quick_xml::escape::escape;
use rustls::ServerConfig;

use raw::Gate;
use tls::{Authority, KNOCK, Link, prompt_listener};

/// Where a server listens that was not told where. Linux answers on all of 127.0.0.0/8, so there is room for many
/// hosts.
const LOOPBACK: &str = "127.0.0.1";

/// How much is moved at a time.
const PIECE: usize = 1 << 14;

/// A server that answers each request by a function, each in a thread of its own: a slow answer holds up no other.
///
/// Dropped, it closes its port and every connection, and what waits to be answered late is answered no more. It does
/// not wait for an answer that is still being thought of: a test that fails must not hang on that.
pub(crate) struct Server {
    scheme: &'static str,
    gate: Gate,
    log: Arc<Log>,
    inner: Arc<tiny_http::Server>,
    listener: Option<JoinHandle<()>>,
}

impl Server {
    /// A server on 127.0.0.1. An answer that panics becomes a status of 500.
    pub(crate) fn start(answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::on(LOOPBACK, answer)
    }

    /// A server on another address of loopback, such as 127.0.0.7: another host.
    pub(crate) fn on(ip: &str, answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> Self {
        Self::open(ip, None, Arc::new(answer))
    }

    /// A server on 127.0.0.1 that speaks TLS, with a certificate for `names`, which may be addresses. One that is
    /// to be trusted needs 127.0.0.1 among them.
    pub(crate) fn start_tls(
        authority: &Authority,
        names: &[&str],
        answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::open(LOOPBACK, Some(authority.certify(names, false)), Arc::new(answer))
    }

    /// The same with a certificate that has expired.
    pub(crate) fn start_expired(
        authority: &Authority,
        names: &[&str],
        answer: impl Fn(&Asked) -> Reply + Send + Sync + 'static,
    ) -> Self {
        Self::open(LOOPBACK, Some(authority.certify(names, true)), Arc::new(answer))
    }

    fn open(ip: &str, tls: Option<Arc<ServerConfig>>, answer: Arc<Answer>) -> Self {
        let inner = Arc::new(tiny_http::Server::from_listener(prompt_listener(), None).unwrap());
        let log = Arc::new(Log::default());
        let scheme = if tls.is_some() { "https" } else { "http" };
        let (behind, book, door) = (inner.server_addr().to_ip().unwrap(), Arc::clone(&log), Mutex::new(()));
        let gate = Gate::open(ip, move |client, _| {
            let alone = door.lock().unwrap();
            let link = Link::new(client, behind, tls.as_ref(), &book);
            drop(alone);
            if let Ok(link) = link {
                link.run();
            }
        });
        let (asking, book) = (Arc::clone(&inner), Arc::clone(&log));
        let listener = thread::spawn(move || answer_all(&asking, &book, &answer));
        Self { scheme, gate, log, inner, listener: Some(listener) }
    }

    /// The address of `path`, which begins with a slash.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.gate.address)
    }

    /// Everything that was asked so far, in order.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.log.lock().asked.clone()
    }

    /// How many requests were under way at once when it was the most.
    pub(crate) fn most_at_once(&self) -> usize {
        most_at_once(&self.asked())
    }

    /// Bytes of bodies that were sent, as they went over the line. Where a client stops amid a body, some of them are
    /// still in the buffers in between, which can hold ten MiB.
    pub(crate) fn bytes_sent(&self) -> u64 {
        self.log.sent.load(Ordering::Relaxed)
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.gate.connections()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.log.close();
        self.inner.unblock();
        let _ = self.listener.take().unwrap().join();
    }
}

type Answer = dyn Fn(&Asked) -> Reply + Send + Sync;

/// Answers what is asked until the server is unblocked.
fn answer_all(inner: &tiny_http::Server, log: &Arc<Log>, answer: &Arc<Answer>) {
    for request in inner.incoming_requests() {
        if request.url() == KNOCK {
            let _ = request.respond(tiny_http::Response::empty(204));
            continue;
        }
        let (nth, asked) = log.begin(&request);
        let (log, answer) = (Arc::clone(log), Arc::clone(answer));
        thread::spawn(move || {
            let reply = answer(&asked);
            log.wait(nth, reply.after);
            reply.send(request, nth, &log);
        });
    }
}

/// A request.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// With the query.
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) began: Instant,
    /// When the last of the answer was handed out, or the client had gone; none while neither has happened.
    pub(crate) ended: Option<Instant>,
    /// The connection, told by its port before the HTTP server.
    connection: Option<u16>,
}

impl Asked {
    /// The value of a header, whatever the case of its name.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.as_str())
    }
}

/// How many requests were under way at once when it was the most; those of several servers may be put together.
pub(crate) fn most_at_once(asked: &[Asked]) -> usize {
    let under_way = |at: Instant| {
        asked.iter().filter(move |other| other.began <= at && other.ended.is_none_or(|ended| ended > at)).count()
    };
    asked.iter().map(|one| under_way(one.began)).max().unwrap_or(0)
}

/// What a server has been asked and what it has sent.
#[derive(Default)]
struct Log {
    book: Mutex<Book>,
    changed: Condvar,
    sent: AtomicU64,
}

#[derive(Default)]
struct Book {
    asked: Vec<Asked>,
    closed: bool,
}

impl Log {
    fn lock(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap()
    }

    fn begin(&self, request: &tiny_http::Request) -> (usize, Asked) {
        let headers = request.headers().iter();
        let asked = Asked {
            method: request.method().to_string(),
            path: request.url().to_owned(),
            headers: headers.map(|header| (header.field.to_string(), header.value.to_string())).collect(),
            began: Instant::now(),
            ended: None,
            connection: request.remote_addr().map(SocketAddr::port),
        };
        let mut book = self.lock();
        book.asked.push(asked.clone());
        (book.asked.len() - 1, asked)
    }

    fn end(&self, nth: usize) {
        self.lock().asked[nth].ended.get_or_insert_with(Instant::now);
    }

    /// What was still under way on a connection ends with it.
    fn gone(&self, connection: u16) {
        let mut book = self.lock();
        for asked in book.asked.iter_mut().filter(|asked| asked.connection == Some(connection)) {
            asked.ended.get_or_insert_with(Instant::now);
        }
        self.changed.notify_all();
    }

    fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Lets time pass, but not once the client has gone or the server is to end.
    fn wait(&self, nth: usize, time: Duration) {
        let early = |book: &mut Book| !book.closed && book.asked[nth].ended.is_none();
        drop(self.changed.wait_timeout_while(self.lock(), time, early).unwrap());
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    chunked: bool,
    after: Duration,
}

impl Reply {
    /// Status 200 with a body, its length told beforehand and its type not.
    pub(crate) fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: Vec::new(), body: body.into(), chunked: false, after: Duration::ZERO }
    }

    pub(crate) fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// One more header. What HTTP itself needs, such as `Connection` and `Content-Length`, is not to be had this way.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Compresses the body, whether the client says that it understands that or not.
    pub(crate) fn gzip(mut self) -> Self {
        let mut packed = GzEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&self.body).unwrap();
        self.body = packed.finish().unwrap();
        self.header("Content-Encoding", "gzip")
    }

    /// Compresses the body, whether the client says that it understands that or not.
    pub(crate) fn brotli(mut self) -> Self {
        let mut packed = CompressorWriter::new(Vec::new(), PIECE, 5, 22);
        packed.write_all(&self.body).unwrap();
        self.body = packed.into_inner();
        self.header("Content-Encoding", "br")
    }

    /// Sends the body in chunks, without a word on its length.
    pub(crate) fn chunked(self) -> Self {
        Self { chunked: true, ..self }
    }

    /// Answers late.
    pub(crate) fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }

    fn send(self, request: tiny_http::Request, nth: usize, log: &Arc<Log>) {
        let bare = *request.method() == tiny_http::Method::Head || matches!(self.status, 204 | 304);
        if bare || self.body.is_empty() {
            log.end(nth);
        }
        let length = (!self.chunked).then_some(self.body.len());
        let header = |(name, value): &(String, String)| tiny_http::Header::from_bytes(name.as_str(), value.as_str());
        let headers = self.headers.iter().map(|pair| header(pair).unwrap()).collect();
        let body = Body { rest: Cursor::new(self.body), nth, log: Arc::clone(log) };
        let response = tiny_http::Response::new(self.status.into(), headers, body, length, None);
        let _ = request.respond(response.with_chunked_threshold(usize::MAX));
        log.end(nth);
    }
}

/// A body on its way. The request ends before the last of it is sent: a client that has read it may ask the next thing
/// before this side runs again, and that is not two at once.
struct Body {
    rest: Cursor<Vec<u8>>,
    nth: usize,
    log: Arc<Log>,
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.rest.read(buffer)?;
        self.log.sent.fetch_add(read as u64, Ordering::Relaxed);
        if self.rest.position() == self.rest.get_ref().len() as u64 {
            self.log.end(self.nth);
        }
        Ok(read)
    }
}

/// What the feeds of [`rss`] tell of, by turns: a headline and the two sentences below it.
const NEWS: [[&str; 2]; 4] = [
    [
        "The ferry sails again",
        "After nine days in dock the ferry left on time. Most of its passengers had fish to sell.",
    ],
    [
        "Rain fills the upper lake",
        "The lake stands a hand below its brim. Farmers downstream may water from Monday on.",
    ],
    ["A school gets its library back", "Pupils carried the books up two floors. The roof above them no longer leaks."],
    [
        "Night market moves to the quay",
        "The stalls open an hour later from now on. Their lamps are to be seen from the ships.",
    ],
];

/// A feed of RSS 2.0 whose items have guids, links below `link_base`, and dates an hour apart, the latest first.
pub(crate) fn rss(title: &str, items: usize, link_base: &str) -> String {
    let (title, base) = (escape(title), escape(link_base.trim_end_matches('/')));
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n<title>{title}</title>\n\
         <link>{base}/</link>\n<description>What {title} has to tell.</description>\n<language>en</language>\n"
    );
    let mut date: Zoned = "2026-11-21T08:00:00+07:00[+07:00]".parse().unwrap();
    for (number, [headline, text]) in (1..=items).zip(NEWS.into_iter().cycle()) {
        let told = rfc2822::to_string(&date).unwrap();
        write!(
            feed,
            "<item>\n<title>{headline} ({number})</title>\n<link>{base}/{number}</link>\n\
             <guid isPermaLink=\"false\">{base}/{number}</guid>\n<pubDate>{told}</pubDate>\n\
             <description>{text}</description>\n</item>\n"
        )
        .unwrap();
        date -= SignedDuration::from_hours(1);
    }
    feed + "</channel>\n</rss>\n"
}
