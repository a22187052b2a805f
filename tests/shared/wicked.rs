//! Characters that no text from outside may bring to a screen or a pipe, told apart from the code that removes them.

/// Whether a terminal or a reader would be led astray by this character.
pub(crate) fn is_wicked(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{ad}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}
