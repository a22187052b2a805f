//! One request: sent, led on where that is allowed, read up to its limit, all within its time.
//!
//! A client is used by one thread at a time. Those of one fetch share the room for a large body and the wish to stop.

use std::io::Read;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use ureq::Agent;
use ureq::config::Config;
use ureq::http::{HeaderMap, Response, Uri};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::Url;

use crate::model::without_user;
use crate::text::CleanText;

use super::body::{Body, Room};
use super::brotli::Decoder;
use super::place::{is_private_by_name, is_public};
use super::schedule::retry_after;
use super::{Answer, FetchError, Got, HEADER_SIZE, REDIRECTS, Request};

/// Bytes read at once.
const CHUNK: usize = 32 << 10;

/// How long a name may take to be looked up, and a connection to be made.
const CONNECT: Duration = Duration::from_secs(10);

/// How long a large body waits for the others.
const ROOM: Duration = Duration::from_mins(2);

/// What feeds may be, for servers that ask.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, \
    application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.5";

/// How an answer may be packed. The library unpacks gzip as it comes.
const ACCEPT_ENCODING: &str = "gzip, br";

/// Bytes of a header's value that are remembered and sent back.
const MAX_VALUE: usize = 1024;

/// Characters of a header's value that are told in a sentence.
const MAX_SAID: usize = 64;

/// Asks for addresses.
#[derive(Debug)]
pub struct Client {
    agent: Agent,
    place: Arc<Place>,
    patience: Duration,
    shared: Shared,
}

/// What all clients of one fetch have in common.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    /// Set to end: what has not come yet is not waited for.
    stop: Arc<AtomicBool>,
    /// Set where what has come cannot be kept.
    given_up: Arc<AtomicBool>,
    /// Room for a large body.
    room: Arc<Room>,
    /// What unpacks brotli, one body after the other.
    decoder: Arc<Mutex<Decoder>>,
}

impl Shared {
    /// Shared by clients that end when `stop` is set.
    #[must_use]
    pub fn new(stop: Arc<AtomicBool>) -> Self {
        Self { stop, ..Self::default() }
    }

    /// Whether to end.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.given_up.load(Ordering::Relaxed)
    }

    /// Lets go of the memory that is kept from one body to the next, once none is to come soon.
    pub fn rest(&self) {
        self.room.clear();
        if let Ok(mut decoder) = self.decoder.try_lock() {
            *decoder = Decoder::default();
        }
    }

    /// Ends what these clients are at, and nothing else that `stop` ends.
    pub fn give_up(&self) {
        self.given_up.store(true, Ordering::Relaxed);
    }
}

/// Where a request may go, and where its last hop went.
#[derive(Debug, Default)]
struct Place {
    /// Whether private places are refused.
    only_public: AtomicBool,
    /// Whether the last name that was looked up is a private place.
    was_private: AtomicBool,
}

/// Looks names up, and knows whether they lead to a private place: what is looked up once cannot lead elsewhere the
/// moment after.
#[derive(Debug)]
struct Guard(Arc<Place>);

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, limit: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = DefaultResolver::default().resolve(uri, config, limit)?;
        let is_private = |address: &SocketAddr| !is_public(address.ip());
        let is_private = found.iter().any(is_private);
        self.0.was_private.store(is_private, Ordering::Relaxed);
        if is_private && self.0.only_public.load(Ordering::Relaxed) {
            return Err(ureq::Error::Other(Box::new(Private)));
        }
        Ok(found)
    }
}

/// A name that leads to a private place.
#[derive(Debug, thiserror::Error)]
#[error("a private place")]
struct Private;

