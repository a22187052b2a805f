//! Markup to tags and words: html5ever's tokenizer, held to limits. Knows names of elements only as far as their
//! content must never be read as words; what an element means is the builder's business, the only caller.
//!
//! A small scanner runs ahead of the tokenizer. It finds the end of each tag by the tokenizer's own rules, leaves out
//! attributes past [`MAX_ATTRIBUTES`] (the tokenizer compares every attribute of a tag with every other) and steps
//! over scripts, drawings and form controls whole.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Attributes read of one tag.
pub(super) const MAX_ATTRIBUTES: usize = 64;

/// Bytes handed to the tokenizer before the taker is asked whether it is full.
const PIECE: usize = 1 << 16;

/// Elements whose content is never words. `false`: where the end tag is missing, the content is read after all.
const SKIPPED: [(&str, bool); 20] = [
    ("audio", false),
    ("button", false),
    ("canvas", false),
    ("datalist", false),
    ("iframe", false),
    ("math", false),
    ("noembed", false),
    ("noframes", false),
    ("noscript", false),
    ("progress", false),
    ("meter", false),
    ("rp", false),
    ("script", true),
    ("select", false),
    ("style", true),
    ("svg", false),
    ("template", false),
    ("textarea", false),
    ("title", false),
    ("video", false),
];

/// What takes the tags and words.
pub(crate) trait Take {
    /// An element begins.
    fn open(&mut self, name: &str, attributes: Attributes<'_>);
    /// An element ends; it need not have begun.
    fn close(&mut self, name: &str);
    /// Words, with their entities decoded, not yet cleaned.
    fn words(&mut self, words: &str);
    /// The source of the content of the element that has just begun, which is not read; empty where it has none.
    fn skipped(&mut self, source: &str);
    /// Whether nothing more is wanted.
    fn is_full(&self) -> bool;
}

/// The attributes of a tag.
#[derive(Clone, Copy)]
pub(crate) struct Attributes<'a>(&'a Tag);

impl<'a> Attributes<'a> {
    /// Names in small letters and values, in the tag's order.
    pub(super) fn all(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.attrs.iter().map(|attribute| (&*attribute.name.local, &*attribute.value))
    }

    /// The value of an attribute.
    pub(crate) fn get(self, name: &str) -> Option<&'a str> {
        self.0.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
    }
}

/// Reads `html` in one pass, in linear time.
pub(crate) fn read(html: &str, take: &mut impl Take) {
    let sink = Sink { take: RefCell::new(take), words: RefCell::default() };
    let reader = Reader { html, tokenizer: Tokenizer::new(sink, TokenizerOpts::default()), endless: Vec::new() };
    reader.run();
}

struct Reader<'h, 't, T: Take> {
    html: &'h str,
    tokenizer: Tokenizer<Sink<'t, T>>,
    /// Elements of which no end tag is left: no need to look for one again.
    endless: Vec<&'static str>,
}

impl<T: Take> Reader<'_, '_, T> {
    fn run(mut self) {
        let (mut fed, mut at) = (0, 0);
        while let Some(found) = self.html[at..].find('<') {
            let tag = at + found;
            if tag - fed > PIECE {
                self.feed(fed..tag);
                fed = tag;
                if self.tokenizer.sink.take.borrow().is_full() {
                    return;
                }
            }
            let Some(opening) = Opening::at(self.html, tag) else {
                at = past_comment(self.html, tag);
                continue;
            };
            let end = opening.end.unwrap_or(self.html.len());
            if let Some(cut) = opening.cut {
                self.feed(fed..cut);
                fed = opening.end.map_or(end, |end| end - 1);
            }
            at = end;
            if let Some((name, raw)) = opening.skipped(self.html) {
                self.feed(fed..end);
                at = self.skip(end, name, raw && !opening.closed, opening.closed);
                fed = at;
            }
        }
        self.feed(fed..self.html.len());
        self.tokenizer.end();
        self.tokenizer.sink.flush();
    }

