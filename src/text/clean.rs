//! The door for untrusted text. [`CleanText`] is the one type that may reach a screen, a pipe or a log.
//!
//! What goes: terminal control sequences whole, other control characters, bidirectional controls, the Tags block,
//! zero-width characters that join nothing, combining marks past the eighth of a grapheme. What stays is in
//! normalisation form C. Nothing here knows where the text came from.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

/// Combining marks kept on one grapheme; Vietnamese needs two, pointed Hebrew three, Tibetan a few more.
pub const MAX_MARKS: usize = 8;

/// Bytes kept of one grapheme; the longest emoji sequence in Unicode 16 takes 35.
pub const MAX_GRAPHEME: usize = 64;

/// Columns between the tab stops of preformatted text.
pub const TAB: usize = 4;

/// Text without anything that a terminal could take for a command or a reader could not see.
///
/// Made by [`CleanText::line`] or [`CleanText::lines`] and by nothing else, so that a value of this type is the
/// proof that its text was cleaned. Cleaning is idempotent.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CleanText(String);

impl CleanText {
    /// Cleans `raw` to one line: every run of white space, line ends included, becomes one blank, none at the ends.
    #[must_use]
    pub fn line(raw: &str) -> Self {
        match is_settled(raw) {
            true if has_runs(raw) => Self(one_line(raw)),
            true => Self(raw.trim().to_owned()),
            false => Self(one_line(&graphemes(&visible(raw)))),
        }
    }

    /// Cleans `raw` and keeps its line ends (as `\n`) and its blanks; tabs become blanks up to the next of the
    /// stops that stand [`TAB`] columns apart.
    #[must_use]
    pub fn lines(raw: &str) -> Self {
        if is_settled(raw) {
            return Self(raw.to_owned());
        }
        let mut safe = graphemes(&visible(raw));
        if safe.contains('\t') {
            safe = expand_tabs(&safe);
        }
        Self(safe)
    }

    /// `raw` itself, not copied, where [`lines`](Self::lines) would leave it as it is; else given back.
    ///
    /// # Errors
    ///
    /// `raw`, which is to be cleaned.
    pub(crate) fn as_it_is(raw: String) -> Result<Self, String> {
        if is_settled(&raw) { Ok(Self(raw)) } else { Err(raw) }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text, or nothing where it is empty.
    #[must_use]
    pub fn non_empty(self) -> Option<Self> {
        (!self.0.is_empty()).then_some(self)
    }

    /// The text as a `String`, for a place that stores it.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl std::ops::Deref for CleanText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for CleanText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl serde::Serialize for CleanText {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Cleans to one line: what is read back from a file is untrusted again.
impl<'de> serde::Deserialize<'de> for CleanText {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<'de, str>::deserialize(deserializer).map(|raw| Self::line(&raw))
    }
}

impl From<CleanText> for String {
    fn from(text: CleanText) -> Self {
        text.0
    }
}

/// Bytes looked at together.
const STRIDE: usize = 32;

/// Whether cleaning leaves `raw` as it is, as most text is: every character of it is seen, stands for itself and joins
/// no neighbour, so that it is a grapheme of its own. Four fifths of a news text are ASCII, so that the rest is looked at one by one; to clean it thoroughly
/// takes forty times as long.
pub(crate) fn is_settled(raw: &str) -> bool {
    // Put together as numbers, for no answer ends the look and the compiler looks at many bytes at once.
    let odd = |byte: u8| u8::from(byte < 0x20 && byte != b'\n') | u8::from(byte == 0x7f);
    if raw.bytes().fold(0, |any, byte| any | odd(byte)) != 0 {
        return false;
    }
    let mut rest = raw;
    loop {
        let plain = rest.as_bytes().chunks(STRIDE).take_while(|stride| stride.is_ascii()).count() * STRIDE;
        let Some(at) = rest.bytes().skip(plain).position(|byte| !byte.is_ascii()) else { return true };
        let at = plain + at;
        let mut chars = rest[at..].chars();
        if !chars.next().is_some_and(is_settled_char) {
            return false;
        }
        rest = chars.as_str();
    }
}

/// Words with one blank between two of them.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_blank).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether a line end, a no-break space or a run of blanks stands in text that is otherwise settled.
fn has_runs(raw: &str) -> bool {
    let pairs = raw.bytes().zip(raw.bytes().skip(1));
    let run = |before, byte| u8::from(before == b' ' && byte == b' ') | u8::from(before == 0xc2 && byte == 0xa0);
    raw.contains('\n') || pairs.fold(0, |any, (before, byte)| any | run(before, byte)) != 0
}

/// Characters beyond ASCII that need no thought: Latin and Cyrillic letters, dashes and quotation marks, signs of money,
/// kana and Han.
pub(crate) fn is_settled_char(c: char) -> bool {
    matches!(c,
        '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{400}'..='\u{482}' | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}' | '\u{3001}'..='\u{3020}' | '\u{3041}'..='\u{3096}'
        | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}')
}

