//! Warta.
fn main() {}