    fn feed(&self, range: std::ops::Range<usize>) {
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(&self.html[range]));
        while !matches!(self.tokenizer.feed(&queue), TokenizerResult::Done) {}
    }

    /// Steps over the content of an element that began before `from`; gives where reading goes on.
    fn skip(&mut self, from: usize, name: &'static str, raw: bool, closed: bool) -> usize {
        let mut end = None;
        if !closed && !self.endless.contains(&name) {
            end = end_tag(self.html, from, name);
            if end.is_none() {
                self.endless.push(name);
            }
        }
        let end = end.unwrap_or(if raw { self.html.len() } else { from });
        self.tokenizer.sink.flush();
        self.tokenizer.sink.take.borrow_mut().skipped(&self.html[from..end]);
        end
    }
}

/// A tag as the scanner sees it.
struct Opening {
    /// Bytes of its name; none in an end tag.
    name: std::ops::Range<usize>,
    /// The byte after its `>`.
    end: Option<usize>,
    /// Where its attributes past the limit begin.
    cut: Option<usize>,
    /// Whether it closes itself.
    closed: bool,
}

impl Opening {
    /// The tag whose `<` stands at `tag`; none where the tokenizer would see no tag there.
    fn at(html: &str, tag: usize) -> Option<Self> {
        let bytes = html.as_bytes();
        let ends = bytes.get(tag + 1) == Some(&b'/');
        let name = tag + 1 + usize::from(ends);
        if !bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
            return None;
        }
        let mut at = past(bytes, name, |b| !is_space(b) && b != b'/' && b != b'>');
        let mut opening = Self { name: name..if ends { name } else { at }, end: None, cut: None, closed: false };
        let mut attributes = 0;
        loop {
            let begin = past(bytes, at, |b| is_space(b) || b == b'/');
            opening.closed = begin > at && bytes[begin - 1] == b'/';
            match bytes.get(begin) {
                None => return Some(opening),
                Some(b'>') => return Some(Self { end: Some(begin + 1), ..opening }),
                Some(_) => {}
            }
            attributes += 1;
            if attributes == MAX_ATTRIBUTES + 1 {
                opening.cut = Some(begin);
            }
            at = past_attribute(bytes, begin);
        }
    }

    fn skipped(&self, html: &str) -> Option<(&'static str, bool)> {
        let name = &html[self.name.clone()];
        let known = SKIPPED.iter().find(|(skipped, _)| skipped.eq_ignore_ascii_case(name)).copied();
        known.filter(|_| self.end.is_some())
    }
}

/// The byte after the attribute that begins at `at`.
fn past_attribute(bytes: &[u8], at: usize) -> usize {
    // The first byte belongs to the name whatever it is, `=` included.
    let name = past(bytes, at + 1, |b| !is_space(b) && !matches!(b, b'/' | b'>' | b'='));
    let equals = past(bytes, name, is_space);
    if bytes.get(equals) != Some(&b'=') {
        return name;
    }
    let value = past(bytes, equals + 1, is_space);
    match bytes.get(value) {
        Some(&quote @ (b'"' | b'\'')) => (past(bytes, value + 1, |b| b != quote) + 1).min(bytes.len()),
        _ => past(bytes, value, |b| !is_space(b) && b != b'>'),
    }
}

fn past(bytes: &[u8], from: usize, within: impl Fn(u8) -> bool) -> usize {
    bytes.get(from..).unwrap_or_default().iter().position(|&b| !within(b)).map_or(bytes.len(), |found| from + found)
}

fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// The byte after the comment, or after the lone `<`, that stands at `at`.
fn past_comment(html: &str, at: usize) -> usize {
    let rest = &html[at..];
    let Some(comment) = rest.strip_prefix("<!--") else {
        let bogus = matches!(rest.as_bytes().get(1), Some(b'!' | b'?' | b'/'));
        return if bogus { rest.find('>').map_or(html.len(), |end| at + end + 1) } else { at + 1 };
    };
    let begin = at + 4;
    if let Some(end) = [">", "->"].iter().find(|end| comment.starts_with(**end)) {
        return begin + end.len();
    }
    let ends = |before: &str| before.ends_with("--") || before.ends_with("--!");
    let end = comment.match_indices('>').find(|(found, _)| ends(&comment[..*found]));
    end.map_or(html.len(), |(found, _)| begin + found + 1)
}

