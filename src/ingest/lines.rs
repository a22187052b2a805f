//! JSON Lines: one item a line, read as it comes. Memory is bounded by one line, whatever the input's length.
//!
//! What `warta export` writes comes back equal, so ids are taken as they are and are not told apart here: a line
//! under an id that came before is the same article again, and there is no limit to the number of lines. A line may say
//! what is followed instead ([`follow`]).

use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use super::item::{Outlet, Setting};
use super::{Hint, IngestError, Item, follow, identity, json};
use crate::model::NewArticle;
use crate::text::CleanText;

/// Bytes of the longest line that is read; a longer one is passed over without being held.
pub const LINE: usize = 8 << 20;

/// Reads JSON Lines to the end of `input`.
pub(super) fn read(
    input: &mut dyn BufRead,
    hint: &Hint,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let setting = Setting { feed: None, ..Setting::new(hint) };
    let mut outlet = Outlet::new(sink, false);
    let mut line = Vec::new();
    let mut number = 0;
    while let Some(whole) = next_line(input, &mut line).map_err(IngestError::Read)? {
        number += 1;
        let text = line.trim_ascii();
        let text = if number == 1 { text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text).trim_ascii() } else { text };
        if text.is_empty() && whole {
            continue;
        }
        if let Some(followed) = follow::read(text, number, hint).filter(|_| whole) {
            let flow = match followed {
                Ok((item, odd)) => outlet.follow(item, odd.map(|reason| (number, reason))),
                Err(reason) => outlet.skip(number, reason),
            };
            if flow.is_break() {
                return Ok(());
            }
            continue;
        }
        let read = if whole {
            article(text, &setting)
        } else {
            Err(CleanText::line(&format!("the line is longer than {} MiB", LINE >> 20)))
        };
        if outlet.put(number, read).is_break() {
            return Ok(());
        }
    }
    if outlet.any { Ok(()) } else { Err(IngestError::NoItems) }
}

fn article(line: &[u8], setting: &Setting) -> Result<(NewArticle, Vec<CleanText>), CleanText> {
    let text = String::from_utf8_lossy(line);
    let mut draft = json::read(&text)?;
    // An id that a line gives is an identity, whoever wrote it.
    let own = draft.own;
    if matches!(text, Cow::Owned(_)) {
        draft.notices.push("it holds bytes that are not UTF-8".to_owned());
    }
    let id = draft.id.as_deref().and_then(identity::given);
    let (mut article, notices) = setting.article(draft)?;
    if let Some(id) = id.filter(|_| !own) {
        article.id = id;
    }
    Ok((article, notices))
}

/// Reads the next line into `line`, without its end. Whether it is all there: one past [`LINE`] bytes is read past
/// and dropped. None at the end of the input.
fn next_line(input: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Option<bool>> {
    line.clear();
    if (&mut *input).take(LINE as u64 + 1).read_until(b'\n', line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > LINE {
        *line = Vec::new();
        input.skip_until(b'\n')?;
        return Ok(Some(false));
    }
    Ok(Some(true))
}
