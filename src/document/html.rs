//! A document as clean HTML, for a place that stores markup. The reader of it is [`markup`](super::markup) again.

use std::collections::BTreeSet;
use std::ops::Range;

use super::block::{Block, Kind, LevelKind, Marker, Numerals, Style};
use super::{CAPTION_PARTS, Document, Emphasis, bidi};

/// The tags of each emphasis.
const TAGS: [(Emphasis, &str, &str); 4] = [
    (Emphasis::STRONG, "<strong>", "</strong>"),
    (Emphasis::EM, "<em>", "</em>"),
    (Emphasis::CODE, "<code>", "</code>"),
    (Emphasis::STRIKE, "<del>", "</del>"),
];

/// Writes a document.
pub(super) fn write(document: &Document) -> String {
    let mut html = String::new();
    let mut open = Vec::new();
    for block in document.blocks() {
        write_levels(&mut html, &mut open, block);
        write_block(&mut html, document, block);
        html.push('\n');
    }
    close(&mut html, &mut open, 0);
    write_empty_notes(&mut html, document);
    html
}

/// Footnotes that have marks and no words: without a place to lead to, a mark is read as a number above the line.
fn write_empty_notes(html: &mut String, document: &Document) {
    let all = |block: &Block| 0..block.words.text().len();
    let stretches = document.blocks().iter().flat_map(|block| block.words.styled(all(block)));
    let marks = stretches.filter(|(_, style)| style.emphasis.contains(Emphasis::NOTE));
    let mut empty = marks.flat_map(|(words, _)| words.split_inclusive(']')).filter_map(number).collect::<BTreeSet<_>>();
    for level in document.blocks().iter().flat_map(|block| &block.levels) {
        if let LevelKind::Item(Marker::Note(number)) = level.kind {
            empty.remove(&number);
        }
    }
    for number in empty {
        html.extend(["<p id=\"fn", &number.to_string(), "\"></p>\n"]);
    }
}

/// The number in the mark of a footnote, `[^1]`.
fn number(mark: &str) -> Option<u32> {
    mark.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}

/// Closes the quotations and items that end before a block and opens those that begin with it.
fn write_levels(html: &mut String, open: &mut Vec<LevelKind>, block: &Block) {
    let going_on =
        block.levels.iter().zip(open.iter()).take_while(|(level, open)| !level.first && level.kind == **open);
    let kept = going_on.count();
    let before = open.get(kept).copied();
    let next = block.levels.get(kept).map(|level| level.kind);
    let same_list = matches!((before, next), (Some(LevelKind::Item(a)), Some(LevelKind::Item(b))) if follows(a, b));
    close(html, open, kept + usize::from(same_list));
    if same_list {
        html.push_str("</li>\n");
        open_item(html, before, block.levels[kept].kind);
        open[kept] = block.levels[kept].kind;
    }
    for level in &block.levels[open.len()..] {
        match level.kind {
            LevelKind::Quote => html.push_str("<blockquote>\n"),
            LevelKind::Item(marker) => {
                match marker {
                    Marker::Bullet => html.push_str("<ul>\n"),
                    Marker::Number(number, numerals) => {
                        html.extend(["<ol start=\"", &number.to_string(), "\"", numerals_type(numerals), ">\n"]);
                    }
                    Marker::Indent => html.push_str("<dl>\n"),
                    Marker::Note(_) => html.push_str("<ol>\n"),
                }
                open_item(html, None, level.kind);
            }
        }
        open.push(level.kind);
    }
}

/// Begins an item; `before` is the one before it in its list.
fn open_item(html: &mut String, before: Option<LevelKind>, item: LevelKind) {
    match (before, item) {
        (_, LevelKind::Item(Marker::Indent)) => html.push_str("<dd>"),
        (_, LevelKind::Item(Marker::Note(number))) => html.extend(["<li id=\"fn", &number.to_string(), "\">"]),
        (Some(LevelKind::Item(Marker::Number(before, _))), LevelKind::Item(Marker::Number(number, _)))
            if before.checked_add(1) != Some(number) =>
        {
            html.extend(["<li value=\"", &number.to_string(), "\">"]);
        }
        _ => html.push_str("<li>"),
    }
}

fn numerals_type(numerals: Numerals) -> &'static str {
    match numerals {
        Numerals::Decimal => "",
        Numerals::Letters(false) => " type=\"a\"",
        Numerals::Letters(true) => " type=\"A\"",
        Numerals::Roman(false) => " type=\"i\"",
        Numerals::Roman(true) => " type=\"I\"",
    }
}

