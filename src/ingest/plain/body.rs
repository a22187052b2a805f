//! The body: where it ends, and which lines within it are not its own.
//!
//! Within the text the rule is to keep: a line goes only for a reason. Prose goes for none but the words of furniture.

use std::collections::HashSet;
use std::mem;

use super::lines::Bullet;
use super::marked::Marked;
use crate::ingest::press::caption::{self, Caption};
use crate::ingest::press::furniture::Furniture;
use crate::ingest::press::part::{self, Part};
use crate::ingest::press::shape::{self, ends_sentence, fold, is_quotation, words};

/// Lines of a box amid the text after which the text must have gone on.
const MAX_BOX: usize = 14;

/// Lines from the offer of a newsletter to the form field or the small print of its box.
const MAX_OFFER: usize = 4;

/// Letters on either side of the capital in a word that two labels share: names of firms have fewer.
const JOINT_LETTERS: usize = 4;

/// Words of an item in a list of headlines; a subheading has fewer.
const HEADLINE_WORDS: usize = 5;

/// The body and what was found in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Found {
    /// Its paragraphs.
    pub(super) paragraphs: Vec<String>,
    /// The first line that is not part of it.
    pub(super) end: usize,
    /// Pointers to other articles: lines that name them, in their order.
    pub(super) read_also: Vec<usize>,
    /// The first caption amid the text.
    pub(super) picture: Option<Caption>,
    /// Initials that stood at the end of the last paragraph.
    pub(super) initials: Option<String>,
    /// The agency that stood in brackets at the end.
    pub(super) agency: Option<String>,
}

/// Reads the body that begins at `start` and ends at the latest before `limit`.
pub(super) fn read(lines: &[Marked], start: usize, limit: usize, title: &str) -> Found {
    let prose = lines[start..limit].iter().filter(|line| line.part == Part::Prose);
    let told = prose.flat_map(|line| line.text().split(' ')).filter(|word| is_joint(word)).collect();
    let (kept, found, seen) = (Vec::new(), Found::default(), HashSet::new());
    let mut scan = Scan { lines, limit, title: fold(title), kept, found, seen, told, run_together: Vec::new() };
    scan.found.end = limit;
    let mut at = start;
    while at < limit {
        let Some(next) = scan.step(at) else {
            scan.found.end = at;
            break;
        };
        at = next;
    }
    scan.trim();
    let mut found = scan.found;
    let last = scan.kept.last().copied().unwrap_or(start);
    found.end = scan.run_together.into_iter().find(|&at| at > last).map_or(found.end, |at| found.end.min(at));
    found.paragraphs = paragraphs(lines, &scan.kept);
    sign_off(&mut found);
    found
}

struct Scan<'a> {
    lines: &'a [Marked],
    limit: usize,
    title: String,
    kept: Vec<usize>,
    found: Found,
    seen: HashSet<String>,
    /// Words with a capital amid them that the sentences of the text have.
    told: HashSet<&'a str>,
    /// Lines of labels that ran together.
    run_together: Vec<usize>,
}

