//! A document as clean HTML, for a place that stores markup. The reader of it is [`markup`](super::markup) again.

use super::block::{Block, Kind, LevelKind, Marker, Style};
use super::{Document, Emphasis};

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
    html
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
        html.push_str("</li>\n<li>");
        open[kept] = block.levels[kept].kind;
    }
    for level in &block.levels[open.len()..] {
        match level.kind {
            LevelKind::Quote => html.push_str("<blockquote>\n"),
            LevelKind::Item(Marker::Bullet) => html.push_str("<ul>\n<li>"),
            LevelKind::Item(Marker::Number(number)) => {
                html.extend(["<ol start=\"", &number.to_string(), "\">\n<li>"]);
            }
            LevelKind::Item(Marker::Indent) => html.push_str("<dl>\n<dd>"),
        }
        open.push(level.kind);
    }
}

fn follows(before: Marker, next: Marker) -> bool {
    match (before, next) {
        (Marker::Bullet, Marker::Bullet) => true,
        (Marker::Number(before), Marker::Number(next)) => before.checked_add(1) == Some(next),
        _ => false,
    }
}

fn close(html: &mut String, open: &mut Vec<LevelKind>, kept: usize) {
    for level in open.drain(kept.min(open.len())..).rev() {
        html.push_str(match level {
            LevelKind::Quote => "</blockquote>\n",
            LevelKind::Item(Marker::Bullet) => "</li>\n</ul>\n",
            LevelKind::Item(Marker::Number(_)) => "</li>\n</ol>\n",
            LevelKind::Item(Marker::Indent) => "</dd>\n</dl>\n",
        });
    }
}

fn write_block(html: &mut String, document: &Document, block: &Block) {
    let all = 0..block.words.text().len();
    let (begin, end) = match &block.kind {
        Kind::Paragraph | Kind::Embed => ("<p>".to_owned(), "</p>".to_owned()),
        Kind::Heading(level) => (format!("<h{level}>"), format!("</h{level}>")),
        Kind::Preformatted => ("<pre>".to_owned(), "</pre>".to_owned()),
        Kind::Figure => ("<figure><figcaption>".to_owned(), "</figcaption></figure>".to_owned()),
        Kind::Rule => return html.push_str("<hr>"),
        Kind::Table(table) => {
            html.push_str("<table>\n");
            for row in &table.rows {
                html.push_str("<tr>");
                for cell in row {
                    html.push_str("<td>");
                    write_words(html, document, block, cell.clone());
                    html.push_str("</td>");
                }
                html.push_str("</tr>\n");
            }
            return html.push_str("</table>");
        }
    };
    html.push_str(&begin);
    write_words(html, document, block, all);
    html.push_str(&end);
}

fn write_words(html: &mut String, document: &Document, block: &Block, range: std::ops::Range<usize>) {
    for (words, Style { emphasis, link }) in block.words.styled(range) {
        let link = link.and_then(|link| document.links().get(link));
        if let Some(link) = link {
            html.push_str("<a href=\"");
            escape(html, &link.url);
            html.push_str("\">");
        }
        let tags = TAGS.iter().filter(|(flag, ..)| emphasis.contains(*flag));
        tags.clone().for_each(|(_, begin, _)| html.push_str(begin));
        if block.kind == Kind::Preformatted {
            escape(html, words);
        } else {
            let mut lines = words.split('\n');
            escape(html, lines.next().unwrap_or_default());
            for line in lines {
                html.push_str("<br>");
                escape(html, line);
            }
        }
        tags.rev().for_each(|(.., end)| html.push_str(end));
        html.push_str(if link.is_some() { "</a>" } else { "" });
    }
}

fn escape(html: &mut String, words: &str) {
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
    fn tables_figures_and_code_are_written_as_such() {
        written(
            "<table><tr><th>a<td>b<tr><td>c<td><i>d</i></table>",
            "<table>\n<tr><td><strong>a</strong></td><td>b</td></tr>\n<tr><td>c</td><td><em>d</em></td></tr>\n</table>\n",
        );
        written("<pre>  a\n\n b</pre>", "<pre>  a\n\n b</pre>\n");
        written("<figure><img alt=x><figcaption>y</figure><hr>", "<figure><figcaption>y</figcaption></figure>\n<hr>\n");
    }
}
