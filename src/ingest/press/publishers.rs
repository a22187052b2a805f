//! Who publishes news: names as pages write them, with the one form kept of each. Data, and how to look it up.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::shape::fold;

/// A publisher as known by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Publisher {
    /// How Warta writes it.
    pub(in crate::ingest) name: &'static str,
    /// Whether it sells its reports to others, so that its name alone does not say whose page this is.
    pub(in crate::ingest) is_agency: bool,
}

/// Spellings in small letters, apart by `|`, and the name; agencies first.
const AGENCIES: [(&str, &str); 23] = [
    ("reuters|thomson reuters|kantor berita reuters", "Reuters"),
    ("ap|associated press|the associated press", "AP"),
    ("afp|agence france-presse|agence france presse", "AFP"),
    ("antara|antaranews|antara news|antaranews.com|lkbn antara|kantor berita antara", "ANTARA"),
    ("bernama", "Bernama"),
    ("xinhua|kantor berita xinhua|xinhua news agency", "Xinhua"),
    ("tass|itar-tass|kantor berita tass|tass news agency", "TASS"),
    ("ria novosti", "RIA Novosti"),
    ("interfax", "Interfax"),
    ("sputnik", "Sputnik"),
    ("anadolu|anadolu agency|kantor berita anadolu", "Anadolu Agency"),
    ("kyodo|kyodo news", "Kyodo News"),
    ("yonhap|yonhap news agency|kantor berita yonhap", "Yonhap"),
    ("kcna", "KCNA"),
    ("dpa", "dpa"),
    ("efe", "EFE"),
    ("ansa", "ANSA"),
    ("upi", "UPI"),
    ("bloomberg|bloomberg news", "Bloomberg"),
    ("pti|press trust of india", "PTI"),
    ("irna|kantor berita irna", "IRNA"),
    ("pa media|press association", "PA Media"),
    ("getty images", "Getty Images"),
];

const PORTALS: [(&str, &str); 60] = [
    ("sindonews|sindonews.com", "SINDOnews"),
    ("kompas.com|kompas", "Kompas.com"),
    ("detikcom|detik.com|detik|detiknews|detikfinance|detiksport|detikhealth|detikjatim|detikjabar", "detikcom"),
    ("tempo.co|tempo", "Tempo.co"),
    ("liputan6.com|liputan6", "Liputan6.com"),
    ("cnn indonesia|cnnindonesia.com", "CNN Indonesia"),
    ("cnbc indonesia|cnbcindonesia.com", "CNBC Indonesia"),
    ("republika|republika.co.id", "Republika"),
    ("merdeka.com|merdeka", "Merdeka.com"),
    ("okezone|okezone.com", "Okezone"),
    ("tribunnews.com|tribunnews", "Tribunnews.com"),
    ("suara.com", "Suara.com"),
    ("viva.co.id|viva", "VIVA"),
    ("jpnn.com|jpnn", "JPNN.com"),
    ("jawapos.com|jawa pos", "JawaPos.com"),
    ("bisnis.com|bisnis indonesia", "Bisnis.com"),
    ("kontan.co.id|kontan", "Kontan"),
    ("katadata.co.id|katadata", "Katadata"),
    ("kumparan|kumparan.com", "kumparan"),
    ("idn times|idntimes.com", "IDN Times"),
    ("tirto.id|tirto", "Tirto.id"),
    ("beritasatu.com|beritasatu", "Beritasatu.com"),
    ("inews.id|inews", "iNews.id"),
    ("media indonesia|mediaindonesia.com", "Media Indonesia"),
    ("medcom.id", "Medcom.id"),
    ("metrotvnews.com|metro tv", "Metro TV"),
    ("pikiran rakyat|pikiran-rakyat.com", "Pikiran Rakyat"),
    ("solopos.com|solopos", "Solopos.com"),
    ("the jakarta post|jakarta post", "The Jakarta Post"),
    ("jakarta globe", "Jakarta Globe"),
    ("bbc|bbc news|bbc.com", "BBC News"),
    ("bbc indonesia|bbc news indonesia", "BBC News Indonesia"),
    ("cnn|cnn international", "CNN"),
    ("cnbc", "CNBC"),
    ("the guardian|guardian", "The Guardian"),
    ("the new york times|new york times|nytimes", "The New York Times"),
    ("the washington post|washington post", "The Washington Post"),
    ("the wall street journal|wall street journal|wsj", "The Wall Street Journal"),
    ("financial times", "Financial Times"),
    ("the economist", "The Economist"),
    ("al jazeera|aljazeera", "Al Jazeera"),
    ("al arabiya", "Al Arabiya"),
    ("russia today", "Russia Today"),
    ("deutsche welle|dw", "Deutsche Welle"),
    ("france 24", "France 24"),
    ("voice of america|voa|voa indonesia", "VOA"),
    ("nhk", "NHK"),
    ("channel news asia|channelnewsasia|cna", "CNA"),
    ("the straits times|straits times", "The Straits Times"),
    ("south china morning post|scmp", "South China Morning Post"),
    ("global times", "Global Times"),
    ("fox news", "Fox News"),
    ("sky news", "Sky News"),
    ("nbc news", "NBC News"),
    ("the telegraph|daily telegraph|the daily telegraph", "The Telegraph"),
    ("politico", "Politico"),
    ("newsweek", "Newsweek"),
    ("malaysiakini", "Malaysiakini"),
    ("berita harian|bh online|bhonline", "Berita Harian"),
    ("the star|the star online", "The Star"),
];

