//! What each action does, in the pane that has the focus.

use crate::model::{Listing, Mark, Row};

use super::keys::Action;
use super::message::{Effect, Fetch};
use super::overlay::{HelpScreen, Overlay};
use super::reader::Reader;
use super::state::{Focus, Section, State};
use super::trail::Place;
use super::travel::Way;

impl State {
    pub(super) fn perform(&mut self, action: Action) -> Vec<Effect> {
        if self.lacks_related(action) || self.lacks_marks(action) {
            self.awaiting = Some(action);
            return Vec::new();
        }
        self.perform_now(action)
    }

    pub(super) fn perform_now(&mut self, action: Action) -> Vec<Effect> {
        match action {
            Action::Down => self.step(1),
            Action::Up => self.step(-1),
            Action::Top => self.jump(false),
            Action::Bottom => self.jump(true),
            Action::PageDown => self.page(1, 1),
            Action::PageUp => self.page(-1, 1),
            Action::HalfDown => self.page(1, 2),
            Action::HalfUp => self.page(-1, 2),
            Action::ReadOn => self.read_on(),
            Action::Open => self.open(),
            Action::Back => self.back(),
            Action::Quit => self.quit(),
            Action::Close => self.close(),
            Action::NextPane => self.turn(1),
            Action::PreviousPane => self.turn(-1),
            Action::Section(at) => self.section(at),
            Action::NextArticle => self.neighbour(1),
            Action::PreviousArticle => self.neighbour(-1),
            Action::NextUnread => self.unread(1, self.focus == Focus::Reader),
            Action::PreviousUnread => self.unread(-1, self.focus == Focus::Reader),
            Action::NextRelated => self.related(|reader| reader.choose(1)),
            Action::PreviousRelated => self.related(|reader| reader.choose(-1)),
            Action::AllRelated => self.related(Reader::show_related),
            Action::FollowRelated(at) => self.follow_related(at),
            Action::TrailBack => self.trail_back(),
            Action::TrailForward => self.trail_forward(),
            Action::PickTag => self.pick_tag(),
            Action::Follow => self.follow_this(),
            Action::FollowList => self.follow_list(),
            Action::AllTags => self.visit_listing(Listing::Tags),
            Action::EditTags => self.edit_tags(),
            Action::Filter => self.begin_filter(),
            Action::Unfold => self.toggle_story(),
            Action::ReadStory => self.ask_to_read_story(),
            Action::Play => self.play(),
            Action::Save => self.mark(|marks| Mark::Saved(marks.saved.is_none())),
            Action::MarkRead => self.mark_read(),
            Action::MarkUnread => self.mark(|_| Mark::Read(false)),
            Action::Undo => self.undo(),
            Action::Less => self.less(),
            Action::FullText => self.full_text(),
            Action::Search => self.begin_search(),
            Action::FetchThis => self.fetch_this(),
            Action::FetchDue => self.fetch(Fetch::Due),
            Action::ShowNew => self.show_new(),
            Action::Zen => self.toggle_zen(),
            Action::Redraw => vec![Effect::Redraw],
            Action::Help => {
                self.overlay = Some(Overlay::Help(HelpScreen::default()));
                Vec::new()
            }
            Action::Sample => vec![Effect::LoadSample],
            Action::Suspend => vec![Effect::Suspend],
        }
    }

    /// Whether the action needs what belongs with the article or with the list's tag, which the store was asked for when that
    /// came and has not told yet. Without it the way down would end too early, and a picker lack what is last in it.
    fn lacks_related(&self, action: Action) -> bool {
        let is_tag_list = self.focus != Focus::Reader && matches!(self.list.listing, Listing::Tagged(_));
        if action == Action::PickTag && is_tag_list {
            return self.list.beside.is_none();
        }
        let Some(reader) = self.reader.as_ref().filter(|reader| reader.related.is_none()) else { return false };
        match action {
            Action::NextRelated | Action::PreviousRelated | Action::AllRelated | Action::FollowRelated(_) => true,
            Action::PickTag | Action::EditTags | Action::Bottom => self.focus == Focus::Reader,
            Action::Down | Action::PageDown | Action::HalfDown => self.focus == Focus::Reader && reader.nears_end(),
            Action::ReadOn => reader.nears_end(),
            _ => false,
        }
    }

