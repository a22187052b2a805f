//! Documents as a whole: HTML in, blocks, text, lines and links out.

mod elements;

use std::time::{Duration, Instant};

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::text::Language;

fn read(html: &str) -> Document {
    Document::from_html(html, None)
}

#[track_caller]
fn text(html: &str, expected: &str) {
    let document = read(html);
    assert_eq!(document.text().as_str(), expected, "{html}");
    for block in document.blocks() {
        assert!(document.text()[block.start..].starts_with(block.words.text().as_str()), "{block:?}");
    }
}

fn kinds(html: &str) -> Vec<Kind> {
    read(html).blocks().iter().map(|block| block.kind.clone()).collect()
}

#[test]
fn blocks_stand_apart_and_white_space_collapses() {
    text("<div>a\n <b> b</b><p>c  <span>d</span>e</div>f", "a b\n\nc de\n\nf");
    text("<p>a<p>&nbsp;<p><br><p>b", "a\n\nb");
    text("a<br>b<br><br>c", "a\nb\n\nc");
    text("<h1>a</h1><h2>b<h3>c</h3>d", "a\n\nb\n\nc\n\nd");
    text("", "");
}

#[test]
fn control_sequences_do_not_come_through_entities() {
    text("A&#27;[31mB\u{9b}2JC&#7;D&#x9b;", "ABCD›");
    text("A&#27;]0;pwn&#7;B", "AB");
    text("a&#x202e;b&#8203;c&shy;d", "abcd");
    text("<img alt='a&#27;[2Jb'>", "ab");
}

#[test]
fn what_is_not_the_article_is_dropped() {
    text("<head><title>t</title><style>s</style></head>a<script>b</script><svg><text>c</text></svg>d", "ad");
    text("a<noscript>b</noscript><select><option>c</select><button>d</button><template>e</template>f", "af");
    text("a<!-- b --><textarea>c</textarea><input value=d>e", "ae");
}

#[test]
fn lists_have_markers_and_numbers() {
    text("<ul><li>a<li>b<ol><li>c<li value=7>d<li>e</ol></ul>f", "• a\n• b\n1. c\n7. d\n8. e\n\nf");
    text("<ol start=3><li>a<p>b</p></li><li>c</ol>", "3. a\n\nb\n\n4. c");
    text("<li>a<li>b", "• a\n• b");
    text("<ol start=4294967295><li>a<li>b", "9999999. a\n9999999. b");
}

