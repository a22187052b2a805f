//! The list pane: a window of rows, which one is selected, and what to load before the reader comes to its edge.

use crate::model::{Anchor, Key, Listing, Marks, Page, RelatedTag, Row, Window};
use crate::text::CleanText;

use super::message::Effect;

/// Rows loaded at first.
const WINDOW: usize = 120;

/// Rows between the selection and the edge of the window below which more are loaded.
const MARGIN: usize = 40;

/// Rows kept at the most; beyond, the far end is dropped.
const KEPT: usize = 360;

/// Stories that are unfolded at the most; one more folds the first of them.
const MAX_UNFOLDED: usize = 50;

/// A list as far as it is loaded.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// What it is a list of.
    pub listing: Listing,
    /// The rows in memory, without gaps.
    pub rows: Vec<Row>,
    /// Rows of the whole listing.
    pub total: usize,
    /// The selected row, as an index into `rows`; 0 where there are none.
    pub selected: usize,
    /// The row at the top of the pane, as an index into `rows`.
    pub top: usize,
    /// Whether the store has answered at all.
    pub loaded: bool,
    /// What is being loaded.
    pub loading: Option<Window>,
    /// Stories whose articles stand below their rows, the last unfolded last.
    pub unfolded: Vec<i64>,
    /// The article whose story's other articles are being loaded.
    pub unfolding: Option<i64>,
    /// The tags that go with the one that this is the list of; none until the store has answered.
    pub beside: Option<Vec<RelatedTag>>,
    at_start: bool,
    at_end: bool,
}

/// The window that shows a listing from its beginning, or around a row.
#[must_use]
pub fn window_at(row: Option<Key>) -> Window {
    Window { anchor: row.map_or(Anchor::Start, |key| Anchor::Around(key.row())), limit: WINDOW }
}

impl List {
    /// A list of which nothing is known yet.
    #[must_use]
    pub fn unloaded(listing: Listing) -> Self {
        let rows = Vec::new();
        let (at_start, at_end) = (true, true);
        Self {
            listing,
            rows,
            total: 0,
            selected: 0,
            top: 0,
            loaded: false,
            loading: None,
            unfolded: Vec::new(),
            unfolding: None,
            beside: None,
            at_start,
            at_end,
        }
    }

    /// The list that a first window shows. `row` is selected, `offset` rows below the top of the pane.
    #[must_use]
    pub fn new(listing: Listing, window: Window, page: Page, row: Option<(Key, usize)>) -> Self {
        let mut list = Self { loaded: true, ..Self::unloaded(listing) };
        list.replace(window, page);
        if let Some((key, offset)) = row {
            list.select(key);
            list.top = list.selected.saturating_sub(offset);
        }
        list
    }

    fn replace(&mut self, window: Window, page: Page) {
        let whole = matches!(self.listing, Listing::Found(_) | Listing::Recommended);
        let found = whole && page.rows.len() >= page.total;
        let full = of_listing(&page.rows) >= window.limit && !found;
        let (at_start, at_end) = match window.anchor {
            Anchor::Start => (true, !full),
            Anchor::End => (!full, true),
            Anchor::Around(key) => {
                let before = page.rows.iter().take_while(|row| row.key() != key).count();
                (found || of_listing(&page.rows[..before]) < window.limit / 2, !full)
            }
            Anchor::After(_) | Anchor::Before(_) => (false, false),
        };
        self.total = page.total;
        self.selected = if window.anchor == Anchor::End { page.rows.len().saturating_sub(1) } else { 0 };
        self.rows = page.rows;
        self.top = self.selected;
        (self.at_start, self.at_end) = (at_start, at_end);
    }

    /// Takes in rows that [`List::wanted`] asked for. Other rows are left alone.
    pub fn take(&mut self, window: Window, page: Page) {
        if self.loading != Some(window) {
            return;
        }
        self.loading = None;
        self.total = page.total;
        let full = of_listing(&page.rows) >= window.limit;
        match window.anchor {
            Anchor::After(key) if self.rows.last().is_some_and(|row| row.key().row() == key) => {
                self.at_end = !full;
                self.rows.extend(page.rows);
                let mut dropped = self.rows.len().saturating_sub(KEPT).min(self.top.min(self.selected));
                // What stands below a row goes with it.
                while self.rows.get(dropped).is_some_and(Row::is_member) {
                    dropped -= 1;
                }
                self.rows.drain(..dropped);
                self.selected -= dropped;
                self.top -= dropped;
                self.at_start &= dropped == 0;
            }
            Anchor::Before(key) if self.rows.first().is_some_and(|row| row.key() == key) => {
                self.at_start = !full;
                let added = page.rows.len();
                self.rows.splice(..0, page.rows);
                self.selected += added;
                self.top += added;
                let mut kept = KEPT.max(self.selected + MARGIN);
                while self.rows.get(kept).is_some_and(Row::is_member) {
                    kept += 1;
                }
                self.at_end &= self.rows.len() <= kept;
                self.rows.truncate(kept);
            }
            Anchor::Start | Anchor::End => self.replace(window, page),
            _ => {}
        }
    }

