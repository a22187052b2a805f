//! Where words may be divided at the end of a line: English by hypher's patterns, Indonesian and Malay by the rules of
//! their spelling. Called by the wrapping of lines, which decides whether a word is divided at all.
//!
//! Indonesian writes as it speaks, so syllables can be told from letters; what cannot be told without a dictionary is
//! which letters are a prefix's and which the root's (*ber-ada*, *be-rangkat*), and whether `-kan` is `-kan` or a root
//! in `k` with `-an`. Where both readings are possible the word is not divided at that place.

/// What a divided word ends in.
pub(super) const HYPHEN: &str = "-";

/// Letters of a word that may be divided.
const MIN_WORD: usize = 6;

/// Letters of the longest word that is looked at; a longer one is no word.
pub(super) const MAX_WORD: usize = 40;

/// Letters that stay before a hyphen, and letters that go on the next line.
const MIN_PARTS: (usize, usize) = (2, 3);

/// Rules for one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphens {
    English,
    /// Malay as well.
    Indonesian,
}

impl Hyphens {
    /// The rules for a language by its code, where there are any.
    pub(super) fn of(code: &str) -> Option<Self> {
        match code {
            "en" => Some(Self::English),
            "id" | "ms" => Some(Self::Indonesian),
            _ => None,
        }
    }

    /// The bytes at which a word, with its punctuation, may be divided. None for what is no ordinary word: addresses,
    /// numbers, names in capitals, letters that the language doesn't use.
    pub(super) fn points(self, word: &str) -> Vec<usize> {
        let is_mark = |c: char| !c.is_alphanumeric();
        let begin = word.len() - word.trim_start_matches(is_mark).len();
        let core = word[begin..].trim_end_matches(is_mark);
        let small = core.bytes().skip(1).all(|b| b.is_ascii_lowercase());
        if !(MIN_WORD..=MAX_WORD).contains(&core.len()) || !core.as_bytes()[0].is_ascii_alphabetic() || !small {
            return Vec::new();
        }
        let core = core.to_ascii_lowercase();
        let points = match self {
            Self::English => english(&core),
            Self::Indonesian => indonesian(&core),
        };
        let fits = |point: &usize| (MIN_PARTS.0..=core.len() - MIN_PARTS.1).contains(point);
        points.into_iter().filter(fits).map(|point| begin + point).collect()
    }
}

fn english(word: &str) -> Vec<usize> {
    let mut at = 0;
    let syllables = hypher::hyphenate(word, hypher::Lang::English);
    let ends = syllables.map(|syllable| {
        at += syllable.len();
        at
    });
    ends.collect()
}

/// A sound: one letter, or the two of *ng*, *ny*, *sy* and *kh*.
#[derive(Debug, Clone, Copy)]
struct Sound<'w> {
    at: usize,
    letters: &'w str,
}

impl Sound<'_> {
    fn is_vowel(self) -> bool {
        matches!(self.letters, "a" | "e" | "i" | "o" | "u")
    }
}

fn indonesian(word: &str) -> Vec<usize> {
    let sounds = sounds(word);
    let doubtful = doubtful(word);
    let vowels = (0..sounds.len()).filter(|&index| sounds[index].is_vowel()).collect::<Vec<_>>();
    let points = vowels.windows(2).filter_map(|pair| boundary(word, &sounds, pair[0], pair[1]));
    points.filter(|point| !doubtful.contains(point)).collect()
}

fn sounds(word: &str) -> Vec<Sound<'_>> {
    let mut sounds = Vec::with_capacity(word.len());
    let mut at = 0;
    while at < word.len() {
        let two = word.get(at..at + 2).filter(|two| matches!(*two, "ng" | "ny" | "sy" | "kh"));
        let letters = two.unwrap_or(&word[at..=at]);
        sounds.push(Sound { at, letters });
        at += letters.len();
    }
    sounds
}

