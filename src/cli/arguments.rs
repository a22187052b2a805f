//! The arguments, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;

use crate::ingest::Kind;
use crate::model::Listing;
use crate::snapshot::Format;
use crate::text::Locale;
use crate::view::Theme;

use super::edit::{Interval, Kept};
use super::follow::{Follow, Unfollow};

/// An offline news reader for the terminal.
#[derive(Debug, Parser)]
#[command(name = "warta", version, max_term_width = 100)]
pub(super) struct Arguments {
    /// The store's file [default: in the data folder of this person]
    #[arg(long, global = true, value_name = "FILE", env = "WARTA_STORE")]
    pub(super) store: Option<PathBuf>,
    /// The configuration file [default: in the configuration folder of this person, where there is one]
    #[arg(long, global = true, value_name = "FILE", env = "WARTA_CONFIG")]
    pub(super) config: Option<PathBuf>,
    /// What time it is, instead of the system's
    #[arg(long, global = true, value_name = "RFC3339")]
    pub(super) now: Option<Timestamp>,
    /// The reader's time zone, such as Asia/Jakarta [default: the configuration's, or the system's]
    #[arg(long, global = true, value_name = "IANA")]
    pub(super) timezone: Option<String>,
    /// The language of the interface: en or id [default: the configuration's, or by LANG]
    #[arg(long, global = true, value_parser = locale, value_name = "LANG")]
    pub(super) lang: Option<Locale>,
    /// How it looks: default or mono [default: the configuration's, or mono where colour is not wanted]
    #[arg(long, global = true, value_parser = theme, value_name = "NAME")]
    pub(super) theme: Option<Theme>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Open the reader on the sample edition, in a store of its own
    Demo,
    /// Bring files into the store
    Import(Import),
    /// List articles, newest first
    List(List),
    /// Show one article
    Show(Show),
    /// Show what belongs with an article, and why
    Related(Related),
    /// Search the full text, best matches first
    Search(Search),
    /// Print the stories: articles about the same event
    Stories(Stories),
    /// List tags with their numbers of articles
    Tags(Tags),
    /// Give an article tags of your own, take them away, or list its tags
    Tag(Tag),
    /// Subscribe to a feed, or to one of a page's
    Add(Add),
    /// Refresh the feeds that are due
    Fetch(Fetch),
    /// List the feeds that are subscribed to
    Feeds(Feeds),
    /// Change what a feed is called, where it stands, and how it is fetched and kept
    Edit(Edit),
    /// End the subscription to a feed; its articles stay
    Remove(Remove),
    /// Save articles
    Save(Articles),
    /// No longer save articles
    Unsave(Articles),
    /// Mark articles read
    Read(Articles),
    /// Mark articles unread
    Unread(Articles),
    /// Follow a tag, a source, an author or a query, or list what is followed
    Follow(Follow),
    /// No longer follow something
    Unfollow(Unfollow),
    /// Write everything out, marks too; or the subscriptions
    Export(Export),
    /// Draw one frame without a terminal
    Snapshot(Snapshot),
    /// Look store, full text, feeds and configuration over, and say what to do
    Doctor(Doctor),
}

/// Articles by number, identity or address.
#[derive(Debug, Args)]
pub(super) struct Articles {
    /// Number, identity or address
    #[arg(required = true, value_name = "ARTICLE")]
    pub(super) articles: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// What the files are [default: told from their beginning]
    #[arg(long = "as", value_name = "KIND", value_parser = kind)]
    pub(super) kind: Option<Kind>,
    /// Their source, over what they say
    #[arg(long, value_name = "NAME")]
    pub(super) source: Option<String>,
    /// The address they came from
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<String>,
    /// A tag for every article; may be given several times
    #[arg(long = "tag", value_name = "TAG")]
    pub(super) tags: Vec<String>,
    /// Report as JSON
    #[arg(long)]
    pub(super) json: bool,
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// Which articles
    #[arg(value_enum, default_value = "latest")]
    pub(super) section: ListSection,
    /// Only those that match a query
    #[arg(long, value_name = "QUERY")]
    pub(super) query: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N", default_value = "50")]
    pub(super) limit: usize,
    /// One JSON Feed item a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListSection {
    /// Every article
    Latest,
    /// Stories that several sources carry
    Popular,
    /// Unread articles that you may like, best first, and why
    Recommended,
    /// Articles of everything that is followed
    Following,
    /// Saved articles
    Saved,
    /// Unread articles
    Unread,
}

