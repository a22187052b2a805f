//! Pages whose text is easily lost, or easily too much.

use std::ops::ControlFlow;

use super::super::super::{Hint, Item};

const PROSE: &str = "The ferry to the outer islands will run every hour from May, the harbour board said on Tuesday.";
const MORE: &str = "Fishermen had asked for the change for years, because the morning boat left before the auction.";
const LAST: &str =
    "A second boat is being refitted in the old yard and should join the first before the autumn storms.";

/// The text of the article that a page holds.
fn text(body: &str) -> String {
    let html = format!("<title>Ferry to Run Hourly</title><body><h1>Ferry to Run Hourly</h1>{body}");
    let mut text = String::new();
    let mut sink = |item: Item| {
        if let Item::Article(article) = item {
            text = article.body.text.to_string();
        }
        ControlFlow::Continue(())
    };
    super::super::read(html.as_bytes(), &Hint::default(), &mut sink).expect("the page holds an article");
    text
}

#[track_caller]
fn is(body: &str, expected: &[&str]) {
    assert_eq!(text(body), expected.join("\n\n"), "{body}");
}

#[test]
fn what_most_of_the_article_stands_in_is_no_furniture_whatever_its_name() {
    let comments = format!("<div class=comments>{}</div>", format!("<p>{MORE} So say I.</p>").repeat(8));
    let paragraphs: Vec<String> =
        (1..=3).flat_map(|n| [PROSE, MORE, LAST].map(|text| format!("At noon on day {n}: {text}"))).collect();
    let expected: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let article = format!("<p>{}</p>", expected.join("</p><p>"));
    for name in ["popup-content", "modal render", "share-frame"] {
        is(&format!("<div class='{name}'><div class=text>{article}</div></div>{comments}"), &expected);
    }
    is(
        &format!("<div><p>{PROSE}</p><p class=paywall>{MORE}</p><p class=paywall>{LAST}</p></div>"),
        &[PROSE, MORE, LAST],
    );
}

#[test]
fn the_anchor_of_a_section_is_no_name_of_furniture() {
    let sections = format!(
        "<div><section><p>{PROSE}</p></section><section id=sharing-the-quay-with-cyclists><p>{MORE}</p></section>\
         <section id=follow-us-today><p>{LAST}</p></section></div>"
    );
    is(&sections, &[PROSE, MORE]);
}

#[test]
fn words_of_a_paragraph_stay_whatever_their_elements_are_named() {
    let linked = PROSE.replace("harbour board", "<a class=popup href=/n>harbour board</a>");
    is(&format!("<div><p>{linked}</p><p>{MORE}</p></div>"), &[PROSE, MORE]);
}

#[test]
fn prose_that_stands_elsewhere_than_the_text_is_not_added_to_it() {
    let gallery = format!(
        "<div class=gallery><ul><li><h2>1/2 Boats</h2><div class=x><p>{LAST}</p></div><li><h2>2/2 Nets</h2></ul></div>"
    );
    let text = text(&format!(
        "<article><div class=text><p>{PROSE}</p><p>{MORE}</p><p>{MORE} Again.</p></div>{gallery}</article>"
    ));
    assert!(!text.contains("2/2"), "{text}");
}

#[test]
fn a_heading_that_links_to_itself_or_stands_among_such_is_kept() {
    is(
        &format!("<div><p>{PROSE}</p><h2 id=why><a href=#why>Why It Took Long</a></h2><p>{MORE}</p></div>"),
        &[PROSE, "Why It Took Long", MORE],
    );
    let stop = |at: &str| format!("<h3><a href=/stops/{at}>{at} Landing</a></h3><p>At {at}: {LAST}</p>");
    let found =
        text(&format!("<div><p>{PROSE}</p>{}{}{}<p>{MORE}</p></div>", stop("North"), stop("Mill"), stop("Old")));
    assert_eq!(found.matches("Landing").count(), 3, "{found}");
    let other = format!("<div><p>{PROSE}</p><h3><a href=/news/2>Lighthouse Sold</a></h3><p>{MORE}</p></div>");
    is(&other, &[PROSE, MORE]);
}

