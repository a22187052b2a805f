//! A saved page of the web to its article: what the page says of itself, joined with what it shows.
//!
//! `charset` makes the bytes a text, `tame` holds its markup to safe bounds, `tree` is what is left. `said` reads what
//! is meant for machines; `title`, `date`, `people`, `picture` and `tags` weigh that against what a reader sees;
//! `lists` takes the page's own lists out, and `body` finds the text in the rest. The rules of language are `press`'s,
//! which the pasted text (`plain`) is read by as well. Called by [`ingest`](super::ingest).
//!
//! There is a budget in place of a clock: elements, words and depth are bounded before anything is built, so that the
//! time is bounded too, and one page gives one article on every machine.

pub(super) mod alternates;
mod body;
mod charset;
mod date;
mod lists;
mod people;
mod picture;
mod said;
mod tags;
mod tame;
mod title;
mod tree;

use std::ops::ControlFlow;

use dom_query::Document as Page;
use url::Url;

use self::body::Body;
use self::said::Said;
use self::tame::Tame;
use self::tree::Leaf;
use super::identity::canonical_link;
use super::item::{Draft, Outlet, Setting, Words};
use super::press::{attribution, byline, dateline, publishers, shape};
use super::{Hint, IngestError, Item};
use crate::document::{Document, web_address};
use crate::text::{CleanText, Language, OffsetDateTime};

/// Bytes of the largest page that is read.
pub(super) const MAX_PAGE: usize = 16 << 20;

/// Leaves before the headline and behind the text that still belong to the article's head and foot.
const HEAD: usize = 12;
const FOOT: usize = 16;

