//! What makes two articles belong together. Pure: the store finds what may be near, this room weighs it.
//!
//! A [`Vector`] says what one article is about, [`Frequencies`] how rare its terms are, [`rank`] puts those in order that may
//! belong with one, [`stories`] puts those together that are about the same event, [`heat`] says how much a story is carried,
//! [`in_groups`] arranges what is shown; [`postings`] is how the store keeps who has a term. [`tags`] weighs how tags go together,
//! [`recommended`] what a reader may like by what they liked before.

mod candidate;
mod frequencies;
mod groups;
mod popular;
pub mod postings;
mod rank;
pub mod recommended;
mod stories;
mod table;
pub mod tags;
mod vector;
mod weighted;

/// A cosine from which on two texts are nearly the same.
pub const REPRINT: f32 = 0.85;

pub use candidate::Candidate;
pub use frequencies::Frequencies;
pub use groups::in_groups;
pub use popular::heat;
pub use rank::{Ranked, rank};
pub use stories::{lead, stories};
pub use table::Table;
pub use vector::{LISTED, TERMS, Vector, hash};
pub use weighted::Weighted;
