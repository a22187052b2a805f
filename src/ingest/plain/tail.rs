//! What the furniture around an article still says of it: tags, initials, the site's name, its address, its lists.

mod tags;

use super::marked::Marked;
use crate::ingest::identity::canonical_link;
use crate::ingest::limits::{self, LINKS, TAGS};
use crate::ingest::press::byline;
use crate::ingest::press::furniture::{Furniture, List};
use crate::ingest::press::part::{self, Part};
use crate::ingest::press::publishers;
use crate::ingest::press::shape::{self, ends_sentence, fold, is_capitalised, words};
use crate::model::{Link, Links};

/// Longest tag, in characters.
pub(super) const MAX_TAG: usize = 60;

/// Lines below the text among which tags without a heading are looked for: each look reads the whole text.
const MAX_BELOW: usize = 12;

/// What was found around the text.
#[derive(Debug, Clone, Default)]
pub(super) struct Tail {
    /// Subject words.
    pub(super) tags: Vec<String>,
    /// The initials that sign it.
    pub(super) initials: Option<String>,
    /// The agency that signs it.
    pub(super) agency: Option<String>,
    /// Those whom a byline under the text names.
    pub(super) authors: Vec<String>,
    /// The name of the site.
    pub(super) site: Option<String>,
    /// The article's own address.
    pub(super) url: Option<String>,
    /// The page's lists.
    pub(super) links: Links,
}

/// Reads the lines at `places`, which are all but the body's; `subject` is headline and body in small letters.
/// `end` is the first line below the body.
pub(super) fn read(lines: &[Marked], places: &[usize], end: usize, subject: &str) -> Tail {
    let mut tail = Tail::default();
    let mut sites = Sites::default();
    let mut nth = 0;
    while let Some(&at) = places.get(nth) {
        nth += 1;
        let line = &lines[at];
        match line.part {
            Part::Furniture(Furniture::Tags) => nth += tail.tags(lines, places, nth - 1, subject),
            Part::SignOff => tail.sign(line.text()),
            Part::Byline if tail.authors.is_empty() => {
                tail.authors = byline::labelled(line.text()).map(|byline| byline.authors).unwrap_or_default();
            }
            Part::Furniture(kind @ (Furniture::Newsletter | Furniture::Legal)) => {
                sites.read(kind, line.text());
                if tail.url.is_none() && is_reprint(line.text()) {
                    tail.url = shape::address(line.text()).and_then(|url| canonical_link(url, None));
                }
            }
            Part::Short
                if tail.tags.is_empty()
                    && (end..end + MAX_BELOW).contains(&at)
                    && !unlabelled(lines, at, subject).is_empty() =>
            {
                let taken = unlabelled(lines, at, subject);
                nth += taken.len().saturating_sub(1);
                tail.add(taken);
            }
            Part::Short if publishers::is_site(line.text()) || at == 0 && publishers::is_host(line.text()) => {
                sites.masthead.get_or_insert_with(|| publishers::name(line.text()));
            }
            _ => {}
        }
    }
    tail.links = links(lines, places);
    tail.site = sites.best().map(|site| as_headed(site, lines, places));
    tail
}

/// The name as the page's head writes it, where the line that gave it was in capitals.
fn as_headed(site: String, lines: &[Marked], places: &[usize]) -> String {
    if words(&site) < 2 || !shape::is_all_capitals(&site) {
        return site;
    }
    let is_same = |text: &&str| fold(text) == fold(&site) && !shape::is_all_capitals(text);
    let heading = places.iter().map(|&at| lines[at].text()).find(is_same);
    heading.map_or_else(|| site.clone(), str::to_owned)
}