/// Reads a page of which all `bytes` are there.
pub(super) fn read(
    bytes: &[u8],
    hint: &Hint,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<(), IngestError> {
    let (html, replaced) = charset::decoded(bytes, hint.charset.as_deref());
    // Some pages hide their text until a script has run; then it is better to see too much than nothing.
    let page = tame::tame(&html, false);
    let shown = || Some(tame::tame(&html, true)).filter(|_| page.hides);
    let (mut draft, base) = draft(&page, hint).or_else(|| draft(&shown()?, hint)).ok_or(IngestError::NoArticle)?;
    if replaced && draft.text.as_ref().is_some_and(|text| text.contains(char::REPLACEMENT_CHARACTER)) {
        draft.notices.push("it holds bytes that are not in the encoding the page names".to_owned());
    }
    let mut setting = Setting::new(hint);
    setting.base = base.or(setting.base);
    setting.feed = None;
    let mut outlet = Outlet::new(sink, false);
    let _ = outlet.put(1, setting.article(draft));
    Ok(())
}

/// The article of a page as a draft, and what its addresses are relative to; none where it holds none.
fn draft(tame: &Tame, hint: &Hint) -> Option<(Draft, Option<Url>)> {
    let page = Page::from(tame.html.as_str());
    let body = page.body()?;
    tree::settle(&body);
    let said = said::read(&page, &tame.scripts);
    let given = hint.url.as_deref().and_then(|url| Url::parse(url).ok());
    let address = address(&said, given.as_ref());
    let base = base(&page, given.as_ref().or(address.as_ref())).or_else(|| address.clone());

    let leaves = tree::leaves(&body);
    let sites = people::sites(&said, address.as_ref(), &leaves);
    let title = title::choose(&leaves, &said, &sites).unwrap_or_default();
    let language = language(&said, &leaves);
    // What is taken out is taken out of a copy: head and foot of the article are read from the whole page.
    let copy = page.clone();
    let work = copy.body()?;
    let links = lists::take(&tree::leaves(&work), base.as_ref(), address.as_ref().map(Url::as_str), &title.text);
    body::strip(&copy, &work);
    let text = body::find(&copy, &work, &leaves, &title.text);

    let place = Place::of(&leaves, &title, text.as_ref());
    let near = place.near(&leaves);
    let between = &leaves[place.title.min(place.first)..place.first];
    let mut draft = Draft { links, ..Draft::default() };
    draft.authors = people::authors(&said, &near, between, &body, &sites);
    draft.source = sites.first().cloned();
    let caption = picture::caption(&leaves, place.title, place.first, &title.text);
    let ends =
        (leaves.get(place.title).map_or(body, |leaf| leaf.node), leaves.get(place.last).map_or(body, |leaf| leaf.node));
    if let Some(picture) = picture::choose(&said, caption, &body, (&ends.0, &ends.1), base.as_ref(), &title.text) {
        draft.picture = picture.url;
        draft.caption = picture.caption.map(|caption| Words::Plain(caption.into_string()));
        draft.credit = picture.credit.map(CleanText::into_string);
    }
    let shown = tags::shown(&body, &leaves, place.first, place.last);
    draft.tags = if shown.is_empty() { said.tags.clone() } else { shown };
    if tame.cut {
        draft.notices.push("the page is longer than what is read of one page and was cut".to_owned());
    }
    let assumed = Language::usual_offset(language.as_ref());
    let reference = hint.seen.map(|timestamp| OffsetDateTime { timestamp, offset: assumed });
    let date = date::choose(&said, &near, between.len(), assumed);
    let date = date.or_else(|| date::aged(between, reference?));
    for warning in date.iter().flat_map(|date| date.warnings).flatten() {
        draft.notices.push(format!("its date is odd: {warning}"));
    }
    if date.is_none() {
        draft.notices.extend(date::unread(&said));
    }
    draft.date = date.map(|date| date.date.to_string());
    let told = said.body.as_deref().filter(|told| told.len() >= body::MIN_PROSE);
    match (text, told) {
        (Some(text), told) if told.is_none_or(|told| text.prose() * 3 >= told.len()) => {
            draft.summary = text.summary.clone().map(Words::Plain);
            finish(&mut draft, text, &sites, &leaves, &place);
        }
        // Some pages have their text only where machines look, and put it on the screen by a script.
        (_, told) => draft.text = Some(paragraphs(told?)),
    }
    let whole = |text: &String| !text.ends_with("...") && !text.ends_with('…');
    draft.summary = draft.summary.or_else(|| said.descriptions.into_iter().find(whole).map(Words::Plain));
    draft.url = address.map(String::from);
    draft.title = Some(Words::Plain(title.text));
    draft.language = language.map(|language| language.code().to_owned());
    Some((draft, base))
}

/// A text whose paragraphs are its lines, with blank lines between them.
fn paragraphs(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// Where headline and text stand among the leaves of the whole page.
struct Place {
    title: usize,
    first: usize,
    last: usize,
}

impl Place {
    fn of(leaves: &[Leaf<'_>], title: &title::Title, text: Option<&Body<'_>>) -> Self {
        let at = |leaf: Option<&Leaf<'_>>| {
            leaf.and_then(|leaf| leaves.iter().position(|known| known.node.id == leaf.node.id))
        };
        let title = title.leaf.unwrap_or_default();
        let prose = (title..leaves.len()).find(|&at| leaves[at].is_prose() && !picture::is_caption(&leaves[at]));
        let first = at(text.and_then(|text| text.leaves.first())).or(prose).unwrap_or(title);
        let last = at(text.and_then(|text| text.leaves.last())).unwrap_or(first);
        Self { title: title.min(leaves.len().saturating_sub(1)), first, last }
    }

    /// The leaves of head and foot: those between headline and text first, then those above, then those below. What
    /// stands in the page's own head, as today's date does, or belongs to another article is none of them.
    fn near<'l, 'a>(&self, leaves: &'l [Leaf<'a>]) -> Vec<&'l Leaf<'a>> {
        let between = self.title..self.first.max(self.title);
        let above = self.title.saturating_sub(HEAD)..self.title.min(self.first);
        let below = self.last + 1..self.last + 1 + FOOT;
        let below = below.filter_map(|at| leaves.get(at)).filter(|leaf| !is_of_another(leaf));
        let Some(title) = leaves.get(self.title) else { return Vec::new() };
        let above = above.rev().filter_map(|at| leaves.get(at)).filter(|leaf| !is_masthead(leaf, title));
        between.filter_map(|at| leaves.get(at)).chain(above).chain(below).collect()
    }
}

/// Whether a leaf stands in an item of a list: beside a link that says as much as a headline does.
fn is_of_another(leaf: &Leaf<'_>) -> bool {
    const HEADLINE: usize = 5;
    const ITEM: usize = 40;
    let around = std::iter::once(leaf.node).chain(leaf.node.ancestors_it(Some(2)));
    let around = around.take_while(|node| !tree::is(node, &["body", "main", "article"]));
    let small = around.take_while(|node| node.descendants_it().take(ITEM + 1).count() <= ITEM);
    let leads = |node: &tree::Node<'_>| tree::is(node, &["a"]) && shape::words(&tree::text(node)) >= HEADLINE;
    small.last().is_some_and(|node| node.descendants_it().any(|node| leads(&node)))
}

/// Whether a leaf stands in the head of the page, and not in that of the article, by the headline.
fn is_masthead(leaf: &Leaf<'_>, title: &Leaf<'_>) -> bool {
    const LABELS: [&str; 7] = ["top", "topbar", "header", "masthead", "nav", "navbar", "navigation"];
    let heads = |node: &tree::Node<'_>| {
        tree::is(node, &["header", "nav"]) || tree::labels(node).iter().any(|label| LABELS.contains(&&**label))
    };
    let around = std::iter::once(leaf.node).chain(leaf.node.ancestors_it(None));
    let head = around.filter(heads).find(|node| !tree::is(node, &["body", "html"]));
    head.is_some_and(|head| title.node.ancestors_it(None).all(|above| above.id != head.id))
}

