//! What the reader's program knows and does, without doing any of it: [`State`], [`Msg`] in, [`Effect`]s out.
//!
//! `update` is pure: no I/O, no clock, no globals. The runtime and the snapshot driver call it alike. Geometry is a
//! function of the size ([`layout`]), so that drawing computes nothing that a key needs.

mod actions;
pub mod because;
mod fetching;
pub mod following;
pub mod keys;
pub mod layout;
pub mod list;
mod marks;
pub mod message;
pub mod overlay;
pub mod playing;
pub mod prompt;
pub mod reader;
pub mod sidebar;
pub mod state;
pub mod stories;
pub mod tag_editor;
pub mod tags;
pub mod trail;
mod travel;
mod update;

pub use keys::Key;
pub use layout::Layout;
pub use message::{Effect, Failure, Fetch, Msg, Progress, Reply, Unplayed};
pub use state::{Focus, Section, State};
pub use update::update;
