//! What a page carries besides its article, in Indonesian, Malay and English: the words, and how a line is looked up.
//!
//! Data first. Whether a line of furniture ends the article or only stands in it is decided by its place, in `body`.

use super::shape::{ends_sentence, fold, words};

/// The lists that a page carries beside an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum List {
    Related,
    Recommended,
    Popular,
    Latest,
    Video,
}

/// What a line of furniture is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Sections, menus, breadcrumbs.
    Navigation,
    /// Logging in, subscribing.
    Account,
    /// Sharing, following, listening.
    Share,
    /// Marks of advertisements and embedded players.
    Advert,
    /// A pointer to another article, amid the text.
    ReadAlso,
    /// The heading of a list of other articles.
    Heading(List),
    /// The readers' comments.
    Comments,
    /// Newsletters, channels, apps.
    Newsletter,
    /// Copyright, cookies, imprint.
    Legal,
    /// Pages of one article.
    Pager,
    /// Subject words.
    Tags,
    /// Reading time, counts of views.
    Meter,
}

impl Furniture {
    /// Whether the article is over where this stands, unless prose goes on after it.
    pub(super) fn may_end(self) -> bool {
        matches!(self, Self::Heading(_) | Self::Comments | Self::Legal | Self::Tags)
    }
}

/// Whole lines, folded, apart by `|`.
const WHOLE: &[(Furniture, &str)] = &[
    (
        Furniture::Account,
        "login|log in|masuk|daftar|masuk/daftar|masuk / daftar|login / daftar|sign in|sign up|register|subscribe|langganan|\
         berlangganan|my account|akun saya|subscribe now|log masuk|daftar masuk|langgan|logout|keluar|upgrade|\
         sign in/register|login/register|daftar sekarang|join|donate|support us|premium",
    ),
    (
        Furniture::Share,
        "share|bagikan|bagikan berita|bagikan artikel|bagikan artikel ini|kongsi|kongsikan|share this|share this article|\
         share this story|share this page|tweet|facebook|twitter|whatsapp|telegram|line|linkedin|pinterest|instagram|\
         tiktok|youtube|email|e-mail|copy link|salin link|salin tautan|salin|link copied|tautan disalin|url copied|print|\
         cetak|simpan|save|save article|bookmark|follow|ikuti|following|follow us|ikuti kami|ikut|like|suka|dengarkan|\
         listen|listen to article|dengarkan berita|dengarkan artikel|text to speech|a- a+|a a a|aa|ukuran font|font size|\
         copy|share options|share on facebook|share on twitter|give this article|gift article|x|threads|messenger|\
         share full article|disalin|kirim|lapor|ikuti whatsapp channel kami|perbesar|perkecil|reset|zoom|\
         perbesar gambar|view image|view image in fullscreen|open image in gallery|image",
    ),
    (
        Furniture::Advert,
        "advertisement|advertisment|iklan|ads|ad|sponsored|scroll to continue with content|scroll to resume content|\
         scroll untuk melanjutkan|scroll ke bawah untuk melanjutkan membaca|gulir untuk melanjutkan|pariwara|advertorial|\
         article continues below advertisement|story continues below advertisement|article continues after ad|\
         continue reading|lanjutkan membaca|lanjut membaca di bawah|advertisement - scroll to continue|promoted|\
         konten berlanjut di bawah iklan|skip advertisement|remove ads|loading|memuat|play|pause|mute|unmute|\
         video player is loading|this video can not be played|media error|powered by|story continues below|\
         iklan - lanjutkan membaca di bawah|disponsori|ad feedback|artikel berlanjut di bawah iklan|play video|\
         putar video|watch now|laporkan iklan|kandungan diteruskan selepas iklan|paid content|hide ad|tutup iklan|close ad",
    ),
    (
        Furniture::ReadAlso,
        "baca juga|baca juga berita|baca pula|baca lagi|baca|simak juga|lihat juga|tonton juga|artikel lain|read also|\
         also read|read more|see also|related|pilihan editor|pilihan redaksi|editor's pick|editors' picks|editor's picks|\
         simak video|simak video berikut|simak video berikut ini|tonton video|lihat video|baca selengkapnya|\
         simak berita selengkapnya|berita berkaitan|baca artikel lainnya|watch|more on this|more on this story|\
         you may also like|recommended reading|baca juga artikel lainnya|video pilihan|saksikan video pilihan berikut ini|\
         saksikan video menarik berikut ini|baca berita terkait|keep reading|list of 3 items|end of list|\
         list of 4 items|baca juga artikel",
    ),
    (
        Furniture::Heading(List::Related),
        "berita terkait|artikel terkait|terkait|related articles|related stories|related news|related posts|\
         related content|related coverage|related links|berita lainnya|berita lain|artikel lainnya|baca berita lainnya|\
         more stories|more like this|also in the news|berita berkaitan lain|berita seputar|kabar terkait|\
         tulisan terkait|artikel berkaitan|liputan terkait|more on this topic|explore more|read next|up next|next story|\
         previous story|berita sebelumnya|berita selanjutnya|berita berikutnya|artikel selanjutnya|artikel sebelumnya|\
         what to read next|further reading|from our partners|around the web|lihat berita lain|laporan berkaitan",
    ),
    (
        Furniture::Heading(List::Recommended),
        "rekomendasi|rekomendasi untuk anda|rekomendasi untukmu|rekomendasi berita|recommended|recommended for you|\
         recommended stories|untuk anda|untukmu|for you|top stories|you might also like|you might like|\
         mungkin anda suka|anda mungkin suka|kamu mungkin suka|berita pilihan|pilihan untuk anda|pilihan untukmu|\
         must read|don't miss|jangan lewatkan|suggested for you|handpicked|headline|headlines|berita utama|\
         sorotan|features|top picks|artikel pilihan|cadangan untuk anda|sorotan utama|pilihan pembaca|more from us",
    ),
    (
        Furniture::Heading(List::Popular),
        "terpopuler|populer|berita terpopuler|berita populer|paling populer|most read|most popular|most viewed|popular|\
         trending|trending now|trending topics|tren|sedang tren|sedang hangat|terhangat|top 5|top 10|paling banyak dibaca|\
         banyak dibaca|most shared|most watched|viral|paling dibaca|hot topics|topik hangat|hot|most commented|\
         terlaris|popular now|popular stories|trending stories|paling popular|terpopular|pilihan ramai|topik populer",
    ),
    (
        Furniture::Heading(List::Latest),
        "terkini|berita terkini|berita terbaru|terbaru|latest|latest news|latest stories|latest headlines|kabar terbaru|\
         kabar terkini|breaking news|more news|just in|the latest|berita hari ini|indeks berita|indeks|index|\
         today's news|live updates|artikel terbaru|berita mutakhir|terkini lainnya|new articles",
    ),
    (
        Furniture::Heading(List::Video),
        "video|video rekomendasi|rekomendasi video|video terkait|video terpopuler|video terkini|video populer|\
         video lainnya|videos|related videos|latest videos|more videos|watch more|top videos|galeri|foto|foto terkait|\
         galeri foto|photos|photo gallery|infografis|podcast|podcasts|multimedia|recommended videos|featured video|\
         video unggulan|video viral",
    ),
    (
        Furniture::Comments,
        "komentar|tulis komentar|tulis komentar anda|tulis komentar anda di sini|beri komentar|berikan komentar|\
         kirim komentar|lihat komentar|lihat semua komentar|comments|comment|leave a comment|leave a reply|add a comment|\
         post a comment|view comments|show comments|join the conversation|join the discussion|join the debate|\
         have your say|be the first to comment|jadilah yang pertama berkomentar|tinggalkan komentar|tinggalkan balasan|\
         ulasan|komen|conversation|load comments|tulis ulasan|komentar pembaca|disqus|silakan login untuk berkomentar",
    ),
    (
        Furniture::Newsletter,
        "newsletter|newsletters|get our newsletter|sign up to our newsletter|sign up for our newsletter|enter your email|\
         masukkan email anda|alamat email|email address|your email address|get the app|download app|unduh aplikasi|\
         download aplikasi|google play|app store|get it on google play|download on the app store|dapatkan aplikasi|\
         klik disini|klik di sini|click here|selengkapnya klik di sini|privacy policy applies|sign up here|\
         ikuti saluran kami|join our channel|muat turun aplikasi|langgan buletin|daftar newsletter|daftar buletin",
    ),
    (
        Furniture::Legal,
        "tentang kami|about us|redaksi|kontak|contact|contact us|hubungi kami|karir|careers|privacy|privacy policy|\
         kebijakan privasi|kebijakan data pribadi|terms|terms of use|terms of service|syarat dan ketentuan|\
         syarat & ketentuan|disclaimer|pedoman media siber|pedoman pemberitaan media siber|cookie policy|cookies|\
         accept all|accept cookies|terima|terima semua|setuju|tolak|reject all|manage cookies|all rights reserved|\
         kode etik|info iklan|pasang iklan|advertise|advertise with us|site map|sitemap|rss|faq|bantuan|help|\
         back to top|kembali ke atas|our standards|licensing rights|purchase licensing rights|terma & syarat|\
         dasar privasi|accessibility|modern slavery act|terms & conditions|about|manage preferences|tutup|close|\
         jaringan kami|our network|part of|member of|cookie settings|company|perusahaan|lainnya",
    ),
    (
        Furniture::Pager,
        "selanjutnya|sebelumnya|next|previous|prev|next page|previous page|halaman selanjutnya|halaman berikutnya|\
         halaman berikut|show all|tampilkan semua|lihat semua|see all|view all|show more|load more|muat lainnya|more|\
         selengkapnya|lihat selengkapnya|halaman|page|seterusnya|baca halaman selanjutnya|semua halaman|all pages",
    ),
    (
        Furniture::Navigation,
        "menu|skip to content|skip to main content|skip to navigation|langsung ke konten|loncat ke konten|open menu|\
         close menu|search|cari|pencarian|cari berita|jaringan|network|edition|edisi|edisi indonesia|english|\
         bahasa indonesia|bahasa|buka menu|tutup menu|main menu|navigation|home page|langkau ke kandungan|carian|\
         dark mode|mode gelap|toggle navigation|open navigation menu|e-paper|epaper|kirim tulisan|jump to content",
    ),
    (
        Furniture::Tags,
        "tag|tags|topik|topics|topic|topik berita|tagar|tag terkait|tags terkait|kata kunci|keywords|filed under|\
         in this story|tag berita|related topics|topik terkait|explore more on these topics|more on these topics|tagged|tagged with|topik terkait berita ini|explore these topics|label",
    ),
];

