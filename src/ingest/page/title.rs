//! The headline: which of the page's many titles it is, and without the name of the site.
//!
//! The heading that a reader sees is the headline where the page's own account has nearly the same words; for the
//! account may be cut, or have the site's name in it, and a heading may be the site's logo. Called by
//! [`read`](super::read).

use std::collections::HashSet;

use super::said::Said;
use super::tree::{self, Leaf};
use crate::ingest::press::publishers;
use crate::ingest::press::shape::{fold, headline_words, is_all_capitals, words};

/// Marks between a headline and the name of a site.
const MARKS: [&str; 11] = [" - ", " | ", " – ", " — ", " :: ", " » ", " • ", " · ", " / ", "|", "｜"];

/// How much of the words two titles must share to be one, from 0 to 1.
const SAME: f64 = 0.6;

/// How much of the words must be shared by a title and the page's one heading of the first rank.
const RELATED: f64 = 0.25;

/// Words of a title's tail that may be an unknown site's name.
const MAX_SITE: usize = 4;

/// The headline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Title {
    pub(super) text: String,
    /// Which of the leaves is its heading.
    pub(super) leaf: Option<usize>,
}

/// Chooses the headline; none where the page has none at all.
pub(super) fn choose(leaves: &[Leaf<'_>], said: &Said, sites: &[String]) -> Option<Title> {
    let named: Vec<String> = said
        .titles
        .iter()
        .chain([&said.bar])
        .map(|title| bare(title, sites))
        .filter(|title| !title.is_empty())
        .collect();
    let headings = headings(leaves, &named, sites);
    // The only heading of the first rank may put it in other words than the page's account.
    let mut first = headings.iter().filter(|&&at| tree::is(&leaves[at].node, &["h1"]));
    let only = first.next().filter(|_| first.next().is_none()).copied();
    let alike = |title: &String, at: usize| {
        let heading = &leaves[at].text;
        let likeness = likeness(title, heading);
        let is_same = begins(title, heading) || likeness >= RELATED && only == Some(at);
        if is_same { SAME } else { 0.0_f64 }.max(likeness)
    };
    let fit = |at: usize| named.iter().map(|title| alike(title, at)).fold(0.0, f64::max);
    let best = headings.iter().map(|&at| (fit(at), at)).rev().max_by(|one, other| one.0.total_cmp(&other.0));
    if let Some((_, at)) = best.filter(|&(fit, _)| fit >= SAME) {
        let seen = leaves[at].text.as_str();
        // A heading set in capitals says less than the same words as they are written.
        let written = named.iter().find(|title| fold(title) == fold(seen));
        let text = written.filter(|_| is_all_capitals(seen)).map_or(seen, String::as_str);
        return Some(Title { text: text.to_owned(), leaf: Some(at) });
    }
    let uncut = |title: &&String| {
        !title.ends_with(['…']) && !title.ends_with("...") && !named.iter().any(|other| goes_on(title, other))
    };
    if let Some(text) = named.iter().find(uncut).or(named.first()) {
        return Some(Title { text: text.clone(), leaf: None });
    }
    let first = headings.iter().copied().find(|&at| tree::is(&leaves[at].node, &["h1"])).or(headings.first().copied());
    first.map(|at| Title { text: leaves[at].text.clone(), leaf: Some(at) })
}

/// The leaves that may show the headline.
fn headings(leaves: &[Leaf<'_>], named: &[String], sites: &[String]) -> Vec<usize> {
    let is_site = |text: &str| sites.iter().any(|site| publishers::are_same(site, text));
    let fits = |at: &usize| {
        let leaf = &leaves[*at];
        let labelled =
            || tree::labels(&leaf.node).iter().any(|label| matches!(&**label, "title" | "headline" | "judul"));
        // An old page sets its headline in large letters and calls it nothing.
        let is_named = || words(&leaf.text) >= 4 && named.contains(&leaf.text);
        let is_heading = tree::is(&leaf.node, &["h1", "h2", "h3"]) || labelled() || in_heading(leaf) || is_named();
        is_heading && headline_words(&leaf.text) >= 2 && leaf.text.len() < 400 && !is_site(&leaf.text)
    };
    (0..leaves.len()).filter(fits).collect()
}

/// Whether the leaf stands within an `h1`, as where the heading holds a division.
fn in_heading(leaf: &Leaf<'_>) -> bool {
    leaf.node.ancestors_it(Some(3)).any(|node| tree::is(&node, &["h1"]))
}

/// Whether `longer` begins with the title and goes on; a mark behind it begins something else: a section, a site.
fn goes_on(title: &str, longer: &str) -> bool {
    let (longer, title) = (fold(longer), fold(title));
    let rest = longer.strip_prefix(title.as_str()).unwrap_or_default();
    let rest = rest.trim_start();
    !rest.is_empty() && !rest.starts_with(['_', '-', '|', '–', '—', '·', '•', '»', '/', ':'])
}

/// Whether a heading of some words is what a title begins with, before a mark.
fn begins(title: &str, heading: &str) -> bool {
    headline_words(heading) >= 3
        && title.strip_prefix(heading).is_some_and(|rest| MARKS.iter().any(|mark| rest.starts_with(mark)))
}

/// The share of words that two titles have in common, of the longer one's.
fn likeness(one: &str, other: &str) -> f64 {
    let set = |text: &str| -> HashSet<String> {
        fold(text)
            .split(' ')
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
            .filter(|word| !word.is_empty())
            .collect()
    };
    let (one, other) = (set(one), set(other));
    let shared = one.intersection(&other).count();
    shared as f64 / one.len().max(other.len()).max(1) as f64
}

/// A title without the site's name before or behind it.
pub(super) fn bare(title: &str, sites: &[String]) -> String {
    let mut title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    loop {
        let cut = MARKS.iter().filter_map(|mark| title.rfind(mark).map(|at| (at, at + mark.len()))).max();
        let Some((end, start)) = cut else { break };
        if !is_site(&title[start..], sites) || end == 0 {
            break;
        }
        title.truncate(end);
    }
    let cut = MARKS.iter().chain(&[": "]).filter_map(|mark| title.find(mark).map(|at| (at, at + mark.len()))).min();
    if let Some((end, start)) = cut
        && is_site(&title[..end], sites)
        && words(&title[start..]) >= 3
    {
        title.drain(..start);
    }
    title.trim().to_owned()
}

/// Whether the tail of a title names the site, or the page of an article that has several.
fn is_site(tail: &str, sites: &[String]) -> bool {
    let folded = fold(tail);
    let page = ["halaman ", "page ", "laman "]
        .iter()
        .any(|word| folded.strip_prefix(word).is_some_and(|rest| rest.len() <= 4))
        || matches!(&*folded, "semua halaman" | "all pages" | "all");
    let known = sites.iter().any(|site| {
        publishers::are_same(site, tail)
            || !site.is_empty() && words(tail) <= MAX_SITE + 2 && names_site(&folded, &fold(site))
    });
    page || known
        || publishers::is_site(tail.trim())
        || publishers::known(tail).is_some_and(|known| !known.is_agency || words(tail) == 1)
}

/// Whether the words hold the site's name and little else: `Kabar Nusa Online`, `Berita Kabar Nusa`.
fn names_site(folded: &str, site: &str) -> bool {
    let bare = |text: &str| text.replace([' ', '.', '-'], "");
    let site = site.strip_suffix(".com").or_else(|| site.strip_suffix(".co.id")).unwrap_or(site);
    site.chars().count() >= 4 && words(folded) <= words(site) + 2 && bare(folded).contains(&bare(site))
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    fn sites() -> Vec<String> {
        vec!["Kabar Nusa".to_owned(), "kabarnusa.example".to_owned()]
    }

    #[test]
    fn the_name_of_the_site_goes_and_other_strokes_stay() {
        for (title, expected) in [
            ("Jembatan Runtuh - Kabar Nusa", "Jembatan Runtuh"),
            ("Jembatan Runtuh | KabarNusa.example", "Jembatan Runtuh"),
            ("Jembatan Runtuh - Halaman 2 - Kabar Nusa", "Jembatan Runtuh"),
            ("Jembatan Runtuh — Berita Kabar Nusa", "Jembatan Runtuh"),
            ("Kabar Nusa: Jembatan Runtuh di Wanasari", "Jembatan Runtuh di Wanasari"),
            ("Sarasah - Wanasari Terputus", "Sarasah - Wanasari Terputus"),
            ("Liga 1: Persija - Persib Imbang", "Liga 1: Persija - Persib Imbang"),
            ("Kabar Nusa", "Kabar Nusa"),
        ] {
            assert_eq!(bare(title, &sites()), expected, "{title}");
        }
    }

    #[track_caller]
    fn is(html: &str, titles: &[&str], expected: &str) {
        let page = Document::from(html);
        let body = page.body().expect("a page has a body");
        let said = Said { titles: titles.iter().map(|&title| title.to_owned()).collect(), ..Said::default() };
        let title = choose(&tree::leaves(&body), &said, &sites()).map(|title| title.text).unwrap_or_default();
        assert_eq!(title, expected, "{html}");
    }

    #[test]
    fn the_heading_that_the_page_means_is_the_headline() {
        is(
            "<h1>Kabar Nusa</h1><h2>Jembatan Runtuh di Wanasari</h2>",
            &["Jembatan Runtuh di Wanasari"],
            "Jembatan Runtuh di Wanasari",
        );
        is(
            "<h1>Jembatan Runtuh di Wanasari, Dua Luka</h1>",
            &["Jembatan Runtuh di Wanasari, Dua ..."],
            "Jembatan Runtuh di Wanasari, Dua Luka",
        );
        is(
            "<h1>JEMBATAN RUNTUH DI WANASARI</h1>",
            &["Jembatan Runtuh di Wanasari - Kabar Nusa"],
            "Jembatan Runtuh di Wanasari",
        );
        is("<h1>Nasional</h1>", &["Jembatan Runtuh di Wanasari | Kabar Nusa"], "Jembatan Runtuh di Wanasari");
        is(
            "<h1>Berita Lain Sama Sekali Hari Ini</h1>",
            &["Jembatan Runtuh di", "Jembatan Runtuh di Wanasari"],
            "Jembatan Runtuh di Wanasari",
        );
        is(
            "<h1>Jembatan Runtuh Lagi</h1>",
            &["Jembatan Runtuh Lagi - Warta Daerah - Suara Sungai dan Muara"],
            "Jembatan Runtuh Lagi",
        );
        is(
            "<h1>Jembatan Wanasari Roboh, Dua Warga Luka</h1><h3>Sarasah: Jembatan Runtuh</h3>",
            &["Jembatan Runtuh di Wanasari"],
            "Jembatan Wanasari Roboh, Dua Warga Luka",
        );
        is("", &["Jembatan Runtuh", "Jembatan Runtuh_Daerah_Suara Sungai"], "Jembatan Runtuh");
        is("<h1>大桥在大雨中倒塌</h1>", &["大桥在大雨中倒塌 - 河声网 - 国内"], "大桥在大雨中倒塌");
        is("<h1>สะพานพังในสายฝน</h1>", &["สะพานพังในสายฝน｜ข่าวแม่น้ำ"], "สะพานพังในสายฝน");
        is("<h1>Jembatan Runtuh</h1>", &[], "Jembatan Runtuh");
        is("<p>x", &[], "");
    }
}
