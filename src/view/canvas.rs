//! What every pane draws with: text that stays in its place, fills, and the roles that style them.

use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

use crate::document::{begins_rtl, in_visual_order, width};

use super::{Drawn, Hyperlink, Role, Theme};

/// A buffer with a theme.
pub(super) struct Canvas<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    pub(super) drawn: Drawn,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme, drawn: Drawn::default() }
    }

    /// The whole buffer.
    pub(super) fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Draws one line of text at the left of an area, cut with `…` where it is too long, with words that are read from
    /// right to left in the order of a screen; gives the column behind it.
    pub(super) fn text(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let shown = cut(text, usize::from(area.width));
        let mut x = area.x;
        for (words, ()) in in_visual_order(&[(&shown, ())], begins_rtl(&shown)) {
            x = self.ordered(Rect { x, width: area.right().saturating_sub(x), ..area }, &words, role);
        }
        x
    }

    /// Draws text that is in the order of a screen already, cut like others.
    pub(super) fn ordered(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let area = area.intersection(self.buffer.area);
        if area.is_empty() {
            return area.x;
        }
        let shown = cut(text, usize::from(area.width));
        let (end, _) = self.buffer.set_stringn(area.x, area.y, &shown, usize::from(area.width), self.theme.style(role));
        end
    }

    /// Draws one line of text at the right of an area; gives the column before it.
    pub(super) fn text_right(&mut self, area: Rect, text: &str, role: Role) -> u16 {
        let shown = cut(text, usize::from(area.width));
        let x = area.right() - u16::try_from(width(&shown)).unwrap_or(area.width).min(area.width);
        self.text(Rect { x, width: area.right() - x, ..area }, &shown, role);
        x
    }

    /// Fills an area with a sign of one column.
    pub(super) fn fill(&mut self, area: Rect, sign: &str, role: Role) {
        let style = self.theme.style(role);
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.set_symbol(sign).set_style(style);
            }
        }
    }

    /// Empties an area, for something that lies over it.
    pub(super) fn clear(&mut self, area: Rect) {
        for position in area.intersection(self.buffer.area).positions() {
            if let Some(cell) = self.buffer.cell_mut(position) {
                cell.reset();
            }
        }
        self.drawn.links.retain(|link| !link.area.intersects(area));
    }

    /// Lays a role over what an area already holds.
    pub(super) fn over(&mut self, area: Rect, role: Role) {
        self.buffer.set_style(area.intersection(self.buffer.area), self.theme.style(role));
    }

    /// Lets an area lead to a page.
    pub(super) fn link(&mut self, area: Rect, url: &str) {
        if !area.is_empty() {
            self.drawn.links.push(Hyperlink { area, url: url.to_owned() });
        }
    }

    /// Puts the terminal's cursor here.
    pub(super) fn cursor(&mut self, x: u16, y: u16) {
        self.drawn.cursor = Some(Position { x, y });
    }
}

/// The text in at most `columns`, with `…` for what is left out.
pub(super) fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut taken = 0;
    for grapheme in text.graphemes(true) {
        let wide = usize::from(grapheme.cell_width());
        if taken + wide + 1 > columns {
            break;
        }
        shown.push_str(grapheme);
        taken += wide;
    }
    shown.truncate(shown.trim_end().len());
    if columns > 0 {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_its_columns() {
        assert_eq!(cut("berita", 6), "berita");
        assert_eq!(cut("berita", 5), "beri…");
        assert_eq!(cut("京新聞", 5), "京新…");
        assert_eq!(cut("京新聞", 4), "京…");
        assert_eq!(cut("risiko konflik", 8), "risiko…");
        assert_eq!((cut("a", 0), cut("ab", 1)), (String::new(), "…".to_owned()));
    }
}