impl Client {
    /// A client that waits for an answer as long as `patience`, redirects and body included; names and connections, of which
    /// each redirect needs new ones, have ten seconds at the most on top. Proxies are those of the environment; certificates that
    /// `SSL_CERT_FILE` names are trusted instead of Mozilla's.
    ///
    /// # Errors
    ///
    /// The file that `SSL_CERT_FILE` names cannot be read.
    pub fn new(patience: Duration, shared: &Shared) -> Result<Self, FetchError> {
        let place = Arc::new(Place::default());
        let config = Agent::config_builder()
            .user_agent(concat!("Warta/", env!("CARGO_PKG_VERSION"), " (news reader)"))
            .accept(ACCEPT)
            .accept_encoding(ACCEPT_ENCODING)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEADER_SIZE)
            .max_idle_connections(0)
            .timeout_resolve(Some(patience.min(CONNECT)))
            .timeout_connect(Some(patience.min(CONNECT)))
            .tls_config(TlsConfig::builder().root_certs(roots()?).build())
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guard(Arc::clone(&place)));
        Ok(Self { agent, place, patience, shared: shared.clone() })
    }

    /// Asks, and reads up to `limit` bytes of the answer.
    ///
    /// # Errors
    ///
    /// See [`FetchError`]; nothing of an answer that is too large, too late or cut off is kept.
    pub fn get(&self, request: &Request, limit: u64) -> Result<Answer, FetchError> {
        self.with_room(|body| self.attempt(request, limit, body))
    }

    /// Does `ask` with an empty body; once more with one that has room, as soon as there is some, where it needs that.
    /// No server is kept waiting for the others.
    pub(super) fn with_room(&self, ask: impl Fn(Body) -> Result<Answer, FetchError>) -> Result<Answer, FetchError> {
        let body = || Body::new(Arc::clone(&self.shared.room));
        match ask(body()) {
            Err(FetchError::Crowded) => {
                let mut body = body();
                if self.shared.is_stopped() || !body.make_room(ROOM) {
                    return Err(FetchError::Crowded);
                }
                ask(body)
            }
            answer => answer,
        }
    }

    fn attempt(&self, request: &Request, limit: u64, body: Body) -> Result<Answer, FetchError> {
        let mut url = address(&request.url)?;
        if request.only_public && is_private_by_name(&url) {
            return Err(FetchError::Refused { to: without_user(&request.url), why: "a private place" });
        }
        let mut moved = Moved::default();
        let mut from_public: Option<bool> = None;
        let begun = Instant::now();
        for _ in 0..=REDIRECTS {
            if self.shared.is_stopped() {
                return Err(FetchError::Stopped);
            }
            // Through a proxy the name that is looked up is the proxy's, which may well be the reader's own.
            let only_public = from_public.unwrap_or(request.only_public) && !self.is_proxied(&url);
            self.place.only_public.store(only_public, Ordering::Relaxed);
            let response = self.send(&url, request, begun)?;
            // Only the first place counts: a reader may subscribe to a server of his own.
            let is_public = *from_public.get_or_insert_with(|| request.only_public || !self.is_private(&url));
            let code = response.status().as_u16();
            match code {
                301 | 302 | 303 | 307 | 308 => {
                    let Some(next) = header(response.headers(), "location") else {
                        return Err(FetchError::Status { code, retry_after: None });
                    };
                    url = led_on(&url, &next, is_public)?;
                    moved.on(code, &url);
                }
                200..=299 => return self.read(response, &url, moved.to, limit, begun, body).map(Answer::Got),
                304 if request.etag.is_some() || request.modified.is_some() => {
                    return Ok(Answer::Unchanged { moved: moved.to });
                }
                410 => return Ok(Answer::Gone),
                _ => {
                    let wait = header(response.headers(), "retry-after");
                    let retry_after = wait.and_then(|wait| retry_after(&wait, Timestamp::now()));
                    return Err(FetchError::Status { code, retry_after });
                }
            }
        }
        Err(FetchError::Redirects)
    }

    /// Whether an address that was just asked is a private place; through a proxy only its name tells.
    fn is_private(&self, url: &Url) -> bool {
        is_private_by_name(url) || !self.is_proxied(url) && self.place.was_private.load(Ordering::Relaxed)
    }

    fn is_proxied(&self, url: &Url) -> bool {
        let uri = url.as_str().parse::<Uri>();
        uri.is_ok_and(|uri| self.agent.config().proxy().is_some_and(|proxy| !proxy.is_no_proxy(&uri)))
    }

    /// What is left of the time that began then.
    fn left(&self, url: &Url, begun: Instant) -> Result<Duration, FetchError> {
        let left = self.patience.checked_sub(begun.elapsed()).filter(|left| !left.is_zero());
        left.ok_or_else(|| FetchError::Late { host: host(url), limit: self.patience })
    }

    fn send(&self, url: &Url, request: &Request, begun: Instant) -> Result<Response<ureq::Body>, FetchError> {
        let left = self.left(url, begun)?;
        let asked = self.agent.get(url.as_str());
        let asked = asked.config().timeout_recv_response(Some(left)).timeout_per_read(Some(left));
        let mut asked = asked.timeout_recv_body(Some(left)).build();
        if let Some(etag) = &request.etag {
            asked = asked.header("if-none-match", etag);
        }
        if let Some(modified) = &request.modified {
            asked = asked.header("if-modified-since", modified);
        }
        asked.call().map_err(|error| self.failed(url, error))
    }

    fn read(
        &self,
        response: Response<ureq::Body>,
        url: &Url,
        moved: Option<String>,
        limit: u64,
        begun: Instant,
        mut bytes: Body,
    ) -> Result<Got, FetchError> {
        let (parts, body) = response.into_parts();
        let charset = body.charset().map(str::to_owned);
        if body.content_length().is_some_and(|length| length > limit) {
            return Err(FetchError::TooLarge { limit });
        }
        let is_brotli = is_brotli(&parts.headers).map_err(|why| FetchError::Packed { host: host(url), why })?;
        let mut reader = body.into_with_config().limit(u64::MAX).reader();
        self.fill(&mut bytes, url, limit, begun, |chunk| {
            let count = reader.read(chunk).map_err(|error| self.failed(url, ureq::Error::from(error)))?;
            Ok((count > 0).then_some(count))
        })?;
        if is_brotli {
            let came = Instant::now();
            let mut decoder = self.shared.decoder.lock().unwrap_or_else(PoisonError::into_inner);
            let mut stream = decoder.open(&mut bytes);
            // That others had their turn is not this server's fault.
            self.fill(&mut bytes, url, limit, begun + came.elapsed(), |chunk| {
                stream.read(chunk).map_err(|why| FetchError::Packed { host: host(url), why: why.to_owned() })
            })?;
        }
        let kept = |name| header(&parts.headers, name).filter(|value| value.len() <= MAX_VALUE);
        let (etag, modified) = (kept("etag"), kept("last-modified"));
        Ok(Got { bytes, charset, url: url.to_string(), moved, etag, modified })
    }

    /// Puts into `bytes` what `more` gives, chunk by chunk until it gives nothing, up to its limit and within its time.
    pub(super) fn fill(
        &self,
        bytes: &mut Body,
        url: &Url,
        limit: u64,
        begun: Instant,
        mut more: impl FnMut(&mut [u8]) -> Result<Option<usize>, FetchError>,
    ) -> Result<(), FetchError> {
        let mut chunk = vec![0; CHUNK];
        loop {
            if self.shared.is_stopped() {
                return Err(FetchError::Stopped);
            }
            let Some(count) = more(&mut chunk)? else { return Ok(()) };
            if (bytes.len() + count) as u64 > limit {
                return Err(FetchError::TooLarge { limit });
            }
            if bytes.outgrows(count) && !bytes.make_room(Duration::ZERO) {
                return Err(FetchError::Crowded);
            }
            bytes.extend(&chunk[..count]);
            self.left(url, begun)?;
        }
    }

    /// What an error of the library means.
    fn failed(&self, url: &Url, error: ureq::Error) -> FetchError {
        let host = host(url);
        let broken = |cause: String| FetchError::Broken { host: host.clone(), cause };
        match error {
            ureq::Error::HostNotFound => FetchError::NoHost(host),
            ureq::Error::Timeout(_) => FetchError::Late { host, limit: self.patience },
            ureq::Error::LargeResponseHeader(..) => FetchError::LargeHeader,
            ureq::Error::Tls(cause) => FetchError::NotTrusted { host, cause: cause.to_owned() },
            ureq::Error::Rustls(cause) => FetchError::NotTrusted { host, cause: cause.to_string() },
            ureq::Error::ConnectionFailed => FetchError::NoConnection { host, cause: "no connection".to_owned() },
            ureq::Error::ConnectProxyFailed(cause) => {
                FetchError::NoConnection { host, cause: format!("the proxy refuses: {cause}") }
            }
            ureq::Error::Other(cause) if cause.is::<Private>() => {
                FetchError::Refused { to: without_user(url.as_str()), why: "a private place" }
            }
            ureq::Error::Io(error) => self.failed_io(host, &error),
            other => broken(other.to_string()),
        }
    }

    fn failed_io(&self, host: String, error: &std::io::Error) -> FetchError {
        use std::io::ErrorKind;
        let said = error.to_string();
        match error.kind() {
            // What TLS has to say comes wrapped by the library that says it.
            ErrorKind::InvalidData if said.contains("certificate") => FetchError::NotTrusted { host, cause: said },
            ErrorKind::TimedOut | ErrorKind::WouldBlock => FetchError::Late { host, limit: self.patience },
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable
            | ErrorKind::PermissionDenied => FetchError::NoConnection { host, cause: said },
            // The system's resolver has no kind of its own for a name that it does not know.
            _ if said.contains("failed to lookup address") => FetchError::NoHost(host),
            _ => FetchError::Broken { host, cause: said },
        }
    }
}