impl Scan<'_> {
    /// Takes or leaves the line at `at` and says which is next; none where the body is over.
    fn step(&mut self, at: usize) -> Option<usize> {
        let line = &self.lines[at];
        match line.part {
            Part::Prose | Part::Address => self.keep(at),
            Part::Short => {
                if self.is_run_together(line.text()) {
                    self.run_together.push(at);
                } else if fold(line.text()) != self.title {
                    self.keep(at);
                }
            }
            Part::SignOff | Part::Age => return self.after_end(at),
            Part::Byline => {
                // Those who wrote and edited stand at the end, or in a box amid the text.
                return if self.resumes(at + 1).is_some() { Some(at + 1) } else { None };
            }
            Part::Caption => {
                if self.found.picture.is_none() {
                    self.found.picture = caption::split(line.text()).or_else(|| caption::credit(line.text()));
                }
            }
            Part::Furniture(Furniture::ReadAlso) => return Some(self.read_also(at)),
            // "Ekonomi" or "Sabtu, 8 Januari" between two paragraphs is a subheading.
            Part::Date | Part::Furniture(Furniture::Navigation) => {
                if self.is_amid_prose(at) {
                    self.keep(at);
                }
            }
            Part::Furniture(kind) if kind.may_end() => return self.after_end(at),
            Part::Furniture(Furniture::Newsletter) => return Some(self.after_promotion(at)),
            Part::Furniture(_) => {}
        }
        Some(at + 1)
    }

    /// Where the text goes on after a newsletter's box: between "skip past newsletter promotion" and "after newsletter
    /// promotion", or from an offer to the form field or small print close below it.
    fn after_promotion(&self, at: usize) -> usize {
        let is_begun = fold(self.lines[at].text()).starts_with("skip past ");
        let is_end = |at: &usize| fold(self.lines[*at].text()).starts_with("after newsletter ");
        let is_form = |at: &usize| {
            let is_kind = |kind| matches!(kind, Furniture::Account | Furniture::Newsletter | Furniture::Legal);
            matches!(self.lines[*at].part, Part::Furniture(kind) if is_kind(kind))
        };
        let end = if is_begun {
            (at + 1..self.limit.min(at + MAX_BOX)).find(is_end)
        } else {
            (at + 1..self.limit.min(at + MAX_OFFER)).find(is_form)
        };
        end.unwrap_or(at) + 1
    }

    /// Whether two labels ran together in the line: a word with a capital amid it that no sentence has.
    fn is_run_together(&self, text: &str) -> bool {
        !ends_sentence(text)
            && !is_quotation(text)
            && text.split(' ').any(|word| is_joint(word) && !self.told.contains(word))
    }

    fn keep(&mut self, at: usize) {
        for word in long_words(self.lines[at].text()) {
            self.seen.insert(word);
        }
        self.kept.push(at);
    }

    /// Where the text goes on after a line that may be its end; the line itself is kept where nothing but text
    /// surrounds it, as a subheading "Rekomendasi" or a remark in brackets is.
    fn after_end(&mut self, at: usize) -> Option<usize> {
        let next = self.resumes(at + 1)?;
        let is_label = matches!(self.lines[at].part, Part::Furniture(Furniture::Heading(_) | Furniture::Comments));
        let is_counted = self.lines[at].text().contains(|c: char| c.is_ascii_digit());
        let is_bare = next == at + 1 && !is_counted && (is_label || self.lines[at].part == Part::SignOff);
        if is_bare && self.is_amid_prose(at) && !self.lines[at].text().contains(':') {
            self.keep(at);
        }
        Some(next)
    }

    /// Where the text of the article goes on behind a box that begins before `from`.
    fn resumes(&self, from: usize) -> Option<usize> {
        let mut headings = 0;
        let mut first = None;
        for at in from..self.limit.min(from + MAX_BOX) {
            match self.lines[at].part {
                Part::Prose => {
                    first = Some(at);
                    break;
                }
                Part::Furniture(Furniture::Heading(_) | Furniture::Legal) => headings += 1,
                Part::SignOff | Part::Age => headings += usize::from(headings > 0 || at > from + 2),
                _ => {}
            }
            if headings > 1 {
                return None;
            }
        }
        let first = first?;
        let run = self.run(first);
        let enough = run.len() >= 2 || run.len() == 1 && self.ends_after(run[0]);
        if !enough || !self.is_same_subject(&run) {
            return None;
        }
        // A subheading or a quotation directly above the sentence is part of the text, items of a list are not.
        let above = first.checked_sub(1).filter(|&above| above >= from && self.lines[above].part == Part::Short);
        let is_own = |at: usize| {
            let text = self.lines[at].text();
            is_quotation(text) || ends_sentence(text) || words(text) < HEADLINE_WORDS && first == from + 1
        };
        Some(above.filter(|&at| is_own(at)).unwrap_or(first))
    }

    /// Sentences in a row from `first` on, with only what may stand between paragraphs among them.
    fn run(&self, first: usize) -> Vec<usize> {
        let mut run = Vec::new();
        let mut gap = 0;
        let mut pointed = false;
        for at in first..self.limit {
            match self.lines[at].part {
                Part::Prose => {
                    run.push(at);
                    gap = 0;
                    pointed = false;
                }
                // A headline that a pointer names.
                Part::Short if mem::take(&mut pointed) => {}
                Part::Short if is_quotation(self.lines[at].text()) => {}
                Part::Short if gap == 0 && words(self.lines[at].text()) < 8 => gap = 1,
                Part::Furniture(kind) if !kind.may_end() => pointed = kind == Furniture::ReadAlso,
                _ => break,
            }
            if run.len() == 4 {
                break;
            }
        }
        run
    }

    /// Whether the article visibly ends right after the line: with initials, tags, a byline, or the page itself.
    fn ends_after(&self, at: usize) -> bool {
        self.lines.get(at + 1).is_none_or(|line| {
            at + 1 >= self.limit
                || matches!(
                    line.part,
                    Part::SignOff | Part::Byline | Part::Furniture(Furniture::Tags | Furniture::Comments)
                )
        }) || shape::split_initials(self.lines[at].text()).is_some()
    }

    /// Whether sentences speak of what the text before them speaks of; a publisher's imprint doesn't.
    fn is_same_subject(&self, run: &[usize]) -> bool {
        if self.kept.len() < 2 {
            return true;
        }
        let words: HashSet<String> = run.iter().flat_map(|&at| long_words(self.lines[at].text())).collect();
        let shared = words.iter().filter(|word| self.seen.contains(*word)).count();
        shared >= (self.kept.len() / 2).clamp(1, 3) || shared * 6 >= words.len().max(1)
    }

    /// Whether the lines next to this one are both text.
    fn is_amid_prose(&self, at: usize) -> bool {
        let above = at
            .checked_sub(1)
            .is_some_and(|above| self.kept.last() == Some(&above) && self.lines[above].part == Part::Prose);
        above && self.lines.get(at + 1).is_some_and(|line| line.part == Part::Prose)
    }

    /// Leaves out a pointer to other articles and the headlines under it, and says where the text goes on.
    fn read_also(&mut self, at: usize) -> usize {
        self.found.read_also.push(at);
        let text = self.lines[at].text();
        // "Baca juga: Headline" is whole; "Baca juga:" has its headlines below.
        let names_one = words(text) > 4 || text.trim_end_matches([':', ' ']).contains(": ");
        let mut items = Vec::new();
        for below in at + 1..self.limit.min(at + 1 + MAX_BOX) {
            let line = &self.lines[below];
            let is_item = match line.part {
                Part::Short => !is_quotation(line.text()) && !line.text().ends_with('.'),
                Part::Address | Part::Age => true,
                Part::Prose => line.line.bullet.is_some() && !items.is_empty() && !line.text().ends_with('.'),
                _ => false,
            };
            if !is_item {
                break;
            }
            items.push(below);
        }
        if names_one {
            // Only an address can still belong to it.
            items.retain(|&item| item == at + 1 && self.lines[item].part == Part::Address);
        } else if items.len() > 1 {
            let bulleted = self.lines[items[0]].line.bullet.is_some();
            let first_other = items.iter().position(|&item| {
                let line = &self.lines[item];
                line.part == Part::Short
                    && (bulleted != line.line.bullet.is_some() || words(line.text()) < HEADLINE_WORDS)
            });
            items.truncate(first_other.unwrap_or(items.len()).max(1));
        }
        self.found.read_also.extend(&items);
        items.last().map_or(at + 1, |&last| last + 1)
    }

    /// Takes from the end what is no part of the text: headlines of a list that follows without a heading.
    fn trim(&mut self) {
        let after = self.lines.get(self.found.end).filter(|_| self.found.end < self.limit).map(|line| line.part);
        let is_listed = matches!(after, Some(Part::Age | Part::Furniture(Furniture::Heading(_) | Furniture::Legal)));
        let is_dangling = |at: usize| {
            let line = &self.lines[at];
            let text = line.text();
            line.part == Part::Address || line.part == Part::Short && !ends_sentence(text) && !is_quotation(text)
        };
        let tail = self.kept.iter().rev().take_while(|&&at| is_dangling(at)).count();
        let first = self.kept[self.kept.len() - tail..].first().copied();
        // Furniture between the last sentence and the short lines, or a list behind them, shows what they are.
        let is_apart = first.is_some_and(|first| first > 0 && matches!(self.lines[first - 1].part, Part::Furniture(_)));
        if tail > 0 && tail < self.kept.len() && (is_listed || is_apart) {
            self.kept.truncate(self.kept.len() - tail);
            self.found.end = first.unwrap_or(self.found.end);
        }
    }
}

