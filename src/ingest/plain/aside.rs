//! What stands within a text and repeats or surrounds it: pull quotes, and at its end a box about its author.
//!
//! Looks at whole paragraphs, after `body` has found them.

use std::collections::HashMap;

use crate::ingest::press::byline;
use crate::ingest::press::shape::{ends_sentence, fold, words};

/// Words of a sentence that can be a pull quote: shorter ones are said twice in any interview.
const QUOTE_WORDS: usize = 5;

/// Most paragraphs of a box about the author, below his name.
const MAX_BOX: usize = 3;

/// Most words of the name under a pull quote.
const NAME_WORDS: usize = 4;

/// Leaves out what repeats the text or tells who wrote it.
pub(super) fn leave_out(paragraphs: &mut Vec<String>, authors: &[String]) {
    pull_quotes(paragraphs);
    author_box(paragraphs, authors);
}

/// Leaves out paragraphs whose sentences all stand in a longer paragraph, and the name below such a one.
fn pull_quotes(paragraphs: &mut Vec<String>) {
    // Of each sentence, the longest paragraph that it is part of.
    let mut longest: HashMap<String, usize> = HashMap::new();
    for paragraph in paragraphs.iter() {
        for sentence in sentences(paragraph).chain(quotations(paragraph)) {
            let length = longest.entry(sentence).or_default();
            *length = paragraph.len().max(*length);
        }
    }
    let mut below = false;
    paragraphs.retain(|paragraph| {
        let repeats = |sentence: String| longest.get(&sentence).is_some_and(|&length| length > paragraph.len() + 2);
        let is_quote = words(paragraph) >= QUOTE_WORDS && !paragraph.contains('\n') && {
            let mut all = sentences(paragraph).peekable();
            all.peek().is_some() && all.all(repeats)
        };
        let is_name =
            below && words(paragraph) <= NAME_WORDS && !ends_sentence(paragraph) && byline::is_name(paragraph);
        below = is_quote;
        !(is_quote || is_name)
    });
}

/// The sentences of a paragraph, folded.
fn sentences(paragraph: &str) -> impl Iterator<Item = String> + '_ {
    let mut rest = paragraph;
    std::iter::from_fn(move || {
        while !rest.is_empty() {
            let mut blanks = rest.match_indices([' ', '\n']).map(|(at, _)| at);
            let end = blanks.find(|&at| ends_sentence(last_word(&rest[..at]))).unwrap_or(rest.len());
            let sentence = fold(&rest[..end]);
            rest = rest[end..].trim_start();
            if !sentence.is_empty() {
                return Some(sentence);
            }
        }
        None
    })
}

/// What stands between quotation marks in a paragraph, folded.
fn quotations(paragraph: &str) -> impl Iterator<Item = String> + '_ {
    paragraph.split(['"', '“', '”']).skip(1).step_by(2).map(fold).filter(|quotation| !quotation.is_empty())
}

fn last_word(text: &str) -> &str {
    text.rsplit([' ', '\n']).next().unwrap_or(text)
}

/// Leaves out, from the end, paragraphs that tell of the author: `Jane Doe covers the city`, and those below his name.
fn author_box(paragraphs: &mut Vec<String>, authors: &[String]) {
    let is_name = |text: &String| authors.iter().any(|author| fold(author) == fold(text));
    let is_of_author = |text: &String| authors.iter().any(|author| text.starts_with(author.as_str()));
    let tail = paragraphs.iter().rev().take(MAX_BOX).take_while(|text| is_of_author(text) && !is_name(text)).count();
    let above = paragraphs.len() - tail;
    if paragraphs[..above].last().is_some_and(is_name) {
        paragraphs.truncate(above);
    }
    while paragraphs.len() > 2
        && paragraphs.last().is_some_and(|last| is_name(last) || byline::is_biography(last, authors))
    {
        paragraphs.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(paragraphs: &[&str], expected: &[&str]) {
        let mut kept: Vec<String> = paragraphs.iter().map(|&text| text.to_owned()).collect();
        leave_out(&mut kept, &["Rina Lestari".to_owned()]);
        assert_eq!(kept, expected);
    }

    const TOLD: &str = "Darto (70) tinggal di sana. “Saya tidak akan pindah dari sini,” kata dia. Hujan turun lagi.";
    const LAST: &str = "Rapat berlanjut pekan depan.";

    #[test]
    fn a_sentence_that_a_longer_paragraph_has_is_a_pull_quote() {
        is(&[TOLD, "“Saya tidak akan pindah dari sini,” kata dia.", LAST], &[TOLD, LAST]);
        is(&["“Saya tidak akan pindah dari sini,” kata dia.", "Darto", TOLD, LAST], &[TOLD, LAST]);
        is(&[TOLD, "“Saya tidak akan pindah dari sini”", "Darto", LAST], &[TOLD, LAST]);
    }

    #[test]
    fn what_is_said_twice_in_an_answer_or_a_refrain_stays() {
        is(&["Ya. Tentu saja.", "Ya.", LAST], &["Ya. Tentu saja.", "Ya.", LAST]);
        is(&[LAST, TOLD, LAST], &[LAST, TOLD, LAST]);
        is(&[TOLD, "Saya tidak akan pindah besok.", LAST], &[TOLD, "Saya tidak akan pindah besok.", LAST]);
    }

    #[test]
    fn a_box_about_the_author_is_left_out() {
        let about = "Rina Lestari bergabung dengan Kabar Nusa pada 2016 dan menulis tentang sungai.";
        is(&[TOLD, LAST, "Rina Lestari", about], &[TOLD, LAST]);
        is(&[TOLD, LAST, "Rina Lestari", "Rina Lestari"], &[TOLD, LAST]);
        is(&[TOLD, LAST, "Rina Lestari adalah wartawan di Harja.", "Rina Lestari", about], &[TOLD, LAST]);
        is(&[TOLD, LAST, about], &[TOLD, LAST, about]);
    }
}