/// Last parts of a host name that news sites have.
const DOMAINS: [&str; 14] =
    [".com", ".id", ".co", ".net", ".org", ".news", ".tv", ".my", ".sg", ".uk", ".au", ".info", ".asia", ".example"];

/// The publisher of that name, however it is spelt.
pub(in crate::ingest) fn known(name: &str) -> Option<Publisher> {
    SPELLINGS.get(fold(name).as_str()).copied()
}

/// Every spelling, to be looked up; of a publisher that is in both lists the agency counts.
static SPELLINGS: LazyLock<HashMap<&str, Publisher>> = LazyLock::new(|| {
    let mut spellings = HashMap::new();
    for (table, is_agency) in [(AGENCIES.as_slice(), true), (PORTALS.as_slice(), false)] {
        for &(all, name) in table {
            for spelling in all.split('|') {
                spellings.entry(spelling).or_insert(Publisher { name, is_agency });
            }
        }
    }
    spellings
});

/// Whether the text is the name of a site by its shape: one word with a domain's ending, `LINTASkota.com`.
pub(in crate::ingest) fn is_site(text: &str) -> bool {
    let small = text.to_lowercase();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-');
    DOMAINS.iter().any(|domain| small.strip_suffix(domain).is_some_and(|host| host.chars().count() >= 2))
        && small.chars().all(fits)
        && !small.starts_with("www.")
}

/// Whether the text is written as the name of a host, whatever it ends with: `kabar.nusa`.
pub(in crate::ingest) fn is_host(text: &str) -> bool {
    let mut labels = text.split('.');
    text.contains('.') && labels.all(|label| label.len() > 1 && label.bytes().all(|b| b.is_ascii_lowercase()))
}

/// The one form of a publisher's name: the known one, else the name as it is written.
pub(in crate::ingest) fn name(text: &str) -> String {
    let text = text.trim();
    match known(text) {
        Some(publisher) => publisher.name.to_owned(),
        None => text.strip_prefix("www.").unwrap_or(text).to_owned(),
    }
}

/// Whether two names mean one publisher: `KabarNusa` and `kabarnusa.com`, `Media Lintas` and `medialintas.id`.
pub(in crate::ingest) fn are_same(one: &str, other: &str) -> bool {
    let bare = |text: &str| {
        let small = name(text).to_lowercase();
        let cut = small.find('.').map_or(small.as_str(), |dot| &small[..dot]);
        cut.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    // "KabarNusaCom" is what a site is called where a name may have no dot.
    let whole = |text: &str| text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let is_domain = |rest: &str| matches!(rest, "com" | "id" | "coid" | "co" | "net");
    let joined = |one: &str, other: &str| whole(one).strip_prefix(other).is_some_and(is_domain);
    let (first, second) = (bare(one), bare(other));
    !first.is_empty() && !second.is_empty() && (first == second || joined(one, &second) || joined(other, &first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_form() {
        assert_eq!(name("SINDOnews.com"), "SINDOnews");
        assert_eq!(name("KOMPAS.com"), "Kompas.com");
        assert_eq!(name("Kabar Nusa"), "Kabar Nusa");
        assert!(known("REUTERS").is_some_and(|p| p.is_agency));
        assert!(known("").is_none());
    }

    #[test]
    fn a_site_is_one_word_with_a_domain() {
        for text in ["LINTASkota.com", "kabar.co.id", "TEMPO.CO", "Liputan6.com"] {
            assert!(is_site(text), "{text}");
        }
        for text in ["Jakarta", "a b.com", ".com", "selesai.", "Rp1.000"] {
            assert!(!is_site(text), "{text}");
        }
    }

    #[test]
    fn a_host_is_small_letters_and_dots() {
        assert!(is_host("kabar.nusa") && is_host("www.kabar.nusa"));
        assert!(!is_host("kabar") && !is_host("selesai.") && !is_host("Kabar.Nusa") && !is_host("1.204"));
    }

    #[test]
    fn names_are_compared_without_their_domain() {
        assert!(are_same("KabarNusa", "kabarnusa.com"));
        assert!(are_same("Kabar Nusa", "KABARNUSA.co.id"));
        assert!(are_same("Kabar Nusa", "KabarNusaCom"));
        assert!(!are_same("Kabar Nusa", "Kabar Kota"));
        assert!(!are_same("", ""));
    }
}
