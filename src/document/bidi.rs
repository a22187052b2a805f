//! Text that is read from right to left, for a screen that draws every row from the left: the order of Unicode's
//! bidirectional algorithm, line by line, after the lines are broken. Views call [`in_visual_order`] last of all; what
//! is laid out, stored, searched and piped stays in the order in which it is read.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiInfo, Direction, Level, get_base_direction};
use unicode_segmentation::UnicodeSegmentation;

/// Signs that look the other way in words that are read from right to left.
const MIRRORED: [(&str, &str); 8] =
    [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›"), ("≤", "≥"), ("⟨", "⟩")];

/// Whether a text is read from right to left: whether its first letter is.
#[must_use]
pub fn begins_rtl(text: &str) -> bool {
    has_rtl(text) && get_base_direction(text) == Direction::Rtl
}

/// Whether there is a letter that is read from right to left.
fn has_rtl(text: &str) -> bool {
    let is_rtl = |c: char| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    // Bytes with which none of them begins are the rule, and are passed over many at once.
    let may_begin = |byte: u8| u8::from(matches!(byte, 0xd6..=0xe0 | 0xef..));
    text.bytes().fold(0, |any, byte| any | may_begin(byte)) != 0 && text.contains(is_rtl)
}

/// The pieces of a line as they stand on a screen from the left. The line is read from the right where `is_rtl`, in
/// which case it is all turned around; words of the other way keep theirs. A piece may come out in several.
#[must_use]
pub fn in_visual_order<'t, T: Copy>(pieces: &[(&'t str, T)], is_rtl: bool) -> Vec<(Cow<'t, str>, T)> {
    if !is_rtl && !pieces.iter().any(|(text, _)| has_rtl(text)) {
        return pieces.iter().map(|(text, mark)| (Cow::Borrowed(*text), *mark)).collect();
    }
    let line = pieces.iter().map(|(text, _)| *text).collect::<String>();
    let info = BidiInfo::new(&line, Some(if is_rtl { Level::rtl() } else { Level::ltr() }));
    let mut ordered = Vec::new();
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let turned = levels.get(run.start).is_some_and(Level::is_rtl);
            push_run(&mut ordered, &line, pieces, &run, turned);
        }
    }
    ordered
}

/// Adds the pieces within a run of one way.
fn push_run<T: Copy>(
    ordered: &mut Vec<(Cow<'_, str>, T)>,
    line: &str,
    pieces: &[(&str, T)],
    run: &Range<usize>,
    turned: bool,
) {
    let begin = ordered.len();
    let mut at = 0;
    for (text, mark) in pieces {
        let range = run.start.clamp(at, at + text.len())..run.end.clamp(at, at + text.len());
        at += text.len();
        if !range.is_empty() {
            let words = &line[range];
            let words = if turned { words.graphemes(true).rev().map(mirrored).collect() } else { words.to_owned() };
            ordered.push((Cow::Owned(words), *mark));
        }
    }
    if turned {
        ordered[begin..].reverse();
    }
}

fn mirrored(sign: &str) -> &str {
    let other = |&(left, right)| match sign {
        _ if sign == left => Some(right),
        _ if sign == right => Some(left),
        _ => None,
    };
    MIRRORED.iter().find_map(other).unwrap_or(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn ordered(pieces: &[(&str, u8)], is_rtl: bool, expected: &[(&str, u8)]) {
        let ordered = in_visual_order(pieces, is_rtl);
        let ordered = ordered.iter().map(|(text, mark)| (&**text, *mark)).collect::<Vec<_>>();
        assert_eq!(ordered, expected);
    }

    #[test]
    fn words_from_the_left_stay_as_they_are() {
        ordered(&[("ab ", 1), ("京 é", 2)], false, &[("ab ", 1), ("京 é", 2)]);
    }

    #[test]
    fn words_from_the_right_are_turned_around_and_numbers_are_not() {
        ordered(&[("א1 (ב) 23", 1)], true, &[("23", 1), (" (ב) ", 1), ("1", 1), ("א", 1)]);
        ordered(&[("say אב!", 1)], false, &[("say ", 1), ("בא", 1), ("!", 1)]);
    }

    #[test]
    fn styles_stay_with_their_words() {
        ordered(&[("אב", 1), ("גד", 2), (" xy", 3)], true, &[("xy", 3), (" ", 3), ("דג", 2), ("בא", 1)]);
    }

    #[test]
    fn marks_stay_on_their_letters() {
        ordered(&[("שָׁב", 1)], true, &[("בשָׁ", 1)]);
    }

    #[test]
    fn the_first_letter_says_which_way_a_text_is_read() {
        assert_eq!(["«אב", "12 اب", "a אב", "123", ""].map(begins_rtl), [true, true, false, false, false]);
    }
}
