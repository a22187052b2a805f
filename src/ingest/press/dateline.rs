//! Datelines: where a report was sent from and by whom, at the beginning of its first paragraph.

use super::publishers;
use super::shape::{fold, is_all_capitals, is_capitalised, words};

/// How far into the paragraph a dateline may reach, in bytes.
const MAX_PREFIX: usize = 90;

/// What stands before a colon in capitals and is no place.
const KICKERS: [&str; 12] = [
    "breaking news",
    "breaking",
    "cek fakta",
    "infografis",
    "infografik",
    "foto",
    "video",
    "opini",
    "kolom",
    "wawancara",
    "eksklusif",
    "exclusive",
];

/// A dateline taken off its paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Dateline {
    /// The place, as written.
    pub(in crate::ingest) place: Option<String>,
    /// The site or agency named beside it.
    pub(in crate::ingest) site: Option<String>,
    /// Where the paragraph goes on, in bytes.
    pub(in crate::ingest) end: usize,
}

/// Reads the dateline at the beginning of a paragraph; `is_site` knows the sites that the page names elsewhere.
pub(in crate::ingest) fn split(text: &str, is_site: impl Fn(&str) -> bool) -> Option<Dateline> {
    dashes(text).into_iter().find_map(|(start, end)| with_dash(text, start, end, &is_site)).or_else(|| with_colon(text))
}

/// Whether the paragraph begins with a dateline that cannot be anything else.
pub(in crate::ingest) fn is_plain(text: &str) -> bool {
    split(text, |_| false).is_some_and(|dateline| {
        words(&text[dateline.end..]) >= 3
            && (dateline.site.is_some() || dateline.place.as_deref().is_some_and(is_all_capitals) || words(text) >= 8)
    })
}

/// Whether the paragraph begins with a place in capitals or a site, as only the first of a report does.
pub(in crate::ingest) fn is_sure(text: &str) -> bool {
    is_plain(text)
        && split(text, |_| false)
            .is_some_and(|dateline| dateline.site.is_some() || dateline.place.as_deref().is_some_and(is_all_capitals))
}

/// The dashes near the beginning that may end a dateline: where each begins and where the text goes on.
fn dashes(text: &str) -> Vec<(usize, usize)> {
    let mut limit = text.len().min(MAX_PREFIX);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let mut found: Vec<(usize, usize)> = Vec::new();
    for dash in [" -- ", " --", "-- ", " - ", " – ", " — ", "— ", " —", "– ", "—", " ‒ ", "- "] {
        for (at, _) in text[..limit].match_indices(dash) {
            if found.iter().all(|&(start, end)| at + dash.len() <= start || at >= end) {
                found.push((at, at + dash.len()));
            }
        }
    }
    found.sort_unstable();
    found.truncate(2);
    found
}

fn with_dash(text: &str, start: usize, end: usize, is_site: impl Fn(&str) -> bool) -> Option<Dateline> {
    let (prefix, rest) = (&text[..start], &text[end..]);
    let rest_at = end + (rest.len() - rest.trim_start().len());
    let rest = rest.trim_start();
    let opens = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '\'' | '‘' | '«' | '(');
    let goes_on =
        rest.starts_with(opens) || rest.starts_with(char::is_alphabetic) && !rest.starts_with(char::is_lowercase);
    if prefix.is_empty() || !goes_on || words(rest) < 2 {
        return None;
    }
    let parts = Parts::of(prefix, is_site)?;
    let place = (!parts.places.is_empty()).then(|| parts.places.join(", "));
    let Some(place) = place else {
        // KONTAN.CO.ID - JAKARTA. Presiden ...
        let after = rest
            .find(". ")
            .filter(|&at| words(&rest[..at]) <= 3 && is_all_capitals(&rest[..at]) && is_place(&rest[..at]) && at > 3);
        let place = after.map(|at| rest[..at].to_owned());
        return Some(Dateline { place, site: parts.site, end: rest_at + after.map_or(0, |at| at + 2) });
    };
    let certain = parts.site.is_some() || parts.has_date || is_all_capitals(&parts.places[0]);
    let likely = words(&parts.places[0]) == 1 && words(rest) >= 6 || begins_like_a_city(&parts.places[0]);
    (certain || likely).then_some(Dateline { place: Some(place), site: parts.site, end: rest_at })
}

