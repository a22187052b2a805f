//! What is only words, and what markup loses.

use super::*;

#[test]
fn a_document_is_only_words_where_its_text_makes_the_same_document() {
    for html in [
        "",
        "a",
        "<p>a b<p> c\u{a0}d ",
        "a<br>b",
        "<h2>a</h2>b",
        "<ul><li>a</ul>",
        "<blockquote>a</blockquote>",
        "<p>a <b>b</b>",
        "<a href='https://a.example/'>a</a>",
        "<pre>a  b</pre>",
        "<hr>",
        "“a” — é\u{301}\u{301} b",
        "<table><tr><td>a<td>b</table>",
        "<div>a<div>b</div>c</div>",
    ] {
        let document = Document::from_html(html, None);
        assert_eq!(is_only_words(&document), document == Document::from_text(&document.text()), "{html}");
    }
}

#[test]
fn markup_loses_every_control_character_and_nothing_else() {
    for (html, without) in [
        ("<p>é\u{a0}\n\t“x”</p>", "<p>é\u{a0}\n\t“x”</p>"),
        ("a\u{9b}b", "ab"),
        ("\u{1}a\0\u{7f}b\r\n", "ab\n"),
        ("\u{80}", ""),
    ] {
        assert_eq!(without_controls(html.to_owned()), without);
    }
}
