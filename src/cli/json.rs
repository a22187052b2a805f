//! Articles of the store as JSON, for the commands that print them.

use serde_json::{Value, json};

use crate::ingest;
use crate::model::Because;
use crate::store::{Store, StoreError};

/// The JSON of an article by its number.
pub(super) fn article(store: &Store, number: i64) -> Result<Value, StoreError> {
    let article = store.article(number)?.ok_or_else(|| StoreError::NoArticle(number.to_string()))?;
    Ok(ingest::to_json(&article))
}

/// The reasons why an article is recommended.
pub(super) fn reasons(because: &[Because]) -> Value {
    let one = |because: &Because| match because {
        Because::Follows(follow) => {
            json!({"kind": because.kind(), "follow": follow.kind().name(), "value": follow.value().as_str()})
        }
        Because::Like { number, title, .. } => {
            json!({"kind": because.kind(), "number": number, "title": title.as_str()})
        }
        Because::Source(source) => json!({"kind": because.kind(), "source": source.as_str()}),
    };
    because.iter().map(one).collect()
}