/// Whether a small letter stands directly before a capital, with letters enough on both sides: `anggotaBaca`.
fn is_joint(word: &str) -> bool {
    let mut before = ' ';
    word.char_indices().any(|(at, c)| {
        let is_joint = c.is_uppercase()
            && before.is_lowercase()
            && word[..at].chars().rev().take_while(|c| c.is_alphabetic()).count() >= JOINT_LETTERS
            && word[at..].chars().take_while(|c| c.is_alphabetic()).count() >= JOINT_LETTERS;
        before = c;
        is_joint
    })
}

fn long_words(text: &str) -> Vec<String> {
    fold(text)
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().count() >= 5)
        .map(str::to_owned)
        .collect()
}

/// The kept lines as paragraphs: one a line, but for items of a list and lines of a verse, which stay together.
fn paragraphs(lines: &[Marked], kept: &[usize]) -> Vec<String> {
    let apart = kept.windows(2).filter(|pair| lines[pair[1]].line.blanks > 0).count();
    let is_spaced = apart * 2 > kept.len();
    let mut paragraphs: Vec<String> = Vec::new();
    let mut before: Option<usize> = None;
    for (nth, &at) in kept.iter().enumerate() {
        let line = &lines[at].line;
        let text = match &line.bullet {
            Some(Bullet::Sign) => format!("- {}", line.text),
            Some(Bullet::Number(number)) => format!("{number} {}", line.text),
            None => line.text.clone(),
        };
        let follows = before.is_some_and(|before| before + 1 == at && (line.blanks == 0 || line.bullet.is_some()));
        let above = before.map(|before| &lines[before]);
        let in_list = line.bullet.is_some() && above.is_some_and(|above| above.line.bullet.is_some());
        let in_verse = is_spaced && line.blanks == 0 && above.is_some_and(|_| is_verse(lines, kept, nth));
        match paragraphs.last_mut() {
            Some(paragraph) if follows && (in_list || in_verse) => {
                paragraph.push('\n');
                paragraph.push_str(&text);
            }
            _ => paragraphs.push(text),
        }
        before = Some(at);
    }
    paragraphs
}

/// Whether the line and the one above it are short lines that no blank line parts, as in a poem.
fn is_verse(lines: &[Marked], kept: &[usize], nth: usize) -> bool {
    nth > 0
        && [kept[nth - 1], kept[nth]].iter().all(|&at| {
            let line = &lines[at];
            line.part == Part::Short
                && line.line.bullet.is_none()
                && line.text().chars().count() < 60
                && !is_quotation(line.text())
        })
}

/// Takes initials or an agency off the end of the last paragraph.
fn sign_off(found: &mut Found) {
    let Some(last) = found.paragraphs.last_mut() else { return };
    if let Some((before, initials)) = shape::split_initials(last) {
        found.initials = Some(initials.to_owned()).filter(|initials| !initials.is_empty());
        *last = before.to_owned();
        return;
    }
    let Some(open) = last.rfind('(').filter(|&open| open > 0) else { return };
    let before = last[..open].trim_end();
    if let Some(name) = part::agency(&last[open..]).filter(|_| ends_sentence(before)) {
        found.agency = Some(name.to_owned());
        *last = before.to_owned();
    }
}
