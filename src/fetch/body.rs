//! The bytes of an answer. Small ones are anybody's; of large ones one is held at a time, in a buffer that goes from hand to
//! hand: so many fetches at once need little more memory than one.

use std::ops::Deref;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Bytes of a body that needs no room of its own.
pub(super) const SMALL: usize = 256 << 10;

/// Room for one large body.
#[derive(Debug)]
pub(super) struct Room {
    /// The buffer, where nobody has it.
    free: Mutex<Option<Vec<u8>>>,
    freed: Condvar,
}

impl Default for Room {
    fn default() -> Self {
        Self { free: Mutex::new(Some(Vec::new())), freed: Condvar::new() }
    }
}

impl Room {
    /// Waits for the buffer, but no longer than that.
    fn enter(&self, patience: Duration) -> Option<Vec<u8>> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.freed.wait_timeout_while(free, patience, |free| free.is_none());
        waited.unwrap_or_else(PoisonError::into_inner).0.take()
    }

    /// Lets the buffer go, where nobody has it: the next large body makes a new one.
    pub(super) fn clear(&self) {
        if let Some(buffer) = self.free.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            *buffer = Vec::new();
        }
    }

    fn leave(&self, mut buffer: Vec<u8>) {
        buffer.clear();
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) = Some(buffer);
        self.freed.notify_one();
    }
}

/// The bytes of an answer.
#[derive(Debug)]
pub struct Body {
    bytes: Vec<u8>,
    room: Arc<Room>,
    is_large: bool,
}

impl Body {
    pub(super) fn new(room: Arc<Room>) -> Self {
        Self { bytes: Vec::new(), room, is_large: false }
    }

    /// Whether so many bytes more have to wait for room.
    pub(super) fn outgrows(&self, more: usize) -> bool {
        !self.is_large && self.bytes.len() + more > SMALL
    }

    /// Waits for the room that a large body needs, but no longer than that; tells whether it has it.
    pub(super) fn make_room(&mut self, patience: Duration) -> bool {
        let Some(mut large) = self.room.enter(patience) else { return false };
        large.extend_from_slice(&self.bytes);
        (self.bytes, self.is_large) = (large, true);
        true
    }

    pub(super) fn extend(&mut self, more: &[u8]) {
        self.bytes.extend_from_slice(more);
    }

    /// Moves what there is to `other`, in place of what is there.
    pub(super) fn move_to(&mut self, other: &mut Vec<u8>) {
        other.clear();
        other.append(&mut self.bytes);
    }
}

impl Deref for Body {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        if self.is_large {
            self.room.leave(std::mem::take(&mut self.bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    fn body(room: &Arc<Room>, bytes: usize) -> Body {
        let mut body = Body::new(Arc::clone(room));
        if body.outgrows(bytes) {
            assert!(body.make_room(Duration::from_mins(1)));
        }
        body.extend(&vec![b'x'; bytes]);
        body
    }

    #[test]
    fn one_large_body_waits_for_another_and_small_ones_do_not() {
        let room = Arc::default();
        let first = body(&room, SMALL + 1);
        assert!(!body(&room, SMALL).is_large && first.is_large);
        let (sender, receiver) = mpsc::channel();
        let waiting = thread::spawn({
            let room = Arc::clone(&room);
            move || {
                let second = body(&room, SMALL + 2);
                sender.send(second.len()).unwrap();
            }
        });
        assert!(receiver.try_recv().is_err());
        let mut third = Body::new(Arc::clone(&room));
        assert!(!third.make_room(Duration::ZERO), "nobody waits longer than he wants");
        assert_eq!(first.len(), SMALL + 1);
        drop(first);
        assert_eq!(receiver.recv().unwrap(), SMALL + 2);
        waiting.join().unwrap();
    }
}
