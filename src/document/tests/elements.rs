//! What single elements come to: HTML in, text and styles out.

use url::Url;

use super::{read, text};
use crate::document::build::{MAX_ALTERNATIVE, MAX_ALTERNATIVES, MAX_EXPANSION};
use crate::document::{Block, Document, Emphasis};

#[test]
fn what_a_page_hides_is_left_out() {
    text("a<p hidden>b<p>c<div hidden>d<p>e</div>f", "a\n\nc\n\nf");
    text("a<span style='color:red; display: none'>b<i>c</i><x>d</x></span>e", "ae");
    text("a <span class='sr-only'>b</span>c<i class=visually-hidden>d</i>", "a c");
    text("<h2>a <a aria-hidden=true href=#a>#</a></h2><p aria-hidden=true>b", "a\n\nb");
    text("<ul><li hidden>a<li>b</ul><table><tr hidden><td>c<tr><td>d</table>e", "• b\n\nd\n\ne");
    text("<div hidden>a<img alt=b><iframe src=https://x.org></iframe><hr><br></div>c", "c");
    text("<p>a<span hidden>b</p>c<div hidden=until-found>d</div>", "a\n\nc\n\nd");
}

#[test]
fn letters_above_and_below_the_line_have_signs() {
    text(
        "H<sub>2</sub>O, m<sup>2</sup>, 10<sup>-3</sup>, 1<sup>st</sup>, 10<sup>1.5</sup>",
        "H₂O, m², 10⁻³, 1st, 10^1.5",
    );
}

#[test]
fn readings_and_expansions_stand_in_brackets() {
    text("<ruby>東<rp>(</rp><rt>とう</rt><rp>)</rp>京<rt>きょう</ruby>へ", "東(とう)京(きょう)へ");
    text(
        "<abbr title='health office'>HO</abbr>, <abbr title='health office'>HO</abbr>, <abbr>X</abbr>",
        "HO (health office), HO, X",
    );
    let long = |bytes: usize| format!("<abbr title={}>a</abbr>", "x".repeat(bytes));
    assert_eq!(read(&long(MAX_EXPANSION)).text().len(), MAX_EXPANSION + "a ()".len());
    assert_eq!(read(&long(MAX_EXPANSION + 1)).text().as_str(), "a");
}

#[test]
fn lists_count_in_their_numerals_and_down() {
    text("<ol type=a><li>x<li>y</ol><ol type=I start=4><li>z</ol>", "a. x\nb. y\nIV. z");
    text("<ol reversed><li>x<p>w<li>y<ol><li>v</ol><li>z</ol>u", "3. x\n\nw\n\n2. y\n1. v\n1. z\n\nu");
    text("<ol reversed start=9><li>x<li>y</ol>", "9. x\n10. y");
}

#[test]
fn details_are_open_and_their_summary_is_strong() {
    let document = read("<details><summary>a</summary>b</details>c");
    assert_eq!(document.text().as_str(), "a\n\nb\n\nc");
    let strong = |block: &Block| block.words.styled(0..1).all(|(_, style)| style.emphasis == Emphasis::STRONG);
    assert_eq!(document.blocks().iter().map(strong).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn drawings_and_formulas_are_their_words() {
    text("a<svg><title>icon</title></svg><svg role=img><title>A map</title><text>b</text></svg>", "a\n\nA map");
    text("<svg role=img aria-label='A plan'></svg><svg role=img></svg>", "A plan");
    text(
        "E = <math alttext='mc^2'><mi>m</mi></math> and <math><mi>x</mi><annotation>\\x</annotation></math>",
        "E = mc^2 and x",
    );
    text("<object data=https://x.org/a.pdf>a</object><embed src=https://x.org/a.pdf>", "[embed: x.org]\n\na");
}

#[test]
fn caption_and_credit_stand_apart() {
    let html =
        "<figure><img alt=x><figcaption>The pier <span class='photo-credit'>Photo: Ana</span></figcaption></figure>";
    let document = read(html);
    let words = &document.blocks()[0].words;
    assert_eq!(words.text().as_str(), "The pier · Photo: Ana");
    let parts = words.styled(0..words.text().len()).collect::<Vec<_>>();
    assert_eq!(parts.last().map(|(words, style)| (*words, style.emphasis)), Some(("Photo: Ana", Emphasis::CREDIT)));
    text("<figcaption><small>Photo: Ana</small> The pier</figcaption>", "Photo: Ana · The pier");
    text("<p>a <cite>b</cite> <span class=credit>c</span>", "a b c");
}

#[test]
fn footnotes_have_marks_and_stand_at_the_end() {
    let html = "<p>One<sup>[<a href='#n1'>1</a>]</sup> two<a href='#n2' role=doc-noteref><sup>2</sup></a>.</p>\
        <ol><li id=n1>First. <a href='#r1'>↩</a></li></ol><aside id=n2 hidden><p>Second.</p></aside><p>Three.</p>";
    text(html, "One[^1] two[^2].\n\nThree.\n\n[^1] First.\n[^2] Second.");
    text("a<sup><a href='#gone'>1</a></sup>", "a¹");
    text("<blockquote><p id=n>a</p>b<sup><a href=#n>*</a></sup></blockquote>c", "b[^1]\n\nc\n\n[^1] a");
    assert!(read(html).links().is_empty());
}

#[test]
fn the_base_of_the_page_is_where_its_links_start_from() {
    let links = |html: &str| {
        let base = Url::parse("https://x.org/a/").ok();
        Document::from_html(html, base.as_ref()).links()[0].url.clone()
    };
    assert_eq!(links("<base href='https://y.org/b/'><a href=c>d</a>"), "https://y.org/b/c");
    assert_eq!(links("<base href='e/'><a href=c>d</a>"), "https://x.org/a/e/c");
    assert_eq!(links("<base href='javascript:f'><a href=c>d</a>"), "https://x.org/a/c");
}

#[test]
fn a_block_knows_which_way_it_is_read() {
    let ways = |html: &str| read(html).blocks().iter().map(|block| block.is_rtl).collect::<Vec<_>>();
    assert_eq!(ways("<p>abc שלום<p>«שלום» abc<p dir=rtl>abc<p dir=ltr>שלום"), [false, true, true, false]);
    assert_eq!(ways("<div dir=rtl><p>a<p dir=auto>b</div>c"), [true, true, false]);
}

#[test]
fn texts_of_pictures_are_measured_at_the_limit_and_one_past_it() {
    let picture = |bytes: usize| read(&format!("<img alt={}>", "x".repeat(bytes))).text().len();
    assert_eq!((picture(MAX_ALTERNATIVE), picture(MAX_ALTERNATIVE + 1)), (MAX_ALTERNATIVE, MAX_ALTERNATIVE));
    let pictures = |n: usize| read(&format!("<figure>{}</figure>", "<img alt=x>".repeat(n))).blocks().len();
    assert_eq!((pictures(MAX_ALTERNATIVES), pictures(MAX_ALTERNATIVES + 1)), (MAX_ALTERNATIVES, MAX_ALTERNATIVES));
}

#[test]
fn pictures_of_one_pixel_are_dropped() {
    text("a<img alt=b width=1 height=1><img alt=c height=0><img alt=d width=1px><img alt=e width=10>", "a\n\ne");
}
