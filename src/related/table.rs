//! Terms that are compared with those of many articles: weights by their hashes, in a table without chains. Pure.

/// What no hash is.
const EMPTY: u32 = u32::MAX;

/// Weights by hashes.
#[derive(Debug)]
pub struct Table {
    slots: Vec<(u32, f32)>,
}

impl Table {
    /// A table of some hashes, each of them once, with their weights.
    #[must_use]
    pub fn new(terms: &[(u32, f32)]) -> Self {
        // Three of four slots are empty, so that no search takes long and all of them end.
        let size = (terms.len() * 4).next_power_of_two();
        let mut table = Self { slots: vec![(EMPTY, 0.0); size] };
        for &(hash, weight) in terms {
            let at = table.find(hash);
            table.slots[at] = (hash, weight);
        }
        table
    }

    /// The slot where a hash stands, or would.
    fn find(&self, hash: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].0 != hash && self.slots[at].0 != EMPTY {
            at = (at + 1) & mask;
        }
        at
    }

    /// The weight of a hash; 0 for one that has none.
    #[must_use]
    pub fn weight(&self, hash: u32) -> f32 {
        self.slots[self.find(hash)].1
    }

    /// The sum of what each weight is here and there.
    #[must_use]
    pub fn product(&self, terms: &[(u32, f32)]) -> f32 {
        terms.iter().map(|&(hash, weight)| weight * self.weight(hash)).sum()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::{any, prop};
    use proptest::{prop_assert_eq, proptest};

    use super::*;

    proptest! {
        #[test]
        fn every_weight_is_found_and_no_other(terms in prop::collection::btree_map(0_u32..600, 1_u8..9, 0..200)) {
            let terms: BTreeMap<u32, f32> = terms.into_iter().map(|(hash, weight)| (hash, f32::from(weight))).collect();
            let list: Vec<(u32, f32)> = terms.iter().map(|(&hash, &weight)| (hash, weight)).collect();
            let table = Table::new(&list);
            for hash in (0..600).chain([EMPTY - 1]) {
                let expected = terms.get(&hash).copied().unwrap_or_default();
                prop_assert_eq!(table.weight(hash).to_bits(), expected.to_bits());
            }
            let expected: f32 = list.iter().map(|(_, weight)| weight * weight).sum();
            prop_assert_eq!(table.product(&list).to_bits(), expected.to_bits());
        }

        #[test]
        fn nothing_is_found_in_a_table_of_nothing(hash in any::<u32>()) {
            prop_assert_eq!(Table::new(&[]).weight(hash).to_bits(), 0);
        }
    }
}