/// Where the first end tag of `name` from `from` on begins.
fn end_tag(html: &str, from: usize, name: &str) -> Option<usize> {
    html[from..].match_indices("</").map(|(found, _)| from + found).find(|&at| {
        let rest = &html.as_bytes()[at + 2..];
        rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && rest.get(name.len()).is_none_or(|&b| is_space(b) || matches!(b, b'/' | b'>'))
    })
}

/// Joins runs of characters (the tokenizer gives a decoded entity apart from its neighbours, and a control sequence
/// must be seen whole to be removed whole) and passes everything on.
struct Sink<'t, T: Take> {
    take: RefCell<&'t mut T>,
    words: RefCell<String>,
}

impl<T: Take> Sink<'_, T> {
    fn flush(&self) {
        let mut words = self.words.borrow_mut();
        if !words.is_empty() {
            self.take.borrow_mut().words(&words);
            words.clear();
        }
    }
}

impl<T: Take> TokenSink for Sink<'_, T> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::CharacterTokens(words) => self.words.borrow_mut().push_str(&words),
            Token::TagToken(tag) => {
                self.flush();
                let mut take = self.take.borrow_mut();
                match tag.kind {
                    TagKind::StartTag => take.open(&tag.name, Attributes(&tag)),
                    TagKind::EndTag => take.close(&tag.name),
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Seen(Vec<String>);

    impl Take for Seen {
        fn open(&mut self, name: &str, attributes: Attributes<'_>) {
            self.0.push(format!("<{name}{}>", attributes.get("a").map(|a| format!(" {a}")).unwrap_or_default()));
        }
        fn close(&mut self, name: &str) {
            self.0.push(format!("</{name}>"));
        }
        fn words(&mut self, words: &str) {
            self.0.push(words.to_owned());
        }
        fn skipped(&mut self, source: &str) {
            self.0.push(format!("({source})"));
        }
        fn is_full(&self) -> bool {
            false
        }
    }

    #[track_caller]
    fn seen(html: &str, expected: &[&str]) {
        let mut take = Seen::default();
        read(html, &mut take);
        assert_eq!(take.0, expected, "{html}");
    }

    #[test]
    fn entities_join_the_words_around_them() {
        seen("a &amp; b&#27;[31m<p>c", &["a & b\x1b[31m", "<p>", "c"]);
        seen("1 < 2 <3 &nosuch; </>", &["1 < 2 <3 &nosuch; "]);
    }

    #[test]
    fn the_content_of_scripts_and_drawings_is_no_words() {
        seen("<script>a<b>c</script >d", &["<script>", "(a<b>c)", "</script>", "d"]);
        seen("<SVG><title>x</title></SVG>d", &["<svg>", "(<title>x</title>)", "</svg>", "d"]);
        seen("<svg/>d<script src=x />e", &["<svg>", "()", "d", "<script>", "()", "e"]);
        seen("<style>d</styles>", &["<style>", "(d</styles>)"]);
        seen("<button>d<button>e", &["<button>", "()", "d", "<button>", "()", "e"]);
    }

    #[test]
    fn comments_and_declarations_are_stepped_over() {
        seen("<!doctype html>a<!-- <p a='> -->b<?php x?>c<![CDATA[d]]>e", &["abce"]);
        seen("a<!-->b<!--->c<!---->d<!-- x --!>e<!-- y --->f", &["abcdef"]);
        seen("a<!-- <p>b", &["a"]);
    }

    #[test]
    fn tags_end_where_the_tokenizer_ends_them() {
        seen("<p a='>' b=\"<i>\" c=d/ =e>x", &["<p >>", "x"]);
        seen("<p a = x>y</p a=b>z", &["<p x>", "y", "</p>", "z"]);
        seen("x<p a='", &["x"]);
    }

    #[test]
    fn attributes_are_counted_at_the_limit_and_one_past_it() {
        let tag = |before: usize| {
            let many = (0..before).fold(String::new(), |many, n| format!("{many} x{n}=\"'>\""));
            format!("<p{many} a=b>c")
        };
        seen(&tag(MAX_ATTRIBUTES - 1), &["<p b>", "c"]);
        seen(&tag(MAX_ATTRIBUTES), &["<p>", "c"]);
    }
}
