//! Letters above and below the line: the signs that Unicode has for them. The builder asks for words of `sub` and `sup`.

/// Signs above the line.
const ABOVE: [(char, char); 17] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
];

/// Signs below the line.
const BELOW: [(char, char); 16] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
];

/// Words above the line. Where Unicode lacks a sign, letters stand as they are (*1st*), and before numbers stands `^`,
/// lest 10 with a small 1.5 be read as 101.5.
pub(super) fn above(words: &str) -> String {
    converted(words, &ABOVE).unwrap_or_else(|| marked(words, '^'))
}

/// Words below the line; before numbers that Unicode has no signs for stands `_`.
pub(super) fn below(words: &str) -> String {
    converted(words, &BELOW).unwrap_or_else(|| marked(words, '_'))
}

fn converted(words: &str, signs: &[(char, char)]) -> Option<String> {
    let sign = |c: char| match signs.iter().find(|(known, _)| *known == c) {
        Some((_, sign)) => Some(*sign),
        None => c.is_whitespace().then_some(c),
    };
    words.chars().map(sign).collect()
}

fn marked(words: &str, mark: char) -> String {
    let begin = words.len() - words.trim_start().len();
    let mark = words.starts_with(|c: char| c.is_ascii_digit()).then_some(mark);
    mark.into_iter().chain(words[if mark.is_some() { begin } else { 0 }..].chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_signs_of_their_own() {
        assert_eq!(["2", "-1", "n+1", " 3 "].map(above), ["²", "⁻¹", "ⁿ⁺¹", " ³ "]);
        assert_eq!(["2", "(aq)", "10"].map(below), ["₂", "(aq)", "₁₀"]);
    }

    #[test]
    fn what_has_no_sign_cannot_be_taken_for_something_else() {
        assert_eq!(["st", "1.5", "", "e"].map(above), ["st", "^1.5", "", "e"]);
        assert_eq!(["max", "1a"].map(below), ["max", "_1a"]);
    }
}
