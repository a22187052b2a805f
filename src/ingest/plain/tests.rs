//! Small pages, one for each rule.