#[test]
fn links_among_other_items_are_items_too() {
    let list = format!(
        "<ul><li>{MORE}</li><li><a href=/timetable/winter>The timetable for the winter months</a></li><li>{LAST}</li></ul>"
    );
    assert!(text(&format!("<div><p>{PROSE}</p>{list}<p>{PROSE} It begins soon.</p></div>")).contains("winter months"));
    let table = format!(
        "<table><tr><th>Pier<th>Comment</tr><tr><td><a href=/piers/north-landing>The new North Landing pier</a><td>{MORE}</tr></table>"
    );
    let found = text(&format!("<div><p>{PROSE}</p>{table}<p>{LAST}</p></div>"));
    assert!(found.contains("North Landing") && found.contains(LAST), "{found}");
}

#[test]
fn a_first_sentence_set_as_a_heading_is_text_and_the_same_above_a_picture_is_an_abstract() {
    is(&format!("<div><h2>{PROSE}</h2><p>{MORE}</p><p>{LAST}</p></div>"), &[PROSE, MORE, LAST]);
    is(
        &format!(
            "<div><h2>{PROSE}</h2><figure><img src=/a.jpg><figcaption>The boat</figcaption></figure><p>{MORE}</p><p>{LAST}</p></div>"
        ),
        &[MORE, LAST],
    );
}

#[test]
fn a_last_line_that_is_signed_or_points_to_something_is_text() {
    is(
        &format!("<div><p>{PROSE}</p><p>{MORE}</p><p>The fare is unchanged. (abc)</p></div>"),
        &[PROSE, MORE, "The fare is unchanged."],
    );
    is(
        &format!("<div><p>{PROSE}</p><p>{MORE}</p><p>To see the boat on its first trip, watch this:</p></div>"),
        &[PROSE, MORE, "To see the boat on its first trip, watch this:"],
    );
}

#[test]
fn a_label_goes_with_the_links_it_stood_above() {
    is(
        &format!(
            "<div><p>{PROSE}</p><p>{MORE}</p><p>More of the harbour:</p><p><a href=/2>Lighthouse sold to a painter from the city</a></p><p>{LAST}</p></div>"
        ),
        &[PROSE, MORE, LAST],
    );
}

#[test]
fn lines_without_a_sentence_may_end_the_text_where_they_are_several() {
    let lines = ["Boats in service: 4", "Passengers a day: 1,200", "Price of a ticket: 3 crowns", "Minutes at sea: 55"];
    let page = |count: usize| {
        let lines = lines[..count].join("</p><p>");
        format!("<div><p>{PROSE}</p><p>{MORE}</p><p>{LAST}</p><p>{lines}</p></div><div><p>Northern edition</p></div>")
    };
    is(&page(3), &[PROSE, MORE, LAST]);
    is(&page(4), &[&[PROSE, MORE, LAST], &lines[..]].concat());
}

#[test]
fn the_element_that_has_the_text_is_taken_and_not_one_with_a_box_of_the_page_beside_it() {
    let table = "<div><h3>Tides</h3><table><tr><td>High<td>04:24</tr><tr><td>Low<td>11:47</tr></table></div>";
    let paragraphs: Vec<String> =
        (1..=4).flat_map(|n| [PROSE, MORE, LAST].map(|text| format!("At noon on day {n}: {text}"))).collect();
    let expected: Vec<&str> = paragraphs.iter().map(String::as_str).collect();
    let article = format!("<div id=article><div class=text><p>{}</p></div></div>", expected.join("</p><p>"));
    is(&format!("<div id=main>{article}{table}</div>"), &expected);
}

#[test]
fn news_told_as_it_came_keeps_its_times() {
    let entry = |time: &str, text: &str| format!("<p>{time}</p><p>{text}</p>");
    let page = format!("<div>{}{}{}</div>", entry("13.05 EST", PROSE), entry("12.40 EST", MORE), entry("11.15", LAST));
    is(&page, &[PROSE, "12.40 EST", MORE, "11.15", LAST]);
}
