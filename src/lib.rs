//! Warta, an offline news reader for the terminal.
//!
//! A functional core with every effect at the rim. [`ingest`] turns bytes into articles, [`document`] turns an
//! article's HTML into blocks and blocks into lines, `app` turns messages into state and effects, `view` turns
//! state into cells. `store` is the only module that knows SQL, `runtime` the only one that knows threads and the
//! terminal, `cli` the only one that knows arguments, `config` the only one that knows the configuration file. Who may
//! import whom is a table in `tests/layers.rs`.
//!
//! # Two walks
//!
//! *An article*: bytes → [`ingest`] → a [`Batch`](ingest::Batch) of [`NewArticle`](model::NewArticle) → the store,
//! in one transaction → a window of a list → Enter → [`Article`](model::Article) → [`Document`](document::Document)
//! → lines → cells. It changes shape in one file a step and never goes back.
//!
//! *A key*: input thread → `Msg::Key` → `update` → effects → `perform` on the store's thread → `Msg::Reply` →
//! `update` → one draw.
//!
//! # Glossary
//!
//! - *article*: one piece of news as its publisher gave it, with a number in this store and an identity.
//! - *source*: who published it, by name. *feed*: an address that carried it; there may be several.
//! - *subscription*: a feed that the reader wants, with its title, folder and tags. *list of feeds*: OPML or `urls`.
//! - *headline*: what a list shows of an article. *listing*: what a list is a list of.
//! - *window*: the rows of a listing that are in memory; a listing itself is never loaded whole.
//! - *mark*: what the reader did to an article: read it, saved it, left it at a position.
//! - *follow*: a tag, a source, an author or a query that the reader wants to hear of. *candidates*: the articles among which
//!   an author's or a query's are looked for where not the whole store is to be read.
//! - *response*: how far the reader went with an article. *recommended*: an unread article that they may like by what they liked,
//!   with the reasons; an *offer* until it is weighed.
//! - *story*: articles about one event. *lead*: the one of them that is shown first. *fold*: what stands behind it in a row;
//!   to *unfold* is to put that below the row, as its *members*. *popular*: a story that several sources carry.
//! - *tag*: a subject word, the publisher's, or the reader's own. *related*: another article, with the reasons why.
//! - *section*: one of the tabs. *list* and *reader*: the two panes. *trail*: the way back and forward.
//! - *player*: the program that addresses of sound and video are handed to. *playable*: what can be handed to it.
//! - *role*: what a piece of the screen means (`Selected`, `Unread`, `Link`); only the theme knows its colour.
//! - *frame*: one drawn screen. *furniture*: what a page carries besides its article.

pub mod app;
pub mod cli;
pub mod config;
pub mod document;
pub mod fetch;
pub mod ingest;
pub mod model;
pub mod perform;
pub mod related;
pub mod runtime;
pub mod sample;
pub mod snapshot;
pub mod store;
pub mod text;
pub mod view;
