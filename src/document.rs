//! An article's body as blocks, and blocks as lines of a width. Pure.

/// An article's body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {}
