//! `warta demo`: the reader on the sample edition.

use crate::perform;
use crate::runtime;

use super::Given;

pub(super) fn run(given: &Given) -> anyhow::Result<()> {
    runtime::check_terminal()?;
    let store = given.open("demo.db")?;
    perform::load_sample(&store, &given.clock)?;
    given.read(store)
}
