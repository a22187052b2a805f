//! A text as words. Where a script sets no blanks between them, overlapping pairs and threes stand for words: without
//! a dictionary they find again what was met before, which is all that terms are for. [`super`] calls this.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Bytes of the longest token; what is longer is an address or a mistake, and is left out.
pub const MAX_TOKEN: usize = 64;

/// The words of `text` as they stand in it: letters and digits, with the marks on them and the apostrophes in them.
///
/// `12.500` and `U-17` are one token, `Trump's` is `Trump`, `anak-anak` is `anak` once. Chinese characters come in
/// overlapping pairs, Thai, Lao, Khmer and Burmese in overlapping threes of graphemes. Tokens of one character come
/// as well; none is longer than [`MAX_TOKEN`].
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    Runs { rest: text }.flat_map(|(run, script)| pieces(run, script)).filter(|token| token.len() <= MAX_TOKEN)
}

/// Whether `c` is an apostrophe, as it is typed or as it is set.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}')
}

/// How a script shows where a word ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    /// By something that is no letter.
    Spaced,
    /// Not at all, and a character is about half a word.
    Han,
    /// Not at all, but foreign words are set in it and little else.
    Katakana,
    /// Not at all, and it is mostly endings.
    Hiragana,
    /// Not at all, and a word takes several letters.
    Unspaced,
}

fn script(c: char) -> Script {
    match c {
        '\u{3005}'
        | '\u{3007}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Script::Han,
        '\u{30a0}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}' => Script::Katakana,
        '\u{3041}'..='\u{309f}' => Script::Hiragana,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Script::Unspaced,
        _ => Script::Spaced,
    }
}

/// The runs of letters and digits of a text, each of one script.
struct Runs<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Runs<'a> {
    type Item = (&'a str, Script);

    fn next(&mut self) -> Option<Self::Item> {
        let at = self.rest.find(char::is_alphanumeric)?;
        let from = &self.rest[at..];
        let script = script(from.chars().next()?);
        let (run, rest) = from.split_at(run_length(from, script));
        self.rest = if script == Script::Spaced { behind_repetition(run, rest) } else { rest };
        let shown = if script == Script::Spaced { without_possessive(run) } else { run };
        Some((shown, script))
    }
}

/// Bytes of the run that `text` starts with, which is in `of`. A mark inside belongs to it where it joins: an
/// apostrophe two letters, a point or a comma two digits, a hyphen one first letter and a digit.
fn run_length(text: &str, of: Script) -> usize {
    // Most text is of letters that need no look at their script.
    let plain = if of == Script::Spaced { text.bytes().take_while(u8::is_ascii_alphanumeric).count() } else { 0 };
    let mut last = text[..plain].chars().next_back().unwrap_or(' ');
    let mut chars = text[plain..].char_indices().map(|(at, c)| (plain + at, c)).peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let inside = if c.is_alphanumeric() {
            script(c) == of
        } else if is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}') {
            at > 0
        } else {
            let letters = last.is_alphabetic() && next.is_alphabetic();
            let digits = last.is_ascii_digit() && next.is_ascii_digit();
            let designation = at == last.len_utf8() && last.is_alphabetic() && next.is_ascii_digit();
            of == Script::Spaced
                && ((is_apostrophe(c) && letters) || (matches!(c, '.' | ',') && digits) || (c == '-' && designation))
        };
        if !inside {
            return at;
        }
        last = c;
    }
    text.len()
}

/// What follows `run` and the hyphen and second half of a word that is said twice, `anak-anak`.
fn behind_repetition<'a>(run: &str, rest: &'a str) -> &'a str {
    let Some(behind) = rest.strip_prefix('-') else { return rest };
    let length = run_length(behind, Script::Spaced);
    let same = behind[..length].chars().flat_map(char::to_lowercase).eq(run.chars().flat_map(char::to_lowercase));
    if same { &behind[length..] } else { rest }
}

fn without_possessive(run: &str) -> &str {
    let Some(owner) = run.strip_suffix(['s', 'S']) else { return run };
    owner.strip_suffix(is_apostrophe).unwrap_or(run)
}

/// The tokens of a run.
fn pieces(run: &str, script: Script) -> impl Iterator<Item = &str> {
    let (bounds, size): (Vec<usize>, _) = match script {
        Script::Spaced | Script::Katakana | Script::Hiragana => (Vec::new(), 1),
        Script::Han => (run.char_indices().map(|(at, _)| at).chain([run.len()]).collect(), 2),
        Script::Unspaced => (run.grapheme_indices(true).map(|(at, _)| at).chain([run.len()]).collect(), 3),
    };
    let whole = bounds.len() <= size + 1;
    let count = if whole { 1 } else { bounds.len() - size };
    (0..count).map(move |at| if whole { run } else { &run[bounds[at]..bounds[at + size]] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn gives(text: &str, expected: &[&str]) {
        assert_eq!(tokens(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_are_letters_and_digits() {
        gives("Harga (cabai) naik 5%!", &["Harga", "cabai", "naik", "5"]);
        gives("a/b_c…d", &["a", "b", "c", "d"]);
        gives("Tiếng e\u{301}tude हिन्दी", &["Tiếng", "e\u{301}tude", "हिन्दी"]);
        gives("", &[]);
        gives("--- '' \u{301}", &[]);
    }

    #[test]
    fn marks_inside_a_word_join_it() {
        gives("don't 'tis Jum’at' rock'n'roll", &["don't", "tis", "Jum’at", "rock'n'roll"]);
        gives("12.500 2,5 3. 4,", &["12.500", "2,5", "3", "4"]);
        gives("U-17 F-16 Covid-19 ke-2", &["U-17", "F-16", "Covid", "19", "ke", "2"]);
        gives("Trump's Norway’s 's", &["Trump", "Norway", "s"]);
    }

    #[test]
    fn a_word_said_twice_is_one() {
        gives("Anak-anak bermain kupu-kupu", &["Anak", "bermain", "kupu"]);
        gives("anak-anaknya bolak-balik", &["anak", "anaknya", "bolak", "balik"]);
    }

    #[test]
    fn scripts_without_blanks_are_cut_into_overlapping_pieces() {
        gives("東京都で", &["東京", "京都", "で"]);
        gives("新カメラ2台", &["新", "カメラ", "2", "台"]);
        gives("ฝนตก", &["ฝนต", "นตก"]);
        gives("서울에 눈", &["서울에", "눈"]);
    }

    #[test]
    fn a_token_has_a_size() {
        gives(&"a".repeat(MAX_TOKEN), &["a".repeat(MAX_TOKEN).as_str()]);
        gives(&"a".repeat(MAX_TOKEN + 1), &[]);
        assert_eq!(tokens(&"a".repeat(1_000_000)).count(), 0);
    }
}