    /// What must be loaded now that the selection stands where it does.
    pub fn wanted(&mut self) -> Option<Window> {
        if self.loading.is_some() {
            return None;
        }
        let (first, last) = (self.rows.first()?.key(), self.rows.last()?.key().row());
        let anchor = if !self.at_end && self.rows.len() - self.selected <= MARGIN {
            Anchor::After(last)
        } else if !self.at_start && self.selected < MARGIN {
            Anchor::Before(first)
        } else {
            return None;
        };
        self.loading = Some(Window { anchor, limit: 2 * MARGIN });
        self.loading
    }

    /// The wish for rows of a window.
    #[must_use]
    pub fn load(&self, window: Window) -> Effect {
        Effect::List { listing: self.listing.clone(), window, unfolded: self.unfolded.clone() }
    }

    /// Whether the selection stands at an edge beyond which rows are on their way.
    #[must_use]
    pub fn waits(&self) -> bool {
        match self.loading.map(|window| window.anchor) {
            Some(Anchor::Start | Anchor::End) => true,
            Some(Anchor::After(_)) => self.selected + 1 >= self.rows.len(),
            Some(Anchor::Before(_)) => self.selected == 0,
            _ => false,
        }
    }

    /// The selected row.
    #[must_use]
    pub fn current(&self) -> Option<&Row> {
        self.rows.get(self.selected)
    }

    /// Where the selection stands: its row, and how far below the top of the pane.
    #[must_use]
    pub fn place(&self) -> Option<(Key, usize)> {
        self.current().map(|row| (row.key(), self.selected - self.top.min(self.selected)))
    }

    /// Moves the selection by `steps` rows.
    pub fn step(&mut self, steps: isize) {
        self.selected = self.selected.saturating_add_signed(steps).min(self.rows.len().saturating_sub(1));
    }

    /// Moves to the first row; gives the window to load where it is not in memory.
    pub fn to_top(&mut self) -> Option<Window> {
        self.jump(self.at_start, 0, Anchor::Start)
    }

    /// Moves to the last row; gives the window to load where it is not in memory.
    pub fn to_bottom(&mut self) -> Option<Window> {
        self.jump(self.at_end, self.rows.len().saturating_sub(1), Anchor::End)
    }

    fn jump(&mut self, in_memory: bool, to: usize, anchor: Anchor) -> Option<Window> {
        if in_memory {
            self.selected = to;
            return None;
        }
        self.loading = Some(Window { anchor, limit: WINDOW });
        self.loading
    }

    /// Selects the row with this key, or the one that stands where it would.
    pub fn select(&mut self, key: Key) {
        let behind = |row: &Row| (row.key().sort, row.key().number) <= (key.sort, key.number);
        let exact = self.rows.iter().position(|row| row.key() == key);
        let near = || self.rows.iter().position(behind).unwrap_or(self.rows.len().saturating_sub(1));
        self.selected = exact.unwrap_or_else(near);
    }

    /// Whether the row with this key is in memory.
    #[must_use]
    pub fn has(&self, key: Key) -> bool {
        self.rows.iter().any(|row| row.key() == key)
    }

    /// Selects the row of an article, where it is in memory.
    pub fn select_article(&mut self, number: i64) {
        let of = |row: &Row| row.headline().is_some_and(|headline| headline.number == number);
        if let Some(at) = self.rows.iter().position(of) {
            self.selected = at;
        }
    }

    /// The nearest unread row in memory, behind the selection (`1`) or before it (`-1`).
    #[must_use]
    pub fn unread(&self, way: isize) -> Option<&Row> {
        let unread = |row: &&Row| row.headline().is_some_and(|headline| headline.marks.read.is_none());
        if way > 0 {
            self.rows.iter().skip(self.selected + 1).find(unread)
        } else {
            self.rows[..self.selected.min(self.rows.len())].iter().rev().find(unread)
        }
    }