/// The address that a chain of answers moved to for good: as far as every one of them said so.
#[derive(Debug, Default)]
struct Moved {
    to: Option<String>,
    is_for_now: bool,
}

impl Moved {
    fn on(&mut self, code: u16, to: &Url) {
        self.is_for_now |= !matches!(code, 301 | 308);
        if !self.is_for_now {
            self.to = Some(to.to_string());
        }
    }
}

fn address(url: &str) -> Result<Url, FetchError> {
    let parsed = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    parsed.ok_or_else(|| FetchError::NoAddress(without_user(url)))
}

/// Where an answer leads: not away from the web, not from a secret connection to an open one, and from the world not into
/// a private place.
fn led_on(from: &Url, location: &str, from_public: bool) -> Result<Url, FetchError> {
    let refused = |why| FetchError::Refused { to: without_user(location), why };
    let next = from.join(location).map_err(|_| refused("which is no address"))?;
    match (from.scheme(), next.scheme()) {
        ("https", "https") | ("http", "http" | "https") if next.has_host() => {}
        ("https", "http") => return Err(refused("where anybody can read along")),
        _ => return Err(refused("which is not the web")),
    }
    if from_public && is_private_by_name(&next) {
        return Err(refused("a private place"));
    }
    Ok(next)
}

/// The host of an address; of a file, which has none, its path.
fn host(url: &Url) -> String {
    url.host_str().unwrap_or(url.path()).to_owned()
}

