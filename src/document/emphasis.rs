//! What a stretch of words means, as a small set of flags. A view picks a role for it; there are no colours here.

use std::ops::BitOr;

/// A set of meanings that a stretch of words has at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Emphasis(u16);

impl Emphasis {
    /// Ordinary words.
    pub const NONE: Self = Self(0);
    /// `<strong>`, `<b>`, the head of a table.
    pub const STRONG: Self = Self(1);
    /// `<em>`, `<i>`, `<cite>`.
    pub const EM: Self = Self(1 << 1);
    /// `<code>`, `<pre>`.
    pub const CODE: Self = Self(1 << 2);
    /// `<del>`, `<s>`.
    pub const STRIKE: Self = Self(1 << 3);
    /// A heading of the article's body.
    pub const HEADING: Self = Self(1 << 4);
    /// The bar before a quotation.
    pub const BAR: Self = Self(1 << 5);
    /// The bullet, number or sign before a block.
    pub const MARKER: Self = Self(1 << 6);
    /// The words of a picture.
    pub const CAPTION: Self = Self(1 << 7);
    /// What is not the publisher's words: a rule, the name of an embedded video.
    pub const DIM: Self = Self(1 << 8);
    /// The number of a link.
    pub const NUMBER: Self = Self(1 << 9);
    /// Who made a picture.
    pub const CREDIT: Self = Self(1 << 10);
    /// The mark of a footnote, `[^1]`.
    pub const NOTE: Self = Self(1 << 11);

    /// Whether all of `other` is in this set.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether these are ordinary words.
    #[must_use]
    pub fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Emphasis {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meanings_add_up() {
        let both = Emphasis::STRONG | Emphasis::EM;
        assert!(both.contains(Emphasis::EM) && both.contains(Emphasis::STRONG) && !both.contains(Emphasis::CODE));
        assert!(Emphasis::NONE.is_none() && !both.is_none());
    }
}
