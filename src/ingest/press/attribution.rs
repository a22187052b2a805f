//! Whose report an article passes on: `yang dilansir Russia Today`, `dikutip dari X`, `X news agency reported`.
//!
//! Silent where the words leave a doubt: a person who is quoted is no publisher.

use super::publishers;
use super::shape::{fold, is_capitalised, words};

/// Words after which whatever is named with capitals is a publisher.
const SURE: [&str; 20] = [
    "dilansir dari",
    "dilansir oleh",
    "dilansir",
    "dikutip dari",
    "dinukil dari",
    "disitir dari",
    "disadur dari",
    "seperti dilaporkan",
    "sebagaimana dilaporkan",
    "dilaporkan oleh",
    "seperti dikutip",
    "demikian dikutip",
    "melansir dari",
    "melansir",
    "memetik laporan",
    "lapor agensi berita",
    "lapor kantor berita",
    "menurut laporan",
    "mengutip dari",
    "menurut kantor berita",
];

/// Words after which a publisher must be known as one, or look like one.
const UNSURE: [&str; 16] = [
    "mengutip laporan",
    "mengutip",
    "dikutip",
    "lapor",
    "dilaporkan",
    "kepada",
    "according to",
    "told",
    "reported by",
    "as reported by",
    "citing",
    "quoted by",
    "cited by",
    "in a report by",
    "laporan",
    "memberitahu",
];

/// Words between those and the name.
const BETWEEN: [&str; 32] = [
    "dari",
    "oleh",
    "laman",
    "situs",
    "resmi",
    "media",
    "kantor",
    "berita",
    "surat",
    "kabar",
    "harian",
    "portal",
    "stasiun",
    "televisi",
    "the",
    "agensi",
    "koran",
    "majalah",
    "akhbar",
    "laporan",
    "news",
    "agency",
    "state",
    "state-run",
    "newspaper",
    "broadcaster",
    "official",
    "lokal",
    "outlet",
    "pemberitaan",
    "local",
    "setempat",
];

/// Words of a name that only a publisher has.
const MEDIA: [&str; 26] = [
    "news",
    "times",
    "post",
    "daily",
    "agency",
    "tv",
    "television",
    "radio",
    "herald",
    "tribune",
    "journal",
    "gazette",
    "today",
    "press",
    "pos",
    "broadcasting",
    "chronicle",
    "observer",
    "guardian",
    "telegraph",
    "courier",
    "bulletin",
    "wire",
    "novosti",
    "zeitung",
    "weekly",
];

/// Words of a name after which it is an account or an office, no publisher.
const NEVER: [&str; 18] = [
    "instagram",
    "twitter",
    "facebook",
    "youtube",
    "tiktok",
    "akun",
    "bmkg",
    "bps",
    "kementerian",
    "presiden",
    "menteri",
    "badan",
    "dinas",
    "polri",
    "polda",
    "kpk",
    "unggahan",
    "x",
];

/// The publisher whose report the paragraphs pass on, other than `own`.
pub(in crate::ingest) fn of<'a>(paragraphs: impl IntoIterator<Item = &'a str>, own: &str) -> Option<String> {
    paragraphs.into_iter().find_map(|paragraph| in_paragraph(paragraph, own))
}

fn in_paragraph(text: &str, own: &str) -> Option<String> {
    let small = text.to_lowercase();
    if small.len() != text.len() {
        return None;
    }
    let mut found: Vec<(usize, bool)> = Vec::new();
    for (cues, is_sure) in [(&SURE[..], true), (&UNSURE[..], false)] {
        for cue in cues {
            for (at, _) in small.match_indices(cue) {
                let end = at + cue.len();
                let apart = !small[..at].ends_with(char::is_alphanumeric) && small[end..].starts_with(' ');
                if apart {
                    found.push((end, is_sure));
                }
            }
        }
    }
    found.sort_unstable();
    let cued = found.into_iter().find_map(|(end, is_sure)| {
        let name = name_at(text.get(end..)?)?;
        accepted(&name, is_sure, own)
    });
    cued.or_else(|| reporting(text, own))
}

