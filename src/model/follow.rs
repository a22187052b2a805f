//! What a reader follows: a tag, a source, an author, or a query that is asked anew each time.

use std::fmt;

use super::listing::{Key, Listing};
use super::query::Query;
use crate::text::CleanText;

/// Sorts of things that can be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FollowKind {
    /// A tag.
    Tag,
    /// A source.
    Source,
    /// An author.
    Author,
    /// A query.
    Query,
}

impl FollowKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Tag, Self::Source, Self::Author, Self::Query];

    /// Its name: on the command line, in the store, in an export.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Tag => "tag",
            Self::Source => "source",
            Self::Author => "author",
            Self::Query => "query",
        }
    }

    /// The kind with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Something that is followed, or may be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Follow {
    kind: FollowKind,
    value: CleanText,
}

/// Why something cannot be followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfollowable {
    /// Nothing is left of it.
    Nothing(FollowKind),
    /// It is longer than [`Follow::LONGEST`].
    TooLong,
}

impl fmt::Display for Unfollowable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing(FollowKind::Query) => f.write_str("the query asks for nothing; give it a word or a field"),
            Self::Nothing(kind) => write!(f, "there is no {0} to follow; give the name of a {0}", kind.name()),
            Self::TooLong => write!(f, "it is longer than {} characters", Follow::LONGEST),
        }
    }
}

impl std::error::Error for Unfollowable {}

impl Follow {
    /// Things followed at the most: the list of all their articles walks each.
    pub const MOST: usize = 500;

    /// Characters of a value at the most: as many as a tag or the name of a source may have.
    pub const LONGEST: usize = 1_000;

    /// A thing of this kind: a tag without its `#`, the name of a source or an author, or a query.
    ///
    /// # Errors
    ///
    /// Nothing is left of it, or it is too long.
    pub fn new(kind: FollowKind, raw: &str) -> Result<Self, Unfollowable> {
        let line = CleanText::line(raw);
        let value = match kind {
            FollowKind::Tag => CleanText::line(line.trim_start_matches('#')),
            // An author is looked for as a phrase in quotation marks, which has no place for one of its own.
            FollowKind::Author => CleanText::line(&line.replace('"', " ")),
            FollowKind::Source | FollowKind::Query => line,
        };
        let asks_nothing = kind == FollowKind::Query && Query::parse(&value).is_empty();
        if value.is_empty() || asks_nothing {
            return Err(Unfollowable::Nothing(kind));
        }
        if value.chars().count() > Self::LONGEST {
            return Err(Unfollowable::TooLong);
        }
        Ok(Self { kind, value })
    }

    /// What a listing shows, where that can be followed: the articles of a tag, of a source, or those that a query finds.
    #[must_use]
    pub fn of(listing: &Listing) -> Option<Self> {
        let (kind, value) = match listing {
            Listing::Tagged(tag) => (FollowKind::Tag, tag.as_str()),
            Listing::From(source) => (FollowKind::Source, source.as_str()),
            Listing::Found(query) => match author_alone(query) {
                Some(author) => (FollowKind::Author, author),
                None => (FollowKind::Query, query.as_str()),
            },
            _ => return None,
        };
        Self::new(kind, value).ok()
    }

    /// What sort of thing it is.
    #[must_use]
    pub fn kind(&self) -> FollowKind {
        self.kind
    }

    /// The tag, the name or the query, as it was written.
    #[must_use]
    pub fn value(&self) -> &CleanText {
        &self.value
    }

    /// The form in which things of its kind are compared: tags and authors in small letters. A source goes by its exact name,
    /// and a query means something else in other letters.
    #[must_use]
    pub fn folded(&self) -> String {
        match self.kind {
            FollowKind::Tag | FollowKind::Author => self.value.to_lowercase(),
            FollowKind::Source | FollowKind::Query => self.value.as_str().to_owned(),
        }
    }

    /// The list of its articles.
    #[must_use]
    pub fn listing(&self) -> Listing {
        match self.kind {
            FollowKind::Tag => Listing::Tagged(self.value.clone()),
            FollowKind::Source => Listing::From(self.value.clone()),
            FollowKind::Author => Listing::Found(format!("author:\"{}\"", self.value)),
            FollowKind::Query => Listing::Found(self.value.as_str().to_owned()),
        }
    }
}

/// The author that a query asks for and nothing else, as [`Follow::listing`] writes it.
fn author_alone(query: &str) -> Option<&str> {
    query.strip_prefix("author:\"")?.strip_suffix('"').filter(|name| !name.contains('"'))
}

/// A number that was counted up to a limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted {
    /// How many were met.
    pub count: usize,
    /// Whether there may be more.
    pub is_more: bool,
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.count, if self.is_more { "+" } else { "" })
    }
}

/// A followed thing with the numbers of its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowCount {
    /// Its place in the list: by the time from which on it is followed, in seconds since 1970.
    pub key: Key,
    /// The thing; none for all of them together.
    pub follow: Option<Follow>,
    /// Its articles.
    pub articles: Counted,
    /// Those of them that are unread.
    pub unread: Counted,
}

impl FollowCount {
    /// The place of the row that stands for all of them: before every other.
    pub const ALL: Key = Key { sort: i64::MAX, number: i64::MAX, member: 0 };

    /// The list that it leads to.
    #[must_use]
    pub fn listing(&self) -> Listing {
        self.follow.as_ref().map_or(Listing::Followed, Follow::listing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn follow(kind: FollowKind, raw: &str) -> Follow {
        Follow::new(kind, raw).unwrap()
    }

    #[test]
    fn a_thing_and_its_list_lead_to_each_other() {
        for (kind, raw) in [
            (FollowKind::Tag, "#NATO"),
            (FollowKind::Source, "Harian: Pesisir"),
            (FollowKind::Author, "Nell \"Ink\" Garrowby"),
            (FollowKind::Query, "kapal ban*"),
            (FollowKind::Query, "author:\"Sari\" is:unread tag:\"x y\""),
        ] {
            let follow = follow(kind, raw);
            assert_eq!(Follow::of(&follow.listing()), Some(follow));
        }
        assert_eq!(Follow::of(&Listing::Latest), None);
        assert_eq!(Follow::of(&Listing::Followed), None);
    }

    #[test]
    fn tags_and_authors_are_compared_in_small_letters() {
        assert_eq!(follow(FollowKind::Tag, " ##NATO ").folded(), "nato");
        assert_eq!(follow(FollowKind::Author, "Nell  Garrowby").folded(), "nell garrowby");
        assert_eq!(follow(FollowKind::Source, "SINDOnews").folded(), "SINDOnews");
        assert_eq!(follow(FollowKind::Query, "a OR b").folded(), "a OR b");
    }

    #[test]
    fn what_asks_for_nothing_cannot_be_followed() {
        for (kind, raw) in [
            (FollowKind::Tag, "#"),
            (FollowKind::Tag, "\u{1b}[2J"),
            (FollowKind::Source, "  "),
            (FollowKind::Author, "\"\""),
            (FollowKind::Query, "\"\""),
        ] {
            assert_eq!(Follow::new(kind, raw), Err(Unfollowable::Nothing(kind)), "{raw}");
        }
    }

    #[test]
    fn a_value_is_as_long_as_the_limit_and_not_one_longer() {
        let at = "é".repeat(Follow::LONGEST);
        assert_eq!(follow(FollowKind::Tag, &format!("#{at}")).value().as_str(), at);
        assert_eq!(Follow::new(FollowKind::Tag, &format!("{at}x")), Err(Unfollowable::TooLong));
    }
}
