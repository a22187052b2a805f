//! Plain data that the rooms hand each other. No behaviour beyond what the data itself means.

pub mod article;
pub mod feed;
pub mod follow;
pub mod listing;
pub mod mark;
pub mod query;
pub mod recommended;
pub mod related;
pub mod story;
pub mod tag;

pub use article::{Article, ArticleId, Attachment, Body, FullText, Link, Links, NewArticle, Picture, twin_address};
pub use feed::{Feed, Fetched, Keep, Subscription, is_file, without_user};
pub use follow::{Counted, Follow, FollowCount, FollowKind, Unfollowable};
pub use listing::{Anchor, Counts, Fold, Headline, Hit, Key, Listing, Page, Row, SourceCount, TagCount, Window};
pub use mark::{Mark, Marks, Position, Response, Several, TextOf};
pub use query::Query;
pub use recommended::{Because, Liked};
pub use related::{Group, Reason, Related};
pub use story::Story;
pub use tag::{RelatedTag, TagChange, fold_tag};