/// `PETALING JAYA: Polis ...`: only in capitals, for a colon has other uses.
fn with_colon(text: &str) -> Option<Dateline> {
    let at = text.find(": ").filter(|&at| at <= 40)?;
    let prefix = &text[..at];
    let letters = prefix.chars().filter(|c| c.is_alphabetic()).count();
    let rest = text[at + 2..].trim_start();
    (letters >= 4
        && is_all_capitals(prefix)
        && is_place(prefix)
        && !KICKERS.contains(&fold(prefix).as_str())
        && words(rest) >= 8
        && !rest.starts_with(char::is_lowercase))
    .then(|| Dateline { place: Some(prefix.to_owned()), site: None, end: text.len() - rest.len() })
}

/// Reads a dateline that `opening` sets off at the beginning of `text`, as bold letters do: `Wanasari: Warga ...`,
/// `KABAR. Warga ...`, `Kabar Foto – Warga ...`.
pub(in crate::ingest) fn bold(text: &str, opening: &str, is_site: impl Fn(&str) -> bool) -> Option<Dateline> {
    let rest = text.strip_prefix(opening)?;
    let bare = opening.trim_end_matches([':', '.', '-', '–', '—', ' ']);
    if bare.len() == opening.len() || bare.is_empty() || words(rest) < 4 {
        return None;
    }
    let end = text.len() - rest.trim_start().len();
    let names_site = is_site(bare) || bare.split(' ').next().is_some_and(&is_site) && words(bare) == 2;
    if names_site || publishers::known(bare).is_some() || publishers::is_site(bare) {
        return Some(Dateline { place: None, site: Some(publishers::name(bare)), end });
    }
    let is_set_off = opening.trim_end().ends_with(':') && is_place(bare) && words(bare) <= 3;
    is_set_off.then(|| Dateline { place: Some(bare.to_owned()), site: None, end })
}

/// What a dateline is made of.
#[derive(Default)]
struct Parts {
    places: Vec<String>,
    site: Option<String>,
    has_date: bool,
}

impl Parts {
    fn of(prefix: &str, is_site: impl Fn(&str) -> bool) -> Option<Self> {
        let mut parts = Self::default();
        let mut rest = prefix.trim().to_owned();
        if let (Some(open), true) = (rest.rfind('('), rest.ends_with(')')) {
            let inner = rest[open + 1..rest.len() - 1].trim().to_owned();
            rest.truncate(open);
            if inner.contains(|c: char| c.is_ascii_digit()) && !publishers::is_site(&inner) {
                parts.has_date = true;
            } else if publishers::known(&inner).is_some() || publishers::is_site(&inner) || is_site(&inner) {
                parts.site = Some(publishers::name(&inner));
            } else {
                return None;
            }
        }
        for piece in rest.split([',', '|']).map(str::trim).filter(|piece| !piece.is_empty()) {
            parts.take(piece, &is_site)?;
        }
        (!parts.places.is_empty() || parts.site.is_some()).then_some(parts)
    }

    fn take(&mut self, piece: &str, is_site: impl Fn(&str) -> bool) -> Option<()> {
        if publishers::known(piece).is_some() || publishers::is_site(piece) || is_site(piece) {
            self.site.get_or_insert_with(|| publishers::name(piece));
        } else if is_day(piece) {
            self.has_date = true;
        } else if is_place(piece) && self.places.len() < 3 {
            self.places.push(piece.to_owned());
        } else {
            return None;
        }
        Some(())
    }
}

/// `Jan 8`, `8 Januari 2022`, `Sabtu`.
fn is_day(piece: &str) -> bool {
    const DAYS: [&str; 16] = [
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "sabtu",
        "minggu",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "isnin",
        "khamis",
    ];
    words(piece) <= 4
        && (DAYS.contains(&fold(piece).as_str())
            || piece.contains(|c: char| c.is_ascii_digit())
                && piece.chars().all(|c| c.is_alphanumeric() || " ./()".contains(c)))
}

fn is_place(piece: &str) -> bool {
    words(piece) <= 4
        && piece.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '/' | '-' | '\'' | '’'))
        && piece.split([' ', '/']).all(|word| is_capitalised(word) || matches!(word, "de" | "al" | "of" | "upon"))
        && piece.chars().filter(|c| c.is_alphabetic()).count() >= 3
}