/// The text without control sequences and invisible characters, in form C; line ends are `\n`, tabs are kept.
fn visible(raw: &str) -> String {
    let mut kept = String::with_capacity(raw.len());
    let mut rest = raw.chars();
    let mut last = None;
    while let Some(c) = rest.next() {
        let after = match c {
            '\u{1b}' => sequence_end(rest.as_str()),
            '\u{9b}' => Some(control_sequence_end(rest.as_str())),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => Some(string_end(rest.as_str())),
            '\r' if rest.as_str().starts_with('\n') => Some(rest.as_str()),
            _ => None,
        };
        if let Some(after) = after {
            rest = after.chars();
            continue;
        }
        let shown = match c {
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some('\t'),
            '\u{b}' | '\u{c}' => Some(' '),
            '\u{200c}' | '\u{200d}' => (last.is_some_and(|before| joins(ends(before).1))
                && rest.clone().next().is_some_and(|after| joins(ends(after).0)))
            .then_some(c),
            _ if is_invisible(c) => None,
            _ => Some(c),
        };
        if let Some(shown) = shown {
            kept.push(shown);
            last = Some(shown);
        }
    }
    kept.nfc().collect()
}

/// What follows the escape sequence whose ESC has just been read; none where ESC stands alone.
fn sequence_end(rest: &str) -> Option<&str> {
    let mut chars = rest.chars();
    match chars.next()? {
        '[' => Some(control_sequence_end(chars.as_str())),
        ']' | 'P' | 'X' | '^' | '_' => Some(string_end(chars.as_str())),
        ' '..='/' => {
            let tail = rest.trim_start_matches(|c| (' '..='/').contains(&c));
            Some(tail.strip_prefix(|c| ('0'..='~').contains(&c)).unwrap_or(tail))
        }
        '0'..='~' => Some(chars.as_str()),
        _ => Some(rest),
    }
}

/// What follows a control sequence (ECMA-48 5.4): parameters, intermediates, one final byte.
fn control_sequence_end(rest: &str) -> &str {
    let tail = rest.trim_start_matches(|c| ('0'..='?').contains(&c)).trim_start_matches(|c| (' '..='/').contains(&c));
    tail.strip_prefix(|c| ('@'..='~').contains(&c)).unwrap_or(tail)
}

/// What follows a control string (OSC, DCS, SOS, PM, APC): after its terminator, or, where it has none or is cut
/// by a line end, at once: without the opener its text is only text, and none of it is lost.
fn string_end(rest: &str) -> &str {
    for (at, c) in rest.char_indices() {
        match c {
            '\u{7}' | '\u{9c}' => return &rest[at + c.len_utf8()..],
            '\u{1b}' => return rest[at + 1..].strip_prefix('\\').unwrap_or(&rest[at..]),
            '\n' | '\r' => return rest,
            _ => {}
        }
    }
    rest
}

/// Whether `c` may stand beside a joiner: letters and marks (Indic, Persian) and emoji, none of which is taken out.
fn joins(c: char) -> bool {
    let is_joined = c.is_alphabetic()
        || is_combining_mark(c)
        || matches!(c, '\u{fe0f}' | '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    is_joined && !is_invisible(c)
}

/// The first and the last character of what `c` is put together from: they are the same in every form of a text, so that
/// what joins before it is in form C joins after it.
fn ends(c: char) -> (char, char) {
    let (mut first, mut last) = (None, c);
    decompose_canonical(c, |part| {
        first.get_or_insert(part);
        last = part;
    });
    (first.unwrap_or(c), last)
}

/// Characters that draw nothing and that a reader of news has no use for.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// White space other than a no-break one that a publisher may have set on purpose; those become blanks as well.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

/// The text with each grapheme held to [`MAX_MARKS`] marks and [`MAX_GRAPHEME`] bytes.
fn graphemes(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    // Where the last one begins, if something of it was left out.
    let mut cut: Option<usize> = None;
    for grapheme in text.graphemes(true) {
        // What is left of one may draw in what stood apart from all of it.
        let is_drawn_in = |begun: usize| [&kept[begun..], grapheme].concat().graphemes(true).nth(1).is_none();
        if cut.is_some_and(is_drawn_in) {
            continue;
        }
        let short = capped(grapheme);
        cut = (short.len() < grapheme.len()).then_some(kept.len());
        kept.push_str(&short);
    }
    kept
}

fn capped(grapheme: &str) -> Cow<'_, str> {
    if grapheme.len() <= MAX_MARKS {
        return Cow::Borrowed(grapheme);
    }
    let (mut marks, mut end) = (0, 0);
    let fitting = grapheme.chars().take_while(|c| {
        end += c.len_utf8();
        end <= MAX_GRAPHEME
    });
    let kept = fitting
        .filter(|&c| {
            marks += usize::from(is_combining_mark(c));
            !is_combining_mark(c) || marks <= MAX_MARKS
        })
        .collect::<String>();
    // A joiner joins nothing where what stood behind it was cut.
    if kept.len() == grapheme.len() {
        return Cow::Borrowed(grapheme);
    }
    Cow::Owned(kept.trim_end_matches(['\u{200c}', '\u{200d}']).to_owned())
}