/// The byte between two neighbouring vowels at which the second one's syllable begins.
fn boundary(word: &str, sounds: &[Sound<'_>], vowel: usize, next: usize) -> Option<usize> {
    let between = &sounds[vowel + 1..next];
    match between {
        // One syllable or two: *pan-dai*, but *la-ut*.
        [] if matches!(&word[sounds[vowel].at..=sounds[next].at], "ai" | "au" | "ei" | "oi") => None,
        [] => Some(sounds[next].at),
        [one] => Some(one.at),
        [_, two] => Some(two.at),
        // *in-fra-struk-tur*
        [first, _, third] if &word[first.at..=third.at] == "str" => Some(first.at),
        // *eks-tra*, *teks-til*, *trans-por*; else *in-stru-men*, *bang-krut*.
        [first, second, third, ..] => {
            let pair = &word[first.at..third.at];
            let prefix = pair == "ks" || (pair == "ns" && word[..first.at].ends_with("tra"));
            Some(if prefix { third.at } else { second.at })
        }
    }
}

/// Bytes at which a word is better not divided, since a prefix or a suffix may end beside them.
fn doubtful(word: &str) -> Vec<usize> {
    let is_vowel = |at: usize| word.as_bytes().get(at).is_some_and(|b| b"aeiou".contains(b));
    let mut doubtful = Vec::new();
    // The rest of a prefix that may end in this consonant or before it.
    let prefixes = ["diper", "memper", "keber", "keter", "meng", "peng", "ber", "ter", "per"];
    if let Some(prefix) = prefixes.iter().find(|prefix| word.starts_with(**prefix) && is_vowel(prefix.len())) {
        let consonant = if prefix.ends_with("ng") { 2 } else { 1 };
        doubtful.extend([prefix.len() - consonant, prefix.len()]);
    }
    // A last `-an` or `-i` takes the consonant before it along only where that is the root's own.
    let suffix = ["an", "i"].iter().find(|suffix| word.ends_with(**suffix));
    if let Some(end) = suffix.map(|suffix| word.len() - suffix.len()).filter(|end| !is_vowel(end - 1)) {
        let of_verb = word.ends_with("kan") && ["me", "di"].iter().any(|prefix| word.starts_with(prefix));
        let length = if ["ng", "ny", "sy", "kh"].iter().any(|two| word[..end].ends_with(two)) { 2 } else { 1 };
        if !of_verb && is_vowel(end - length - 1) {
            doubtful.push(end - length);
        }
    }
    doubtful
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(hyphens: Hyphens, word: &str) -> String {
        let mut parts = word.to_owned();
        hyphens.points(word).into_iter().rev().for_each(|point| parts.insert(point, '-'));
        parts
    }

    #[track_caller]
    fn all_divided(hyphens: Hyphens, expected: &str) {
        for word in expected.split(' ') {
            assert_eq!(divided(hyphens, &word.replace('-', "")), word);
        }
    }

    #[test]
    fn indonesian_words_are_divided_between_syllables() {
        all_divided(
            Hyphens::Indonesian,
            "ke-mer-de-kaan ke-bi-jakan pe-me-rin-tahan pem-ba-ngunan mem-be-ri-kan me-la-ku-kan menga-ta-kan \
             di-sam-pai-kan ma-sya-ra-kat pre-si-den men-teri eko-nomi in-do-ne-sia ja-karta ka-bu-pa-ten ke-ca-matan \
             ge-lom-bang pe-la-buhan pe-num-pang ke-reta bang-krut in-stru-men in-fra-struk-tur eks-tra-disi teks-til \
             trans-por-tasi trans-misi kon-struksi ben-trokan ul-tra-vi-o-let meng-gu-na-kan meng-ha-dapi mem-pro-tes \
             menga-kui mengam-bil menga-rang berang-kat berada bera-sal me-nu-lis me-mu-kul me-nyu-sun per-ja-lanan \
             ma-kanan mi-numan di-ma-suk-kan tang-gapan ke-nya-taan ru-mah-nya ha-ri-nya ada-nya menge-ta-hui \
             ke-pu-tusan per-tang-gung-ja-waban mem-per-tang-gung-ja-wab-kan ke-ter-lam-batan pere-ko-no-mian \
             ke-se-hatan pen-di-dikan peru-sa-haan in-ter-na-si-o-nal per-tan-dingan pe-la-yanan gu-ber-nur \
             ke-men-te-rian ke-te-na-ga-ker-jaan akhir-nya ba-gai-mana per-baikan pan-tai ke-ru-suhan tera-khir \
             per-se-tu-juan ter-ha-dap penga-dilan pe-nye-li-dikan peng-har-gaan ke-se-jah-te-raan me-nye-bab-kan \
             sya-ri-kat",
        );
    }

    #[test]
    fn english_words_are_divided_by_pattern() {
        all_divided(
            Hyphens::English,
            "gov-ern-ment in-ter-na-tional par-lia-ment, (re-spon-si-bil-ity) “in-de-pen-dence”",
        );
    }

    #[test]
    fn what_is_no_ordinary_word_stays_whole() {
        for word in
            ["UNESCO", "iPhone", "a/b/international", "x@international.org", "2026", "kebijakan2", "naïveté", "…"]
        {
            all_divided(Hyphens::Indonesian, word);
            all_divided(Hyphens::English, word);
        }
        assert_eq!(["en", "id", "ms", "de"].map(|code| Hyphens::of(code).is_some()), [true, true, true, false]);
    }

    #[test]
    fn words_are_measured_at_the_limit_and_one_past_it() {
        let word = |letters: usize| "ka".repeat(letters / 2) + &"n".repeat(letters % 2);
        assert!(!Hyphens::Indonesian.points(&word(MAX_WORD)).is_empty());
        assert!(Hyphens::Indonesian.points(&word(MAX_WORD + 1)).is_empty());
        assert!(Hyphens::Indonesian.points(&word(MIN_WORD)).len() == 1);
        assert!(Hyphens::Indonesian.points(&word(MIN_WORD - 1)).is_empty());
    }
}