/// Whether a place of two or three words begins as cities do; "Konflik Rusia - Ukraina" must not.
fn begins_like_a_city(place: &str) -> bool {
    const BEGINNINGS: [&str; 44] = [
        "jakarta",
        "kota",
        "kab.",
        "kabupaten",
        "kuala",
        "new",
        "san",
        "los",
        "las",
        "santa",
        "bandar",
        "banda",
        "tanjung",
        "pangkal",
        "nusa",
        "south",
        "north",
        "east",
        "west",
        "st.",
        "saint",
        "port",
        "labuan",
        "tel",
        "hong",
        "cape",
        "abu",
        "addis",
        "buenos",
        "rio",
        "mexico",
        "sri",
        "petaling",
        "johor",
        "kota",
        "shah",
        "pulau",
        "bangka",
        "aceh",
        "lombok",
        "washington",
        "papua",
        "ho",
        "den",
    ];
    words(place) > 1 && fold(place).split(' ').next().is_some_and(|word| BEGINNINGS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(text: &str, place: &str, site: &str, rest: &str) {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let Some(dateline) = split(text, |name| name == "Kabar Nusa") else { panic!("no dateline: {text}") };
        assert_eq!((dateline.place, dateline.site), (some(place), some(site)), "{text}");
        assert_eq!(&text[dateline.end..], rest, "{text}");
    }

    #[test]
    fn datelines_name_place_and_site_in_many_orders() {
        is("BRUSSELS - Sekretaris Jenderal", "BRUSSELS", "", "Sekretaris Jenderal");
        is("JAKARTA, KOMPAS.com - Presiden hadir", "JAKARTA", "Kompas.com", "Presiden hadir");
        is("Jakarta, CNN Indonesia -- Presiden hadir", "Jakarta", "CNN Indonesia", "Presiden hadir");
        is("TEMPO.CO, Jakarta - Presiden hadir", "Jakarta", "Tempo.co", "Presiden hadir");
        is("LONDON (Reuters) - The harbour", "LONDON", "Reuters", "The harbour");
        is("WASHINGTON, Jan 8 (AP) — The harbour", "WASHINGTON", "AP", "The harbour");
        is("KUALA LUMPUR, 8 Jan (Bernama) -- Polis menahan", "KUALA LUMPUR", "Bernama", "Polis menahan");
        is(
            "PETALING JAYA: Polis menahan dua lelaki selepas serbuan malam tadi.",
            "PETALING JAYA",
            "",
            "Polis menahan dua lelaki selepas serbuan malam tadi.",
        );
        is("Jakarta - Presiden hadir di rapat itu tadi pagi.", "Jakarta", "", "Presiden hadir di rapat itu tadi pagi.");
        is("Harja, Kabar Nusa – “Kami siap,” kata dia.", "Harja", "Kabar Nusa", "“Kami siap,” kata dia.");
        is("BRUSSELS/MOSCOW (Reuters) - The alliance", "BRUSSELS/MOSCOW", "Reuters", "The alliance");
        is("LINTASkota.com - Presiden hadir", "", "LINTASkota.com", "Presiden hadir");
        is("KONTAN.CO.ID - JAKARTA. Presiden hadir", "JAKARTA", "Kontan", "Presiden hadir");
        is("Jakarta (ANTARA) - Presiden hadir", "Jakarta", "ANTARA", "Presiden hadir");
    }

    #[test]
    fn bold_letters_set_a_dateline_off() {
        let bold = |text: &str, opening: &str| {
            bold(text, opening, |name| name == "Kabar").map(|found| (found.place, text[found.end..].to_owned()))
        };
        let rest = "Warga desa itu mengungsi sejak pagi.";
        let place = |name: &str| Some((Some(name.to_owned()), rest.to_owned()));
        assert_eq!(bold(&format!("Wanasari: {rest}"), "Wanasari:"), place("Wanasari"));
        assert_eq!(bold(&format!("Kabar. {rest}"), "Kabar."), Some((None, rest.to_owned())));
        assert_eq!(bold(&format!("Kabar Foto – {rest}"), "Kabar Foto –"), Some((None, rest.to_owned())));
        assert_eq!(bold(&format!("Wanasari {rest}"), "Wanasari"), None);
        assert_eq!(bold(&format!("Apa itu banjir: {rest}"), "Apa itu banjir:"), None);
    }

    #[test]
    fn other_dashes_and_colons_are_no_datelines() {
        for text in [
            "Stoltenberg - mantan perdana menteri Norwegia - mengatakan itu.",
            "Konflik Rusia - Ukraina memanas lagi setelah pertemuan di Jenewa.",
            "NATO: aliansi itu siap",
            "Ia datang - Dia pergi",
            "“Kami siap - Anda tidak,” kata dia.",
            "-",
            "",
        ] {
            assert_eq!(split(text, |_| false), None, "{text}");
        }
    }
}