/// Sections of news sites, folded, apart by `|`: a line of nothing else is navigation.
const SECTIONS: &str = "home|beranda|news|berita|nasional|internasional|global|dunia|world|politik|politics|hukum|ekonomi|\
    ekbis|bisnis|business|keuangan|finance|finansial|market|markets|money|olahraga|sport|sports|bola|football|soccer|tekno|teknologi|\
    tech|technology|sains|science|kesehatan|health|lifestyle|gaya hidup|hiburan|entertainment|seleb|selebriti|travel|\
    wisata|otomotif|automotive|edukasi|pendidikan|education|opini|opinion|kolom|metro|megapolitan|daerah|regional|\
    peristiwa|kriminal|humaniora|budaya|culture|arts|uk|us|us & canada|asia|asia pacific|asia pasifik|africa|europe|eropa|amerika|\
    timur tengah|middle east|climate|environment|lingkungan|food|kuliner|properti|property|fashion|lingkungan hidup|\
    region|sumatera|jawa|kalimantan|sulawesi|papua|bali|jatim|jabar|jateng|cek fakta|fakta|fact check|live|tv|kini|\
    tempatan|semasa|sukan|ekonomi & bisnis|video|foto|photo|indeks|terkini|terpopuler|more|lainnya|kanal|\
    luar negara|wilayah|jenayah|mahkamah|obituaries|weather|books|style|magazine|local|community|letters|\
    editorial|analysis|analisis|investigations|features|in pictures|radio|podcast|audio|pemilu|ramadan|haji|\
    religi|sosok|tokoh|historia|islam digest|khazanah|infografis|data|english";

