//! How much of what a publisher sends is kept: every size and count from outside has its bound here.
//!
//! The functions cut or refuse; they never fail. Every door of ingestion calls them through `item`.

use crate::text::CleanText;

/// Items taken of one feed.
pub const ITEMS: usize = 100_000;
/// Tags of one article.
pub const TAGS: usize = 64;
/// Authors of one article.
pub const AUTHORS: usize = 32;
/// Attachments of one article.
pub const ATTACHMENTS: usize = 32;
/// Links in each of a page's lists.
pub const LINKS: usize = 200;
/// Characters of a headline, and of everything else that is one line: a name, a tag, a caption.
pub const LINE: usize = 1_000;
/// Characters of a summary.
pub const SUMMARY: usize = 10_000;
/// Bytes of a body's markup, and of its text.
pub const BODY: usize = 4 << 20;
/// Notices on one item; past them it is only said that there are more.
pub const NOTICES: usize = 8;

/// `raw` as one clean line of at most [`LINE`] characters, the last of which is `…` where it was cut.
#[must_use]
pub fn line(raw: &str) -> CleanText {
    cut(CleanText::line(raw), LINE)
}

/// `text` held to `limit` characters, the last of which is `…` where it was cut. It becomes one line where it is.
#[must_use]
pub fn cut(text: CleanText, limit: usize) -> CleanText {
    if text.len() <= limit || text.chars().nth(limit).is_none() {
        return text;
    }
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    CleanText::line(&format!("{}…", kept.trim_end()))
}

/// The beginning of `body` that fits into [`BODY`] bytes, and whether that is not all of it.
#[must_use]
pub fn body(body: &str) -> (&str, bool) {
    (&body[..body.floor_char_boundary(BODY)], body.len() > BODY)
}

/// Clean lines without empty ones and doubles (small and capital letters are the same), at most `limit`, and
/// whether there were more.
pub fn distinct<I>(raw: I, limit: usize) -> (Vec<CleanText>, bool)
where
    I: IntoIterator,
    I::Item: AsRef<str>,
{
    // As many as `limit` at the most, so that to look through them takes no longer than to look one up.
    let mut seen: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    for raw in raw {
        let line = line(raw.as_ref());
        let small = line.to_lowercase();
        if line.is_empty() || seen.contains(&small) {
            continue;
        }
        if kept.len() == limit {
            return (kept, true);
        }
        kept.push(line);
        seen.push(small);
    }
    (kept, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_one_character_past_the_limit() {
        let at = "é".repeat(LINE);
        assert_eq!(line(&at).as_str(), at);
        let past = line(&format!("{at}x"));
        assert_eq!(past.chars().count(), LINE);
        assert!(past.ends_with("é…"));
        assert_eq!(line(&past), past);
    }

    #[test]
    fn a_body_is_cut_one_byte_past_the_limit_and_between_characters() {
        let at = "x".repeat(BODY);
        assert_eq!(body(&at), (at.as_str(), false));
        let past = format!("{}é", "x".repeat(BODY - 1));
        assert_eq!(body(&past), (&past[..BODY - 1], true));
    }

    #[test]
    fn doubles_go_and_the_rest_is_kept_as_written_up_to_the_limit() {
        let (kept, more) = distinct(["NATO", " nato", "", "Rusia", "\u{200b}"], 2);
        assert_eq!((kept.iter().map(CleanText::as_str).collect::<Vec<_>>(), more), (vec!["NATO", "Rusia"], false));
        let (kept, more) = distinct(["a", "b", "c"], 2);
        assert_eq!((kept.len(), more), (2, true));
    }
}
