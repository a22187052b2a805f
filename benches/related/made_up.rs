//! News that nobody wrote, as much as is asked for and always the same: made-up words, as often as words are in a language
//! (Zipf), of which each event has some of its own and names that are met nowhere else, and each section has many.

#![expect(clippy::unwrap_used, reason = "a bench that cannot go on stops")]

use jiff::Timestamp;
use jiff::tz::Offset;
use warta::model::{ArticleId, NewArticle};
use warta::text::{CleanText, Language, OffsetDateTime};

/// Words of the language.
const WORDS: u64 = 50_000;

/// Words that say nothing, two in five of a text.
const SMALL: [&str; 24] = [
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "are", "as", "with", "they", "at",
    "be", "this", "from", "have", "or", "by", "not",
];

/// Articles of an event, on average.
const OF_AN_EVENT: u64 = 20;

/// Seconds from one article to the next.
const APART: i64 = 90;

/// The first of 2024.
const BEGIN: i64 = 1_704_067_200;

/// Numbers that look like chance, from a seed (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn of(what: u64, seed: u64) -> Self {
        Self(what.wrapping_mul(0xd134_2543_de82_ef95) ^ seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

/// Some articles of so many, by chance: the same each time.
pub(crate) fn some(articles: i64, count: usize) -> Vec<i64> {
    let mut chance = Chance::of(7, articles as u64);
    (0..count).map(|_| chance.below(articles as u64) as i64 + 1).collect()
}

/// The language.
pub(crate) struct News {
    words: Vec<String>,
    /// How often the words up to each are met.
    sums: Vec<f64>,
}

impl News {
    pub(crate) fn new() -> Self {
        let mut sum = 0.0;
        let often = |rank: u64| {
            // The commonest of those that say anything is one word of some hundreds.
            sum += (rank as f64 + 20.0).powf(-1.07);
            sum
        };
        let sums = (0..WORDS).map(often).collect();
        // The more seldom a word is, the longer.
        Self { words: (0..WORDS).map(|rank| syllables(rank + 100 * u64::from(rank > 500))).collect(), sums }
    }

    fn word(&self, chance: &mut Chance) -> &str {
        let at = chance.next() as f64 / u64::MAX as f64 * self.sums[self.sums.len() - 1];
        let rank = self.sums.partition_point(|sum| *sum < at);
        &self.words[rank.min(self.words.len() - 1)]
    }

    /// The article of a number, from 0.
    pub(crate) fn article(&self, number: u64) -> NewArticle {
        let mut chance = Chance::of(number, 1);
        let lately = number / OF_AN_EVENT + chance.below(40);
        // Some come back to what was long ago, some are about what nobody else tells of.
        let event = match chance.below(20) {
            0 => chance.below(number / OF_AN_EVENT + 1),
            1..=3 => (1 << 40) + number,
            _ => lately,
        };
        let section = Chance::of(event, 2).below(40);
        let mut of_event = Chance::of(event, 3);
        let names: Vec<String> = (0..4).map(|_| syllables(100_000_000 + of_event.below(1 << 32))).collect();
        let own: Vec<&str> = (0..24).map(|_| self.words[300 + of_event.below(WORDS - 300) as usize].as_str()).collect();
        let term = |chance: &mut Chance| match chance.below(20) {
            0 | 1 => names[chance.below(4).min(chance.below(4)) as usize].as_str(),
            2..=5 => own[chance.below(24) as usize],
            6..=9 => {
                let mut of_section = Chance::of(section, 4 + chance.below(300));
                self.word(&mut of_section)
            }
            _ => self.word(chance),
        };
        let title: Vec<&str> = (0..8).map(|_| term(&mut chance)).collect();
        let mut text = String::new();
        for at in 0..180 + chance.below(140) {
            text += if chance.below(5) < 2 { SMALL[chance.below(24) as usize] } else { term(&mut chance) };
            text += match at % 60 {
                59 => ".\n\n",
                19 | 39 => ". ",
                _ => " ",
            };
        }
        let source = CleanText::line(&format!("Paper {}", chance.below(60)));
        let id = ArticleId::new(&format!("urn:bench:{number}"));
        let mut article = NewArticle::new(id, CleanText::line(&title.join(" ")), source);
        article.url = Some(format!("https://bench.example/{number}"));
        article.body.text = CleanText::lines(&text);
        article.tags = [format!("section {section}"), own[0].to_owned()].map(|tag| CleanText::line(&tag)).to_vec();
        article.language = Language::new("en");
        let timestamp = Timestamp::from_second(BEGIN + number as i64 * APART).unwrap();
        article.published = Some(OffsetDateTime { timestamp, offset: Offset::UTC });
        article
    }
}

/// A number as a word.
fn syllables(mut number: u64) -> String {
    let (consonants, vowels) = (b"bdfghjklmnprstvwyzck", b"aeiou");
    let mut word = String::new();
    while number > 0 || word.len() < 4 {
        let (consonant, vowel) = (number % 20, number / 20 % 5);
        word.push(consonants[consonant as usize].into());
        word.push(vowels[vowel as usize].into());
        number /= 100;
    }
    // What ends in a vowel may lose it as an ending.
    word + "k"
}
