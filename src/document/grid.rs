//! A table while it is being read. Its cells are read as ordinary blocks; at its end they become one table, or stay
//! the blocks they are, where the table only served to place them on a page.

use std::ops::Range;

use super::MAX_COLUMNS;
use super::block::{Block, Kind, Run, Style, Table, Words};

/// Rows that a table may have; one with more is read as blocks.
pub(super) const MAX_ROWS: usize = 5_000;

/// What stands between the cells of a row in a document's text.
pub(super) const BETWEEN: &str = " | ";

/// A table being read.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// The first block of its rows.
    first: usize,
    /// How many quotations and items stand around it.
    depth: usize,
    /// The blocks of each cell, none for one that is only spanned.
    rows: Vec<Vec<Range<usize>>>,
    /// For each row, whether all of its cells that hold words are heads of columns or rows.
    heads: Vec<bool>,
    /// Whether the open cell is one.
    in_head: bool,
    /// For each column, how many rows below are spanned by a cell above.
    spanned: Vec<usize>,
    /// How many columns the open cell spans, and how many rows.
    span: (usize, usize),
    /// Whether it can be no table of rows and columns any more.
    loose: bool,
}

impl Grid {
    /// A table within so many quotations and items.
    pub(super) fn new(depth: usize) -> Self {
        Self { depth, ..Self::default() }
    }

    /// Makes its blocks stay blocks: another table stands in it.
    pub(super) fn loosen(&mut self) {
        self.loose = true;
    }

    /// A row begins, before the block `at`.
    pub(super) fn open_row(&mut self, at: usize) {
        if self.rows.is_empty() {
            self.first = at;
        }
        if self.rows.len() == MAX_ROWS {
            self.loose = true;
        }
        if !self.loose {
            self.rows.push(Vec::new());
            self.heads.push(true);
            self.fill_spanned();
        }
    }

    /// A cell begins, before the block `at`; it spans so many columns and rows, at least one.
    pub(super) fn open_cell(&mut self, at: usize, is_head: bool, (columns, rows): (usize, usize)) {
        if self.rows.is_empty() {
            self.open_row(at);
        }
        self.span = (columns.clamp(1, MAX_COLUMNS), rows.clamp(1, MAX_ROWS));
        self.in_head = is_head;
        self.add(at..at);
    }

    /// The open cell ends, before the block `at`.
    pub(super) fn close_cell(&mut self, at: usize) {
        let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()).filter(|_| !self.loose) else { return };
        cell.end = at;
        if let Some(heads) = self.heads.last_mut().filter(|_| cell.start < at) {
            *heads &= self.in_head;
        }
        let (columns, rows) = self.span;
        let column = self.rows.last().map_or(0, Vec::len) - 1;
        for _ in 1..columns {
            self.add(at..at);
        }
        let end = (column + columns).min(MAX_COLUMNS);
        if rows > 1 && !self.loose {
            self.spanned.resize(self.spanned.len().max(end), 0);
            self.spanned[column..end].fill(rows - 1);
        }
        self.fill_spanned();
    }

    fn add(&mut self, cell: Range<usize>) {
        let Some(row) = self.rows.last_mut() else { return };
        self.loose |= row.len() == MAX_COLUMNS;
        if !self.loose {
            row.push(cell);
        }
    }

    /// Adds the cells that a cell of a row above stands in.
    fn fill_spanned(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while let Some(left) = self.spanned.get_mut(row.len()).filter(|left| **left > 0) {
            *left -= 1;
            row.push(0..0);
        }
    }

    /// Makes one block of the table's blocks, the last of `blocks`, where they are cells in rows and columns.
    pub(super) fn close(self, blocks: &mut Vec<Block>) {
        let reaches = |row: &Vec<Range<usize>>| row.iter().rposition(|cell| !cell.is_empty());
        let columns = self.rows.iter().filter_map(reaches).max().map_or(0, |last| last + 1);
        let inside = self.rows.iter().flatten().map(Range::len).sum::<usize>();
        let own = blocks.get(self.first..).unwrap_or_default();
        let filled = |row: &&Vec<Range<usize>>| row.iter().any(|cell| !cell.is_empty());
        let is_table = !self.loose
            && columns > 1
            && self.rows.iter().filter(filled).count() > 1
            && inside == own.len()
            && self.rows.iter().flatten().all(|cell| cell.len() < 2)
            && own.iter().all(|block| block.kind == Kind::Paragraph && block.levels.len() == self.depth);
        if is_table {
            let mut cells = blocks.split_off(self.first).into_iter();
            if let Some(block) = joined(&self.rows, &self.heads, &mut cells) {
                blocks.push(block);
            }
        }
    }
}

/// One block of the cells, in the order of the rows.
fn joined(rows: &[Vec<Range<usize>>], heads: &[bool], cells: &mut impl Iterator<Item = Block>) -> Option<Block> {
    let (mut text, mut runs, mut table) = (String::new(), Vec::new(), Table::default());
    let mut levels = None;
    let mut is_rtl = false;
    let filled = rows.iter().zip(heads).filter(|(row, _)| row.iter().any(|cell| !cell.is_empty()));
    for (row, is_head) in filled {
        if table.rows.is_empty() {
            table.has_head = *is_head;
        } else {
            text.push('\n');
        }
        let mut ranges = Vec::with_capacity(row.len());
        for (column, cell) in row.iter().enumerate() {
            text.push_str(if column > 0 { BETWEEN } else { "" });
            let begin = text.len();
            runs.push(Run { at: begin, style: Style::default() });
            if let Some(block) = cells.by_ref().take(cell.len()).next() {
                is_rtl |= levels.is_none() && block.is_rtl;
                levels.get_or_insert(block.levels);
                let (words, styles) = block.words.into_parts();
                runs.extend(styles.into_iter().map(|run| Run { at: begin + run.at, ..run }));
                text.push_str(&words.replace('\n', " "));
            }
            runs.push(Run { at: text.len(), style: Style::default() });
            ranges.push(begin..text.len());
        }
        // What only spans stands at the end without a separator.
        let filled = ranges.iter().rposition(|cell: &Range<usize>| !cell.is_empty()).map_or(0, |last| last + 1);
        ranges.truncate(filled);
        text.truncate(ranges.last().map_or(0, |cell| cell.end));
        table.rows.push(ranges);
    }
    let words = Words::seal(text.clone(), runs);
    // Clean cells are clean side by side; were they not, their ranges would not hold.
    let kind = if words.text().as_str() == text { Kind::Table(table) } else { Kind::Paragraph };
    Some(Block { kind, levels: levels?, words, is_rtl, start: 0 })
}
