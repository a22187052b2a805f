//! The text that stands for a picture, set off from the line it ran into. Most portals call a picture what they call
//! the article, and a text browser writes that name in front of the caption.
//!
//! Between `lines` and `marked`; looks at what stands twice, not at what it says.

use std::mem;

use super::lines::Line;
use crate::ingest::press::caption;
use crate::ingest::press::shape::{ends_sentence, words};

/// Lines between a headline and a picture that is called like it.
const MAX_BETWEEN: usize = 40;

/// Words of a headline that are enough to know it again in front of other words.
const MIN_WORDS: usize = 5;

/// The lines, the alternative texts among them set off or taken out.
pub(super) fn of(lines: &[Line]) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    // Where the lines stand that may be headlines.
    let mut names: Vec<usize> = Vec::new();
    let mut pictured = false;
    for (at, mut line) in lines.iter().cloned().enumerate() {
        if lines.get(at + 1).is_some_and(|below| is_described(&line, below)) {
            pictured = true;
            continue;
        }
        line.pictured |= mem::take(&mut pictured);
        let near = names.iter().rev().take_while(|&&name| name + MAX_BETWEEN >= kept.len());
        let name =
            near.map(|&name| kept[name].text.as_str()).find(|name| rest(&line, name).is_some()).map(str::to_owned);
        if let Some((name, rest)) = name.and_then(|name| rest(&line, &name).map(str::to_owned).map(|rest| (name, rest)))
        {
            kept.push(Line { text: name.clone(), spaced: name, ..line.clone() });
            if is_number(&rest) {
                continue;
            }
            line = Line { text: rest.clone(), spaced: rest, blanks: 0, bullet: None, pictured: true };
        } else if line.bullet.is_none() && words(&line.text) >= MIN_WORDS && !line.text.ends_with('.') {
            names.push(kept.len());
        }
        kept.push(line);
    }
    kept
}

/// Whether the line is what the picture shows, and the line below says it once more with a credit in brackets.
fn is_described(line: &Line, below: &Line) -> bool {
    let credit = below.text.strip_prefix(&line.text).filter(|rest| rest.starts_with(" ("));
    credit.is_some() && below.blanks == 0 && line.bullet.is_none() && caption::in_place(&below.text).is_some()
}

/// What stands behind a name at the line's beginning, once or twice, where something new begins there.
fn rest<'a>(line: &'a Line, name: &str) -> Option<&'a str> {
    let mut rest = line.text.strip_prefix(name).filter(|rest| !rest.is_empty() && line.bullet.is_none())?;
    while let Some(again) = rest.trim_start().strip_prefix(name) {
        rest = again;
    }
    let rest = rest.trim_start();
    let begins = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '(')) && ends_caption(rest);
    (begins || is_number(rest)).then_some(rest)
}

/// Whether the text is a caption or its beginning: it ends a sentence or credits somebody.
fn ends_caption(text: &str) -> bool {
    ends_sentence(text) || text.ends_with(')') || caption::in_place(text).is_some()
}

/// Whether nothing but the number of the picture is left.
fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | '/' | '(' | ')' | '#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, expected: &[&str]) {
        let texts: Vec<String> = of(&super::super::lines::of(text)).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, expected, "{text}");
    }

    #[test]
    fn a_headline_in_front_of_a_caption_is_set_off() {
        let (title, caption) =
            ("Pasar Lama Harja Ditutup Sabtu Pagi", "Pedagang berkemas di pasar itu. (Foto: Rina/Suluh)");
        is(&format!("{title}\n\n{title}{title} {caption}"), &[title, title, caption]);
        is(&format!("{title}\n\n{title} {caption}"), &[title, title, caption]);
        is(&format!("{title}\n\n{title} - 1\n{title} (2)"), &[title, title, title]);
    }

    #[test]
    fn a_sentence_that_begins_like_another_line_is_left_whole() {
        let title = "Pasar lama Harja ditutup Sabtu pagi";
        for line in
            ["Pasar lama Harja ditutup Sabtu pagi oleh wali kota.", "Pasar lama Harja ditutup Sabtu pagi Ini Alasannya"]
        {
            is(&format!("{title}\n\n{line}"), &[title, line]);
        }
        is("Pasar lama\n\nPasar lama Harja tutup.", &["Pasar lama", "Pasar lama Harja tutup."]);
    }

    #[test]
    fn a_description_that_the_caption_repeats_is_none_of_the_text() {
        is("gitar di sudut\ngitar di sudut (pexels.com/Rina)", &["gitar di sudut (pexels.com/Rina)"]);
        is("gitar di sudut\n\ngitar di sudut (2)", &["gitar di sudut", "gitar di sudut (2)"]);
    }
}
