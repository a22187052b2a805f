//! Columns that text takes in the terminal, counted as ratatui counts when it draws.

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

/// Columns of one grapheme; none for a control character, which ratatui leaves out (and asserts not to measure).
pub(super) fn cell(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) { 0 } else { usize::from(grapheme.cell_width()) }
}

/// Columns of a text without control characters.
///
/// A sum over graphemes: the width of a whole string is another one where letters join (Arabic lam and alef).
#[must_use]
pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.graphemes(true).map(cell).sum() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_what_ratatui_draws() {
        assert_eq!(["abc", "京", "👨\u{200d}👩\u{200d}👧", "🇮🇩", "❤\u{fe0f}", "لا"].map(width), [3, 2, 2, 2, 2, 2]);
        for text in
            ["abc", "京", "👨\u{200d}👩\u{200d}👧", "🇮🇩", "❤\u{fe0f}", "لا", "ｶﾞ", "हिन्दी", "ภาษาไทย", "x\u{323}\u{301}"]
        {
            let area = ratatui::layout::Rect::new(0, 0, 9, 1);
            let (drawn, _) =
                ratatui::buffer::Buffer::empty(area).set_stringn(0, 0, text, 9, ratatui::style::Style::new());
            assert_eq!(usize::from(drawn), width(text), "{text}");
        }
    }
}
