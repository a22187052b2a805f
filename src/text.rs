//! Words: cleaning, dates, languages, terms. Knows nothing of articles or screens; every room above may call it.

pub mod calendar;
pub mod clean;
pub mod dates;
pub mod language;
pub mod messages;
pub mod names;
pub mod terms;

pub use clean::CleanText;
pub use dates::OffsetDateTime;
pub use language::Language;
pub use messages::Locale;
