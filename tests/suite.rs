//! Feeds as others wrote them down: the suite of feedparser, a reader of feeds in Python, read by this one.
//!
//! The suite is no part of Warta. `tests/suite/run.sh` unpacks it and starts this; without it the test is ignored. Each
//! case says in a line of Python what a field should be. Where Warta has such a field, it is compared: a title by its
//! words, a body as a document, a date as an instant. [`NO_FIELD`] says why the others are not, and [`DIFFERENT`] where
//! Warta has a reason to read a case in another way.

#![allow(clippy::unwrap_used, reason = "a test may end where it cannot go on")]
#![allow(clippy::print_stdout, reason = "the figures are what it is run for")]

#[path = "suite/expectation.rs"]
mod expectation;
#[path = "suite/fields.rs"]
mod fields;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use warta::ingest::{self, Batch, Hint, IngestError};

use self::fields::{Found, compare};

/// What no field of an article says, by the last name in the path, and why.
const NO_FIELD: [(&str, &str); 12] = [
    ("bozo", "whether a feed is well-formed is a notice on an item, not a field"),
    ("encoding", "the name of the encoding is not kept"),
    ("version", "the version of the format is not kept"),
    ("type base language mode", "what a text was written as is spent when it is read"),
    ("subtitle tagline info description rights copyright generator", "a feed has a title, a language and authors"),
    ("image textinput cloud ttl docs errorreportsto published updated link links id", "a feed has no such field"),
    ("contributors publisher email url href scheme rights license", "an author is a name, a tag is a word"),
    ("itunes_explicit itunes_block itunes_order itunes_season itunes_episode", "podcasts: not shown"),
    ("where geo", "places are not read"),
    ("chapters psc_chapters", "chapters are not read"),
    ("headers href status etag modified namespaces", "what a server says is no part of a feed"),
    ("", "another form of expectation, or a field of feedparser's own"),
];

/// Cases that are read in another way, by a part of their path, and why. They count as comparisons that do not hold.
const DIFFERENT: [(&str, &str); 23] = [
    ("encoding/x80_", "an encoding that browsers do not know either: code pages of DOS and EBCDIC, VISCII, KOI8-T"),
    ("demoronize", "control characters between 128 and 159 are removed where they stand, for they may be a terminal's"),
    ("linenoise", "bytes of which some are UTF-8 are read as UTF-8, and what is not is replaced"),
    ("entities/", "lang and rang are HTML 5's angles, not HTML 4's"),
    ("_embed", "a player is named in the text: [embed: ...]"),
    ("_iframe", "a player is named in the text: [embed: ...]"),
    ("_multiple_values", "of several dates of one kind the first counts"),
    ("_overwriting", "of several dates of one kind the first counts"),
    ("category_term", "a tag is its label where it has one, which is for people to read"),
    ("entry_id_base", "an id is no address and is not resolved"),
    ("managingEditor", "who answers for a feed did not write what is in it"),
    ("entity_in_doctype", "what a DOCTYPE defines is never expanded"),
    ("_and_", "of a description and a summary the description is the text"),
    ("enclosure_", "an enclosed picture becomes the article's"),
    ("media_group", "a credit without a picture is nobody's"),
    ("atomsimplechapterexternal", "of an entry's links its page and its files are kept"),
    ("rel_license", "of an entry's links its page and its files are kept"),
    ("http_content_language", "the language that a server names is not asked for"),
    ("madeup_tags", "an element of no known format is passed over"),
    ("nested_cdata", "what is no HTML is read as browsers read it"),
    ("unexpected_character", "what is no HTML is read as browsers read it"),
    ("malicious_comment", "what is no HTML is read as browsers read it"),
    ("itunes_item_duration", "a length without a file is no length"),
];

/// The share of the comparisons that must hold.
const SHARE: f64 = 0.9;

/// How a case went.
#[derive(Default)]
struct Figures {
    files: usize,
    articles: usize,
    /// Cases with items that were refused, and those that took more than a second.
    refused: Vec<String>,
    slow: Vec<String>,
    held: usize,
    failed: Vec<String>,
    different: BTreeMap<&'static str, usize>,
    not_compared: BTreeMap<&'static str, usize>,
    other: BTreeMap<String, usize>,
}

