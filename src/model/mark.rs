//! Marks: what the reader did to an article, and the changes of that.

use jiff::Timestamp;

/// What the reader did to an article. Kept apart from what the publisher gave, so that no import touches it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// When it was read.
    pub read: Option<Timestamp>,
    /// When it was saved.
    pub saved: Option<Timestamp>,
    /// Where it was left.
    pub position: Position,
    /// Which of its texts is wanted, where the reader has said so; else it is the longer.
    pub text: Option<TextOf>,
    /// How far the reader went with it, as far as that was taken note of.
    pub response: Option<Response>,
    /// When the reader said that there is to be less of this.
    pub less: Option<Timestamp>,
}

/// How far a reader went with an article. The later ones are more; what was more stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Response {
    /// Marked read without being opened.
    Passed,
    /// Opened.
    Opened,
    /// Read to the end of its text.
    Finished,
}

impl Response {
    /// Every one, the least first.
    pub const ALL: [Self; 3] = [Self::Passed, Self::Opened, Self::Finished];

    /// Its name in an export.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Opened => "opened",
            Self::Finished => "finished",
        }
    }

    /// The one with a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|response| response.name() == name)
    }
}

/// One change to an article's marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Read, or unread again; then it was not passed over either.
    Read(bool),
    /// Saved, or no longer.
    Saved(bool),
    /// Left here.
    Left(Position),
    /// To be read in this one of its texts.
    Text(TextOf),
    /// The reader went so far with it, where that is further than before. What is passed over is read as well.
    Response(Response),
    /// There is to be less of this, or no longer.
    Less(bool),
}

impl Mark {
    /// Whether it is made as an article is left, and nobody asked for it.
    #[must_use]
    pub fn is_taken_in_passing(self) -> bool {
        matches!(self, Self::Left(_) | Self::Response(Response::Opened | Response::Finished))
    }

    /// The change that undoes this one; none for a place that was left, for a text that is chosen and for how far a reader went
    /// that has opened it.
    #[must_use]
    pub fn opposite(self) -> Option<Self> {
        match self {
            Self::Read(on) => Some(Self::Read(!on)),
            Self::Saved(on) => Some(Self::Saved(!on)),
            Self::Response(Response::Passed) => Some(Self::Read(false)),
            Self::Less(on) => Some(Self::Less(!on)),
            Self::Left(_) | Self::Text(_) | Self::Response(_) => None,
        }
    }
}

/// A place in an article's document: the byte of its flat text that stands at the top of the reader.
///
/// Bytes, not lines: the place survives another width.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position(pub usize);

/// Which of an article's texts is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOf {
    /// The one that came with the article: from its feed, or from the file it was in.
    Feed,
    /// The one of its own page, fetched beside that.
    Page,
}

/// Articles that are changed together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Several {
    /// Those of the story that an article is part of, by the article's number.
    StoryOf(i64),
    /// These, by their numbers.
    These(Vec<i64>),
}