/// Tags without a heading, directly below the text: lines of a few words, most of which the text has, up to the
/// next furniture, or one line of several that ran together.
fn unlabelled(lines: &[Marked], from: usize, subject: &str) -> Vec<String> {
    let above = from.checked_sub(1).map(|above| lines[above].part);
    let below_text =
        matches!(above, Some(Part::SignOff | Part::Prose | Part::Byline | Part::Furniture(Furniture::ReadAlso)));
    if !below_text {
        return Vec::new();
    }
    // In a list, the name of a section is a tag as well.
    let may_be = |line: &&Marked| {
        let is_section = line.part == Part::Furniture(Furniture::Navigation) && line.line.bullet.is_some();
        line.part == Part::Short || is_section
    };
    let run: Vec<&Marked> = lines[from..].iter().take_while(may_be).take(TAGS).collect();
    let is_told = |tag: &&str| subject.contains(&tag.to_lowercase());
    let parted = tags::parted(lines[from].text(), subject);
    let glued: Vec<&str> = parted.split('|').collect();
    if glued.len() > 1 && glued.iter().all(is_told) {
        return glued.into_iter().map(str::to_owned).collect();
    }
    let is_list = run.first().is_some_and(|line| line.line.bullet.is_some());
    let fits = |line: &&Marked| {
        words(line.text()) <= 3 && line.line.bullet.is_some() == is_list && !ends_sentence(line.text())
    };
    let told = run.iter().map(|line| line.text()).filter(is_told).count();
    // A bulleted list of few words directly below the text is rarely anything else.
    let enough = if is_list { told * 3 } else { told * 2 };
    if run.len() < 2 || !run.iter().all(fits) || enough < run.len() {
        return Vec::new();
    }
    run.iter().map(|line| line.text().trim_start_matches('#').to_owned()).collect()
}

/// "Artikel ini telah tayang di ...": the line that names the page itself.
fn is_reprint(text: &str) -> bool {
    text.to_lowercase().contains("telah tayang")
}

impl Tail {
    fn sign(&mut self, text: &str) {
        if let Some(names) = part::signers(text) {
            let agency =
                names.iter().find_map(|name| publishers::known(name)).map(|publisher| publisher.name.to_owned());
            self.agency = self.agency.take().or(agency);
        } else if let Some(agency) = part::agency(text) {
            self.agency.get_or_insert_with(|| agency.to_owned());
        } else if self.initials.is_none() {
            self.initials = shape::initials(text).filter(|initials| !initials.is_empty()).map(str::to_owned);
        }
    }

    /// Takes the tags of a line, and where it is only a heading, of the lines under it; says how many those are.
    fn tags(&mut self, lines: &[Marked], places: &[usize], nth: usize, subject: &str) -> usize {
        let spaced = &lines[places[nth]].line.spaced;
        let own = match spaced.split_once(':') {
            Some((label, rest)) if !label.contains('#') => rest,
            _ if spaced.contains('#') => spaced,
            _ => "",
        };
        if !own.trim().is_empty() {
            self.add(tags::split(own, subject));
            return 0;
        }
        let mut taken = 0;
        for pair in places[nth..].windows(2) {
            let line = &lines[pair[1]];
            let is_tag = match line.part {
                Part::Short | Part::Furniture(Furniture::Navigation) => {
                    let several = line.text().contains([',', '#']);
                    (words(line.text()) <= tags::MAX_WORDS || several) && !ends_sentence(line.text())
                }
                Part::Furniture(Furniture::Tags) => line.text().starts_with('#'),
                // In a list of tags "features" is one, too.
                Part::Furniture(_) => taken > 0 && line.line.bullet.is_some() && line.line.blanks == 0,
                _ => false,
            };
            if pair[1] != pair[0] + 1 || !is_tag || line.line.blanks > 1 && taken > 0 {
                break;
            }
            taken += 1;
            let row = line.text().contains([',', '#', '|']) || line.line.spaced.contains("  ");
            // A line under the heading is one tag, unless it is all of them.
            let only = taken == 1 && !row && !lines.get(pair[1] + 1).is_some_and(|below| below.part == Part::Short);
            let tags = if row || only { tags::split(&line.line.spaced, subject) } else { vec![line.text().to_owned()] };
            self.add(tags);
        }
        taken
    }

