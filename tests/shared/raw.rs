//! Servers that break on a bare connection whatever can be broken, and the port that every server listens on.
//!
//! [`Raw`] takes a function that talks; those of the usual breaks are here. Each of them ends when its client goes.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, Weak};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::LOOPBACK;

/// A server that does as it likes with each connection.
pub(crate) struct Raw(Gate);

impl Raw {
    /// A server on 127.0.0.1 that hands each connection to `talk`, with how many there were before. The connection is
    /// closed when `talk` returns. When the server is dropped the connection is shut, and `talk` should end on that.
    pub(crate) fn start(talk: impl Fn(&TcpStream, usize) + Send + Sync + 'static) -> Self {
        Self::on(LOOPBACK, talk)
    }

    /// The same on another address of loopback, such as 127.0.0.7.
    pub(crate) fn on(ip: &str, talk: impl Fn(&TcpStream, usize) + Send + Sync + 'static) -> Self {
        Self(Gate::open(ip, talk))
    }

    /// The address of `path`, which begins with a slash.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.0.address)
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.0.connections()
    }
}

/// Headers without end.
pub(crate) fn endless_headers() -> impl Fn(&TcpStream, usize) + Send + Sync + 'static {
    asked_once(|mut stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
        let filler = format!("X-Filler: {}\r\n", "-".repeat(1000));
        loop {
            stream.write_all(filler.as_bytes())?;
        }
    })
}

/// A good answer, but its body comes a byte at a time with a pause before each.
pub(crate) fn drip(body: impl Into<Vec<u8>>, every: Duration) -> impl Fn(&TcpStream, usize) + Send + Sync + 'static {
    let body = body.into();
    asked_once(move |mut stream| {
        stream.write_all(head(body.len()).as_bytes())?;
        for byte in &body {
            pause(stream, every)?;
            stream.write_all(&[*byte])?;
        }
        Ok(())
    })
}

/// Chunks without end, each of them `piece`.
pub(crate) fn endless_chunks(piece: impl Into<Vec<u8>>) -> impl Fn(&TcpStream, usize) + Send + Sync + 'static {
    let piece = piece.into();
    let chunk = [format!("{:x}\r\n", piece.len()).as_bytes(), &piece, b"\r\n"].concat();
    asked_once(move |mut stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
        loop {
            stream.write_all(&chunk)?;
        }
    })
}

/// Promises `body` and closes after the first `bytes` of it.
pub(crate) fn cut_after(body: impl Into<Vec<u8>>, bytes: usize) -> impl Fn(&TcpStream, usize) + Send + Sync + 'static {
    let mut body = body.into();
    let promised = body.len();
    body.truncate(bytes);
    wrong_length(body, promised)
}

/// Sends all of `body`, says that it has another length, and closes.
pub(crate) fn wrong_length(
    body: impl Into<Vec<u8>>,
    promised: usize,
) -> impl Fn(&TcpStream, usize) + Send + Sync + 'static {
    let body = body.into();
    asked_once(move |mut stream| {
        stream.write_all(head(promised).as_bytes())?;
        stream.write_all(&body)
    })
}

/// Reads one question and says something. An error is a client that has gone, which ends it.
pub(crate) fn asked_once(
    say: impl Fn(&TcpStream) -> io::Result<()> + Send + Sync + 'static,
) -> impl Fn(&TcpStream, usize) + Send + Sync + 'static {
    move |stream, _| {
        let _ = skip_head(stream).and_then(|()| say(stream));
    }
}

/// Reads a message up to its body, of which nothing may have come yet.
pub(crate) fn skip_head(stream: &TcpStream) -> io::Result<()> {
    for line in BufReader::new(stream).lines() {
        if line?.is_empty() {
            return Ok(());
        }
    }
    Err(ErrorKind::UnexpectedEof.into())
}

fn head(length: usize) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n")
}

/// Lets time pass while the client is there. It has nothing to say; a connection that ends is told at once.
fn pause(mut stream: &TcpStream, time: Duration) -> io::Result<()> {
    stream.set_read_timeout(Some(time.max(Duration::from_millis(1))))?;
    match stream.read(&mut [0]) {
        Ok(_) => Err(ErrorKind::ConnectionAborted.into()),
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A port that hands each connection to a thread. Dropped, it closes the port and all connections; their threads find
/// that out by themselves.
pub(crate) struct Gate {
    pub(crate) address: SocketAddr,
    open: Arc<Mutex<Open>>,
    acceptor: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Open {
    /// Every connection so far; a thread that ends lets go of its own.
    streams: Vec<Weak<TcpStream>>,
    closed: bool,
}

impl Gate {
    pub(crate) fn open(ip: &str, talk: impl Fn(&TcpStream, usize) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((ip, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let open = Arc::new(Mutex::new(Open::default()));
        let (shared, talk) = (Arc::clone(&open), Arc::new(talk));
        let acceptor = thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream.map(Arc::new) else { continue };
                let mut open = shared.lock().unwrap();
                if open.closed {
                    break;
                }
                let (nth, talk) = (open.streams.len(), Arc::clone(&talk));
                open.streams.push(Arc::downgrade(&stream));
                drop(open);
                thread::spawn(move || talk(&stream, nth));
            }
        });
        Self { address, open, acceptor: Some(acceptor) }
    }

    pub(crate) fn connections(&self) -> usize {
        self.open.lock().unwrap().streams.len()
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        let mut open = self.open.lock().unwrap();
        open.closed = true;
        for stream in open.streams.iter().filter_map(Weak::upgrade) {
            let _ = stream.shutdown(Shutdown::Both);
        }
        drop(open);
        // The acceptor sees that it is closed when it is called once more.
        let _ = TcpStream::connect(self.address);
        let _ = self.acceptor.take().unwrap().join();
    }
}
