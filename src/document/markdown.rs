//! A document as Markdown: `CommonMark` with the tables, footnotes and struck words of GitHub's dialect. What a word
//! could mean to a reader of Markdown is escaped, so that it is read as the words it is.

use std::ops::Range;

use super::block::{Block, Kind, Level, LevelKind, Marker, Style, Table};
use super::{CAPTION_PARTS, Document, Emphasis, is_tight};

/// What stands before the words of a picture.
const FIGURE: &str = "▣ ";

/// Writes a document.
pub(super) fn write(document: &Document) -> String {
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for block in document.blocks() {
        let (first, further) = prefixes(&block.levels);
        if let Some(before) = before {
            text.push('\n');
            if !is_tight(before, block) {
                text.push_str(blank(before, block).trim_end());
                text.push('\n');
            }
        }
        for (at, line) in lines(document, block).split('\n').enumerate() {
            if at > 0 {
                text.push('\n');
            }
            let prefix = if at == 0 { &first } else { &further };
            text.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
            text.push_str(line);
        }
        before = Some(block);
    }
    if before.is_some() {
        text.push('\n');
    }
    text
}

/// One line of words that are no document's, such as a headline, escaped.
#[must_use]
pub fn escape_markdown(words: &str) -> String {
    let mut text = String::new();
    escape(&mut text, words, true, false);
    text
}

/// What stands before the first line of a block in these levels, and before each further one.
fn prefixes(levels: &[Level]) -> (String, String) {
    let (mut first, mut further) = (String::new(), String::new());
    for level in levels {
        let mark = mark(level);
        let blank = if level.kind == LevelKind::Quote { mark.clone() } else { " ".repeat(indent(level)) };
        first.push_str(if level.first || level.kind == LevelKind::Quote { &mark } else { &blank });
        further.push_str(&blank);
    }
    (first, further)
}

fn mark(level: &Level) -> String {
    match level.kind {
        LevelKind::Quote => "> ".to_owned(),
        LevelKind::Item(Marker::Bullet) => "- ".to_owned(),
        LevelKind::Item(Marker::Number(number, _)) => format!("{number}. "),
        LevelKind::Item(Marker::Note(number)) => format!("[^{number}]: "),
        // There is no description of a term in Markdown.
        LevelKind::Item(Marker::Indent) => String::new(),
    }
}

/// Columns before what stands in an item: as wide as its marker, for a footnote always four.
fn indent(level: &Level) -> usize {
    if matches!(level.kind, LevelKind::Item(Marker::Note(_))) { 4 } else { mark(level).len() }
}

/// The line between two blocks: the signs of the quotations that go on.
fn blank(before: &Block, block: &Block) -> String {
    let goes_on = |(before, level): &(&Level, &Level)| !level.first && before.kind == level.kind;
    let shared = before.levels.iter().zip(&block.levels).take_while(goes_on).count();
    prefixes(&block.levels[..shared]).1
}

/// The lines of a block, without what stands before them.
fn lines(document: &Document, block: &Block) -> String {
    let all = 0..block.words.text().len();
    match &block.kind {
        Kind::Paragraph | Kind::Embed => words(document, block, all, "\\\n", Emphasis::NONE),
        Kind::Heading(level) => {
            format!("{} {}", "#".repeat(usize::from(*level)), words(document, block, all, "<br>", Emphasis::NONE))
        }
        Kind::Figure => format!("{FIGURE}{}", words(document, block, all, CAPTION_PARTS, Emphasis::NONE)),
        Kind::Rule => "* * *".to_owned(),
        Kind::Preformatted => {
            let fence = "`".repeat(longest_run(block.words.text(), '`').max(2) + 1);
            format!("{fence}\n{}\n{fence}", block.words.text())
        }
        Kind::Table(table) => rows(document, block, table),
    }
}

fn rows(document: &Document, block: &Block, table: &Table) -> String {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    let row = |cells: &[Range<usize>], strong: Emphasis| {
        let words = |cell: &Range<usize>| words(document, block, cell.clone(), " ", strong);
        let cell = |at: usize| cells.get(at).map_or(String::new(), words);
        (0..columns).fold(String::from("|"), |row, at| row + " " + &cell(at) + " |")
    };
    let (head, rest) = table.rows.split_at(usize::from(table.has_head));
    let mut lines = vec![
        row(head.first().map_or(&[][..], Vec::as_slice), Emphasis::STRONG),
        format!("|{}", " --- |".repeat(columns)),
    ];
    lines.extend(rest.iter().map(|cells| row(cells, Emphasis::NONE)));
    lines.join("\n")
}