/// Whether two items that follow each other may stand in one list.
fn follows(before: Marker, next: Marker) -> bool {
    match (before, next) {
        (Marker::Bullet, Marker::Bullet) | (Marker::Note(_), Marker::Note(_)) => true,
        (Marker::Number(before, a), Marker::Number(next, b)) => a == b && before != next,
        _ => false,
    }
}

fn close(html: &mut String, open: &mut Vec<LevelKind>, kept: usize) {
    for level in open.drain(kept.min(open.len())..).rev() {
        html.push_str(match level {
            LevelKind::Quote => "</blockquote>\n",
            LevelKind::Item(Marker::Bullet) => "</li>\n</ul>\n",
            LevelKind::Item(Marker::Number(..) | Marker::Note(_)) => "</li>\n</ol>\n",
            LevelKind::Item(Marker::Indent) => "</dd>\n</dl>\n",
        });
    }
}

fn write_block(html: &mut String, document: &Document, block: &Block) {
    let all = 0..block.words.text().len();
    let dir = match (block.is_rtl, bidi::begins_rtl(block.words.text())) {
        (true, false) => " dir=\"rtl\"",
        (false, true) => " dir=\"ltr\"",
        _ => "",
    };
    let (begin, end) = match &block.kind {
        Kind::Paragraph | Kind::Embed => (format!("<p{dir}>"), "</p>".to_owned()),
        Kind::Heading(level) => (format!("<h{level}{dir}>"), format!("</h{level}>")),
        Kind::Preformatted => (format!("<pre{dir}>"), "</pre>".to_owned()),
        Kind::Figure => (format!("<figure{dir}><figcaption>"), "</figcaption></figure>".to_owned()),
        Kind::Rule => return html.push_str("<hr>"),
        Kind::Table(table) => {
            html.extend(["<table", dir, ">\n"]);
            for (at, row) in table.rows.iter().enumerate() {
                let cell_name = if at == 0 && table.has_head { "th" } else { "td" };
                html.push_str("<tr>");
                for cell in row {
                    html.extend(["<", cell_name, ">"]);
                    write_words(html, document, block, cell.clone(), cell_name == "th");
                    html.extend(["</", cell_name, ">"]);
                }
                html.push_str("</tr>\n");
            }
            return html.push_str("</table>");
        }
    };
    html.push_str(&begin);
    write_words(html, document, block, all, false);
    html.push_str(&end);
}

fn write_words(html: &mut String, document: &Document, block: &Block, range: Range<usize>, is_head: bool) {
    let mut stretches = block.words.styled(range).peekable();
    let (mut open, mut was_credit) = (None, false);
    while let Some((mut words, Style { emphasis, link })) = stretches.next() {
        let next = stretches.peek().map(|(_, next)| *next);
        // The sign around a credit is what its element is read as.
        let is_blank = words.trim().is_empty();
        let next_is_credit = next.is_some_and(|next| next.emphasis.contains(Emphasis::CREDIT));
        let is_credit = emphasis.contains(Emphasis::CREDIT) || (is_blank && was_credit && next_is_credit);
        if was_credit && !is_credit {
            words = words.strip_prefix(CAPTION_PARTS).unwrap_or(words);
        }
        if !is_credit && next_is_credit {
            words = words.strip_suffix(CAPTION_PARTS).unwrap_or(words);
        }
        // A blank between the words of a link stands within it.
        let within = link.is_none() && is_blank && next.is_some_and(|next| next.link == open);
        if (link != open && !within) || is_credit != was_credit {
            html.push_str(if open.is_some() { "</a>" } else { "" });
            html.push_str(if was_credit && !is_credit { "</small>" } else { "" });
            html.push_str(if is_credit && !was_credit { "<small>" } else { "" });
            if let Some(link) = link.and_then(|link| document.links().get(link)) {
                html.push_str("<a href=\"");
                escape(html, &link.url);
                html.push_str("\">");
            }
            open = link;
        }
        was_credit = is_credit;
        // The head of a table is strong by itself.
        let tags = TAGS.iter().filter(|(flag, ..)| emphasis.contains(*flag) && !(is_head && *flag == Emphasis::STRONG));
        tags.clone().for_each(|(_, begin, _)| html.push_str(begin));
        if emphasis.contains(Emphasis::NOTE) {
            words.split_inclusive(']').for_each(|mark| write_mark(html, mark));
        } else {
            write_lines(html, words, if block.kind == Kind::Preformatted { "\n" } else { "<br>" });
        }
        tags.rev().for_each(|(.., end)| html.push_str(end));
    }
    html.push_str(if open.is_some() { "</a>" } else { "" });
    html.push_str(if was_credit { "</small>" } else { "" });
}

