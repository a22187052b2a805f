//! How news is written, in Indonesian, Malay and English: bylines, captions and credits, datelines, initials, dates,
//! the names of publishers, the words of a page's furniture.
//!
//! Each rule looks at one line or paragraph and knows nothing of its place. `plain` uses them on the lines of a pasted
//! page, `page` on the elements of an HTML page, so that both doors read the same thing in the same words.

pub(super) mod attribution;
pub(super) mod byline;
pub(super) mod caption;
pub(super) mod dateline;
pub(super) mod furniture;
pub(super) mod part;
pub(super) mod publishers;
pub(super) mod shape;
pub(super) mod when;
