//! What stands between a client and the HTTP server: a link that moves bytes, with TLS on the client's side or without,
//! and the authority that signs what a client is shown.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::os::fd::OwnedFd;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, KeyUsagePurpose};
use rustls::crypto::ring;
use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection};

use super::raw::skip_head;
use super::{LOOPBACK, Log, PIECE};

/// An authority that nobody trusts who was not told to. Of a certificate that is wrong there are three kinds: one that
/// has expired ([`Server::start_expired`](super::Server::start_expired)), one for names that the server does not have, and one of another authority.
pub(crate) struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    pub(crate) fn new() -> Self {
        static FOUNDED: AtomicU64 = AtomicU64::new(0);
        let mut params = CertificateParams::default();
        let name = format!("Authority {} for tests", FOUNDED.fetch_add(1, Ordering::Relaxed));
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Self(CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap())
    }

    /// Its own certificate, as a file of trusted ones has it.
    pub(crate) fn pem(&self) -> String {
        self.0.pem()
    }

    /// What a server needs to speak TLS under these names.
    pub(super) fn certify(&self, names: &[&str], expired: bool) -> Arc<ServerConfig> {
        let mut params =
            CertificateParams::new(names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
        params.distinguished_name.push(DnType::CommonName, "A server for tests");
        if expired {
            params.not_after = rcgen::date_time_ymd(2001, 2, 3);
        }
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.0).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
        let key = PrivatePkcs8KeyDer::from(key.serialize_der());
        Arc::new(config.with_single_cert(vec![certificate.der().clone()], key.into()).unwrap())
    }
}

/// What no client asks, see [`Link::new`].
pub(super) const KNOCK: &str = "/is-anyone-there";

/// A listener whose connections send at once what they have; that they inherit from it. Otherwise an answer in several
/// pieces would take 40 ms.
pub(super) fn prompt_listener() -> TcpListener {
    let socket = TcpStream::from(OwnedFd::from(TcpListener::bind((LOOPBACK, 0)).unwrap()));
    socket.set_nodelay(true).unwrap();
    OwnedFd::from(socket).into()
}

/// A client's connection and the one to the HTTP server behind, with TLS on the client's side or without.
pub(super) struct Link<'a> {
    client: &'a TcpStream,
    behind: TcpStream,
    tls: Option<Mutex<ServerConnection>>,
    log: &'a Log,
}

impl<'a> Link<'a> {
    /// Knocks at the HTTP server and goes on when that has answered, for which one connection is let in at a time.
    /// `tiny_http` holds a thread to be idle until it has woken up; of two that come at once the second could be given
    /// no thread for as long as the first lasts.
    pub(super) fn new(
        client: &'a TcpStream,
        behind: SocketAddr,
        tls: Option<&Arc<ServerConfig>>,
        log: &'a Log,
    ) -> io::Result<Self> {
        let mut behind = TcpStream::connect(behind)?;
        client.set_nodelay(true)?;
        behind.set_nodelay(true)?;
        write!(behind, "GET {KNOCK} HTTP/1.1\r\n\r\n")?;
        skip_head(&behind)?;
        let tls = tls.map(|config| Mutex::new(ServerConnection::new(Arc::clone(config)).unwrap()));
        Ok(Self { client, behind, tls, log })
    }

    /// Moves bytes both ways until one side has gone; the other goes with it.
    pub(super) fn run(&self) {
        thread::scope(|scope| {
            scope.spawn(|| {
                let _ = self.answers();
                self.close();
            });
            let _ = self.questions();
            self.log.gone(self.behind.local_addr().unwrap().port());
            self.close();
        });
    }

    fn close(&self) {
        let _ = self.client.shutdown(Shutdown::Both);
        let _ = self.behind.shutdown(Shutdown::Both);
    }

    fn questions(&self) -> io::Result<()> {
        let (mut client, mut behind) = (self.client, &self.behind);
        let mut buffer = [0; PIECE];
        while let read @ 1.. = client.read(&mut buffer)? {
            match &self.tls {
                None => behind.write_all(&buffer[..read])?,
                Some(tls) => behind.write_all(&self.decrypt(&mut tls.lock().unwrap(), &buffer[..read])?)?,
            }
        }
        Ok(())
    }

    fn answers(&self) -> io::Result<()> {
        let (mut client, mut behind) = (self.client, &self.behind);
        let mut buffer = [0; PIECE];
        loop {
            let read = behind.read(&mut buffer)?;
            match self.tls.as_ref().map(|tls| tls.lock().unwrap()) {
                None => client.write_all(&buffer[..read])?,
                Some(mut tls) => {
                    tls.writer().write_all(&buffer[..read])?;
                    if read == 0 {
                        tls.send_close_notify();
                    }
                    self.flush(&mut tls)?;
                }
            }
            if read == 0 {
                return Ok(());
            }
        }
    }

    /// What a client's bytes say, if anything; what TLS itself has to say to them is said.
    fn decrypt(&self, tls: &mut ServerConnection, mut bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut said = Vec::new();
        while !bytes.is_empty() && tls.read_tls(&mut bytes)? > 0 {
            let state = tls.process_new_packets();
            self.flush(tls)?;
            let from = said.len();
            said.resize(from + state.map_err(io::Error::other)?.plaintext_bytes_to_read(), 0);
            tls.reader().read_exact(&mut said[from..])?;
        }
        Ok(said)
    }

    fn flush(&self, tls: &mut ServerConnection) -> io::Result<()> {
        let mut client = self.client;
        while tls.wants_write() {
            tls.write_tls(&mut client)?;
        }
        Ok(())
    }
}