/// Beginnings of lines, folded, apart by `|`; the rest of the line is short and no sentence.
const BEGINNINGS: &[(Furniture, &str)] = &[
    (
        Furniture::ReadAlso,
        "baca juga|baca pula|baca lagi|simak juga|lihat juga|tonton juga|tonton video|simak video|read also|also read|\
         read more|see also|related:|pilihan editor|pilihan redaksi|editor's pick|artikel terkait:|berita terkait:|baca:|\
         saksikan video|saksikan juga|watch:|more:|see:|listen:|lihat:|simak:|read:|baca selengkapnya|opinion:|\
         more on this story|baca artikel|baca berita lain|lihat video|video:|foto:|what you need to know:|key reading",
    ),
    (
        Furniture::Heading(List::Related),
        "berita terkait|artikel terkait|berita lainnya|berita lain dari|related articles|related stories|\
         more from|more in|baca berita lainnya|laporan berkaitan|artikel lainnya|berita menarik lainnya|more stories",
    ),
    (
        Furniture::Heading(List::Recommended),
        "rekomendasi untuk|recommended for|recommended by|top stories in|berita pilihan|pilihan untuk|recommended from",
    ),
    (
        Furniture::Heading(List::Popular),
        "terpopuler di|terpopuler hari|populer di|most read in|most read on|most popular in|trending di|trending in|\
         trending on|terpopuler minggu|berita terpopuler|berita populer|most viewed in|paling popular di",
    ),
    (
        Furniture::Heading(List::Latest),
        "berita terkini|berita terbaru|latest in|latest from|latest on|kabar terbaru|terkini di|the latest from|latest news",
    ),
    (Furniture::Heading(List::Video), "video rekomendasi|video terkait|video terpopuler|video terkini"),
    (
        Furniture::Advert,
        "gambas:|advertisement|scroll to|iklan |sponsored by|embed:|[gambas|video 20detik|halaman ini|this article contains",
    ),
    (
        Furniture::Newsletter,
        "ikuti berita|ikuti kami di|ikuti terus|ikuti saluran|follow us on|download aplikasi|unduh aplikasi|\
         sign up for|sign up to|subscribe to|get our free|dapatkan update|dapatkan berita|dapatkan informasi|dapatkan kabar|\
         cek berita|follow our|langganan newsletter|daftar newsletter|baca berita tanpa iklan|join us on|\
         add us on|get the latest|sertai|ikuti kami|ikuti channel|join whatsapp|gabung|get breaking news",
    ),
    (
        Furniture::Comments,
        "tulis komentar|lihat komentar|komentar (|comments (|view comments|view all comments|lihat semua komentar|\
         belum ada komentar|no comments|leave a comment|kirim komentar|login untuk|silakan login|silakan masuk|\
         log in to comment|write a comment",
    ),
    (
        Furniture::Legal,
        "copyright|©|(c) 20|hak cipta|all rights reserved|seluruh hak cipta|by continuing to use|situs ini menggunakan cookie|\
         we use cookies|this website uses cookies|this site uses cookies|hakcipta|kami menggunakan cookie|our standards:|\
         berita ini telah tayang|artikel ini telah tayang|artikel ini pertama kali|this article was originally|\
         laman web ini menggunakan|© 20",
    ),
    (
        Furniture::Tags,
        "tag:|tags:|topik:|topics:|tag :|tags :|topik :|topics :|tagar:|filed under:|kata kunci:|keywords:|tagged:",
    ),
    (Furniture::Pager, "halaman 1|halaman 2|halaman 3|halaman:|page 1|page 2|page 3|pages:|laman 1|muka surat"),
    (
        Furniture::Meter,
        "waktu baca|reading time|estimasi baca|lama membaca|dibaca |dilihat |views:|dibagikan|read time|perkiraan waktu baca|\
         jumlah pembaca",
    ),
    (
        Furniture::Account,
        "masuk untuk|login untuk membaca|sign in to|log in to|subscribe for|subscribe from|already a subscriber|\
         sudah berlangganan|berlangganan sekarang|langganan sekarang|support independent|create a free account|you have",
    ),
    (
        Furniture::Share,
        "share on|share via|bagikan ke|bagikan lewat|bagikan melalui|share:|bagikan:|kongsi:|ikuti:|follow:",
    ),
    (Furniture::Navigation, "you are here|anda di sini|anda berada di|kembali ke|back to|edisi:|jump to"),
];

