//! Articles of the store as JSON, for the commands that print them.

use serde_json::Value;

use crate::ingest;
use crate::store::{Store, StoreError};

/// The JSON of an article by its number.
pub(super) fn article(store: &Store, number: i64) -> Result<Value, StoreError> {
    let article = store.article(number)?.ok_or_else(|| StoreError::NoArticle(number.to_string()))?;
    Ok(ingest::to_json(&article))
}
