//! A place in a line's pieces, that steps over them and goes back where a form does not fit.

use super::Impossible;
use super::scan::{Kind, Token};

/// Marks that may stand between the parts of a date: `Sabtu (8/1/2022) | 13.03`.
const GAP_MARKS: [char; 12] = [',', '.', ';', ':', '|', '-', '/', '@', '·', '•', '~', '('];

/// How many marks one gap may hold; prose has one, pages have `, |` or `) - (`.
const MAX_GAP: usize = 3;

/// Where reading stands. A copy of it is a place to go back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    /// Brackets opened and not yet closed.
    open: usize,
    /// Whether the date stands among other words, so that more must speak for it.
    pub among_words: bool,
    /// What was first met that has the form of a date and is none. Going back does not forget it.
    impossible: Option<Impossible>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(tokens: &'a [Token<'a>], at: usize, among_words: bool) -> Self {
        Self { tokens, at, open: 0, among_words, impossible: None }
    }

    /// The next piece.
    pub(super) fn peek(&self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at)
    }

    /// The piece `ahead` places behind the next one.
    pub(super) fn peek_at(&self, ahead: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at + ahead)
    }

    /// The piece last stepped over.
    pub(super) fn previous(&self) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at.checked_sub(1)?)
    }

    /// Which piece is next.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn skip(&mut self, pieces: usize) {
        self.at += pieces;
    }

    /// What `form` reads here; where it reads nothing, the cursor stays where it was.
    pub(super) fn attempt<T>(&mut self, form: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = *self;
        let read = form(self);
        if read.is_none() {
            *self = Self { impossible: self.impossible, ..before };
        }
        read
    }

    /// Remembers that there is something of the form of a date that is none.
    pub(super) fn note(&mut self, impossible: Impossible) {
        self.impossible.get_or_insert(impossible);
    }

    /// What was first noted.
    pub(super) fn noted(&self) -> Option<Impossible> {
        self.impossible
    }

    /// What `look` sees from here; the cursor stays.
    pub(super) fn look<T>(&self, look: impl FnOnce(&mut Self) -> T) -> T {
        look(&mut { *self })
    }

    /// Steps over the mark, where it is next.
    pub(super) fn mark(&mut self, mark: char) -> bool {
        let found = self.peek().is_some_and(|token| token.is(mark));
        self.at += usize::from(found);
        found
    }

    /// Steps over the mark, where it is next and no blank stands before it.
    pub(super) fn glued_mark(&mut self, mark: char) -> bool {
        let found = self.is_glued(mark);
        self.at += usize::from(found);
        found
    }

    /// Whether the mark is next and no blank stands before it.
    pub(super) fn is_glued(&self, mark: char) -> bool {
        self.peek().is_some_and(|token| token.is(mark) && !token.spaced)
    }

    /// Steps over the next word, where `read` makes something of it.
    pub(super) fn word<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let found = self.peek()?.word().and_then(read);
        self.at += usize::from(found.is_some());
        found
    }

    /// Steps over what stands behind a day: `8th`, and Malay's `8 haribulan`.
    pub(super) fn ordinal(&mut self) -> bool {
        self.word_of(&["st", "nd", "rd", "th", "hb", "haribulan"])
    }

    /// Steps over the next word, where it is one of `words`.
    pub(super) fn word_of(&mut self, words: &[&str]) -> bool {
        self.word(|word| words.contains(&word).then_some(())).is_some()
    }

    /// A number of `digits` digits.
    pub(super) fn number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        match self.peek()?.kind {
            Kind::Number { value, digits: written } if digits.contains(&written) => {
                self.at += 1;
                Some(value)
            }
            _ => None,
        }
    }

    /// A number of exactly `digits` digits, which may be more than a `u32` holds.
    pub(super) fn long_number(&mut self, digits: usize) -> Option<u64> {
        let token = self.peek().filter(|token| token.is_number() && token.written.len() == digits)?;
        let value = token.written.parse().ok()?;
        self.at += 1;
        Some(value)
    }

    /// A number with no blank before it.
    pub(super) fn glued_number(&mut self, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
        if self.peek()?.spaced { None } else { self.number(digits) }
    }

    /// Steps over the marks between two parts of a date, brackets counted.
    pub(super) fn gap(&mut self) {
        for _ in 0..MAX_GAP {
            let Some(Kind::Mark(mark)) = self.peek().map(|token| &token.kind) else { return };
            if GAP_MARKS.contains(mark) {
                self.open += usize::from(*mark == '(');
                self.at += 1;
            } else if !self.close() {
                return;
            }
        }
    }

    /// Steps over the bracket that closes one opened in a gap.
    pub(super) fn close(&mut self) -> bool {
        let closes = self.open > 0 && self.mark(')');
        self.open -= usize::from(closes);
        closes
    }
}