/// Words that a whole sentence of furniture holds together, in any order; one after `^` begins it.
const SENTENCES: &[(Furniture, &[&str])] = &[
    (Furniture::Newsletter, &["dapatkan", "klik"]),
    (Furniture::Newsletter, &["dapatkan", "telegram"]),
    (Furniture::Newsletter, &["dapatkan", "whatsapp"]),
    (Furniture::Newsletter, &["dapatkan", "berita pilihan"]),
    (Furniture::Newsletter, &["dapatkan", "notifikasi"]),
    (Furniture::Newsletter, &["ikuti", "google news"]),
    (Furniture::Newsletter, &["artikel", "google news"]),
    (Furniture::Newsletter, &["berita", "google news"]),
    (Furniture::Newsletter, &["follow", "google news"]),
    (Furniture::Newsletter, &["ikuti", "whatsapp channel"]),
    (Furniture::Newsletter, &["ikuti", "saluran whatsapp"]),
    (Furniture::Newsletter, &["gabung", "telegram", "klik"]),
    (Furniture::Newsletter, &["mari bergabung di", "telegram"]),
    (Furniture::Newsletter, &["unduh", "aplikasi", "kami"]),
    (Furniture::Newsletter, &["download", "aplikasi", "sekarang"]),
    (Furniture::Newsletter, &["sign up", "newsletter"]),
    (Furniture::Newsletter, &["sign up", "inbox"]),
    (Furniture::Newsletter, &["subscribe", "newsletter"]),
    (Furniture::Newsletter, &["get our", "inbox"]),
    (Furniture::Newsletter, &["delivered", "inbox", "your"]),
    (Furniture::Newsletter, &["download", "our app"]),
    (Furniture::Newsletter, &["langgan", "telegram", "kami"]),
    (Furniture::Newsletter, &["ikuti kami di", "telegram"]),
    (Furniture::Newsletter, &["muat turun aplikasi"]),
    (Furniture::Newsletter, &["^follow", "facebook"]),
    (Furniture::Newsletter, &["^follow", "twitter"]),
    (Furniture::Newsletter, &["^follow", "instagram"]),
    (Furniture::Newsletter, &["^ikuti", "facebook"]),
    (Furniture::Newsletter, &["^ikuti", "instagram"]),
    (Furniture::Newsletter, &["cek fakta", "whatsapp"]),
    (Furniture::Newsletter, &["kebenaran informasi yang beredar", "nomor"]),
    (Furniture::Legal, &["konten sponsor pada widget"]),
    (Furniture::Legal, &["dilarang", "crawling"]),
    (Furniture::Legal, &["we use cookies"]),
    (Furniture::Legal, &["uses cookies", "you"]),
    (Furniture::Legal, &["menggunakan cookie", "anda"]),
    (Furniture::Legal, &["we and our partners", "cookies"]),
    (Furniture::Legal, &["menggunakan kuki", "anda"]),
    (Furniture::Legal, &["copyright", "all rights reserved"]),
    (Furniture::Legal, &["©", "all rights reserved"]),
    (Furniture::Legal, &["may not be published, broadcast, rewritten"]),
    (Furniture::Legal, &["not responsible for the content of external"]),
    (Furniture::Legal, &["dilarang", "menyalin", "tanpa izin"]),
    (Furniture::Legal, &["dilarang", "mengambil", "tanpa izin"]),
    (Furniture::Legal, &["artikel ini telah tayang di"]),
    (Furniture::Legal, &["berita ini telah tayang di"]),
    (Furniture::Legal, &["the thomson reuters trust principles"]),
    (Furniture::Comments, &["komentar", "tanggung jawab", "pengirim"]),
    (Furniture::Comments, &["komentar", "isi komentar", "redaksi"]),
    (Furniture::Comments, &["comments", "house rules"]),
    (Furniture::Comments, &["komen", "tanggungjawab", "pembaca"]),
    (Furniture::Account, &["subscribe", "unlimited access"]),
    (Furniture::Account, &["subscribe", "already a subscriber"]),
    (Furniture::Account, &["berlangganan", "akses", "anda", "premium"]),
    (Furniture::Advert, &["scroll", "lanjut", "membaca"]),
    (Furniture::Advert, &["if you are having trouble", "video"]),
    (Furniture::Advert, &["enable javascript"]),
    (Furniture::Advert, &["browser", "does not support"]),
];

