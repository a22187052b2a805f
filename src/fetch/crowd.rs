//! Many at a time, but of each host one: who asks a hundred feeds of one server at once is no guest.

use std::collections::HashSet;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;

/// Hosts that are asked at the same time.
pub const HOSTS: usize = 16;

/// What is still to be done, and which hosts are being asked.
struct Queue<T> {
    waiting: Vec<(String, T)>,
    busy: HashSet<String>,
}

impl<T> Queue<T> {
    /// The next whose host is free.
    fn take(&mut self) -> Option<(String, T)> {
        let at = self.waiting.iter().rposition(|(host, _)| !self.busy.contains(host))?;
        let next = self.waiting.remove(at);
        self.busy.insert(next.0.clone());
        Some(next)
    }
}

/// Does `work` for each of `tasks`, which name the host that they ask: up to `at_once` of them at a time on threads of
/// their own, in their order as far as their hosts are free, never two of one host at a time. Ends when all are done.
pub fn each<T: Send>(mut tasks: Vec<(String, T)>, at_once: usize, work: impl Fn(T) + Sync) {
    tasks.reverse();
    let threads = tasks.len().min(at_once);
    let queue = Mutex::new(Queue { waiting: tasks, busy: HashSet::new() });
    let freed = Condvar::new();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((host, task)) = next(&queue, &freed) {
                    let _free = Free { host, queue: &queue, freed: &freed };
                    work(task);
                }
            });
        }
    });
}

/// The next task, as soon as its host is free; none when no more are waiting.
fn next<T>(queue: &Mutex<Queue<T>>, freed: &Condvar) -> Option<(String, T)> {
    let mut held = queue.lock().unwrap_or_else(PoisonError::into_inner);
    loop {
        if held.waiting.is_empty() {
            return None;
        }
        if let Some(next) = held.take() {
            return Some(next);
        }
        held = freed.wait(held).unwrap_or_else(PoisonError::into_inner);
    }
}

/// Frees a host when it is dropped, also where the work panicked.
struct Free<'q, T> {
    host: String,
    queue: &'q Mutex<Queue<T>>,
    freed: &'q Condvar,
}

impl<T> Drop for Free<'_, T> {
    fn drop(&mut self) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).busy.remove(&self.host);
        self.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn each_is_done_once_and_of_each_host_one_at_a_time() {
        let tasks = (0..60).map(|n| (format!("host {}", n % 5), n)).collect();
        let at_work: Vec<AtomicUsize> = (0..5).map(|_| AtomicUsize::new(0)).collect();
        let done = Mutex::new(HashMap::new());
        each(tasks, 4, |n: usize| {
            assert_eq!(at_work[n % 5].fetch_add(1, Ordering::SeqCst), 0, "two at host {}", n % 5);
            thread::yield_now();
            *done.lock().unwrap().entry(n).or_insert(0) += 1;
            at_work[n % 5].fetch_sub(1, Ordering::SeqCst);
        });
        let done = done.into_inner().unwrap();
        assert!(done.len() == 60 && done.values().all(|&times| times == 1), "{done:?}");
    }

    #[test]
    fn several_hosts_are_asked_at_once() {
        // None of the three ends before all of them have begun.
        let begun = Barrier::new(3);
        each(vec![("a".into(), ()), ("b".into(), ()), ("c".into(), ())], 3, |()| {
            begun.wait();
        });
    }
}
