//! Why an article is recommended, in words.

use crate::model::{Because, Liked};
use crate::text::Locale;
use crate::text::messages::Value;

use super::following;

/// One reason, within a sentence.
#[must_use]
pub fn why(because: &Because, locale: Locale) -> String {
    let (key, name, value) = match because {
        Because::Follows(follow) => ("because-follows", "name", following::told(follow)),
        Because::Like { title, how: Liked::Saved, .. } => ("because-saved", "title", title.as_str().to_owned()),
        Because::Like { title, how: Liked::Finished, .. } => ("because-finished", "title", title.as_str().to_owned()),
        Because::Source(source) => ("because-source", "name", source.as_str().to_owned()),
    };
    locale.text_with(key, &[(name, Value::Text(&value))])
}

/// All reasons in one line; empty where there is none.
#[must_use]
pub fn all(because: &[Because], locale: Locale) -> String {
    because.iter().map(|one| why(one, locale)).collect::<Vec<_>>().join(" · ")
}
