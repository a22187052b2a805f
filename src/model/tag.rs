//! Tags: how two are compared, what the reader may call one, and what goes with one.

use crate::text::CleanText;

/// Tags that the reader may give one article.
pub const MAX_OWN_TAGS: usize = 50;

/// Characters of a tag of the reader's.
pub const MAX_TAG_LENGTH: usize = 60;

/// The form in which tags are compared: small letters, without a leading `#`.
#[must_use]
pub fn fold_tag(tag: &str) -> String {
    tag.trim_start_matches('#').to_lowercase()
}

/// Why a text is no tag that the reader may give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagFault {
    /// Nothing is left of it.
    Empty,
    /// It is longer than [`MAX_TAG_LENGTH`].
    Long,
    /// It has a comma, which parts tags where they are typed.
    Comma,
}

/// A tag of the reader's out of what was typed: one clean line without a leading `#`.
///
/// # Errors
///
/// It is no tag.
pub fn own_tag(raw: &str) -> Result<CleanText, TagFault> {
    // Bounded before it is cleaned; what is cut off here is too long in any case, unless it is all blanks.
    let start = raw.trim().char_indices().nth(4 * MAX_TAG_LENGTH).map_or(raw.trim(), |(end, _)| &raw.trim()[..end]);
    let tag = CleanText::line(CleanText::line(start).trim_start_matches(['#', ' ']));
    if tag.is_empty() {
        Err(TagFault::Empty)
    } else if tag.chars().count() > MAX_TAG_LENGTH {
        Err(TagFault::Long)
    } else if tag.contains(',') {
        Err(TagFault::Comma)
    } else {
        Ok(tag)
    }
}

/// A change to the reader's tags of an article. What is taken away goes first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TagChange {
    /// Tags that are given.
    pub add: Vec<CleanText>,
    /// Tags that are taken away.
    pub remove: Vec<CleanText>,
}

impl TagChange {
    /// What leads from some tags to others.
    #[must_use]
    pub fn between(before: &[CleanText], after: &[CleanText]) -> Self {
        let without = |some: &[CleanText], others: &[CleanText]| {
            some.iter().filter(|tag| !others.contains(tag)).cloned().collect::<Vec<_>>()
        };
        Self { add: without(after, before), remove: without(before, after) }
    }

    /// Whether it changes nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.add.is_empty() && self.remove.is_empty()
    }

    /// The change that undoes this one.
    #[must_use]
    pub fn opposite(self) -> Self {
        Self { add: self.remove, remove: self.add }
    }

    /// The tags after the change: none twice, however it is written.
    #[must_use]
    pub fn apply(&self, tags: &[CleanText]) -> Vec<CleanText> {
        let removed: Vec<String> = self.remove.iter().map(|tag| fold_tag(tag)).collect();
        let mut after: Vec<CleanText> = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let kept = tags.iter().filter(|tag| !removed.contains(&fold_tag(tag)));
        for tag in kept.chain(&self.add) {
            let folded = fold_tag(tag);
            if !seen.contains(&folded) {
                seen.push(folded);
                after.push(tag.clone());
            }
        }
        after
    }
}

/// A tag that goes with another.
#[derive(Debug, Clone, PartialEq)]
pub struct RelatedTag {
    /// The tag, as first written.
    pub name: CleanText,
    /// Whether the reader has given it to any article.
    pub is_own: bool,
    /// Articles that have both, among the newest of the other.
    pub together: usize,
    /// Articles that have it.
    pub articles: usize,
    /// How much it tells of the one to meet the other, above 0 and at most 1.
    pub score: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(names: &[&str]) -> Vec<CleanText> {
        names.iter().map(|name| CleanText::line(name)).collect()
    }

    #[test]
    fn a_tag_is_one_clean_line_without_its_sign() {
        assert_eq!(own_tag(" ##  baca\u{1b}[31m \t nanti ").unwrap().as_str(), "baca nanti");
        assert_eq!(own_tag("c++").unwrap().as_str(), "c++");
        assert_eq!([own_tag(" # "), own_tag("a, b")], [Err(TagFault::Empty), Err(TagFault::Comma)]);
    }

    #[test]
    fn a_tag_is_as_long_as_the_limit_and_not_one_longer() {
        let at = "é".repeat(MAX_TAG_LENGTH);
        assert_eq!(own_tag(&at).unwrap().as_str(), at);
        assert_eq!(own_tag(&format!("{at}x")), Err(TagFault::Long));
        assert_eq!(own_tag(&"x".repeat(1 << 20)), Err(TagFault::Long));
    }

    #[test]
    fn a_change_and_its_opposite_lead_there_and_back() {
        let (before, after) = (tags(&["Nato", "b"]), tags(&["NATO", "c"]));
        let change = TagChange::between(&before, &after);
        assert_eq!(change.apply(&before), after);
        assert_eq!(change.opposite().apply(&after), before);
        assert!(TagChange::between(&before, &before).is_empty());
    }

    #[test]
    fn what_is_there_is_not_given_twice() {
        let change = TagChange { add: tags(&["b", "NATO", "c", "C"]), remove: tags(&["#B"]) };
        assert_eq!(change.apply(&tags(&["nato", "b"])), tags(&["nato", "b", "c"]));
    }
}
