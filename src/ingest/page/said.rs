//! What a page says of itself, in words for machines: JSON-LD, Open Graph, `article:*` and other `meta` elements.
//!
//! Reads and does not judge: which of several titles is the article's is decided beside this file. Called by
//! [`read`](super::read).

mod linked;

use dom_query::Document;

use super::tree;

/// Values kept of one kind: titles, dates, names.
const MAX_VALUES: usize = 64;

/// What a page says of itself. All of it raw.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// Titles, those made for the article before those made for the browser's bar.
    pub(super) titles: Vec<String>,
    /// The content of `<title>`.
    pub(super) bar: String,
    /// Names of the site.
    pub(super) sites: Vec<String>,
    /// Dates of publication, the surest first.
    pub(super) dates: Vec<String>,
    /// Dates at which it was begun, for want of those.
    pub(super) created: Vec<String>,
    /// Those who wrote it.
    pub(super) authors: Vec<String>,
    /// Abstracts.
    pub(super) descriptions: Vec<String>,
    /// Subject words of the article.
    pub(super) tags: Vec<String>,
    /// Addresses of its picture.
    pub(super) pictures: Vec<String>,
    /// The caption of that picture.
    pub(super) caption: Option<String>,
    /// Its own address.
    pub(super) addresses: Vec<String>,
    /// Its language, as a tag.
    pub(super) languages: Vec<String>,
    /// Its whole text, where the page gives that to machines as well.
    pub(super) body: Option<String>,
}

/// Names of `meta` elements, by what they hold, the surest first.
const DATES: [&str; 19] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "content_publisheddate",
    "publishdate",
    "dtk:publishdate",
    "originalpublishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "published_at",
];
const TITLES: [&str; 5] = ["og:title", "twitter:title", "title", "headline", "dc.title"];
const AUTHORS: [&str; 7] =
    ["author", "article:author", "content_author", "dtk:author", "parsely-author", "sailthru.author", "byl"];
const DESCRIPTIONS: [&str; 3] = ["og:description", "description", "twitter:description"];
const TAGS: [&str; 6] = ["article:tag", "content_tag", "parsely-tags", "news_keywords", "keywords", "dtk:keywords"];
const PICTURES: [&str; 4] = ["og:image", "og:image:url", "twitter:image", "twitter:image:src"];
const SITES: [&str; 4] = ["og:site_name", "application-name", "publisher", "copyright"];
const LANGUAGES: [&str; 3] = ["og:locale", "content-language", "inlanguage"];

/// Reads the page's own account.
pub(super) fn read(page: &Document, scripts: &[String]) -> Said {
    let mut said = Said::default();
    let root = page.html_root();
    said.languages.extend(root.attr("lang").map(|lang| lang.to_string()));
    for script in scripts {
        linked::read(script, &mut said);
    }
    let metas = metas(page);
    let all = |names: &[&str]| -> Vec<String> {
        let of = |name: &&str| {
            let name = (*name).to_owned();
            metas.iter().filter(move |(key, _)| *key == name).map(|(_, value)| value.clone())
        };
        names.iter().flat_map(of).take(MAX_VALUES).collect()
    };
    said.titles.extend(all(&TITLES));
    said.dates.extend(all(&DATES));
    said.dates.append(&mut said.created);
    said.authors.extend(all(&AUTHORS));
    said.descriptions.extend(all(&DESCRIPTIONS));
    // What is made for sharing names the site as a reader knows it; scripts often name a company or a section.
    said.pictures.splice(0..0, all(&PICTURES));
    said.sites.splice(0..0, all(&SITES[..1]));
    said.sites.extend(all(&SITES[1..]));
    said.languages.extend(all(&LANGUAGES));
    // The first kind that names any names them all: they repeat each other.
    let listed = TAGS.iter().map(|name| all(&[name])).find(|tags| !tags.is_empty()).unwrap_or_default();
    if said.tags.is_empty() {
        said.tags = listed.iter().flat_map(|list| list.split([',', ';'])).map(|tag| tag.trim().to_owned()).collect();
    }
    let links = page.select("link[rel~=canonical]");
    let canonical = links.iter().filter_map(|link| link.attr("href")).map(|href| href.to_string());
    let mut addresses: Vec<String> = canonical.take(1).collect();
    addresses.extend(all(&["og:url"]));
    addresses.append(&mut said.addresses);
    said.addresses = addresses;
    said.bar = page.select("title").nodes().first().map(tree::text).unwrap_or_default();
    for list in [&mut said.titles, &mut said.dates, &mut said.authors, &mut said.tags, &mut said.pictures] {
        list.retain(|value| !value.trim().is_empty());
        list.truncate(MAX_VALUES);
    }
    said
}

/// The `meta` elements of the page and those of its microdata, by name in small letters.
fn metas(page: &Document) -> Vec<(String, String)> {
    let mut metas = Vec::new();
    for meta in page.select("meta[content]").nodes() {
        let Some(content) = meta.attr("content").filter(|content| !content.trim().is_empty()) else { continue };
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = meta.attr(key) {
                metas.push((name.trim().to_ascii_lowercase(), content.trim().to_owned()));
            }
        }
    }
    for (property, attribute) in
        [("datePublished", "datetime"), ("datePublished", "content"), ("datePublished", "title")]
    {
        let selector = format!("[itemprop={property}][{attribute}]");
        let found = page.select(&selector);
        let values = found.iter().filter_map(|node| node.attr(attribute)).map(|value| value.to_string());
        metas.extend(values.map(|value| (property.to_ascii_lowercase(), value)));
    }
    metas
}