/// A range of a block's words, with this in the place of line ends, and without signs for what all of it is.
fn words(document: &Document, block: &Block, range: Range<usize>, line_end: &str, whole: Emphasis) -> String {
    let mut text = String::new();
    let is_heading = matches!(block.kind, Kind::Heading(_));
    let mut stretches = block.words.styled(range).peekable();
    let mut open = None;
    while let Some((stretch, style)) = stretches.next() {
        let next = stretches.peek().copied();
        let is_blank = stretch.trim().is_empty();
        let within = style.link.is_none() && is_blank && next.is_some_and(|(_, next)| next.link == open);
        if style.link != open && !within {
            close_link(&mut text, document, open);
            if style.link.is_some() {
                if text.ends_with('!') {
                    text.insert(text.len() - 1, '\\');
                }
                text.push('[');
            }
            open = style.link;
        }
        let begins_line = text.is_empty() && block.kind != Kind::Figure && !is_heading;
        let after = next.and_then(|(next, _)| next.chars().next());
        styled(&mut text, stretch, style, Place { begins_line, is_heading, line_end, after, whole });
    }
    close_link(&mut text, document, open);
    text
}

fn close_link(text: &mut String, document: &Document, open: Option<usize>) {
    if let Some(link) = open.and_then(|open| document.links().get(open)) {
        let url = link.url.replace('\\', "%5C").replace('&', if link.url.contains(';') { "\\&" } else { "&" });
        let (begin, end) = if url.contains(['(', ')']) { ("](<", ">)") } else { ("](", ")") };
        text.extend([begin, &url, end]);
    }
}

/// Where a stretch of words stands.
#[derive(Clone, Copy)]
struct Place<'l> {
    begins_line: bool,
    is_heading: bool,
    line_end: &'l str,
    /// The sign that follows.
    after: Option<char>,
    whole: Emphasis,
}

/// A stretch of one style: its signs stand at its words, never at a blank.
fn styled(text: &mut String, stretch: &str, style: Style, place: Place<'_>) {
    let words = stretch.trim();
    let begin = stretch.len() - stretch.trim_start().len();
    let end = begin + words.len();
    if style.emphasis.contains(Emphasis::NOTE) {
        return text.push_str(stretch);
    }
    lines_of(text, &stretch[..begin], place);
    let is = |emphasis| style.emphasis.contains(emphasis) && place.whole != emphasis && !words.is_empty();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let after = stretch[end..].chars().next().or(place.after);
    // Signs beside a letter and a sign of punctuation are taken for words; tags never are.
    let is_plain = |c: Option<char>| is_word(c) || c.is_none();
    let in_tags = (is_word(text.chars().next_back()) && !is_plain(words.chars().next()))
        || (is_word(after) && !is_plain(words.chars().next_back()));
    let signs = [
        (Emphasis::STRIKE, "~~", "<del>", "</del>"),
        (Emphasis::STRONG, "**", "<strong>", "</strong>"),
        (Emphasis::EM, "*", "<em>", "</em>"),
    ];
    let signs = signs.into_iter().filter(|(emphasis, ..)| is(*emphasis));
    signs.clone().for_each(|(_, sign, tag, _)| text.push_str(if in_tags { tag } else { sign }));
    if is(Emphasis::CODE) {
        code(text, words);
    } else {
        let begins_line = place.begins_line && text.is_empty();
        lines_of(text, words, Place { begins_line, ..place });
    }
    signs.rev().for_each(|(_, sign, _, tag)| text.push_str(if in_tags { tag } else { sign }));
    lines_of(text, &stretch[end..], Place { begins_line: false, ..place });
}

fn lines_of(text: &mut String, words: &str, place: Place<'_>) {
    for (at, line) in words.split('\n').enumerate() {
        text.push_str(if at > 0 { place.line_end } else { "" });
        escape(text, line, place.begins_line || text.ends_with('\n'), place.is_heading);
    }
}

/// Words as code: between more backticks than stand in them.
fn code(text: &mut String, words: &str) {
    let fence = "`".repeat(longest_run(words, '`') + 1);
    let pad = if words.starts_with('`') || words.ends_with('`') { " " } else { "" };
    // A bar would end the cell of a table even within code.
    let words = words.replace('\n', " ").replace('|', "\\|");
    text.extend([&fence, pad, &words, pad, &fence]);
}

fn longest_run(text: &str, sign: char) -> usize {
    text.split(|c| c != sign).map(str::len).max().unwrap_or(0)
}

/// Adds words with a backslash before what would be more than a word.
fn escape(text: &mut String, words: &str, begins_line: bool, is_heading: bool) {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in words.char_indices() {
        let begins = begins_line && at == 0 && matches!(c, '#' | '+' | '-' | '=' | '>' | ':');
        let ends = words[at + c.len_utf8()..].starts_with(' ') || at + c.len_utf8() == words.len();
        let counts = begins_line && at == digits && digits > 0 && ends && matches!(c, '.' | ')');
        let is_entity =
            c == '&' && words.as_bytes()[at + 1..].iter().take(MAX_ENTITY).find(|b| !is_of_entity(**b)) == Some(&b';');
        let always = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' | '|') || (is_heading && c == '#');
        if begins || counts || is_entity || always {
            text.push('\\');
        }
        text.push(c);
    }
}