/// Words longer than which a line that begins like furniture must match as a sentence of it.
const MAX_BEGINNING: usize = 24;

/// Words over which no sentence of furniture is looked for: what is so long is somebody's text.
const MAX_SENTENCE: usize = 60;

/// What the line is as furniture; none where it may be part of an article.
pub(super) fn of(line: &str) -> Option<Furniture> {
    let folded = fold(line);
    if folded.is_empty() {
        return None;
    }
    let count = words(&folded);
    // Marks around the words count for beginnings ("Baca:", "© 2022"), not for whole lines.
    let small = line.trim_start_matches(['»', '›', '>', '•', '▶', '►', '■', '-', ' ', '[', '(', '+']).to_lowercase();
    whole(&folded)
        .or_else(|| counted(&folded, count))
        .or_else(|| is_section_link(&folded, count).then_some(Furniture::Pager))
        .or_else(|| (count <= MAX_BEGINNING).then(|| beginning(&small, line, count)).flatten())
        .or_else(|| (count <= MAX_SENTENCE).then(|| sentence(&small)).flatten())
        .or_else(|| (is_sections(line, &folded)).then_some(Furniture::Navigation))
}

fn whole(folded: &str) -> Option<Furniture> {
    let look = |text: &str| WHOLE.iter().find(|(_, lines)| lines.split('|').any(|l| l == text)).map(|&(kind, _)| kind);
    look(folded).or_else(|| {
        let tails =
            [" more", " lainnya", " selengkapnya", " lihat semua", " see all", " view all", " indeks", " lebih"];
        tails.iter().find_map(|tail| folded.strip_suffix(tail)).and_then(look)
    })
}