fn expand_tabs(text: &str) -> String {
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for grapheme in text.graphemes(true) {
        match grapheme {
            "\t" => {
                let blanks = TAB - column % TAB;
                expanded.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            }
            "\n" => {
                expanded.push('\n');
                column = 0;
            }
            _ => {
                expanded.push_str(grapheme);
                column += unicode_width::UnicodeWidthStr::width(grapheme);
            }
        }
    }
    expanded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn line(raw: &str, expected: &str) {
        assert_eq!(CleanText::line(raw).as_str(), expected);
        assert_eq!(CleanText::line(expected).as_str(), expected, "cleaning twice changes nothing");
    }

    #[test]
    fn control_sequences_go_whole() {
        line("A\x1b]0;pwn\x07\x1b[2J\x1b]52;c;ZXZpbA==\x07B", "AB");
        line("\u{9b}31mred\u{9b}0m", "red");
        line("\x1bPq#0~\x1b\\sixel \x1b(Bset \x1b7saved", "sixel set saved");
        line("\u{9d}0;title\u{9c}kept", "kept");
        line("\x1b[38:2::1:2:3mcolour", "colour");
    }

    #[test]
    fn a_sequence_without_its_end_loses_its_opener_only() {
        line("before \x1b]0;the rest of the news", "before 0;the rest of the news");
        line("before \x1b", "before");
        line("\x1b[31", "");
        assert_eq!(CleanText::lines("a\x1b]8;;x\nb\x07c").as_str(), "a8;;x\nbc");
    }

    #[test]
    fn what_cannot_be_seen_is_removed() {
        line("a\u{202e}b\u{2066}c\u{200b}d\u{2060}e\u{feff}f\u{ad}g\u{e0041}h\u{61c}i", "abcdefghi");
        line("one\u{2028}two\u{2029}three\u{85}four", "one two three four");
        line("bell\x07 null\0 del\x7f", "bell null del");
    }

    #[test]
    fn joiners_stay_where_they_join() {
        line("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧");
        line("می\u{200c}خواهم", "می\u{200c}خواهم");
        line("a \u{200d} b\u{200d}", "a b");
        line("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥");
        line("👩\u{2329}\u{200d}👩", "👩〈👩");
        line("\u{a8}\u{301}\u{200d}a", "\u{385}\u{200d}a");
        line("👩\u{200d}\u{34f}`", "👩`");
        line("a\n\u{315}\u{fe0f}\u{200d}\u{11a25}", "a \u{315}\u{fe0f}\u{200d}\u{11a25}");
    }

    #[test]
    fn scripts_of_the_world_are_left_alone() {
        for text in ["العربية", "עִבְרִית", "ภาษาไทย", "हिन्दी", "京新聞", "🇮🇩", "ﾞ", "Tiếng Việt"]
        {
            line(text, text);
        }
        line("e\u{301}", "é");
    }

    #[test]
    fn what_is_taken_as_it_is_would_not_change() {
        for c in ('\u{80}'..='\u{ffff}').filter(|c| is_settled_char(*c)) {
            let text = format!("a{c}{c} b");
            assert_eq!(graphemes(&visible(&text)), text, "{c:?}");
        }
        assert!(!is_settled("a\u{301}") && !is_settled("\r") && !is_settled("e\u{202e}"));
        line("a\u{a0}b", "a b");
    }

    #[test]
    fn marks_are_counted_at_the_limit_and_one_past_it() {
        let marked = |n: usize| format!("x{}", "\u{323}".repeat(n));
        line(&marked(MAX_MARKS), &marked(MAX_MARKS));
        line(&marked(MAX_MARKS + 1), &marked(MAX_MARKS));
        line(&format!("a{}", "\u{301}".repeat(100_000)), &format!("á{}", "\u{301}".repeat(MAX_MARKS)));
    }

    #[test]
    fn a_grapheme_has_a_size() {
        let family = vec!["👩"; 1000].join("\u{200d}");
        let kept = CleanText::line(&family);
        assert!(kept.len() <= MAX_GRAPHEME, "{} bytes", kept.len());
        assert!(kept.ends_with('👩'));
        let hangul = format!("{}\u{1161}", "\u{1100}".repeat(30)).repeat(3);
        line(&hangul, &"\u{1100}".repeat(MAX_GRAPHEME / 3));
    }

    #[test]
    fn lines_keep_their_ends_and_tabs_reach_their_stops() {
        assert_eq!(CleanText::lines("a\tb\r\n\tc\rd").as_str(), "a   b\n    c\nd");
        line("a\tb\r\n  c", "a b c");
        assert_eq!(CleanText::lines("京\tx").as_str(), "京  x");
    }
}