    fn add(&mut self, tags: Vec<String>) {
        for tag in tags {
            let fits = (1..=MAX_TAG).contains(&tag.chars().count()) && self.tags.len() < TAGS;
            if fits && self.tags.iter().all(|known| fold(known) != fold(&tag)) {
                self.tags.push(tag);
            }
        }
    }
}

/// Names of the site, by how far the line that gives them can be trusted.
#[derive(Default)]
struct Sites {
    reprint: Option<String>,
    newsletter: Option<String>,
    masthead: Option<String>,
    copyright: Option<String>,
}

impl Sites {
    fn read(&mut self, kind: Furniture, text: &str) {
        let site = text
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
            .find(|word| publishers::is_site(word) && !publishers::known(word).is_some_and(|p| p.is_agency));
        let slot = if is_reprint(text) {
            &mut self.reprint
        } else if kind == Furniture::Newsletter {
            &mut self.newsletter
        } else {
            &mut self.copyright
        };
        if slot.is_none() {
            *slot = site.map(publishers::name);
        }
        if kind == Furniture::Newsletter && self.newsletter.is_none() {
            self.newsletter = channel(text);
        }
        if kind == Furniture::Legal && self.copyright.is_none() {
            self.copyright = holder(text);
        }
    }

    fn best(self) -> Option<String> {
        self.reprint.or(self.newsletter).or(self.masthead).or(self.copyright)
    }
}

/// The name in "Ikuti berita Kabar Nusa di Google News".
fn channel(text: &str) -> Option<String> {
    let end =
        text.find(" di Google News").or_else(|| text.find(" di WhatsApp")).or_else(|| text.find(" on Google News"))?;
    let tail: Vec<&str> = text[..end].split(' ').rev().take_while(|word| is_capitalised(word)).take(3).collect();
    let name = tail.iter().rev().copied().collect::<Vec<_>>().join(" ");
    let is_label =
        matches!(fold(&name).split(' ').next(), Some("ikuti" | "follow" | "berita" | "cek" | "artikel" | "baca" | ""));
    (!is_label).then(|| publishers::name(&name))
}

/// The name in "© 2022 Kabar Nusa. All rights reserved."; a company behind the site is not the site.
fn holder(text: &str) -> Option<String> {
    let at = text.find('©').map(|at| at + '©'.len_utf8()).or_else(|| {
        let small = text.to_lowercase();
        small.find("copyright").map(|at| at + "copyright".len()).filter(|_| small.len() == text.len())
    })?;
    let rest = text.get(at..)?.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let end = rest.find(['.', ',', '|', '(', '/']).unwrap_or(rest.len());
    let name = rest[..end].split(" - ").next()?.trim();
    let name = name.split(" All ").next()?.split(" all ").next()?.trim();
    let is_company = ["PT ", "CV ", "Copyright", "All "].iter().any(|word| name.starts_with(word));
    let fits = (1..=4).contains(&words(name)) && name.split(' ').all(is_capitalised) && !is_company;
    (fits && name.len() > 2).then(|| publishers::name(name))
}