/// `Lihat Regional Selengkapnya`, `See all World`.
fn is_section_link(folded: &str, count: usize) -> bool {
    let ends = |first: &str, last: &str| folded.starts_with(first) && folded.ends_with(last);
    (3..=5).contains(&count) && (ends("lihat ", " selengkapnya") || ends("lihat semua ", "") || ends("see all ", ""))
}

/// Counters: `12 komentar`, `3 min read`, `1.204 shares`, `Page 1 of 3`, `1 2 3 Selanjutnya`.
fn counted(folded: &str, count: usize) -> Option<Furniture> {
    if count > 8 || !folded.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let letters: Vec<&str> = folded
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty() && !matches!(*word, "k" | "m" | "rb" | "jt" | "of" | "dari" | "x"))
        .collect();
    match letters.as_slice() {
        ["komentar" | "comments" | "comment" | "komen" | "ulasan"] => Some(Furniture::Comments),
        ["share" | "shares" | "dibagikan" | "bagikan" | "likes" | "suka" | "tweet" | "kongsi"] => {
            Some(Furniture::Share)
        }
        ["views" | "view" | "pembaca" | "dilihat" | "dibaca" | "kali", ..] if letters.len() <= 3 => {
            Some(Furniture::Meter)
        }
        ["min" | "mins" | "minute" | "minutes" | "menit", "read" | "baca" | "membaca"]
        | ["menit", "waktu", "baca"]
        | ["baca" | "read" | "minit", "menit" | "minutes" | "min" | "bacaan"] => Some(Furniture::Meter),
        ["halaman" | "page" | "laman" | "selanjutnya" | "next" | "hal"]
        | ["halaman" | "page", "selanjutnya" | "next" | "tampilkan" | "all", ..] => Some(Furniture::Pager),
        [] if count >= 2 && folded.split(' ').all(|n| n.len() <= 2 && n.bytes().all(|b| b.is_ascii_digit())) => {
            Some(Furniture::Pager)
        }
        _ => None,
    }
}

fn beginning(small: &str, line: &str, count: usize) -> Option<Furniture> {
    BEGINNINGS.iter().find_map(|&(kind, beginnings)| {
        let rest =
            beginnings.split('|').filter_map(|b| small.strip_prefix(b).map(|rest| (b, rest))).find(|(b, rest)| {
                // "baca juga" is no beginning of "baca jugalah", but "baca:" is one of "baca:x".
                !b.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
            })?;
        fits(kind, rest.1.trim(), line, count).then_some(kind)
    })
}

/// Whether a line with that beginning is short or label-like enough for what it would be.
fn fits(kind: Furniture, rest: &str, line: &str, count: usize) -> bool {
    match kind {
        Furniture::ReadAlso => {
            rest.is_empty()
                || rest.starts_with([':', '-', '–', '|', '>', '»', '"', '“'])
                || !ends_sentence(line)
                || count <= 14 && !line.ends_with('.')
                || line.contains(':')
        }
        Furniture::Heading(_) => count <= 5 && !ends_sentence(line) && !line.contains(','),
        Furniture::Legal | Furniture::Tags => true,
        Furniture::Navigation | Furniture::Meter => count <= 8 && !ends_sentence(line),
        Furniture::Advert => count <= 10,
        _ => count <= 10 && !ends_sentence(line),
    }
}

