//! `warta save`, `unsave`, `read`, `unread`: marks, on as many articles as are named.

use crate::model::Mark;
use crate::store::StoreError;

use super::arguments::Articles;
use super::output::complain;
use super::{Given, Outcome};

pub(super) fn run(given: &Given, articles: &Articles, mark: Mark) -> anyhow::Result<Outcome> {
    let store = given.store()?;
    let mut outcome = Outcome::Done;
    for reference in &articles.articles {
        match store.number_of(reference).and_then(|number| store.mark(number, mark, given.clock.now)) {
            Ok(_) => {}
            Err(error @ StoreError::NoArticle(_)) => {
                complain(&error.to_string());
                outcome = Outcome::Partly;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(outcome)
}
