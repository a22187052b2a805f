//! Text to lines, one paragraph a line: lines repaired, rules taken out, hard-wrapped lines joined again.
//!
//! Knows how text is laid out (browsers, `w3m -dump`, mail), nothing of what the lines say.

use unicode_width::UnicodeWidthStr;

use super::repair;
use crate::ingest::press::furniture::{self, Furniture};
use crate::ingest::press::{caption, shape, when};

/// Widest line of a text that counts as wrapped by hand or by a program.
const MAX_WRAP: usize = 100;

/// Narrowest such width: below it every list would look wrapped.
const MIN_WRAP: usize = 40;

/// Words of a line that is part of a sentence, and such lines that show a width where only one goes on in small letters.
const PROSE_WORDS: usize = 8;
const MIN_BROKEN: usize = 3;

/// Most words that are left of a credit on the line below.
const NAME_WORDS: usize = 5;

/// One line of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Its text, blanks single, bullet taken off.
    pub(super) text: String,
    /// Its text with the gaps between its columns.
    pub(super) spaced: String,
    /// Blank lines before it.
    pub(super) blanks: usize,
    /// Whether it is an item of a list.
    pub(super) bullet: Option<Bullet>,
    /// Whether a picture stood between it and the line above.
    pub(super) pictured: bool,
}

/// What an item of a list begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bullet {
    /// A sign.
    Sign,
    /// A number with a full stop or a bracket, as written.
    Number(String),
}

/// A line as it stands in the text.
struct Row<'a> {
    text: &'a str,
    indent: usize,
    width: usize,
    blanks: usize,
    bullet: bool,
    pictured: bool,
}

/// The lines of a cleaned text.
pub(super) fn of(text: &str) -> Vec<Line> {
    let references = text.lines().any(|line| line.trim() == "References");
    // A line that is none stood for a picture.
    let kept: Vec<Option<String>> = text
        .lines()
        .flat_map(|line| match repair::repaired(line, references) {
            Some(lines) => lines.into_iter().map(Some).collect(),
            None => vec![None],
        })
        .collect();
    let mut rows: Vec<Row<'_>> = Vec::new();
    let mut blanks = 0;
    let mut pictured = false;
    for line in &kept {
        let Some(line) = line else {
            pictured = true;
            continue;
        };
        let trimmed = line.trim();
        if trimmed.is_empty() || is_rule(trimmed) {
            blanks += 1;
            continue;
        }
        let indent = line.trim_end().width() - trimmed.width();
        let bullet = split_bullet(trimmed).is_some();
        rows.push(Row { text: trimmed, indent, width: indent + trimmed.width(), blanks, bullet, pictured });
        blanks = 0;
        pictured = false;
    }
    match wrap_width(&rows) {
        Some(width) => joined(&rows, width),
        None => rows.iter().map(|row| line(row.text.to_owned(), row)).collect(),
    }
}

fn line(spaced: String, first: &Row<'_>) -> Line {
    let (bullet, rest) = match split_bullet(&spaced) {
        Some((bullet, rest)) => (Some(bullet), rest),
        None => (None, spaced.as_str()),
    };
    let text = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    Line { text, spaced, blanks: first.blanks, bullet, pictured: first.pictured }
}

/// Whether a line only rules one part off from another.
fn is_rule(text: &str) -> bool {
    let drawn = |c: char| {
        matches!(c, '_' | '-' | '=' | '*' | '~' | '·' | '•' | '.' | '—' | '–' | '#' | '\u{2500}'..='\u{257f}')
    };
    text.chars().all(|c| drawn(c) || c == ' ')
}

