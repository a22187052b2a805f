//! HTTP: the only room that opens a socket. It asks for one address at a time, or reads a file of this machine that is a
//! feed ([`Client`]), many hosts at once and each host once ([`crowd`]), and says when to ask again ([`schedule`]). It
//! understands nothing of what it gets and keeps nothing: bytes go on to `ingest`, and what is to be remembered to the
//! store. Called by `perform`.
//!
//! Everything that a server decides has a bound here: how long it takes, how large headers and body are once they are
//! decoded, how often it sends elsewhere and to what kind of place, and for how long it may tell us to stay away.

mod body;
mod brotli;
mod client;
pub mod crowd;
mod file;
pub mod place;
pub mod schedule;

use std::time::Duration;

use crate::text::CleanText;

pub use body::Body;
pub use client::{Client, Shared};

/// Bytes of a feed's answer that are read, once it is decoded.
pub const FEED_SIZE: u64 = 8 << 20;

/// Bytes of a page's answer that are read, once it is decoded.
pub const PAGE_SIZE: u64 = 4 << 20;

/// Bytes of an answer's headers.
pub const HEADER_SIZE: usize = 64 << 10;

/// Times that one request may be sent elsewhere.
pub const REDIRECTS: usize = 5;

/// How long a server may take, where nobody says otherwise.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// What is asked for, and what is known of it already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Where it is, http or https; for [`Client::read_file`] the address of a file.
    pub url: String,
    /// What the server called the answer that is known.
    pub etag: Option<String>,
    /// When that was changed, in the server's words; of a file, when it was written.
    pub modified: Option<String>,
    /// Whether a server of the world gave the address, and not the reader: then a private place is not asked.
    pub only_public: bool,
}

/// What a server answered.
#[derive(Debug)]
pub enum Answer {
    /// What is known is as new as it gets. The address may have changed for good.
    Unchanged {
        /// Where to ask from now on, where that is elsewhere.
        moved: Option<String>,
    },
    /// It is gone for good.
    Gone,
    /// This.
    Got(Got),
}

/// A body, and what the server says of it.
#[derive(Debug)]
pub struct Got {
    /// The body, decoded.
    pub bytes: Body,
    /// The encoding of its text, by its server's account.
    pub charset: Option<String>,
    /// The address that it came from in the end.
    pub url: String,
    /// Where to ask from now on, where that is elsewhere for good.
    pub moved: Option<String>,
    /// What the server calls this answer.
    pub etag: Option<String>,
    /// When it was changed, in the server's words; of a file, when it was written.
    pub modified: Option<String>,
}

/// Why there is no answer: a sentence each, with what to do next.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// It is no address of the web.
    #[error("{0} is no http or https address")]
    NoAddress(String),
    /// It is no address of a file.
    #[error("{0} is no address of a file")]
    NoFile(String),
    /// A file cannot be read.
    #[error("{path} {why}")]
    File {
        /// The file.
        path: CleanText,
        /// Why not, and what to do.
        why: String,
    },
    /// The host's name is not known.
    #[error("the host {0} cannot be found; check the address and the network")]
    NoHost(String),
    /// Nobody answers there.
    #[error("{host} cannot be reached ({cause}); it is tried again later")]
    NoConnection {
        /// The host.
        host: String,
        /// What the system says.
        cause: String,
    },
    /// Who answers cannot show that it is the host.
    #[error("{host} cannot show that it is {host} ({cause}); nothing was read from it")]
    NotTrusted {
        /// The host.
        host: String,
        /// What is wrong with its certificate.
        cause: String,
    },
    /// It took longer than anybody waits.
    #[error("{host} did not answer within {} s; it is tried again later", limit.as_secs())]
    Late {
        /// The host.
        host: String,
        /// How long it had.
        limit: Duration,
    },
    /// It is larger than what is read.
    #[error("too large: its answer is over {} MiB", limit >> 20)]
    TooLarge {
        /// Bytes that are read.
        limit: u64,
    },
    /// Its headers are larger than what is read.
    #[error("its answer has headers of over {} KiB; this is no server that can be read", HEADER_SIZE >> 10)]
    LargeHeader,
    /// It refuses.
    #[error("{}", status(*.code, .retry_after.as_ref()))]
    Status {
        /// The code of HTTP.
        code: u16,
        /// For how long it wants not to be asked.
        retry_after: Option<Duration>,
    },
    /// It sends elsewhere again and again.
    #[error("its address leads on more than {REDIRECTS} times; open it in a browser to see where it is now")]
    Redirects,
    /// It sends to where nobody wants to be sent.
    #[error("its address leads to {to}, {why}; it was not followed")]
    Refused {
        /// Where to.
        to: String,
        /// Why not.
        why: &'static str,
    },
    /// It does not speak HTTP, or breaks off.
    #[error("{host} broke off or does not speak HTTP ({cause}); it is tried again later")]
    Broken {
        /// The host.
        host: String,
        /// What is wrong.
        cause: String,
    },
    /// It is packed in a way that is not unpacked.
    #[error("{host} sends what cannot be unpacked ({why}); it is tried again later")]
    Packed {
        /// The host.
        host: String,
        /// What is wrong.
        why: String,
    },
    /// Others that are large were read for so long that its turn did not come.
    #[error("too many large feeds came at once; it is tried again later")]
    Crowded,
    /// The reader asked to stop.
    #[error("stopped")]
    Stopped,
    /// The certificates that the environment names cannot be read.
    #[error("the certificates in {path} (SSL_CERT_FILE) cannot be read: {cause}")]
    Certificates {
        /// The file.
        path: String,
        /// What is wrong with it.
        cause: String,
    },
}

impl FetchError {
    /// For how long the server wants not to be asked, where it says so.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }
}

/// What a code means to a reader.
fn status(code: u16, retry_after: Option<&Duration>) -> String {
    let next = match code {
        401 | 403 | 407 => "it wants a login or refuses readers; open it in a browser",
        404 => "there is nothing at this address; look for its new one",
        429 => "it was asked too often; it is asked less often now",
        500..=599 => "the server has a fault; it is tried again later",
        _ => "this is no answer to read; open it in a browser",
    };
    let wait = retry_after.map(|wait| format!(", and to be asked in {} s", wait.as_secs())).unwrap_or_default();
    format!("it answers {code}{wait}: {next}")
}