#[test]
fn misnested_tags_are_read_as_browsers_show_them() {
    text("<b><p>a</b>b</p>c", "ab\n\nc");
    text("<a href=https://x.org><div>a</div>b</a>", "a\n\nb");
    text("</p></div></li></table>a</b>", "a");
    let document = read("<p><b>a<p>b</p><div><b>c</div>d");
    let strong = |block: &Block| block.words.styled(0..1).all(|(_, style)| style.emphasis == Emphasis::STRONG);
    assert_eq!(document.blocks().iter().map(strong).collect::<Vec<_>>(), [true; 4]);
    let document = read("<p><b>a</p><p>b");
    assert_eq!(document.blocks().iter().map(strong).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn tables_of_rows_and_columns_are_tables() {
    text("<table><caption>x</caption><tr><td>a<td>b<tr><td>c<td>d</table>", "x\n\na | b\nc | d");
    text("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>", "a |  | b\nc | d | e");
    text("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "a | b\n | c");
    assert!(matches!(kinds("<table><tr><td>a<td>b<tr><td>c<td>d</table>")[..], [Kind::Table(_)]));
}

#[test]
fn tables_that_only_place_blocks_are_read_as_blocks() {
    text("<table><tr><td>a<tr><td>b</table>", "a\n\nb");
    text("<table><tr><td>a<td><tr><td><td><tr><td>b</table>", "a\n\nb");
    text("<table><tr><td><p>a<p>b<td>c<tr><td>d<td>e</table>", "a\n\nb\n\nc\n\nd\n\ne");
    text("<table><tr><td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>", "a | b\nc | d");
    text("<table><tr><td>a<ul><li>b</ul><td>c<tr><td>d</table>", "a\n\n• b\n\nc\n\nd");
}

#[test]
fn spans_without_reason_are_harmless() {
    text("<table><tr><td>a<td rowspan=99999>b<tr><td colspan=2147483648>c</table>", "a | b\nc");
    text("<table><tr><td>a<td rowspan=99999>b<tr><td colspan=99999999999>c</table>", "a | b\nc");
    text("<table><tr><td colspan=2147483648>a<td>b<tr><td>c</table>", "a\n\nb\n\nc");
    let columns = |n: usize| format!("<table>{0}{0}</table>", format!("<tr>{}", "<td>x".repeat(n)));
    assert!(matches!(kinds(&columns(MAX_COLUMNS))[..], [Kind::Table(_)]));
    assert_eq!(kinds(&columns(MAX_COLUMNS + 1)).len(), 2 * (MAX_COLUMNS + 1));
}

#[test]
fn pictures_are_their_words() {
    text("<figure><img alt=a></figure>b<figure><img alt=c><figcaption>d<p>e</figcaption></figure>", "a\n\nb\n\nd · e");
    text("<p>a <img alt='b c'> d", "a d\n\nb c");
    text("a <img alt=🙂> b<img alt=x width=1><img src=y>", "a 🙂 b");
    assert_eq!(kinds("<p><a href=https://x.org/y.jpg><img alt=z></a>"), [Kind::Figure]);
}

#[test]
fn players_are_named_by_their_host() {
    text("<video><source src='https://x.org/v.mp4'>no player</video>", "[video: x.org]");
    text(
        "<audio src='https://www.x.org/v.mp3'></audio><iframe src='https://y.org'/>",
        "[audio: x.org]\n\n[embed: y.org]",
    );
    text("a<iframe></iframe>b<video>c", "abc");
    let document = read("<iframe src='//www.youtube.com/embed/1'></iframe>");
    assert_eq!(document.links()[0].url, "https://www.youtube.com/embed/1");
    assert_eq!(document.links()[0].title.as_str(), "[video: youtube.com]");
}

#[test]
fn players_are_told_from_pages_and_from_words_that_look_like_them() {
    let document = read(
        "<p>a <a href=https://x.org/1>[video: x.org]</a> <iframe src='https://y.org/2'></iframe> b
        <ul><li><iframe src='https://www.youtube.com/embed/3'></iframe></ul><audio src='https://x.org/4.mp3'></audio>",
    );
    let players: Vec<_> = document.players().map(|link| (link.title.as_str(), link.url.as_str())).collect();
    let expected =
        [("[video: youtube.com]", "https://www.youtube.com/embed/3"), ("[audio: x.org]", "https://x.org/4.mp3")];
    assert_eq!(players, expected);
}

#[test]
fn links_have_words_and_an_address_of_the_web() {
    let base = Url::parse("https://x.org/a/").ok();
    let html = "<a href=b>c <b>d</b></a><a href=javascript:e>f</a><a href=g></a><a href=#h>i</a><a href=j>k<a href=l>m";
    let document = Document::from_html(html, base.as_ref());
    let links = document.links().iter().map(|link| (link.title.as_str(), link.url.as_str())).collect::<Vec<_>>();
    assert_eq!(links, [("c d", "https://x.org/a/b"), ("k", "https://x.org/a/j"), ("m", "https://x.org/a/l")]);
    assert_eq!(document.text().as_str(), "c dfikm");
}

#[test]
fn plain_text_has_paragraphs() {
    let document = Document::from_text(&CleanText::lines("a\nb  c\n\n \n<b>d&amp;\n"));
    assert_eq!(document.text().as_str(), "a b c\n\n<b>d&amp;");
}

#[test]
fn preformatted_text_keeps_lines_and_tab_stops() {
    text("<pre>\n a\tb\n<b>c</b>\td\n</pre>", " a  b\nc   d");
    text("<pre><div>a</div><div> b</div></pre>c", "a\n b\n\nc");
    text("<div><pre>a\n  b</div>c", "a\n  b\n\nc");
}

#[test]
fn text_is_counted_at_the_limit_and_one_past_it() {
    let whole = read(&format!("<p>{}", "x".repeat(MAX_TEXT)));
    assert_eq!(whole.text().len(), MAX_TEXT);
    let cut = read(&format!("<p>{}<p>y", "x".repeat(MAX_TEXT + 1)));
    assert_eq!(cut.text().len(), MAX_TEXT + "\n\n…".len());
    assert!(cut.text().ends_with("x\n\n…"));
}

#[test]
fn blocks_are_counted_at_the_limit_and_one_past_it() {
    assert_eq!(read(&"<p>x".repeat(MAX_BLOCKS)).blocks().len(), MAX_BLOCKS);
    let cut = read(&"<p>x".repeat(MAX_BLOCKS + 1));
    assert_eq!((cut.blocks().len(), cut.blocks()[MAX_BLOCKS].words.text().as_str()), (MAX_BLOCKS + 1, "…"));
}

#[test]
fn links_are_counted_at_the_limit_and_one_past_it() {
    let link = "<a href=https://x.org>y</a> ";
    assert_eq!(read(&link.repeat(MAX_LINKS)).links().len(), MAX_LINKS);
    let more = read(&link.repeat(MAX_LINKS + 1));
    assert_eq!(more.links().len(), MAX_LINKS);
    assert!(more.text().ends_with("y y"));
}

#[test]
fn levels_are_counted_at_the_limit_and_one_past_it() {
    let nested = |depth: usize| read(&format!("{}x", "<blockquote>".repeat(depth))).blocks()[0].levels.len();
    assert_eq!(nested(MAX_LEVELS), MAX_LEVELS);
    assert_eq!(nested(MAX_LEVELS + 1), MAX_LEVELS);
}

#[test]
fn rows_are_counted_at_the_limit_and_one_past_it() {
    let rows = |n: usize| kinds(&format!("<table>{}</table>", "<tr><td>x<td>y".repeat(n))).len();
    assert_eq!(rows(grid::MAX_ROWS), 1);
    assert_eq!(rows(grid::MAX_ROWS + 1), 2 * (grid::MAX_ROWS + 1));
}

/// Shapes that are quadratic or deep where a reader is careless; each with words that must stay.
fn hostile() -> Vec<(&'static str, String)> {
    let n = 100_000;
    let attributes = (0..n).fold(String::from("<p"), |html, i| html + &format!(" a{i}=''"));
    vec![
        ("div", "<div>".repeat(n)),
        ("div closed", "<div>".repeat(n) + &"</div>".repeat(n)),
        ("ul li", "<ul><li>".repeat(n)),
        ("blockquote", "<blockquote>".repeat(n)),
        ("b", "<b>".repeat(n)),
        ("b 1 i 1", (0..n / 2).fold(String::new(), |html, i| html + &format!("<b {i}><i {i}>"))),
        ("a", "<a href=https://x.org>".repeat(n)),
        ("font p", "<b><p></b>".repeat(n)),
        ("table tr td", "<table><tr><td>".repeat(n)),
        ("table in words", "<table><tr><td>x<td>y".repeat(n / 10)),
        ("p", "<p>".repeat(1_000_000)),
        ("p x", "<p>x".repeat(1_000_000)),
        ("br", "x<br>".repeat(200_000)),
        ("caption", format!("<figure><figcaption>{}", "x<br>".repeat(n))),
        ("pre b tab", format!("<pre>{}", "<b>\tx".repeat(n))),
        ("img", "x<img alt=word>".repeat(n)),
        ("iframe", "x<iframe src=https://x.org></iframe>".repeat(n)),
        ("video", "<video><source src=https://x.org>".repeat(n)),
        ("svg", "<svg>".repeat(n)),
        ("script", "<script/>".repeat(n)),
        ("comments", "<!--".repeat(n) + &"-".repeat(n)),
        ("comment dashes", format!("<!--{}>-->", "-- >".repeat(n))),
        ("attributes", attributes + ">"),
        ("less than", "<".repeat(n)),
        ("ampersands", "&a".repeat(n)),
        ("marks", format!("x{}", "<b>&#x323;</b>".repeat(n))),
        ("spans", "<table>".to_owned() + &"<tr><td rowspan=5000 colspan=32>x".repeat(5_000)),
        ("dt", "<dl><dt>x<dd>y".repeat(n)),
        ("q", "<q>".repeat(n)),
        ("word", "x".repeat(1 << 20)),
        ("hyphens", "x-".repeat(1 << 19)),
        ("words", "word ".repeat(1 << 19)),
        ("ideographs", "京".repeat(1 << 19)),
        ("thai", "ภาษาไทย".repeat(1 << 12)),
        ("families", "👨\u{200d}👩\u{200d}👧".repeat(1 << 15)),
        ("flags", "🇮🇩".repeat(1 << 17)),
        ("hidden", "<p hidden>".repeat(n) + "<p>"),
        ("spans", "<span class=sr-only>".repeat(n) + "</span>".repeat(n).as_str()),
        ("reversed", "<ol reversed><li>x".repeat(n / 10)),
        ("notes", "<sup><a href=#n>1</a></sup><p id=n>x".repeat(n / 10)),
        ("back", "<sup><a href=#n>1</a></sup><p id=n>x".to_owned() + &"<a href=#b>y</a>".repeat(n)),
        ("ruby", "<ruby>x<rt>y".repeat(n)),
        ("math", "<math><mi>x".repeat(n)),
        ("titles", "<svg role=img><title>x".repeat(n)),
        ("credits", format!("<figcaption>{}", "<small>x</small>".repeat(n))),
        ("right to left", "שלום 123 (abc) ".repeat(1 << 15)),
    ]
}

#[test]
fn deep_and_long_markup_is_read_in_linear_time() {
    // Compared with ordinary paragraphs in the same run: a byte may take 60 times as long, where the worst takes about
    // ten times and a quadratic step thousands of times.
    let ordinary = "<p>An ordinary sentence of an ordinary paragraph, as news has them.</p>".repeat(10_000);
    let start = Instant::now();
    assert!(!lay_out(&read(&ordinary), 76, None).is_empty());
    let limit_of_byte = 60.0 * start.elapsed().as_secs_f64() / ordinary.len() as f64;
    for (name, html) in hostile() {
        let html = format!("first<p>{html} last words");
        let start = Instant::now();
        let document = read(&html);
        let read = start.elapsed();
        let text = document.text();
        assert!(text.starts_with("first"), "{name}");
        assert!(text.contains("last words") || text.ends_with('…') || html.contains("<!--<!--"), "{name}");
        let start = Instant::now();
        let lines = lay_out(&document, 76, None);
        let laid_out = start.elapsed();
        assert!(lines.iter().all(|line| line.width() <= 76), "{name}");
        let limit = Duration::from_secs_f64(limit_of_byte * html.len() as f64);
        assert!(read + laid_out < limit, "{name}: read {read:?}, laid out {laid_out:?}, where {limit:?} are allowed");
    }
}

/// Tags, entities, widths and scripts that are likely to meet each other.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<ul>",
    "</ul>",
    "<ol start=9>",
    "</ol>",
    "<li>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "</pre>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<td colspan=3>",
    "<th rowspan=2>",
    "</td>",
    "<figure>",
    "</figure>",
    "<figcaption>",
    "<img alt='a b'>",
    "<img alt=❤️>",
    "<h2>",
    "</h2>",
    "<br>",
    "<hr>",
    "<a href=https://x.org>",
    "</a>",
    "<code>",
    "</code>",
    "<dl><dt>",
    "<dd>",
    "<q>",
    "</q>",
    "<tr><th>h<th>k<tr>",
    "<figcaption><small>",
    "</small>",
    "<ruby>",
    "<rt>",
    "</ruby>",
    "<sup>",
    "</sup>",
    "<sub>2",
    "<span hidden>",
    "</span>",
    "<abbr title=x>",
    "</abbr>",
    "<div dir=rtl>",
    "<ol type=i reversed>",
    "<sup><a href=#n>",
    "<li id=n>",
    "<p id=n>",
    "<math><mi>x</math>",
    "<iframe src=//y.org></iframe>",
    "<svg>",
    "<script>x</script>",
    "<!-- c -->",
    "<",
    "&#27;[31m",
    "&#x301;",
    "&#x200d;",
    "&nbsp;",
    "&shy;",
    "&#9;",
    "&#x85;",
    "\n",
    " ",
    " ",
    " ",
    "one",
    "two words",
    "well-known",
    "京新聞",
    "👨\u{200d}👩\u{200d}👧",
    "🇮🇩",
    "ｶﾞ",
    "ﾞ",
    "🏻",
    "\u{200d}",
    "e\u{301}",
    "لا",
    "ภาษาไทย",
    "हिन्दी",
    "ａ",
    "\u{3000}",
    "\u{1b}]0;x\u{7}",
    "\u{9b}2J",
    "a/b/c",
    "…",
    "\u{ad}",
    "\u{1f3fb}",
    "supercalifragilisticexpialidocious",
];

/// HTML put together from such pieces, and from anything.
fn html() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES);
    let any = prop_oneof![9 => pieces.prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(any, 0..60).prop_map(|pieces| pieces.concat())
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_html_lays_out_within_any_width(html in html(), width in 0..=200_usize, code in "en|id|de") {
        let document = read(&html);
        let lines = lay_out(&document, width, Language::new(&code).as_ref());
        for line in &lines {
            prop_assert!(line.width() <= width, "{:?} at {}", line, width);
            for segment in &line.segments {
                prop_assert!(!segment.text.is_empty() && !segment.text.contains(char::is_control), "{:?}", segment);
                let joined = |text: &str| text.replace(['\u{200c}', '\u{200d}'], "");
                prop_assert_eq!(joined(&CleanText::lines(&segment.text)), joined(&segment.text));
                prop_assert!(segment.link.is_none_or(|link| link < document.links().len()));
            }
        }
        prop_assert!(lines.windows(2).all(|pair| pair[0].position <= pair[1].position));
        let text = document.text();
        prop_assert!(lines.iter().all(|line| text.is_char_boundary(line.position.0)));
        prop_assert_eq!(lines.iter().filter(|line| line_at(&lines, line.position) >= lines.len()).count(), 0);
    }

    #[test]
    fn laying_out_keeps_every_word(html in html(), width in 2..=200_usize) {
        let document = read(&html);
        // A grapheme that is wider than the room for it is replaced; in columns there is room for eight.
        let widest = document.text().graphemes(true).map(measure::cell).max().unwrap_or(0);
        prop_assume!(widest <= (width - width / 2).min(8));
        let drawn = |signs: &[Emphasis]| lay_out(&document, width, None).iter().flat_map(|line| line.segments.clone())
            .filter(|s| !signs.contains(&s.emphasis))
            .filter(|s| !(s.emphasis == Emphasis::DIM && s.text.starts_with('─')))
            .map(|s| squeezed(&s.text)).collect::<String>();
        let words = document.blocks().iter().filter(|block| block.kind != Kind::Rule)
            .map(|block| squeezed(block.words.text())).collect::<String>();
        if document.blocks().iter().any(|block| matches!(block.kind, Kind::Table(_))) {
            // The head of a table may be drawn many times, as the sign before its values.
            let drawn = drawn(&[]);
            let count = |text: &str, c: char| text.matches(c).count();
            prop_assert!(words.chars().all(|c| c == '|' || count(&drawn, c) >= count(&words.replace(" | ", ""), c)));
        } else {
            prop_assert_eq!(drawn(&[Emphasis::BAR, Emphasis::MARKER, Emphasis::NUMBER]), words);
        }
    }

    #[test]
    fn a_position_survives_other_widths(html in html(), width in 1..=120_usize, other in 1..=120_usize) {
        let document = read(&html);
        let (lines, others) = (lay_out(&document, width, None), lay_out(&document, other, None));
        for (index, line) in lines.iter().enumerate() {
            prop_assert_eq!(line_at(&lines, line.position), index, "each line has its own position");
            let there = line_at(&others, line.position);
            prop_assert!(others[there].position <= line.position || there == 0);
            prop_assert!(others.get(there + 1).is_none_or(|next| next.position > line.position));
        }
    }

    #[test]
    fn text_and_html_of_a_document_give_its_words_again(html in html()) {
        let document = read(&html);
        let words = |document: &Document| {
            // A mark without its letter may begin a line of preformatted text, but no paragraph.
            let text = document.text();
            let words = text.split_whitespace().map(|word| word.trim_start_matches(block::is_orphan).to_owned());
            words.filter(|word| !word.is_empty()).collect::<Vec<_>>()
        };
        prop_assert_eq!(words(&Document::from_text(&document.text())), words(&document));
        // A joiner joins nothing where a style ends.
        let joined = |document: &Document| document.text().replace(['\u{200c}', '\u{200d}'], "");
        let again = Document::from_html(&document.to_html(), None);
        prop_assert_eq!(joined(&again), joined(&document));
    }

    #[test]
    fn each_block_stands_in_the_text_where_it_says(html in html()) {
        let document = read(&html);
        let text = document.text();
        for block in document.blocks() {
            let end = block.start + block.words.text().len();
            prop_assert_eq!(text.get(block.start..end), Some(block.words.text().as_str()));
        }
    }

    #[test]
    fn any_string_is_read(html in any::<String>(), width in 0..=40_usize) {
        let lines = lay_out(&read(&html), width, None);
        prop_assert!(lines.iter().all(|line| line.width() <= width));
    }
}