/// Bytes of the longest name of an entity, and its end.
const MAX_ENTITY: usize = 40;

fn is_of_entity(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'#'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::CleanText;

    #[track_caller]
    fn written(html: &str, expected: &str) {
        assert_eq!(Document::from_html(html, None).to_markdown(), expected, "{html}");
    }

    #[test]
    fn the_name_of_an_entity_is_measured_at_the_limit_and_one_past_it() {
        let escaped = |length: usize| {
            let words = CleanText::line(&format!("a &{};", "x".repeat(length - 1)));
            Document::from_text(&words).to_markdown().contains('\\')
        };
        assert!(escaped(MAX_ENTITY) && !escaped(MAX_ENTITY + 1));
    }

    #[test]
    fn words_that_look_like_marks_are_escaped() {
        for (words, expected) in [
            ("a*b_c`d[e]f<g~h|i\\j", "a\\*b\\_c\\`d\\[e\\]f\\<g\\~h\\|i\\\\j"),
            ("# a #", "\\# a #"),
            ("1. a 2. b", "1\\. a 2. b"),
            ("12) a", "12\\) a"),
            ("12.400 a", "12.400 a"),
            ("1.", "1\\."),
            ("- a - b", "\\- a - b"),
            ("> a", "\\> a"),
            ("AT&T &amp; &copy", "AT&T \\&amp; &copy"),
            ("a!", "a!"),
        ] {
            assert_eq!(Document::from_text(&CleanText::line(words)).to_markdown(), format!("{expected}\n"));
            assert!(!words.starts_with('#') || escape_markdown(words) == expected);
        }
        written("<h2>a # b</h2>", "## a \\# b\n");
        written("a<br># b", "a\\\n\\# b\n");
    }

    #[test]
    fn escapes_are_undone_by_the_rules_of_markdown() {
        // CommonMark 2.4: a backslash before a sign of ASCII punctuation stands for that sign.
        let words = "* _ ` [x](y) # + - = > ~~ | <b> \\ &amp; 1. !";
        let markdown = Document::from_text(&CleanText::line(words)).to_markdown();
        let (mut read, mut signs) = (String::new(), markdown.trim_end().chars());
        while let Some(c) = signs.next() {
            let escaped = (c == '\\').then(|| signs.clone().next()).flatten().filter(char::is_ascii_punctuation);
            if escaped.is_some() {
                signs.next();
            }
            assert!(escaped.is_some() || !"*_`[]<~|\\".contains(c), "{c} in {markdown}");
            read.push(escaped.unwrap_or(c));
        }
        assert_eq!(read, words);
    }

    #[test]
    fn styles_stand_at_their_words() {
        written("a <b>b </b><i>c</i>, <b><i>d</i></b> <s>e</s>", "a **b** *c*, ***d*** ~~e~~\n");
        written("a<b>(b)</b>c", "a<strong>(b)</strong>c\n");
        written("<code>a`b</code> <code>`</code> <code>a_b</code>", "``a`b`` `` ` `` `a_b`\n");
    }

    #[test]
    fn links_stand_in_the_line() {
        written("!<a href=https://x.org/a_b>c <b>d</b></a>", "\\![c **d**](https://x.org/a_b)\n");
        written("<a href='https://x.org/(a)'>b]</a>", "[b\\]](<https://x.org/(a)>)\n");
        written("<iframe src=https://x.org/y></iframe>", "[\\[embed: x.org\\]](https://x.org/y)\n");
    }

    #[test]
    fn lists_quotations_and_footnotes_have_their_signs() {
        written("<ul><li>a<ol start=9><li>b<p>c</ol><li>d</ul>", "- a\n  9. b\n\n     c\n\n- d\n");
        written("<blockquote>a<p>b<ul><li>c</ul></blockquote>d", "> a\n>\n> b\n>\n> - c\n\nd\n");
        written("a<sup><a href=#x>*</a></sup><div id=x>b<p>c</div>", "a[^1]\n\n[^1]: b\n\n    c\n");
    }

    #[test]
    fn tables_code_pictures_and_rules_have_their_forms() {
        written("<table><tr><th>a<th>b<tr><td>c|d<td>e</table>", "| a | b |\n| --- | --- |\n| c\\|d | e |\n");
        written("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n");
        written("<pre>a\n```\n b</pre>", "````\na\n```\n b\n````\n");
        written("<figure><figcaption># a</figcaption></figure><hr>", "▣ # a\n\n* * *\n");
    }
}