/// The text itself into the draft: dateline and initials off its ends, what it passes on, its markup.
fn finish(draft: &mut Draft, mut text: Body<'_>, sites: &[String], leaves: &[Leaf<'_>], place: &Place) {
    let own = draft.source.clone().unwrap_or_default();
    if text.leaves.len() > 2
        && let Some(last) = text.leaves.pop_if(|last| byline::is_biography(&last.text, &draft.authors))
    {
        last.node.remove_from_parent();
    }
    // What stands below the picture is said there.
    let caption = draft.caption.as_ref().map(|(Words::Plain(text) | Words::Markup(text))| text.clone());
    let is_said = |leaf: &Leaf<'_>| picture::is_caption(leaf) && caption.as_ref() == Some(&leaf.text);
    for leaf in text.leaves.extract_if(.., |leaf| is_said(leaf)) {
        leaf.node.remove_from_parent();
    }
    let sender = take_dateline(draft, &text, sites, leaves, place);
    if let Some(last) = text.leaves.iter().rfind(|leaf| !picture::is_caption(leaf))
        && let Some((before, initials)) = shape::split_initials(&last.text)
    {
        body::cut_end(&last.node, letters(&last.text[before.len()..]));
        draft.initials = Some(initials.to_owned()).filter(|initials| !initials.is_empty());
    }
    if draft.initials.is_none() {
        let signed = leaves
            .iter()
            .skip(place.last + 1)
            .take(FOOT)
            .find_map(|leaf| shape::initials(&leaf.text).or_else(|| byline::capitals(&leaf.text)));
        draft.initials = signed.filter(|initials| !initials.is_empty()).map(str::to_owned);
    }
    let passed_on = |name: &String| !publishers::are_same(name, &own);
    let agency =
        || sender.filter(|site| passed_on(site) && publishers::known(site).is_some_and(|known| known.is_agency));
    let said = text.leaves.iter().map(|leaf| leaf.text.as_str());
    draft.attribution = attribution::of(said, &own).or_else(agency);
    for image in text.root.descendants_it().filter(|node| tree::is(node, &["img"])).collect::<Vec<_>>() {
        image.remove_from_parent();
    }
    let whole = Document::from_html(&text.root.inner_html(), None);
    draft.html = Some(whole.to_html()).filter(|html| !html.is_empty());
    // A caption is read where its picture stands; in the words alone it would only be in the way.
    for aside in text
        .root
        .descendants_it()
        .filter(|node| tree::is(node, &["figure", "iframe", "video", "audio", "embed", "object"]))
        .collect::<Vec<_>>()
    {
        aside.remove_from_parent();
    }
    let words = Document::from_html(&text.root.inner_html(), None).text();
    // Where the whole text stands in there, it is no caption.
    draft.text = Some(words.non_empty().unwrap_or_else(|| whole.text()).into_string());
}

