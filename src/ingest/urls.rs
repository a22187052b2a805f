//! Newsboat's `urls` file, a list of feeds: in and out. One feed a line: its address, then its tags, of which one that
//! begins with `~` is its title. It has no folders; Warta writes them as a tag that begins with `/`, as OPML's
//! categories do, and reads that back.
//!
//! A line may name a program to run (`exec:`, `filter:`); that is said and left out.

use std::iter::Peekable;
use std::ops::ControlFlow;
use std::str::Chars;

use super::roster::{Entry, Roster, path_of};
use super::{Hint, IngestError, Item, encoding, limits};
use crate::model::Subscription;
use crate::text::CleanText;

/// Words of one line that are looked at: the address, the title, the folder and twice the tags that are kept.
pub const WORDS: usize = 3 + 2 * limits::TAGS;

/// How a line with a feed begins. `sniff` knows a list by it.
const BEGINNINGS: [&str; 7] = ["http://", "https://", "feed:", "query:", "exec:", "filter:", "file:"];

/// Reads a list of which all `bytes` are there.
pub(super) fn read(
    bytes: &[u8],
    hint: &Hint,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let text = encoding::at_first_sight(bytes);
    let mut roster = Roster::new(hint);
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let mut words = words(line).into_iter();
        let Some(url) = words.next() else { continue };
        let mut entry = Entry { url, ..Entry::default() };
        for word in words {
            match word.strip_prefix('~') {
                Some(title) => title.clone_into(&mut entry.title),
                None => entry.tags.push(word),
            }
        }
        if roster.add(number, entry).is_break() {
            break;
        }
    }
    roster.finish(sink)
}

/// Whether every line of `text` is one of such a list, the last one aside where `cut` says that it may not be whole.
pub(super) fn is_list(text: &str, cut: bool) -> bool {
    let whole = if cut { text.rsplit_once('\n').map_or("", |(whole, _)| whole) } else { text };
    let mut lines = whole.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    let begins = |line: &str| {
        let line = line.strip_prefix('"').unwrap_or(line);
        let is = |prefix: &str| line.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
        BEGINNINGS.into_iter().any(is)
    };
    lines.peek().is_some() && lines.all(begins)
}

/// The words of a line: apart by white space, or within quotation marks, where `\` takes the meaning of the sign behind
/// it. A word that begins with `#` ends the line.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut signs = line.chars().peekable();
    while words.len() < WORDS {
        while signs.next_if(|sign| sign.is_whitespace()).is_some() {}
        match signs.peek() {
            None | Some('#') => break,
            Some('"') => words.push(quoted(&mut signs)),
            Some(_) => words.push(std::iter::from_fn(|| signs.next_if(|sign| !sign.is_whitespace())).collect()),
        }
    }
    words
}

/// A word in quotation marks; one that is never closed goes on to the end of the line.
fn quoted(signs: &mut Peekable<Chars>) -> String {
    signs.next();
    let mut word = String::new();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => break,
            '\\' => word.extend(signs.next().map(|sign| if matches!(sign, 'n' | 'r' | 't') { ' ' } else { sign })),
            _ => word.push(sign),
        }
    }
    word
}

/// The list as Newsboat's `urls`. It has no place for a feed's page; all else is read back equal.
#[must_use]
pub fn write(feeds: &[Subscription]) -> String {
    let mut urls = String::new();
    for feed in feeds {
        urls.push_str(&feed.url);
        let title = Some(format!("~{}", feed.title)).filter(|_| !feed.title.is_empty());
        let folder = Some(path_of(&feed.folder)).filter(|path| !path.is_empty());
        let tags = feed.tags.iter().map(CleanText::to_string);
        for word in title.into_iter().chain(folder).chain(tags) {
            urls.extend([" \"", &word.replace('\\', r"\\").replace('"', "\\\""), "\""]);
        }
        urls.push('\n');
    }
    urls
}

#[cfg(test)]
mod tests;
