//! Tables in lines of a width: in columns where they fit, numbers at the right of theirs; else each cell on lines of
//! its own, behind the head of its column where there is one. Called by the layout of blocks.

use std::ops::Range;

use super::block::Table;
use super::layout::Frame;
use super::line::{Line, Segment};
use super::{Emphasis, measure};
use crate::model::Position;

/// Blanks between columns.
const GAP: usize = 2;

/// Columns that a column of the table needs at least, unless its cells are narrower.
const NARROWEST: usize = 8;

/// Adds the lines of a table.
pub(super) fn lay_out(lines: &mut Vec<Line>, frame: &Frame<'_>, table: &Table) {
    match fitted(&natural(frame, table), frame.width()) {
        Some(widths) => {
            let columns = Columns { are_numbers: numbers(frame, table, widths.len()), widths };
            for (at, row) in table.rows.iter().enumerate() {
                columns.draw(lines, frame, row);
                if at == 0 && table.has_head && table.rows.len() > 1 {
                    columns.rule(lines, frame, row);
                }
            }
        }
        None if has_room_for_heads(frame, table) => under_heads(lines, frame, table),
        None => one_by_one(lines, frame, &table.rows),
    }
}

/// For each column, whether its cells below the head hold numbers and nothing else.
fn numbers(frame: &Frame<'_>, table: &Table, columns: usize) -> Vec<bool> {
    let mut found = vec![(false, true); columns];
    for row in table.rows.iter().skip(usize::from(table.has_head)) {
        for ((any, all), cell) in found.iter_mut().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            let is_number = is_number(&frame.block.words.text()[cell.clone()]);
            (*any, *all) = (true, *all && is_number);
        }
    }
    found.into_iter().map(|(any, all)| any && all).collect()
}

/// Letters of the longest unit that a number may have behind it: `mm`, `kg`.
const UNIT: usize = 2;

/// Whether a cell is a number, with its currency, sign, unit or per cent, or a dash in its place.
fn is_number(cell: &str) -> bool {
    let bare = cell.trim_end_matches(char::is_alphabetic);
    let has_unit = cell[bare.len()..].chars().count() <= UNIT && bare.ends_with([' ', '\u{a0}', '\u{202f}']);
    let cell = if has_unit { bare } else { cell };
    let cell = cell.strip_prefix("Rp").or_else(|| cell.strip_prefix("US$")).unwrap_or(cell).trim();
    let is_sign = |c: char| c.is_ascii_digit() || "+-−–—.,':%‰°/ \u{a0}\u{202f}$€£¥()".contains(c);
    cell.chars().all(is_sign) && cell.chars().any(|c| c.is_ascii_digit() || "-−–—".contains(c))
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

/// The columns of a table that fits.
struct Columns {
    widths: Vec<usize>,
    /// Those that stand at the right of their columns.
    are_numbers: Vec<bool>,
}

impl Columns {
    /// Adds a row as columns side by side, on as many lines as its longest cell takes.
    fn draw(&self, lines: &mut Vec<Line>, frame: &Frame<'_>, row: &[Range<usize>]) {
        let fill = |(cell, &width): (&Range<usize>, &usize)| frame.fill(cell.clone(), width);
        let cells = row.iter().zip(&self.widths).map(fill).collect::<Vec<_>>();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        for index in 0..height {
            // A line begins where the first of the cells that reach down to it goes on: later with every line.
            let start = cells.iter().find_map(|cell| cell.get(index)).map_or(0, |part| part.range.start);
            let mut line = frame.line(start);
            let (mut at, mut reached) = (0, 0);
            let columns = cells.iter().zip(&self.widths).zip(&self.are_numbers).filter(|((_, width), _)| **width > 0);
            for ((cell, &width), &is_number) in columns {
                if let Some(part) = cell.get(index).filter(|part| !part.range.is_empty()) {
                    let mut drawn = Line { segments: Vec::new(), position: line.position, is_rtl: line.is_rtl };
                    frame.draw(&mut drawn, part, width);
                    let before = if is_number { width.saturating_sub(drawn.width()) } else { 0 };
                    push_plain(&mut line, &" ".repeat(at + before - reached));
                    reached = at + before + drawn.width();
                    line.segments.extend(drawn.segments);
                }
                at += width + GAP;
            }
            line.trim();
            lines.push(line);
        }
    }

    /// Adds the line between the head and what stands below it; it stands at the end of the head.
    fn rule(&self, lines: &mut Vec<Line>, frame: &Frame<'_>, head: &[Range<usize>]) {
        let shown = self.widths.iter().filter(|width| **width > 0).count();
        let columns = self.widths.iter().sum::<usize>() + GAP * shown.saturating_sub(1);
        let mut line = frame.line(head.last().map_or(0, |cell| cell.end));
        line.segments.push(Segment { text: "─".repeat(columns), emphasis: Emphasis::DIM, link: None });
        lines.push(line);
    }
}

fn push_plain(line: &mut Line, text: &str) {
    if !text.is_empty() {
        line.segments.push(Segment { text: text.to_owned(), emphasis: Emphasis::NONE, link: None });
    }
}

/// What stands between a head and its value.
const AFTER_HEAD: &str = ": ";

/// Whether a cell can stand behind the head of its column.
fn has_room_for_heads(frame: &Frame<'_>, table: &Table) -> bool {
    let Some((heads, _)) = table.rows.split_first().filter(|(_, rows)| table.has_head && !rows.is_empty()) else {
        return false;
    };
    let widest = heads.iter().map(|head| measure::width(&frame.block.words.text()[head.clone()])).max();
    widest.unwrap_or(0) + AFTER_HEAD.len() + NARROWEST <= frame.width()
}

/// Adds each row as lines of a head and its value, `Price: 12 500`, rows apart by a blank line.
fn under_heads(lines: &mut Vec<Line>, frame: &Frame<'_>, table: &Table) {
    let Some((heads, rows)) = table.rows.split_first() else { return };
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            between_rows(lines, frame, row);
        }
        for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let head = heads.get(column).map_or("", |head| frame.block.words.text()[head.clone()].trim());
            let label = if head.is_empty() { String::new() } else { format!("{head}{AFTER_HEAD}") };
            let columns = measure::width(&label);
            let room = frame.width() - columns;
            for (at, part) in frame.fill(cell.clone(), room).iter().enumerate() {
                let mut line = frame.line(part.range.start);
                if at > 0 {
                    push_plain(&mut line, &" ".repeat(columns));
                } else if !label.is_empty() {
                    line.segments.push(Segment { text: label.clone(), emphasis: Emphasis::MARKER, link: None });
                }
                frame.draw(&mut line, part, room);
                line.trim();
                lines.push(line);
            }
        }
    }
}

