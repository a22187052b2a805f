//! Tables in lines of a width: in columns where they fit, else one cell a line. Called by the layout of blocks.

use std::ops::Range;

use super::Emphasis;
use super::block::Table;
use super::layout::Frame;
use super::line::{Line, Segment};
use crate::model::Position;

/// Blanks between columns.
const GAP: usize = 2;

/// Columns that a column of the table needs at least, unless its cells are narrower.
const NARROWEST: usize = 8;

/// Adds the lines of a table.
pub(super) fn lay_out(lines: &mut Vec<Line>, frame: &Frame<'_>, table: &Table) {
    match fitted(&natural(frame, table), frame.width()) {
        Some(widths) => table.rows.iter().for_each(|row| in_columns(lines, frame, row, &widths)),
        None => one_by_one(lines, frame, table),
    }
}

/// The columns that each column's widest cell takes.
fn natural(frame: &Frame<'_>, table: &Table) -> Vec<usize> {
    let mut widths = Vec::new();
    for row in &table.rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = frame.measure(cell.clone()).max(*width);
        }
    }
    widths
}

/// The widths to give: the natural ones, or, where they are too wide together, the wide ones cut to one measure.
fn fitted(natural: &[usize], width: usize) -> Option<Vec<usize>> {
    let shown = natural.iter().filter(|&&natural| natural > 0).count();
    let room = width.checked_sub(GAP * shown.saturating_sub(1))?;
    let at_most = |most: usize| natural.iter().map(|&natural| natural.min(most)).sum::<usize>();
    if at_most(NARROWEST) > room {
        return None;
    }
    let widest = natural.iter().copied().max().unwrap_or(0).min(width);
    let most = (NARROWEST..=widest).rev().find(|&most| at_most(most) <= room).unwrap_or(NARROWEST);
    let mut left = room - at_most(most);
    let widened = natural.iter().map(|&natural| {
        let extra = usize::from(natural > most && left > 0);
        left -= extra;
        natural.min(most) + extra
    });
    Some(widened.collect())
}

/// Adds a row as columns side by side, on as many lines as its longest cell takes.
fn in_columns(lines: &mut Vec<Line>, frame: &Frame<'_>, row: &[Range<usize>], widths: &[usize]) {
    let fill = |(cell, &width): (&Range<usize>, &usize)| frame.fill(cell.clone(), width);
    let cells = row.iter().zip(widths).map(fill).collect::<Vec<_>>();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    for index in 0..height {
        // A line begins where the first of the cells that reach down to it goes on: later with every line.
        let start = cells.iter().find_map(|cell| cell.get(index)).map_or(0, |part| part.range.start);
        let mut line = frame.line(start);
        let (mut at, mut reached) = (0, 0);
        for (cell, &width) in cells.iter().zip(widths).filter(|(_, width)| **width > 0) {
            if let Some(part) = cell.get(index).filter(|part| !part.range.is_empty()) {
                let pad = " ".repeat(at - reached);
                if !pad.is_empty() {
                    line.segments.push(Segment { text: pad, emphasis: Emphasis::NONE, link: None });
                }
                let before = line.width();
                frame.draw(&mut line, part, width);
                reached = at + line.width() - before;
            }
            at += width + GAP;
        }
        line.trim();
        lines.push(line);
    }
}

/// Adds the cells below each other, rows apart by a blank line.
fn one_by_one(lines: &mut Vec<Line>, frame: &Frame<'_>, table: &Table) {
    for (index, row) in table.rows.iter().enumerate() {
        if let Some(first) = row.first().filter(|_| index > 0) {
            // The byte of the line end between the rows.
            let end = first.start.saturating_sub(1);
            lines.push(Line { position: Position(frame.block.start + end), segments: Vec::new() });
        }
        for part in row.iter().filter(|cell| !cell.is_empty()).flat_map(|cell| frame.fill(cell.clone(), frame.width()))
        {
            let mut line = frame.line(part.range.start);
            frame.draw(&mut line, &part, frame.width());
            line.trim();
            lines.push(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[track_caller]
    fn laid_out(html: &str, width: usize, expected: &[&str]) {
        let lines = crate::document::lay_out(&Document::from_html(html, None), width, None);
        assert_eq!(lines.iter().map(Line::text).collect::<Vec<_>>(), expected, "{html} at {width}");
        assert!(lines.windows(2).all(|pair| pair[0].position < pair[1].position), "each line has its own position");
    }

    const PRICES: &str = "<table><tr><th>Ware<th>Price<tr><td>rice<td>12 500 rupiah a kilo<tr><td>salt<td></table>";

    #[test]
    fn columns_are_as_wide_as_their_cells() {
        laid_out(PRICES, 40, &["Ware  Price", "rice  12 500 rupiah a kilo", "salt"]);
    }

    #[test]
    fn wide_columns_are_wrapped() {
        laid_out(PRICES, 18, &["Ware  Price", "rice  12 500", "      rupiah a", "      kilo", "salt"]);
    }

    #[test]
    fn a_table_that_does_not_fit_is_shown_cell_by_cell() {
        laid_out(PRICES, 12, &["Ware", "Price", "", "rice", "12 500", "rupiah a", "kilo", "", "salt"]);
    }

    #[test]
    fn the_room_is_shared_among_wide_columns() {
        assert_eq!(fitted(&[4, 30, 30], 40), Some(vec![4, 16, 16]));
        assert_eq!(fitted(&[4, 30, 30], 41), Some(vec![4, 17, 16]));
        assert_eq!(fitted(&[4, 0, 3], 9), Some(vec![4, 0, 3]));
        assert_eq!(fitted(&[9, 9], 17), None);
        assert_eq!(fitted(&[9, 9], 18), Some(vec![8, 8]));
    }
}