#[test]
#[ignore = "reads the suite of feedparser: tests/suite/run.sh"]
fn the_suite_of_feedparser_is_read() {
    let folder = PathBuf::from(std::env::var_os("FEEDPARSER_SUITE").expect("the folder of the unpacked suite"));
    let mut figures = Figures::default();
    for path in files(&folder) {
        case(&folder, &path, &mut figures);
    }
    let compared = figures.held + figures.failed.len() + figures.different.values().sum::<usize>();
    let share = figures.held as f64 / compared as f64;
    println!("{} files, {} with articles", figures.files, figures.articles);
    println!("compared {compared}, held {} ({:.1} %)", figures.held, share * 100.0);
    figures.failed.iter().for_each(|failed| println!("  failed: {failed}"));
    figures.different.iter().for_each(|(why, count)| println!("  {count} read otherwise: {why}"));
    figures.not_compared.iter().for_each(|(why, count)| println!("  {count} not compared: {why}"));
    figures.other.iter().for_each(|(what, count)| println!("  {count} of another form: {what}"));
    assert!(figures.files > 2_000, "only {} files", figures.files);
    assert!(figures.refused.is_empty(), "refused, though they have items: {:#?}", figures.refused);
    assert!(figures.slow.is_empty(), "slow: {:#?}", figures.slow);
    assert!(share >= SHARE, "{share}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xml") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn case(folder: &Path, path: &Path, figures: &mut Figures) {
    figures.files += 1;
    let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
    let bytes = fs::read(path).unwrap();
    let about = About::of(&bytes);
    let hint = about.hint(&name);
    let begun = Instant::now();
    let as_it_is = ingest::batch(&bytes, &hint);
    if begun.elapsed() > Duration::from_secs(1) {
        figures.slow.push(name.clone());
    }
    figures.articles += usize::from(as_it_is.as_ref().is_ok_and(|batch| !batch.articles.is_empty()));
    if let Err(error) = &as_it_is
        && has_items(&bytes)
        && !matches!(error, IngestError::NoItems)
    {
        figures.refused.push(format!("{name}: {error}"));
    }
    let batch = with_words(&bytes, &hint).or(as_it_is).ok();
    for expected in expectation::read(&about.expected) {
        let expected = match expected {
            Ok(expected) => expected,
            Err(part) => {
                let part: String = part.chars().take(24).collect();
                *figures.other.entry(part).or_default() += 1;
                continue;
            }
        };
        match compare(&expected, batch.as_ref()) {
            Found::Holds => figures.held += 1,
            Found::Differs(found) => match DIFFERENT.iter().find(|(part, _)| name.contains(part)) {
                Some((_, why)) => *figures.different.entry(why).or_default() += 1,
                None => figures.failed.push(format!("{name}: {expected:?}, found {found}")),
            },
            Found::NoField(field) => {
                let listed = |names: &str| names.split(' ').any(|name| field == name) || names.is_empty();
                let why = NO_FIELD.iter().find(|(names, _)| listed(names)).map_or("", |(_, why)| why);
                *figures.not_compared.entry(why).or_default() += 1;
                if why == NO_FIELD[NO_FIELD.len() - 1].1 {
                    *figures.other.entry(format!("field {field}")).or_default() += 1;
                }
            }
        }
    }
}

/// What the comment at the beginning of a case says of it.
struct About {
    expected: String,
    headers: BTreeMap<String, String>,
}

impl About {
    fn of(bytes: &[u8]) -> Self {
        let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).take(8_192).collect();
        let text = String::from_utf8_lossy(&letters);
        let mut about = Self { expected: String::new(), headers: BTreeMap::new() };
        for line in text.lines().map(str::trim) {
            if let Some(expected) = line.strip_prefix("Expect:") {
                expected.trim().clone_into(&mut about.expected);
            } else if let Some((name, value)) = line.strip_prefix("Header:").and_then(|line| line.split_once(':')) {
                about.headers.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
            }
        }
        about
    }

    fn hint(&self, name: &str) -> Hint {
        let base = url::Url::parse(&format!("http://127.0.0.1:8097/tests/{name}")).unwrap();
        let location = self.headers.get("content-location").and_then(|location| base.join(location).ok());
        let charset = self.headers.get("content-type").and_then(|kind| kind.split_once("charset="));
        Hint {
            url: Some(location.unwrap_or(base).into()),
            charset: charset.map(|(_, charset)| charset.to_owned()),
            ..Hint::default()
        }
    }
}

fn has_items(bytes: &[u8]) -> bool {
    let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&letters).to_ascii_lowercase();
    ["<item", "<entry", ":item", ":entry"].iter().any(|tag| text.contains(tag))
}

/// The case with what makes its fields visible: a title for each item, since one without words is no article, and an item
/// at the feed's end, since what a feed says of itself is only told by its articles.
fn with_words(bytes: &[u8], hint: &Hint) -> Result<Batch, IngestError> {
    let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = String::from_utf8_lossy(&letters).to_ascii_lowercase();
    let prefix = if text.contains("<r:rss") { "r:" } else { "" };
    let (end, item) = ["feed", "rdf:rdf", "channel"]
        .iter()
        .zip(["entry", "item", "item"])
        .find(|(end, _)| text.contains(&format!("</{prefix}{end}>")))
        .unwrap_or((&"rss", "item"));
    let titled = format!("<{prefix}{item}><{prefix}title>Words</{prefix}title></{prefix}{item}>");
    let mut with = bytes.to_vec();
    if text.contains(&format!("<{prefix}{item}"))
        && !ingest::batch(bytes, hint).is_ok_and(|batch| batch.skipped.is_empty())
    {
        let words = if text.contains("['title") { "summary" } else { "title" };
        let words = format!("<{prefix}{words}>Words</{prefix}{words}>");
        insert(&mut with, &format!("<{prefix}{item}"), true, &words);
    }
    insert(&mut with, &format!("</{prefix}{end}>"), false, &titled);
    ingest::batch(&with, hint)
}

/// Puts `text` before the last place of `tag`, or `behind` the last tag that begins so, in letters of the same width.
fn insert(bytes: &mut Vec<u8>, tag: &str, behind: bool, text: &str) {
    for (before, after) in [(0, 0), (0, 1), (1, 0), (0, 3), (3, 0)] {
        let wide = |text: &str| -> Vec<u8> {
            let one = |byte: u8| [vec![0; before], vec![byte], vec![0; after]].concat();
            text.bytes().flat_map(one).collect()
        };
        let (wanted, end) = (wide(tag), wide(">"));
        let same = |window: &[u8]| window.eq_ignore_ascii_case(&wanted);
        let start = bytes.windows(wanted.len()).rposition(same);
        let past = |start| bytes[start..].windows(end.len()).position(|at| at == end).map(|at| start + at + end.len());
        let place = if behind { start.and_then(past) } else { start };
        if let Some(place) = place {
            bytes.splice(place..place, wide(text));
            return;
        }
    }
}