    fn step(&mut self, steps: isize) -> Vec<Effect> {
        match (self.focus, &mut self.reader) {
            (Focus::Reader, Some(reader)) => reader.scroll(steps),
            (Focus::Sidebar, _) => self.sidebar.step(steps),
            _ => self.list.step(steps),
        }
        Vec::new()
    }

    fn jump(&mut self, bottom: bool) -> Vec<Effect> {
        let far = if bottom { isize::MAX / 2 } else { isize::MIN / 2 };
        if self.focus != Focus::List {
            return self.step(far);
        }
        let window = if bottom { self.list.to_bottom() } else { self.list.to_top() };
        window.map(|window| self.list.load(window)).into_iter().collect()
    }

    /// Moves by a page, or by a part of one.
    fn page(&mut self, way: isize, parts: isize) -> Vec<Effect> {
        let page = match (self.focus, &self.reader) {
            (Focus::Reader, Some(reader)) => reader.page(),
            _ => self.list_page(),
        };
        self.step(way * (page / parts).max(1))
    }

    fn list_page(&self) -> isize {
        let rows = self.layout().and_then(|layout| layout.rows()).map_or(1, |rows| rows.height);
        isize::try_from(rows / self.list.row_height(rows)).unwrap_or(1).max(1)
    }

    fn read_on(&mut self) -> Vec<Effect> {
        let shown = self.layout().is_some_and(|layout| layout.reader.is_some());
        match &mut self.reader {
            Some(reader) if shown && !reader.at_end() => {
                reader.scroll(reader.page());
                Vec::new()
            }
            Some(_) if shown => self.unread(1, true),
            _ => self.open(),
        }
    }

    fn open(&mut self) -> Vec<Effect> {
        match self.focus {
            Focus::Reader => {
                self.reader.as_ref().and_then(|reader| reader.chosen).map_or_else(Vec::new, |at| self.follow(at))
            }
            Focus::Sidebar => self.sidebar.listing().map_or_else(Vec::new, |listing| self.visit_listing(listing)),
            Focus::List => self.open_row(),
        }
    }

    fn open_row(&mut self) -> Vec<Effect> {
        match self.list.current() {
            None => Vec::new(),
            Some(Row::Headline(headline)) => {
                let number = headline.number;
                self.visit_article(number)
            }
            Some(Row::Tag(tag)) => {
                let listing = Listing::Tagged(tag.name.clone());
                self.visit_listing(listing)
            }
            Some(Row::Source(source)) => {
                let listing = Listing::From(source.name.clone());
                self.visit_listing(listing)
            }
            Some(Row::Follow(counted)) => {
                let listing = counted.listing();
                self.visit_listing(listing)
            }
        }
    }

    fn back(&mut self) -> Vec<Effect> {
        if self.zen {
            self.zen = false;
            return Vec::new();
        }
        match self.focus {
            Focus::Reader | Focus::Sidebar => {
                self.focus = Focus::List;
                Vec::new()
            }
            Focus::List => self.list_back().unwrap_or_else(|| self.quit()),
        }
    }

    /// From a list below a section to where it was opened from; nothing at the root.
    fn list_back(&mut self) -> Option<Vec<Effect>> {
        let root = Section::ALL.iter().any(|section| section.listing() == self.list.listing);
        if root {
            return None;
        }
        if !self.trail.back.is_empty() {
            return Some(self.trail_back());
        }
        let section = Section::of(&self.list.listing).unwrap_or(Section::Latest);
        Some(self.visit_listing(section.listing()))
    }

    fn close(&mut self) -> Vec<Effect> {
        self.pressed.clear();
        if self.zen {
            self.zen = false;
        } else if let Some(reader) = self.reader.as_mut().filter(|reader| reader.chosen.is_some()) {
            reader.chosen = None;
        } else if matches!(self.list.listing, Listing::Found(_)) && self.focus == Focus::List {
            return self.list_back().unwrap_or_default();
        } else if matches!(self.list.listing, Listing::TagsWith(_)) && self.focus == Focus::List {
            return self.clear_filter();
        } else {
            return self.stop_fetch();
        }
        Vec::new()
    }

