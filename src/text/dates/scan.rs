//! A line as numbers, words and marks, each with its place. Knows nothing of dates; [`super`] calls it.

/// One piece of a line. Blanks are no pieces; they show as [`Token::spaced`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    /// The piece as it was written.
    pub written: &'a str,
    /// Where it starts in the line, in bytes.
    pub start: usize,
    /// Whether a blank, or the line's start, stands before it.
    pub spaced: bool,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// ASCII digits: their value (the largest there is, where it is larger than that) and how many there are.
    Number { value: u32, digits: usize },
    /// Letters, in lower case and without the apostrophes that stood between them (`Jum'at`).
    Word(String),
    /// Any other character, with every dash as `-`; the Chinese, Japanese and Korean units of time as well.
    Mark(char),
}

impl Token<'_> {
    /// The first byte behind it.
    pub(super) fn end(&self) -> usize {
        self.start + self.written.len()
    }

    /// Its word, in lower case.
    pub(super) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Whether it is this mark.
    pub(super) fn is(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number { .. })
    }

    /// Whether it is letters, all of them capitals.
    pub(super) fn is_upper(&self) -> bool {
        self.word().is_some() && self.written.chars().all(char::is_uppercase)
    }
}

/// The pieces of `line`, in their order.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut spaced = true;
    let mut at = 0;
    while let Some(first) = line[at..].chars().next() {
        if is_blank(first) {
            spaced = true;
            at += first.len_utf8();
            continue;
        }
        let (kind, length) = piece(&line[at..], first);
        tokens.push(Token { kind, written: &line[at..at + length], start: at, spaced });
        spaced = false;
        at += length;
    }
    tokens
}

fn piece(rest: &str, first: char) -> (Kind, usize) {
    if first.is_ascii_digit() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        return (Kind::Number { value: rest[..digits].parse().unwrap_or(u32::MAX), digits }, digits);
    }
    if is_letter(first) {
        let length = word_length(rest);
        let word = rest[..length].chars().filter(|&c| !is_apostrophe(c)).flat_map(char::to_lowercase).collect();
        return (Kind::Word(word), length);
    }
    let mark = match first {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{ff08}' => '(',
        '\u{ff09}' => ')',
        '\u{ff1a}' => ':',
        _ => first,
    };
    (Kind::Mark(mark), first.len_utf8())
}

/// Bytes of the word that `rest` starts with. An apostrophe belongs to it where a letter follows: `Jum’at`, not
/// `Jan '22`.
fn word_length(rest: &str) -> usize {
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = is_letter(c) || (is_apostrophe(c) && chars.peek().is_some_and(|&(_, next)| is_letter(next)));
        if !inside {
            return at;
        }
    }
    rest.len()
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_unit(c)
}

/// Year, month, day, hour, minute, second as they stand behind their numbers in East Asia.
fn is_unit(c: char) -> bool {
    matches!(c, '年' | '月' | '日' | '時' | '时' | '分' | '秒' | '년' | '월' | '일' | '시' | '분' | '초')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{2bc}')
}

/// White space, and the invisible characters that pages leave around their dates.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(line: &str) -> Vec<Kind> {
        tokens(line).into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn a_line_falls_into_numbers_words_and_marks() {
        let number = |value, digits| Kind::Number { value, digits };
        let word = |word: &str| Kind::Word(word.to_owned());
        assert_eq!(
            kinds("Jum’at (07–1st)"),
            [word("jumat"), Kind::Mark('('), number(7, 2), Kind::Mark('-'), number(1, 1), word("st"), Kind::Mark(')'),]
        );
        assert_eq!(kinds("Jan '22"), [word("jan"), Kind::Mark('\''), number(22, 2)]);
        assert_eq!(kinds("1月8日"), [number(1, 1), Kind::Mark('月'), number(8, 1), Kind::Mark('日')]);
        assert_eq!(kinds("99999999999"), [number(u32::MAX, 11)]);
        assert_eq!(kinds(" \u{200b}\t"), []);
    }

    #[test]
    fn pieces_know_where_they_stand() {
        let line = "é 12\u{a0}x";
        let found = tokens(line);
        assert_eq!(
            found.iter().map(|t| (&line[t.start..t.end()], t.spaced)).collect::<Vec<_>>(),
            [("é", true), ("12", true), ("x", true)]
        );
    }
}