    /// The window in which to look for an unread row beyond memory; none where memory holds all of that side.
    #[must_use]
    pub fn beyond(&self, way: isize) -> Option<Window> {
        let anchor = if way > 0 {
            (!self.at_end).then(|| self.rows.last().map(|row| Anchor::After(row.key().row())))
        } else {
            (!self.at_start).then(|| self.rows.first().map(|row| Anchor::Before(row.key())))
        };
        anchor.flatten().map(|anchor| Window { anchor, limit: 1 })
    }

    /// The row of the story that the selected row is of, as an index into `rows`: the row itself, or the one that it stands below.
    #[must_use]
    pub fn story_row(&self) -> Option<usize> {
        let key = self.current()?.key().row();
        let at = self.rows.iter().position(|row| row.key() == key)?;
        self.rows[at].headline()?.fold.filter(|fold| fold.articles > 1).map(|_| at)
    }

    /// Whether the articles of the story at a row stand below it.
    #[must_use]
    pub fn is_unfolded(&self, at: usize) -> bool {
        self.rows.get(at + 1).is_some_and(Row::is_member)
    }

    /// Puts the other articles of a story below the row that shows `lead`. Those of the story that was unfolded first go where
    /// there are too many.
    pub fn unfold(&mut self, lead: i64, story: i64, members: Vec<Row>) {
        let of = |row: &Row| !row.is_member() && row.headline().is_some_and(|headline| headline.number == lead);
        let Some(at) = self.rows.iter().position(of).filter(|at| !self.is_unfolded(*at)) else { return };
        if let Some(Row::Headline(headline)) = self.rows.get_mut(at) {
            // It may be another than when the row was loaded.
            headline.story = Some(story);
            headline.fold.iter_mut().for_each(|fold| fold.story = story);
        }
        for place in [&mut self.selected, &mut self.top] {
            *place += if *place > at { members.len() } else { 0 };
        }
        self.rows.splice((at + 1)..=at, members);
        self.unfolded.retain(|unfolded| *unfolded != story);
        if self.unfolded.len() == MAX_UNFOLDED {
            let first = self.unfolded[0];
            self.fold(first);
        }
        self.unfolded.push(story);
    }

    /// Takes away what stands below the row of a story. Where the selection stood there it goes to that row.
    pub fn fold(&mut self, story: i64) {
        self.unfolded.retain(|unfolded| *unfolded != story);
        let of = |row: &Row| row.headline().and_then(|headline| headline.fold).is_some_and(|fold| fold.story == story);
        let Some(at) = self.rows.iter().position(of) else { return };
        let members = self.rows[at + 1..].iter().take_while(|row| row.is_member()).count();
        self.rows.drain(at + 1..=at + members);
        for place in [&mut self.selected, &mut self.top] {
            *place = if *place > at + members { *place - members } else { (*place).min(at) };
        }
    }

    /// Shows changed marks. The row stays, whatever the listing: rows go when the reader leaves the list.
    pub fn mark(&mut self, number: i64, marks: Marks) {
        for row in &mut self.rows {
            if let Row::Headline(headline) = row
                && headline.number == number
            {
                headline.marks = marks;
            }
        }
    }

    /// Tells the rows of a story whether any other than the article that they show is unread, where so many are, counted up to two.
    pub fn mark_story(&mut self, story: i64, unread: usize) {
        for row in &mut self.rows {
            if let Row::Headline(headline) = row
                && let Some(fold) = headline.fold.as_mut().filter(|fold| fold.story == story)
            {
                fold.unread = unread > usize::from(headline.marks.read.is_none());
            }
        }
    }

    /// Shows changed tags of the reader's. The row stays, whatever the listing.
    pub fn tag(&mut self, number: i64, tags: &[CleanText]) {
        for row in &mut self.rows {
            if let Row::Headline(headline) = row
                && headline.number == number
            {
                headline.own_tags = tags.to_vec();
            }
        }
    }

    /// Keeps the selection in the pane, which shows `rows` of them.
    pub fn scroll(&mut self, rows: usize) {
        let rows = rows.max(1);
        self.top = self.top.min(self.selected).max((self.selected + 1).saturating_sub(rows));
        // No empty space below the last row while rows stand above the first.
        self.top = self.top.min(self.rows.len().saturating_sub(rows));
    }

    /// Lines that each row takes in a pane of `height` lines.
    #[must_use]
    pub fn row_height(&self, height: u16) -> u16 {
        let counts =
            matches!(self.listing, Listing::Following | Listing::Tags | Listing::TagsWith(_) | Listing::Sources);
        if counts || height < 8 { 1 } else { 2 }
    }
}

/// How many of some rows are of the listing itself, and stand below none.
fn of_listing(rows: &[Row]) -> usize {
    rows.iter().filter(|row| !row.is_member()).count()
}