/// Takes the dateline off the first paragraph, or from the line above it; gives the site or agency beside the place.
fn take_dateline(
    draft: &mut Draft,
    text: &Body<'_>,
    sites: &[String],
    leaves: &[Leaf<'_>],
    place: &Place,
) -> Option<String> {
    let is_site = |name: &str| sites.iter().any(|site| publishers::are_same(site, name));
    let first = text.leaves.iter().find(|leaf| leaf.is_prose() && !picture::is_caption(leaf))?;
    if let Some(found) = dateline::split(&first.text, is_site) {
        body::cut_beginning(&first.node, letters(&first.text[..found.end]));
        draft.dateline = found.place;
        return found.site;
    }
    // Place or site in bold letters, and a mark that they end with.
    let bold = first.node.first_element_child().filter(|child| tree::is(child, &["b", "strong"]));
    if let Some(found) = bold.and_then(|bold| dateline::bold(&first.text, &tree::text(&bold), is_site)) {
        body::cut_beginning(&first.node, letters(&first.text[..found.end]));
        draft.dateline = found.place;
        return found.site;
    }
    // Place and dash in an element of their own.
    let above = &leaves.get(place.first.checked_sub(1)?)?.text;
    let joined = format!("{above} {}", first.text);
    let found = dateline::split(&joined, is_site).filter(|found| found.end == above.len() + 1)?;
    draft.dateline = found.place;
    found.site
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// The page's own address: what it says, where that is on the site it came from.
fn address(said: &Said, given: Option<&Url>) -> Option<Url> {
    let told = said.addresses.iter().filter_map(|raw| canonical_link(raw, given));
    let told: Vec<Url> = told.filter_map(|url| Url::parse(&url).ok()).collect();
    // A canonical link to the front page is a mistake of the page's.
    let deep = told.iter().find(|url| url.path().len() > 1 || url.query().is_some());
    let mut address = deep.or(given).cloned()?;
    // The first page of an article, or all of them, is the article.
    if address.query().is_some_and(|query| query.starts_with("page=") && !query.contains('&')) {
        address.set_query(None);
    }
    Some(address)
}

/// What relative addresses are relative to.
fn base(page: &Page, address: Option<&Url>) -> Option<Url> {
    let href = page.base_uri()?;
    web_address(&href, address)
}

/// The language: of a text long enough to tell, by its words, else as the page says.
fn language(said: &Said, leaves: &[Leaf<'_>]) -> Option<Language> {
    const ENOUGH: usize = 400;
    const SAMPLE: usize = 8_000;
    let mut sample = String::new();
    for leaf in leaves.iter().filter(|leaf| leaf.is_prose()) {
        sample.push_str(&leaf.text);
        sample.push('\n');
        if sample.len() > SAMPLE {
            break;
        }
    }
    let told = said.languages.iter().find_map(|tag| Language::new(tag));
    if sample.len() < ENOUGH {
        return told.or_else(|| Language::of_prose(&sample));
    }
    Language::of_prose(&sample).or(told)
}

#[cfg(test)]
mod tests;