/// The page's lists, as far as their items have an address.
fn links(lines: &[Marked], places: &[usize]) -> Links {
    let mut found = Links::default();
    let mut list = None;
    for (nth, &at) in places.iter().enumerate() {
        let marked = &lines[at];
        match marked.part {
            Part::Furniture(Furniture::Heading(heading)) => list = Some(heading),
            Part::Furniture(Furniture::ReadAlso) => list = Some(List::Related),
            Part::Furniture(_) if marked.part != Part::Furniture(Furniture::Pager) => list = None,
            _ => {}
        }
        let (Some(list), Some(address)) = (list, shape::address(marked.text())) else { continue };
        let Some(url) = canonical_link(address, None) else { continue };
        let title = match named(marked.text(), address) {
            Some(title) => title,
            None => match nth.checked_sub(1).map(|above| &lines[places[above]]) {
                Some(above) if above.part.is_text() || is_named_pointer(above) => {
                    named(above.text(), "").unwrap_or_default()
                }
                _ => String::new(),
            },
        };
        let slot = match list {
            List::Related => &mut found.related,
            List::Recommended => &mut found.recommended,
            List::Popular => &mut found.popular,
            List::Latest => &mut found.latest,
            List::Video => &mut found.video,
        };
        let title = limits::line(if title.is_empty() { &url } else { &title });
        if slot.len() < LINKS && slot.iter().all(|link| link.url != url) {
            slot.push(Link { title, url });
        }
    }
    found
}

fn is_named_pointer(line: &Marked) -> bool {
    line.part == Part::Furniture(Furniture::ReadAlso) && words(line.text()) > 3
}

/// The words of a link: the line without its address, its label ("Baca juga:") and the marks between them.
fn named(text: &str, address: &str) -> Option<String> {
    let rest = if address.is_empty() { text.to_owned() } else { text.replacen(address, "", 1) };
    let rest = match rest.split_once(':') {
        Some((label, rest)) if crate::ingest::press::furniture::of(label) == Some(Furniture::ReadAlso) => rest,
        _ => &rest,
    };
    let rest = rest.trim().trim_matches(['(', ')', '[', ']', '<', '>', '-', '–', '—', '|', ':']).trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_counted_and_measured_at_their_limits() {
        let mut tail = Tail::default();
        tail.add(vec!["x".repeat(MAX_TAG), "y".repeat(MAX_TAG + 1)]);
        assert_eq!(tail.tags.len(), 1);
        tail.add((1..TAGS).map(|n| n.to_string()).collect());
        assert_eq!(tail.tags.len(), TAGS);
        tail.add(vec!["one past".to_owned()]);
        assert_eq!(tail.tags.len(), TAGS);
    }

    #[test]
    fn the_links_of_a_list_are_counted() {
        let found = |count: usize| {
            let item = |nth: usize| format!("Kapal {nth}\nhttps://kabar.example/{nth}\n");
            let items = (0..count).map(item).collect::<Vec<_>>().concat();
            let lines = super::super::marked::mark(super::super::lines::of(&format!("Terpopuler\n{items}")));
            links(&lines, &(0..lines.len()).collect::<Vec<_>>()).popular.len()
        };
        assert_eq!((found(LINKS - 1), found(LINKS), found(LINKS + 1)), (LINKS - 1, LINKS, LINKS));
    }

    #[test]
    fn the_title_of_a_link_is_cut_one_character_past_the_limit() {
        let found = |length: usize| {
            let text = format!("Terpopuler\nKapal {}\nhttps://kabar.example/1\n", "x".repeat(length - "Kapal ".len()));
            let lines = super::super::marked::mark(super::super::lines::of(&text));
            let popular = links(&lines, &(0..lines.len()).collect::<Vec<_>>()).popular;
            (popular[0].title.chars().count(), popular[0].title.ends_with('…'))
        };
        assert_eq!((found(limits::LINE), found(limits::LINE + 1)), ((limits::LINE, false), (limits::LINE, true)));
    }

    #[test]
    fn the_holder_of_a_copyright_is_a_site_and_no_company() {
        assert_eq!(holder("Copyright © 2022 Kabar Nusa. All rights reserved."), Some("Kabar Nusa".to_owned()));
        assert_eq!(holder("© 2022 Harwick Gazette"), Some("Harwick Gazette".to_owned()));
        assert_eq!(holder("Copyright © KABAR NUSA 2022"), Some("KABAR NUSA".to_owned()));
        assert_eq!(holder("Copyright © 2022 PT Media Lintas Kota"), None);
        assert_eq!(holder("Hak cipta dilindungi"), None);
    }
}
