//! The query language: words, `"phrases"`, `-word`, `OR`, and fields.

/// A query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {}