/// The mark of a footnote, `[^1]`.
fn write_mark(html: &mut String, mark: &str) {
    match number(mark).map(|number| number.to_string()) {
        Some(number) => html.extend(["<sup><a href=\"#fn", &number, "\">", &number, "</a></sup>"]),
        // What melted into the mark.
        None => escape(html, mark),
    }
}

fn write_lines(html: &mut String, words: &str, line_end: &str) {
    for (at, line) in words.split('\n').enumerate() {
        html.push_str(if at > 0 { line_end } else { "" });
        escape(html, line);
    }
}

/// Words that are no document's, such as a headline, as HTML; also the value of an attribute in double quotes.
#[must_use]
pub fn escape_html(words: &str) -> String {
    let mut html = String::new();
    escape(&mut html, words);
    html
}

/// Adds words to HTML, in a text or an attribute.
pub(crate) fn escape(html: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::CleanText;

    #[track_caller]
    fn written(html: &str, expected: &str) {
        let document = Document::from_html(html, None);
        assert_eq!(document.to_html(), expected);
        let again = Document::from_html(expected, None);
        assert_eq!(again.text(), document.text(), "reading it again gives the same words");
        assert_eq!(again.to_html(), expected);
    }

    #[test]
    fn words_are_escaped() {
        let text = CleanText::line("<script>\"a\" & 'b'</script>");
        let html = Document::from_text(&text).to_html();
        assert_eq!(html, "<p>&lt;script&gt;&quot;a&quot; &amp; 'b'&lt;/script&gt;</p>\n");
        written("<p>a<br>b <b>c <i>d</i></b>", "<p>a<br>b <strong>c</strong> <strong><em>d</em></strong></p>\n");
        written("<a href='https://x.org/?a&b'>c</a>", "<p><a href=\"https://x.org/?a&amp;b\">c</a></p>\n");
    }

    #[test]
    fn lists_and_quotations_are_nested_again() {
        written(
            "<ul><li>a<ol start=3><li>b<p>c<li>d</ol><li>e</ul><blockquote>f<p>g</blockquote>",
            "<ul>\n<li><p>a</p>\n<ol start=\"3\">\n<li><p>b</p>\n<p>c</p>\n</li>\n<li><p>d</p>\n</li>\n</ol>\n\
             </li>\n<li><p>e</p>\n</li>\n</ul>\n<blockquote>\n<p>f</p>\n<p>g</p>\n</blockquote>\n",
        );
    }

    #[test]
    fn numerals_values_and_footnotes_are_written_again() {
        written(
            "<ol type=a reversed><li>a<li>b</ol>",
            "<ol start=\"2\" type=\"a\">\n<li><p>a</p>\n</li>\n<li value=\"1\"><p>b</p>\n</li>\n</ol>\n",
        );
        written(
            "a<sup><a href=#x>*</a></sup><p id=x>b<p>c",
            "<p>a<sup><a href=\"#fn1\">1</a></sup></p>\n<p>c</p>\n<ol>\n<li id=\"fn1\"><p>b</p>\n</li>\n</ol>\n",
        );
    }

    #[test]
    fn a_link_of_several_styles_is_one_link() {
        written(
            "<a href=https://x.org>a <b>b</b> c</a>d",
            "<p><a href=\"https://x.org/\">a <strong>b</strong> c</a>d</p>\n",
        );
    }

    #[test]
    fn a_way_of_reading_is_written_where_the_words_do_not_say_it() {
        written("<p dir=rtl>abc", "<p dir=\"rtl\">abc</p>\n");
        written("<div dir=ltr><p>שלום", "<p dir=\"ltr\">שלום</p>\n");
        written("<p dir=rtl>שלום", "<p>שלום</p>\n");
    }

    #[test]
    fn tables_figures_and_code_are_written_as_such() {
        written(
            "<table><tr><th>a<td>b<tr><td>c<td><i>d</i></table>",
            "<table>\n<tr><td><strong>a</strong></td><td>b</td></tr>\n<tr><td>c</td><td><em>d</em></td></tr>\n</table>\n",
        );
        written(
            "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
            "<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>\n",
        );
        written(
            "<figure><figcaption>a <span class=photo-credit>Foto: b</span></figcaption></figure>",
            "<figure><figcaption>a<small>Foto: b</small></figcaption></figure>\n",
        );
        written(
            "<figcaption><small>a <i>\u{301}b</i></small>",
            "<figure><figcaption><small>a<em> \u{301}b</em></small></figcaption></figure>\n",
        );
        written("one<br>&#x301;\u{3000}<i><sub>2", "<p>one<br><em>₂</em></p>\n");
        written("<pre>  a\n\n b</pre>", "<pre>  a\n\n b</pre>\n");
        written("<figure><img alt=x><figcaption>y</figure><hr>", "<figure><figcaption>y</figcaption></figure>\n<hr>\n");
    }
}
