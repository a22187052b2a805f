//! The threads that carry effects out: one for what is quick, one for what may take long, one that fetches feeds and looks for
//! stories and one that fetches pages, each with a connection of its own. A panic in one of them is a failed effect, not the end
//! of the reader.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use crate::app::{Effect, Failure, Msg, Reply};
use crate::config::Player;
use crate::model::Listing;
use crate::perform::refresh::{self, Fetching, PATIENCE, Shared};
use crate::perform::{pages, perform, stories};
use crate::store::{Clock, Interrupter, Store, StoreError};
use crate::text::CleanText;

use super::{Event, Settings, player};

/// The threads, and what the long one is at.
pub(super) struct Workers {
    quick: Sender<Effect>,
    long: Sender<Effect>,
    fetch: Sender<(Effect, Shared)>,
    pages: Sender<(Effect, Shared)>,
    /// Set to end what is being fetched, or the looking for stories on the same thread; what comes after has another, for threads
    /// of what was ended may still be there.
    stop_fetch: Arc<AtomicBool>,
    /// The same for pages.
    stop_pages: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
    player: Player,
    events: Sender<Event>,
    interrupter: Interrupter,
    /// Imports that the long one was given and has not finished: they are not to be interrupted.
    imports: usize,
}

impl Workers {
    /// Starts all of them on a store.
    pub(super) fn start(store: Store, settings: &Settings, events: &Sender<Event>) -> Result<Self, StoreError> {
        let other = store.reopen()?;
        let interrupter = other.interrupter();
        let (quick, for_quick) = mpsc::channel();
        let (long, for_long) = mpsc::channel();
        let (fetch, for_fetch) = mpsc::channel();
        let (pages, for_pages) = mpsc::channel();
        let threads = vec![
            fetch_for(store.reopen()?, for_fetch, settings.clone(), events.clone()),
            fetch_for(store.reopen()?, for_pages, settings.clone(), events.clone()),
            work(store, for_quick, settings.clone(), events.clone(), false),
            work(other, for_long, settings.clone(), events.clone(), true),
        ];
        let (stop_fetch, stop_pages) = Default::default();
        let (imports, player, events) = (0, settings.player.clone(), events.clone());
        Ok(Self { quick, long, fetch, pages, stop_fetch, stop_pages, threads, player, events, interrupter, imports })
    }

    /// Gives an effect to the thread it is for. A search ends the one before it.
    pub(super) fn give(&mut self, effect: Effect) {
        let to = match &effect {
            Effect::Fetch(_) | Effect::FindStories => {
                // While a fetch is under way no other is asked for: what it ends is the looking for stories, which it goes on
                // with when its articles are there.
                if matches!(effect, Effect::Fetch(_)) {
                    end(&mut self.stop_fetch);
                }
                // As below.
                let _ = self.fetch.send((effect, Shared::new(Arc::clone(&self.stop_fetch))));
                return;
            }
            Effect::FullText { .. } => {
                let _ = self.pages.send((effect, Shared::new(Arc::clone(&self.stop_pages))));
                return;
            }
            Effect::StopFetch => {
                end(&mut self.stop_fetch);
                end(&mut self.stop_pages);
                return;
            }
            Effect::Play { url } => {
                player::hand_over(&self.player, url.as_str(), &self.events);
                return;
            }
            Effect::List { listing: Listing::Found(_), .. } => {
                if self.imports == 0 {
                    self.interrupter.interrupt();
                }
                &self.long
            }
            // Each author and each query that is followed is a small search, and what is recommended is weighed anew each time.
            Effect::List { listing: Listing::Following | Listing::Followed | Listing::Recommended, .. } => &self.long,
            Effect::LoadSample => {
                self.imports += 1;
                &self.long
            }
            _ => &self.quick,
        };
        // A thread that is gone has said so by an event of its own.
        let _ = to.send(effect);
    }

    /// Takes note of what has come back.
    pub(super) fn saw(&mut self, msg: &Msg) {
        let Msg::Reply(reply) = msg else { return };
        let imported = match reply {
            Reply::SampleLoaded { .. } => true,
            Reply::Failed(failure) => failure.effect == Effect::LoadSample,
            _ => false,
        };
        self.imports -= usize::from(imported && self.imports > 0);
    }

    /// Waits until everything that was given is done: the last mark is in the store before the program ends.
    pub(super) fn finish(mut self) {
        if self.imports == 0 {
            self.interrupter.interrupt();
        }
        end(&mut self.stop_fetch);
        end(&mut self.stop_pages);
        drop((self.quick, self.long, self.fetch, self.pages));
        for thread in self.threads {
            // A thread that panicked has reported it as a failure already.
            let _ = thread.join();
        }
    }
}

fn work(
    store: Store,
    effects: Receiver<Effect>,
    settings: Settings,
    events: Sender<Event>,
    long: bool,
) -> JoinHandle<()> {
    thread::spawn(move || {
        while let Ok(mut effect) = effects.recv() {
            // Of many searches in a row only the last is still wanted.
            while long && is_search(&effect) {
                match effects.try_recv() {
                    Ok(next) => effect = next,
                    Err(_) => break,
                }
            }
            let clock = Clock { now: settings.now(), zone: settings.zone.clone() };
            let done = catch_unwind(AssertUnwindSafe(|| {
                if matches!(effect, Effect::Mark { .. }) {
                    super::rehearse_panic("mark");
                }
                perform(&store, &effect, &clock)
            }));
            let reply = done.unwrap_or_else(|_| {
                let error = CleanText::line("an error in the program; please report it");
                Some(Reply::Failed(Failure { effect, error, stopped: false }))
            });
            if let Some(reply) = reply
                && events.send(reply.into()).is_err()
            {
                break;
            }
        }
    })
}

/// Ends what looks at this.
fn end(stop: &mut Arc<AtomicBool>) {
    std::mem::take(stop).store(true, Ordering::Relaxed);
}

/// A thread that fetches feeds or pages, or looks for stories: one wish after the other.
fn fetch_for(
    store: Store,
    wishes: Receiver<(Effect, Shared)>,
    settings: Settings,
    events: Sender<Event>,
) -> JoinHandle<()> {
    thread::spawn(move || {
        while let Ok((effect, shared)) = wishes.recv() {
            let fetching = Fetching { now: settings.now(), patience: PATIENCE, shared };
            let mut tell = |reply: Reply| {
                // Where the program is ending nobody needs to know.
                let _ = events.send(reply.into());
            };
            let done = catch_unwind(AssertUnwindSafe(|| match effect {
                Effect::Fetch(which) => refresh::fetch(&store, which, &fetching, &mut tell),
                Effect::FindStories => stories::find_and_tell(&store, &fetching.shared, &mut tell),
                Effect::FullText { number } => tell(pages::bring(&store, number, &fetching)),
                ref other => {
                    let clock = Clock { now: settings.now(), zone: settings.zone.clone() };
                    perform(&store, other, &clock).into_iter().for_each(&mut tell);
                }
            }));
            if done.is_err() {
                let error = CleanText::line("an error in the program; please report it");
                tell(Reply::Failed(Failure { effect, error, stopped: false }));
            }
        }
    })
}

fn is_search(effect: &Effect) -> bool {
    matches!(effect, Effect::List { listing: Listing::Found(_), .. })
}