/// Adds the cells below each other, rows apart by a blank line.
fn one_by_one(lines: &mut Vec<Line>, frame: &Frame<'_>, rows: &[Vec<Range<usize>>]) {
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            between_rows(lines, frame, row);
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

/// Adds the blank line before a row; it stands at the line end between the rows.
fn between_rows(lines: &mut Vec<Line>, frame: &Frame<'_>, row: &[Range<usize>]) {
    if let Some(first) = row.first() {
        let end = first.start.saturating_sub(1);
        lines.push(Line { position: Position(frame.block.start + end), segments: Vec::new(), is_rtl: false });
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
        laid_out(PRICES, 40, &["Ware  Price", "──────────────────────────", "rice  12 500 rupiah a kilo", "salt"]);
    }

    #[test]
    fn wide_columns_are_wrapped() {
        let rule = "─".repeat(18);
        laid_out(PRICES, 18, &["Ware  Price", &rule, "rice  12 500", "      rupiah a", "      kilo", "salt"]);
    }

    #[test]
    fn a_table_that_does_not_fit_is_shown_as_heads_and_values() {
        let html =
            "<table><tr><th>No<th>Ware<th>Price<tr><td>1<td>rice, the long kind<td>12 500<tr><td>2<td>salt<td></table>";
        laid_out(
            html,
            16,
            &["No: 1", "Ware: rice, the", "      long kind", "Price: 12 500", "", "No: 2", "Ware: salt"],
        );
        laid_out(PRICES, 12, &["Ware", "Price", "", "rice", "12 500", "rupiah a", "kilo", "", "salt"]);
    }

    #[test]
    fn a_table_without_a_head_that_does_not_fit_is_shown_cell_by_cell() {
        let html = "<table><tr><td>rice<td>12 500 rupiah a kilo<tr><td>salt<td></table>";
        laid_out(html, 12, &["rice", "12 500", "rupiah a", "kilo", "", "salt"]);
    }

    #[test]
    fn numbers_stand_at_the_right_of_their_column() {
        let html =
            "<table><tr><th>Kota<th>Harga<tr><td>Bandung<td>Rp 1.250<tr><td>Medan<td>–<tr><td>Palu<td>95,5%</table>";
        laid_out(
            html,
            40,
            &["Kota        Harga", "─────────────────", "Bandung  Rp 1.250", "Medan           –", "Palu        95,5%"],
        );
        assert!(!is_number("12 men") && !is_number("") && !is_number("Rp") && is_number("−3"));
        assert!(is_number("+11 mm") && !is_number("mm") && !is_number("1860s"));
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