    pub(super) fn quit(&mut self) -> Vec<Effect> {
        let mut effects = self.leave();
        effects.push(Effect::Quit);
        effects
    }

    fn turn(&mut self, way: isize) -> Vec<Effect> {
        let mut panes = vec![Focus::List];
        if self.layout().is_some_and(|layout| layout.sidebar.is_some()) {
            panes.insert(0, Focus::Sidebar);
        }
        if self.reader.is_some() {
            panes.push(Focus::Reader);
        }
        let count = isize::try_from(panes.len()).unwrap_or(1);
        let at = panes.iter().position(|pane| *pane == self.focus).unwrap_or_default();
        let next = (isize::try_from(at).unwrap_or_default() + way).rem_euclid(count);
        self.zen = false;
        self.focus = panes[usize::try_from(next).unwrap_or_default()];
        Vec::new()
    }

    fn section(&mut self, at: usize) -> Vec<Effect> {
        Section::ALL.get(at).map_or_else(Vec::new, |section| self.visit_listing(section.listing()))
    }

    /// Opens the article beside the present one in the list.
    fn neighbour(&mut self, way: isize) -> Vec<Effect> {
        let number = |state: &Self| state.list.current().and_then(|row| row.headline()).map(|headline| headline.number);
        let (before, here) = (self.list.selected, self.here());
        self.list.step(way);
        match number(self) {
            Some(number) if self.list.selected != before => {
                let row = self.list.place();
                let to = Place { row, article: Some((number, None)), focus: Focus::Reader, ..here.clone() };
                self.travel(to, Way::Visit(Box::new(here)))
            }
            _ => Vec::new(),
        }
    }

    /// Goes to the nearest unread article of the list and opens it where asked.
    fn unread(&mut self, way: isize, open: bool) -> Vec<Effect> {
        if let Some(number) = self.list.unread(way).and_then(|row| row.headline()).map(|headline| headline.number) {
            if open {
                return self.visit_article(number);
            }
            self.list.select_article(number);
            return Vec::new();
        }
        let Some(window) = self.list.beyond(way) else {
            self.no_unread(way);
            return Vec::new();
        };
        self.seeking = Some(open);
        vec![Effect::FindUnread { listing: self.list.listing.clone(), window }]
    }

    pub(super) fn no_unread(&mut self, way: isize) {
        self.notify(self.wording.locale.text(if way > 0 { "no-unread-next" } else { "no-unread-previous" }));
    }

    fn related(&mut self, change: impl FnOnce(&mut Reader)) -> Vec<Effect> {
        if let Some(reader) = &mut self.reader {
            change(reader);
            self.focus = Focus::Reader;
        }
        Vec::new()
    }

    /// Opens a related article by its number on the screen; those of the page's own lists have none.
    fn follow_related(&mut self, at: usize) -> Vec<Effect> {
        let related = self.reader.as_ref().and_then(|reader| reader.related.as_ref()).map_or(0, Vec::len);
        if at < related { self.follow(at) } else { Vec::new() }
    }

    /// Opens what stands below the text: a related article, or one of the page's own lists.
    fn follow(&mut self, at: usize) -> Vec<Effect> {
        match self.reader.as_ref().and_then(|reader| reader.targets().get(at).copied()) {
            Some(number) => self.visit_article(number),
            None => Vec::new(),
        }
    }

    fn trail_back(&mut self) -> Vec<Effect> {
        self.along_the_trail(self.trail.back.last().cloned(), Way::Back)
    }

    fn trail_forward(&mut self) -> Vec<Effect> {
        self.along_the_trail(self.trail.forward.last().cloned(), Way::Forward)
    }

    fn along_the_trail(&mut self, to: Option<Place>, way: Way) -> Vec<Effect> {
        if let Some(to) = to {
            return self.travel(to, way);
        }
        self.notify(self.wording.locale.text("trail-end"));
        Vec::new()
    }

    fn toggle_zen(&mut self) -> Vec<Effect> {
        if self.reader.is_some() {
            self.zen = !self.zen;
            self.focus = Focus::Reader;
        }
        Vec::new()
    }
}
