//! What an article is about, as a vector: its weightiest terms as hashes, each with a class of weight. Pure.
//!
//! A vector knows nothing of other articles, so that it is the same whatever the order in which they came; how rare a term is
//! among them is weighed when vectors are compared ([`Weighted`](super::Weighted)).

/// Terms of a vector at the most.
pub const TERMS: usize = 88;

/// Terms by which an article can be found; the others only weigh.
pub const LISTED: usize = 40;

/// Bits of a term's hash. Two terms of one hash are taken for one: in a store of a million articles one in four has such a
/// partner among all words, and two articles meet in one so seldom that it does not show.
pub(super) const BITS: u32 = 22;

/// Bits of a class of weight.
const CLASS_BITS: u32 = 4;

/// The weight of class 0: what a word with a digit weighs that the text has once.
const LEAST: f32 = 0.7;

/// From one class to the next. Eight classes of twice the step cost a fifth of what all terms are worth over the half of them.
const STEP: f32 = 1.16;

/// The terms of one article, by their hashes, each with its class of weight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vector(Vec<(u32, u8)>);

impl Vector {
    /// The vector of an article whose terms are these: their stems, weightiest first, with their weights.
    #[must_use]
    pub fn new<S: AsRef<str>>(terms: &[(S, f32)]) -> Self {
        let mut vector: Vec<(u32, u8)> =
            terms.iter().take(TERMS).map(|(stem, weight)| (hash(stem.as_ref()), class(*weight))).collect();
        // Of two terms with one hash the weightier counts.
        vector.sort_unstable_by_key(|&(hash, class)| (hash, std::cmp::Reverse(class)));
        vector.dedup_by_key(|(hash, _)| *hash);
        Self(vector)
    }

    /// Its terms by their hashes, in their order, with their weights.
    #[must_use]
    pub fn terms(&self) -> impl ExactSizeIterator<Item = (u32, f32)> {
        self.0.iter().map(|&(hash, class)| (hash, weight(class)))
    }

    /// How many terms it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The hashes by which it can be found, in their order: those of its [`LISTED`] weightiest terms.
    #[must_use]
    pub fn listed(&self) -> Vec<u32> {
        let mut heaviest = self.0.clone();
        if heaviest.len() > LISTED {
            heaviest.select_nth_unstable_by_key(LISTED, |&(hash, class)| (std::cmp::Reverse(class), hash));
            heaviest.truncate(LISTED);
        }
        let mut hashes: Vec<u32> = heaviest.into_iter().map(|(hash, _)| hash).collect();
        hashes.sort_unstable();
        hashes
    }

    /// As bytes: how many terms, then for each the step from the hash before in a Rice code, and its class. About 2.6 bytes a
    /// term.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bits = Writer::default();
        bits.put(self.0.len() as u32, 8);
        let shift = shift(self.0.len());
        let mut next = 0;
        for &(hash, class) in &self.0 {
            let step = hash - next;
            next = hash + 1;
            for _ in 0..step >> shift {
                bits.put(1, 1);
            }
            bits.put(0, 1);
            bits.put(step, shift);
            bits.put(u32::from(class), CLASS_BITS);
        }
        bits.bytes
    }

    /// Reads what [`Vector::encode`] wrote; nothing where it is something else.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let mut bits = Reader { bytes, at: 0 };
        let count = bits.take(8)? as usize;
        let shift = shift(count);
        let mut terms = Vec::with_capacity(count);
        let mut next = 0_u32;
        for _ in 0..count {
            let step = bits.ones()?.checked_mul(1 << shift)?.checked_add(bits.take(shift)?)?;
            let hash = next.checked_add(step).filter(|hash| hash >> BITS == 0)?;
            terms.push((hash, bits.take(CLASS_BITS)? as u8));
            next = hash + 1;
        }
        Some(Self(terms))
    }
}

/// The lower bits of a step that stand as they are, for steps of so many hashes.
fn shift(count: usize) -> u32 {
    let mean = (1_u32 << BITS) / (count.max(1) as u32);
    // The best is the one whose power is next below the median of steps, which is ln 2 of their mean.
    (mean as f32 * std::f32::consts::LN_2).log2().max(0.0) as u32
}

