//! What comes through one door: see `tests/shared/doors.rs`.

#![no_main]

#[path = "../../tests/shared/doors.rs"]
mod doors;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| doors::check("text", bytes));
