//! Where everything stands: a pure function of the size. `update` asks it for page heights and widths, `view` for
//! places; nothing flows back from drawing.

use ratatui::layout::{Constraint, Layout as Split, Rect};

use super::state::Focus;

/// Columns from which list and reader stand side by side.
pub const TWO_PANES: u16 = 100;

/// Columns from which the sidebar stands before them.
pub const THREE_PANES: u16 = 160;

/// Columns of the sidebar.
pub const SIDEBAR: u16 = 26;

/// The smallest screen that is drawn.
pub const SMALLEST: (u16, u16) = (40, 10);

/// Columns of text at the most: a longer line is hard to find the next of.
pub const MEASURE: u16 = 76;

/// The places on the screen. A pane that is not shown has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The whole screen.
    pub screen: Rect,
    /// Sections and counts.
    pub header: Rect,
    /// Sections, tags and sources as a column.
    pub sidebar: Option<Rect>,
    /// The list.
    pub list: Option<Rect>,
    /// The reader.
    pub reader: Option<Rect>,
    /// Where I am and how I came.
    pub trail: Rect,
    /// A notice, a prompt, or the keys that help here.
    pub footer: Rect,
}

impl Layout {
    /// The places on a screen of `width` columns and `height` rows; none where it is too small for any.
    #[must_use]
    pub fn new(width: u16, height: u16, focus: Focus, zen: bool) -> Option<Self> {
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return None;
        }
        let screen = Rect::new(0, 0, width, height);
        if zen {
            let [body, trail, footer] =
                Split::vertical([Constraint::Fill(1), Constraint::Length(0), Constraint::Length(1)]).areas(screen);
            let header = Rect { height: 0, ..screen };
            return Some(Self { screen, header, sidebar: None, list: None, reader: Some(body), trail, footer });
        }
        let rows = [Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1), Constraint::Length(1)];
        let [header, body, trail, footer] = Split::vertical(rows).areas(screen);
        let (sidebar, list, reader) = if width >= THREE_PANES {
            let columns = [Constraint::Length(SIDEBAR), Constraint::Fill(3), Constraint::Fill(4)];
            let [sidebar, list, reader] = Split::horizontal(columns).areas(body);
            (Some(sidebar), Some(list), Some(reader))
        } else if width >= TWO_PANES {
            let [list, reader] = Split::horizontal([Constraint::Fill(3), Constraint::Fill(4)]).areas(body);
            (None, Some(list), Some(reader))
        } else if focus == Focus::Reader {
            (None, None, Some(body))
        } else {
            (None, Some(body), None)
        };
        Some(Self { screen, header, sidebar, list, reader, trail, footer })
    }

    /// Where the rows of a pane stand: below its title line, left of the line that parts it from the next.
    #[must_use]
    pub fn inside(&self, pane: Rect) -> Rect {
        let parted = u16::from(pane.right() < self.screen.width);
        let title = u16::from(self.header.height > 0);
        Rect {
            y: pane.y + title,
            height: pane.height.saturating_sub(title),
            width: pane.width.saturating_sub(parted),
            ..pane
        }
    }

    /// Where the reader's text stands: centred in its pane, at most [`MEASURE`] columns, a column free on each side.
    #[must_use]
    pub fn text(&self) -> Option<Rect> {
        let pane = self.inside(self.reader?);
        let width = pane.width.saturating_sub(2).min(MEASURE);
        let margin = (pane.width - width) / 2;
        Some(Rect { x: pane.x + margin, width, ..pane })
    }

    /// Where the list's rows stand.
    #[must_use]
    pub fn rows(&self) -> Option<Rect> {
        self.list.map(|list| self.inside(list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panes_come_with_the_width() {
        let panes = |width, focus| {
            let layout = Layout::new(width, 24, focus, false).unwrap();
            (layout.sidebar.is_some(), layout.list.is_some(), layout.reader.is_some())
        };
        assert_eq!(panes(THREE_PANES, Focus::List), (true, true, true));
        assert_eq!(panes(THREE_PANES - 1, Focus::List), (false, true, true));
        assert_eq!(panes(TWO_PANES - 1, Focus::List), (false, true, false));
        assert_eq!(panes(TWO_PANES - 1, Focus::Reader), (false, false, true));
        assert!(Layout::new(39, 10, Focus::List, false).is_none());
        assert!(Layout::new(40, 9, Focus::List, false).is_none());
    }

    #[test]
    fn the_text_never_leaves_its_pane() {
        for width in 40..=300 {
            for zen in [false, true] {
                let layout = Layout::new(width, 10, Focus::Reader, zen).unwrap();
                let (pane, text) = (layout.reader.unwrap(), layout.text().unwrap());
                assert!(text.x > pane.x && text.right() <= pane.right() && text.width <= MEASURE, "{width}");
                assert_eq!(text.intersection(layout.footer).area(), 0);
            }
        }
    }
}
