//! Dates as publishers write them, in English and Indonesian, with the offset they were given in.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::Offset;

/// An instant with the offset its publisher wrote it in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OffsetDateTime {
    /// The instant.
    pub timestamp: Timestamp,
    /// Where its publisher's clock stood: `+07:00` for WIB.
    pub offset: Offset,
}

impl OffsetDateTime {
    /// The instant as the publisher's own clock showed it.
    #[must_use]
    pub fn local(&self) -> jiff::civil::DateTime {
        self.offset.to_datetime(self.timestamp)
    }
}

impl fmt::Display for OffsetDateTime {
    /// RFC 3339, in the publisher's offset, to the second.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0}", self.timestamp.display_with_offset(self.offset))
    }
}