/// The hash of a stem: the upper bits of its FNV-1a hash, mixed. It stands in stores, so it never changes.
#[must_use]
pub fn hash(stem: &str) -> u32 {
    let hash = stem
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    // The upper bits of FNV change little with the last letters.
    ((hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> (64 - BITS)) as u32
}

fn class(weight: f32) -> u8 {
    let class = (weight / LEAST).ln() / STEP.ln();
    class.round().clamp(0.0, 15.0) as u8
}

fn weight(class: u8) -> f32 {
    const WEIGHTS: [f32; 16] = weights();
    WEIGHTS[usize::from(class & 15)]
}

const fn weights() -> [f32; 16] {
    let mut weights = [LEAST; 16];
    let mut class = 1;
    while class < 16 {
        weights[class] = weights[class - 1] * STEP;
        class += 1;
    }
    weights
}

/// Bits into bytes, the highest first.
#[derive(Default)]
struct Writer {
    bytes: Vec<u8>,
    /// Bits of the last byte that are in use.
    used: u32,
}

impl Writer {
    /// Puts the `count` lowest bits of `value`.
    fn put(&mut self, value: u32, count: u32) {
        for bit in (0..count).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
                self.used = 0;
            }
            if let Some(last) = self.bytes.last_mut() {
                *last |= ((value >> bit & 1) as u8) << (7 - self.used);
            }
            self.used += 1;
        }
    }
}

/// Bytes as bits, the highest first.
struct Reader<'a> {
    bytes: &'a [u8],
    /// Bits that were taken.
    at: usize,
}

impl Reader<'_> {
    /// The bits that come next, at least 57 of them; behind the end there are zeros.
    fn ahead(&self) -> u64 {
        let from = self.at / 8;
        let rest = self.bytes.get(from..).unwrap_or_default();
        let window = rest.first_chunk().copied().unwrap_or_else(|| {
            let mut window = [0; 8];
            window[..rest.len()].copy_from_slice(rest);
            window
        });
        u64::from_be_bytes(window) << (self.at % 8)
    }

    /// Takes so many bits, at most 32, as a number.
    fn take(&mut self, count: u32) -> Option<u32> {
        let value = self.ahead().unbounded_shr(64 - count) as u32;
        self.at += count as usize;
        (self.at <= self.bytes.len() * 8).then_some(value)
    }

    /// Takes ones up to a zero, and that; gives how many.
    fn ones(&mut self) -> Option<u32> {
        let mut ones = 0;
        loop {
            let more = self.ahead().leading_ones().min(57);
            ones += more;
            self.at += more as usize;
            if self.at >= self.bytes.len() * 8 {
                return None;
            }
            if more < 57 {
                self.at += 1;
                return Some(ones);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, prop};
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    fn term(stem: &str, weight: f32) -> (String, f32) {
        (stem.to_owned(), weight)
    }

    #[test]
    fn a_vector_holds_so_many_terms_and_no_more() {
        let terms = |count: usize| (0..count).map(|n| term(&format!("stem{n}"), 1.0)).collect::<Vec<_>>();
        assert_eq!(Vector::new(&terms(TERMS)).len(), TERMS);
        assert_eq!(Vector::new(&terms(TERMS + 1)), Vector::new(&terms(TERMS)));
        assert_eq!(Vector::new(&terms(TERMS)).listed().len(), LISTED);
        assert_eq!(Vector::new(&terms(LISTED)).listed().len(), LISTED);
        let nothing = Vector::new::<&str>(&[]);
        assert!(nothing.is_empty() && nothing.listed().is_empty());
        let bytes = Vector::new(&terms(TERMS)).encode().len();
        assert!((200..=250).contains(&bytes), "{bytes}");
    }

    #[test]
    fn the_weightiest_terms_are_listed() {
        let mut terms: Vec<(String, f32)> = (0..60).map(|n| term(&format!("stem{n}"), 1.0)).collect();
        terms.extend((0..10).map(|n| term(&format!("name{n}"), 3.0)));
        let listed = Vector::new(&terms).listed();
        assert!((0..10).all(|n| listed.contains(&hash(&format!("name{n}")))));
        assert!(listed.is_sorted());
    }

    #[test]
    fn a_weight_comes_back_as_its_class() {
        for weight in [0.7, 0.98, 1.0, 1.405, 2.6, 5.0] {
            let vector = Vector::new(&[term("x", weight)]);
            let (_, back) = vector.terms().next().unwrap();
            assert!((back / weight - 1.0).abs() < 0.08, "{weight}: {back}");
        }
        let heaviest = Vector::new(&[term("x", 100.0)]).terms().next().unwrap().1;
        assert!((6.0..7.0).contains(&heaviest), "{heaviest}");
    }

    #[test]
    fn the_hash_of_a_stem_is_what_it_was() {
        assert_eq!(["nato", "gempa", "札幌", ""].map(hash), [3_381_228, 1_029_400, 1_932_057, 1_298_669]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(terms in prop::collection::btree_map(0_u32..1 << BITS, 0_u8..16, 0..=TERMS)) {
            let vector = Vector(terms.into_iter().collect());
            prop_assert_eq!(Vector::decode(&vector.encode()), Some(vector));
        }

        #[test]
        fn any_bytes_are_a_vector_or_none(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            if let Some(vector) = Vector::decode(&bytes) {
                prop_assert!(vector.0.is_sorted_by_key(|(hash, _)| *hash));
            }
        }
    }
}
