//! Lines that belong together though a line break parts them: a label and the name or caption below it, a dateline and
//! its paragraph. Between `lines` and `marked`; what stands alone otherwise is left as it is.

use super::lines::Line;
use crate::ingest::press::shape::words;
use crate::ingest::press::{byline, caption, dateline};

/// Most words of a dateline that stands alone on its line.
const MAX_DATELINE: usize = 8;

/// The lines, those that belong together joined.
pub(super) fn of(lines: Vec<Line>) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut().and_then(|above| Some((together(above, &line)?, above))) {
            Some((text, above)) => {
                above.spaced.clone_from(&text);
                above.text = text;
            }
            None => joined.push(line),
        }
    }
    joined
}

/// The two lines as one, where they are one.
fn together(above: &Line, below: &Line) -> Option<String> {
    if above.bullet.is_some() || below.bullet.is_some() {
        return None;
    }
    if byline::is_label(&above.text) {
        let text = format!("{}: {}", above.text.trim_end_matches([':', ' ']), below.text);
        return byline::labelled(&text).map(|_| text);
    }
    if caption::is_label(&above.text) && above.text.ends_with([',', ':']) && !caption::is_titled(&below.text) {
        return Some(format!("{} {}", above.text, below.text));
    }
    let is_dateline = above.text.ends_with(['-', '–', '—']) && words(&above.text) <= MAX_DATELINE;
    if !is_dateline || words(&below.text) < 4 {
        return None;
    }
    let text = format!("{} {}", above.text, below.text);
    dateline::split(&text, |_| false).map(|_| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, expected: &[&str]) {
        let texts: Vec<String> = of(super::super::lines::of(text)).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, expected, "{text}");
    }

    #[test]
    fn a_label_and_the_name_below_it_are_one_line() {
        is("Reporter:\n\nSapto Nugroho\nEditor:\nRina Ayu", &["Reporter: Sapto Nugroho", "Editor: Rina Ayu"]);
        is("Penulis\nSapto Nugroho", &["Penulis: Sapto Nugroho"]);
        is("Penulis\nSapto menulis buku itu.", &["Penulis", "Sapto menulis buku itu."]);
        is("Keterangan gambar,\n\nPasar itu pagi ini.", &["Keterangan gambar, Pasar itu pagi ini."]);
        is("Sumber:\n• Sapto Nugroho", &["Sumber:", "Sapto Nugroho"]);
    }

    #[test]
    fn a_dateline_and_its_paragraph_are_one_line() {
        let text = "Wali kota menutup pasar lama itu pada Sabtu pagi.";
        is(&format!("Harja -\n\n{text}"), &[&format!("Harja - {text}")]);
        is(&format!("Harja, Kabar Nusa --\n{text}"), &[&format!("Harja, Kabar Nusa -- {text}")]);
        is(&format!("ia datang -\n{text}"), &["ia datang -", text]);
        is("Harja -\nSelesai", &["Harja -", "Selesai"]);
    }
}