/// The name that a text begins with, words that only introduce it left out.
fn name_at(text: &str) -> Option<String> {
    let mut rest = text.trim_start();
    while let Some((word, after)) = rest.split_once(' ') {
        if !BETWEEN.contains(&word) {
            break;
        }
        rest = after.trim_start();
    }
    let mut name: Vec<&str> = Vec::new();
    for word in rest.split(' ') {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let particle = !name.is_empty() && matches!(bare, "of" | "de" | "al");
        let numeral = !name.is_empty() && bare.chars().all(|c| c.is_ascii_digit()) && bare.len() <= 2;
        let starts =
            bare.starts_with(char::is_uppercase) || publishers::is_site(bare) || publishers::known(bare).is_some();
        if bare.is_empty() || !(starts || particle || numeral) || name.len() == 5 || is_when(bare) {
            break;
        }
        name.push(bare);
        if bare.len() < word.len() {
            break;
        }
    }
    let name = name.join(" ");
    (!name.is_empty()).then_some(name)
}

fn is_when(word: &str) -> bool {
    matches!(
        fold(word).as_str(),
        "senin"
            | "selasa"
            | "rabu"
            | "kamis"
            | "jumat"
            | "sabtu"
            | "minggu"
            | "ahad"
            | "pada"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "isnin"
            | "khamis"
            | "jum'at"
    )
}

fn accepted(name: &str, is_sure: bool, own: &str) -> Option<String> {
    let folded = fold(name);
    if folded.split(' ').any(|word| NEVER.contains(&word)) || publishers::are_same(name, own) {
        return None;
    }
    // "dilansir Russia Today" is Russia Today, whatever follows; the longest known beginning counts.
    if let Some(publisher) = longest_known(name) {
        return (!publishers::are_same(&publisher, own)).then_some(publisher);
    }
    let is_media = publishers::is_site(name) || folded.split(' ').any(|word| MEDIA.contains(&word));
    (is_sure || is_media && words(name) >= 2 || publishers::is_site(name)).then(|| publishers::name(name))
}

fn longest_known(name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split(' ').collect();
    (1..=parts.len()).rev().find_map(|count| publishers::known(&parts[..count].join(" "))).map(|p| p.name.to_owned())
}

/// `the Xinhua news agency reported`, `Reuters reported`.
fn reporting(text: &str, own: &str) -> Option<String> {
    let cue = [" reported", " reports", " melaporkan", " memberitakan", " mewartakan", " melaporkan:"];
    cue.iter().find_map(|cue| {
        let at = text.find(cue)?;
        let before = text[..at].trim_end().trim_end_matches(" news agency").trim_end_matches(" newspaper");
        let tail: Vec<&str> = before.split(' ').rev().take_while(|word| is_capitalised(word)).take(4).collect();
        (1..=tail.len()).rev().find_map(|count| {
            let name = tail[..count].iter().rev().copied().collect::<Vec<_>>().join(" ");
            let name = name.trim_matches(|c: char| !c.is_alphanumeric());
            let publisher = publishers::known(name)?;
            (!publishers::are_same(publisher.name, own)).then(|| publisher.name.to_owned())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, expected: Option<&str>) {
        assert_eq!(of([text], "Kabar Nusa").as_deref(), expected, "{text}");
    }

    #[test]
    fn a_publisher_is_named_in_several_ways() {
        is("kata Stoltenberg, yang dilansir Russia Today, Sabtu (8/1/2022).", Some("Russia Today"));
        is("Demikian dikutip dari Reuters, Sabtu.", Some("Reuters"));
        is("ujarnya seperti dilaporkan kantor berita Xinhua pada Jumat.", Some("Xinhua"));
        is("Melansir Harwick Gazette, kapal itu karam.", Some("Harwick Gazette"));
        is("katanya dikutip dari laman Pelabuhan.example Jumat.", Some("Pelabuhan.example"));
        is("The ferry sank, according to the Xinhua news agency.", Some("Xinhua"));
        is("“We are ready,” he told the Harwick Gazette.", Some("Harwick Gazette"));
        is("Kyodo News reported that the ferry sank.", Some("Kyodo News"));
    }

    #[test]
    fn people_offices_and_the_page_itself_are_no_publishers() {
        is("Ia mengutip Stoltenberg dalam pidatonya.", None);
        is("“Kami siap,” kata Darto kepada Kabar Nusa, Sabtu.", None);
        is("dikutip dari akun Instagram miliknya.", None);
        is("he told Parliament on Friday.", None);
        is("according to Mayor Ann Lee, the ferry was late.", None);
        is("dilansir dari laman resmi BMKG, gempa itu dangkal.", None);
        is("Menteri mengutip data terbaru.", None);
    }
}
