//! Words by which languages are told. Tables only; [`super`] looks them up.

use whatlang::Lang;

/// Short words that headlines in Indonesian have, and those in English have not.
pub(super) const INDONESIAN: [&str; 60] = [
    "yang", "dan", "di", "ke", "dari", "untuk", "dengan", "pada", "ini", "itu", "akan", "tidak", "tak", "bukan",
    "jadi", "usai", "soal", "bisa", "ada", "juga", "oleh", "dalam", "saat", "jelang", "hingga", "agar", "para", "kini",
    "atas", "bagi", "sebut", "minta", "harga", "warga", "resmi", "baru", "bakal", "lagi", "sudah", "belum", "masih",
    "lebih", "karena", "gelar", "naik", "turun", "jalan", "rumah", "orang", "tahun", "hari", "kami", "kita", "mereka",
    "siap", "tetap", "akibat", "begini", "alasan", "tahan",
];

/// Short words that headlines in English have, and those in Indonesian have not.
pub(super) const ENGLISH: [&str; 60] = [
    "the", "of", "to", "in", "and", "for", "on", "with", "at", "by", "from", "is", "are", "was", "were", "has", "have",
    "had", "after", "over", "says", "new", "be", "will", "not", "it", "its", "his", "her", "their", "that", "this",
    "who", "how", "why", "what", "when", "more", "than", "up", "down", "out", "off", "into", "against", "amid",
    "first", "deal", "can", "could", "say", "back", "seeks", "sees", "signs", "cut", "makes", "record", "plans", "a",
];

/// Words of Malay prose that Indonesian has not.
pub(super) const MALAY: [&str; 14] = [
    "kerana",
    "selepas",
    "manakala",
    "baharu",
    "iaitu",
    "bahawa",
    "polis",
    "dijangka",
    "berkenaan",
    "kerajaan",
    "mesyuarat",
    "berkata",
    "syarikat",
    "semasa",
];

/// Words that every text in one language is full of and that texts in the others have next to none of: not `for`,
/// which is Danish, nor `di`, which is Italian.
pub(super) const FULL_OF: [(Lang, &[&str]); 8] = [
    (
        Lang::Eng,
        &[
            "the", "and", "that", "with", "from", "this", "which", "were", "they", "been", "their", "would", "said",
            "after", "are", "who", "its", "it", "his", "have", "has", "not", "be", "than", "there", "about", "could",
            "into", "but", "when", "what", "she", "you", "we", "our", "your", "or", "being", "these", "those",
            "because", "where", "while", "before", "other", "of", "to", "in", "is", "was", "will", "had", "can",
        ],
    ),
    (
        Lang::Ind,
        &[
            "yang", "dan", "dengan", "untuk", "dari", "ini", "itu", "pada", "tidak", "dalam", "akan", "juga", "karena",
            "oleh", "tersebut", "adalah", "mereka", "telah", "sudah", "bahwa", "menjadi", "saat", "secara", "kepada",
            "atau", "lebih", "hingga", "kami", "kita", "serta", "sebagai", "belum", "masih", "antara", "setelah",
            "seorang", "sebuah", "tahun", "hari", "orang", "dapat", "bisa", "harus", "seperti", "lain", "ke", "bagi",
            "agar", "ketika", "melalui", "tak", "hanya", "namun", "bukan", "menurut", "terhadap", "saya", "jika",
            "banyak", "semua", "baru", "para", "warga", "dua", "kata", "ujar",
        ],
    ),
    (
        Lang::Deu,
        &[
            "und", "von", "mit", "ist", "nicht", "auch", "sich", "auf", "für", "eine", "einen", "einer", "einem",
            "wird", "sind", "wurde", "werden", "bei", "nach", "aus", "über", "zum", "zur", "ein", "dass", "haben",
            "hat", "der", "die", "das", "kann", "oder", "noch", "nur", "wenn",
        ],
    ),
    (
        Lang::Fra,
        &[
            "les", "et", "une", "est", "pour", "dans", "sur", "pas", "avec", "aux", "du", "ont", "été", "cette",
            "mais", "ces", "sont", "selon", "après", "leur", "être", "où", "qui", "nous", "vous",
        ],
    ),
    (
        Lang::Spa,
        &[
            "el", "los", "las", "y", "más", "pero", "fue", "sus", "según", "también", "años", "desde", "hasta", "es",
            "del", "una", "por", "con", "está",
        ],
    ),
    (
        Lang::Por,
        &[
            "não", "uma", "um", "em", "ao", "pela", "pelo", "são", "mais", "foi", "também", "é", "dos", "com", "seu",
            "sua",
        ],
    ),
    (
        Lang::Ita,
        &[
            "il", "che", "di", "della", "del", "per", "gli", "nel", "alla", "delle", "dei", "sono", "più", "è",
            "anche", "non", "una", "con", "dal", "dalla", "nella", "essere", "questo",
        ],
    ),
    (
        Lang::Nld,
        &[
            "het", "een", "van", "niet", "dat", "zijn", "voor", "ook", "wordt", "naar", "bij", "uit", "maar", "werd",
            "deze", "aan", "hebben", "heeft", "worden", "nog", "zich", "geen",
        ],
    ),
];