/// A header's value, where it is text.
fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// Whether a body is packed with brotli, which the library leaves as it is; why it cannot be unpacked where it is packed
/// in another way that the library does not know.
fn is_brotli(headers: &HeaderMap) -> Result<bool, String> {
    let values = headers.get_all("content-encoding").iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    let all = values.collect::<Vec<_>>().join(", ");
    let mut codings = all.split(',').map(str::trim).filter(|coding| !matches!(*coding, "" | "identity"));
    match (codings.next(), codings.next()) {
        (None, _) => Ok(false),
        (Some(coding), None) if coding.eq_ignore_ascii_case("br") => Ok(true),
        _ => {
            let said: String = all.chars().take(MAX_SAID).collect();
            let said = CleanText::line(&said);
            Err(format!("it says that it is packed as “{said}”, and either gzip or br was asked for"))
        }
    }
}

/// Mozilla's certificates, or those of `SSL_CERT_FILE`.
fn roots() -> Result<RootCerts, FetchError> {
    let Some(path) = std::env::var_os("SSL_CERT_FILE").filter(|path| !path.is_empty()) else {
        return Ok(RootCerts::WebPki);
    };
    let failed = |cause: String| FetchError::Certificates { path: path.to_string_lossy().into_owned(), cause };
    let pem = std::fs::read(&path).map_err(|error| failed(error.to_string()))?;
    let mut certificates: Vec<Certificate<'static>> = Vec::new();
    for item in parse_pem(&pem) {
        if let PemItem::Certificate(certificate) = item.map_err(|error| failed(error.to_string()))? {
            certificates.push(certificate);
        }
    }
    if certificates.is_empty() {
        return Err(failed("there is no certificate in it".to_owned()));
    }
    Ok(RootCerts::Specific(Arc::new(certificates)))
}