impl ListSection {
    pub(super) fn listing(self) -> Listing {
        match self {
            Self::Latest => Listing::Articles,
            Self::Popular => Listing::Popular,
            Self::Recommended => Listing::Recommended,
            Self::Following => Listing::Followed,
            Self::Saved => Listing::Saved,
            Self::Unread => Listing::Unread,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Show {
    /// Number, identity or address
    pub(super) article: String,
    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: ShowFormat,
    /// Columns of the text format
    #[arg(long, value_name = "N", default_value = "76")]
    pub(super) width: usize,
    /// The same as --format json
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowFormat {
    /// Text, wrapped, with a list of its links
    Text,
    /// Markdown
    Markdown,
    /// HTML
    Html,
    /// A JSON Feed item
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Related {
    /// Number, identity or address
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    pub(super) article: Option<String>,
    /// For every article, as JSON Lines
    #[arg(long)]
    pub(super) all: bool,
    /// At most so many
    #[arg(long, value_name = "N", default_value = "9")]
    pub(super) limit: usize,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Search {
    /// Words, "phrases", -word, OR, tag: source: author: lang: title: is: after: before:
    #[arg(allow_hyphen_values = true)]
    pub(super) query: String,
    /// At most so many
    #[arg(long, value_name = "N", default_value = "20")]
    pub(super) limit: usize,
    /// One JSON Feed item a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Stories {
    /// At most so many; all where it is not given
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    /// One JSON object a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(super) struct Tag {
    /// Number, identity or address
    pub(super) article: String,
    /// +TAG gives it one, -TAG takes one of yours away; without any, its tags are listed, yours with a + before them
    #[arg(value_name = "+TAG|-TAG", allow_hyphen_values = true)]
    pub(super) changes: Vec<String>,
    /// Print help
    #[arg(long, action = clap::ArgAction::Help)]
    help: Option<bool>,
}

#[derive(Debug, Args)]
pub(super) struct Tags {
    /// Only those that go with a tag, the most telling first
    #[arg(long, value_name = "TAG")]
    pub(super) related: Option<String>,
    /// At most so many of those
    #[arg(long, value_name = "N", default_value = "20", requires = "related")]
    pub(super) limit: usize,
    /// One JSON object a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Add {
    /// A feed, a page that has feeds, or a file that is one: file:// and its whole path
    pub(super) url: String,
    /// What to call it, over its own title
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// The folder it stands in; given several times, one within the other
    #[arg(long, value_name = "NAME")]
    pub(super) folder: Vec<String>,
    /// Save the page itself as one article instead
    #[arg(long, conflicts_with_all = ["name", "folder"])]
    pub(super) page: bool,
    /// How long a server may take [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(super) timeout: Option<u64>,
}

#[derive(Debug, Args)]
pub(super) struct Fetch {
    /// Number, address or title [default: those that are due]
    #[arg(value_name = "FEED")]
    pub(super) feeds: Vec<String>,
    /// All that are subscribed to, due or not
    #[arg(long, conflicts_with = "feeds")]
    pub(super) all: bool,
    /// And the pages of their articles, for the full text: of every feed, not only of those that are set so
    #[arg(long)]
    pub(super) full_text: bool,
    /// How long a server may take [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=600))]
    pub(super) timeout: Option<u64>,
    /// Report as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Feeds {
    /// One JSON object a line
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Edit {
    /// Number, address or title; without options it is only shown
    pub(super) feed: String,
    /// What to call it; empty for its own title
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// The folder it stands in; given several times, one within the other; empty for none
    #[arg(long, value_name = "NAME")]
    pub(super) folder: Option<Vec<String>>,
    /// Its tags, instead of those it has; empty for none
    #[arg(long = "tag", value_name = "TAG")]
    pub(super) tags: Option<Vec<String>>,
    /// How often it is asked: 30m, 2h, 1d, or usual for once an hour
    #[arg(long, value_name = "SPAN")]
    pub(super) interval: Option<Interval>,
    /// Whether its articles' pages are fetched with it, for the full text
    #[arg(long, value_name = "WHETHER", value_parser = switch)]
    pub(super) full_text: Option<bool>,
    /// How much of it is kept: 30d (days after an article came), 500 (articles, the newest) or all; saved articles stay
    #[arg(long, value_name = "HOW MUCH")]
    pub(super) keep: Option<Kept>,
}

#[derive(Debug, Args)]
pub(super) struct Remove {
    /// Number, address or title
    pub(super) feed: String,
}

#[derive(Debug, Args)]
pub(super) struct Doctor {
    /// Make the full text anew first
    #[arg(long)]
    pub(super) rebuild: bool,
    /// Give space back first that holds nothing any more
    #[arg(long)]
    pub(super) vacuum: bool,
    /// As JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    /// How to write it
    #[arg(long, value_enum, default_value = "jsonl")]
    pub(super) format: ExportFormat,
    /// Only articles that match a query
    #[arg(long, value_name = "QUERY")]
    pub(super) query: Option<String>,
    /// A new file instead of standard output
    #[arg(long, value_name = "PATH")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// Articles as JSON Lines: one JSON Feed item a line
    Jsonl,
    /// Subscriptions as OPML
    Opml,
    /// Subscriptions as Newsboat's urls file
    Urls,
}

#[derive(Debug, Args)]
pub(super) struct Snapshot {
    /// Columns and rows
    #[arg(long, value_name = "WxH", default_value = "80x24", value_parser = size)]
    pub(super) size: (u16, u16),
    /// Keys to press first, such as 'jj<Enter>'
    #[arg(long, value_name = "KEYS", default_value = "", allow_hyphen_values = true)]
    pub(super) keys: String,
    /// How to write the frame
    #[arg(long, value_parser = format, value_name = "FORMAT", default_value = "text")]
    pub(super) format: Format,
    /// A file instead of standard output
    #[arg(long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Compare with a kept frame instead
    #[arg(long, value_name = "FILE", conflicts_with = "output")]
    pub(super) check: Option<PathBuf>,
}

fn kind(name: &str) -> Result<Kind, String> {
    let names = Kind::ALL.map(Kind::name).join(", ");
    Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| format!("kinds are {names}"))
}

fn locale(code: &str) -> Result<Locale, String> {
    Locale::ALL.into_iter().find(|locale| locale.code() == code).ok_or_else(|| "languages are en and id".to_owned())
}

fn theme(name: &str) -> Result<Theme, String> {
    Theme::named(name).ok_or_else(|| format!("themes are {}", Theme::NAMES.join(" and ")))
}

fn format(name: &str) -> Result<Format, String> {
    let names = Format::ALL.map(Format::name).join(", ");
    Format::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| format!("formats are {names}"))
}

fn switch(text: &str) -> Result<bool, String> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err("it is on or off".to_owned()),
    }
}

/// Columns and rows, each from 1 to 1000.
fn size(text: &str) -> Result<(u16, u16), String> {
    let side = |text: &str| text.parse().ok().filter(|side| (1..=1000).contains(side));
    text.split_once(['x', 'X'])
        .and_then(|(width, height)| Some((side(width)?, side(height)?)))
        .ok_or_else(|| "a size is columns x rows, such as 80x24, each from 1 to 1000".to_owned())
}

/// The language of the interface by the environment, as POSIX orders it.
pub(super) fn locale_of_host() -> Locale {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    let code = set.into_iter().find(|value| !value.is_empty()).unwrap_or_default();
    Locale::ALL.into_iter().find(|locale| code.starts_with(locale.code())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_size_has_its_limits() {
        assert_eq!(size("1x1000"), Ok((1, 1000)));
        for wrong in ["0x1", "1x1001", "80", "80x", "-1x5", "axb"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
