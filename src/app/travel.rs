//! Going somewhere: a [`Place`] may need a list and an article that are not in memory. The screen changes when all of
//! it has come, in one step; keys pressed meanwhile wait, so that fast typing means what slow typing does.

use crate::model::{Article, Listing, Mark, Page, Response, Window};

use super::list::{List, window_at};
use super::message::Effect;
use super::overlay::Overlay;
use super::reader::Reader;
use super::state::{Focus, State};
use super::trail::Place;

/// How the trail changes on arrival.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Way {
    /// A step to a new place from this one.
    Visit(Box<Place>),
    /// A step back.
    Back,
    /// A step forward.
    Forward,
    /// None.
    Stay,
}

/// A place on its way.
#[derive(Debug, Clone)]
pub(super) struct Journey {
    to: Place,
    way: Way,
    /// The window that is awaited.
    list: Option<Window>,
    page: Option<Page>,
    /// The article that is awaited.
    article: Option<i64>,
    opened: Option<Box<Article>>,
}

impl Journey {
    fn complete(&self) -> bool {
        (self.list.is_none() || self.page.is_some()) && (self.article.is_none() || self.opened.is_some())
    }

    /// Whether this effect was asked for on the way.
    pub(super) fn asked(&self, effect: &Effect) -> bool {
        match effect {
            Effect::List { listing, window, .. } => *listing == self.to.listing && self.list == Some(*window),
            Effect::Open { number } => self.article == Some(*number),
            _ => false,
        }
    }
}

impl State {
    /// Sets out for a place; what is in memory is not asked for again.
    pub(super) fn travel(&mut self, to: Place, way: Way) -> Vec<Effect> {
        let known =
            self.list.loaded && self.list.listing == to.listing && to.row.is_some_and(|(key, _)| self.list.has(key));
        let open = self.reader.as_ref().map(|reader| reader.article.number);
        let list = (!known).then(|| window_at(to.row.map(|(key, _)| key)));
        let article = to.article.map(|(number, _)| number).filter(|number| open != Some(*number));
        let mut effects = Vec::new();
        // Where nothing is recommended, nothing is asked for.
        let is_off = to.listing == Listing::Recommended && !self.recommends;
        if let Some(window) = list.filter(|_| !is_off) {
            effects.push(Effect::List { listing: to.listing.clone(), window, unfolded: to.unfolded.clone() });
        }
        if let Some(number) = article {
            effects.push(Effect::Open { number });
        }
        let page = is_off.then(|| Page { rows: Vec::new(), total: 0 });
        self.journey = Some(Journey { to, way, list, page, article, opened: None });
        effects.extend(self.arrive());
        effects
    }

    /// Goes to a new place; the present one lies behind it.
    pub(super) fn visit(&mut self, to: Place) -> Vec<Effect> {
        let from = Box::new(self.here());
        self.travel(to, Way::Visit(from))
    }

    /// Shows another listing from its beginning; the open article stays open.
    pub(super) fn visit_listing(&mut self, listing: Listing) -> Vec<Effect> {
        let article = self.here().article;
        self.visit(Place::start(listing, article))
    }

    /// Opens an article; the list stays.
    pub(super) fn visit_article(&mut self, number: i64) -> Vec<Effect> {
        let here = self.here();
        self.visit(Place { article: Some((number, None)), focus: Focus::Reader, ..here })
    }

    /// Rows have come: for the journey where it asked for them. Gives them back where it did not.
    pub(super) fn list_came(&mut self, listing: &Listing, window: Window, page: Page) -> Option<Page> {
        match &mut self.journey {
            Some(journey) if journey.to.listing == *listing && journey.list == Some(window) => {
                journey.page = Some(page);
                None
            }
            _ => Some(page),
        }
    }

    /// An article has come.
    pub(super) fn article_came(&mut self, article: Box<Article>) {
        if let Some(journey) = &mut self.journey
            && journey.article == Some(article.number)
        {
            journey.opened = Some(article);
        }
    }

    /// Changes the screen where everything has come.
    pub(super) fn arrive(&mut self) -> Vec<Effect> {
        let Some(journey) = self.journey.take_if(|journey| journey.complete()) else { return Vec::new() };
        let Journey { to, way, list, page, opened, .. } = journey;
        let here = self.here();
        // On the way to something new the list follows the article; on the way back each stands where it stood.
        let follow = matches!(way, Way::Visit(_));
        match way {
            Way::Visit(from) if *from != to => self.trail.visit(*from),
            Way::Visit(_) | Way::Stay => {}
            Way::Back => self.trail.step_back(here),
            Way::Forward => self.trail.step_forward(here),
        }
        let mut effects = Vec::new();
        if let (Some(window), Some(page)) = (list, page) {
            if let Listing::Tagged(tag) = &to.listing {
                effects.push(Effect::RelatedTags { tag: tag.clone() });
            }
            self.list = List::new(to.listing, window, page, to.row);
            self.list.unfolded = to.unfolded;
        } else if let Some((key, offset)) = to.row {
            self.list.select(key);
            self.list.top = self.list.selected.saturating_sub(offset);
        }
        if let Some(article) = opened.as_ref().filter(|_| follow) {
            self.list.select_article(article.number);
        }
        effects.extend(self.show(opened, to.article.is_none()));
        self.focus = to.focus;
        self.fit();
        if let (Some(reader), Some((number, Some(spot)))) = (&mut self.reader, to.article)
            && reader.article.number == number
        {
            reader.go_to(spot);
        }
        self.fit();
        effects
    }

    /// Puts an article that has come into the reader, or clears the reader; tells where the one before was left.
    fn show(&mut self, opened: Option<Box<Article>>, clear: bool) -> Vec<Effect> {
        let mut effects = Vec::new();
        if clear || opened.is_some() {
            effects.extend(self.leave());
            self.awaiting = None;
        }
        if let Some(article) = opened {
            let number = article.number;
            self.list.mark(number, article.given.marks);
            self.reader = Some(Reader::new(*article, &self.wording));
            effects.push(Effect::Related { number });
        } else if clear {
            self.reader = None;
            self.zen = false;
        }
        effects
    }

    /// Where the open article is left and how far the reader went with it, if that has changed since it was opened.
    pub(super) fn leave(&self) -> Vec<Effect> {
        let Some(reader) = &self.reader else { return Vec::new() };
        let (number, marks) = (reader.article.number, reader.article.given.marks);
        let position = reader.position();
        let response = if reader.is_finished() { Response::Finished } else { Response::Opened };
        let left = (position != marks.position).then_some(Mark::Left(position));
        let responded = self.recommends && marks.response < Some(response);
        let responded = responded.then_some(Mark::Response(response));
        left.into_iter().chain(responded).map(|mark| Effect::Mark { number, mark }).collect()
    }

    /// Brings list, reader and help into the places that the layout gives them.
    pub(super) fn fit(&mut self) {
        if let Some(Overlay::Help(help)) = &mut self.overlay {
            help.fit(self.height, self.wording.locale);
        }
        if self.focus == Focus::Reader && self.reader.is_none() {
            self.focus = Focus::List;
        }
        let Some(layout) = self.layout() else { return };
        if self.focus == Focus::Sidebar && layout.sidebar.is_none() {
            self.focus = Focus::List;
        }
        if let Some(rows) = layout.rows() {
            let fit = rows.height / self.list.row_height(rows.height);
            self.list.scroll(usize::from(fit));
        }
        if let (Some(reader), Some(text)) = (&mut self.reader, layout.text()) {
            reader.fit(text.width, text.height, &self.wording);
        }
    }
}