fn sentence(small: &str) -> Option<Furniture> {
    let holds = |cue: &&str| match cue.strip_prefix('^') {
        Some(beginning) => small.starts_with(beginning),
        None => small.contains(*cue),
    };
    SENTENCES.iter().find(|(_, cues)| cues.iter().all(holds)).map(|&(kind, _)| kind)
}

/// Whether the line is a row of sections or a breadcrumb.
fn is_sections(line: &str, folded: &str) -> bool {
    let is_section = |text: &str| SECTIONS.split('|').any(|section| section == text);
    if words(folded) > 30 || ends_sentence(line) {
        return false;
    }
    let pieces: Vec<String> = line.split(['>', '|', '»', '›', '•', '·', '/', '→', ';', '\t']).map(fold).collect();
    let pieces: Vec<&String> = pieces.iter().filter(|piece| !piece.is_empty()).collect();
    if pieces.len() >= 2 {
        let sections = pieces.iter().filter(|piece| is_section(piece)).count();
        return line.contains(['>', '»', '›', '→']) && sections >= 1 || sections * 2 > pieces.len();
    }
    let row: Vec<&str> = folded.split(' ').collect();
    is_section(folded) || row.iter().filter(|word| **word != "&" && **word != "dan").all(|word| is_section(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is(line: &str, expected: Option<Furniture>) {
        assert_eq!(of(line), expected, "{line}");
    }

    #[test]
    fn headings_of_lists_are_known_with_what_follows_them() {
        is("Berita Terkait", Some(Furniture::Heading(List::Related)));
        is("Berita Terkini More", Some(Furniture::Heading(List::Latest)));
        is("TERPOPULER", Some(Furniture::Heading(List::Popular)));
        is("Most read in World", Some(Furniture::Heading(List::Popular)));
        is("Video Rekomendasi", Some(Furniture::Heading(List::Video)));
        is("Rekomendasi", Some(Furniture::Heading(List::Recommended)));
    }

    #[test]
    fn pointers_to_other_articles_are_known() {
        is("Baca juga: Menteri Tinjau Waduk yang Retak", Some(Furniture::ReadAlso));
        is("Baca Juga :", Some(Furniture::ReadAlso));
        is("READ MORE: How the bridge was lost", Some(Furniture::ReadAlso));
        is("[Gambas:Video 20detik]", Some(Furniture::Advert));
    }

    #[test]
    fn counters_are_known() {
        is("12 Komentar", Some(Furniture::Comments));
        is("3 min read", Some(Furniture::Meter));
        is("1,204 shares", Some(Furniture::Share));
        is("Halaman 1 2 3 Selanjutnya", Some(Furniture::Pager));
        is("Page 1 of 3", Some(Furniture::Pager));
        is("1 2 3", Some(Furniture::Pager));
    }

    #[test]
    fn rows_of_sections_and_breadcrumbs_are_navigation() {
        is("Home > News > Politik", Some(Furniture::Navigation));
        is("Home News Nasional", Some(Furniture::Navigation));
        is("Beranda / Daerah / Banyu Asri", Some(Furniture::Navigation));
        is("Home » Sungai", Some(Furniture::Navigation));
    }

    #[test]
    fn whole_sentences_of_furniture_need_all_their_words() {
        is(
            "Dapatkan berita terkini dari kami, Klik Disini untuk mendaftar sekarang juga!",
            Some(Furniture::Newsletter),
        );
        is("We use cookies to give you the best experience on our website.", Some(Furniture::Legal));
        is("Warga berharap dapatkan bantuan dari pemerintah daerah secepatnya, kata Darto.", None);
    }

    #[test]
    fn running_prose_is_nobodys_furniture() {
        for line in [
            "Baca juga penting bagi anak, kata guru itu, karena buku membuka jalan ke banyak hal lain di dunia.",
            "Halaman rumahnya terendam air setinggi dada orang dewasa sejak Sabtu malam.",
            "Video itu direkam seorang warga dari atap rumahnya, lalu beredar luas di media sosial.",
            "Home prices rose again in the second quarter, the bureau said.",
            "Ikuti saja aturannya, kata dia.",
            "Share prices fell by a tenth.",
            "Kuningan Barat",
        ] {
            is(line, None);
        }
    }
}
