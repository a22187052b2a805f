//! Articles into stories, after they have come: they can be read meanwhile. What is done stays, wherever it is stopped; what is
//! not waits for the next fetch, or the next start of the reader.

use crate::app::{Effect, Failure, Reply};
use crate::fetch::Shared;
use crate::store::{Store, StoreError};
use crate::text::CleanText;

/// Puts the articles into stories that wait for that, until it is stopped; hands to `told`, before each step, how many are done
/// of how many.
///
/// # Errors
///
/// The store could not be read or written.
pub fn find(store: &Store, shared: &Shared, told: &mut dyn FnMut(usize, usize)) -> Result<(), StoreError> {
    shared.rest();
    store.put_into_stories(&mut |done, total| {
        let goes_on = !shared.is_stopped();
        if goes_on && done < total {
            told(done, total);
        }
        goes_on
    })
}

/// Does so for the reader: tells how it goes, and that it has ended; nothing where no article waits.
pub fn find_and_tell(store: &Store, shared: &Shared, tell: &mut dyn FnMut(Reply)) {
    let mut is_told = false;
    let found = find(store, shared, &mut |done, total| {
        is_told = true;
        tell(Reply::FindingStories { done, total });
    });
    match found {
        Ok(()) if is_told => tell(Reply::FoundStories),
        Ok(()) => {}
        Err(error) => {
            let error = CleanText::line(&error.to_string());
            tell(Reply::Failed(Failure { effect: Effect::FindStories, error, stopped: false }));
        }
    }
}
