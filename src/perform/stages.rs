//! Three stages, each on a thread of its own: asking, reading, writing. Between them little waits, so that memory is bounded by
//! what is read at once.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use crate::store::{Import, Store, StoreError};

use super::refresh::Fetching;

/// What was read and waits to be written; who reads faster waits.
const WAITING: usize = 8;

/// Bodies that wait to be read.
const UNREAD: usize = 2;

/// How long what is written waits to be kept: a transaction that waits for the network, or for whoever reads the report,
/// holds up the reader's marks and other programs.
const HELD: Duration = Duration::from_millis(100);

/// Hands what `ask` brings to `read`, and what that makes of it to `write`, on whose thread this is.
///
/// Nobody waits for the other threads: what they are still at when the reader has had enough ends by itself. Nobody listens to
/// them either then, or where the store has failed. One thread reads: the parts of an article are many, and memory that each of
/// many threads has for them is seldom given back.
pub(super) fn run<A: Send + 'static, C: Send + 'static, T>(
    ask: impl FnOnce(&SyncSender<A>) + Send + 'static,
    read: impl Fn(A, &SyncSender<C>) + Send + 'static,
    write: impl FnOnce(&Receiver<C>) -> T,
) -> T {
    let (answers, answered) = mpsc::sync_channel(UNREAD);
    let (sender, receiver) = mpsc::sync_channel(WAITING);
    thread::spawn(move || ask(&answers));
    thread::spawn(move || answered.into_iter().for_each(|answer| read(answer, &sender)));
    write(&receiver)
}

/// What the last stage writes, and what it has to report once that is kept.
pub(super) struct Writing<'s, R> {
    pub(super) import: Import<'s>,
    pub(super) done: Vec<R>,
    kept: Instant,
}

impl<'s, R> Writing<'s, R> {
    pub(super) fn new(store: &'s Store, fetching: &Fetching) -> Self {
        Self { import: store.intake(fetching.now), done: Vec::new(), kept: Instant::now() }
    }

    /// What comes next; nothing when all has come, or the reader has had enough. Keeps what was written whenever it is time.
    pub(super) fn next<C>(
        &mut self,
        came: &Receiver<C>,
        fetching: &Fetching,
        report: &mut dyn FnMut(R),
    ) -> Result<Option<C>, StoreError> {
        loop {
            let next = came.recv_timeout(HELD);
            if next.is_err() || self.kept.elapsed() >= HELD {
                self.import.keep()?;
                self.done.drain(..).for_each(&mut *report);
                self.kept = Instant::now();
            }
            match next {
                Ok(next) => return Ok(Some(next)),
                Err(RecvTimeoutError::Timeout) if !fetching.shared.is_stopped() => {}
                Err(_) => return Ok(None),
            }
        }
    }

    /// Keeps the rest.
    pub(super) fn finish(self, report: &mut dyn FnMut(R)) -> Result<(), StoreError> {
        self.import.finish()?;
        self.done.into_iter().for_each(report);
        Ok(())
    }
}
