//! Three stages, each on a thread of its own: asking, reading, writing. Between them little waits, so that memory is bounded by
//! what is read at once.

use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

/// What was read and waits to be written; who reads faster waits.
const WAITING: usize = 8;

/// Bodies that wait to be read.
const UNREAD: usize = 2;

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
