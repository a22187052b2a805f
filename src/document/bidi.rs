//! Text that is read from right to left.

/// Whether a text is read from right to left: whether its first letter is.
pub(super) fn begins_rtl(text: &str) -> bool {
    !text.is_ascii() && unicode_bidi::get_base_direction(text) == unicode_bidi::Direction::Rtl
}