/// Takes the bullet off an item of a list.
fn split_bullet(text: &str) -> Option<(Bullet, &str)> {
    let signs =
        ['•', '*', '·', '▪', '○', '●', '■', '◦', '‣', '+', '-', '–', '►', '▶', '»', '›', '✓', '☐', '◆', '□', '●'];
    if let Some(rest) = text.strip_prefix(signs) {
        return (rest.starts_with(' ') && !rest.trim().is_empty()).then(|| (Bullet::Sign, rest.trim_start()));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text[digits..].strip_prefix(['.', ')']).filter(|_| matches!(digits, 1..=2))?;
    (rest.starts_with(' ') && !rest.trim().is_empty())
        .then(|| (Bullet::Number(text[..=digits].to_owned()), rest.trim_start()))
}

/// The width that the text was wrapped at; none where its lines are whole paragraphs.
fn wrap_width(rows: &[Row<'_>]) -> Option<usize> {
    let width = rows.iter().filter(|row| row.text.contains(' ')).map(|row| row.width).max()?;
    if !(MIN_WRAP..=MAX_WRAP).contains(&width) {
        return None;
    }
    let (mut full, mut all, mut broken) = (0, 0, 0);
    for pair in rows.windows(2) {
        let [above, below] = pair else { continue };
        // What a picture shows stands below it once more, with a credit.
        if below.blanks > 0 || below.bullet || below.text.starts_with(above.text) {
            continue;
        }
        // A line that stops mid-sentence and goes on in small letters below was broken by the width or by a poet;
        // the width breaks only lines that are full.
        if below.text.starts_with(char::is_lowercase) {
            all += 1;
            full += usize::from(is_full(above, below, width, width / 6));
        }
        let is_prose = shape::words(above.text) >= PROSE_WORDS && !shape::ends_sentence(above.text);
        broken += usize::from(is_prose && is_full(above, below, width, 0));
    }
    let enough = full >= 2 || full == 1 && broken >= MIN_BROKEN;
    (enough && full * 5 >= all * 3).then_some(width)
}

/// Whether the first word of the line below would not have fitted on the line above, give or take `slack`.
fn is_full(above: &Row<'_>, below: &Row<'_>, width: usize, slack: usize) -> bool {
    let word = below.text.split_whitespace().next().map_or(0, UnicodeWidthStr::width);
    above.width + 1 + word + slack > width
}

fn joined(rows: &[Row<'_>], width: usize) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut text = String::new();
    let mut first: Option<&Row<'_>> = None;
    for (at, row) in rows.iter().enumerate() {
        let above = at.checked_sub(1).map(|before| &rows[before]);
        if above.is_some_and(|above| continues(above, row, width)) {
            if !is_broken_word(&text, row.text) {
                text.push(' ');
            }
            text.push_str(row.text);
            continue;
        }
        lines.extend(first.map(|first| line(std::mem::take(&mut text), first)));
        row.text.clone_into(&mut text);
        first = Some(row);
    }
    lines.extend(first.map(|first| line(text, first)));
    lines
}

/// Whether the line ended at a hyphen or stroke within a word: `anak-` and `anak`, `15/9/` and `2023`.
fn is_broken_word(above: &str, below: &str) -> bool {
    let Some(head) = above.strip_suffix(['-', '/']) else { return false };
    let goes_on = |c: char| if above.ends_with('-') { c.is_lowercase() } else { c.is_alphanumeric() };
    head.ends_with(|c: char| c.is_alphanumeric() || c == '/') && below.starts_with(goes_on)
}

/// Whether `below` is the rest of the paragraph that `above` is a line of.
fn continues(above: &Row<'_>, below: &Row<'_>, width: usize) -> bool {
    // A dash at the line's beginning may be one between words that the width moved there.
    let dash = below.text.starts_with(['-', '–']) && !above.bullet;
    if below.blanks > 0 || below.pictured || below.bullet && !dash || above.text.len() < 2 {
        return false;
    }
    let hangs = below.indent == above.indent || above.bullet && below.indent > above.indent;
    if !hangs && below.indent.abs_diff(above.indent) > 4 {
        return false;
    }
    let flows = below.text.starts_with(char::is_lowercase) || !shape::ends_sentence(above.text);
    let is_small = below.text.starts_with(char::is_lowercase);
    let slack = match (flows, is_small) {
        (true, true) => width / 6,
        // A caption that ends with a name stands right above a paragraph that begins with one.
        (true, false) => width / 16,
        (false, _) => 0,
    };
    if !is_full(above, below, width, slack) {
        return false;
    }
    // What is left of a credit is a name, not the first line of a paragraph.
    let is_name = shape::words(below.text) <= NAME_WORDS;
    is_small || (is_name || !ends_caption(above.text)) && begins_no_line_of_its_own(above, below, flows)
}

/// Whether nothing says that the line below, which begins with a capital, is one of its own.
fn begins_no_line_of_its_own(above: &Row<'_>, below: &Row<'_>, flows: bool) -> bool {
    flows && below.text.starts_with('(') && !shape::is_bracketed(below.text)
        || above.text.ends_with(',')
        || !(when::is_date_line(below.text)
            || furniture::of(below.text).is_some()
            || furniture::of(above.text).is_some_and(|kind| !is_sentence_of(kind)))
}

/// Whether the line ends with names that a stroke joins, as a caption does.
fn ends_caption(text: &str) -> bool {
    caption::split(text).and_then(|caption| caption.credit).is_some_and(|credit| credit.contains('/'))
}

/// Whether lines of that kind of furniture are sentences, which are wrapped as those of the text are.
fn is_sentence_of(kind: Furniture) -> bool {
    matches!(kind, Furniture::Newsletter | Furniture::Legal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        of(text).into_iter().map(|line| line.text).collect()
    }

    const WRAPPED: &str = "The city will run its ferries through the night from\n\
        the first of May, the harbour office said on Friday,\n\
        after a trial that carried more people than planned.\n\
        \n\
        \"We were surprised,\" the harbour master said. \"We had\n\
        counted on two hundred.\"\n\
        \n\
        Fares stay as they are.\n";

    #[test]
    fn wrapped_paragraphs_become_lines_again() {
        assert_eq!(
            texts(WRAPPED),
            [
                "The city will run its ferries through the night from the first of May, the harbour office said on \
                 Friday, after a trial that carried more people than planned.",
                "\"We were surprised,\" the harbour master said. \"We had counted on two hundred.\"",
                "Fares stay as they are.",
            ]
        );
    }

    #[test]
    fn a_word_that_was_broken_at_its_hyphen_or_stroke_is_one_again() {
        for (above, below, expected) in
            [("anak-", "anak", true), ("15/9/", "2023)", true), ("anak -", "anak", false), ("Harja/", "“Kami", false)]
        {
            assert_eq!(is_broken_word(above, below), expected, "{above} {below}");
        }
    }

    #[test]
    fn paragraphs_that_are_lines_stay_apart() {
        let text = "Satu paragraf yang panjangnya lebih dari seratus huruf dan karena itu tak mungkin \
            dibungkus pada lebar apa pun.\n\
            Paragraf kedua.\nBaris ketiga di sini.";
        assert_eq!(texts(text).len(), 3);
    }

    #[test]
    fn a_poem_is_not_joined() {
        let text = "Di tepi sungai yang tenang dan dalam\naku menunggu\nkapal kecil yang datang malam-malam\n\
            membawa kabar\n\
            dari seberang yang tak pernah kulihat lagi\ntapi selalu\nkuingat";
        assert_eq!(texts(text).len(), 7);
    }

    #[test]
    fn markers_of_pictures_and_rules_go() {
        assert_eq!(texts("[image] Judul\n_____\n\n[logo.png]\nTeks [sic] ini\n━━━━"), ["Judul", "Teks [sic] ini"]);
        assert_eq!(texts("[1]Home\nTeks[12] di sini [7]\nReferences"), ["Home", "Teks di sini", "References"]);
        assert_eq!(texts("Menurut studi[12] itu"), ["Menurut studi[12] itu"]);
    }

    #[test]
    fn bullets_are_taken_off_and_remembered() {
        let lines = of("• satu\n2. dua\n- tiga\n2022 tahun itu\n-5 derajat");
        let bullets: Vec<_> = lines.iter().map(|line| line.bullet.clone()).collect();
        let number = Bullet::Number("2.".to_owned());
        assert_eq!(bullets, [Some(Bullet::Sign), Some(number), Some(Bullet::Sign), None, None]);
        assert_eq!(lines[1].text, "dua");
        assert_eq!(lines[4].text, "-5 derajat");
    }

    #[test]
    fn blank_lines_are_counted() {
        let blanks: Vec<_> = of("\n\na\nb\n \n\t\nc").into_iter().map(|line| line.blanks).collect();
        assert_eq!(blanks, [2, 0, 2]);
    }
}
