//! What makes two articles belong together. Pure: the store finds what may be near, this room weighs it.
//!
//! A [`Vector`] says what one article is about, [`Frequencies`] how rare its terms are, [`rank`] puts those in order that may
//! belong with one; [`postings`] is how the store keeps who has a term. [`tags`] weighs how tags go together.

mod frequencies;
pub mod postings;
mod rank;
mod table;
pub mod tags;
mod vector;

pub use frequencies::Frequencies;
pub use rank::{Candidate, Ranked, Weighted, rank};
pub use table::Table;
pub use vector::{LISTED, TERMS, Vector, hash};
