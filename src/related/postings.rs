//! Lists of the articles that have a term, in blocks of bytes. Pure: the store keeps the blocks and finds the right one.
//!
//! A block holds the lists of neighbouring terms, in the order of their hashes; a list is never divided. Each list stands as the
//! step from the hash before, the bytes of the list, and in those the steps from article to article, all as varints. Articles
//! are counted from the first of their segment.

/// Bytes of a block, where one list alone does not have more. Four of them fill a page of the store. Where one does, the page of
/// the next block is read as well for nearly every term: the key that is looked for lies behind that of the block that has it.
const BLOCK: usize = 1_000;

/// The blocks of a segment: the first hash of each, and its bytes. `pairs` are hashes with articles, in their order.
#[must_use]
pub fn encode(pairs: &[(u32, u32)]) -> Vec<(u32, Vec<u8>)> {
    let mut blocks: Vec<(u32, Vec<u8>)> = Vec::new();
    let (mut last, mut articles) = (0, Vec::new());
    for one_term in pairs.chunk_by(|one, next| one.0 == next.0) {
        let hash = one_term[0].0;
        articles.clear();
        let mut before = 0;
        for &(_, article) in one_term {
            put(&mut articles, article - before);
            before = article;
        }
        let is_full = blocks.last().is_none_or(|(_, block)| block.len() + articles.len() + 8 > BLOCK);
        if is_full {
            blocks.push((hash, Vec::new()));
            last = hash;
        }
        if let Some((_, block)) = blocks.last_mut() {
            put(block, hash - last);
            put(block, articles.len() as u32);
            block.extend_from_slice(&articles);
        }
        last = hash;
    }
    blocks
}

/// The lists of a block that is read from its beginning, one term after the other.
#[derive(Debug)]
pub struct Block<'a> {
    bytes: &'a [u8],
    hash: u32,
    list: &'a [u8],
}

impl<'a> Block<'a> {
    /// A block whose first hash is this.
    #[must_use]
    pub fn new(first: u32, bytes: &'a [u8]) -> Self {
        let mut block = Self { bytes, hash: first, list: &[] };
        block.next();
        block
    }

    /// Takes the next list; nothing where there is none, or where the rest is no list.
    fn next(&mut self) -> Option<()> {
        self.list = &[];
        let step = take(&mut self.bytes)?;
        let length = take(&mut self.bytes)? as usize;
        self.hash = self.hash.checked_add(step)?;
        (self.list, self.bytes) = self.bytes.split_at_checked(length)?;
        Some(())
    }

    /// Goes on to the first term whose hash is this or a later one; tells whether the block has one. Hashes are to be asked
    /// for in their order.
    pub fn seek(&mut self, hash: u32) -> bool {
        while self.hash < hash {
            if self.next().is_none() {
                return false;
            }
        }
        true
    }

    /// The articles that have the term of this hash, where the block stands at it.
    pub fn articles(&self, hash: u32) -> impl Iterator<Item = u32> + use<'a> {
        let mut list = if self.hash == hash { self.list } else { &[] };
        let mut article = 0_u32;
        std::iter::from_fn(move || {
            article = article.checked_add(take(&mut list)?)?;
            Some(article)
        })
    }
}

/// Puts a number as a varint: seven bits a byte, the lowest first.
pub fn put(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a varint from the beginning of some bytes.
pub fn take(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    for shift in (0..35).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f).checked_shl(shift).unwrap_or_default();
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::{any, prop};
    use proptest::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    fn find(blocks: &[(u32, Vec<u8>)], hash: u32) -> Vec<u32> {
        let at = blocks.partition_point(|(first, _)| *first <= hash);
        let Some((first, bytes)) = at.checked_sub(1).and_then(|at| blocks.get(at)) else { return Vec::new() };
        let mut block = Block::new(*first, bytes);
        block.seek(hash);
        block.articles(hash).collect()
    }

    #[test]
    fn a_list_longer_than_a_block_is_not_divided() {
        let mut pairs: Vec<(u32, u32)> = (0..10_000).map(|article| (7, article)).collect();
        pairs.push((8, 3));
        let blocks = encode(&pairs);
        assert_eq!((blocks.len(), find(&blocks, 7).len(), find(&blocks, 8)), (2, 10_000, vec![3]));
        assert_eq!((find(&blocks, 6), find(&blocks, 9)), (vec![], vec![]));
    }

    proptest! {
        #[test]
        fn what_is_listed_is_found(terms in prop::collection::btree_map(
            0_u32..5_000, prop::collection::btree_set(any::<u32>(), 1..40), 0..400,
        )) {
            let terms: BTreeMap<u32, BTreeSet<u32>> = terms;
            let pairs: Vec<(u32, u32)> =
                terms.iter().flat_map(|(&hash, articles)| articles.iter().map(move |&article| (hash, article))).collect();
            let blocks = encode(&pairs);
            for hash in 0..5_000 {
                let expected: Vec<u32> = terms.get(&hash).into_iter().flatten().copied().collect();
                prop_assert_eq!(find(&blocks, hash), expected);
            }
            // In one go, as a query does.
            for (at, (first, bytes)) in blocks.iter().enumerate() {
                let end = blocks.get(at + 1).map_or(u32::MAX, |(next, _)| *next);
                let mut block = Block::new(*first, bytes);
                for (&hash, articles) in terms.range(first..&end) {
                    prop_assert!(block.seek(hash));
                    let found: Vec<u32> = block.articles(hash).collect();
                    prop_assert_eq!(found, articles.iter().copied().collect::<Vec<_>>());
                }
            }
        }

        #[test]
        fn any_bytes_end(first in any::<u32>(), bytes in prop::collection::vec(any::<u8>(), 0..300), hash in any::<u32>()) {
            let mut block = Block::new(first, &bytes);
            block.seek(hash);
            block.articles(hash).for_each(drop);
        }
    }
}
