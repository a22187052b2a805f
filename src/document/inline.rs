//! The words of one block while they are being read: white space collapsed as browsers do, styles beside the text.
//! Knows nothing of blocks; the builder is the only caller.

use super::block::{Run, Style, Words, is_orphan, shift};
use super::measure;

/// No-break space: kept where it stands alone between two words, a blank like others in a run of blanks.
const NO_BREAK: char = '\u{a0}';

/// Words being read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    runs: Vec<Run>,
    space: Option<(char, Style)>,
    breaks: usize,
    /// What the last break is written as.
    joint: &'static str,
    column: usize,
}

impl Draft {
    /// Bytes so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no word yet.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// How many line breaks stand after the last word.
    pub(super) fn breaks(&self) -> usize {
        self.breaks
    }

    /// A line break, `<br>`, written as `joint` where words follow.
    pub(super) fn push_break(&mut self, joint: &'static str) {
        self.breaks += 1;
        self.joint = joint;
        self.space = None;
    }

    /// Adds clean words; runs of white space become one blank.
    pub(super) fn push(&mut self, words: &str, style: Style) {
        let even = is_even(words);
        let mut rest = words;
        while !rest.is_empty() {
            // Behind the first word, which may be all marks, nothing collapses where the blanks are single.
            let whole = even && !rest.starts_with(' ') && !self.text.is_empty() && self.breaks == 0;
            let part = if whole { rest } else { rest.split_inclusive(is_space).next().unwrap_or(rest) };
            self.push_part(part, style);
            rest = &rest[part.len()..];
        }
    }

    /// Adds words between which single blanks stand, and the blank behind them.
    fn push_part(&mut self, part: &str, style: Style) {
        let (word, space) = part.split_at(part.trim_end_matches(is_space).len());
        // A mark that begins a line has no letter to stand on, and a blank behind it stands at the line's beginning.
        let begins = self.text.is_empty() || self.breaks > 0;
        let word = if begins { word.trim_start_matches(|c: char| is_orphan(c) || c.is_whitespace()) } else { word };
        if !word.is_empty() {
            self.push_space(word, style);
            self.push_raw(word, style);
        }
        if let Some(space) = space.chars().next() {
            let kept = if space == NO_BREAK && self.space.is_none() { NO_BREAK } else { ' ' };
            self.space = Some((kept, style));
        }
    }

    /// Adds clean words as they are, line ends and blanks included.
    pub(super) fn push_lines(&mut self, words: &str, style: Style) {
        for _ in 0..std::mem::take(&mut self.breaks) {
            self.push_raw("\n", style);
            self.column = 0;
        }
        let line = words.rfind('\n').map(|end| end + 1);
        self.column = line.map_or(self.column, |_| 0) + measure::width(&words[line.unwrap_or(0)..]);
        self.push_raw(words, style);
    }

    /// Columns of the last line of text that was added as it is.
    pub(super) fn column(&self) -> usize {
        if self.breaks > 0 { 0 } else { self.column }
    }

    /// Adds the blank or the breaks before `word`.
    fn push_space(&mut self, word: &str, style: Style) {
        let breaks = std::mem::take(&mut self.breaks);
        let space = self.space.take();
        if self.text.is_empty() {
            return;
        }
        if breaks > 0 {
            self.push_raw(self.joint, Style::default());
        } else if let Some((space, before)) = space {
            // A blank at the edge of a link belongs to neither side, so that no view underlines it; one that a mark
            // stands on belongs to the mark.
            let is_edge = before != style && !word.starts_with(is_orphan);
            let style = if is_edge { Style::default() } else { style };
            self.push_raw(space.encode_utf8(&mut [0; 4]), style);
        }
    }

    fn push_raw(&mut self, words: &str, style: Style) {
        if self.runs.last().map_or(Style::default(), |run| run.style) != style {
            self.runs.push(Run { at: self.text.len(), style });
        }
        self.text.push_str(words);
    }

    /// The words, and a new beginning. White space at the ends is gone, of preformatted text only empty lines.
    pub(super) fn take(&mut self, preformatted: bool) -> Words {
        let Self { mut text, mut runs, .. } = std::mem::take(self);
        let first = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || is_orphan(c)).len();
        let line = text[..first].rfind('\n').map_or(0, |end| end + 1);
        let begin = if preformatted && first < text.len() { line } else { first };
        text.truncate(text.trim_end().len());
        if begin > 0 {
            text.drain(..begin.min(text.len()));
            shift(&mut runs, begin);
        }
        if text.is_empty() { Words::default() } else { Words::seal(text, runs) }
    }
}

/// Whether only single blanks, and no other white space, stand in `words`.
fn is_even(words: &str) -> bool {
    let bytes = words.as_bytes();
    let odd = |before: u8, byte: u8| {
        u8::from(before == b' ' && byte == b' ')
            | u8::from(byte == b'\n' || byte == b'\t')
            | u8::from(before == 0xc2 && byte == 0xa0)
    };
    let first = bytes.first().is_none_or(|first| odd(b'a', *first) == 0);
    first && bytes.iter().zip(bytes.iter().skip(1)).fold(0, |any, (before, byte)| any | odd(*before, *byte)) == 0
}

/// What browsers collapse, and the no-break space.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | NO_BREAK)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collapsed(pieces: &[&str]) -> String {
        let mut draft = Draft::default();
        for piece in pieces {
            draft.push(piece, Style::default());
        }
        draft.take(false).text().to_string()
    }

    #[test]
    fn white_space_collapses_across_pieces() {
        assert_eq!(collapsed(&["  a ", " b\n", "\t c", "d "]), "a b cd");
        assert_eq!(collapsed(&["\u{a0}", " \u{a0}"]), "");
    }

    #[test]
    fn a_no_break_space_stays_only_where_it_stands_alone() {
        assert_eq!(collapsed(&["10\u{a0}000"]), "10\u{a0}000");
        assert_eq!(collapsed(&["a\u{a0} \u{a0}b", " \u{a0}c"]), "a b c");
    }

    #[test]
    fn a_break_takes_the_blanks_around_it() {
        let mut draft = Draft::default();
        draft.push_break("\n");
        draft.push("a ", Style::default());
        draft.push_break("\n");
        draft.push(" b", Style::default());
        draft.push_break("\n");
        assert_eq!(draft.take(false).text().as_str(), "a\nb");
    }

    #[test]
    fn preformatted_words_lose_only_empty_lines_at_their_ends() {
        let mut draft = Draft::default();
        draft.push_lines("\n \n  a  b\n\n c \n ", Style::default());
        assert_eq!(draft.take(true).text().as_str(), "  a  b\n\n c");
    }
}
