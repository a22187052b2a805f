//! A frame: cells, what they mean, and what the state knows besides.

use ratatui::buffer::{Buffer, CellWidth};

use crate::app::State;
use crate::app::overlay::{Choices, Overlay};
use crate::app::state::Section;
use crate::view::{Drawn, Role, Theme};

/// How a frame is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Rows, trailing blanks trimmed.
    Text,
    /// Rows, then a line for each run of style, by role.
    Styled,
    /// Rows with SGR sequences.
    Ansi,
    /// A picture.
    Svg,
    /// Size, cursor, rows, runs and facts.
    Json,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Text, Self::Styled, Self::Ansi, Self::Svg, Self::Json];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Styled => "styled",
            Self::Ansi => "ansi",
            Self::Svg => "svg",
            Self::Json => "json",
        }
    }
}

/// One drawn screen.
#[derive(Debug, Clone)]
pub struct Frame {
    pub(super) cells: Buffer,
    pub(super) roles: Buffer,
    /// The cursor and the links.
    pub drawn: Drawn,
    /// What the state knows.
    pub facts: Facts,
}

/// What the state knows besides what it shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The section's name, none for a search.
    pub section: Option<&'static str>,
    /// The pane that has the focus.
    pub focus: &'static str,
    /// The number of the open article.
    pub open: Option<i64>,
    /// Its identity.
    pub open_id: Option<String>,
    /// The number of the selected article.
    pub selected: Option<i64>,
    /// Steps that lie behind and ahead.
    pub trail: (usize, usize),
    /// What lies over the panes.
    pub overlay: Option<&'static str>,
    /// The line at the bottom.
    pub notice: Option<String>,
}

impl Facts {
    pub(super) fn of(state: &State) -> Self {
        let open = state.reader.as_ref().map(|reader| &reader.article);
        Self {
            section: Section::of(&state.list.listing).map(Section::name),
            focus: state.focus.name(),
            open: open.map(|article| article.number),
            open_id: open.map(|article| article.given.id.to_string()),
            selected: state.list.current().and_then(|row| row.headline()).map(|headline| headline.number),
            trail: (state.trail.back.len(), state.trail.forward.len()),
            overlay: state.overlay.as_ref().map(|overlay| match overlay {
                Overlay::Prompt(prompt) => prompt.purpose.name(),
                Overlay::Pick(picker) => match picker.choices {
                    Choices::Tags(_) => "tags",
                    Choices::Playables(_) => "playables",
                    Choices::Follows(_) => "follows",
                },
                Overlay::Tags(_) => "tag-editor",
                Overlay::Help(_) => "help",
                Overlay::Ask(_) => "question",
            }),
            notice: state.notice.as_ref().map(|notice| notice.text.clone()),
        }
    }
}

/// A run of cells of one row that look alike and mean the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The row, 0 being the first.
    pub y: u16,
    /// The first column.
    pub x: u16,
    /// Columns.
    pub width: u16,
    /// The text of its cells.
    pub text: String,
    /// What it means, and what lies over it.
    pub roles: (Role, Option<Role>),
    /// How it looks.
    pub style: ratatui::style::Style,
}

impl Frame {
    /// Columns.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.cells.area.width
    }

    /// Rows.
    #[must_use]
    pub fn height(&self) -> u16 {
        self.cells.area.height
    }

    /// The rows as text, trailing blanks trimmed.
    #[must_use]
    pub fn rows(&self) -> Vec<String> {
        let row = |y| self.cells_of(y).map(|(_, _, symbol)| symbol).collect::<String>().trim_end().to_owned();
        (0..self.height()).map(row).collect()
    }

    /// The columns that a row's text takes as a terminal would show it, trailing blanks left out.
    #[must_use]
    pub fn row_width(&self, y: u16) -> usize {
        self.cells_of(y)
            .filter(|(.., symbol)| *symbol != " ")
            .map(|(x, width, _)| usize::from(x + width))
            .max()
            .unwrap_or_default()
    }

    /// What the cell at a place means, and what lies over it.
    #[must_use]
    pub fn role_at(&self, x: u16, y: u16) -> (Role, Option<Role>) {
        let cell = self.roles.cell((x, y));
        let role = |colour| Theme::role_of(colour);
        cell.map_or((Role::Text, None), |cell| (role(cell.fg).unwrap_or(Role::Text), role(cell.bg)))
    }

    /// The runs of all rows, blank ends of rows included.
    #[must_use]
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for y in 0..self.height() {
            for (x, width, symbol) in self.cells_of(y) {
                let roles = self.role_at(x, y);
                let style = self.cells.cell((x, y)).map(ratatui::buffer::Cell::style).unwrap_or_default();
                match runs.last_mut() {
                    Some(run) if run.y == y && run.roles == roles && run.style == style => {
                        run.text.push_str(symbol);
                        run.width += width;
                    }
                    _ => runs.push(Run { y, x, width, text: symbol.to_owned(), roles, style }),
                }
            }
        }
        runs
    }

    /// The cells of a row with their columns and widths; the one behind a wide one is part of it.
    pub(super) fn cells_of(&self, y: u16) -> impl Iterator<Item = (u16, u16, &str)> {
        let mut next = 0;
        (0..self.width()).filter_map(move |x| {
            let symbol = self.cells.cell((x, y))?.symbol();
            let width = symbol.cell_width().max(1);
            (x >= next).then(|| {
                next = x + width;
                (x, width, symbol)
            })
        })
    }

    /// The frame in a format. Ends with a line end.
    #[must_use]
    pub fn write(&self, format: Format) -> String {
        match format {
            Format::Text => super::text::text(self),
            Format::Styled => super::text::styled(self),
            Format::Ansi => super::ansi::write(self),
            Format::Svg => super::svg::write(self),
            Format::Json => super::json::write(self),
        }
    }
}
